"""Lets recall go on while an engine is down, and says so."""

from collections.abc import Callable
from typing import TypeVar

from octomem.errors import StoreClosedError, StoreError, StoreUnavailableError
from octomem.operation import Degraded
from octomem.telemetry import event, told

T = TypeVar("T")


class Outages:
    """Asks the engines of one recall; one that is down is noted once and not asked again."""

    def __init__(self) -> None:
        self._down: dict[str, Degraded] = {}

    @property
    def degraded(self) -> list[Degraded]:
        """What was down, by the name of the engine that could not be asked."""
        return list(self._down.values())

    def ask(
        self,
        engine: str,
        question: Callable[[], T],
        instead: T,
        passing: type[StoreError] = StoreUnavailableError,
    ) -> T:
        """Return the answer, or `instead` while the engine is down.

        `passing` is what recall can do without; every other failure fails the call.
        """
        if engine in self._down:
            return instead
        try:
            return question()
        except StoreClosedError:
            raise
        except passing as error:
            event("warning", "engine.down", engine=engine, **told(error))
            self._down[engine] = Degraded(engine, str(error))
            return instead
