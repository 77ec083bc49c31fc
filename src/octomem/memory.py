"""A memory: one typed, sourced, dated thing that the system knows."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar, cast

from octomem.jsons import JSON, copied, text_field

T = TypeVar("T")
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
"""The beginning of what nobody said the beginning of, and it was before now: "until 2017", "when I was 20"."""


class Kind(StrEnum):
    """The eight memories, in the order in which agents are always listed."""

    CORE = "core"
    EPISODIC = "episodic"
    SEMANTIC = "semantic"
    PROCEDURAL = "procedural"
    WORKING = "working"
    CONTEXTUAL = "contextual"
    KNOWLEDGE = "knowledge"
    RESOURCE = "resource"


class Status(StrEnum):
    """What a memory's claim is worth now."""

    CURRENT = "current"
    CLOSED = "closed"
    """It was true and has ended."""
    SUPERSEDED = "superseded"
    """A newer memory took its place."""
    RETRACTED = "retracted"
    """It was never true, or was deleted."""
    STALE = "stale"
    """What it was derived from no longer holds."""
    EXPIRED = "expired"
    """Its time ran out."""


class _Noting:
    """Has room for what `noted` finds out: no part of a memory, and no copy has it."""

    __slots__ = ("notes",)
    notes: dict[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Memory(_Noting):
    """One version of one memory.

    `valid_from` and `valid_to` (half-open, UTC) say when it was true in the world;
    `recorded_at` says when the system learnt this version.
    """

    id: str
    kind: Kind
    text: str
    fields: dict[str, JSON]
    """What is its kind's own; each agent's output model describes it."""
    sources: tuple[str, ...]
    """The turns that are direct evidence, oldest first, by the callers' message ids.

    The ledger fills them in from `turns` when it reads a memory."""
    turns: tuple[str, ...]
    """The same turns by the ledger's own ids."""
    status: Status
    confidence: float
    """How sure the extractor is, in [0, 1]."""
    valid_from: datetime
    valid_to: datetime | None
    recorded_at: datetime
    version: int
    extractor: str
    """What made it, with its version: `rules/1`, or a prompt id and model."""
    identity: str
    """Memories of one kind and partition with the same identity are one memory."""
    slot: str | None
    """Current memories of one kind and partition with the same slot compete."""
    agent_id: str | None = None
    session_id: str | None = None
    position: int | None = None
    """Of an episodic memory: its turn's place in the session."""
    mentions: tuple[str, ...] = ()
    """Names of people, places and things in it."""
    index_text: str = ""
    """What the indexes see where that is more than `text` (date, speaker, caption)."""
    metadata: dict[str, JSON] = field(default_factory=dict[str, JSON])
    deleted: bool = False
    """Deleted by the caller: kept for its history, never recalled, never made again."""
    grounds: tuple[str, ...] = ()
    """The memories that it was derived from: when one no longer holds, neither does this."""
    last_seen: datetime | None = None
    """When it was last told: the time of its latest turn, whichever order turns come in.

    The ledger sets it; None where no turn tells it."""
    fades_from: datetime | None = None
    """Since when it fades in ranking, as an unimportant detail that nobody told again."""
    score: float | None = None
    """From recall: the fused score, in [0, 1], 1 for the best."""
    relevance: float | None = None
    """From recall: how well it answers, in [0, 1], comparable between questions."""
    ranks: dict[str, int] | None = None
    """From recall with `explain`: its rank, from 1, in every list it was in."""

    @property
    def began(self) -> datetime | None:
        """Since when it was true; None where nobody said when it began: "when I was 20 I moved to Boston"."""
        return self.valid_from if self.valid_from > LONG_AGO else None

    @property
    def searchable(self) -> str:
        """The text that is embedded and indexed."""
        return self.index_text or self.text


_values = attrgetter(*(one.name for one in fields(Memory)))


def handed_out(
    memory: Memory,
    score: float | None = None,
    relevance: float | None = None,
    ranks: dict[str, int] | None = None,
) -> Memory:
    """Return a memory that is the caller's own, with what recall says of it.

    This process's copy is every question's: nothing of it that can be changed is shared.
    """
    own = Memory(*_values(memory))
    # A recall hands out dozens, for which `dataclasses.replace` takes half as long again.
    for name, value in (
        ("fields", copied(memory.fields)),
        ("metadata", copied(memory.metadata)),
        ("score", score),
        ("relevance", relevance),
        ("ranks", ranks),
    ):
        object.__setattr__(own, name, value)
    return own


def noted(find: Callable[[Memory], T]) -> Callable[[Memory], T]:
    """Decorate what depends on a memory alone: the memory keeps it, for the next question.

    For what nobody changes.
    """

    @wraps(find)
    def found(memory: Memory) -> T:
        try:
            return cast("T", memory.notes[find])
        except AttributeError:
            object.__setattr__(memory, "notes", {})
        except KeyError:
            pass
        value = memory.notes[find] = find(memory)
        return value

    return found


def speaker(fields: Mapping[str, JSON]) -> str:
    """Return who said a turn, by its memory's fields: case-folded, as a question's names are."""
    return text_field(fields, "actor").casefold()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which existing memories of its kind an agent needs to see before it proposes."""

    identities: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """Everything current whose identity begins with one of these, for kinds that put whom a
    claim is about first in their identities."""
    all_current: bool = False
    """Every current memory of the kind, for kinds that are bounded by policy."""
