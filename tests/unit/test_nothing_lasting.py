"""What tells nothing for good: sayings, irony, counts, halves of sentences, values of something else."""

import pytest
from tests.unit.spoken import AT, found, said, turn

from octomem.agents.contextual import ContextualAgent
from octomem.agents.core import CoreAgent
from octomem.agents.facts import says_nothing
from octomem.agents.reading.reader import Reader
from octomem.agents.remarked import unsaid
from octomem.agents.semantic import SemanticAgent
from octomem.turn import Role


def kept(text: str) -> list[str]:
    """Return what semantic and core memory make of a message."""
    return [each.text for agent in (SemanticAgent(), CoreAgent()) for each in found(agent, text)]


@pytest.mark.parametrize(
    "text",
    [
        "My dad likes to say you can't teach an old dog new tricks.",
        "The standup moved to the 12th.",
        "I love getting up at 6 🙃",
        "Her birthday is the reason we came.",
        "Whether the office moves remains undecided.",
        "Yes chef.",
        "I still have to ask the doc about Diamox.",
        "I need a pneumococcal booster.",
        "Ciara has me here now sure.",
        "planning Lisbon for our anniversary, 6 nights from 12 Sept.",
        "My mum is always asking when I'll marry.",
    ],
)
def test_nothing_is_kept_of_it(text: str) -> None:
    """Neither as a fact nor of who somebody is."""
    assert [] == kept(text)


def test_a_count_that_is_off_is_no_age() -> None:
    """Who is "4 short" is not four."""
    assert not [each for each in kept("After this I'm 4 short.") if each.startswith("Mei is")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("My dad likes to fish.", "Mei's dad likes to fish"),
        ("I love getting up at 6.", "Mei loves getting up at 6"),
        ("My sister moved to Leeds.", "Mei's sister moved to Leeds"),
        ("I'm 41.", "Mei is 41"),
        ("I'm a chef.", "Mei is a chef"),
    ],
)
def test_what_looks_like_it_is_told_for_good(text: str, says: str) -> None:
    """The same verbs and numbers, meant."""
    reading = said(text)
    (statement,) = [each for each in reading.statements if each.text == says]
    assert not says_nothing(statement)


@pytest.mark.parametrize(
    ("question", "answer", "is_one"),
    [
        ("What is the new date?", "14 nov instead of 31 oct", False),
        ("When is your birthday?", "14 nov", True),
    ],
)
def test_a_day_is_a_birthday_where_one_is_asked_for(
    question: str, answer: str, *, is_one: bool
) -> None:
    """Another question's day is what it asks for."""
    asked, told = turn(question, role=Role.ASSISTANT, actor="Ada"), turn(answer, 2)
    readings = Reader().read_many([asked, told])
    facts = [each.text for each in SemanticAgent().extract(readings)]
    assert is_one == any("birthday" in each for each in facts)


@pytest.mark.parametrize(
    ("before", "answer", "mood"),
    [
        ("You must be lonely.", "Lonely! I have the whole chess club.", None),
        ("How are you feeling?", "Lonely! Nobody is here.", "lonely"),
    ],
)
def test_a_feeling_thrown_back_is_none(before: str, answer: str, mood: str | None) -> None:
    """What an assistant supposes is not what somebody feels who echoes it."""
    readings = Reader().read_many([turn(before, role=Role.ASSISTANT, actor="Ada"), turn(answer, 2)])
    told = [each.fields for each in ContextualAgent().extract(readings)]
    assert mood == next((each["value"] for each in told if each["facet"] == "mood"), None)


@pytest.mark.parametrize(
    "text", ["needs read access", "the white one", "our shop", "i dont have it"]
)
def test_half_a_sentence_of_another_is_no_remark(text: str) -> None:
    """It says nothing without what stands before it."""
    reading = said(text)
    assert AT == reading.turn.occurred_at
    assert [] == list(unsaid(reading, (), "lasting"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My sister's a real know-it-all about wine.", "Mei's sister is a real know-it-all"),
        ("It is a hand-me-down from my daughter Philippa.", "Philippa is Mei's daughter"),
        ("My mother-in-law is vegan.", "Mei's mother-in-law is vegan"),
        ("My nan, bless her, is 91.", "Mei's nan is 91"),
        ("Mum lives in Leeds, God love her, and sews.", "Mei's mum lives in Leeds"),
        ("derm = dr. yoon, shes got me on tacrolimus", "Dr. Yoon is Mei's doctor"),
        ("No aspirin either, Ciara, I'm allergic to it anyhow", "Mei is allergic to aspirin"),
        ("No penicillin please, I'm allergic to it.", "Mei is allergic to penicillin"),
        ("I have asthma.", "Mei has asthma"),
        ("Rohan is finally a doctor in Nagpur.", "Rohan"),
    ],
)
def test_what_stands_beside_it_is_kept(text: str, expected: str) -> None:
    """Neither a pronoun within a word, nor a prayer, a title or who is called upon is a part of it."""
    told = kept(text)

    assert any(each.startswith(expected) for each in told), told
    assert not any("-Mei-" in each or "love" in each or "Ciara" in each for each in told), told


@pytest.mark.parametrize(
    ("text", "value", "so"),
    [
        ("My clinic is in Cork, where I used to live.", "Mei lives in Cork", False),
        (
            "They want me in Nenagh, that's where I was living, but Ciara has me here now.",
            "lives in",
            False,
        ),
        ("I live in Cork, where I was born.", "Mei lives in Cork", True),
        ("Dad eats it all, he went vegetarian for like a month in 2019.", "vegetarian (", False),
        ("Dad eats it all, he went vegetarian for a month.", "Mei's dad is vegetarian", False),
        ("I've been vegetarian for six years.", "vegetarian", True),
    ],
)
def test_what_was_so_for_a_while_is_not(text: str, value: str, so: bool) -> None:
    """Where somebody was living, and what somebody ate for a month."""
    assert so == any(value in each for each in kept(text))
