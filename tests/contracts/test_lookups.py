"""What is looked up all the time is found by an index, in either database."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select
from tests.contracts.backends import LEDGERS

from octomem.stores.ledger import exchange, turns
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.schema import token_vectors, vectors

SESSIONS = pytest.mark.parametrize("session", ["s1", None])


@pytest.fixture(params=sorted(LEDGERS))
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """An empty ledger."""
    with LEDGERS[request.param](tmp_path) as opener, closing(opener()) as ledger:
        opened: Ledger = ledger
        with opened.read() as reading:
            yield reading


def plan(connection: Connection, query: Select[Any]) -> str:
    """Return how a database would find a query's rows, were there many."""
    written = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}").all()
        return "\n".join(str(row[-1]) for row in rows)
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
    return "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {written}"))


@SESSIONS
@pytest.mark.parametrize("asked", [turns._last_position, turns._last_said])  # pyright: ignore[reportPrivateUsage]
def test_a_sessions_turns_are_found_by_an_index(
    connection: Connection, asked: Callable[..., Select[Any]], session: str | None
) -> None:
    """Whether a session is named or not: both conditions are part of the search itself."""
    given = {"partition": 1} if session is None else {"partition": 1, "session": session}
    found = plan(connection, asked(session is not None).params(**given))

    assert "turns_session" in found
    if connection.dialect.name == "sqlite":
        assert "(partition=? AND session_id=?" in found
    else:
        searched = "".join(line for line in found.splitlines() if "Index Cond" in line)
        assert "session_id" in searched


@pytest.mark.parametrize("table", [vectors, token_vectors], ids=lambda table: table.name)
def test_a_partitions_rows_are_found_without_reading_all_others(
    connection: Connection, table: Any
) -> None:
    """What an export or a move of one partition reads grows with it, not with the store."""
    found = plan(connection, exchange.rows(table, 1))

    assert "memories_order" in found
    assert "SCAN" not in found
    if connection.dialect.name == "postgresql":
        assert f"Index Scan using {table.name}_pkey on {table.name}" in found
