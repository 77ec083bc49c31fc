"""Numbered migrations: what brings a ledger file to the schema this code expects.

Each is a frozen list of statements, never edited once released. The table `store_facts`
says how far a file has come; a file from a newer octomem is refused.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select
from sqlalchemy.dialects.postgresql import insert

from octomem.errors import StoreFolderError, StoreVersionError
from octomem.stores.fulltext import SqliteFullText
from octomem.stores.graph import SqliteGraph
from octomem.stores.ledger.recognise import FILE
from octomem.stores.ledger.schema import facts

INITIAL = (
    "CREATE TABLE store_facts (name VARCHAR NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE partitions (
        number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
        head INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE calls (
        id VARCHAR NOT NULL PRIMARY KEY, partition INTEGER NOT NULL,
        recorded_at VARCHAR NOT NULL, committed_at VARCHAR)""",
    "CREATE INDEX calls_open ON calls (recorded_at) WHERE committed_at IS NULL",
    """CREATE TABLE turns (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL UNIQUE, ref TEXT NOT NULL,
        call_id VARCHAR NOT NULL, partition INTEGER NOT NULL, agent_id TEXT, session_id TEXT,
        position INTEGER NOT NULL, role VARCHAR NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL,
        attachments JSON NOT NULL, occurred_at VARCHAR NOT NULL, recorded_at VARCHAR NOT NULL,
        metadata JSON NOT NULL, digest VARCHAR NOT NULL)""",
    "CREATE INDEX turns_call ON turns (call_id)",
    "CREATE INDEX turns_session ON turns (partition, session_id, position)",
    """CREATE TABLE memory_versions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, memory_id VARCHAR NOT NULL,
        version INTEGER NOT NULL, partition INTEGER NOT NULL, kind VARCHAR NOT NULL,
        text TEXT NOT NULL, index_text TEXT NOT NULL, fields JSON NOT NULL, sources JSON NOT NULL,
        turns JSON NOT NULL, status VARCHAR NOT NULL, confidence FLOAT NOT NULL,
        valid_from VARCHAR NOT NULL, valid_to VARCHAR, recorded_from VARCHAR NOT NULL,
        recorded_to VARCHAR, extractor VARCHAR NOT NULL, identity TEXT NOT NULL, slot TEXT,
        agent_id TEXT, session_id TEXT, position INTEGER, mentions JSON NOT NULL,
        metadata JSON NOT NULL, deleted BOOLEAN NOT NULL, UNIQUE (memory_id, version))""",
    """CREATE INDEX memories_identity ON memory_versions (partition, kind, identity)
        WHERE recorded_to IS NULL""",
    """CREATE INDEX memories_slot ON memory_versions (partition, kind, slot)
        WHERE recorded_to IS NULL AND slot IS NOT NULL""",
    """CREATE INDEX memories_session ON memory_versions (partition, kind, session_id, position)
        WHERE recorded_to IS NULL""",
    "CREATE INDEX memories_time ON memory_versions (partition, valid_from)",
    "CREATE INDEX memories_order ON memory_versions (partition, seq)",
    """CREATE TABLE operations (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL UNIQUE,
        partition INTEGER NOT NULL, call_id VARCHAR, action VARCHAR NOT NULL,
        agent VARCHAR NOT NULL, memory_id VARCHAR, version INTEGER, text TEXT NOT NULL,
        reason TEXT NOT NULL, replaces JSON NOT NULL, at VARCHAR NOT NULL)""",
    "CREATE INDEX operations_memory ON operations (memory_id)",
    "CREATE INDEX operations_call ON operations (call_id)",
    """CREATE TABLE links (
        type VARCHAR NOT NULL, source VARCHAR NOT NULL, target VARCHAR NOT NULL,
        PRIMARY KEY (type, source, target)) WITHOUT ROWID""",
    "CREATE INDEX links_target ON links (target, type)",
    """CREATE TABLE vectors (
        memory_id VARCHAR NOT NULL PRIMARY KEY, partition INTEGER NOT NULL,
        vector BLOB NOT NULL)""",
    """CREATE TABLE sealed_values (
        partition INTEGER NOT NULL, id VARCHAR NOT NULL, label TEXT NOT NULL,
        sensitivity VARCHAR NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB NOT NULL,
        PRIMARY KEY (partition, id))""",
    """CREATE TABLE progress (
        projection VARCHAR NOT NULL PRIMARY KEY, seq INTEGER NOT NULL)""",
)

LAST_SEEN = """
    UPDATE memory_versions SET last_seen = (
        SELECT max(turns.occurred_at) FROM turns
        WHERE turns.id IN (SELECT value FROM json_each(memory_versions.turns)))
    WHERE last_seen IS NULL"""
"""Says of versions that were written without it when their memories were last told."""


def initial(connection: Connection) -> None:
    """Create the first schema, with the projections that share the file."""
    for statement in INITIAL:
        connection.exec_driver_sql(statement)
    SqliteFullText.create(connection)
    SqliteGraph.create(connection)


def receipts(connection: Connection) -> None:
    """Add the receipts of what was forgotten."""
    connection.exec_driver_sql(
        """CREATE TABLE receipts (
            id VARCHAR NOT NULL PRIMARY KEY, at VARCHAR NOT NULL, subject VARCHAR NOT NULL,
            counts JSON NOT NULL, pending INTEGER)"""
    )


def tokens(connection: Connection) -> None:
    """Add the token vectors of turns; some stores have had the table from the beginning."""
    connection.exec_driver_sql(
        """CREATE TABLE IF NOT EXISTS token_vectors (
            memory_id VARCHAR NOT NULL PRIMARY KEY, partition INTEGER NOT NULL,
            size INTEGER NOT NULL, tokens BLOB NOT NULL)"""
    )


def extractions(connection: Connection) -> None:
    """Add what language models were asked, and what that cost."""
    for statement in (
        """CREATE TABLE extractions (
            call_id VARCHAR NOT NULL PRIMARY KEY, partition INTEGER NOT NULL, at VARCHAR NOT NULL,
            model TEXT NOT NULL, pending BOOLEAN NOT NULL, reason TEXT NOT NULL,
            calls INTEGER NOT NULL, repairs INTEGER NOT NULL, retries INTEGER NOT NULL,
            prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, cost FLOAT NOT NULL,
            by_agent JSON NOT NULL)""",
        "CREATE INDEX extractions_pending ON extractions (partition) WHERE pending",
        "CREATE INDEX extractions_at ON extractions (at)",
    ):
        connection.exec_driver_sql(statement)


def consequences(connection: Connection) -> None:
    """Add what a memory was derived from, when it was last told, and since when it fades."""
    table = "memory_versions"
    for column in ("grounds JSON NOT NULL DEFAULT '[]'", "last_seen VARCHAR", "fades_from VARCHAR"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    connection.exec_driver_sql(LAST_SEEN)


def names(connection: Connection) -> None:
    """Let the memories be found that say which names are one: every call asks for them."""
    connection.exec_driver_sql(
        """CREATE INDEX memories_names ON memory_versions (partition)
        WHERE recorded_to IS NULL AND kind = 'knowledge'
            AND replace(identity, '|alias', '') <> identity"""
    )


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    initial,
    receipts,
    tokens,
    extractions,
    consequences,
    names,
)
"""In order; the schema version is how many have run."""


def version(connection: Connection) -> int:
    """Return how many migrations a file has seen; 0 for an empty one.

    Raises:
        StoreFolderError: the file is another program's database.
        StoreVersionError: it was written by a newer octomem.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    found = None
    if facts.name in tables:
        found = connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))
    if found is None or not found.isdecimal():
        raise StoreFolderError(
            f"{FILE!r} in this folder is a database of another program; name another folder "
            "(--path, OCTOMEM_PATH)",
            store="ledger",
            operation="open",
        )
    if int(found) > len(MIGRATIONS):
        raise StoreVersionError(
            f"the store has schema {found}, this octomem knows up to {len(MIGRATIONS)}; "
            "update octomem",
            store="ledger",
            operation="open",
        )
    return int(found)


def migrate(connection: Connection) -> None:
    """Run what is missing, in the caller's transaction.

    Raises:
        StoreFolderError: the file is another program's database.
        StoreVersionError: it was written by a newer octomem.
    """
    done = version(connection)
    for step in MIGRATIONS[done:]:
        step(connection)
    if done < len(MIGRATIONS):
        row = {"name": "schema", "value": str(len(MIGRATIONS))}
        connection.execute(
            insert(facts).values(row).on_conflict_do_update(index_elements=["name"], set_=row)
        )
