"""Places in sessions: pairs of a session id, which may be absent, and a position."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, union_all

Place = tuple[str | None, int]
"""Session id and position within the session, from 0."""


def at(
    query: Select[Any],
    session: ColumnElement[str | None],
    position: ColumnElement[Any],
    places: Iterable[Place],
) -> CompoundSelect[Any]:
    """Restrict a query to rows at the places: one part per session, so that each is looked up.

    SQLite reads a whole partition for the same condition written with OR.
    """
    sessions: dict[str | None, set[int]] = {}
    for name, where in places:
        sessions.setdefault(name, set()).add(where)
    return union_all(
        *(
            query.where(session.is_(None), position.in_(sorted(where)))
            if name is None
            else query.where(session == name, position.in_(sorted(where)))
            for name, where in sessions.items()
        )
    )
