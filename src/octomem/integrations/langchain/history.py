"""One session's messages, word for word, as LangChain's chat message history."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

from langchain_core.chat_history import BaseChatMessageHistory
from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    message_to_dict,
    messages_from_dict,
)

from octomem import Memory, Orchestrator
from octomem.integrations.conversation import ids_of
from octomem.integrations.scoping import scope_of

WHOLE = "langchain"
"""Where a turn keeps a message that is more than its text: calls of tools and their results."""
PAGE = 500
_ROLES = {"human": "user", "ai": "assistant", "system": "system"}
_PLAIN: dict[str, type[BaseMessage]] = {
    "user": HumanMessage,
    "assistant": AIMessage,
    "system": SystemMessage,
}


class MemoryChatHistory(BaseChatMessageHistory):
    """Keeps a session's messages in the ledger and gives them back in order.

    What is added is processed like any conversation, so `recall` finds it from every other
    session. Secrets are cut out; in their places stand the vault's placeholders. A message
    with an id is stored once.
    """

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
        self._scope = scope_of(
            {
                "session_id": session_id,
                "user_id": user_id,
                "org_id": org_id,
                "agent_id": agent_id,
            }
        )

    @property
    def messages(self) -> list[BaseMessage]:  # type: ignore[override]
        """The session's messages, oldest first; those that were deleted are gone."""
        return [_message(turn) for turn in self._turns()]

    async def aget_messages(self) -> list[BaseMessage]:
        """Do what `messages` does, without blocking the loop."""
        return await asyncio.to_thread(lambda: self.messages)

    def add_messages(self, messages: Sequence[BaseMessage]) -> None:
        """Remember messages, durably and all at once."""
        if messages:
            given = [_given(message) for message in messages]
            self._memory.process(given, **ids_of(self._scope))

    def clear(self) -> None:
        """Delete the session's messages, and what rests on them alone."""
        ids = ids_of(self._scope)
        for turn in self._turns():
            self._memory.delete(turn.id, sources=True, **ids)

    def _turns(self) -> list[Memory]:
        options: dict[str, Any] = {"kinds": ["episodic"], "limit": PAGE, **ids_of(self._scope)}
        page = self._memory.list(**options)
        found = list(page)
        while page.next_cursor:
            page = self._memory.list(cursor=page.next_cursor, **options)
            found += page
        turns = [one for one in found if one.position is not None]
        return sorted(turns, key=lambda one: one.position or 0)


def _given(message: BaseMessage) -> object:
    """Return what `process` takes: the message, or its text beside the whole of it."""
    calls = getattr(message, "tool_calls", None)
    if isinstance(message.content, str) and message.type in {"human", "system"}:
        return message
    if isinstance(message.content, str) and message.type == "ai" and not calls:
        return message
    role = _ROLES.get(message.type, "tool")
    content = message.content or (None if calls else f"({message.type} without text)")
    given: dict[str, object] = {"role": role, "content": content, WHOLE: message_to_dict(message)}
    if calls:
        given["tool_calls"] = calls
    return {**given, "id": message.id} if message.id else given


def _message(turn: Memory) -> BaseMessage:
    kept = turn.metadata.get("message")
    whole = kept.get(WHOLE) if isinstance(kept, dict) else None
    if isinstance(whole, dict):
        return messages_from_dict([cast("dict[str, Any]", whole)])[0]
    made = _PLAIN.get(str(turn.fields.get("role")), HumanMessage)
    return made(content=turn.text, id=turn.sources[0] if turn.sources else None)
