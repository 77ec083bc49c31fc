"""Carries the ledger's changes to a projection that cannot share its transaction."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import ClassVar

from sqlalchemy import Connection, func, select

from octomem.errors import StoreClosedError, StoreError
from octomem.stores.ledger import memories
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.memories import Steps
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import Follower
from octomem.telemetry import Stage, event, follow, told, unfollow

GATHERING = 1.0
"""Seconds without a further change after which a batch begins, unless somebody waits for it: a
write to the index costs about the same for one as for many, and while it lasts the index holds up
every call of the process, so that it waits for a pause between them."""
WORTH = 100
"""Changes of each partition, on average, for which a batch begins though changes go on. To write to a
partition's collection for the first time in a while takes as long as to write so many changes."""
MANY = 1_000
"""Changes of one partition for which it begins as well: a question to a large one compares them by hand."""
PORTION = 2_000
"""Changes that are read and applied at a time."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds before a failed batch is tried again: doubled each time up to the longest."""
UNSETTLED = 0.02
"""Seconds until it is looked again whether a transaction under way has ended, whose numbers
come before those that can be read already."""
LOOK = 30.0
"""Seconds after which is looked, where nothing is written, for what another process has written and did not follow,
and for what is to be mended."""


class Projector:
    """A background thread that keeps a projection up with the ledger.

    Changes are applied in batches, in the ledger's order, a partition's by themselves; progress is noted after
    each batch, so a crash repeats at most one, which does no harm. `wake` never blocks.
    Whoever holds `following` knows that no batch is under way, in whatever process: of a
    shared ledger one process follows at a time, a batch each, from where the last one ended.
    """

    long_enough: ClassVar[float] = 10.0
    """Seconds after which a batch begins though changes go on, if there are enough of them."""
    longest_gathering: ClassVar[float] = 60.0
    """Seconds after which it begins however few there are."""
    batch: ClassVar[int] = 10_000
    """Changes that are noted as followed together: as many as a minute of a bulk load gathers. A collection of
    Chroma is written once or twice for all of them."""

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
        self._busy = False
        """Whether a batch is under way."""
        self._proven = False
        """Whether the last batch was applied: before that batches are small, for what is noted is not tried again."""
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

    def hurry(self) -> None:
        """Begin a batch now, if none is under way: there are many changes, and nobody waits yet."""
        with self._state:
            if not self._busy:
                self._wanted = self._awaited = True
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
        """Finish the portion at hand and end the thread; the rest waits in the ledger."""
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
            with self._state:
                if self._stopping:
                    return
                self._wanted = self._awaited = False
                self._busy = True
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
            finally:
                with self._state:
                    self._busy = False

    def _gather(self) -> None:
        """Let further changes join, until nothing comes, it was long enough or somebody waits."""
        began = time.monotonic()
        longest = began + self.longest_gathering
        while self._waited(began, min(longest, time.monotonic() + self.long_enough)):
            if time.monotonic() >= longest or self._is_worth_it():
                return

    def _waited(self, began: float, until: float) -> bool:
        """Wait for as long as changes go on; False where a batch is to begin before that moment.

        A pause from before it `began` may be one that the last batch has made itself.
        """
        with self._state:
            while not self._awaited and not self._stopping:
                now, paused = time.monotonic(), max(self._woken, began) + GATHERING
                if now >= until:
                    return True
                if now >= paused:
                    return False
                self._state.wait(min(paused, until) - now)
            return False

    def _is_worth_it(self) -> bool:
        """Say whether there are many changes for their partitions, or of one of them, or something to mend."""
        row = memory_versions.c
        try:
            with self._ledger.read() as connection:
                after = self._ledger.followed(connection, self._name)
                query = select(func.count()).where(row.seq > after).group_by(row.partition)
                counts = connection.scalars(query).all()
            if self._index().unfinished():
                return True
        except StoreError:
            return True  # the batch meets it too, and is tried again
        return bool(counts) and (sum(counts) >= WORTH * len(counts) or max(counts) >= MANY)

    def _portions(self, steps: Steps) -> Iterator[Steps]:
        """Divide the changes of a batch into what is applied at a time: a partition's stay in their order."""
        of_partitions = iter(sorted(steps.items(), key=lambda step: step[1][1]))
        while portion := dict(islice(of_partitions, PORTION)):
            yield portion

    def _step(self) -> bool:
        """Follow one batch; False where nothing is left but what has come meanwhile and may be gathered."""
        with self._state:
            self._awaited = False
        limit = self.batch if self._proven else min(self.batch, PORTION)
        self._proven = False
        with self._following:
            settled = self._ledger.settled()
            with self._ledger.read() as connection:
                began = self._began(connection)
                steps = memories.steps_after(connection, began, limit, settled)
                newest = memories.last_seq(connection)
            position = max((seq for seq, _ in steps.values()), default=began)
            if steps or self._index().unfinished():
                self._doubt = began
                with Stage("octomem.project", projection=self._name, changes=len(steps)):
                    for at, portion in enumerate(self._portions(steps) if steps else [steps]):
                        if at and self._stopping:
                            return False
                        with self._ledger.read() as connection:
                            changes = memories.changes_of(connection, portion)
                        self._index().apply(changes)
                    with self._ledger.write() as connection:
                        self._ledger.set_followed(connection, self._name, position)
        if self._error is not None:
            event("info", "projection.up", projection=self._name)
        with self._state:
            self._position = position
            self._doubt = self._error = None
            self._proven = True
            self._state.notify_all()
        if newest > position and not steps:
            time.sleep(UNSETTLED)
        return newest > position or self._awaited

    def _began(self, connection: Connection) -> int:
        """Return where the next batch begins.

        Where the lock was lost during a batch, another process may have followed beside it,
        and what was written last may be older: that batch is followed again.
        """
        followed = self._ledger.followed(connection, self._name)
        return followed if self._doubt is None else min(followed, self._doubt)
