"""A day without a year that has just passed is the past one where no verb says otherwise."""

from datetime import date

import pytest
from tests.unit.spoken import open_tasks, said


def day_of(text: str) -> date:
    """Return the first day that a turn of 8 May 2024 names."""
    return said(text).moments[0].start.date()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspector back again on the 7th of May, different one.", date(2024, 5, 7)),
        ("Dentist on the 7th of May.", date(2024, 5, 7)),
        ("Root canal on the 2nd of May, two fillings.", date(2024, 5, 2)),
        ("Dentist on the 12th of May.", date(2024, 5, 12)),
        ("Dentist on 3 January.", date(2025, 1, 3)),
        ("Dentist on the 20th of April.", date(2025, 4, 20)),
        ("The visa expires on 7 May.", date(2025, 5, 7)),
        ("The tax return by 7 May.", date(2025, 5, 7)),
        ("The dentist for the 7th of May.", date(2025, 5, 7)),
    ],
)
def test_a_day_that_has_just_passed_is_over(text: str, expected: date) -> None:
    """What a verb tells of ahead, what is longer ago, and what is due by a day is yet to come."""
    assert day_of(text) == expected


@pytest.mark.parametrize(
    ("text", "is_task"),
    [
        ("Dentist on the 7th of May.", False),
        ("Dentist on the 3rd of February.", True),
        ("I have to hand in the tax return by 7 May.", True),
    ],
)
def test_what_has_just_passed_is_no_task(text: str, is_task: bool) -> None:
    """Nobody notes an appointment of yesterday for the next year."""
    assert bool(open_tasks(text)) is is_task
