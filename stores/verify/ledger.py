"""The ledger compared with itself: what every turn, version, link and number must agree on."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from octomem.stores.ledger.contents import PARTITION
from octomem.stores.ledger.schema import metadata
from octomem.verification import Difference, Fault, Part

_MOST_DAMAGES = 100
"""Places of a damaged file that SQLite names at most."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: its query returns (fault, id, expected, found) for each item that breaks it."""

    kind: str
    query: str


_EPISODES = """
    SELECT CASE count(m.memory_id) WHEN 0 THEN 'missing' ELSE 'doubled' END,
        t.id, '1 episodic memory', count(m.memory_id) || ' episodic memories'
    FROM turns AS t
    LEFT JOIN calls AS c ON c.id = t.call_id
    LEFT JOIN memory_versions AS m ON m.partition = t.partition AND m.kind = 'episodic'
        AND m.identity = t.id AND m.recorded_to IS NULL
    GROUP BY t.id, c.committed_at
    HAVING count(m.memory_id) > 1 OR (count(m.memory_id) = 0 AND c.committed_at IS NOT NULL)"""
_TURNLESS = """
    SELECT 'foreign', m.memory_id, 'its turn in the ledger', 'no such turn'
    FROM memory_versions AS m
    WHERE m.kind = 'episodic' AND m.recorded_to IS NULL AND NOT EXISTS (
        SELECT 1 FROM turns AS t WHERE t.id = m.identity AND t.partition = m.partition)"""
_POSITIONS = """
    SELECT CASE WHEN count(*) > count(DISTINCT position) THEN 'doubled' ELSE 'missing' END,
        'session of ' || min(id), 'positions 0 to ' || (count(*) - 1),
        count(DISTINCT position) || ' positions from ' || min(position) || ' to ' || max(position)
    FROM turns GROUP BY partition, session_id
    HAVING count(*) > count(DISTINCT position) OR min(position) <> 0
        OR max(position) <> count(*) - 1"""
_TURN_CALLS = """
    SELECT 'missing', t.id, 'call ' || t.call_id, 'no such call' FROM turns AS t
    WHERE NOT EXISTS (SELECT 1 FROM calls AS c WHERE c.id = t.call_id)"""
_EMPTY_CALLS = """
    SELECT 'missing', c.id, 'turns to finish', 'an open call without turns' FROM calls AS c
    WHERE c.committed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM turns AS t WHERE t.call_id = c.id)"""
_VERSIONS = """
    SELECT CASE WHEN version <> place THEN 'missing' ELSE 'changed' END,
        memory_id || ' version ' || version,
        'version ' || place || ', recorded until ' || coalesce(next, 'now'),
        'version ' || version || ', recorded until ' || coalesce(recorded_to, 'now')
    FROM (SELECT memory_id, version, recorded_to, row_number() OVER each AS place,
            lead(recorded_from) OVER each AS next
        FROM memory_versions WINDOW each AS (PARTITION BY memory_id ORDER BY version)) AS numbered
    WHERE version <> place OR recorded_to IS NOT next"""
_OWNERS = """
    SELECT 'changed', memory_id, '1 partition and 1 kind',
        count(DISTINCT partition) || ' partitions and ' || count(DISTINCT kind) || ' kinds'
    FROM memory_versions GROUP BY memory_id
    HAVING count(DISTINCT partition) > 1 OR count(DISTINCT kind) > 1"""
_JSON = """
    SELECT 'unreadable', memory_id || ' version ' || version, 'JSON', 'something else'
    FROM memory_versions
    WHERE NOT (json_valid(turns) AND json_valid(sources) AND json_valid(fields)
        AND json_valid(mentions) AND json_valid(metadata) AND json_valid(grounds))"""
_SOURCES = """
    SELECT CASE WHEN t.id IS NULL THEN 'missing' ELSE 'changed' END,
        m.memory_id || ' version ' || m.version,
        'turn ' || each.value || ' among its sources',
        CASE WHEN t.id IS NULL THEN 'no such turn' ELSE 'another name for it' END
    FROM memory_versions AS m
    CROSS JOIN json_each(CASE WHEN json_valid(m.turns) THEN m.turns ELSE '[]' END) AS each
    LEFT JOIN turns AS t ON t.id = each.value AND t.partition = m.partition
    WHERE t.id IS NULL OR (json_valid(m.sources)
        AND json_extract(m.sources, '$[' || each.key || ']') IS NOT t.ref)"""
_LINKED = """
    SELECT 'missing', m.memory_id, 'a link to turn ' || each.value, 'none'
    FROM memory_versions AS m
    CROSS JOIN json_each(CASE WHEN json_valid(m.turns) THEN m.turns ELSE '[]' END) AS each
    WHERE m.recorded_to IS NULL AND NOT m.deleted AND NOT EXISTS (
        SELECT 1 FROM links AS l WHERE l.type = 'from_turn' AND l.source = m.memory_id
            AND l.target = each.value)"""
_GROUNDS = """
    SELECT CASE WHEN g.memory_id IS NULL THEN 'missing' ELSE 'changed' END,
        m.memory_id, 'memory ' || each.value || ', which it is derived from, to hold',
        CASE WHEN g.memory_id IS NULL THEN 'no such memory'
            WHEN g.deleted THEN 'deleted' ELSE g.status END
    FROM memory_versions AS m
    CROSS JOIN json_each(CASE WHEN json_valid(m.grounds) THEN m.grounds ELSE '[]' END) AS each
    LEFT JOIN memory_versions AS g ON g.memory_id = each.value AND g.partition = m.partition
        AND g.recorded_to IS NULL
    WHERE m.recorded_to IS NULL AND NOT m.deleted AND (g.memory_id IS NULL
        OR (m.status = 'current' AND (g.deleted OR g.status <> 'current')))"""
_DERIVED = """
    SELECT 'missing', m.memory_id, 'a link to memory ' || each.value, 'none'
    FROM memory_versions AS m
    CROSS JOIN json_each(CASE WHEN json_valid(m.grounds) THEN m.grounds ELSE '[]' END) AS each
    WHERE m.recorded_to IS NULL AND NOT m.deleted AND NOT EXISTS (
        SELECT 1 FROM links AS l WHERE l.type = 'derived_from' AND l.source = m.memory_id
            AND l.target = each.value)"""
_LINKS = """
    SELECT 'foreign', l.source, 'a memory that names ' || l.target, 'none'
    FROM links AS l
    WHERE CASE l.type
        WHEN 'from_turn' THEN NOT EXISTS (
            SELECT 1 FROM memory_versions AS m,
                json_each(CASE WHEN json_valid(m.turns) THEN m.turns ELSE '[]' END) AS each
            WHERE m.memory_id = l.source AND each.value = l.target)
        WHEN 'derived_from' THEN NOT EXISTS (
            SELECT 1 FROM memory_versions AS m,
                json_each(CASE WHEN json_valid(m.grounds) THEN m.grounds ELSE '[]' END) AS each
            WHERE m.memory_id = l.source AND each.value = l.target)
        ELSE NOT (EXISTS (SELECT 1 FROM memory_versions AS m WHERE m.memory_id = l.source)
            AND EXISTS (SELECT 1 FROM memory_versions AS m WHERE m.memory_id = l.target))
        END"""
_OPERATIONS = """
    SELECT 'missing', o.id, 'version ' || coalesce(CAST(o.version AS TEXT), 'any') || ' of ' || o.memory_id,
        'no such version'
    FROM operations AS o
    WHERE o.memory_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM memory_versions AS m WHERE m.memory_id = o.memory_id
            AND m.partition = o.partition AND m.version = coalesce(o.version, m.version))
    UNION ALL
    SELECT 'missing', o.id, 'call ' || o.call_id, 'no such call' FROM operations AS o
    WHERE o.call_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calls AS c WHERE c.id = o.call_id)
    UNION ALL
    SELECT 'missing', o.id, 'memory ' || each.value || ', which it replaced', 'no such memory'
    FROM operations AS o
    CROSS JOIN json_each(CASE WHEN json_valid(o.replaces) THEN o.replaces ELSE '[]' END) AS each
    WHERE o.action <> 'undo' AND NOT EXISTS (
        SELECT 1 FROM memory_versions AS m
        WHERE m.memory_id = each.value AND m.partition = o.partition)
    UNION ALL
    SELECT 'missing', o.id, 'operation ' || each.value || ', which it undid', 'no such operation'
    FROM operations AS o
    CROSS JOIN json_each(CASE WHEN json_valid(o.replaces) THEN o.replaces ELSE '[]' END) AS each
    WHERE o.action = 'undo' AND NOT EXISTS (
        SELECT 1 FROM operations AS u WHERE u.id = each.value AND u.partition = o.partition)"""
_HEADS = """
    SELECT 'changed', 'partition ' || p.number, 'head ' || coalesce(max(o.seq), 0),
        'head ' || p.head
    FROM partitions AS p LEFT JOIN operations AS o ON o.partition = p.number
    GROUP BY p.number HAVING p.head <> coalesce(max(o.seq), 0)"""
_SEALED = """
    SELECT 'missing', m.memory_id, 'vault value ' || json_extract(m.fields, '$.vault_id'),
        'no such value'
    FROM memory_versions AS m
    WHERE m.kind = 'knowledge' AND m.recorded_to IS NULL AND json_valid(m.fields)
        AND coalesce(json_extract(m.fields, '$.vault_id'), '') <> '' AND NOT EXISTS (
            SELECT 1 FROM sealed_values AS s
            WHERE s.partition = m.partition AND s.id = json_extract(m.fields, '$.vault_id'))"""
_SEQUENCES = """
    SELECT 'changed', s.name, 'numbers given up to at least ' || max(n.newest),
        'the next number is ' || (s.seq + 1)
    FROM sqlite_sequence AS s JOIN (
        SELECT 'turns' AS name, max(seq) AS newest FROM turns
        UNION ALL SELECT 'operations', max(seq) FROM operations
        UNION ALL SELECT 'memory_versions', max(seq) FROM memory_versions
        UNION ALL SELECT 'memory_versions', max(seq) FROM progress
    ) AS n ON n.name = s.name
    GROUP BY s.name, s.seq HAVING s.seq < max(n.newest)"""


def _owned(table: str) -> Check:
    return Check(
        table,
        f"""SELECT 'foreign', count(*) || ' rows', 'a partition of the ledger',
            'partition ' || r.partition
        FROM {table} AS r
        WHERE NOT EXISTS (SELECT 1 FROM partitions AS p WHERE p.number = r.partition)
        GROUP BY r.partition""",  # noqa: S608 - our own names
    )


CHECKS = (
    Check("turn", _EPISODES),
    Check("turn", _TURN_CALLS),
    Check("turn", _POSITIONS),
    Check("episodic memory", _TURNLESS),
    Check("call", _EMPTY_CALLS),
    Check("version", _VERSIONS),
    Check("version", _JSON),
    Check("version", _SOURCES),
    Check("memory", _OWNERS),
    Check("memory", _LINKED),
    Check("memory", _GROUNDS),
    Check("memory", _DERIVED),
    Check("memory", _SEALED),
    Check("link", _LINKS),
    Check("operation", _OPERATIONS),
    Check("head", _HEADS),
    Check("sequence", _SEQUENCES),
    *(_owned(table.name) for table in metadata.sorted_tables if PARTITION in table.columns),
)
"""Every rule, each one query."""


def damages(connection: Connection) -> list[Difference]:
    """Return what SQLite itself finds wrong with the file; then nothing else can be trusted.

    A server looks after its own files.
    """
    if connection.dialect.name != "sqlite":
        return []
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_DAMAGES})").scalars()
    return [
        Difference(Part.LEDGER, Fault.UNREADABLE, "file", "ledger.sqlite", "ok", told)
        for told in said
        if told != "ok"
    ]


def broken(connection: Connection, check: Check) -> Iterator[Difference]:
    """Return the items that break one rule."""
    for fault, name, expected, found in connection.exec_driver_sql(check.query):
        yield Difference(Part.LEDGER, Fault(fault), check.kind, name, expected, found)
