"""The two LangGraph graphs, `ingest` and `recall`, with the eight agents as named nodes.

`langgraph.json` names the factories at the end; they open the store that the settings
name, once per process.
"""

from functools import cache
from typing import Any

from langchain_core.runnables import RunnableLambda
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from octomem.memory import Kind
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.ingest import Ingest, IngestInput, IngestOutput, IngestState
from octomem.orchestrator.recall import Answer, RecallInput, RecallOutput, RecallState
from octomem.settings import Settings

AGENTS = tuple(kind.value for kind in Kind)

Graph = CompiledStateGraph[Any, Any, Any, Any]


def build_ingest(engine: Engine) -> Graph:
    """Build `record → route → extract → routed agents in parallel → commit`."""
    nodes = Ingest(engine)
    graph = StateGraph(IngestState, input_schema=IngestInput, output_schema=IngestOutput)
    graph.add_node("record", nodes.record)
    graph.add_node("route", nodes.route)
    graph.add_node("extract", nodes.extract)
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


@cache
def _writing() -> Engine:
    return Engine(Settings.load())


@cache
def _reading() -> Engine:
    return Engine(Settings.load(), read_only=True)


def ingest() -> Graph:
    """Make the ingest graph for Studio, on the store that the settings name."""
    return build_ingest(_writing())


def recall() -> Graph:
    """Make the recall graph for Studio; it works beside an application that writes."""
    return build_recall(_reading())
