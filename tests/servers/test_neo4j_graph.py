"""What the graph on Neo4j does beyond the contract of all graphs, and how it fails."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from scripts.servers import service
from tests.contracts.memories import day, memory, put, relation
from tests.servers.running import folder, frozen, neo4j_address

from octomem.errors import (
    SettingsError,
    StoreAccessError,
    StoreClosedError,
    StoreUnavailableError,
    StoreVersionError,
)
from octomem.memory import Status
from octomem.stores.neo4j import connection
from octomem.stores.neo4j.graph import Neo4jGraph
from octomem.stores.seams import Batch, Change, Relation


@pytest.fixture
def graph() -> Iterator[Neo4jGraph]:
    """The one database of the shared server, emptied."""
    opened = Neo4jGraph(neo4j_address())
    opened.reset()
    yield opened
    opened.close()


def tell(graph: Neo4jGraph, *changes: Change) -> None:
    graph.apply(Batch("test", changes))


def shown(found: list[Relation]) -> list[tuple[str, str, str]]:
    return [(one.source, one.relation, one.target) for one in found]


def test_entities_are_found_by_a_misspelt_name(graph: Neo4jGraph) -> None:
    """A name or alias is found by its words, also with a letter wrong."""
    tell(graph, put(relation("m1", "Katherine Moss", "lives in", "Lisbon", aliases=("Kat",))))

    assert ["Katherine Moss"] == [one.name for one in graph.find(1, "katherin", 5)]
    assert [("Kat",)] == [one.aliases for one in graph.find(1, "Kat", 5)]
    assert [] == graph.find(1, "Rome", 5)


def test_names_of_other_partitions_do_not_crowd_a_search(graph: Neo4jGraph) -> None:
    """However many others have the name, one's own is found, and theirs are not."""
    tell(graph, *(put(memory(f"m{n}", mentions=("Mei",)), n) for n in range(2, 40)))
    tell(graph, put(memory("mine", mentions=("Mei Lin",))))

    assert ["Mei Lin"] == [one.name for one in graph.find(1, "Mei", 1)]


@pytest.mark.parametrize("text", ["", "*", "name:x OR scope:p2", '"', "a~ ^ {", "\0"])
def test_a_search_is_never_interpreted(graph: Neo4jGraph, text: str) -> None:
    """Nothing that is searched for reaches another partition or breaks the query."""
    tell(graph, put(memory("m1", mentions=("Mei",)), 2))

    assert [] == graph.find(1, text, 5)


def test_a_neighbourhood_is_bounded(graph: Neo4jGraph) -> None:
    """Nearest relations come first; depth and limit hold."""
    tell(
        graph,
        put(relation("m1", "Mei", "knows", "Ana")),
        put(relation("m2", "Ana", "works at", "Acme", valid_from=day(1))),
        put(relation("m3", "Acme", "is in", "Oslo", valid_from=day(0))),
    )

    assert ["m1"] == [one.memory_id for one in graph.neighbourhood(1, ["Mei"], 1, 9)]
    assert ["m1", "m2"] == [one.memory_id for one in graph.neighbourhood(1, ["Mei"], 2, 9)]
    assert ["m1", "m2"] == [one.memory_id for one in graph.neighbourhood(1, ["Mei"], 9, 2)]
    assert [] == graph.neighbourhood(2, ["Mei"], 9, 9)


def test_a_neighbourhood_is_of_a_moment(graph: Neo4jGraph) -> None:
    """No hop goes along a relation that does not hold."""
    tell(
        graph,
        put(relation("m1", "Mei", "works at", "Acme", status=Status.CLOSED, valid_to=day(5))),
        put(relation("m2", "Acme", "is in", "Oslo")),
    )

    assert 2 == len(graph.neighbourhood(1, ["Mei"], 2, 9, day(4)))
    assert [] == graph.neighbourhood(1, ["Mei"], 2, 9, day(5))


def test_paths_lead_from_one_to_the_other(graph: Neo4jGraph) -> None:
    """The shortest ways, in either direction of a relation, within depth and moment."""
    tell(
        graph,
        put(relation("m1", "Mei", "works at", "Acme")),
        put(relation("m2", "Ana", "works at", "Acme", status=Status.CLOSED, valid_to=day(5))),
        put(relation("m3", "Ana", "knows", "Bo")),
    )

    (path,) = graph.paths(1, "mei", "Ana", 3, 9)
    assert [("Mei", "works at", "Acme"), ("Ana", "works at", "Acme")] == shown(path)
    assert [] == graph.paths(1, "Mei", "Ana", 1, 9)
    assert [] == graph.paths(1, "Mei", "Ana", 3, 9, as_of=day(5))
    assert [] == graph.paths(1, "Mei", "Mei", 3, 9)
    assert [] == graph.paths(2, "Mei", "Ana", 3, 9)


def test_how_far_it_followed_is_in_the_same_transaction(graph: Neo4jGraph) -> None:
    """The server itself says how far it has come, and never goes back."""
    assert 0 == graph.followed("test")
    graph.apply(Batch("test", [Change(7, 1, "m1", memory("m1"))]))
    graph.apply(Batch("test", [Change(5, 1, "m2", memory("m2"))]))

    assert 7 == graph.followed("test")


def test_a_database_belongs_to_one_store(graph: Neo4jGraph) -> None:
    """Another ledger's graph is neither read as one's own nor written to."""
    tell(graph, put(memory("m1", mentions=("Mei",))))

    with pytest.raises(StoreAccessError, match="another store"):
        graph.apply(Batch("other", [put(memory("m2", mentions=("Ana",)))]))
    with pytest.raises(StoreAccessError, match="another store"):
        graph.followed("other")
    assert ["Mei"] == [one.name for one in graph.entities(1)]


def test_an_erased_partition_is_gone(graph: Neo4jGraph) -> None:
    """Nothing of it is left, everything of the others is; twice does no harm."""
    tell(graph, put(relation("m1", "Mei", "in", "Oslo"), 1), put(memory("m2", mentions=("M",)), 2))
    graph.erase([1])
    graph.erase([1])

    assert ([], ["M"]) == (graph.entities(1), [one.name for one in graph.entities(2)])
    assert {} == graph.mentions(1, ["Mei"], 1, 9)


def test_a_wrong_password_says_so_and_shows_none(graph: Neo4jGraph) -> None:
    """The message names the variables to set."""
    wrong = Neo4jGraph(neo4j_address(password="hunter2-hunter2"))  # noqa: S106 - a wrong one
    with pytest.raises(StoreAccessError, match="OCTOMEM_NEO4J_PASSWORD") as caught:
        wrong.entities(1)
    wrong.close()

    assert "hunter2" not in f"{caught.value!r} {caught.value.__cause__!r} {neo4j_address()!r}"


def test_a_missing_database_says_so(graph: Neo4jGraph) -> None:
    """The message names it."""
    wrong = Neo4jGraph(neo4j_address(database="nowhere"))
    with pytest.raises(StoreAccessError, match="no database 'nowhere'"):
        wrong.entities(1)
    wrong.close()


@pytest.mark.parametrize("url", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1"])
def test_an_unreachable_server_says_so(url: str) -> None:
    """The message names it; who asks again at once is told at once."""
    away = Neo4jGraph(neo4j_address(url=url, timeout=5.0))
    with pytest.raises(StoreUnavailableError, match=r"127\.0\.0\.1:1"):
        away.entities(1)
    with pytest.raises(StoreUnavailableError, match="asked again in"):
        away.entities(1)
    away.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:7474", "nonsense", "bolt://", ""])
def test_an_address_that_is_none_says_so(url: str) -> None:
    """Only Bolt's schemes are taken, before anything is opened."""
    with pytest.raises(SettingsError, match="expected an address such as"):
        neo4j_address(url=url)


def test_a_password_in_an_address_is_refused_unseen() -> None:
    """Addresses are shown in messages, so they must not hold secrets."""
    with pytest.raises(SettingsError) as caught:
        neo4j_address(url="neo4j://neo4j:hunter2@127.0.0.1")

    assert "hunter2" not in str(caught.value)


def test_a_server_that_is_too_old_says_so(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names both versions."""
    monkeypatch.setattr(connection, "LEAST_VERSION", (9999, 1))
    old = Neo4jGraph(neo4j_address())
    with pytest.raises(StoreVersionError, match=r"runs Neo4j 5\.26\.\d+; 9999\.1 or later"):
        old.entities(1)
    old.close()


def test_a_closed_graph_says_so(graph: Neo4jGraph) -> None:
    """Closing twice does no harm; using it afterwards is an error."""
    graph.close()
    graph.close()

    with pytest.raises(StoreClosedError):
        graph.entities(1)


def test_a_server_that_was_lost_comes_back_with_everything(graph: Neo4jGraph) -> None:
    """Killed between two transactions it is unavailable, and started again it goes on."""
    tell(graph, put(memory("m1", mentions=("Mei",))))
    service.stop("neo4j", folder(), kill=True)
    try:
        with pytest.raises(StoreUnavailableError, match="cannot be reached or was lost"):
            tell(graph, put(memory("m2", mentions=("Ana",))))
    finally:
        service.start("neo4j", folder())
    tell(graph, put(memory("m2", mentions=("Ana",))))

    assert ["Ana", "Mei"] == [one.name for one in graph.entities(1)]


def test_a_server_that_says_nothing_is_given_up(graph: Neo4jGraph) -> None:
    """A frozen server costs the time-out once; when it goes on, so does the graph."""
    tell(graph, put(memory("m1", mentions=("Mei",))))
    hasty = Neo4jGraph(neo4j_address(timeout=3.0))
    hasty.entities(1)
    running = service.status("neo4j", folder())
    assert running is not None
    timed_out = pytest.raises(StoreUnavailableError, match="did not answer in time")
    with closing(hasty), frozen(running.pid), timed_out:
        hasty.entities(1)

    assert ["Mei"] == [one.name for one in graph.entities(1)]
