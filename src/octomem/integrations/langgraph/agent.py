"""A chat agent with memory, ready to run: recall → model ⇄ tools → remember."""

from collections.abc import Callable, Sequence
from typing import Any, Unpack

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import RunnableLambda
from langchain_core.tools import BaseTool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.prebuilt import ToolNode
from langgraph.store.base import BaseStore

from octomem import Orchestrator
from octomem.integrations.langgraph.nodes import (
    LIMIT,
    MAX_TOKENS,
    MemoryState,
    recall,
    remember,
    with_memory,
)
from octomem.orchestrator.options import ScopeIds

# LangGraph's own signatures leave type variables open.
# pyright: reportUnknownMemberType=false


def chat_agent(  # noqa: PLR0913 - one parameter per thing that can be told
    memory: Orchestrator,
    model: BaseChatModel,
    *,
    tools: Sequence[BaseTool | Callable[..., Any]] = (),
    prompt: str = "",
    limit: int = LIMIT,
    max_tokens: int = MAX_TOKENS,
    checkpointer: BaseCheckpointSaver[Any] | None = None,
    store: BaseStore | None = None,
    **ids: Unpack[ScopeIds],
) -> CompiledStateGraph[Any, Any, Any, Any]:
    """Make an agent that recalls before each answer and remembers the exchange after it.

    Args:
        memory: an open orchestrator; whoever opened it closes it.
        model: any chat model; it calls the tools itself where there are some.
        tools: what it may call, such as `memory_tools(memory)`.
        prompt: what stands before the recalled context.
        limit: memories that are recalled.
        max_tokens: WordPiece tokens that the recalled context may have.
        checkpointer: keeps the threads, as in `StateGraph.compile`.
        store: handed to the nodes, as in `StateGraph.compile`.
        ids: whose memory it is; what is not given here comes from each run's `configurable`.
    """
    bound = model.bind_tools(tools) if tools else model

    def answer(state: MemoryState) -> dict[str, list[BaseMessage]]:
        return {"messages": [bound.invoke(with_memory(state, prompt))]}

    async def aanswer(state: MemoryState) -> dict[str, list[BaseMessage]]:
        return {"messages": [await bound.ainvoke(with_memory(state, prompt))]}

    graph = StateGraph(MemoryState)
    graph.add_node("recall", recall(memory, limit=limit, max_tokens=max_tokens, **ids))
    graph.add_node("model", RunnableLambda(answer, aanswer, name="model"))
    graph.add_node("remember", remember(memory, **ids))
    graph.add_edge(START, "recall")
    graph.add_edge("recall", "model")
    graph.add_edge("remember", END)
    if tools:
        graph.add_node("tools", ToolNode(list(tools)))
        graph.add_edge("tools", "model")
        graph.add_conditional_edges("model", _next, ["tools", "remember"])
    else:
        graph.add_edge("model", "remember")
    return graph.compile(checkpointer=checkpointer, store=store, name="chat")


def _next(state: MemoryState) -> str:
    last = state["messages"][-1]
    return "tools" if isinstance(last, AIMessage) and last.tool_calls else "remember"
