"""Lets calls in until it is closed, and waits for those inside."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager


class Gate:
    """Counts the calls under way, so that closing does not pull the store from under them."""

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._inside = 0
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether new calls are refused."""
        return self._closed

    @contextmanager
    def inside(self) -> Generator[bool]:
        """Count one call; gives False where the gate is closed."""
        with self._state:
            entered = not self._closed
            self._inside += entered
        try:
            yield entered
        finally:
            with self._state:
                self._inside -= entered
                self._state.notify_all()

    def close(self, timeout: float) -> bool:
        """Refuse new calls and wait for those inside; False where some did not end in time."""
        deadline = time.monotonic() + timeout
        with self._state:
            self._closed = True
            while self._inside > 0:
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._state.wait(left)
            return True
