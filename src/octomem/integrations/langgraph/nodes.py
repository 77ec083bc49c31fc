"""Ready-made nodes for any graph with messages: `recall` before the model, `remember` after."""

from collections.abc import Mapping
from typing import Any, NotRequired, Unpack

from langchain_core.messages import BaseMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langgraph.graph import MessagesState

from octomem import Orchestrator
from octomem.integrations import conversation
from octomem.integrations.scoping import scope_of
from octomem.orchestrator.options import ScopeIds

LIMIT = 10
"""Memories that are recalled."""
MAX_TOKENS = 1000
"""WordPiece tokens that the recalled context may have."""

Node = Runnable[Any, dict[str, Any]]


class MemoryState(MessagesState):
    """A conversation, and what was recalled for its last question."""

    recalled: NotRequired[str]
    """What `Recall.context` writes, with its citations; empty where nothing is known."""


def recall(
    memory: Orchestrator,
    *,
    into: str = "recalled",
    messages: str = conversation.MESSAGES,
    limit: int = LIMIT,
    max_tokens: int = MAX_TOKENS,
    **ids: Unpack[ScopeIds],
) -> Node:
    """Make a node that recalls what bears on the user's last message.

    It writes the context into the state's key `into`; `with_memory` puts it before the
    messages. Whose memory it is comes from `ids` (`user_id`, `org_id`, `agent_id`,
    `session_id`), and what is not given there from the run's `configurable`, where
    `thread_id` is the session.
    """

    def write(found: Any) -> dict[str, Any]:
        return {into: found.context(max_tokens) if found is not None else ""}

    def node(state: Any, config: RunnableConfig) -> dict[str, Any]:
        query = conversation.question(conversation.messages_of(state, messages))
        return write(conversation.ask(memory, query, _scope(ids, config), limit))

    async def anode(state: Any, config: RunnableConfig) -> dict[str, Any]:
        query = conversation.question(conversation.messages_of(state, messages))
        return write(await conversation.aask(memory, query, _scope(ids, config), limit))

    return RunnableLambda(node, anode, name="recall")


def remember(
    memory: Orchestrator, *, messages: str = conversation.MESSAGES, **ids: Unpack[ScopeIds]
) -> Node:
    """Make a node that remembers what was said since the last answer; it changes no state.

    A message is known by its id, so a node that runs again (a retry, a run from a
    checkpoint) stores nothing twice. `ids` as for `recall`.
    """

    def node(state: Any, config: RunnableConfig) -> dict[str, Any]:
        conversation.keep(memory, conversation.messages_of(state, messages), _scope(ids, config))
        return {}

    async def anode(state: Any, config: RunnableConfig) -> dict[str, Any]:
        await conversation.akeep(
            memory, conversation.messages_of(state, messages), _scope(ids, config)
        )
        return {}

    return RunnableLambda(node, anode, name="remember")


def with_memory(state: Mapping[str, Any], prompt: str = "") -> list[BaseMessage]:
    """Return a state's messages for a model, with `prompt` and what was recalled before them."""
    parts = [part for part in (prompt, state.get("recalled", "")) if part]
    said = conversation.messages_of(state)
    return [SystemMessage("\n\n".join(parts)), *said] if parts else said


def _scope(ids: ScopeIds, config: RunnableConfig) -> Any:
    return scope_of(ids, config.get("configurable"))
