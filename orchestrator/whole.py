"""A question beside every vector of a small partition, and which memories are worth a closer look."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from octomem.agents.episodic import EpisodicAgent, place_in
from octomem.agents.smoothing import Scores, Surroundings
from octomem.memory import Kind
from octomem.stores.ledger.block import Block, Rows
from octomem.stores.ledger.present import Line
from octomem.stores.maxsim import Weights, scored
from octomem.stores.products import products, widened
from octomem.stores.seams import Encoded

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

    @classmethod
    def of(
        cls, block: Block, asked: Encoded, weights: Weights, heard: NDArray[np.bool_]
    ) -> "Compared":
        """Compare a question with a partition's vectors, and its tokens with those of the turns."""
        late = np.zeros(len(block.turns), dtype=np.float32)
        if asked.tokens is not None and len(block.tokens):
            spread = partial(_around(block).spread, share=LENT)
            late = scored(asked.tokens, weights, block.tokens, block.lengths, spread=spread)
        dense = np.where(heard, likeness(block.vectors, asked, block.turns), np.float32(0))
        return cls(
            block, heard, dense, np.where(heard[block.turns], calibrated_late(late), np.float32(0))
        )

    def judged(self) -> dict[str, bool]:
        """Say of every memory that has a vector whether the embedder can judge it."""
        return dict(zip(self.block.ids, self.heard.tolist(), strict=True))

    def vectors_of(self, memories: Iterable[str]) -> dict[str, NDArray[np.float16]]:
        """Return the vectors of some memories, those that have one."""
        rows = self.block.row_of
        return {name: self.block.vectors[rows[name]] for name in memories if name in rows}

    def dense_of(self, memories: Iterable[str]) -> dict[str, float]:
        """Return how like the question some memories are, those that have a vector."""
        rows, scores = self.block.row_of, self.dense.tolist()
        return {name: scores[row] for name in memories if (row := rows.get(name)) is not None}

    def late_of(self, memories: Iterable[str]) -> dict[str, float]:
        """Return how well some turns meet the question word by word, those that have tokens."""
        turns, scores, lengths = self.block.turn_of, self.late.tolist(), self.block.lengths.tolist()
        return {
            name: scores[turn]
            for name in memories
            if (turn := turns.get(name)) is not None and lengths[turn]
        }

    def best(
        self,
        found: Signals,
        sessions: Mapping[str, float],
        agent: EpisodicAgent,
        counts: Mapping[Kind, int],
        sees: Callable[[Line], bool],
    ) -> list[str]:
        """Return the memories that may be among the first of their kind, best first.

        Turns are put into the episodic agent's own order, of all of them, and others by how like
        the question they are and what else speaks for them. `counts` says how many of a kind; what the
        question does not see is passed over.
        """
        block, size = self.block, len(self.block.ids)
        likeness = self.dense + sum(_scattered(one, block.row_of, size) for one in found.values())
        best: list[str] = []
        for kind, count in counts.items():
            rows = block.rows_of(kind)
            turns = kind is Kind.EPISODIC
            scores = self._order(found, sessions, agent) if turns else likeness[rows]
            order = np.lexsort((block.place[rows], -scores))
            best += self._seen(rows[order], count, sees)
        return best

    def _seen(self, rows: Rows, count: int, sees: Callable[[Line], bool]) -> list[str]:
        """Return the memories of the first so many rows that the question sees."""
        ids, lines = self.block.ids, self.block.lines
        found: list[str] = []
        places: list[int] = rows.tolist()
        for row in places:
            if len(found) == count:
                break
            if sees(lines[ids[row]]):
                found.append(ids[row])
        return found

    def _order(self, found: Signals, sessions: Mapping[str, float], agent: EpisodicAgent) -> Scores:
        """Score all turns as the agent would."""
        block = self.block
        raw: dict[str, Scores] = {
            name: _scattered(scores, block.turn_of, len(block.turns))
            for name, scores in found.items()
        }
        raw["dense"] = self.dense[block.turns].astype(np.float64)
        raw["late"] = self.late.astype(np.float64)
        raw["session"] = np.array(
            [sessions.get(line.session_id or "", 0.0) for line in block.of_turns]
        )
        return agent.order(raw, _around(block), self.heard[block.turns], DENSE)


def likeness(vectors: NDArray[np.float16], asked: Encoded, turns: NDArray[np.intp]) -> Floats:
    """Return how like a question vectors are, calibrated to [0, 1]; `turns` are rows of turns."""
    if vectors.shape[1] != len(asked.vector):  # there are none, or all are damaged
        return np.zeros(len(vectors), dtype=np.float32)
    whole = widened(vectors)
    found = calibrated(products(whole, asked.vector))
    if asked.turned is not None:
        found[turns] = calibrated(products(whole, asked.turned))[turns]
    return found


def calibrated(cosines: Floats) -> Floats:
    """Return cosines, calibrated to [0, 1]."""
    shares: Floats = (cosines - COSINE_FLOOR) / (COSINE_TOP - COSINE_FLOOR)
    return np.clip(shares, 0.0, 1.0)


def calibrated_late(scores: Floats) -> Floats:
    """Return scores of late interaction, calibrated to [0, 1]."""
    shares: Floats = (scores - LATE_FLOOR) / (1 - LATE_FLOOR)
    return np.maximum(shares, np.float32(0.0))


def _scattered(scores: Mapping[str, float], at: Mapping[str, int], size: int) -> Scores:
    """Put scores by memory into an array; those of memories that have no place are left out."""
    found = np.zeros(size)
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
        known = _AROUND[block] = Surroundings(list(places))
    return known
