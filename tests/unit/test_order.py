"""Calls of one partition decide in the order in which they were recorded."""

import asyncio
import threading

from octomem.orchestrator.order import Order

PATIENCE = 60.0
"""Seconds after which a test fails rather than hangs."""


async def test_a_call_waits_for_those_recorded_before_it() -> None:
    """Whichever is read first; and it goes on when the last of them is over."""
    order, decided, read = Order(), list[int](), asyncio.Event()

    async def call(number: int) -> None:
        with order.call() as place:
            place.take(1, number)
            await asyncio.sleep(0)
            if number == 1:
                await read.wait()
            assert await place.come(PATIENCE)
            decided.append(number)

    calls = [asyncio.create_task(call(number)) for number in (3, 1, 2)]
    await asyncio.sleep(0.05)
    assert not decided
    read.set()
    await asyncio.gather(*calls)

    assert [1, 2, 3] == decided


def test_calls_of_other_threads_and_loops_are_waited_for() -> None:
    """Each thread runs a loop of its own."""
    order, decided, begun = Order(), list[int](), threading.Barrier(2)

    async def call(number: int) -> None:
        with order.call() as place:
            place.take(1, number)
            begun.wait(PATIENCE)
            await asyncio.sleep(0.05 if number == 1 else 0)
            assert await place.come(PATIENCE)
            decided.append(number)

    threads = [threading.Thread(target=asyncio.run, args=(call(number),)) for number in (2, 1)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)

    assert [1, 2] == decided


async def test_a_call_waits_neither_for_later_ones_nor_for_other_partitions() -> None:
    """All are under way when it decides; so is one that is not recorded yet."""
    order = Order()
    with order.call() as own, order.call() as later, order.call() as others, order.call():
        own.take(1, 2)
        later.take(1, 3)
        others.take(2, 1)

        assert await own.come(0.0)


async def test_a_call_that_is_held_up_is_not_waited_for_for_ever() -> None:
    """And whoever gives up waiting leaves it as it is."""
    order = Order()
    with order.call() as own:
        own.take(1, 2)
        with order.call() as first:
            first.take(1, 1)
            assert not await own.come(0.01)
            waiting = asyncio.create_task(own.come(PATIENCE))
            await asyncio.sleep(0.01)
            waiting.cancel()
            await asyncio.wait([waiting])
        assert await own.come(0.0)


async def test_a_call_that_is_over_takes_no_place() -> None:
    """Its thread may still record when nobody waits for it any more."""
    order = Order()
    with order.call() as gone:
        pass
    gone.take(1, 1)
    with order.call() as own:
        own.take(1, 2)

        assert await own.come(0.0)
