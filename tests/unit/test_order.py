"""Calls of one partition decide in the order in which they were recorded."""

import threading
from concurrent.futures import ThreadPoolExecutor

from octomem.orchestrator.order import Order

PATIENCE = 60.0
"""Seconds after which a test fails rather than hangs."""


def test_a_call_waits_for_those_recorded_before_it() -> None:
    """Whichever is read first; and it goes on when the last of them is over."""
    order, decided = Order(), list[int]()
    begun, read = threading.Barrier(3), threading.Event()

    def call(place: int) -> None:
        with order.under_way(1, place):
            begun.wait(PATIENCE)
            if place == 1:
                assert read.wait(PATIENCE)
            assert order.wait(1, place, PATIENCE)
            decided.append(place)

    with ThreadPoolExecutor(3) as pool:
        calls = [pool.submit(call, place) for place in (3, 1, 2)]
        assert not any(each.done() for each in calls)
        read.set()
        for each in calls:
            each.result(PATIENCE)

    assert [1, 2, 3] == decided


def test_a_call_waits_neither_for_later_ones_nor_for_other_partitions() -> None:
    """Both are under way when it decides."""
    order = Order()
    with order.under_way(1, 2), order.under_way(1, 3), order.under_way(2, 1):
        assert order.wait(1, 2, 0.0)


def test_a_call_that_is_held_up_is_not_waited_for_for_ever() -> None:
    """Its failing lets the others go on, too."""
    order = Order()
    with order.under_way(1, 1), order.under_way(1, 2):
        assert not order.wait(1, 2, 0.01)
    with order.under_way(1, 2):
        assert order.wait(1, 2, 0.0)
