"""Runs the ingest graph for `process`: new calls, and those that are recorded already."""

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, cast

from octomem.model.seam import Model
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.ingest import IngestInput, IngestState, ResumeInput

if TYPE_CHECKING:
    from octomem.orchestrator.graph import Graph


class Ingesting:
    """Remembers messages, or finishes a recorded call.

    `model` extracts in place of the one of the settings; with `background` it is not asked,
    and the call is marked for it.
    """

    def __init__(
        self, engine: Engine, model: Model | None = None, *, background: bool = False
    ) -> None:
        self.waits = background and (model or engine.model) is not None
        """Whether it marks calls for a model rather than ask it."""
        self._engine = engine
        self._model = model

    async def run(self, given: IngestInput | ResumeInput) -> IngestState:
        """Run the graph and return what it made."""
        graph = await asyncio.to_thread(self._graph, "call_id" in given)
        return cast("IngestState", await graph.ainvoke(given))  # pyright: ignore[reportUnknownMemberType]

    def _graph(self, recorded: bool) -> "Graph":
        return self._resuming if recorded else self._processing

    @cached_property
    def _processing(self) -> "Graph":
        return self._built(IngestInput)

    @cached_property
    def _resuming(self) -> "Graph":
        return self._built(ResumeInput)

    def _built(self, given: type[IngestInput | ResumeInput]) -> "Graph":
        from octomem.orchestrator.graph import build_ingest  # noqa: PLC0415 - loads langgraph

        return build_ingest(self._engine, given=given, model=self._model, waits=self.waits)
