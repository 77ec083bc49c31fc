"""BM25 as pure arithmetic: no statistics, no storage.

Okapi BM25 (Robertson, Walker, Jones, Hancock-Beaulieu, Gatford 1994) with the inverse
document frequency of Lucene's BM25Similarity, which never falls below zero.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
"""How soon a repeated term stops adding to the score."""
B = 0.75
"""How much a long document is held back, in [0, 1]."""

Integers = NDArray[np.int64]
Counts = NDArray[np.integer[Any]]
"""Whole numbers that are not negative, of any width."""
Scores = NDArray[np.float64]


def idf(documents: int, containing: int) -> float:
    """Return the weight of a term that `containing` of `documents` documents hold."""
    return math.log(1 + (documents - containing + 0.5) / (containing + 0.5))


def saturation(frequencies: Counts | Scores, lengths: Integers, average_length: float) -> Scores:
    """Return what a term adds to each document per unit of idf, in [0, K1 + 1)."""
    held_back = K1 * (1 - B + B * lengths / average_length)
    return frequencies * (K1 + 1) / (frequencies + held_back)


def attainable(idfs: list[float]) -> float:
    """Return the score that no document can exceed for terms of these weights."""
    return (K1 + 1) * math.fsum(idfs)
