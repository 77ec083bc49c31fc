"""Fusing the eight agents' rankings: weighted reciprocal rank fusion.

RRF: Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and
individual rank learning methods", SIGIR 2009.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from octomem.agents.base import Ranked
from octomem.memory import Kind, Memory


def weights_for(
    base: Mapping[Kind, float], hints: Mapping[Kind, float], gain: float
) -> dict[Kind, float]:
    """Raise an agent's weight by how much the question asks for its kind: base + gain * hint."""
    return {kind: weight + gain * hints.get(kind, 0.0) for kind, weight in base.items()}


def fuse(
    lists: Mapping[str, Sequence[Ranked]],
    floors: Mapping[str, float],
    weights: Mapping[str, float],
    k: int,
) -> list[Ranked]:
    """Merge ranked lists; a memory scores the sum of weight / (k + rank) over its lists.

    Hits below their list's floor do not take part: a list with nothing relevant cannot
    push its best item to the top. They follow behind all others, so that the result
    stays ranked even where nothing is relevant. Scores are scaled to 1 for the best; ties
    break by relevance, then by id. The order in which lists are given does not matter.
    """
    relevant: dict[str, list[Ranked]] = {}
    rest: dict[str, list[Ranked]] = {}
    for name, items in lists.items():
        relevant[name] = [item for item in items if item.relevance >= floors[name]]
        rest[name] = [item for item in items if item.relevance < floors[name]]
    first = _merge(relevant, weights, k)
    taken = {item.memory.id for item in first}
    second = [item for item in _merge(rest, weights, k) if item.memory.id not in taken]
    fused = _scaled(first, 1.0)
    return fused + _scaled(second, fused[-1].score if fused else 1.0)


def _scaled(items: Sequence[Ranked], top: float) -> list[Ranked]:
    """Scale scores so that the first has `top`."""
    best = items[0].score / top if items else 1.0
    return [Ranked(i.memory, i.score / best, i.relevance, i.ranks) for i in items]


def _merge(
    lists: Mapping[str, Sequence[Ranked]], weights: Mapping[str, float], k: int
) -> list[Ranked]:
    scores: dict[str, float] = {}
    best: dict[str, Ranked] = {}
    ranks: dict[str, dict[str, int]] = {}
    for name in sorted(lists):
        weight = weights[name]
        for rank, item in enumerate(lists[name], start=1):
            key = item.memory.id
            scores[key] = scores.get(key, 0.0) + weight / (k + rank)
            if key not in best or item.relevance > best[key].relevance:
                best[key] = item
            told = ranks.setdefault(key, {})
            told[name] = rank
            for engine, place in item.ranks.items():
                told[f"{name}/{engine}"] = place
    order = sorted(scores, key=lambda key: (-scores[key], -best[key].relevance, key))
    return [Ranked(best[key].memory, scores[key], best[key].relevance, ranks[key]) for key in order]


def as_memories(ranked: Sequence[Ranked], *, explain: bool) -> tuple[Memory, ...]:
    """Put score, relevance and, to explain, the ranks into the memories."""
    return tuple(
        replace(
            item.memory,
            score=item.score,
            relevance=item.relevance,
            ranks=dict(item.ranks) if explain else None,
        )
        for item in ranked
    )
