"""A call that comes late: what holds in the end follows from when things were said."""

# It is watched from within.
# pyright: reportPrivateUsage=false

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octomem import Orchestrator
from octomem.memory import Memory
from octomem.operation import Action
from octomem.settings import Settings
from octomem.turn import Turn

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)
NOW = AT + timedelta(days=10)
FEW = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Told = tuple[str, float, str]
"""A session, a day, and what Mei says then."""

CONVERSATIONS: dict[str, list[Told]] = {
    "roles tell people apart": [
        ("a", 0, "My sister Anna lives in Graz."),
        ("b", 1, "My colleague Anna lives in Linz."),
        ("b", 2, "Anna moved to Vienna."),
    ],
    "surnames tell people apart": [
        ("a", 0, "Maria Lopez works at Bosch."),
        ("b", 3, "Maria Stein works at SAP."),
        ("b", 5, "Maria moved to Berlin."),
        ("c", 9, "Maria Lopez moved to Rome."),
    ],
    "a bare name comes first": [
        ("a", 0, "Anna likes tea."),
        ("b", 1, "My sister Anna lives in Graz."),
        ("c", 2, "My colleague Anna lives in Linz."),
    ],
    "namesakes in Chinese": [
        ("a", 0, "我姐姐小红住在北京。"),
        ("b", 1, "我同事小红住在上海。"),
        ("c", 2, "我同事小红是律师。"),
    ],
    "a bare done": [
        ("a", 0, "I need to call the bank."),
        ("a", 0.1, "I need to email Tom the report."),
        ("a", 0.2, "Done."),
        ("a", 0.3, "I need to renew my passport."),
    ],
    "done in other sessions": [
        ("a", 0, "I need to renew my passport by 20 March."),
        ("b", 3, "Remind me to buy a present for Lena."),
        ("c", 4, "I bought the present for Lena."),
        ("d", 5, "I renewed my passport."),
    ],
    "a task is dropped": [
        ("a", 0, "I need to book the hotel in Rome by Friday."),
        ("b", 1, "I no longer need to book the hotel in Rome."),
    ],
    "an end and a new beginning": [
        ("a", 0, "I play tennis."),
        ("b", 3, "I gave up tennis."),
        ("c", 6, "I play tennis again."),
    ],
    "an end that names nothing": [
        ("a", 0, "I work at Siemens."),
        ("b", 3, "I quit my job."),
        ("c", 6, "I work at Bosch."),
    ],
    "somebody dies": [
        ("a", 0, "My dog is called Juno."),
        ("b", 3, "Juno died last week."),
        ("c", 6, "My dog is called Rex."),
    ],
    "a correction of one thing among several": [
        ("a", 0, "I have a cat."),
        ("a", 0.01, "Sorry, I meant I have a dog."),
        ("b", 6, "I like tea."),
    ],
    "the same in other words": [
        ("a", 0, "I love hiking."),
        ("b", 3, "I enjoy hiking."),
        ("c", 6, "I really like hiking."),
    ],
    "back to an earlier value": [
        ("a", 0, "My favourite colour is red."),
        ("b", 3, "My favourite colour is blue."),
        ("c", 6, "My favourite colour is red."),
    ],
}


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Orchestrator, Iterator[int]]]:
    """One store for all examples, and numbers for users of their own."""
    folder: Path = tmp_path_factory.mktemp("late")
    chosen = Settings.load(path=folder / "store", embedder="hash")
    with Orchestrator(chosen, clock=lambda: NOW) as opened:
        yield opened, count()


def say(memory: Orchestrator, told: Told, user: str = "mei") -> Sequence[object]:
    """Let Mei say something in a session on a day."""
    session, day, text = told
    said = {
        "role": "user",
        "name": "Mei",
        "content": text,
        "timestamp": AT + timedelta(days=day),
        "id": f"{session}{day}",
    }
    return memory.process([said], user_id=user, session_id=session).operations


def held(memory: Orchestrator, user: str = "mei") -> list[tuple[object, ...]]:
    """Return what holds now: facts, relations, core entries and open tasks."""
    kinds = ["core", "semantic", "knowledge", "working"]
    found = memory.list(user_id=user, kinds=kinds, limit=1000)
    return sorted((one.kind.value, one.text, one.valid_from, str(one.valid_to)) for one in found)


@pytest.mark.parametrize("name", list(CONVERSATIONS))
def test_the_order_of_import_changes_nothing(
    shared: tuple[Orchestrator, Iterator[int]], name: str
) -> None:
    """
    In whichever order conversations come in, what they leave is what the order of time leaves.
    """
    memory, numbers = shared
    conversation = CONVERSATIONS[name]
    first = f"late-{next(numbers)}"
    for told in conversation:
        say(memory, told, first)
    expected = held(memory, first)

    @FEW
    @given(st.permutations(conversation))
    def holds(order: list[Told]) -> None:
        user = f"late-{next(numbers)}"
        for told in order:
            say(memory, told, user)
        assert expected == held(memory, user)

    holds()
    assert not memory.verify().differences


def fact(memory: Orchestrator, word: str, status: str | None = "current") -> Memory:
    """Return the one fact with a word in it."""
    page = memory.list(user_id="mei", kinds=["semantic"], status=status)
    (found,) = [one for one in page if word in one.text]
    return found


def test_a_memory_keeps_the_id_that_callers_know(quick: Orchestrator) -> None:
    """
    An earlier telling becomes the first source; the memory stays the one it was.
    """
    say(quick, ("b", 5, "I enjoy hiking."))
    known = fact(quick, "hiking")
    say(quick, ("a", 0, "I love hiking."))
    found = fact(quick, "hiking")

    assert (known.id, ("a0", "b5")) == (found.id, found.sources)
    assert "Mei loves hiking" == found.text
    assert known.confidence < found.confidence


def test_what_was_known_before_stays_known(quick: Orchestrator) -> None:
    """
    The late call writes new versions with its reason; `known_at` answers as it did.
    """
    say(quick, ("a", 0, "I play tennis."))
    say(quick, ("c", 6, "I play tennis again."))
    known = fact(quick, "tennis")
    done = say(quick, ("b", 3, "I gave up tennis."))
    now = fact(quick, "tennis")

    assert AT + timedelta(days=6) == now.valid_from
    before = quick.list(user_id="mei", kinds=["semantic"], known_at=known.recorded_at)
    assert [(known.id, known.valid_from)] == [(one.id, one.valid_from) for one in before]
    told = quick.list(user_id="mei", kinds=["semantic"], as_of=AT + timedelta(days=1)).memories
    assert ["Mei plays tennis"] == [one.text for one in told]
    assert any("in the order of time" in getattr(one, "reason", "") for one in done)


def test_what_the_caller_changed_is_left_alone(quick: Orchestrator) -> None:
    """
    An edited memory says what the caller wrote, a deleted one does not come back, and neither
    does what was undone.
    """
    say(quick, ("b", 5, "I live in Munich."))
    say(quick, ("b", 5.1, "I play tennis."))
    done = quick.process(
        [
            {
                "role": "user",
                "name": "Mei",
                "content": "I play golf.",
                "timestamp": AT + timedelta(6),
            }
        ],
        user_id="mei",
        session_id="b",
    )
    edited = fact(quick, "Munich")
    quick.update(edited.id, text="Mei lives near Munich", user_id="mei")
    quick.delete(fact(quick, "tennis").id, user_id="mei")
    for one in reversed(done.operations):
        if one.action is not Action.SKIP:
            quick.undo(one.id, user_id="mei")
    say(quick, ("a", 0, "I live in Berlin. I love tennis. I like golf."))

    texts = {one.text for one in quick.list(user_id="mei", kinds=["semantic"])}
    assert "Mei lives near Munich" in texts
    assert {"Mei plays tennis", "Mei plays golf", "Mei lives in Berlin"}.isdisjoint(texts)


def test_a_late_call_can_be_undone(quick: Orchestrator) -> None:
    """
    Taking its operations back brings the answers from before it back.
    """
    for told in (("a", 0, "I play tennis."), ("c", 6, "I play tennis again.")):
        say(quick, told)
    before = held(quick)
    done = quick.process(
        [
            {
                "role": "user",
                "name": "Mei",
                "content": "I gave up tennis.",
                "timestamp": AT + timedelta(3),
            }
        ],
        user_id="mei",
        session_id="b",
    )
    assert before != held(quick)
    for one in reversed(done.operations):
        if one.action is not Action.SKIP:
            quick.undo(one.id, user_id="mei")

    assert before == held(quick)


def test_only_what_a_late_call_bears_on_is_decided_again(quick: Orchestrator) -> None:
    """
    What has nothing to do with it gets no new version.
    """
    for told in (("a", 4, "I like tea."), ("a", 5, "My brother Tom lives in Kiel.")):
        say(quick, told)
    say(quick, ("b", 0, "I have a cat."))

    versions = {one.text: one.version for one in quick.list(user_id="mei", kinds=["semantic"])}
    assert {"Mei likes tea": 1, "Tom lives in Kiel": 1} | versions == versions


def test_nothing_is_read_again_while_others_wait_to_write(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The turns that a late call bears on are read before its transaction begins."""
    say(quick, ("b", 2, "I live in Rome."))
    say(quick, ("c", 3, "I moved to Bern."))
    engine, parsed, write = quick._engine, list[bool](), quick._engine.ledger.write
    writing = threading.Event()
    engine.reader.clear()
    parse = engine.reader._parse

    def counted(pairs: Sequence[tuple[Turn, tuple[Turn, ...]]], *rest: Any) -> Any:
        if pairs:
            parsed.append(writing.is_set())
        return parse(pairs, *rest)

    @contextmanager
    def watched(*given: Any, **options: Any) -> Generator[Any]:
        with write(*given, **options) as connection:
            writing.set()
            try:
                yield connection
            finally:
                writing.clear()

    monkeypatch.setattr(engine.reader, "_parse", counted)
    monkeypatch.setattr(engine.ledger, "write", watched)
    say(quick, ("a", 0, "I live in Graz."))

    assert len(parsed) >= 2  # itself, and the others
    assert not any(parsed)
    assert "Bern" in fact(quick, "Bern").text
