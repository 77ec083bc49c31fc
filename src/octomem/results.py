"""What the front door's reading methods return."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from octomem.context import pack
from octomem.memory import Memory
from octomem.operation import Degraded, Operation, Rejected, Usage
from octomem.verification import Verification

ANSWER_LIMIT = 20
"""Memories that an answer may rest on, where the caller names no limit."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a language model made of a question, as far as it was believed."""

    questions: tuple[str, ...] = ()
    """What was searched for besides the question itself."""
    since: date | None = None
    until: date | None = None
    """The first and the last day that the question means, where the rules read no time in it."""
    rejected: tuple[Rejected, ...] = ()
    """What it proposed and the code kept out."""


@dataclass(frozen=True, slots=True)
class Recall:
    """The answer to one question: memories, best first, and what a prompt needs of them."""

    query: str
    memories: tuple[Memory, ...]
    found: bool
    """False when nothing is relevant; the list stays ranked all the same."""
    profile: tuple[Memory, ...] = ()
    """Core memories that belong to every context, whatever the question."""
    neighbours: tuple[Memory, ...] = ()
    """The turns next to the hits, for `context`; they are never evidence."""
    hints: dict[str, float] = field(default_factory=dict[str, float])
    """How much the question asks for each kind, in [0, 1], with `explain`."""
    degraded: tuple[Degraded, ...] = ()
    notes: tuple[str, ...] = ()
    """What was assumed about the question, such as the zone of a moment without one."""
    seconds: float = 0.0
    rewritten: Rewritten | None = None
    """With `rewrite`; None where the model did not help, which `degraded` then says."""
    usage: Usage = field(default_factory=Usage)
    """What the rewriting cost."""

    def sources(self, limit: int) -> list[str]:
        """Return up to `limit` turns that are evidence, best first, each once.

        Walks the memories in rank order and flattens their sources; the first
        occurrence wins. A turn goes by the caller's message id where one was given.
        """
        seen = dict.fromkeys(ref for memory in self.memories for ref in memory.sources)
        return list(seen)[:limit]

    def context(self, max_tokens: int) -> str:
        """Write the memories for a prompt, in at most `max_tokens` WordPiece tokens.

        The profile comes first, then the hits grouped by session with their neighbours,
        then facts; each line cites its turns in brackets. Stored text is quoted as data.
        """
        return pack(self.profile, self.memories, self.neighbours, max_tokens)


@dataclass(frozen=True, slots=True)
class Answered:
    """A language model's answer from memories that it cites, or an abstention."""

    question: str
    text: str | None
    """None where it abstains: `reason` says why."""
    citations: tuple[Memory, ...]
    """The recalled memories that say so, as the answer cites them; at least one of an answer."""
    recall: Recall
    """What was recalled, best first, cited or not."""
    reason: str = ""
    rejected: tuple[Rejected, ...] = ()
    """What the model said and the code kept out: an answer that its citations do not bear out,
    and citations of what it was not shown."""
    usage: Usage = field(default_factory=Usage)
    """What the answer cost, a rewriting included."""
    seconds: float = 0.0

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the turns that the cited memories came from, each once."""
        return tuple(dict.fromkeys(ref for memory in self.citations for ref in memory.sources))


@dataclass(frozen=True, slots=True)
class Page:
    """Some memories of a scope, newest first; iterable."""

    memories: tuple[Memory, ...]
    next_cursor: str | None = None
    """Pass it to `list` for the next page; None on the last."""
    notes: tuple[str, ...] = ()
    """What was assumed about the options, such as the zone of a moment without one."""

    def __iter__(self) -> Iterator[Memory]:
        """Walk this page's memories."""
        return iter(self.memories)

    def __len__(self) -> int:
        """Return how many memories this page has."""
        return len(self.memories)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that memories name."""

    name: str
    """As it was first written."""
    type: str
    """person, animal, organisation, place, product, thing, … as it was last said; or empty."""
    aliases: tuple[str, ...] = ()
    """What else it is called, by name."""


@dataclass(frozen=True, slots=True)
class History:
    """Everything that happened to one memory, oldest first."""

    versions: tuple[Memory, ...]
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What `forget` erased: how much, and nothing of what. The store keeps it too."""

    id: str
    at: datetime
    subject: str
    """Keyed hash of organisation and user: the same for the same two under one vault key."""
    turns: int
    memories: int
    versions: int
    operations: int
    vectors: int
    entities: int
    secrets: int


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What `consolidate` did; all zero where there was nothing new."""

    operations: tuple[Operation, ...]
    """Everything that was written, with its reasons; `undo` takes each of them back."""
    episodes: int
    """Memories made of something told several times, or told anew."""
    promoted: int
    """Facts that became core memory."""
    summarised: int
    """Old sessions that were summed up."""
    faded: int
    """Details that began to fade in ranking."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Exported:
    """What `export` wrote."""

    rows: dict[str, int]
    """Lines by table, headers aside."""
    sha256: str
    """Of all lines before the last, which holds it too."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` wrote."""

    rows: dict[str, int]
    """Rows by table."""
    embedded: int
    """Memories embedded anew, because the file's vectors are of another model or left out."""
    reveals: bool
    """False where the file holds vault values that this store's key does not open."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup, as its manifest has it."""

    path: Path
    bytes: int
    sha256: str
    """Of the copy of the ledger."""
    turns: int
    secrets: bool
    """Whether it holds vault values, which open with the vault's key only: that is not in it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what `verify` says of it."""

    backup: BackedUp
    verification: Verification


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was carried into another store, and what `verify` says of that."""

    moved: int
    """Partitions."""
    there: int
    """Partitions that were there already, and are the same."""
    reveals: bool
    """Whether the other store's key opens the vault values of what was moved."""
    verification: Verification


@dataclass(frozen=True, slots=True)
class Projection:
    """How far one projection has followed the ledger."""

    name: str
    lag: int
    """Changes it has not followed yet; 0 where it is written in the ledger's own transaction."""
    error: str | None = None
    """What keeps it from following, as far as this process knows; it is tried again."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a store holds."""

    memories: dict[str, int]
    """Current memories by kind."""
    turns: int
    operations: int
    partitions: int
    lag: int
    """Changes the vector index has not followed yet; recall scores them itself."""
    projections: tuple[Projection, ...]
    vectors: int
    """In the vector index; 0 where that is down, as its projection's error says."""
    embedder: str
    open_calls: int
    """Calls recorded but not committed; `resume` finishes them."""
    pending: int = 0
    """Calls that a language model failed at, or has yet to read; `extract_pending` asks again."""
    waiting: int = 0
    """Those of them that this process's background will read."""
    usage: Usage = field(default_factory=Usage)
    """What language models cost this store so far."""
    usage_by_agent: dict[str, Usage] = field(default_factory=dict[str, Usage])
    """The same apportioned to the agents that were asked."""
    usage_by_scope: dict[str, Usage] = field(default_factory=dict[str, Usage])
    """The same for the ten users or organisations that used most tokens (`mei`, `acme/mei`)."""
