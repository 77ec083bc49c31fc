"""One consistent copy of a ledger's file, taken while others read and write it."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from octomem.stores.ledger import faults
from octomem.stores.ledger.schema import progress

PAGES = 2000
"""Pages copied at a time (8 MB), after each of which the progress is told."""
_BLOCK = 2**20


def copy(connection: Connection, file: Path, told: Callable[[int, int], None]) -> None:
    """Write the connection's snapshot into a new file; `told` gets pages done and in all.

    The copy is of one moment, whatever is committed meanwhile: the snapshot is held. It
    knows of no projection outside the file, so that whoever opens it fills them anew.

    Raises:
        StoreError: the file cannot be written.
    """
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)  # noqa: S101 - the ledger is SQLite's
    connection.exec_driver_sql("SELECT 1 FROM sqlite_master").fetchall()  # the snapshot begins
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(file, isolation_level=None)) as target:
            source.backup(
                target, pages=PAGES, progress=lambda _, left, all_: told(all_ - left, all_)
            )
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("PRAGMA secure_delete = ON")
            target.execute(f"DELETE FROM {progress.name}")  # noqa: S608 - our own name
    except sqlite3.Error as error:
        raise faults.of_sqlite(error, file, "backup") from error
    except OSError as error:
        raise faults.of_system(error, file.parent, "backup") from error
    sync(file)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256(file: Path) -> str:
    """Return a file's checksum."""
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
