"""What held for a while in the past is known for all of that while."""

from datetime import UTC, datetime

import pytest

from octomem import Orchestrator

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)


def say(memory: Orchestrator, *texts: str) -> None:
    """Let Mei say something, a minute apart."""
    for minute, text in enumerate(texts):
        said = {"role": "user", "content": text, "timestamp": AT.replace(minute=minute)}
        memory.process([said], user_id="Mei", session_id="s")


def held(memory: Orchestrator, year: int) -> set[str]:
    """Return where Mei or Tom lived and worked in June of a year."""
    moment = datetime(year, 6, 1, tzinfo=UTC)
    page = memory.list(user_id="Mei", kinds=["semantic"], as_of=moment)
    return {str(one.fields["object"]) for one in page if one.fields["slot"]}


@pytest.mark.parametrize(
    ("text", "value", "years", "others"),
    [
        ("I lived in Oslo until 2017.", "Oslo", (2010, 2016), (2018, 2023)),
        ("I worked at Siemens from 2015 to 2019.", "Siemens", (2016, 2018), (2014, 2020)),
        ("My brother Tom worked at Nokia until 2020.", "Nokia", (2019,), (2021,)),
        ("I've lived in Ghent since 2019.", "Ghent", (2020, 2024), (2018,)),
        ("I'm living in Lyon until May 2026.", "Lyon", (2024, 2025), (2027,)),
        ("我2017年以前住在杭州。", "杭州", (2010, 2016), (2018,)),
    ],
)
def test_it_is_known_within_and_not_beyond(
    quick: Orchestrator, text: str, value: str, years: tuple[int, ...], others: tuple[int, ...]
) -> None:
    """
    "until" without a beginning holds for every moment before it.
    """
    say(quick, text)

    assert all(value in held(quick, year) for year in years)
    assert all(value not in held(quick, year) for year in others)


def test_a_beginning_that_is_told_later_counts(quick: Orchestrator) -> None:
    """
    Until somebody says when it began, it did long ago.
    """
    say(quick, "I lived in Oslo until 2017.")
    assert {"Oslo"} == held(quick, 2010)
    say(quick, "I lived in Oslo until 2017.", "I lived in Oslo from 2012 to 2017.")

    assert set() == held(quick, 2010)
    assert {"Oslo"} == held(quick, 2014)


def test_a_context_does_not_say_since_when(quick: Orchestrator) -> None:
    """
    Nobody said when it began, so no date is made up.
    """
    say(quick, "I lived in Oslo until 2017.")
    found = quick.recall("Oslo", user_id="Mei", as_of=datetime(2016, 6, 1, tzinfo=UTC))

    assert "Mei lived in Oslo until 2017" in {one.text for one in found.memories}
    assert "1900" not in found.context(500)
