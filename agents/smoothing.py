"""Smoothing scores over neighbouring turns: an answer often stands beside the words asked for."""

from collections.abc import Mapping

Place = tuple[str, int]
"""A session (any text that names it) and a turn's position in it, from 0."""


def smooth(scores: Mapping[Place, float], weight: float) -> dict[Place, float]:
    """Add to each place's score those of its neighbours in the same session.

    A direct neighbour counts `weight`, one two places away half of it; a place without a
    score counts 0. The result holds the same places and may exceed 1.
    """
    shares = ((-2, weight / 2), (-1, weight), (1, weight), (2, weight / 2))
    return {
        (session, position): score
        + sum(share * scores.get((session, position + step), 0.0) for step, share in shares)
        for (session, position), score in scores.items()
    }


def normalised(scores: Mapping[Place, float]) -> dict[Place, float]:
    """Divide by the largest score, so that the best is 1; all zero stays so."""
    best = max(scores.values(), default=0.0)
    return {place: score / best if best > 0 else 0.0 for place, score in scores.items()}
