"""Remembers which collection each partition's vectors live in: in a file, or in the ledger's server.

A home is written down before the first vector goes there, and a move before and after it
happens, each durably: whatever moment a process dies at, the next one finds every vector.
Sizes are notes: one that a power failure takes back only makes a move come later.
"""

import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octomem.stores.mapped import mapped

BUSY_SECONDS = 30.0

_TABLES = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS homes (
        partition INTEGER PRIMARY KEY,
        collection TEXT NOT NULL,
        ceiling INTEGER NOT NULL DEFAULT 0,
        leaving TEXT
    );
    CREATE INDEX IF NOT EXISTS homes_collection ON homes (collection);
    CREATE INDEX IF NOT EXISTS homes_leaving ON homes (leaving) WHERE leaving IS NOT NULL;
    -- Where a partition ever lived: a removed vector's bytes stay in its collection's files.
    CREATE TABLE IF NOT EXISTS lived (
        partition INTEGER NOT NULL,
        collection TEXT NOT NULL,
        PRIMARY KEY (partition, collection)
    ) WITHOUT ROWID;
    -- Collections whose files a process began to write, and has not said that it ended.
    CREATE TABLE IF NOT EXISTS writing (collection TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS written (generation INTEGER NOT NULL);
    INSERT INTO written SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM written);
"""

Statement = tuple[str, Iterable[tuple[Any, ...]]]
"""What is run for each of some rows of values."""

_LIVED = "INSERT INTO lived (partition, collection) VALUES (?, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Home:
    """Where one partition's vectors are."""

    partition: int
    collection: str
    ceiling: int
    """At most so many vectors: repeated writes count again, removals do not count."""
    leaving: str | None
    """A collection from which a move is not finished; some vectors are still there. Where it is
    the home itself, the vectors were lost, and come from the ledger."""

    @property
    def lost(self) -> bool:
        """Whether the home is to be filled anew from the ledger."""
        return self.leaving == self.collection

    @property
    def collections(self) -> tuple[str, ...]:
        """Where to look: the one being left first, so that a move hides nothing."""
        return (self.collection,) if self.leaving is None else (self.leaving, self.collection)


class Homes(ABC):
    """The homes of all partitions. Safe for any thread of one writing process at a time."""

    def get(self, partition: int) -> Home | None:
        """Return a partition's home, or None where it has no vectors."""
        found = self._homes("WHERE partition = ?", partition)
        return found[0] if found else None

    def unfinished(self) -> list[Home]:
        """Return the homes whose move was not finished."""
        return self._homes("WHERE leaving IS NOT NULL ORDER BY partition")

    def members(self, collection: str) -> dict[int, int]:
        """Return the ceiling of each partition that lives in a collection."""
        found = self._homes("WHERE collection = ?", collection)
        return {home.partition: home.ceiling for home in found}

    def generation(self) -> int:
        """Return a number that grows whenever a writer has applied something."""
        found = self._select("SELECT generation FROM written")
        return int(found[0][0]) if found else 0

    def look(self, partition: int) -> tuple[int, Home | None]:
        """Return the generation and a partition's home, both of one moment."""
        query = """
            SELECT generation, collection, ceiling, leaving
            FROM written LEFT JOIN homes ON homes.partition = ?"""
        found = self._select(query, partition)
        if not found:
            return 0, None
        generation, collection, *rest = found[0]
        return generation, None if collection is None else Home(partition, collection, *rest)

    def lived(self, partitions: Iterable[int]) -> list[str]:
        """Return every collection that has ever held vectors of the partitions."""
        query = """
            SELECT collection FROM lived WHERE partition = ?1 UNION
            SELECT collection FROM homes WHERE partition = ?1"""
        found = [self._select(query, one) for one in partitions]
        return sorted({row[0] for rows in found for row in rows})

    def settle(self, places: Mapping[int, str]) -> None:
        """Give partitions their first homes."""
        self._write(
            ("INSERT INTO homes (partition, collection) VALUES (?, ?)", places.items()),
            (_LIVED, places.items()),
        )

    def note(self, ceilings: Mapping[int, int]) -> None:
        """Note at most how many vectors partitions have, and tell readers of a change."""
        rows = [(ceiling, partition) for partition, ceiling in ceilings.items()]
        self._write(
            ("UPDATE homes SET ceiling = ? WHERE partition = ?", rows),
            ("UPDATE written SET generation = generation + 1", [()]),
            durable=False,
        )

    def leave(self, moves: Mapping[int, str]) -> None:
        """Begin moves: from now on each partition's home is its new collection."""
        self._write(
            (
                "UPDATE homes SET leaving = collection, collection = ? WHERE partition = ?",
                [(collection, partition) for partition, collection in moves.items()],
            ),
            (_LIVED, moves.items()),
        )

    def arrive(self, partitions: Iterable[int]) -> None:
        """Finish moves: nothing is left in the old collection."""
        rows = [(partition,) for partition in partitions]
        self._write(("UPDATE homes SET leaving = NULL WHERE partition = ?", rows))

    def lose(self, collection: str) -> None:
        """Note that a collection is lost: whoever has vectors there is to be filled anew.

        One that was moving there, filled or not, is filled where it was, which may be emptied.
        """
        back = "UPDATE homes SET collection = leaving WHERE collection = ? AND leaving IS NOT NULL"
        lost = "UPDATE homes SET leaving = collection WHERE collection = ? OR leaving = ?"
        self._write((back, [(collection,)]), (lost, [(collection, collection)]))

    def lose_elsewhere(self, places: Mapping[int, str]) -> None:
        """Give other homes to partitions whose own are lost, and were not filled yet."""
        rows = [(name, name, partition) for partition, name in places.items()]
        self._write(
            ("UPDATE homes SET collection = ?, leaving = ? WHERE partition = ?", rows),
            (_LIVED, places.items()),
        )

    def remove(self, partition: int) -> None:
        """Forget a partition that has no vectors any more; where it lived stays known."""
        self._write(("DELETE FROM homes WHERE partition = ?", [(partition,)]))

    def erase(self, partitions: Iterable[int], dropped: Iterable[str]) -> None:
        """Forget partitions with all traces, and collections that are gone."""
        rows = [(partition,) for partition in partitions]
        self._write(
            ("DELETE FROM homes WHERE partition = ?", rows),
            ("DELETE FROM lived WHERE partition = ?", rows),
            ("DELETE FROM lived WHERE collection = ?", [(name,) for name in dropped]),
        )

    def clear(self) -> None:
        """Forget every partition."""
        self._write(("DELETE FROM homes", [()]), ("DELETE FROM lived", [()]))

    @abstractmethod
    def close(self) -> None:
        """Release what is its own."""

    def _homes(self, condition: str, *values: Any) -> list[Home]:
        query = f"SELECT partition, collection, ceiling, leaving FROM homes {condition}"  # noqa: S608 - our own conditions
        return [Home(*row) for row in self._select(query, *values)]

    @abstractmethod
    def _select(self, query: str, *values: Any) -> Sequence[Sequence[Any]]:
        """Return what a query finds; nothing where the writer has made no tables yet."""

    @abstractmethod
    def _write(self, *statements: Statement, durable: bool = True) -> None:
        """Run statements in one transaction, which need not be on the disk where not `durable`."""


class FileHomes(Homes):
    """Homes in a file of SQLite, of a folder that one process writes."""

    def __init__(self, file: Path, *, read_only: bool = False) -> None:
        self._lock = threading.Lock()
        with mapped("chroma", "open", sqlite3.Error):
            self._connection = sqlite3.connect(
                file,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with self._cursor("open") as cursor:
                cursor.executescript("PRAGMA query_only=ON" if read_only else _TABLES)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def clear(self) -> None:
        """Forget every partition, and what was begun."""
        super().clear()
        self._write(("DELETE FROM writing", [()]))

    def begin(self, collection: str) -> None:
        """Note that the files of a collection are written from now on."""
        statement = "INSERT INTO writing (collection) VALUES (?) ON CONFLICT DO NOTHING"
        self._write((statement, [(collection,)]))

    def begun(self) -> list[str]:
        """Return the collections whose files a process began to write and did not end."""
        with self._cursor("read") as cursor:
            made = "SELECT 1 FROM sqlite_master WHERE name = 'writing'"
            if cursor.execute(made).fetchone() is None:
                return []
            return [row[0] for row in cursor.execute("SELECT collection FROM writing ORDER BY 1")]

    def end(self, collection: str) -> None:
        """Note that a collection is whole again; where this is not kept, it is filled once more."""
        statement = "DELETE FROM writing WHERE collection = ?"
        self._write((statement, [(collection,)]), durable=False)

    def _select(self, query: str, *values: Any) -> Sequence[Sequence[Any]]:
        with self._cursor("read") as cursor:
            return cursor.execute(query, values).fetchall() if _is_made(cursor) else []

    def _write(self, *statements: Statement, durable: bool = True) -> None:
        with self._cursor("write") as cursor:
            cursor.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            cursor.execute("BEGIN")
            for statement, rows in statements:
                cursor.executemany(statement, rows)
            cursor.execute("COMMIT")

    @contextmanager
    def _cursor(self, operation: str) -> Generator[sqlite3.Cursor]:
        with self._lock, mapped("chroma", operation, sqlite3.Error):
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                cursor.close()


def _is_made(cursor: sqlite3.Cursor) -> bool:
    """Say whether the writer has made the tables yet; a reader may come before it."""
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('homes', 'written')"
    return bool(cursor.execute(query).fetchone()[0] == 2)
