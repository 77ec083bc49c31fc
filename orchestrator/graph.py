"""The two LangGraph graphs, `ingest` and `recall`, with the eight agents as named nodes.

`langgraph.json` names the factories at the end; they open the store that the settings
name, once per process.
"""

# LangGraph's own signatures leave type variables open.
# pyright: reportUnknownMemberType=false

import asyncio
import contextvars
import functools
import hashlib
import json
import threading
from collections.abc import Callable
from typing import Any, NotRequired, cast

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from octomem.errors import OctomemError, StoreLockedError
from octomem.jsons import JSON as JSON  # noqa: PLC0414 - LangGraph reads the options' types here
from octomem.memory import Kind
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.explaining import ingest_story, recall_story
from octomem.orchestrator.extraction import ModelExtraction
from octomem.orchestrator.forms import IngestForm, RecallForm
from octomem.orchestrator.ingest import (
    Ingest,
    IngestInput,
    IngestOutput,
    IngestState,
    ResumeInput,
)
from octomem.orchestrator.recall import Answer, RecallInput, RecallOutput, RecallState
from octomem.settings import Settings
from octomem.telemetry import event, told

AGENTS = tuple(kind.value for kind in Kind)

Graph = CompiledStateGraph[Any, Any, Any, Any]
Node = Runnable[Any, dict[str, Any]]


class ExplainedIngest(IngestState):
    """What Studio shows of a run that stores, with the story of it."""

    why: NotRequired[dict[str, Any]]
    """By agent: routed, extracted, stored, deduplicated, superseded, each with its reason."""


class ExplainedIngestOutput(IngestOutput):
    """What a run in Studio returns."""

    why: dict[str, Any]


class ExplainedRecall(RecallState):
    """What Studio shows of a run that recalls, with the story of it."""

    why: NotRequired[dict[str, Any]]
    """By engine and by agent: what was found, at which rank; and what the fusion made of it."""


class ExplainedRecallOutput(RecallOutput):
    """What a run in Studio returns."""

    why: dict[str, Any]


def build_ingest(
    engine: Engine,
    *,
    given: type[Any] = IngestInput,
    explained: bool = False,
) -> Graph:
    """Build `record → route → extract → routed agents in parallel → commit`.

    `given` is the input's schema: that of `process`, or `ResumeInput`. `explained` is for Studio: its input has a form, a last node `explain` tells the story of
    the run, and messages without an identity of their own get one of the thread, so that
    running it again from any checkpoint is the same turns.
    """
    nodes = Ingest(engine)
    graph = StateGraph(
        ExplainedIngest if explained else IngestState,
        input_schema=IngestForm if explained else given,
        output_schema=ExplainedIngestOutput if explained else IngestOutput,
    )
    graph.add_node("record", _identified(nodes.record) if explained else nodes.record)
    graph.add_node("route", nodes.route)
    if engine.model is None:
        graph.add_node("extract", nodes.extract)
    else:
        graph.add_node("extract", ModelExtraction(engine, nodes, engine.model).extract)
    for kind in Kind:
        graph.add_node(kind.value, nodes.agent(kind))
        graph.add_edge(kind.value, "commit")
    graph.add_node("commit", nodes.commit)
    graph.add_edge(START, "record")
    graph.add_edge("record", "route")
    graph.add_edge("route", "extract")
    graph.add_conditional_edges("extract", routed, [*AGENTS, "commit"])
    graph.add_edge("commit", "explain" if explained else END)
    if explained:
        graph.add_node("explain", _explaining(ingest_story))
        graph.add_edge("explain", END)
    return graph.compile(name="ingest")


def _identified(record: Callable[[IngestState], dict[str, Any]]) -> Node:
    """Name messages that have neither id nor timestamp by thread, place and words."""

    def node(state: IngestState, config: RunnableConfig) -> dict[str, Any]:
        thread = config.get("configurable", {}).get("thread_id")
        messages = state.get("messages")
        if thread is None or not isinstance(messages, list):
            return record(state)
        named = [_named(one, f"{thread}/{place}") for place, one in enumerate(messages)]
        return record({**state, "messages": named})

    return RunnableLambda(node, name="record")


def _named(message: Any, place: str) -> Any:
    """Give a message an id; the same place with other words, after an edit, is another turn."""
    if not isinstance(message, dict):
        return message
    given = cast("dict[str, Any]", message)
    if given.get("id") or given.get("timestamp") is not None:
        return given
    said = json.dumps(given, sort_keys=True, default=str).encode("utf-8", "replace")
    return {**given, "id": f"{place}/{hashlib.sha256(said).hexdigest()[:12]}"}


def _explaining(tell: Callable[[Any], dict[str, Any]]) -> Node:
    """Make the node that tells the story of a run."""

    def node(state: Any) -> dict[str, Any]:
        return {"why": tell(state)}

    return RunnableLambda(node, name="explain")


def build_recall(engine: Engine, *, explained: bool = False) -> Graph:
    """Build `understand → eight agents in parallel → fuse → pack`, and `explain` if wanted."""
    nodes = Answer(engine)
    graph = StateGraph(
        ExplainedRecall if explained else RecallState,
        input_schema=RecallForm if explained else RecallInput,
        output_schema=ExplainedRecallOutput if explained else RecallOutput,
    )
    graph.add_node("understand", nodes.understand)
    graph.add_node("fuse", nodes.fuse)
    graph.add_node("pack", nodes.pack)
    graph.add_edge(START, "understand")
    for kind in Kind:
        graph.add_node(kind.value, RunnableLambda(nodes.agent(kind), name=kind.value))
        graph.add_edge("understand", kind.value)
    graph.add_edge([*AGENTS], "fuse")
    graph.add_edge("fuse", "pack")
    graph.add_edge("pack", "explain" if explained else END)
    if explained:
        floor = engine.settings.found_floor
        told = functools.partial(recall_story, agents=engine.agents, found_floor=floor)
        graph.add_node("explain", _explaining(told))
        graph.add_edge("explain", END)
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
        """Return the engine that writes the store of the settings; it finishes open calls first."""
        with self._guard:
            if self._writer is None:
                engine = Engine(Settings.load())
                _finish_open_calls(engine)
                self._writer = engine
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


def _finish_open_calls(engine: Engine) -> None:
    """Finish what a killed server had recorded; what fails stays open and is logged."""
    graph = build_ingest(engine, given=ResumeInput)
    for call_id in engine.open_calls():
        try:
            # In a context of its own: the run that opened the engine is not this one's parent.
            contextvars.Context().run(_resume, graph, call_id)
        except OctomemError as error:
            event("warning", "call.waiting", calls=1, **told(error))


def _resume(graph: Graph, call_id: str) -> None:
    graph.invoke({"call_id": call_id})


_shared = _Shared()


async def ingest() -> Graph:
    """Make the ingest graph for Studio, on the store that the settings name."""
    return await asyncio.to_thread(lambda: build_ingest(_shared.writer(), explained=True))


async def recall() -> Graph:
    """Make the recall graph for Studio; it works beside an application that writes."""
    return await asyncio.to_thread(lambda: build_recall(_shared.reader(), explained=True))
