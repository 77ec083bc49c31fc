"""The compiled graphs, and that `recall` and `process` without LangGraph are the same as with it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from octomem import Orchestrator, Scope
from octomem.memory import Kind
from octomem.operation import Route
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.graph import Graph, build_ingest, build_recall, routed
from octomem.orchestrator.ingest import IngestState, result_of
from octomem.orchestrator.recall import RecallInput
from octomem.results import Recall
from octomem.settings import Settings

# The graphs are built on the engine inside.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false

SAID = [
    "I live in Graz with my sister Lena.",
    "Lena works at Siemens.",
    "I am allergic to penicillin.",
    "Remind me to call the dentist tomorrow.",
    "How to make dal: 1. Wash the lentils. 2. Boil them. 3. Add salt.",
    "I read https://example.org/lentils and I'm on the train right now.",
]

QUESTIONS: list[RecallInput] = [
    {"query": "Where do I live?"},
    {"query": "Where does Lena work?", "limit": 50, "explain": True},
    {"query": "How do I make dal?", "session_id": "s1"},
    {"query": "What do I have to do?", "kinds": ["working", "episodic"]},
    {"query": "zxqv"},
    {"query": "What is in the office?", "also": [Scope(org_id="acme")]},
    {"query": "Where do I live?", "as_of": datetime(2020, 1, 1, tzinfo=UTC)},
    {"query": "Which link did I read?", "filters": {"session_id": "s1"}},
    {"query": "Where do I live?", "filters": {"not": {"role": {"in": ["assistant"]}}}},
]


@pytest.fixture
def filled(quick: Orchestrator) -> Orchestrator:
    """A store with something of each kind in it, and another scope beside it."""
    messages = [{"role": "user", "name": "Mei", "content": text} for text in SAID]
    quick.process(messages, user_id="mei", session_id="s1")
    quick.process([{"role": "user", "content": "The office has a piano."}], org_id="acme")
    return quick


@pytest.mark.parametrize("given", QUESTIONS, ids=lambda given: given["query"])
def test_recall_is_the_same_with_and_without_the_graph(
    filled: Orchestrator, given: RecallInput
) -> None:
    """
    The graph runs the same nodes; only its overhead is left out.
    """
    engine = filled._engine
    with_ids: RecallInput = {**given, "user_id": "mei"}

    through_graph = build_recall(engine).invoke(with_ids)["recall"]
    directly = filled._answer.run(with_ids)

    assert isinstance(directly, Recall)
    assert through_graph.memories == directly.memories
    assert through_graph == directly


def test_process_is_the_same_with_and_without_the_graph(tmp_path: Path) -> None:
    """
    The graph runs the same nodes: routes, operations and memories are those of `process`.
    """
    given = [{"role": "user", "name": "Mei", "content": text, "id": text} for text in SAID]
    at = datetime(2024, 5, 6, 7, tzinfo=UTC)

    def stored(name: str, remember: Callable[[Orchestrator], tuple[object, ...]]) -> object:
        settings = Settings.load(path=tmp_path / name, embedder="hash")
        with Orchestrator(settings, clock=lambda: at) as memory:
            result = remember(memory)
            held = memory.list(user_id="mei", status=None, limit=1000)
            return result, [(m.kind, m.text, m.fields, m.status, m.sources) for m in held]

    def directly(memory: Orchestrator) -> tuple[object, ...]:
        result = memory.process(given, user_id="mei", session_id="s1")
        return result.routes, tuple((o.action, o.agent, o.text) for o in result.operations)

    def through_graph(memory: Orchestrator) -> tuple[object, ...]:
        ingest = build_ingest(memory._engine)
        state = ingest.invoke({"messages": given, "user_id": "mei", "session_id": "s1"})
        result = result_of(state, 0.0)
        return result.routes, tuple((o.action, o.agent, o.text) for o in result.operations)

    assert stored("graph", through_graph) == stored("direct", directly)


@pytest.mark.parametrize("build", [build_ingest, build_recall])
def test_the_eight_agents_are_nodes_by_name(
    quick: Orchestrator, build: Callable[[Engine], Graph]
) -> None:
    """
    Studio shows each agent under the name of its memory.
    """
    assert {kind.value for kind in Kind} <= set(build(quick._engine).get_graph().nodes)


def test_only_routed_agents_run() -> None:
    """
    Candidates go to the agents that were routed, or straight to commit.
    """
    some = [Route(Kind.CORE, "x"), Route(Kind.EPISODIC, "y")]

    assert ["core", "episodic"] == routed(cast("IngestState", {"routes": some}))
    assert ["commit"] == routed(cast("IngestState", {"routes": []}))


def test_a_pronoun_is_resolved_from_the_turns_before(quick: Orchestrator) -> None:
    """
    A later call of the session knows whom an earlier one spoke of.
    """
    quick.process(
        [{"role": "user", "name": "Mei", "content": "My sister Lena came to see me."}],
        user_id="mei",
        session_id="s1",
    )
    quick.process(
        [{"role": "user", "name": "Mei", "content": "She works at Siemens."}],
        user_id="mei",
        session_id="s1",
    )

    facts = quick.list(user_id="mei", kinds=["semantic", "knowledge"])

    assert "Lena works at Siemens" in {memory.text for memory in facts}
