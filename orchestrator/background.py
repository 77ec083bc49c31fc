"""The model's pass in the background: `process` returns after the rules, and the model reads on.

Every call that waits is marked as pending in the ledger, in the transaction that commits what the
rules read. So the queue here holds ids only and may be lost: the next start finds the calls again.
"""

import threading
from collections import deque
from collections.abc import Callable

from octomem.operation import ProcessResult
from octomem.orchestrator.extraction import MODEL
from octomem.telemetry import event, told

PATIENCE = 3
"""Passes that fail in a row until the model counts as down: then each new call is one try."""
GRACE = 5.0
"""Seconds that closing waits for the pass under way; what is not done by then stays pending."""


class Background:
    """Reads pending calls one after the other, in a thread of its own that starts when needed.

    Args:
        read: makes the model's pass over one call; None where it is not pending any more.
        pending: the calls that are pending in the ledger, oldest first.
        most: calls that may wait before a writer does.
    """

    def __init__(
        self,
        read: Callable[[str], ProcessResult | None],
        pending: Callable[[], list[str]],
        most: int,
    ) -> None:
        self._read = read
        self._pending = pending
        self._most = most
        self._state = threading.Condition()
        self._queue: deque[str] = deque()
        self._failed: set[str] = set()
        """Calls that failed in this process: they are for `extract_pending`, or the next one."""
        self._in_a_row = 0
        self._busy = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def waiting(self) -> int:
        """How many calls are waiting to be read, the one under way included."""
        with self._state:
            return len(self._queue) + self._busy

    def begin(self) -> None:
        """Take on what an earlier process left pending."""
        self._take(self._pending())

    def add(self, call_id: str) -> None:
        """Take on a call that was just committed; past the bound it only stays pending."""
        self._take([call_id])

    def hold_back(self) -> None:
        """Make a writer wait while too many calls do, unless the model is down."""
        with self._state:
            self._state.wait_for(
                lambda: len(self._queue) < self._most or self._down or self._closed
            )

    def wait(self, timeout: float | None) -> bool:
        """Wait until nothing is waiting; False where the time ran out first."""
        with self._state:
            return self._state.wait_for(lambda: not self._queue and not self._busy, timeout)

    def stand_aside(self) -> None:
        """Leave what waits to somebody else, and let the pass under way end."""
        with self._state:
            self._queue.clear()
        self.wait(None)

    def close(self, cancel: Callable[[], None]) -> None:
        """Take nothing on any more; `cancel` ends a pass that takes longer than the grace."""
        with self._state:
            self._closed = True
            self._queue.clear()
            self._state.notify_all()
            thread = self._thread
        if thread is None:
            return
        thread.join(GRACE)
        if thread.is_alive():
            cancel()
            thread.join()

    @property
    def _down(self) -> bool:
        return self._in_a_row >= PATIENCE

    def _take(self, calls: list[str]) -> None:
        with self._state:
            if self._closed:
                return
            self._extend(calls)
            if self._queue and self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="octomem-background", daemon=True
                )
                self._thread.start()
            self._state.notify_all()

    def _extend(self, calls: list[str]) -> None:
        known = self._failed.union(self._queue)
        fresh = [call for call in calls if call not in known]
        room = 0 if self._closed else max(0, self._most - len(self._queue))
        self._queue.extend(fresh[:room])

    def _work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._queue or self._closed)
                if self._closed:
                    return
                call = self._queue.popleft()
                self._busy = True
            helped, left = self._pass(call)
            self._settle(call, helped=helped, left=left)

    def _pass(self, call: str) -> tuple[bool, list[str]]:
        """Let the model read one call; say whether it did, and which calls there are still."""
        try:
            result = self._read(call)
            helped = result is None or not any(part.agent == MODEL for part in result.degraded)
            return helped, self._pending() if helped and not self._queue else []
        except Exception as error:  # noqa: BLE001 - the edge: the call stays pending, others go on
            if not self._closed:
                event("warning", "background.failed", **told(error))
            return False, []

    def _settle(self, call: str, *, helped: bool, left: list[str]) -> None:
        """Note how a pass ended, and take on what was left while the model was down."""
        with self._state:
            if helped:
                self._in_a_row = 0
            else:
                self._in_a_row += 1
            if not helped or call in left:
                self._failed.add(call)
            if self._down:
                self._queue.clear()
            self._extend(left)
            self._busy = False
            self._state.notify_all()
