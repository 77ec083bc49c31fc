"""What words in Chinese are worth: whether what they say still holds when the talk is over.

A logistic regression per question over the characters of a clause, one by one and by twos, and
of the question that it answers. Each of them has its weight at a place that its hash names
(Weinberger et al. 2009). benchmarks/chinese_worth.py trains it on messages written for this
project.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.worth import Worth

WEIGHTS = "chinese-worth.npz"
PLACES = 1 << 16
CONSTANT = "1"
"""What every clause has; no pair of characters."""
LONGEST = 40
"""Characters of a clause and of a question that are looked at."""

Floats = NDArray[np.float64]


def weigh(question: str, clause: str) -> Worth:
    """Return what a clause is worth; `question` is what it answers, empty if nothing."""
    places = np.array(places_of(question, clause))
    weights = _weights()
    odds = weights[:, places].sum(axis=1) / np.sqrt(len(places))
    return Worth(*(1 / (1 + np.exp(-odds))).tolist())


def places_of(question: str, clause: str) -> list[int]:
    """Return the places of the weights that count for a clause, each once."""
    return sorted({crc32(mark.encode()) % PLACES for mark in _marks(question, clause)})


def _marks(question: str, clause: str) -> Iterator[str]:
    yield CONSTANT
    text = f"^{simplified(clause[:LONGEST])}$"
    yield from text
    yield from (text[at : at + 2] for at in range(len(text) - 1))
    if question:
        asked = f"^{simplified(question[-LONGEST:])}$"
        yield from (f"?{asked[at : at + 2]}" for at in range(len(asked) - 1))


@cache
def _weights() -> Floats:
    """Return the weights, (6, places): whole numbers as they are shipped, times their scale."""
    data = files("octomem").joinpath("data", WEIGHTS).read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        weights: Floats = stored["weights"] * stored["scale"][:, np.newaxis].astype(np.float64)
    return weights
