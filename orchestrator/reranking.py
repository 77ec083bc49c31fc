"""Reranking: the best merged memories, each compared with the question by a model of its own."""

from collections.abc import Sequence

from octomem.agents.base import Ranked
from octomem.errors import StoreError
from octomem.orchestrator.outages import Outages
from octomem.stores.seams import Reranker
from octomem.telemetry import Stage

RERANKER = "reranker"
"""Its name where recall is degraded, and in a memory's ranks."""


def reranked(
    fused: Sequence[Ranked], reranker: Reranker, query: str, top: int, outages: Outages
) -> list[Ranked]:
    """Put the first `top` memories into the reranker's order; all others follow as they were.

    Scores go with places, so that they still fall; relevance stays, since a reranker's
    scale is its own. Ties keep their order. Where the reranker fails, everything stays.
    """
    head = fused[:top]
    texts = [one.memory.searchable for one in head]

    def ask() -> list[float]:
        with Stage("octomem.rerank", count=len(head)):
            found: list[float] = reranker.scores(query, texts).tolist()
            return found

    scores = outages.ask(RERANKER, ask, list[float](), StoreError) if head else []
    if not scores:
        return list(fused)
    order = sorted(range(len(head)), key=lambda place: -scores[place])
    best = [
        head[old]._replace(score=head[new].score, ranks={**head[old].ranks, RERANKER: new + 1})
        for new, old in enumerate(order)
    ]
    return [*best, *fused[top:]]
