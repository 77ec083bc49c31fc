"""What questions read of the ledger again and again, kept in the process's memory.

A version of a memory never changes once it is written, so what was read of it stays right for
ever: nothing here is ever out of date. Which versions a question may see is not kept: the ledger
says that of every candidate, each time (`view.View`).
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, select

from octomem.memory import Memory
from octomem.stores.ledger import embeddings, token_vectors
from octomem.stores.ledger.among import among
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import Tokens, Vector

_BY_SEQ = select(*MEMORY, memory_versions.c.seq).where(among(memory_versions.c.seq, "seqs"))
OBJECT = 2_500
"""Bytes of a memory without its texts and vectors, about; measured on conversations."""


@dataclass(slots=True)
class _Kept:
    """One version, and what was read for it; vectors are the memory's, not another version's."""

    seq: int
    memory: Memory
    vector: Vector | None = None
    tokens: Tokens | None = None
    counted: int = 0
    """Bytes by which the shelf has counted it."""

    def size(self) -> int:
        """Return its bytes, about."""
        held = sum(one.nbytes for one in (self.vector, self.tokens) if one is not None)
        return OBJECT + len(self.memory.text) + len(self.memory.index_text) + held


class Shelf:
    """Memories at one of their versions, with their vectors; the longest unused ones go first.

    Safe for threads. Whoever reads through it must not change what it hands out.

    Args:
        room: bytes that it may hold, about; 0 keeps nothing.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def clear(self) -> None:
        """Forget everything: what is erased from the ledger, or embedded anew."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def memories(self, connection: Connection, found: Sequence[tuple[str, int]]) -> list[Memory]:
        """Return the versions with these memories' ids and sequence numbers, in the order given."""
        with self._lock:
            held = {seq: self._at(name, seq) for name, seq in found}
        missing = [seq for seq, kept in held.items() if kept is None]
        if missing:
            rows = connection.execute(_BY_SEQ, {"seqs": missing}).all()
            read = {row[-1]: _Kept(row[-1], memory_of(row)) for row in rows}
            self._keep(read.values())
            held |= read
        return [kept.memory for _, seq in found if (kept := held[seq]) is not None]

    def vectors(self, connection: Connection, found: Collection[Memory]) -> dict[str, Vector]:
        """Return the stored vectors of memories that it handed out, by id."""
        kept = self._of(found)
        held = {name: one.vector for name, one in kept.items() if one.vector is not None}
        missing = [memory.id for memory in found if memory.id not in held]
        if missing:
            read = embeddings.of(connection, missing)
            for name, vector in read.items():
                if name in kept:
                    kept[name].vector = vector
            self._keep(kept[name] for name in read if name in kept)
            held |= read
        return held

    def tokens(self, connection: Connection, found: Collection[Memory]) -> dict[str, Tokens]:
        """Return the stored token vectors of turns that it handed out, by id."""
        kept = self._of(found)
        held = {name: one.tokens for name, one in kept.items() if one.tokens is not None}
        missing = [memory.id for memory in found if memory.id not in held]
        if missing:
            read = token_vectors.of(connection, missing)
            for name, tokens in read.items():
                if name in kept:
                    kept[name].tokens = tokens
            self._keep(kept[name] for name in read if name in kept)
            held |= read
        return held

    def _at(self, name: str, seq: int) -> _Kept | None:
        kept = self._kept.get(name)
        if kept is None or kept.seq != seq:
            return None
        self._kept.move_to_end(name)
        return kept

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
            while self._size > self._room and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._size -= gone.counted
