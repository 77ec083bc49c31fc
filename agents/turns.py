"""What a question found, as arrays: an agent's hits, and of turns all that were compared.

What neighbours give a turn, and what the best of each engine's list is, depend on all turns that
were compared; only some of them are worth reading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

from octomem.agents.base import Hit
from octomem.agents.smoothing import Place, Scores, Surroundings, normalised
from octomem.memory import Memory

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Hits(Sequence[Hit]):
    """The hits that are to be ranked, each with its row in every engine's scores."""

    memories: Sequence[Memory]
    rows: Rows
    """Where the scores of each of the memories stand."""
    raw: Mapping[str, Scores]
    """Each engine's calibrated scores in [0, 1]; 0 is not found."""
    silent: Mapping[int, frozenset[str]]
    """Engines that cannot judge a memory, by row; mostly there are none."""

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> "Hits":
        """Return hits as they are, or where each is single, as arrays."""
        return hits if isinstance(hits, Hits) else cls(*_columns(hits))

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

    def means(self, weights: Mapping[str, float]) -> list[float]:
        """Return the weighted mean of each memory's scores over the engines that can judge it."""
        total, mean = np.zeros(len(self)), np.zeros(len(self))
        for engine, weight in weights.items():
            heard = self._hears(engine) if self.silent else 1.0  # mostly all are heard
            total += weight * heard
            raw = self.raw.get(engine)
            if raw is not None:
                mean += weight * raw[self.rows] * heard
        total[total == 0.0] = 1.0
        found: list[float] = (mean / total).tolist()
        return found

    def _hears(self, engine: str) -> NDArray[np.float64]:
        """Return 1 for each memory that an engine can judge, else 0."""
        silent = [engine in self.silent.get(row, ()) for row in self.rows.tolist()]
        return np.where(silent, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Turns(Hits):
    """Turns, each with its row among all turns that were compared."""

    around: Surroundings
    """Which of all that were compared stand next to each other."""
    _smoothed: dict[tuple[str, float], Scores] = field(
        default_factory=dict[tuple[str, float], Scores]
    )
    """What `smoothed` has found out, by engine and weight."""

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> "Turns":
        """Return hits as they are, or where each is single, with no other turn compared."""
        if isinstance(hits, Turns):
            return hits
        return cls(*_columns(hits), Surroundings.of([place_of(hit.memory) for hit in hits]))

    def found_by(self, engine: str, scores: Scores) -> Self:
        """Return them with another engine's scores, of all that were compared."""
        stays = {key: found for key, found in self._smoothed.items() if key[0] != engine}
        return replace(self, raw={**self.raw, engine: scores}, _smoothed=stays)

    def smoothed(self, engine: str, weight: float) -> Scores:
        """Return an engine's scores with `weight` of what neighbours have, the best at 1; found out once."""
        found = self._smoothed.get((engine, weight))
        if found is None:
            found = normalised(self.around.smooth(self.raw[engine], weight))
            self._smoothed[engine, weight] = found
        return found

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


def _columns(
    hits: Sequence[Hit],
) -> tuple[list[Memory], Rows, dict[str, Scores], dict[int, frozenset[str]]]:
    """Return single hits as what `Hits` has."""
    engines = sorted({engine for hit in hits for engine in hit.signals})
    return (
        [hit.memory for hit in hits],
        np.arange(len(hits)),
        {name: np.array([hit.signals.get(name, 0.0) for hit in hits]) for name in engines},
        {at: hit.silent for at, hit in enumerate(hits) if hit.silent},
    )


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
