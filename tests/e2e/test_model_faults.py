"""A model that fails in every way it can: no turn is lost, nothing false is stored, all is said."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from benchmarks.chat_server import ChatServer, Reply

from octomem import Orchestrator
from octomem.operation import ProcessResult, Usage
from octomem.settings import Settings

SAID = "I live in Graz. I'd rather have oat milk."
BY_RULES = "Mei lives in Graz"
BY_MODEL = "Mei prefers oat milk"
FALSE = "Paris"


def core(text: str = BY_MODEL, **more: object) -> dict[str, object]:
    return {
        "turns": ["t1"],
        "op": "add",
        "ref": "",
        "about": "user",
        "label": "preference",
        "text": text,
        **more,
    }


def fact(**more: object) -> dict[str, object]:
    return {
        "turns": ["t1"],
        "op": "add",
        "ref": "",
        "subject": "Mei",
        "predicate": "lives in",
        "object": FALSE,
        "negated": False,
        "when": "",
        **more,
    }


def answer(*items: dict[str, object], **parts: object) -> str:
    return json.dumps({"core": list(items), **parts})


GOOD = Reply(answer(core()))
CUT = Reply(answer(core(), core("Mei prefers")).removesuffix('s"}]}'), finish="length")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the fault table: what the model does, and what must come of it."""

    replies: tuple[Reply, ...]
    stored: bool
    """Whether the model's own memory is stored."""
    degraded: str = ""
    """What `degraded` says; empty where the model did help."""
    repairs: int = 0
    retries: int = 0
    rejected: str = ""
    """Why something was kept out; empty where nothing was."""


ROWS = {
    "rate limit": Row((Reply(status=429),) * 2, False, "ModelUnavailableError", retries=1),
    "rate limit that passes": Row((Reply(status=429), GOOD), True, retries=1),
    "timeout": Row((Reply(delay=0.6),) * 2, False, "ModelUnavailableError", retries=1),
    "server error": Row((Reply(status=500),) * 2, False, "ModelUnavailableError", retries=1),
    "overload": Row((Reply(status=503),) * 2, False, "ModelUnavailableError", retries=1),
    "broken connection": Row((Reply(hang_up=True),) * 2, False, "ModelUnavailableError", retries=1),
    "no key": Row((Reply(status=401),), False, "ModelRequestError"),
    "unknown model": Row((Reply(status=404),), False, "ModelRequestError"),
    "wrong request": Row((Reply(status=400),), False, "ModelRequestError"),
    "another protocol": Row(
        (Reply(body="<html>hello</html>"),) * 2, False, "ModelUnavailableError", retries=1
    ),
    "no choices": Row(
        (Reply(body='{"object": "chat.completion"}'),) * 2,
        False,
        "ModelUnavailableError",
        retries=1,
    ),
    "truncated JSON": Row((CUT, CUT), True, "only a part of its answer", repairs=1),
    "truncated JSON, repaired": Row((CUT, GOOD), True, repairs=1),
    "prose around JSON": Row((Reply(f"Sure!\n```json\n{GOOD.text}\n```\nBye {{x}}"),), True),
    "prose without JSON": Row((Reply("I see."),) * 2, False, "ModelAnswerError", repairs=1),
    "another object": Row((Reply('{"memories": []}'), GOOD), True, repairs=1),
    "unknown fields": Row((Reply(answer(core(mood="fine"), extra=[1])),), True, rejected="asked"),
    "wrong types": Row((Reply(answer(core(), core(turns=5))),), True, rejected="list"),
    "no list": Row((Reply(json.dumps({"core": "none", "semantic": []})),), False, rejected="list"),
    "wrong kind": Row((Reply(answer(core(), fact())),), True, rejected="Field required"),
    "unknown turn": Row((Reply(answer(core(turns=["t9"]))),), False, rejected="'t9'"),
    "no turn": Row((Reply(answer(core(turns=[]))),), False, rejected="no new turn"),
    "unknown memory": Row((Reply(answer(core(op="merge", ref="k7"))),), False, rejected="'k7'"),
    "ends nothing": Row((Reply(answer(core(op="close"))),), False, rejected="without naming"),
    "invented fact": Row((Reply(answer(core(), semantic=[fact()])),), True, rejected="'Paris'"),
    "invented date": Row(
        (Reply(answer(core(), semantic=[fact(object="Graz", when="1999")])),), True, rejected="1999"
    ),
    "invented quotation": Row(
        (Reply(answer(core('Mei prefers "oat in the milk"'))),), False, rejected="oat in the milk"
    ),
    "opposite": Row(
        (Reply(answer(core(), semantic=[fact(object="Graz", negated=True)])),),
        True,
        rejected="opposite",
    ),
    "empty answer": Row((Reply(""),) * 2, False, "ModelAnswerError", repairs=1),
    "empty answer, repaired": Row((Reply(""), GOOD), True, repairs=1),
    "nothing found": Row((Reply("{}"),), False),
    "refusal": Row((Reply(refusal="I cannot help with that."),), False, "it refuses"),
    "content filter": Row((Reply("", finish="content_filter"),), False, "it refuses"),
    "tool call": Row((Reply(arguments=GOOD.text),), True),
    "deep nesting": Row((Reply('{"core":' + "[" * 5000),) * 2, False, "Model", repairs=1),
}


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(count=len) as running:
        yield running


def settings(path: Path, url: str, **more: Any) -> Settings:
    given = {"model_timeout": 0.4, "model_attempts": 2, "model_cache": 0, **more}
    return Settings.load(
        path=path, embedder="hash", model="openai/test", model_api_base=url, **given
    )


def tell(memory: Orchestrator, text: str = SAID) -> ProcessResult:
    return memory.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")


def texts(memory: Orchestrator, *kinds: str) -> list[str]:
    return [each.text for each in memory.list(user_id="mei", kinds=list(kinds) or None)]


@pytest.mark.parametrize("fault", ROWS)
def test_a_fault_loses_nothing(fault: str, server: ChatServer, tmp_path: Path) -> None:
    """The turn and what the rules read are stored, nothing false is, and the result says it."""
    row = ROWS[fault]
    server.replies.extend(row.replies)
    with Orchestrator(settings(tmp_path, server.url)) as memory:
        result = tell(memory)
        stored, pending = texts(memory), memory.stats().pending

    assert [SAID] == [text for text in stored if text == SAID]
    assert BY_RULES in stored
    assert row.stored == (BY_MODEL in stored)
    assert not [text for text in stored if FALSE in text]
    assert row.degraded in "".join(each.error for each in result.degraded)
    assert bool(row.degraded) == bool(result.degraded) == (pending == 1)
    assert (1, row.repairs, row.retries) == (
        result.usage.calls,
        result.usage.repairs,
        result.usage.retries,
    )
    assert len(row.replies) == len(server.requests)
    assert row.rejected in "".join(each.reason for each in result.rejected)
    assert bool(row.rejected) == bool(result.rejected)


def test_a_refused_connection_loses_nothing(tmp_path: Path) -> None:
    """Where nobody listens the rules alone read the turn, and the call is marked."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with Orchestrator(settings(tmp_path, url)) as memory:
            result = tell(memory)
            stored = texts(memory)

    assert "ModelUnavailableError" in result.degraded[0].error
    assert {SAID, BY_RULES} <= set(stored)
    assert Usage(calls=1, retries=1) == result.usage


def test_a_fallback_answers_for_a_model_that_is_down(server: ChatServer, tmp_path: Path) -> None:
    """The second model is asked once the first has failed for good; the memory names it."""
    server.replies.extend([Reply(status=401), GOOD])
    chosen = settings(tmp_path, server.url, model_fallbacks=["openai/second"])
    with Orchestrator(chosen) as memory:
        result = tell(memory)
        made = [m.extractor for m in memory.list(user_id="mei") if m.text == BY_MODEL]

    assert ["test", "second"] == [request["model"] for request in server.requests]
    assert () == result.degraded
    assert ["extract/1 openai/second"] == made
    assert 2 == result.usage.calls


def test_what_failed_is_extracted_again_later(server: ChatServer, tmp_path: Path) -> None:
    """Another model reads the turns of the ledger; what the rules stored is not stored twice."""
    with Orchestrator(settings(tmp_path, server.url)) as memory:
        server.replies.append(Reply(status=401))
        tell(memory)
        before = texts(memory)
        server.replies.append(GOOD)
        (again,) = memory.extract_pending(model="openai/other")
        after, counted = texts(memory), memory.stats()

    assert [BY_MODEL] == [text for text in after if text not in before]
    assert sorted(before) == sorted(text for text in after if text != BY_MODEL)
    assert [(each.agent, each.action) for each in again.operations] == [("core", "add")]
    assert (0, 2) == (counted.pending, counted.usage.calls)


def test_extracting_again_stops_where_it_fails_again(server: ChatServer, tmp_path: Path) -> None:
    """A model that is still down is asked once, not for every call that waits."""
    with Orchestrator(settings(tmp_path, server.url)) as memory:
        server.replies.extend([Reply(status=401)] * 3)
        tell(memory)
        tell(memory, "I live in Linz now. I'd rather have soy milk.")
        results = memory.extract_pending(user_id="mei")
        pending = memory.stats().pending

    assert 1 == len(results)
    assert "ModelRequestError" in results[0].degraded[0].error
    assert 2 == pending
    assert not server.replies


def test_a_deleted_turn_is_not_read_again(server: ChatServer, tmp_path: Path) -> None:
    """What its owner took back is not sent to a model later."""
    with Orchestrator(settings(tmp_path, server.url)) as memory:
        server.replies.append(Reply(status=401))
        tell(memory)
        (turn,) = memory.list(user_id="mei", kinds=["episodic"]).memories
        memory.delete(turn.id, sources=True, user_id="mei")
        server.requests.clear()
        memory.extract_pending()
        pending = memory.stats().pending

    assert [] == server.requests
    assert 0 == pending
