"""Refuses what was opened before a fork: its threads are not in the new process, so that a call would never end."""

import os

from octomem.errors import StoreClosedError


class Opener:
    """Remembers which process opened something."""

    def __init__(self) -> None:
        self.process = os.getpid()

    @property
    def is_here(self) -> bool:
        """Whether it was this process."""
        return self.process == os.getpid()

    def check(self) -> None:
        """Refuse where this process was forked from the one that opened it.

        No lock is taken, which another thread may have held at the fork.

        Raises:
            StoreClosedError: says what to do instead.
        """
        if not self.is_here:
            raise StoreClosedError(
                f"process {self.process} opened it, and this one was forked from that; open the "
                "store in this process, after the fork",
                store="octomem",
                operation="use",
            )
