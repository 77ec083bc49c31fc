"""The queries of docs/neo4j.md: each runs as it is printed, and tells what it says."""

# The driver leaves the types of its settings open.
# pyright: reportUnknownMemberType=false

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString, cast

import pytest
from neo4j import AsyncGraphDatabase
from tests.servers.running import neo4j_address
from tests.servers.test_following import SESSIONS, on_neo4j

from octomem import Orchestrator
from octomem.stores.neo4j.graph import Neo4jGraph

PAGE = Path(__file__).parents[2] / "docs" / "neo4j.md"
QUERIES: list[tuple[str, LiteralString]] = re.findall(
    r"^([^\n]+)\n\n```cypher\n(.*?)```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)
GIVEN = {
    "user": "mei",
    "name": "Tomas",
    "other": "Nora",
    "at": datetime(2026, 4, 1, tzinfo=UTC),
}


@pytest.fixture(scope="module", autouse=True)
def _filled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The bundled conversation, on the shared server."""
    graph = Neo4jGraph(neo4j_address())
    graph.reset()
    graph.close()
    with Orchestrator(on_neo4j(tmp_path_factory.mktemp("store"))) as memory:
        for name, messages in SESSIONS.items():
            memory.process(messages, user_id="mei", session_id=name)
        memory.flush()


def asked(query: LiteralString) -> list[dict[str, object]]:
    async def ask() -> list[dict[str, object]]:
        address = neo4j_address()
        async with AsyncGraphDatabase.driver(
            address.url, auth=(address.user, address.password)
        ) as driver:
            found = await driver.execute_query(query, GIVEN)
            return [dict(record) for record in found.records]

    return asyncio.run(ask())


def test_there_are_ten() -> None:
    """As many as the page promises."""
    assert 10 == len(QUERIES)


@pytest.mark.parametrize(("title", "query"), QUERIES, ids=[title for title, _ in QUERIES])
def test_a_query_of_the_page_runs(title: str, query: LiteralString) -> None:
    """It is valid, and finds something in the bundled conversation."""
    found = asked(query)

    assert found or title.startswith("Which names")


def test_what_a_memory_was_derived_from_is_drawn() -> None:
    """Relations lead to their facts and summaries to their turns, as far as these are there."""
    drawn = asked(
        "MATCH (m:Memory)-[:DERIVED_FROM]->(g:Memory)"
        " RETURN DISTINCT m.kind AS kind, g.kind AS ground ORDER BY kind, ground"
    )

    assert {("contextual", "episodic"), ("knowledge", "semantic")} <= {
        (str(one["kind"]), str(one["ground"])) for one in drawn
    }


def test_a_moment_is_honoured() -> None:
    """In April Tomas worked at one hospital, and not yet at the other."""
    (held,) = [place for place, (title, _) in enumerate(QUERIES) if title.startswith("What held")]
    works = [
        one["target"]
        for one in asked(QUERIES[held][1])
        if one["source"] == "Tomas" and one["relation"] == "works_at"
    ]

    assert ["Sankt Georg Hospital"] == works


def test_the_entities_are_those_of_the_user() -> None:
    """The first query counts them."""
    (one,) = asked(QUERIES[0][1])
    graph = Neo4jGraph(neo4j_address())
    entities = graph.entities(cast("int", one["partition"]))
    graph.close()

    assert len(entities) == one["entities"]
