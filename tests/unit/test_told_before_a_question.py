"""What somebody says of themselves right before a question is told, not asked."""

import pytest
from tests.unit.spoken import statements

from octomem.agents.reading.reading import Mood


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("im vegan, anything in the terminal?", "Mei is vegan"),
        ("btw im veggie, anythin decent near the gate tonite?", "Mei is vegetarian"),
        ("we're vegan, got any tips?", "Mei is vegan"),
        ("I'm from Hull, is there a clinic near me?", "Mei is from Hull"),
    ],
)
def test_it_is_told(text: str, told: str) -> None:
    """The comma ends a sentence of its own."""
    assert told in [each.text for each in statements(text) if each.mood is Mood.FACT]


@pytest.mark.parametrize(
    "text",
    [
        "I'm vegan, am I?",
        "I'm right, are you?",
        "If I'm late, can you wait?",
        "When I'm in Rome, what should I eat?",
        "Am I vegan, or what?",
        "You're vegan, is that right?",
    ],
)
def test_what_is_asked_stays_asked(text: str) -> None:
    """A tag, a condition, what is asked of others."""
    assert not [each for each in statements(text) if each.mood is Mood.FACT]
