"""Putting right what was told wrong, wherever and whenever it was told."""

import pytest
from tests.unit.spoken import holding, said, told

from octomem.agents.core import CoreAgent
from octomem.agents.knowledge import KnowledgeAgent
from octomem.agents.reading.instead import amends, is_cued
from octomem.agents.semantic import SemanticAgent
from octomem.agents.working import WorkingAgent
from octomem.memory import Status


@pytest.mark.parametrize(
    ("sentence", "before", "expected"),
    [
        ("It's Karin with an i, not Karen.", "", ("Karen", "Karin")),
        ("No, her name's not Joan, it's Jane.", "", ("Joan", "Jane")),
        (
            "Sorry, the party is on the 19th of October, not the 9th.",
            "",
            ("9th", "19th of October"),
        ),
        ("Correction: it's a whippet, not a greyhound.", "", ("greyhound", "whippet")),
        ("typo, Nordhuset", "an architect at Nordhus", ("Nordhus", "Nordhuset")),
        ("*Lettie", "with my friend Lottie", ("Lottie", "Lettie")),
        ("*Civic not Jazz", "a Honda Jazz", ("Jazz", "Civic")),
        ("no, I meant Spain, sorry", "a week in Portugal", ("Portugal", "Spain")),
        (
            "I said they run a pharmacy, scratch that, they run a bakery",
            "",
            ("pharmacy", "bakery"),
        ),
    ],
)
def test_a_sentence_says_what_takes_the_place_of_what(
    sentence: str, before: str, expected: tuple[str, str]
) -> None:
    """By "not …", by a lead-in with a name, or by an asterisk."""
    (amend,) = amends(sentence, (before, before), 0, cued=is_cued(sentence))
    assert expected == (amend.wrong, amend.right)


@pytest.mark.parametrize(
    "sentence",
    [
        "I live in Leeds, not London.",
        "Actually I work at Siemens now, not Bosch.",
        "Is it Karin, not Karen?",
        "No, we should go to Spain",
        "* a bullet",
    ],
)
def test_a_contrast_a_change_and_a_question_put_nothing_right(sentence: str) -> None:
    """Only what takes something back does."""
    assert [] == list(amends(sentence, ("a week in Portugal", ""), 0, cued=is_cued(sentence)))


@pytest.mark.parametrize("agent", [SemanticAgent(), KnowledgeAgent()])
def test_the_right_value_holds_from_when_the_wrong_one_did(
    agent: SemanticAgent | KnowledgeAgent,
) -> None:
    """The wrong one was never true; nobody says it any more, at no moment."""
    memories, _ = told(agent, "My wife Karen is a nurse.", "It's Karin with an i, not Karen.")
    wrong = [m for m in memories if m.status is Status.RETRACTED]
    right = [m for m in memories if m.status is Status.CURRENT and "Karin" in m.text]
    assert wrong
    assert {m.valid_from for m in wrong} == {m.valid_from for m in right}
    assert all("Karen" not in text for text in holding(memories))


@pytest.mark.parametrize(
    ("first", "then", "wrong", "right"),
    [
        (
            "My manager is Derek.",
            "My manager isn't Derek at all. He's Garrick.",
            "Derek",
            "Garrick",
        ),
        ("My boss is Ron.", "My boss's name ain't Ron. Never was. It's Lon.", "Ron", "Lon"),
        (
            "My wife's birthday is August 9.",
            "My wife's birthday is August 19 not the 9th.",
            "9",
            "19",
        ),
    ],
)
def test_who_or_when_it_is_instead_is_put_right(
    first: str, then: str, wrong: str, right: str
) -> None:
    """Over two sentences, and of a day without a comma."""
    memories, _ = told(SemanticAgent(), first, then)
    taken_back = [m.text for m in memories if m.status is Status.RETRACTED]
    assert any(text.endswith(f" {wrong}") for text in taken_back)
    assert any(text.endswith(f" {right}") for text in holding(memories))


@pytest.mark.parametrize(
    "then",
    ["My manager isn't Derek any more. He's left.", "My manager isn't happy. He's Irish."],
)
def test_what_changes_is_not_put_right(then: str) -> None:
    """It was so before."""
    memories, _ = told(SemanticAgent(), "My manager is Derek.", then)
    assert not any(m.status is Status.RETRACTED for m in memories)


def test_core_entries_are_put_right_too() -> None:
    """All kinds say the same."""
    memories, _ = told(CoreAgent(), "I'm allergic to Brie.", "Sorry, it's Feta, not Brie.")
    assert ["Mei is allergic to Feta"] == holding(memories)


def test_what_nobody_told_is_not_put_right() -> None:
    """A denial of something unknown adds nothing."""
    agent = SemanticAgent()
    memories, _ = told(agent, "I live in Graz.", "It's Karin, not Karen.")
    assert ["Mei lives in Graz"] == holding(memories)
    assert said("It's Karin, not Karen.").amends


@pytest.mark.parametrize("word", ["no, ", "sorry, ", "wait - ", "its-", "and then ", "totally "])
def test_what_is_said_again_and_again_has_few_readings(word: str) -> None:
    """A sentence that fits a pattern in exponentially many ways would never be done."""
    sentence = word * 40 + "well"
    assert [] == list(amends(sentence, ("", ""), 0, cued=is_cued(sentence)))
    assert () == said(sentence).amends
    assert [] == told(WorkingAgent(), f"{word * 40}it reminds me of Rome")[0]
