"""Mem0's `Memory` and `AsyncMemory` on octomem; docs/mem0.md says what differs, and why."""

import asyncio
import logging
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self, cast

from octomem import Action, Operation, Orchestrator, ProcessResult, Scope
from octomem import Memory as Kept
from octomem.errors import NotFoundError, SettingsError, UsageError
from octomem.integrations.conversation import ids_of
from octomem.integrations.everything import delete_all
from octomem.integrations.mem0 import checks, shapes
from octomem.integrations.mem0.filters import NAMESPACE, filters_of
from octomem.messages import read_moment
from octomem.orchestrator.items import EXTRACTOR, Put
from octomem.settings import Settings

MOST = 1000
"""Results of one call at most."""
THRESHOLD = 0.1
DEFAULT_TOP_K = 20
OURS = "octomem"
"""The part of a configuration that says where the store is: `{"octomem": {"path": ...}}`."""

logger = logging.getLogger("octomem")
_UNSET: Any = object()


class Memory:
    """Mem0's interface: `add`, `search`, `get_all`, `get`, `update`, `delete`, `history`, `reset`.

    Nothing is sent to a model: facts are read from messages by rules. `run_id` is octomem's
    session, `user_id` the partition; an id that is left out is "none" and never "any".

    Args:
        config: Mem0's configuration, of which the part `octomem` counts (`path`, `embedder`
            and other settings); the rest is named in a warning.
        memory: an open orchestrator to use; whoever opened it closes it.
    """

    def __init__(
        self, config: Mapping[str, Any] | None = None, *, memory: Orchestrator | None = None
    ) -> None:
        self._own = memory is None
        self._memory = memory or Orchestrator(_settings(config))

    @classmethod
    def from_config(cls, config_dict: Mapping[str, Any]) -> Self:
        """Open the store that a configuration names."""
        return cls(config_dict)

    def add(  # noqa: PLR0913 - Mem0's parameters
        self,
        messages: object,
        *,
        user_id: object = None,
        agent_id: object = None,
        run_id: object = None,
        metadata: Mapping[str, Any] | None = None,
        timestamp: datetime | str | float | None = None,
        expiration_date: object = None,
        infer: bool = True,
        memory_type: str | None = None,
        prompt: str | None = None,
    ) -> dict[str, Any]:
        """Remember messages: what is read from them, or with `infer=False` each as it is.

        What nothing could be read from is kept as the user said it, unless it is a question.
        `timestamp` says when it was said. `prompt` is for models and does nothing.

        Raises:
            ValidationError: no id is given, or the messages or the type are wrong.
            UsageError: an id, a message or the date is wrong.
        """
        last_day = checks.expiration(expiration_date)
        ids = {"user_id": user_id, "agent_id": agent_id, "run_id": run_id}
        scope = checks.scope_to_add(ids)
        checks.check_memory_type(memory_type)
        given = checks.messages_of(messages)
        labels: dict[str, Any] = {**checks.own_metadata(metadata, "add"), **_named(scope)}
        labels["created_at"] = datetime.now(UTC).isoformat()
        if last_day is not None:
            labels["expiration_date"] = last_day
        if memory_type is not None:
            labels["memory_type"] = memory_type
        added = _Adding(self._memory, scope, labels, timestamp)
        return {"results": added.inferred(given) if infer else added.raw(given)}

    def get(self, memory_id: str) -> dict[str, Any] | None:
        """Return one memory, or None."""
        try:
            scope = self._memory.items.whose(memory_id)
            found = self._memory.get(memory_id, **ids_of(scope))
        except NotFoundError:
            return None
        return {**shapes.item(found), "score": None}

    def get_all(
        self,
        *,
        filters: Mapping[str, Any] | None = None,
        top_k: int = DEFAULT_TOP_K,
        show_expired: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """List memories, newest first.

        Raises:
            UsageError: the filters name nobody, or something is wrong.
        """
        scope = checks.scope_to_read(filters, kwargs, "get_all")
        checks.check_counts(top_k)
        wanted = filters_of(filters, scope.session_id, show_expired=show_expired)
        if top_k == 0:
            return {"results": []}
        page = self._memory.list(
            kinds=shapes.VISIBLE, filters=wanted, limit=min(top_k, MOST), **ids_of(scope)
        )
        return {"results": [shapes.item(one) for one in page]}

    def search(  # noqa: PLR0913 - Mem0's parameters
        self,
        query: str,
        *,
        top_k: int = DEFAULT_TOP_K,
        filters: Mapping[str, Any] | None = None,
        threshold: float | None = THRESHOLD,
        rerank: bool = False,
        explain: bool = False,
        reference_date: datetime | str | None = None,
        show_expired: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return memories that bear on a question, best first, with scores in [0, 1].

        `reference_date` asks what was true then; `explain` adds the ranks in every list.
        `rerank` does nothing: what is found is fused already.

        Raises:
            UsageError: the filters name nobody, or something is wrong.
        """
        scope = checks.scope_to_read(filters, kwargs, "search")
        checks.check_counts(top_k, threshold)
        question = checks.query_of(query)
        wanted = filters_of(filters, scope.session_id, show_expired=show_expired)
        if top_k == 0:
            return {"results": []}
        found = self._memory.recall(
            question,
            kinds=shapes.VISIBLE,
            filters=wanted,
            limit=min(top_k, MOST),
            as_of=reference_date,
            explain=explain,
            **ids_of(scope),
        )
        least = THRESHOLD if threshold is None else threshold
        kept = [one for one in found.memories if (one.relevance or 0.0) >= least]
        return {"results": [_scored(one, explain=explain) for one in kept]}

    def update(
        self,
        memory_id: str,
        text: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        expiration_date: object = _UNSET,
        data: str | None = None,
    ) -> dict[str, str]:
        """Change a memory's text, add to its metadata, or both; its history keeps what it was.

        Raises:
            UsageError: nothing is to be changed, or there is no such memory.
        """
        text = data if text is None else text
        if text is None and metadata is None and expiration_date is _UNSET:
            raise UsageError("At least one of text, metadata, or expiration_date must be provided.")
        labels = checks.own_metadata(metadata, "update")
        if expiration_date is not _UNSET:
            labels["expiration_date"] = checks.expiration(expiration_date)
        scope = self._memory.items.whose(memory_id)
        found = self._memory.get(memory_id, **ids_of(scope))
        merged: dict[str, Any] = {**found.metadata, **labels}
        if found.extractor == EXTRACTOR:
            written = found.text if text is None else text
            where = replace(scope, agent_id=found.agent_id, session_id=found.session_id)
            key = str(found.fields["title"])
            self._memory.items.write(where, [_put(key, written, merged, found.valid_from)])
            return {"message": "Memory updated successfully!"}
        if text is not None and text != found.text:
            self._memory.update(memory_id, text=text, **ids_of(scope))
        if labels:
            self._memory.items.label(scope, memory_id, merged)
        return {"message": "Memory updated successfully!"}

    def delete(self, memory_id: str) -> dict[str, str]:
        """Delete one memory.

        Raises:
            UsageError: there is none with this id.
        """
        scope = self._memory.items.whose(memory_id)
        self._memory.delete(memory_id, **ids_of(scope))
        return {"message": "Memory deleted successfully!"}

    def delete_all(
        self, user_id: object = None, agent_id: object = None, run_id: object = None
    ) -> dict[str, str]:
        """Delete all memories of a scope, with the turns they came from; histories stay.

        Raises:
            UsageError: no id is given.
        """
        scope = checks.scope_of({"user_id": user_id, "agent_id": agent_id, "run_id": run_id})
        if scope is None:
            raise UsageError(
                "At least one filter is required to delete all memories. If you want to delete "
                "all memories, use the `reset()` method."
            )
        delete_all(self._memory, scope)
        return {"message": "Memories deleted successfully!"}

    def history(self, memory_id: str) -> list[dict[str, Any]]:
        """Return what happened to a memory, oldest first; nothing for an unknown id."""
        try:
            scope = self._memory.items.whose(memory_id)
        except NotFoundError:
            return []
        return shapes.history(memory_id, self._memory.history(memory_id, **ids_of(scope)))

    def reset(self) -> None:
        """Delete everything in the store; users and organisations are erased from its files."""
        for scope in self._memory.items.owners():
            if scope.user_id is None and scope.org_id is None:
                delete_all(self._memory, scope)
            else:
                self._memory.forget(user_id=scope.user_id, org_id=scope.org_id)

    def chat(self, query: str) -> None:
        """Raise NotImplementedError, as Mem0 does."""
        raise NotImplementedError("Chat function not implemented yet.")

    def close(self) -> None:
        """Close the store, where this object opened it."""
        if self._own:
            self._memory.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


class _Adding:
    """One call of `add`."""

    def __init__(
        self,
        memory: Orchestrator,
        scope: Scope,
        labels: dict[str, Any],
        timestamp: datetime | str | float | None,
    ) -> None:
        self._memory = memory
        self._scope = scope
        self._labels = labels
        self._at = None if timestamp is None else read_moment(timestamp)

    def raw(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Keep each message as it is; one that says nothing is named in a warning."""
        kept: list[tuple[str, Any]] = []
        puts: list[Put] = []
        for message in messages:
            role, content = message.get("role"), message.get("content")
            if role is None or not isinstance(content, str) or not content.strip():
                logger.warning("add(): a message without role or text is left out")
            elif role != "system":
                actor = message.get("name")
                labels = {**self._labels, "role": role, **({"actor_id": actor} if actor else {})}
                kept.append((str(role), actor))
                puts.append(_put(uuid.uuid4().hex, content, labels, self._at))
        done = self._memory.items.write(self._scope, puts)
        return [
            {**_result(one, "ADD"), "actor_id": actor, "role": role}
            for one, (role, actor) in zip(done, kept, strict=True)
        ]

    def inferred(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Process the messages; keep as it is what nothing could be read from."""
        given = [one for one in messages if one.get("content") is not None]
        if not given:
            return []
        ids = ids_of(self._scope)
        done = self._memory.process(given, metadata=self._labels, occurred_at=self._at, **ids)
        results = [shown for one in done.operations for shown in self._told(one)]
        for text in self._unread(done):
            key = uuid.uuid5(uuid.NAMESPACE_OID, f"{ids}{text}").hex
            labels = {**self._labels, "role": "user"}
            (put,) = self._memory.items.write(self._scope, [_put(key, text, labels, self._at)])
            results += [_result(put, "ADD")] if put.action is Action.ADD else []
        return results

    def _told(self, one: Operation) -> list[dict[str, Any]]:
        if one.agent.value not in shapes.VISIBLE or one.memory_id is None:
            return []
        match one.action:
            case Action.ADD | Action.SUPERSEDE:
                gone = [self._replaced(name) for name in one.replaces]
                return [_result(one, "ADD"), *gone]
            case Action.CLOSE | Action.RETRACT:
                return [_result(one, "DELETE")]
            case Action.MERGE | Action.SKIP | Action.UNDO:
                return []

    def _replaced(self, memory_id: str) -> dict[str, Any]:
        found = self._memory.get(memory_id, **self._partition())
        return {"id": memory_id, "memory": found.text, "event": "DELETE"}

    def _unread(self, done: ProcessResult) -> list[str]:
        """Return what the user stated in this call and no agent made anything of."""
        read: set[str] = set()
        said: list[Kept] = []
        for one in done.operations:
            if one.memory_id is None or one.action is Action.SKIP:
                continue
            found = self._memory.get(one.memory_id, **self._partition())
            if one.agent.value in shapes.VISIBLE:
                read |= set(found.sources)
            elif one.agent.value == "episodic" and found.fields.get("role") == "user":
                said.append(found)
        return [
            one.text
            for one in said
            if not set(one.sources) & read and not one.text.rstrip().endswith(("?", "\uff1f"))
        ]

    def _partition(self) -> dict[str, Any]:
        scope = self._scope
        return ids_of(scope if scope.user_id is None else Scope(user_id=scope.user_id))


class AsyncMemory:
    """`Memory` for event loops: the same methods, each a coroutine."""

    def __init__(
        self, config: Mapping[str, Any] | None = None, *, memory: Orchestrator | None = None
    ) -> None:
        self._sync = Memory(config, memory=memory)

    @classmethod
    def from_config(cls, config_dict: Mapping[str, Any]) -> Self:
        """Open the store that a configuration names."""
        return cls(config_dict)

    async def add(self, messages: object, **options: Any) -> dict[str, Any]:
        """Do what `Memory.add` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.add, messages, **options)

    async def get(self, memory_id: str) -> dict[str, Any] | None:
        """Do what `Memory.get` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.get, memory_id)

    async def get_all(self, **options: Any) -> dict[str, Any]:
        """Do what `Memory.get_all` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.get_all, **options)

    async def search(self, query: str, **options: Any) -> dict[str, Any]:
        """Do what `Memory.search` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.search, query, **options)

    async def update(self, memory_id: str, *args: Any, **options: Any) -> dict[str, str]:
        """Do what `Memory.update` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.update, memory_id, *args, **options)

    async def delete(self, memory_id: str) -> dict[str, str]:
        """Do what `Memory.delete` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.delete, memory_id)

    async def delete_all(self, *args: Any, **options: Any) -> dict[str, str]:
        """Do what `Memory.delete_all` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.delete_all, *args, **options)

    async def history(self, memory_id: str) -> list[dict[str, Any]]:
        """Do what `Memory.history` does, without blocking the loop."""
        return await asyncio.to_thread(self._sync.history, memory_id)

    async def reset(self) -> None:
        """Do what `Memory.reset` does, without blocking the loop."""
        await asyncio.to_thread(self._sync.reset)

    async def chat(self, query: str) -> None:
        """Raise NotImplementedError, as Mem0 does."""
        self._sync.chat(query)

    def close(self) -> None:
        """Close the store, where this object opened it."""
        self._sync.close()

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        self.close()


def _settings(config: Mapping[str, Any] | None) -> Settings:
    """Read the part of a configuration that is octomem's.

    Raises:
        SettingsError: it is no mapping, or a setting in it is wrong.
    """
    given = dict(config or {})
    own = given.pop(OURS, {})
    if not isinstance(own, Mapping):
        raise SettingsError(f"the part {OURS!r} of the configuration must be a mapping")
    if given:
        logger.warning(
            "these parts of a Mem0 configuration have no effect on octomem: %s",
            ", ".join(sorted(given)),
        )
    return Settings.load(**cast("dict[str, Any]", own))


def _named(scope: Scope) -> dict[str, str]:
    ids = {"user_id": scope.user_id, "agent_id": scope.agent_id, "run_id": scope.session_id}
    return {name: value for name, value in ids.items() if value is not None}


def _put(key: str, text: str, labels: dict[str, Any], since: datetime | None) -> Put:
    return Put((NAMESPACE,), key, {"data": text}, text, None, labels, since)


def _result(one: Operation, event: str) -> dict[str, Any]:
    return {"id": one.memory_id, "memory": one.text, "event": event}


def _scored(memory: Kept, *, explain: bool) -> dict[str, Any]:
    shown = {**shapes.item(memory), "score": memory.relevance}
    return {**shown, "score_details": memory.ranks or {}} if explain else shown
