"""The two LangGraph graphs, `ingest` and `recall`, with the eight agents as named nodes.

`langgraph.json` names the factories at the end; they open the store that the settings
name, once per process.
"""

# LangGraph's own signatures leave type variables open.
# pyright: reportUnknownMemberType=false

import asyncio
import threading
from typing import Any

from langchain_core.runnables import RunnableLambda
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from octomem.errors import StoreLockedError
from octomem.memory import Kind
from octomem.model.seam import Model
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.extraction import ModelExtraction
from octomem.orchestrator.ingest import Ingest, IngestInput, IngestOutput, IngestState
from octomem.orchestrator.recall import Answer, RecallInput, RecallOutput, RecallState
from octomem.settings import Settings

AGENTS = tuple(kind.value for kind in Kind)

Graph = CompiledStateGraph[Any, Any, Any, Any]


def build_ingest(
    engine: Engine, *, given: type[Any] = IngestInput, model: Model | None = None
) -> Graph:
    """Build `record → route → extract → routed agents in parallel → commit`.

    `given` is the input's schema: that of `process`, or `ResumeInput`. `model` extracts in
    place of the one of the settings.
    """
    nodes = Ingest(engine)
    model = model or engine.model
    graph = StateGraph(IngestState, input_schema=given, output_schema=IngestOutput)
    graph.add_node("record", nodes.record)
    graph.add_node("route", nodes.route)
    extract = nodes.extract if model is None else ModelExtraction(engine, nodes, model).extract
    graph.add_node("extract", extract)
    for kind in Kind:
        graph.add_node(kind.value, RunnableLambda(nodes.agent(kind), name=kind.value))
        graph.add_edge(kind.value, "commit")
    graph.add_node("commit", nodes.commit)
    graph.add_edge(START, "record")
    graph.add_edge("record", "route")
    graph.add_edge("route", "extract")
    graph.add_conditional_edges("extract", routed, [*AGENTS, "commit"])
    graph.add_edge("commit", END)
    return graph.compile(name="ingest")


def build_recall(engine: Engine) -> Graph:
    """Build `understand → eight agents in parallel → fuse → pack`."""
    nodes = Answer(engine)
    graph = StateGraph(RecallState, input_schema=RecallInput, output_schema=RecallOutput)
    graph.add_node("understand", nodes.understand)
    graph.add_node("fuse", nodes.fuse)
    graph.add_node("pack", nodes.pack)
    graph.add_edge(START, "understand")
    for kind in Kind:
        graph.add_node(kind.value, RunnableLambda(nodes.agent(kind), name=kind.value))
        graph.add_edge("understand", kind.value)
    graph.add_edge([*AGENTS], "fuse")
    graph.add_edge("fuse", "pack")
    graph.add_edge("pack", END)
    return graph.compile(name="recall")


def routed(state: IngestState) -> list[str]:
    """Send the candidates to the agents that were routed; straight to commit if none was."""
    return [route.agent.value for route in state.get("routes", [])] or ["commit"]


class _Shared:
    """The one engine that both of Studio's graphs work on, opened when first asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._writer: Engine | None = None
        self._reader: Engine | None = None

    def writer(self) -> Engine:
        """Return the engine that writes the store of the settings."""
        with self._guard:
            if self._writer is None:
                self._writer = Engine(Settings.load())
            return self._writer

    def reader(self) -> Engine:
        """Return the same, or a read-only one where an application writes the store."""
        try:
            return self.writer()
        except StoreLockedError:
            with self._guard:
                if self._reader is None:
                    self._reader = Engine(Settings.load(), read_only=True)
                return self._reader


_shared = _Shared()


async def ingest() -> Graph:
    """Make the ingest graph for Studio, on the store that the settings name."""
    return await asyncio.to_thread(lambda: build_ingest(_shared.writer()))


async def recall() -> Graph:
    """Make the recall graph for Studio; it works beside an application that writes."""
    return await asyncio.to_thread(lambda: build_recall(_shared.reader()))
