"""Runs the ingest graph's nodes for `process`: new calls, and those that are recorded already."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, cast

from octomem.model.seam import Model
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.extraction import ModelExtraction
from octomem.orchestrator.ingest import SUMMED, Ingest, IngestInput, IngestState, ResumeInput
from octomem.orchestrator.order import Place

_Node = Callable[[IngestState], Mapping[str, Any]]


class Ingesting:
    """Remembers messages, or finishes a recorded call.

    `model` extracts in place of the one of the settings; with `background` it is not asked,
    and the call is marked for it.
    """

    def __init__(
        self, engine: Engine, model: Model | None = None, *, background: bool = False
    ) -> None:
        model = model or engine.model
        self.waits = background and model is not None
        """Whether it marks calls for a model rather than ask it."""
        self._nodes = Ingest(engine)
        self._order = engine.order
        self._asking = None if model is None else ModelExtraction(engine, self._nodes, model)

    async def run(self, given: IngestInput | ResumeInput) -> IngestState:
        """Run the nodes one after the other: what the graph does, without its overhead.

        Where it is cancelled, the node at hand is the last.
        """
        run = _Run(given)
        nodes = self._nodes
        try:
            if self._asking is None:
                with self._order.call() as place:
                    await asyncio.to_thread(self._read, run, place)
                    await place.come()
                    await asyncio.to_thread(run.through, nodes.agents, nodes.commit)
            else:
                ask = self._asking.wait if self.waits else self._asking.extract
                await asyncio.to_thread(run.through, nodes.record, nodes.route)
                run.add(await ask(run.state))
                await asyncio.to_thread(run.through, nodes.agents, nodes.commit)
        finally:
            run.over = True
        return run.state

    def _read(self, run: "_Run", place: Place) -> None:
        """Run the nodes up to the candidates; the call takes its place once it is recorded."""
        nodes = self._nodes
        run.through(nodes.record)
        fresh = run.state.get("fresh")
        if fresh:
            place.take(run.state["number"], fresh[0].seq)
        run.through(nodes.route, nodes.extract)


class _Run:
    """One call on its way through the nodes."""

    def __init__(self, given: IngestInput | ResumeInput) -> None:
        empty: dict[str, Any] = dict.fromkeys(SUMMED, ())
        self.state = cast("IngestState", {**empty, **given})
        self.over = False
        """Whether nobody waits for it any more."""

    def through(self, *nodes: _Node) -> None:
        """Run nodes, each on what those before it made."""
        for node in nodes:
            if self.over:
                return
            self.add(node(self.state))

    def add(self, made: Mapping[str, Any]) -> None:
        """Put what a node made into the state."""
        so_far = cast("dict[str, Any]", self.state)
        summed = {name: [*so_far[name], *made[name]] for name in SUMMED if name in made}
        so_far |= {**made, **summed}
