"""Lets recall go on while a server is away, and says so."""

from collections.abc import Callable
from typing import TypeVar

from octomem.errors import StoreUnavailableError
from octomem.operation import Degraded

T = TypeVar("T")


class Outages:
    """Asks the stores of one recall; one that is away is noted once and not asked again.

    Only that passes by itself: every other failure of a store fails the call.
    """

    def __init__(self) -> None:
        self._away: dict[str, Degraded] = {}

    @property
    def degraded(self) -> list[Degraded]:
        """What was away, by the name of the engine that could not be asked."""
        return list(self._away.values())

    def ask(self, engine: str, question: Callable[[], T], instead: T) -> T:
        """Return the answer, or `instead` while the engine's server is away."""
        if engine in self._away:
            return instead
        try:
            return question()
        except StoreUnavailableError as error:
            self._away[engine] = Degraded(engine, f"{type(error).__name__}: {error}")
            return instead
