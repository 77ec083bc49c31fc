"""Every example runs, with its scripted model."""

from collections.abc import Callable

import pytest
from examples import coding_agent, personal_assistant, shared_memory, support_agent
from examples.run import main
from examples.scripted import Script
from langchain_core.language_models import BaseChatModel

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
