"""Runs the nodes of `ingest` one after the other: what the graph does, without its overhead."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from octomem.model.seam import Model
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.extraction import ModelExtraction
from octomem.orchestrator.ingest import AgentOutput, Ingest, IngestInput, IngestState, ResumeInput

ADDED = ("proposals", "degraded")
"""What nodes add to rather than replace."""


class Ingesting:
    """Remembers messages, or finishes a recorded call.

    Every node runs in a thread, and a call that is cancelled goes no further than to the
    end of the node at hand. `model` extracts in place of the one of the settings; with
    `background` it is not asked, and the call is marked for it.
    """

    def __init__(
        self, engine: Engine, model: Model | None = None, *, background: bool = False
    ) -> None:
        self.waits = background and (model or engine.model) is not None
        """Whether it marks calls for a model rather than ask it."""
        self._nodes = Ingest(engine)
        model = model or engine.model
        self._asking = None if model is None else ModelExtraction(engine, self._nodes, model)

    async def run(self, given: IngestInput | ResumeInput) -> IngestState:
        """Run the nodes and return the last state."""
        state = cast("IngestState", {"proposals": [], "degraded": [], **given})
        for node in (self._nodes.record, self._nodes.route):
            state = _with(state, await asyncio.to_thread(node, state))
        state = _with(state, await self._extracted(state))
        state = _with(state, await asyncio.to_thread(self._agents, state))
        return _with(state, await asyncio.to_thread(self._nodes.commit, state))

    async def _extracted(self, state: IngestState) -> dict[str, Any]:
        if self._asking is None:
            return await asyncio.to_thread(self._nodes.extract, state)
        return await (self._asking.wait if self.waits else self._asking.extract)(state)

    def _agents(self, state: IngestState) -> AgentOutput:
        """Let the routed agents decide; nothing that one decides depends on another."""
        made: AgentOutput = {"proposals": [], "degraded": []}
        for route in state["routes"]:
            decided = self._nodes.agent(route.agent)(state)
            made["proposals"] += decided.get("proposals", [])
            made["degraded"] += decided.get("degraded", [])
        return made


def _with(state: IngestState, made: Mapping[str, Any]) -> IngestState:
    """Return the state with what a node made."""
    held = cast("dict[str, Any]", state)
    added = {name: held[name] + list(made[name]) for name in ADDED if name in made}
    return cast("IngestState", {**held, **made, **added})
