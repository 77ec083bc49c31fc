"""What somebody promises who does not name it: the turn before asked for it."""

from datetime import UTC, datetime

import pytest
from tests.unit.spoken import READER, turn

from octomem.agents.tasks import Task, tasks_in
from octomem.turn import Role


def promised(before: str, text: str, *, role: Role, actor: str = "Sipho") -> list[Task]:
    """Return the tasks of a turn that answers another."""
    asked = turn(before, actor="Noor" if role is Role.USER else "assistant", role=role)
    first, last = READER.read_many([asked, turn(text, 2, actor=actor)])
    return list(tasks_in(last, first, [first, last]))


@pytest.mark.parametrize(
    ("before", "text", "named"),
    [
        ("I have unlocked the account. You should reset your password now.", "ok will do it tonight at home", "password"),
        ("Is your ESTA still valid?", "expired in june, will renew this week", "esta"),
    ],
)  # fmt: skip
def test_a_promise_is_of_what_was_asked_for(before: str, text: str, named: str) -> None:
    """Of a turn with a request its request is meant, not what it has done."""
    [task] = promised(before, text, role=Role.ASSISTANT)

    assert f"({named})" in task.text


@pytest.mark.parametrize(
    ("before", "text"), [("How was the film?", "great, will sleep now"), ("All done!", "ok thanks")]
)
def test_no_promise_is_made_of_an_answer(before: str, text: str) -> None:
    """Where nothing was asked for, nothing is to be done."""
    assert promised(before, text, role=Role.ASSISTANT) == []


def test_who_is_told_by_name_what_to_do_and_says_ok_does_it_by_the_day() -> None:
    """In a group, with a small letter and "you"; the speaker's own part stays out, and the day is kept."""
    said = "no blame. tomasz you write the postmortem by wed, ill call Elif at Cartwheel"
    [task] = promised(said, "ok. repo is here", role=Role.USER, actor="Tomasz")

    assert task.text == "Tomasz will write the postmortem"
    assert task.moment is not None
    assert task.moment.start == datetime(2024, 5, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "said", ["tomasz you are the best", "tomasz you wrote the worst code ever", "tomasz you like the new office?"]
)  # fmt: skip
def test_what_is_only_said_of_somebody_is_no_request(said: str) -> None:
    """A name and "you" tell, praise and ask as well."""
    assert promised(said, "ok", role=Role.USER, actor="Tomasz") == []
