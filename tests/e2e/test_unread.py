"""A turn at whose words the reader fails is kept word for word, and the call says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.agents.reading import reader, statements
from octomem.memory import Kind

POISON = "Grmpf the zork."


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader fail at one text, as it would for an error in its rules."""
    read = statements.statements

    def failed(span: object, *rest: object) -> object:
        if str(span) == POISON:
            raise KeyError(POISON)
        return read(span, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "statements", failed)


@pytest.mark.usefixtures("failing")
def test_a_turn_that_cannot_be_read_is_kept_and_found(tmp_path: Path) -> None:
    """The turns beside it are read as ever, and nothing is left to be finished."""
    texts = ("I live in Graz.", POISON, "I play the cello.")
    said = [{"role": "user", "content": text} for text in texts]
    with Orchestrator(path=tmp_path) as memory:
        result = memory.process(said, user_id="mei")
        kept = {one.text for one in memory.list(user_id="mei")}
        found = memory.recall("zork", user_id="mei").memories

    assert [("reader", f"KeyError: '{POISON}'")] == [(p.agent, p.error) for p in result.degraded]
    assert 3 == len(result.turns)
    assert {"mei lives in Graz", "mei plays the cello"} <= kept
    assert POISON in {one.text for one in found if one.kind is Kind.EPISODIC}


@pytest.mark.usefixtures("failing")
def test_the_calls_after_it_go_on(tmp_path: Path) -> None:
    """It is read again as what stood before them."""
    at = datetime(2024, 5, 8, 10, tzinfo=UTC).isoformat()
    with Orchestrator(path=tmp_path) as memory:
        for number, text in enumerate([POISON, "I have a dog.", "She is called Rex."]):
            message = {"id": f"m{number}", "role": "user", "content": text, "timestamp": at}
            memory.process([message], user_id="mei", session_id="s")
        texts = [one.text for one in memory.list(user_id="mei", kinds=["episodic"])]

    assert sorted([POISON, "I have a dog.", "She is called Rex."]) == sorted(texts)
