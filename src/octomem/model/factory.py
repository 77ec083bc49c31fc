"""From settings to a model: the connection, and what is wrapped around it."""

from collections.abc import Callable

from octomem.model.caching import CachedModel
from octomem.model.fallbacks import FallbackModel
from octomem.model.litellm import LitellmModel
from octomem.model.retrying import RetryingModel
from octomem.model.seam import Model
from octomem.model.spending import LimitedModel, Limits
from octomem.operation import Usage
from octomem.settings import Settings


class Configured:
    """The model of the settings, and what is to be done with it when the store closes."""

    def __init__(self, settings: Settings, name: str, spent: Callable[[], Usage]) -> None:
        self._connections = [
            LitellmModel(
                each,
                api_base=settings.model_api_base if _provider(each) == _provider(name) else None,
                timeout=settings.model_timeout,
                max_tokens=settings.model_max_tokens,
                schema=settings.model_schema,
                concurrency=settings.model_concurrency,
            )
            for each in (name, *settings.model_fallbacks)
        ]
        tried = [RetryingModel(one, settings.model_attempts) for one in self._connections]
        model: Model = tried[0] if len(tried) == 1 else FallbackModel(tried)
        limits = Limits(settings.model_daily_cost, settings.model_daily_tokens)
        self._limited = LimitedModel(model, limits, spent)
        self._cache = CachedModel(self._limited, settings.model_cache)
        self.model: Model = self._cache

    def check(self) -> None:
        """See whether anything may be spent today.

        Raises:
            SpendingLimitError: the day's limit is reached.
        """
        self._limited.check()

    def clear(self) -> None:
        """Drop what is kept of earlier answers."""
        self._cache.clear()

    def close(self) -> None:
        """Let no further request begin."""
        for connection in self._connections:
            connection.close()


def _provider(model: str) -> str:
    return model.partition("/")[0]
