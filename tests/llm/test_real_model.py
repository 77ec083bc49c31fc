"""A real small model, end to end over the wire: what it says well is stored, the rest is kept out.

`make test-llm` sets it up and runs this. The model is poor on purpose: whatever it answers, nothing
may be lost, and nothing may be stored that its turns do not say.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octomem import Memory, Orchestrator
from octomem.agents.model.evidence import Evidence
from octomem.settings import Settings

REPO = Path(__file__).parents[2]
HOME = REPO / "build" / "llm"
MODEL = HOME / "model.gguf"
TIMEOUT = 1800.0
"""Seconds for one answer: a busy machine without a graphics card takes minutes."""
CONVERSATIONS = {
    "mei": [
        {
            "role": "user",
            "name": "Mei",
            "content": "Ich wohne seit drei Jahren in Wien und arbeite als Ärztin bei Novatec.",
        },
        {"role": "assistant", "content": "Das klingt gut!"},
    ],
    "tom": [
        {
            "role": "user",
            "name": "Tom",
            "content": "I live in Porto with my brother Felix. Felix plays the cello.",
        },
    ],
}

pytestmark = pytest.mark.skipif(
    os.environ.get("OCTOMEM_TEST_LLM") != "1" or not MODEL.is_file(),
    reason="the real language model is opt-in: make test-llm",
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Serve the model until the tests are done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = REPO / "scripts" / "llm_server.py"
    command = [str(HOME / "bin" / "python"), str(script), str(MODEL), str(port)]
    with subprocess.Popen(  # noqa: S603 - our own words, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            lines = iter(server.stdout.readline, "")
            assert any(line.startswith("serving at") for line in lines), "the server ended"
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.stdin.close()
            server.terminate()


def settings(path: Path, url: str) -> Settings:
    return Settings.load(
        path=path,
        model="openai/local",
        model_api_base=url,
        model_schema="provider",
        model_timeout=TIMEOUT,
        model_attempts=1,
        model_max_tokens=500,
    )


def kept(memory: Orchestrator, user: str) -> list[Memory]:
    return list(memory.list(user_id=user, limit=1000))


def told(name: str, value: Any) -> None:
    """Print what the model made of it: there is nothing else to look at in such a run."""
    sys.stdout.write(f"\n{name}: {json.dumps(value, ensure_ascii=False, default=str)}\n")


def test_a_real_model_is_read_checked_and_stored(url: str, tmp_path: Path) -> None:
    """Turns and rules' memories are all there; each of the model's stands in turns it names."""
    with Orchestrator(path=tmp_path / "rules") as rules:
        for user, messages in CONVERSATIONS.items():
            rules.process(messages, user_id=user, session_id="s1")
        by_rules = {user: kept(rules, user) for user in CONVERSATIONS}

    made: list[Memory] = []
    failed = 0
    with Orchestrator(settings(tmp_path / "model", url)) as memory:
        for user, messages in CONVERSATIONS.items():
            result = memory.process(messages, user_id=user, session_id="s1")
            stored = kept(memory, user)
            own = [each for each in stored if "openai/local" in each.extractor]
            told(user, [each.text for each in own])
            told("kept out", [f"{each.text}: {each.reason}" for each in result.rejected])
            told("usage", result.usage)
            told("degraded", [each.error for each in result.degraded])

            said = {m.text for m in stored if m.kind == "episodic"}
            assert {message["content"] for message in messages} == said
            rules_said = {(each.kind, each.text) for each in by_rules[user]}
            assert rules_said <= {(each.kind, each.text) for each in stored}
            assert result.usage.calls == 1
            assert result.usage.prompt_tokens > 500
            turns = {m.sources[0]: m.text for m in stored if m.kind == "episodic"}
            for each in own:
                assert each.sources
                text = " ".join([user, *(turns[ref] for ref in each.sources)])
                assert Evidence((), (), [text]).invented(each.text, names=True) is None
            assert len({(each.kind, each.identity) for each in stored}) == len(stored)
            made += own
            failed += bool(result.degraded)
        pending = memory.stats().pending
        answered = memory.answer("Where does Tom live?", user_id="tom")
    told("answer", [answered.text, answered.reason, [each.text for each in answered.citations]])

    assert made, "nothing of what the model said could be stored"
    assert pending == failed
    assert answered.text is None or answered.citations
