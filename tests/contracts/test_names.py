"""The names that questions look for stay in the process as long as a partition stays as it is."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import ref

from sqlalchemy import Connection
from tests.contracts.ledgers import ANA, MEI, commit, number
from tests.contracts.memories import day, memory

from octomem.orchestrator.names import Names, Rings, names_of
from octomem.scope import Scope
from octomem.stores.graph import SqliteGraph
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.shelf import Shelf
from octomem.stores.ledger.view import View
from octomem.stores.seams import Entity

LARGE = 10**7


@dataclass
class Asked(SqliteGraph):
    """A graph that notes what it is asked for, and the shelf of who asks it."""

    lags: bool = False
    shelf: Shelf = field(default_factory=lambda: Shelf(LARGE))
    asked: list[str] = field(default_factory=list[str])

    def entities(self, connection: Connection, partition: int) -> list[Entity]:
        self.asked.append("entities")
        return super().entities(connection, partition)

    def mentions(
        self, connection: Connection, partition: int, names: Sequence[str], hops: int, limit: int
    ) -> dict[str, int]:
        self.asked += names
        return super().mentions(connection, partition, names, hops, limit)


def near(
    ledger: Ledger, graph: Asked, name: str, scope: Scope = MEI, **when: Any
) -> tuple[set[str], Rings]:
    """Return what a question that says a name learns of the graph."""
    of = number(ledger, scope)
    with ledger.read() as connection:
        view = View.of(connection, of, Sight(day(10), **when), graph.shelf)
        known = names_of(graph, view)
        return known.said_in([name.casefold()]), known.near(graph, connection, of, name)


def test_a_graph_is_asked_again_when_something_was_written(ledger: Ledger) -> None:
    """The same name is looked up once for one state of a partition, and anew for the next."""
    graph = Asked()
    commit(ledger, memory("m1", mentions=("Lena",)))
    commit(ledger, memory("m9", mentions=("Lena", "Omar")), scope=ANA)

    found = [near(ledger, graph, "Lena") for _ in range(2)]
    assert [({"Lena"}, (("m1",), ()))] * 2 == found
    assert ["entities", "Lena"] == graph.asked
    assert (set(), ((), ())) == near(ledger, graph, "Omar")

    commit(ledger, memory("m2", mentions=("Omar",)))
    assert ({"Omar"}, (("m2",), ())) == near(ledger, graph, "Omar")
    assert ({"Omar"}, (("m9",), ())) == near(ledger, graph, "Omar", ANA)


def test_what_a_deleted_memory_named_is_known_no_more(ledger: Ledger) -> None:
    """A tombstone is a version like any other."""
    graph, told = Asked(), memory("m1", mentions=("Lena",))
    commit(ledger, told, memory("m2"))
    near(ledger, graph, "Lena")

    commit(ledger, replace(told, deleted=True))
    assert (set(), ((), ())) == near(ledger, graph, "Lena")


def test_nothing_is_kept_of_a_graph_that_lags(ledger: Ledger) -> None:
    """It may say something else of the same state, once it has followed."""
    graph = Asked(lags=True)
    commit(ledger, memory("m1", mentions=("Lena",)))
    for _ in range(2):
        near(ledger, graph, "Lena")

    assert ["entities", "Lena"] * 2 == graph.asked


def test_questions_about_the_past_ask_the_graph(ledger: Ledger) -> None:
    """There is no state of the partition in the process that they could be kept with."""
    graph = Asked()
    commit(ledger, memory("m1", mentions=("Lena",)))
    for _ in range(2):
        near(ledger, graph, "Lena", as_of=day(9))

    assert ["entities", "Lena"] * 2 == graph.asked


def test_names_go_with_what_the_shelf_holds(ledger: Ledger) -> None:
    """A shelf that is cleared, for a partition was erased, keeps no name either."""
    graph = Asked()
    commit(ledger, memory("m1", mentions=("Lena",)))

    of = number(ledger)

    def held() -> ref[Names]:
        with ledger.read() as connection:
            return ref(names_of(graph, View.of(connection, of, Sight(day(10)), graph.shelf)))

    names = held()
    gc.collect()
    assert names() is not None
    graph.shelf.clear()
    gc.collect()
    assert names() is None
