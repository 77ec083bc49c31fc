"""What is freed goes back to the system."""

import os
import platform
import subprocess
import sys

import pytest

from octomem.stores.freed import is_chosen

_HOLES = """
import sys
from tempfile import TemporaryDirectory
from benchmarks.latency_worker import resident_mb
from octomem import Orchestrator

with TemporaryDirectory() as folder:
    opened = Orchestrator(path=folder) if sys.argv[1] == "opened" else None
    bytearray(30 * 2**20)
    before = resident_mb()
    blocks, between = [], []
    for _ in range(64):
        blocks.append(bytearray(b"x" * 2**20))
        between.append(bytearray(b"x" * 100 * 2**10))
    blocks.clear()
    print(resident_mb() - before)
    if opened is not None:
        opened.close()
"""


def _kept_mb(*given: str, **environment: str) -> float:
    """Return what 64 MB leave behind, freed between small blocks that stay in use."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", _HOLES, *given],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={
            name: os.environ[name] for name in os.environ if not is_chosen({name: os.environ[name]})
        }
        | environment,
    )
    return float(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="what glibc keeps, others do not")
def test_a_store_leaves_no_holes_in_the_heap() -> None:
    """Large blocks that were freed are the system's again, and not room for later ones."""
    assert 40 < _kept_mb("untouched")
    assert 8 > _kept_mb("opened")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a variable of glibc's")
def test_what_the_environment_says_of_large_blocks_stays() -> None:
    assert 40 < _kept_mb("opened", MALLOC_MMAP_THRESHOLD_=str(32 * 2**20))


@pytest.mark.parametrize(
    ("environment", "is_told"),
    [
        ({}, False),
        ({"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}, False),
        ({"MALLOC_MMAP_THRESHOLD_": "1048576"}, True),
        ({"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.malloc.mmap_threshold=9"}, True),
    ],
)
def test_whoever_starts_the_process_has_the_last_word(
    environment: dict[str, str], *, is_told: bool
) -> None:
    assert is_told is is_chosen(environment)
