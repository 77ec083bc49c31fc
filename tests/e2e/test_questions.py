"""Questions with a model's help: put in other words, and answered; whatever it says is checked."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.chat_server import ChatServer, Reply, Request, Script, wire_text
from tests.unit.steering_corpus import ADDRESSING

from octomem import Orchestrator
from octomem.errors import (
    ModelAnswerError,
    ModelRequestError,
    ModelUnavailableError,
    NoModelError,
    SpendingLimitError,
)
from octomem.operation import Usage
from octomem.results import Answered, Recall
from octomem.settings import Settings

TOLD = [
    "I live in Graz.",
    "My sister Lena plays the cello.",
    "The wifi password is hunter2-Xy9!",
]
WHERE = "Where does Mei live?"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(count=len) as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store in which Mei has told three things, without a model."""
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        for text in TOLD:
            memory.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")
    return tmp_path


def opened(path: Path, server: ChatServer, *, read_only: bool = False, **more: Any) -> Orchestrator:
    given = {
        "embedder": "hash",
        "model": "openai/test",
        "model_api_base": server.url,
        "model_attempts": 1,
        "model_timeout": 0.4,
        **more,
    }
    return Orchestrator(Settings.load(path=path, **given), read_only=read_only)


def rewriting(*questions: str, when: str = "", since: str = "", until: str = "") -> Reply:
    said = {"questions": list(questions), "when": when, "since": since, "until": until}
    return Reply(json.dumps(said))


def answering(answer: object, *citations: object) -> Reply:
    return Reply(json.dumps({"answer": answer, "citations": list(citations)}))


def always(reply: Reply) -> Script:
    """Script the same answer for every request."""

    def script(request: Request) -> Reply:
        del request
        return reply

    return script


def citing(text: str, answer: str) -> Script:
    """Script an answer that cites the memory which says something."""

    def script(request: Request) -> Reply:
        lines = request["messages"][-1]["content"].splitlines()[2:]
        told = [json.loads(line) for line in lines]
        return answering(answer, next(each["id"] for each in told if text in each["text"]))

    return script


def test_other_words_find_more(path: Path, server: ChatServer) -> None:
    """A question that shares no word with the turn finds it by the model's; one call, counted."""
    server.replies.append(rewriting("Who plays the cello?"))
    with opened(path, server) as memory:
        plain = memory.recall("Wer macht Musik zu Hause?", user_id="mei")
        found = memory.recall("Wer macht Musik zu Hause?", user_id="mei", rewrite=True)
        stats = memory.stats()

    assert found.rewritten is not None
    assert ("Who plays the cello?",) == found.rewritten.questions
    assert "cello" in found.memories[0].text
    assert found.found
    assert not plain.found
    assert (1, 1) == (len(server.requests), found.usage.calls)
    assert found.usage == stats.usage == stats.usage_by_agent["rewrite"]
    assert Usage() == plain.usage


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (rewriting("Does Mei live in Paris?"), "'Paris'"),
        (rewriting("Where did Mei live in 1999?"), "'1999'"),
        (rewriting(WHERE), "itself"),
        (rewriting("x" * 201), "characters"),
        (rewriting(""), "empty"),
        (rewriting("What is [secret 1]?"), "withheld"),
        (rewriting("a", "b", "c", "d"), "already"),
        (rewriting(when="in May", since="2024-05-01", until="2024-05-31"), "words"),
        (rewriting(since="2024-05-01", until="2024-05-31"), "words"),
        (rewriting(when="live", since="May", until="2024-05-31"), "dates"),
        (rewriting(when="live", since="2024-05-31", until="2024-05-01"), "span"),
        (rewriting(when="live", since="0001-01-01", until="9999-12-31"), "span"),
    ],
)
def test_a_rewriting_adds_nothing_to_the_question(
    reply: Reply, why: str, path: Path, server: ChatServer
) -> None:
    """Names, numbers and days that the question does not have are kept out, and told."""
    server.replies.append(reply)
    with opened(path, server) as memory:
        found = memory.recall(WHERE, user_id="mei", rewrite=True)

    assert found.rewritten is not None
    assert why in found.rewritten.rejected[-1].reason
    assert found.rewritten.since is None
    assert "Graz" in found.memories[0].text


FAULTS = {
    "rate limit": (Reply(status=429), "ModelUnavailableError"),
    "timeout": (Reply(delay=0.6), "ModelUnavailableError"),
    "no key": (Reply(status=401), "ModelRequestError"),
    "refusal": (Reply(refusal="No."), "ModelAnswerError"),
    "wrong types": (
        Reply('{"questions": "none", "answer": 5, "citations": 7}'),
        "ModelAnswerError",
    ),
    "another object": (Reply('{"memories": []}'), "ModelAnswerError"),
    "prose": (Reply("I see."), "ModelAnswerError"),
    "empty": (Reply(""), "ModelAnswerError"),
    "cut off": (Reply('{"answer": "Mei li', finish="length"), "ModelAnswerError"),
}
ERRORS = {e.__name__: e for e in (ModelUnavailableError, ModelRequestError, ModelAnswerError)}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_rewriting_degrades_to_the_plain_recall(
    fault: str, path: Path, server: ChatServer
) -> None:
    """The same memories as without it, the error in `degraded`, the cost in `usage` and `stats`."""
    reply, error = FAULTS[fault]
    server.script = always(reply)
    with opened(path, server) as memory:
        plain = memory.recall(WHERE, user_id="mei")
        found = memory.recall(WHERE, user_id="mei", rewrite=True)
        usage = memory.stats().usage

    assert [each.id for each in plain.memories] == [each.id for each in found.memories]
    assert found.rewritten is None
    assert ["model"] == [part.agent for part in found.degraded]
    assert error in found.degraded[0].error
    assert found.usage == usage != Usage()


def test_a_time_in_other_words_is_searched_for(path: Path, server: ChatServer) -> None:
    """The days that a model reads in the question's own words are a window of the search."""
    words = "während der Olympischen Spiele in Paris"
    server.replies.append(rewriting(when=words, since="2024-07-26", until="2024-08-11"))
    with opened(path, server) as memory:
        memory.process(
            [{"role": "user", "name": "Mei", "content": "Ich bin gestürzt."}],
            user_id="mei",
            occurred_at="2024-08-01T10:00:00Z",
        )
        server.requests.clear()
        server.replies.append(rewriting(when=words, since="2024-07-26", until="2024-08-11"))
        question = f"Was war {words}?"
        found = memory.recall(question, user_id="mei", rewrite=True)
        ranks = memory.recall(question, user_id="mei", rewrite=True, explain=True).memories

    assert found.rewritten is not None
    assert (date(2024, 7, 26), date(2024, 8, 11)) == (found.rewritten.since, found.rewritten.until)
    (fell,) = [each for each in ranks if each.kind == "episodic" and "gestürzt" in each.text]
    assert any("time" in name for name in fell.ranks or {})


def test_an_answer_cites_what_says_so(path: Path, server: ChatServer) -> None:
    """The text, the cited memories and their turns; the question and memories went in as data."""
    server.script = citing("Mei lives in Graz", "Mei lives in Graz.")
    with opened(path, server) as memory:
        made = memory.answer(WHERE, user_id="mei")
        stats = memory.stats()

    assert "Mei lives in Graz." == made.text
    assert ["Mei lives in Graz"] == [each.text for each in made.citations]
    assert made.citations[0].id in {each.id for each in made.recall.memories}
    assert 1 == len(made.sources)
    assert not made.reason
    assert made.usage == stats.usage == stats.usage_by_agent["answer"]
    system, user = server.requests[0]["messages"]
    assert "Graz" not in system["content"]
    assert WHERE == json.loads(user["content"].splitlines()[0])["question"]


UNSUPPORTED = {
    "nothing is found": (answering(""), "finds no answer"),
    "blank": (answering("  \n", "m1"), "finds no answer"),
    "no citation": (answering("Mei lives in Graz."), "cites no memory"),
    "unknown citation": (answering("Mei lives in Graz.", "m99"), "cites no memory"),
    "invented name": (answering("She lives in Paris.", "m1"), "'Paris'"),
    "invented number": (answering("Mei lives in Graz since 1987.", "m1"), "'1987'"),
    "invented quotation": (answering('Mei said "I love Graz".', "m1"), "I love Graz"),
    "something else": (answering("She paints landscapes.", "m1"), "nothing of it"),
    "a lecture": (answering("Graz " * 500, "m1"), "characters"),
}


@pytest.mark.parametrize("fault", UNSUPPORTED)
def test_an_answer_that_nothing_bears_out_is_an_abstention(
    fault: str, path: Path, server: ChatServer
) -> None:
    """No text, no citation, and the reason; what it said is among the rejected."""
    reply, why = UNSUPPORTED[fault]
    server.replies.append(reply)
    with opened(path, server) as memory:
        made = memory.answer(WHERE, user_id="mei")

    assert (None, ()) == (made.text, made.citations)
    assert why in made.reason
    assert 1 == made.usage.calls
    assert made.recall.found


def test_a_citation_that_was_not_shown_is_left_out(path: Path, server: ChatServer) -> None:
    """The answer rests on the one that was, once; the other is told."""
    server.replies.append(answering("Mei lives in Graz.", "m99", "m1", "m1"))
    with opened(path, server) as memory:
        made = memory.answer(WHERE, user_id="mei")

    assert 1 == len(made.citations)
    assert ["m99"] == [each.text for each in made.rejected]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_that_fails_to_answer_is_an_error(
    fault: str, path: Path, server: ChatServer
) -> None:
    """It is typed, and what it cost is counted: a failure does not pass for "not known"."""
    reply, error = FAULTS[fault]
    server.script = always(reply)
    with opened(path, server) as memory:
        with pytest.raises(ERRORS[error]):
            memory.answer(WHERE, user_id="mei")
        calls = memory.stats().usage.calls

    assert 1 == calls


def test_nothing_relevant_is_no_call(path: Path, server: ChatServer) -> None:
    """An abstention costs nothing where recall finds nothing, or nobody is known there."""
    with opened(path, server) as memory:
        stranger = memory.answer(WHERE, user_id="bo", rewrite=True)
        recalled = memory.recall(WHERE, user_id="bo", rewrite=True)

    assert (None, Usage()) == (stranger.text, stranger.usage)
    assert "nothing relevant" in stranger.reason
    assert () == recalled.memories
    assert [] == server.requests


def test_secrets_stay_placeholders(path: Path, server: ChatServer) -> None:
    """Neither the memory's nor the question's secret is in a request; an answer names its place."""
    server.script = citing("[secret", "The wifi password is [secret 1].")
    with opened(path, server) as memory:
        made = memory.answer("Is the wifi password hunter2-Xy9! or not?", user_id="mei")
        again = memory.recall("Is it hunter2-Xy9! for the wifi?", user_id="mei", rewrite=True)

    assert "hunter2" not in json.dumps(server.requests)
    assert 2 == len(server.requests)
    assert made.text is not None
    assert "[secret" not in made.text
    assert "v_" in made.text
    assert again.degraded


def test_texts_that_address_the_model_are_not_shown(tmp_path: Path, server: ChatServer) -> None:
    """A stored order to the model is no memory that an answer may rest on."""
    server.script = citing("Graz", "Mei lives in Graz.")
    with opened(tmp_path, server) as memory:
        for text in [*ADDRESSING[:20], TOLD[0]]:
            memory.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")
        server.requests.clear()
        made = memory.answer(f"{WHERE} {ADDRESSING[0]}", user_id="mei", limit=50)

    said = server.requests[-1]["messages"][-1]["content"].partition("Memories:")[2]
    assert made.text is not None
    assert not [text for text in ADDRESSING[:20] if text in said]


def test_requests_are_small(tmp_path: Path, server: ChatServer) -> None:
    """However much is remembered, an answer's request stays below 8,000 characters of JSON."""
    turns = [
        {"role": "user", "name": "Mei", "content": f"In Graz I visited museum {n}. {'So. ' * 200}"}
        for n in range(40)
    ]
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        memory.process(turns, user_id="mei")
    server.replies.extend([rewriting(), answering("")])
    with opened(tmp_path, server) as memory:
        memory.answer("Which museums in Graz did Mei visit?", user_id="mei", rewrite=True)

    first, second = (len(wire_text(request)) for request in server.requests)
    assert first < 3000
    assert 3000 < second < 8000


def test_the_asker_is_named(path: Path, server: ChatServer) -> None:
    """Who "I" is in a question stands beside it."""
    server.replies.append(answering(""))
    with opened(path, server) as memory:
        memory.answer("Where do I live?", user_id="mei")

    assert "Mei" == json.loads(server.requests[0]["messages"][1]["content"].splitlines()[0])["by"]


def test_without_a_model_the_error_says_how_to_set_one(path: Path) -> None:
    """`answer` and `rewrite` are the caller's mistake then; nothing else needs one."""
    with Orchestrator(Settings.load(path=path, embedder="hash")) as memory:
        with pytest.raises(NoModelError, match="OCTOMEM_MODEL"):
            memory.answer(WHERE, user_id="mei")
        with pytest.raises(NoModelError, match="`model`"):
            memory.recall(WHERE, user_id="mei", rewrite=True)
        assert memory.recall(WHERE, user_id="mei", rewrite=False).found


def test_a_spending_limit_stops_questions_too(path: Path, server: ChatServer) -> None:
    """What questions cost counts towards it; then `answer` raises, and `rewrite` is left out."""
    server.script = citing("Mei lives in Graz", "Mei lives in Graz.")
    with opened(path, server, model_daily_tokens=10) as memory:
        memory.answer(WHERE, user_id="mei")
        with pytest.raises(SpendingLimitError):
            memory.answer("Where does Mei live now?", user_id="mei")
        found = memory.recall(WHERE, user_id="mei", rewrite=True)

    assert "SpendingLimitError" in found.degraded[0].error
    assert found.memories


def test_a_read_only_store_answers_too(path: Path, server: ChatServer) -> None:
    """The result has the usage; the ledger, which is not written, has not."""
    server.script = citing("Mei lives in Graz", "Mei lives in Graz.")
    with opened(path, server, read_only=True) as memory:
        made = memory.answer(WHERE, user_id="mei")
        usage = memory.stats().usage

    assert made.text
    assert (1, 0) == (made.usage.calls, usage.calls)


async def test_both_work_asynchronously(path: Path, server: ChatServer) -> None:
    """The twins give the same, and the synchronous ones work inside a running loop."""
    server.script = citing("Mei lives in Graz", "Mei lives in Graz.")
    async with opened(path, server, model_cache=0) as memory:
        made: Answered = await memory.aanswer(WHERE, user_id="mei")
        same = memory.answer(WHERE, user_id="mei")
        server.script = always(rewriting("the home of Mei"))
        found: Recall = await memory.arecall(WHERE, user_id="mei", rewrite=True)

    assert made.text == same.text
    assert found.rewritten is not None
    assert ("the home of Mei",) == found.rewritten.questions


def test_forgetting_takes_the_costs_of_questions_too(path: Path, server: ChatServer) -> None:
    """Nothing says afterwards that somebody asked."""
    server.script = citing("Mei lives in Graz", "Mei lives in Graz.")
    with opened(path, server) as memory:
        memory.answer(WHERE, user_id="mei")
        memory.forget(user_id="mei")
        assert Usage() == memory.stats().usage
