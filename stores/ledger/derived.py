"""What was derived from what: the memories that hang on others, and what these said then."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from octomem.memory import Memory
from octomem.operation import Action
from octomem.stores.ledger import memories
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import links, memory_versions, operations

CONSEQUENCES = frozenset({Action.MERGE, Action.CLOSE, Action.RETRACT})
"""What an operation that follows from another memory's change does; `replaces` names that."""

_row = memory_versions.c
_ON = select(links.c.source).where(links.c.type == "derived_from", among(links.c.target, "grounds"))
_DEPENDENTS = (
    select(*MEMORY)
    .where(
        _row.memory_id.in_(_ON),
        memories.OWN,
        _row.recorded_to.is_(None),
        _row.deleted.is_(False),
    )
    .order_by(_row.seq)
)
_GROUNDS = (
    select(_row.grounds, _row.seq)
    .where(_row.memory_id == bindparam("memory"), memories.OWN)
    .order_by(_row.version.desc())
)
_SAID = (
    select(_row.memory_id, _row.identity, _row.seq)
    .where(among(_row.memory_id, "grounds"), memories.OWN)
    .order_by(_row.version)
)
_WROTE = select(operations.c.version, operations.c.action, operations.c.replaces).where(
    operations.c.partition == bindparam("partition"),
    operations.c.memory_id == bindparam("memory"),
    operations.c.version.is_not(None),
)
_PAIRS = select(links.c.source, links.c.target).where(links.c.type == "derived_from")
_OF = _PAIRS.where(among(links.c.source, "ids"))
_TO = _PAIRS.where(among(links.c.target, "ids"))


def dependents(connection: Connection, number: int, grounds: Iterable[str]) -> list[Memory]:
    """Return the memories, not deleted, that ever named one of the grounds, in the ledger's order."""
    given = {"grounds": listed(grounds), "partition": number}
    return [memory_of(row) for row in connection.execute(_DEPENDENTS, given)]


def when_named(
    connection: Connection, number: int, memory_id: str, grounds: Iterable[str]
) -> dict[str, str | None]:
    """Return the identity of each ground when a memory first named it.

    None where it never did, or where there is no such memory.
    """
    about: dict[str, object] = {"memory": memory_id, "partition": number}
    rows = connection.execute(_GROUNDS, about)
    first: dict[str, int] = {name: seq for named, seq in rows for name in named}
    found: dict[str, str | None] = dict.fromkeys(grounds)
    known = [name for name in found if name in first]
    if not known:
        return found
    said: dict[str, list[tuple[str, int]]] = {}
    for name, identity, seq in connection.execute(
        _SAID, {"grounds": listed(known), "partition": number}
    ):
        said.setdefault(name, []).append((identity, seq))
    for name, told in said.items():
        before = [identity for identity, seq in told if seq <= first[name]]
        # A ground that was written in the same transaction may stand behind what hangs on it.
        found[name] = before[-1] if before else told[0][0]
    return found


def follows(connection: Connection, number: int, memory: Memory) -> bool:
    """Say whether a memory's version was written because of a change of what it rests on."""
    return memory.version in _followed(connection, number, memory.id)


def only_followed(connection: Connection, number: int, memory: Memory) -> bool:
    """Say whether every later version of a memory was written because of such a change."""
    later = {
        one.version
        for one in memories.history(connection, number, memory.id)
        if one.version > memory.version
    }
    return later <= _followed(connection, number, memory.id)


def _followed(connection: Connection, number: int, memory_id: str) -> set[int]:
    rows = connection.execute(_WROTE, {"memory": memory_id, "partition": number})
    return {
        version for version, action, causes in rows if Action(action) in CONSEQUENCES and causes
    }


def pairs(connection: Connection, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return (memory, ground) of every memory that names a ground now, where either is given."""
    given = {"ids": listed(ids)}
    found = {(row[0], row[1]) for query in (_OF, _TO) for row in connection.execute(query, given)}
    newest = memories.newest(connection, {source for source, _ in found})
    return sorted(
        (source, ground)
        for source, ground in found
        if source in newest and ground in newest[source].grounds
    )
