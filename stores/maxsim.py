"""Late interaction as pure arithmetic: each word of a question meets its nearest word.

MaxSim of ColBERT (Khattab, Zaharia 2020), each token weighted by how rare its word is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from octomem.stores.products import Raised, products, raised, whole_product
from octomem.stores.seams import Tokens
from octomem.stores.terms import query_terms

Weights = NDArray[np.float32]
Met = NDArray[np.float32]
"""A row per candidate, a column per token of the question that weighs anything: the best cosine."""

SLICE = 8_192
"""Tokens of candidates that are multiplied together, about."""

DIGITS = 5
"""Decimal places of a score."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def token_weights(
    text: str, spans: Sequence[tuple[int, int]], terms: Mapping[str, float]
) -> Weights:
    """Return one weight per token: its word's, as `terms` has it by index term.

    A token of no word, or of a word without content, weighs nothing.
    """
    weights = np.zeros(len(spans), dtype=np.float32)
    for word in _WORD.finditer(text):
        weight = max((terms.get(term, 0.0) for term in query_terms(word.group())), default=0.0)
        for at, (start, end) in enumerate(spans):
            if start < word.end() and word.start() < end:
                weights[at] = weight
    return weights


def maxsim(
    question: Tokens,
    weights: Weights,
    candidates: Mapping[str, Tokens],
    *,
    spread: Callable[[Met], Met] = lambda met: met,
) -> dict[str, float]:
    """Score candidates, in [0, 1]: the weighted mean of each token's best cosine.

    Args:
        question: the question's tokens.
        weights: one per token of the question.
        candidates: the tokens of each candidate; one without tokens scores 0.
        spread: what candidates lend each other, on the rows of all that have tokens, in order.
    """
    held = {name: tokens for name, tokens in candidates.items() if len(tokens)}
    if not held:
        return dict.fromkeys(candidates, 0.0)
    lengths = np.array([len(tokens) for tokens in held.values()])
    together = raised(np.concatenate(list(held.values())))
    scores = scored(question, weights, together, lengths, spread=spread)
    return dict.fromkeys(candidates, 0.0) | dict(zip(held, scores.tolist(), strict=True))


def scored(
    question: Tokens,
    weights: Weights,
    tokens: Raised,
    lengths: NDArray[np.intp],
    *,
    spread: Callable[[Met], Met] = lambda met: met,
) -> NDArray[np.float32]:
    """Score candidates as `maxsim` does, whose tokens lie one after the other, each number raised.

    `lengths` says how many each has; one without tokens scores 0, and lends nothing.
    """
    asked = question[weights > 0]
    has = lengths > 0
    if not len(asked) or not has.any():
        return np.zeros(len(lengths), dtype=np.float32)
    met = np.zeros((len(lengths), len(asked)), dtype=np.float32)
    met[has] = _best(tokens, lengths[has], asked) * _scale(question)
    counted = weights[weights > 0]
    scores = products(spread(met), counted / counted.sum())
    shares: Met = np.where(has, np.clip(scores, 0.0, 1.0), np.float32(0.0))
    return shares.round(DIGITS)


def _best(tokens: Raised, lengths: NDArray[np.intp], asked: Tokens) -> NDArray[np.int32]:
    """Return each candidate's largest product with each token asked for; all have tokens.

    A slice of candidates at a time: the runtime keeps the memory of the largest product that it made.
    """
    ends: NDArray[np.intp] = np.cumsum(lengths)
    starts: NDArray[np.intp] = ends - lengths
    found = np.empty((len(lengths), len(asked)), dtype=np.int32)
    begins: NDArray[np.intp] = np.searchsorted(starts, np.arange(0, int(starts[-1]) + 1, SLICE))
    slices: list[int] = np.unique(begins).tolist()
    for first, last in pairwise([*slices, len(lengths)]):
        begin = starts[first]
        made = whole_product(tokens[begin : ends[last - 1]], asked.T)
        np.maximum.reduceat(made, starts[first:last] - begin, axis=0, out=found[first:last])
    return found


def _scale(question: Tokens) -> np.float32:
    """Return what turns a product of two tokens into their cosine."""
    return np.float32(1 / np.iinfo(question.dtype).max ** 2)
