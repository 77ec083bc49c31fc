"""A thin hold on chromadb: opened when first used, its errors mapped, vectors and ids only."""

import math
import shutil
import sqlite3
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from octomem.errors import StoreClosedError, StoreError
from octomem.stores import hnsw
from octomem.stores.forked import Opener
from octomem.stores.freed import give_back
from octomem.stores.ledger.copying import sync
from octomem.stores.mapped import mapped
from octomem.stores.occupancy import Occupancy
from octomem.stores.seams import Vector

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult, Include, Where
    from chromadb.errors import ChromaError

CHUNK = 500
"""Vectors per call; chromadb takes at most about 5,400."""

SYNC = 100
"""Changes of a collection after which its index is written to its files."""
DATABASE = "chroma.sqlite3"
"""Chroma's own database inside its folder."""
BUSY_SECONDS = 30.0

DROPPED = 64 * 2**20
"""Bytes of dropped collections that may stay in memory until the client is opened anew."""
WRITTEN = 32 * 2**20
"""Bytes of collections that were written and not searched that may stay in memory."""
INDEX = 2_700_000
"""Bytes that an index takes in memory beside what is in its files: 65,536 locks."""

DROPPING = "Missing metadata segment"
"""What Chroma says of a collection that another thread or process drops at that moment."""
BROKEN = ("hnsw segment", "Error finding id")
"""What Chroma says of a collection whose index files it cannot read, or go on with, or that finds what nobody
knows; the last it says of what is removed at that moment, too."""
_PARTITION = "p"
FOREIGN = (ValueError, TypeError, RuntimeError, OSError)
"""What chromadb raises beside its own errors."""


class DamagedError(StoreError):
    """A collection's index files are not whole, or do not belong together."""

    collection: str
    """Which."""


class Chroma:
    """The collections in one folder. Safe for any thread of one process."""

    fragile: ClassVar[bool] = True
    """Whether this process writes the files itself: where it is killed meanwhile, they are not whole."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self._folder = folder
        self._read_only = read_only
        self._lock = threading.Lock()
        self._occupancy = Occupancy()
        self._client: Client | None = None
        self._collections: dict[str, Collection] = {}
        self._folders: dict[str, Path] = {}
        """Of the collections used since the client was opened: their index files."""
        self._searched: set[str] = set()
        """Those of them that were searched since."""
        self._dropped = 0
        """Bytes of collections that were used and dropped since then; the client holds on to them."""
        self._blanked: dict[Path, int] = {}
        """When each index was last saved whose unused room was blanked since."""
        self._closed = False

    def upsert(
        self,
        name: str,
        ids: Sequence[str],
        partitions: Sequence[int],
        vectors: NDArray[np.float32],
    ) -> None:
        """Write vectors, each with its id and partition."""
        with self._using(name, "upsert"):
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
        with self._using(name, "delete"):
            collection = self._collection(name)
            for at in range(0, len(ids), CHUNK):
                collection.delete(ids=list(ids[at : at + CHUNK]))

    def query(
        self, name: str, vector: Vector, limit: int, partition: int | None
    ) -> list[tuple[float, str]]:
        """Return (cosine distance, id) of the nearest vectors, nearest first.

        A partition restricts them, which takes time in proportion to the collection. Where
        there are no more than asked for, none is left out: the graph of an HNSW index does
        not always reach every vector, and those it missed come last, infinitely far.
        """
        from chromadb.errors import ChromaError  # noqa: PLC0415 - chromadb loads on first use

        with self._using(name, "search"):
            where: Where | None = None if partition is None else {_PARTITION: partition}
            self._searched.add(name)
            try:
                collection = self._collection(name)
                found = collection.query(
                    query_embeddings=vector[np.newaxis],
                    n_results=limit,
                    where=where,
                    include=["distances"],
                )
                few = len(found["ids"][0]) < limit
                held = collection.get(where=where, include=[])["ids"] if few else []
            except ChromaError as error:
                if not _is_gone(error):
                    raise
                # Dropped, or not made yet: a home is written down before its collection.
                return []
            distances = found["distances"]
            near = list(zip(distances[0] if distances else [], found["ids"][0], strict=True))
            missed = set(held) - set(found["ids"][0])
            return [*near, *((math.inf, one) for one in sorted(missed))]

    def ids(self, name: str, partition: int) -> list[str]:
        """Return the ids of a partition in a collection."""
        with self._using(name, "get"):
            return self._collection(name).get(where={_PARTITION: partition}, include=[])["ids"]

    def owners(self, name: str) -> dict[str, int]:
        """Return the partition of each id in a collection."""
        with self._using(name, "get"):
            found = self._collection(name).get(include=["metadatas"])
        told = zip(found["ids"], found["metadatas"] or (), strict=True)
        return {memory_id: int(str(metadata[_PARTITION])) for memory_id, metadata in told}

    def walk(self, name: str) -> Iterator[tuple[str, int, Vector | None]]:
        """Return each id of a collection with its partition (0: none) and vector.

        A collection that is not there, or is dropped meanwhile, is empty.
        """
        found = self._get(name, include=["metadatas"])
        told = zip(found["ids"], found["metadatas"] or (), strict=True) if found else ()
        owners = {one: (metadata or {}).get(_PARTITION, 0) for one, metadata in told}
        ids = list(owners)
        for at in range(0, len(ids), CHUNK):
            part = ids[at : at + CHUNK]
            page = self._get(name, ids=part, include=["embeddings"])
            rows = np.asarray(page["embeddings"], dtype=np.float32) if page else ()
            vectors = dict(zip(page["ids"], rows, strict=True)) if page else {}
            yield from ((one, int(str(owners[one])), vectors.get(one)) for one in part)

    def copy(self, source: str, target: str, owners: Mapping[str, int]) -> None:
        """Write vectors, given as ids with their partitions, into another collection as well."""
        ids = list(owners)
        for at in range(0, len(ids), CHUNK):
            with self._using(source, "get"):
                found = self._collection(source).get(
                    ids=ids[at : at + CHUNK], include=["embeddings"]
                )
            vectors = np.asarray(found["embeddings"], dtype=np.float32)
            self.upsert(target, found["ids"], [owners[one] for one in found["ids"]], vectors)

    def size(self, name: str) -> int:
        """Return how many vectors a collection holds."""
        with self._using(name, "count"):
            return self._collection(name).count()

    def taken(self, name: str) -> int:
        """Return how many vectors a collection keeps, with removed ones where that can be told.

        A removed vector stays in its index's memory and files as long as the collection.
        """
        folder = self._index_folder(name)
        with mapped("chroma", "count", OSError):
            saved = 0 if folder is None else hnsw.taken(folder)
        return max(saved, self.size(name))

    def names(self) -> list[str]:
        """Return the collections there are. Unlike their sizes, that loads none of them."""
        with self._mapped("list"):
            return [collection.name for collection in self._all()]

    def sizes(self) -> dict[str, int]:
        """Return how many vectors each collection holds."""
        return {name: self.size(name) for name in self.names()}

    def drop(self, name: str) -> None:
        """Remove a collection, if it is there, with its files, which Chroma would leave."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415 - chromadb loads on first use

        with self._mapped("drop"):
            client = self._open()
            folder = self._index_folder(name)
            if name in self._collections and folder is not None:
                self._dropped += _held(folder)
            with suppress(NotFoundError):
                client.delete_collection(name)
            self._collections.pop(name, None)
            self._folders.pop(name, None)
        if folder is not None:
            with self._occupancy.alone(), mapped("chroma", "drop", OSError):
                self._blanked.pop(folder, None)
                if folder.exists():
                    shutil.rmtree(folder)

    def sync(self, name: str) -> None:
        """See to it that a collection is on the disk: Chroma leaves that to the system."""
        folder = self._index_folder(name)
        kept = [] if folder is None or not folder.exists() else [*folder.iterdir(), folder]
        with mapped("chroma", "sync", OSError):
            for path in [*kept, *self._folder.glob(f"{DATABASE}*"), self._folder]:
                with suppress(FileNotFoundError):
                    sync(path)

    def erase(self) -> None:
        """Remove every file: dropped collections alone would leave their vectors in free pages."""
        with self._alone("erase"), mapped("chroma", "erase", OSError):
            if self._folder.exists():
                shutil.rmtree(self._folder)

    def scrub(self) -> None:
        """Remove what dropped collections leave: their files, and free pages of the database."""
        file = self._folder / DATABASE
        with self._alone("scrub"), mapped("chroma", "scrub", OSError, sqlite3.Error):
            if not file.exists():
                return
            connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
            with closing(connection):
                kept = {row[0] for row in connection.execute("SELECT id FROM segments")}
                for child in self._folder.iterdir():
                    if child.is_dir() and child.name not in kept:
                        shutil.rmtree(child)
                    elif child.is_dir():
                        hnsw.blank(child)
                connection.execute("VACUUM")

    def refresh(self) -> None:
        """See what another process has written: an open client never does."""
        with self._alone("refresh"):
            pass

    def release(self) -> None:
        """Free what the client holds of collections that nobody needs any more, where that is much.

        It never gives an index back by itself: not that of a dropped collection, nor one that was read
        to be written to. Whatever is used again is read again, some 20 ms for each collection, so
        those that are searched are left in peace until the others take more than they do.
        """
        held = {name: _held(folder) for name, folder in dict(self._folders).items()}
        searched = sum(held.get(name, 0) for name in self._searched)
        written = sum(held.values()) - searched
        if self._dropped > DROPPED or written > max(WRITTEN, searched):
            self.refresh()

    def close(self) -> None:
        """Release files and memory."""
        with self._alone("close"):
            self._closed = True

    def _get(
        self, name: str, *, include: "Include", ids: list[str] | None = None
    ) -> "GetResult | None":
        """Read from a collection; None where it is not there any more."""
        from chromadb.errors import ChromaError  # noqa: PLC0415 - chromadb loads on first use

        with self._using(name, "get"):
            try:
                return self._collection(name).get(ids=ids, include=include)
            except ChromaError as error:
                if not _is_gone(error):
                    raise
                return None

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
                self._client = self._connect()
            return self._client

    def _connect(self) -> "Client":
        return _started(self._folder)

    @contextmanager
    def _alone(self, operation: str) -> Generator[None]:
        """Wait for the calls under way, release the files, and keep others out meanwhile."""
        from chromadb.errors import ChromaError  # noqa: PLC0415 - chromadb loads on first use

        with self._occupancy.alone(), self._lock:
            self._collections.clear()
            self._folders.clear()
            self._searched.clear()
            self._blanked.clear()
            if self._client is not None:
                with mapped("chroma", operation, ChromaError, *FOREIGN):
                    self._client.close()
                self._client = None
                self._dropped = 0
                # The next client has other threads, which would not be given what these freed.
                give_back()
            yield

    @contextmanager
    def _using(self, name: str, operation: str) -> Generator[None]:
        """Use a collection; what that has saved of this process's memory is blanked after it."""
        try:
            with telling(name), self._mapped(operation):
                yield
        finally:
            if not self._read_only:
                with mapped("chroma", "blank", OSError, sqlite3.Error):
                    self._blank(name)

    def _blank(self, name: str) -> None:
        """Blank an index that was saved since the last time; see `hnsw`."""
        folder = self._index_folder(name) if name in self._collections else None
        if folder is not None and self._blanked.get(folder) != hnsw.saved_at(folder):
            with self._occupancy.alone():
                if hnsw.blank(folder):
                    self._blanked[folder] = hnsw.saved_at(folder)

    def _index_folder(self, name: str) -> Path | None:
        """Return where a collection's index has its files, or None where there is no such."""
        if name not in self._folders:
            file = f"{(self._folder / DATABASE).absolute().as_uri()}?mode=ro"
            query = """
                SELECT segments.id FROM segments
                JOIN collections ON collections.id = segments.collection
                WHERE collections.name = ? AND segments.scope = 'VECTOR'"""
            with (
                mapped("chroma", "look up", sqlite3.Error),
                closing(sqlite3.connect(file, timeout=BUSY_SECONDS, uri=True)) as opened,
            ):
                for (segment,) in opened.execute(query, (name,)):
                    self._folders[name] = self._folder / segment
        return self._folders.get(name)

    @contextmanager
    def _mapped(self, operation: str) -> Generator[None]:
        from chromadb.errors import ChromaError  # noqa: PLC0415 - chromadb loads on first use

        with self._occupancy.shared(), mapped("chroma", operation, ChromaError, *FOREIGN):
            yield


def _held(folder: Path) -> int:
    """Return the bytes that an index takes in memory, about."""
    try:
        return INDEX + sum(file.stat().st_size for file in folder.iterdir())
    except FileNotFoundError:  # it was not saved yet
        return INDEX


def _is_gone(error: "ChromaError") -> bool:
    """Tell whether a collection is not there, or is being dropped: its segments go first."""
    from chromadb.errors import NotFoundError  # noqa: PLC0415 - chromadb loads on first use

    return isinstance(error, NotFoundError) or DROPPING in str(error)


@contextmanager
def telling(collection: str) -> Generator[None]:
    """Raise DamagedError where an error says that a collection's index files are damaged."""
    try:
        yield
    except StoreError as error:
        if not any(sign in str(error) for sign in BROKEN):
            raise
        damaged = DamagedError(str(error), store=error.store, operation=error.operation)
        damaged.collection = collection
        raise damaged from error


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


@cache
def _first() -> Opener:
    """Return who was the first to use Chroma's own code; a fork hands that on."""
    return Opener()


def check_forked() -> None:
    """Refuse where this process was forked from one that has used Chroma's own code.

    Raises:
        StoreError: its threads are not here, so that whoever writes would wait for ever.
    """
    if _first.cache_info().currsize and not _first().is_here:
        raise StoreError(
            f"process {_first().process}, from which this one was forked, has used Chroma, whose "
            "threads are not here; fork before a store is used, or spawn processes",
            store="chroma",
            operation="open",
        )


def _started(folder: Path) -> "Client":
    """Start a client.

    Raises:
        StoreError: this process was forked from one that has done so, and would wait for ever.
    """
    from chromadb.api.client import Client  # noqa: PLC0415 - chromadb loads on first use
    from chromadb.api.shared_system_client import SharedSystemClient  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    _first()
    check_forked()
    settings = Settings(
        is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False
    )
    try:
        return Client(settings=settings)
    except Exception:
        # What chromadb could not start it keeps, and gives to whoever opens the folder next.
        if str(folder) not in SharedSystemClient._identifier_to_refcount:  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
            SharedSystemClient._identifier_to_system.pop(str(folder), None)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
        raise


def _configuration() -> "CreateCollectionConfiguration":
    """Configure a collection.

    With Chroma's own thresholds of 1,000 the write-ahead queue that all collections share,
    and that has no index by collection, is hardly ever purged, and each query scans it.
    """
    return {
        "hnsw": {"space": "cosine", "ef_search": 400, "sync_threshold": SYNC, "batch_size": SYNC}
    }
