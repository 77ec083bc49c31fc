"""Finds once in a reading what more than one step or agent looks for in it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar, cast

from octomem.agents.reading.reading import Reading

Thing = TypeVar("Thing")


def once(find: Callable[[Reading], Iterable[Thing]]) -> Callable[[Reading], tuple[Thing, ...]]:
    """Decorate what looks for things in a reading; the reading keeps what was found.

    For things that nobody changes, and that depend on the reading alone.
    """

    @wraps(find)
    def found(reading: Reading) -> tuple[Thing, ...]:
        if find not in reading.found:
            reading.found[find] = tuple(find(reading))
        return cast("tuple[Thing, ...]", reading.found[find])

    return found
