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
