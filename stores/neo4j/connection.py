"""A connection to a Neo4j server: opened when first used, bounded in time, its errors mapped."""

# The driver leaves the types of its settings open.
# pyright: reportUnknownMemberType=false

import asyncio
import contextlib
import re
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from octomem.errors import (
    MissingExtraError,
    SettingsError,
    StoreAccessError,
    StoreClosedError,
    StoreError,
    StoreUnavailableError,
    StoreVersionError,
)
from octomem.stores.servers import Outage

if TYPE_CHECKING:
    from neo4j import AsyncDriver, AsyncManagedTransaction

    Work = Callable[[AsyncManagedTransaction], Awaitable["T"]]

T = TypeVar("T")

_URL = re.compile(r"(neo4j|bolt)(\+s|\+ssc)?://\w")

STORE = "neo4j"
LEAST_VERSION = (5, 23)
"""The first with the form of subqueries that is used here."""
RETRY_SECONDS = 2.0
"""For how long the driver repeats a transaction that a server asked to repeat."""
PATIENCE = 12
"""How much longer than a read a write may take."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and how to get in; the password is in no text that shows it."""

    url: str
    """`bolt://`, `neo4j://` (routed), or one of them with `+s` (encrypted) or `+ssc`."""
    user: str
    password: str = field(repr=False)
    database: str
    pool: int
    """Connections at most."""
    timeout: float
    """Seconds that a read may take."""

    def __post_init__(self) -> None:
        """Refuse what is no address; it is not shown where it may hold a password.

        Raises:
            SettingsError: says what an address looks like.
        """
        if "@" in self.url:
            raise SettingsError(
                "neo4j_url holds a user or a password; set OCTOMEM_NEO4J_USER and "
                "OCTOMEM_NEO4J_PASSWORD instead"
            )
        if not _URL.match(self.url):
            raise SettingsError(
                f"neo4j_url is {self.url!r}; expected an address such as "
                "'neo4j://host:7687' or 'neo4j+s://host'"
            )


class Connection:
    """Managed transactions on one database. Safe for any thread.

    The driver's asynchronous face runs on a loop of its own, because only that can give
    up waiting for a server that keeps a connection open and says nothing.
    """

    def __init__(self, address: Address, prepare: tuple[LiteralString, ...]) -> None:
        self._address = address
        self._prepare = prepare
        self._outage = Outage()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._opening = asyncio.Lock()
        self._driver: AsyncDriver | None = None
        self._prepared = False
        self._closed = False

    def read(self, work: "Work[T]", operation: str) -> T:
        """Run a transaction that only reads; at once an error while the server is away.

        Raises:
            StoreUnavailableError: the server is down, was lost, or is too slow.
            StoreAccessError: it refuses the user, the password or the database.
            StoreVersionError: it is too old.
        """
        self._outage.check(operation)
        return self._run(lambda: self._read(work), operation, self._address.timeout)

    def write(self, work: "Work[T]", operation: str) -> T:
        """Run a transaction that writes: all of it or nothing. Raises as `read` does."""
        return self._run(lambda: self._write(work), operation, self._address.timeout * PATIENCE)

    def version(self) -> str:
        """Return the server's version. Raises as `read` does."""
        return self._run(self._server_version, "open", self._address.timeout)

    def close(self) -> None:
        """Give the connections back; a second call does nothing."""
        with self._lock:
            self._closed = True
            loop, thread, self._loop = self._loop, self._thread, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    async def _read(self, work: "Work[T]") -> T:
        driver = await self._opened()
        async with driver.session(database=self._address.database) as session:
            return await session.execute_read(work)

    async def _write(self, work: "Work[T]") -> T:
        driver = await self._opened()
        if not self._prepared:
            await self._make_ready(driver)
        async with driver.session(database=self._address.database) as session:
            return await session.execute_write(work)

    async def _make_ready(self, driver: "AsyncDriver") -> None:
        async with driver.session(database=self._address.database) as session:
            for statement in self._prepare:
                await (await session.run(statement)).consume()
        self._prepared = True

    async def _opened(self) -> "AsyncDriver":
        async with self._opening:
            if self._driver is None:
                self._driver = await self._open()
            return self._driver

    async def _open(self) -> "AsyncDriver":
        from neo4j import AsyncGraphDatabase  # noqa: PLC0415 - neo4j loads on first use

        address = self._address
        driver = AsyncGraphDatabase.driver(
            address.url,
            auth=(address.user, address.password),
            max_connection_pool_size=address.pool,
            connection_timeout=address.timeout,
            connection_acquisition_timeout=address.timeout,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
        try:
            await self._check(driver)
        except BaseException:
            await driver.close()
            raise
        return driver

    async def _check(self, driver: "AsyncDriver") -> None:
        found = await self._components(driver)
        numbers = re.match(r"(\d+)\.(\d+)", found)
        if numbers is None or (int(numbers[1]), int(numbers[2])) < LEAST_VERSION:
            least = ".".join(map(str, LEAST_VERSION))
            raise StoreVersionError(
                f"{self._address.url!r} runs Neo4j {found}; {least} or later is needed",
                store=STORE,
                operation="open",
            )

    async def _server_version(self) -> str:
        return await self._components(await self._opened())

    async def _components(self, driver: "AsyncDriver") -> str:
        query = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel'"
        async with driver.session(database=self._address.database) as session:
            result = await session.run(f"{query} RETURN versions[0]")
            record = await result.single(strict=True)
        return str(record[0])

    def _run(
        self, begin: Callable[[], Coroutine[Any, Any, T]], operation: str, seconds: float
    ) -> T:
        try:
            from octomem.stores.neo4j import faults  # noqa: PLC0415 - neo4j loads on first use
        except ImportError:
            raise MissingExtraError("servers", "a graph on Neo4j") from None

        loop = self._running()

        async def bounded() -> T:
            return await asyncio.wait_for(begin(), seconds)

        try:
            result = asyncio.run_coroutine_threadsafe(bounded(), loop).result()
        except StoreError:
            raise
        except TimeoutError:
            wrong: StoreError = faults.slow(self._address.url, operation)
            self._outage.began(wrong)
            raise wrong from None
        except faults.FOREIGN as error:
            wrong = faults.of_driver(error, self._address.url, self._address.database, operation)
            if isinstance(wrong, StoreUnavailableError | StoreAccessError):
                self._outage.began(wrong)
            raise wrong from error
        self._outage.ended()
        return result

    def _running(self) -> asyncio.AbstractEventLoop:
        """Return the loop on which the driver lives."""
        with self._lock:
            if self._closed:
                raise StoreClosedError("the graph was closed", store=STORE, operation="open")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="octomem-neo4j", daemon=True
                )
                self._thread.start()
            return self._loop

    async def _close(self) -> None:
        if self._driver is not None:
            driver, self._driver = self._driver, None
            # A server that says nothing must not keep us from closing either.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(driver.close(), self._address.timeout)
