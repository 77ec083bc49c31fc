"""Nearest neighbours in an embedded Chroma: buckets for small partitions, an own home for large.

It is a projection: it can lag, be dropped and be filled anew, and the ledger confirms the
scope of every candidate. One process writes; `read_only` works beside it, in any process.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import islice
from pathlib import Path

import numpy as np

from octomem.errors import StoreClosedError, StoreError, StoreUnavailableError
from octomem.stores.beside import Beside
from octomem.stores.chroma import CHUNK, Chroma, DamagedError
from octomem.stores.chroma_server import ChromaAddress, ServerChroma
from octomem.stores.homes import FileHomes, Home, Homes
from octomem.stores.mapped import is_damaged, mapped
from octomem.stores.placement import (
    BUCKET_CAPACITY,
    OWN_FROM,
    is_bucket,
    leaver,
    new_bucket,
    place,
    relocate,
)
from octomem.stores.seams import Change, Held, Vector
from octomem.telemetry import counted, event, traced

FOLDER = "chroma"
"""Chroma's own folder inside the index's."""
HOMES = "homes.sqlite"
"""The file beside it that says where each partition lives."""
MARGIN = 50
"""Neighbours asked for beyond the limit, for the search is approximate."""

BESIDE = 4
"""Collections that are written before it is looked how much memory they take."""

PATIENCE = 3.0
"""Seconds that a search waits at most while another process writes the files."""
PAUSES = (0.01, 0.05)
"""Seconds after which a search that failed is tried again: it may have met a removal."""
LOOKED = 20
"""Searches by which it is found out whether a collection that may be torn can be read."""
WAIT = 30.0
"""Seconds that a batch waits at most while other processes read them."""

Source = Callable[[Sequence[int]], Iterable[tuple[int, Mapping[str, Vector]]]]
"""Gives the vectors that partitions have in the ledger, by memory id: any number of portions, each
of one partition."""

_Vectors = dict[str, Vector | None]
"""What becomes of memories: a vector by id, None for one that goes."""


class ChromaIndex:
    """A VectorIndex in one folder. Safe for any thread; nothing is opened before first use.

    Chroma writes an index's files in place: of a process that is killed meanwhile they are left torn,
    and torn files can end whoever opens them. So it is noted which collections are written, and one
    that was not written to the end is never opened again, but dropped and filled from the ledger.

    Args:
        path: The folder; made by the first write.
        source: Where vectors come from that were lost.
        read_only: Search only, beside the process that writes.
        server: Keep the collections there; where each partition lives stays in the folder.
        homes: Where partitions live, for a server that several processes write, one at a time.
    """

    def __init__(
        self,
        path: Path,
        source: Source,
        *,
        read_only: bool = False,
        server: ChromaAddress | None = None,
        homes: Homes | None = None,
    ) -> None:
        self._path = path
        self._source = source
        self._read_only = read_only
        folder = path / FOLDER
        self._chroma = (
            Chroma(folder, read_only=read_only)
            if server is None
            else ServerChroma(server, folder, read_only=read_only)
        )
        self._lock = threading.RLock()
        """Held by whoever writes."""
        self._guard = threading.Lock()
        """Held while it is found out, or changed, what is open: a search waits for no batch."""
        self._beside = Beside(path, PATIENCE, WAIT)
        self._torn: frozenset[str] = frozenset()
        """Collections that a process began to write and did not end: none may be opened."""
        self._suspects: dict[str, Vector | None] = {}
        """Collections that may be torn: their server went away while it wrote them, or this vector could not be
        searched for. They are looked at before the next batch."""
        self._opened = homes
        self._shared = homes is not None
        self._sizes: dict[str, int] = {}
        self._sized = False
        """Whether the sizes are those of now."""
        self._generation = 0
        self._closed = False

    @traced("octomem.vector_index.apply")
    def apply(self, changes: Sequence[Change]) -> None:
        """Follow the ledger. A change without a vector removes the memory."""
        wanted = _by_partition(changes)
        with self._writing("apply") as homes:
            self._mending(homes, lambda: self._apply(homes, wanted))

    def unfinished(self) -> bool:
        """Tell whether an earlier process left something that `apply` finishes, of no changes too."""
        homes = self._homes()
        if homes is None or self._read_only:
            return False
        marks = self._marks(homes)
        noted = marks is not None and marks.begun()
        return bool(noted or self._suspects or homes.unfinished())

    @traced("octomem.vector_index.search", counted)
    def search(self, partition: int, vector: Vector, limit: int) -> list[str]:
        """Return up to `limit` memory ids of the partition, nearest first.

        Raises:
            StoreError: what the partition had here was lost, and is not filled anew yet.
        """
        if not self._shared and not self._read_only:
            homes = self._homes()
            home = None if homes is None else homes.get(partition)
            return self._search(homes, home, vector, limit)
        if self._shared:
            return self._search(*self._looked(partition), vector, limit)
        with self._reading(), self._lock:
            return self._search(*self._looked(partition), vector, limit)

    def count(self) -> int:
        """Return how many vectors the index holds."""
        with self._reading(), self._lock:
            homes = self._refreshed() if self._read_only else self._homes()
            if homes is None:
                return 0
            twice = sum(self._copied_already(home) for home in homes.unfinished())
            sound = [name for name in self._chroma.names() if name not in self._torn]
            return sum(self._chroma.size(name) for name in sound) - twice

    def walk(self) -> Iterator[Held]:
        """Return every vector there is; one that an unfinished move has in two places, once.

        A collection that is dropped meanwhile is passed over, and so is one that was not written
        to the end.
        """
        with self._reading(), self._lock:
            homes = self._refreshed() if self._read_only else self._homes()
            names = [] if homes is None else self._chroma.names()
        moving: set[str] = set()
        for name in names:
            held = self._chroma.walk(name)
            while portion := self._portion(name, held):
                for memory_id, partition, vector in portion:
                    home = None if homes is None else homes.get(partition)
                    if home is not None and home.leaving is not None:
                        if memory_id in moving:
                            continue
                        moving.add(memory_id)
                    reachable = home is not None and name in home.collections
                    yield Held(memory_id, partition, vector, name, reachable)

    def erase(self, partitions: Collection[int]) -> None:
        """Remove partitions so that no byte of their vectors stays on the disk.

        A removed vector stays in its collection's files, so every collection in which the
        partitions ever lived is dropped; whoever else lives there moves out first.
        Interrupted, it can be repeated.
        """
        if not self._shared and not self._path.exists():
            return
        with self._writing("erase") as homes:
            self._mending(homes, lambda: self._erase(homes, partitions))

    def reset(self) -> None:
        """Drop everything, so that no byte of it stays; interrupted, it can be repeated.

        It works on what is damaged too: it reads nothing that it does not need.
        """
        with self._alone("reset"):
            self._chroma.erase()
            self._sizes.clear()
            self._torn = frozenset()
            self._suspects.clear()
            try:
                self._clear()
            except StoreError as error:
                if not is_damaged(error.__cause__):
                    raise
                self._remove_homes()
                self._clear()

    def close(self) -> None:
        """Release files and memory; a second call does nothing."""
        with self._lock:
            self._closed = True
            self._chroma.close()
            self._close_homes()

    def _apply(self, homes: Homes, wanted: Mapping[int, _Vectors]) -> None:
        moving = self._finish_moves(homes)
        settled = self._settle(homes, wanted)
        self._write(homes, settled, wanted)
        homes.note(
            {
                partition: home.ceiling + _kept(wanted[partition])
                for partition, home in settled.items()
            }
        )
        for partition in settled:
            self._tidy(homes, partition, emptied=not _kept(wanted[partition]))
        left = {home.leaving for home in moving} | {one.collection for one in settled.values()}
        for name in left:
            if name is not None and is_bucket(name):
                self._clear_out(homes, name)

    def _erase(self, homes: Homes, partitions: Collection[int]) -> None:
        for home in homes.unfinished():
            self._finish_move(homes, home)
        tainted = homes.lived(partitions)
        for name in tainted:
            self._abandon(homes, name, partitions)
        self._chroma.scrub()
        homes.erase(partitions, tainted)
        homes.note({})
        # Nothing is forgotten later because somebody else's vectors cannot be filled anew now.
        with suppress(StoreError):
            self._finish_moves(homes)

    def _mending(self, homes: Homes, work: Callable[[], None]) -> None:
        """Do something with sound collections: one that turns out to be damaged is filled anew.

        It is opened anew first, for not everything that Chroma cannot do comes of the files.
        """
        tried: Counter[str] = Counter()
        while True:
            try:
                self._size_up(homes)
                work()
            except DamagedError as error:
                tried[error.collection] += 1
                if tried[error.collection] == 1:
                    self._chroma.refresh()
                elif tried[error.collection] == 2:
                    self._lose(homes, error.collection)
                else:
                    raise
            else:
                break
        self._chroma.release()
        self._written(homes)

    def _lose(self, homes: Homes, name: str) -> None:
        """Drop a collection unread, and note whose vectors are to come from the ledger."""
        homes.lose(name)
        self._chroma.drop(name)
        self._sizes.pop(name, None)
        event("warning", "index.lost", collection=name)

    def _can_be_read(self, name: str, vector: Vector | None) -> bool:
        """Tell whether a collection answers, while nobody removes anything from it."""
        try:
            held = [one for _, _, one in islice(self._chroma.walk(name), CHUNK) if one is not None]
            asked = [*held[:: max(1, len(held) // LOOKED)], *([] if vector is None else [vector])]
            for one in asked:
                self._chroma.query(name, one, MARGIN, None)
        except DamagedError:
            return False
        return True

    def _marks(self, homes: Homes) -> FileHomes | None:
        """Return where it is noted what is written; None where a server writes its own files."""
        return homes if self._chroma.fragile and isinstance(homes, FileHomes) else None

    @contextmanager
    def _touching(self, homes: Homes, name: str) -> Generator[None]:
        """Write a collection's files; see the class for what becomes of one that is left in between."""
        marks = self._marks(homes)
        if marks is not None:
            marks.begin(name)
        try:
            yield
        except StoreUnavailableError:
            self._suspects[name] = None
            raise
        if marks is not None:
            self._chroma.sync(name)
            marks.end(name)

    def _finish_moves(self, homes: Homes) -> list[Home]:
        """Finish what an earlier process or call has left; return what was unfinished."""
        moving = homes.unfinished()
        lost: dict[str, list[int]] = {}
        for home in moving:
            if home.lost:
                lost.setdefault(home.collection, []).append(home.partition)
            else:
                self._finish_move(homes, home)
        filled = {name: self._fill(homes, name, partitions) for name, partitions in lost.items()}
        for counts in filled.values():
            for partition, count in counts.items():
                self._tidy(homes, partition, emptied=not count)
        return moving

    def _fill(self, homes: Homes, name: str, partitions: Sequence[int]) -> dict[int, int]:
        """Fill homes in a collection from the ledger, but for what an interrupted try has brought.

        Returns how many vectors each partition has now.
        """
        owners = self._chroma.owners(name)
        counts = dict.fromkeys(partitions, 0)
        counts |= {one: n for one, n in Counter(owners.values()).items() if one in counts}
        for partition, portion in self._source(partitions):
            vectors = {one: row for one, row in _alike(portion).items() if one not in owners}
            if vectors:
                with self._touching(homes, name):
                    rows = np.stack([*vectors.values()])
                    self._chroma.upsert(name, list(vectors), [partition] * len(vectors), rows)
                counts[partition] += len(vectors)
        self._sizes[name] = self._chroma.size(name)
        homes.note(counts)
        homes.arrive(counts)
        event("info", "index.filled", collection=name, vectors=sum(counts.values()))
        return counts

    def _search(
        self, homes: Homes | None, home: Home | None, vector: Vector, limit: int
    ) -> list[str]:
        found: list[tuple[float, str]] = []
        searched: tuple[str, ...] = ()
        while homes is not None and home is not None and limit > 0:
            if home.collections == searched:
                break
            if home.lost or home.collections[0] in self._torn:
                raise StoreError(
                    "what a partition had here was not written to the end; the next process that "
                    "writes fills it anew",
                    store="chroma",
                    operation="search",
                )
            # Again where the partition moved meanwhile: its old collection may be dropped.
            searched = home.collections
            found = [
                hit
                for name in searched
                if name not in self._torn
                for hit in self._query(
                    name, vector, limit + MARGIN, home.partition if is_bucket(name) else None
                )
            ]
            home = homes.get(home.partition)
        # While a move is unfinished an id can be in both collections.
        return list(dict.fromkeys(memory_id for _, memory_id in sorted(found)))[:limit]

    def _query(
        self, name: str, vector: Vector, limit: int, partition: int | None
    ) -> list[tuple[float, str]]:
        """Ask a collection; what it fails at again and again is suspicious, and filled anew."""
        for pause in PAUSES:
            with suppress(DamagedError):
                return self._chroma.query(name, vector, limit, partition)
            time.sleep(pause)
        try:
            return self._chroma.query(name, vector, limit, partition)
        except DamagedError:
            if not self._read_only:
                self._suspects[name] = vector
            raise

    def _settle(self, homes: Homes, wanted: Mapping[int, _Vectors]) -> dict[int, Home]:
        """Return the partitions' homes; one that has none and gets vectors is given one."""
        found = {partition: homes.get(partition) for partition in wanted}
        places: dict[int, str] = {}
        for partition, home in found.items():
            expected = _kept(wanted[partition])
            if home is None and expected:
                name = places[partition] = place(partition, expected, self._sizes)
                self._sizes[name] = self._sizes.get(name, 0) + expected
                found[partition] = Home(partition, name, 0, None)
        if places:
            homes.settle(places)
        return {partition: home for partition, home in found.items() if home is not None}

    def _write(
        self, homes: Homes, settled: Mapping[int, Home], wanted: Mapping[int, _Vectors]
    ) -> None:
        """Write what is wanted, with one call per collection and kind of change."""
        collections: dict[str, list[int]] = {}
        for partition, home in settled.items():
            collections.setdefault(home.collection, []).append(partition)
        for at, (name, partitions) in enumerate(collections.items(), 1):
            entries = [(one, *entry) for one in partitions for entry in wanted[one].items()]
            gone = [memory_id for _, memory_id, vector in entries if vector is None]
            kept = [
                (memory_id, one, vector) for one, memory_id, vector in entries if vector is not None
            ]
            with self._touching(homes, name):
                if gone:
                    self._chroma.delete(name, gone)
                if kept:
                    ids, owners, vectors = zip(*kept, strict=True)
                    self._chroma.upsert(name, ids, owners, np.stack(vectors))
            if gone or is_bucket(name):  # else nobody asks how much it holds
                self._sizes[name] = self._chroma.size(name)
            if at % BESIDE == 0:
                self._chroma.release()

    def _tidy(self, homes: Homes, partition: int, *, emptied: bool) -> None:
        """Give up a home nothing is left in; leave one that has grown too large."""
        home = homes.get(partition)
        if home is None:
            return
        if emptied:
            self._vacate(homes, home)
        elif is_bucket(home.collection):
            if home.ceiling >= OWN_FROM:
                self._move_if(homes, partition, home.collection, at_least=OWN_FROM)
            if self._sizes[home.collection] > BUCKET_CAPACITY:
                largest = leaver(homes.members(home.collection))
                self._move_if(homes, largest, home.collection, at_least=1)

    def _vacate(self, homes: Homes, home: Home) -> None:
        if is_bucket(home.collection):
            if not self._chroma.ids(home.collection, home.partition):
                homes.remove(home.partition)
        elif not self._sizes[home.collection]:
            self._chroma.drop(home.collection)
            del self._sizes[home.collection]
            homes.remove(home.partition)

    def _move_if(self, homes: Homes, partition: int, source: str, *, at_least: int) -> None:
        size = len(self._chroma.ids(source, partition))
        homes.note({partition: size})
        if size >= at_least:
            homes.leave({partition: relocate(partition, size, source, self._sizes)})
            moving = homes.get(partition)
            if moving is not None:
                self._finish_move(homes, moving)

    def _clear_out(self, homes: Homes, name: str) -> None:
        """Drop a bucket that nobody lives in, or that keeps more removed vectors than it may hold.

        Chroma keeps removed vectors in memory, on the disk and in the way of every search.
        """
        if not homes.members(name):
            self._give_up(homes, name)
        elif self._chroma.taken(name) - self._sizes[name] > BUCKET_CAPACITY:
            self._abandon(homes, name, ())
            homes.erase((), [name])

    def _give_up(self, homes: Homes, name: str) -> None:
        self._chroma.drop(name)
        self._sizes.pop(name, None)
        homes.erase((), [name])

    def _abandon(self, homes: Homes, name: str, erased: Collection[int]) -> None:
        """Drop a collection once all that lives there and stays has a new home."""
        lost = {home.partition for home in homes.unfinished() if home.lost}
        members = {one: size for one, size in homes.members(name).items() if one not in erased}
        self._sizes.pop(name, None)
        homes.lose_elsewhere(
            {one: place(one, members[one], self._sizes) for one in members.keys() & lost}
        )
        staying = members.keys() - lost
        if staying:
            target = new_bucket({**self._sizes, name: 0})
            homes.leave(dict.fromkeys(staying, target))
            owners = self._chroma.owners(name)
            kept = {one: owner for one, owner in owners.items() if owner in staying}
            with self._touching(homes, target):
                self._chroma.copy(name, target, kept)
            self._sizes[target] = self._chroma.size(target)
            homes.note({})
            homes.arrive(staying)
        self._chroma.drop(name)

    def _finish_move(self, homes: Homes, home: Home) -> None:
        """Copy what is still to be copied, then empty the old place; repeatable at any point."""
        if home.leaving is None or home.lost:
            return
        if ids := self._chroma.ids(home.leaving, home.partition):
            with self._touching(homes, home.collection):
                self._chroma.copy(home.leaving, home.collection, dict.fromkeys(ids, home.partition))
            # What is left is not touched before all is where it goes, so that a search finds it there.
            with self._touching(homes, home.leaving):
                self._chroma.delete(home.leaving, ids)
        homes.arrive([home.partition])
        for name in (home.leaving, home.collection):
            self._sizes[name] = self._chroma.size(name)

    def _copied_already(self, home: Home) -> int:
        """Count the ids that an unfinished move has left in two collections."""
        if home.lost or not self._torn.isdisjoint(home.collections):
            return 0
        one, other = (set(self._chroma.ids(name, home.partition)) for name in home.collections)
        return len(one & other)

    def _clear(self) -> None:
        homes = self._make_homes()
        homes.clear()
        homes.note({})
        self._written(homes)

    def _remove_homes(self) -> None:
        self._close_homes()
        with mapped("chroma", "reset", OSError):
            for file in self._path.glob(f"{HOMES}*"):
                file.unlink()

    def _close_homes(self) -> None:
        with self._guard:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _check_writes(self, operation: str) -> None:
        if self._read_only:
            raise StoreClosedError("it is open read-only", store="chroma", operation=operation)

    @contextmanager
    def _alone(self, operation: str) -> Generator[None]:
        """Keep other processes from reading, and other threads from writing."""
        self._check_writes(operation)
        if self._chroma.fragile:
            self._make_folder()
        with self._beside.writing() if self._chroma.fragile else nullcontext(), self._lock:
            yield

    @contextmanager
    def _writing(self, operation: str) -> Generator[Homes]:
        """Write alone; what was not written to the end is lost first.

        After a failure Chroma is opened anew: of a client that once met a full disk the next call may
        never return, with every thread of the process waiting for it.
        """
        with self._alone(operation):
            try:
                yield self._begun()
            except StoreError:
                self._chroma.refresh()
                raise

    def _begun(self) -> Homes:
        """Return the homes, to be written; what is not whole is dropped."""
        homes = self._refreshed() if self._shared else self._homes()
        if homes is None:
            homes = self._create()
        marks = self._marks(homes)
        if marks is not None:
            for name in marks.begun():
                self._lose(homes, name)
                marks.end(name)
            self._torn = frozenset()
        for name, vector in list(self._suspects.items()):
            if not self._can_be_read(name, vector):
                self._lose(homes, name)
            self._suspects.pop(name, None)
        return homes

    def _reading(self) -> AbstractContextManager[None]:
        """Keep another process from writing meanwhile; this one's own writes do no harm."""
        kept_out = self._read_only and self._chroma.fragile
        return self._beside.reading() if kept_out else nullcontext()

    def _portion(
        self, name: str, held: Iterator[tuple[str, int, Vector | None]]
    ) -> list[tuple[str, int, Vector | None]]:
        """Return the next vectors of a collection, read in one piece; none at its end."""
        with self._reading(), self._lock:
            if self._read_only:
                self._refreshed()
            return [] if name in self._torn else list(islice(held, CHUNK))

    def _size_up(self, homes: Homes) -> None:
        """Count what is in each bucket, once, and give up those that nobody lives in.

        Counting a collection loads it: that of a partition is left until it is written.
        """
        if self._sized:
            return
        names = self._chroma.names()
        if self._shared and names and not homes.generation():
            raise self._unknown("the ledger's server")
        left = {home.leaving for home in homes.unfinished()}
        self._sizes = {}
        for name in filter(is_bucket, names):
            if name in left or homes.members(name):
                self._sizes[name] = self._chroma.size(name)
            else:
                self._give_up(homes, name)
        self._sized = True

    def _homes(self) -> Homes | None:
        """Open what is there; None where nothing has been written yet."""
        with self._guard:
            if self._closed:
                raise StoreClosedError("the index was closed", store="chroma", operation="open")
            file = self._path / HOMES
            if self._opened is None and file.is_file():
                self._opened = FileHomes(file, read_only=self._read_only)
                self._look_for_torn(self._opened)
            return self._opened

    def _create(self) -> Homes:
        self._make_folder()
        if self._chroma.names():
            raise self._unknown(str(self._path))
        return self._make_homes()

    def _make_homes(self) -> Homes:
        with self._guard:
            if self._opened is None:
                self._opened = FileHomes(self._path / HOMES)
            return self._opened

    def _unknown(self, where: str) -> StoreError:
        return StoreError(
            f"{HOMES!r} is missing from {where!r}, so nobody knows whose vectors are where; "
            "rebuild the index (`octomem rebuild`)",
            store="chroma",
            operation="open",
        )

    def _written(self, homes: Homes) -> None:
        """Remember that what is new was written here, so that nothing is to be looked up again."""
        if self._shared:
            self._generation = homes.generation()

    def _make_folder(self) -> None:
        with mapped("chroma", "open", OSError):
            self._path.mkdir(parents=True, exist_ok=True)

    def _refreshed(self) -> Homes | None:
        """See what another process has written since the last look."""
        with self._lock:
            homes = self._homes()
            if homes is not None:
                self._see(homes, homes.generation())
            return homes

    def _looked(self, partition: int) -> tuple[Homes | None, Home | None]:
        """See what another process has written since, and where a partition lives."""
        with self._lock:
            homes = self._homes()
            if homes is None:
                return None, None
            generation, home = homes.look(partition)
            self._see(homes, generation)
            return homes, home

    def _see(self, homes: Homes, generation: int) -> None:
        if self._read_only:
            self._look_for_torn(homes)
        if generation != self._generation:
            self._chroma.refresh()
            self._generation = generation
            self._sized = False

    def _look_for_torn(self, homes: Homes) -> None:
        """See which collections a process began to write and did not end."""
        marks = self._marks(homes)
        if marks is not None:
            self._torn = frozenset(marks.begun())


def _by_partition(changes: Sequence[Change]) -> dict[int, _Vectors]:
    """Return the last vector of each memory, by partition."""
    wanted: dict[int, _Vectors] = {}
    for change in changes:
        vector = None if change.memory is None else change.vector
        wanted.setdefault(change.partition, {})[change.memory_id] = vector
    return wanted


def _alike(vectors: Mapping[str, Vector]) -> dict[str, Vector]:
    """Return the vectors of the most frequent length: others are damaged, which `verify` says."""
    lengths = Counter(map(len, vectors.values()))
    length = max(lengths, key=lengths.__getitem__, default=0)
    return {name: one for name, one in vectors.items() if len(one) == length}


def _kept(vectors: _Vectors) -> int:
    return sum(vector is not None for vector in vectors.values())
