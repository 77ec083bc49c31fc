"""Dates that a Chinese text names, as half-open UTC intervals as wide as the words are precise."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from octomem.agents.reading import calendar
from octomem.agents.reading.calendar import Interval
from octomem.agents.reading.chinese.festivals import NAMES, festival
from octomem.agents.reading.chinese.numbers import NUMBER, number
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.reading import Bound, Found, Moment
from octomem.memory import LONG_AGO

_DAYS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "明天": 1,
    "明日": 1, "后天": 2, "大后天": 3, "昨": -1, "今": 0, "明": 1,
}  # fmt: skip
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_PARTS = {
    "凌晨": (0, 6), "清晨": (5, 9), "早上": (5, 12), "早晨": (5, 12), "上午": (6, 12), "早": (5, 12),
    "中午": (11, 14), "午": (11, 14), "下午": (12, 18), "傍晚": (17, 20), "晚上": (18, 30),
    "夜里": (20, 30), "半夜": (23, 30), "深夜": (22, 30), "晚": (18, 30), "夜": (18, 30),
}  # fmt: skip
"""Hours from the day's midnight; a night reaches into the next day."""
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_UNITS = {
    "分钟": "minute", "小时": "hour", "钟头": "hour", "天": "day", "日": "day", "周": "week",
    "星期": "week", "礼拜": "week", "月": "month", "年": "year",
}  # fmt: skip

_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2})年"
_SHORT_YEAR = r"(?:(?<=[我他她们是在从自到至打])|(?<![\d\u4e00-\u9fff]))(?P<year>[012]\d)年(?=初|底|末|中(?!间)|[春夏秋冬上下]|(?:1[0-2]|0?[1-9])月|毕业|搬|去|来|入|进|买|在|开始|换|离|考|回|跳|认识|领|辞|转|就|那|的时候|我|之前|以前)"
"""18年毕业, but not 住了18年."""
_OLD_YEAR = (
    r"(?<![\d了过满近有超约第整快十百一二三四五六七八九零])(?P<year>[5-9]\d|(?!五六|六七|七八|八九)[五六七八九][零〇一二三四五六七八九]|[零〇][〇零一二三四五六七八九])年"
    r"(?![代的前后来间多之以了]|底的)"
)
"""A year of the last century, or the first years of this one: 98年, 七二年."""
_SHORT = r"(?:[5-9012]\d|[五六七八九零〇一二][零〇一二三四五六七八九])"
_NAMED_YEAR = rf"(?P<named_year>(?<![以之])(?:{'|'.join(sorted(_YEARS, key=len, reverse=True))}))"
"""今年, but not the 后年 of 跳槽以后年薪."""
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY = r"(?P<day>[0-3]?\d|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_WEEK = r"(?:周|星期|礼拜)"
_PART = rf"(?P<part>{'|'.join(sorted((p for p in _PARTS if len(p) > 1), key=len, reverse=True))})"
_UNIT = r"(?P<unit>分钟|个?小时|个?钟头|天|日|周|个?星期|个?礼拜|个?月|年)"
_AGO = r"(?:之前|以前|前)"
_AHEAD = r"(?:之后|以后|过后|后)"
_CLOCK = (
    rf"(?:{_PART})?(?:的)?(?P<hour>2[0-4]|1\d|0?\d|十[一二]?|二十[一二三四]?|(?<![说明有快早晚多少大小好差学懂会吃喝轻慢重强远近高低热冷胖瘦贵])一(?!点点)|[二两三四五六七八九])"
    r"(?:[:\uff1a](?P<minute>[0-5]\d)|点(?:钟|整)?(?P<rest>半|一刻|三刻|[一二三四五]?十[一二三四五六七八九]?分?|[0-5]?\d分)?)"
)

_NO_PLACE = "(?!广场(?!舞|上(?!班))|路(?!过|上(?!班))|街(?![上头道])|大道|大街|新村|商圈)"
"""Whatever is named after a festival is no day: 五一广场, but not 五一路过长沙."""

_Resolve = Callable[[re.Match[str], datetime, bool], Interval | None]


def find(text: str, base: datetime, *, past: bool = False) -> list[Found]:
    """Return the dates in a text, in order, resolved against `base`.

    `past` says whether a bare 周五 or 五月 means the last one.
    """
    plain, base = simplified(text), base.astimezone(UTC)
    found: list[Found] = []
    for form, resolve in _RULES:
        for match in form.finditer(plain):
            start, end = match.span()
            if all(end <= f.start or f.end <= start for f in found):
                interval = _safely(resolve, match, base, past)
                if interval is not None:
                    bound = Bound.SPAN if resolve in _SPANS else Bound.WITHIN
                    found.append(Found(start, end, Moment(text[start:end], *interval, bound)))
    found = list(_with_clocks(plain, text, sorted(found, key=lambda f: f.start), base))
    spans = _joined(plain, text, sorted(found, key=lambda f: f.start))
    return [_bordered(plain, text, each, base) for each in spans]


def _since_then(text: str, told: Sequence[Found], base: datetime) -> Iterator[Found]:
    """Yield 从那以后 and 那天起, which are since the date before them."""
    plain = simplified(text) if told else ""
    for match in _THEN_ON.finditer(plain):
        start, end = match.span()
        before = next((each for each in reversed(told) if each.end <= start), None)
        if before is None or any(each.start < end and start < each.end for each in told):
            continue
        since = before.moment.end if before.moment.ends else before.moment.start
        if since < base:
            yield Found(start, end, Moment(text[start:end], since, base))


_THEN_ON = re.compile(
    "(?:自从|[从打自])?那(?:(?:天|时候?|会儿|年|个?月)?(?:起|开始|以来)|(?:天|时|年)?(?:以后|之后))"
)


def _is_past(clause: str) -> bool:
    """Tell whether a clause tells what happened, so that a bare 五月 in it is the last one."""
    return _HAPPENED.search(clause) is not None


_HAPPENED = re.compile(
    r"(?<![约订排])(?<!(?<!汇)报)(?<!约好)(?<!订好)[了啦]|过|刚|(?<!不)是.*的$|[来去到搬回走离结生]的|(?<![要得会想])[住转送]进[^，。]{0,10}(?:医院|病房|ICU)"
)


def find_all(text: str, base: datetime) -> list[Found]:
    """Return the dates in a text, each resolved by the tense of its own clause, and what is so since one of them."""
    told = _find_all(text, base)
    return sorted([*told, *_since_then(text, told, base)], key=lambda f: f.start)


def _find_all(text: str, base: datetime) -> list[Found]:
    found = find(text, base)
    ends = [*(match.end() for match in _PAUSE.finditer(text)), len(text)] if found else []
    over = [_is_told_as_over(each, text, ends, base) for each in found]
    plain = simplified(text)
    since = [_SINCE.search(plain, each.start, each.end + 2) is not None for each in found]
    if not any(over) and not any(since):
        return found
    past = {each.start: each for each in find(text, base, past=True)}
    chosen: list[Found] = []
    for each, is_over, begins in zip(found, over, since, strict=True):
        then = past.get(each.start, each)
        named = begins and "月" in each.moment.text and _PLANNED.search(plain) is None
        nearer = _is_nearer(then, each, base) if named else is_over
        chosen.append(then if nearer else each)
    return chosen


_PLANNED = re.compile("每|(?<![需只])要(?!求|么)|会(?![议员])|将|准备|打算|计划")
"""What says that something is yet to begin, or begins each time."""


def _is_nearer(past: Found, ahead: Found, base: datetime) -> bool:
    """Tell whether the last day or month of a name is nearer than the next, where something is so from then on.

    "从六月一号起我就在腾讯上班了" said in April is of this June, "从七月一号起我吃素" said on the third of this July.
    """
    return abs(base - past.moment.start) <= abs(ahead.moment.start - base)


def _is_told_as_over(found: Found, text: str, ends: Sequence[int], base: datetime) -> bool:
    """Tell a date in a clause of what happened, which neither goes on nor comes back."""
    first = max((end for end in ends if end <= found.start), default=0)
    last = next(end for end in ends if end >= found.end)
    clause = simplified(text[first:last])
    moment = found.moment
    is_on = moment.bound is Bound.SPAN and moment.start <= base < moment.end
    return _is_past(clause) and not is_on and "每" not in clause


_PAUSE = re.compile(r"[，,。！!？?；;：:\n]|\s(?=[\u4e00-\u9fff])")


def understand(text: str, base: datetime) -> tuple[Moment, ...]:
    """Return the time windows that a question names."""
    past = re.search(r"了|过|上次|以前|曾|(?<!不)是.*的", simplified(text)) is not None
    return tuple(found.moment for found in find(text, base, past=past))


def _safely(resolve: _Resolve, match: re.Match[str], base: datetime, past: bool) -> Interval | None:
    try:
        return resolve(match, base, past)
    except (OverflowError, ValueError):
        return None  # a day that the calendar does not have


def _int(text: str) -> int:
    return int(number(text))


def _in_year(match: re.Match[str], base: datetime) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return _whole_year(groups["year"])
    return base.year + _YEARS[groups["named_year"]] if groups.get("named_year") else None


def _whole_year(text: str) -> int:
    """Return the year of its digits, of which the first two may be left out: 98, 零八."""
    year = _int(text)
    return year if year > 99 else calendar.whole_year(year)


def _date(match: re.Match[str], base: datetime, past: bool) -> Interval:
    month, on, year = _int(match["month"]), _int(match["day"]), _in_year(match, base)
    if year is None:
        later, earlier = (month, on) > (base.month, base.day), (month, on) < (base.month, base.day)
        year = base.year - later if past else base.year + earlier
    return calendar.day(datetime(year, month, on, tzinfo=UTC))


def _month(match: re.Match[str], base: datetime, past: bool) -> Interval:
    month, year = _int(match["month"]), _in_year(match, base)
    if year is None:
        year = base.year - (month > base.month) if past else base.year + (month < base.month)
    return _third(calendar.month(year, month), match.groupdict().get("third"))


def _third(month: Interval, word: str | None) -> Interval:
    """Return the first, middle or last ten days of a month, or all of it."""
    start, end = month
    if word in {"初", "上旬"}:
        return start, start + timedelta(days=10)
    if word in {"中", "中旬"}:
        return start + timedelta(days=10), start + timedelta(days=20)
    return (start + timedelta(days=20), end) if word in {"底", "末", "下旬"} else month


def _which_month(match: re.Match[str], base: datetime, past: bool) -> Interval:
    step = {"上": -1, "下": 1}.get(match["which"][:1], 0) * len(match["which"])
    month = calendar.month(base.year, base.month + step)
    if match["day"]:
        return calendar.day(month[0] + timedelta(days=_int(match["day"]) - 1))
    return _third(month, match["third"])


def _bare_third(match: re.Match[str], base: datetime, past: bool) -> Interval:
    return _third(calendar.month(base.year, base.month), match["third"])


def _day_of_month(match: re.Match[str], base: datetime, past: bool) -> Interval | None:
    on = _int(match["day"])
    for step in (0, -1, -2) if past else (0, 1, 2):
        first = calendar.month(base.year, base.month + step)[0]
        interval = calendar.day(first.replace(day=on))
        if interval[0] < base if past else interval[1] > base:
            return interval
    return None


def _year(match: re.Match[str], base: datetime, past: bool) -> Interval:
    year = _in_year(match, base)
    assert year is not None  # noqa: S101 - the form names one
    rest = (match.groupdict().get("rest") or "").removeprefix("年")
    if rest[:1] in _SEASONS:
        return calendar.season(_SEASONS[rest[0]], year)
    spans = {"初": (1, 2), "头": (1, 2), "中": (5, 3), "底": (11, 2), "末": (11, 2),
             "上": (1, 6), "下": (7, 6)}  # fmt: skip
    return calendar.months(year, *spans[rest[0]]) if rest else calendar.year(year)


def _short_year(match: re.Match[str], base: datetime, past: bool) -> Interval | None:
    """Return the year of 18年, where it is over or the present one: 30年 is a span."""
    return _year(match, base, past) if _in_year(match, base) in range(2000, base.year + 2) else None


def _years(match: re.Match[str], base: datetime, past: bool) -> Interval:
    first, last = calendar.year(int(match["first"])), calendar.year(int(match["last"]))
    return first[0], max(first[1], last[1])


def _short_years(match: re.Match[str], base: datetime, past: bool) -> Interval | None:
    """Resolve 15年到19年 to both years and those between, where they are none to come."""
    first, last = _whole_year(match["first"]), _whole_year(match["last"] or match["until"])
    is_span = first < last <= base.year + 1
    return (calendar.year(first)[0], calendar.year(last)[1]) if is_span else None


def _short_year_to_now(match: re.Match[str], base: datetime, past: bool) -> Interval | None:
    first = calendar.year(_whole_year(match["first"]))[0]
    return (first, base) if first <= base else None


def _days(match: re.Match[str], base: datetime, past: bool) -> Interval:
    """Resolve 6月10日到20日."""
    first = _date(match, base, past)[0]
    return first, calendar.day(first.replace(day=_int(match["last"])))[1]


def _decade(match: re.Match[str], base: datetime, past: bool) -> Interval:
    tens = _int(match["tens"])
    first = tens if tens > _TENS else 10 * tens
    first += 1900 if first >= _OLD_DECADE else 2000
    return calendar.year(first)[0], calendar.year(first + 9)[1]


_TENS, _OLD_DECADE = 9, 30


def _quarter(match: re.Match[str], base: datetime, past: bool) -> Interval:
    year, number_of = _in_year(match, base) or base.year, _int(match["quarter"])
    return calendar.months(year, 3 * number_of - 2, 3)


def _numbered_month(match: re.Match[str], base: datetime, past: bool) -> Interval:
    return calendar.month(int(match["year"]), int(match["month"]))


def _lately(match: re.Match[str], base: datetime, past: bool) -> Interval:
    """Resolve 这三年 and 最近半年 to what ends now."""
    unit, count = _UNITS[match["unit"].removeprefix("个")], number(match["num"])
    return calendar.back(base, count, unit), base


def _part_of_year(match: re.Match[str], base: datetime, past: bool) -> Interval:
    spans = {"年初": (1, 2), "年底": (11, 2), "年末": (11, 2), "年中": (5, 3), "上": (1, 6), "下": (7, 6)}  # fmt: skip
    word = match["rest"]
    return calendar.months(base.year, *spans.get(word, spans.get(word[:1], (1, 12))))


def _season(match: re.Match[str], base: datetime, past: bool) -> Interval:
    spans = [calendar.season(_SEASONS[match["season"]], base.year + step) for step in (-1, 0, 1)]
    if past:
        return [span for span in spans if span[0] <= base][-1]
    return next(span for span in spans if span[1] > base)


def _festival(match: re.Match[str], base: datetime, past: bool) -> Interval | None:
    year = _in_year(match, base)
    if year is not None:
        return festival(match["name"], year)
    spans = [festival(match["name"], base.year + step) for step in (-1, 0, 1)]
    known = [span for span in spans if span is not None]
    before = [span for span in known if span[0] <= base]
    after = [span for span in known if span[1] > base]
    return (before[-1] if before else None) if past else (after[0] if after else None)


def _named_day(match: re.Match[str], base: datetime, past: bool) -> Interval:
    return _of_day(base + timedelta(days=_DAYS[match["named"]]), match["part"])


def _of_day(moment: datetime, part: str | None) -> Interval:
    if not part:
        return calendar.day(moment)
    first, last = _PARTS[part]
    start = calendar.midnight(moment)
    return start + timedelta(hours=first), start + timedelta(hours=last)


def _ago(match: re.Match[str], base: datetime, past: bool) -> Interval:
    return _shifted(match, base, -1)


def _ahead(match: re.Match[str], base: datetime, past: bool) -> Interval:
    return _shifted(match, base, 1)


def _shifted(match: re.Match[str], base: datetime, sign: int) -> Interval:
    unit, count = _UNITS[match["unit"].removeprefix("个")], number(match["num"])
    if "半" in match.group()[len(match["num"]) :]:
        count += 0.5  # "一年半前"
    if unit in {"month", "year"} and not count.is_integer():
        months = round(count * (12 if unit == "year" else 1))
        if months >= 1:
            return calendar.shifted(base, sign * months, "month")
        unit, count = "day", 15.0
    return calendar.shifted(base, sign * count, unit)


def _week(match: re.Match[str], base: datetime, past: bool) -> Interval:
    """Resolve 上周五, 下下周 and 这周末; a bare 周五 is the next one, or the last of the past."""
    which, on = match["which"] or "", match["weekday"]
    monday = calendar.week(base)[0]
    step = {"上": -1, "下": 1}.get(which[:1], 0) * len(which)
    if on is None or on == "末":
        week = calendar.week(monday + timedelta(days=7 * step))
        return calendar.weekend(week[0]) if on else week
    day = monday + timedelta(days=7 * step + "一二三四五六日".index("日" if on == "天" else on))
    if not which:
        today = calendar.midnight(base)
        if past and day >= today:
            day -= timedelta(days=7)
        if not past and day < today:
            day += timedelta(days=7)
    return _of_day(day, match.groupdict().get("part"))


def _iso(match: re.Match[str], base: datetime, past: bool) -> Interval:
    return calendar.day(datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=UTC))


def _rules(*rules: tuple[str, _Resolve]) -> tuple[tuple[re.Pattern[str], _Resolve], ...]:
    return tuple((re.compile(form), how) for form, how in rules)


_THIRD = r"(?P<third>初|上旬|中旬|中|下旬|底|末)"
_NAMED = rf"(?P<named>{'|'.join(sorted((d for d in _DAYS if len(d) > 1), key=len, reverse=True))})"

# Longer readings come first: a span that is taken is not read again.
_RULES = _rules(
    (r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)(?!\d)", _iso),
    (r"从?(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:到|至|[-~—–]+)(?P<last>(?:19|20)\d\d)(?:年(?!\d|[初底末中])|(?![\d年-]))", _years),
    (rf"从?(?<![\d了过满近有超约第整快])(?P<first>{_SHORT})(?:年(?:一直)?(?:到|至|[-~—–]+)(?P<last>{_SHORT})年(?![\d初底末中前后代级经工])|(?:到|至|[-~—–]+)(?P<until>{_SHORT})年(?=[在住我他她都一就上读当做干跑开是，、。；\s]|$))", _short_years),
    (rf"(?<![\d了过满近有超约第整快])(?P<first>{_SHORT})年(?:一直)?(?:到现在|到今天|至今)", _short_year_to_now),
    (r"(?<![\d./])(?P<year>(?:19|20)\d\d)[./](?P<month>1[0-2]|0?[1-9])(?![\d./元万个亿])", _numbered_month),
    (rf"(?:{_YEAR}|{_NAMED_YEAR}的?)?{_MONTH}{_DAY}(?:到|至|[-~—–]+)(?P<last>[0-3]?\d)[日号]", _days),
    (r"(?:上世纪|[二2][十0]世纪)?(?P<tens>[3-9]0|[三四五六七八九]十)年代(?:[初末中]期?)?", _decade),
    (r"(?P<tens>[五六七八九零〇])几年(?![前后来了])", _decade),
    (rf"(?:{_YEAR}|{_NAMED_YEAR}的?)?(?<![每这上下])第?(?P<quarter>[一二三四1-4])季度", _quarter),
    (rf"{_SHORT_YEAR}{_MONTH}{_DAY}", _date),
    (rf"{_OLD_YEAR}{_MONTH}{_DAY}", _date),
    (rf"(?:{_YEAR}|{_NAMED_YEAR}的?)?{_MONTH}{_DAY}", _date),
    (rf"(?P<which>上{{1,2}}|下{{1,2}}|这|本)个?月(?:{_DAY}|{_THIRD})?", _which_month),
    (rf"(?:{_YEAR}|{_NAMED_YEAR}的?)(?P<name>{'|'.join(NAMES)})", _festival),
    (rf"(?:{_YEAR}|{_NAMED_YEAR}){_MONTH}份?{_THIRD}?", _month),
    (rf"(?:{_YEAR}|{_NAMED_YEAR}的?)(?P<rest>[春夏秋冬][天季]?|年?初|年?底|年?末|年?中|上半年|下半年)?", _year),
    (rf"{_SHORT_YEAR}{_MONTH}份?{_THIRD}?", _month),
    (rf"{_OLD_YEAR}{_MONTH}份?{_THIRD}?", _month),
    (rf"{_SHORT_YEAR}(?P<rest>[春夏秋冬][天季]?|年?初|年?底|年?末|年?中|上半年|下半年)?", _short_year),
    (rf"{_OLD_YEAR}(?P<rest>[春夏秋冬][天季]?|年?初|年?底|年?末|年?中|上半年|下半年)?", _year),
    (rf"(?:这|近|过去的?|最近的?)(?P<num>{NUMBER})(?=个|天|日|周|星|礼|月|年){_UNIT}(?![前后级检度])", _lately),
    (rf"(?P<num>{NUMBER})多?(?:个半|半)?(?=个|天|日|周|星|礼|月|年|分|小|钟){_UNIT}半?{_AGO}", _ago),
    (rf"(?P<num>{NUMBER})多?{_UNIT}半?{_AHEAD}", _ahead),
    (rf"(?:再过|(?<![住待呆干做学练养用读当开在游谈去来交])过)(?P<num>{NUMBER}){_UNIT}", _ahead),
    (rf"(?P<which>上{{1,3}}|下{{1,3}}|这|本)个?{_WEEK}(?P<weekday>[一二三四五六日天末])?(?:{_PART})?", _week),
    (rf"(?P<which>)(?<!每){_WEEK}(?P<weekday>[一二三四五六日天末])(?:{_PART})?", _week),
    (rf"{_NAMED}(?:{_PART}|里(?![面头外]))?", _named_day),  # 昨儿个, of which script.py makes 昨天里
    (r"(?P<named>[今明昨])(?P<part>早|晚|夜|午)上?", _named_day),
    (rf"(?<![每个\d一二三四五六七八九十]){_MONTH}份?{_THIRD}?(?!\d)", _month),
    (r"(?P<rest>上半年|下半年|年初|年底|年末|年中)", _part_of_year),
    (rf"(?<!这个)(?<!个)月{_THIRD}(?!间)", _bare_third),
    (rf"(?<![每\d门房间楼座巷街弄路道村苑])(?<!胡同){_DAY}(?![线楼门院码床线])(?<!日)", _day_of_month),
    (rf"(?P<name>{'|'.join(NAMES)}){_NO_PLACE}", _festival),
    (r"(?<!立)(?P<season>[春夏秋冬])[天季]", _season),
)  # fmt: skip

_SPANS = frozenset({_years, _short_years, _days})
_TIME = re.compile(_CLOCK)
_SINCE = re.compile(r"(?:开始|起(?!床|来|飞|身|得)|以来|至今|到现在)")
_SINCE_FROM = re.compile(r"(?:自从|自打|打从|[自打])$")
_BEFORE = re.compile(r"(?:之前|以前|前|为止)(?![天年台端面])")
_THAT_YEAR = re.compile(r"(?:那)?一?整年|那(?:一)?年")
_LONG_BEFORE = re.compile(r"之前|以前")
_TO = re.compile(r"[，,\s]*(?:一直)?(?:[住待呆干做吃]?到|至|[-~—–]+)\s*")
_UNTIL = re.compile(r"(?:(?<=[住待呆干做作班开养用读学练抽喝吃续租当效习])到|(?:一直|直)到)$")
"""What says that something went on up to a date: 住到2019年, but not 改到周五."""
_UP_TO = re.compile("到$")
"""What stands before a date behind which 为止 stands."""
_YEAR_LONG = timedelta(days=300)


def _with_clocks(plain: str, text: str, found: Sequence[Found], base: datetime) -> Iterator[Found]:
    """Narrow a day by the clock time after it; a time alone means today's, or the day's that it ends a span of."""
    left = list(found)
    told: Found | None = None
    for match in _TIME.finditer(plain):
        start, end = match.span()
        inside = next((f for f in left if f.start <= start < f.end), None)
        before = inside or next((f for f in left if f.end in {start, start - 1}), None)
        if before is not None and not _is_day(before):
            continue
        if any(f is not before and f.start < end and start < f.end for f in left):
            continue
        ends = told if told is not None and _TO.fullmatch(plain, told.end, start) else None
        anchor = before.moment.start if before else ends.moment.start if ends else base
        at = calendar.midnight(anchor) + _clock(match, before, plain)
        if ends is not None and at <= ends.moment.start:
            at += timedelta(hours=24 if match["part"] else 12)  # 晚上10点到早上6点, 下午3点到5点
        first = before.start if before else start
        left = [f for f in left if f is not before]
        told = Found(first, end, Moment(text[first:end], at, at + timedelta(hours=1)))
        yield told
    yield from left


def _is_day(found: Found) -> bool:
    return found.moment.end - found.moment.start <= timedelta(days=1)


def _clock(match: re.Match[str], before: Found | None, plain: str) -> timedelta:
    hour, rest = _int(match["hour"]), match["rest"] or ""
    minute = int(match["minute"] or 0)
    if rest:
        quarter = {"半": 30, "一刻": 15, "三刻": 45}
        minute = quarter[rest] if rest in quarter else _int(rest.removesuffix("分"))
    words = (match["part"] or "") + (plain[before.start : before.end] if before else "")
    if hour < 12 and re.search(r"下午|傍晚|晚", words):
        hour += 12
    if hour <= 3 and re.search(r"中午", words):
        hour += 12
    return timedelta(hours=hour, minutes=minute)


def _joined(plain: str, text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Join two dates of one span, "2015年7月到2018年", and see what goes on until one, "住到去年"."""
    left = list(found)
    while left:
        first = left.pop(0)
        begin = first.start - (plain[first.start - 1 : first.start] == "从")
        last = left[0] if left else None
        spans = last is not None and _TO.fullmatch(plain, first.end, last.start) is not None
        if spans and last is not None:
            last = _same_month(first, last)
            first = _before(first, last.moment)
        if spans and last is not None and _is_span(first, last):
            left.pop(0)
            words = text[begin : last.end]
            moment = Moment(words, first.moment.start, last.moment.end, Bound.SPAN)
            yield Found(begin, last.end, moment)
            continue
        until = _UNTIL.search(plain[: first.start]) or (
            _UP_TO.search(plain[: first.start]) if plain.startswith("为止", first.end) else None
        )
        if until is not None and first.moment.end - first.moment.start >= timedelta(days=1):
            words = text[until.start() : first.end]
            moment = replace(first.moment, text=words, bound=Bound.UNTIL)
            yield Found(until.start(), first.end, moment)
            continue
        yield first


def _same_month(first: Found, last: Found) -> Found:
    """Take a bare day for one of the month named before it: 20号 of 3月10号到20号."""
    if "月" not in first.moment.text or _BARE_DAY.fullmatch(last.moment.text) is None:
        return last
    start = first.moment.start
    try:
        day = calendar.day(start.replace(day=last.moment.start.day))
    except ValueError:
        return last  # a day that the month does not have
    return replace(last, moment=replace(last.moment, start=day[0], end=day[1]))


_BARE_DAY = re.compile(r"[\d一二三十]+[日号]")


def _before(first: Found, last: Moment) -> Found:
    """Take the first of two days without a year for last year's where the second is this year's."""
    year = timedelta(days=365)
    late = first.moment.start > last.start and first.moment.start - last.start < year
    if not late or "年" in first.moment.text:
        return first
    at = first.moment.start
    back = 12 if "月" in first.moment.text else 1  # 28号到5号 began the month before
    try:
        start = calendar.month(at.year, at.month - back)[0].replace(day=at.day)
    except ValueError:
        return first  # a day that the month does not have
    moment = replace(first.moment, start=start, end=start + (first.moment.end - at))
    return replace(first, moment=moment)


def _is_span(first: Found, last: Found) -> bool:
    day = timedelta(days=1)
    whole = all(each.moment.end - each.moment.start >= day for each in (first, last))
    return whole and first.moment.start < last.moment.start


def _bordered(plain: str, text: str, found: Found, base: datetime) -> Found:
    """Turn "X 以来" into [X, now), "X 之前" into [now, X) and "2018年以前" into all before.

    What goes on until a day to come goes on by now.
    """
    start = found.moment.start
    if found.moment.is_until and start > base:
        return replace(found, moment=replace(found.moment, start=base))
    whole = _THAT_YEAR.match(plain, found.end)
    if whole is not None and found.moment.end - start >= _YEAR_LONG and found.moment.end <= base:
        words = text[found.start : whole.end()]
        return Found(found.start, whole.end(), replace(found.moment, text=words, bound=Bound.SPAN))
    lead = _SINCE_FROM.search(plain[: found.start]) if not found.moment.ends else None
    since = _SINCE.match(plain, found.end)
    before = _BEFORE.match(plain, found.end)
    if (lead or since) and start < base:
        begin = lead.start() if lead else found.start
        end = since.end() if since else found.end
        return Found(begin, end, Moment(text[begin:end], start, base))
    long = found.moment.end - start >= _YEAR_LONG
    if long and start <= base and (ago := _LONG_BEFORE.match(plain, found.end)) is not None:
        words = text[found.start : ago.end()]
        return Found(found.start, ago.end(), Moment(words, LONG_AGO, start, Bound.UNTIL))
    if before is not None and start > base:
        words = text[found.start : before.end()]
        bound = Bound.UNTIL if before[0] == "为止" else Bound.WITHIN
        return Found(found.start, before.end(), Moment(words, base, start, bound))
    return found
