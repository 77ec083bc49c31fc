"""The moments at which things are recorded: each later than the one before, whatever the machine's clock does."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from octomem.telemetry import event

Clock = Callable[[], datetime]

MOST = timedelta(hours=1)
"""How far a clock may be behind what was recorded, and is still taken to have been put back."""
_STEP = timedelta(microseconds=1)


def utc_now() -> datetime:
    """Return the present, UTC."""
    return datetime.now(UTC)


class Steady:
    """Gives moments of which each is later than all that were given before.

    A message that brings no time was said when it was recorded. With a clock that was put back by some seconds, what is
    said last would count as said before, for good. A clock that is behind by more than `MOST` was wrong before,
    perhaps by years: it is taken as it is, and that is logged.
    """

    def __init__(self, latest: datetime | None) -> None:
        """Begin after what was recorded last, if anything was."""
        self._lock = threading.Lock()
        self._latest = latest

    def next(self, now: datetime) -> datetime:
        """Return the present or, where that is not after the moment before, the next one after that."""
        with self._lock:
            ahead = timedelta(0) if self._latest is None else self._latest - now
            if timedelta(0) < ahead <= MOST:
                now += ahead + _STEP
            self._latest = now
        if ahead > MOST:
            event("warning", "clock.behind", seconds=ahead.total_seconds())
        return now
