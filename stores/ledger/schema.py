"""The ledger's tables, as SQLAlchemy Core sees them; migrations create them."""

import json
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import Integer as Whole
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class _JsonText(TypeDecorator[Any]):
    """JSON as the text that it is, which SQLite's JSON is too: nothing is read or reordered."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Write it as SQLAlchemy writes it for SQLite."""
        return json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read it."""
        return None if value is None else json.loads(value)


Integer = Whole().with_variant(BigInteger(), "postgresql")
"""64 bits on both."""
Json = JSON().with_variant(_JsonText(), "postgresql")

partitions = Table(
    "partitions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("head", Integer, nullable=False, server_default=text("0")),
    sqlite_autoincrement=True,
)
"""A partition's number stands for it in every other table; `head` is its last operation."""

calls = Table(
    "calls",
    metadata,
    Column("id", String, primary_key=True),
    Column("partition", Integer, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("committed_at", String),
    Index("calls_open", "recorded_at", sqlite_where=text("committed_at IS NULL")),
)
"""One row per `process()`; open until its operations are committed."""

turns = Table(
    "turns",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("ref", Text, nullable=False),
    Column("call_id", String, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("agent_id", Text),
    Column("session_id", Text),
    Column("position", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("actor", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("attachments", Json, nullable=False),
    Column("occurred_at", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("metadata", Json, nullable=False),
    Column("digest", String, nullable=False),
    Index("turns_call", "call_id"),
    Index("turns_session", "partition", "session_id", "position"),
    sqlite_autoincrement=True,
)
"""Verbatim turns; `digest` is what a repeated message id is compared with."""

memory_versions = Table(
    "memory_versions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("memory_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("index_text", Text, nullable=False),
    Column("fields", Json, nullable=False),
    Column("sources", Json, nullable=False),
    Column("turns", Json, nullable=False),
    Column("status", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("valid_from", String, nullable=False),
    Column("valid_to", String),
    Column("recorded_from", String, nullable=False),
    Column("recorded_to", String),
    Column("extractor", String, nullable=False),
    Column("identity", Text, nullable=False),
    Column("slot", Text),
    Column("agent_id", Text),
    Column("session_id", Text),
    Column("position", Integer),
    Column("mentions", Json, nullable=False),
    Column("metadata", Json, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("grounds", Json, nullable=False, server_default=text("'[]'")),
    Column("last_seen", String),
    Column("fades_from", String),
    UniqueConstraint("memory_id", "version"),
    Index(
        "memories_identity",
        "partition",
        "kind",
        "identity",
        sqlite_where=text("recorded_to IS NULL"),
    ),
    Index(
        "memories_slot",
        "partition",
        "kind",
        "slot",
        sqlite_where=text("recorded_to IS NULL AND slot IS NOT NULL"),
    ),
    Index(
        "memories_session",
        "partition",
        "kind",
        "session_id",
        "position",
        sqlite_where=text("recorded_to IS NULL"),
    ),
    Index(
        "memories_names",
        "partition",
        sqlite_where=text(
            "recorded_to IS NULL AND kind = 'knowledge'"
            " AND replace(identity, '|alias', '') <> identity"
        ),
    ),
    Index("memories_time", "partition", "valid_from"),
    Index("memories_order", "partition", "seq"),
    sqlite_autoincrement=True,
)
"""One row per version of a memory; the newest has no `recorded_to`.

The rows in the order of `seq` are also what the projections follow.
"""

operations = Table(
    "operations",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("partition", Integer, nullable=False),
    Column("call_id", String),
    Column("action", String, nullable=False),
    Column("agent", String, nullable=False),
    Column("memory_id", String),
    Column("version", Integer),
    Column("text", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("replaces", Json, nullable=False),
    Column("at", String, nullable=False),
    Index("operations_memory", "memory_id"),
    Index("operations_call", "call_id"),
    sqlite_autoincrement=True,
)
"""What was decided, by whom, and why."""

links = Table(
    "links",
    metadata,
    Column("type", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("target", String, primary_key=True),
    Index("links_target", "target", "type"),
)
"""`from_turn` (memory to turn), `replaces` and `derived_from` (memory to memory)."""

vectors = Table(
    "vectors",
    metadata,
    Column("memory_id", String, primary_key=True),
    Column("partition", Integer, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
"""Float32, little-endian, L2-normalised: the projections' and the scoring's one source."""

token_vectors = Table(
    "token_vectors",
    metadata,
    Column("memory_id", String, primary_key=True),
    Column("partition", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("tokens", LargeBinary, nullable=False),
)
"""Int8, one row of `size` numbers per token of a turn; see `stores.embed.projection`."""

sealed_values = Table(
    "sealed_values",
    metadata,
    Column("partition", Integer, primary_key=True),
    Column("id", String, primary_key=True),
    Column("label", Text, nullable=False),
    Column("sensitivity", String, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
)
"""Vault values, encrypted before they get here."""

progress = Table(
    "progress",
    metadata,
    Column("projection", String, primary_key=True),
    Column("seq", Integer, nullable=False),
)
"""How far a lagging projection has followed `memory_versions`."""

extractions = Table(
    "extractions",
    metadata,
    Column("call_id", String, primary_key=True),
    Column("partition", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("model", Text, nullable=False),
    Column("pending", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("repairs", Integer, nullable=False),
    Column("retries", Integer, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("cost", Float, nullable=False),
    Column("by_agent", Json, nullable=False),
    Index("extractions_pending", "partition", sqlite_where=text("pending")),
    Index("extractions_at", "at"),
)
"""What a language model was asked for a call, what that cost, and whether it is to be asked again."""

receipts = Table(
    "receipts",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("counts", Json, nullable=False),
    Column("pending", Integer),
)
"""What `forget` erased, without any of it; `pending` is a partition's number until no byte
of it is left in free pages and in the vector index."""

facts = Table(
    "store_facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the store was made with: schema version, embedder, dimension."""
