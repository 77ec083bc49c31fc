"""A question's hits as arrays, so that thousands of settings can be ranked within minutes.

`ranked` repeats the order of the episodic agent, `lowered`, `supported` and `fuse` on arrays; `tune`
checks it against the recall graph's own nodes, question by question, before it is used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.locomo_data import ADVERSARIAL, Conversation, Question
from benchmarks.metrics import CUTOFFS, METRICS
from benchmarks.replay import LIMIT, Replay, sources
from octomem.agents.base import Hit, Ranked
from octomem.agents.episodic import (
    BONUS,
    LATE,
    NAMES,
    NEIGHBOURS,
    SMOOTHING,
    WEIGHTS,
    EpisodicAgent,
    named_in,
)
from octomem.agents.events import is_event
from octomem.agents.steering import SHARE, STEERS
from octomem.memory import Kind, Memory, speaker
from octomem.orchestrator.fuse import BEHIND, FAINT, RIDES, SURE, UNSURE, lowered_floor, weights_for
from octomem.orchestrator.recall import RecallState

Floats = NDArray[np.float64]
Values = Mapping[str, float]
"""What is tuned, by name; see `shipped`."""

SMOOTHINGS = (0.0, 0.2, 0.4, 0.6)
"""Weights of neighbours that are tried; `SMOOTHING` is among them."""
GOALS = tuple(f"{what}@{k}" for k in CUTOFFS for what in ("any", "all"))
"""Metrics whose mean the search climbs: more than are shown, so that less of it is chance."""
_NAMED = {"late": "late", "fuzzy": "names", "graph": "names"}
"""Which engines' weights are tuned, and by what name; all others weigh what they do in use."""


def shipped() -> dict[str, float]:
    """Return the settings in use."""
    return {"late": LATE, "names": NAMES, "smoothing": SMOOTHING, "bonus": BONUS}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question: every memory that was found, turns first, in arrays by place."""

    gold: tuple[str, ...]
    refs: tuple[tuple[str, ...], ...]
    """Each memory's sources."""
    order: NDArray[np.int64]
    """Each memory's place by id, which breaks ties."""
    relevance: Floats
    enters: NDArray[np.bool_]
    """Whether it reaches its agent's floor."""
    turns: int
    """So many of the memories are turns."""
    lists: Mapping[tuple[str, float], Floats]
    """The turns' scores by engine and smoothing; an engine that found nothing is absent."""
    named: Floats
    """1 for the turns of a speaker that the question names."""
    share: Floats
    """What is left of each turn's score; see `lowered`."""
    witness: Floats
    """The best relevance of what was made of each turn."""
    vote: Floats
    """Share of its list's weight that each memory's vote has."""
    events: NDArray[np.bool_]
    """Which tell what happened, and stand behind their turn."""
    made: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Pairs of places: a memory, and a turn that it was made of."""
    others: tuple[tuple[str, slice], ...]
    """The other agents' kinds, and which memories are theirs, in their order."""
    weights: Mapping[str, float]
    """The lists' weights in the fusion, by kind."""
    fusion_k: int


def sheets(
    replay: Replay, conversations: Sequence[Conversation], step: Callable[[], None]
) -> list[list[Sheet]]:
    """Understand every question that has an answer, by conversation.

    Raises:
        RuntimeError: the arrays do not give the ranking that the recall graph gives.
    """
    made: list[list[Sheet]] = []
    for conversation in conversations:
        made.append([])
        for question in conversation.questions:
            if question.category != ADVERSARIAL:
                made[-1].append(sheet(replay, conversation.user_id, question))
            step()
    return made


def sheet(replay: Replay, user_id: str, question: Question) -> Sheet:
    """Understand one question and check that its arrays rank as the recall graph does."""
    state = replay.understand(user_id, question.text)
    rankings = replay.rankings(state)
    made = _sheet(replay, state, rankings, question.evidence)
    if found(made, shipped()) != sources(replay.fused(state, rankings)):
        raise RuntimeError(f"the arrays rank {question.text!r} otherwise than recall does")
    return made


def _sheet(
    replay: Replay,
    state: RecallState,
    rankings: Mapping[str, Sequence[Ranked]],
    gold: tuple[str, ...],
) -> Sheet:
    turns = state["hits"].get(Kind.EPISODIC.value, [])
    relevance = {item.memory.id: item.relevance for item in rankings.get(Kind.EPISODIC.value, [])}
    memories = [hit.memory for hit in turns]
    floor = {
        kind: lowered_floor(agent.floor, state["hints"].get(kind.value, 0.0))
        for kind, agent in replay.engine.agents.items()
    }
    floors = [floor[Kind.EPISODIC]] * len(turns)
    others: list[tuple[str, slice]] = []
    for name, items in rankings.items():
        if name != Kind.EPISODIC:
            others.append((name, slice(len(memories), len(memories) + len(items))))
            memories += [item.memory for item in items]
            relevance |= {item.memory.id: item.relevance for item in items}
            floors += [floor[Kind(name)]] * len(items)
    values = np.array([relevance[memory.id] for memory in memories])
    vote = np.clip((values - UNSURE) / (SURE - UNSURE), FAINT, 1.0)
    enters = values >= np.array(floors)
    vote[: len(turns)] = 1.0
    vote[~enters] = 1.0
    made = _made(memories, len(turns))
    witness = np.zeros(len(turns))
    np.maximum.at(witness, made[1], values[made[0]])
    names = named_in(state["question"])
    settings = replay.engine.settings
    hints = {Kind(name): hint for name, hint in state["hints"].items()}
    weights = weights_for(settings.fusion_weights, hints, settings.hint_gain)
    return Sheet(
        gold=gold,
        refs=tuple(memory.sources for memory in memories),
        order=np.argsort(np.argsort(np.array([memory.id for memory in memories]))),
        relevance=values,
        enters=enters,
        turns=len(turns),
        lists=_lists(turns),
        named=np.array([float(speaker(hit.memory.fields) in names) for hit in turns]),
        share=np.array([SHARE if hit.memory.metadata.get(STEERS) else 1.0 for hit in turns]),
        witness=witness,
        vote=vote,
        events=np.array([is_event(memory.fields) for memory in memories], dtype=np.bool_),
        made=made,
        others=tuple(others),
        weights={kind.value: weight for kind, weight in weights.items()},
        fusion_k=settings.fusion_k,
    )


def _made(memories: Sequence[Memory], turns: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair each memory behind the first `turns` with those of them that it was made of."""
    at = {memory.turns[0]: place for place, memory in enumerate(memories[:turns])}
    pairs = [
        (place, at[turn])
        for place, memory in enumerate(memories[turns:], start=turns)
        for turn in memory.turns
        if turn in at
    ]
    paired = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return paired[:, 0], paired[:, 1]


def _lists(turns: Sequence[Hit]) -> dict[tuple[str, float], Floats]:
    lists: dict[tuple[str, float], Floats] = {}
    for weight in SMOOTHINGS:
        agent = EpisodicAgent(neighbours=dict.fromkeys(NEIGHBOURS, weight))
        for engine, scores in agent.lists(turns).items():
            lists[engine, weight if engine in NEIGHBOURS else 0.0] = scores
    return lists


def scored(sheets: Sequence[Sheet], values: Values) -> list[dict[str, float]]:
    """Return what the search climbs, of each question, under some values."""
    rows = ((found(each, values), each.gold) for each in sheets)
    return [{name: METRICS[name](best, gold) for name in GOALS} for best, gold in rows]


def found(sheet: Sheet, values: Values) -> list[str]:
    """Return the sources, best first, that recall would give under some values."""
    places: list[int] = ranked(sheet, values)[:LIMIT].tolist()
    return list(dict.fromkeys(ref for place in places for ref in sheet.refs[place]))[:LIMIT]


def ranked(sheet: Sheet, values: Values) -> NDArray[np.int64]:
    """Return the memories' places, best first."""
    lists = [(Kind.EPISODIC.value, _turns(sheet, values))]
    lists += [(kind, np.arange(part.start, part.stop)) for kind, part in sheet.others]
    points = np.zeros(len(sheet.refs))
    head = np.zeros(len(sheet.refs), dtype=np.bool_)
    for kind, places in lists:
        for group in (places[sheet.enters[places]], places[~sheet.enters[places]]):
            vote = sheet.weights[kind] * sheet.vote[group]
            points[group] = vote / (sheet.fusion_k + np.arange(1, len(group) + 1))
        head[places[sheet.enters[places]][:RIDES]] = True
    memories, turns = sheet.made
    together = sheet.enters[memories] & sheet.enters[turns]
    together &= (sheet.vote[memories] > FAINT) | head[turns]
    carried = np.zeros(len(points))
    np.maximum.at(carried, memories, np.where(together, points[turns], 0.0))
    behind = sheet.events & (carried > 0)
    points = np.where(behind, BEHIND * carried, points + carried)
    return np.lexsort((sheet.order, -sheet.relevance, -points, ~sheet.enters))


def _turns(sheet: Sheet, values: Values) -> NDArray[np.int64]:
    """Return the turns' places in the episodic agent's order."""
    lists = [
        (values[_NAMED[engine]] if engine in _NAMED else weight, sheet.lists[key])
        for engine, weight in WEIGHTS.items()
        if (key := (engine, values["smoothing"] if engine in NEIGHBOURS else 0.0)) in sheet.lists
    ]
    total = sum(weight for weight, _ in lists)
    blended = np.zeros(sheet.turns)
    for weight, scores in lists if total else []:
        blended += weight * scores / total
    bonus = values["bonus"]
    points = (blended + bonus * sheet.named) / (1 + bonus) * sheet.share
    points = (points + bonus * sheet.witness) / (1 + bonus)
    return np.lexsort((sheet.order[: sheet.turns], -points))
