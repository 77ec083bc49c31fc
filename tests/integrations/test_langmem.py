"""LangMem's tools: the same assertions on LangGraph's in-memory store and on ours.

`make test-integrations` has langmem; without it these tests are skipped and counted.
"""

import importlib
import importlib.util
import json
import uuid
from typing import Any

import pytest
from examples.scripted import ScriptedModel, calls, says
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.prebuilt import ToolNode
from langgraph.store.base import BaseStore
from pydantic import BaseModel

from octomem import Orchestrator
from octomem.errors import ScopeError
from octomem.langgraph import MemoryStore

# LangGraph's own signatures leave type variables open.
# pyright: reportUnknownMemberType=false

HAS_LANGMEM = importlib.util.find_spec("langmem") is not None
pytestmark = [
    pytest.mark.skipif(not HAS_LANGMEM, reason="langmem is not installed; make test-integrations"),
    pytest.mark.filterwarnings("default"),
]
"""LangMem's own dependencies warn."""
OF_USER = ("memories", "{langgraph_user_id}")


class Profile(BaseModel):
    """What a tool may be told to keep in place of a text."""

    name: str
    age: int | None = None


def manage(namespace: Any, **options: Any) -> Any:
    """Make the tool that creates, updates and deletes."""
    return importlib.import_module("langmem").create_manage_memory_tool(namespace, **options)


def search(namespace: Any, **options: Any) -> Any:
    """Make the tool that searches."""
    return importlib.import_module("langmem").create_search_memory_tool(namespace, **options)


def created(answer: str) -> str:
    """Return the id of the memory that a tool says it wrote."""
    return str(uuid.UUID(answer.rpartition(" ")[2]))


def contents(answer: str) -> list[Any]:
    """Return what a search found, in order."""
    return [one["value"]["content"] for one in json.loads(answer)]


def graph(store: BaseStore, *script: str | AIMessage) -> CompiledStateGraph[Any, Any, Any, Any]:
    """Make an agent with both tools, whose model answers what the script says."""
    tools: list[Any] = [manage(OF_USER), search(OF_USER)]
    model = ScriptedModel(script=says(*script)).bind_tools(tools)

    def answer(state: MessagesState) -> dict[str, list[AIMessage]]:
        return {"messages": [model.invoke(state["messages"])]}

    def next_of(state: MessagesState) -> str:
        last = state["messages"][-1]
        return "tools" if isinstance(last, AIMessage) and last.tool_calls else END

    made = StateGraph(MessagesState)
    made.add_node("model", answer)
    made.add_node("tools", ToolNode(tools))
    made.add_edge(START, "model")
    made.add_conditional_edges("model", next_of, ["tools", END])
    made.add_edge("tools", "model")
    return made.compile(store=store)


def test_what_is_created_is_found(store: BaseStore) -> None:
    """The nearest comes first; `limit` and `offset` page."""
    write, read = manage(("mei",), store=store), search(("mei",), store=store)
    for text in ("The router stands in the cellar.", "Mei bakes rye bread on Sundays."):
        created(write.invoke({"content": text}))

    found = contents(read.invoke({"query": "rye bread"}))

    assert ["Mei bakes rye bread on Sundays.", "The router stands in the cellar."] == found
    assert found[:1] == contents(read.invoke({"query": "rye bread", "limit": 1}))
    assert found[1:] == contents(read.invoke({"query": "rye bread", "offset": 1}))


def test_what_is_updated_takes_the_place_of_the_first(store: BaseStore) -> None:
    """The id stays; what is deleted is not found."""
    write, read = manage(("mei",), store=store), search(("mei",), store=store)
    name = created(write.invoke({"content": "Mei lives in Berlin."}))

    write.invoke({"action": "update", "id": name, "content": "Mei lives in Munich."})
    assert ["Mei lives in Munich."] == contents(read.invoke({"query": "Where does Mei live?"}))

    write.invoke({"action": "delete", "id": name})
    assert [] == contents(read.invoke({"query": "Where does Mei live?"}))


def test_a_schema_is_kept_as_json(store: BaseStore) -> None:
    """With `schema` a memory has fields, which a filter can name."""
    write = manage(("mei",), store=store, schema=Profile)
    read = search(("mei",), store=store, response_format="content_and_artifact")
    for name, age in (("Mei", 32), ("Tom", 61)):
        write.invoke({"content": {"name": name, "age": age}})

    found = read.invoke({"query": "age", "filter": {"content": {"age": {"$gt": 40}}}})

    assert [{"name": "Tom", "age": 61}] == contents(found)


async def test_the_asynchronous_tools_do_the_same(store: BaseStore) -> None:
    """`ainvoke` writes and reads as `invoke` does."""
    write, read = manage(("mei",), store=store), search(("mei",), store=store)
    name = created(await write.ainvoke({"content": "Mei lives in Graz."}))

    assert ["Mei lives in Graz."] == contents(await read.ainvoke({"query": "Graz"}))
    await write.ainvoke({"action": "delete", "id": name})
    assert [] == contents(await read.ainvoke({"query": "Graz"}))


def test_an_agent_uses_the_store_of_its_graph(store: BaseStore) -> None:
    """Two users' runs write into namespaces of their own and find nothing of the other's."""
    write = calls("manage_memory", content="I live in Graz.")
    read = calls("search_memory", query="Where do I live?")
    agent = graph(store, write, "Noted.", read, "In Graz.", read, "I do not know.")

    def told(user: str, text: str) -> str:
        state = agent.invoke(
            {"messages": [("user", text)]}, {"configurable": {"langgraph_user_id": user}}
        )
        return str(state["messages"][-2].content)

    assert told("mei", "I live in Graz.").startswith("created memory ")
    assert ["I live in Graz."] == contents(told("mei", "Where do I live?"))
    assert [] == contents(told("tom", "Where do I live?"))


def test_a_tool_s_memory_is_recalled(shared: Orchestrator, user: str) -> None:
    """
    Only ours: with `user_at` each user's items are in that user's partition, so `recall` finds
    what a tool kept, `history` what it was before, and no namespace reaches all users.
    """
    ours = MemoryStore(shared, user_at=1)
    write = manage(("memories", user), store=ours)
    name = created(write.invoke({"content": "The router stands in the attic."}))
    write.invoke({"action": "update", "id": name, "content": "The router stands in the cellar."})

    (found,) = shared.recall("Where is the router?", user_id=user).memories
    versions = shared.history(found.id, user_id=user).versions

    assert "The router stands in the cellar." == found.text
    assert "The router stands in the attic." == versions[0].text
    with pytest.raises(ScopeError, match="names no user"):
        search(("memories",), store=ours).invoke({"query": "router"})
