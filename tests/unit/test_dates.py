"""Dates that a text names, resolved against the moment it was said."""

import warnings
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.spoken import said

from octomem.agents.reading.dates import FORMS, find_moments, rules_for, understand_moments
from octomem.agents.reading.reading import Found

BASE = datetime(2023, 5, 24, 14, 30, tzinfo=UTC)
"""A Wednesday afternoon."""


def span(text: str, *, past: bool = False) -> str:
    """Return the first date of a text as "start/end", midnights as dates."""
    found = find_moments(text, BASE, past=past)
    if not found:
        return ""
    ends = (found[0].moment.start, found[0].moment.end)
    return "/".join(e.isoformat()[:16].removesuffix("T00:00") for e in ends)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw her yesterday", "2023-05-23/2023-05-24"),
        ("it rained last night", "2023-05-23T18:00/2023-05-24T06:00"),
        ("today was long", "2023-05-24/2023-05-25"),
        ("the day before yesterday", "2023-05-22/2023-05-23"),
        ("tomorrow morning", "2023-05-25T05:00/2023-05-25T12:00"),
        ("two days ago", "2023-05-22/2023-05-23"),
        ("a couple of weeks ago", "2023-05-07/2023-05-14"),
        ("in three weeks", "2023-06-11/2023-06-18"),
        ("five years ago", "2018-01-01/2019-01-01"),
        ("last week", "2023-05-15/2023-05-22"),
        ("last month", "2023-04-01/2023-05-01"),
        ("next year", "2024-01-01/2025-01-01"),
        ("this weekend", "2023-05-27/2023-05-29"),
        ("two weekends ago", "2023-05-13/2023-05-15"),
        ("last Friday", "2023-05-19/2023-05-20"),
        ("next Friday", "2023-06-02/2023-06-03"),
        ("this Friday", "2023-05-26/2023-05-27"),
        ("last summer", "2022-06-01/2022-09-01"),
        ("next winter", "2023-12-01/2024-03-01"),
        ("summer of 2018", "2018-06-01/2018-09-01"),
        ("last Christmas", "2022-12-25/2022-12-26"),
        ("by EOD", "2023-05-24/2023-05-25"),
        ("by COB", "2023-05-24/2023-05-25"),
        ("by the end of the week", "2023-05-26/2023-05-29"),
        ("end of the month", "2023-05-31/2023-06-01"),
        ("by the end of next month", "2023-06-30/2023-07-01"),
        ("by the end of the year", "2023-12-01/2024-01-01"),
        ("over the weekend", "2023-05-27/2023-05-29"),
        ("before the 14th", "2023-06-14/2023-06-15"),
        ("deadline is may 31", "2023-05-31/2023-06-01"),
        ("by wed", "2023-05-31/2023-06-01"),
        ("on 9999-12-31", "9999-12-31/9999-12-31T23:59"),
    ],
)
def test_a_relative_date_counts_from_the_moment_of_the_turn(text: str, expected: str) -> None:
    """The interval is as wide as the words are precise."""
    assert expected == span(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2023-05-08", "2023-05-08/2023-05-09"),
        ("May 8, 2021", "2021-05-08/2021-05-09"),
        ("the 8th of May 2021", "2021-05-08/2021-05-09"),
        ("12/25/2022", "2022-12-25/2022-12-26"),
        ("25/12/2022", "2022-12-25/2022-12-26"),
        ("in March 2020", "2020-03-01/2020-04-01"),
        ("in 2019", "2019-01-01/2020-01-01"),
        ("in the 90s", "1990-01-01/2000-01-01"),
    ],
)
def test_an_absolute_date_is_read_in_its_usual_spellings(text: str, expected: str) -> None:
    """Numbers that can only be a day are the day, whichever comes first."""
    assert expected == span(text)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("on Monday", "2023-05-22/2023-05-23", "2023-05-29/2023-05-30"),
        ("in May", "2023-05-01/2023-06-01", "2023-05-01/2023-06-01"),
        ("in August", "2022-08-01/2022-09-01", "2023-08-01/2023-09-01"),
        ("on 8 May", "2023-05-08/2023-05-09", "2024-05-08/2024-05-09"),
        ("on the 12th", "2023-05-12/2023-05-13", "2023-06-12/2023-06-13"),
    ],
)
def test_a_bare_day_or_month_follows_the_tense(text: str, before: str, after: str) -> None:
    """In the past it is the last one, else the next."""
    assert (before, after) == (span(text, past=True), span(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since 2021", "2021-01-01/2023-05-24T14:30"),
        ("since last summer", "2022-06-01/2023-05-24T14:30"),
        ("for 4 years", "2019-05-24/2023-05-24T14:30"),
        ("until next May", "2023-05-24T14:30/2024-05-01"),
        ("until March 2024", "2023-05-24T14:30/2024-03-01"),
    ],
)
def test_since_for_and_until_reach_to_and_from_now(text: str, expected: str) -> None:
    """They give the start or the end of something that holds now."""
    assert expected == span(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 1971 until 1985", "1971-01-01/1985-01-01"),
        ("1973 till 1990", "1973-01-01/1990-01-01"),
        ("2011-2017", "2011-01-01/2018-01-01"),
        ("from about 2009 to 2014", "2009-01-01/2015-01-01"),
        ("between 2010 and 2015", "2010-01-01/2016-01-01"),
        ("from March 2011 to June 2013", "2011-03-01/2013-07-01"),
        ("from last May until March 2023", "2022-05-01/2023-03-01"),
        ("in the eighties", "1980-01-01/1990-01-01"),
    ],
)
def test_two_dates_with_from_and_to_are_one_span(text: str, expected: str) -> None:
    """ "until" leaves its year out, "to" has it in."""
    (found,) = find_moments(text, BASE, past=True)
    assert (expected, text) == (span(text, past=True), found.moment.text)


@pytest.mark.parametrize(
    "text", ["2000-2500 kcal", "1985 to 1971", "in 2019, in 2021", "from Monday to Friday"]
)
def test_other_numbers_and_dates_beside_each_other_are_no_span(text: str) -> None:
    """Years run forward, not far ahead, and with nothing between; a week's days come again."""
    moments = [found.moment for found in find_moments(text, BASE)]
    assert all(moment.end - moment.start <= timedelta(days=366) for moment in moments)
    assert not [moment for moment in moments if " to " in moment.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 5 pm", "2023-05-24T17:00/2023-05-24T18:00"),
        ("tomorrow at 5:30 pm", "2023-05-25T17:30/2023-05-25T18:30"),
        ("on Friday at 9 am", "2023-05-26T09:00/2023-05-26T10:00"),
        ("at 18:45", "2023-05-24T18:45/2023-05-24T19:45"),
        ("tonight", "2023-05-24T18:00/2023-05-25T06:00"),
        ("on Tuesday at 3", "2023-05-30T15:00/2023-05-30T16:00"),
        ("on Tuesday at 9", "2023-05-30T09:00/2023-05-30T10:00"),
        ("tomorrow at noon", "2023-05-25T12:00/2023-05-25T13:00"),
        ("tonite", "2023-05-24T18:00/2023-05-25T06:00"),
    ],
)
def test_a_time_narrows_the_date_beside_it(text: str, expected: str) -> None:
    """Alone it means today's."""
    assert expected == span(text)


@pytest.mark.parametrize(
    "text",
    [
        "I may go",
        "we march on",
        "version 2019.1",
        "I am second",
        "it cost 1999 dollars",
        "a sunny day",
        "corn on the cob",
    ],
)
def test_words_that_look_like_dates_are_none(text: str) -> None:
    """Month names in lower case and bare numbers say nothing about time."""
    assert "" == span(text)


def test_a_question_is_understood_without_a_parser() -> None:
    """A question about the past looks back for its bare months."""
    (moment,) = understand_moments("What did we do in August?", BASE)
    assert ("in August", 2022) == (moment.text, moment.start.year)


def test_an_unusual_date_goes_to_dateparser_without_a_warning() -> None:
    """Warnings are errors for our callers as they are for our tests."""
    text = "4 weeks, 2 days ago"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = find_moments(text, BASE, past=True, tagged=[(0, len(text))])
    assert found


@pytest.mark.parametrize(
    "text",
    ["at CHRİSTMAS", "chrıstmas eve", "on ſunday", "in auguſt 2022", "last autumn, yeſterday",
     "ſix weeKs ago", "fıve minuteſ ago", "on the fırſt of May", "ſince monday", "at mıdnight"],
)  # fmt: skip
def test_letters_that_a_rule_takes_for_others_are_read_as_those(text: str) -> None:
    """The dotless and the dotted i of Turkish, and the long s: whatever matches is understood."""
    plain = text.translate(str.maketrans("İıſK", "IisK"))
    found, expected = find_moments(text, BASE), find_moments(plain, BASE)

    assert [(one.start, one.moment.start, one.moment.end) for one in expected] == [
        (one.start, one.moment.start, one.moment.end) for one in found
    ]
    assert found
    assert all(one.moment.text in text for one in found)


@given(st.text(max_size=80), st.datetimes(timezones=st.just(UTC)))
def test_no_text_and_no_base_makes_it_fail(text: str, base: datetime) -> None:
    """Whatever stands in a message, dates are found or not; nothing is raised."""
    for found in find_moments(f"{text} 5 years ago", base):
        assert found.moment.start <= found.moment.end


@pytest.mark.parametrize("place", range(len(FORMS)))
def test_no_text_that_names_a_date_is_passed_over(place: int) -> None:
    """Whatever a rule matches holds what is looked for before any rule is tried."""
    form = FORMS[place]

    @settings(max_examples=20, deadline=None)
    @given(st.from_regex(form, fullmatch=True))
    def is_read(text: str) -> None:
        rules = [rule for rule, _ in rules_for(text)]
        assert form in rules or (form in FORMS[-4:] and rules)

    is_read()


@pytest.mark.parametrize(
    "text", ["", "What is Mei's dog called?", "Mondayish plans of a daydreamer"]
)
def test_a_text_without_a_date_is_looked_at_once(text: str) -> None:
    """Most texts name none, and no rule is tried on them."""
    assert ([], []) == (rules_for(text), find_moments(text, BASE))


def test_a_span_that_has_begun_began_before_its_end() -> None:
    """On 8 January "from January 2 until March 31" is this year's."""
    said = datetime(2024, 1, 8, tzinfo=UTC)

    [found] = find_moments("I'm acting head nurse from January 2 until March 31", said)

    assert (found.moment.start, found.moment.end) == (
        datetime(2024, 1, 2, tzinfo=UTC),
        datetime(2024, 3, 31, tzinfo=UTC),
    )


def test_what_somebody_has_done_for_them_is_still_to_come() -> None:
    """What is to be serviced before October is not of last year's."""
    reading = said("I need to call them to have it serviced before October")

    [moment] = reading.moments
    assert moment.start > reading.turn.occurred_at


SAID = datetime(2024, 9, 8, 10, tzinfo=UTC)
"""When what follows is said: a Sunday."""

SPANS = """
gran was born in '32|1932-01-01/1933-01-01 within
my dad retired in '21|2021-01-01/2022-01-01 within
From 2009 thru 2016 I was a roofer|2009-01-01/2017-01-01 span
since the start of 2017 it's been Albuquerque|2017-01-01/2024-09-08 within
March 2019 to October 2022 I drove a Skoda|2019-03-01/2022-11-01 span
November 2022 up to today the Kia|2022-11-01/2024-09-08 within
we shared a place from 2015 right up to the end of 2019|2015-01-01/2020-01-01 span
from 2015 until the end of 2019|2015-01-01/2020-01-01 span
from the start of 2015 to the end of 2019|2015-01-01/2020-01-01 span
we shifted to Tokoroa back in may|2024-05-01/2024-06-01 within
been here since may|2024-05-01/2024-09-08 within
since march i do nights|2024-03-01/2024-09-08 within
until late 2019 I had a Vespa|2019-09-01/2019-09-01 until
until early 2019 I had a Vespa|2019-01-01/2019-01-01 until
until mid-2019 I had a Vespa|2019-05-01/2019-05-01 until
until the end of 2019 I had a Vespa|2019-11-01/2020-01-01 until
until the end of June 2019 I had a Vespa|2019-06-30/2019-07-01 until
till the end of june I was in Leeds|2024-06-30/2024-07-01 until
up until june 2021 I worked there|2021-06-01/2021-06-01 until
up till 2021 I worked there|2021-01-01/2021-01-01 until
'til 2021 I worked there|2021-01-01/2021-01-01 until
in late 2019 I moved|2019-09-01/2020-01-01 within
in early 2018 I moved|2018-01-01/2018-05-01 within
in mid 2018 I moved|2018-05-01/2018-09-01 within
at the end of 2018 I moved|2018-11-01/2019-01-01 within
at the beginning of 2018 I moved|2018-01-01/2018-03-01 within
early March 2019 I moved|2019-03-01/2019-03-11 within
in late August 2021 she moved|2021-08-21/2021-09-01 within
mid-May 2022 she moved|2022-05-11/2022-05-21 within
Jan 2020 - Mar 2021: Acme|2020-01-01/2021-04-01 span
Jan 2020 – present: Acme|2020-01-01/2024-09-08 within
2019-present at Acme|2019-01-01/2024-09-08 within
2019 to now at Acme|2019-01-01/2024-09-08 within
from 2018 on I lived in Leeds|2018-01-01/2024-09-08 within
from 2018 onwards I lived in Leeds|2018-01-01/2024-09-08 within
from june 2018 on I lived in Leeds|2018-06-01/2024-09-08 within
from june onwards I'm in Leeds|2024-06-01/2024-09-08 within
06/2018 to 03/2021 at Acme|2018-06-01/2021-04-01 span
since 06/2018 at Acme|2018-06-01/2024-09-08 within
back in '08 I moved|2008-01-01/2009-01-01 within
from '08 to '12 I lived in Oslo|2008-01-01/2013-01-01 span
since '19 I've been here|2019-01-01/2024-09-08 within
I worked there 2012 through 2015|2012-01-01/2016-01-01 span
between march 2017 and june 2018 I lived there|2017-03-01/2018-07-01 span
between 2017 and 2021|2017-01-01/2022-01-01 span
from March till August I was in Rome|2024-03-01/2024-08-01 span
from March to August 2021 I was in Rome|2021-03-01/2021-09-01 span
from June 3 to June 9 we were away|2024-06-03/2024-06-10 span
from May 2011 to June 2013 I lived there|2011-05-01/2013-07-01 span
from summer 2018 to spring 2020 I lived there|2018-06-01/2020-06-01 span
summer 2018 to spring 2020 I lived there|2018-06-01/2020-06-01 span
since 2015 I live here|2015-01-01/2024-09-08 within
since the end of 2015 I live here|2015-11-01/2024-09-08 within
since early 2015 I live here|2015-01-01/2024-09-08 within
since about 2015|2015-01-01/2024-09-08 within
since around march 2015|2015-03-01/2024-09-08 within
as of March 2023 I'm at Acme|2023-03-01/2024-09-08 within
starting in 2021 I was vegan|2021-01-01/2024-09-08 within
moved there the summer of 2016|2016-06-01/2016-09-01 within
moved in the autumn of 2016|2016-09-01/2016-12-01 within
moved on the first of may|2024-05-01/2024-05-02 within
moved on may 1|2024-05-01/2024-05-02 within
moved on may 1st 2021|2021-05-01/2021-05-02 within
on 3.5.2021 I moved|2021-05-03/2021-05-04 within
moved around christmas 2020|2020-12-25/2020-12-26 within
since christmas I don't drink|2023-12-25/2024-09-08 within
until last month I was in Leeds|2024-08-01/2024-08-01 until
until last friday I worked there|2024-09-06/2024-09-06 until
until two weeks ago I worked there|2024-08-22/2024-08-22 until
up to last year I smoked|2023-01-01/2023-01-01 until
for eleven years I worked there|2013-09-08/2024-09-08 within
these past three years I've lived here|2021-09-08/2024-09-08 within
over the last two years|2022-09-08/2024-09-08 within
in the mid 2010s I lived there|2010-01-01/2020-01-01 within
throughout 2019 I lived there|2019-01-01/2020-01-01 within
all of 2019 I lived there|2019-01-01/2020-01-01 within
the whole of 2019 I lived there|2019-01-01/2020-01-01 within
during 2019 I lived there|2019-01-01/2020-01-01 within
last may I moved|2024-05-01/2024-06-01 within
in may 2022 I moved|2022-05-01/2022-06-01 within
in 03/2019 I moved|2019-03-01/2019-04-01 within
from the 3rd of May to the 9th of June I was away|2024-05-03/2024-06-10 span
I had it from 2010 til 2014|2010-01-01/2014-01-01 span
i may move to oslo|-
we march on sunday|2024-09-01/2024-09-02 within
I'd like it to be 2 to 3 pages|-
it may be 2019 before|-
mid march I moved out|2024-03-11/2024-03-21 within
end of june we leave|2024-06-30/2024-07-01 within
end of last year I left|2023-11-01/2024-01-01 within
by the end of 2021 I had left|2021-11-01/2022-01-01 within
late last year I left|2023-09-01/2024-01-01 within
early this year I left|2024-01-01/2024-05-01 within
earlier this year I left|2024-01-01/2025-01-01 within
at the start of this year I left|2024-01-01/2024-03-01 within
I've been here since then|-
in 2019 I left and since then I'm in Oslo|2019-01-01/2020-01-01 within 2019-01-01/2024-09-08 within
I was there until 2019, ever since I live here|2019-01-01/2019-01-01 until 2019-01-01/2024-09-08 within
"""


@pytest.mark.parametrize("line", SPANS.strip().splitlines())
def test_since_when_and_until_when_is_read_however_it_is_put(line: str) -> None:
    """Spans, beginnings, ends, parts of years and months, short years, and words that only look like months."""
    text, _, expected = line.partition("|")

    assert told(find_moments(text, SAID, past=True)) == expected


def told(found: list[Found]) -> str:
    """Return the dates as "start/end bound", "-" if there are none."""
    days = (f"{f.moment.start:%Y-%m-%d}/{f.moment.end:%Y-%m-%d} {f.moment.bound}" for f in found)
    return " ".join(days) or "-"
