"""Nearest neighbours in an embedded Chroma: buckets for small partitions, an own home for large.

It is a projection: it can lag, be dropped and be filled anew, and the ledger confirms the
scope of every candidate. One process writes; `read_only` works beside it, in any process.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from octomem.errors import StoreClosedError, StoreError
from octomem.stores.chroma import Chroma
from octomem.stores.homes import Home, Homes
from octomem.stores.placement import (
    BUCKET_CAPACITY,
    OWN_FROM,
    is_bucket,
    leaver,
    place,
    relocate,
)
from octomem.stores.seams import Change, Vector

HOMES = "homes.sqlite"
"""The file beside Chroma's that says where each partition lives."""
MARGIN = 50
"""Neighbours asked for beyond the limit, for the search is approximate."""


class ChromaIndex:
    """A VectorIndex in one folder. Safe for any thread; nothing is opened before first use.

    Args:
        path: The folder; made by the first write.
        read_only: Search only, beside the process that writes.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._chroma = Chroma(path, read_only=read_only)
        self._lock = threading.RLock()
        self._opened: Homes | None = None
        self._sizes: dict[str, int] = {}
        self._generation = 0
        self._closed = False

    def apply(self, changes: Sequence[Change]) -> None:
        """Follow the ledger. A change without a vector removes the memory."""
        with self._lock:
            homes = self._writable("apply")
            for home in homes.unfinished():
                self._finish_move(homes, home)
            for partition, vectors in _by_partition(changes).items():
                self._follow(homes, partition, vectors)
            homes.advance()

    def search(self, partition: int, vector: Vector, limit: int) -> list[str]:
        """Return up to `limit` memory ids of the partition, nearest first."""
        if not self._read_only:
            return self._search(self._homes(), partition, vector, limit)
        with self._lock:
            return self._search(self._refreshed(), partition, vector, limit)

    def count(self) -> int:
        """Return how many vectors the index holds."""
        with self._lock:
            homes = self._refreshed() if self._read_only else self._homes()
            if homes is None:
                return 0
            twice = sum(self._copied_already(home) for home in homes.unfinished())
            return sum(self._chroma.sizes().values()) - twice

    def reset(self) -> None:
        """Drop everything; interrupted, what is left is still found, and a repeat drops it."""
        with self._lock:
            homes = self._writable("reset")
            for name in self._chroma.sizes():
                self._drop(name)
            homes.clear()
            homes.advance()

    def close(self) -> None:
        """Release files and memory; a second call does nothing."""
        with self._lock:
            self._closed = True
            self._chroma.close()
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _search(self, homes: Homes | None, partition: int, vector: Vector, limit: int) -> list[str]:
        home = homes.get(partition) if homes is not None else None
        if home is None or limit < 1:
            return []
        found = [
            hit
            for name in home.collections
            for hit in self._chroma.query(name, partition, vector, limit + MARGIN)
        ]
        # While a move is unfinished an id can be in both collections.
        return list(dict.fromkeys(memory_id for _, memory_id in sorted(found)))[:limit]

    def _follow(self, homes: Homes, partition: int, vectors: Mapping[str, Vector | None]) -> None:
        gone = [memory_id for memory_id, vector in vectors.items() if vector is None]
        kept = {name: vector for name, vector in vectors.items() if vector is not None}
        home = homes.get(partition)
        if home is None:
            if not kept:
                return
            home = homes.settle(partition, place(partition, len(kept), self._sizes))
        if gone:
            self._chroma.delete(home.collection, gone)
        if kept:
            homes.resize(partition, home.ceiling + len(kept))
            rows = np.stack(list(kept.values()))
            self._chroma.upsert(home.collection, partition, list(kept), rows)
        self._sizes[home.collection] = self._chroma.size(home.collection)
        if not kept:
            self._vacate(homes, home)
        elif is_bucket(home.collection):
            self._make_room(homes, home, home.ceiling + len(kept))

    def _vacate(self, homes: Homes, home: Home) -> None:
        """Give up a home that nothing is left in."""
        if is_bucket(home.collection):
            if not self._chroma.ids(home.collection, home.partition):
                homes.remove(home.partition)
        elif not self._sizes[home.collection]:
            self._drop(home.collection)
            homes.remove(home.partition)

    def _make_room(self, homes: Homes, home: Home, ceiling: int) -> None:
        """Move a partition out of its bucket where it, or the bucket, has grown too large."""
        if ceiling >= OWN_FROM:
            self._move_if(homes, home.partition, home.collection, at_least=OWN_FROM)
        if self._sizes[home.collection] > BUCKET_CAPACITY:
            members = homes.members(home.collection)
            self._move_if(homes, leaver(members), home.collection, at_least=1)

    def _move_if(self, homes: Homes, partition: int, source: str, *, at_least: int) -> None:
        size = len(self._chroma.ids(source, partition))
        homes.resize(partition, size)
        if size >= at_least:
            homes.leave(partition, relocate(partition, size, source, self._sizes))
            moving = homes.get(partition)
            if moving is not None:
                self._finish_move(homes, moving)

    def _finish_move(self, homes: Homes, home: Home) -> None:
        """Copy what is still to be copied, then empty the old place; repeatable at any point."""
        if home.leaving is None:
            return
        ids = self._chroma.ids(home.leaving, home.partition)
        self._chroma.copy(home.leaving, home.collection, home.partition, ids)
        self._chroma.delete(home.leaving, ids)
        homes.arrive(home.partition)
        for name in (home.leaving, home.collection):
            self._sizes[name] = self._chroma.size(name)

    def _copied_already(self, home: Home) -> int:
        """Count the ids that an unfinished move has left in two collections."""
        one, other = (set(self._chroma.ids(name, home.partition)) for name in home.collections)
        return len(one & other)

    def _drop(self, collection: str) -> None:
        self._chroma.drop(collection)
        self._sizes.pop(collection, None)

    def _writable(self, operation: str) -> Homes:
        if self._read_only:
            raise StoreClosedError("it is open read-only", store="chroma", operation=operation)
        homes = self._homes()
        if homes is None:
            homes = self._create()
        return homes

    def _homes(self) -> Homes | None:
        """Open what is there; None where nothing has been written yet."""
        with self._lock:
            if self._closed:
                raise StoreClosedError("the index was closed", store="chroma", operation="open")
            file = self._path / HOMES
            if self._opened is None and file.is_file():
                self._opened = Homes(file, read_only=self._read_only)
                if not self._read_only:
                    self._sizes = self._chroma.sizes()
            return self._opened

    def _create(self) -> Homes:
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError.of(error, store="chroma", operation="open") from error
        self._sizes = self._chroma.sizes()
        if self._sizes:
            raise StoreError(
                f"{HOMES!r} is missing from {str(self._path)!r}, so nobody knows whose vectors"
                " are where; delete the folder and rebuild the index",
                store="chroma",
                operation="open",
            )
        self._opened = Homes(self._path / HOMES)
        return self._opened

    def _refreshed(self) -> Homes | None:
        """See what the writing process has written since the last look."""
        homes = self._homes()
        if homes is not None:
            generation = homes.generation()
            if generation != self._generation:
                self._chroma.refresh()
                self._generation = generation
        return homes


def _by_partition(changes: Sequence[Change]) -> dict[int, dict[str, Vector | None]]:
    """Return the last vector of each memory, by partition."""
    wanted: dict[int, dict[str, Vector | None]] = {}
    for change in changes:
        vector = None if change.memory is None else change.vector
        wanted.setdefault(change.partition, {})[change.memory_id] = vector
    return wanted
