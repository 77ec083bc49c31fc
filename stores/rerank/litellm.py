"""Any rerank model that litellm reaches, hosted or on a server of one's own."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.errors import StoreError
from octomem.stores.embed.litellm import load
from octomem.stores.mapped import mapped
from octomem.stores.rerank.onnx import checked


class LitellmReranker:
    """Asks a model named as litellm names it ("cohere/rerank-v3.5", "infinity/<model>").

    Needs the extra `models`. One request a question and no second try: a question does not
    wait for a reranker. The key comes from the provider's own variable.

    Args:
        model: litellm's name of the model.
        api_base: The server's address, where it is not the provider's own.
        timeout: Seconds for the request.

    Raises:
        MissingExtraError: litellm is not installed.
        StoreError: the model cannot be reached, refuses, or leaves a text out.
    """

    def __init__(self, model: str, *, api_base: str | None = None, timeout: float) -> None:
        self._litellm = load("litellm", "LitellmReranker")
        vars(self._litellm)["suppress_debug_info"] = True  # it prints advice on every error
        self._model = model
        self._settings: dict[str, Any] = {"timeout": timeout}
        if api_base is not None:
            self._settings["api_base"] = api_base

    @property
    def name(self) -> str:
        """What the setting calls it."""
        return f"litellm:{self._model}"

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return one score per text, higher is better, on a scale of the model's own."""
        if not texts:
            return np.empty(0)
        # What a provider's answer lacks shows as any of these, inside litellm.
        foreign = (*self._litellm.LITELLM_EXCEPTION_TYPES, ValueError, TypeError, KeyError)
        with mapped("reranker", "rerank", *foreign):
            answer = self._litellm.rerank(
                model=self._model,
                query=query,
                documents=list(texts),
                top_n=len(texts),
                return_documents=False,
                max_retries=0,
                **self._settings,
            )
            return _in_order(answer.results or [], len(texts))


def _in_order(results: Sequence[Mapping[str, Any]], expected: int) -> NDArray[np.float64]:
    """Read the scores in the order of the texts."""
    found = {int(one["index"]): float(one["relevance_score"]) for one in results}
    if found.keys() != set(range(expected)):
        message = f"scores came back for {len(found)} of {expected} texts"
        raise StoreError(message, store="reranker", operation="rerank")
    return checked(np.array([found[place] for place in range(expected)]))
