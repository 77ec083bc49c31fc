"""What happened to which memory, and why: the unit that the ledger commits."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from octomem.memory import Kind, Memory


class Action(StrEnum):
    """What an operation does."""

    ADD = "add"
    """A new memory."""
    MERGE = "merge"
    """Another source, or a new version, of a memory that is already there."""
    SUPERSEDE = "supersede"
    """A new memory that takes the place of `replaces`."""
    CLOSE = "close"
    """A memory's claim has ended."""
    RETRACT = "retract"
    """A memory was wrong, or was deleted."""
    UNDO = "undo"
    """Another operation was reversed: `replaces` names it."""
    SKIP = "skip"
    """Nothing was written; the reason says why."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One decision of one agent, with its reason."""

    id: str
    action: Action
    agent: Kind
    memory_id: str | None
    text: str
    """The memory's text after the operation; for a skip, what was not written."""
    reason: str
    replaces: tuple[str, ...] = ()
    """The memories it took the place of; of an undo, the operation it reverses; of a merge,
    close or retract, what it follows from."""
    at: datetime | None = None
    """When it was committed, UTC."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One decision of an agent before it is committed, with the memory versions it writes."""

    action: Action
    agent: Kind
    reason: str
    text: str
    memory_id: str | None = None
    replaces: tuple[str, ...] = ()
    writes: tuple[Memory, ...] = ()
    """New versions, complete but for `recorded_at` and `sources`, which the ledger sets; the
    first is the memory's own."""


@dataclass(frozen=True, slots=True)
class Route:
    """Why an agent was asked to look at a call's turns."""

    agent: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Degraded:
    """A part that failed while the others went on."""

    agent: str
    error: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a call cost in model calls; all zero where no model is configured."""

    calls: int = 0
    """Requests for memories; repairs and retries are counted apart."""
    repairs: int = 0
    """Second requests, because an answer was malformed."""
    retries: int = 0
    """Requests that were sent again, because the first did not get through."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    """US dollars."""

    def __add__(self, other: Self) -> Self:
        """Return what both cost together."""
        return type(self)(
            calls=self.calls + other.calls,
            repairs=self.repairs + other.repairs,
            retries=self.retries + other.retries,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cost=self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a model proposed and the code kept out."""

    agent: str
    text: str
    """What it would have stored."""
    reason: str


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """What one `process()` call did."""

    operations: tuple[Operation, ...]
    routes: tuple[Route, ...]
    turns: tuple[str, ...]
    """The turns of the call, by the callers' message ids where given, in order."""
    usage: Usage = field(default_factory=Usage)
    degraded: tuple[Degraded, ...] = ()
    notes: tuple[str, ...] = ()
    """What was assumed about the messages, such as the zone of a timestamp without one."""
    seconds: float = 0.0
    usage_by_agent: dict[str, Usage] = field(default_factory=dict[str, Usage])
    """`usage` apportioned to the agents by the length of their parts; see docs/models.md."""
    rejected: tuple[Rejected, ...] = ()
    """What a model proposed and the code kept out, because the turns do not say so."""
    enriching: bool = False
    """The model's pass follows in the background; `flush` waits for it."""
