"""A graph on a server lags: what recall sees of it is the same as if it did not."""

# Projectors are held back from within.
# pyright: reportPrivateUsage=false

import gc
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scripts.servers import service
from sqlalchemy import Connection
from tests.servers.running import folder, neo4j_address, server

from octomem import Orchestrator
from octomem.cli.demo_run import load
from octomem.errors import SettingsError, StoreAccessError, StoreUnavailableError
from octomem.orchestrator.engine import Engine
from octomem.settings import Settings
from octomem.stores.neo4j.graph import Neo4jGraph
from octomem.stores.seams import Entity

SESSIONS = load().sessions
QUESTIONS = [one.question for one in load().questions]
KEY = "0" * 64
"""Ids of vault memories depend on the key."""
PATIENCE = 120.0
"""Seconds within which a projection has caught up with a server that is back."""


def on_neo4j(path: Path, **changed: object) -> Settings:
    """Return settings of a store whose graph is on the shared server."""
    settings = server("neo4j").settings
    given: dict[str, object] = {
        "path": path,
        "embedder": "hash",
        "neo4j_url": settings["OCTOMEM_NEO4J_URL"],
        "neo4j_password": settings["OCTOMEM_NEO4J_PASSWORD"],
        "server_timeout": 20.0,
        "vault_key": KEY,
        **changed,
    }
    return Settings.load(**given)


@pytest.fixture
def emptied() -> Iterator[Neo4jGraph]:
    """The one database of the shared server, emptied; running again in the end."""
    graph = Neo4jGraph(neo4j_address())
    graph.reset()
    yield graph
    graph.close()
    service.start("neo4j", folder())


def say(memory: Orchestrator, *sessions: str) -> None:
    for name in sessions:
        memory.process(SESSIONS[name], user_id="mei", session_id=name)


class Steps:
    """A recorded clock that is the same in two stores to which the same happens."""

    def __init__(self) -> None:
        self._seconds = 0

    def __call__(self) -> datetime:
        self._seconds += 1
        return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=self._seconds)


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


def whole(engine: Engine) -> object:
    """Return all that recall can read from the graph, whichever it is."""

    def read(connection: Connection) -> object:
        graph = engine.graph
        entities = graph.entities(connection, 1)
        names = [name for one in entities for name in (one.name, *one.aliases)]
        return (
            entities,
            {name: list(graph.mentions(connection, 1, [name], 2, 50).items()) for name in names},
            {name: graph.relations(connection, 1, name) for name in names},
        )

    with engine.ledger.read() as connection:
        return read(connection)


def answers(memory: Orchestrator) -> list[list[tuple[str, float | None]]]:
    return [
        [(one.text, one.score) for one in memory.recall(question, user_id="mei").memories]
        for question in QUESTIONS
    ]


@pytest.mark.parametrize("followed", [0, 2, None])
def test_recall_sees_the_same_however_far_the_server_has_come(
    emptied: Neo4jGraph, tmp_path: Path, followed: int | None
) -> None:
    """With nothing, half or all of it on the server, names, relations and answers are those of
    the graph in the ledger's file.
    """
    first, *rest = SESSIONS
    with (
        Orchestrator(
            Settings.load(path=tmp_path / "here", embedder="hash", vault_key=KEY), clock=Steps()
        ) as here,
        Orchestrator(on_neo4j(tmp_path / "there"), clock=Steps()) as there,
    ):
        projector = there._engine.graph_projector
        assert projector is not None
        say(here, first, *rest)
        if followed is None:
            say(there, first, *rest)
            there.flush()
        else:
            early, late = [first, *rest][:followed], [first, *rest][followed:]
            say(there, *early)
            there.flush()
            projector.stop()
            say(there, *late)
            assert 0 < projector.lag()

        assert whole(here._engine) == whole(there._engine)
        assert answers(here) == answers(there)


def test_recall_goes_on_without_the_server_and_says_so(emptied: Neo4jGraph, tmp_path: Path) -> None:
    """While Neo4j is stopped, turns are stored and found; afterwards the graph catches up."""
    first, second, *_ = SESSIONS
    with Orchestrator(on_neo4j(tmp_path, server_timeout=5.0)) as memory:
        say(memory, first)
        memory.flush()
        service.stop("neo4j", folder())
        say(memory, second)
        found = memory.recall("Where does Tomas work?", user_id="mei")
        with pytest.raises(StoreUnavailableError):
            memory.flush()
        service.start("neo4j", folder())
        caught_up(memory)
        again = memory.recall("Where does Tomas work?", user_id="mei")

    assert found.memories
    assert ["graph"] == [one.agent for one in found.degraded]
    assert "cannot be reached" in found.degraded[0].error
    assert () == again.degraded


def test_a_server_that_came_back_empty_is_filled_again(emptied: Neo4jGraph, tmp_path: Path) -> None:
    """What the server lost is followed anew, without a rebuild."""
    first, *_ = SESSIONS
    with Orchestrator(on_neo4j(tmp_path)) as memory:
        say(memory, first)
        memory.flush()
        before = whole(memory._engine)
    emptied.reset()
    with Orchestrator(on_neo4j(tmp_path)) as memory:
        deadline = time.monotonic() + PATIENCE
        while not emptied.entities(1):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        memory.flush()
        assert before == whole(memory._engine)


def test_rebuild_fills_the_server_anew(emptied: Neo4jGraph, tmp_path: Path) -> None:
    """It is emptied first, and holds the same afterwards."""
    first, *_ = SESSIONS
    with Orchestrator(on_neo4j(tmp_path)) as memory:
        say(memory, first)
        memory.flush()
        before = whole(memory._engine)
        memory.rebuild()

        assert before == whole(memory._engine)


def test_what_is_forgotten_leaves_the_server(emptied: Neo4jGraph, tmp_path: Path) -> None:
    """`forget` empties the partition there too, and no other."""
    first, *_ = SESSIONS
    with Orchestrator(on_neo4j(tmp_path)) as memory:
        say(memory, first)
        memory.process(SESSIONS[first], user_id="ana")
        memory.flush()
        memory.forget(user_id="mei")

    assert ([], True) == (emptied.entities(1), bool(emptied.entities(2)))


def test_no_name_that_is_forgotten_stays_in_the_process(
    emptied: Neo4jGraph, tmp_path: Path
) -> None:
    """What was read of a partition's names goes with it."""
    others = in_the_process()
    with Orchestrator(settings=on_neo4j(tmp_path)) as memory:
        say(memory, *SESSIONS)
        caught_up(memory)
        memory.recall(QUESTIONS[0], user_id="mei")
        assert in_the_process().keys() - others.keys()
        memory.forget(user_id="mei")
        assert not in_the_process().keys() - others.keys()


def in_the_process() -> dict[int, Entity]:
    """Return every entity that something in this process still holds, by where it lies."""
    gc.collect()
    return {id(one): one for one in gc.get_objects() if isinstance(one, Entity)}


def test_a_wrong_password_fails_the_recall_and_loses_nothing(
    emptied: Neo4jGraph, tmp_path: Path
) -> None:
    """It does not pass by itself, so nobody is told that the graph is only away."""
    first, *_ = SESSIONS
    wrong = on_neo4j(tmp_path, neo4j_password="wrong")  # noqa: S106 - on purpose
    with Orchestrator(wrong) as memory:
        say(memory, first)
        with pytest.raises(StoreAccessError):
            memory.recall("Where does Tomas work?", user_id="mei")
        with pytest.raises(StoreAccessError):
            memory.flush()
    with Orchestrator(on_neo4j(tmp_path)) as memory:
        memory.flush()
        assert memory.recall("Where does Tomas work?", user_id="mei").memories


def test_an_address_without_a_password_is_refused(tmp_path: Path) -> None:
    """The message names the variable; nothing is opened."""
    given = {"path": tmp_path / "store", "neo4j_url": "neo4j://127.0.0.1"}
    with pytest.raises(SettingsError, match="OCTOMEM_NEO4J_PASSWORD"):
        Orchestrator(Settings.load(**given))

    assert not (tmp_path / "store").exists()


def test_a_graph_follows_what_is_written_without_being_asked(
    emptied: Neo4jGraph, tmp_path: Path
) -> None:
    """A write wakes every projection; nobody has to flush, and nothing new has to open."""
    with Orchestrator(on_neo4j(tmp_path / "store")) as memory:
        say(memory, next(iter(SESSIONS)))
        deadline = time.monotonic() + PATIENCE
        while memory.stats().lag and time.monotonic() < deadline:
            time.sleep(0.1)

        assert 0 == memory.stats().lag
