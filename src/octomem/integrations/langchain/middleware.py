"""Memory for `langchain.agents.create_agent`: recall before the model, process after the agent."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NotRequired, Unpack, cast

from langchain.agents.middleware import AgentMiddleware, AgentState, ModelRequest, ModelResponse
from langchain_core.messages import SystemMessage
from langgraph.config import get_config
from langgraph.runtime import Runtime

from octomem import Orchestrator, Scope
from octomem.integrations import conversation
from octomem.integrations.scoping import NAMES, scope_of
from octomem.orchestrator.options import ScopeIds

LIMIT = 10
"""Memories that are recalled."""
MAX_TOKENS = 1000
"""WordPiece tokens that the recalled context may have."""


class RecalledState(AgentState[Any]):
    """An agent's state, and what was recalled for its last question."""

    recalled: NotRequired[str]


class MemoryMiddleware(AgentMiddleware[RecalledState, Any, Any]):
    """Recalls what bears on the user's message, and remembers the exchange when the agent is done.

    What was recalled stands behind the system prompt of every model call of the run, and in
    the state's key `recalled`. Whose memory it is comes from `ids`, and what is not given
    there from the run's `context` and `configurable` (`user_id`, `org_id`, `agent_id`,
    `session_id`), where `thread_id` is the session.
    """

    state_schema = RecalledState

    def __init__(
        self,
        memory: Orchestrator,
        *,
        limit: int = LIMIT,
        max_tokens: int = MAX_TOKENS,
        **ids: Unpack[ScopeIds],
    ) -> None:
        super().__init__()
        self._memory = memory
        self._limit = limit
        self._max_tokens = max_tokens
        self._ids = ids

    def before_agent(self, state: RecalledState, runtime: Runtime[Any]) -> dict[str, Any]:
        """Recall, once per run."""
        query = conversation.question(conversation.messages_of(state))
        found = conversation.ask(self._memory, query, self._scope(runtime), self._limit)
        return {"recalled": "" if found is None else found.context(self._max_tokens)}

    async def abefore_agent(self, state: RecalledState, runtime: Runtime[Any]) -> dict[str, Any]:
        """Do what `before_agent` does, without blocking the loop."""
        query = conversation.question(conversation.messages_of(state))
        found = await conversation.aask(self._memory, query, self._scope(runtime), self._limit)
        return {"recalled": "" if found is None else found.context(self._max_tokens)}

    def wrap_model_call(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], ModelResponse[Any]],
    ) -> ModelResponse[Any]:
        """Show the model what was recalled."""
        return handler(_with_memory(request))

    async def awrap_model_call(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]],
    ) -> ModelResponse[Any]:
        """Do what `wrap_model_call` does, without blocking the loop."""
        return await handler(_with_memory(request))

    def after_agent(self, state: RecalledState, runtime: Runtime[Any]) -> None:
        """Remember what was said since the last answer; the same messages again change nothing."""
        conversation.keep(self._memory, conversation.messages_of(state), self._scope(runtime))

    async def aafter_agent(self, state: RecalledState, runtime: Runtime[Any]) -> None:
        """Do what `after_agent` does, without blocking the loop."""
        messages = conversation.messages_of(state)
        await conversation.akeep(self._memory, messages, self._scope(runtime))

    def _scope(self, runtime: Runtime[Any]) -> Scope:
        run = {**get_config().get("configurable", {}), **_named(runtime.context)}
        return scope_of(self._ids, run)


def _named(context: object) -> dict[str, Any]:
    """Return the ids that a run's context names, whether it is a mapping or an object."""
    if isinstance(context, Mapping):
        given = cast("Mapping[str, Any]", context)
        return {name: given[name] for name in NAMES if given.get(name) is not None}
    found = {name: getattr(context, name, None) for name in NAMES}
    return {name: value for name, value in found.items() if value is not None}


def _with_memory(request: ModelRequest[Any]) -> ModelRequest[Any]:
    recalled = request.state.get("recalled")
    if not isinstance(recalled, str) or not recalled:
        return request
    before = "" if request.system_message is None else request.system_message.text
    text = "\n\n".join(part for part in (before, recalled) if part)
    return request.override(system_message=SystemMessage(text))
