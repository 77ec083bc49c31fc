"""Smoothing scores over neighbouring turns: an answer often stands beside the words asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Place = tuple[str, int]
"""A session (any text that names it) and a turn's position in it, from 0."""
Scores = NDArray[np.float64]
"""One score per turn, in the order of the turns."""

_STEPS = ((-2, 0.5), (-1, 1.0), (1, 1.0), (2, 0.5))
"""Which neighbours count, and for how much of the weight."""
_REACH = max(step for step, _ in _STEPS)


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Which of some turns stand next to each other; each of them has a place of its own."""

    count: int
    """How many turns there are."""
    beside: Sequence[tuple[float, NDArray[np.intp]]]
    """By share of the weight, each turn's neighbour; `count` where there is none."""

    @classmethod
    def of(cls, places: Sequence[Place]) -> "Surroundings":
        """Find out which turns are neighbours, from where each stands."""
        sessions: dict[str, int] = {}
        numbers = [sessions.setdefault(name, len(sessions)) for name, _ in places]
        at = np.array([position for _, position in places], dtype=np.int64)
        # Each session has a stretch of its own, with room for what would stand before and after.
        keys = np.array(numbers, dtype=np.int64) * (at.max(initial=0) + 2 * _REACH + 1) + at
        order = np.argsort(keys)
        found = [(share, _found(keys + step, keys, order)) for step, share in _STEPS]
        return cls(len(places), found)

    def __len__(self) -> int:
        return self.count

    def spread(self, met: NDArray[np.float32], share: float) -> NDArray[np.float32]:
        """Let turns lend what they met: of each column the best of its own and what neighbours lend.

        `met` has a row per turn. A direct neighbour lends `share` of what it has, one two places
        away half of it; so a question is met by a turn together with what stands around it.
        """
        padded = np.vstack([met, np.zeros_like(met[:1])])
        lent = met.copy()
        for part, beside in self.beside:
            np.maximum(lent, np.float32(share * part) * padded[beside], out=lent)
        return lent

    def smooth(self, scores: Scores, weight: float) -> Scores:
        """Add to each turn's score those of its neighbours in the same session.

        A direct neighbour counts `weight`, one two places away half of it; a place that is
        not among the turns counts 0. The result may exceed 1.
        """
        if not weight:
            return scores
        padded = np.append(scores, 0.0)
        smoothed = scores.copy()
        for share, beside in self.beside:
            smoothed += weight * share * padded[beside]
        return smoothed


def _found(
    wanted: NDArray[np.int64], keys: NDArray[np.int64], order: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Return where each wanted key is among `keys`, past their end for one that is not there."""
    ordered = np.append(keys[order], np.iinfo(np.int64).max)
    place = np.searchsorted(ordered, wanted)
    rows = np.append(order, len(keys))
    return np.where(ordered[place] == wanted, rows[place], len(keys))


def normalised(scores: Scores) -> Scores:
    """Divide by the largest score, so that the best is 1; all zero stays so."""
    best = scores.max(initial=0.0)
    return scores / best if best > 0 else scores
