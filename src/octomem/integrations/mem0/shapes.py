"""Memories and their history as Mem0 returns them."""

import hashlib
from typing import Any

from octomem import History, Memory, Status
from octomem.memory import Kind

PROMOTED = ("user_id", "agent_id", "run_id", "actor_id", "role", "expiration_date")
"""What stands beside `metadata` in an answer."""
_INTERNAL = frozenset((*PROMOTED, "created_at", "message", "steers"))
VISIBLE = tuple(kind.value for kind in Kind if kind not in {Kind.EPISODIC, Kind.CONTEXTUAL})
"""What Mem0 would call a memory: not the turns word for word, nor the situation."""


def item(memory: Memory) -> dict[str, Any]:
    """Return a memory as `get_all` does; `search` and `get` add a score."""
    metadata = memory.metadata
    created = metadata.get("created_at") or memory.valid_from.isoformat()
    extra = {name: value for name, value in metadata.items() if name not in _INTERNAL}
    shown: dict[str, Any] = {
        "id": memory.id,
        "memory": memory.text,
        "hash": hashlib.md5(memory.text.encode(), usedforsecurity=False).hexdigest(),
        "metadata": extra or None,
        "created_at": created,
        "updated_at": created if memory.version == 1 else memory.recorded_at.isoformat(),
    }
    return shown | {name: metadata[name] for name in PROMOTED if metadata.get(name) is not None}


def history(memory_id: str, found: History) -> list[dict[str, Any]]:
    """Return what happened to a memory, oldest first: added, updated, deleted."""
    rows: list[dict[str, Any]] = []
    before: Memory | None = None
    for version in found.versions:
        gone = version.deleted or version.status is not Status.CURRENT
        if before is not None and not gone and _same(before, version):
            continue
        event = "DELETE" if gone else "ADD" if before is None else "UPDATE"
        created = version.metadata.get("created_at") or version.valid_from.isoformat()
        rows.append(
            {
                "id": f"{memory_id}/{version.version}",
                "memory_id": memory_id,
                "old_memory": None if before is None else before.text,
                "new_memory": None if gone else version.text,
                "event": event,
                "created_at": created,
                "updated_at": version.recorded_at.isoformat(),
                "is_deleted": gone,
                "actor_id": version.metadata.get("actor_id"),
                "role": version.metadata.get("role"),
            }
        )
        if gone:
            break
        before = version
    return rows


def _same(before: Memory, now: Memory) -> bool:
    """Say whether a version only has another source, or another time."""
    return before.text == now.text and before.metadata == now.metadata
