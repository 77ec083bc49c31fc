"""What somebody tells of others for good is kept in their words where no fact says it."""

import pytest
from tests.unit.spoken import found

from octomem.agents.semantic import SemanticAgent

FACTS = SemanticAgent()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nyasha gets sick on planes", "Mei: Nyasha gets sick on planes"),
        ("kinga cant drive and i lost my licence in feb", "Mei: kinga cant drive"),
        ("auntie busi is the diabetic one", "Mei: auntie busi is the diabetic one"),
    ],
)
def test_what_is_so_of_others_is_quoted(text: str, kept: str) -> None:
    """A statement that makes no fact says nothing that a memory would say."""
    assert kept in {each.text for each in found(FACTS, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Tom is coming over at six",
        "Lena had fish and chips",
        "Ola can't find her keys",
        "Jo can't make it tonight",
        "dad forgot his phone",
        "Carla has no idea",
    ],
)
def test_what_others_do_just_now_is_not(text: str) -> None:
    """It passes with the day."""
    assert [] == found(FACTS, text)


def test_what_a_fact_says_of_others_is_not_quoted_as_well() -> None:
    """One fact is one memory."""
    assert ["Priya is scared of dogs"] == [
        each.text for each in found(FACTS, "Priya is scared of dogs")
    ]
