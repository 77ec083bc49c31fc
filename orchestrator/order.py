"""Lets the calls of one partition decide in the order in which they were recorded.

A call that was recorded first and commits last comes late: all that it bears on is decided anew,
in the one transaction that may write (`late`). So a call waits, once it has been read, for those
before it that are under way in this process. No thread waits with it, and nobody else's call.
"""

import asyncio
import threading
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import contextmanager

PATIENCE = 5.0
"""Seconds after which a call no longer waits for those before it: one may be held up for long."""


class Order:
    """Knows which calls are under way. Safe for threads and for several event loops."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._under_way: dict[int, list[Place]] = {}
        """By partition."""

    @contextmanager
    def call(self) -> Generator["Place"]:
        """Give a call a place, which it leaves when the block ends."""
        place = Place(self)
        try:
            yield place
        finally:
            self._leave(place)

    def take(self, place: "Place", partition: int, number: int) -> None:
        """Say that a call was recorded, by its first turn's number; of one that is over, nothing."""
        with self._guard:
            place.number = number
            if not place.over.done():
                place.partition = partition
                self._under_way.setdefault(partition, []).append(place)

    def before(self, place: "Place") -> list["Place"]:
        """Return the calls under way that were recorded before one in its partition."""
        with self._guard:
            held = self._under_way.get(place.partition, ()) if place.partition is not None else ()
            return [each for each in held if each.number < place.number]

    def _leave(self, place: "Place") -> None:
        with self._guard:
            if place.partition is not None:
                held = self._under_way[place.partition]
                held.remove(place)
                if not held:
                    del self._under_way[place.partition]
            place.over.set_result(None)


class Place:
    """The place of one call."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.partition: int | None = None
        """None until the call is recorded."""
        self.number = 0
        self.over: Future[None] = Future()
        self.over.set_running_or_notify_cancel()  # nobody who gives up waiting can cancel it

    def take(self, partition: int, number: int) -> None:
        """Take the place of a call that is recorded; from any thread."""
        self._order.take(self, partition, number)

    async def come(self, patience: float = PATIENCE) -> bool:
        """Wait until every earlier call of the partition is over; False where that took too long."""
        waiting = [asyncio.wrap_future(each.over) for each in self._order.before(self)]
        if not waiting:
            return True
        try:
            _, late = await asyncio.wait(waiting, timeout=patience)
        finally:
            for each in waiting:
                each.cancel()
        return not late
