"""All vectors of a small partition in one piece: a question is compared with every one of them.

To compare a question with some thousand vectors that lie side by side takes less time than to ask an
index for the nearest and to gather each one's vectors, and it leaves none out. A block follows what the
partition holds now (`present`): a memory's line stays the same as long as its version does.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from threading import Lock
from typing import Any, NamedTuple, TypeVar

import numpy as np
import orjson
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, select, type_coerce

from octomem.memory import Kind, speaker
from octomem.stores.ledger import embeddings, token_vectors
from octomem.stores.ledger.among import among
from octomem.stores.ledger.embeddings import Halves
from octomem.stores.ledger.present import Line, Present
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.products import Raised, raised
from octomem.stores.scripts import ANY, script_of
from octomem.stores.seams import Tokens
from octomem.stores.words import Words, words_of
from octomem.telemetry import traced

MEMORIES = 6_000
"""Memories up to which a partition is compared as a whole: some 5 ms on one core."""

Rows = NDArray[np.intp]
Numbers = TypeVar("Numbers", Halves, Tokens)
T = TypeVar("T")

_version = memory_versions.c
_TEXTS = select(
    _version.seq,
    _version.text,
    type_coerce(_version.fields, Text),
).where(among(_version.seq, "seqs"))


class _Text(NamedTuple):
    """What a block reads of a memory beside its vectors."""

    text: str
    fields: str
    """JSON."""


@dataclass(frozen=True, eq=False)
class Block:
    """The vectors of a partition's current memories; nobody changes one that was given out."""

    lines: Mapping[str, Line]
    """What the partition holds, by memory id."""
    ids: list[str]
    """The memory of each row."""
    vectors: Halves
    """(rows, dimension); zeros for a memory whose vector is missing or damaged."""
    turns: Rows
    """The rows that are turns."""
    speakers: list[str]
    """Who said each of them, case-folded."""
    tokens: Raised
    """The token vectors of the turns, one turn's after the other's: (tokens, size)."""
    lengths: Rows
    """How many of them each turn has."""
    scripts: list[str | None]
    """The script that each row's text is written in; see `stores.scripts`."""
    words: Words | None
    """Of all its texts, also of what is not current: whatever the full text has. None where it has many."""

    @property
    def size(self) -> int:
        """Its bytes, about."""
        words = 0 if self.words is None else self.words.size
        return self.vectors.nbytes + self.tokens.nbytes + words

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each memory."""
        return {name: row for row, name in enumerate(self.ids)}

    @cached_property
    def of_text(self) -> Rows:
        """The row of each text of `words`; past the last row for what is not current."""
        rows, texts = self.row_of, [] if self.words is None else self.words.ids
        return np.array([rows.get(name, len(rows)) for name in texts], dtype=np.intp)

    @cached_property
    def place(self) -> Rows:
        """Where each row's memory stands by id, which orders what is equal otherwise."""
        return np.argsort(np.argsort(np.array(self.ids, dtype=np.str_)))

    @cached_property
    def turn_of(self) -> dict[str, int]:
        """Which of the turns each one is, by memory id."""
        return {self.ids[row]: at for at, row in enumerate(self.turns.tolist())}

    def rows_of(self, kind: Kind) -> Rows:
        """Return the rows of a kind."""
        return self._by_kind.get(kind.value, self.turns[:0])

    @cached_property
    def _by_kind(self) -> dict[str, Rows]:
        found: dict[str, list[int]] = {}
        for row, name in enumerate(self.ids):
            found.setdefault(self.lines[name].kind, []).append(row)
        return {kind: np.array(rows, dtype=np.intp) for kind, rows in found.items()}

    def heard(self, scripts: frozenset[str]) -> NDArray[np.bool_]:
        """Say of each row whether an embedder that declares some scripts can judge it."""
        known = self._heard.get(scripts)
        if known is None:
            heard = [scripts == ANY or one is None or one in scripts for one in self.scripts]
            known = self._heard[scripts] = np.array(heard, dtype=np.bool_)
        return known

    @cached_property
    def _heard(self) -> dict[frozenset[str], NDArray[np.bool_]]:
        """What `heard` has found out, by scripts: an embedder declares always the same."""
        return {}

    @cached_property
    def sessions(self) -> tuple[list[str], Rows]:
        """The sessions of the turns, and which of them each turn is of; of none is a session too."""
        numbers: dict[str, int] = {}
        at = [numbers.setdefault(line.session_id or "", len(numbers)) for line in self.of_turns]
        return list(numbers), np.array(at, dtype=np.intp)

    @cached_property
    def of_turns(self) -> list[Line]:
        """The line of each turn."""
        return [self.lines[self.ids[row]] for row in self.turns.tolist()]

    @traced("octomem.ledger.block", lambda block: {"count": len(block.ids)})
    def followed_by(
        self, connection: Connection, lines: Mapping[str, Line], words: Words | None
    ) -> "Block":
        """Return the block of what the partition holds by now, whose words are given.

        What is damaged, and so of another length than the others, counts as missing: `verify` says it.
        """
        seqs = {name: line.seq for name, line in self.lines.items()}
        new = [name for name, line in lines.items() if seqs.get(name) != line.seq]
        stays = np.array(
            [name in lines and lines[name].seq == seqs[name] for name in self.ids], dtype=np.bool_
        )
        by_seq = _texts(connection, [lines[name].seq for name in new])
        texts = {name: by_seq[lines[name].seq] for name in new}
        turns = [name for name in new if lines[name].kind == Kind.EPISODIC.value]
        read = _alike(token_vectors.of(connection, turns), self.tokens)
        before = int(stays.sum())
        row_of = {name: before + at for at, name in enumerate(new)}
        turns_stay = stays[self.turns]
        return Block(
            lines,
            [*_kept(self.ids, stays), *map(intern, new)],
            _with_vectors(self.vectors[stays], new, embeddings.halves_of(connection, new)),
            np.append(
                (np.cumsum(stays) - 1)[self.turns[turns_stay]], [row_of[name] for name in turns]
            ).astype(np.intp),
            [*_kept(self.speakers, turns_stay), *(_speaker(texts[name]) for name in turns)],
            _joined(
                self.tokens[np.repeat(turns_stay, self.lengths)],
                [raised(read[name]) for name in turns if name in read],
            ),
            np.append(self.lengths[turns_stay], [len(read.get(name, ())) for name in turns]).astype(
                np.intp
            ),
            [*_kept(self.scripts, stays), *(script_of(texts[name].text) for name in new)],
            words,
        )


def _texts(connection: Connection, seqs: Sequence[int]) -> dict[int, _Text]:
    rows = connection.execute(_TEXTS, {"seqs": seqs})
    return {seq: _Text(*held) for seq, *held in rows.all()}


def _speaker(turn: _Text) -> str:
    """Read who said a turn; many have the same speaker."""
    return intern(speaker(orjson.loads(turn.fields)))


def _with_vectors(held: Halves, new: Sequence[str], found: dict[str, Halves]) -> Halves:
    """Put the rows of what is new behind those that stay; all zeros where there is no vector."""
    alike = _alike(found, held)
    width = held.shape[1] if held.size else max(map(len, alike.values()), default=0)
    rows = np.zeros((len(held) + len(new), width), np.float16)
    if held.size:
        rows[: len(held)] = held
    for at, name in enumerate(new, start=len(held)):
        if name in alike:
            rows[at] = alike[name]
    return rows


def _kept(values: Sequence[T], stays: NDArray[np.bool_]) -> list[T]:
    return [value for value, stay in zip(values, stays.tolist(), strict=True) if stay]


def _alike(found: dict[str, Numbers], held: NDArray[Any]) -> dict[str, Numbers]:
    """Return what is as long as the rows that are held, or else as most are."""
    lengths = [held.shape[1]] if held.size else [one.shape[-1] for one in found.values()]
    length = max(set(lengths), key=lengths.count, default=0)
    return {name: one for name, one in found.items() if one.shape[-1] == length}


def _joined(held: Raised, new: Sequence[Raised]) -> Raised:
    """Put new rows behind those held; of which length rows are, the first ones say."""
    if not len(held):
        return np.concatenate(new) if new else held
    return np.concatenate([held, *new])


EMPTY = Block(
    {},
    [],
    np.zeros((0, 0), np.float16),
    np.zeros(0, np.intp),
    [],
    np.zeros((0, 0), np.uint8),
    np.zeros(0, np.intp),
    [],
    None,
)


class Blocks:
    """The blocks of the partitions that were asked last. Safe for threads.

    Args:
        room: bytes that they may take, about.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[int, tuple[int, Block]] = OrderedDict()
        """By partition, with the number of the last version that it knows."""
        self._too_large: set[int] = set()
        self._size = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes that they take, about."""
        return self._size

    def clear(self) -> None:
        """Forget everything: what is erased from the ledger, or embedded anew."""
        with self._lock:
            self._kept.clear()
            self._too_large.clear()
            self._size = 0

    def of(self, connection: Connection, number: int, present: Present) -> Block | None:
        """Return the block of what a partition holds; None where it is too large."""
        with self._lock:
            if len(present.lines) > MEMORIES or number in self._too_large or not self._room:
                self._let_go(number)
                return None
            seq, kept = self._kept.get(number, (0, EMPTY))
            if kept.lines is present.lines:
                self._kept.move_to_end(number)
                return kept
        # What an older moment lacks is not said by any number.
        words = words_of(connection, number, kept.words if seq <= present.seq else None, seq)
        block = kept.followed_by(connection, present.lines, words)
        with self._lock:
            if block.size > self._room:
                self._let_go(number)
                self._too_large.add(number)
            elif seq <= present.seq and self._kept.get(number, (0,))[0] <= present.seq:
                self._let_go(number)
                self._kept[number] = present.seq, block
                self._size += block.size
                while self._size > self._room:
                    self._let_go(next(iter(self._kept)))
        return block

    def _let_go(self, number: int) -> None:
        gone = self._kept.pop(number, None)
        self._size -= gone[1].size if gone is not None else 0
