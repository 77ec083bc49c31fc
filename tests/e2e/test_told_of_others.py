"""Several people in one conversation: who is told of puts right what another told."""

import pytest

from octomem import Orchestrator

USER = "team"


def current(memory: Orchestrator, *said: tuple[str, str]) -> set[str]:
    """Return the facts that hold after people have said something, one after the other."""
    messages = [{"role": "user", "name": name, "content": text} for name, text in said]
    memory.process(messages, user_id=USER, session_id="s")
    return {each.text for each in memory.list(user_id=USER, kinds=["semantic"], limit=50)}


@pytest.mark.parametrize(
    ("told", "answer", "right"),
    [
        ("Ben works at Lidl.", "Aldi, not Lidl!", "Ben works at Aldi"),
        ("Ben lives in Leeds.", "no, York!", "Ben lives in York"),
        ("Ben lives in Leeds.", "wait, York", "Ben lives in York"),
        ("Ben's from Wales.", "Scotland actually!", "Ben is from Scotland"),
        ("Ben drives a Golf.", "a Polo, not a Golf", "Ben drives a Polo"),
    ],
)
def test_who_is_told_of_puts_it_right(
    quick: Orchestrator, told: str, answer: str, right: str
) -> None:
    """What another told never was so: the right value alone is left."""
    assert {right} == {
        each for each in current(quick, ("Ana", told), ("Ben", answer)) if "not" not in each
    }


def test_a_third_one_may_name_both_values(quick: Orchestrator) -> None:
    """The wrong value says which fact is meant."""
    said = (("Ana", "Ben works at Lidl."), ("Cleo", "Aldi, not Lidl"))
    assert "Ben works at Aldi" in current(quick, *said)


@pytest.mark.parametrize(
    "answer",
    ["Aldi is nice, Lidl is not.", "I love Aldi, not gonna lie", "no, Aldi is closed on Sundays"],
)
def test_what_is_said_beside_it_puts_nothing_right(quick: Orchestrator, answer: str) -> None:
    """A remark about the same things is no correction."""
    assert "Ben works at Lidl" in current(quick, ("Ana", "Ben works at Lidl."), ("Ben", answer))


def test_an_answer_to_a_later_question_puts_nothing_right(quick: Orchestrator) -> None:
    """The "no" is for the question in between."""
    said = (("Ana", "Ben likes Oslo. Did Tom call?"), ("Ben", "No, Emma."))
    assert {"Ben likes Oslo"} == current(quick, *said)


def test_who_is_introduced_is_not_the_speaker(quick: Orchestrator) -> None:
    """He is told of in the next words."""
    assert {"Ben teaches maths"} == current(quick, ("Ana", "This is Ben, he teaches maths."))
