"""LangChain's agents, retrievers and histories, with a scripted model."""

from dataclasses import dataclass
from typing import Any

import pytest
from examples.scripted import ScriptedModel, calls, says
from langchain.agents import create_agent
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from octomem import Orchestrator
from octomem.errors import ScopeError
from octomem.langchain import MemoryChatHistory, MemoryMiddleware, MemoryRetriever
from octomem.langgraph import memory_tools

# LangChain's own signatures leave type variables open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false


def asked(text: str) -> Any:
    """Make an agent's input of one message."""
    return {"messages": [{"role": "user", "content": text}]}


def turns(memory: Orchestrator, user: str) -> list[str]:
    """Return all that was said, in order."""
    return [one.text for one in memory.list(user_id=user, kinds=["episodic"])][::-1]


def test_an_agent_recalls_before_the_model_and_remembers_after(
    shared: Orchestrator, user: str
) -> None:
    """What one run was told stands behind the system prompt of the next."""
    model = ScriptedModel(script=says("Noted.", "In Graz."))
    middleware = [MemoryMiddleware(shared, user_id=user)]
    agent: Any = create_agent(model, system_prompt="Be brief.", middleware=middleware)

    agent.invoke(asked("I live in Graz with my sister Lena."))
    state = agent.invoke(asked("Where do I live?"))

    first, second = model.seen
    assert "Be brief." == first[0].text
    assert second[0].text.startswith("Be brief.\n\nMemories (records")
    assert "Graz" in second[0].text
    assert "Graz" in state["recalled"]
    assert 1 == sum(isinstance(one, SystemMessage) for one in second)
    said = ["I live in Graz with my sister Lena.", "Noted.", "Where do I live?", "In Graz."]
    assert said == turns(shared, user)


async def test_an_agent_with_tools_works_asynchronously(shared: Orchestrator, user: str) -> None:
    """Each model call of a run is shown the same; the calls between are not remembered."""
    model = ScriptedModel(script=says(calls("search_memory", query="home"), "Done."))
    tools = memory_tools(shared, user_id=user)
    middleware = [MemoryMiddleware(shared, user_id=user)]
    agent: Any = create_agent(model, tools, middleware=middleware)
    await shared.aprocess([{"role": "user", "content": "I live in Graz."}], user_id=user)

    state = await agent.ainvoke(asked("Where do I live?"))

    assert ["Graz" in seen[0].text for seen in model.seen] == [True, True]
    assert any(isinstance(one, ToolMessage) for one in state["messages"])
    assert ["I live in Graz.", "Where do I live?", "Done."] == turns(shared, user)


@dataclass
class Who:
    """A run's context, as LangChain's agents take it."""

    user_id: str


def test_the_context_or_the_configuration_says_whose_memory_it_is(
    shared: Orchestrator, user: str
) -> None:
    """One agent serves many users; the thread is the session."""
    model = ScriptedModel(script=lambda _: AIMessage("Noted."))
    agent: Any = create_agent(model, middleware=[MemoryMiddleware(shared)], context_schema=Who)

    agent.invoke(asked("I live in Graz."), context=Who(user))
    config = {"configurable": {"user_id": f"{user}-2", "thread_id": "monday"}}
    agent.invoke(asked("I live in Linz."), config)

    assert ["I live in Graz.", "Noted."] == turns(shared, user)
    assert ["I live in Linz.", "Noted."] == turns(shared, f"{user}-2")
    (first, _) = shared.list(user_id=f"{user}-2", kinds=["episodic"])
    assert "monday" == first.session_id
    with pytest.raises(ScopeError, match="whose memory"):
        agent.invoke(asked("I live in Wien."))


def test_a_retriever_gives_cited_documents(shared: Orchestrator, user: str) -> None:
    """Best first, with id, kind, date, sources and relevance; kinds and filters restrict."""
    said = [{"role": "user", "content": "I live in Graz.", "id": "home"}]
    shared.process(said, user_id=user, metadata={"project": "x"})
    retriever = MemoryRetriever(memory=shared, user_id=user, limit=3, kinds=["episodic"])

    (found,) = retriever.invoke("Where do I live?")

    assert "I live in Graz." == found.page_content
    assert ["home"] == found.metadata["sources"]
    assert {"id", "kind", "since", "sources", "relevance"} == set(found.metadata)
    elsewhere = MemoryRetriever(memory=shared, user_id=user, filters={"project": "y"})
    assert [] == elsewhere.invoke("Where do I live?")


async def test_a_retriever_works_in_a_chain(shared: Orchestrator, user: str) -> None:
    """It is a runnable like any other, asynchronously too."""
    await shared.aprocess([{"role": "user", "content": "I live in Graz."}], user_id=user)
    retriever = MemoryRetriever(memory=shared, user_id=user)
    prompt = ChatPromptTemplate.from_template("{context}\n{question}")
    model = ScriptedModel(script=lambda messages: AIMessage(messages[0].text))
    chain: Any = {"context": retriever, "question": RunnablePassthrough()} | prompt | model

    answer = await chain.ainvoke("Where do I live?")

    assert "Graz" in answer.text


def test_a_history_gives_back_what_it_was_given(shared: Orchestrator, user: str) -> None:
    """Messages come back in order, with calls of tools and their results."""
    history = MemoryChatHistory(shared, "s1", user_id=user)
    messages = [
        SystemMessage("Be brief.", id="m0"),
        HumanMessage("Where is my parcel?", id="m1"),
        calls("track", number="p1").model_copy(update={"id": "m2"}),
        ToolMessage("in Vienna", tool_call_id="call-track", id="m3"),
        AIMessage("It is in Vienna.", id="m4"),
    ]

    history.add_messages(messages[:2])
    history.add_messages(messages[2:])
    history.add_messages([])

    again = MemoryChatHistory(shared, "s1", user_id=user).messages
    assert messages == again
    history.add_messages(messages)
    assert messages == history.messages
    assert [] == MemoryChatHistory(shared, "s2", user_id=user).messages
    assert "parcel" in shared.recall("parcel", user_id=user).memories[0].text


async def test_clearing_a_history_deletes_the_session_only(shared: Orchestrator, user: str) -> None:
    """The session's turns go, with what rests on them; another session's stay."""
    one, other = (MemoryChatHistory(shared, name, user_id=user) for name in ("s1", "s2"))
    await one.aadd_messages([HumanMessage("I live in Graz.")])
    await other.aadd_messages([HumanMessage("I like tea.")])

    await one.aclear()

    assert [] == await one.aget_messages()
    assert ["I like tea."] == [message.text for message in await other.aget_messages()]
    assert "Graz" not in str(shared.list(user_id=user).memories)


def test_a_history_needs_an_owner(shared: Orchestrator) -> None:
    """A session alone is nobody's."""
    with pytest.raises(ScopeError, match="whose memory"):
        MemoryChatHistory(shared, "s1")
