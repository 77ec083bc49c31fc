"""Between the domain's types and the ledger's rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from sys import intern
from typing import Any

import numpy as np
import orjson
from sqlalchemy import JSON as JSON_COLUMN
from sqlalchemy import Column, ColumnElement, RowMapping, Text, type_coerce

from octomem.jsons import JSON, from_moment, moment
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Operation
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.seams import Vector
from octomem.turn import Attachment, Role, Turn

# A look-up takes a tenth of the time that the enum itself takes, which refuses other values.
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
SHORT = 32
"""Characters up to which a field's value is likely to be that of many: a role, a name, a moment."""


def turn_of(row: RowMapping) -> Turn:
    """Read a turn."""
    return Turn(
        id=row["id"],
        ref=row["ref"],
        seq=row["seq"],
        position=row["position"],
        role=Role(row["role"]),
        actor=row["actor"],
        text=row["text"],
        occurred_at=from_moment(row["occurred_at"]),
        recorded_at=from_moment(row["recorded_at"]),
        agent_id=row["agent_id"],
        session_id=row["session_id"],
        attachments=tuple(Attachment(**given) for given in row["attachments"]),
        metadata=row["metadata"],
    )


def attachments_json(attachments: Sequence[Attachment]) -> list[dict[str, JSON]]:
    """Write attachments without their empty fields."""
    return [{k: v for k, v in asdict(given).items() if v is not None} for given in attachments]


COLUMNS: tuple[Column[Any], ...] = tuple(
    memory_versions.c[name]
    for name in (
        "memory_id",
        "kind",
        "text",
        "fields",
        "sources",
        "turns",
        "status",
        "confidence",
        "valid_from",
        "valid_to",
        "recorded_from",
        "version",
        "extractor",
        "identity",
        "slot",
        "agent_id",
        "session_id",
        "position",
        "mentions",
        "index_text",
        "metadata",
        "deleted",
        "grounds",
        "last_seen",
        "fades_from",
    )
)
"""The columns of a version, in the order of `Memory`'s fields."""
MEMORY: tuple[ColumnElement[Any], ...] = tuple(
    type_coerce(column, Text).label(column.name) if isinstance(column.type, JSON_COLUMN) else column
    for column in COLUMNS
)
"""What `memory_of` reads of them: JSON as the text that it is."""


def memory_of(row: Sequence[Any]) -> Memory:
    """Read one version of a memory from the columns `MEMORY`, whatever follows them.

    A question reads hundreds: columns are taken by place, and JSON is read here, which is
    several times as fast as by name and through SQLAlchemy's types.
    """
    id_, kind, text, fields, sources, turns, status, confidence, starts, ends, at = row[:11]
    version, extractor, identity, slot, agent_id, session_id, position = row[11:18]
    mentions, index_text, metadata, deleted, grounds, seen, fades = row[18:25]
    told = tuple(_json(turns))
    return Memory(
        intern(id_),
        _KINDS.get(kind) or Kind(kind),
        text,
        _fields(fields),
        tuple(_json(sources)),
        told,
        _STATUSES.get(status) or Status(status),
        confidence,
        from_moment(starts),
        from_moment(ends) if ends else None,
        from_moment(at),
        version,
        intern(extractor),
        told[0] if told and identity == told[0] else identity,
        slot,
        agent_id,
        session_id and intern(session_id),
        position,
        tuple(map(intern, _json(mentions))),
        index_text,
        _json(metadata),
        deleted,
        tuple(_json(grounds)),
        from_moment(seen) if seen else None,
        from_moment(fades) if fades else None,
    )


def _fields(text: str) -> dict[str, JSON]:
    """Read a memory's fields; of a short text that many memories hold, one is kept."""
    given: dict[str, JSON] = _json(text)
    return {
        name: intern(value) if isinstance(value, str) and len(value) <= SHORT else value
        for name, value in given.items()
    }


def _json(text: str) -> Any:
    """Read a JSON column; the empty values, which many columns hold, need no parser."""
    if text == "[]":
        return []
    return {} if text == "{}" else orjson.loads(text)


def memory_row(
    memory: Memory, *, partition: int, recorded: str, sources: Sequence[str], superseded: bool
) -> dict[str, Any]:
    """Write one version of a memory.

    `sources` are the callers' names of its turns; `superseded` says that a newer version
    is recorded at the same moment.
    """
    return {
        "memory_id": memory.id,
        "version": memory.version,
        "partition": partition,
        "kind": memory.kind.value,
        "text": memory.text,
        "index_text": memory.index_text,
        "fields": memory.fields,
        "sources": list(sources),
        "turns": list(memory.turns),
        "status": memory.status.value,
        "confidence": memory.confidence,
        "valid_from": moment(memory.valid_from),
        "valid_to": moment(memory.valid_to) if memory.valid_to else None,
        "recorded_from": recorded,
        "recorded_to": recorded if superseded else None,
        "extractor": memory.extractor,
        "identity": memory.identity,
        "slot": memory.slot,
        "agent_id": memory.agent_id,
        "session_id": memory.session_id,
        "position": memory.position,
        "mentions": list(memory.mentions),
        "metadata": memory.metadata,
        "deleted": memory.deleted,
        "grounds": list(memory.grounds),
        "last_seen": moment(memory.last_seen) if memory.last_seen else None,
        "fades_from": moment(memory.fades_from) if memory.fades_from else None,
    }


def operation_of(row: RowMapping) -> Operation:
    """Read an operation."""
    return Operation(
        id=row["id"],
        action=Action(row["action"]),
        agent=Kind(row["agent"]),
        memory_id=row["memory_id"],
        text=row["text"],
        reason=row["reason"],
        replaces=tuple(row["replaces"]),
        at=from_moment(row["at"]),
    )


def vector_bytes(vector: Vector) -> bytes:
    """Write a vector as little-endian float32."""
    return np.asarray(vector, dtype="<f4").tobytes()


def vector_of(data: bytes) -> Vector:
    """Read what `vector_bytes` wrote."""
    return np.frombuffer(data, dtype="<f4").astype(np.float32, copy=False)


def canonical(value: Mapping[str, JSON] | Sequence[JSON]) -> str:
    """Write JSON in the one form that is hashed and compared."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
