"""Ranking inside one agent: calibrated engine scores, blended by the agent's weights."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from octomem.agents.base import Hit, Question, Ranked
from octomem.agents.steering import SHARE, STEERS
from octomem.agents.turns import Hits, Turns
from octomem.agents.wording import content
from octomem.memory import Memory, noted

LATER = 0.5
"""What is left of a value that began after the time asked about."""
FULLER = 20
"""So many facts at the head of a list are compared with each other."""


def engine_ranks(hits: Sequence[Hit]) -> dict[str, dict[str, int]]:
    """Return each memory's rank, from 1, in every engine's list it is in."""
    if isinstance(hits, Turns):
        return hits.ranks()
    engines = sorted({engine for hit in hits for engine in hit.signals})
    ranks: dict[str, dict[str, int]] = {hit.memory.id: {} for hit in hits}
    for engine in engines:
        found = [hit for hit in hits if hit.signals.get(engine, 0.0) > 0.0]
        found.sort(key=lambda hit: (-hit.signals[engine], hit.memory.id))
        for rank, hit in enumerate(found, start=1):
            ranks[hit.memory.id][engine] = rank
    return ranks


def explained(ranked: Sequence[Ranked], hits: Sequence[Hit]) -> list[Ranked]:
    """Say of each memory where it stands in every engine's list."""
    ranks = engine_ranks(hits)
    return [item._replace(ranks=ranks[item.memory.id]) for item in ranked]


def blend(
    hits: Sequence[Hit],
    weights: Mapping[str, float],
    *,
    bonus: Callable[[Memory], float] | None = None,
    asked: Callable[[Memory], float] | None = None,
) -> list[Ranked]:
    """Order hits by the weighted mean of their signals plus the policy's bonus.

    `weights` name engines; an engine that did not find a memory counts as 0, one that is
    silent about it does not count. The bonus
    (recency, importance) moves a memory within the list but never makes it relevant.
    `asked` is the least relevance of a memory whose field the question asks for in so
    many words ("which tasks are open?"), however little its text is like the question; None
    where it asks for none. Ties break by id.
    """
    found, ranked = Hits.of(hits), list[Ranked]()
    for memory, mean in zip(found.memories, found.means(weights), strict=True):
        score = relevance = mean
        if asked is not None:
            least = asked(memory)
            score, relevance = (score + least) / (1 + least), max(relevance, least)
        if bonus is not None:
            score += bonus(memory)
        ranked.append(Ranked(memory, min(1.0, score), relevance))
    return best_first(ranked)


def best_first(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Order by score; ties break by id."""
    return sorted(ranked, key=lambda item: (-item.score, item.memory.id))


def shared(item: Ranked, share: float) -> Ranked:
    """Return a memory with a share of its score and relevance."""
    return Ranked(item.memory, item.score * share, item.relevance * share, item.ranks)


def in_its_time(ranked: list[Ranked], question: Question) -> list[Ranked]:
    """Rank down values of a slot that began after the time that a question is about.

    "Where did Mei live in 2022?" is not answered by where she moved to in 2024.
    """
    end = max((moment.end for moment in question.moments), default=None)
    if end is None or end > question.at:
        return ranked
    return best_first(
        shared(item, LATER)
        if item.memory.slot is not None and item.memory.valid_from >= end
        else item
        for item in ranked
    )


def affirmed_first(ranked: list[Ranked], question: Question) -> list[Ranked]:
    """Rank down what is denied where the same of somebody is affirmed of something else.

    "Jess did not grow up in Hobart" says less of where she grew up than where she did, and "not Rohan
    got the job" less of who did than what was said beside it, unless the question itself denies, or
    asks whether something is so.
    """
    low = question.low
    if _DENIES.search(low) is not None or _WHETHER.match(low) is not None:
        return ranked
    claims = [_claim(item.memory) for item in ranked]
    said = {claim for claim, is_not in claims if not is_not}
    if not any(is_not for _, is_not in claims):
        return ranked
    beside = dict[str, float]()
    for item, (_, is_not) in zip(ranked, claims, strict=True):
        for turn in () if is_not else item.memory.turns:
            beside[turn] = max(beside.get(turn, 0.0), item.score)
    return best_first(
        shared(item, LATER)
        if is_not and (claim in said or _most(item.memory, beside) > LATER * item.score)
        else item
        for item, (claim, is_not) in zip(ranked, claims, strict=True)
    )


def _most(memory: Memory, by_turn: Mapping[str, float]) -> float:
    return max((by_turn.get(turn, 0.0) for turn in memory.turns), default=0.0)


@noted
def _claim(memory: Memory) -> tuple[tuple[str, str], bool]:
    """Return of whom which verb is said, and whether it is denied, by a fact's identity."""
    subject, _, rest = memory.identity.partition("|")
    verb, _, is_not = rest.partition("|")[2].partition("|")
    return (subject, verb), is_not == "not"


_DENIES = re.compile(
    r"n't\b|\b(?:not|never|no|nobody|none|without|avoid|hates?|dislikes?|refuses?|except)\b"
)
_WHETHER = re.compile(
    r"(?:do|does|did|is|am|are|was|were|can|could|would|will|has|have|had|should|may)\b"
)


def fuller_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Let what says all of another fact and more go before it: "is allergic to nuts".

    A bare fact is the more like a question the less it says. The two change places; how
    relevant each is stays.
    """
    found = list(ranked)
    said = [_says(item.memory) for item in found[:FULLER]]
    for place in range(len(said)):
        for other in range(place + 1, len(said)):
            if said[place] and said[place] < said[other]:
                bare, full = found[place], found[other]
                found[place] = full._replace(score=bare.score)
                found[other] = bare._replace(score=full.score)
                said[place], said[other] = said[other], said[place]
    return found


@noted
def _says(memory: Memory) -> frozenset[str]:
    return content([memory.text])


def lowered(ranked: list[Ranked]) -> list[Ranked]:
    """Rank down what comes from a turn that tries to steer a model (see `steering`)."""
    if not any(item.memory.metadata.get(STEERS) for item in ranked):
        return ranked
    return best_first(
        shared(item, SHARE) if item.memory.metadata.get(STEERS) else item for item in ranked
    )
