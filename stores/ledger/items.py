"""Reading items: values that a program keeps under a namespace and a key.

They are memories of the kind resource ([ADR 8](../../docs/adr/0008-items-are-memories.md)):
their versions, vectors, scope, export and erasure are those of every memory.
"""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select, true

from octomem.memory import Kind, Memory
from octomem.scope import Scope
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import memory_versions, partitions

PREFIX = "item "
"""What the identity of an item begins with, and no other resource's."""


def identity(namespace: Sequence[str], key: str) -> str:
    """Name an item; each label stands in quotes, so no two names have the same identity."""
    return f"{_under(namespace)} {_quoted(key)}"


def under(
    connection: Connection, number: int, namespace: Sequence[str], sight: Sight
) -> list[Memory]:
    """Return the items of a namespace and of those below it, latest written first."""
    row = memory_versions.c
    prefix = _under(namespace)
    query = (
        select(*MEMORY)
        .where(
            row.partition == number,
            row.kind == Kind.RESOURCE.value,
            row.recorded_to.is_(None),
            func.substr(row.identity, 1, len(prefix)) == prefix,
            sight.condition(),
        )
        .order_by(row.seq.desc())
    )
    return [memory_of(found) for found in connection.execute(query)]


def named(
    connection: Connection, number: int, names: Sequence[str], sight: Sight
) -> dict[str, Memory]:
    """Return items by their identities."""
    row = memory_versions.c
    query = select(*MEMORY).where(
        row.partition == number,
        row.kind == Kind.RESOURCE.value,
        row.recorded_to.is_(None),
        row.identity.in_(names),
        sight.condition(),
    )
    found = [memory_of(one) for one in connection.execute(query)]
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
