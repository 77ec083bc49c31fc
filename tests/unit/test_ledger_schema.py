"""The ledger's file: migrations, versions, locks, durability settings."""

# Who carries the log is stopped from within.
# pyright: reportPrivateUsage=false

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from octomem.errors import StoreClosedError, StoreError, StoreLockedError, StoreVersionError
from octomem.stores.ledger.database import CARRIED_EVERY, Database
from octomem.stores.ledger.migrations import INITIAL, MIGRATIONS
from octomem.stores.ledger.recognise import FILE
from octomem.stores.ledger.schema import facts, metadata, receipts, token_vectors
from octomem.stores.postings import TABLES


def test_migrations_make_what_the_code_reads(tmp_path: Path) -> None:
    """
    After all migrations, every table has the columns that the schema module names.
    """
    database = Database(tmp_path)
    with database.read() as connection:
        found = inspect(connection)
        made = {
            table: {column["name"] for column in found.get_columns(table)}
            for table in metadata.tables
        }
        indexes = {index["name"] for table in metadata.tables for index in found.get_indexes(table)}
    database.close()

    assert {name: set(table.columns.keys()) for name, table in metadata.tables.items()} == made
    assert {index.name for table in metadata.tables.values() for index in table.indexes} <= indexes


def test_a_commit_is_durable(tmp_path: Path) -> None:
    """
    The writer syncs on every commit: synchronous=FULL, with a write-ahead log.
    """
    database = Database(tmp_path)
    with database.write() as connection:
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    database.close()

    assert (2, "wal") == (synchronous, journal)


def test_what_is_committed_is_carried_into_the_file_while_it_is_open(tmp_path: Path) -> None:
    """
    The log does not grow for ever, though no commit waits for the file itself.
    """
    database = Database(tmp_path)
    marker = "in the file itself"
    for number in range(CARRIED_EVERY):
        with database.write() as connection:
            connection.execute(facts.insert().values(name=f"{number}", value=marker))

    until = time.monotonic() + 60
    while marker.encode() not in (tmp_path / FILE).read_bytes() and time.monotonic() < until:
        time.sleep(0.01)
    found = (tmp_path / FILE).read_bytes()
    database.compact()
    database.close()

    assert marker.encode() in found


def test_a_commit_stands_where_nobody_is_left_to_carry_the_log(tmp_path: Path) -> None:
    """
    A process that ends takes no more work, and what a thread of it still writes is written.
    """
    database = Database(tmp_path)
    database._carrier.shutdown()
    for number in range(CARRIED_EVERY):
        with database.write() as connection:
            connection.execute(facts.insert().values(name=f"{number}", value="x"))
    with database.read() as connection:
        count = len(connection.execute(facts.select()).all())
    database.close()

    assert CARRIED_EVERY <= count


def test_a_store_of_a_newer_octomem_is_refused(tmp_path: Path) -> None:
    """
    Nothing is guessed about a schema that this code does not know.
    """
    database = Database(tmp_path)
    with database.write() as connection:
        connection.execute(facts.update().where(facts.c.name == "schema").values(value="999"))
    database.close()

    with pytest.raises(StoreVersionError, match="999"):
        Database(tmp_path)


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    """
    The schema version is noted, so that each migration runs once.
    """
    Database(tmp_path).close()
    database = Database(tmp_path)
    with database.read() as connection:
        noted = connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))
    database.close()

    assert str(len(MIGRATIONS)) == noted


@pytest.mark.parametrize("early", [False, True])
def test_a_store_of_the_first_schema_is_brought_up(tmp_path: Path, early: bool) -> None:
    """
    A file that only the first migration has seen gets what came later, also where an early
    version had made one of the tables.
    """
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as connection:
        for statement in (*INITIAL, *TABLES):
            connection.execute(statement)
        if early:
            connection.execute(
                "CREATE TABLE token_vectors (memory_id VARCHAR NOT NULL PRIMARY KEY,"
                " partition INTEGER NOT NULL, size INTEGER NOT NULL, tokens BLOB NOT NULL)"
            )
        connection.execute("INSERT INTO store_facts VALUES ('schema', '1')")
    database = Database(tmp_path)
    with database.read() as connection:
        tables = (receipts, token_vectors)
        found = [connection.execute(select(table)).all() for table in tables]
        noted = connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))
    database.close()

    assert [[], []] == found
    assert str(len(MIGRATIONS)) == noted


def test_another_process_cannot_write(tmp_path: Path) -> None:
    """
    The lock is the operating system's: it holds between processes.
    """
    database = Database(tmp_path)
    code = f"from pathlib import Path; from octomem.stores.ledger.database import Database; Database(Path({str(tmp_path)!r}))"
    other = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    with pytest.raises(StoreLockedError):
        Database(tmp_path)
    database.close()

    assert "StoreLockedError" in other.stderr
    Database(tmp_path).close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """
    Read-only is enforced twice: no write transaction, and a connection that refuses.
    """
    Database(tmp_path).close()
    reader = Database(tmp_path, read_only=True)
    with pytest.raises(StoreClosedError), reader.write():
        pass
    with pytest.raises(StoreError, match="readonly"), reader.read() as connection:
        connection.execute(facts.delete())
    reader.close()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    """
    A transaction is written whole or not at all.
    """
    database = Database(tmp_path)

    def fails() -> None:
        with database.write() as connection:
            connection.execute(facts.insert().values(name="half", value="written"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    with database.read() as connection:
        found = connection.scalar(select(facts.c.value).where(facts.c.name == "half"))
    database.close()

    assert found is None


def test_a_file_that_is_no_store_is_a_store_error(tmp_path: Path) -> None:
    """
    What SQLite says is mapped where it enters, and the file is left alone.
    """
    (tmp_path / FILE).write_bytes(b"this is not a database, it is a text of some length" * 20)

    with pytest.raises(StoreError, match="not a database"):
        Database(tmp_path)
    assert b"this is not" == (tmp_path / FILE).read_bytes()[:11]


def test_a_file_in_place_of_the_folder_is_a_store_error(tmp_path: Path) -> None:
    """
    The error names the store and the operation.
    """
    (tmp_path / "store").write_text("x")

    with pytest.raises(StoreError, match="ledger: open"):
        Database(tmp_path / "store")
