"""What an operation wrote, and what came after it: read back from the ledger to reverse it.

Operations and versions are both in the order they were committed in, and every version was
written by an operation: those of one lie between its own first and the next one's first.
"""

from sqlalchemy import Connection, RowMapping, select

from octomem.memory import Memory
from octomem.operation import Action, Operation
from octomem.stores.ledger.rows import MEMORY, memory_of, operation_of
from octomem.stores.ledger.schema import memory_versions, operations


def find(connection: Connection, number: int, operation_id: str) -> Operation | None:
    """Return one of a partition's operations."""
    row = _row(connection, number, operation_id)
    return None if row is None else operation_of(row)


def written(connection: Connection, number: int, operation_id: str) -> list[Memory]:
    """Return the versions that an operation wrote, in order; empty where it wrote none."""
    row = _row(connection, number, operation_id)
    first = None if row is None else _first(connection, row)
    if row is None or first is None:
        return []
    version = memory_versions.c
    query = select(*MEMORY).where(version.partition == number, version.seq >= first)
    following = _following(connection, number, row)
    if following is not None:
        query = query.where(version.seq < following)
    return [memory_of(one) for one in connection.execute(query.order_by(version.seq))]


def before(connection: Connection, memory: Memory) -> Memory | None:
    """Return the version before one, None where it is the first."""
    version = memory_versions.c
    query = select(*MEMORY).where(
        version.memory_id == memory.id, version.version == memory.version - 1
    )
    row = connection.execute(query).first()
    return None if row is None else memory_of(row)


def undone_by(connection: Connection, number: int, operation: Operation) -> str | None:
    """Return the operation that reversed one last."""
    row = operations.c
    query = (
        select(row.id, row.replaces)
        .where(
            row.partition == number,
            row.memory_id == operation.memory_id,
            row.action == Action.UNDO.value,
        )
        .order_by(row.seq.desc())
    )
    found = (id_ for id_, replaces in connection.execute(query) if operation.id in replaces)
    return next(found, None)


def last_writer(connection: Connection, number: int, memory: Memory) -> str | None:
    """Return the operation that wrote a memory's version, or what wrote around it."""
    version = memory_versions.c
    seq = connection.scalar(
        select(version.seq).where(version.memory_id == memory.id, version.version == memory.version)
    )
    row, first = operations.c, memory_versions.alias("first")
    query = (
        select(row.id)
        .join(
            first,
            (first.c.memory_id == row.memory_id) & (first.c.version == row.version),
        )
        .where(row.partition == number, first.c.seq <= seq)
        .order_by(first.c.seq.desc())
        .limit(1)
    )
    return connection.scalar(query)


def _row(connection: Connection, number: int, operation_id: str) -> RowMapping | None:
    query = select(operations).where(
        operations.c.id == operation_id, operations.c.partition == number
    )
    return connection.execute(query).mappings().first()


def _first(connection: Connection, row: RowMapping) -> int | None:
    """Return the place of the first version that an operation wrote."""
    version = memory_versions.c
    return connection.scalar(
        select(version.seq).where(
            version.memory_id == row["memory_id"], version.version == row["version"]
        )
    )


def _following(connection: Connection, number: int, row: RowMapping) -> int | None:
    """Return the place of the first version that the next operation wrote."""
    query = (
        select(operations)
        .where(
            operations.c.partition == number,
            operations.c.seq > row["seq"],
            operations.c.version.is_not(None),
        )
        .order_by(operations.c.seq)
        .limit(1)
    )
    found = connection.execute(query).mappings().first()
    return None if found is None else _first(connection, found)
