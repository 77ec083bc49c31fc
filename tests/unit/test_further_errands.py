"""Errands in half sentences: as an answer, going on from the one before, and what is taken on of an advice."""

import pytest
from tests.unit.spoken import READER, turn

from octomem.agents.working import WorkingAgent
from octomem.turn import Role

WORKING = WorkingAgent()


def tasks(asked: str, text: str) -> list[str]:
    """Return what Mei's turn leaves open behind one of an assistant's, or of Ben's."""
    is_ben = asked.startswith("Ben: ")
    role = Role.USER if is_ben else Role.ASSISTANT
    before = turn(asked.removeprefix("Ben: "), 1, actor="Ben" if is_ben else "Ada", role=role)
    readings = READER.read_many([before, turn(text, 1)] if asked else [turn(text, 1)])
    return [each.text for each in WORKING.extract(readings)]


@pytest.mark.parametrize(
    ("asked", "text", "task"),
    [
        ("Anything to do tomorrow?", "pay the plumber, and ring the school at 9", "Mei has to ring the school at 9"),
        ("Anything still open?", "rotate that key i guess, now that i leaked it", "Mei has to rotate that key"),
        ("When is the exam?", "the 14th", "Mei has the exam on the 14th"),
        ("Mount the src folder only.", "ok ill try that", "Mei will mount the src folder only"),
        ("Ben: can you book the big room?", "fine, booking it", "Mei will book the big room"),
        ("", "numbers are late. need to chase her at 11. and finish the intro myself.", "Mei has to finish the intro"),
        ("", "gotta clean the oven today, then text him the pics", "Mei has to text him the pics"),
        ("", "have to book the ferry too. n get Rex his tablets", "Mei has to get Rex his tablets"),
        ("", "the deadline slips to friday", "Mei: the deadline slips to friday (10 May 2024)"),
        ("", "Pavel can collect it on friday", "Mei: Pavel can collect it on friday (10 May 2024)"),
    ],
)  # fmt: skip
def test_errands_are_told_in_half_sentences(asked: str, text: str, task: str) -> None:
    """Their verb says so."""
    assert task in tasks(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Take care!", "will do"),
        ("Mount the src folder.", "i tried that last week"),
        ("Mount src only.", "ill never do that"),
        ("Anything to do tomorrow?", "nothing, sleep in"),
        ("Anything to do in Porto?", "visit the tower"),
        ("When is the exam?", "no idea"),
        ("", "if i had to move id pack. and sell the bed"),
        ("", "he has to call me. and book it"),
        ("", "Tom has to book the venue. And call the band"),
        ("", "our cleaner has to mop, then dust the shelves"),
        ("", "I must say, she is great. And send my love"),
        ("", "Tom can be rude on sunday"),
        ("", "the price moves to 50"),
    ],
)
def test_what_nobody_takes_on_is_no_errand(asked: str, text: str) -> None:
    """Nor what is only supposed."""
    assert [] == tasks(asked, text)
