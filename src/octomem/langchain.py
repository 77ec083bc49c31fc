"""Memory in LangChain: a middleware for `create_agent`, a retriever, and a message history.

::

    from langchain.agents import create_agent
    from octomem.langchain import MemoryMiddleware

    agent = create_agent(model, middleware=[MemoryMiddleware(memory, user_id="mei")])

The middleware needs the extra `octomem[langchain]`; the rest does not.
"""

from typing import TYPE_CHECKING

from octomem.errors import MissingExtraError
from octomem.integrations.langchain.history import MemoryChatHistory
from octomem.integrations.langchain.retriever import MemoryRetriever

if TYPE_CHECKING:
    from octomem.integrations.langchain.middleware import MemoryMiddleware

__all__ = ["MemoryChatHistory", "MemoryMiddleware", "MemoryRetriever"]


def __getattr__(name: str) -> object:
    if name != "MemoryMiddleware":
        raise AttributeError(f"module 'octomem.langchain' has no attribute {name!r}")
    try:
        from octomem.integrations.langchain.middleware import (  # noqa: PLC0415 - needs the extra
            MemoryMiddleware,
        )
    except ModuleNotFoundError as error:
        raise MissingExtraError("langchain", "MemoryMiddleware") from error
    return MemoryMiddleware
