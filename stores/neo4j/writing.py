"""Writes a batch of changes to Neo4j in one transaction, a statement for many rows at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, LiteralString

from octomem.errors import StoreAccessError
from octomem.jsons import moment
from octomem.memory import Memory
from octomem.stores.entities import Evidence, evidence, is_alias, named_by
from octomem.stores.grouping import Known, Plan, note, plan
from octomem.stores.seams import Batch, Change

if TYPE_CHECKING:
    from neo4j import AsyncManagedTransaction

Row = dict[str, Any]

_CLAIM = """
    MERGE (o:Octomem {name: 'octomem'})
    ON CREATE SET o.store = $store, o.followed = 0
    SET o.written_at = datetime()
    RETURN o.store"""
_FOLLOWED = """
    MATCH (o:Octomem {name: 'octomem'})
    SET o.followed = CASE WHEN o.followed > $seq THEN o.followed ELSE $seq END"""
_PARTITIONS = """
    UNWIND $rows AS row
    MERGE (p:Partition {number: row.number})
    SET p.org_id = row.org_id, p.user_id = row.user_id"""
_TOUCHED = """
    UNWIND $rows AS row
    MATCH (m:Memory {id: row.id})-[r:MENTIONS]->()
    RETURN m.partition AS partition, collect(DISTINCT r.key) AS keys,
        collect(DISTINCT r.alias_of) AS owners"""
_FORGET_MENTIONS = """
    UNWIND $rows AS row
    MATCH (:Memory {id: row.id})-[r:MENTIONS]->()
    DELETE r"""
_FORGET_RELATIONS = """
    UNWIND $rows AS row
    MATCH ()-[r:RELATES {memory_id: row.id}]->()
    DELETE r"""
_FORGET_TURNS = """
    UNWIND $rows AS row
    MATCH (:Memory {id: row.id})-[r:DERIVED_FROM]->(t:Turn)
    DELETE r
    WITH DISTINCT t WHERE NOT EXISTS { (:Memory)-[:DERIVED_FROM]->(t) }
    DELETE t"""
_DELETE_MEMORIES = """
    UNWIND $rows AS row
    MATCH (m:Memory {id: row.id})
    DETACH DELETE m"""
_MEMORIES = """
    UNWIND $rows AS row
    MERGE (m:Memory {id: row.id})
    SET m = row"""
_TURNS = """
    UNWIND $rows AS row
    MATCH (m:Memory {id: row.memory})
    MERGE (t:Turn {id: row.turn})
    SET t.partition = m.partition, t.ref = row.ref
    MERGE (m)-[:DERIVED_FROM]->(t)"""
_FORGET_GROUNDS = """
    UNWIND $rows AS row
    MATCH (:Memory {id: row.id})-[r:DERIVED_FROM]->(:Memory)
    DELETE r"""
_GROUNDS = """
    UNWIND $rows AS row
    MATCH (m:Memory {id: row.memory}), (ground:Memory {id: row.ground})
    MERGE (m)-[:DERIVED_FROM]->(ground)"""
_CONTRADICTS = """
    UNWIND $rows AS row
    MATCH (newer:Memory {id: row.newer}), (older:Memory {id: row.older})
    MERGE (newer)-[:CONTRADICTS]->(older)"""
_BESIDE = """
    UNWIND $rows AS row
    MATCH (:Alias {partition: row.partition, key: row.key})-[:ALIAS_OF]->(e:Entity)
    WITH DISTINCT e
    MATCH (a:Alias)-[:ALIAS_OF]->(e)
    RETURN e.partition AS partition, e.key AS entity, collect(a.key) AS keys"""
_SAID = """
    UNWIND $rows AS row
    MATCH (e:Entity {partition: row.partition, key: row.key})<-[r:MENTIONS]-(m:Memory)
    RETURN e.partition AS partition, r.key AS key,
        min([r.recorded, m.id, r.alias_of, r.name]) AS first,
        max(CASE r.type WHEN '' THEN null ELSE [r.recorded, m.id, r.type] END) AS typed,
        collect(DISTINCT r.alias_of) AS owners"""
_ENTITIES = """
    UNWIND $rows AS row
    MERGE (e:Entity {partition: row.partition, key: row.key})
    SET e = row"""
_MOVE_MENTIONS = """
    UNWIND $rows AS row
    MATCH (:Entity {partition: row.partition, key: row.old})<-[r:MENTIONS {key: row.key}]-(m)
    MATCH (e:Entity {partition: row.partition, key: row.new})
    CREATE (m)-[n:MENTIONS]->(e)
    SET n = properties(r)
    DELETE r"""
_MOVE_SOURCES = """
    UNWIND $rows AS row
    MATCH (:Entity {partition: row.partition, key: row.old})
        -[r:RELATES {source_key: row.key}]->(other)
    MATCH (e:Entity {partition: row.partition, key: row.new})
    CREATE (e)-[n:RELATES]->(other)
    SET n = properties(r)
    DELETE r"""
_MOVE_TARGETS = """
    UNWIND $rows AS row
    MATCH (other)-[r:RELATES {target_key: row.key}]->
        (:Entity {partition: row.partition, key: row.old})
    MATCH (e:Entity {partition: row.partition, key: row.new})
    CREATE (other)-[n:RELATES]->(e)
    SET n = properties(r)
    DELETE r"""
_LEAVE = """
    UNWIND $rows AS row
    MATCH (:Alias {partition: row.partition, key: row.key})-[r:ALIAS_OF]->
        (:Entity {partition: row.partition, key: row.old})
    DELETE r"""
_ALIASES = """
    UNWIND $rows AS row
    MATCH (e:Entity {partition: row.partition, key: row.entity})
    MERGE (a:Alias {partition: row.partition, key: row.key})
    SET a.name = row.name, a.scope = row.scope
    MERGE (a)-[r:ALIAS_OF]->(e)
    SET r.main = row.main"""
_GONE = """
    UNWIND $rows AS row
    MATCH (a:Alias {partition: row.partition, key: row.key})
    DETACH DELETE a"""
_NAMELESS = """
    UNWIND $rows AS row
    MATCH (e:Entity {partition: row.partition, key: row.key})
    WHERE NOT EXISTS { (:Alias)-[:ALIAS_OF]->(e) }
    DETACH DELETE e"""
_MENTIONS = """
    UNWIND $rows AS row
    MATCH (m:Memory {id: row.memory})
    MATCH (:Alias {partition: row.partition, key: row.key})-[:ALIAS_OF]->(e:Entity)
    CREATE (m)-[:MENTIONS {
        key: row.key, name: row.name, type: row.type, alias_of: row.alias_of,
        recorded: row.recorded
    }]->(e)"""
_RELATIONS = """
    UNWIND $rows AS row
    MATCH (:Alias {partition: row.partition, key: row.source_key})-[:ALIAS_OF]->(s:Entity)
    MATCH (:Alias {partition: row.partition, key: row.target_key})-[:ALIAS_OF]->(t:Entity)
    CREATE (s)-[r:RELATES]->(t)
    SET r = row"""


def scope_word(partition: int) -> str:
    """Return the word by which the full-text index tells partitions apart."""
    return f"p{partition}"


class Writer:
    """One batch, in one transaction."""

    def __init__(self, transaction: "AsyncManagedTransaction", batch: Batch) -> None:
        self._transaction = transaction
        self._batch = batch
        newest = {change.memory_id: change for change in batch.changes}
        self._changes = list(newest.values())
        self._kept = [
            (change, change.memory)
            for change in self._changes
            if change.memory is not None and not change.memory.deleted
        ]
        self._said = {memory.id: evidence(memory) for _, memory in self._kept}

    async def write(self) -> None:
        """Write all of it.

        The node that says how far the graph has followed is locked first, so that of two
        writers one waits until the other is done.
        """
        await self._claim()
        touched = await self._forget()
        await self._put_memories()
        for change, memory in self._kept:
            keys = {naming.key for naming in self._said[memory.id].namings}
            touched.setdefault(change.partition, set()).update(keys)
        await self._derive(touched)
        await self._put_evidence()
        await self._run(_FOLLOWED, seq=max(change.seq for change in self._changes))

    async def _claim(self) -> None:
        found = await self._ask(_CLAIM, store=self._batch.store)
        if found[0]["o.store"] != self._batch.store:
            raise StoreAccessError(
                "the database holds the graph of another store; name another one "
                "(neo4j_database), or empty it",
                store="neo4j",
                operation="apply",
            )

    async def _forget(self) -> dict[int, set[str]]:
        """Take back what the changed memories said; return the names they used."""
        rows = [{"id": change.memory_id} for change in self._changes]
        touched: dict[int, set[str]] = {}
        for row in await self._ask(_TOUCHED, rows=rows):
            named = (named_by(owner) for owner in row["owners"])
            touched.setdefault(row["partition"], set()).update(row["keys"], named)
        for keys in touched.values():
            keys.discard("")
        kept = {memory.id for _, memory in self._kept}
        gone = [row for row in rows if row["id"] not in kept]
        for statement in (_FORGET_MENTIONS, _FORGET_RELATIONS, _FORGET_TURNS, _FORGET_GROUNDS):
            await self._rows(statement, rows)
        await self._rows(_DELETE_MEMORIES, gone)
        return touched

    async def _put_memories(self) -> None:
        scopes = self._batch.scopes
        await self._rows(
            _PARTITIONS,
            [
                {"number": number, "org_id": scope.org_id, "user_id": scope.user_id}
                for number, scope in scopes.items()
            ],
        )
        await self._rows(_MEMORIES, [_memory(change, memory) for change, memory in self._kept])
        await self._rows(
            _TURNS,
            [
                {"memory": memory.id, "turn": turn, "ref": ref}
                for _, memory in self._kept
                for turn, ref in zip(memory.turns, memory.sources, strict=False)
            ],
        )
        await self._rows(
            _GROUNDS, [{"memory": memory, "ground": one} for memory, one in self._batch.derived]
        )
        await self._rows(
            _CONTRADICTS,
            [
                {"newer": newer, "older": older}
                for newer, replaced in self._batch.replaced.items()
                for older in replaced
            ],
        )

    async def _derive(self, touched: Mapping[int, set[str]]) -> None:
        """Derive anew the entities that have, had or get one of the touched names."""
        reached = {partition: set(keys) for partition, keys in touched.items()}
        entity_of = await self._beside(reached)
        known = await self._known(entity_of)
        while _reach(reached, known):
            entity_of = await self._beside(reached)
            known = await self._known(entity_of)
        plans = {
            partition: plan(
                partition,
                keys | entity_of.get(partition, {}).keys(),
                known.get(partition, {}),
                entity_of.get(partition, {}),
            )
            for partition, keys in reached.items()
        }
        await self._carry_out(plans)
        before = {(one, entity) for one, keys in entity_of.items() for entity in keys.values()}
        await self._rows(_NAMELESS, [{"partition": one, "key": key} for one, key in sorted(before)])

    async def _beside(self, touched: Mapping[int, set[str]]) -> dict[int, dict[str, str]]:
        """Return the entity of each touched name, and of all names it has."""
        found: dict[int, dict[str, str]] = {}
        for row in await self._ask(_BESIDE, rows=_keys(touched.items())):
            entity_of = found.setdefault(row["partition"], {})
            entity_of.update(dict.fromkeys(row["keys"], row["entity"]))
        return found

    async def _known(
        self, entity_of: Mapping[int, Mapping[str, str]]
    ) -> dict[int, dict[str, Known]]:
        """Return what the other memories and the batch say about the names."""
        found: dict[int, dict[str, Known]] = {}
        entities = ((one, set(keys.values())) for one, keys in entity_of.items())
        for row in await self._ask(_SAID, rows=_keys(entities)):
            told = found.setdefault(row["partition"], {}).setdefault(row["key"], Known())
            typed = row["typed"]
            told.add(tuple(row["first"]), None if typed is None else tuple(typed), row["owners"])
        for change, memory in self._kept:
            known = found.setdefault(change.partition, {})
            for naming in self._said[memory.id].namings:
                note(known, naming, memory.id, memory.recorded_at)
        return found

    async def _carry_out(self, plans: Mapping[int, Plan]) -> None:
        groups = [(one, group) for one, each in plans.items() for group in each.groups]
        moved = [
            {"partition": one, "key": key, "old": old, "new": new}
            for one, each in plans.items()
            for key, old, new in each.moved
        ]
        await self._rows(
            _ENTITIES,
            [
                {
                    "partition": one,
                    "key": group.key,
                    "id": group.id,
                    "name": group.name,
                    "type": group.type,
                }
                for one, group in groups
            ],
        )
        for statement in (_MOVE_MENTIONS, _MOVE_SOURCES, _MOVE_TARGETS, _LEAVE):
            await self._rows(statement, moved)
        await self._rows(
            _ALIASES,
            [
                {
                    "partition": one,
                    "key": key,
                    "name": name,
                    "entity": group.key,
                    "main": key == group.key,
                    "scope": scope_word(one),
                }
                for one, group in groups
                for key, name in group.names.items()
            ],
        )
        gone = ((one, each.gone) for one, each in plans.items())
        await self._rows(_GONE, _keys(gone))

    async def _put_evidence(self) -> None:
        said = [(change, memory, self._said[memory.id]) for change, memory in self._kept]
        await self._rows(_MENTIONS, [row for one in said for row in _mentions(*one)])
        await self._rows(_RELATIONS, [row for one in said for row in _relation(*one)])

    async def _rows(self, statement: LiteralString, rows: Sequence[Row]) -> None:
        if rows:
            await self._run(statement, rows=rows)

    async def _run(self, statement: LiteralString, **values: Any) -> None:
        await (await self._transaction.run(statement, values)).consume()

    async def _ask(self, statement: LiteralString, **values: Any) -> list[Row]:
        return await (await self._transaction.run(statement, values)).data()


def _reach(reached: Mapping[int, set[str]], known: Mapping[int, Mapping[str, Known]]) -> bool:
    """Reach the names that known ones were told apart from; tell whether there is a new one.

    A link that keeps two entities apart may be all that their names have in common.
    """
    more = False
    for partition, told in known.items():
        others = {
            named_by(other)
            for each in told.values()
            for other in each.alias_of
            if not is_alias(other)
        }
        more = more or not others <= reached[partition]
        reached[partition].update(others)
    return more


def _keys(found: Iterable[tuple[int, Iterable[str]]]) -> list[Row]:
    return [{"partition": one, "key": key} for one, keys in found for key in sorted(keys)]


def _memory(change: Change, memory: Memory) -> Row:
    """Return a memory's node: what a person wants to see of it, and both its clocks."""
    return {
        "id": memory.id,
        "partition": change.partition,
        "kind": memory.kind.value,
        "text": memory.text,
        "status": memory.status.value,
        "confidence": memory.confidence,
        "valid_from": memory.valid_from,
        "valid_to": memory.valid_to,
        "recorded_at": memory.recorded_at,
        "version": memory.version,
        "agent_id": memory.agent_id,
        "session_id": memory.session_id,
    }


def _mentions(change: Change, memory: Memory, said: Evidence) -> list[Row]:
    return [
        {
            "partition": change.partition,
            "memory": memory.id,
            "key": naming.key,
            "name": naming.name,
            "type": naming.type,
            "alias_of": naming.alias_of,
            "recorded": moment(memory.recorded_at),
        }
        for naming in said.namings
    ]


def _relation(change: Change, memory: Memory, said: Evidence) -> list[Row]:
    claim = said.claim
    if claim is None:
        return []
    return [
        {
            "partition": change.partition,
            "memory_id": memory.id,
            "relation": claim.relation,
            "source_key": claim.source,
            "target_key": claim.target,
            "valid_from": claim.valid_from,
            "valid_to": claim.valid_to,
            "recorded_at": memory.recorded_at,
        }
    ]
