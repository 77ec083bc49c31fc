"""What is so in a dream, a novel or a game is so nowhere else."""

import pytest
from tests.unit.spoken import found, said

from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()


@pytest.mark.parametrize(
    "text",
    [
        "I moved to Leeds, not York, in the dream.",
        "In my dream I moved to Leeds.",
        "I dreamt that I moved to Leeds.",
        "In the game I moved to Leeds.",
        "In my novel I live in Paris.",
        "I had a dream where I worked at Lumo.",
        "Mad dream last night, I lived in Rome.",
        "Had a weird dream again: I worked at Lumo.",
    ],
)
def test_what_is_imagined_is_no_fact_and_puts_nothing_right(text: str) -> None:
    """Nobody moves in a dream."""
    assert [] == [each for each in found(AGENT, text) if each.fields["slot"]]
    assert () == said(text).amends


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I work in the game industry at Ubisoft.", "Ubisoft"),
        ("I got a job at Lumo, my dream job.", "Lumo"),
        ("I moved to Leeds for a dream job.", "Leeds"),
        ("I live in Leeds and write novels.", "Leeds"),
        ("I live in York, in the dream house of my childhood.", "York"),
        ("I joined Lumo, the video game studio.", "Lumo"),
        ("My character has changed since I moved to York.", "York"),
        ("Finished my novel last night, I live in York.", "York"),
        ("I moved to York after I played in that game.", "York"),
        ("I moved to York and started playing in a campaign.", "York"),
    ],
)
def test_what_only_speaks_of_dreams_and_games_is_one(text: str, value: str) -> None:
    """A dream job is a job."""
    assert value in {
        str(each.fields["object"]) for each in found(AGENT, text) if each.fields["slot"]
    }
