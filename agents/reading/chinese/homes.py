"""Where somebody lives, in whatever words: 租在通州, 在厦门当护士, 调去新加坡了, 搬回高雄老家住."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from octomem.agents.reading.chinese.cities import DISTRICTS
from octomem.agents.reading.chinese.masks import DATE, HERE, PLACE, is_free, masked
from octomem.agents.reading.chinese.subjects import subject_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Moment, Mood, Statement, Tense
from octomem.memory import LONG_AGO

_DOING = (
    r"(?:租(?!车)|合租|住(?!院|酒店|宾馆|民宿)|定居|安了?家|扎了?根|落了?户|落了?脚|生活|过日子|养老|常驻|买了?[^，]{0,5}(?:房|居|公寓)|买的[^，]{0,6}(?:房|居|公寓)|"
    r"待(?!会|命)|呆|混(?!得)|漂着?|打拼|闯荡?|发展|创业|谋生|打工|上班|工作|搬砖|任职|实习|当(?!时|天|场|地|晚|日|夜)|做(?!客|核酸|检查|手术|梦|个|活动|SPA|完|过|了)|"
    r"教(?!训|堂|会|室|学楼)|开(?!会|车|完|心|始|玩笑|庭|幕|了?[一两三]?天?会)|经营|送(?:外卖|快递)|跑(?:外卖|业务|滴滴|出租|运输|网约车)|卖(?!力)|"
    r"读(?=大学|研|博|高中|初中|小学|书|本科|硕|中专|大专)|上(?=大学|学|高中|初中|中学|幼儿园)|念(?=书|大学|研|高中)|留学|求学|带(?=娃|孩子)|陪读|当兵|服役)"
)
_AWAY = r"(?:出差|旅游|旅行|玩|度假|开会|培训|考察|参加|看病|面试|考试|比赛|团建|跑完|转机|路过)"
_NOT_AWAY = rf"(?![^，。]{{0,6}}{_AWAY})"
_LIVES = (
    re.compile(rf"(?:住|留|定居|安家|扎根|落户|落脚|常驻|长居|旅居|蜗居|现居|租房子?|租屋|租|生活)(?:在|到了?|于|进了?)?(?:了)?{HERE}(?!{PLACE}*(?:酒店|宾馆|的?酒店|民宿|[^，。的]{{0,6}}医院)){_NOT_AWAY}"),
    re.compile(rf"(?:待|呆|漂)(?:在|到){HERE}{_NOT_AWAY}"),
    re.compile(rf"(?<!现)在{HERE}(?P<rest>[^，。在{DATE}]{{0,6}}?){_DOING}{_NOT_AWAY}"),
    re.compile(rf"(?<!现)在{HERE}(?P<rest>[^，。在]{{0,4}}?)[{DATE}]+{_DOING}"),
    re.compile(rf"(?:家|户口)(?:就|也|还|现在|目前|都)*(?:在|住|安在){HERE}$"),
    re.compile(rf"(?:来|到|搬到|搬来|回|在)了?{HERE}(?:也|都|快|已经|有|差不多)*[\d一二两三四五六七八九十半多好几]+个?(?:年|月)(?:多|半)*了"),
    re.compile(rf"(?<![去来到回]){HERE}(?:都|也)?(?:住|呆|待|漂|生活|打拼)了(?:也|快|有|已经|差不多)*[\d一二两三四五六七八九十半多好几]+个?年(?:多|半)*(?:了|啦)*$"),
    re.compile(rf"人(?:已经|现在|目前|就|早)*在{HERE}(?:了|啦|呢)*$"),
    re.compile(rf"(?:一直|常年|长期|平时)(?:都|就|也)*(?:人)?在{HERE}$"),
)  # fmt: skip
_MOVES = (
    re.compile(rf"(?:搬|迁|移居|移民|调|外派|派|派驻|嫁|定居)(?:家|户|回|到|去|来|进|往|过|至|了|又|民|任|岗|动|驻|职)*{HERE}{_NOT_AWAY}"),
    re.compile(rf"(?:去|来|回|到)了?{HERE}(?:[^，。{DATE}]{{0,4}}?)(?:定居|发展|生活|打拼|落户|创业|闯荡?|谋生|安家|养老|常驻|躺平|种地|休养|陪[^，。]{1,4}|住(?!院|酒店|宾馆|民宿|了?[\d一两三几]+[天晚])|(?:工作|上班|打工|读书|上学|念书|读研|读博|上大学|读大学|当[^，。]{{2,6}})了?$)"),
    re.compile(rf"(?:去|来|回|到)了?{HERE}(?:的|了)?[^，。{PLACE}]{{0,2}}(?=进了?|入职|加入|考[上进])"),
    re.compile(rf"回了?{HERE}(?=开了?一?[家个间]|种地|养[羊牛猪鸡鱼]|看店|照顾|带孙|带孩子|陪)"),
    re.compile(rf"(?:跑|漂|转战|回流)(?:到|去|回)了?{HERE}(?:来|去)?了$"),
    re.compile(rf"(?<=[{DATE}])(?:才|刚)?(?:来|到|搬|回)(?:到|来)?的{HERE}$"),
    re.compile(rf"毕业(?:之|以)?后(?:就|又|直接)?(?:去|来|回|到)了?{HERE}(?:了)?$"),
    re.compile(rf"(?:刚刚?|初)(?:到|来|搬来|回到?){HERE}(?:$|不久|没多久|没几天|没几个月)"),
    re.compile(rf"在{HERE}(?:[^，。]{{0,4}})(?:落了脚|安了家|扎了根|落了户|定了居)"),
)  # fmt: skip
_THITHER = re.compile(r"搬(?:家)?(?:了)?(?:进|过|回)(?:来|去)(?:了|的|住|$)|搬(?:了)?(?:来|去)的$")
"""Moved in, to where the clause before says: 成都的新家收拾好了，八月底搬过来的."""
_LEFT = re.compile(rf"(?:离开|搬离|搬出|从)了?{HERE}(?:搬走|离开)?(?:了)?$")
_DISTRICT = re.compile(r"[区县镇乡村]$")
_NOT_IN = re.compile(
    rf"(?:也|都|又|并|更|现在|其实|根本|已经|早就?)*不(?:住在|住|在|待在|待|呆在|呆){HERE}(?:住|生活|待|呆)?(?P<over>[了啦])?[哈啊呀哦呢]*$"
)
_TAKEN = re.compile(
    rf"把(?P<who>[^，。]{{1,6}}?)(?:接|带|领)(?:到|去|来|回)了?{HERE}(?:去|来)?(?:一起|同)?(?:住|养老|生活|定居)(?:去|来)?了?$"
)
"""Who is taken somewhere to live there: 儿子把他接到石家庄住去了."""
_FROM = re.compile(rf"从{HERE}[^，。]{{0,4}}?(?:搬|调|迁|回|来|去|到|嫁|转|跳)")
_ABROAD_FROM = re.compile(
    r"从(?P<place>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)(?:那边|那里|的[^，]{1,6})?搬(?:出来|出|走|到|来|去|过来)"
)
_RETURNS = re.compile(
    rf"(?:又|就|已经|终于|这次|真的|彻底|正式|双叒叕|搬|[{DATE}])*回(?:到|了)?(?:老家)?{HERE}(?:老家)?(?:了|来了|去了)?$"
)
_STAYS = re.compile(r"毕业(?:之后|以后|后|就|了就)*留(?:在)?(?:那儿|那里|那边|那|当地|本地)")
_IS_THERE = re.compile(rf"(?:都|也|还|一直|现在|目前|就|人|如今)*在{HERE}(?:呢|那边|这边)?$")
"""Of somebody else: 我哥在大连; the speaker may be on the way."""
_FOR_GOOD = re.compile(
    r"正式|彻底|再也|定居|双叒|辞职|辞了|离职|不(?:做|干|当|打工)|毕业|退休|转行|离婚|开了一?[家个间][^，]{0,8}[店馆厂铺摊]"
)
_STAYS_BACK = re.compile(
    "不走了|再也不|不(?:打算|想|准备|会|用)?再(?:出去|出来|去|回去)|不(?:打算|想|准备)(?:出去|回去|走)|不出去(?:打工|闯|漂|了)|定下来|(?:辞|离)职|工作(?:也|都)?辞了"
)
"""What the sentence says beside it of who went back for good: 回老家南昌了，不走了."""
_A_DAY = re.compile(
    "今[天晚早]|明[天早]|昨[天晚]|周[末一二三四五六日]|放假|假期|过节|过年|春节|国庆|五一|端午|中秋|清明|看病|探亲|看[爸妈爷奶]"
)
"""What somebody goes back for and comes away from again."""
_STAY = re.compile(
    r"[\d一二两三四五六七八九十几半]+(?:[天晚宿]|个?(?:晚上|小时|钟头|星期|礼拜))(?!以?[前后]|之[前后])"
)
"""A few days, in which nobody has a home."""
_TRIP = re.compile(r"(?<!经常)(?<!常)(?<!总)(?<!老)(?<!月)(?<!周)(?:出差|旅游|旅行|度假|团建)")
FOR_NOW = re.compile(r"(?:暂时|临时)(?!工|还?先?住)|借住|借宿|暂住|(?:住|待)[一两三四五六几\d]个月")
"""A stay after which somebody lives again where they did."""
_WEEKS = timedelta(days=20)
_SETTLED = re.compile(r"(?<![车场])(?:租|住)(?:在|到)(?P<place>[\u4e00-\u9fff]{2,6}?[区县镇乡村])$")
_OVER = frozenset({"future", "negated", "over"})


def read(told: Told) -> Iterator[Statement]:
    """Yield the home that a clause about a person tells, or implies by what they do there."""
    text = masked(told)
    taken = _TAKEN.search(text) if not told.clause.is_question else None
    if taken is not None and "future" not in told.flags:
        yield from _taken(told, taken)
        return
    subject = told.subject
    place = _named(told, text)
    if subject is not None and subject.who.type == "person" and not told.clause.is_question:
        found = _found(told, text)
        denied = _NOT_IN.search(text, told.start)
        if denied is not None and not is_free(told, text, told.start, denied.start()):
            denied = None
        if found is not None and is_visit(told, moves=found[1]):
            place = ""
        elif found is not None and not (_OVER - {"future"}) & told.flags:
            yield from _home(told, *found)
        elif denied is not None:
            value = told.clause.verbatim[denied.start("place") : denied.end("place")]
            over = bool(denied["over"])
            yield base(
                told, "lives in", "live", value, "place", Claim.FACT, negated=True, ended=over
            )
            place = ""
        elif found is None and (left := _LEFT.search(text)) and _is_done(told, text):
            value = told.clause.verbatim[left.start("place") : left.end("place")]
            yield base(told, "moves away from", "move away", value, "place", Claim.FACT, tense=Tense.PAST)  # fmt: skip
    abroad = _ABROAD_FROM.search(text)
    if (
        abroad is not None
        and subject is not None
        and subject.who.type == "person"
        and _is_done(told, f"{text}了")
    ):
        yield from _lived(told, told.clause.verbatim[abroad.start("place") : abroad.end("place")])
    told.setting.moving = not place and re.search("搬(?!砖|运)", text) is not None
    told.setting.place = place or told.setting.place


def _taken(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    """Read where somebody else lives now, whom somebody takes there."""
    whose, end = subject_at(told.clause.text, match.start("who"), told.words, told.scene)
    if (
        match["who"] in {"他", "她"} and told.explicit
    ):  # not who takes them, but who was told of before
        whose = told.scene.about
    if whose is None or end != match.end("who") or whose.who.first_person:
        return
    before, told.subject = told.subject, whose
    place = told.clause.verbatim[match.start("place") : match.end("place")]
    text = f"{whose.shown}搬到{place}"
    yield base(told, "moves to", "move", place, "place", Claim.FACT, tense=Tense.PAST, text=text)
    told.subject = before


def is_visit(told: Told, *, moves: bool) -> bool:
    """Tell a stay of days, or one on a trip or at a time to come, from a home."""
    before = told.setting.whole.partition(told.clause.text)[0] + told.clause.text
    visit = _STAY.search(told.setting.whole) or _TRIP.search(before) or FOR_NOW.search(before)
    return visit is not None or (told.setting.ahead and not moves)


def _named(told: Told, text: str) -> str:
    """Return the place that a clause names first, for what follows."""
    found = re.search(f"{PLACE}++(?!人)", text)
    return told.clause.verbatim[found.start() : found.end()] if found else ""


def _found(told: Told, text: str) -> tuple[str, bool] | None:
    """Return the place where somebody lives, and whether they move there."""
    moved = _THITHER.search(text)
    named = _named(told, text) or told.setting.place
    if moved is not None and named and is_free(told, text, told.start, moved.start()):
        return named, True
    here = _IS_THERE.match(text, told.start)
    if told.setting.moving and here is not None:
        return told.clause.verbatim[here.start("place") : here.end("place")], True
    back = _RETURNS.search(text, told.start)
    if back is not None and is_free(told, text, told.start, back.start()):
        wide = any(f.moment.end - f.moment.start > _WEEKS for f in told.dates)
        whole = told.setting.whole
        stays = _STAYS_BACK.search(whole) is not None and _A_DAY.search(whole) is None
        if wide or stays or _FOR_GOOD.search(text):
            return told.clause.verbatim[back.start("place") : back.end("place")], True
    for forms, moves in ((_MOVES, True), (_LIVES, False)):
        for form in forms:
            match = form.search(text, told.start)
            if match is not None and is_free(told, text, told.start, match.start()):
                return told.clause.verbatim[match.start("place") : match.end("place")], moves
    return _stays(told, text)


def _stays(told: Told, text: str) -> tuple[str, bool] | None:
    """Return where somebody stays whom or what was spoken of before says more of."""
    if _STAYS.search(told.clause.text) and told.setting.place:
        return told.setting.place, False
    there = _IS_THERE.match(text, told.start)
    own = told.subject is not None and told.subject.who.first_person
    if there is not None and told.explicit and not own and not told.dates:
        return told.clause.verbatim[there.start("place") : there.end("place")], False
    settled = _SETTLED.search(told.clause.text, told.start)
    if (
        settled is not None
        and told.setting.place
        and is_free(told, text, told.start, settled.start())
    ):
        return told.clause.verbatim[settled.start("place") : settled.end("place")], False
    return None


def _home(told: Told, place: str, moves: bool) -> Iterator[Statement]:
    part = _DISTRICT.search(place) is not None or place in DISTRICTS
    if part and told.setting.housed:
        return  # where in the city that the sentence has named
    if part and _is_city(told.setting.place, place):
        place = told.setting.place + place
    ahead = any(each.moment.start > told.setting.said_at for each in told.dates)
    ended = "ended" in told.flags or re.search(r"[住待呆]过", told.clause.text) is not None
    if told.setting.ahead and not told.dates and "了" not in told.clause.text:
        return  # when the sentence has told of a day to come
    told.setting.housed = True
    assert told.subject is not None  # noqa: S101 - the caller found one
    text = f"{told.subject.shown}{'搬到' if moves else '住在'}{place}"
    if ahead or "future" in told.flags:
        settled = moves and ahead and "future" not in told.flags
        if settled:
            yield base(told, "moves to", "move", place, "place", Claim.FACT, tense=Tense.FUTURE, mood=Mood.INTENTION, text=text)  # fmt: skip
        return
    is_left = "一直" not in told.clause.text and any(
        each.moment.text.startswith("过去") for each in told.dates
    )  # 过去五年我在美国上班
    past = ended or is_left or any(each.moment.end < told.setting.said_at for each in told.dates)
    if moves and (origin := _FROM.search(masked(told))) is not None:
        yield from _lived(told, told.clause.verbatim[origin.start("place") : origin.end("place")])
    yield base(
        told,
        "moves to" if moves else "lives in",
        "move" if moves else "live",
        place,
        "place",
        Claim.FACT,
        ended=ended and not moves,
        tense=Tense.PAST if past or moves else Tense.PRESENT,
        text=text,
    )


def _is_city(around: str, place: str) -> bool:
    """Tell whether a place named before may be the city that a district is part of."""
    return bool(around) and around not in DISTRICTS and around not in place


def _lived(told: Told, place: str) -> Iterator[Statement]:
    """Yield the home that somebody moved away from, until then."""
    past = [f.moment for f in told.dates if f.moment.start <= told.setting.said_at]
    said = told.setting.said_at
    until = past[0].start if past else said
    assert told.subject is not None  # noqa: S101 - the caller found one
    text = f"{told.subject.shown}以前住在{place}"
    lived = base(told, "lives in", "live", place, "place", Claim.FACT, tense=Tense.PAST, text=text)
    yield replace(lived, moment=Moment("此前", LONG_AGO, until))


def _is_done(told: Told, text: str) -> bool:
    return "了" in text and not _OVER & told.flags
