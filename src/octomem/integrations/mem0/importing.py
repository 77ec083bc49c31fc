"""Taking over what a Mem0 has stored: from its Chroma or Qdrant folder, or as JSON."""

import importlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from octomem import Orchestrator, Scope
from octomem.errors import MessageError, NotFoundError, UsageError
from octomem.integrations.conversation import ids_of
from octomem.integrations.mem0 import checks
from octomem.integrations.mem0.filters import NAMESPACE
from octomem.messages import read_moment
from octomem.orchestrator.items import Put

COLLECTION = "mem0"
"""What Mem0 calls its collection unless it is told otherwise."""
BATCH = 500
_LEFT = frozenset(
    ("id", "memory", "data", "hash", "score", "metadata", "text_lemmatized", "updated_at", "vector")
)
"""Fields of Mem0's own that mean nothing here, or have a place of their own."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """One memory as a Mem0 has it."""

    id: str
    text: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int = 0
    updated: int = 0
    """Known from an earlier import, with another text or other metadata now."""
    unchanged: int = 0
    deleted: int = 0
    """Deleted here since an earlier import; they stay deleted."""


def read(source: Path, collection: str = COLLECTION) -> list[Foreign]:
    """Read all memories of a Mem0: a folder of Chroma's or Qdrant's, or a JSON file.

    The JSON is a list of memories as `get_all` returns them, or `{"results": [...]}`.

    Raises:
        UsageError: it is none of these, has no such collection, or a memory has no text.
    """
    if source.is_file():
        return [_foreign(one, source) for one in _from_json(source)]
    if (source / "chroma.sqlite3").is_file():
        return [_foreign(one, source) for one in _from_chroma(source, collection)]
    if (source / "collection").is_dir() and (source / "meta.json").is_file():
        return [_foreign(one, source) for one in _from_qdrant(source, collection)]
    raise UsageError(
        f"{str(source)!r} is no store of Mem0's: expected the folder of its Chroma (with "
        "chroma.sqlite3) or of its Qdrant (with meta.json), or a JSON file"
    )


def write(
    memory: Orchestrator, found: Iterable[Foreign], *, user_id: str | None = None
) -> Imported:
    """Store memories under their own ids; the same import again changes nothing.

    Args:
        memory: an open orchestrator.
        found: what `read` returned.
        user_id: whose those are that name no user, agent or run.

    Raises:
        UsageError: one names nobody and `user_id` is not given; nothing was stored.
    """
    given = [(_scope(one, user_id), one) for one in found]
    done = Imported()
    puts: dict[Scope, list[Put]] = {}
    for scope, one in given:
        put = _put(scope, one)
        state = _compared(memory, scope, put)
        if state in ("added", "updated"):
            puts.setdefault(scope, []).append(put)
        done = replace(done, **{state: getattr(done, state) + 1})
    for scope, waiting in puts.items():
        for start in range(0, len(waiting), BATCH):
            memory.items.write(scope, waiting[start : start + BATCH])
    return done


def _from_json(file: Path) -> Iterator[dict[str, Any]]:
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{str(file)!r} cannot be read as JSON: {error}") from None
    rows: Any = cast("dict[str, Any]", given).get("results") if isinstance(given, dict) else given
    if not isinstance(rows, list):
        raise UsageError(f'{str(file)!r} must hold a list of memories, or {{"results": [...]}}')
    for row in cast("Iterable[object]", rows):
        if not isinstance(row, dict):
            raise UsageError(f"{str(file)!r} holds something that is no memory: {row!r}")
        one = cast("dict[str, Any]", row)
        metadata: object = one.get("metadata")
        yield {**cast("dict[str, Any]", metadata if isinstance(metadata, dict) else {}), **one}


def _from_chroma(folder: Path, collection: str) -> Iterator[dict[str, Any]]:
    chroma: Any = importlib.import_module("chromadb")
    settings = chroma.Settings(anonymized_telemetry=False)
    client = chroma.PersistentClient(path=str(folder), settings=settings)
    try:
        _check_named(collection, [one.name for one in client.list_collections()], folder)
        held = client.get_collection(collection, embedding_function=None)
        for offset in range(0, held.count(), BATCH):
            page = held.get(limit=BATCH, offset=offset, include=["metadatas"])
            for name, payload in zip(page["ids"], page["metadatas"], strict=True):
                yield {**(payload or {}), "id": name}
    finally:
        client.close()


def _from_qdrant(folder: Path, collection: str) -> Iterator[dict[str, Any]]:
    try:
        qdrant: Any = importlib.import_module("qdrant_client")
    except ModuleNotFoundError:
        raise UsageError(
            "a Qdrant folder is read with Qdrant's own client: pip install qdrant-client"
        ) from None
    client = qdrant.QdrantClient(path=str(folder))
    try:
        _check_named(collection, [c.name for c in client.get_collections().collections], folder)
        offset: Any = None
        while True:
            points, offset = client.scroll(
                collection, limit=BATCH, offset=offset, with_payload=True, with_vectors=False
            )
            yield from ({**(point.payload or {}), "id": str(point.id)} for point in points)
            if offset is None:
                return
    finally:
        client.close()


def _check_named(collection: str, there: list[str], folder: Path) -> None:
    if collection not in there:
        raise UsageError(
            f"{str(folder)!r} has no collection {collection!r}; there are: "
            f"{', '.join(sorted(there)) or 'none'} (--collection)"
        )


def _foreign(payload: dict[str, Any], source: Path) -> Foreign:
    name, text = payload.get("id"), payload.get("data") or payload.get("memory")
    if not isinstance(name, str) or not name or not isinstance(text, str) or not text.strip():
        raise UsageError(f"{str(source)!r} holds a memory without id or text: {name!r}")
    return Foreign(name, text, payload)


def _scope(one: Foreign, user_id: str | None) -> Scope:
    scope = checks.scope_of(one.payload) or checks.scope_of({"user_id": user_id})
    if scope is None:
        raise UsageError(f"memory {one.id!r} names no user, agent or run; say whose it is (--user)")
    return scope


def _put(scope: Scope, one: Foreign) -> Put:
    ids = {"user_id": scope.user_id, "agent_id": scope.agent_id, "run_id": scope.session_id}
    kept = {name: value for name, value in one.payload.items() if name not in _LEFT}
    labels = {**kept, **{name: value for name, value in ids.items() if value is not None}}
    try:
        created = one.payload.get("created_at")
        since = None if created is None else read_moment(created)
    except MessageError as error:
        raise UsageError(f"memory {one.id!r}: created_at: {error}") from None
    return Put((NAMESPACE,), one.id, {"data": one.text}, one.text, None, labels, since, one.id)


def _compared(memory: Orchestrator, scope: Scope, put: Put) -> str:
    """Say what an import does with a memory: `added`, `updated`, `unchanged` or `deleted`."""
    name = str(put.memory_id)
    try:
        whose = memory.items.whose(name)
    except NotFoundError:
        return "added"
    if (whose.user_id, whose.org_id) != (scope.user_id, scope.org_id):
        raise UsageError(f"memory id {name!r} is taken by a memory of somebody else's")
    try:
        here = memory.get(name, **ids_of(whose))
    except NotFoundError:
        return "deleted"
    known: Mapping[str, Any] = here.metadata
    wanted: Mapping[str, Any] = put.metadata
    same = here.fields.get("value") == put.value and all(
        known.get(label) == value for label, value in wanted.items()
    )
    return "unchanged" if same else "updated"
