"""The words of a partition's memories, kept in the process's memory: what the full text has of it.

A question's terms are looked for among all words of a small partition, which lie side by side, in
less time than the database needs to be asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, column, select, table

from octomem.stores import bm25
from octomem.stores.keywords import Postings, hits
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import TextHits
from octomem.telemetry import traced

TERM = 120
"""Bytes of a distinct term in `numbers`, about."""
TEXTS = 12_000
"""Texts of a partition, ended ones among them, up to which their words are kept: to follow a change takes
a millisecond for a thousand texts, and the database less than that for a look-up, however many there are."""

_version = memory_versions.c
_document = table("text_documents", *map(column, ("partition", "memory_id", "session", "terms")))
_session = table("text_sessions", *map(column, ("session", "session_id")))
_ALL = (
    select(_document.c.memory_id, _session.c.session_id, _document.c.terms)
    .select_from(_document.outerjoin(_session, _session.c.session == _document.c.session))
    .where(_document.c.partition == bindparam("partition"))
)
_SOME = _ALL.where(among(_document.c.memory_id, "ids"))
_statistics = table("text_statistics", *map(column, ("partition", "documents")))
_COUNT = select(_statistics.c.documents).where(_statistics.c.partition == bindparam("partition"))
_CHANGED = (
    select(_version.memory_id)
    .where(_version.partition == bindparam("partition"), _version.seq > bindparam("seq"))
    .distinct()
)

Numbers = NDArray[np.unsignedinteger[Any]]


class _Numbers(dict[str, int]):
    """Numbers terms in the order in which they come."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


@dataclass(frozen=True, eq=False)
class Words:
    """All words of a partition's texts, current or not; nobody changes one that was given out."""

    ids: list[str] = field(default_factory=list[str])
    """The memory of each document."""
    session_of: bm25.Integers = field(default_factory=lambda: np.zeros(0, np.int64))
    """Each document's session, counted from 1 in `names`; 0 for none."""
    names: list[str] = field(default_factory=list[str])
    """The sessions' ids."""
    lengths: bm25.Integers = field(default_factory=lambda: np.zeros(0, np.int64))
    """How many terms each document has."""
    docs: Numbers = field(default_factory=lambda: np.zeros(0, np.uint8))
    """The documents that hold each term, one term's after the other's, ascending."""
    frequencies: Numbers = field(default_factory=lambda: np.zeros(0, np.uint8))
    """How often each of them has it."""
    bounds: bm25.Integers = field(default_factory=lambda: np.zeros(1, np.int64))
    """Where each term's begin, and where the last one's end."""
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    """The terms' numbers."""

    @property
    def size(self) -> int:
        """Its bytes, about."""
        held = (self.docs, self.frequencies, self.bounds, self.session_of, self.lengths)
        return sum(one.nbytes for one in held) + TERM * len(self.numbers)

    @property
    def worn(self) -> bool:
        """Whether most of its terms are in no text any more, after many changes."""
        return bool(2 * np.count_nonzero(np.diff(self.bounds)) < len(self.numbers))

    @traced("octomem.full_text.search", lambda found: {"count": len(found.docs)})
    def search(self, terms: Sequence[str], limit: int) -> TextHits:
        """Score memories and sessions for index terms, as `FullText.search`."""
        return hits(self, terms, limit)

    def followed_by(self, connection: Connection, partition: int, seq: int) -> "Words":
        """Return the words of what the partition holds by now.

        `seq` is the last version whose words are there, 0 where nothing has been read yet.
        """
        given = {"partition": partition, "seq": seq}
        changed = frozenset(connection.scalars(_CHANGED, given)) if seq else frozenset[str]()
        some = {"partition": partition, "ids": listed(changed)}
        rows = connection.execute(_SOME if seq else _ALL, some if seq else given).all()
        stays = np.array([name not in changed for name in self.ids], dtype=np.bool_)
        numbers, names = _Numbers(self.numbers), {name: at for at, name in enumerate(self.names, 1)}
        sessions: list[int] = []
        lengths: list[int] = []
        found: list[int] = []
        for _, session, text in rows:
            said = text.split()
            found += map(numbers.__getitem__, said)
            lengths.append(len(said))
            sessions.append(0 if session is None else names.setdefault(session, len(names) + 1))
        kept = [name for name in self.ids if name not in changed]
        ids = kept + [intern(row[0]) for row in rows]
        terms, docs, frequencies = self._with(stays, found, lengths)
        return Words(
            ids,
            np.append(self.session_of[stays], np.array(sessions, np.int64)),
            list(names),
            np.append(self.lengths[stays], np.array(lengths, np.int64)),
            docs.astype(np.min_scalar_type(len(ids))),
            frequencies.astype(np.min_scalar_type(frequencies.max(initial=0))),
            np.append(0, np.cumsum(np.bincount(terms, minlength=len(numbers)))),
            numbers,
        )

    def _with(
        self, stays: NDArray[np.bool_], found: Sequence[int], lengths: Sequence[int]
    ) -> tuple[bm25.Integers, bm25.Integers, bm25.Integers]:
        """Return terms, documents and frequencies: of what stays, then of what is found."""
        kept = stays[self.docs]
        before = np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))[kept]
        terms = np.append(before, np.array(found, np.int64))
        # A document's number is how many stand before it.
        moved = (np.cumsum(stays) - 1)[self.docs[kept]]
        docs = np.append(moved, np.repeat(np.arange(len(lengths)) + stays.sum(), lengths))
        times = np.append(self.frequencies[kept], np.ones(len(found), np.int64))
        order = np.argsort(terms, kind="stable")
        terms, docs = terms[order], docs[order]
        firsts = np.flatnonzero(np.diff(terms, prepend=-1) | np.diff(docs, prepend=-1))
        return terms[firsts], docs[firsts], np.add.reduceat(times[order], firsts)

    def statistics(self) -> tuple[int, int]:
        """Return how many documents there are, and how many terms."""
        return len(self.ids), int(self.lengths.sum())

    def postings(self, terms: Sequence[str]) -> Postings:
        """Return where the terms occur, in their order."""
        rows = [self._rows_of(term) for term in terms]
        counts = np.array([each.stop - each.start for each in rows], np.intp)
        docs, frequencies = (
            np.concatenate([held[:0], *(held[each] for each in rows)])
            for held in (self.docs, self.frequencies)
        )
        terms_of = np.repeat(np.arange(len(rows)), counts)
        return Postings(terms_of, docs, frequencies, self._every, self.lengths, self.session_of)

    @cached_property
    def _every(self) -> bm25.Integers:
        """The number of each document."""
        return np.arange(len(self.ids), dtype=np.int64)

    def _rows_of(self, term: str) -> slice:
        number = self.numbers.get(term)
        return slice(0, 0) if number is None else slice(*self.bounds[number : number + 2])

    def memory_ids(self, docs: bm25.Integers) -> list[str]:
        """Return the memory ids of document numbers, in the same order."""
        return [self.ids[doc] for doc in docs.tolist()]

    def sessions(self) -> Mapping[int, tuple[str, int]]:
        """Return each session's id and how many terms it has, by its number."""
        return self._sessions

    @cached_property
    def _sessions(self) -> dict[int, tuple[str, int]]:
        lengths = np.bincount(self.session_of, weights=self.lengths)
        held = np.unique(self.session_of[self.session_of > 0]).tolist()
        return {at: (self.names[at - 1], int(lengths[at])) for at in held}


def words_of(connection: Connection, partition: int, known: Words | None, seq: int) -> Words | None:
    """Return the words of what a partition holds by now; None where it has too many texts.

    `known` has those of all versions up to `seq`.
    """
    if (connection.scalar(_COUNT, {"partition": partition}) or 0) > TEXTS:
        return None
    if known is None or known.worn:
        known, seq = Words(), 0
    return known.followed_by(connection, partition, seq)
