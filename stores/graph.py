"""The graph beside the ledger, in its database: entities, aliases, relations and mentions.

What each memory says (mentions, relations) is kept as said, by name; entities and aliases
are derived from it. So an entity that two names share comes apart again when the memory
that joined them goes, and the graph depends on the memories it holds and on nothing else,
whatever came and went before. It runs in the ledger's transactions, and the ledger maps
what the database raises.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection

from octomem.jsons import from_moment, moment
from octomem.memory import Memory
from octomem.stores.aliases import Deriver, key_array
from octomem.stores.entities import entity_key, evidence, named_by
from octomem.stores.seams import Change, Entity, Relation
from octomem.telemetry import counted, traced

_TABLES = (
    """CREATE TABLE IF NOT EXISTS graph_mentions (
        partition INTEGER NOT NULL,
        memory_id TEXT NOT NULL,
        key TEXT NOT NULL,
        alias_of TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (partition, memory_id, key, alias_of)
    ) WITHOUT ROWID""",
    """CREATE INDEX IF NOT EXISTS graph_mentions_key
        ON graph_mentions (partition, key, recorded_at, memory_id)""",
    """CREATE INDEX IF NOT EXISTS graph_mentions_type
        ON graph_mentions (partition, key, recorded_at, memory_id) WHERE type <> ''""",
    """CREATE INDEX IF NOT EXISTS graph_mentions_alias
        ON graph_mentions (partition, key, alias_of) WHERE alias_of <> ''""",
    """CREATE INDEX IF NOT EXISTS graph_mentions_alias_of
        ON graph_mentions (partition, alias_of, key) WHERE alias_of <> ''""",
    """CREATE TABLE IF NOT EXISTS graph_relations (
        partition INTEGER NOT NULL,
        memory_id TEXT NOT NULL,
        source TEXT NOT NULL,
        relation TEXT NOT NULL,
        target TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_to TEXT,
        PRIMARY KEY (partition, memory_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS graph_relations_source ON graph_relations (partition, source)",
    "CREATE INDEX IF NOT EXISTS graph_relations_target ON graph_relations (partition, target)",
    # Derived: one row per entity, under the key of its main name ...
    """CREATE TABLE IF NOT EXISTS graph_entities (
        partition INTEGER NOT NULL,
        key TEXT NOT NULL,
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        PRIMARY KEY (partition, key)
    ) WITHOUT ROWID""",
    # ... and one per name, the main one included.
    """CREATE TABLE IF NOT EXISTS graph_aliases (
        partition INTEGER NOT NULL,
        key TEXT NOT NULL,
        entity TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (partition, key)
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS graph_aliases_entity ON graph_aliases (partition, entity)",
)
TABLE_NAMES = ("graph_mentions", "graph_relations", "graph_entities", "graph_aliases")

_ENTITIES = """
    SELECT entity.id, entity.name, entity.type, alias.name
    FROM graph_entities AS entity
    JOIN graph_aliases AS alias ON alias.partition = entity.partition AND alias.entity = entity.key
    WHERE entity.partition = ?
    ORDER BY entity.name, entity.key, alias.key = entity.key DESC, alias.name"""
_MENTIONS = """
    SELECT mention.memory_id
    FROM graph_aliases AS alias
    JOIN graph_mentions AS mention
        ON mention.partition = alias.partition AND mention.key = alias.key
    WHERE alias.partition = ?1 AND alias.entity IN (SELECT value FROM json_each(?2))
    ORDER BY mention.recorded_at DESC, mention.memory_id
    LIMIT ?3 * (
        SELECT count(*) FROM graph_aliases
        WHERE partition = ?1 AND entity IN (SELECT value FROM json_each(?2)))"""
"""A memory comes once for each name that it has of them; grouped, all of a name's would be sorted."""
# CROSS JOIN keeps the order in which SQLite reads: otherwise it walks all relations of a partition.
_NEIGHBOURS = """
    SELECT other.entity
    FROM graph_aliases AS alias
    CROSS JOIN graph_relations AS relation
    CROSS JOIN graph_aliases AS other
    WHERE alias.partition = ? AND alias.entity IN (SELECT value FROM json_each(?))
    AND relation.partition = alias.partition AND relation.{here} = alias.key
    AND other.partition = relation.partition AND other.key = relation.{there}"""
_NEIGHBOURS_BOTH_WAYS = " UNION ".join(
    (
        _NEIGHBOURS.format(here="source", there="target"),
        _NEIGHBOURS.format(here="target", there="source"),
    )
)
_RELATIONS = """
    SELECT source.name, relation.relation, target.name, relation.memory_id,
        relation.valid_from, relation.valid_to
    FROM graph_relations AS relation
    JOIN graph_aliases AS source_key
        ON source_key.partition = relation.partition AND source_key.key = relation.source
    JOIN graph_entities AS source
        ON source.partition = relation.partition AND source.key = source_key.entity
    JOIN graph_aliases AS target_key
        ON target_key.partition = relation.partition AND target_key.key = relation.target
    JOIN graph_entities AS target
        ON target.partition = relation.partition AND target.key = target_key.entity
    WHERE relation.memory_id IN (
        SELECT found.memory_id
        FROM graph_aliases AS alias
        JOIN graph_relations AS found
            ON found.partition = alias.partition AND found.source = alias.key
        WHERE alias.partition = ?1 AND alias.entity = ?2
        UNION
        SELECT found.memory_id
        FROM graph_aliases AS alias
        JOIN graph_relations AS found
            ON found.partition = alias.partition AND found.target = alias.key
        WHERE alias.partition = ?1 AND alias.entity = ?2
    )
    AND relation.partition = ?1
    AND relation.valid_from <= coalesce(?3, relation.valid_from)
    AND (relation.valid_to IS NULL OR relation.valid_to > coalesce(?3, ''))
    ORDER BY relation.valid_from, relation.memory_id"""


class SqliteGraph:
    """Entities and relations in the ledger's own transaction. Stateless: safe for any thread."""

    lags = False
    """It is written with the ledger."""

    @staticmethod
    def create(connection: Connection) -> None:
        """Create the tables; for a migration of the ledger."""
        for table in _TABLES:
            connection.exec_driver_sql(table)

    @traced("octomem.graph.apply")
    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Follow the ledger: note what each memory says, then derive what it touches."""
        newest = {(change.partition, change.memory_id): change.memory for change in changes}
        by_partition: dict[int, dict[str, Memory | None]] = {}
        for (partition, memory_id), memory in newest.items():
            by_partition.setdefault(partition, {})[memory_id] = memory
        for partition, memories in by_partition.items():
            touched = _forget(connection, partition, memories)
            touched |= _note(connection, partition, memories)
            Deriver(connection, partition).derive(touched)

    @traced("octomem.graph.entities", counted)
    def entities(self, connection: Connection, partition: int) -> list[Entity]:
        """Return the partition's entities with their aliases, by name."""
        found: dict[int, Entity] = {}
        rows = connection.exec_driver_sql(_ENTITIES, (partition,)).all()
        for number, name, kind, alias in rows:
            before = found.get(number)  # an entity's first row is its main name
            aliases = () if before is None else (*before.aliases, alias)
            found[number] = Entity(number, name, kind, aliases)
        return list(found.values())

    @traced("octomem.graph.mentions", counted)
    def mentions(
        self, connection: Connection, partition: int, names: Sequence[str], hops: int, limit: int
    ) -> dict[str, int]:
        """Return memories near the named entities: nearest first, then the latest recorded."""
        found: dict[str, int] = {}
        near = _entity_keys(connection, partition, names)
        seen = set(near)
        for distance in range(hops + 1):
            wanted = (partition, key_array(near), limit + len(found))
            with connection.exec_driver_sql(_MENTIONS, wanted) as latest:
                for (name,) in takewhile(lambda _: len(found) < limit, latest):
                    found.setdefault(name, distance)
            if distance == hops or len(found) >= limit:
                break
            pair = (partition, key_array(near))
            both = connection.exec_driver_sql(_NEIGHBOURS_BOTH_WAYS, pair + pair)
            near = {row[0] for row in both} - seen
            seen |= near
        return found

    def relations(
        self, connection: Connection, partition: int, name: str, as_of: datetime | None = None
    ) -> list[Relation]:
        """Return an entity's relations, either direction, that hold at a moment (or ever)."""
        at = None if as_of is None else moment(as_of)
        return [
            Relation(source, relation, target, memory_id, from_moment(start), _moment_or_none(end))
            for entity in _entity_keys(connection, partition, [name])
            for source, relation, target, memory_id, start, end in connection.exec_driver_sql(
                _RELATIONS, (partition, entity, at)
            )
        ]

    def reset(self, connection: Connection) -> None:
        """Drop everything of every partition."""
        for table in TABLE_NAMES:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names


def _forget(connection: Connection, partition: int, memory_ids: Iterable[str]) -> set[str]:
    """Take back what memories said; return the names they used."""
    at = (partition, json.dumps(list(memory_ids)))
    which = "partition = ? AND memory_id IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(
        f"DELETE FROM graph_mentions WHERE {which} RETURNING key, alias_of",  # noqa: S608 - our own
        at,
    )
    keys = {named_by(key) for row in rows.fetchall() for key in row if key}
    connection.exec_driver_sql(f"DELETE FROM graph_relations WHERE {which}", at)  # noqa: S608 - our own
    return keys


def _note(
    connection: Connection, partition: int, memories: Mapping[str, Memory | None]
) -> set[str]:
    """Write down what memories say; return the names they use."""
    mentions: list[tuple[Any, ...]] = []
    relations: list[tuple[Any, ...]] = []
    keys: set[str] = set()
    for memory_id, memory in memories.items():
        if memory is None or memory.deleted:
            continue
        said = evidence(memory)
        recorded = moment(memory.recorded_at)
        for naming in said.namings:
            about = (naming.key, naming.alias_of, naming.name, naming.type)
            mentions.append((partition, memory_id, *about, recorded))
            keys.add(naming.key)
        if said.claim is not None:
            claim = said.claim
            start, end = moment(claim.valid_from), claim.valid_to and moment(claim.valid_to)
            ends = (claim.source, claim.relation, claim.target)
            relations.append((partition, memory_id, *ends, start, end))
    for table, rows in (("graph_mentions", mentions), ("graph_relations", relations)):
        if rows:
            statement = f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own names
            connection.exec_driver_sql(statement, rows)
    return keys


def _entity_keys(connection: Connection, partition: int, names: Sequence[str]) -> set[str]:
    """Return the keys of the entities that the names or aliases mean; unknown ones are left out."""
    rows = connection.exec_driver_sql(
        "SELECT entity FROM graph_aliases"
        " WHERE partition = ? AND key IN (SELECT value FROM json_each(?))",
        (partition, key_array({entity_key(name) for name in names})),
    )
    return {row[0] for row in rows}


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else from_moment(text)
