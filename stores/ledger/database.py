"""The SQLite file of an embedded store: one writing process, any number of readers."""

import os
import sqlite3
import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast

import orjson
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from octomem.errors import (
    StoreClosedError,
    StoreError,
    StoreFolderError,
    StoreLockedError,
)
from octomem.jsons import JSON
from octomem.stores.ledger import faults
from octomem.stores.ledger.lock import holder
from octomem.stores.ledger.migrations import MIGRATIONS, migrate, version
from octomem.stores.ledger.recognise import FILE, LOCK, check_folder

BUSY_MILLISECONDS = 30_000

CARRIED_EVERY = 16
"""Write transactions after which what the log holds is carried into the file."""
LOG_PAGES = 10_000
"""Pages of the log from which the transaction that commits carries them itself: 40 MB."""


_WRITES = ("journal_mode=WAL", "synchronous=FULL", f"wal_autocheckpoint={LOG_PAGES}")


class _Cursor(Protocol):
    def execute(self, sql: str, /) -> object: ...

    def close(self) -> None: ...


class _Driver(Protocol):
    isolation_level: str | None

    def execute(self, sql: str, /) -> object: ...

    def cursor(self) -> _Cursor: ...


class Database:
    """Opens the ledger's file and hands out transactions.

    A writer holds an OS lock on the folder for as long as it is open, so a second
    writing process is refused at once; `read_only` takes no lock.

    Raises:
        StoreLockedError: another process writes this folder.
        StoreVersionError: the file is from a newer octomem.
        StoreFolderError: the folder holds something else, is damaged or cannot be written.
        StoreFullError: there is no room for a new store.
    """

    shared = False
    """No other process writes it."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.following = threading.Lock()
        """Held while a projection follows a batch, or while nothing may follow."""
        self._file = folder / FILE
        self._lock: FileLock | None = None
        self._writing = threading.Lock()
        self._written = 0
        """Write transactions of this process."""
        self._carrier = ThreadPoolExecutor(1, "octomem-log")
        self._carrying = threading.Lock()
        """Two at a time would refuse each other."""
        self._closed = False
        self._reader = self._engine(read_only=True)
        self._writer = None if read_only else self._engine(read_only=False)
        try:
            self._recognise(folder)
            if not read_only:
                self._claim(folder)
                with self.write() as connection:
                    migrate(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self, *, patient: bool = False) -> Generator[Connection]:
        """Give a snapshot: everything read through it is of one moment."""
        self._check_open("read")
        with self._mapped("read"), self._reader.begin() as connection:
            yield connection

    def look(self) -> AbstractContextManager[Connection]:
        """Give a connection for a statement or two: a snapshot costs nothing here."""
        return self.read()

    @contextmanager
    def write(
        self,
        partition: str | None = None,
        *,
        alone: bool = False,
    ) -> Generator[Connection]:
        """Give the one write transaction; it commits, durably, when the block ends."""
        if self._writer is None:
            raise StoreClosedError("the store is open read-only", store="ledger", operation="write")
        with self._writing, self._mapped("write"):
            self._check_open("write")
            with self._writer.begin() as connection:
                yield connection
            self._written += 1
            if self._written % CARRIED_EVERY == 0:
                # A process that ends takes no more work; what is written is written all the same.
                with suppress(RuntimeError):
                    self._carrier.submit(self._carry)

    def _carry(self) -> None:
        """Carry what the log holds into the file, beside whoever reads and writes.

        SQLite would do it within a commit, and whoever writes would wait for the disk.
        """
        # As with SQLite's own: what fails is tried again, and until then stays in the log.
        with suppress(sqlite3.Error, SQLAlchemyError):
            assert self._writer is not None  # noqa: S101 - only a writer's transactions come here
            with self._carrying, closing(self._writer.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
                cursor.close()

    def _check_open(self, operation: str) -> None:
        """Refuse who comes after `close`: without the lock another process may be the writer."""
        if self._closed:
            raise StoreClosedError("it is closed", store="ledger", operation=operation)

    @contextmanager
    def _mapped(self, operation: str) -> Generator[None]:
        """Map what SQLAlchemy raises; it enters octomem here and nowhere else."""
        try:
            yield
        except sqlite3.Error as error:
            raise faults.of_sqlite(error, self._file, operation) from error
        except SQLAlchemyError as error:
            inner = error.orig if isinstance(error, DBAPIError) else error
            cause = inner if isinstance(inner, Exception) else error
            raise faults.of_sqlite(cause, self._file, operation) from error

    def time(self, connection: Connection) -> datetime:
        """Return the present by the machine's clock."""
        return datetime.now(UTC)

    def settled(self) -> None:
        """Say that whatever can be read is all there will be up to it: one writes at a time."""
        return

    def compact(self) -> None:
        """Write the file anew, so that no byte of a deleted row stays in it or in its log.

        Raises:
            StoreError: a reader kept an old state of the file open for too long.
        """
        with self._writing, self._mapped("compact"):
            if self._writer is None:
                raise StoreClosedError(
                    "the store is open read-only", store="ledger", operation="compact"
                )
            with self._carrying, closing(self._writer.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                ((blocked, *_),) = cursor.fetchall()
                cursor.close()
        if blocked:
            raise StoreError(
                f"a reader kept an old state open for {BUSY_MILLISECONDS / 1000:.0f} s, so its "
                "bytes are still on the disk; the next start tries again",
                store="ledger",
                operation="compact",
            )

    def close(self) -> None:
        """Wait for the transaction under way, close every connection and give the lock back."""
        with self._writing:
            self._closed = True
        self._carrier.shutdown()
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._lock is not None:
            self._lock.release()

    def _claim(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
            self._lock.acquire()
        except Timeout:
            raise StoreLockedError(
                f"{_named(holder(folder / LOCK))} writes {str(folder)!r}; wait "
                "for it, or open the store with read_only=True beside it",
                store="ledger",
                operation="open",
            ) from None
        except OSError as error:
            raise faults.of_system(error, folder, "open") from error

    def _recognise(self, folder: Path) -> None:
        """Look before anything is written, so that nobody else's folder is touched."""
        try:
            check_folder(folder)
            exists = self._file.is_file()
        except OSError as error:
            raise faults.of_system(error, folder, "open") from error
        if not exists and self.read_only:
            raise StoreFolderError(
                f"no store in {str(folder)!r}; process something first, or name another folder "
                "(--path, OCTOMEM_PATH)",
                store="ledger",
                operation="open",
            )
        if not exists:
            return
        with self.read() as connection:
            found = version(connection)
        if self.read_only and found != len(MIGRATIONS):
            raise StoreFolderError(
                f"the store has the older schema {found}; open it once for writing with this "
                "octomem, for example with `octomem rebuild`",
                store="ledger",
                operation="open",
            )

    def _engine(self, *, read_only: bool) -> Engine:
        """Make an engine whose transactions SQLite begins when we say so."""
        engine = create_engine(
            f"sqlite:///{self._file}", json_deserializer=_read_json, max_overflow=-1
        )

        def connect(driver: _Driver, _record: object) -> None:
            driver.isolation_level = None
            cursor = driver.cursor()
            for pragma in (
                f"busy_timeout={BUSY_MILLISECONDS}",
                "secure_delete=ON",
                *(("query_only=ON",) if read_only else _WRITES),
            ):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        def begin(connection: Connection) -> None:
            # Said to the driver itself: every question says it, and SQLAlchemy would prepare for rows.
            driver = cast("_Driver", connection.connection.driver_connection)
            driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

        event.listen(engine, "connect", connect)
        event.listen(engine, "begin", begin)
        return engine


def _read_json(text: str) -> JSON:
    """Read a JSON column; the empty values, which most columns hold, need no parser."""
    if text == "[]":
        return []
    if text == "{}":
        return {}
    value: JSON = orjson.loads(text)
    return value


def _named(pid: int | None) -> str:
    if pid == os.getpid():
        return "this process already"
    return f"another process (pid {pid})" if pid else "another process"
