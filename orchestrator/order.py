"""Lets the calls of one partition be decided in the order in which they were recorded.

A call that was recorded first and commits last comes late: all that it bears on is decided anew,
in the one transaction that may write (`late`). So a call waits for those before it that are
under way in this process, once it has been read; other partitions' calls go on meanwhile.
"""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

PATIENCE = 5.0
"""Seconds after which a call no longer waits for those before it: one may be held up for long."""


class Order:
    """Knows which calls are under way. Safe for threads."""

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._under_way: dict[int, list[int]] = {}
        """The places of the calls of each partition."""

    @contextmanager
    def under_way(self, partition: int, place: int) -> Generator[None]:
        """Say that the call with this place in a partition is under way, until the block ends."""
        with self._state:
            self._under_way.setdefault(partition, []).append(place)
        try:
            yield
        finally:
            with self._state:
                places = self._under_way[partition]
                places.remove(place)
                if not places:
                    del self._under_way[partition]
                self._state.notify_all()

    def wait(self, partition: int, place: int, patience: float = PATIENCE) -> bool:
        """Wait until no call with an earlier place is under way; False where that took too long."""
        deadline = time.monotonic() + patience
        with self._state:
            while min(self._under_way[partition]) < place:
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._state.wait(left)
            return True
