"""Keeps readers in other processes away from files while these are written."""

import fcntl
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from octomem.errors import StoreError
from octomem.stores.mapped import mapped

TURN = "turn.lock"
FILES = "files.lock"
LOOK = 0.002
"""Seconds between two looks at whether the others have ended."""


class Beside:
    """A lock that one writer holds alone, or any number of readers share, each in any process.

    Whoever comes takes a first lock to get at the second, and the writer keeps both: readers that
    follow each other closely do not keep it out. Each use opens the locks' files anew, as a lock
    belongs to what was opened, so that threads are told apart like processes.

    Args:
        folder: Where the locks are. A reader makes none: where there is none, nobody writes.
        patience: Seconds that a reader waits at most.
        wait: Seconds that the writer waits at most: readers may be stopped while they read.
    """

    def __init__(self, folder: Path, patience: float, wait: float) -> None:
        self._turn = folder / TURN
        self._files = folder / FILES
        self._patience = patience
        self._wait = wait

    @contextmanager
    def writing(self) -> Generator[None]:
        """Write; wait until nobody reads.

        Raises:
            StoreError: it took too long, or the locks cannot be made.
        """
        with ExitStack() as held:
            until = time.monotonic() + self._wait
            for file in (self._turn, self._files):
                held.enter_context(_held(file, "ab", fcntl.LOCK_EX, until))
            yield

    @contextmanager
    def reading(self) -> Generator[None]:
        """Read; wait while somebody writes.

        Raises:
            StoreError: it took too long.
        """
        with ExitStack() as held:
            if self._files.exists():
                until = time.monotonic() + self._patience
                with _held(self._turn, "rb", fcntl.LOCK_SH, until):
                    held.enter_context(_held(self._files, "rb", fcntl.LOCK_SH, until))
            yield


@contextmanager
def _held(file: Path, mode: str, kind: int, until: float) -> Generator[None]:
    """Hold a lock; it is given back even where a forked process has the file open as well."""
    with ExitStack() as held:
        with mapped("chroma", "lock", OSError):
            opened = held.enter_context(file.open(mode))
            while not _locked(opened.fileno(), kind):
                if time.monotonic() >= until:
                    raise StoreError(
                        "another process reads or writes the files for longer than is waited",
                        store="chroma",
                        operation="lock",
                    )
                time.sleep(LOOK)
        held.callback(fcntl.flock, opened.fileno(), fcntl.LOCK_UN)
        yield


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
