"""What the eight agents have in common: how they are asked, and what they answer with.

An agent finds candidates in what was read, turns them into proposals against what is
already known, and ranks its own memories for a question. All of it is pure: agents do
no I/O, the orchestrator hands them what they need.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pydantic import BaseModel

from octomem.agents.reading.reading import Moment, Reading
from octomem.jsons import JSON
from octomem.memory import Kind, Memory, Wanted
from octomem.operation import Proposal

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
RULES = "rules/1"
"""The extractor named in memories that were made without a model."""


class Intent(StrEnum):
    """What a candidate wants done with its claim."""

    ASSERT = "assert"
    """It holds (from `valid_from`)."""
    CLOSE = "close"
    """It held and ends (at `valid_from`)."""
    RETRACT = "retract"
    """It never held."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing an agent would remember, before it is compared with what is known."""

    kind: Kind
    text: str
    fields: Mapping[str, JSON]
    turns: tuple[str, ...]
    """Ledger ids of the turns it was read from, oldest first."""
    identity: str
    """Normalised; two candidates of one kind with the same identity say the same thing."""
    valid_from: datetime
    reason: str
    """Why it was made, for people: "says where Mei lives"."""
    slot: str | None = None
    """Normalised; set where only one value can hold at a time ("mei/home")."""
    intent: Intent = Intent.ASSERT
    valid_to: datetime | None = None
    confidence: float = 0.8
    extractor: str = RULES
    agent_id: str | None = None
    session_id: str | None = None
    position: int | None = None
    mentions: tuple[str, ...] = ()
    index_text: str = ""
    metadata: Mapping[str, JSON] = field(default_factory=dict[str, JSON])
    """The caller's, of the turn it was read from; kept with the memory and filtered by."""
    grounds: tuple[str, ...] = ()
    """The memories that it is derived from."""
    marks: Mapping[str, JSON] = field(default_factory=dict[str, JSON])
    """What `extract` tells `propose` beside the claim; never stored."""


def spoken(text: str) -> tuple[str, ...]:
    """Return a question's words in order, in lower case, contractions kept ("what's")."""
    return tuple(word.casefold().replace("\u2019", "'") for word in _WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Question:
    """A query as understood by rules, for all agents."""

    text: str
    words: tuple[str, ...]
    """Lower-case words in order, contractions kept ("what's")."""
    terms: tuple[str, ...]
    """Index terms: segmented, stemmed, without stop words."""
    at: datetime
    """The moment asked about: `as_of`, else now."""
    names: tuple[str, ...] = ()
    """Known entities that the question names."""
    moments: tuple[Moment, ...] = ()
    """Time windows that the question names."""
    session_id: str | None = None
    """The current session."""
    by_name: str = ""
    """The question with names alone, all that they have, for "Mei's sister Anna"."""
    outdated: frozenset[str] = frozenset()
    """Turns that told of what it asks for what is over by now."""

    @property
    def low(self) -> str:
        """The words in lower case, everybody by name: what is asked for is read in them."""
        return " ".join(spoken(self.by_name) if self.by_name else self.words)


class Hit(NamedTuple):
    """A memory that an engine found, with every engine's calibrated score in [0, 1].

    A question makes hundreds of them, and of what is ranked: a tuple is made in a third of the time.
    """

    memory: Memory
    signals: Mapping[str, float]
    silent: frozenset[str] = frozenset()
    """Engines that cannot judge it, such as vectors of a model for another script."""


_UNKNOWN: Mapping[str, int] = {}


class Ranked(NamedTuple):
    """A memory in an agent's own ranking, best first."""

    memory: Memory
    score: float
    """Orders this agent's list; in [0, 1]."""
    relevance: float
    """How well it answers, in [0, 1]; compared with the agent's floor."""
    ranks: Mapping[str, int] = _UNKNOWN
    """Rank from 1 in each engine's list, inside this agent; found out where it is asked for."""


class Agent(ABC):
    """One of the eight. Stateless: one instance serves all scopes and threads."""

    kind: ClassVar[Kind]
    output: ClassVar[type[BaseModel]]
    """The model of `Memory.fields` for this kind."""
    floor: ClassVar[float]
    """Relevance below which a hit does not enter the fusion."""

    @abstractmethod
    def interest(self, reading: Reading) -> str | None:
        """Say why this turn is worth this agent's look, or None."""

    @abstractmethod
    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Find candidates in the turns of one call, given in order."""

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """Name the existing memories that `propose` must see: the same claims, and rivals."""
        return Wanted(
            identities=frozenset(candidate.identity for candidate in candidates),
            slots=frozenset(c.slot for c in candidates if c.slot is not None),
        )

    @abstractmethod
    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Decide what becomes of each candidate, in order.

        `known` holds what `wanted` asked for, deleted memories included (so that the
        same turns do not bring them back). `partition` is the partition's key.
        """

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Return a memory with the caller's text and fields, known by what it says now.

        A kind whose identity, slot or validity follows from its fields says so here.

        Raises:
            UsageError: the kind keeps what the caller would change as it is.
        """
        index_text = memory.index_text
        if text != memory.text:
            known = memory.text in index_text
            index_text = index_text.replace(memory.text, text, 1) if known else ""
        return replace(memory, text=text, fields=dict(fields), index_text=index_text)

    @abstractmethod
    def hint(self, question: Question) -> float:
        """Say in [0, 1] how much the question asks for this kind of memory."""

    @abstractmethod
    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order this kind's hits, best first."""
