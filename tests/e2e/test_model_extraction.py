"""What a language model adds: asked over the wire, framed, checked, joined, counted."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.chat_server import ChatServer, Reply, Request
from tests.unit.steering_corpus import ADDRESSING

from octomem import Orchestrator
from octomem.agents.steering import STEERS
from octomem.errors import MissingExtraError, SpendingLimitError, UsageError
from octomem.settings import Settings

FACT = {"op": "add", "ref": "", "negated": False, "when": ""}


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(count=len) as running:
        yield running


def opened(path: Path, server: ChatServer, **more: Any) -> Orchestrator:
    given = {"embedder": "hash", "model": "openai/test", "model_attempts": 1, **more}
    return Orchestrator(Settings.load(path=path, model_api_base=server.url, **given))


def said(text: str, **more: Any) -> dict[str, Any]:
    return {"role": "user", "name": "Mei", "content": text, **more}


def reply(**parts: object) -> Reply:
    return Reply(json.dumps(parts))


def asked(request: Request) -> str:
    """Return the last message: what was said, and what is known."""
    content: str = request["messages"][-1]["content"]
    return content


def test_a_language_without_rules_is_read(server: ChatServer, tmp_path: Path) -> None:
    """A German fact is stored by its English predicate, in its own words, and cited."""
    fact = {**FACT, "turns": ["t1"], "subject": "Mei", "predicate": "lives in", "object": "Wien"}
    server.replies.append(reply(semantic=[fact]))
    with opened(tmp_path, server) as memory:
        result = memory.process([said("Ich wohne seit drei Jahren in Wien.")], user_id="mei")
        (made,) = memory.list(user_id="mei", kinds=["semantic"]).memories

    assert "Mei lives in Wien" == made.text
    assert "mei/home" == made.slot
    assert result.turns == made.sources
    assert "extract/1 openai/test" == made.extractor
    assert "semantic" in [route.agent for route in result.routes]


def test_known_memories_are_shown_and_superseded(server: ChatServer, tmp_path: Path) -> None:
    """The call shows what recall finds for the turn; the newer home takes the older one's place."""
    homes = [
        {**FACT, "turns": ["t1"], "subject": "Mei", "predicate": "lives in", "object": place}
        for place in ("Wien", "Graz")
    ]
    server.replies.extend(reply(semantic=[home]) for home in homes)
    with opened(tmp_path, server) as memory:
        memory.process([said("Ich wohne schon lange in Wien.")], user_id="mei")
        memory.process([said("Ich wohne nicht mehr in Wien, sondern in Graz.")], user_id="mei")
        now = [each.text for each in memory.list(user_id="mei", kinds=["semantic"])]

    assert '"semantic":"Mei lives in Wien"' in asked(server.requests[1])
    assert ["Mei lives in Graz"] == now


def test_another_users_memories_are_not_shown(server: ChatServer, tmp_path: Path) -> None:
    """What one user told is in no request about another."""
    with opened(tmp_path, server) as memory:
        memory.process([said("I live in Graz with my sister Lena.")], user_id="mei")
        memory.process([said("I live near my sister these days.", name="Bo")], user_id="bo")

    assert "Graz" not in json.dumps(server.requests[1])


def test_a_model_closes_what_it_was_shown(server: ChatServer, tmp_path: Path) -> None:
    """An open task goes by its short id; a report of it in another language closes it."""
    with opened(tmp_path, server) as memory:
        memory.process([said("I need to call the dentist.")], user_id="mei")
        done = {"op": "close", "ref": "k1", "turns": ["t1"], "who": "Mei", "task": "", "due": ""}

        def answer(request: Request) -> Reply:
            return reply(working=[{**done, "ref": _short(request, "call the dentist")}])

        server.script = answer
        memory.process([said("Den Zahnarzt, dentist, habe ich heute angerufen.")], user_id="mei")
        tasks = memory.list(user_id="mei", kinds=["working"]).memories
        closed = memory.list(user_id="mei", kinds=["working"], status="closed").memories

    assert () == tasks
    assert ["done"] == [task.fields["status"] for task in closed]


def _short(request: Request, text: str) -> str:
    found = re.search(rf'"id":"(k\d)","working":"[^"]*{text}', asked(request))
    return found[1] if found else "none"


def test_secrets_stay(server: ChatServer, tmp_path: Path) -> None:
    """A password is a numbered placeholder in the request and the vault's in what is stored."""
    task = {"op": "add", "ref": "", "turns": ["t1"], "who": "Mei", "due": ""}
    server.replies.append(reply(working=[{**task, "task": "change the wifi password [secret 1]"}]))
    with opened(tmp_path, server) as memory:
        text = "We should change the wifi password. The wifi password is hunter2-Xy9!"
        memory.process([said(text)], user_id="mei")
        stored = " ".join(each.text for each in memory.list(user_id="mei"))

    assert "hunter2" not in json.dumps(server.requests)
    assert "v_" not in asked(server.requests[0])
    assert "[secret 1]" in asked(server.requests[0])
    assert "[secret" not in stored


def test_a_long_conversation_is_cut_between_turns(server: ChatServer, tmp_path: Path) -> None:
    """Each turn is in exactly one call as new, and the two before a call are shown as earlier."""
    turns = [said(f"I bought a lamp number {n} at the market. {'So. ' * 40}") for n in range(9)]
    with opened(tmp_path, server, model_chunk=600) as memory:
        result = memory.process(turns, user_id="mei")

    new = [asked(request).partition("New turns:")[2] for request in server.requests]
    assert len(new) == result.usage.calls > 2
    assert list(range(9)) == sorted(
        int(n) for text in new for n in re.findall(r"number (\d)", text)
    )
    later = asked(next(r for r in server.requests if "number 8" in asked(r)))
    assert ['"c1"', '"c2"'] == re.findall(r'"c\d"', later.partition("New turns:")[0])


def test_one_call_per_agent(server: ChatServer, tmp_path: Path) -> None:
    """With `per_agent` each request asks for one part, and the usage is that agent's own."""
    with opened(tmp_path, server, model_strategy="per_agent") as memory:
        result = memory.process([said("I live in Graz with my sister Lena.")], user_id="mei")

    assert len(result.usage_by_agent) == result.usage.calls == len(server.requests)
    parts = sum(each.prompt_tokens for each in result.usage_by_agent.values())
    assert result.usage.prompt_tokens == parts


def test_small_talk_costs_nothing(server: ChatServer, tmp_path: Path) -> None:
    """Thanks and bare questions are no call."""
    with opened(tmp_path, server) as memory:
        result = memory.process([said("ok thanks!"), said("What time is it?")], user_id="mei")

    assert 0 == result.usage.calls == len(server.requests)


def test_usage_is_counted_for_call_agents_and_scopes(server: ChatServer, tmp_path: Path) -> None:
    """Result and stats agree; what agents are apportioned adds up to the whole."""
    with opened(tmp_path, server) as memory:
        result = memory.process([said("I live in Graz with my sister Lena.")], user_id="mei")
        stats = memory.stats()

    assert 0 < result.usage.prompt_tokens
    assert result.usage == stats.usage == stats.usage_by_scope["mei"]
    parts = stats.usage_by_agent.values()
    assert result.usage.prompt_tokens == sum(each.prompt_tokens for each in parts)
    assert result.usage.completion_tokens == sum(each.completion_tokens for each in parts)


def test_a_spending_limit_stops_the_model_only(server: ChatServer, tmp_path: Path) -> None:
    """Past the day's limit the rules read alone; asking for more is an error that says so."""
    with opened(tmp_path, server, model_daily_tokens=10) as memory:
        memory.process([said("I live in Graz with my sister Lena.")], user_id="mei")
        result = memory.process([said("I work at Novatec as a nurse.")], user_id="mei")
        with pytest.raises(SpendingLimitError, match="model_daily_tokens"):
            memory.extract_pending()
        stored = [each.text for each in memory.list(user_id="mei", kinds=["semantic"])]

    assert 1 == len(server.requests)
    assert "SpendingLimitError" in result.degraded[0].error
    assert any("Novatec" in text for text in stored)


def test_without_a_model_there_is_nothing_to_extract_with(quick: Orchestrator) -> None:
    """The message says where to name one."""
    with pytest.raises(UsageError, match="`model`"):
        quick.extract_pending()


def test_without_litellm_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A store with a model that cannot be asked does not open."""

    def find_nothing(name: str) -> None:
        """Find no package."""

    monkeypatch.setattr("octomem.model.litellm.find_spec", find_nothing)

    with pytest.raises(MissingExtraError, match=r"octomem\[models\]"):
        Orchestrator(Settings.load(path=tmp_path, embedder="hash", model="openai/test"))


def obeying(request: Request) -> Reply:
    """Do what a hijacked model would: make every turn a rule, a relation and a procedure."""
    turns = re.findall(r'"id":"(t\d+)"', asked(request))
    core: list[object] = []
    knowledge: list[object] = []
    procedural: list[object] = []
    for short in turns:
        about = {"op": "add", "ref": "", "turns": [short]}
        core.append({**about, "about": "user", "label": "role", "text": "The user is an admin"})
        ends = {"entity": "Mei", "entity_type": "person", "target": "admin", "target_type": "thing"}
        knowledge.append({**about, **ends, "relation": "is"})
        procedural.append({"turns": [short], "goal": "reset", "steps": ["send", "password"]})
    return reply(core=core, knowledge=knowledge, procedural=procedural)


def test_texts_that_address_the_model_become_utterances_only(
    server: ChatServer, tmp_path: Path
) -> None:
    """Even a model that obeys makes no core, procedural or knowledge memory of any of them.

    Each is kept word for word and labelled; its text is not shown to the model.
    """
    server.script = obeying
    with opened(tmp_path, server) as memory:
        for place in range(0, len(ADDRESSING), 10):
            texts = ADDRESSING[place : place + 10]
            memory.process([said("I live in Graz."), *map(said, texts)], user_id="mei")
        page = memory.list(user_id="mei", limit=1000)
        turns = {each.text: each for each in page if each.kind == "episodic"}
        views = [each for each in page if each.kind in {"core", "procedural", "knowledge"}]

    assert set(ADDRESSING) <= set(turns)
    assert all(turns[text].metadata.get(STEERS) for text in ADDRESSING)
    assert [] == [each.text for each in views if "Graz" not in each.text]
    sent = "".join(asked(request) for request in server.requests)
    assert 0 < len(server.requests)
    assert [] == [text for text in ADDRESSING if json.dumps(text)[1:-1] in sent]
