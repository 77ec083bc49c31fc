"""Reading items: values that a program keeps under a namespace and a key.

They are memories of the kind resource ([ADR 8](../../docs/adr/0008-items-are-memories.md)):
their versions, vectors, scope, export and erasure are those of every memory.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import ColumnElement, Connection, Text, and_, func, select, true, type_coerce

from octomem.jsons import JSON
from octomem.memory import Kind, Memory
from octomem.scope import Scope
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import memory_versions, partitions

PREFIX = "item "
"""What the identity of an item begins with, and no other resource's."""


def identity(namespace: Sequence[str], key: str) -> str:
    """Name an item; each label stands in quotes, so no two names have the same identity."""
    return f"{_under(namespace)} {_quoted(key)}"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a search weighs before it reads any item whole."""

    id: str
    value: dict[str, JSON]
    indexed: bool


@dataclass(frozen=True, slots=True)
class Within:
    """A namespace and those below it, in one partition, as they are now."""

    number: int
    namespace: Sequence[str]
    sight: Sight

    def condition(self) -> ColumnElement[bool]:
        """Write it as a condition on `memory_versions`."""
        row = memory_versions.c
        prefix = _under(self.namespace)
        return and_(
            row.partition == self.number,
            row.kind == Kind.RESOURCE.value,
            row.recorded_to.is_(None),
            func.substr(row.identity, 1, len(prefix)) == prefix,
            self.sight.condition(),
        )


def page(connection: Connection, within: Within, limit: int, offset: int) -> list[Memory]:
    """Return some of the items, latest written first."""
    query = select(*MEMORY).where(within.condition()).order_by(memory_versions.c.seq.desc())
    return [memory_of(found) for found in connection.execute(query.limit(limit).offset(offset))]


def sketches(connection: Connection, within: Within) -> list[Sketch]:
    """Return the value of each item and whether it is indexed, latest written first."""
    row = memory_versions.c
    query = (
        select(row.memory_id, type_coerce(row.fields, Text))
        .where(within.condition())
        .order_by(row.seq.desc())
    )
    found = ((name, orjson.loads(fields)) for name, fields in connection.execute(query))
    return [Sketch(name, fields["value"], fields["indexed"] is True) for name, fields in found]


def namespaces(connection: Connection, within: Within) -> set[tuple[str, ...]]:
    """Return the namespaces that have items."""
    named = memory_versions.c.fields["namespace"].as_string()
    found = connection.scalars(select(named).where(within.condition()).distinct())
    return {tuple(json.loads(one)) for one in found}


def named(
    connection: Connection, number: int, names: Sequence[str], sight: Sight
) -> dict[str, Memory]:
    """Return items by their identities."""
    row = memory_versions.c
    # By themselves first: with the times beside it, the planner walks the whole partition by time.
    meant = select(row.seq).where(
        row.partition == number,
        row.kind == Kind.RESOURCE.value,
        row.recorded_to.is_(None),
        among(row.identity, "names"),
    )
    query = select(*MEMORY).where(row.seq.in_(meant), sight.condition())
    found = [memory_of(one) for one in connection.execute(query, {"names": listed(names)})]
    return {memory.identity: memory for memory in found}


def scope_of(connection: Connection, memory_id: str) -> Scope | None:
    """Return whose a memory is, with its agent and session where it has no other owner."""
    return next(iter(_scopes(connection, memory_versions.c.memory_id == memory_id)), None)


def owners(connection: Connection) -> list[Scope]:
    """Return whose memories there are, each once."""
    return _scopes(connection, true())


def _scopes(connection: Connection, where: ColumnElement[bool]) -> list[Scope]:
    row = memory_versions.c
    query = (
        select(partitions.c.key, row.agent_id, row.session_id)
        .join(partitions, partitions.c.number == row.partition)
        .where(where, row.recorded_to.is_(None))
        .distinct()
    )
    found: dict[Scope, None] = {}
    for key, agent_id, session_id in connection.execute(query):
        org_id, user_id = json.loads(key)
        own = (
            Scope(org_id, user_id) if org_id or user_id else Scope(None, None, agent_id, session_id)
        )
        found.setdefault(own)
    return list(found)


def _under(namespace: Sequence[str]) -> str:
    return PREFIX + ",".join(map(_quoted, namespace))


def _quoted(label: str) -> str:
    return json.dumps(label, ensure_ascii=False)
