"""Connections that lay idle: looked at before they are used, mostly without asking the server."""

import selectors
import time
from typing import TYPE_CHECKING, cast

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.engine.interfaces import DBAPIConnection

ASKED_AFTER = 30.0
"""Seconds after which the server is asked, for what lies between may have forgotten it silently."""

_RESTED = "rested"
"""Since when a connection is idle, by the monotonic clock."""


def watch(engine: Engine) -> None:
    """Let an engine of PostgreSQL replace connections that were cut while they were idle.

    A server that ends a connection says so on it: what lies idle and has something to tell
    is looked at. SQLAlchemy's own way asks the server each time, which costs a round trip.
    """

    def rests(_: "DBAPIConnection | None", entry: ConnectionPoolEntry) -> None:
        entry.info[_RESTED] = time.monotonic()

    def checked(
        driver: "DBAPIConnection", entry: ConnectionPoolEntry, _: PoolProxiedConnection
    ) -> None:
        import psycopg  # noqa: PLC0415 - it loads on first use

        connection = cast("psycopg.Connection", driver)
        since = entry.info.get(_RESTED)
        if since is None:
            return
        try:
            told = _has_told(connection)
            if told or time.monotonic() - since > ASKED_AFTER:
                engine.dialect.do_ping(driver)
        except (psycopg.Error, OSError) as error:
            # The others were most likely cut with it.
            raise InvalidatePoolError("the connection was cut while it was idle") from error

    event.listen(engine, "checkin", rests)
    event.listen(engine, "checkout", checked)


def _has_told(connection: "psycopg.Connection") -> bool:
    """Say whether something was received that nobody asked for, the end of it included."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection.pgconn.socket, selectors.EVENT_READ)
        return bool(selector.select(0))
