"""Where partitions' vectors live, kept beside a ledger that several processes write."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection

from octomem.stores.homes import Homes, Statement

Transaction = Callable[[], AbstractContextManager[Connection]]


class SharedHomes(Homes):
    """Homes in the ledger's server. Whoever writes holds the lock of the projections."""

    def __init__(self, read: Transaction, write: Transaction) -> None:
        self._read = read
        self._begin = write

    def close(self) -> None:
        """Do nothing: the connections are the ledger's."""

    def _select(self, query: str, *values: Any) -> Sequence[Sequence[Any]]:
        with self._read() as connection:
            return connection.exec_driver_sql(query, values).fetchall()

    def _write(self, *statements: Statement, durable: bool = True) -> None:
        with self._begin() as connection:
            if not durable:
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            for statement, rows in statements:
                for row in rows:
                    connection.exec_driver_sql(statement, row)
