"""When somebody gets up and what they pay: of each the newest holds, in whichever words it was told."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I wake up at 6", "I wake up at 5 now"),
        ("I usually wake up at 7", "these days I get up at 6"),
        ("My rent is $1,500", "They raised my rent to $1,700"),
        ("I pay 1200 in rent", "rent is now 1350"),
        ("my rent is 1500", "my landlord raised the rent to 1700"),
        ("My salary is 60000", "they bumped my salary to 66000"),
    ],
)
def test_a_new_hour_and_a_new_amount_take_the_place_of_the_old(
    quick: Orchestrator, first: str, later: str
) -> None:
    """There is one at a time."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now
    assert now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I wake up at 6", "I woke up at 4 today"),
        ("I wake up at 6", "I have to get up at 5 tomorrow"),
        ("I wake up at 6", "On Sundays I wake up at 9"),
        ("I wake up at 6", "My brother wakes up at 5"),
        ("I wake up at 6", "I wish I could wake up at 5"),
        ("I wake up at 6", "When I was 20 I woke up at noon"),
        ("I wake up at 6", "does anyone wake up at 5?"),
        ("I wake up at 6", "I get up at 5 times a night"),
        ("I wake up at 6", "In the movie I wake up at 5 and I'm a cat"),
        ("My rent is $1,500", "They want to raise my rent to $1,700"),
        ("My rent is $1,500", "They raised Tom's rent to $1,700"),
        ("My rent is $1,500", "My sister says rent is now 2000"),
        ("My rent is $1,500", "They're raising my rent to $1,700 next year"),
        ("My rent is $1,500", "Rent is now 2000 in Boston"),
        ("My rent is $1,500", "did they raise my rent to 1700?"),
        ("My rent is $1,500", "In 2015 they raised my rent to 900"),
        ("My rent is $1,500", "They raised my rent by 100"),
        ("My rent is $1,500", "they didn't raise my rent to 1700"),
        ("My rent is $1,500", "they almost raised my rent to 1700"),
        ("My rent is $1,500", "when I was a student they raised my rent to 500"),
        ("My rent is $1,500", "my ex pays 900 in rent"),
    ],
)
def test_another_day_another_one_and_a_plan_change_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """What was so once, is so for others or may come is no news of it."""
    assert_goes_on(quick, first, later, ["semantic"])
