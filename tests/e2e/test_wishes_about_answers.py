"""How somebody wants to be answered: of what cannot both hold, what they asked for last holds."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after

from octomem import Orchestrator

_KINDS = ["core", "semantic"]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I prefer short answers", "please give me longer, detailed answers from now on"),
        ("Keep your answers short", "I'd like more detailed answers from now on"),
        ("be concise in your replies", "from now on be more detailed"),
        ("I like detailed explanations", "please keep your answers brief"),
        ("Please always answer in English", "From now on answer in German please"),
        ("always reply in spanish", "reply in english from now on"),
        ("Use metric units", "use imperial units from now on"),
        ("I prefer Celsius", "always use Fahrenheit please"),
        ("Always use bullet points", "stop using bullet points"),
    ],
)
def test_a_wish_takes_the_place_of_its_opposite(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whoever answers by both can follow neither."""
    known, now = before_and_after(quick, first, later, _KINDS)
    assert known
    assert not known & now
    assert now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I prefer short answers", "My boss wants long answers"),
        ("I prefer short answers", "Tom prefers long answers"),
        ("I prefer short answers", "I don't like long answers"),
        ("I prefer short answers", "Give me a detailed answer to this one"),
        ("I prefer short answers", "I want longer answers about history from now on"),
        ("I prefer short answers", "In 2019 I preferred detailed explanations"),
        ("I prefer short answers", "I prefer long walks to the gym"),
        ("I prefer short answers", "Should I ask for longer answers?"),
        ("Keep your answers short", "Always give my students detailed feedback"),
        ("Please always answer in English", "How do I answer in German?"),
        ("Please always answer in English", "always write emails to Klaus in German"),
        ("Please always answer in English", "I'm learning to answer in German"),
        ("Use metric units", "use imperial units for the recipes"),
        ("I like short hair", "I like long hair on my boyfriend"),
        ("Always use bullet points", "my editor told me to stop using bullet points at work"),
    ],
)
def test_other_wishes_stand_beside_it(quick: Orchestrator, first: str, later: str) -> None:
    """They are of others, of another time or subject, or of something else than answers."""
    assert_goes_on(quick, first, later, _KINDS)
