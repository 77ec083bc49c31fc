"""What somebody did once that is told of for years: 在扬州跑完了一个半马, 拿到驾照了, 考过了N1."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.masks import DATE, is_free, masked
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Moment, Statement, Tense

_FEAT = (
    r"(?:半马|全马|半程马拉松|马拉松|铁人三项|越野赛|百公里|比赛|决赛|驾照|驾驶证|[\u4e00-\u9fffA-Za-z]{1,6}(?:证书?|证|执照|资格)|[一二三金银铜]等?奖|冠军|亚军|季军|第[一二三]名|"
    r"雅思|托福|四级|六级|专[四八]|N[1-5]|科目[一二三四]|CPA|司考|法考|注会|公务员|编制|研究生|博士|硕士|学位|offer|Offer|专利|论文|处女作|新书|"
    r"[\u4e00-\u9fff]{1,4}[山峰岳])"
)
_DONE = re.compile(
    rf"(?P<where>在[^，。在{DATE}]{{2,10}}?)?(?:终于|总算|刚|又|也|成功|顺利|还)*"
    r"(?P<verb>跑完|完成|拿到|拿下|考过|考上|考下|考出|通过|登顶|爬上|爬完|骑完|走完|获得|赢得|夺得|得(?=了|第|[^，。]{0,4}[奖军])|拿|评上|发表|出版)(?:了)?(?:一?[个场次篇本张块项])?"
    rf"(?P<what>[^，。了{DATE}]{{0,6}}?{_FEAT})(?:了|啦|的)*$"
)
_EXAM = rf"(?:{_FEAT}|[A-C][12](?![A-Za-z\\d])|答辩|盲审|面试|笔试|资格考|驾考)"
_OF_KIN = re.compile(rf"(?:{FORM}|[他她])的")
"""Who else passed it: 弟弟的驾照过了."""
_PASSED = re.compile(
    rf"(?P<what>[^，。了{DATE}]{{0,8}}?{_EXAM})(?:我|终于|总算|也|都|已经|顺利|一次性?)*(?P<verb>考过|通过|过|拿到|到手|拿下|考上|考下来|考出来|办下来|下来|评上)(?:了|啦)+$"
)
"""The same with what was passed first: 日语N2过了, 驾照拿到了."""


def read(told: Told) -> Iterator[Statement]:
    """Yield the feat that a clause about a person tells, named with its day.

    Told again it is the same memory; the same done on another day is another one.
    """
    subject = told.subject
    if subject is None or subject.who.type != "person" or told.clause.is_question:
        return
    if {"future", "negated", "over", "habit", "rule"} & told.flags:
        return
    text = masked(told)
    match = _DONE.search(text, told.start)
    passed = _PASSED.search(text, told.start) if match is None else None
    match = match or passed
    if match is None or re.search(
        r"[没想要会能等该]|打算|准备|(?<!觉)得$", told.clause.text[: match.start("verb")]
    ):
        return
    if passed is not None and not is_free(told, text, told.start, passed.start()):
        return
    if passed is not None and _OF_KIN.search(passed["what"]):
        return
    past = [f.moment for f in told.dates if f.moment.start <= told.setting.said_at]
    moment = past[0] if past else None
    verbatim = told.clause.verbatim
    where = match.groupdict().get("where") and verbatim[match.start("where") : match.end("where")]
    where = where or ""
    what = verbatim[match.start("what") : match.end("what")]
    did = f"{where}{match['verb']}了{what}" if passed is None else f"{what}{match['verb']}了"
    when = _day(moment) if moment is not None else _day(Moment("", told.setting.said_at, told.setting.said_at))  # fmt: skip
    said = base(told, "does", "do", f"{did}（{when}）", "thing", Claim.FACT, tense=Tense.PAST, text=f"{subject.shown}{did}（{when}）")  # fmt: skip
    yield replace(said, moment=moment)


def _day(moment: Moment) -> str:
    """Say a day, or the month or year that is all that is known."""
    days = (moment.end - moment.start).days
    if days > 300:
        return f"{moment.start.year}年"
    day = f"{moment.start.year}年{moment.start.month}月"
    return day if days > 9 else f"{day}{moment.start.day}日"
