"""Memory in LangGraph: ready-made nodes, tools, a chat agent, and a `BaseStore`.

::

    from octomem.langgraph import MemoryState, recall, remember

    graph = StateGraph(MemoryState)
    graph.add_node("recall", recall(memory))
    graph.add_node("remember", remember(memory))
"""

from octomem.integrations.langgraph.agent import chat_agent
from octomem.integrations.langgraph.nodes import MemoryState, recall, remember, with_memory
from octomem.integrations.langgraph.store import MemoryStore
from octomem.integrations.langgraph.tools import memory_tools

__all__ = [
    "MemoryState",
    "MemoryStore",
    "chat_agent",
    "memory_tools",
    "recall",
    "remember",
    "with_memory",
]
