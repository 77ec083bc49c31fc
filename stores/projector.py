"""Carries the ledger's changes to a projection that cannot share its transaction."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar

from sqlalchemy import Connection, func, select

from octomem.errors import StoreClosedError, StoreError
from octomem.stores.ledger import memories
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import Follower
from octomem.telemetry import Stage, event, follow, told, unfollow

GATHERING = 1.0
"""Seconds without a further change after which a batch begins, unless somebody waits for it: a
write to the index costs about the same for one as for many, and while it lasts the index holds up
every call of the process, so that it waits for a pause between them."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds before a failed batch is tried again: doubled each time up to the longest."""
UNSETTLED = 0.02
"""Seconds until it is looked again whether a transaction under way has ended, whose numbers
come before those that can be read already."""
LOOK = 30.0
"""Seconds after which is looked for what another process has written and did not follow, and for what is to be mended."""


class Projector:
    """A background thread that keeps a projection up with the ledger.

    Changes are applied in the ledger's order and in batches; progress is noted after
    each, so a crash repeats at most one batch, which does no harm. `wake` never blocks.
    Whoever holds `following` knows that no batch is under way, in whatever process: of a
    shared ledger one process follows at a time, a batch each, from where the last one ended.
    """

    longest_gathering: ClassVar[float] = 10.0
    """Seconds after which a batch begins though changes go on."""
    batch: ClassVar[int] = 2_000
    """Changes at a time: as many as ten seconds of a bulk load gather. A collection of Chroma is written for all
    of them together, which takes half as long as with 500 at a time."""

    def __init__(
        self,
        ledger: Ledger,
        index: Callable[[], Follower],
        name: str,
        following: AbstractContextManager[object],
    ) -> None:
        self._following = following
        self._ledger = ledger
        self._index = index
        self._name = name
        self._state = threading.Condition()
        self._wanted = False
        self._woken = 0.0
        """When it was last said that there is something to follow, by the monotonic clock."""
        self._awaited = False
        self._stopping = False
        self._position = 0
        self._doubt: int | None = None
        """Where a batch began, until it is sure that nobody else followed meanwhile."""
        self._error: StoreError | None = None
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """What it is called in the ledger."""
        return self._name

    @property
    def position(self) -> int:
        """How far the projection has followed, as far as this process knows."""
        return self._position

    @property
    def error(self) -> StoreError | None:
        """What keeps the projection from following, if anything does."""
        return self._error

    def start(self) -> None:
        """Begin to follow; what an earlier process left undone comes first."""
        with self._ledger.read() as connection:
            self._position = self._ledger.followed(connection, self._name)
        self._thread = threading.Thread(target=self._run, name="octomem-projector", daemon=True)
        self._thread.start()
        follow(self)
        self.wake()

    def wake(self) -> None:
        """Say that there is something to follow."""
        with self._state:
            self._wanted = True
            self._woken = time.monotonic()
            self._state.notify_all()

    def lag(self) -> int:
        """Return how many changes are not followed yet."""
        with self._ledger.read() as connection:
            after = self._ledger.followed(connection, self._name)
            query = select(func.count()).where(memory_versions.c.seq > after)
            return connection.scalar(query) or 0

    def wait(self, target: int, timeout: float | None) -> bool:
        """Wait until changes up to `target` are followed; False where time ran out first.

        Raises:
            StoreError: the projection is down; it is tried again in the background.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._state:
            self._wanted = self._awaited = True
            self._state.notify_all()
            while self._position < target and not self._stopping:
                if self._error is not None:
                    raise self._error
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    break
                self._state.wait(left)
            if self._stopping and self._position < target:
                raise StoreClosedError("it was stopped", store=self._name, operation="wait")
            return self._position >= target

    def stop(self) -> None:
        """Finish the batch at hand and end the thread; the rest waits in the ledger."""
        unfollow(self)
        with self._state:
            self._stopping = True
            self._state.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._follow()
        except BaseException as error:
            with self._state:
                name = type(error).__name__
                message = f"the thread ended: {name}; open the store again"
                self._error = StoreError(message, store=self._name, operation="follow")
                self._state.notify_all()
            raise

    def _follow(self) -> None:
        pause = FIRST_PAUSE
        while True:
            with self._state:
                while not self._wanted and not self._stopping:
                    if not self._state.wait(LOOK):
                        self._wanted = True
                self._gather()
                if self._stopping:
                    return
                self._wanted = self._awaited = False
            try:
                while not self._stopping and self._step():
                    pass
                pause = FIRST_PAUSE
            except StoreError as error:
                event(
                    "warning", "projection.down", projection=self._name, pause=pause, **told(error)
                )
                with self._state:
                    self._error = error
                    self._wanted = True
                    self._state.notify_all()
                    # New changes do not cut the pause short: what is down is left alone.
                    self._state.wait_for(lambda: self._stopping, pause)
                    # Nor does the next try wait for a pause between calls, whatever it was that failed.
                    self._awaited = True
                pause = min(LONGEST_PAUSE, pause * 2)

    def _gather(self) -> None:
        """Let further changes join, until nothing comes, it was long enough or somebody waits."""
        longest = time.monotonic() + self.longest_gathering
        while not self._awaited and not self._stopping:
            left = min(self._woken + GATHERING, longest) - time.monotonic()
            if left <= 0:
                return
            self._state.wait(left)

    def _step(self) -> bool:
        """Follow one batch; False where there was nothing left."""
        with self._following:
            settled = self._ledger.settled()
            with self._ledger.read() as connection:
                began = self._began(connection)
                changes = memories.changes_after(connection, began, self.batch, settled)
                behind = bool(changes) or memories.last_seq(connection) > began
            position = changes[-1].seq if changes else began
            if changes or self._index().unfinished():
                self._doubt = began
                with Stage("octomem.project", projection=self._name, changes=len(changes)):
                    self._index().apply(changes)
                    with self._ledger.write() as connection:
                        self._ledger.set_followed(connection, self._name, position)
        if self._error is not None:
            event("info", "projection.up", projection=self._name)
        with self._state:
            self._position = position
            self._doubt = self._error = None
            self._state.notify_all()
        if behind and not changes:
            time.sleep(UNSETTLED)
        return behind

    def _began(self, connection: Connection) -> int:
        """Return where the next batch begins.

        Where the lock was lost during a batch, another process may have followed beside it,
        and what was written last may be older: that batch is followed again.
        """
        followed = self._ledger.followed(connection, self._name)
        return followed if self._doubt is None else min(followed, self._doubt)
