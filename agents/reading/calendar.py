"""Half-open UTC intervals of the calendar: the day, week, season or year around a moment."""

from datetime import UTC, date, datetime, time, timedelta

Interval = tuple[datetime, datetime]
"""Start and end, half-open, UTC."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season, which lasts three (meteorological, northern hemisphere)."""

DAY_PARTS = {
    "morning": (5, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 30),
    "noon": (12, 13),
    "midnight": (24, 25),
}
"""Hours from the day's midnight; a night reaches into the next day."""

HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "st patrick's day": (3, 17),
}
"""Holidays with a fixed month and day."""


LAST = datetime.max.replace(tzinfo=UTC)
"""The calendar's last moment, which ends what would reach beyond it."""


def whole_year(short: int) -> int:
    """Return the year of its last two digits: from 50 on one of the last century."""
    return short + (1900 if short >= _LAST_CENTURY else 2000)


_LAST_CENTURY = 50


def later(moment: datetime, span: timedelta) -> datetime:
    """Return the moment a span later; the calendar's last one where it does not reach so far."""
    return LAST if LAST - moment.astimezone(UTC) < span else moment + span


def midnight(moment: datetime) -> datetime:
    """Return the first moment of the UTC day."""
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)


def day(moment: datetime) -> Interval:
    """Return the day around a moment."""
    start = midnight(moment)
    return start, later(start, timedelta(days=1))


def day_part(moment: datetime, part: str) -> Interval:
    """Return the morning, evening … of a moment's day."""
    first, last = DAY_PARTS[part]
    start = midnight(moment)
    return start + timedelta(hours=first), start + timedelta(hours=last)


def week(moment: datetime) -> Interval:
    """Return the week around a moment, from Monday on."""
    start = midnight(moment)
    start -= timedelta(days=start.weekday())
    return start, start + timedelta(days=7)


def weekend(moment: datetime) -> Interval:
    """Return Saturday and Sunday of a moment's week."""
    start = week(moment)[0] + timedelta(days=5)
    return start, start + timedelta(days=2)


def month(year: int, number: int) -> Interval:
    """Return a month; `number` may run past a year's end either way."""
    year, index = divmod(year * 12 + number - 1, 12)
    start = datetime(year, index + 1, 1, tzinfo=UTC)
    following, index = divmod(year * 12 + index + 1, 12)
    return start, datetime(following, index + 1, 1, tzinfo=UTC)


def months(year: int, number: int, count: int) -> Interval:
    """Return `count` months from one on."""
    return month(year, number)[0], month(year, number + count - 1)[1]


def year(number: int) -> Interval:
    """Return a year."""
    return datetime(number, 1, 1, tzinfo=UTC), datetime(number + 1, 1, 1, tzinfo=UTC)


def season(name: str, number: int) -> Interval:
    """Return a season that starts in year `number`."""
    return months(number, SEASONS[name], 3)


def holiday(name: str, number: int) -> Interval:
    """Return the day of a holiday in a year."""
    in_month, in_day = HOLIDAYS[name]
    return day(datetime(number, in_month, in_day, tzinfo=UTC))


def shifted(moment: datetime, count: float, unit: str) -> Interval:
    """Return the interval `count` units away (negative: ago), as wide as one unit is vague.

    Days are exact; weeks come with three days either way; months and years are whole
    ones of the calendar; hours and minutes are the span of one unit.
    """
    moment = moment.astimezone(UTC)
    if unit in {"hour", "minute"}:
        start = moment + timedelta(**{f"{unit}s": count})
        return start, start + timedelta(**{f"{unit}s": 1})
    if unit == "day":
        return day(moment + timedelta(days=count))
    if unit in {"week", "fortnight"}:
        middle = midnight(moment + timedelta(days=count * (7 if unit == "week" else 14)))
        return middle - timedelta(days=3), middle + timedelta(days=4)
    if unit == "weekend":
        return weekend(week(moment)[0] + timedelta(days=7 * count))
    if unit == "month":
        return month(moment.year, moment.month + round(count))
    years = round(count * 10) if unit == "decade" else round(count)
    return year(moment.year + years)


def ending(moment: datetime, unit: str, later: int = 0) -> Interval:
    """Return the end of the day, week, month or year around a moment, or of `later` ones on.

    A week ends from Friday on, a month with its last day, a year with its last month.
    """
    if unit == "day":
        return day(moment + timedelta(days=later))
    if unit == "week":
        end = week(moment + timedelta(days=7 * later))[1]
        return end - timedelta(days=3), end
    if unit == "month":
        end = month(moment.year, moment.month + later)[1]
        return end - timedelta(days=1), end
    return month(moment.year + later, 12)


def back(moment: datetime, count: float, unit: str) -> datetime:
    """Return the moment a duration earlier, to the day for days and longer."""
    days = {"day": 1, "week": 7, "fortnight": 14, "month": 30.44, "year": 365.25, "decade": 3652.5}
    if unit in {"hour", "minute"}:
        return moment.astimezone(UTC) - timedelta(**{f"{unit}s": count})
    if unit in {"year", "decade"} and float(count).is_integer():
        return _years_back(moment, int(count) * (10 if unit == "decade" else 1))
    return midnight(moment - timedelta(days=count * days.get(unit, 7)))


def _years_back(moment: datetime, count: int) -> datetime:
    start = midnight(moment)
    on = date(start.year - count, start.month, min(start.day, 28))
    return datetime.combine(on, time(), UTC)
