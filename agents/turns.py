"""Turns that a question was compared with, as arrays, and those of them that are to be ranked.

What neighbours give a turn, and what the best of each engine's list is, depend on all turns that
were compared; only some of them are worth reading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

from octomem.agents.base import Hit
from octomem.agents.smoothing import Place, Scores, Surroundings
from octomem.memory import Memory

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Turns(Sequence[Hit]):
    """The hits that are to be ranked, each with its row among all turns that were compared."""

    memories: Sequence[Memory]
    rows: Rows
    """Where each of the memories stands among all that were compared."""
    raw: Mapping[str, Scores]
    """Each engine's calibrated scores in [0, 1], of all that were compared; 0 is not found."""
    silent: Mapping[int, frozenset[str]]
    """Engines that cannot judge a turn, by row; mostly there are none."""
    around: Surroundings
    """Which of all that were compared stand next to each other."""

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> "Turns":
        """Return hits as they are, or where each is single, with no other turn compared."""
        if isinstance(hits, Turns):
            return hits
        engines = sorted({engine for hit in hits for engine in hit.signals})
        return cls(
            [hit.memory for hit in hits],
            np.arange(len(hits)),
            {name: np.array([hit.signals.get(name, 0.0) for hit in hits]) for name in engines},
            {at: hit.silent for at, hit in enumerate(hits) if hit.silent},
            Surroundings.of([place_of(hit.memory) for hit in hits]),
        )

    def __len__(self) -> int:
        return len(self.memories)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        row = int(self.rows[at])
        signals = {name: float(scores[row]) for name, scores in self.raw.items() if scores[row]}
        return Hit(self.memories[at], signals, self.silent.get(row, frozenset()))

    def found_by(self, engine: str, scores: Scores) -> Self:
        """Return them with another engine's scores, of all that were compared."""
        return replace(self, raw={**self.raw, engine: scores})

    def hears(self, engine: str) -> NDArray[np.bool_]:
        """Say which of all that were compared an engine can judge."""
        heard = np.ones(len(self.around), dtype=np.bool_)
        heard[[row for row, engines in self.silent.items() if engine in engines]] = False
        return heard

    def heard_share(self, weights: Mapping[str, float]) -> Scores:
        """Return the share of some engines' weights that is of those which can judge each turn.

        A turn that none of them can judge has a share of 1.
        """
        total = sum(weights.values())
        shares = np.ones(len(self.around))
        for row, engines in self.silent.items():
            heard = sum(weight for name, weight in weights.items() if name not in engines)
            shares[row] = heard / total if heard else 1.0
        return shares

    def ranks(self) -> dict[str, dict[str, int]]:
        """Return each memory's rank, from 1, in every engine's list of all that were compared."""
        found: dict[str, dict[str, int]] = {memory.id: {} for memory in self.memories}
        for name in sorted(self.raw):
            scores = self.raw[name]
            for memory, score in zip(self.memories, scores[self.rows].tolist(), strict=True):
                if score > 0:
                    found[memory.id][name] = 1 + int(np.count_nonzero(scores > score))
        return found


def place_of(memory: Memory) -> Place:
    """Return where a turn stands; one without a place is alone."""
    return place_in(memory.id, memory.agent_id, memory.session_id, memory.position)


def place_in(
    memory_id: str, agent_id: str | None, session_id: str | None, position: int | None
) -> Place:
    """Return where a turn stands, as `place_of`."""
    if position is None:
        return (memory_id, 0)
    return (f"{agent_id or ''}\x1f{session_id or ''}", position)
