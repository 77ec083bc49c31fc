"""Dates that a text names, resolved against the moment it was said.

A gazetteer of patterns finds the spans and calendar arithmetic resolves them, so a
question needs no parser. What a parser tags as a date and the gazetteer does not know
goes to `dateparser`, which is slow, and is asked for such spans only.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from octomem.agents.reading import calendar
from octomem.agents.reading.calendar import Interval
from octomem.agents.reading.chinese.dates import understand as understand_chinese
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.reading import Bound, Found, Moment

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "a couple of": 2,
    "couple of": 2,
    "a couple": 2,
    "a few": 3,
    "few": 3,
    "several": 4,
    "half a": 0.5,
    "half an": 0.5,
}
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]  # fmt: skip
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_DECADES = {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
            "noughties": 0}  # fmt: skip

_NUM = r"(?P<num>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>minute|hour|day|weekend|week|fortnight|month|year|decade|min|hr|wk|yr)s?"
_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_WEEKDAY = r"(?P<weekday>" + "|".join(_WEEKDAYS) + r"|tues?|weds|thurs?|thu|fri)"
_SHORT_DAY = r"(?P<weekday>mon|wed|sat|sun)"
"""Days whose short form is also a word: they count behind a preposition only."""
_YEAR = r"(?P<year>(?:19|20)\d\d|['\u2019]\d\d(?!\w|['\u2019]))"
"""Written out, or with its last two digits: '08."""
_ABOUT = r"(?:(?:about|around|roughly|approximately|maybe|like|at least|sometime in|the year) )?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
             "eighth": 8, "ninth": 9, "tenth": 10, "fifteenth": 15, "twentieth": 20,
             "thirtieth": 30}  # fmt: skip
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_PART = r"(?P<part>morning|afternoon|evening|night)"
_WHICH = r"(?P<which>last|past|previous|next|this|coming|upcoming|this past|this coming)"
_HOLIDAY = r"(?P<holiday>" + "|".join(calendar.HOLIDAYS) + r")(?: day)?"
_CLOCK = r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)"
_CLOCK_24 = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"


@dataclass(frozen=True, slots=True)
class _Context:
    base: datetime
    past: bool
    """Whether a bare weekday or month means the last one rather than the next."""


_Resolve = Callable[[re.Match[str], _Context], Interval | None]
_Rule = tuple[re.Pattern[str], _Resolve]


_LOOKALIKES = str.maketrans("\u0130\u0131\u017f", "iis")
"""Letters that the rules take for others, as Python's patterns do in any case: CHR\u0130STMAS."""


def _low(text: str) -> str:
    return text.translate(_LOOKALIKES).lower()


def _count(match: re.Match[str]) -> float:
    text = _low(match["num"])
    return float(text) if text.isdigit() else _NUMBERS[text]


def _unit(match: re.Match[str]) -> str:
    unit = _low(match["unit"])
    return {"min": "minute", "hr": "hour", "wk": "week", "yr": "year"}.get(unit, unit)


def _month_number(text: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(_low(text)[:3]))


def _which(match: re.Match[str]) -> int:
    word = _low(match["which"])
    if word in {"last", "past", "previous", "this past"}:
        return -1
    return 1 if word in {"next", "coming", "upcoming", "this coming"} else 0


def _ago(match: re.Match[str], context: _Context) -> Interval:
    return calendar.shifted(context.base, -_count(match), _unit(match))


def _ahead(match: re.Match[str], context: _Context) -> Interval:
    return calendar.shifted(context.base, _count(match), _unit(match))


def _lasting(match: re.Match[str], context: _Context) -> Interval:
    return calendar.back(context.base, _count(match), _unit(match)), context.base


def _year_number(match: re.Match[str], context: _Context) -> int:
    """Return the year that is told; '69 is of the last century, as is what was in a year to come: "born in '32"."""
    told = match["year"]
    if told.isdigit():
        return int(told)
    short = int(told[1:])
    year = calendar.whole_year(short)
    return year - 100 if context.past and year > context.base.year else year


def _date(match: re.Match[str], context: _Context) -> Interval | None:
    groups = match.groupdict()
    number = _month_number(groups["month"])
    on = _ORDINALS.get(_low(groups["day"])) or int(groups["day"])
    in_year = _year_number(match, context) if groups.get("year") else _year_of(number, on, context)
    return _safe_day(in_year, number, on)


def _iso(match: re.Match[str], context: _Context) -> Interval | None:
    return _safe_day(int(match["year"]), int(match["mm"]), int(match["dd"]))


def _slashed(match: re.Match[str], context: _Context) -> Interval | None:
    first, second = int(match["first"]), int(match["second"])
    if first > 12:
        first, second = second, first
    return _safe_day(int(match["year"]), first, second)


def _numbered_month(match: re.Match[str], context: _Context) -> Interval:
    return calendar.month(int(match["year"]), int(match["mm"]))


def _safe_day(in_year: int, number: int, on: int) -> Interval | None:
    try:
        return calendar.day(datetime(in_year, number, on, tzinfo=UTC))
    except ValueError:
        return None


def _year_of(number: int, on: int, context: _Context) -> int:
    """Choose the year that brings a month and day on the wanted side of the base."""
    base = context.base
    if context.past:
        return base.year - ((number, on) > (base.month, base.day))
    return base.year + ((number, on) < (base.month, base.day))


def _day_of_month(match: re.Match[str], context: _Context) -> Interval | None:
    base, on = context.base, int(match["day"])
    months = (0, -1, -2) if context.past else (0, 1, 2)
    for step in months:
        first = calendar.month(base.year, base.month + step)[0]
        interval = _safe_day(first.year, first.month, on)
        if interval and (interval[0] < base if context.past else interval[1] > base):
            return interval
    return None


def _month_year(match: re.Match[str], context: _Context) -> Interval:
    return calendar.month(_year_number(match, context), _month_number(match["month"]))


def _bare_month(match: re.Match[str], context: _Context) -> Interval:
    number = _month_number(match["month"])
    base = context.base
    later = number > base.month
    in_year = base.year - later if context.past else base.year + (number < base.month)
    return calendar.month(in_year, number)


def _which_month(match: re.Match[str], context: _Context) -> Interval:
    number = _month_number(match["month"])
    step, base = _which(match), context.base
    if step < 0:
        return calendar.month(base.year - (number >= base.month), number)
    return calendar.month(base.year + (step > 0 and number <= base.month), number)


def _which_unit(match: re.Match[str], context: _Context) -> Interval | None:
    step, unit, base = _which(match), _unit(match), context.base
    if unit == "week":
        return calendar.week(base + timedelta(days=7 * step))
    if unit == "day" and step < 0:
        return None  # "my last day at Acme"
    if unit == "day":
        return calendar.day(base + timedelta(days=step))
    if unit in {"weekend", "month", "year"}:
        return calendar.shifted(base, step, unit)
    return None


def _which_weekday(match: re.Match[str], context: _Context) -> Interval:
    """Resolve "last Friday" to the latest before today, "next" to that of the next week."""
    index, step = _weekday_number(match), _which(match)
    if step < 0:
        return _weekday_before(index, context.base)
    if _low(match["which"]) == "next":
        monday = calendar.week(context.base)[1]
        return calendar.day(monday + timedelta(days=index))
    return _weekday_after(index, context.base)


def _bare_weekday(match: re.Match[str], context: _Context) -> Interval | None:
    index, before = _weekday_number(match), match.string[: match.start()]
    if len(match["weekday"]) < _WHOLE and _OF_KIN.search(before):
        return None  # "my aunt Thu"
    if context.past:
        return _weekday_before(index, context.base)
    return _weekday_after(index, context.base)


_WHOLE = 6
"""Letters from which a day is written out."""
_OF_KIN = re.compile(
    r"\b(?:aunt(?:ie|y)?|uncle|sister|brother|cousin|friend|colleague|daughter|son|niece|nephew|named|called) $",
    re.IGNORECASE,
)
"""What stands before a name that is short for a day, too."""


def _weekday_number(match: re.Match[str]) -> int:
    text = _low(match["weekday"])[:3]
    return next(i for i, name in enumerate(_WEEKDAYS) if name.startswith(text))


def _weekday_before(index: int, base: datetime) -> Interval:
    days = (base.weekday() - index) % 7 or 7
    return calendar.day(base - timedelta(days=days))


def _weekday_after(index: int, base: datetime) -> Interval:
    days = (index - base.weekday()) % 7 or 7
    return calendar.day(base + timedelta(days=days))


def _which_season(match: re.Match[str], context: _Context) -> Interval:
    name, step, base = _low(match["season"]), _which(match), context.base
    spans = [calendar.season(name, base.year + shift) for shift in (-2, -1, 0, 1, 2)]
    if step < 0:
        return [span for span in spans if span[1] <= base][-1]
    if step > 0:
        return next(span for span in spans if span[0] > base)
    return next(span for span in spans if span[1] > base)


def _season(match: re.Match[str], context: _Context) -> Interval:
    return calendar.season(_low(match["season"]), _year_number(match, context))


def _bare_season(match: re.Match[str], context: _Context) -> Interval:
    spans = [calendar.season(_low(match["season"]), context.base.year + i) for i in (-1, 0, 1)]
    if context.past:
        return [span for span in spans if span[0] <= context.base][-1]
    return next(span for span in spans if span[1] > context.base)


def _holiday(match: re.Match[str], context: _Context) -> Interval:
    name, base = _low(match["holiday"]), context.base
    if match["year"]:
        return calendar.holiday(name, _year_number(match, context))
    spans = [calendar.holiday(name, base.year + shift) for shift in (-1, 0, 1, 2)]
    word = _low(match["which"] or ("last" if context.past else "next"))
    if word in {"last", "past", "previous", "this past"}:
        return [span for span in spans if span[1] <= base][-1]
    return next(span for span in spans if span[1] > base)


def _year(match: re.Match[str], context: _Context) -> Interval:
    return calendar.year(_year_number(match, context))


def _year_to_now(match: re.Match[str], context: _Context) -> Interval | None:
    first, _ = _year(match, context)
    return (first, context.base) if first <= context.base else None


def _years(match: re.Match[str], context: _Context) -> Interval | None:
    """Resolve "2011-2017" to both years and those between; "until 2017" is without the last one."""
    first, last = int(match["year"]), int(match["last"])
    is_until = _low(match["to"] or "") in {"until", "till", "til"}
    is_span = first < last <= context.base.year + _AHEAD
    return (calendar.year(first)[0], calendar.year(last)[0 if is_until else 1]) if is_span else None


_AHEAD = 20
"""Years that two numbers with a dash reach ahead at most: "2000-2100" are calories."""


def _decade(match: re.Match[str], context: _Context) -> Interval:
    said = _low(match["decade"])
    first = _DECADES[said] if said in _DECADES else int(said)
    first += 0 if first > 99 else (1900 if first >= 30 else 2000)
    return calendar.year(first)[0], calendar.year(first + 9)[1]


_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "tmrw": 1,
    "tmr": 1,
    "tmw": 1,
    "tomorow": 1,
}


_ENDING = ("day", "week", "month", "year")
"""What ends; each is a group of its pattern."""


def _named_day(match: re.Match[str], context: _Context) -> Interval:
    on = context.base + timedelta(days=_DAYS[_low(match["named"])])
    return calendar.day_part(on, _low(match["part"])) if match["part"] else calendar.day(on)


def _this_part(match: re.Match[str], context: _Context) -> Interval:
    return calendar.day_part(context.base, _low(match["part"]))


def _last_night(match: re.Match[str], context: _Context) -> Interval:
    return calendar.day_part(context.base - timedelta(days=1), "night")


def _end_of(match: re.Match[str], context: _Context) -> Interval:
    """Resolve "the end of the month" to its last day, of a week from Friday on."""
    unit = next(unit for unit in _ENDING if match[unit] is not None)
    return calendar.ending(context.base, unit, 1 if match["next"] else 0)


def _edge_of_month(match: re.Match[str], context: _Context) -> Interval:
    """Resolve "the end of June" to its last day, its other parts to ten days."""
    first, after = _month_year(match, context) if match["year"] else _bare_month(match, context)
    edge, ten = _low(match["edge"] or match["early"]), timedelta(days=10)
    if edge in _ENDS:
        return after - timedelta(days=1), after
    if edge == "late":
        return first + 2 * ten, after
    return (first + ten, first + 2 * ten) if edge in _MIDDLES else (first, first + ten)


_ENDS = frozenset({"end", "close"})
_MIDDLES = frozenset({"mid", "middle"})


def _part_of_year(match: re.Match[str], context: _Context) -> Interval:
    """Resolve "late 2019" to its last four months, "the end of 2019" to its last two."""
    number = context.base.year
    if match.groupdict().get("year"):
        number = _year_number(match, context)
    elif match.groupdict().get("which"):
        number += _which(match)
    first, months = _PARTS_OF_YEAR[_low(match["edge"] or match["early"])]
    return calendar.months(number, first, months)


_PARTS_OF_YEAR = {
    "early": (1, 4),
    "beginning": (1, 2),
    "start": (1, 2),
    "mid": (5, 4),
    "middle": (5, 4),
    "late": (9, 4),
    "end": (11, 2),
    "close": (11, 2),
}
"""By word, the month that a part of a year begins with, and how many it has."""


def _weekend(match: re.Match[str], context: _Context) -> Interval:
    return calendar.shifted(context.base, -1 if context.past else 0, "weekend")


def _tonight(match: re.Match[str], context: _Context) -> Interval:
    return calendar.day_part(context.base, "night")


def _rules(*rules: tuple[str, _Resolve]) -> list[_Rule]:
    return [(re.compile(rf"\b(?:{pattern})", re.IGNORECASE), how) for pattern, how in rules]


_EDGE = r"(?:the )?(?:very )?(?:(?P<edge>end|close|beginning|start|middle) of |(?P<early>early|mid|late)(?: in)?[ -])"
_BEFORE_BARE = r"(?:in|on|since|until|till?|by|from|of|around|before|after|during|through|throughout|thru|every|come|starting|as of|as from)"

_UP_TO = r"(?: (?:(?:right |all the way |up )*(?:to|until|till?|through|thru|up to)) (?:the )?| ?[-\u2013\u2014] ?)"
"""What stands between a beginning and an end."""
_NOW = r"(?:now|nowadays|date|present(?: day)?|this (?:very )?day|today|currently)\b"

# Longer readings come first: a span that is taken is not read again.
_RULES = _rules(
    (r"(?P<year>\d{4})-(?P<mm>[01]\d)-(?P<dd>[0-3]\d)(?!\d)", _iso),
    (r"(?P<dd>[0-3]?\d)\.(?P<mm>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)\b", _iso),
    ((r"(?:from |between )?(?:about |around )?(?P<year>(?:19|20)\d\d)"
      r"(?: (?P<to>to|until|till?|through|thru) (?:about |around )?| ?[-\u2013] ?|(?<=between \d{4}) and )"
      r"(?P<last>(?:19|20)\d\d)\b(?![-/])"),
     _years),
    (r"(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/(?P<year>(?:19|20)\d\d)\b", _slashed),
    (r"(?<!/)(?P<mm>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b(?!/)", _numbered_month),
    (rf"(?:(?:on )?{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b", _date),
    (rf"(?:on )?{_WEEKDAY},? (?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b", _day_of_month),
    (rf"(?:on )?the (?P<day>{'|'.join(_ORDINALS)}) of {_MONTH}(?:,? {_YEAR})?\b", _date),
    (rf"(?:(?:on )?{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}\b(?:,? {_YEAR}\b)?(?!:)", _date),
    (rf"(?:{_BEFORE_BARE} )?{_EDGE}{_MONTH}(?:,? {_YEAR})?(?!\w)", _edge_of_month),
    (rf"(?:{_BEFORE_BARE} )?{_EDGE}(?:(?:the year )?{_YEAR}\b(?![-/])|(?P<which>last|this|next) year\b)", _part_of_year),
    (rf"{_MONTH},? (?:of )?{_YEAR}\b", _month_year),
    (rf"{_SEASON} (?:of )?{_YEAR}\b", _season),
    (rf"(?:about |around |almost |nearly )?{_NUM} {_UNIT} (?:ago|back|earlier)\b", _ago),
    (rf"in (?:about |around )?{_NUM} {_UNIT}\b(?:'s? time)?", _ahead),
    (rf"{_NUM} {_UNIT} from now\b", _ahead),
    (rf"(?:(?:for|over|in|during) )?(?:the|these) (?:last|past) {_NUM} {_UNIT}\b", _lasting),
    (rf"for (?:about |around |almost |nearly |over |more than )?{_NUM} {_UNIT}\b", _lasting),
    (rf"(?P<named>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?: {_PART})?\b", _named_day),
    (r"last night\b", _last_night),
    (r"(?:tonight|tonite)\b", _tonight),
    (
        (r"(?:the )?(?:end|close|eo(?=[dwmy]\b)|(?<!the )cob) ?(?:of (?:the |this |(?P<next>next ))?)?(?:"
        r"(?P<day>day|business|(?<=eo)d|(?<=cob))|(?P<week>week|(?<=eo)w)|(?P<month>month|(?<=eo)m)"
        r"|(?P<year>year|(?<=eo)y))\b"),
        _end_of,
    ),
    (r"(?:on|at|over|by|before|for|during) the weekend\b", _weekend),
    (rf"this {_PART}\b", _this_part),
    (rf"(?:the )?{_WHICH} {_UNIT}\b", _which_unit),
    (rf"{_WHICH} {_WEEKDAY}\b", _which_weekday),
    (rf"{_WHICH} {_SEASON}\b", _which_season),
    (rf"{_WHICH} {_MONTH}(?!\w)", _which_month),
    (rf"(?:(?:{_WHICH}|on|at|over|for) )?{_HOLIDAY}\b(?:,? (?:of |in )?{_YEAR}\b)?", _holiday),
    (rf"(?:on )?{_WEEKDAY}\b", _bare_weekday),
    (rf"(?:on|by|until|till|before|next|since) {_SHORT_DAY}\b(?!-)", _bare_weekday),
    (r"(?:on|by|until|till|since|before|for|due) the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b", _day_of_month),
    (rf"{_BEFORE_BARE} (?:the )?{_SEASON}\b", _bare_season),
    ((rf"{_BEFORE_BARE} {_ABOUT}{_MONTH}(?!\w)"
     r"(?!(?-i:(?<=may)) (?:I|you|we|he|she|they|it)\b)"),
     _bare_month),
    (rf"(?:{_BEFORE_BARE}|to|between|and|year|(?:all|most|whole) of)[ -]{_ABOUT}{_YEAR}\b(?![-/])", _year),
    (rf"{_YEAR}{_UP_TO}{_NOW}", _year_to_now),
    ((r"(?:in|since|during|from) the (?:early |mid |late )?'?"
      rf"(?P<decade>(?:(?:19|20)?\d0(?='?s\b))|{'|'.join(_DECADES)})(?:'?s)?\b"),
     _decade),
)  # fmt: skip

_BEFORE_HOUR = _rules(
    (
        rf"(?<!the ){_SHORT_DAY}(?=,? (?:(?:at|before|by|from) )?\d{{1,2}}(?:[:.]\d\d| ?[ap]m|h)\b)",
        _bare_weekday,
    ),
)
"""Short forms of days that are words as well, in front of an hour: "wed before 6am"."""
_NUMERIC = [
    rule
    for rule in _RULES
    if rule[1]
    in {
        _iso,
        _slashed,
        _numbered_month,
        _day_of_month,
        _part_of_year,
        _year,
        _year_to_now,
        _years,
        _decade,
    }
]
"""Rules whose dates are told in numbers; all others need one of the words as well."""
_DIGIT = re.compile(r"\d")
_DATE_WORD = re.compile(
    r"\b(?:(?:minute|hour|day|weekend|week|fortnight|month|year|decade|min|hr|wk|yr|business|eo[dwmy]"
    rf"|{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    rf"|{'|'.join(_WEEKDAYS)}|tues?|weds?|thurs?|thu|fri|mon|sat|sun|spring|summer|autumn|fall|winter"
    rf"|{'|'.join(calendar.HOLIDAYS)}|{'|'.join(_DAYS)}|{'|'.join(_DECADES)}|tonight|tonite|morning|afternoon|evening|night"
    r"|noon|midday|midnight)s?\b|end|close|cob)",
    re.IGNORECASE,
)
"""What is looked for first, for most texts name no date; no rule matches a text without it."""

_TIME = re.compile(rf"\b(?:at|by|around|before|from)?\s?(?:{_CLOCK})", re.IGNORECASE)
_BARE_HOUR = re.compile(
    r"\b(?:at|by|around|before|from)\s(?P<hour>1[0-2]|[1-9])(?![\d:.%,/-]|\s?[ap]\.?m)\b",
    re.IGNORECASE,
)
"""An hour without its half of the day, which only a day beside it tells from a number."""
_NOON = re.compile(
    r"\b(?:at|by|around|before|from)\s(?P<named>noon|midday|midnight)\b", re.IGNORECASE
)
_WAKING = 7
"""The first hour that without "am" or "pm" is one of the morning."""
_TIME_24 = re.compile(rf"\b(?:at|by|around|before|from) (?:{_CLOCK_24})\b", re.IGNORECASE)
_BARE_CLOCK = re.compile(
    rf"\b(?:{_CLOCK_24}|(?:at|@) ?(?P<hour2>1\d|2[0-3]|\d)\.(?P<minute2>[0-5]\d)|(?P<hour3>1\d|2[0-3]|\d)h(?P<minute3>[0-5]\d)?)\b(?![:.]\d)",
    re.IGNORECASE,
)
"""An hour that only a day in front of it tells from a score or a price: "Tuesday 14:30", "on the 4th at 8.45", "Saturday 11h"."""
_TIMES = (_TIME, _TIME_24, _NOON, _BARE_HOUR)
FORMS = (*(form for form, _ in _RULES), *_TIMES)
"""All that names a date or a time."""
_BORDER = re.compile(
    rf"(?:\b(?:right |all the way )?(since|(?:up )?(?:until|till?)|up to)|(?<!\w)['\u2019](til))\s+{_ABOUT}(?:the\s+)?(?:(?P<end>end)\s+of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_PAST_WORDS = re.compile(r"\b(?:did|was|were|had|ago|\w+ed)\b", re.IGNORECASE)


def find_moments(
    text: str, base: datetime, *, past: bool = False, tagged: Iterable[tuple[int, int]] = ()
) -> list[Found]:
    """Return the dates in a text, in order, resolved against `base`.

    `past` says whether a bare "Friday" or "in May" means the last one. `tagged` are
    spans that a parser took for dates, in characters; `dateparser` reads those that the
    gazetteer does not know.
    """
    context = _Context(base.astimezone(UTC), past)
    found: list[Found] = []
    rules = rules_for(text)
    for pattern, resolve in (*rules, *(_BEFORE_HOUR if rules is _RULES else ())):
        for match in pattern.finditer(text):
            span = match.span()
            around = _Context(context.base, past=True) if _is_since(text, span) else context
            if _is_free(span, found) and (interval := _resolved(match, around, resolve)):
                bound = Bound.SPAN if resolve is _years else Bound.WITHIN
                found.append(_bordered(text, span, Moment("", *interval, bound), context))
    if rules:
        found = _with_times(text, sorted(found, key=lambda f: f.start), context)
    for start, end in tagged:
        if _is_free((start, end), found) and (moment := _foreign(text[start:end], context)):
            found.append(Found(start, end, moment))
    told = list(_spans(text, sorted(found, key=lambda f: f.start), context.base))
    return sorted([*told, *_since_then(text, told, context.base)], key=lambda f: f.start)


def _since_then(text: str, told: Sequence[Found], base: datetime) -> Iterator[Found]:
    """Yield "since then", which is since the date before it."""
    for match in _SINCE_THEN.finditer(text) if told else ():
        before = next((each for each in reversed(told) if each.end <= match.start()), None)
        if before is not None and _is_free(match.span(), told):
            start = before.moment.end if before.moment.ends else before.moment.start
            if start < base:
                yield Found(*match.span(), Moment(match[0], start, base))


_SINCE_THEN = re.compile(
    r"\b(?:since then|ever since|from then on(?:wards?)?)\b(?=\W|$)", re.IGNORECASE
)


def _spans(text: str, found: Sequence[Found], base: datetime) -> Iterator[Found]:
    """Join "from May 2011" and "to June 2013" to one span."""
    rest = list(found)
    while rest:
        told = rest.pop(0)
        on = _GOES_ON.match(text, told.end)
        if on is not None and told.moment.start <= base:
            rest = [each for each in rest if each.start >= on.end()]
            words = text[told.start : on.end()]
            yield Found(told.start, on.end(), Moment(words, told.moment.start, base))
            continue
        if rest and (lasted := _lasted_until(text, told, rest[0], base)) is not None:
            rest.pop(0)
            yield lasted
            continue
        first = _before(told, rest[0].moment) if rest else told
        begins = _span_begins(text, first, rest[0]) if rest else None
        if begins is None:
            yield told
        else:
            last = rest.pop(0)
            words = text[begins : last.end].rstrip(" .,")
            bound = Bound.WITHIN if _TO_NOW.search(words) else Bound.SPAN
            moment = Moment(words, first.moment.start, last.moment.end, bound)
            yield Found(begins, last.end, moment)


def _lasted_until(text: str, first: Found, last: Found, base: datetime) -> Found | None:
    """Join "for five years" and "until 2021" to the years before that."""
    lasting, until = (first, last) if _FOR.match(first.moment.text) else (last, first)
    between = text[first.end : last.start].strip(" ,")
    is_over = until.moment.bound is Bound.UNTIL and until.moment.end < base
    if between or not is_over or _FOR.match(lasting.moment.text) is None:
        return None
    begins = until.moment.end - (lasting.moment.end - lasting.moment.start)
    words = text[first.start : last.end].rstrip(" .,")
    return Found(first.start, last.end, Moment(words, begins, until.moment.end, Bound.SPAN))


_FOR = re.compile(r"for\b", re.IGNORECASE)


def _before(first: Found, last: Moment) -> Found:
    """Take a day or month without a year for the one before another: on 8 January "from January 2 until March 31"."""
    at, day = first.moment.start, timedelta(days=1)
    if at < last.end or _A_YEAR.search(first.moment.text):
        return first
    back = at.year - last.end.year + ((at.month, at.day) >= (last.end.month, last.end.day))
    earlier = _safe_day(at.year - back, at.month, at.day)
    if earlier is None or first.moment.end - at > 31 * day:
        return first
    start, width = earlier[0], first.moment.end - at
    return replace(first, moment=replace(first.moment, start=start, end=start + width))


_A_YEAR = re.compile(r"\d{4}|['\u2019]\d\d")


_TO_NOW = re.compile(r"\b(?:today|now|this|present|date)\b", re.IGNORECASE)
"""What goes on until then goes on."""
_FROM = re.compile(r"(?:from|between)\b", re.IGNORECASE)
_FROM_BEFORE = re.compile(rf"\b(?:from|between) {_ABOUT}(?:the )?$", re.IGNORECASE)
_GOES_ON = re.compile(rf"{_UP_TO}{_NOW}", re.IGNORECASE)
_IN_WEEK = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})", re.IGNORECASE)
_TO = re.compile(rf"(?:{_UP_TO}|\s(?P<and>and)\s){_ABOUT}(?:the )?", re.IGNORECASE)


def _span_begins(text: str, first: Found, last: Found) -> int | None:
    """Return where a span of two dates begins, "from" included; None where they are none.

    They are whole days or more, the later one stands behind, and no days of every week.
    """
    day = timedelta(days=1)
    to = _TO.match(text, first.end)
    width = first.moment.end - first.moment.start
    if to is None or to.end() < last.start or width < day:
        return None
    if last.moment.end - first.moment.start <= day or _IN_WEEK.search(first.moment.text):
        return None
    if _FROM.match(text, first.start):
        return first.start
    before = _FROM_BEFORE.search(text[max(0, first.start - 24) : first.start])
    if before is not None:
        return first.start - len(before[0])
    has_year = _A_YEAR.search(first.moment.text) or _A_YEAR.search(last.moment.text)
    is_span = has_year and not to["and"] and width > day and first.moment.start < last.moment.start
    return first.start if is_span else None


def rules_for(text: str) -> list[_Rule]:
    """Return the rules that may match a text, by what it holds; without any it tells no time either."""
    if _DATE_WORD.search(text):
        return _RULES
    return _NUMERIC if _DIGIT.search(text) else []


def is_year_ahead(told: Moment, at: datetime) -> bool:
    """Tell a day that was not long ago this year and will be again in the next one."""
    return told.start - at > timedelta(days=300)


def understand_moments(text: str, base: datetime) -> tuple[Moment, ...]:
    """Return the time windows that a question names, without loading a parser.

    A bare weekday or month means the last one where the question asks about the past.
    """
    if has_han(text):
        return understand_chinese(text, base)
    past = _PAST_WORDS.search(text) is not None
    return tuple(found.moment for found in find_moments(text, base, past=past))


def _is_free(span: tuple[int, int], found: Sequence[Found]) -> bool:
    return all(span[1] <= f.start or f.end <= span[0] for f in found)


def _resolved(match: re.Match[str], context: _Context, how: _Resolve) -> Interval | None:
    groups = match.groupdict()
    is_bare = groups.get("day") is None and groups.get("year") is None and how is not _end_of
    if groups.get("month") in _WORDS and is_bare and _TELLS_MONTH.match(match[0]) is None:
        return None
    try:
        return how(match, context)
    except (OverflowError, ValueError):
        return None  # a year that the calendar does not have


_WORDS = frozenset({"may", "march", "mar", "sep", "dec"})
"""Months that in small letters are words as well."""
_TELLS_MONTH = re.compile(
    r"(?:in|since|until|till?|by|from|during|through|last|next|previous|(?:the )?(?:end|close|beginning|start|middle|early|mid|late))\b",
    re.IGNORECASE,
)
"""What stands before a month and hardly before the word: "since may", "mid march"."""


def _is_since(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a date is a beginning: "since March" is never one to come."""
    return _SINCE.search(text[: span[1]], max(0, span[0] - 10)) is not None


_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


def _bordered(text: str, span: tuple[int, int], moment: Moment, context: _Context) -> Found:
    """Turn "since X" into [X, now) and "until X" into [now, X)."""
    start, end = span
    words = text[start:end]
    inside = re.match(r"(since|until|till?)\b", words, re.IGNORECASE)
    before = _BORDER.search(text[:start]) if inside is None or inside[1] != "since" else None
    if before:
        start = before.start()
    opening = before or inside
    words = text[start:end].rstrip(" .,")
    if opening and _low(opening[1] or "") == "since":
        moment = replace(moment, end=max(context.base, moment.start))
    elif opening:
        first = min(context.base, moment.start)
        bound = Bound.WITHIN if _TO_NOW.search(words) else Bound.UNTIL
        until = moment.end if _AT_END.search(words) else moment.start
        moment = Moment(words, first, until, bound)
    elif moment.start <= context.base and (begun := _begun(text, start, end)) is not None:
        start, end = begun
        words, moment = text[start:end], replace(moment, end=context.base)
    return Found(start, start + len(words), replace(moment, text=words))


def _begun(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where words stand that say since when something is so: "from 2018 onwards", "as of March 2023"."""
    lead = _BEGINS.search(text[:end], max(0, start - 24))
    if lead is None or lead.end() < start or lead.start() > start:
        return None
    on = _ON.match(text, end)
    if on is None and _low(lead[1]) == "from":
        return None
    return lead.start(), on.end() if on is not None else end


_BEGINS = re.compile(
    rf"\b(from|as of|as from|starting(?: from| in)?|effective(?: from)?) {_ABOUT}(?:the )?",
    re.IGNORECASE,
)
_ON = re.compile(
    r",? (?:onwards?|forward|on)\b(?! (?:the|a|my|his|her|our|their)\b)", re.IGNORECASE
)
"""What says behind and before a date that something is so from then on."""
_AT_END = re.compile(r"\b(?:end|close) of\b", re.IGNORECASE)


def _with_times(text: str, found: list[Found], context: _Context) -> list[Found]:
    """Narrow a date by the clock time beside it; a time alone means today's."""
    for pattern in (*_TIMES, _BARE_CLOCK):
        for match in pattern.finditer(text):
            if not _is_free(match.span(), found):
                continue
            beside = next((f for f in found if _is_beside(text, f, match)), None)
            if beside is None and pattern in {_BARE_HOUR, _BARE_CLOCK}:
                continue
            if beside is not None and pattern is _BARE_CLOCK and match.start() < beside.end:
                continue
            anchor = beside.moment.start if beside else context.base
            start = calendar.later(calendar.midnight(anchor), _clock(match))
            first = min(match.start(), beside.start) if beside else match.start()
            last = max(match.end(), beside.end) if beside else match.end()
            words = text[first:last].strip(" .,")
            bound = beside.moment.bound if beside else Bound.WITHIN
            moment = Moment(words, start, calendar.later(start, timedelta(hours=1)), bound)
            found = [f for f in found if f is not beside]
            found.append(Found(first, last, moment))
    return found


def _is_beside(text: str, found: Found, match: re.Match[str]) -> bool:
    gap = text[found.end : match.start()] or text[match.end() : found.start]
    is_day = found.moment.end - found.moment.start <= timedelta(days=1)
    return is_day and len(gap) <= 4 and gap.strip(" ,") in {"", "on", "at"}


def _clock(match: re.Match[str]) -> timedelta:
    groups = match.groupdict()
    if groups.get("named"):
        return timedelta(hours=24 if _low(groups["named"]) == "midnight" else 12)
    hour, minute = (
        int(next((groups[name] for name in each if groups.get(name)), 0))
        for each in (("hour", "hour2", "hour3"), ("minute", "minute2", "minute3"))
    )
    half = _low(groups.get("half") or "")
    if match.re is _BARE_HOUR and hour < _WAKING:
        hour += 12
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return timedelta(hours=hour, minutes=minute)


_RESOLVABLE = re.compile(r"\d|day\b|month|week|year", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:every|each|daily|weekly|all|old|once|twice|these|per|most|any|whole)\b", re.IGNORECASE
)


_NO_DATE = re.compile(
    r"\ban? (?:hour|day|night|week|month|year)\b(?! ago)|^\d['\u2019\u2032]\d",
    re.IGNORECASE,
)
"""What something costs, and how tall somebody is: "1800 a month", 5'6."""


def _foreign(text: str, context: _Context) -> Moment | None:
    """Ask `dateparser` for a span that holds a number or a unit and is no duration."""
    if text.isdigit() or not _RESOLVABLE.search(text) or len(text) > 40:
        return None
    if _VAGUE.search(text) or _NO_DATE.search(text):
        return None
    if re.fullmatch(
        r"(?:about |the )?[\w-]+ (?:minute|hour|day|week|month|year)s?", text, re.IGNORECASE
    ):
        return None
    parsed = _dateparser(text, context.base.replace(microsecond=0), context.past)
    return None if parsed is None else Moment(text, *calendar.day(parsed))


class _Parse(Protocol):
    """What is used of `dateparser.parse`, which carries no types."""

    def __call__(
        self, text: str, *, languages: list[str], settings: dict[str, object]
    ) -> datetime | None: ...


@lru_cache(maxsize=1024)
def _dateparser(text: str, base: datetime, past: bool) -> datetime | None:
    settings: dict[str, object] = {
        "RELATIVE_BASE": base.replace(tzinfo=None),
        "PREFER_DATES_FROM": "past" if past else "future",
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "REQUIRE_PARTS": ["day"],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns about ambiguous formats of its own making
        # Half a second that most texts never need.
        parse = cast("_Parse", import_module("dateparser").parse)
        return parse(text, languages=["en"], settings=settings)
