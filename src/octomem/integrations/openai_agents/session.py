"""A conversation's items, word for word in the ledger, as the Agents SDK's `Session`.

It satisfies the SDK's protocol by its shape and imports nothing of the SDK.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from octomem import Memory, Orchestrator
from octomem.integrations.conversation import ids_of
from octomem.integrations.everything import all_of
from octomem.integrations.scoping import scope_of

WHOLE = "openai_item"
"""Where a turn keeps the item it came from."""
_SPEAKERS = {"user": "user", "assistant": "assistant", "system": "system", "developer": "developer"}


class MemorySession:
    """Keeps a session's items and gives them back in order; `recall` finds what was said in them.

    Pass it to `Runner.run(agent, text, session=...)`. Secrets are cut out before the first
    write, and the model sees the vault's placeholders in their places.
    """

    session_settings: Any = None

    def __init__(
        self,
        memory: Orchestrator,
        session_id: str,
        *,
        user_id: str | None = None,
        org_id: str | None = None,
        agent_id: str | None = None,
    ) -> None:
        self._memory = memory
        self.session_id = session_id
        self._scope = scope_of(
            {
                "session_id": session_id,
                "user_id": user_id,
                "org_id": org_id,
                "agent_id": agent_id,
            }
        )

    async def get_items(self, limit: int | None = None) -> list[Any]:
        """Return the items, oldest first; with `limit` the last so many."""
        turns = await asyncio.to_thread(self._turns)
        kept = turns if limit is None else turns[max(0, len(turns) - limit) :]
        return [_item(turn) for turn in kept]

    async def add_items(self, items: Sequence[Any]) -> None:
        """Remember items, durably and all at once."""
        if items:
            given = [_given(cast("Mapping[str, Any]", item)) for item in items]
            await self._memory.aprocess(given, **ids_of(self._scope))

    async def pop_item(self) -> Any:
        """Take the last item away and return it; None where there is none."""
        turns = await asyncio.to_thread(self._turns)
        if not turns:
            return None
        await self._memory.adelete(turns[-1].id, sources=True, **ids_of(self._scope))
        return _item(turns[-1])

    async def clear_session(self) -> None:
        """Delete the session's items, and what rests on them alone."""
        for turn in await asyncio.to_thread(self._turns):
            await self._memory.adelete(turn.id, sources=True, **ids_of(self._scope))

    def _turns(self) -> list[Memory]:
        found = all_of(self._memory, self._scope, kinds=["episodic"])
        turns = [one for one in found if one.position is not None]
        return sorted(turns, key=lambda one: one.position or 0)


def _given(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `process` takes: who said it, its text, and the item as it is."""
    kind = str(item.get("type", "message"))
    role = _SPEAKERS.get(str(item.get("role")), "tool" if kind.endswith("output") else "assistant")
    return {"role": role, "content": _text(item) or f"({kind})", WHOLE: dict(item)}


def _text(item: Mapping[str, Any]) -> str:
    if "name" in item and "arguments" in item:
        return f"{item['name']}({item['arguments']})"
    said: Any = item.get("content", item.get("output"))
    if isinstance(said, str):
        return said
    if isinstance(said, list):
        blocks = cast("Sequence[Any]", said)
        parts = [cast("dict[str, Any]", one) for one in blocks if isinstance(one, dict)]
        return "\n".join(str(one["text"]) for one in parts if one.get("text"))
    return "" if said is None else json.dumps(said, default=str)


def _item(turn: Memory) -> Any:
    """Return a turn's item; one that came another way is a message of its speaker's."""
    kept = turn.metadata.get("message")
    whole = kept.get(WHOLE) if isinstance(kept, dict) else None
    return whole or {"role": str(turn.fields.get("role", "user")), "content": turn.text}
