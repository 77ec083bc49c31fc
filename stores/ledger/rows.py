"""Between the domain's types and the ledger's rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from sqlalchemy import RowMapping

from octomem.jsons import JSON, from_moment, moment
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Operation
from octomem.stores.seams import Vector
from octomem.turn import Attachment, Role, Turn


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


def memory_of(row: RowMapping) -> Memory:
    """Read one version of a memory."""
    return Memory(
        id=row["memory_id"],
        kind=Kind(row["kind"]),
        text=row["text"],
        fields=row["fields"],
        sources=tuple(row["sources"]),
        turns=tuple(row["turns"]),
        status=Status(row["status"]),
        confidence=row["confidence"],
        valid_from=from_moment(row["valid_from"]),
        valid_to=from_moment(row["valid_to"]) if row["valid_to"] else None,
        recorded_at=from_moment(row["recorded_from"]),
        version=row["version"],
        extractor=row["extractor"],
        identity=row["identity"],
        slot=row["slot"],
        agent_id=row["agent_id"],
        session_id=row["session_id"],
        position=row["position"],
        mentions=tuple(row["mentions"]),
        index_text=row["index_text"],
        metadata=row["metadata"],
        deleted=row["deleted"],
    )


def memory_row(
    memory: Memory, *, partition: int, recorded: str, sources: Sequence[str]
) -> dict[str, Any]:
    """Write one version of a memory; `sources` are the callers' names of its turns."""
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
        "recorded_to": None,
        "extractor": memory.extractor,
        "identity": memory.identity,
        "slot": memory.slot,
        "agent_id": memory.agent_id,
        "session_id": memory.session_id,
        "position": memory.position,
        "mentions": list(memory.mentions),
        "metadata": memory.metadata,
        "deleted": memory.deleted,
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
