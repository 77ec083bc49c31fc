"""People told of by the way: with their ages in brackets, as newcomers in a role, married, born and well again."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator

HIKING = "I love hiking."


@pytest.mark.parametrize(
    ("text", "told", "false"),
    [
        (
            "Emma (7) has ADHD and my son Luke (10) is gifted in math.",
            "Luke is Mei's son",
            "Emma has Mei's son",
        ),
        (
            "Emma (7) has asthma and Luke (10) is gifted in math.",
            "Luke is gifted in math",
            "Emma is gifted",
        ),
        (
            "My son Luke (10) plays soccer and my daughter Emma (7) does ballet.",
            "Luke plays soccer",
            "Luke plays soccer Mei's daughter",
        ),
        ("My kids Emma (7) and Luke (10) go to Oak Hill.", "Luke is Mei's kid", "Emma has"),
    ],
)
def test_two_with_their_ages_in_brackets_are_told_of_apart(
    quick: Orchestrator, text: str, told: str, false: str
) -> None:
    """Each has what stands behind their own name."""
    _, now = before_and_after(quick, HIKING, text, ["semantic"])
    assert any(each.startswith(told) for each in now)
    assert not any(each.startswith(false) for each in now)
