"""Ctrl-C or SIGTERM during long work: the piece at hand is finished, the next one is not begun."""

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_BY_SIGNAL = 128
"""What a shell adds to a signal's number to say what ended a program."""
EXIT_CODE = _BY_SIGNAL + signal.SIGINT
"""What a shell expects of a program that Ctrl-C interrupted."""


class Interrupt:
    """Whether the user asked to stop."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self.asked = False
        self.exit_code = EXIT_CODE

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        """Note the first request; a second one interrupts at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self.exit_code = _BY_SIGNAL + number
        self._told()


@contextmanager
def finishing(told: Callable[[], None]) -> Generator[Interrupt]:
    """Turn Ctrl-C and SIGTERM into a request that the work looks at; `told` is called with the first."""
    request = Interrupt(told)
    if threading.current_thread() is not threading.main_thread():
        yield request
        return
    before = {number: signal.signal(number, request) for number in _SIGNALS}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
