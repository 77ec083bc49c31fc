"""When somebody gets up and goes to bed by habit: 我每天早上六点起床, 现在五点就起了."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement

_HABIT = r"(?:每天|天天|平时|平常|一般|通常|基本|基本上|现在|目前|如今|最近|这阵子|这段时间|上班日|工作日|都|也|才|早就|已经|习惯|改成|改到|提前到|推迟到|是|在)"
_PART = "(?:早上|早晨|清晨|凌晨|上午|中午|晚上|半夜|夜里|夜|晚|早)?"
_AT = rf"(?P<o>{_PART}[\d一二两三四五六七八九十]{{1,3}}(?:点(?:半|一刻|三刻|[\d一二三四五六七八九十]{{1,3}}分?)?|[:：]\d\d))"
_BY_HABIT = re.compile(
    "每天|天天|平时|平常|一般|通常|基本|现在|目前|如今|最近|这阵子|这段时间|上班日|工作日|习惯|改成|改到|提前到|推迟到"
)
"""What says that somebody does so by habit, as 都八点才起床 alone does not."""
_HOURS = re.compile(
    rf"{_HABIT}{{1,4}}{_AT}(?:多|左右|准时|就|才|必须|都|必|前|之前)*(?:(?P<up>起床?|醒)|(?P<bed>睡觉?|上床|上炕|入睡))(?:了|的|啦)*(?:$|跑步|晨跑|做饭|锻炼|遛狗|背单词|上班)"
)
_NOT_SO = re.compile(
    r"以前|之前|原来|小时候|那时|当时|[上高初中大]学时|今[天早晚]|昨[天晚]|明[天早]|周[末一二三四五六日]|星期|礼拜|这两天|放假|假期|要是|如果|想|打算|准备|希望|争取|[上这那]次|迟到|失眠|时差|出差|现在[^，。]{0,8}才|熬夜|加班|生病|孩子|同事|朋友|室友"
)
"""What was, is wished for or is so on some days, and others of whom it may be told."""


def read(told: Told) -> Iterator[Statement]:
    """Yield the hour at which whoever a clause is about gets up or goes to bed."""
    subject = told.subject
    if subject is None or subject.who.type != "person" or _NOT_SO.search(told.setting.whole):
        return
    if {"future", "negated", "over", "ended"} & told.flags:
        return
    starts = dict.fromkeys((told.start, told.at))
    match = next((m for at in starts if (m := _HOURS.match(told.clause.text, at))), None)
    if match is None or _BY_HABIT.search(match.group()) is None:
        return
    value = told.clause.verbatim[match.start("o") : match.end("o")]
    said = (
        ("wakes up daily at", "wake up") if match["up"] else ("goes to bed daily at", "go to bed")
    )
    made = base(told, *said, value, "number", Claim.FACT)
    text = f"{subject.shown}{told.clause.verbatim[match.start() :]}"
    yield replace(made, moment=None, text=text, whole=text)
