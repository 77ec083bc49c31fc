"""What every store on a server has in common: it may be away for a while."""

import threading
import time

from octomem.errors import StoreUnavailableError

REST_SECONDS = 5.0
"""How long nobody who cannot wait asks a server again that did not answer."""


class Outage:
    """Remembers that a server did not answer, so that not every question waits for it."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._until = 0.0
        self._why = ""

    def check(self, operation: str) -> None:
        """Refuse at once what would only wait in vain.

        Raises:
            StoreUnavailableError: the server did not answer a moment ago.
        """
        with self._lock:
            left = self._until - time.monotonic()
            why = self._why
        if left > 0:
            raise StoreUnavailableError(
                f"{why} (asked again in {left:.0f} s)", store=self._store, operation=operation
            )

    def began(self, why: str) -> None:
        """Note that the server did not answer."""
        with self._lock:
            self._until = time.monotonic() + REST_SECONDS
            self._why = why

    def ended(self) -> None:
        """Note that it did."""
        with self._lock:
            self._until = 0.0
