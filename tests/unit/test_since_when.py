"""Since when and until when something is so, told in one clause."""

from datetime import UTC, datetime

import pytest
from tests.unit.spoken import READER, turn

from octomem.agents.reading.reading import Mood
from octomem.agents.slots import load_table

TABLE = load_table()
AT = datetime(2024, 5, 8, tzinfo=UTC)
"""The day on which everything is said."""

ENGLISH = """
from 2009 thru 2016 I was a roofer|job|a roofer|2009-01-01|2017-01-01
March 2019 to October 2022 I drove a Skoda Octavia|car|Skoda Octavia|2019-03-01|2022-11-01
I went to Kingsmead College from 2015 to 2019|school|Kingsmead College|2015-01-01|2020-01-01
I work for Norrland and have since 2019|employer|Norrland|2019-01-01|now
I'm a nurse, have been since March 2019|job|a nurse|2019-03-01|now
as of May 2019 I go to Kingsmead College|school|Kingsmead College|2019-05-01|now
in spring 2019 I enrolled at Kingsmead College|school|Kingsmead College|2019-03-01|2019-06-01
I lived in Leeds until late 2019|home|Leeds|2019-09-01|2019-09-01
"""
CHINESE = """
我2022年2月到现在在孚能科技上班|employer|孚能科技|2022-02-01|now
2019年至今我住在青岛|home|青岛|2019-01-01|now
自打2019年我就在湖南大学念书|school|湖南大学|2019-01-01|now
21年初到23年底我住在青岛|home|青岛|2021-01-01|2024-01-01
我15年到19年住在青岛|home|青岛|2015-01-01|2020-01-01
2019年3月我买了辆朗逸|car|朗逸|2019-03-01|2019-04-01
"""


@pytest.mark.parametrize("line", [*ENGLISH.strip().splitlines(), *CHINESE.strip().splitlines()])
def test_a_fact_has_its_dates_in_whatever_words(line: str) -> None:
    """A span has both ends, what goes on has a beginning and is so now, what was got is had from then on."""
    text, slot, value, start, end = line.strip().split("|")
    reading = READER.read(turn(text))
    facts = [each for each in reading.statements if each.mood is Mood.FACT]
    filled = [(TABLE.fill(each), each) for each in facts]

    dates = [
        (f"{each.moment.start:%Y-%m-%d}", f"{each.moment.end:%Y-%m-%d}")
        for fact, each in filled
        if fact is not None and each.moment is not None and (fact.name, fact.value) == (slot, value)
    ]
    assert dates
    assert dates[0] == (start, f"{AT:%Y-%m-%d}" if end == "now" else end)


@pytest.mark.parametrize(
    "text",
    [
        "I teach at Kingsmead College, started there in 2019",
        "we went to Kingsmead College yesterday for the match",
        "I'm going to Kingsmead College for the open day",
    ],
)
def test_who_works_or_visits_at_a_school_does_not_study_there(text: str) -> None:
    """A name of a school alone says nothing of who goes there for something else."""
    facts = READER.read(turn(text)).statements

    assert not [each for each in facts if each.mood is Mood.FACT and each.verb == "study"]


def test_what_went_on_up_to_now_is_not_over() -> None:
    """What the encoder takes for over and a date says goes on is so now."""
    texts = [
        s.text for s in READER.read(turn("我2019年以来一直在育才中学上学", actor="小梅")).statements
    ]

    assert texts == ["小梅2019年以来一直在育才中学上学"]
