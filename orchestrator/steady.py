"""The recorded clock of a store, which does not go back when the machine's does."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from octomem.telemetry import event

Clock = Callable[[], datetime]

MOST = timedelta(hours=1)
"""How far a clock may be behind what was recorded, and is still taken to have been put back."""


def utc_now() -> datetime:
    """Return the present, UTC: the recorded clock."""
    return datetime.now(UTC)


class Steady:
    """A clock that stands still where the one it reads was put back, until that has caught up.

    A message that brings no time was said when it was recorded. With a clock that was put back by some seconds, or
    of another machine that writes the same ledger, what is said last would count as said before, for good.
    A clock that is behind by more than `MOST` was wrong before, perhaps by years: it is taken as it is, and that is
    logged.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._latest: datetime | None = None
        self._told = False

    def __call__(self) -> datetime:
        """Return the present, or the latest moment that is known where that is later."""
        now = self._clock()
        with self._lock:
            latest = self._latest
            if latest is None or latest <= now or self._is_wrong(latest, now):
                self._latest = latest = now
            return latest

    def seen(self, moment: datetime | None) -> None:
        """Take in when something was recorded, by another process or before this one began."""
        now = self._clock()
        with self._lock:
            if moment is None or (self._latest is not None and moment <= self._latest):
                return
            if not self._is_wrong(moment, now):
                self._latest = moment

    def _is_wrong(self, latest: datetime, now: datetime) -> bool:
        """Tell whether a moment is too late to be true; it is logged once."""
        behind = latest - now
        if behind > MOST and not self._told:
            self._told = True
            event("warning", "clock.behind", seconds=behind.total_seconds())
        return behind > MOST
