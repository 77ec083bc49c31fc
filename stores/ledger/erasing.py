"""Erasing a partition's rows, and the receipts that say so without saying what."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, inspect, select, update

from octomem.jsons import moment
from octomem.results import Receipt
from octomem.stores.ledger.contents import PARTITION, PLACES
from octomem.stores.ledger.schema import links, memory_versions, partitions, receipts


def erase(connection: Connection, number: int) -> None:
    """Delete every row of a partition, in whatever table: the database says which have one."""
    theirs = select(memory_versions.c.memory_id).where(memory_versions.c.partition == number)
    connection.execute(delete(links).where(links.c.source.in_(theirs)))
    for (_, name), columns in inspect(connection).get_multi_columns().items():
        if name in PLACES or all(column["name"] != PARTITION for column in columns):
            continue
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
