"""Reads a plain transcript: lines such as "Mei: I live in Graz.", with or without dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from octomem.errors import UsageError

ROLES = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "ai": "assistant",
    "system": "system",
    "用户": "user",
    "用戶": "user",
    "使用者": "user",
    "助手": "assistant",
    "助理": "assistant",
    "系统": "system",
    "系統": "system",
}
"""Speakers that are roles; any other is a user of that name."""

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2})?"
_ISO = rf"\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_CLOCK}{_ZONE})?"
_CHAT = rf"\d{{1,4}}[./]\d{{1,2}}[./]\d{{2,4}},?\s{_CLOCK}(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = re.compile(
    rf"\u200e?(?:\[(?P<boxed>{_ISO}|{_CHAT})\]|(?P<bare>{_ISO}|{_CHAT}))(?:\s+[-\u2013]\s+|\s+)"
)
"""A date before a speaker: ISO 8601, or as messengers export it."""
_DATELESS = re.compile(rf"\[?{_CLOCK}(?:\s?[AaPp]\.?[Mm]\.?)?\]?(?:\s+[-\u2013]\s+|\s+)")
"""A time of day without its date."""
_SPEAKER = re.compile(
    r"(?P<name>[^:\uff1a\n]{1,60})(?::(?=\s|$)|\uff1a)\s*(?P<text>.*)$", re.DOTALL
)
"""A speaker before a colon: a space follows it, or it is the full-width one of Chinese."""
_LINE = re.compile(r"\r?\n")
_SHORT_HOUR = re.compile(r"(?<=[T ])(\d):")
_NAME = re.compile(r"[^\W\d_][\w.'\u2019\u00b7-]*(?: [^\W\d_][\w.'\u2019\u00b7-]*){0,2}")
_WIDE = "\uff1a"
_LONGEST_WIDE = 12
"""Characters of a speaker before a full-width colon: more of them are the beginning of a sentence."""
_LABELS = frozenset(
    [
        "时间",
        "地点",
        "日期",
        "主题",
        "议题",
        "备注",
        "注意",
        "提醒",
        "提示",
        "说明",
        "地址",
        "住址",
        "电话",
        "手机",
        "邮箱",
        "姓名",
        "名字",
        "生日",
        "年龄",
        "性别",
        "职业",
        "食材",
        "配料",
        "材料",
        "做法",
        "步骤",
        "用法",
        "问题",
        "答案",
        "原因",
        "结论",
        "总结",
        "内容",
        "标题",
        "附件",
        "链接",
        "会议纪要",
        "注",
        "例如",
        "比如",
        "另外",
        "其他",
        "价格",
        "预算",
        "数量",
        "密码",
        "账号",
        "快递",
        "单号",
        "我说",
        "他说",
        "她说",
    ]
)
"""What stands before a full-width colon in notes and stories, and is nobody's name."""
_PARTS = re.compile(
    r"(?P<one>\d{1,4})(?P<mark>[./])(?P<two>\d{1,2})[./](?P<three>\d{2,4}),?\s"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?\s?(?P<half>[AaPp])?"
)


@dataclass(slots=True)
class _Said:
    """One turn of a transcript while its lines are gathered."""

    line: int
    stamp: str | None
    speaker: str | None
    """None for a dated line without one: a notice of the messenger."""
    lines: list[str] = field(default_factory=list[str])


def looks_like_transcript(text: str) -> bool:
    """Tell whether the first line that is not blank begins a turn."""
    first = next((line for line in _LINE.split(text) if line.strip()), "")
    return _begun(first, 1, dated=None) is not None


def dateless(text: str) -> str | None:
    """Return the time without a date that the first line of a text puts before a speaker."""
    first = next((line for line in _LINE.split(text) if line.strip()), "").lstrip("\u200e")
    found = _DATELESS.match(first)
    return found.group().strip(" -\u2013") if found and _SPEAKER.match(first, found.end()) else None


def read_transcript(text: str, file: str) -> list[object]:
    """Turn a transcript into messages, in order.

    Where the first line has a date, only lines with one begin a turn; else every line
    does that begins with a name of up to three capitalised words and a colon. Any other
    line goes on with the turn before it; an indented one always does.

    Raises:
        UsageError: a speaker says nothing, or a date can be read in two ways.
    """
    said = list(_gathered(text))
    month_first = _month_first([each.stamp for each in said if each.stamp], file)
    return [_message(each, file, month_first=month_first) for each in said]


def _gathered(text: str) -> Iterator[_Said]:
    now: _Said | None = None
    dated: bool | None = None
    for number, line in enumerate(_LINE.split(text), start=1):
        begun = _begun(line, number, dated=dated)
        if begun is None:
            if now is not None:
                now.lines.append(line)
            continue
        if now is not None:
            yield now
        now = begun
        if dated is None:
            dated = begun.stamp is not None
    if now is not None:
        yield now


def _begun(line: str, number: int, *, dated: bool | None) -> _Said | None:
    """Return the turn that a line begins. `dated` is whether the first one was, None before."""
    found = _STAMP.match(line)
    if found:
        rest = line[found.end() :]
        said = _SPEAKER.match(rest)
        stamp = found["boxed"] or found["bare"]
        if said is not None:
            return _Said(number, stamp, said["name"].strip(), [said["text"] or ""])
        if dated is not False and _PARTS.match(stamp):
            return _Said(number, stamp, None, [rest])
    if dated:
        return None
    speaker = _speaker(line)
    return None if speaker is None else _Said(number, None, speaker[0], [speaker[1]])


def _speaker(line: str) -> tuple[str, str] | None:
    """Return the speaker and the text of a line without a date."""
    said = _SPEAKER.match(line)
    if said is None or not _NAME.fullmatch(said["name"]):
        return None
    is_wide = line[said.end("name")] == _WIDE
    if is_wide and (len(said["name"]) > _LONGEST_WIDE or said["name"] in _LABELS):
        return None
    words = said["name"].split()
    # Scripts without capitals have no lower case either.
    if said["name"].casefold() not in ROLES and any(word[0].islower() for word in words):
        return None
    return said["name"], said["text"] or ""


def _message(said: _Said, file: str, *, month_first: bool) -> dict[str, object]:
    text = "\n".join(said.lines).strip()
    if not text:
        raise UsageError(f"{file!r}, line {said.line}: {said.speaker!r} says nothing")
    role = "system" if said.speaker is None else ROLES.get(said.speaker.casefold())
    message: dict[str, object] = {"role": role or "user", "content": text}
    if role is None:
        message["name"] = said.speaker
    if said.stamp is not None:
        message["timestamp"] = _moment(said, file, month_first=month_first)
    return message


def _month_first(stamps: Sequence[str], file: str) -> bool:
    """Find out which of day and month comes first, from any date that can only be one.

    Dates with dots have the day first, and those that begin with a year the month second.

    Raises:
        UsageError: no date tells, and some can be read in two ways.
    """
    dates = [found for stamp in stamps if (found := _PARTS.match(stamp))]
    open_ones = [d for d in dates if d["mark"] == "/" and len(d["one"]) < 3]
    if any(int(d["one"]) > 12 for d in open_ones):
        return False
    if any(int(d["two"]) > 12 for d in open_ones):
        return True
    unclear = next((d for d in open_ones if d["one"].lstrip("0") != d["two"].lstrip("0")), None)
    if unclear:
        raise UsageError(
            f"{file!r}: whether day or month comes first in {unclear.group().strip()!r} cannot "
            "be told from the file; write the dates as 2024-05-01 10:30"
        )
    return False


def _moment(said: _Said, file: str, *, month_first: bool) -> str:
    """Return a stamp as ISO 8601, without a zone where it has none."""
    stamp = said.stamp or ""
    found = _PARTS.match(stamp)
    try:
        if found is None:
            return datetime.fromisoformat(_SHORT_HOUR.sub(r"0\1:", stamp)).isoformat()
        return _chat_moment(found, month_first=month_first).isoformat()
    except ValueError:
        raise UsageError(f"{file!r}, line {said.line}: {stamp!r} is no date and time") from None


def _chat_moment(found: re.Match[str], *, month_first: bool) -> datetime:
    one, two, three = int(found["one"]), int(found["two"]), int(found["three"])
    if len(found["one"]) == 4:
        year, month, day = one, two, three
    else:
        day, month = (two, one) if month_first and found["mark"] == "/" else (one, two)
        year = three if three > 99 else 2000 + three
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    return datetime(year, month, day, hour, int(found["minute"]), int(found["second"] or 0))  # noqa: DTZ001 - the caller's zone
