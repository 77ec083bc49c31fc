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
        ("For 5 years until 2021 I worked at Siemens.", "Siemens", (2016, 2020), (2014, 2022)),
        ("lived in Oslo till 2018 then Graz", "Graz", (2019, 2023), (2016,)),
        ("I lived in Oslo until 2017.", "Oslo", (2010, 2016), (2018, 2023)),
        ("I worked at Siemens from 2015 to 2019.", "Siemens", (2016, 2018), (2014, 2020)),
        ("My brother Tom worked at Nokia until 2020.", "Nokia", (2019,), (2021,)),
        (
            "I worked at Siemens from 1999 until 2004, then at Bosch till 2010.",
            "Siemens",
            (2000,),
            (2005,),
        ),
        ("I was a nurse for ten years, until 2018.", "a nurse", (2016,), (2019, 2024)),
        ("I was married to Ken from 2001 till 2009.", "Ken", (2005,), (2010,)),
        ("I used to live in Bergen.", "Bergen", (2010, 2023), (2024,)),
        ("Until January I worked at Zalando.", "Zalando", (2023,), (2024,)),
        ("I've lived in Ghent since 2019.", "Ghent", (2020, 2024), (2018,)),
        ("I'm living in Lyon until May 2026.", "Lyon", (2024, 2025), (2027,)),
        ("I'll be living in Lyon until May 2026.", "Lyon", (2024, 2025), (2027,)),
        ("我2017年以前住在杭州。", "杭州", (2010, 2016), (2018,)),
    ],
)
def test_it_is_known_within_and_not_beyond(
    quick: Orchestrator, text: str, value: str, years: tuple[int, ...], others: tuple[int, ...]
) -> None:
    """
    "until" without a beginning holds for every moment before it, "used to" for every one before it was told.
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


@pytest.mark.parametrize(
    ("now", "then", "value"),
    [
        ("I live in Cork.", "I lived in Cork from 2008 to 2012 too.", "Cork"),
        ("I live in Leeds.", "I didn't live in Leeds until 2016.", "Leeds"),
        ("I work at Boots.", "I worked at Boots from 2010 to 2015, and came back.", "Boots"),
    ],
)
def test_an_earlier_spell_does_not_end_what_is_so(
    quick: Orchestrator, now: str, then: str, value: str
) -> None:
    """
    What was over before it began again is a spell of its own.
    """
    say(quick, now, then)

    assert value in held(quick, 2025)
    assert value not in held(quick, 2020)


def test_what_used_to_be_so_is_not_so_however_lately_it_was_told(quick: Orchestrator) -> None:
    """
    "Used to" says that it is over, also where it was told to be so after its end.
    """
    say(quick, "I drive a Golf.", "I used to drive a Golf until January 2024.")

    assert set() == held(quick, 2025)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I've worked at Tesco from 2015 till today.", "Tesco"),
        ("I have been living in Cork from 2018 until today.", "Cork"),
        ("I drive a 2010-2015 shape Golf.", "Golf"),
        ("My budget is 2000-2015 euros.", "euros"),
        ("I love films from 1970 to 1985.", "films"),
        ("My phone number is 2010-2015.", "2010-2015"),
        ("I have two kids born between 2010 and 2013.", "two kids"),
    ],
)
def test_what_is_so_now_does_not_end_with_a_span_beside_it(
    quick: Orchestrator, text: str, words: str
) -> None:
    """
    It reaches until today, or the years are of the thing.
    """
    say(quick, text)

    page = quick.list(user_id="Mei", kinds=["semantic"], as_of=datetime(2025, 6, 1, tzinfo=UTC))
    assert [one for one in page if words in one.text]
