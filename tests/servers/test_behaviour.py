"""What octomem does end to end: all embedded, with its projections on servers, all on servers."""

import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scripts.servers import service
from tests.servers.running import (
    chroma_address,
    folder,
    frozen,
    neo4j_address,
    postgres_address,
    server,
)

from octomem import Orchestrator
from octomem.checks import Health
from octomem.errors import StoreUnavailableError
from octomem.orchestrator.doctor_store import examine_store
from octomem.settings import Settings
from octomem.stores.neo4j.graph import Neo4jGraph
from octomem.verification import Part

PATIENCE = 120.0
"""Seconds within which everything has followed."""


def on_servers(path: Path, **changed: object) -> Settings:
    """Return settings of a store that has its vectors and its graph on the shared servers."""
    neo4j = server("neo4j").settings
    given: dict[str, object] = {
        "path": path,
        "embedder": "hash",
        "neo4j_url": neo4j["OCTOMEM_NEO4J_URL"],
        "neo4j_password": neo4j["OCTOMEM_NEO4J_PASSWORD"],
        "chroma_url": chroma_address().url,
        "chroma_database": f"test-{uuid.uuid4().hex}",
        "server_timeout": 20.0,
        **changed,
    }
    return Settings.load(**given)


def with_ledger(path: Path, **changed: object) -> Settings:
    """Return settings of a store that has its ledger on PostgreSQL and its vectors on Chroma."""
    address = postgres_address()
    given: dict[str, object] = {
        "path": path,
        "embedder": "hash",
        "vault_key": "0" * 64,
        "postgres_url": address.url,
        "postgres_password": address.password,
        "postgres_schema": address.schema,
        "chroma_url": chroma_address().url,
        "chroma_database": f"test-{uuid.uuid4().hex}",
        "server_timeout": 20.0,
        **changed,
    }
    return Settings.load(**given)


def all_on_servers(path: Path, **changed: object) -> Settings:
    """Return settings of a store that has its graph on the shared Neo4j as well."""
    neo4j = server("neo4j").settings
    given: dict[str, object] = {
        "neo4j_url": neo4j["OCTOMEM_NEO4J_URL"],
        "neo4j_password": neo4j["OCTOMEM_NEO4J_PASSWORD"],
        **changed,
    }
    return with_ledger(path, **given)


def emptied() -> None:
    """Empty the one database of the shared Neo4j."""
    graph = Neo4jGraph(neo4j_address())
    graph.reset()
    graph.close()


@pytest.fixture(params=["embedded", "projections", "servers"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a new store."""
    if request.param == "embedded":
        return Settings.load(path=tmp_path / "store", embedder="hash")
    emptied()
    made = {"projections": on_servers, "servers": all_on_servers}[request.param]
    return made(tmp_path / "store")


@pytest.fixture
def memory(settings: Settings) -> Iterator[Orchestrator]:
    """A new store."""
    with Orchestrator(settings) as opened:
        yield opened


def say(memory: Orchestrator, text: str, user_id: str = "mei", **more: object) -> None:
    memory.process(
        [{"role": "user", "name": user_id.title(), "content": text, **more}], user_id=user_id
    )


def found(memory: Orchestrator, query: str, **more: object) -> list[str]:
    given: dict[str, object] = {"user_id": "mei", **more}
    recalled = memory.recall(query, **given)  # type: ignore[arg-type]
    assert () == recalled.degraded
    return [one.text for one in recalled.memories]


def caught_up(memory: Orchestrator) -> None:
    """Wait until everything has followed, through errors that pass by themselves."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            assert memory.flush(PATIENCE)
        except StoreUnavailableError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return


@pytest.mark.parametrize("flushed", [False, True])
def test_what_was_said_is_found(memory: Orchestrator, flushed: bool) -> None:
    """At once, and after the projections have followed."""
    say(memory, "The parcel is at the neighbour's.")
    if flushed:
        memory.flush()

    assert "The parcel is at the neighbour's." == found(memory, "Where is the parcel?")[0]


def test_users_do_not_see_each_other(memory: Orchestrator) -> None:
    """Whatever a user is called."""
    say(memory, "My sister Lena lives in Graz.")
    for other in ("ana", "*", "mei*"):
        say(memory, "I like tea.", other)
    memory.flush()

    for other in ("ana", "*", "mei*"):
        assert not any("Lena" in text for text in found(memory, "Who is Lena?", user_id=other))
    assert any("Lena" in text for text in found(memory, "Who is Lena?"))


def test_a_new_fact_closes_the_old_one(memory: Orchestrator) -> None:
    """Both stay, each true in its time."""
    say(memory, "I live in Berlin.", timestamp="2023-03-01T09:00:00Z")
    say(memory, "I live in Munich now.", timestamp="2024-06-01T09:00:00Z")
    memory.flush()
    then = datetime(2023, 12, 1, tzinfo=UTC)
    facts = [
        [one.fields["object"] for one in memory.list(user_id="mei", kinds=["semantic"], as_of=at)]
        for at in (then, None)
    ]

    assert [["Berlin"], ["Munich"]] == facts


def test_a_deleted_memory_is_found_no_more(memory: Orchestrator) -> None:
    """Neither by its words nor by its names."""
    say(memory, "Lena has the blue key.")
    memory.flush()
    for one in memory.list(user_id="mei"):
        memory.delete(one.id, user_id="mei")

    assert [] == found(memory, "Lena blue key")


def test_what_is_forgotten_is_gone(memory: Orchestrator) -> None:
    """One partition, and no other."""
    say(memory, "Lena has the blue key.")
    say(memory, "Lena has the red key.", "ana")
    memory.flush()
    before = memory.stats().vectors
    receipt = memory.forget(user_id="mei")
    memory.flush()

    assert [] == found(memory, "Lena key")
    assert "Lena has the red key." in found(memory, "Lena key", user_id="ana")
    assert before - receipt.vectors == memory.stats().vectors


def test_a_store_is_as_it_was_when_it_is_opened_again(settings: Settings) -> None:
    """Written, closed, opened: the same answers, and nothing left to follow."""
    with Orchestrator(settings) as memory:
        say(memory, "My sister Lena lives in Graz.")
        memory.flush()
        before = found(memory, "Where does Lena live?")
    with Orchestrator(settings) as memory:
        memory.flush()
        assert before == found(memory, "Where does Lena live?")
        assert 0 == memory.stats().lag


def test_a_rebuild_changes_no_answer(memory: Orchestrator) -> None:
    """All projections are emptied and filled anew."""
    say(memory, "My sister Lena lives in Graz.")
    say(memory, "Lena works at Acme.")
    memory.flush()
    vectors, before = memory.stats().vectors, found(memory, "Where does Lena work?")
    memory.rebuild()

    assert (vectors, before) == (memory.stats().vectors, found(memory, "Where does Lena work?"))


def test_a_store_agrees_with_itself(memory: Orchestrator) -> None:
    """The ledger with itself, and every projection with the ledger, wherever it is."""
    say(memory, "My sister Lena lives in Graz.")
    say(memory, "Lena works at Acme. Helena is Lena's full name.")
    say(memory, "I like tea.", "ana")
    memory.flush()
    checked = memory.verify()

    assert () == checked.differences
    assert checked.checked["graph"] == checked.checked["full text"] > 3


def test_a_graph_that_lost_something_is_told(tmp_path: Path) -> None:
    """By `verify`, without showing what it is."""
    emptied()
    with Orchestrator(on_servers(tmp_path)) as memory:
        say(memory, "My sister Lena lives in Graz.")
        memory.flush()
        emptied()
        found = memory.verify().differences

    assert {Part.GRAPH} == {one.part for one in found}
    assert {"entities", "relations"} == {one.kind for one in found}
    assert not any("Graz" in str(one.expected) for one in found)


def test_a_reader_works_beside_the_writer(settings: Settings) -> None:
    """A read-only process sees what was written since it opened."""
    with Orchestrator(settings) as memory, Orchestrator(settings, read_only=True) as reader:
        for number in range(3):
            say(memory, f"Box {number} holds the cables.")
            memory.flush()
            assert f"Box {number} holds the cables." in found(reader, f"box {number}")


@pytest.mark.parametrize("name", ["chroma", "neo4j"])
def test_a_server_may_stop_and_start(tmp_path: Path, name: str) -> None:
    """While it is away turns are stored and found, with a note; then it catches up."""
    emptied()
    engine = {"chroma": "vector index", "neo4j": "graph"}[name]
    # Without room in the process every question asks the vector index.
    with Orchestrator(on_servers(tmp_path, server_timeout=10.0, shelf_mb=0)) as memory:
        say(memory, "My sister Lena lives in Graz.")
        memory.flush()
        service.stop(name, folder())
        try:
            say(memory, "Lena works at Acme.")
            away = memory.recall("Where does Lena work?", user_id="mei")
            with pytest.raises(StoreUnavailableError):
                memory.flush()
        finally:
            service.start(name, folder())
        caught_up(memory)
        vectors = memory.stats().vectors

        assert {"Lena works at Acme.", "My sister Lena lives in Graz."} <= {
            one.text for one in away.memories
        }
        assert [engine] == [one.agent for one in away.degraded]
        assert "Lena works at Acme." in found(memory, "Where does Lena work?")
        memory.rebuild()
        assert vectors == memory.stats().vectors


def test_doctor_looks_at_the_servers(tmp_path: Path) -> None:
    """It says which they are and how far they have come, and what one that is away means."""
    emptied()
    settings = on_servers(tmp_path, server_timeout=20.0)
    with Orchestrator(settings) as memory:
        say(memory, "My sister Lena lives in Graz.")
        memory.flush()
    checks = {one.name: one for one in examine_store(settings, exists=True)}

    assert Health.OK == checks["vector index"].health == checks["graph"].health
    assert checks["graph"].found.startswith("Neo4j 5.26.")
    away = settings.model_copy(
        update={"neo4j_url": "bolt://127.0.0.1:1", "chroma_url": "http://127.0.0.1:1"}
    )
    checks = {one.name: one for one in examine_store(away, exists=True)}
    assert Health.FAILED == checks["vector index"].health == checks["graph"].health
    assert "cannot be reached" in checks["graph"].found


def test_a_slow_chroma_is_given_up(tmp_path: Path) -> None:
    """A frozen server costs its time-out once, and recall answers without it."""
    emptied()
    with Orchestrator(on_servers(tmp_path, server_timeout=3.0, shelf_mb=0)) as memory:
        say(memory, "My sister Lena lives in Graz.")
        memory.flush()
        running = service.status("chroma", folder())
        assert running is not None
        with frozen(running.pid):
            away = memory.recall("Where does Lena live?", user_id="mei")
    with Orchestrator(on_servers(tmp_path)) as memory, frozen(running.pid):
        whole = memory.recall("Where does Lena live?", user_id="mei")

    assert () == whole.degraded  # a small partition is compared as a whole
    assert [one.id for one in away.memories] == [one.id for one in whole.memories]
    assert ["vector index"] == [one.agent for one in away.degraded]
    assert "did not answer in time" in away.degraded[0].error
    assert away.memories
