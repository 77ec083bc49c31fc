"""What questions read of the ledger again and again, kept in the process's memory.

A version of a memory never changes once it is written, so what was read of it stays right for
ever: nothing here is ever out of date. What a partition holds now is kept beside it (`present`), and
brought up to each question's snapshot of the ledger.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Literal, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, select

from octomem.memory import Memory
from octomem.stores.ledger import embeddings, token_vectors
from octomem.stores.ledger.among import among
from octomem.stores.ledger.block import Block, Blocks
from octomem.stores.ledger.embeddings import Halves
from octomem.stores.ledger.present import Present, Presents
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import Tokens

_BY_SEQ = select(*MEMORY, memory_versions.c.seq).where(among(memory_versions.c.seq, "seqs"))
OBJECT = 3_000
"""Bytes of a memory without its texts and vectors, about, with what is noted of it (1,100 of a fact); measured on
conversations."""
PRESENTS = 6
"""What the partitions hold takes one part in so many at most."""
BLOCKS = 2
"""And the vectors and words of small partitions one in so many; whatever these two do not take is for the
memories themselves, so at least a third."""
T = TypeVar("T")


@dataclass(slots=True)
class _Kept:
    """One version, and what was read for it; vectors are the memory's, not another version's."""

    seq: int
    memory: Memory
    vector: Halves | None = None
    tokens: Tokens | None = None
    counted: int = 0
    """Bytes by which the shelf has counted it."""
    used: bool = False
    """Whether anybody asked for it since it was last passed over."""

    def size(self) -> int:
        """Return its bytes, about."""
        held = sum(one.nbytes for one in (self.vector, self.tokens) if one is not None)
        return OBJECT + len(self.memory.text) + len(self.memory.index_text) + held


class Shelf:
    """Memories at one of their versions, with their vectors; what nobody asked for of late goes first.

    Each that was used since it was last passed over is passed over once more (Corbató 1968, CLOCK): to note
    that costs a question less than to move it. Safe for threads. Whoever reads through it must not change what it hands out.

    Args:
        room: bytes that it may hold, about; 0 keeps nothing.
    """

    def __init__(self, room: int) -> None:
        self._presents = Presents(room // PRESENTS)
        self._blocks = Blocks(room // BLOCKS)
        self._room = room
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._beside: WeakSet[Block] = WeakSet()
        """Blocks whose memories were read, if there was room."""
        self._size = 0
        self._lock = Lock()

    def clear(self) -> None:
        """Forget everything: what is erased from the ledger, or embedded anew."""
        with self._lock:
            self._kept.clear()
            self._size = 0
        self._presents.clear()
        self._blocks.clear()

    def present(
        self, connection: Connection, number: int, newest: int | None = None
    ) -> Present | None:
        """Return what a partition holds now, where that may be kept; see `Presents.of`."""
        return self._presents.of(connection, number, newest)

    def block(self, connection: Connection, number: int, present: Present) -> Block | None:
        """Return all vectors of what a partition holds, where they may be kept; see `Blocks.of`.

        Its memories are read with it, as far as nothing else has to go for them.
        """
        block = self._blocks.of(connection, number, present)
        if block is not None and block not in self._beside:
            self._beside.add(block)
            self._read_beside(connection, block)
        return block

    def _read_beside(self, connection: Connection, block: Block) -> None:
        with self._lock:
            seqs = ((name, line.seq) for name, line in block.lines.items())
            kept = ((seq, self._kept.get(name)) for name, seq in seqs)
            missing = [seq for seq, one in kept if one is None or one.seq != seq]
            has_room = self._size + len(missing) * OBJECT <= self._own_room
        if missing and has_room:
            self._keep(self._at_seqs(connection, missing))

    @property
    def _own_room(self) -> int:
        """The bytes for memories: what is kept of partitions leaves them."""
        return self._room - self._presents.size - self._blocks.size

    def memories(
        self, connection: Connection, found: Sequence[tuple[str, int]]
    ) -> dict[str, Memory]:
        """Return the versions with these memories' ids and sequence numbers, by id, in the order given."""
        with self._lock:
            held, missing = self._at(found)
        if not missing:
            return held
        read = self._at_seqs(connection, missing)
        self._keep(read)
        held |= {one.memory.id: one.memory for one in read}
        return {name: held[name] for name, _ in found if name in held}

    def vectors(self, connection: Connection, found: Collection[Memory]) -> dict[str, Halves]:
        """Return the stored vectors of memories that it handed out, by id, to half precision."""
        return self._part("vector", embeddings.halves_of, connection, found)

    def tokens(self, connection: Connection, found: Collection[Memory]) -> dict[str, Tokens]:
        """Return the stored token vectors of turns that it handed out, by id."""
        return self._part("tokens", token_vectors.of, connection, found)

    def _part(
        self,
        part: Literal["vector", "tokens"],
        read: Callable[[Connection, Iterable[str]], dict[str, T]],
        connection: Connection,
        found: Collection[Memory],
    ) -> dict[str, T]:
        """Return what is kept beside memories, in their order, and read and keep what is not yet."""
        kept = self._of(found)
        parts = ((name, getattr(one, part)) for name, one in kept.items())
        held: dict[str, T] = {name: value for name, value in parts if value is not None}
        missing = [memory.id for memory in found if memory.id not in held]
        if missing:
            new = read(connection, missing)
            added = [(kept[name], value) for name, value in new.items() if name in kept]
            for one, value in added:
                setattr(one, part, value)
            self._keep(one for one, _ in added)
            held |= new
        return {memory.id: held[memory.id] for memory in found if memory.id in held}

    def _at_seqs(self, connection: Connection, seqs: Sequence[int]) -> list[_Kept]:
        rows = connection.execute(_BY_SEQ, {"seqs": seqs}).all()
        return [_Kept(row[-1], memory_of(row)) for row in rows]

    def _at(self, found: Sequence[tuple[str, int]]) -> tuple[dict[str, Memory], list[int]]:
        """Return what is kept of these versions, which is used and so stays, and what is not."""
        held, missing = dict[str, Memory](), list[int]()
        get = self._kept.get
        for name, seq in found:
            one = get(name)
            if one is not None and one.seq == seq:
                one.used = True
                held[name] = one.memory
            else:
                missing.append(seq)
        return held, missing

    def _of(self, found: Collection[Memory]) -> dict[str, _Kept]:
        """Return what is kept of these very versions."""
        with self._lock:
            held = ((memory, self._kept.get(memory.id)) for memory in found)
            return {
                memory.id: kept
                for memory, kept in held
                if kept is not None and kept.memory.version == memory.version
            }

    def _keep(self, read: Iterable[_Kept]) -> None:
        """Put on the shelf what was read, or count anew what has got a vector; make room."""
        with self._lock:
            for kept in read:
                old = self._kept.pop(kept.memory.id, None)
                self._size -= old.counted if old is not None else 0
                kept.counted = kept.size()
                self._size += kept.counted
                self._kept[kept.memory.id] = kept
            while self._size > self._own_room and self._kept:
                name, oldest = self._kept.popitem(last=False)
                if oldest.used:
                    oldest.used = False
                    self._kept[name] = oldest
                else:
                    self._size -= oldest.counted
