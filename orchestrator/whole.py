"""A question beside every vector of a small partition, and which memories are worth a closer look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from octomem.agents.base import Hit
from octomem.agents.smoothing import Scores, Surroundings
from octomem.agents.turns import Hits, Turns, place_in
from octomem.memory import Kind, Memory
from octomem.stores.ledger.block import Block, Rows
from octomem.stores.maxsim import Weights, scored
from octomem.stores.products import products
from octomem.stores.seams import Encoded, TextHits

COSINE_FLOOR = 0.1
COSINE_TOP = 0.8
"""Cosines of MiniLM between unrelated texts lie around the floor, and a question's with its
plain answer seldom above the top."""
LATE_FLOOR = 0.3
"""Weighted mean of the tokens' best cosines below which a turn has nothing to do with a question."""
LENT = 0.8
"""Share of a token's best cosine that a turn has from the turn beside it: who answers "Twice a week!"
need not say again what was asked."""

DENSE = frozenset({"dense", "late", "hop"})
"""Engines that rest on the embedder, and so on the scripts it was trained for."""

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
"""Which rows of a block a question sees."""
Signals = Mapping[str, Mapping[str, float]]
"""What engines found: scores in [0, 1], by engine and memory id."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How like a question everything in a partition is, calibrated to [0, 1]."""

    block: Block
    heard: NDArray[np.bool_]
    """Which rows the embedder can judge, none where it cannot judge the question: the others score 0."""
    dense: Floats
    """One score per row of the block."""
    late: Floats
    """One score per turn of the block."""
    vectors: Floats
    """The block's, as single precision."""

    @classmethod
    def of(
        cls,
        block: Block,
        vectors: Floats,
        asked: Encoded,
        weights: Weights,
        heard: NDArray[np.bool_],
    ) -> "Compared":
        """Compare a question with a partition's vectors, and its tokens with those of the turns."""
        late = np.zeros(len(block.turns), dtype=np.float32)
        size = block.tokens.shape[1]
        # Tokens of another size are damaged.
        if asked.tokens is not None and asked.tokens.shape[1] == size:
            spread = partial(_around(block).spread, share=LENT)
            late = scored(asked.tokens, weights, block.tokens, block.lengths, spread=spread)
        dense = np.where(heard, likeness(vectors, asked, block.turns), np.float32(0))
        late = np.where(heard[block.turns], calibrated_late(late), np.float32(0))
        return cls(block, heard, dense, late, vectors)

    def facts(
        self, memories: Iterable[Memory], found: Mapping[str, Scores]
    ) -> dict[Kind, Sequence[Hit]]:
        """Return memories of the block with every engine's scores, by kind; `found` is by row."""
        by_kind: dict[Kind, list[Memory]] = {}
        for memory in memories:
            by_kind.setdefault(memory.kind, []).append(memory)
        raw = {"dense": self.dense.astype(np.float64), **found}
        return {kind: self._listed(of_kind, raw) for kind, of_kind in by_kind.items()}

    def _listed(self, memories: Sequence[Memory], raw: Mapping[str, Scores]) -> Hits:
        row_of = self.block.row_of
        rows = np.array([row_of[memory.id] for memory in memories], dtype=np.intp)
        return Hits(memories, rows, raw, dict.fromkeys(rows[~self.heard[rows]].tolist(), DENSE))

    def silent(self) -> dict[int, frozenset[str]]:
        """Return which engines cannot judge which turns."""
        unheard = np.flatnonzero(~self.heard[self.block.turns]).tolist()
        return dict.fromkeys(unheard, DENSE)

    def turns(
        self,
        found: Mapping[str, Scores],
        sessions: Mapping[str, float],
        seen: Mask,
    ) -> Turns:
        """Return every engine's scores of all turns, none of them read yet.

        What the question does not see has no scores, and so lends none either. `found` is by row.
        """
        block = self.block
        raw = {name: scores[block.turns] for name, scores in found.items()}
        raw["dense"] = self.dense[block.turns].astype(np.float64)
        raw["late"] = self.late.astype(np.float64)
        names, at = block.sessions
        raw["session"] = np.array([sessions.get(name, 0.0) for name in names])[at]
        seen = seen[block.turns]
        for scores in () if seen.all() else raw.values():
            scores[~seen] = 0.0
        return Turns([], np.zeros(0, np.intp), raw, self.silent(), _around(block))

    def first(self, scores: Scores | Floats, rows: Rows, count: int, seen: Mask) -> Rows:
        """Return which of some rows have the highest scores, best first, as far as they are seen."""
        order: Rows = np.lexsort((self.block.place[rows], -scores))
        return order[seen[rows[order]]][:count]

    def likest(
        self,
        found: Mapping[str, Scores],
        counts: Mapping[Kind, int],
        seen: Mask,
    ) -> list[str]:
        """Return, of each kind but turns so many, what is like the question and most speaks for.

        `found` is by row.
        """
        block, scores = self.block, self.dense + sum(found.values())
        best: list[str] = []
        for kind in counts.keys() - {Kind.EPISODIC}:
            rows, count = block.rows_of(kind), counts[kind]
            first: list[int] = rows[self.first(scores[rows], rows, count, seen)].tolist()
            best += [block.ids[row] for row in first]
        return best


def worded(block: Block, found: TextHits) -> Scores:
    """Return what a question's words are worth to each row of a block."""
    if block.words is None:
        return _scattered(found.memories, block.row_of)
    scores = np.zeros(len(block.ids) + 1)
    scores[block.of_text[found.docs]] = found.scores
    return scores[:-1]


def scattered(block: Block, found: Signals) -> dict[str, Scores]:
    """Return engines' scores as one per row of a block; what it lacks is left out."""
    return {name: _scattered(scores, block.row_of) for name, scores in found.items()}


def likeness(vectors: Floats, asked: Encoded, turns: NDArray[np.intp]) -> Floats:
    """Return how like a question vectors are, calibrated to [0, 1]; `turns` are rows of turns."""
    if vectors.shape[1] != len(asked.vector):  # there are none, or all are damaged
        return np.zeros(len(vectors), dtype=np.float32)
    found = calibrated(products(vectors, asked.vector))
    if asked.turned is not None:
        found[turns] = calibrated(products(vectors, asked.turned))[turns]
    return found


def calibrated(cosines: Floats) -> Floats:
    """Return cosines, calibrated to [0, 1]."""
    shares: Floats = (cosines - COSINE_FLOOR) / (COSINE_TOP - COSINE_FLOOR)
    return np.clip(shares, 0.0, 1.0)


def calibrated_late(scores: Floats) -> Floats:
    """Return scores of late interaction, calibrated to [0, 1]."""
    shares: Floats = (scores - LATE_FLOOR) / (1 - LATE_FLOOR)
    return np.maximum(shares, np.float32(0.0))


def _scattered(scores: Mapping[str, float], at: Mapping[str, int]) -> Scores:
    """Put scores by memory into an array; those of memories that have no place are left out."""
    found = np.zeros(len(at))
    for name, score in scores.items():
        place = at.get(name)
        if place is not None:
            found[place] = score
    return found


_AROUND: WeakKeyDictionary[Block, Surroundings] = WeakKeyDictionary()


def _around(block: Block) -> Surroundings:
    """Say which turns of a block stand next to each other; found out once."""
    known = _AROUND.get(block)
    if known is None:
        places = (
            place_in(name, line.agent_id, line.session_id, line.position)
            for name, line in zip(block.turn_of, block.of_turns, strict=True)
        )
        known = _AROUND[block] = Surroundings.of(list(places))
    return known
