"""Verbs by class: what says in other words where somebody lives, works, and what they like."""

import pytest
from tests.unit.spoken import holding, told
from tests.unit.test_entailed import AGENT, answered, claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I ended up in Oslo after all that.", ("Mei", "lives in", "Oslo")),
        ("Settled into Oslo nicely.", ("Mei", "lives in", "Oslo")),
        ("We emigrated to Oslo in 2019.", ("Mei", "lives in", "Oslo")),
        ("Lumo hired me!", ("Mei", "works at", "Lumo")),
        ("I've been with Lumo since March.", ("Mei", "works at", "Lumo")),
        ("I'm full time at Lumo now.", ("Mei", "works at", "Lumo")),
        ("I moved to a company called Lumo.", ("Mei", "works at", "Lumo")),
        ("I signed with Lumo last week.", ("Mei", "works at", "Lumo")),
        ("I retrained as a welder.", ("Mei", "works as", "a welder")),
        ("I've been made manager.", ("Mei", "works as", "manager")),
        ("I make my living as a welder.", ("Mei", "works as", "a welder")),
        ("I can't stand olives.", ("Mei", "dislikes", "olives")),
        ("I'm not a fan of olives.", ("Mei", "dislikes", "olives")),
        ("I've gone off olives.", ("Mei", "dislikes", "olives")),
        ("I can't get enough of olives.", ("Mei", "likes", "olives")),
        ("I've developed an allergy to nuts.", ("Mei", "is allergic to", "nuts")),
        ("I have a severe nut allergy.", ("Mei", "is allergic to", "nut")),
        ("I'm fluent in Polish.", ("Mei", "speaks", "Polish")),
        ("Tied the knot on Saturday!", ("Mei", "is", "married")),
    ],
)
def test_a_class_of_verbs_says_what_one_of_them_says(
    text: str, claim: tuple[str, str, str]
) -> None:
    """The fact has the slot's predicate, whatever the words were."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "I ended up in Oslo for a night because of the storm.",
        "We wound up in Oslo on holiday.",
        "I'm at Lumo for a meeting.",
        "I'm with Lena for the day.",
        "I've been with Lena for three years.",
        "I moved to the window.",
        "Lumo hired my brother.",
        "I was made aware of it.",
        "I was named after Lena.",
        "If I ended up in Oslo, I'd be glad.",
        "He wants me to sign with Lumo.",
    ],
)
def test_short_stays_and_other_things_fill_no_slot(text: str) -> None:
    """A night somewhere is no home, a meeting no job, a person no employer."""
    slots = {"lives in", "moves to", "works at", "starts at", "works as"}
    assert not {each for each in claims(text) if each[0] == "Mei" and each[1] in slots}


def test_the_same_in_other_words_is_one_fact() -> None:
    """Whether it was told by an adjective or by a noun."""
    said = holding(told(AGENT, "I'm allergic to peanuts.", "I have a peanut allergy.")[0])
    assert ["Mei is allergic to peanuts"] == said


def test_what_was_said_stays_the_text_of_the_fact() -> None:
    """Only its fields are in the words of the slot."""
    memories, _ = told(AGENT, "I ended up in Oslo after all that.")
    assert ["Mei ended up in Oslo after all that"] == [memory.text for memory in memories]


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("I live in Bergen.", "Ended up in Oslo!", ["Mei ended up in Oslo"]),
        ("I like olives.", "I've gone off olives.", ["Mei has gone off olives"]),
        ("I do judo.", "I swore off judo.", []),
        ("I do judo.", "I packed in judo.", []),
        ("I have one cat called Rex.", "Had to rehome Rex, my son got ill.", []),
        ("I do judo.", "I'm done with judo.", []),
        ("I play football.", "No longer playing football, my ankle hurts.", []),
    ],
)
def test_it_takes_the_place_of_what_held_before(before: str, after: str, left: list[str]) -> None:
    """As the slot's own words would."""
    assert left == holding(told(AGENT, before, after)[0])


@pytest.mark.parametrize(
    ("question", "text", "claim"),
    [
        ("Do you do any sports?", "judo, twice a week", ("Mei", "does", "judo")),
        ("So you live in Bergen?", "No, Oslo.", ("Mei", "lives in", "Oslo")),
        ("Are you still at Siemens?", "No, Lumo now", ("Mei", "works at", "Lumo")),
        ("Where are you now?", "Madrid, sharing with two others", ("Mei", "lives in", "Madrid")),
        ("Do you have any pets?", "Two, actually. A dog, Rex.", ("Rex", "is", "Mei's dog")),
        ("And siblings?", "one brother, Karl. He's got a pug.", ("Karl", "has", "a pug")),
    ],
)
def test_an_answer_says_it_with_its_question(
    question: str, text: str, claim: tuple[str, str, str]
) -> None:
    """Lists, numbers, names in passing, and what puts a question right."""
    assert claim in answered(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Do you do any sports?", "no, never"),
        ("So you live in Bergen?", "No, thanks."),
        ("Are you at the bank?", "No idea."),
        ("Where are you right now?", "Oslo, for a meeting"),
    ],
)
def test_an_answer_that_names_nothing_says_nothing(question: str, text: str) -> None:
    """What is denied, thanked for or passing is no fact."""
    assert set() == {each for each in answered(question, text) if each[1] != "says"}
