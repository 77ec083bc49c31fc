"""What every vector index does."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.contracts.backends import VECTOR_INDEXES
from tests.contracts.memories import memory, put, remove

from octomem.errors import StoreClosedError, StoreError
from octomem.stores.seams import Change, Vector, VectorIndex

DIMENSION = 8


@pytest.fixture(params=VECTOR_INDEXES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    with VECTOR_INDEXES[request.param](tmp_path / "vectors") as opened:
        yield opened


def at(degrees: float) -> Vector:
    """Return a unit vector that is the further from `at(0)` the larger the angle is."""
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[:2] = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return vector


def point(memory_id: str, degrees: float, partition: int = 1) -> Change:
    return put(memory(memory_id), partition, at(degrees))


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    """Before the first write there is nothing, which is no error."""
    assert [] == index.search(1, at(0), 10)
    assert 0 == index.count()


def test_ids_come_nearest_first(index: VectorIndex) -> None:
    """The order is that of the cosine; the limit cuts off the far end."""
    index.apply([point("far", 80), point("near", 10), point("middle", 40)])

    assert ["near", "middle", "far"] == index.search(1, at(0), 10)
    assert ["near"] == index.search(1, at(0), 1)
    assert [] == index.search(1, at(0), 0)


def test_partitions_do_not_see_each_other(index: VectorIndex) -> None:
    """A nearer vector of another partition is not found."""
    index.apply([point("mine", 50), point("theirs", 1, partition=2)])

    assert ["mine"] == index.search(1, at(0), 10)
    assert ["theirs"] == index.search(2, at(0), 10)
    assert [] == index.search(3, at(0), 10)


def test_a_new_vector_replaces_the_old(index: VectorIndex) -> None:
    """A memory has one vector: its newest."""
    index.apply([point("m1", 10), point("m2", 20)])
    index.apply([point("m1", 30)])

    assert ["m2", "m1"] == index.search(1, at(0), 10)
    assert 2 == index.count()


def test_a_change_without_a_vector_removes(index: VectorIndex) -> None:
    """What has no vector any more is not found; removing it again does no harm."""
    index.apply([point("m1", 10), point("m2", 20), point("m3", 30)])
    index.apply([remove("m1"), put(memory("m2"))])
    index.apply([remove("m1"), remove("never there"), remove("m1", partition=9)])

    assert ["m3"] == index.search(1, at(0), 10)
    assert 1 == index.count()


def test_a_partition_can_be_emptied_and_filled_again(index: VectorIndex) -> None:
    """A partition without vectors is as one that never was."""
    index.apply([point("m1", 10)])
    index.apply([remove("m1")])
    assert [] == index.search(1, at(0), 10)
    index.apply([point("m1", 10)])

    assert ["m1"] == index.search(1, at(0), 10)


def test_an_erased_partition_is_as_one_that_never_was(index: VectorIndex) -> None:
    """Others keep all of theirs; erasing again, or what never was, does no harm."""
    index.erase([1, 2])
    index.apply([point("m1", 10), point("m2", 20, partition=2), point("m3", 30, partition=3)])
    index.erase([1, 9])
    index.erase([1])

    assert ([], ["m2"], ["m3"]) == tuple(index.search(one, at(0), 10) for one in (1, 2, 3))
    assert 2 == index.count()
    index.apply([point("m4", 10)])
    assert ["m4"] == index.search(1, at(0), 10)


def test_applying_twice_does_no_harm(index: VectorIndex) -> None:
    """The same changes again, alone or in one batch, change nothing."""
    changes = [point("m1", 10), point("m2", 20), remove("m3")]
    index.apply(changes)
    index.apply([*changes, *changes])

    assert ["m1", "m2"] == index.search(1, at(0), 10)
    assert 2 == index.count()


def test_the_last_change_of_a_batch_wins(index: VectorIndex) -> None:
    """A batch is applied in its order."""
    index.apply([point("m1", 10), remove("m1"), remove("m2"), point("m2", 20)])

    assert ["m2"] == index.search(1, at(0), 10)


def test_no_changes_are_no_error(index: VectorIndex) -> None:
    """An empty batch is a batch."""
    index.apply([])

    assert 0 == index.count()


def test_reset_drops_everything(index: VectorIndex) -> None:
    """After a reset the index is empty, takes another dimension, and can be filled anew."""
    index.apply([point("m1", 10), point("m2", 20, partition=2)])
    index.reset()
    assert [] == index.search(1, at(0), 10)
    assert 0 == index.count()
    index.apply([put(memory("m1"), 1, np.ones(3, dtype=np.float32) / np.float32(3) ** 0.5)])

    assert ["m1"] == index.search(1, np.array([1, 0, 0], dtype=np.float32), 10)


def test_another_dimension_is_an_error(index: VectorIndex) -> None:
    """Vectors of two models do not mix, and nobody is told "nothing found" for it."""
    index.apply([point("m1", 10)])
    short = np.array([1, 0, 0], dtype=np.float32)

    with pytest.raises(StoreError):
        index.apply([put(memory("m2"), 1, short)])
    with pytest.raises(StoreError):
        index.search(1, short, 10)


def test_a_closed_index_says_so(index: VectorIndex) -> None:
    """Closing twice does no harm; using it afterwards is an error."""
    index.apply([point("m1", 10)])
    index.close()
    index.close()

    with pytest.raises(StoreClosedError):
        index.search(1, at(0), 10)
    with pytest.raises(StoreClosedError):
        index.apply([point("m1", 10)])
