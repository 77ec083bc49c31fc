"""What `verify` found: each place where a store is not what its ledger says."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of a store, in the order in which `verify` looks at them."""

    LEDGER = "ledger"
    """Turns, versions, operations, links and calls, among themselves."""
    FULL_TEXT = "full text"
    GRAPH = "graph"
    VECTORS = "vectors"
    """The ledger's own vectors, which every memory has one of."""
    TOKENS = "token vectors"
    INDEX = "vector index"


class Fault(StrEnum):
    """What is wrong with one item."""

    MISSING = "missing"
    FOREIGN = "foreign"
    """Nothing in the ledger asks for it."""
    DOUBLED = "doubled"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


MENDED_BY = {
    Part.LEDGER: "octomem restore",
    Part.FULL_TEXT: "octomem rebuild",
    Part.GRAPH: "octomem rebuild",
    Part.VECTORS: "octomem rebuild --embeddings",
    Part.TOKENS: "octomem rebuild --embeddings",
    Part.INDEX: "octomem rebuild",
}
"""The command that makes a part right again; the ledger itself comes from a backup."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not as it should be. It holds no content: texts appear as hashes."""

    part: Part
    fault: Fault
    kind: str
    """What kind of item: a table's name, `turn`, `version`, `vector`, …"""
    id: str
    """Which one: the ledger's id, with what tells items of one memory apart."""
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` looked at, and every difference."""

    differences: tuple[Difference, ...]
    checked: dict[str, int]
    """Items compared, by part."""
    lag: int
    """Changes that the vector index has not followed yet; that alone is no difference."""
    open_calls: int
    """Calls recorded and not committed: the next start that writes finishes them."""
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether everything is as it should be."""
        return not self.differences

    @property
    def mend(self) -> tuple[str, ...]:
        """The commands that mend what is wrong, each once."""
        return tuple(dict.fromkeys(MENDED_BY[each.part] for each in self.differences))
