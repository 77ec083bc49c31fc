"""A question about "my sister" is answered by what is told of Anna, in English and in Chinese."""

# pyright: reportPrivateUsage=false
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from octomem import Orchestrator

TOLD = {
    "Mei": (
        "My sister Anna lives in Leeds. My dad is called Klaus. My friend Theodora, Dora for short, is ill.",
        "Anna works as a vet. Klaus drives a tram. Anna's husband Raj is a baker. Dora plays the harp.",
    ),
    "小雨": ("我妹妹对花生过敏。我妹妹叫小雪。", "小雪住在南京。小雪在银行上班。"),
}


@pytest.fixture
def told(quick: Orchestrator) -> Orchestrator:
    """Return a store that was told of two families, a month apart."""
    for name, texts in TOLD.items():
        for month, text in enumerate(texts, start=1):
            at = datetime(2024, month, 1, tzinfo=UTC)
            said = {"role": "user", "name": name, "content": text, "timestamp": at}
            quick.process([said], user_id=name, session_id=str(month))
    return quick


@pytest.mark.parametrize(
    ("user", "text", "answer"),
    [
        ("Mei", "Where does my sister live?", "Leeds"),
        ("Mei", "What is my sister's job?", "vet"),
        ("Mei", "What does Mei's father drive?", "tram"),
        ("Mei", "What does my sister's husband do for a living?", "baker"),
        ("Mei", "Which instrument does Theodora play?", "harp"),
        ("Mei", "Who is my sister?", "Anna"),
        ("Mei", "What is my sister called?", "Anna"),
        ("小雨", "我妹妹住在哪里？", "南京"),
        ("小雨", "我妹妹叫什么名字？", "小雪"),
        ("小雨", "我妹妹对什么过敏？", "花生"),
    ],
)
def test_a_role_in_a_question_means_whoever_has_it(
    told: Orchestrator, user: str, text: str, answer: str
) -> None:
    """By name or by role, whatever the memories tell them by."""
    assert answer in told.recall(text, user_id=user).memories[0].text


def test_a_wrong_guess_at_who_asks_changes_no_answer(tmp_path: Path) -> None:
    """Somebody else has the floor since the last question: what is found is theirs."""
    query = "Where do I live?"

    def said(name: str, *texts: str) -> list[dict[str, str]]:
        return [{"role": "user", "name": name, "content": text} for text in texts]

    with Orchestrator(path=tmp_path) as memory:
        memory.process(said("Mei", "I live in Graz."), user_id="family")
        assert "Mei lives in Graz" in memory.recall(query, user_id="family").memories[0].text
        for at in range(10):
            told = said("Ana", "I live in Oslo.", f"I watered plant {at}.", "Good night.")
            memory.process(told, user_id="family")
        warm = memory.recall(query, user_id="family")
    with Orchestrator(path=tmp_path) as memory:
        fresh = memory.recall(query, user_id="family")

    assert "Ana lives in Oslo" == warm.memories[0].text
    scored = [
        [(one.id, one.score, one.relevance) for one in each.memories] for each in (warm, fresh)
    ]
    assert scored[0] == scored[1]


def test_a_question_is_begun_before_the_ledger_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name of whoever asked before; once they are forgotten nobody is guessed."""
    order: list[str] = []
    with Orchestrator(path=tmp_path) as memory:
        engine = memory._engine
        encode, read = engine.encode_ahead, engine.ledger.read

        def encoded(texts: Iterable[str]) -> None:
            order.extend(given := list(texts))
            encode(given)

        def reading() -> AbstractContextManager[Connection]:
            order.append("ledger")
            return read()

        memory.process([{"role": "user", "name": "Mei", "content": "I live in Graz."}], user_id="m")
        monkeypatch.setattr(engine, "encode_ahead", encoded)
        monkeypatch.setattr(engine.ledger, "read", reading)
        for query in ("Where do I live?", "Where do I work?"):
            del order[:]
            memory.recall(query, user_id="m")
            told = query.replace("do I", "does Mei")
            assert [told] == [text for text in order if "Mei" in text][:1]
            first = order[0]
        assert "Where does Mei work?" == first
        memory.forget(user_id="m")
        del order[:]
        memory.recall("Where do I swim?", user_id="m")

    assert "ledger" == order[0]
    assert not any("Mei" in text for text in order)
