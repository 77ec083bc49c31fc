"""Every example runs, with its scripted model and with one behind a real server."""

import json
from collections.abc import Callable

import pytest
from benchmarks.chat_server import ChatServer, Reply, Request
from examples import coding_agent, personal_assistant, shared_memory, support_agent
from examples.run import main
from examples.scripted import Script
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import convert_to_messages, convert_to_openai_messages

from octomem import Orchestrator

EXAMPLES: list[tuple[Callable[[Orchestrator, BaseChatModel], None], Script, list[str]]] = [
    (
        personal_assistant.assist,
        personal_assistant.script,
        ["[monday] assistant: Noted.", "[tuesday] assistant: No peanuts: you are allergic."],
    ),
    (
        support_agent.support,
        support_agent.script,
        [
            "tom: My invoice is wrong.\nsupport: I have opened a ticket.",
            "Go to the R7 in the cellar",
        ],
    ),
    (
        coding_agent.code,
        coding_agent.script,
        ["agent: I run make test.", "last run: empty input"],
    ),
    (
        shared_memory.share,
        shared_memory.script,
        ["planner: Your flight on 3 May", "travel was told: ['My flight to Lisbon is on 3 May.']"],
    ),
]


@pytest.mark.parametrize(("example", "script", "expected"), EXAMPLES, ids=lambda e: str(e)[:20])
def test_the_example_shows_what_it_says(
    example: Callable[[Orchestrator, BaseChatModel], None],
    script: Script,
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What an earlier session or another agent was told is in the answer."""
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")

    main(example, script, [])

    printed = capsys.readouterr().out
    for text in expected:
        assert text in printed


@pytest.mark.parametrize(("example", "script", "expected"), EXAMPLES, ids=lambda e: str(e)[:20])
def test_a_named_model_answers_in_its_place(
    example: Callable[[Orchestrator, BaseChatModel], None],
    script: Script,
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`--model` sends what is asked, tools and all, through litellm to the model's server."""
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")

    def answer(request: Request) -> Reply:
        said = convert_to_openai_messages(script(convert_to_messages(request["messages"])))
        choice = {"index": 0, "message": said, "finish_reason": "stop"}
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "scripted"}
        return Reply(body=json.dumps({**whole, "choices": [choice]}))

    with ChatServer(answer) as server:
        main(example, script, ["--model", "openai/scripted", "--api-base", server.url])

    printed = capsys.readouterr().out
    for text in expected:
        assert text in printed
    assert all(request["model"] == "scripted" for request in server.requests)
    tools = [one["function"]["name"] for one in server.requests[0].get("tools", [])]
    assert ("search_memory" in tools) == (example is coding_agent.code)
