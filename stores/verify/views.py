"""A projection's tables in a form that does not depend on how they came about, to be compared."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection

from octomem.verification import Difference, Fault, Part

Row = tuple[str, str, str]
"""An item's id, the rest of its key, and its value as JSON."""


@dataclass(frozen=True, slots=True)
class View:
    """One table of one partition: numbers that only the table knows are left out.

    The query takes the partition once. It returns an id, then as many columns as the rest of
    the key has, by all of which it orders, then the value's. What it shows of texts is hashed
    before it is told to anybody.
    """

    part: Part
    table: str
    keys: int
    """Columns of the key besides the id."""
    query: str

    def rows(self, connection: Connection, partition: int) -> Iterator[Row]:
        """Return the table's items, in order."""
        for row in connection.exec_driver_sql(self.query, (partition,)):
            name, *rest = row
            key, value = rest[: self.keys], rest[self.keys :]
            yield str(name), "\0".join(key), json.dumps(value)


VIEWS = (
    View(
        Part.FULL_TEXT,
        "text_documents",
        0,
        """SELECT d.memory_id, coalesce(s.session_id, CAST(d.session AS TEXT)), d.length, d.terms
        FROM text_documents AS d LEFT JOIN text_sessions AS s ON s.session = d.session
        WHERE d.partition = ? ORDER BY 1""",
    ),
    View(
        Part.FULL_TEXT,
        "text_postings",
        1,
        """SELECT coalesce(d.memory_id, 'document ' || p.doc), p.term,
            p.frequency, p.length, coalesce(s.session_id, CAST(p.session AS TEXT))
        FROM text_postings AS p
        LEFT JOIN text_documents AS d ON d.doc = p.doc AND d.partition = p.partition
        LEFT JOIN text_sessions AS s ON s.session = p.session
        WHERE p.partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.FULL_TEXT,
        "text_sessions",
        1,
        """SELECT 'session', session_id, documents, length
        FROM text_sessions WHERE partition = ? ORDER BY 2""",
    ),
    View(
        Part.FULL_TEXT,
        "text_statistics",
        0,
        """SELECT 'statistics', documents, length
        FROM text_statistics WHERE partition = ? AND documents <> 0""",
    ),
    View(
        Part.GRAPH,
        "graph_mentions",
        2,
        """SELECT memory_id, key, alias_of, name, type, recorded_at
        FROM graph_mentions WHERE partition = ? ORDER BY 1, 2, 3""",
    ),
    View(
        Part.GRAPH,
        "graph_relations",
        0,
        """SELECT memory_id, source, relation, target, valid_from, valid_to
        FROM graph_relations WHERE partition = ? ORDER BY 1""",
    ),
    View(
        Part.GRAPH,
        "graph_entities",
        1,
        """SELECT 'entity', key, id, name, type
        FROM graph_entities WHERE partition = ? ORDER BY 2""",
    ),
    View(
        Part.GRAPH,
        "graph_aliases",
        1,
        """SELECT 'alias', key, entity, name
        FROM graph_aliases WHERE partition = ? ORDER BY 2""",
    ),
)


def compared(view: View, wanted: Iterator[Row], held: Iterator[Row]) -> Iterator[Difference]:
    """Walk two ordered tables side by side and return where they differ."""
    left, right = next(wanted, None), next(held, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[:2] < right[:2]):
            assert left is not None  # noqa: S101 - one of them is there
            yield _difference(view, Fault.MISSING, left, _told(left), "nothing")
            left = next(wanted, None)
        elif left is None or right[:2] < left[:2]:
            yield _difference(view, Fault.FOREIGN, right, "nothing", _told(right))
            right = next(held, None)
        else:
            if left[2] != right[2]:
                yield _difference(view, Fault.CHANGED, left, _told(left), _told(right))
            left, right = next(wanted, None), next(held, None)


def _difference(view: View, fault: Fault, row: Row, expected: str, found: str) -> Difference:
    name = f"{row[0]} #{_hash(row[1])}" if row[1] else row[0]
    return Difference(view.part, fault, view.table, name, expected, found)


def _told(row: Row) -> str:
    """Say what a value is without showing it."""
    return f"#{_hash(row[2])}"


def _hash(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=4).hexdigest()
