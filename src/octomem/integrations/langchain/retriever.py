"""Memories as documents, for chains that take a retriever."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from octomem import Orchestrator, Recall
from octomem.integrations.shown import brief


class MemoryRetriever(BaseRetriever):
    """Recalls a question's memories, best first, as documents that cite their turns.

    The text is the memory's, the metadata its id, kind, date, sources and relevance.
    """

    memory: Orchestrator
    user_id: str | None = None
    org_id: str | None = None
    agent_id: str | None = None
    session_id: str | None = None
    limit: int = 10
    kinds: Sequence[str] | None = None
    filters: dict[str, Any] | None = None

    def _options(self) -> dict[str, Any]:
        names = ("user_id", "org_id", "agent_id", "session_id", "limit", "kinds", "filters")
        return {name: getattr(self, name) for name in names}

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return _documents(self.memory.recall(query, **self._options()))

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        return _documents(await self.memory.arecall(query, **self._options()))


def _documents(found: Recall) -> list[Document]:
    shown = [brief(one) for one in found.memories]
    return [Document(str(one.pop("text")), id=str(one["id"]), metadata=one) for one in shown]
