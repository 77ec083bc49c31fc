"""A turn with what puts it right in the place of what was told wrong: 我住在杭州，不对，苏州 is 我住在苏州."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.numbers import NUMBER
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.slips import SLIP
from octomem.agents.reading.chinese.words import words

LONGEST = 300
"""Characters of a turn in which what was told wrong is looked for."""
_FAR = 3
"""Clauses back to which something may be put right."""
_SORRY = "(?:其实|[哦啊呀噢哎唉额呃嗯诶哈]|嘿嘿|等下|等等|等一下|对不起|不好意思|抱歉|笑死|我去|天)"
_SLIPPED = (
    rf"(?:(?:刚才|刚|上面|前面|又|给|我)*(?:{SLIP}|不对(?![劲称等付头路])|错了)(?:[字行嘴人]|名字)?(?:了|的|啦)*"
    r"|更正(?:一?下)?|纠正(?:一?下)?|差一?点(?:儿|点)?|(?:不是){1,3}(?=[，,。！!\s])|(?<=[哦啊噢])不(?:不|是)*|不不+)"
)
_CUE = re.compile(
    rf"(?:^|(?P<mark>[，,。.！!~…—\s]+))(?:{_SORRY}[，,\s]*)*"
    rf"(?P<slip>{_SLIPPED}(?:(?:{_SORRY}|[，,。！!~…：:\s])+|(?=[是应叫属周星下明后\d]|{NUMBER}))|我(?:是|想|要)说(?:的是)?|我的意思是)"
    r"(?P<new>[^，,。！!？?~…；;\n]+)(?P<end>[？?]?)"
)
"""What says that what stands before it was wrong, and what is right."""
_STAR = re.compile(r"^\s*[*＊](?P<new>[^\s，,。*]{1,12})\s*[*＊]?$")
_SHOULD = re.compile(r"^应该是(?P<new>[^\s，,。]{1,8}?)(?:才对)?[。~]*$")
_AFTER = re.compile(
    rf"^(?:{_SORRY}[，,\s]*)*(?P<new>[^，,。！!？?\s]{{1,12}})[，,。\s]+(?:{_SORRY}|我)*(?:{SLIP})(?:字|名字)?(?:了|啦|的)*[。！!~]*$"
)
"""What is right before what says that something was wrong: 苏州，打错了."""
_NOT_IT = re.compile(
    rf"^(?:{_SORRY}[，,\s]*|(?:{_SLIPPED})[，,。\s]+)*(?:我?说的)?不是(?P<old>[^，,。是不]{{1,12}}?)(?:啊|哦|啦|哈|呀)?(?:[，,\s]+(?=[^是])|[，,\s]*(?:应该|而|其实|我说的)*(?:就)?是)(?P<new>[^，,。！!？?是]{{1,12}}?)(?P<end>[？?]?)(?=[，,。！!~\s]|$)"
)
"""What is not so, and what is: 不是王磊是王雷."""
_TAIL_NUMBER = re.compile(
    r"^(?:手机|电话|号码|车牌|卡号|门牌)?(?:号)?(?:最后|末|尾)(?:[一两二三四几]?位|号|数)*(?:应该)?(?:是|为)?(?P<new>\d{1,6})(?:才对|哦|哈|啊)*$"
)
"""What a number ends with: 最后一位是7."""
_TOOK_BACK = re.compile(rf"^{_SORRY}*(?:{_SLIPPED})[，,\s]*")
_WHOM = rf"(?:我|我?(?:的|们)?(?:{FORM})|[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,3}}(?=[，,]))"
_NOT_WHO = re.compile(
    rf"^(?:{_SORRY}[，,\s]*|(?:{_SLIPPED})(?:[，,。\s]+|(?={SLIP}|[我错]|不[是对])))*(?:我?说的)?不是(?P<old>{_WHOM})(?:啊|哦|啦|哈|呀)?[，,\s]*(?:而|其实|应该|我说的)*是(?P<new>{_WHOM})(?:啊|哦|啦|哈|呀)?(?:在?[学做吃养弹用住开]的?|怀孕|过敏|的)?[。！!~\s]*$"
)
"""Of whom it is not so, and of whom it is: 不是我，是我弟."""
_UNSAID = re.compile(
    rf"^(?:{_SORRY}|愚人节快乐|好[了啦吧]|算了|[，,。！!~\s])*我?(?:(?:刚才|刚刚|上面|前面)(?:是|都是|那[个条句]是?)?)?"
    r"(?:开(?:个|你)?玩笑(?:的|呢)?|逗你(?:们)?(?:玩儿?)?(?:的|呢)?|骗你(?:们)?的|闹着玩儿?的?|瞎说的|胡说的|乱说的|说着玩儿?的?|愚人节快乐|当我没说|就当没说|撤回|(?:刚才|刚刚|上面|前面)(?:说)?的?(?:不算|作废|忽略))"
    r"(?:[啦哈嘛呀啊哦了]|别当真|[，,。！!~\s])*(?:$|(?<=[，,。！!~\s]))"
)
"""What takes back as a joke, or at all, what was said just before."""
_LEAD = re.compile(
    r"^(?:[他她它](?=是)|应该|其实|就|而|确实|正确的|准确说|我?说的|现在)*(?:应为|是|为)?(?=.)"
)
_PARTICLES = re.compile("(?:才对|才是|来着|[啦哈哦啊呀呢])+$")
_OPEN = re.compile("[吗么吧]$|如果|要是|可能|也许|好像|什么|怎么|哪|谁|几点|想|觉得|算了|忘|没|不")
"""What puts nothing right that it plainly is: a question, a guess, another thought."""
_EARLIER = re.compile(
    "(?:上次|上回|上一次|以前|之前|先前|那天|前几天|前两天|昨天|早先)我?[^，。]{0,3}[说讲提写发告]"
)
"""How somebody repeats what they told another time: 以前我说我哥在建行，说错了，他在农行."""
_DENIED = re.compile("没有?|不(?:是|叫|在|住|会|吃|喝)")
"""What a clause denies, which has no value that is so."""
_VERBS = re.compile(
    "对(?=.+过敏)|住(?:在|(?![院宿]))|来自|搬[到去]|嫁[到给]|在|叫|姓|属|做|当|学|开|养|教|弹|打|踢|练|读|吃|喝|用|到|去|喜欢|喜歡|最?爱|讨厌"
)
_WHO = rf"(?:[我他她它]|我?(?:{FORM})|人家)?(?:的?名字|的)?"
_GOES_ON = re.compile(
    "上班|工作|实习|当|做|[读念上](?:书|[大中小高]|研|博|学)|过敏|生活|长大|出生|办|住|的(?!士|哥)|呢"
)
"""Where what is told of a value goes on behind it."""
_DAY = r"(?P<day>(?:[本这]|下+个?|上+个?)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:\d{1,2}月)?\d{1,2}[号日]|大?后天|明[天早晚]|今[天晚早]|大?前天|昨[天晚])"
_MONTH = r"(?P<month>(?:下+个?|上+个?|这个|\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|初|底|中旬)?)(?!\d)"
_YEAR = r"(?P<year>(?:(?:19|20)\d\d|[明后去前今])年)"
_CLOCK = rf"(?P<clock>(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?(?:\d{{1,2}}[:：]\d\d|{NUMBER}点(?:半|一刻|三刻|{NUMBER}分?)?))"
_TIMES: dict[str, re.Pattern[str]] = {
    "year": re.compile(_YEAR),
    "day": re.compile(_DAY),
    "month": re.compile(_MONTH),
    "clock": re.compile(_CLOCK),
}
_WHEN = re.compile(
    "[上下这]+个?(?:周|星期|礼拜|月)|[今明昨后]天|早上|上午|中午|下午|晚上|以前|现在"
)
_AMOUNT = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?|{NUMBER})(?P<unit>毫克|毫升|公里|公斤|万块?|块|元|[岁只个条匹位口辆台套间楼层号届级班年斤米平天次本盒片颗粒瓶杯]|cm|kg|mg|ml)?"
)


@dataclass(frozen=True, slots=True)
class Retold:
    """A turn as it was meant."""

    text: str
    pairs: tuple[tuple[str, str], ...] = ()
    """What an earlier turn told wrong, with what is right in its place."""
    unsays: int | None = None
    """Of which earlier turn nothing is so, counted from the last one back."""


def retold(text: str, earlier: Sequence[str]) -> Retold:
    """Put in its place what a turn puts right of itself, or of what the same speaker said before.

    `earlier` are the turns before it, the last one first.
    """
    if len(text) > LONGEST:
        return Retold(text)
    own = _of_itself(text)
    return Retold(own) if own != text else _of_earlier(text, earlier)


def _of_itself(text: str) -> str:
    """Return a text with what it takes back in the same breath left out."""
    for cue in _CUE.finditer(simplified(text)):
        if not cue["mark"] or cue["end"]:
            continue
        for start, end in _clauses_before(text, cue.start()):
            between = text[end : cue.start()]
            if _EARLIER.search(text, 0, cue.end("slip")):
                break
            mended = spliced(text[start:end], text[slice(*cue.span("new"))])
            if mended is not None:
                rest = text[cue.end("new") :]
                return _of_itself(f"{text[:start]}{mended.text}{between}{rest}")
    return text


def _clauses_before(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the last clauses before a place stand, the nearest first."""
    bounds = [mark.span() for mark in _BETWEEN.finditer(text[:end])]
    stops = [(0, 0), *bounds, (end, end)]
    spans = [(a[1], b[0]) for a, b in pairwise(stops) if a[1] < b[0]]
    yield from reversed(spans[-_FAR:])


_BETWEEN = re.compile(r"[，,。.！!~…；;\n]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def _clauses_of(earlier: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the last clauses of earlier turns, the nearest first: of which turn, from where, and the words."""
    for back, said in enumerate(earlier):
        for start, end in _clauses_before(said, len(said)):
            yield back, start, said[start:end]


def _of_earlier(text: str, earlier: Sequence[str]) -> Retold:
    """Tell anew the clause of an earlier turn that a turn begins by putting right."""
    plain = simplified(text).strip()
    if earlier and _UNSAID.match(plain) is not None:
        return Retold(text, unsays=0)
    if (whose := _of_another(plain, earlier)) is not None:
        return whose
    no = _NOT_IT.match(plain)
    if no is not None:
        return Retold(text) if no["end"] else _instead(text, plain, no, earlier)
    tail = _TAIL_NUMBER.match(_TOOK_BACK.sub("", plain))
    should = _SHOULD.match(plain)
    found = tail or should or _STAR.match(plain) or _AFTER.match(plain) or _CUE.match(plain)
    if found is None or found.groupdict().get("end"):
        return Retold(text)
    slipped = found.groupdict().get("slip") is not None
    rest = plain[found.end("new") :] if slipped else ""
    anew = _with_tail if tail is not None else spliced
    return _told_anew(text, (found["new"], rest), earlier[:1] if should else earlier, anew)


def _told_anew(
    text: str,
    right: tuple[str, str],
    earlier: Sequence[str],
    anew: Callable[[str, str], "Mended | None"],
) -> Retold:
    """Tell anew the last clause of earlier turns in which a value stands for another, and what goes on behind it."""
    new, rest = right
    for said in earlier:
        if _said_so(new, said):
            break
        for start, end in _clauses_before(said, len(said)):
            old = said[start:end]
            mended = anew(old, new)
            if mended is None or mended.is_timed:
                continue
            pairs = ((mended.wrong, mended.right),)
            if start and _WHO_FIRST.match(old) is None:
                return Retold(text, pairs)  # of whom it goes on, only what was told says
            return Retold(mended.text + rest, pairs)
    return Retold(text)


def _of_another(plain: str, earlier: Sequence[str]) -> Retold | None:
    """Tell of somebody else what an earlier turn told: 不是我，是我弟."""
    no = _NOT_WHO.match(plain)
    if no is None:
        return None
    for back, start, clause in _clauses_of(earlier):
        told = told_of(clause, no["new"], no["old"])
        if told is not None:
            said = earlier[back]
            return Retold(f"{said[:start]}{told}{said[start + len(clause) :]}", unsays=back)
    return None


def told_of(clause: str, new: str, old: str = "") -> str | None:
    """Tell of somebody else what a clause tells of who it begins with, of `old` where that is said."""
    who = _WHO_FIRST.match(clause)
    if who is None or clause.startswith(new) or (old and who.group() not in {old, f"我{old}"}):
        return None
    return new + clause[who.end() :]


_WHO_FIRST = re.compile(
    rf"(?:我(?:的|们)?)?(?:{FORM})|我(?!的|们)|[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,3}}(?=[在叫是养对])"
)


def _said_so(new: str, said: str) -> bool:
    """Tell whether what is put right was said so, and only repeated wrongly: 不是不是，是滨江."""
    value = re.sub(rf"^(?:{_VERBS.pattern})", "", _LEAD.sub("", _PARTICLES.sub("", new), count=1))
    return bool(value) and value in said


def _instead(text: str, plain: str, no: re.Match[str], earlier: Sequence[str]) -> Retold:
    """Tell anew what an earlier turn said with a value that is named as wrong."""
    old, new = no["old"], _PARTICLES.sub("", no["new"])
    if _OF_SOMEBODY.search(old) or _TIMES["day"].search(old):
        return Retold(text)
    for _, start, clause in _clauses_of(earlier):
        if old not in clause:
            continue
        verb = _VERBS.match(new)
        if verb is not None and clause[: clause.index(old)].endswith(verb.group()):
            new = new[verb.end() :]
        if not _alike(old, new):
            return Retold(text)
        alone = start == 0 or _WHO_FIRST.match(clause) is not None
        mended = clause.replace(old, new, 1) + plain[no.end() :]
        return Retold(mended if alone else text, ((old, new),))
    return Retold(text)


_OF_SOMEBODY = re.compile(rf"^[我他她]|{FORM}")
"""What names somebody, in whose place nobody else is put."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A clause with a right value in the place of a wrong one."""

    text: str
    wrong: str
    right: str
    is_timed: bool = False
    """Whether the value is a day or an hour."""


def spliced(old: str, new: str) -> Mended | None:
    """Return a clause with what another one says instead in its place; None where it fits nowhere."""
    new = _PARTICLES.sub("", _LEAD.sub("", new.strip(), count=1))
    if not new or _OPEN.search(new) or _DENIED.search(old) or not old.strip() or old == new:
        return None
    if any(form.match(new) for form in _TIMES.values()):
        return _timed(old, new)
    if _WHEN.match(new) is not None:
        return None
    if (amount := _AMOUNT.match(new)) is not None:
        return _counted(old, new, amount)
    return _by_verb(old, new) or _bare(old, new)


def _time_at(text: str, place: int) -> tuple[str, re.Match[str]] | None:
    """Return the part of a day or year that stands at a place, and which it is."""
    found = ((name, form.match(text, place)) for name, form in _TIMES.items())
    return next(((name, match) for name, match in found if match is not None), None)


def _timed(old: str, new: str) -> Mended | None:
    """Put a day, month or hour in the place of another: 下周二，不对，下周三去体检."""
    text, place, wrong = old, 0, ""
    while (hit := _time_at(new, place)) is not None:
        name, said = hit
        place = said.end()
        was = _TIMES[name].search(text)
        if was is None:
            return None
        value = said.group()
        month = re.match(r"\d+月", was.group())
        if name == "day" and month is not None and re.match(r"\d+[号日]", value):
            value = month.group() + value
        week = re.match(r"下+个?|上+个?", was.group())
        if name == "day" and week is not None and re.match("周|星期|礼拜", value):
            value = week.group() + value
        wrong = wrong or was.group()
        text = text[: was.start()] + value + text[was.end() :]
    behind = new[place:].lstrip("的")
    if behind and behind not in text:
        first = min(m.start() for f in _TIMES.values() if (m := f.search(old)))
        text = old[:first] + new
    return Mended(text, wrong, new[:place], is_timed=True)


def _counted(old: str, new: str, amount: re.Match[str]) -> Mended | None:
    """Put a number in the place of another that counts the same: 两只猫，不对是三只."""
    timed = [m.span() for f in _TIMES.values() for m in f.finditer(old)]
    found = [m for m in _AMOUNT.finditer(old) if not any(a <= m.start() < b for a, b in timed)]
    fits = [
        m
        for m in found
        if m["unit"] == amount["unit"]
        or (m["n"].isdigit() and amount["n"].isdigit() and not (m["unit"] and amount["unit"]))
    ]
    fits = [m for m in fits if m["unit"] or (m["n"].isdigit() and amount["n"].isdigit())]
    if not fits:
        return None
    was, behind = fits[-1], new[amount.end() :]
    if behind and not amount["unit"]:
        return None
    right = amount.group() if amount["unit"] else amount["n"] + (was["unit"] or "")
    rest = old[was.end() :]
    if behind and behind not in rest:
        if rest:
            return None
        rest = behind
    return Mended(old[: was.start()] + right + rest, was.group(), right)


def _with_tail(old: str, tail: str) -> Mended | None:
    """Let a number end otherwise: 沪A12345, 最后一位是7."""
    found = [m for m in re.finditer(r"[A-Za-z]?\d{4,}", old) if len(m.group()) > len(tail)]
    if not found:
        return None
    wrong = found[-1].group()
    right = wrong[: -len(tail)] + tail
    return Mended(old[: found[-1].start()] + right + old[found[-1].end() :], wrong, right)


def _by_verb(old: str, new: str) -> Mended | None:
    """Put a value in the place of the one behind the same verb: 属兔，记错了，属龙."""
    who = re.match(_WHO, new)
    said = _VERBS.match(new, who.end() if who is not None else 0)
    if said is None or said.end() == len(new):
        return None
    whose = new[: said.start()]
    if whose and whose[:1] not in "他她它" and not old.startswith(whose):
        return None
    at = old.rfind(said.group())
    at = old.rfind(said.group()[0]) if at < 0 and said.group() == "住在" else at
    verb = _VERBS.match(old, at) if at >= 0 else None
    if verb is None:
        return None
    start = verb.end()
    wrong, tail = _value(old[start:])
    right, own_tail = _value(new[said.end() :])
    if not wrong or not right or not _alike(wrong, right):
        return None
    return Mended(old[:start] + right + (own_tail or tail), wrong, right)


def _bare(old: str, new: str) -> Mended | None:
    """Put a bare value in the place of the last one of a clause: 我在美团，哦不，滴滴上班."""
    right, own_tail = _value(new)
    if not right or (own_tail and not old.endswith(own_tail) and own_tail[:1] in "的地得"):
        return None
    begins = {word.start for word in words(old)}
    verbs = re.finditer(rf"{_VERBS.pattern}|是|为", old)
    starts = [verb.end() for verb in verbs if verb.start() in begins]  # no 学 of 化学所
    for start in reversed(starts):
        wrong, tail = _value(old[start:])
        if wrong and _alike(wrong, right):
            return Mended(old[:start] + right + (own_tail or tail), wrong, right)
    return None


def _value(text: str) -> tuple[str, str]:
    """Divide a text into the value that it begins with and what is told of it behind that."""
    goes_on = _GOES_ON.search(text, 1)
    end = goes_on.start() if goes_on is not None else len(text)
    return text[:end], text[end:]


def _alike(wrong: str, right: str) -> bool:
    """Tell whether one value may stand for another: a place for a place, a word for a word."""
    places = {_is_place(wrong), _is_place(right)}
    latin = {re.search("[A-Za-z]", each) is None for each in (wrong, right)}
    like = len(wrong) == len(right) and not set(wrong).isdisjoint(right)
    fits = (like or len(places) == 1) and (len(latin) == 1 or len(right) > 1) and len(right) <= 12
    whose = [re.fullmatch(FORM, each) is not None for each in (wrong, right)]
    is_code = _CODE.fullmatch(right) is not None and _CODE.fullmatch(wrong) is None
    fits = fits and wrong != right and whose != [False, True] and not is_code
    return fits and _NO_VALUE.search(right) is None and _is_named(wrong, right)


def _is_named(wrong: str, right: str) -> bool:
    """Tell what names something, or does so as what stands there does: 滑雪 for 游泳, no 重来 for 法语."""
    tags = [[word.tag for word in words(each)] for each in (wrong, right)]
    first = tags[1][0][:1]
    if len(tags[1]) > 1:
        does = tags[1][-1] == "v" and tags[0][-1] != "v"
        return not does and (first not in {"d", "p", "c"} or len(words(right)[0].text) > 1)
    return tags[1][0] in {"vn", "an"} or first not in {"v", "a", "d"} or first == tags[0][0][:1]


_CODE = re.compile(r"[A-Za-z]*\d+[A-Za-z]?")
"""A rank or a number, which stands for no name: 在阿里上班, 应该是P6."""
_NO_VALUE = re.compile("[我你她它也就都很太还再了是]|因为|有误|[，。=]")


def _is_place(value: str) -> bool:
    return value.rstrip("省市") in PLACES
