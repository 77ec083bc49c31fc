"""Understand each question once and rank it again under other settings.

The recall graph's own nodes do the work. What varies is what they are handed: hits
without an engine's scores, rankings without an agent's, another agent for the turns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from benchmarks.metrics import CUTOFFS
from octomem.agents.base import Hit, Ranked
from octomem.agents.episodic import EpisodicAgent
from octomem.agents.turns import Turns
from octomem.memory import Kind
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.fuse import as_memories
from octomem.orchestrator.recall import Answer, RecallInput, RecallState
from octomem.results import Recall
from octomem.settings import Settings

LIMIT = 50
"""Memories asked for per question, and sources scored: the largest k reported."""

Rankings = dict[str, list[Ranked]]
"""Each agent's ranking, by the name of its list."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing left out or done otherwise; everything else is as shipped."""

    name: str
    engine: str | None = None
    """Its scores are taken away."""
    agent: Kind | None = None
    """Its ranking is taken away."""
    turns: EpisodicAgent | None = None
    """Ranks the turns in place of the shipped one."""
    apart: bool = False
    """A turn and what was made of it know nothing of each other."""


class Replay:
    """A store that is ingested already, read only; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.engine = Engine(Settings.load(path=folder), read_only=True)
        self._answer = Answer(self.engine)
        self._agents = dict(self.engine.agents)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.engine.close()

    def understand(self, user_id: str, query: str, limit: int = LIMIT) -> RecallState:
        """Ask every engine, as `recall` does; the state holds the hits with their scores."""
        self.engine.agents = dict(self._agents)  # the turns' agent says which are candidates
        given: RecallInput = {"query": query, "user_id": user_id, "limit": limit}
        state = cast("RecallState", {**given, "ranked": {}, "degraded": []})
        return state | cast("RecallState", self._answer.understand(state))

    def rankings(
        self,
        state: RecallState,
        kinds: Iterable[Kind] = Kind,
        turns: EpisodicAgent | None = None,
    ) -> Rankings:
        """Let agents rank the state's hits, `turns` in place of the shipped episodic agent.

        Raises:
            RuntimeError: an agent failed, so that the figures would not be octomem's.
        """
        other = {} if turns is None else {Kind.EPISODIC: turns}
        self.engine.agents = {**self._agents, **other}
        ranked: Rankings = {}
        for kind in kinds:
            written = self._answer.agent(kind)(state)
            for failed in written.get("degraded", []):
                raise RuntimeError(f"{failed.agent}: {failed.error}")
            ranked |= written.get("ranked", {})
        return ranked

    def fused(self, state: RecallState, rankings: Rankings) -> list[Ranked]:
        """Fuse rankings with the shipped weights."""
        fused: list[Ranked] = self._answer.fuse({**state, "ranked": rankings})["fused"]
        return fused

    def variants(self, state: RecallState, variants: Sequence[Variant]) -> dict[str, list[str]]:
        """Return the sources, best first, that each variant would give, by its name."""
        shipped = self.rankings(state)
        return {each.name: self._sources(state, shipped, each) for each in variants}

    def _sources(self, state: RecallState, shipped: Rankings, variant: Variant) -> list[str]:
        rankings = shipped
        if variant.engine is not None:
            hits = without_engine(state["hits"], variant.engine)
            rankings = self.rankings({**state, "hits": hits})
        if variant.turns is not None:
            rankings = shipped | self.rankings(state, [Kind.EPISODIC], variant.turns)
        if variant.agent is not None:
            rankings = {name: rank for name, rank in shipped.items() if name != variant.agent}
        if variant.apart:
            rankings = {name: _rootless(rank) for name, rank in shipped.items()}
        return sources(self.fused(state, rankings))


def sources(fused: Sequence[Ranked]) -> list[str]:
    """Return the turns that are evidence, best first, as `Recall.sources` does."""
    best = as_memories(fused[:LIMIT], explain=False)
    return Recall(query="", memories=best, found=False).sources(max(CUTOFFS))


def _rootless(ranked: Sequence[Ranked]) -> list[Ranked]:
    return [item._replace(memory=replace(item.memory, turns=())) for item in ranked]


def without_engine(hits: Mapping[str, Sequence[Hit]], engine: str) -> dict[str, Sequence[Hit]]:
    """Take away an engine's scores, and the memories that no other engine scores.

    The second hop scores what others found, and keeps the scores that it had with all of them.
    """
    left: dict[str, Sequence[Hit]] = {}
    for name, listed in hits.items():
        kept = [at for at, hit in enumerate(listed) if hit.signals.keys() - {"hop"} != {engine}]
        if kept and isinstance(listed, Turns):
            memories = [listed.memories[at] for at in kept]
            raw = {other: scores for other, scores in listed.raw.items() if other != engine}
            left[name] = replace(listed, memories=memories, rows=listed.rows[kept], raw=raw)
        elif kept:
            left[name] = [_without(listed[at], engine) for at in kept]
    return left


def _without(hit: Hit, engine: str) -> Hit:
    signals = {name: score for name, score in hit.signals.items() if name != engine}
    return hit._replace(signals=signals)
