"""All vectors of a small partition in one piece: a question is compared with every one of them.

To compare a question with some thousand vectors that lie side by side takes less time than to ask an
index for the nearest and to gather each one's vectors, and it leaves none out. A block follows what the
partition holds now (`present`): a memory's line stays the same as long as its version does.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from octomem.memory import Kind
from octomem.stores.ledger import embeddings, token_vectors
from octomem.stores.ledger.present import Line, Present
from octomem.stores.seams import Tokens
from octomem.telemetry import traced

MEMORIES = 6_000
"""Memories up to which a partition is compared as a whole: some 5 ms on one core."""

Halves = NDArray[np.float16]
"""Vectors as they are kept, in half the room; no cosine changes by 0.001."""
Rows = NDArray[np.intp]
Kept = TypeVar("Kept", np.float16, np.int8)


@dataclass(frozen=True, eq=False)
class Block:
    """The vectors of a partition's current memories; nobody changes one that was given out."""

    lines: Mapping[str, Line]
    """What the partition holds, by memory id; a memory without a vector has no row."""
    ids: list[str]
    """The memory of each row."""
    vectors: Halves
    """(rows, dimension)."""
    turns: Rows
    """The rows that are turns."""
    tokens: Tokens
    """The token vectors of the turns, one turn's after the other's: (tokens, size)."""
    lengths: Rows
    """How many of them each turn has."""

    @property
    def size(self) -> int:
        """Its bytes, about."""
        return self.vectors.nbytes + self.tokens.nbytes

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each memory."""
        return {name: row for row, name in enumerate(self.ids)}

    @cached_property
    def place(self) -> Rows:
        """Where each row's memory stands by id, which orders what is equal otherwise."""
        return np.argsort(np.argsort(np.array(self.ids, dtype=np.str_)))

    @cached_property
    def turn_of(self) -> dict[str, int]:
        """Which of the turns each one is, by memory id."""
        return {self.ids[row]: at for at, row in enumerate(self.turns.tolist())}

    @cached_property
    def others(self) -> Rows:
        """The rows that are no turns."""
        return np.setdiff1d(np.arange(len(self.ids)), self.turns, assume_unique=True)

    @cached_property
    def of_turns(self) -> list[Line]:
        """The line of each turn."""
        return [self.lines[self.ids[row]] for row in self.turns.tolist()]

    @traced("octomem.ledger.block", lambda block: {"count": 0 if block is None else len(block.ids)})
    def followed_by(self, connection: Connection, lines: Mapping[str, Line]) -> "Block | None":
        """Return the block of what the partition holds by now; None where a vector is damaged."""
        stays = np.array([lines.get(name) is self.lines[name] for name in self.ids], dtype=np.bool_)
        new = [name for name, line in lines.items() if self.lines.get(name) is not line]
        try:
            found = embeddings.of(connection, new)
            added = [name for name in found if lines[name].kind == Kind.EPISODIC.value]
            read = token_vectors.of(connection, added)
            vectors = [vector.astype(np.float16)[np.newaxis] for vector in found.values()]
            tokens = [read[name] for name in added if name in read]
            turns_stay = stays[self.turns]
            all_vectors = _joined(self.vectors[stays], vectors)
            all_tokens = _joined(self.tokens[np.repeat(turns_stay, self.lengths)], tokens)
        except ValueError:  # of another length than the others: `verify` says which
            return None
        before = int(stays.sum())
        row_of = {name: before + at for at, name in enumerate(found)}
        return Block(
            lines,
            [*(name for name, stay in zip(self.ids, stays, strict=True) if stay), *found],
            all_vectors,
            np.append(
                (np.cumsum(stays) - 1)[self.turns[turns_stay]], [row_of[name] for name in added]
            ).astype(np.intp),
            all_tokens,
            np.append(self.lengths[turns_stay], [len(read.get(name, ())) for name in added]).astype(
                np.intp
            ),
        )


def _joined(held: NDArray[Kept], new: Sequence[NDArray[Kept]]) -> NDArray[Kept]:
    """Put new rows behind those held; of which length rows are, the first ones say."""
    if not len(held):
        return np.concatenate(new) if new else held
    return np.concatenate([held, *new])


EMPTY = Block(
    {},
    [],
    np.zeros((0, 0), np.float16),
    np.zeros(0, np.intp),
    np.zeros((0, 0), np.int8),
    np.zeros(0, np.intp),
)


class Blocks:
    """The blocks of the partitions that were asked last. Safe for threads.

    Args:
        room: bytes that they may take, about.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[int, Block] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def clear(self) -> None:
        """Forget everything: what is erased from the ledger, or embedded anew."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def of(self, connection: Connection, number: int, present: Present) -> Block | None:
        """Return the block of what a partition holds; None where it is too large."""
        if len(present.lines) > MEMORIES or not self._room:
            return None
        with self._lock:
            kept = self._kept.get(number, EMPTY)
            if kept.lines is present.lines:
                self._kept.move_to_end(number)
                return kept
        block = kept.followed_by(connection, present.lines)
        return None if block is None else self._keep(number, block)

    def _keep(self, number: int, block: Block) -> Block | None:
        """Keep a block; those that nobody asked for longest go. None where it has no room."""
        if block.size > self._room:
            return None
        with self._lock:
            self._let_go(number)
            self._kept[number] = block
            self._size += block.size
            while self._size > self._room:
                self._let_go(next(iter(self._kept)))
        return block

    def _let_go(self, number: int) -> None:
        gone = self._kept.pop(number, None)
        self._size -= gone.size if gone is not None else 0
