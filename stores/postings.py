"""The tables of full text, and how they are kept true to the memories."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
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
        emptied = False
        for memory_id, memory in memories.items():
            doc, before = old.get(memory_id, (None, None))
            after = self._document(memory)
            if before == after:
                continue
            if doc is not None and before is not None:
                self._remove(doc, before)
                emptied = True
            if after is not None:
                self._add(doc, memory_id, after)
        if emptied:
            self._run("DELETE FROM text_sessions WHERE partition = ? AND documents = 0")

    def _stored(self, memory_ids: Iterable[str]) -> dict[str, tuple[int, _Document]]:
        rows = self._connection.exec_driver_sql(
            "SELECT memory_id, doc, session, terms FROM text_documents"
            " WHERE partition = ? AND memory_id IN (SELECT value FROM json_each(?))",
            (self._partition, json.dumps(list(memory_ids))),
        )
        return {row[0]: (row[1], _Document(row[2], row[3])) for row in rows}

    def _document(self, memory: Memory | None) -> _Document | None:
        if memory is None or memory.deleted:
            return None
        episodic = memory.kind is Kind.EPISODIC and memory.session_id is not None
        session = self._session(str(memory.session_id)) if episodic else 0
        return _Document(session, " ".join(sorted(index_terms(memory.searchable))))

    def _session(self, session_id: str) -> int:
        self._run(
            "INSERT INTO text_sessions (partition, session_id) VALUES (?, ?)"
            " ON CONFLICT DO NOTHING",
            session_id,
        )
        found = self._connection.exec_driver_sql(
            "SELECT session FROM text_sessions WHERE partition = ? AND session_id = ?",
            (self._partition, session_id),
        )
        return int(found.scalar_one())

    def _add(self, doc: int | None, memory_id: str, document: _Document) -> None:
        columns = ["partition", "memory_id", "session", "length", "terms"]
        values = [self._partition, memory_id, document.session, document.length, document.terms]
        if doc is not None:  # it keeps its number; a new one is given the next
            columns.append("doc")
            values.append(doc)
        written = self._connection.exec_driver_sql(
            f"INSERT INTO text_documents ({', '.join(columns)})"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(values))}) RETURNING doc",
            tuple(values),
        ).scalar_one()
        postings = [
            (self._partition, term, written, frequency, document.length, document.session)
            for term, frequency in document.frequencies.items()
        ]
        if postings:
            self._connection.exec_driver_sql(
                "INSERT INTO text_postings VALUES (?, ?, ?, ?, ?, ?)", postings
            )
        self._count(document, 1)

    def _remove(self, doc: int, document: _Document) -> None:
        self._run("DELETE FROM text_documents WHERE partition = ? AND doc = ?", doc)
        keys = [(self._partition, term, doc) for term in document.frequencies]
        if keys:
            self._connection.exec_driver_sql(
                "DELETE FROM text_postings WHERE partition = ? AND term = ? AND doc = ?", keys
            )
        self._count(document, -1)

    def _count(self, document: _Document, sign: int) -> None:
        length = sign * document.length
        self._run(
            "INSERT INTO text_statistics VALUES (?, ?, ?) ON CONFLICT (partition) DO UPDATE"
            " SET documents = text_statistics.documents + excluded.documents,"
            " length = text_statistics.length + excluded.length",
            sign,
            length,
        )
        self._connection.exec_driver_sql(
            "UPDATE text_sessions SET documents = documents + ?, length = length + ?"
            " WHERE session = ?",
            (sign, length, document.session),
        )

    def _run(self, statement: str, *values: Any) -> None:
        self._connection.exec_driver_sql(statement, (self._partition, *values))
