"""Whose allergy it is that leaves something out."""

import pytest
from tests.unit.spoken import found

from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()


def allergies(text: str) -> list[str]:
    """Return the allergies that a message of Mei's tells, in words."""
    return [each.text for each in found(AGENT, text) if "allergic to" in each.text]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("baking's good but no eggs pls, Finn's allergic", "Finn is allergic to eggs"),
        ("I'll do the dal. no cashews tho, Ifeoma's allergic", "Ifeoma is allergic to cashews"),
        ("keep the nuts away from my son, he's allergic", "Mei's son is allergic to nuts"),
        ("no shellfish for Tom, he is allergic", "Tom is allergic to shellfish"),
        ("no eggs for me, I'm allergic", "Mei is allergic to eggs"),
    ],
)
def test_it_is_theirs_who_are_told_to_be_allergic(text: str, says: str) -> None:
    """And nobody else's."""
    assert [says] == allergies(text)


@pytest.mark.parametrize(
    "text",
    [
        "no worries, Tom's allergic",
        "no idea if Tom's allergic",
        "no clue why, Sue's allergic",
        "no way is Tom allergic",
        "no nuts in it? Tom's allergic",
        "no milk today, the shop is shut",
        "no, Tom's allergic",
    ],
)
def test_what_nobody_leaves_out_is_no_allergen(text: str) -> None:
    """An idiom, a question, and what is left out for another reason."""
    assert [] == allergies(text)


def test_to_pollen_is_to_nothing_else() -> None:
    """What somebody is allergic to is told."""
    assert ["Mei's sister is allergic to pollen"] == allergies(
        "no problem, my sister's allergic to pollen"
    )
