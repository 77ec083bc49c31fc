"""Erasing a partition's rows, and the receipts that say so without saying what."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select, update

from octomem.jsons import moment
from octomem.results import Receipt
from octomem.stores.ledger.contents import PARTITION
from octomem.stores.ledger.schema import links, memory_versions, partitions, receipts

_TABLES = """
    SELECT tables.name FROM sqlite_master AS tables
    JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = ?"""


def erase(connection: Connection, number: int) -> None:
    """Delete every row of a partition, in whatever table: the file says which have one."""
    theirs = select(memory_versions.c.memory_id).where(memory_versions.c.partition == number)
    connection.execute(delete(links).where(links.c.source.in_(theirs)))
    for (name,) in connection.exec_driver_sql(_TABLES, (PARTITION,)).fetchall():
        connection.exec_driver_sql(
            f'DELETE FROM "{name}" WHERE "{PARTITION}" = ?',  # noqa: S608 - names of our own tables
            (number,),
        )
    connection.execute(delete(partitions).where(partitions.c.number == number))


def note(connection: Connection, receipt: Receipt, number: int | None) -> None:
    """Keep a receipt; `number` is the partition that is still to be scrubbed off the disk."""
    counts = {
        name: value
        for name, value in asdict(receipt).items()
        if name not in {"id", "at", "subject"}
    }
    connection.execute(
        insert(receipts).values(
            id=receipt.id,
            at=moment(receipt.at),
            subject=receipt.subject,
            counts=counts,
            pending=number,
        )
    )


def pending(connection: Connection) -> list[int]:
    """Return the partitions that are erased and whose bytes may still be on the disk."""
    query = select(receipts.c.pending).where(receipts.c.pending.is_not(None))
    return [number for number in connection.scalars(query) if number is not None]


def done(connection: Connection, numbers: list[int]) -> None:
    """Note that no byte of some partitions is left."""
    connection.execute(update(receipts).where(receipts.c.pending.in_(numbers)).values(pending=None))
