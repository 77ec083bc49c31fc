"""What partitions hold now, kept in the process's memory.

The ledger only ever adds versions, and those of a partition one after the other: what a partition
held up to one of them stays so for ever, and what came since is read by the numbers that follow.
So a question asks the ledger what is new, mostly nothing, instead of what there is.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from sys import intern
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from octomem.memory import Kind, Status
from octomem.stores.ledger.memories import Place
from octomem.stores.ledger.schema import memory_versions

LINE = 500
"""Bytes of one memory in a `Present`, and of what is kept beside it, about; measured with tracemalloc."""
ITSELF = 2
"""A `Present` takes as much as so many memories, beside those that it has."""

Found = list[tuple[str, int]]
"""Memories by id, each with the number of the version that is seen."""

_row = memory_versions.c
_HELD = (
    _row.memory_id,
    _row.seq,
    _row.kind,
    _row.valid_from,
    _row.valid_to,
    _row.session_id,
    _row.position,
    _row.agent_id,
)
_OWN = _row.partition == bindparam("partition")
_LAST = select(func.max(_row.seq)).where(_OWN)
_CURRENT = (
    select(*_HELD)
    .where(
        _OWN,
        _row.recorded_to.is_(None),
        _row.status == Status.CURRENT.value,
        _row.deleted.is_(False),
    )
    .order_by(_row.seq)
    .limit(bindparam("most"))
)
_SINCE = (
    select(*_HELD, _row.status, _row.deleted, _row.recorded_to)
    .where(_OWN, _row.seq >= bindparam("seq"))
    .order_by(_row.seq)
)


class Line(NamedTuple):
    """A current memory: what decides whether a question sees it, and where it stands."""

    seq: int
    kind: str
    valid_from: str
    valid_to: str | None
    session_id: str | None
    position: int | None
    agent_id: str | None


def _line(held: Iterable[Any]) -> Line:
    """Many have the same moments and sessions: one text each is kept of them."""
    shared: list[Any] = [intern(one) if isinstance(one, str) else one for one in held]
    return Line(*shared)


@dataclass(slots=True, eq=False, weakref_slot=True)
class Present:
    """The current memories of a partition up to one version; nobody changes one that was given out."""

    seq: int
    """That version's number."""
    lines: dict[str, Line] = field(default_factory=dict[str, Line])
    """By memory id, in the order of their versions."""
    others: dict[str, dict[str, Line]] = field(default_factory=dict[str, dict[str, Line]])
    """Those that are no turns once more, by kind."""
    places: dict[Place, tuple[str, ...]] = field(default_factory=dict[Place, tuple[str, ...]])
    """The turns' ids by where they stand."""
    _limited: tuple[str, dict[str, Line]] | None = None
    """Those that end, or begin later than the moment beside them."""

    @property
    def size(self) -> int:
        """What it takes, counted in memories."""
        return len(self.lines) + ITSELF

    def unseen(self, at: str, ahead: str) -> frozenset[str]:
        """Return those that ended by `at`, or begin later than `ahead`.

        Few have an end, or begin in the future: which, is found out once.
        """
        limited = self._limited
        if limited is None or ahead < limited[0]:
            held = self.lines.items()
            late = {name: x for name, x in held if x.valid_to is not None or x.valid_from > ahead}
            limited = self._limited = ahead, late
        return frozenset(
            name
            for name, line in limited[1].items()
            if line.valid_from > ahead or (line.valid_to is not None and line.valid_to <= at)
        )

    def with_versions(self, rows: Sequence[Sequence[Any]]) -> "Present":
        """Return what there is with the versions that follow."""
        others = {kind: dict(held) for kind, held in self.others.items()}
        later = Present(rows[-1][1], dict(self.lines), others, dict(self.places))
        for name, *held, status, deleted, recorded_to in rows:
            if recorded_to is None:  # else another version of the memory is its newest
                later.drop(name)
                if status == Status.CURRENT.value and not deleted:
                    later.add(name, _line(held))
        return later

    def add(self, name: str, line: Line) -> None:
        """Take up a memory's newest version; its id is one text wherever the process keeps it."""
        name = intern(name)
        self.lines[name] = line
        if line.kind != Kind.EPISODIC.value:
            self.others.setdefault(line.kind, {})[name] = line
        elif line.position is not None:
            place = line.session_id, line.position
            self.places[place] = (*self.places.get(place, ()), name)

    def drop(self, name: str) -> None:
        """Let go of a memory, if it is there."""
        line = self.lines.pop(name, None)
        if line is None:
            return
        if line.kind != Kind.EPISODIC.value:
            del self.others[line.kind][name]
        elif line.position is not None:
            place = line.session_id, line.position
            left = tuple(one for one in self.places.pop(place) if one != name)
            if left:
                self.places[place] = left


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a `Present` is seen at a moment: `view.Versions` without asking the ledger."""

    present: Present
    unseen: frozenset[str]
    """What of it is not seen."""

    def among(self, ids: Iterable[str]) -> Found:
        """Return those of the given memories that are seen."""
        lines, unseen = self.present.lines, self.unseen
        return [(name, lines[name].seq) for name in ids if name in lines and name not in unseen]

    def of_kind(self, kind: Kind, limit: int, session: str | None) -> Found:
        """Return the newest of a kind, of one session or of all, newest first."""
        held = self._newest_first(kind)
        here = (one for one in held if session is None or one[1].session_id == session)
        return [(name, line.seq) for name, line in islice(here, limit)]

    def at_places(self, places: Iterable[Place]) -> list[str]:
        """Return the turns that stand at some places."""
        return [name for place in set(places) for name in self.present.places.get(place, ())]

    def after(self, seq: int) -> list[str]:
        """Return the memories whose version came after one."""
        newest = reversed(self.present.lines.items())
        return [name for name, _ in takewhile(lambda one: one[1].seq > seq, newest)]

    def _newest_first(self, kind: Kind) -> Iterator[tuple[str, Line]]:
        held = self.present.others.get(kind.value, {})
        if kind is Kind.EPISODIC:
            held = self.present.lines
        return (
            (name, line)
            for name, line in reversed(held.items())
            if line.kind == kind.value and name not in self.unseen
        )


class Presents:
    """What the partitions hold that were asked last. Safe for threads.

    Args:
        room: bytes that they may take, about. A partition for which it is too small, or becomes too
            small, is never kept again.
    """

    def __init__(self, room: int) -> None:
        self._most = room // LINE
        self._kept: OrderedDict[int, Present] = OrderedDict()
        self._count = 0
        self._too_large: set[int] = set()
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes that they take, about."""
        return self._count * LINE

    def clear(self) -> None:
        """Forget everything: a partition was erased."""
        with self._lock:
            self._kept.clear()
            self._count = 0
            self._too_large.clear()

    def of(self, connection: Connection, number: int, newest: int | None = None) -> Present | None:
        """Return what a partition holds in this snapshot of the ledger.

        Where the number of its `newest` version is known, the ledger is asked only if there is a new one.
        None where it is too large, or this snapshot older than what another one has shown.
        """
        with self._lock:
            if number in self._too_large:
                return None
            kept = self._kept.get(number)
        if kept is None:
            return self._read(connection, number)
        if kept.seq == newest:
            return self._keep(number, kept)
        given = {"partition": number, "seq": kept.seq}
        rows = connection.execute(_SINCE, given).all()
        if not rows or rows[0].seq != kept.seq:
            return None
        return self._keep(number, kept.with_versions(rows[1:]) if rows[1:] else kept)

    def _read(self, connection: Connection, number: int) -> Present | None:
        if not self._most:
            return None
        seq = connection.scalar(_LAST, {"partition": number})
        if seq is None:
            return None
        given = {"partition": number, "most": self._most + 1}
        rows = connection.execute(_CURRENT, given).all()
        present = Present(seq)
        for name, *held in rows:
            present.add(name, _line(held))
        return self._keep(number, present)

    def _keep(self, number: int, present: Present) -> Present | None:
        """Keep what is newer than what is kept; those that nobody asked for longest go."""
        with self._lock:
            kept = self._kept.get(number)
            if kept is None or kept.seq < present.seq:
                self._let_go(number)
                if present.size > self._most:
                    self._too_large.add(number)
                    return None
                self._kept[number] = present
                self._count += present.size
            self._kept.move_to_end(number)
            while self._count > self._most:
                self._let_go(next(iter(self._kept)))
        return present

    def _let_go(self, number: int) -> None:
        gone = self._kept.pop(number, None)
        self._count -= gone.size if gone is not None else 0
