"""What ends on a day to come: 月底离职, 7月1号毕业, 下个月就不住青岛了."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.dates import find_all
from octomem.agents.reading.chinese.masks import DATE, is_free, masked
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import LASTING, Claim, Statement, Tense

_FORMS = tuple(
    (re.compile(rf"(?:我|就|也|会|得|要|该|可以|能|正式|[{DATE}])*(?:{form})(?:了|啦)*$"), told)
    for form, told in (
        (r"(?:从[^，。]{2,12}?)?(?:离职|辞职|走人|不干)", ("leaves", "leave", "job")),
        (r"(?:从[^，。]{2,12}?)?(?:本科|大学|研究生|硕士|博士|大专|中专|高中|初中|小学)?毕业", ("graduates", "graduate", "")),
        (r"(?:办)?退休", ("retires", "retire", "")),
        (r"(?:从[^，。]{2,12}?)?(?:搬走|搬出去|退租|退房)", ("moves out", "move out", "home")),
    )
)  # fmt: skip
_LAST_DAY = re.compile(
    rf"(?:我|就|也|要|正式|[{DATE}])*(?:是|走|离开|交接|)(?:最后一天|[Ll]ast ?day|走|离开|交接完)?(?:了|啦)*$"
)
_RESIGNED = re.compile(
    "[提递交]了?(?:离职|辞职|辞呈)|(?:离职|辞职)(?:申请|报告|信)?(?:都|已经)?[提批递交]"
)
"""What tells of a notice that was given, and of a day until which somebody stays."""
_ADVERBS = (
    r"(?:我|已经|刚|都|也|就|正式|终于|总算|早|[今昨前上这本\d一二三四五六日天周个月号年底初])*"
)
_BY_SPEAKER = re.compile(rf"{_ADVERBS}(?:[跟和向][^，。]{{1,4}})?{_ADVERBS}")
"""What stands before a notice that is the speaker's own."""
_UNSURE = re.compile(
    "打算|准备|[想]|考虑|可能|也许|希望|争取|如果|要是|万一|计划|建议|没[批走]|[吗？?]"
)
"""What says that it may come otherwise."""


def read(told: Told) -> Iterator[Statement]:
    """Yield what the speaker leaves on a day to come; of others it is an event like any other."""
    subject, said_at = told.subject, told.setting.said_at
    if subject is None or subject.who.name != told.scene.actor or told.clause.is_question:
        return
    if not any(each.moment.start > said_at for each in told.dates):
        return
    if "negated" in told.flags or _UNSURE.search(told.setting.whole):
        return
    text = masked(told)
    for form, (predicate, verb, what) in _FORMS:
        match = next((m for start in (told.start, told.at) if (m := form.match(text, start))), None)
        if match is not None and is_free(told, text, told.start, match.start()):
            yield base(told, predicate, verb, what, "thing", Claim.FACT, tense=Tense.FUTURE)
            return
    if _has_resigned(told.setting.whole) and _LAST_DAY.match(text, told.start):
        yield base(told, "leaves", "leave", "job", "thing", Claim.FACT, tense=Tense.FUTURE)


def gave_notice(told: Told) -> bool:
    """Tell the speaker who has only said that they leave, where the sentence tells until when they stay: 提了离职，7月1号走."""
    whole, said_at = told.setting.whole, told.setting.said_at
    return (
        _RESIGNED.search(told.clause.text) is not None
        and _has_resigned(whole)
        and any(each.moment.start > said_at for each in find_all(whole, said_at))
    )


def _has_resigned(whole: str) -> bool:
    """Tell a sentence in which the speaker gave notice: not 我老公提了离职，7月1号走."""
    notice = _RESIGNED.search(whole)
    before = re.split(r"[，。！？；、,!?;\s]", whole[: notice.start()])[-1] if notice else ""
    return notice is not None and _BY_SPEAKER.fullmatch(before) is not None


def lasting(told: Told, statement: Statement) -> Statement:
    """Say of what is told to be over from a day to come on that it holds until then."""
    moment, said_at = statement.moment, told.setting.said_at
    over = statement.ended and statement.negated and statement.claim in LASTING
    if not over or moment is None or moment.left_at <= said_at:
        return statement
    return replace(statement, negated=False, ended=False, moment=moment.until_left(said_at))
