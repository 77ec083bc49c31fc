"""The layout of the Chroma index: moves, restarts, crashes and readers beside the writer."""

# Faults are set from within.
# pyright: reportPrivateUsage=false

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection
from tests.contracts.memories import memory, nowhere, put, remove, source_of

from octomem.errors import StoreClosedError, StoreError
from octomem.stores import hnsw, vectors
from octomem.stores.beside import Beside
from octomem.stores.chroma import Chroma, DamagedError, telling
from octomem.stores.homes import FileHomes
from octomem.stores.seams import Change, Vector
from octomem.stores.vectors import FOLDER, HOMES, ChromaIndex

READER = """
import json, sys
from pathlib import Path
import numpy as np
from octomem.stores.vectors import ChromaIndex
index = ChromaIndex(Path(sys.argv[1]), lambda _: (), read_only=True)
for line in sys.stdin:
    vector = np.array(json.loads(line), dtype=np.float32)
    print(json.dumps([index.count(), index.search(1, vector, 3)]), flush=True)
index.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


@pytest.fixture
def index(folder: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex(folder, nowhere)
    yield opened
    opened.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything happen with a hundredth of the vectors."""
    monkeypatch.setattr("octomem.stores.placement.BUCKET_CAPACITY", 20)
    monkeypatch.setattr("octomem.stores.placement.OWN_FROM", 10)
    monkeypatch.setattr(vectors, "BUCKET_CAPACITY", 20)
    monkeypatch.setattr(vectors, "OWN_FROM", 10)


def at(number: int) -> Vector:
    """Return a unit vector that is the further from `at(0)` the larger the number is."""
    angle = number / 1_000
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)


def points(partition: int, *numbers: int) -> list[Change]:
    return [put(memory(f"{partition}/{number}"), partition, at(number)) for number in numbers]


def ids(partition: int, *numbers: int) -> list[str]:
    return [f"{partition}/{number}" for number in numbers]


def layout(folder: Path) -> dict[str, int]:
    chroma = Chroma(folder / FOLDER, read_only=True)
    sizes = chroma.sizes()
    chroma.close()
    return sizes


@pytest.mark.usefixtures("small")
def test_small_partitions_share_a_bucket(index: ChromaIndex, folder: Path) -> None:
    """Three partitions of five vectors need one collection."""
    index.apply([change for partition in (1, 2, 3) for change in points(partition, *range(5))])

    assert {"bucket-1": 15} == layout(folder)
    assert ids(2, 0, 1, 2, 3, 4) == index.search(2, at(0), 9)


@pytest.mark.usefixtures("small")
def test_a_partition_that_outgrows_its_bucket_moves_out(index: ChromaIndex, folder: Path) -> None:
    """It is found completely afterwards, and its neighbours stay."""
    index.apply(points(1, *range(6)) + points(2, *range(6)))
    index.apply(points(1, *range(6, 12)))

    assert {"bucket-1": 6, "own-1": 12} == layout(folder)
    assert ids(1, *range(12)) == index.search(1, at(0), 20)
    assert ids(2, *range(6)) == index.search(2, at(0), 20)
    assert 18 == index.count()


@pytest.mark.usefixtures("small")
def test_rewriting_the_same_vectors_moves_nobody(index: ChromaIndex, folder: Path) -> None:
    """Only vectors that are there make a partition large."""
    for _ in range(5):
        index.apply(points(1, *range(6)))

    assert {"bucket-1": 6} == layout(folder)


@pytest.mark.usefixtures("small")
def test_an_overfull_bucket_loses_its_largest(index: ChromaIndex, folder: Path) -> None:
    """Partitions that grow together do not make a bucket large."""
    for partition in (1, 2, 3):
        index.apply(points(partition, *range(5)))
    for partition in (1, 2, 3):
        index.apply(points(partition, *range(5, 9)))

    assert all(size <= 20 for size in layout(folder).values())
    assert [9, 9, 9] == [len(index.search(partition, at(0), 20)) for partition in (1, 2, 3)]
    assert 27 == index.count()


@pytest.mark.usefixtures("small")
def test_an_emptied_collection_is_dropped(index: ChromaIndex, folder: Path) -> None:
    """A large partition that goes leaves no collection behind."""
    index.apply(points(1, *range(12)))
    index.apply([remove(name) for name in ids(1, *range(12))])

    assert {} == layout(folder)
    index.apply(points(1, 1))
    assert ids(1, 1) == index.search(1, at(0), 9)


@pytest.mark.usefixtures("small")
def test_a_bucket_that_everybody_left_is_dropped(index: ChromaIndex, folder: Path) -> None:
    """Chroma would keep every vector that ever lived there, in memory and on the disk."""
    index.apply(points(1, *range(100, 106)))
    index.apply(points(1, *range(106, 112)))

    assert {"own-1": 12} == layout(folder)
    kept = [child for child in (folder / FOLDER).iterdir() if child.is_dir()]
    assert 1 == len(kept)
    index.apply(points(2, 1))
    assert {"bucket-1": 1, "own-1": 12} == layout(folder)
    homes = FileHomes(folder / HOMES, read_only=True)
    assert [["own-1"], ["bucket-1"]] == [homes.lived([partition]) for partition in (1, 2)]
    homes.close()


@pytest.mark.usefixtures("small")
def test_a_deserted_bucket_of_an_older_store_is_dropped(folder: Path) -> None:
    """By the first write, without being loaded."""
    index = ChromaIndex(folder, nowhere)
    index.apply(points(1, *range(3)))
    index._chroma.upsert("bucket-7", ["9/9"], [9], at(0)[np.newaxis])
    index.close()
    again = ChromaIndex(folder, nowhere)
    again.apply(points(1, 3))
    again.close()

    assert {"bucket-1": 4} == layout(folder)


@pytest.mark.usefixtures("small")
def test_a_bucket_full_of_removed_vectors_is_left(index: ChromaIndex, folder: Path) -> None:
    """Those who live there move into a new one before the removed outnumber its room."""
    index.apply(points(1, *range(5)))
    for round_ in range(1, 60):
        index.apply([*points(2, round_ + 1), remove(f"2/{round_}")])

    (name,) = layout(folder)
    assert "bucket-1" != name
    assert {name: 6} == layout(folder)
    assert 30 > index._chroma.taken(name)
    assert ids(1, *range(5)) == index.search(1, at(0), 9)
    assert ids(2, 60) == index.search(2, at(0), 9)


@pytest.mark.usefixtures("small")
def test_what_was_dropped_does_not_stay_in_memory(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma's client keeps every index that it loaded, so it is opened anew after many."""
    monkeypatch.setattr("octomem.stores.chroma.DROPPED", 10_000_000)
    clients: list[object] = []
    for partition in range(1, 11):
        index.apply(points(partition, *range(9)))
        index.apply(points(partition, *range(9, 12)))
        if not clients or clients[-1] is not index._chroma._client:
            clients.append(index._chroma._client)

    assert 3 <= len([each for each in clients if each is not None]) < 10
    assert all(ids(one, *range(12)) == index.search(one, at(0), 20) for one in range(1, 11))


@pytest.mark.usefixtures("small")
def test_what_was_only_written_does_not_stay_in_memory(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client is opened anew after many; those that are searched stay until others take more."""
    monkeypatch.setattr("octomem.stores.chroma.WRITTEN", 10_000_000)
    index.apply(points(99, *range(9)))
    opened = index._chroma._client
    for partition in range(1, 4):
        index.apply(points(partition, *range(9)))
    assert opened is index._chroma._client
    for partition in range(4, 9):
        index.apply(points(partition, *range(9)))
        assert ids(99, *range(9)) == index.search(99, at(0), 20)
    assert opened is not index._chroma._client

    opened = index._chroma._client
    for partition in range(1, 9):
        assert ids(partition, *range(9)) == index.search(partition, at(0), 20)
    for partition in range(9, 14):
        index.apply(points(partition, *range(9)))
    assert opened is index._chroma._client


_REOPENING = """
import sys
from pathlib import Path
import numpy as np
from benchmarks.latency_worker import resident_mb
from octomem.stores.chroma import Chroma
from octomem.stores.freed import give_back
chroma = Chroma(Path(sys.argv[1]), read_only=False)
rows = np.random.default_rng(1).normal(size=(200, 384)).astype(np.float32)
for place in range(8):
    chroma.upsert(f"own-{place}", [str(at) for at in range(200)], [place] * 200, rows)
kept = []
for _ in range(3):
    for place in range(8):
        chroma.query(f"own-{place}", rows[0], 10, None)
    chroma.refresh()
    resident = resident_mb()
    give_back()
    kept.append(resident - resident_mb())
print(max(kept))
chroma.close()
"""


def test_opening_anew_keeps_no_memory(tmp_path: Path) -> None:
    """A reader does so whenever the writer has written; what it had loaded goes back."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", _REOPENING, str(tmp_path / "chroma")],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )

    assert 2 > float(done.stdout)


@pytest.mark.usefixtures("small")
def test_the_first_write_loads_nobodys_own_collection(folder: Path) -> None:
    """Loading takes time and memory, and their sizes matter to nobody."""
    index = ChromaIndex(folder, nowhere)
    index.apply([*points(1, *range(12)), *points(2, *range(3))])
    index.close()
    again = ChromaIndex(folder, nowhere)
    counted: list[str] = []
    size = again._chroma.size

    def count(name: str) -> int:
        counted.append(name)
        return size(name)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(again._chroma, "size", count)
        again.apply(points(2, 3))
    again.close()

    assert {"bucket-1"} == set(counted)


@pytest.mark.usefixtures("small")
def test_the_layout_survives_a_restart(index: ChromaIndex, folder: Path) -> None:
    """Another process finds and changes what this one wrote."""
    index.apply(points(1, *range(12)) + points(2, *range(3)))
    index.close()
    again = ChromaIndex(folder, nowhere)
    again.apply(points(2, 3) + points(1, 12))

    assert {"bucket-1": 4, "own-1": 13} == layout(folder)
    assert ids(1, *range(13)) == again.search(1, at(0), 20)
    again.close()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("broken", ["copy", "delete"])
def test_an_interrupted_move_loses_and_doubles_nothing(
    index: ChromaIndex, folder: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Broken off anywhere, a move hides nothing, and the next start finishes it."""
    index.apply(points(1, *range(6)))

    def fail(*_: object) -> None:
        raise StoreError("planned", store="chroma", operation=broken)

    with monkeypatch.context() as patch:
        patch.setattr(Chroma, broken, fail)
        with pytest.raises(StoreError, match="planned"):
            index.apply(points(1, *range(6, 12)))
    assert ids(1, *range(12)) == index.search(1, at(0), 20)
    assert 12 == index.count()
    index.close()
    again = ChromaIndex(folder, source_of(points(1, *range(12))))
    again.apply([remove("1/0")])

    assert {"own-1": 11} == layout(folder)
    assert ids(1, *range(1, 12)) == again.search(1, at(0), 20)
    again.close()


def torn(folder: Path, collection: str) -> None:
    """Leave a collection as a process does that is killed while Chroma writes its index."""
    chroma = Chroma(folder / FOLDER, read_only=False)
    files = chroma._index_folder(collection)
    chroma.close()
    assert files is not None
    (files / "index_metadata.pickle").write_bytes(b"")
    (files / hnsw.VECTORS).write_bytes(b"\xff" * 5_000)


@pytest.fixture
def interrupted(folder: Path, small: None) -> ChromaIndex:
    """Give an index opened after its process was killed: own-1 was written, bucket-1 was not."""
    del small
    index = ChromaIndex(folder, nowhere)
    index.apply([*points(1, *range(200)), *points(2, *range(5)), *points(3, *range(5))])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(index._chroma, "sync", stops)
        with pytest.raises(StoreError):
            index.apply(points(1, 200))
    index.close()
    torn(folder, "own-1")
    return ChromaIndex(folder, source_of(points(1, *range(201))))


def test_what_was_not_written_to_the_end_is_filled_anew(
    interrupted: ChromaIndex, folder: Path
) -> None:
    """Nobody opens it before; the first batch drops it unread, whomever that is about."""
    with pytest.raises(StoreError, match="not written to the end"):
        interrupted.search(1, at(0), 3)
    assert ids(2, 0, 1, 2) == interrupted.search(2, at(0), 3)
    assert 10 == interrupted.count()
    assert {2, 3} == {held.partition for held in interrupted.walk()}

    interrupted.apply(points(2, 5))

    assert {"bucket-1": 11, "own-1": 201} == layout(folder)
    assert ids(1, 0, 1, 2) == interrupted.search(1, at(0), 3)
    assert 212 == interrupted.count()
    assert 212 == sum(held.reachable for held in interrupted.walk())
    interrupted.close()


@pytest.mark.parametrize("step", ["drop", "upsert", "size", "sync"])
def test_filling_anew_goes_on_where_it_was_interrupted(
    interrupted: ChromaIndex, folder: Path, step: str
) -> None:
    """After any of its steps, and for whoever opens it next."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(interrupted._chroma, step, stops)
        with pytest.raises(StoreError):
            interrupted.apply(points(2, 5))
    with pytest.raises(StoreError, match="not written to the end"):
        interrupted.search(1, at(0), 3)
    interrupted.close()
    again = ChromaIndex(folder, source_of(points(1, *range(201))))
    with pytest.raises(StoreError, match="not written to the end"):
        again.search(1, at(0), 3)
    again.apply(points(2, 5))

    assert {"bucket-1": 11, "own-1": 201} == layout(folder)
    assert ids(1, 0, 1, 2) == again.search(1, at(0), 3)
    again.close()


def held_up(
    index: ChromaIndex, patch: pytest.MonkeyPatch
) -> tuple[threading.Event, threading.Event]:
    """Let writes of vectors wait; return what they set then, and what lets them go on."""
    begun, over = threading.Event(), threading.Event()
    upsert = index._chroma.upsert

    def slowly(*given: Any) -> None:
        begun.set()
        assert over.wait(30)
        upsert(*given)

    patch.setattr(index._chroma, "upsert", slowly)
    return begun, over


def test_searches_go_on_while_a_collection_is_filled(
    interrupted: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sound is found, and what is lost is an error at once."""
    begun, over = held_up(interrupted, monkeypatch)
    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(interrupted.apply, points(2, 5))
        assert begun.wait(30)
        assert ids(2, 0, 1, 2) == interrupted.search(2, at(0), 3)
        with pytest.raises(StoreError, match="not written to the end"):
            interrupted.search(1, at(0), 3)
        assert not written.done()
        over.set()
        written.result()

    assert ids(1, 0, 1, 2) == interrupted.search(1, at(0), 3)
    interrupted.close()


def test_a_damaged_vector_keeps_no_others_out(interrupted: ChromaIndex) -> None:
    """One that is cut off in the ledger is left out, which `verify` says."""
    damaged = put(memory("1/50"), 1, np.ones(1, dtype=np.float32))
    interrupted._source = source_of([*points(1, *range(201)), damaged])
    interrupted.apply([])

    assert {*ids(1, *range(50)), *ids(1, *range(51, 201))} == {*interrupted.search(1, at(0), 300)}
    interrupted.close()


def test_a_forked_process_keeps_no_lock(tmp_path: Path) -> None:
    """It has the locks' files open as well, for as long as it lives."""
    lock = Beside(tmp_path, patience=5, wait=5)
    told, tell = os.pipe()
    with lock.writing():
        child = os.fork()
        if child == 0:
            os.close(tell)
            os.read(told, 1)
            os._exit(0)
    try:
        with lock.reading():
            pass
        with lock.writing():
            pass
    finally:
        os.close(tell)
        os.waitpid(child, 0)
        os.close(told)


def test_who_has_nothing_left_in_the_ledger_is_given_up(
    interrupted: ChromaIndex, folder: Path
) -> None:
    """Such as one who was forgotten before the index was filled."""
    interrupted._source = source_of([])
    interrupted.apply(points(2, 5))

    assert {"bucket-1": 11} == layout(folder)
    assert [] == interrupted.search(1, at(0), 3)
    interrupted.close()


class Stops:
    """Lets the n-th step of an index fail, from 1 on: of what it does with Chroma, and notes."""

    def __init__(self, patch: pytest.MonkeyPatch, after: int) -> None:
        self.left = after
        for owner, names in (
            (Chroma, ("upsert", "delete", "drop", "sync", "size", "owners", "ids")),
            (FileHomes, ("_write",)),
        ):
            for name in names:
                patch.setattr(owner, name, self._failing(getattr(owner, name)))

    def _failing(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise StoreError("no space", store="chroma", operation="write")
            return step(*given, **options)

        return called


def moving(index: ChromaIndex) -> None:
    """Let partition 1 outgrow its bucket."""
    index.apply([*points(1, *range(6, 12)), *points(2, 5)])


def erasing(index: ChromaIndex) -> None:
    """Forget partition 3, in whose bucket others stay."""
    index.erase([3])


def both(index: ChromaIndex) -> None:
    """Finish what is unfinished, then do either."""
    index.apply([])
    moving(index)
    erasing(index)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("again", [1, 4])
@pytest.mark.parametrize("work", [moving, erasing])
def test_whatever_step_fails_and_fails_again_nothing_is_lost(
    folder: Path, work: Callable[[ChromaIndex], None], again: int
) -> None:
    """Each time another process comes: it finds everything, or says that it cannot, and mends it."""
    everything = [*points(1, *range(12)), *points(2, *range(6))]
    for after in range(1, 100):
        path = folder / f"{after}"
        index = ChromaIndex(path, nowhere)
        index.apply([*points(1, *range(6)), *points(2, *range(5)), *points(3, *range(4))])
        for step in (after, again):
            index.close()
            index = ChromaIndex(path, source_of(everything))
            with pytest.MonkeyPatch.context() as patched:
                stops = Stops(patched, step)
                with suppress(StoreError):
                    work(index)
                reached = stops.left <= 0
            with suppress(StoreError):
                found = index.search(2, at(0), 30)
                assert {*ids(2, *range(5))} <= {*found}
            if not reached:
                break
        index.close()
        index = ChromaIndex(path, source_of(everything))
        both(index)

        assert not index.unfinished()
        assert {*ids(1, *range(12))} == {*index.search(1, at(0), 30)}
        assert {*ids(2, *range(6))} == {*index.search(2, at(0), 30)}
        assert 18 == index.count()
        assert 18 == sum(held.reachable for held in index.walk())
        index.close()
        assert b"3/0" not in bytes_of(path)
        if not reached and step == after:
            break
    else:
        pytest.fail("there is no end of steps")


@pytest.mark.usefixtures("small")
def test_a_collection_that_turns_out_to_be_damaged_is_filled_anew(folder: Path) -> None:
    """Nothing said so: a power failure did it, or an older octomem."""
    index = ChromaIndex(folder, nowhere)
    index.apply([*points(1, *range(200)), *points(2, *range(5))])
    index.close()
    torn(folder, "own-1")
    again = ChromaIndex(folder, source_of(points(1, *range(200))))
    again.apply([*points(1, 200), *points(2, 5)])

    assert {"bucket-1": 6, "own-1": 201} == layout(folder)
    assert ids(1, *range(201)) == again.search(1, at(0), 300)
    again.close()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("failures", "told", "dropped"), [(2, False, 0), (5, True, 0), (99, True, 1)]
)
def test_what_cannot_be_searched_is_filled_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failures: int, *, told: bool, dropped: int
) -> None:
    """One that fails now and then has met removals: it is looked at while there are none, and kept."""
    index = ChromaIndex(folder, source_of(points(1, *range(5))))
    index.apply(points(1, *range(5)))
    query, drop, failed, drops = index._chroma.query, index._chroma.drop, 0, 0

    def fails(name: str, *given: Any) -> list[tuple[float, str]]:
        nonlocal failed
        failed += 1
        with telling(name):
            if failed <= failures and not drops:
                raise StoreError("Error finding id", store="chroma", operation="search")
        return query(name, *given)

    def dropping(name: str) -> None:
        nonlocal drops
        drops += 1
        drop(name)

    monkeypatch.setattr(index._chroma, "query", fails)
    monkeypatch.setattr(index._chroma, "drop", dropping)
    with pytest.raises(DamagedError) if told else nullcontext():
        index.search(1, at(0), 3)
    assert told == index.unfinished()
    failed = failed if dropped else failures
    index.apply([])

    assert not index.unfinished()
    assert dropped == drops
    assert ids(1, 0, 1, 2) == index.search(1, at(0), 3)
    index.close()


@pytest.mark.usefixtures("small")
def test_what_stays_damaged_is_an_error(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection is filled anew once, not for ever."""
    index.apply(points(1, *range(12)))
    index._source = source_of(points(1, *range(12)))

    def fails(name: str, *_: object) -> None:
        with telling(name):
            raise StoreError("hnsw segment writer", store="chroma", operation="upsert")

    monkeypatch.setattr(index._chroma, "upsert", fails)

    with pytest.raises(DamagedError, match="segment writer") as told:
        index.apply(points(1, 12))
    assert "own-1" == told.value.collection


def test_a_reader_opens_nothing_that_was_not_written_to_the_end(
    interrupted: ChromaIndex, folder: Path
) -> None:
    """It has to wait for the next process that writes."""
    reader = ChromaIndex(folder, nowhere, read_only=True)
    with pytest.raises(StoreError, match="not written to the end"):
        reader.search(1, at(0), 3)
    assert ids(2, 0, 1, 2) == reader.search(2, at(0), 3)
    assert 10 == reader.count()
    assert {2, 3} == {held.partition for held in reader.walk()}

    interrupted.apply(points(2, 5))

    assert ids(1, 0, 1, 2) == reader.search(1, at(0), 3)
    assert 212 == reader.count()
    reader.close()
    interrupted.close()


def test_a_reader_waits_while_files_are_written(
    index: ChromaIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma would write them from there as well, or read half of them, and end the process."""
    index.apply(points(1, 1))
    reader = ChromaIndex(folder, nowhere, read_only=True)
    assert ids(1, 1) == reader.search(1, at(0), 3)
    begun, over = held_up(index, monkeypatch)
    with ThreadPoolExecutor(2) as pool:
        written = pool.submit(index.apply, points(1, 2))
        assert begun.wait(30)
        with monkeypatch.context() as hasty:
            hasty.setattr(reader._beside, "_patience", 0.05)
            for look in (
                lambda: reader.search(1, at(0), 3),
                reader.count,
                lambda: [*reader.walk()],
            ):
                with pytest.raises(StoreError, match="another process"):
                    look()
        found = pool.submit(reader.search, 1, at(0), 3)
        over.set()
        written.result()

        assert ids(1, 1, 2) == found.result()
    reader.close()


def test_readers_in_a_row_do_not_keep_the_writer_out(tmp_path: Path) -> None:
    """Some of them read at any moment, and it gets its turn."""
    lock, over = Beside(tmp_path, patience=30, wait=30), threading.Event()
    with lock.writing():
        pass

    def read() -> int:
        count = 0
        while not over.is_set():
            with lock.reading():
                count += 1
                over.wait(0.01)
        return count

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for _ in range(20):
            with lock.writing():
                pass
        over.set()

    assert all(reader.result() for reader in readers)


def test_a_reader_sees_what_the_writer_writes(index: ChromaIndex, folder: Path) -> None:
    """A reader in another process follows every applied batch, from before the first on."""
    command = [sys.executable, "-c", READER, str(folder)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        seen: list[object] = []
        for changes in ([], points(1, 5, 6), points(1, 4), [remove("1/5")]):
            if changes:
                index.apply(changes)
            reader.stdin.write(json.dumps(at(0).tolist()) + "\n")
            reader.stdin.flush()
            seen.append(json.loads(reader.stdout.readline()))
        reader.stdin.close()

    assert [[0, []], [2, ids(1, 5, 6)], [3, ids(1, 4, 5, 6)], [2, ids(1, 4, 6)]] == seen


def test_a_reset_leaves_no_byte(index: ChromaIndex, folder: Path) -> None:
    """Not even the ids of erased memories stay in any file; the index goes on working."""
    index.apply(points(1, *range(150)))
    index.reset()

    files = [file for file in folder.rglob("*") if file.is_file()]
    assert not [file for file in files if b"1/7" in file.read_bytes()]
    index.apply(points(1, 3))
    assert ids(1, 3) == index.search(1, at(0), 9)


def test_what_the_graph_does_not_reach_is_found_all_the_same(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Chroma inserts in parallel, and now and then its graph is left in two pieces: of a
    partition that is smaller than what is asked for, no vector is missed.
    """
    index.apply([*points(1, *range(5)), *points(2, *range(5, 9))])
    query: Callable[..., Any] = Collection.query

    def in_pieces(self: Collection, **asked: object) -> object:
        return query(self, **{**asked, "n_results": 2})

    monkeypatch.setattr(Collection, "query", in_pieces)

    assert ids(1, *range(5)) == index.search(1, at(0), 10)
    assert ids(1, 0, 1) == index.search(1, at(0), 2)


def test_searches_run_beside_writes(index: ChromaIndex) -> None:
    """A search in another thread finds what was there before, while batches are applied."""
    index.apply(points(1, *range(5)))
    with ThreadPoolExecutor(1) as pool:
        writing = [pool.submit(index.apply, points(2, number)) for number in range(30)]
        found = [index.search(1, at(0), 9) for _ in range(60)]
        for written in writing:
            written.result()

    assert [ids(1, *range(5))] * 60 == found


def test_a_reader_writes_nothing(folder: Path) -> None:
    """Opened read-only the index refuses changes and makes no folder."""
    reader = ChromaIndex(folder, nowhere, read_only=True)

    assert [] == reader.search(1, at(0), 3)
    assert 0 == reader.count()
    with pytest.raises(StoreClosedError, match="read-only"):
        reader.apply(points(1, 1))
    with pytest.raises(StoreClosedError, match="read-only"):
        reader.reset()
    reader.close()
    assert not folder.exists()


def test_vectors_whose_owners_are_unknown_are_refused(index: ChromaIndex, folder: Path) -> None:
    """Without its file of homes an index is no index: it says so instead of finding nothing."""
    index.apply(points(1, 1))
    index.close()
    (folder / HOMES).unlink()
    again = ChromaIndex(folder, nowhere)

    with pytest.raises(StoreError, match="rebuild"):
        again.apply(points(1, 2))
    again.close()


def test_a_folder_that_is_a_file_is_a_store_error(tmp_path: Path) -> None:
    """What chromadb or the system raises arrives as StoreError."""
    file = tmp_path / "file"
    file.write_text("x")
    index = ChromaIndex(file, nowhere)

    with pytest.raises(StoreError, match="chroma: open"):
        index.apply(points(1, 1))
    index.close()


def test_importing_the_module_does_not_import_chromadb() -> None:
    """chromadb takes a second to import: whoever opens a store does not pay for it."""
    code = "import sys, octomem.stores.vectors; sys.exit('chromadb' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode  # noqa: S603


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.mark.usefixtures("small")
def test_erasing_reaches_every_place_a_partition_lived_in(index: ChromaIndex, folder: Path) -> None:
    """
    One that moved out of its bucket left removed vectors there: that bucket is written anew.
    """
    index.apply([*points(1, *range(100, 105)), *points(2, *range(5)), *points(3, *range(5))])
    index.apply(points(1, *range(105, 115)))
    assert {"bucket-1": 10, "own-1": 15} == layout(folder)
    index.erase([1])

    assert {"bucket-2": 10} == layout(folder)
    assert ids(2, *range(5)) == index.search(2, at(0), 10)
    assert ids(3, *range(5)) == index.search(3, at(0), 10)
    assert b"1/1" not in bytes_of(folder)
    assert all(at(number).tobytes() not in bytes_of(folder) for number in range(100, 115))


@pytest.mark.usefixtures("small")
def test_erasing_goes_on_where_it_was_interrupted(folder: Path) -> None:
    """
    Between any two of its steps: a second try finds everything that is to stay.
    """
    for step in ("copy", "size", "drop", "scrub"):
        path = folder / step
        source = source_of(points(2, *range(5)))
        index = ChromaIndex(path, source)
        index.apply([*points(1, *range(100, 105)), *points(2, *range(5))])
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(index._chroma, step, stops)
            with pytest.raises(StoreError):
                index.erase([1])
        index.close()
        index = ChromaIndex(path, source)
        assert ids(2, *range(5)) == index.search(2, at(0), 10)
        index.erase([1])
        assert ids(2, *range(5)) == index.search(2, at(0), 10)
        assert [] == index.search(1, at(0), 10)
        assert 5 == index.count()
        index.close()
        assert all(at(number).tobytes() not in bytes_of(path) for number in range(100, 105))


def stops(*_: object) -> None:
    raise StoreError("no space", store="chroma", operation="write")


def test_a_search_waits_while_the_files_are_written_anew(index: ChromaIndex) -> None:
    """
    Threads that search meanwhile find what stays, each time.
    """
    index.apply([*points(1, 1, 2, 3), *points(2, 1, 2, 3), *points(3, 1)])
    over = threading.Event()

    def search() -> list[list[str]]:
        found: list[list[str]] = []
        while not over.is_set():
            found.append(index.search(2, at(0), 10))
        return found

    with ThreadPoolExecutor(2) as pool:
        searches = [pool.submit(search) for _ in range(2)]
        index.erase([1])
        index.erase([3])
        over.set()
        found = [each for one in searches for each in one.result()]

    assert found
    assert all(each == ids(2, 1, 2, 3) for each in found)


def test_a_new_index_holds_nothing_of_the_process(index: ChromaIndex, folder: Path) -> None:
    """
    The room that Chroma reserves is blank, also after the index was opened again.
    """
    index.apply(points(1, 1, 2, 3))
    for _ in range(2):
        index.search(1, at(0), 3)
        saved = [file.read_bytes() for file in folder.rglob("data_level0.bin")]
        assert [b""] == [data.strip(b"\0") for data in saved]
        index.close()
        index = ChromaIndex(folder, nowhere)
        index.search(1, at(0), 3)
    index.close()


def test_index_files_of_another_form_are_not_touched(tmp_path: Path) -> None:
    """
    What is not understood is an error, and stays as it is.
    """
    for name in (hnsw.HEADER, hnsw.VECTORS, hnsw.LENGTHS):
        (tmp_path / name).write_bytes(b"something else" * 10)
    with pytest.raises(StoreError, match="no known form"):
        hnsw.blank(tmp_path)

    assert b"something else" * 10 == (tmp_path / hnsw.VECTORS).read_bytes()
    assert not hnsw.blank(tmp_path / "missing")
