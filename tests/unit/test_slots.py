"""The table of single-valued slots, as it lies in configs/."""

import pytest
from tests.unit.spoken import statements

from octomem.agents.slots import load_table

TABLE = load_table()


def test_the_table_is_read_from_the_source_tree() -> None:
    """The slots that the design names are there."""
    named = {slot.name for slot in TABLE.slots}
    wanted = {"home", "employer", "job", "marital_status", "phone", "email", "manager", "age"}
    assert wanted | {"diet", "birthday", "car", "favourite_*"} <= named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I live in Graz.", ("Mei", "home", "Graz")),
        ("I moved to Graz.", ("Mei", "home", "Graz")),
        ("I work for Initech.", ("Mei", "employer", "Initech")),
        ("I'm a nurse at Acme.", ("Mei", "job", "a nurse")),
        ("I'm vegan.", ("Mei", "diet", "vegan")),
        ("I'm married to Tom.", ("Mei", "marital_status", "married")),
        ("I got divorced.", ("Mei", "marital_status", "divorced")),
        ("My sister got married in Oslo.", ("Mei's sister", "marital_status", "married")),
        ("I'm 34 years old.", ("Mei", "age", "34 years old")),
        ("I drive a Tesla.", ("Mei", "car", "Tesla")),
        ("I drive a Mercedes.", ("Mei", "car", "Mercedes")),
        ("My favorite color is green.", ("Mei", "favourite_colour", "green")),
        ("Karl is my boss.", ("Mei", "manager", "Karl")),
        ("My manager's name is Karl.", ("Mei", "manager", "Karl")),
        ("My birthday is 3 May.", ("Mei", "birthday", "3 May")),
        ("My sister lives in Oslo.", ("Mei's sister", "home", "Oslo")),
        ("My own car is a Mini.", ("Mei", "car", "a Mini")),
        ("I have an iPhone 13.", ("Mei", "phone_model", "iPhone 13")),
        ("I'm an atheist.", ("Mei", "religion", "an atheist")),
        ("I was born in Hull.", ("Mei", "birthplace", "Hull")),
    ],
)
def test_a_statement_fills_a_slot(text: str, expected: tuple[str, str, str]) -> None:
    """Different words for one thing fill the same slot."""
    filled = next(f for s in statements(text) if (f := TABLE.fill(s)) is not None)
    assert expected == (filled.holder, filled.name, filled.value)


@pytest.mark.parametrize(
    "text",
    [
        "I live in a small flat.",
        "I like Graz.",
        "I'm happy.",
        "I'm a fan of jazz.",
        "I work hard.",
        "I drive Anna to school.",
        "I was born in hospital.",
        "I own Nokia shares.",
        "I bought an iPhone cable.",
        "I have a Pixel Art book.",
    ],
)
def test_other_statements_fill_none(text: str) -> None:
    """A small flat is not a home town, and liking a place is not living there."""
    assert [] == [f for s in statements(text) if (f := TABLE.fill(s)) is not None]


def test_a_verb_that_ends_something_is_known() -> None:
    """Selling ends having."""
    ending = TABLE.ending("sell")
    assert ending is not None
    assert "has" in ending.predicates
    assert TABLE.ending("like") is None
