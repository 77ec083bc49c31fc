"""The projections in the ledger's file, compared with what the ledger would make of them now."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import StaticPool

from octomem.stores import graph, postings
from octomem.stores.following import FollowingGraph
from octomem.stores.fulltext import SqliteFullText
from octomem.stores.graph import SqliteGraph
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import Change
from octomem.stores.verify import remote
from octomem.stores.verify.views import VIEWS, compared
from octomem.verification import Difference, Part

BATCH = 500
"""Memories projected at a time."""

_TABLES = (*postings.TABLE_NAMES, *graph.TABLE_NAMES)


class Expected:
    """What the projections of one partition should be, in memory and nowhere else.

    It is made by the projections' own code from the memories as they are now, as `rebuild`
    would make it: so it also shows what following step by step has left wrong.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._full_text = SqliteFullText()
        self._graph = SqliteGraph()

    def differences(
        self,
        ledger: Connection,
        partition: int,
        done: Callable[[int], None],
        elsewhere: FollowingGraph | None = None,
    ) -> Iterator[Difference]:
        """Compare a partition's tables; `done` is told how many memories were projected.

        A graph that is not in the ledger's file is given as `elsewhere`.
        """
        self._full_text.reset(self._connection)
        self._graph.reset(self._connection)
        for changes in _live(ledger, partition):
            self._full_text.apply(self._connection, changes)
            self._graph.apply(self._connection, changes)
            done(len(changes))
        for view in VIEWS:
            if elsewhere is not None and view.part is Part.GRAPH:
                continue
            wanted = view.rows(self._connection, partition)
            yield from compared(view, wanted, view.rows(ledger, partition))
        if elsewhere is not None:
            own = (self._graph, self._connection)
            yield from remote.differences(own, (elsewhere, ledger), partition)


@contextmanager
def expected() -> Generator[Expected]:
    """Open a database in memory to project into."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            SqliteFullText.create(connection)
            SqliteGraph.create(connection)
            yield Expected(connection)
    finally:
        engine.dispose()


def partitions_of(connection: Connection) -> list[int]:
    """Return every partition that the ledger or one of the tables names."""
    names = ("memory_versions", *_TABLES)
    parts = " UNION ".join(f"SELECT partition FROM {name}" for name in names)  # noqa: S608 - our own names
    return sorted(row[0] for row in connection.exec_driver_sql(parts))


def _live(connection: Connection, partition: int) -> Iterator[list[Change]]:
    row = memory_versions.c
    query = select(*MEMORY).where(
        row.partition == partition, row.recorded_to.is_(None), row.deleted.is_(False)
    )
    found = connection.execute(query.order_by(row.seq).execution_options(yield_per=BATCH))
    memories = (memory_of(one) for one in found)
    while batch := list(islice(memories, BATCH)):
        yield [Change(0, partition, memory.id, memory) for memory in batch]
