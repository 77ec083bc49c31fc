"""The graph on a Neo4j server: what docs/neo4j.md draws, written in batches, read bounded."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, LiteralString

from octomem.errors import StoreAccessError
from octomem.stores.entities import entity_key
from octomem.stores.neo4j.connection import Address, Connection
from octomem.stores.neo4j.schema import NAMES_INDEX, OF_A_PARTITION, STATEMENTS
from octomem.stores.neo4j.writing import Writer, scope_word
from octomem.stores.seams import Batch, Contents, Entity, Relation

if TYPE_CHECKING:
    from neo4j import AsyncManagedTransaction

ERASED_AT_ONCE = 5_000
"""Nodes that one transaction deletes."""
MAX_DEPTH = 6
"""Relations that a path may have, in the query too: beyond it everything is near everything."""
EVERY = 1_000_000
"""More relations than one entity has."""
WORDS = 16
"""Words of a text that are looked for among the names."""
FUZZY_LENGTH = 4
"""Letters below which no misspelling is guessed."""

_WORD = re.compile(r"\w+")
_FOLLOWED = "MATCH (o:Octomem {name: 'octomem'}) RETURN o.store AS store, o.followed AS followed"
_ENTITY = """
    MATCH (a:Alias)-[:ALIAS_OF]->(e)
    RETURN e.id AS id, e.key AS key, e.name AS name, e.type AS type,
        collect({key: a.key, name: a.name}) AS names"""
_ENTITIES: LiteralString = f"MATCH (e:Entity {{partition: $partition}}) {_ENTITY}"
_MENTIONED: LiteralString = """
    MATCH (e:Entity {partition: $partition})<-[:MENTIONS]-(m:Memory)
    RETURN e.name AS name, collect(DISTINCT m.id) AS ids"""
_FIND: LiteralString = f"""
    CALL db.index.fulltext.queryNodes('{NAMES_INDEX}', $query, {{limit: $most}})
    YIELD node, score
    WHERE node.partition = $partition
    MATCH (node)-[:ALIAS_OF]->(e:Entity)
    WITH e, max(score) AS score ORDER BY score DESC, e.key LIMIT $limit
    {_ENTITY}, score"""
_NEAR = """
    MATCH (a:Alias)-[:ALIAS_OF]->(e:Entity)
    WHERE a.partition = $partition AND a.key IN $keys
    WITH collect(DISTINCT e) AS near
    CALL (near) {
        UNWIND near AS e
        MATCH (e)<-[r:MENTIONS]-(m:Memory)
        WITH m.id AS id, max(r.recorded) AS at ORDER BY at DESC, id LIMIT $limit
        RETURN collect(id) AS ids
    }
    CALL (near) {
        UNWIND near AS e
        MATCH (e)-[:RELATES]-(other:Entity)
        RETURN collect(DISTINCT other.key) AS beyond
    }
    RETURN [e IN near | e.key] AS keys, ids, beyond"""
_HOLDS = "($at IS NULL OR (r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at)))"
_RELATION = """{source: startNode(r).name, relation: r.relation, target: endNode(r).name,
        memory_id: r.memory_id, valid_from: r.valid_from, valid_to: r.valid_to}"""
_RELATED: LiteralString = f"""
    MATCH (:Entity {{partition: $partition}})-[r:RELATES]->()
    RETURN {_RELATION} AS relation"""
_AROUND: LiteralString = f"""
    MATCH (a:Alias)-[:ALIAS_OF]->(e:Entity)
    WHERE a.partition = $partition AND a.key IN $keys
    MATCH (e)-[r:RELATES]-(other:Entity)
    WHERE {_HOLDS}
    WITH r, collect(DISTINCT other.key) AS beyond
    ORDER BY r.valid_from, r.memory_id LIMIT $limit
    RETURN {_RELATION} AS relation, beyond"""
_PATHS: LiteralString = f"""
    MATCH (:Alias {{partition: $partition, key: $one}})-[:ALIAS_OF]->(s:Entity)
    MATCH (:Alias {{partition: $partition, key: $other}})-[:ALIAS_OF]->(t:Entity)
    WHERE s <> t
    MATCH p = allShortestPaths((s)-[:RELATES*..6]-(t))
    WHERE length(p) <= $depth AND all(r IN relationships(p) WHERE {_HOLDS})
    WITH p ORDER BY [r IN relationships(p) | r.memory_id] LIMIT $limit
    RETURN [r IN relationships(p) | {_RELATION}] AS path"""


class Neo4jGraph:
    """A RemoteGraph. Safe for any thread; nothing is opened before first use."""

    def __init__(self, address: Address) -> None:
        self._connection = Connection(address, STATEMENTS)

    def version(self) -> str:
        """Return the server's version."""
        return self._connection.version()

    def apply(self, batch: Batch) -> None:
        """Follow the ledger: all of a batch or nothing; twice does no harm."""
        if not batch.changes:
            return

        async def work(transaction: "AsyncManagedTransaction") -> None:
            await Writer(transaction, batch).write()

        self._connection.write(work, "apply")

    def followed(self, store: str) -> int:
        """Return the last change that it holds of this ledger; 0 where it is empty.

        Raises:
            StoreAccessError: the database holds the graph of another store.
        """
        found = self._ask(_FOLLOWED, "followed")
        if found and found[0]["store"] != store:
            raise StoreAccessError(
                "the database holds the graph of another store; name another one "
                "(neo4j_database), or empty it",
                store="neo4j",
                operation="followed",
            )
        return int(found[0]["followed"]) if found else 0

    def entities(self, partition: int) -> list[Entity]:
        """Return the partition's entities with their aliases, by name."""
        rows = self._ask(_ENTITIES, "entities", partition=partition)
        return [_entity(row) for row in sorted(rows, key=lambda row: (row["name"], row["key"]))]

    def contents(self, partition: int) -> Contents:
        """Return all of a partition, as it was at one moment."""

        async def work(transaction: "AsyncManagedTransaction") -> Contents:
            given = {"partition": partition}
            entities, mentions, relations = [
                await (await transaction.run(statement, given)).data()
                for statement in (_ENTITIES, _MENTIONED, _RELATED)
            ]
            return Contents(
                [_entity(row) for row in entities],
                {row["name"]: row["ids"] for row in mentions},
                [_relation(row["relation"]) for row in relations],
            )

        return self._connection.read(work, "contents")

    def find(self, partition: int, text: str, limit: int) -> list[Entity]:
        """Return entities that a text may name, misspelt ones too, the likeliest first."""
        words = _WORD.findall(entity_key(text))[:WORDS]
        if not words or limit < 1:
            return []
        # The words hold letters and digits only: nothing in them is an operator.
        names = " ".join(f"{word}~" if len(word) >= FUZZY_LENGTH else word for word in words)
        query = f"+scope:{scope_word(partition)} +name:({names})"
        most = limit * 4  # an entity may be found by several of its names
        found = self._ask(_FIND, "find", partition=partition, query=query, most=most, limit=limit)
        return [_entity(row) for row in sorted(found, key=lambda row: (-row["score"], row["key"]))]

    def mentions(
        self, partition: int, names: Sequence[str], hops: int, limit: int
    ) -> dict[str, int]:
        """Return memories near the named entities: nearest first, then the latest recorded."""
        keys = {entity_key(name) for name in names}

        async def work(transaction: "AsyncManagedTransaction") -> dict[str, int]:
            return await _walk(transaction, partition, keys, hops, limit)

        return self._connection.read(work, "mentions")

    def relations(self, partition: int, name: str, as_of: datetime | None = None) -> list[Relation]:
        """Return an entity's relations, either direction, that hold at a moment (or ever)."""
        return self.neighbourhood(partition, [name], 1, EVERY, as_of)

    def neighbourhood(
        self,
        partition: int,
        names: Sequence[str],
        depth: int,
        limit: int,
        as_of: datetime | None = None,
    ) -> list[Relation]:
        """Return at most `limit` relations around entities, nearest first, up to `depth` hops.

        Those equally near are ordered by when they began. A hop goes along relations that
        hold at the moment, in either direction, and never out of the partition.
        """
        keys = {entity_key(name) for name in names}

        async def work(transaction: "AsyncManagedTransaction") -> list[Relation]:
            return await _spread(
                transaction, partition, keys, min(depth, MAX_DEPTH), limit, at=as_of
            )

        return self._connection.read(work, "neighbourhood")

    def paths(  # noqa: PLR0913 - two ends, two bounds and a moment
        self,
        partition: int,
        one: str,
        other: str,
        depth: int,
        limit: int,
        *,
        as_of: datetime | None = None,
    ) -> list[list[Relation]]:
        """Return the shortest ways between two entities, of at most `depth` relations.

        `depth` counts up to `MAX_DEPTH`; all relations of a way hold at the moment.
        """
        found = self._ask(
            _PATHS,
            "paths",
            partition=partition,
            one=entity_key(one),
            other=entity_key(other),
            depth=depth,
            limit=max(limit, 0),
            at=as_of,
        )
        return [[_relation(step) for step in row["path"]] for row in found]

    def erase(self, partitions: Collection[int]) -> None:
        """Remove partitions; repeatable. The server's own logs are its own to clean."""
        for partition in partitions:
            for label in OF_A_PARTITION:
                self._delete(f"MATCH (n:{label} {{partition: $partition}})", partition)
            self._delete("MATCH (n:Partition {number: $partition})", partition)

    def reset(self) -> None:
        """Drop everything of ours; other labels in the database stay."""
        for label in (*OF_A_PARTITION, "Partition", "Octomem"):
            self._delete(f"MATCH (n:{label})", None)

    def close(self) -> None:
        """Release connections; a second call does nothing."""
        self._connection.close()

    def _delete(self, which: LiteralString, partition: int | None) -> None:
        statement: LiteralString = f"{which} WITH n LIMIT $most DETACH DELETE n"

        async def work(transaction: "AsyncManagedTransaction") -> int:
            given = {"partition": partition, "most": ERASED_AT_ONCE}
            summary = await (await transaction.run(statement, given)).consume()
            return summary.counters.nodes_deleted

        while self._connection.write(work, "erase") == ERASED_AT_ONCE:
            pass

    def _ask(self, statement: LiteralString, operation: str, **given: Any) -> list[dict[str, Any]]:
        async def work(transaction: "AsyncManagedTransaction") -> list[dict[str, Any]]:
            return await (await transaction.run(statement, given)).data()

        return self._connection.read(work, operation)


async def _walk(
    transaction: "AsyncManagedTransaction", partition: int, near: set[str], hops: int, limit: int
) -> dict[str, int]:
    """Go outwards from entities, one hop at a time, until there is enough."""
    found: dict[str, int] = {}
    seen: set[str] = set()
    for distance in range(hops + 1):
        if not near or len(found) >= limit:
            break
        given = {"partition": partition, "keys": sorted(near), "limit": limit + len(found)}
        row = await (await transaction.run(_NEAR, given)).single(strict=True)
        for memory_id in row["ids"]:
            found.setdefault(memory_id, distance)
        seen |= near | set(row["keys"])
        near = set(row["beyond"]) - seen
    return dict(list(found.items())[: max(limit, 0)])


async def _spread(  # noqa: PLR0913 - where from, two bounds and a moment
    transaction: "AsyncManagedTransaction",
    partition: int,
    near: set[str],
    depth: int,
    limit: int,
    *,
    at: datetime | None,
) -> list[Relation]:
    """Collect relations outwards from entities, one hop at a time, until there is enough."""
    found: dict[str, Relation] = {}
    seen: set[str] = set()
    for _ in range(depth):
        if not near or len(found) >= limit:
            break
        given = {"partition": partition, "keys": sorted(near), "at": at}
        rows = await transaction.run(_AROUND, {**given, "limit": limit + len(found)})
        seen |= near
        beyond: set[str] = set()
        for row in await rows.data():
            relation = _relation(row["relation"])
            found.setdefault(relation.memory_id, relation)
            beyond.update(row["beyond"])
        near = beyond - seen
    return list(found.values())[: max(limit, 0)]


def _entity(row: dict[str, Any]) -> Entity:
    aliases = sorted(one["name"] for one in row["names"] if one["key"] != row["key"])
    return Entity(row["id"], row["name"], row["type"], tuple(aliases))


def _relation(row: dict[str, Any]) -> Relation:
    end = row["valid_to"]
    return Relation(
        row["source"],
        row["relation"],
        row["target"],
        row["memory_id"],
        _utc(row["valid_from"].to_native()),
        None if end is None else _utc(end.to_native()),
    )


def _utc(value: datetime) -> datetime:
    return value.astimezone(UTC)
