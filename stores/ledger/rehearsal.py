"""What a call that comes late bears on, and how it is tried out: all within one transaction."""

from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, or_, select

from octomem.jsons import moment
from octomem.memory import Kind, Memory
from octomem.operation import Action
from octomem.stores.ledger import memories
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.rows import MEMORY, memory_of, turn_of
from octomem.stores.ledger.schema import links, memory_versions, operations
from octomem.stores.ledger.schema import turns as turns_table
from octomem.stores.ledger.turns import is_deleted
from octomem.turn import Turn

_row = memory_versions.c
_LATER = (
    select(_row.seq)
    .where(
        _row.partition == bindparam("partition"),
        _row.valid_from > bindparam("at"),
        memories.unindexed(_row.kind) == Kind.EPISODIC.value,
        _row.recorded_to.is_(None),
    )
    .limit(1)
)
_NEWEST = select(*MEMORY).where(
    _row.partition == bindparam("partition"),
    _row.kind == bindparam("kind"),
    _row.recorded_to.is_(None),
)
_NAMED = _NEWEST.where(_row.identity >= bindparam("first"), _row.identity < bindparam("beyond"))
_ended = (Action.CLOSE.value, Action.RETRACT.value)
_ENDED_IN = select(operations.c.call_id).where(
    among(operations.c.memory_id, "ids"), operations.c.action.in_(_ended)
)
_EDITED = select(operations.c.memory_id).where(
    among(operations.c.memory_id, "ids"), operations.c.call_id.is_(None)
)
_turn = turns_table.c
_IN_SESSION = select(turns_table).where(
    _turn.partition == bindparam("partition"), _turn.occurred_at > bindparam("at"), ~is_deleted()
)
_TOLD = (
    select(turns_table)
    .where(
        or_(among(_turn.id, "ids"), among(_turn.call_id, "calls")),
        _turn.partition == bindparam("partition"),
        ~is_deleted(),
    )
    .order_by(_turn.occurred_at, _turn.seq)
)


def any_later(connection: Connection, number: int, at: datetime) -> bool:
    """Say whether a partition knows a turn that was said after a moment."""
    return connection.scalar(_LATER, {"partition": number, "at": moment(at)}) is not None


def told_of(
    connection: Connection, number: int, kind: Kind, names: Iterable[str], firsts: Iterable[str]
) -> list[Memory]:
    """Return what is known of some names, and of everybody whose name begins with one of `firsts`.

    Whatever became of it: deleted memories are among them.
    """
    # A name ends at a bar; "!" follows the space, "}" the bar.
    spans = [(f"{name}|", f"{name}}}") for name in sorted({*names, *firsts})]
    spans += [(f"{first} ", f"{first}!") for first in sorted(set(firsts))]
    about = {"partition": number, "kind": kind.value}
    rows = (
        row
        for first, beyond in spans
        for row in connection.execute(_NAMED, {**about, "first": first, "beyond": beyond})
    )
    return [memory_of(row) for row in rows]


def of_kind(connection: Connection, number: int, kind: Kind) -> list[Memory]:
    """Return all memories of a kind at their newest, whatever became of them."""
    rows = connection.execute(_NEWEST, {"partition": number, "kind": kind.value})
    return [memory_of(row) for row in rows]


def edited(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return the memories that something else than a call has changed: the caller, or `undo`."""
    return {name for name in connection.scalars(_EDITED, {"ids": listed(ids)}) if name}


def turns_behind(connection: Connection, number: int, of: Collection[Memory]) -> list[Turn]:
    """Return the turns that memories rest on and those of the calls that ended one, in time.

    A deleted turn is not read again.
    """
    calls = connection.scalars(_ENDED_IN, {"ids": listed(one.id for one in of)})
    given: dict[str, object] = {
        "partition": number,
        "ids": listed({turn for one in of for turn in one.turns}),
        "calls": listed({call for call in calls if call}),
    }
    return [turn_of(row) for row in connection.execute(_TOLD, given).mappings()]


def later_in(
    connection: Connection, number: int, session_id: str | None, at: datetime, limit: int
) -> list[Turn]:
    """Return the first turns of a session that were said after a moment, at most `limit`."""
    here = _turn.session_id.is_(None) if session_id is None else _turn.session_id == session_id
    query = _IN_SESSION.where(here).order_by(_turn.occurred_at, _turn.seq).limit(limit)
    rows = connection.execute(query, {"partition": number, "at": moment(at)})
    return [turn_of(row) for row in rows.mappings()]


@contextmanager
def without(connection: Connection, ids: Iterable[str]) -> Generator[None]:
    """Let a block work as if some memories were not there; whatever it writes is taken back."""
    gone = listed(ids)
    tried = connection.begin_nested()
    try:
        about = {"ids": gone}
        connection.execute(delete(memory_versions).where(among(_row.memory_id, "ids")), about)
        connection.execute(delete(links).where(among(links.c.source, "ids")), about)
        yield
    finally:
        tried.rollback()
