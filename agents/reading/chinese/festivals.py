"""Days of the year with a name of their own in Chinese, those of the lunar calendar by table."""

from datetime import UTC, datetime, timedelta

from octomem.agents.reading import calendar
from octomem.agents.reading.calendar import Interval

_FIXED = {
    "元旦": (1, 1, 1),
    "情人节": (2, 14, 1),
    "妇女节": (3, 8, 1),
    "劳动节": (5, 1, 3),
    "五一": (5, 1, 3),
    "青年节": (5, 4, 1),
    "儿童节": (6, 1, 1),
    "六一": (6, 1, 1),
    "教师节": (9, 10, 1),
    "国庆节": (10, 1, 7),
    "国庆": (10, 1, 7),
    "万圣节": (10, 31, 1),
    "双十一": (11, 11, 1),
    "双11": (11, 11, 1),
    "平安夜": (12, 24, 1),
    "圣诞节": (12, 25, 1),
    "圣诞": (12, 25, 1),
    "跨年": (12, 31, 1),
}
"""Month, day and length in days."""
_FIRST_YEAR = 2015
_SPRING = "219 208 128 216 205 125 212 201 122 210 129 217 206 126 213 203 123 211 131 219 208"
_DRAGON = "620 609 530 618 607 625 614 603 622 610 531 619 609 528 616 605 624 612 601 620 610"
_AUTUMN = "927 915 1004 924 913 1001 921 910 929 917 1006 925 915 1003 922 912 1001 919 908 927 916"
_LUNAR = {
    "春节": (_SPRING, 0, 7),
    "过年": (_SPRING, 0, 7),
    "大年初一": (_SPRING, 0, 1),
    "除夕": (_SPRING, -1, 1),
    "元宵节": (_SPRING, 14, 1),
    "元宵": (_SPRING, 14, 1),
    "端午节": (_DRAGON, 0, 1),
    "端午": (_DRAGON, 0, 1),
    "中秋节": (_AUTUMN, 0, 1),
    "中秋": (_AUTUMN, 0, 1),
}
"""Table of days (month and two digits of the day, from 2015 on), days after it, and length."""
_TERMS = {"清明节": (4, 4, 3), "清明": (4, 4, 3), "寒假": (1, 15, 35), "暑假": (7, 1, 62)}
"""Days that shift by a day or two, and school holidays, which every school sets itself."""

NAMES = tuple(sorted((*_FIXED, *_LUNAR, *_TERMS), key=len, reverse=True))


def festival(name: str, year: int) -> Interval | None:
    """Return the days of a festival in a year, or None where the lunar table ends."""
    if name in _LUNAR:
        table, shift, length = _LUNAR[name]
        days = table.split()
        place = year - _FIRST_YEAR
        if not 0 <= place < len(days):
            return None
        month, on = divmod(int(days[place]), 100)
    else:
        month, on, length = (_FIXED | _TERMS)[name]
        shift = 0
    start = datetime(year, month, on, tzinfo=UTC) + timedelta(days=shift)
    return start, calendar.day(start + timedelta(days=length - 1))[1]
