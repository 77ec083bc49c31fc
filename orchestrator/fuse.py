"""Fusing the eight agents' rankings: weighted reciprocal rank fusion.

RRF: Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and
individual rank learning methods", SIGIR 2009.
"""

from collections.abc import Mapping, Sequence

from octomem.agents.base import Ranked
from octomem.agents.episodic import BONUS
from octomem.agents.events import OF_THE_DAY, is_event
from octomem.memory import Kind, Memory, handed_out

SUPPORT = BONUS
"""What a turn gains, as a share of the best score, from a memory made of it that answers."""
OUTRIGHT = 0.9
"""Hint from which a question asks for a kind in so many words."""
UNSURE, SURE = 0.45, 0.5
"""Relevance up to which the vote for a memory that is no turn is faint, and from which it counts
with its agent's whole weight."""
FAINT = 0.01
"""Share of the weight that a faint vote has: enough to order what nothing else tells apart."""
IDLE = 0.4
"""Relevance below which a memory that is no turn stands behind its turn, which says more of what is asked for."""
BEHIND = 0.9999
"""Share of its turn's score that an event or a doubtful memory has: what happened is told best in the
words it was told in, and whoever asks when Jenna broke her wrist cares little that Jenna is 34."""

RIDES = 10
"""So many turns at the head of their list take along even what is doubtful among what was made of
them. Further down it would take the place of another turn, and say nothing that its own does not."""


def weights_for(
    base: Mapping[Kind, float], hints: Mapping[Kind, float], gain: float
) -> dict[Kind, float]:
    """Raise an agent's weight by how much the question asks for its kind: base + gain * hint."""
    return {kind: weight + gain * hints.get(kind, 0.0) for kind, weight in base.items()}


def lowered_floor(floor: float, hint: float) -> float:
    """Return an agent's floor, half of it for a question that asks for its kind outright."""
    return floor / 2 if hint >= OUTRIGHT else floor


def supported(lists: Mapping[str, Sequence[Ranked]]) -> dict[str, Sequence[Ranked]]:
    """Raise turns by what other agents made of them, as far as that answers the question.

    A fact says in plain words what its turn says among others, so a fact that answers is a
    second witness for the turn. Turns are put in the order of their scores and `SUPPORT` times
    the best relevance among the memories made of them.
    """
    witness: dict[str, float] = {}
    for items in lists.values():
        for item in () if _are_turns(items) else items:
            relevance = item.relevance
            for turn in item.memory.turns:
                if relevance > witness.get(turn, 0.0):
                    witness[turn] = relevance
    return {
        name: _raised(items, witness) if _are_turns(items) else items
        for name, items in lists.items()
    }


def _are_turns(items: Sequence[Ranked]) -> bool:
    """Say whether a list is of turns: an agent ranks its own kind only."""
    return bool(items) and items[0].memory.kind is Kind.EPISODIC


def _raised(items: Sequence[Ranked], witness: Mapping[str, float]) -> list[Ranked]:
    order = sorted(
        (-(item.score + SUPPORT * _most(item.memory, witness)), item.memory.id, place)
        for place, item in enumerate(items)
    )
    return [items[place] for _, _, place in order]


def fuse(
    lists: Mapping[str, Sequence[Ranked]],
    floors: Mapping[str, float],
    weights: Mapping[str, float],
    k: int,
    top: int,
) -> list[Ranked]:
    """Merge ranked lists by the sum of weight / (k + rank), a memory carried by its turn.

    - Hits below their list's floor do not take part: a list with nothing relevant cannot
      push its best item to the top. They follow behind all others, by ranks alone, so that
      the result stays ranked even where nothing is relevant.
    - A memory made of a turn that was found gains that turn's score, and so stands right
      before it; by its own list's vote it can rise further. A doubtful one stands right behind
      its turn, and does so only with the first `RIDES` turns of a list. So does an event, unless
      the question names its day and other turns are before its own.
    - A list's vote counts as far as the hit's relevance lies between `UNSURE` and `SURE`:
      a doubtful fact goes with its turn and pushes no turn up that the question is not
      about. For turns it counts in full.

    Returns the first `top`. Scores are scaled to 1 for the best; ties break by relevance, then
    by id. The order in which lists are given does not matter.
    """
    relevant = {
        name: [item for item in items if item.relevance >= floors[name]]
        for name, items in lists.items()
    }
    scores, best = _merge(relevant, weights, k, together=True)
    first = _first(scores, best, top)
    fused = _scaled(first, relevant, 1.0)
    if len(first) == top:
        return fused
    rest = {
        name: [item for item in items if item.relevance < floors[name]]
        for name, items in lists.items()
    }
    others, of_others = _merge(rest, weights, k, together=False)
    left = {key: score for key, score in others.items() if key not in scores}
    least = fused[-1].score if fused else 1.0
    return fused + _scaled(_first(left, of_others, top - len(first)), rest, least)


_Scored = tuple[float, Ranked]
"""A memory as the list has it in which it is most relevant, and its score in the fusion."""


def _first(scores: Mapping[str, float], best: Mapping[str, Ranked], top: int) -> list[_Scored]:
    """Return the first so many; only what may be among them is put in order."""
    least = sorted(scores.values())[-top] if len(scores) > top else 0.0
    keys = [key for key, score in scores.items() if score >= least]
    keys.sort(key=lambda key: (-scores[key], -best[key].relevance, key))
    return [(scores[key], best[key]) for key in keys[:top]]


def _scaled(
    items: Sequence[_Scored], lists: Mapping[str, Sequence[Ranked]], most: float
) -> list[Ranked]:
    """Scale scores so that the first has `most`, and note the ranks that memories have in lists."""
    ranks: dict[str, dict[str, int]] = {item.memory.id: {} for _, item in items}
    for name in sorted(lists):
        for rank, item in enumerate(lists[name], start=1):
            told = ranks.get(item.memory.id)
            if told is not None:
                told[name] = rank
                told |= {f"{name}/{engine}": place for engine, place in item.ranks.items()}
    best = items[0][0] / most if items else 1.0
    return [
        Ranked(item.memory, score / best, item.relevance, ranks[item.memory.id])
        for score, item in items
    ]


def _merge(
    lists: Mapping[str, Sequence[Ranked]], weights: Mapping[str, float], k: int, *, together: bool
) -> tuple[dict[str, float], dict[str, Ranked]]:
    """Score what is in the lists, and return it as the list has it in which it is most relevant.

    `together` with their turns and by how sure they are, else by ranks alone.
    """
    votes: dict[str, float] = {}
    turns: dict[str, Ranked] = {}
    others: dict[str, Ranked] = {}
    head: list[str] = []
    for name in sorted(lists):
        items, weight = lists[name], weights[name]
        in_full = not together or _are_turns(items)
        best = turns if _are_turns(items) else others
        head += [item.memory.id for item in items[:RIDES]]
        for rank, item in enumerate(items, start=1):
            key = item.memory.id
            share = weight if in_full else weight * _sureness(item)
            votes[key] = votes.get(key, 0.0) + share / (k + rank)
            if key not in best or item.relevance > best[key].relevance:
                best[key] = item
    scores = {**votes, **_carried(votes, turns, others, head)} if together else votes
    return scores, {**turns, **others}


def _sureness(item: Ranked) -> float:
    """Return the share of a vote for a memory that is no turn."""
    return min(1.0, max(FAINT, (item.relevance - UNSURE) / (SURE - UNSURE)))


def _carried(
    votes: Mapping[str, float],
    turns: Mapping[str, Ranked],
    others: Mapping[str, Ranked],
    head: Sequence[str],
) -> dict[str, float]:
    """Add to the votes of each memory that is no turn those of the best turn that takes it along."""
    if not others:
        return {}
    of_turns = {turn: votes[key] for key, item in turns.items() for turn in item.memory.turns}
    first = [key for key in head if key in turns]
    of_head = {turn: votes[key] for key in first for turn in turns[key].memory.turns}
    carried = {
        key: _most(item.memory, of_head if _sureness(item) <= FAINT else of_turns)
        for key, item in others.items()
    }
    most = max(of_turns.values(), default=0.0)
    return {
        key: BEHIND * score
        if score and _is_behind(others[key], leads=score == most)
        else votes[key] + score
        for key, score in carried.items()
    }


def _is_behind(item: Ranked, *, leads: bool) -> bool:
    """Tell whether a memory stands behind its turn: a doubtful one, or an event.

    One of the day that is asked for does so only where its turn `leads` all others by itself.
    """
    if is_event(item.memory.fields):
        return leads or item.relevance < OF_THE_DAY
    return item.relevance < IDLE


def _most(memory: Memory, by_turn: Mapping[str, float]) -> float:
    turns = memory.turns
    if len(turns) == 1:  # as of most
        return by_turn.get(turns[0], 0.0)
    return max((by_turn.get(turn, 0.0) for turn in turns), default=0.0)


def as_memories(ranked: Sequence[Ranked], *, explain: bool) -> tuple[Memory, ...]:
    """Put score, relevance and, to explain, the ranks into memories that are the caller's own."""
    return tuple(
        handed_out(item.memory, item.score, item.relevance, dict(item.ranks) if explain else None)
        for item in ranked
    )
