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

_version = memory_versions.c
_document = table("text_documents", *map(column, ("partition", "memory_id", "session", "terms")))
_session = table("text_sessions", *map(column, ("session", "session_id")))
_ALL = (
    select(_document.c.memory_id, _session.c.session_id, _document.c.terms)
    .select_from(_document.outerjoin(_session, _session.c.session == _document.c.session))
    .where(_document.c.partition == bindparam("partition"))
)
_SOME = _ALL.where(among(_document.c.memory_id, "ids"))
_CHANGED = (
    select(_version.memory_id)
    .where(_version.partition == bindparam("partition"), _version.seq > bindparam("seq"))
    .distinct()
)

Rows = NDArray[np.intp]
Terms = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Words:
    """All words of a partition's texts, current or not; nobody changes one that was given out."""

    ids: list[str] = field(default_factory=list[str])
    """The memory of each document."""
    session_of: bm25.Integers = field(default_factory=lambda: np.zeros(0, np.int64))
    """Each document's session, counted from 1 in `names`; 0 for none."""
    names: list[str] = field(default_factory=list[str])
    """The sessions' ids."""
    terms: Terms = field(default_factory=lambda: np.zeros(0, np.uint8))
    """Every occurrence of every term, one document's after the other's."""
    lengths: bm25.Integers = field(default_factory=lambda: np.zeros(0, np.int64))
    """How many of them each document has."""
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    """The terms' numbers."""

    @property
    def size(self) -> int:
        """Its bytes, about."""
        held = (self.terms, self.session_of, self.lengths)
        return sum(one.nbytes for one in held) + TERM * len(self.numbers)

    @traced("octomem.full_text.search", lambda found: {"count": len(found.memories)})
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
        numbers, names = dict(self.numbers), {name: at for at, name in enumerate(self.names, 1)}
        sessions: list[int] = []
        lengths: list[int] = []
        found: list[int] = []
        for _, session, text in rows:
            said = text.split()
            found += [numbers.setdefault(intern(term), len(numbers)) for term in said]
            lengths.append(len(said))
            sessions.append(0 if session is None else names.setdefault(session, len(names) + 1))
        terms = np.append(self.terms[np.repeat(stays, self.lengths)], np.array(found, np.int64))
        return Words(
            [name for name in self.ids if name not in changed] + [row[0] for row in rows],
            np.append(self.session_of[stays], np.array(sessions, np.int64)),
            list(names),
            terms.astype(np.min_scalar_type(len(numbers))),
            np.append(self.lengths[stays], np.array(lengths, np.int64)),
            numbers,
        )

    def statistics(self) -> tuple[int, int]:
        """Return how many documents there are, and how many terms."""
        return len(self.ids), len(self.terms)

    def postings(self, terms: Sequence[str]) -> list[Postings]:
        """Return where each term occurs, in the order of the terms."""
        return [self._of(self.numbers.get(term)) for term in terms]

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

    @cached_property
    def _ends(self) -> Rows:
        return np.cumsum(self.lengths)

    def _of(self, number: int | None) -> Postings:
        at = np.flatnonzero(self.terms == number) if number is not None else self._ends[:0]
        docs = np.searchsorted(self._ends, at, side="right")
        firsts = np.flatnonzero(np.diff(docs, prepend=-1))
        frequencies = np.diff(firsts, append=len(docs))
        docs = docs[firsts]
        return Postings(docs, frequencies, self.lengths[docs], self.session_of[docs])
