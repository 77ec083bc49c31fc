"""Decides which Chroma collection a partition's vectors live in: decisions without I/O.

Neither one big collection with a filter nor one collection per partition scales: the
first scans, the second keeps megabytes per collection in memory for good. So small
partitions share buckets, and one that outgrows them gets a collection of its own.
"""

from collections.abc import Mapping

BUCKET_CAPACITY = 2_000
"""Vectors in a bucket beyond which a partition moves out: a filter takes 2.5 ms there."""
OWN_FROM = 1_000
"""Vectors from which a partition has a collection of its own."""

_BUCKET = "bucket-"
_OWN = "own-"


def is_bucket(collection: str) -> bool:
    """Tell whether partitions share this collection."""
    return collection.startswith(_BUCKET)


def is_ours(collection: str) -> bool:
    """Tell whether a collection is one that is named here."""
    return collection.startswith((_BUCKET, _OWN))


def place(partition: int, expected: int, sizes: Mapping[str, int]) -> str:
    """Choose a collection for `expected` vectors of a partition.

    `sizes` holds the vectors in each collection that may be chosen. Of the buckets with
    room the fullest is taken, which keeps their number small; without one a new bucket.
    """
    if expected >= OWN_FROM:
        return f"{_OWN}{partition}"
    room = BUCKET_CAPACITY - expected
    open_buckets = [name for name, size in sizes.items() if is_bucket(name) and size <= room]
    if open_buckets:
        return max(open_buckets, key=lambda name: (sizes[name], name))
    return new_bucket(sizes)


def new_bucket(sizes: Mapping[str, int]) -> str:
    """Name a bucket that does not exist."""
    taken = [int(name.removeprefix(_BUCKET)) for name in sizes if is_bucket(name)]
    return f"{_BUCKET}{max(taken, default=0) + 1}"


def leaver(members: Mapping[int, int]) -> int:
    """Choose which partition moves out of a bucket that is too full: the largest.

    `members` holds the vectors of each partition; equals are ordered by number.
    """
    return min(members, key=lambda partition: (-members[partition], partition))


def relocate(partition: int, size: int, leaving: str, sizes: Mapping[str, int]) -> str:
    """Choose a new collection for a partition that moves out of its bucket, never the same.

    It may double before its next move, so that partitions do not go to and fro.
    """
    if size >= OWN_FROM:
        return f"{_OWN}{partition}"
    others = {**sizes, leaving: BUCKET_CAPACITY}
    return place(partition, max(1, min(2 * size, OWN_FROM - 1)), others)
