"""Places and devices by the form of a clause."""

import pytest

from octomem.agents.feelings import find_mood
from octomem.agents.situation import find_device, find_place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm at the tax office, number 84", "at the tax office"),
        ("we're at my parents' place for the weekend", "at their parents' place"),
        ("I'm waiting opposite the archive", "opposite the archive"),
        ("sat on the night bus, freezing", "on the night bus"),
        ("I'm driving, keep it short", "driving"),
        ("on holiday in Crete atm", "on holiday in Crete"),
        ("hi from a very windy Cape Town", "in a very windy Cape Town"),
        ("I'm at the end of my rope", None),
        ("I'm at an age where that matters", None),
        ("I'm on Python 3.12 now", None),
        ("I'm in Engineering", None),
        ("I'm in a meeting", None),
        ("tomorrow I'm at the archive", None),
        ("she's at the archive", None),
    ],
)
def test_a_place_needs_no_known_word(text: str, expected: str | None) -> None:
    """ "At the …" is a place, but for moments, ages and ends."""
    assert expected == find_place(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my phone's at 3% so be quick", "phone"),
        ("I've only got my tablet with me today", "tablet"),
        ("I'm using the web version on a Chromebook", "Chromebook"),
        ("my old phone was a Nokia", None),
        ("my sister's laptop is dying", None),
        ("Toms phone is dying", None),
        ("The computer at 100% load is loud", None),
    ],
)
def test_a_device_in_hand_is_told_by_the_way(text: str, expected: str | None) -> None:
    """What runs out of battery or is all one has is what one writes on."""
    assert expected == find_device(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I've had such a rotten day", "had such a rotten day"),
        ("I'm feeling a lot calmer now", "calmer"),
        ("so excited for tonight", "excited"),
        ("I felt so sad", None),
        ("I'm scared of spiders", None),
        ("I'm no longer angry", None),
    ],
)
def test_a_mood_is_of_now(text: str, expected: str | None) -> None:
    """Days and comparisons tell it; the past, fears for life and what is over do not."""
    assert expected == find_mood(text)
