"""Places in sessions: pairs of a session id, which may be absent, and a position."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, union_all

Place = tuple[str | None, int]
"""Session id and position within the session, from 0."""
SESSIONS_AT_ONCE = 100
"""Sessions per statement; SQLite takes at most 500 parts."""


def at(
    query: Select[Any],
    session: ColumnElement[str | None],
    position: ColumnElement[Any],
    places: Iterable[Place],
) -> Iterator[CompoundSelect[Any]]:
    """Restrict a query to rows at the places: one part per session, so that each is looked up.

    SQLite reads a whole partition for the same condition written with OR.
    """
    sessions: dict[str | None, set[int]] = {}
    for name, where in places:
        sessions.setdefault(name, set()).add(where)
    parts = [
        query.where(
            session.is_(None) if name is None else session == name, position.in_(sorted(where))
        )
        for name, where in sessions.items()
    ]
    for first in range(0, len(parts), SESSIONS_AT_ONCE):
        yield union_all(*parts[first : first + SESSIONS_AT_ONCE])
