"""The part of a conversation that is asked about, and the part that is new."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, convert_to_messages

from octomem import Orchestrator, ProcessResult, Recall
from octomem.errors import UsageError
from octomem.scope import Scope

MESSAGES = "messages"


def messages_of(state: Mapping[str, Any] | object, key: str = MESSAGES) -> list[BaseMessage]:
    """Return a state's messages, as LangChain's own.

    Raises:
        UsageError: the state has none under this key.
    """
    found: object = (
        cast("Mapping[str, object]", state).get(key)
        if isinstance(state, Mapping)
        else getattr(state, key, None)
    )
    if not isinstance(found, list | tuple):
        raise UsageError(f"the state has no list of messages under {key!r}")
    return convert_to_messages(cast("Any", found))


def question(messages: Sequence[BaseMessage]) -> str:
    """Return the text of the last thing the user said; "" where that is none."""
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            return message.text.strip()
    return ""


def exchange(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """Return what was said since the last answer: the user's words, and the answers to them.

    Calls of tools and their results are how an answer came about, not what was said.
    """
    start = len(messages)
    while start and not isinstance(messages[start - 1], HumanMessage):
        start -= 1
    while start and isinstance(messages[start - 1], HumanMessage):
        start -= 1
    said = [one for one in messages[start:] if isinstance(one, HumanMessage | AIMessage)]
    return [one for one in said if not (isinstance(one, AIMessage) and not one.text.strip())]


def ask(memory: Orchestrator, query: str, scope: Scope, limit: int) -> Recall | None:
    """Recall what bears on a question; None where there is no question."""
    return memory.recall(query, limit=limit, **ids_of(scope)) if query else None


async def aask(memory: Orchestrator, query: str, scope: Scope, limit: int) -> Recall | None:
    """Do what `ask` does, without blocking the loop."""
    return await memory.arecall(query, limit=limit, **ids_of(scope)) if query else None


def keep(
    memory: Orchestrator, messages: Sequence[BaseMessage], scope: Scope
) -> ProcessResult | None:
    """Remember the last exchange; None where nothing was said in it."""
    said = exchange(messages)
    return memory.process(said, **ids_of(scope)) if said else None


async def akeep(
    memory: Orchestrator, messages: Sequence[BaseMessage], scope: Scope
) -> ProcessResult | None:
    """Do what `keep` does, without blocking the loop."""
    said = exchange(messages)
    return await memory.aprocess(said, **ids_of(scope)) if said else None


def ids_of(scope: Scope) -> dict[str, Any]:
    """Return a scope as the keyword arguments of the front door's methods."""
    return {
        "user_id": scope.user_id,
        "org_id": scope.org_id,
        "agent_id": scope.agent_id,
        "session_id": scope.session_id,
    }
