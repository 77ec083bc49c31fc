"""Spellings of one name: accents and titles do not make two people."""

import pytest

from octomem.agents.wording import normal, stems
from octomem.spelling import one_spelling, plain, titled, titles_of
from octomem.stores.entities import entity_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë", "Zoe"),
        ("Jürgen Müller", "jurgen  muller"),
        ("Dr. Kim", "Doctor Kim"),
        ("Prof. Adams", "Professor Adams"),
        ("Peña", "Pen\u0303a"),
    ],
)
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    """For the graph and for what claims are known by."""
    assert entity_key(one) == entity_key(other)
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("tea", "\uff54\uff45\uff41"), ("PS5", "\uff30\uff33\uff15"), ("一台PS5", "一台ＰＳ５")],
)
def test_a_letter_has_one_width(one: str, other: str) -> None:
    """What is typed in the wide letters of a Chinese or Japanese keyboard says the same."""
    assert normal(one) == normal(other)
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Dr. Kim", "Kim"), ("Drake", "Rake"), ("が", "か"), ("Мой", "Мои")]
)
def test_two_names_stay_two(one: str, other: str) -> None:
    """A title tells more than none, and marks of other scripts make other letters."""
    assert entity_key(one) != entity_key(other)


def test_a_title_is_told_from_the_name() -> None:
    """In small letters, whichever way it is written; a title alone is none."""
    assert ("dr", "kim") == titled("doctor kim") == titled("dr. kim")
    assert ("", "doctor") == titled("doctor")
    assert "prof adams" == one_spelling("professor adams")
    assert "dr kim" in titles_of("kim")


def test_values_are_compared_without_accents() -> None:
    """Zürich and Zurich are one place."""
    assert stems("Zürich") == stems("Zurich")
    assert "Zurich" == plain("Zürich")
