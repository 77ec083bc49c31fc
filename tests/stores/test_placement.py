"""Which collection a partition's vectors live in."""

from hypothesis import given
from hypothesis import strategies as st

from octomem.stores.placement import (
    BUCKET_CAPACITY,
    OWN_FROM,
    is_bucket,
    leaver,
    new_bucket,
    place,
    relocate,
)

SIZES = st.dictionaries(
    st.integers(1, 30).map("bucket-{}".format) | st.integers(1, 30).map("own-{}".format),
    st.integers(0, 3_000),
)


def test_the_first_partition_opens_the_first_bucket() -> None:
    """Buckets are numbered from 1."""
    assert "bucket-1" == place(7, 10, {})


def test_the_fullest_bucket_with_room_is_taken() -> None:
    """Buckets fill up one after the other."""
    sizes = {"bucket-1": 1_000, "bucket-2": 1_500, "bucket-3": 1_999, "own-9": 1_100}

    assert "bucket-2" == place(7, 100, sizes)


def test_a_new_bucket_is_opened_where_none_has_room() -> None:
    """No bucket is filled beyond its capacity by a newcomer."""
    assert "bucket-4" == place(7, 10, {"bucket-3": 1_999, "bucket-1": 1_995})


def test_a_large_partition_has_its_own_collection() -> None:
    """From the threshold on nothing is shared."""
    assert "own-7" == place(7, OWN_FROM, {"bucket-1": 0})
    assert "own-7" == relocate(7, OWN_FROM, "bucket-1", {"bucket-1": 0})


def test_the_largest_leaves_a_full_bucket() -> None:
    """Equals leave in the order of their numbers."""
    assert 3 == leaver({1: 10, 9: 300, 3: 300})


@given(st.integers(1, 1_500), SIZES)
def test_a_newcomer_never_overfills(expected: int, sizes: dict[str, int]) -> None:
    """Whoever is placed in a bucket fits into it."""
    chosen = place(7, expected, sizes)

    assert not is_bucket(chosen) or sizes.get(chosen, 0) + expected <= BUCKET_CAPACITY


@given(st.integers(1, OWN_FROM - 1), st.integers(1, 30), SIZES)
def test_who_moves_can_double_in_peace(size: int, number: int, sizes: dict[str, int]) -> None:
    """A new place is another one, with room for twice the partition."""
    leaving = f"bucket-{number}"
    chosen = relocate(7, size, leaving, sizes)

    assert leaving != chosen
    assert sizes.get(chosen, 0) + min(2 * size, OWN_FROM - 1) <= BUCKET_CAPACITY


@given(SIZES)
def test_a_new_bucket_is_new(sizes: dict[str, int]) -> None:
    """Its name is taken by nobody."""
    assert new_bucket(sizes) not in sizes
