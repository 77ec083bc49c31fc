"""`verify`: the ledger compared with itself and with every projection, item by item."""

import time
from collections.abc import Callable, Mapping
from typing import cast

from sqlalchemy import func, select

from octomem.orchestrator.engine import VECTORS, Engine
from octomem.orchestrator.options import Progress
from octomem.stores.following import FollowingGraph
from octomem.stores.ledger.schema import memory_versions, vectors
from octomem.stores.verify import encoded, index, infile, ledger
from octomem.verification import Difference, Fault, Part, Verification


class Verifying:
    """One run of `verify`, on an open engine, which may be read-only beside a writer."""

    def __init__(self, engine: Engine, options: Mapping[str, object]) -> None:
        self._engine = engine
        self._progress = cast("Progress | None", options.get("progress"))
        self._compares_texts = bool(options.get("embeddings", False))
        self._found: list[Difference] = []
        self._checked = dict.fromkeys((part.value for part in Part), 0)
        self._done = self._total = 0

    def verify(self) -> Verification:
        """Look at every part, each in short snapshots, so that a writer is never held up."""
        started = time.perf_counter()
        if self._compares_texts:
            self._engine.check_embedder()
        if self._file_is_whole():
            self._count()
            self._ledger()
        if not any(each.fault is Fault.UNREADABLE for each in self._found):
            self._in_file()
            self._encoded()
            self._index()
        with self._engine.ledger.read(patient=True) as connection:
            waiting = len(self._engine.ledger.open_calls(connection))
        return Verification(
            differences=tuple(self._found),
            checked=self._checked,
            lag=self._engine.projector.lag(),
            open_calls=waiting,
            seconds=time.perf_counter() - started,
        )

    def _file_is_whole(self) -> bool:
        """Let SQLite look at its file first: in a damaged one nothing else can be trusted."""
        with self._engine.ledger.read(patient=True) as connection:
            self._found += ledger.damages(connection)
        return not self._found

    def _count(self) -> None:
        row = memory_versions.c
        live = select(func.count()).where(row.recorded_to.is_(None), row.deleted.is_(False))
        with self._engine.ledger.read(patient=True) as connection:
            memories = connection.scalar(live) or 0
            stored = connection.scalar(select(func.count()).select_from(vectors)) or 0
        self._total = len(ledger.CHECKS) + 2 * memories + stored

    def _ledger(self) -> None:
        done = self._counter(Part.LEDGER)
        for check in ledger.CHECKS:
            with self._engine.ledger.read(patient=True) as connection:
                self._found += ledger.broken(connection, check)
            done(1)

    def _in_file(self) -> None:
        """Compare full text and graph, which share a snapshot with the memories they follow.

        A graph on a server is seen as recall sees it, with what it has not followed yet.
        """
        remote = self._engine.remote_graph
        elsewhere = None if remote is None else FollowingGraph(remote)
        done = self._counter(Part.FULL_TEXT, Part.GRAPH)
        with self._engine.ledger.read(patient=True) as connection:
            partitions = infile.partitions_of(connection)
        with infile.expected() as expected:
            for partition in partitions:
                with self._engine.ledger.read(patient=True) as connection:
                    self._found += expected.differences(connection, partition, done, elsewhere)

    def _encoded(self) -> None:
        done = self._counter(Part.VECTORS, Part.TOKENS)
        encode = self._engine.encode if self._compares_texts else None
        with self._engine.ledger.read(patient=True) as connection:
            self._found += encoded.differences(connection, encode, done)

    def _index(self) -> None:
        engine = self._engine
        done = self._counter(Part.INDEX)
        self._found += index.differences(engine.ledger, engine.index, VECTORS, done)

    def _counter(self, *parts: Part) -> Callable[[int], None]:
        """Return what a part tells how many items it has looked at."""

        def done(number: int) -> None:
            for part in parts:
                self._checked[part.value] += number
            self._done += number
            if self._progress is not None:
                self._progress(self._done, max(self._done, self._total))

        return done
