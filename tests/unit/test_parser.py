"""Where the parser starts sentences."""

import pytest
from tests.unit.spoken import said, statements

from octomem.agents.reading.parser import LONGEST, parsing


@pytest.mark.parametrize(
    "text", ["I am a ", "2010-2012 ", "Dr. A. B-C ", "and then she said that "]
)
def test_no_sentence_is_longer_than_anybody_says(text: str) -> None:
    """What is looked for in the whole of a sentence is looked for in few words."""
    with parsing() as parse:
        (doc,) = parse([text * 1000])
        longest = max(len(sentence) for sentence in doc.sents)

    assert longest <= LONGEST


def test_what_stands_far_behind_in_a_text_without_marks_is_read() -> None:
    """People speak to their phones, which know no full stop."""
    story = "and then we went to the market and bought apples and pears for the pie " * 15
    told = statements(f"{story} and I live in Cork")

    assert ("lives in", "Cork") in {(each.predicate, each.object) for each in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can't eat gluten anymore.", ("eats", "gluten", True)),
        ("I don't eat gluten any more", ("eats", "gluten", True)),
        ("I can no longer eat gluten", ("eats", "gluten", True)),
        ("I don't teach maths any more.", ("teaches", "maths", True)),
        ("I don't drive any more", ("drives", "", True)),
        ("I'm not vegan any more.", ("is", "vegan", True)),
        ("I don't need any more help.", ("needs", "any more help", True)),
        ("I drive a Golf.", ("drives", "a Golf", False)),
    ],
)
def test_what_stands_behind_a_verb_is_its_object(
    text: str, expected: tuple[str, str, bool]
) -> None:
    """ "Any more" is no object, and a noun that no dictionary has as a verb is none."""
    (told,) = statements(text)
    assert (told.predicate, told.object, told.negated) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("6 nights from 12 Sept. Hannah wants a pool.", 2),
        ("My appointment is on 3 Oct. Hannah has a bad knee.", 2),
        ("My flight is at 5 p.m. Hannah drives me.", 2),
        ("I was born in Aug. 1990 in Leeds.", 1),
        ("I work for the Dec. Foundation in Leeds", 1),
        ("my doctor is dr. patel, he moved me to statins", 1),
        ("Greetings from sunny Naples!", 1),
        ("Send it to 14 Marsh Lane, that's my mum's", 1),
    ],
)
def test_a_shortened_date_may_end_a_sentence_and_a_title_does_not(text: str, parts: int) -> None:
    assert len(said(text).sentences) == parts
