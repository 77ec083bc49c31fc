"""Retrieval metrics over one ranked list and a set of gold items, as pure functions.

`ranked` is best first. An item that is listed again counts once, at its first place.
`gold` is never empty: a question without evidence is left out before it is scored.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

CUTOFFS = (5, 10, 20, 50)
"""The k at which any, all and fraction are reported."""
SHOWN = ("any@10", "all@10", "any@50", "all@50")
"""The metrics that get intervals, and that runs are compared by."""


def any_at(ranked: Sequence[str], gold: Collection[str], k: int) -> float:
    """Return 1.0 if at least one gold item is among the first `k`, else 0.0."""
    return float(_found(ranked, gold, k) > 0)


def all_at(ranked: Sequence[str], gold: Collection[str], k: int) -> float:
    """Return 1.0 if every gold item is among the first `k`, else 0.0."""
    return float(_found(ranked, gold, k) == len(_gold(gold)))


def fraction_at(ranked: Sequence[str], gold: Collection[str], k: int) -> float:
    """Return the share of gold items among the first `k` (recall at k), in [0, 1]."""
    return _found(ranked, gold, k) / len(_gold(gold))


def reciprocal_rank(ranked: Sequence[str], gold: Collection[str]) -> float:
    """Return 1 / rank of the first gold item, ranks from 1; 0.0 if there is none."""
    wanted = _gold(gold)
    for rank, item in enumerate(_unique(ranked), start=1):
        if item in wanted:
            return 1.0 / rank
    return 0.0


def ndcg_at(ranked: Sequence[str], gold: Collection[str], k: int) -> float:
    """Return the normalised discounted cumulative gain of the first `k`, in [0, 1].

    Gains are 0 or 1 and the discount is log2(rank + 1) (Järvelin, Kekäläinen 2002).
    """
    wanted = _gold(gold)
    gain = sum(
        1.0 / math.log2(rank + 1)
        for rank, item in enumerate(_unique(ranked)[:k], start=1)
        if item in wanted
    )
    ideal = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(k, len(wanted)) + 1))
    return min(1.0, gain / ideal)


METRICS: Mapping[str, Callable[[Sequence[str], Collection[str]], float]] = {
    **{f"any@{k}": partial(any_at, k=k) for k in CUTOFFS},
    **{f"all@{k}": partial(all_at, k=k) for k in CUTOFFS},
    **{f"fraction@{k}": partial(fraction_at, k=k) for k in CUTOFFS},
    "mrr": reciprocal_rank,
    "ndcg@10": partial(ndcg_at, k=10),
}
"""Every metric that a report holds, by its name there."""


def score(ranked: Sequence[str], gold: Collection[str]) -> dict[str, float]:
    """Return every metric of one question."""
    return {name: metric(ranked, gold) for name, metric in METRICS.items()}


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of each metric over `n` questions, each in [0, 1]."""

    n: int
    values: dict[str, float]


def mean(scores: Iterable[Mapping[str, float]]) -> Mean:
    """Average the scores of several questions; zeros where there is no question."""
    rows = list(scores)
    values = {name: sum(row[name] for row in rows) / max(1, len(rows)) for name in METRICS}
    return Mean(len(rows), values)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (in [0, 1]) of all do not exceed.

    The nearest-rank definition: the answer is one of the values; 0.0 for none.
    """
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(1, math.ceil(share * len(ordered))) - 1]


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Return how often a positive exceeds a negative, ties counting half, in [0, 1].

    The area under the ROC curve as the Mann-Whitney statistic (Hanley, McNeil 1982).

    Raises:
        ValueError: one side is empty.
    """
    if not positives or not negatives:
        raise ValueError("the area under a ROC curve needs positives and negatives")
    ordered = sorted(negatives)
    won = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in positives)
    return won / (2 * len(positives) * len(negatives))


def _unique(ranked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranked))


def _gold(gold: Collection[str]) -> frozenset[str]:
    if not gold:
        raise ValueError("a question without gold items cannot be scored")
    return frozenset(gold)


def _found(ranked: Sequence[str], gold: Collection[str], k: int) -> int:
    return len(_gold(gold).intersection(_unique(ranked)[:k]))
