"""A connection to PostgreSQL that never waits without end, and takes every text."""

from typing import Any, Self, TypeVar

import psycopg
from psycopg import pq
from psycopg.abc import PQGen
from psycopg.errors import QueryCanceled
from psycopg.types.string import StrDumperUnknown

T = TypeVar("T")
_INTERVAL = 0.1
"""Seconds after which a wait looks whether it is interrupted: psycopg's own."""


class Bounded(psycopg.Connection[Any]):
    """Gives up a server that keeps a connection open and says nothing.

    The server's own time-outs come first; a server that is stopped tells none.
    """

    longest = 0.0
    """Seconds that an answer may take."""

    @classmethod
    def within(cls, seconds: float, conninfo: str, **given: Any) -> Self:
        """Open a connection."""
        connection = cls.connect(conninfo, **given)
        connection.longest = seconds
        connection.adapters.register_dumper(str, _Storable)
        connection.cursor_factory = _Cursor
        return connection

    def wait(self, gen: PQGen[T], interval: float = _INTERVAL, timeout: float | None = None) -> T:
        """Wait for an answer, and close the connection where none comes.

        Raises:
            QueryCanceled: there was none in time.
        """
        try:
            return super().wait(gen, interval, timeout or self.longest)
        except psycopg.errors._WaitTimeout:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            self.pgconn.finish()
            raise QueryCanceled("no answer in time") from None


class _Cursor(psycopg.Cursor[Any]):
    """Receives vectors as the bytes that they are, not as twice as many digits."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.format = pq.Format.BINARY


class _Storable(StrDumperUnknown):
    """Writes what no PostgreSQL text can hold as what no stored text has.

    Nothing that is stored holds a NUL or half a surrogate pair; a question may.
    """

    def dump(self, obj: str) -> bytes:
        """Write a text as UTF-8."""
        return obj.encode("utf-8", "replace").replace(b"\0", b"\x1a")
