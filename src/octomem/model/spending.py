"""A limit on what a store's model calls may cost in a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from octomem.errors import SpendingLimitError
from octomem.model.seam import Answer, Message, Model
from octomem.operation import Usage


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be spent in one day, UTC; None: no limit."""

    cost: float | None = None
    """US dollars, by litellm's list of prices; a local model costs nothing."""
    tokens: int | None = None
    """Prompt and completion tokens together."""


class LimitedModel:
    """Refuses to ask once the day's limit is reached; the call that reaches it is finished.

    Args:
        model: who is asked.
        limits: how much.
        spent: what the store has spent today, the calls under way left out.
    """

    def __init__(self, model: Model, limits: Limits, spent: Callable[[], Usage]) -> None:
        self._model = model
        self._limits = limits
        self._spent = spent

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """Ask while there is something left."""
        self.check()
        return await self._model.ask(messages, schema)

    def check(self) -> None:
        """See whether there is something left.

        Raises:
            SpendingLimitError: the day's limit is reached.
        """
        limits = self._limits
        if limits.cost is None and limits.tokens is None:
            return
        spent = self._spent()
        if limits.cost is not None and spent.cost >= limits.cost:
            raise SpendingLimitError(
                f"{spent.cost:.4f} of {limits.cost:.4f} US dollars are spent today; raise "
                "model_daily_cost, or wait for the next day (UTC)",
                self.name,
            )
        tokens = spent.prompt_tokens + spent.completion_tokens
        if limits.tokens is not None and tokens >= limits.tokens:
            raise SpendingLimitError(
                f"{tokens:,} of {limits.tokens:,} tokens are spent today; raise "
                "model_daily_tokens, or wait for the next day (UTC)",
                self.name,
            )
