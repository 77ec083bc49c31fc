"""The process of `test_full_disk`: writes an index on a disk that is full again and again.

`python -m tests.e2e.disk_filler DISK`; prints how many vectors there are in the end, and how
many times the disk was too full.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from tests.contracts.memories import memory

from octomem.errors import StoreError
from octomem.stores.seams import Change, Vector
from octomem.stores.vectors import ChromaIndex

ROUNDS = 3
CHANGES = 400
LEFT = 60_000
"""Bytes for which Chroma's client, asked again after the failure, did not return."""


def main(disk: Path) -> None:
    """Fail on the full disk, make room, write; all is there in the end."""
    numbers = np.random.default_rng(1)
    held: dict[str, Vector] = {}

    def source(partitions: Sequence[int]) -> Iterator[tuple[int, Mapping[str, Vector]]]:
        return ((number, dict(held)) for number in partitions)

    def changes() -> list[Change]:
        names = [f"m{len(held) + at}" for at in range(CHANGES)]
        held.update(zip(names, numbers.standard_normal((CHANGES, 384), np.float32), strict=True))
        return [
            Change(len(held) + at, 1, name, memory(name), held[name])
            for at, name in enumerate(names)
        ]

    index = ChromaIndex(disk / "index", source)
    index.apply(changes())
    failed = 0
    for _ in range(ROUNDS):
        filling = disk / "filling"
        free = os.statvfs(disk)
        filling.write_bytes(bytes(free.f_bavail * free.f_frsize - LEFT))
        more = changes()
        try:
            index.apply(more)
        except StoreError:
            failed += 1
        filling.unlink()
        index.apply(more)
    sys.stdout.write(f"{index.count() - len(held)} {failed}\n")
    index.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
