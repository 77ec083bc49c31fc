"""The Agents SDK's `Session`; with the SDK itself in `make test-integrations`."""

import importlib
import importlib.util
from typing import Any

import pytest

from octomem import Orchestrator
from octomem.errors import ScopeError
from octomem.openai_agents import MemorySession

_FOUND = importlib.util.find_spec("agents")
HAS_SDK = _FOUND is not None and _FOUND.origin is not None
"""Our own folder of that name is no package and has no origin."""
ITEMS: list[dict[str, Any]] = [
    {"role": "user", "content": "Where is my parcel?"},
    {"type": "function_call", "call_id": "c1", "name": "track", "arguments": '{"n": 1}'},
    {"type": "function_call_output", "call_id": "c1", "output": "in Vienna"},
    {
        "type": "message",
        "id": "__fake_id__",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": "It is in Vienna.", "annotations": []}],
    },
]


async def test_items_come_back_as_they_were(shared: Orchestrator, user: str) -> None:
    """In order, calls of tools and all; `limit` is the last ones; another session has none."""
    session = MemorySession(shared, "s1", user_id=user)
    await session.add_items(ITEMS[:1])
    await session.add_items(ITEMS[1:])
    await session.add_items([])

    assert ITEMS == await MemorySession(shared, "s1", user_id=user).get_items()
    assert ITEMS[-2:] == await session.get_items(limit=2)
    assert ITEMS == await session.get_items(limit=9)
    assert [] == await session.get_items(limit=0)
    assert [] == await MemorySession(shared, "s2", user_id=user).get_items()


async def test_what_is_said_is_recalled(shared: Orchestrator, user: str) -> None:
    """A session is a conversation like any other."""
    await MemorySession(shared, "s1", user_id=user).add_items(ITEMS)

    found = await shared.arecall("Where is the parcel?", user_id=user)

    assert "Vienna" in found.context(max_tokens=300)


async def test_the_last_item_is_popped(shared: Orchestrator, user: str) -> None:
    """One at a time, until none is left."""
    session = MemorySession(shared, "s1", user_id=user)
    await session.add_items(ITEMS[:2])

    assert ITEMS[1] == await session.pop_item()
    assert ITEMS[:1] == await session.get_items()
    assert ITEMS[0] == await session.pop_item()
    assert await session.pop_item() is None


async def test_a_session_is_cleared(shared: Orchestrator, user: str) -> None:
    """Its items go, another session's stay."""
    one, other = (MemorySession(shared, name, user_id=user) for name in ("s1", "s2"))
    await one.add_items(ITEMS)
    await other.add_items(ITEMS[:1])

    await one.clear_session()

    assert [] == await one.get_items()
    assert ITEMS[:1] == await other.get_items()


def test_a_session_needs_an_owner(shared: Orchestrator) -> None:
    """A session alone is nobody's."""
    with pytest.raises(ScopeError, match="whose memory"):
        MemorySession(shared, "s1")


@pytest.mark.skipif(not HAS_SDK, reason="openai-agents is not installed; make test-integrations")
@pytest.mark.filterwarnings("default")
async def test_the_sdk_runs_with_it(
    shared: Orchestrator, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real `Runner` reads and writes the session; the second run sends the first one's items."""
    monkeypatch.setenv("OPENAI_AGENTS_DISABLE_TRACING", "1")
    agents: Any = importlib.import_module("agents")
    testing: Any = importlib.import_module("agents.testing")
    session = MemorySession(shared, "s1", user_id=user)
    assert isinstance(session, agents.memory.Session)
    answers = [[testing.assistant_message(text)] for text in ("Noted.", "In Graz.")]
    model = testing.ScriptedModel(answers)
    agent = agents.Agent(name="assistant", model=model)

    await agents.Runner.run(agent, "I live in Graz.", session=session)
    result = await agents.Runner.run(agent, "Where do I live?", session=session)

    assert "In Graz." == result.final_output
    assert 4 == len(await session.get_items())
    said = await shared.alist(user_id=user, kinds=["episodic"])
    texts = ["I live in Graz.", "Noted.", "Where do I live?", "In Graz."]
    assert texts == [one.text for one in said][::-1]
