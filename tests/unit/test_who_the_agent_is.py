"""Who an agent is by its own words, or by what it is cast as."""

import pytest
from tests.unit.spoken import said

from octomem.agents.standing import entries
from octomem.turn import Role


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "I'm Ellie, the virtual assistant of Whitegoods Direct. How can I help?",
            "The agent is Ellie, the virtual assistant of Whitegoods Direct",
        ),
        (
            "Hi! I'm Coach Nia, your rehab assistant.",
            "The agent is Coach Nia, your rehab assistant",
        ),
    ],
)
def test_an_agent_presents_itself(text: str, who: str) -> None:
    """By a name and what it is."""
    told = [each.text for each in entries(said(text, role=Role.ASSISTANT))]
    assert [who] == told


def test_somebody_casts_an_agent() -> None:
    """With a name and a part that an agent plays."""
    told = [each.text for each in entries(said("You are Quill, the writing helper of Northmere."))]
    assert "The agent is Quill, the writing helper of Northmere" in told


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("I'm sorry, the assistant was down.", Role.ASSISTANT),
        ("I'm sure Ellie, the assistant, can help.", Role.ASSISTANT),
        ("I'm Ellie, the virtual assistant of Whitegoods Direct.", Role.USER),
        ("You are Anna, right?", Role.USER),
        ("You are Ben's friend.", Role.USER),
        ("You are wrong, the assistant said so.", Role.USER),
    ],
)
def test_others_are_no_agent(text: str, role: Role) -> None:
    """Who is told of, and people by their jobs."""
    told = [each.text for each in entries(said(text, role=role))]
    assert not [each for each in told if each.startswith("The agent is")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("I shall call you Winston.", ["The agent is Winston"]),
        ("I'm going to name you Otto", ["The agent is Otto"]),
        ("can i call you Bea?", ["The agent is Bea"]),
        ("your name is Fitz now", ["The agent is Fitz"]),
        ("I shall call you tomorrow.", []),
        ("I'll call you Monday", []),
        ("I shall call you Ana if you annoy me", []),
        ("can i call you back?", []),
    ],
)
def test_somebody_names_an_agent(text: str, who: list[str]) -> None:
    """Nobody is named by when they are rung up."""
    told = [each.text for each in entries(said(text)) if each.text.startswith("The agent is")]
    assert who == told
