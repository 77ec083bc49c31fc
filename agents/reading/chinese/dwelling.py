"""Where somebody lives who says what they do there: 在厦门当护士, 在西安开面馆."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement, Tense

_DOES_THERE = re.compile(
    r"(?<!现)在(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<rest>(?:[^，。在]{0,8}?)(?:当(?!时|天|场)|做(?!客|核酸|检查|手术|梦|个|活动)|教(?!训)"
    r"|开(?!会|车|完|心|始|玩笑|庭|幕)|经营|卖|送(?!人|别|机)|跑(?=外卖|业务|滴滴|出租|运输)|读(?=大学|研|博|高中|初中|小学|书)"
    r"|上(?=大学|学|班)|念书|打工|工作|租(?!车)|带(?=娃|孩子)|陪读|养老|定居|过日子).*)$"
)
"""What people do where they live; meetings and trips are no such thing."""
_OVER = frozenset({"future", "negated", "over"})


def read(told: Told) -> Iterator[Statement]:
    """Yield the home that a clause about somebody's work or studies in a city implies."""
    if told.subject is None or told.subject.who.type != "person" or _OVER & told.flags:
        return
    found = _DOES_THERE.search(told.clause.text, told.start)
    if found is None or not _is_city(told, *found.span("place")):
        return
    dates = told.lead or told.dates
    ended = "ended" in told.flags
    past = ended or any(each.moment.end <= told.setting.said_at for each in dates)
    if past and not ended:
        return
    place = told.clause.verbatim[found.start("place") : found.end("place")]
    yield base(
        told,
        "lives in",
        "live",
        place,
        "place",
        Claim.FACT,
        ended=ended,
        tense=Tense.PAST if past else Tense.PRESENT,
        text=f"{told.subject.shown}住在{place}",
    )


def _is_city(told: Told, start: int, end: int) -> bool:
    """Tell a place that is a word of its own from a firm or a corner of a house."""
    return any(
        word.start == start and word.end == end and word.tag in {"ns", "nsf"} for word in told.words
    )
