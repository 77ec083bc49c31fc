"""Ctrl-C during long work: the piece at hand is finished, the next one is not begun."""

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType

EXIT_CODE = 130
"""What a shell expects of a program that was interrupted."""


class Interrupt:
    """Whether the user asked to stop."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self.asked = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        """Note the first request; a second one interrupts at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._told()


@contextmanager
def finishing(told: Callable[[], None]) -> Generator[Interrupt]:
    """Turn Ctrl-C into a request that the work looks at; `told` is called with the first."""
    request = Interrupt(told)
    if threading.current_thread() is not threading.main_thread():
        yield request
        return
    before = signal.signal(signal.SIGINT, request)
    try:
        yield request
    finally:
        signal.signal(signal.SIGINT, before)
