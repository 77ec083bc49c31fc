"""Carries the ledger's changes to a graph on a server, which may have lost some since."""

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import ClassVar

from sqlalchemy import Connection, select

from octomem.errors import StoreError
from octomem.scope import Partition
from octomem.stores.following import GRAPH
from octomem.stores.ledger import derived
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.memories import Steps
from octomem.stores.ledger.schema import links, partitions
from octomem.stores.projector import Projector
from octomem.stores.seams import Batch, Change, RemoteGraph

STORE = "store"
"""The fact in the ledger that tells its graph from another store's."""


class GraphFollower:
    """Feeds a RemoteGraph with changes and what the ledger knows beside them."""

    def __init__(self, ledger: Ledger, graph: RemoteGraph) -> None:
        self._ledger = ledger
        self._graph = graph

    def apply(self, changes: Sequence[Change]) -> None:
        """Follow the ledger."""
        store = self.store()
        with self._ledger.read() as connection:
            ids = [change.memory_id for change in changes]
            batch = Batch(
                store,
                changes,
                _replaced(connection, ids),
                derived.pairs(connection, ids),
                _scopes(connection, {change.partition for change in changes}),
            )
        self._graph.apply(batch)

    def unfinished(self) -> bool:
        """Tell that nothing is: a batch is there as a whole or not at all."""
        return False

    def followed(self) -> int:
        """Return how far the server says that it has come."""
        return self._graph.followed(self.store())

    def store(self) -> str:
        """Return the ledger's own name, given when a graph first follows it."""
        with self._ledger.read() as connection:
            name = self._ledger.fact(connection, STORE)
        if name is None:
            name = uuid.uuid4().hex
            with self._ledger.write() as connection:
                self._ledger.set_fact(connection, STORE, name)
        return name


class GraphProjector(Projector):
    """A Projector that asks the server how far it has come before it goes on.

    A server can be put back to a backup, or come back empty: then what it lacks is
    followed again, by itself.
    """

    longest_gathering: ClassVar[float] = 1.0
    """What is not followed yet costs every question, and a server's work holds up no call."""
    batch: ClassVar[int] = 500

    def __init__(
        self, ledger: Ledger, graph: RemoteGraph, following: AbstractContextManager[object]
    ) -> None:
        self._follower = GraphFollower(ledger, graph)
        super().__init__(ledger, lambda: self._follower, GRAPH, following)
        self._sure = False

    def start(self) -> None:
        """Begin to follow, and look whether the server is where it was."""
        super().start()
        self.wake()

    def _portions(self, steps: Steps) -> Iterator[Steps]:
        """Apply a batch as a whole: the server notes how far it has come."""
        yield steps

    def _step(self) -> bool:
        try:
            if not self._sure:
                self._step_back()
            return super()._step()
        except StoreError:
            self._sure = False
            raise

    def _step_back(self) -> None:
        with self._following:
            held = self._follower.followed()
            with self._ledger.read() as connection:
                noted = self._ledger.followed(connection, self._name)
            if held < noted:
                with self._ledger.write() as connection:
                    self._ledger.set_followed(connection, self._name, held)
                with self._state:
                    self._position = held
        self._sure = True
        with self._state:
            self._error = None


def _replaced(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    query = select(links.c.source, links.c.target).where(
        links.c.type == "replaces", links.c.source.in_(ids)
    )
    found: dict[str, list[str]] = {}
    for newer, older in connection.execute(query):
        found.setdefault(newer, []).append(older)
    return found


def _scopes(connection: Connection, numbers: set[int]) -> dict[int, Partition]:
    query = select(partitions.c.number, partitions.c.key).where(partitions.c.number.in_(numbers))
    return {number: Partition(*json.loads(key)) for number, key in connection.execute(query)}
