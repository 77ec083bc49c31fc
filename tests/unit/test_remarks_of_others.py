"""What somebody tells of others for good is kept in their words where no fact says it."""

import pytest
from tests.unit.spoken import found

from octomem.agents.semantic import SemanticAgent

FACTS = SemanticAgent()


def test_what_is_so_of_others_is_quoted_as_theirs() -> None:
    """A statement that makes no fact says nothing that a memory would say, and tells of whom the words are."""
    facts = found(FACTS, "kinga cant drive and i lost my licence in feb")
    (quote,) = (each for each in facts if each.fields["subject"] == "kinga")

    assert "Mei: kinga cant drive" == quote.text
    assert ("drives", True) == (quote.fields["predicate"], quote.fields["negated"])


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
