"""Where a change of a text begins that is made before it is parsed."""

import pytest

from octomem.agents.reading.cleaning import passages


def cleaned(text: str) -> str:
    """Return what the parser sees of a text."""
    return "".join(passage.text for passage in passages(text))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("look:seehttps://example.org/a now", "look:see now"),
        ("tell mewww.example.org now", "tell me now"),
        ("the file my__old__file is gone", "the file myoldfile is gone"),
        ("I love❤❶❷ tea😀now", "I love teanow"),
    ],
)
def test_links_and_marks_go_from_within_a_word(text: str, seen: str) -> None:
    """They stand wherever somebody puts them, also without a space before them."""
    assert seen == cleaned(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("the fox got Reba :( Dolly is sulking", "the fox got Reba . Dolly is sulking"),
        ("we lost the hen. :( Dolly is sulking", "we lost the hen.  Dolly is sulking"),
        ("I love tea :) and cake", "I love tea  and cake"),
        ("I live in Bonn :) with my cat", "I live in Bonn  with my cat"),
        ("see you :)", "see you "),
    ],
)
def test_a_face_ends_a_sentence_where_another_begins(text: str, seen: str) -> None:
    """Not before what goes on with the one that it stands in."""
    assert seen == cleaned(text)


@pytest.mark.parametrize(
    "text", ["Naomi've gone off tea", "Bali have gone off the boil", "dim nun"]
)
def test_words_are_changed_as_wholes(text: str) -> None:
    """What looks like a shorthand at a word's end is a part of that word."""
    assert text == cleaned(text)


@pytest.mark.parametrize(
    "before", ["", "Nope. ", "Right! ", "nah ", "Yeah ", "yep ", "No, ", "yes, ", ":) "]
)
def test_a_subject_is_filled_in_where_a_statement_opens(before: str) -> None:
    """A sentence opens after its mark, a smiley, and what agrees or disagrees."""
    assert "I live in Graz" in cleaned(f"{before}live in Graz now")


def test_no_subject_is_filled_in_within_a_statement() -> None:
    """What follows another word is that one's to say."""
    assert "they live in Graz" == cleaned("they live in Graz")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("I play golf these days.", "I play golf now."),
        ("I play golf nowadays.", "I play golf now."),
        ("it was fine tbh", "it was fine"),
        ("She left of all things", "She left"),
        ("I live in Leeds if you must know.", "I live in Leeds."),
        ("I live in Leeds in case you wonder.", "I live in Leeds."),
        ("He won would you believe it!", "He won!"),
        ("he is 5 scratch that, he is 6", "he is 5. Actually, he is 6"),
        ("we moved but just not to Graz", "we moved"),
        ("we moved only not to Graz", "we moved"),
        ("I lived in Cork until 2012 and in Bonn since then", "I lived in Cork until 2012. I lived in Bonn since then"),
    ],
)  # fmt: skip
def test_a_change_may_begin_with_the_space_before_a_word(text: str, seen: str) -> None:
    """What goes takes its space along; what comes stands where the sentence ended."""
    assert seen == cleaned(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("My brother Raghunath, we all call him Raghu, is a pilot.", "My brother Raghunath is a pilot."),
        ("My colleague Christopher (everyone calls him Kit) is vegan.", "My colleague Christopher is vegan."),
        ("My son Alexander, Sasha for short, is 9.", "My son Alexander is 9."),
        ("My neighbour is Mrs Abernathy, Abby to us.", "My neighbour is Mrs Abernathy."),
        ("My brother Benjamin (Benji) works at Tesco.", "My brother Benjamin works at Tesco."),
        ("I met Tom, everyone calls him a genius.", "I met Tom, everyone calls him a genius."),
        ("I know Tom, we all call him Tommy.", "I know Tom."),
        ("Leeds (England) is big.", "Leeds (England) is big."),
    ],
)  # fmt: skip
def test_another_name_put_in_goes(text: str, seen: str) -> None:
    """The sentence goes on as if it were not there; what it says is read on its own."""
    assert seen == cleaned(text)
