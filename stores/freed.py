"""Gives memory that was freed back to the system."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

LARGE = 256 * 2**10
"""Bytes from which a block is the system's own, and given back as soon as it is freed."""
_MMAP_THRESHOLD = -3
"""What `mallopt` calls that size (malloc.h)."""


def give_back() -> None:
    """Let the C library return what is free; glibc alone keeps it, and can be told.

    It takes some 10 ms per 100 MB: for after a large piece of work, not for each.
    """
    trim = _of_libc("malloc_trim")
    if trim is not None:
        trim(0)


@cache
def give_back_large() -> None:
    """Let the C library give large blocks back from now on, in the whole process, and once.

    When a large block is freed, glibc raises the size from which a block is the system's own to that
    block's, up to 32 MB (mallopt(3), M_MMAP_THRESHOLD). From then on smaller ones lie in the heaps, one for
    each of many threads, which keep what is freed among blocks in use. What the environment says of that size stays.
    """
    tell = None if is_chosen(os.environ) else _of_libc("mallopt")
    if tell is not None:
        tell(_MMAP_THRESHOLD, LARGE)


def is_chosen(environment: Mapping[str, str]) -> bool:
    """Tell whether whoever started the process chose the size (mallopt(3), glibc's tunables)."""
    tunables = environment.get("GLIBC_TUNABLES", "")
    return "MALLOC_MMAP_THRESHOLD_" in environment or "glibc.malloc.mmap_threshold" in tunables


def _of_libc(name: str) -> Callable[..., Any] | None:
    """Return a function of the C library's, where it has it: other ones than glibc do not."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
