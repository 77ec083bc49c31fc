"""Episodic memory: what happened and when, every turn word for word."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Literal

import numpy as np
from pydantic import BaseModel

from octomem.agents.base import Agent, Candidate, Hit, Question, Ranked
from octomem.agents.cues import Cues
from octomem.agents.ranking import LATER, best_first
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.resolve import Desk
from octomem.agents.smoothing import Scores
from octomem.agents.turns import Turns
from octomem.errors import UsageError
from octomem.jsons import JSON, moment
from octomem.memory import Kind, Memory, speaker
from octomem.operation import Proposal
from octomem.turn import Turn

LATE = 4.0
"""Weight of comparing word by word; meaning, the second hop and time weigh 1 each."""
LEXICAL = 0.5
"""Weight of the same words, in a turn and in its session: comparing word by word meets them as well."""
NAMES = 0.1
"""Weight of being near a name, known or misspelt: in a conversation most turns are."""
SMOOTHING = 0.2
"""Share of a direct neighbour's score that a turn gets."""
BONUS = 0.2
"""What a turn gains, as a share of the best score, for what speaks for it from outside."""
WEIGHTS: Mapping[str, float] = {
    "dense": 1.0,
    "lexical": LEXICAL,
    "session": LEXICAL,
    "late": LATE,
    "fuzzy": NAMES,
    "graph": NAMES,
    "time": 1.0,
    "hop": 1.0,
}
"""Weight of each engine's list, normalised within the question, in this agent's order."""
NEIGHBOURS: Mapping[str, float] = dict.fromkeys(("dense", "lexical", "late"), SMOOTHING)
NAMED = BONUS
"""What a turn gains when the question names its speaker."""
EVIDENCE: Mapping[str, float] = {"lexical": 0.4, "late": 0.3, "dense": 0.2, "session": 0.1}
"""Weight of each engine's raw score in relevance, which questions can be compared by."""

_VERBATIM = ("actor", "role", "captions")
"""Fields that say what the turn says."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_STATES = frozenset(
    """be have know like love hate want need think believe live mean hope seem feel own belong use
    say guess wish prefer""".split()  # noqa: SIM905 - a page of quotes reads worse
)
_CUES = Cues(
    (1.0, r"^when (?:did|was|were|have|had)\b|\bwhat (?:happened|did .+ (?:say|do|tell))\b"),
    (0.9, r"\bhow long ago\b|\bwhen .+ (?:last|first)\b|\b(?:last|first) time\b|\bremember when\b"),
    (0.7, r"^(?:did|have|has|who|where|what) .*\b(?:did|said|told|went|visit\w*|met|talk\w*)\b"),
    (1.0, r"什么时候|哪天|几号.*了|发生了什么|说(?:了|过)什么|(?:上|第一|最后一)次"),
    (0.7, r"去(?:了|过)|见(?:了|过)|聊(?:了|过)|提(?:到)?过|记得"),
    (0.6, r"\b(?:yesterday|ago|last (?:week|month|year|night|summer)|mention\w*|conversation)\b"),
)


class EpisodicFields(BaseModel):
    """What an episodic memory holds beside its text."""

    actor: str
    role: str
    event_type: Literal["message", "event"]
    """An event is something past or dated that the speaker tells of."""
    occurred_at: str
    """When the told event began, else when the turn was said; UTC."""
    occurred_to: str | None = None
    """When the told event ended, where its words give a span."""
    captions: list[str] = []
    """What the shared images show."""


class EpisodicAgent(Agent):
    """Keeps every turn as exactly one memory, and finds turns by meaning, words and place."""

    kind: ClassVar[Kind] = Kind.EPISODIC
    output: ClassVar[type[BaseModel]] = EpisodicFields
    floor: ClassVar[float] = 0.05

    def __init__(
        self,
        weights: Mapping[str, float] = WEIGHTS,
        neighbours: Mapping[str, float] = NEIGHBOURS,
        named: float = NAMED,
    ) -> None:
        self.weights = weights
        self.neighbours = neighbours
        self.named = named

    def interest(self, reading: Reading) -> str | None:
        """Take every turn."""
        return "every turn is kept word for word"

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Make one candidate per turn."""
        return [_candidate(reading) for reading in readings]

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Add what is new; a turn that is already there stays as it is."""
        desk = Desk(self.kind, known, partition)
        return [desk.settle(candidate) for candidate in candidates]

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Keep who said what, word for word; only how it is understood can be edited."""
        if text != memory.text:
            raise UsageError(
                "an episodic memory is a turn word for word and its text cannot be edited; "
                "delete it, or edit what was made of it"
            )
        for name in _VERBATIM:
            if fields.get(name) != memory.fields.get(name):
                raise UsageError(f"{name} of an episodic memory is as the turn has it")
        return super().edited(memory, text, fields, at)

    def hint(self, question: Question) -> float:
        """Say how much the question asks for something that happened or was said."""
        return max(_CUES.strength(question), 0.6 if question.moments else 0.0)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order turns by smoothed and normalised scores, the named speaker's first.

        What told of something that is over comes later, where the question asks for what is.
        """
        turns = Turns.of(hits)
        by = [speaker(memory.fields) for memory in turns.memories]
        scores = self.preferred(self.order(turns)[turns.rows], by, question)
        relevances = _relevances(turns)[turns.rows]
        if question.outdated:
            over = [not question.outdated.isdisjoint(turn.turns) for turn in turns.memories]
            scores = np.where(over, LATER * scores, scores)
        return best_first(map(Ranked, turns.memories, scores.tolist(), relevances.tolist()))

    def order(self, turns: Turns) -> Scores:
        """Score all turns that were compared by their engines' scores, neighbours included."""
        lists = self._lists(turns)
        return self.blended(lists) / turns.heard_share({name: self.weights[name] for name in lists})

    def preferred(self, order: Scores, by: Sequence[str], question: Question) -> Scores:
        """Raise turns `by` a speaker whom the question names; `speaker` says who that is."""
        named = named_in(question)
        by_named = np.array([one in named for one in by], dtype=np.bool_)
        scores: Scores = np.minimum(1.0, (order + self.named * by_named) / (1 + self.named))
        return scores

    def lists(self, hits: Sequence[Hit]) -> dict[str, Scores]:
        """Return the hits' scores of each engine that found anything, smoothed, the best of each at 1.

        The best may be a turn that was compared and is not among the hits. A turn that an engine
        cannot judge scores 0 in its list, whatever its neighbours say.
        """
        turns = Turns.of(hits)
        return {name: scores[turns.rows] for name, scores in self._lists(turns).items()}

    def _lists(self, turns: Turns) -> dict[str, Scores]:
        lists: dict[str, Scores] = {}
        for name in self.weights:
            raw = turns.raw.get(name)
            if raw is not None and raw.any():
                own = turns.smoothed(name, self.neighbours.get(name, 0.0))
                lists[name] = np.where(turns.hears(name), own, 0.0) if turns.silent else own
        return {name: scores for name, scores in lists.items() if scores.any()}

    def blended(self, lists: Mapping[str, Scores]) -> Scores:
        """Return the weighted mean of the lists."""
        total = sum(self.weights[name] for name in lists)
        blended: Scores = np.zeros(1)
        for name, scores in lists.items():
            blended = blended + self.weights[name] * scores / total
        return blended


def _candidate(reading: Reading) -> Candidate:
    turn = reading.turn
    event = next((s for s in reading.statements if _is_event(s, turn)), None)
    when = event.moment if event else None
    captions = [item.caption for item in turn.attachments if item.caption]
    fields: dict[str, JSON] = {
        "actor": turn.actor,
        "role": turn.role.value,
        "event_type": "event" if event else "message",
        "occurred_at": moment(when.start if when else turn.occurred_at),
        "occurred_to": moment(when.end) if when else None,
        "captions": list[JSON](captions),
    }
    return Candidate(
        kind=Kind.EPISODIC,
        text=turn.text,
        fields=fields,
        turns=(turn.id,),
        identity=turn.id,
        valid_from=turn.occurred_at,
        reason=f"{turn.actor} tells what happened" if event else f"{turn.actor} said so",
        confidence=0.99,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        position=turn.position,
        mentions=tuple(dict.fromkeys(name.text for name in reading.names)),
        index_text=index_text(turn),
        metadata=turn.metadata,
    )


def index_text(turn: Turn) -> str:
    """Return what the indexes see of a turn: `8 May 2023 Mei: text [caption]`.

    Dates and captions in the indexed text raise recall (measured on LoCoMo).
    """
    captions = "".join(f" [{item.caption}]" for item in turn.attachments if item.caption)
    return f"{_day(turn.occurred_at)} {turn.actor}: {turn.text}{captions}"


def _day(at: datetime) -> str:
    """Write a day the same in every locale."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def _is_event(statement: Statement, turn: Turn) -> bool:
    """Say whether the speaker tells of something that happened, or is fixed to a date."""
    told = statement.mood in {Mood.FACT, Mood.INTENTION} and statement.first_person
    if not told or statement.negated or statement.habitual_scope:
        return False
    if statement.moment is not None:
        return True
    past = statement.tense is Tense.PAST and statement.mood is Mood.FACT
    return past and not statement.ended and statement.verb.partition(" ")[0] not in _STATES


def _relevances(turns: Turns) -> Scores:
    """Return the raw scores' weighted means; without token vectors the rest makes all of it."""
    size = len(turns.around)
    total, counted, nothing = np.zeros(size), np.zeros(size), np.zeros(size)
    for engine, weight in EVIDENCE.items():
        raw, heard = turns.raw.get(engine, nothing), turns.hears(engine)
        if engine == "late":
            heard &= raw > 0
        total += weight * raw * heard
        counted += weight * heard
    return np.minimum(1.0, total / counted)


def named_in(question: Question) -> frozenset[str]:
    """Return whatever in a question may name a speaker, possessives reduced."""
    words = (word.casefold().replace("\u2019", "'").removesuffix("'s") for word in question.words)
    return frozenset([*words, *(name.casefold() for name in question.names)])
