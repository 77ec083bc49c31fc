"""A projection's tables in a form that does not depend on how they came about, to be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection

from octomem.verification import Difference, Fault, Part

Row = tuple[str, str, str]
"""An item's id, the rest of its key, and its value."""


@dataclass(frozen=True, slots=True)
class View:
    """One table of one partition: numbers that only the table knows are left out.

    The query takes the partition once and returns `Row`s in the order of their first two
    columns. What it shows of texts is hashed before it is told to anybody.
    """

    part: Part
    table: str
    query: str

    def rows(self, connection: Connection, partition: int) -> Iterator[Row]:
        """Return the table's items, in order."""
        for name, key, value in connection.exec_driver_sql(self.query, (partition,)):
            yield str(name), str(key), str(value)


VIEWS = (
    View(
        Part.FULL_TEXT,
        "text_documents",
        """SELECT d.memory_id, '', json_array(coalesce(s.session_id, d.session), d.length, d.terms)
        FROM text_documents AS d LEFT JOIN text_sessions AS s ON s.session = d.session
        WHERE d.partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.FULL_TEXT,
        "text_postings",
        """SELECT coalesce(d.memory_id, 'document ' || p.doc), p.term,
            json_array(p.frequency, p.length, coalesce(s.session_id, p.session))
        FROM text_postings AS p
        LEFT JOIN text_documents AS d ON d.doc = p.doc AND d.partition = p.partition
        LEFT JOIN text_sessions AS s ON s.session = p.session
        WHERE p.partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.FULL_TEXT,
        "text_sessions",
        """SELECT 'session', session_id, json_array(documents, length)
        FROM text_sessions WHERE partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.FULL_TEXT,
        "text_statistics",
        """SELECT 'statistics', '', json_array(documents, length)
        FROM text_statistics WHERE partition = ? AND documents <> 0 ORDER BY 1, 2""",
    ),
    View(
        Part.GRAPH,
        "graph_mentions",
        """SELECT memory_id, json_array(key, alias_of), json_array(name, type, recorded_at)
        FROM graph_mentions WHERE partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.GRAPH,
        "graph_relations",
        """SELECT memory_id, '', json_array(source, relation, target, valid_from, valid_to)
        FROM graph_relations WHERE partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.GRAPH,
        "graph_entities",
        """SELECT 'entity', key, json_array(id, name, type)
        FROM graph_entities WHERE partition = ? ORDER BY 1, 2""",
    ),
    View(
        Part.GRAPH,
        "graph_aliases",
        """SELECT 'alias', key, json_array(entity, name)
        FROM graph_aliases WHERE partition = ? ORDER BY 1, 2""",
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
