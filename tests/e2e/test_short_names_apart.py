"""Short names of somebody else, and words in brackets and behind "of" that are no name or firm of anybody."""

import pytest
from tests.e2e.daily import USER, tell

from octomem import Orchestrator


def _tell(memory: Orchestrator, *sessions: str) -> set[str]:
    tell(memory, *sessions)
    found = memory.list(user_id=USER, kinds=["semantic", "knowledge", "core"])
    return {each.text for each in found}


@pytest.mark.parametrize(
    ("first", "then", "fact"),
    [
        ("My niece Isabella is six.", "Isabel is my lawyer.", "Isabella is six"),
        ("My friend Robert is 40.", "Rob is 35 and works at Tesco.", "Robert is 40"),
        ("My friend Samantha is a nurse.", "Sam is a baker.", "Samantha is a nurse"),
        ("My colleague Pat is a nurse.", "Patricia is a cook.", "Pat is a nurse"),
    ],
)
def test_who_is_of_another_age_or_trade_is_somebody_else(
    quick: Orchestrator, first: str, then: str, fact: str
) -> None:
    """A guess at who is meant takes no place."""
    texts = _tell(quick, first, then)

    assert not any("also called" in text for text in texts)
    assert fact in texts


@pytest.mark.parametrize(
    ("first", "then", "full"),
    [
        ("My friend Robert is 40.", "Rob is 40 and works at Tesco.", "Robert"),
        ("My friend Samantha is a nurse.", "Sam moved to York.", "Samantha"),
    ],
)
def test_who_is_of_one_age_is_one(quick: Orchestrator, first: str, then: str, full: str) -> None:
    """So is who is told to have none."""
    assert any(text.startswith(f"{full} is also called") for text in _tell(quick, first, then))


@pytest.mark.parametrize(
    "text",
    [
        "It's the same man as Omar saw.",
        "Jan (January, that is) is cold.",
        "Sam (Samsung, not Apple) is what I use.",
    ],
)
def test_what_is_no_name_is_nobodys(quick: Orchestrator, text: str) -> None:
    """A pronoun, a month, a firm."""
    assert not any("called" in told for told in _tell(quick, text))


@pytest.mark.parametrize(
    "text",
    [
        "Joan of Arc is my hero.",
        "Anne of Green Gables is my favourite book.",
        "I know Maria of Friends of the Earth.",
    ],
)
def test_what_a_name_has_behind_of_need_be_no_firm(quick: Orchestrator, text: str) -> None:
    """Unlike "Marek of Brightline Energy"."""
    assert not any("works at" in told for told in _tell(quick, text))


@pytest.mark.parametrize(
    "text", ["You are Ravi, the best coach ever, thanks!", "Call me Tomorrow please."]
)
def test_thanks_and_days_name_nobody(quick: Orchestrator, text: str) -> None:
    """Neither the agent nor the speaker."""
    assert not any("The agent is" in told or "be called" in told for told in _tell(quick, text))
