"""The second hop: turns like those that a question found first.

What a question asks for is often told in several turns, and one of them says in which words the others
may be told. No text is encoded again: the stored vectors of the first turns are asked with
(pseudo-relevance feedback: Rocchio 1971, but with each turn apart rather than with their mean).
"""

import numpy as np
from numpy.typing import NDArray

from octomem.agents.smoothing import Scores
from octomem.agents.turns import Rows
from octomem.orchestrator.whole import calibrated
from octomem.stores.products import products

FIRST = 3
"""So many turns are asked with; 2 and 5 were no better on our own questions."""
SAME = 0.99
"""Cosine from which two turns say the same: "thanks!" is not found by another "thanks!"."""


DIGITS = 6
"""Digits of what speaks for a turn that count: the last ones depend on which products were made together."""


def second_hop(order: Scores, vectors: NDArray[np.float32], place: Rows) -> Scores:
    """Score turns by how like one of the first they are, in [0, 1].

    `order` has what speaks for each turn so far, and `vectors` a row of length 1 for each. What a turn
    behind the first one finds counts as much less as the turn itself, and a turn finds neither itself
    nor what says the same. Of equal turns those are first whose `place` is lower.
    """
    order = np.round(order, DIGITS)
    found = np.zeros(len(order))
    first = np.lexsort((place, -order))[:FIRST].tolist()
    for turn in first:
        if order[turn] <= 0:
            break
        cosines = products(vectors, vectors[turn])
        like = np.where(cosines < SAME, calibrated(cosines), 0.0) * (order[turn] / order[first[0]])
        np.maximum(found, like, out=found)
    return found
