"""The seams behind which a store can be replaced; each has a contract suite in tests/contracts.

A projection (vectors, full text, graph) follows the ledger: it is fed the same changes in
the same order, applying a change twice does no harm, and it can be emptied and filled anew.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from octomem.memory import Memory
from octomem.scope import Partition

Vector = NDArray[np.float32]
"""One L2-normalised embedding."""


Tokens = NDArray[np.int8]
"""One text's token vectors, (tokens, size): projected, of length 127, rounded."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What one encoding pass makes of a text."""

    vector: Vector
    tokens: Tokens | None = None
    """None where the embedder gives one vector per text and no more."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where each token stands in the text, in characters, half-open."""
    words: NDArray[np.float16] | None = None
    """What `vector` is the mean of, each row of length 1, (tokens, dimension); never stored."""
    turned: Vector | None = None
    """A question's vector as it is compared with turns, where that is not `vector`."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one ledger operation did to one memory."""

    seq: int
    """The operation's sequence number in the ledger."""
    partition: int
    """The ledger's number of the partition."""
    memory_id: str
    memory: Memory | None
    """The memory's newest version; None where it is gone from every projection."""
    vector: Vector | None = None
    tokens: Tokens | None = None


class Embedder(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Model name and version; recorded in the store."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        ...

    @property
    def scripts(self) -> frozenset[str]:
        """Scripts it was trained for, as `stores.scripts` names them, or `ANY`.

        Its vectors decide nothing about texts in another script.
        """
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text, shape (len(texts), dimension)."""
        ...


class Reranker(Protocol):
    """Compares a question with each of some texts, word against word."""

    @property
    def name(self) -> str:
        """What the setting calls it."""
        ...

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return one finite score per text, higher is better, on a scale of its own.

        Raises:
            StoreError: it failed; recall goes on without it.
        """
        ...


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """An embedder that gives the vectors of a text's tokens from the same pass."""

    @property
    def token_form(self) -> str:
        """What the token vectors are; recorded in the store, as they cannot be mixed."""
        ...

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Return each text's vector, as `embed` does, and its token vectors."""
        ...


@runtime_checkable
class QuestionEmbedder(Embedder, Protocol):
    """An embedder that compares a question with turns otherwise than texts with each other."""

    def asked(self, encoded: Encoded) -> Encoded:
        """Return a question with `turned`, and with tokens as they are compared with those of turns."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """One vector as an index holds it."""

    memory_id: str
    partition: int
    vector: Vector | None
    """None where the index knows the id and has lost the vector."""
    place: str
    """Where it lies: the collection's name."""
    reachable: bool
    """False where no search of its partition looks."""


class Follower(Protocol):
    """What follows the ledger in the background."""

    def apply(self, changes: Sequence[Change]) -> None:
        """Follow the ledger; applying a change twice does no harm."""
        ...

    def unfinished(self) -> bool:
        """Tell whether something was left that `apply` finishes, of no changes too."""
        ...


class VectorIndex(Protocol):
    """Nearest-neighbour candidates; the ledger's vectors decide their final order."""

    def apply(self, changes: Sequence[Change]) -> None:
        """Follow the ledger. A change without a vector removes the memory."""
        ...

    def unfinished(self) -> bool:
        """Tell whether an earlier process left something that `apply` finishes, of no changes too."""
        ...

    def search(self, partition: int, vector: Vector, limit: int) -> list[str]:
        """Return up to `limit` memory ids of the partition, nearest first."""
        ...

    def count(self) -> int:
        """Return how many vectors the index holds."""
        ...

    def walk(self) -> Iterator[Held]:
        """Return every vector there is, wherever it lies; for `verify`."""
        ...

    def erase(self, partitions: Collection[int]) -> None:
        """Remove partitions so that no byte of their vectors stays; repeatable."""
        ...

    def reset(self) -> None:
        """Drop everything."""
        ...

    def close(self) -> None:
        """Release files and connections."""
        ...


@dataclass(frozen=True, eq=False)
class TextHits:
    """What full text found: scores in [0, 1], a share of the best score attainable."""

    docs: NDArray[np.int64]
    """The numbers of the best `limit` texts, ascending."""
    scores: NDArray[np.float64]
    """The score of each."""
    named: Callable[[NDArray[np.int64]], Sequence[str]]
    """Gives the memory ids of ascending numbers, while what was asked is open."""
    sessions: Mapping[str, float] = field(default_factory=dict[str, float])
    """Score of each session taken as one document, by session id."""
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    """Inverse document frequency of each term asked for, within the partition."""
    unknown: frozenset[str] = frozenset()
    """Terms asked for that no memory of the partition holds."""

    @cached_property
    def memories(self) -> Mapping[str, float]:
        """The score by memory id, best first; equal ones go by id."""
        scores, names = (-self.scores).tolist(), self.named(self.docs)
        return {name: -score for score, name in sorted(zip(scores, names, strict=True))}


class FullText(Protocol):
    """BM25 over segmented text, with statistics of the partition alone."""

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Follow the ledger inside its own transaction."""
        ...

    def search(
        self, connection: Connection, partition: int, terms: Sequence[str], limit: int
    ) -> TextHits:
        """Score the partition's memories for index terms (see `stores.terms`)."""
        ...

    def reset(self, connection: Connection) -> None:
        """Drop everything."""
        ...


@dataclass(frozen=True, slots=True)
class Entity:
    """A named person, place, organisation or thing of one partition."""

    id: int
    name: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two entities, with both clocks and its evidence."""

    source: str
    """Entity name."""
    relation: str
    target: str
    memory_id: str
    valid_from: datetime
    valid_to: datetime | None


class Graph(Protocol):
    """Entities, aliases, relations, and which memory mentions which entity.

    It is fed by memories alone: `Memory.mentions` name entities; a knowledge memory's
    fields `entity`, `entity_type`, `relation`, `target`, `target_type` and `aliases`
    (a list) make a relation and aliases.
    """

    @property
    def lags(self) -> bool:
        """Whether it may be behind the ledger, and say something else when it has followed."""
        ...

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Follow the ledger inside its own transaction."""
        ...

    def entities(self, connection: Connection, partition: int) -> list[Entity]:
        """Return the partition's entities with their aliases, by name."""
        ...

    def mentions(
        self, connection: Connection, partition: int, names: Sequence[str], hops: int, limit: int
    ) -> dict[str, int]:
        """Return memories that mention the named entities, or ones related to them.

        Maps memory id to its distance in hops (0: names the entity itself), nearest
        first, at most `limit`; aliases count as the entity.
        """
        ...

    def relations(
        self, connection: Connection, partition: int, name: str, as_of: datetime | None = None
    ) -> list[Relation]:
        """Return an entity's relations, either direction, that hold at a moment (or ever)."""
        ...

    def reset(self, connection: Connection) -> None:
        """Drop everything."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """What a graph on a server follows at a time: changes, and what the ledger knows beside."""

    store: str
    """Which ledger they come from."""
    changes: Sequence[Change]
    replaced: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """By memory id, the memories whose place it took."""
    derived: Sequence[tuple[str, str]] = ()
    """(memory, ground): what was derived from what, where either changed."""
    scopes: Mapping[int, Partition] = field(default_factory=dict[int, Partition])
    """Whose each partition is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a graph holds of a partition."""

    entities: list[Entity]
    mentions: dict[str, list[str]]
    """Ids of the memories that mention an entity, by its name; nobody mentions the others."""
    relations: list[Relation]
    """Those that ever held, in no order."""


class RemoteGraph(Protocol):
    """A graph outside the ledger's file: it lags, and answers as `Graph` does.

    Each method raises StoreUnavailableError while its server is away.
    """

    def apply(self, batch: Batch) -> None:
        """Follow the ledger: all of a batch or nothing; twice does no harm."""
        ...

    def version(self) -> str:
        """Return the server's version."""
        ...

    def followed(self, store: str) -> int:
        """Return the last change that it holds of this ledger; 0 where it is empty."""
        ...

    def entities(self, partition: int) -> list[Entity]:
        """Return the partition's entities with their aliases, by name."""
        ...

    def contents(self, partition: int) -> Contents:
        """Return all of a partition, as it was at one moment."""
        ...

    def find(self, partition: int, text: str, limit: int) -> list[Entity]:
        """Return entities that a text may name, misspelt ones too, the likeliest first."""
        ...

    def mentions(
        self, partition: int, names: Sequence[str], hops: int, limit: int
    ) -> dict[str, int]:
        """Return memories that mention the named entities, or ones related to them."""
        ...

    def relations(self, partition: int, name: str, as_of: datetime | None = None) -> list[Relation]:
        """Return an entity's relations, either direction, that hold at a moment (or ever)."""
        ...

    def neighbourhood(
        self,
        partition: int,
        names: Sequence[str],
        depth: int,
        limit: int,
        as_of: datetime | None = None,
    ) -> list[Relation]:
        """Return at most `limit` relations around entities, nearest first, up to `depth` hops."""
        ...

    def paths(  # noqa: PLR0913 - two ends, two bounds and a moment
        self,
        partition: int,
        one: str,
        other: str,
        depth: int,
        limit: int,
        *,
        as_of: datetime | None = None,
    ) -> list[list[Relation]]:
        """Return the shortest ways between two entities, of at most `depth` relations."""
        ...

    def erase(self, partitions: Collection[int]) -> None:
        """Remove partitions; repeatable."""
        ...

    def reset(self) -> None:
        """Drop everything."""
        ...

    def close(self) -> None:
        """Release connections."""
        ...
