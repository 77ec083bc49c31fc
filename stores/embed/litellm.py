"""Any embedding model that litellm reaches, hosted or on a server of one's own."""

import importlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.errors import MissingExtraError, StoreError
from octomem.stores.mapped import mapped
from octomem.stores.scripts import ANY

BATCH = 64
"""Texts per request."""
ATTEMPTS = 4
"""Requests for one batch, the first included."""
TIMEOUT = 60.0
"""Seconds for one request."""
LONGEST_WAIT = 20.0
"""Seconds between two attempts, at most."""

_TRANSIENT = (
    "APIConnectionError",
    "BadGatewayError",
    "InternalServerError",
    "RateLimitError",
    "ServiceUnavailableError",
    "Timeout",
)
"""What may pass by itself. Anything else would fail the same way again."""


class LitellmEmbedder:
    """Embeds with a model named as litellm names it ("openai/text-embedding-3-small").

    Needs the extra `models`. Rate limits, timeouts, broken connections and server errors are
    tried again, `attempts` times in all; nothing below retries too.

    Args:
        model: litellm's name of the model.
        dimension: Numbers per vector, where known; otherwise the first use asks the model.
        api_base: The server's address, where it is not the provider's own.
        api_key: The key; without one litellm looks into the provider's variable.
        timeout: Seconds for one request.
        attempts: Requests for one batch, the first included.
        sleep: Waits between attempts; tests pass their own.

    Raises:
        MissingExtraError: litellm or tenacity is not installed.
        StoreError: the model cannot be reached, refuses, or answers with no valid vectors.
    """

    def __init__(  # noqa: PLR0913 - keyword settings of one connection
        self,
        model: str,
        dimension: int | None = None,
        *,
        api_base: str | None = None,
        api_key: str | None = None,
        timeout: float = TIMEOUT,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._litellm, self._tenacity = (
            load("litellm", "LitellmEmbedder"),
            load("tenacity", "LitellmEmbedder"),
        )
        vars(self._litellm)["suppress_debug_info"] = True  # it prints advice on every error
        self._model = model
        self._dimension = dimension
        self._settings = {"api_base": api_base, "api_key": api_key, "timeout": timeout}
        self._attempts = attempts
        self._sleep = sleep

    @property
    def name(self) -> str:
        """The model's name; recorded in the store."""
        return f"litellm:{self._model}"

    @property
    def dimension(self) -> int:
        """Numbers per vector; asks the model where nobody has said."""
        if self._dimension is None:
            self._dimension = self._request(["dimension"]).shape[1]
        return self._dimension

    @property
    def scripts(self) -> frozenset[str]:
        """Any: what a hosted model was trained for, only whoever chose it knows."""
        return ANY

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text; an empty text is sent as a space."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
        rows = np.concatenate([self._request(batch) for batch in batches])
        self._dimension = self._dimension or rows.shape[1]
        if rows.shape[1] != self._dimension:
            raise _bad(f"{self._model!r} has {rows.shape[1]} dimensions, not {self._dimension}")
        return rows

    def _request(self, texts: Sequence[str]) -> NDArray[np.float32]:
        transient = tuple(getattr(self._litellm, error) for error in _TRANSIENT)
        with mapped("embedder", "embed", *self._litellm.LITELLM_EXCEPTION_TYPES):
            retrying = self._tenacity.Retrying(
                retry=self._tenacity.retry_if_exception_type(transient),
                stop=self._tenacity.stop_after_attempt(self._attempts),
                wait=self._tenacity.wait_random_exponential(multiplier=0.5, max=LONGEST_WAIT),
                sleep=self._sleep,
                reraise=True,
            )
            answer = retrying(
                self._litellm.embedding,
                model=self._model,
                input=[text.encode(errors="replace").decode() or " " for text in texts],
                max_retries=_NoRetries(),
                **{name: value for name, value in self._settings.items() if value is not None},
            )
        return _rows(answer.data, len(texts))


class _NoRetries(int):
    """A zero that is true: litellm reads `max_retries or 2`, so a plain zero retries twice."""

    def __bool__(self) -> bool:
        return True


def _rows(data: Sequence[Mapping[str, Any]], expected: int) -> NDArray[np.float32]:
    """Read the vectors of an answer, in the order of its indexes, and normalise them."""
    if len(data) != expected:
        raise _bad(f"{len(data)} vectors came back for {expected} texts")
    ordered = sorted(data, key=lambda row: row["index"])
    try:
        rows = np.array([row["embedding"] for row in ordered], dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise StoreError.of(error, store="embedder", operation="embed") from error
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    if rows.ndim != 2 or not np.isfinite(norms).all() or not norms.all():
        raise _bad("a vector came back that has no direction")
    unit: NDArray[np.float32] = (rows / norms).astype(np.float32)
    return unit


def _bad(message: str) -> StoreError:
    return StoreError(message, store="embedder", operation="embed")


def load(package: str, user: str) -> ModuleType:
    """Import a package of the extra for `user`; litellm only without its download at import."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise MissingExtraError("models", user) from error
