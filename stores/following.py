"""A graph on a server as recall sees it: what it has followed, and the ledger's tail."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal, select, union_all

from octomem.stores.entities import entity_key
from octomem.stores.ledger import memories
from octomem.stores.ledger.schema import memory_versions, partitions, progress
from octomem.stores.seams import Change, Contents, Entity, Relation, RemoteGraph
from octomem.stores.tail import Tail, all_names, by_name, merged

GRAPH = "graph"
"""The projection's name in the ledger."""
CACHED = 256
"""Partitions whose entities are kept, for every question wants all of them."""
NEIGHBOURS = 1_000
"""Relations that are looked at around a name."""

_AFTER = func.coalesce(
    select(progress.c.seq).where(progress.c.projection == GRAPH).scalar_subquery(), 0
)
_CHANGED = (
    select(memory_versions.c.memory_id, literal(0))
    .where(
        memory_versions.c.partition == bindparam("partition"),
        memory_versions.c.seq > _AFTER,
    )
    .distinct()
)
_HEAD = select(literal(""), partitions.c.head).where(partitions.c.number == bindparam("partition"))
_STANDING = union_all(_HEAD, _CHANGED)
"""The partition's last commit, in a row without an id, and what the server lacks of it."""


class FollowingGraph:
    """The Graph seam over a RemoteGraph. Safe for any thread.

    The server is fed in the background, so callers read their own writes from the ledger:
    every change it has not followed is added to what it answers.
    """

    lags = True

    def __init__(self, remote: RemoteGraph) -> None:
        self._remote = remote
        self._lock = threading.Lock()
        self._entities: OrderedDict[int, tuple[int, list[Entity]]] = OrderedDict()

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Do nothing: the server follows by itself, see `GraphProjector`."""

    def reset(self, connection: Connection) -> None:
        """Do nothing: emptying the server is no part of the ledger's transaction."""

    def clear(self) -> None:
        """Forget the names that were read: a partition was erased."""
        with self._lock:
            self._entities.clear()

    def entities(self, connection: Connection, partition: int) -> list[Entity]:
        """Return the partition's entities with their aliases, by name."""
        return self._known(connection, partition, _tail(connection, partition))

    def mentions(
        self, connection: Connection, partition: int, names: Sequence[str], hops: int, limit: int
    ) -> dict[str, int]:
        """Return memories near the named entities: nearest first, then the latest recorded."""
        tail = _tail(connection, partition)
        if not tail.changed:
            return self._remote.mentions(partition, names, hops, limit)
        known = by_name(self._known(connection, partition, tail))
        near = all_names(known, {entity_key(name) for name in names})
        found: dict[str, int] = {}
        seen: set[str] = set()
        for distance in range(hops + 1):
            if not near or len(found) >= limit:
                break
            most = limit + len(tail.changed) + len(found)
            held = self._remote.mentions(partition, sorted(near), 0, most)
            still = [memory_id for memory_id in held if memory_id not in tail.changed]
            for memory_id in (*tail.naming(near), *still):
                found.setdefault(memory_id, distance)
            seen |= near
            if distance < hops:
                near = all_names(known, self._beyond(partition, near, tail)) - seen
        return dict(list(found.items())[: max(limit, 0)])

    def relations(
        self, connection: Connection, partition: int, name: str, as_of: datetime | None = None
    ) -> list[Relation]:
        """Return an entity's relations, either direction, that hold at a moment (or ever)."""
        tail = _tail(connection, partition)
        held = self._remote.relations(partition, name, as_of)
        if not tail.changed:
            return held
        known = by_name(self._known(connection, partition, tail))
        near = all_names(known, [entity_key(name)])
        # Names that the tail has joined may be two entities on the server still.
        others = {known[key].name for key in near} | near
        for other in sorted(others - {name}):
            held += self._remote.relations(partition, other, as_of)
        kept = {one.memory_id: one for one in held if one.memory_id not in tail.changed}
        fresh = [one for one in tail.relations(known, near) if _holds(one, as_of)]
        found = [*kept.values(), *fresh]
        return sorted(found, key=lambda each: (each.valid_from, each.memory_id))

    def contents(self, connection: Connection, partition: int) -> Contents | None:
        """Return all of a partition, None where the server has not followed everything."""
        if _tail(connection, partition).changed:
            return None
        return self._remote.contents(partition)

    def _beyond(self, partition: int, near: set[str], tail: Tail) -> set[str]:
        """Return the names that are related to one of these, here or there."""
        around = self._remote.neighbourhood(partition, sorted(near), 1, NEIGHBOURS)
        told = [one for one in around if one.memory_id not in tail.changed]
        ends = {entity_key(name) for one in told for name in (one.source, one.target)}
        return ends | tail.beyond(near)

    def _known(self, connection: Connection, partition: int, tail: Tail) -> list[Entity]:
        """Return the entities; without a tail they are those of the partition's last commit."""
        if tail.changed:
            return merged(partition, self._remote.entities(partition), tail)
        with self._lock:
            kept = self._entities.get(partition)
            if kept is not None and kept[0] == tail.head:
                self._entities.move_to_end(partition)
                return kept[1]
        found = self._remote.entities(partition)
        with self._lock:
            self._entities[partition] = (tail.head, found)
            while len(self._entities) > CACHED:
                self._entities.popitem(last=False)
        return found


def _tail(connection: Connection, partition: int) -> Tail:
    """Read what the server has not followed, as of this snapshot of the ledger."""
    rows = connection.execute(_STANDING, {"partition": partition}).all()
    changed = [name for name, _ in rows if name]
    head = max((number for name, number in rows if not name), default=0)
    newest = memories.newest(connection, changed).values() if changed else ()
    kept = [memory for memory in newest if not memory.deleted]
    kept.sort(key=lambda memory: memory.id)
    kept.sort(key=lambda memory: memory.recorded_at, reverse=True)
    return Tail(frozenset(changed), kept, head)


def _holds(relation: Relation, as_of: datetime | None) -> bool:
    if as_of is None:
        return True
    ended = relation.valid_to is not None and relation.valid_to <= as_of
    return relation.valid_from <= as_of and not ended
