"""Half sentences are made whole where their form tells what is missing, and only there."""

import pytest
from tests.unit.spoken import statements, turn

from octomem.agents.reading.cleaning import passages
from octomem.agents.reading.halves import fillings
from octomem.agents.reading.parser import parsing
from octomem.agents.reading.reader import Reader


def whole(text: str) -> list[str]:
    """Return a text's passages with what is missing in them."""
    found = list(passages(text))
    with parsing() as parse:
        docs = parse([passage.text for passage in found])
        pairs = zip(found, docs, strict=True)
        return [passage.filled(tuple(fillings(doc))).text for passage, doc in pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My sister Kim is ill. works nights", "My sister Kim is ill. my sister works nights"),
        ("Kim has moved, lives in Ghent now", "Kim has moved, Kim lives in Ghent now"),
        ("she is a vet. teaches too", "she is a vet. she teaches too"),
        (
            "let the flat, been in Funchal since May",
            "let the flat, I have been in Funchal since May",
        ),
        ("he left, been with Aldi since May", "he left, he has been with Aldi since May"),
        ("how is it, only ever play on the xbox", "how is it, I only ever play on the xbox"),
        ("usually take the bus", "I usually take the bus"),
    ],
)
def test_what_a_half_sentence_lacks_is_filled_in(text: str, expected: str) -> None:
    """The speaker is meant unless the clause before is about somebody else."""
    assert whole(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "the fix is in. works fine now",
        "my boss called. works for me",
        "always answer in German",
        "been there, done that",
        "been a while!",
        "works nights",
        "open 9 to 5, closed Sunday",
        "usually?",
        'we sang "been in love since May" all night',
        "My brother cooks, drives and speaks Italian",
        "Kim is here. plays havoc with my nerves",
        "My brother left. drives me mad",
    ],
)
def test_what_may_mean_something_else_stays(text: str) -> None:
    """Things that work, orders, sayings and songs say nothing of a person."""
    assert whole(text) == [text]


def test_a_list_says_nothing_of_who_writes_it() -> None:
    """Its items are no halves of sentences."""
    told = statements("- usually take the bus\n- mostly drink tea")
    assert not [each for each in told if each.mood == "fact"]


def test_a_filled_passage_keeps_the_words_of_its_turn() -> None:
    """Sentences are verbatim, whatever was parsed."""
    reading = Reader().read(turn("my sister Kim is a nurse. works nights at Lumo"))
    assert [each.text for each in reading.sentences] == [
        "my sister Kim is a nurse.",
        "works nights at Lumo",
    ]


def test_an_answer_about_somebody_else_is_not_of_the_speaker() -> None:
    """Where the question asks for another."""
    turns = [turn("how does Kim get there?", actor="Gus"), turn("usually take the bus", 2)]
    assert not [each for each in Reader().read_many(turns)[-1].statements if each.mood == "fact"]
