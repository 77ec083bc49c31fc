"""Lets any number of threads work with something, or one alone."""

import threading
from collections.abc import Generator
from contextlib import contextmanager


class Occupancy:
    """Shared and sole use of one resource; neither may be nested in the other."""

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._inside = 0
        self._taken = False

    @contextmanager
    def shared(self) -> Generator[None]:
        """Work beside others; wait while somebody works alone."""
        with self._state:
            self._state.wait_for(lambda: not self._taken)
            self._inside += 1
        try:
            yield
        finally:
            with self._state:
                self._inside -= 1
                self._state.notify_all()

    @contextmanager
    def alone(self) -> Generator[None]:
        """Keep newcomers out, wait for those inside, and work."""
        with self._state:
            self._state.wait_for(lambda: not self._taken)
            self._taken = True
        try:
            with self._state:
                self._state.wait_for(lambda: self._inside == 0)
            yield
        finally:
            with self._state:
                self._taken = False
                self._state.notify_all()
