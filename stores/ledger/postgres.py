"""The ledger in PostgreSQL: any number of writing processes, in order within each partition.

A transaction that writes a partition holds an advisory lock on it until it commits: what is
written in a partition is written one after the other, and its sequence numbers are in the
order of the commits. Between partitions they are not, so `settled` says up to which number
everything is there that will ever be.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from octomem.errors import (
    MissingExtraError,
    SettingsError,
    StoreAccessError,
    StoreClosedError,
    StoreVersionError,
)
from octomem.stores.ledger import dialect, idle, postgres_faults
from octomem.stores.ledger.migrations import MIGRATIONS, migrate, version
from octomem.stores.ledger.postgres_faults import STORE

if TYPE_CHECKING:
    import psycopg

LEAST_VERSION = 130_000
"""PostgreSQL 13, as the server says it."""
PATIENCE = 12
"""How much longer than a read of a recall everything else may take."""
SLACK = 1.0
"""Seconds after a time-out after which a server that did not even say so is given up."""
RECYCLE = 1800
"""Seconds after which a connection is opened anew, for proxies that forget it."""

_URL = re.compile(r"postgres(ql)?://[^/?]*(/|\?|$)")
_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@|[?&]password=")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_MARKS = 2**31
"""A mark of a transaction is a sequence number's rest: what the key of a lock has room for."""
_MARK = """
    SELECT pg_advisory_xact_lock_shared(?, ((last_value - CASE WHEN is_called THEN 0 ELSE 1 END)
        % 2147483648)::int) FROM memory_versions_seq_seq"""
_LAST = """
    SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END FROM memory_versions_seq_seq"""
_MARKED = """
    SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
    AND classid = ?::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """Where a PostgreSQL is; one schema of one database holds one store's ledger."""

    url: str
    """`postgresql://user@host:port/database`, with libpq's options such as `?sslmode=require`."""
    password: str | None = field(repr=False)
    schema: str
    """Made where it does not exist."""
    pool: int
    """Connections at most that read, and at most that write."""
    timeout: float
    """Seconds that a read may take."""

    def __post_init__(self) -> None:
        """Refuse what is no address; it is not shown where it may hold a password.

        Raises:
            SettingsError: says what an address looks like.
        """
        if _PASSWORD.search(self.url):
            raise SettingsError("postgres_url holds a password; set OCTOMEM_POSTGRES_PASSWORD")
        if not _URL.match(self.url):
            raise SettingsError(
                f"postgres_url is {self.url!r}; expected an address such as "
                "'postgresql://user@host:5432/database'"
            )
        if not _SCHEMA.fullmatch(self.schema):
            raise SettingsError(
                f"postgres_schema is {self.schema!r}; it takes small letters, digits and _"
            )


class PostgresDatabase:
    """Opens the ledger's schema and hands out transactions. Safe for any thread.

    Raises:
        StoreUnavailableError: the server is down, was lost, or is too slow.
        StoreAccessError: it refuses the user, the password or the database, or, where
            `read_only`, has no store in this schema.
        StoreVersionError: it is too old, or the store is from a newer octomem.
        MissingExtraError: the extra `servers` is not installed.
    """

    shared = True
    """Other processes write this ledger too."""

    def __init__(self, address: PostgresAddress, *, read_only: bool = False) -> None:
        if find_spec("psycopg") is None:
            raise MissingExtraError("servers", "a ledger in PostgreSQL")
        self.read_only = read_only
        self.following = _Following(self)
        self._address = address
        self._closed = False
        self._space = _number(address.schema, bits=31)
        self._reader = self._engine(address.timeout)
        self._writer = self._engine(address.timeout * PATIENCE)
        try:
            with self._mapped("open"):
                self._prepare()
                with self._writer.begin() as connection:
                    self._migrate(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self, *, patient: bool = False) -> Generator[Connection]:
        """Give a snapshot: everything read through it is of one moment."""
        self._check_open("read")
        engine = self._writer if patient else self._reader
        with self._mapped("read"), engine.connect() as connection:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with connection.begin():
                yield connection

    @contextmanager
    def look(self) -> Generator[Connection]:
        """Give a connection for a statement or two, each of a moment of its own.

        That is one round trip to the server instead of the three of a snapshot.
        """
        self._check_open("read")
        with self._mapped("read"), self._reader.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def write(self, partition: str | None = None, *, alone: bool = False) -> Generator[Connection]:
        """Give a write transaction; it commits, durably, when the block ends.

        It waits until no other one writes the partition, or, `alone`, until no other one
        writes any. Without either it may write what no memory depends on.
        """
        if self.read_only:
            raise StoreClosedError("the store is open read-only", store=STORE, operation="write")
        self._check_open("write")
        with self._mapped("write"), self._writer.begin() as connection:
            if alone:
                self._lock(connection, "store")
            elif partition is not None:
                self._lock(connection, "store", share=True)
                self._lock(connection, "partition", partition)
            if alone or partition is not None:
                connection.exec_driver_sql(_MARK, (self._space,))
            yield connection

    def time(self, connection: Connection) -> datetime:
        """Return the present by the server's clock."""
        found: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
        return found.astimezone(UTC)

    def settled(self) -> int:
        """Return the number up to which no transaction under way can add a memory's version.

        Each has left a mark, before it asked for its first number, of the last one given:
        as a lock, since nothing else of it can be seen before it commits. Ask before the
        snapshot is taken in which those versions are read.
        """
        with self._mapped("read"), self._reader.connect() as connection:
            last = int(connection.exec_driver_sql(_LAST).scalar_one())
            connection.commit()
            marks: list[int] = list(connection.exec_driver_sql(_MARKED, (self._space,)).scalars())
            return min([last, *(last - (last - mark) % _MARKS for mark in marks)])

    def compact(self) -> None:
        """Give the space of deleted rows free; what is left in free pages is the server's."""
        with self._mapped("compact"), self._writer.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def hold(self, what: str) -> Generator[None]:
        """Keep every other process out while something is done that no transaction can span."""
        self._check_open(what)
        with self._mapped(what), self._writer.begin() as connection:
            self._lock(connection, what)
            yield

    def _lock(
        self, connection: Connection, what: str, name: str = "", *, share: bool = False
    ) -> None:
        shared = "_shared" if share else ""
        key = _number(f"{self._address.schema}\0{what}\0{name}", bits=63)
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock{shared}(?)", (key,))

    def _check_open(self, operation: str) -> None:
        if self._closed:
            raise StoreClosedError("it is closed", store=STORE, operation=operation)

    @contextmanager
    def _mapped(self, operation: str) -> Generator[None]:
        """Map what SQLAlchemy and psycopg raise; it enters octomem here and nowhere else."""
        import psycopg  # noqa: PLC0415 - it loads on first use

        try:
            yield
        except psycopg.Error as error:
            raise postgres_faults.of_driver(error, self._address.url, operation) from error
        except SQLAlchemyError as error:
            inner = error.orig if isinstance(error, DBAPIError) else error
            cause = inner if isinstance(inner, Exception) else error
            raise postgres_faults.of_driver(cause, self._address.url, operation) from error

    def _prepare(self) -> None:
        """Look at the server, and make the schema where there is none."""
        from psycopg import sql  # noqa: PLC0415 - it loads on first use

        with _connect(self._address, self._address.timeout) as connection:
            found = connection.info.server_version
            if found < LEAST_VERSION:
                raise StoreVersionError(
                    f"{self._address.url!r} is PostgreSQL {found // 10_000}; octomem needs "
                    f"{LEAST_VERSION // 10_000} or later",
                    store=STORE,
                    operation="open",
                )
            schema = self._address.schema
            query = "SELECT 1 FROM pg_namespace WHERE nspname = %s"
            if connection.execute(query, (schema,)).fetchone() is not None:
                return
            if self.read_only:
                raise self._no_store()
            key = _number(f"{schema}\0schema", bits=63)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (key,))
            made = sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema))
            connection.execute(made)

    def _migrate(self, connection: Connection) -> None:
        if self.read_only:
            found = version(connection)
            if found != len(MIGRATIONS):
                raise self._no_store()
            return
        self._lock(connection, "store")
        if version(connection) < len(MIGRATIONS):
            for statement in dialect.FUNCTIONS:
                connection.exec_driver_sql(statement)
            migrate(connection)
            for statement in (dialect.SEQUENCES, *dialect.HOMES):
                connection.exec_driver_sql(statement)

    def _no_store(self) -> StoreAccessError:
        return StoreAccessError(
            f"{self._address.url!r} holds no store of this octomem in the schema "
            f"{self._address.schema!r}; open it once for writing, or set postgres_schema",
            store=STORE,
            operation="open",
        )

    def _engine(self, timeout: float) -> Engine:
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: _connect(self._address, timeout),
            pool_size=self._address.pool,
            max_overflow=0,
            pool_timeout=timeout,
            pool_use_lifo=True,
            pool_recycle=RECYCLE,
        )
        idle.watch(engine)
        dialect.translate(engine)
        return engine


class _Following:
    """A lock that one thread of one process holds, of all that use a ledger."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._hold: Callable[[], Any] = lambda: database.hold("follow")
        self._thread = threading.Lock()
        self._held: Any = None

    def __enter__(self) -> None:
        """Wait for whoever holds it."""
        self._thread.acquire()
        try:
            self._held = self._hold()
            self._held.__enter__()
        except BaseException:
            self._thread.release()
            raise

    def __exit__(self, *failure: object) -> None:
        """Give it back; raises where it was lost meanwhile, and another may have had it."""
        try:
            self._held.__exit__(*failure)
        finally:
            self._thread.release()


def _connect(address: PostgresAddress, timeout: float) -> "psycopg.Connection":
    """Open a connection that waits for nothing longer than `timeout` seconds, and little more."""
    from octomem.stores.ledger.patience import Bounded  # noqa: PLC0415 - psycopg: on first use

    milliseconds = round(timeout * 1000)
    return Bounded.within(
        timeout + SLACK,
        address.url,
        **({} if address.password is None else {"password": address.password}),
        connect_timeout=max(2, round(address.timeout)),
        application_name="octomem",
        client_encoding="utf8",
        options=f"-c search_path={address.schema} -c statement_timeout={milliseconds}"
        f" -c lock_timeout={milliseconds} -c timezone=UTC -c jit=off"
        # Whoever reads with a cursor here reads to the end.
        " -c cursor_tuple_fraction=1",
    )


def _number(name: str, *, bits: int) -> int:
    """Return the same number for a name in every process; no two are likely to share one."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - bits)
