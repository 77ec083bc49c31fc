"""How sure a mean over questions is: bootstrap intervals (Efron 1979), as pure functions."""

from collections.abc import Sequence

import numpy as np

RESAMPLES = 1000
SEED = 1
"""One seed for everything that is drawn, printed with every table."""
LEVEL = 0.95

Interval = tuple[float, float]
"""Lower and upper end."""


def bootstrap(
    groups: Sequence[Sequence[float]], resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """Return the 95 % percentile interval of the mean over all questions.

    Questions are drawn with replacement within their group (conversation), so that each
    resample has as many of each conversation as the data. (0, 0) where there is none.
    """
    draws = np.random.default_rng(seed)
    held = [np.asarray(group, dtype=np.float64) for group in groups if len(group)]
    if not held:
        return (0.0, 0.0)
    sums = np.zeros(resamples)
    for group in held:
        sums += group[draws.integers(0, len(group), (resamples, len(group)))].sum(axis=1)
    means = sums / sum(len(group) for group in held)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return (float(low), float(high))


def differs(interval: Interval) -> bool:
    """Say whether a difference's interval leaves out zero."""
    low, high = interval
    return low > 0 or high < 0
