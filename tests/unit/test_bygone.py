"""A question about the past asks for what was, and one about the present never does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.unit.readings import AT, question
from tests.unit.test_asked import fact

from octomem.agents.base import Ranked
from octomem.agents.bygone import bygone, bygone_first, held_last, left_behind
from octomem.agents.reading.dates import understand_moments
from octomem.memory import Memory, Status


def held(value: str, begin: int, end: int | None) -> Memory:
    """Build where Lena lived, from one year until another."""
    home = fact("Lena", "lives in", value, "home")
    until = None if end is None else datetime(end, 1, 1, tzinfo=UTC)
    status = Status.CURRENT if end is None else Status.SUPERSEDED
    return replace(
        home, valid_from=datetime(begin, 1, 1, tzinfo=UTC), valid_to=until, status=status
    )


BRISTOL, YORK, LEEDS = held("Bristol", 2010, 2015), held("York", 2015, 2020), held("Leeds", 2020, None)  # fmt: skip


def ordered(text: str) -> list[str]:
    """Return the homes in the order in which a question puts them, given with the last one first."""
    ranked = [Ranked(one, score, 0.9) for one, score in ((LEEDS, 0.9), (BRISTOL, 0.5), (YORK, 0.4))]
    asking = replace(question(text, names=("Lena",)), moments=understand_moments(text, AT))
    return [str(item.memory.fields["object"]) for item in bygone_first(ranked, asking)]


@pytest.mark.parametrize(
    "text",
    [
        "Where did Lena live before Leeds?",
        "Where did Lena use to live?",
        "Where was Lena living before?",
        "What was Lena's old job?",
        "Who was Lena's boss before Anna?",
        "What did Lena use to drive?",
        "What was Lena's job in 2019?",
        "What was Lena's previous employer?",
        "Who is Lena's ex husband?",
        "Where did Lena work in 2019?",
        "What was the name of Lena's old dog?",
        "Which car did Lena sell?",
        "Which job did Lena quit?",
        "Who did Lena break up with?",
        "Who is Lena's ex?",
    ],
)
def test_a_question_about_the_past_is_known(text: str) -> None:
    """By its verb, by a word such as "old", or by a time that is over."""
    asking = replace(question(text, names=("Lena",)), moments=understand_moments(text, AT))
    assert bygone(asking) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Where does Lena live?",
        "Where does Lena live now, after Leeds?",
        "How old is Lena?",
        "How old is Lena's dog?",
        "What is Lena's job?",
        "When did Lena live in Leeds?",
        "How long did Lena work at Lumo?",
        "Where did Lena move to?",
        "What car did Lena buy last week?",
        "Who is Lena's boss these days?",
        "Where was Lena born?",
        "What did Lena say about her old flat?",
        "Where is Lena living this year?",
        "Who was Lena's manager?",
        "What was Lena's dog called again?",
        "What was the name of Lena's doctor?",
        "Where does Lena work before noon?",
        "Where will Lena live before Christmas?",
        "Where does Lena's old friend live?",
        "What is Lena's job at the old mill?",
        "What did Lena's boss call her?",
        "Where did my sister live?",
        "Should Lena sell the car?",
        "What was my dad's job in 2019?",
        "What was Lena's job when she met Tom?",
    ],
)
def test_a_question_about_the_present_asks_for_nothing_that_is_over(text: str) -> None:
    """Nor does one for a moment, or one that asks for no slot."""
    asking = replace(question(text, names=("Lena",)), moments=understand_moments(text, AT))
    assert bygone(asking) is None


def test_what_is_over_comes_first_and_what_ended_last_before_the_rest() -> None:
    """Of "before York" it is what ended before that; of 2012 what held then."""
    assert ["York", "Bristol", "Leeds"] == ordered("Where did Lena live before Leeds?")
    assert ["York", "Bristol", "Leeds"] == ordered("Where did Lena use to live?")
    assert "Bristol" == ordered("Where did Lena live before York?")[0]
    assert "York" == ordered("Where did Lena live after Bristol?")[0]
    assert "Bristol" == ordered("Where did Lena live in 2012?")[0]
    assert "York" == ordered("Where did Lena live in 2017?")[0]


def test_what_a_question_is_not_about_does_not_stay_because_it_was_looked_for() -> None:
    """After York came Leeds, which is not over; before breakfast nothing was."""
    assert ["Leeds"] == ordered("Where did Lena live after York?")
    assert ["Leeds"] == ordered("Where did Lena work or live before breakfast?")


def test_a_question_about_the_present_keeps_the_order() -> None:
    """What is over stands where it stood."""
    assert ["Leeds", "Bristol", "York"] == ordered("Where does Lena live?")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Which hobby did Lena give up?", "over"),
        ("What hobby has Lena quit?", "over"),
        ("Which hobby does Lena have?", "holds"),
        ("Why did Lena give up a hobby?", "holds"),
    ],
)
def test_what_still_holds_was_not_given_up(text: str, first: str) -> None:
    """Of the asked things that somebody has, none is the one that they ended."""
    holds = fact("Lena", "does", "birdwatching")
    over = replace(fact("Lena", "gives up", "bell ringing"), text="Lena gave up bell ringing")
    ranked = [Ranked(holds, 0.6, 0.6), Ranked(over, 0.5, 0.5)]
    found = held_last(ranked, question(text, names=("Lena",)))
    assert {"holds": holds, "over": over}[first] is found[0].memory


@pytest.mark.parametrize(
    ("text", "is_sought"),
    [
        ("Where does Lena live?", True),
        ("Who is Lena's coach?", True),
        ("Where did Lena live?", False),
        ("Who was Lena's coach?", False),
        ("When does Lena leave home?", False),
        ("What does Lena think of it?", False),
    ],
)
def test_what_is_over_tells_nothing_of_what_is(text: str, is_sought: bool) -> None:
    """Only a question for what holds in a known slot leaves behind what has ended of it."""
    assert is_sought == (left_behind(question(text, names=("Lena",))) is not None)
