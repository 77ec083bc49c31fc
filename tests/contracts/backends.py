"""The back ends of each seam. A new one joins its seam's contract suite with one entry."""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool
from tests.contracts.embedding_server import EmbeddingServer
from tests.contracts.memories import nowhere
from tests.servers.running import chroma_address, neo4j_address, postgres_address

from octomem.stores.embed.litellm import LitellmEmbedder
from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.fulltext import SqliteFullText
from octomem.stores.graph import SqliteGraph
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.postgres import PostgresDatabase
from octomem.stores.neo4j.graph import Neo4jGraph
from octomem.stores.seams import (
    Batch,
    Change,
    Embedder,
    Entity,
    FullText,
    Graph,
    Relation,
    RemoteGraph,
    TextHits,
    VectorIndex,
)
from octomem.stores.vectors import ChromaIndex
from octomem.testing import HashEmbedder


@dataclass(frozen=True)
class Texts:
    """A full-text store with a transaction to use it in."""

    store: FullText
    connection: Connection

    def apply(self, *changes: Change) -> None:
        self.store.apply(self.connection, changes)

    def search(self, *terms: str, partition: int = 1, limit: int = 10) -> TextHits:
        return self.store.search(self.connection, partition, terms, limit)

    def ids(self, *terms: str, partition: int = 1, limit: int = 10) -> list[str]:
        return list(self.search(*terms, partition=partition, limit=limit).memories)

    def reset(self) -> None:
        self.store.reset(self.connection)


def in_order(found: TextHits) -> list[object]:
    """Return all that was found; of scores the order counts as well."""
    ordered = (found.memories, found.sessions, found.weights)
    return [*(list(one.items()) for one in ordered), found.unknown]


class Names(ABC):
    """A graph, wherever it is."""

    @abstractmethod
    def apply(self, *changes: Change) -> None: ...

    @abstractmethod
    def entities(self, partition: int = 1) -> list[Entity]: ...

    @abstractmethod
    def mentions(
        self, *names: str, hops: int = 0, limit: int = 10, partition: int = 1
    ) -> dict[str, int]: ...

    @abstractmethod
    def relations(
        self, name: str, as_of: datetime | None = None, partition: int = 1
    ) -> list[Relation]: ...

    @abstractmethod
    def reset(self) -> None: ...

    def whole(self, names: Sequence[str], partition: int = 1) -> object:
        """Return everything that can be read from the graph about these names."""
        return (
            self.entities(partition),
            [self.relations(name, partition=partition) for name in names],
            [self.mentions(name, hops=2, partition=partition) for name in names],
        )


@dataclass(frozen=True)
class InLedger(Names):
    """A graph in the ledger's file, with a transaction to use it in."""

    store: Graph
    connection: Connection

    def apply(self, *changes: Change) -> None:
        self.store.apply(self.connection, changes)

    def entities(self, partition: int = 1) -> list[Entity]:
        return self.store.entities(self.connection, partition)

    def mentions(
        self, *names: str, hops: int = 0, limit: int = 10, partition: int = 1
    ) -> dict[str, int]:
        return self.store.mentions(self.connection, partition, names, hops, limit)

    def relations(
        self, name: str, as_of: datetime | None = None, partition: int = 1
    ) -> list[Relation]:
        return self.store.relations(self.connection, partition, name, as_of)

    def reset(self) -> None:
        self.store.reset(self.connection)


@dataclass(frozen=True)
class OnServer(Names):
    """A graph on a server."""

    store: RemoteGraph

    def apply(self, *changes: Change) -> None:
        self.store.apply(Batch("test", changes))

    def entities(self, partition: int = 1) -> list[Entity]:
        return self.store.entities(partition)

    def mentions(
        self, *names: str, hops: int = 0, limit: int = 10, partition: int = 1
    ) -> dict[str, int]:
        return self.store.mentions(partition, names, hops, limit)

    def relations(
        self, name: str, as_of: datetime | None = None, partition: int = 1
    ) -> list[Relation]:
        return self.store.relations(partition, name, as_of)

    def reset(self) -> None:
        self.store.reset()


@contextmanager
def sqlite(folder: Path) -> Generator[Connection]:
    """Open a new SQLite file in a transaction, with the tables of both projections."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{folder / 'ledger.sqlite'}", poolclass=NullPool)
    with engine.begin() as connection:
        SqliteFullText.create(connection)
        SqliteGraph.create(connection)
        yield connection
    engine.dispose()


@cache
def _projections() -> PostgresDatabase:
    """Open the schema of the shared PostgreSQL in which projections are tried."""
    return PostgresDatabase(postgres_address())


@contextmanager
def postgres() -> Generator[Connection]:
    """Give a transaction with the tables of both projections, which leaves nothing behind."""
    with _projections().write() as connection:
        tried = connection.begin_nested()
        yield connection
        tried.rollback()


@contextmanager
def postgres_texts(folder: Path) -> Generator[Texts]:
    with postgres() as connection:
        yield Texts(SqliteFullText(), connection)


@contextmanager
def postgres_names(folder: Path) -> Generator[Names]:
    with postgres() as connection:
        yield InLedger(SqliteGraph(), connection)


@contextmanager
def sqlite_ledger(folder: Path) -> Generator[Callable[..., Ledger]]:
    def opened(*, read_only: bool = False) -> Ledger:
        parts = {"full_text": SqliteFullText(), "graph": SqliteGraph()}
        return Ledger(folder, **parts, read_only=read_only)  # type: ignore[arg-type]

    yield opened


@contextmanager
def postgres_ledger(folder: Path) -> Generator[Callable[..., Ledger]]:
    """Give a schema of the server that nobody else has."""
    server = postgres_address()

    def opened(*, read_only: bool = False, **changed: Any) -> Ledger:
        given = changed.get("server") or replace(server, **changed)
        parts = {"full_text": SqliteFullText(), "graph": SqliteGraph()}
        return Ledger(folder, **parts, read_only=read_only, server=given)  # type: ignore[arg-type]

    yield opened


@contextmanager
def sqlite_texts(folder: Path) -> Generator[Texts]:
    with sqlite(folder) as connection:
        yield Texts(SqliteFullText(), connection)


@contextmanager
def sqlite_names(folder: Path) -> Generator[Names]:
    with sqlite(folder) as connection:
        yield InLedger(SqliteGraph(), connection)


@contextmanager
def neo4j_names(folder: Path) -> Generator[Names]:
    """Give the one database of the server, emptied."""
    graph = Neo4jGraph(neo4j_address())
    try:
        graph.reset()
        yield OnServer(graph)
    finally:
        graph.close()


@contextmanager
def chroma(folder: Path) -> Generator[VectorIndex]:
    index = ChromaIndex(folder, nowhere)
    yield index
    index.close()


@contextmanager
def chroma_server(folder: Path) -> Generator[VectorIndex]:
    """Give a database of the server that nobody else has."""
    address = chroma_address(database=f"test-{uuid.uuid4().hex}")
    index = ChromaIndex(folder, nowhere, server=address)
    yield index
    index.close()


@contextmanager
def litellm_embedder() -> Generator[Embedder]:
    with EmbeddingServer() as server:
        yield LitellmEmbedder("openai/test", api_base=server.url, api_key="none")


@contextmanager
def _plain(embedder: Embedder) -> Generator[Embedder]:
    yield embedder


LEDGERS: dict[str, Callable[[Path], AbstractContextManager[Callable[..., Ledger]]]] = {
    "sqlite": sqlite_ledger,
    "postgres": postgres_ledger,
}
FULL_TEXTS: dict[str, Callable[[Path], AbstractContextManager[Texts]]] = {
    "sqlite": sqlite_texts,
    "postgres": postgres_texts,
}
GRAPHS: dict[str, Callable[[Path], AbstractContextManager[Names]]] = {
    "sqlite": sqlite_names,
    "postgres": postgres_names,
    "neo4j": neo4j_names,
}
VECTOR_INDEXES: dict[str, Callable[[Path], AbstractContextManager[VectorIndex]]] = {
    "chroma": chroma,
    "chroma-server": chroma_server,
}
EMBEDDERS: dict[str, Callable[[], AbstractContextManager[Embedder]]] = {
    "hash": lambda: _plain(HashEmbedder()),
    "minilm": lambda: _plain(MiniLMEmbedder()),
    "litellm": litellm_embedder,
}
