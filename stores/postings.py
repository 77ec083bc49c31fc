"""The tables of full text, and how they are kept true to the memories."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from octomem.memory import Kind, Memory
from octomem.stores.terms import index_terms

TABLES = (
    # `terms` holds every occurrence, sorted: what to remove, and whether anything changed.
    """CREATE TABLE IF NOT EXISTS text_documents (
        doc INTEGER PRIMARY KEY,
        partition INTEGER NOT NULL,
        memory_id TEXT NOT NULL,
        session INTEGER NOT NULL,
        length INTEGER NOT NULL,
        terms TEXT NOT NULL,
        UNIQUE (partition, memory_id)
    )""",
    # A session is one document of its episodic memories; number 0 is "no session".
    """CREATE TABLE IF NOT EXISTS text_sessions (
        session INTEGER PRIMARY KEY,
        partition INTEGER NOT NULL,
        session_id TEXT NOT NULL,
        documents INTEGER NOT NULL DEFAULT 0,
        length INTEGER NOT NULL DEFAULT 0,
        UNIQUE (partition, session_id)
    )""",
    """CREATE TABLE IF NOT EXISTS text_statistics (
        partition INTEGER PRIMARY KEY,
        documents INTEGER NOT NULL,
        length INTEGER NOT NULL
    )""",
    """CREATE TABLE IF NOT EXISTS text_postings (
        partition INTEGER NOT NULL,
        term TEXT NOT NULL,
        doc INTEGER NOT NULL,
        frequency INTEGER NOT NULL,
        length INTEGER NOT NULL,
        session INTEGER NOT NULL,
        PRIMARY KEY (partition, term, doc)
    ) WITHOUT ROWID""",
)
TABLE_NAMES = ("text_documents", "text_sessions", "text_statistics", "text_postings")


@dataclass(frozen=True, slots=True)
class _Document:
    """One memory as it is, or is to be, in the index."""

    session: int
    terms: str

    @property
    def frequencies(self) -> Counter[str]:
        return Counter(self.terms.split())

    @property
    def length(self) -> int:
        return self.terms.count(" ") + 1 if self.terms else 0


class Writer:
    """Writes the documents of one partition and keeps its statistics true."""

    def __init__(self, connection: Connection, partition: int) -> None:
        self._connection = connection
        self._partition = partition

    def apply(self, memories: Mapping[str, Memory | None]) -> None:
        old = self._stored(memories)
        sessions = self._sessions(memories.values())
        removed: list[tuple[int, _Document]] = []
        added: list[tuple[int | None, str, _Document]] = []
        for memory_id, memory in memories.items():
            doc, before = old.get(memory_id, (None, None))
            after = _document(memory, sessions)
            if before == after:
                continue
            if doc is not None and before is not None:
                removed.append((doc, before))
            if after is not None:
                added.append((doc, memory_id, after))
        self._remove(removed)
        self._add(added)
        self._count([each for _, each in removed], [each for *_, each in added])
        if removed:
            self._run("DELETE FROM text_sessions WHERE partition = ? AND documents = 0")

    def _stored(self, memory_ids: Iterable[str]) -> dict[str, tuple[int, _Document]]:
        rows = self._rows(
            "SELECT memory_id, doc, session, terms FROM text_documents"
            " WHERE partition = ? AND memory_id IN (SELECT value FROM json_each(?))",
            memory_ids,
        )
        return {row[0]: (row[1], _Document(row[2], row[3])) for row in rows}

    def _sessions(self, memories: Iterable[Memory | None]) -> dict[str, int]:
        """Return the numbers of the memories' sessions, which get one where they have none."""
        named = dict.fromkeys(name for each in memories if (name := _session_of(each)) is not None)
        if not named:
            return {}
        found = self._numbers(named)
        fresh = [name for name in named if name not in found]
        if not fresh:
            return found
        self._run_all(
            "INSERT INTO text_sessions (partition, session_id) VALUES (?, ?)",
            [(self._partition, name) for name in fresh],
        )
        return found | self._numbers(fresh)

    def _numbers(self, sessions: Iterable[str]) -> dict[str, int]:
        rows = self._rows(
            "SELECT session_id, session FROM text_sessions"
            " WHERE partition = ? AND session_id IN (SELECT value FROM json_each(?))",
            sessions,
        )
        return {row[0]: row[1] for row in rows}

    def _add(self, documents: Sequence[tuple[int | None, str, _Document]]) -> None:
        """Write documents; one that was there keeps its number, a new one is given the next."""
        for columns, kept in (
            ("partition, memory_id, session, length, terms, doc", True),
            ("partition, memory_id, session, length, terms", False),
        ):
            rows = [
                (self._partition, name, each.session, each.length, each.terms, doc)[: 5 + kept]
                for doc, name, each in documents
                if (doc is not None) is kept
            ]
            places = ", ".join("?" * (5 + kept))
            statement = f"INSERT INTO text_documents ({columns}) VALUES ({places})"  # noqa: S608 - our own names
            self._run_all(statement, rows)
        written = self._stored(name for _, name, _ in documents) if documents else {}
        postings: list[tuple[Any, ...]] = []
        for _, name, each in documents:
            doc, length = written[name][0], each.length
            postings += [
                (self._partition, term, doc, frequency, length, each.session)
                for term, frequency in each.frequencies.items()
            ]
        self._run_all("INSERT INTO text_postings VALUES (?, ?, ?, ?, ?, ?)", postings)

    def _remove(self, documents: Sequence[tuple[int, _Document]]) -> None:
        self._run_all(
            "DELETE FROM text_documents WHERE partition = ? AND doc = ?",
            [(self._partition, doc) for doc, _ in documents],
        )
        self._run_all(
            "DELETE FROM text_postings WHERE partition = ? AND term = ? AND doc = ?",
            [(self._partition, term, doc) for doc, each in documents for term in each.frequencies],
        )

    def _count(self, removed: Sequence[_Document], added: Sequence[_Document]) -> None:
        if not removed and not added:
            return
        sums: dict[int, tuple[int, int]] = {}
        for sign, documents in ((-1, removed), (1, added)):
            for each in documents:
                count, length = sums.get(each.session, (0, 0))
                sums[each.session] = count + sign, length + sign * each.length
        self._run(
            "INSERT INTO text_statistics VALUES (?, ?, ?) ON CONFLICT (partition) DO UPDATE"
            " SET documents = text_statistics.documents + excluded.documents,"
            " length = text_statistics.length + excluded.length",
            sum(count for count, _ in sums.values()),
            sum(length for _, length in sums.values()),
        )
        self._run_all(
            "UPDATE text_sessions SET documents = documents + ?, length = length + ?"
            " WHERE session = ?",
            [(count, length, session) for session, (count, length) in sums.items()],
        )

    def _rows(self, statement: str, names: Iterable[str]) -> list[tuple[Any, ...]]:
        """Read what a statement finds of some memories or sessions of the partition."""
        given = (self._partition, json.dumps(list(names)))
        return [tuple(row) for row in self._connection.exec_driver_sql(statement, given)]

    def _run(self, statement: str, *values: Any) -> None:
        self._connection.exec_driver_sql(statement, (self._partition, *values))

    def _run_all(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a statement for each row, at once: each run of its own costs as much as ten rows."""
        if rows:
            self._connection.exec_driver_sql(statement, list(rows))


def _session_of(memory: Memory | None) -> str | None:
    """Return the session that a memory counts for: turns do, what was made of them does not."""
    if memory is None or memory.deleted or memory.kind is not Kind.EPISODIC:
        return None
    return memory.session_id


def _document(memory: Memory | None, sessions: Mapping[str, int]) -> _Document | None:
    if memory is None or memory.deleted:
        return None
    named = _session_of(memory)
    number = 0 if named is None else sessions[named]
    return _Document(number, " ".join(sorted(index_terms(memory.searchable))))
