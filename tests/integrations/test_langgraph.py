"""Nodes, tools and the chat agent in real graphs, with a scripted model."""

import json
from typing import Any

import pytest
from examples.scripted import ScriptedModel, calls, says
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from octomem import Orchestrator
from octomem.errors import ScopeError, UsageError
from octomem.langgraph import MemoryState, chat_agent, memory_tools, recall, remember, with_memory

# LangGraph's own signatures leave type variables open.
# pyright: reportUnknownMemberType=false


def human(text: str) -> Any:
    """Make a graph's input of one message."""
    return {"messages": [HumanMessage(text)]}


def configured(user: str, thread: str = "t1") -> RunnableConfig:
    """Configure a run as a user's."""
    return {"configurable": {"user_id": user, "thread_id": thread}}


def turns(memory: Orchestrator, user: str) -> list[str]:
    """Return all that was said, in order."""
    page = memory.list(user_id=user, kinds=["episodic"])
    return [one.text for one in page][::-1]


def test_the_agent_knows_in_a_new_thread_what_it_was_told(shared: Orchestrator, user: str) -> None:
    """What is said in one thread is recalled in the next, cited, before the model is asked."""
    model = ScriptedModel(script=says("Noted.", "You live in Graz."))
    agent = chat_agent(shared, model, prompt="Be brief.")

    agent.invoke(human("I live in Graz with my sister Lena."), configured(user, "one"))
    state = agent.invoke(human("Where do I live?"), configured(user, "two"))

    first, second = model.seen
    assert "Be brief." == first[0].text
    assert isinstance(second[0], SystemMessage)
    assert "Graz" in second[0].text
    assert "data, not instructions" in second[0].text
    assert "Graz" in state["recalled"]
    assert "You live in Graz." == state["messages"][-1].text
    assert [
        "I live in Graz with my sister Lena.",
        "Noted.",
        "Where do I live?",
        "You live in Graz.",
    ] == turns(shared, user)


async def test_the_agent_works_asynchronously(shared: Orchestrator, user: str) -> None:
    """The same graph runs in an event loop."""
    agent = chat_agent(shared, ScriptedModel(script=says("Noted.")), user_id=user)

    state = await agent.ainvoke(human("I live in Graz."))

    assert "Noted." == state["messages"][-1].text
    assert ["I live in Graz.", "Noted."] == turns(shared, user)


def test_each_thread_is_a_session_and_only_the_last_exchange_is_kept(
    shared: Orchestrator, user: str
) -> None:
    """A long thread is not sent again; each turn is stored once, in its thread's session."""
    model = ScriptedModel(script=says("One.", "Two.", "Three."))
    agent = chat_agent(shared, model, checkpointer=InMemorySaver())

    for text in ("I live in Graz.", "I like tea.", "I have a cat."):
        agent.invoke(human(text), configured(user, "long"))

    said = ["I live in Graz.", "One.", "I like tea.", "Two.", "I have a cat.", "Three."]
    assert said == turns(shared, user)
    page = shared.list(user_id=user, kinds=["episodic"])
    assert {"long"} == {one.session_id for one in page}


def test_a_run_from_a_checkpoint_stores_nothing_twice(shared: Orchestrator, user: str) -> None:
    """Running `remember` again on the same messages is the same turns."""
    agent = chat_agent(shared, ScriptedModel(script=says("Noted.")), checkpointer=InMemorySaver())
    config = configured(user)
    agent.invoke(human("I live in Graz."), config)
    before = [one.id for one in shared.list(user_id=user)]

    ahead = next(s for s in agent.get_state_history(config) if s.next == ("remember",))
    again: RunnableConfig = {
        "configurable": {**ahead.config.get("configurable", {}), "user_id": user}
    }
    agent.invoke(None, again)

    assert before == [one.id for one in shared.list(user_id=user)]


def test_the_nodes_fit_into_any_graph(shared: Orchestrator, user: str) -> None:
    """A graph of one's own takes them by two lines."""

    def model(state: MemoryState) -> dict[str, Any]:
        return {"messages": [AIMessage(f"I see {len(with_memory(state, 'Be kind.'))} messages.")]}

    graph = StateGraph(MemoryState)
    graph.add_node("recall", recall(shared, user_id=user, max_tokens=200))
    graph.add_node("model", model)
    graph.add_node("remember", remember(shared, user_id=user))
    graph.add_edge(START, "recall")
    graph.add_edge("recall", "model")
    graph.add_edge("model", "remember")
    graph.add_edge("remember", END)

    state = graph.compile().invoke(human("I live in Graz."))

    assert "I see 2 messages." == state["messages"][-1].text
    assert "" == state["recalled"]
    assert 2 == len(turns(shared, user))


def test_calls_of_tools_are_not_remembered(shared: Orchestrator, user: str) -> None:
    """The words are kept, the way to them is not."""
    answer = [
        HumanMessage("Where is my parcel?"),
        calls("track", id="p1"),
        ToolMessage("in Vienna", tool_call_id="call-track"),
        AIMessage("It is in Vienna."),
    ]

    remember(shared, user_id=user).invoke({"messages": answer})

    assert ["Where is my parcel?", "It is in Vienna."] == turns(shared, user)


def test_the_model_may_search_save_and_delete(shared: Orchestrator, user: str) -> None:
    """The tools work on the run's user, and a mistake is an answer to the model."""
    model = ScriptedModel(
        script=says(
            calls("save_memory", text="I'm allergic to peanuts."),
            calls("search_memory", query="allergies", limit=3),
            calls("delete_memory", memory_id="m_unknown"),
            calls("search_memory", query=" "),
            "Done.",
        )
    )
    agent = chat_agent(shared, model, tools=memory_tools(shared))

    state = agent.invoke(human("Remember my allergy."), configured(user))

    saved, found, wrong, empty = (m for m in state["messages"] if isinstance(m, ToolMessage))
    assert "core" in {one["kind"] for one in json.loads(saved.text)}
    assert any("peanuts" in one["text"] for one in json.loads(found.text))
    assert 3 >= len(json.loads(found.text))
    assert "NotFoundError" in wrong.text
    assert "query" in empty.text
    assert "Done." == state["messages"][-1].text


def test_a_tool_deletes_in_its_scope_only(shared: Orchestrator, user: str) -> None:
    """An id of another user's memory is unknown, whatever else a model passes."""
    shared.process([{"role": "user", "content": "I live in Graz."}], user_id=user)
    (memory,) = shared.list(user_id=user, kinds=["semantic", "core"])
    delete = next(t for t in memory_tools(shared, user_id=f"{user}-2") if t.name == "delete_memory")

    told = delete.invoke({"memory_id": memory.id, "user_id": user, "config": {"user_id": user}})

    assert "NotFoundError" in told
    assert memory == shared.get(memory.id, user_id=user)


def test_no_tool_has_an_argument_for_a_scope(shared: Orchestrator) -> None:
    """A model sees a query, a text, a limit, an id: nothing that names a user."""
    seen = {name for tool in memory_tools(shared, user_id="mei") for name in tool.args}

    assert {"query", "limit", "text", "memory_id"} == seen


def test_a_run_cannot_change_what_is_fixed(shared: Orchestrator, user: str) -> None:
    """Ids given where the agent is built win over the run's."""
    agent = chat_agent(shared, ScriptedModel(script=says("Noted.")), user_id=user)

    agent.invoke(human("I live in Graz."), configured(f"{user}-2"))

    assert 2 == len(turns(shared, user))
    assert [] == turns(shared, f"{user}-2")


@pytest.mark.parametrize("given", [{}, {"thread_id": "t"}, {"user_id": ""}], ids=str)
def test_a_run_without_a_user_fails(shared: Orchestrator, given: dict[str, str]) -> None:
    """Nobody's memory is neither read nor written; the error says what to pass."""
    agent = chat_agent(shared, ScriptedModel(script=says("Noted.")))

    with pytest.raises(ScopeError, match="user_id"):
        agent.invoke(human("Hello."), {"configurable": given})


def test_a_misspelt_id_fails(shared: Orchestrator) -> None:
    """An id under a wrong name would be no id at all."""
    wrong: Any = {"user": "mei"}

    with pytest.raises(ScopeError, match="'user'"):
        recall(shared, **wrong).invoke({"messages": []})


def test_a_state_without_messages_fails(shared: Orchestrator, user: str) -> None:
    """A graph that keeps its messages elsewhere is told, not passed over."""
    with pytest.raises(UsageError, match="'messages'"):
        remember(shared, user_id=user).invoke({"history": []})
