"""A thin hold on chromadb: opened when first used, its errors mapped, vectors and ids only."""

import shutil
import sqlite3
import threading
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from octomem.errors import StoreClosedError
from octomem.stores.mapped import mapped
from octomem.stores.seams import Vector

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

CHUNK = 500
"""Vectors per call; chromadb takes at most about 5,400."""

_PARTITION = "p"


class Chroma:
    """The collections in one folder. Safe for any thread of one process."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self._folder = folder
        self._read_only = read_only
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._collections: dict[str, Collection] = {}
        self._closed = False

    def upsert(
        self,
        name: str,
        ids: Sequence[str],
        partitions: Sequence[int],
        vectors: NDArray[np.float32],
    ) -> None:
        """Write vectors, each with its id and partition."""
        with self._mapped("upsert"):
            collection = self._collection(name)
            for at in range(0, len(ids), CHUNK):
                part = slice(at, at + CHUNK)
                collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=[{_PARTITION: partition} for partition in partitions[part]],
                )

    def delete(self, name: str, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not there do no harm."""
        with self._mapped("delete"):
            collection = self._collection(name)
            for at in range(0, len(ids), CHUNK):
                collection.delete(ids=list(ids[at : at + CHUNK]))

    def query(
        self, name: str, vector: Vector, limit: int, partition: int | None
    ) -> list[tuple[float, str]]:
        """Return (cosine distance, id) of the nearest vectors, nearest first.

        A partition restricts them, which takes time in proportion to the collection.
        """
        from chromadb.errors import NotFoundError  # noqa: PLC0415 - chromadb loads on first use

        with self._mapped("search"):
            try:
                found = self._collection(name).query(
                    query_embeddings=vector[np.newaxis],
                    n_results=limit,
                    where=None if partition is None else {_PARTITION: partition},
                    include=["distances"],
                )
            except NotFoundError:
                # Dropped, or not made yet: a home is written down before its collection.
                return []
            distances = found["distances"]
            return list(zip(distances[0] if distances else [], found["ids"][0], strict=True))

    def ids(self, name: str, partition: int) -> list[str]:
        """Return the ids of a partition in a collection."""
        with self._mapped("get"):
            return self._collection(name).get(where={_PARTITION: partition}, include=[])["ids"]

    def copy(self, source: str, target: str, partition: int, ids: Sequence[str]) -> None:
        """Write a partition's vectors into another collection as well."""
        for at in range(0, len(ids), CHUNK):
            with self._mapped("get"):
                found = self._collection(source).get(
                    ids=list(ids[at : at + CHUNK]), include=["embeddings"]
                )
            vectors = np.asarray(found["embeddings"], dtype=np.float32)
            self.upsert(target, found["ids"], [partition] * len(vectors), vectors)

    def size(self, name: str) -> int:
        """Return how many vectors a collection holds."""
        with self._mapped("count"):
            return self._collection(name).count()

    def sizes(self) -> dict[str, int]:
        """Return how many vectors each collection holds."""
        with self._mapped("count"):
            return {collection.name: collection.count() for collection in self._all()}

    def drop(self, name: str) -> None:
        """Remove a collection, if it is there."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415 - chromadb loads on first use

        with self._mapped("drop"):
            with suppress(NotFoundError):
                self._open().delete_collection(name)
            self._collections.pop(name, None)

    def erase(self) -> None:
        """Remove every file: dropped collections alone would leave their vectors in free pages."""
        with self._lock:
            self._release("erase")
            with mapped("chroma", "erase", OSError):
                if self._folder.exists():
                    shutil.rmtree(self._folder)

    def refresh(self) -> None:
        """See what another process has written: an open client never does."""
        with self._lock:
            self._release("refresh")

    def close(self) -> None:
        """Release files and memory."""
        with self._lock:
            self._release("close")
            self._closed = True

    def _all(self) -> Sequence["Collection"]:
        return self._open().list_collections()

    def _collection(self, name: str) -> "Collection":
        known = self._collections.get(name)
        if known is None:
            client = self._open()
            known = (
                client.get_collection(name, embedding_function=None)
                if self._read_only
                else client.get_or_create_collection(
                    name, embedding_function=None, configuration=_configuration()
                )
            )
            self._collections[name] = known
        return known

    def _open(self) -> "Client":
        with self._lock:
            if self._closed:
                raise StoreClosedError("the index was closed", store="chroma", operation="open")
            if self._client is None:
                self._client = _connect(self._folder)
            return self._client

    def _release(self, operation: str) -> None:
        self._collections.clear()
        if self._client is not None:
            with self._mapped(operation):
                self._client.close()
            self._client = None

    @contextmanager
    def _mapped(self, operation: str) -> Generator[None]:
        from chromadb.errors import ChromaError  # noqa: PLC0415 - chromadb loads on first use

        with mapped("chroma", operation, ChromaError, ValueError, TypeError, RuntimeError, OSError):
            yield


def count_closed(folder: Path) -> int:
    """Count the vectors in a folder without chromadb, which writes even where it only reads.

    One that is in two collections counts once.

    Raises:
        StoreError: its database is damaged, or of a chromadb that keeps them elsewhere.
    """
    file = folder / "chroma.sqlite3"
    if not file.is_file():
        return 0
    with (
        mapped("chroma", "count", sqlite3.Error),
        closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        query = "SELECT count(DISTINCT embedding_id) FROM embeddings"
        found: tuple[int] = connection.execute(query).fetchone()
        return found[0]


def _connect(folder: Path) -> "Client":
    from chromadb.api.client import Client  # noqa: PLC0415 - chromadb loads on first use
    from chromadb.config import Settings  # noqa: PLC0415

    return Client(
        settings=Settings(
            is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False
        )
    )


def _configuration() -> "CreateCollectionConfiguration":
    """Configure a collection.

    With Chroma's own thresholds of 1,000 the write-ahead queue that all collections share,
    and that has no index by collection, is hardly ever purged, and each query scans it.
    """
    return {"hnsw": {"space": "cosine", "ef_search": 400, "sync_threshold": 100, "batch_size": 100}}
