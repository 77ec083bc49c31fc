"""What every store on a server has in common: it may be away for a while."""

import threading
import time

from octomem.errors import StoreError

REST_SECONDS = 5.0
"""How long nobody who cannot wait asks a server again that did not answer."""


class Outage:
    """Remembers why a server did not answer, so that not every question waits for it.

    One that refused a password is left alone too: it may lock the user out for trying.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._why: StoreError | None = None

    def check(self, operation: str) -> None:
        """Refuse at once what would fail again, with the error of a moment ago."""
        with self._lock:
            left = self._until - time.monotonic()
            why = self._why
        if left > 0 and why is not None:
            told = str(why).removeprefix(f"{why.store}: {why.operation}: ")
            again = f"{told} (asked again in {left:.0f} s)"
            raise type(why)(again, store=why.store, operation=operation)

    def began(self, why: StoreError) -> None:
        """Note that the server did not answer, and why."""
        with self._lock:
            self._until = time.monotonic() + REST_SECONDS
            self._why = why

    def ended(self) -> None:
        """Note that it did."""
        with self._lock:
            self._until = 0.0
