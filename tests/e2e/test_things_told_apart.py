"""What a word is no phone, no age and no job by: "Windows 11", "I'm 76 now" of a weight, "a Pro plan customer"."""

import pytest
from tests.e2e.stories import before_and_after, tell

from octomem import Orchestrator


def _slots(memory: Orchestrator, *names: str) -> list[str]:
    found = memory.list(user_id="mei", kinds=["semantic", "core"])
    of = [str(each.slot or "").rpartition("/")[2] for each in found]
    return [name for name in of if name in names]


@pytest.mark.parametrize(
    "said",
    [
        "I'm on Windows 11",
        "I traded my Canon in for a Fujifilm X-T5",
        "I lost my Sony headphones and bought AirPods Max",
        "I'm a Pro plan customer",
        "I'm a longtime Netflix subscriber",
    ],
)
def test_what_is_no_phone_and_no_work_fills_no_such_place(quick: Orchestrator, said: str) -> None:
    """The encoder guesses by the look of a model's name; the message says what it is of."""
    tell(quick, "2024-01-10", said)

    assert not _slots(quick, "phone_model", "job", "role")


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        ("My phone is a Samsung Galaxy S21.", "phone_model"),
        ("upgraded my phone to the S24 Ultra", "phone_model"),
        ("I switched to an iPhone 15 last week.", "phone_model"),
        ("I'm a customer support agent", "job"),
        ("I lost 10 kilos. I'm 45, married with two kids", "age"),
        ("I'm 45 and I lost 10 kilos", "age"),
        ("I put on 3 kilos for my birthday, I'm 45 now", "age"),
        ("lost 6 kilos since january, I'm 76 now", "weight"),
        ("down 15 pounds! i'm 185 now", "weight"),
    ],
)
def test_a_phone_an_age_and_a_weight_are_told_by_what_stands_beside(
    quick: Orchestrator, said: str, slot: str
) -> None:
    """Who tells of kilos and then of a number that they are now tells their weight."""
    tell(quick, "2024-01-10", said)

    assert _slots(quick, slot)
    assert slot != "weight" or not _slots(quick, "age")


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I weigh 82 kg", "lost 6 kilos since january, I'm 76 now"),
        ("I'm on the keto diet", "stopped doing keto"),
    ],
)
def test_a_weight_and_a_diet_of_before_are_over(
    quick: Orchestrator, first: str, later: str
) -> None:
    """In whichever words they were told."""
    known, now = before_and_after(quick, first, later, ["semantic", "core"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    "later",
    ["My sister stopped doing keto", "I'm thinking of stopping keto", "I stopped doing yoga"],
)
def test_a_diet_goes_on(quick: Orchestrator, later: str) -> None:
    """Somebody else stopped, or something else."""
    known, now = before_and_after(quick, "I'm on the keto diet", later, ["semantic", "core"])
    assert known
    assert known <= now
