"""Trying again what may pass by itself: rate limits, overload, broken connections, timeouts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from octomem.errors import MissingExtraError, ModelUnavailableError
from octomem.model.seam import Answer, Message, Model

LONGEST_WAIT = 20.0
"""Seconds between two attempts, at most."""


class RetryingModel:
    """Asks up to `attempts` times; nothing above or below it tries again.

    Only ModelUnavailableError is tried again: what the provider refuses it would refuse
    the same way once more.
    """

    def __init__(
        self,
        model: Model,
        attempts: int,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._model = model
        self._attempts = attempts
        self._sleep = sleep
        try:
            self._tenacity: Any = import_module("tenacity")
        except ImportError as error:
            raise MissingExtraError("models", "a language model") from error

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """Ask, and count what had to be tried again."""
        tried = 0

        async def once() -> Answer:
            nonlocal tried
            tried += 1
            return await self._model.ask(messages, schema)

        retrying = self._tenacity.AsyncRetrying(
            retry=self._tenacity.retry_if_exception_type(ModelUnavailableError),
            stop=self._tenacity.stop_after_attempt(self._attempts),
            wait=self._tenacity.wait_random_exponential(multiplier=0.5, max=LONGEST_WAIT),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            answer: Answer = await retrying(once)
        except ModelUnavailableError as error:
            error.usage = replace(error.usage, retries=error.usage.retries + tried - 1)
            raise
        usage = answer.usage
        return replace(answer, usage=replace(usage, retries=usage.retries + tried - 1))
