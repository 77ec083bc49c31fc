"""What somebody takes on who is told to do it by name, as their part, or by who does it."""

import pytest
from tests.unit.spoken import turn

from octomem.agents.reading.reader import Reader
from octomem.agents.taken_on import taken_on


def taken(asks: str, answers: str) -> list[str]:
    """Return what Di takes on of what Bo says."""
    before, reading = Reader().read_many([turn(asks, actor="Bo"), turn(answers, 2, actor="Di")])
    return [each.text for each in taken_on(reading, before)]


@pytest.mark.parametrize(
    ("asks", "answers", "text"),
    [
        ("di bring the gels", "ok", "Di will bring the gels"),
        ("Di, bring the gels.", "yes boss", "Di will bring the gels"),
        ("I'll do the slides, you book the room", "deal", "Di will book the room"),
        ("who calls the landlord?", "i will", "Di will call the landlord"),
        ("Who's calling the landlord?", "me", "Di will call the landlord"),
    ],
)
def test_it_is_taken_on_with_a_yes(asks: str, answers: str, text: str) -> None:
    """Like a request with "can you"."""
    assert {text} == set(taken(asks, answers))


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("You make great tea", "yes"),
        ("Di looks tired", "yes"),
        ("Who knows the code?", "me"),
        ("Who lives in the flat upstairs?", "i do"),
        ("Ana bring the gels", "ok"),
        ("di bring the gels", "no"),
        ("I'll do the slides, you know the room", "deal"),
    ],
)
def test_what_is_no_task_of_the_listener_is_not(asks: str, answers: str) -> None:
    """Praise, others' tasks, questions for who somebody is, a no."""
    assert [] == taken(asks, answers)
