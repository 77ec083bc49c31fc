"""Reading items: values that a program keeps under a namespace and a key.

They are memories of the kind resource ([ADR 7](../../docs/adr/0007-items-are-memories.md)):
their versions, vectors, scope, export and erasure are those of every memory.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from octomem.memory import Kind, Memory
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import memory_versions

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


def _under(namespace: Sequence[str]) -> str:
    return PREFIX + ",".join(map(_quoted, namespace))


def _quoted(label: str) -> str:
    return json.dumps(label, ensure_ascii=False)
