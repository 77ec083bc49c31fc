"""What was said, with what puts it right in its place: 说错了，是周五; 不是会计，是出纳."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.clauses import Clause, Passage
from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.firms import FIRMS
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.numbers import NUMBER
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.retold import spliced, told_of
from octomem.agents.reading.chinese.rules import BRAND
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.slips import ONLY_SLIP, SLIP
from octomem.agents.reading.chinese.statements import statements
from octomem.agents.reading.chinese.subjects import Scene, Subject, is_chinese_name, subject_at
from octomem.agents.reading.chinese.told import Setting
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.instead import Amend
from octomem.agents.reading.reading import LASTING, Claim, Statement, Tense

KEPT = 8
"""Statements back to which something may be put right."""
_VALUE = r"[^，。是不我你他她它]{1,12}?"
_END = r"(?:才对|来着|的|啦|哈|哦|啊|了)*"
_INSTEAD = (
    re.compile(rf"^(?:我?(?:说的)?)?不是(?P<old>{_VALUE}){_END}[，,](?:应该|而|其实|我说的)*(?:就)?是(?P<new>{_VALUE}){_END}$"),
    re.compile(rf"^(?:我说的|应该|其实|而)*(?:就)?是(?P<new>{_VALUE}){_END}[，,](?:而)?不是(?P<old>{_VALUE}){_END}$"),
    re.compile(rf"^(?:把)?(?P<old>{_VALUE})(?:要|得)?(?:改成|改为|换成)(?P<new>{_VALUE}){_END}$"),
)  # fmt: skip
_ONLY = re.compile(
    rf"^(?:其实|准确说|正确的?|我(?:想说|说)的|应该|应当)*(?:(?:就)?是|应为|应是|改为)[“\"「]?(?P<new>{_VALUE})[”\"」]?{_END}$"
)
_SEVERAL = frozenset({Claim.ALLERGY, Claim.TASTE, Claim.LANGUAGE})
"""Claims of which somebody has several at a time, so that a new one ends no old one."""
_VERB = re.compile("搬|住|去|在|到|叫|因为|为了")
_AREA = re.compile(r"[\u4e00-\u9fff]{2,7}[省市区县镇乡村州]")
_PLACED = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))


def read(passage: Passage, scene: Scene, setting: Setting) -> tuple[list[Statement], int]:
    """Return what puts right what was said, and how many clauses say so."""
    told = _told_wrong(passage, scene, setting) or _of_topic(passage, scene, setting)
    told = told or _taken_for(passage, scene, setting) or _not_mine(passage, scene, setting)
    if told:
        return told
    other_day = _other_day(passage, scene, setting)
    if other_day[1]:
        return other_day
    led = _led(passage)
    told_first = tuple(each for each in passage.clauses[:led] if not _WRONG.match(each.text))
    before = _read(told_first, passage, scene, setting) if told_first else []
    note(scene, before)
    rest = replace(passage, clauses=passage.clauses[led:])
    said, count = _amended(rest, scene, setting, slipped=led > 0)
    return ([*before, *said], led + count) if count or before else ([], 0)


def _other_day(passage: Passage, scene: Scene, setting: Setting) -> tuple[list[Statement], int]:
    """Read a day that is put right in the same breath: 下周一去盖章，不对，是下周三."""
    pairs = enumerate(pairwise(passage.clauses), 1)
    at = next((i for i, (one, other) in pairs if other.corrects and not one.corrects), 0)
    only = _ONLY.match(passage.clauses[at].text) if at else None
    if only is None or passage.is_question or not find(only["new"], setting.said_at):
        return [], 0
    before = _read(passage.clauses[:at], passage, scene, setting)
    tasks = [each for each in before if each.claim is Claim.TASK]
    said = _corrected(passage.clauses[at], tasks, scene, setting)
    return ([*before, *said], at + 1) if said else ([], 0)


def is_slip(passage: Passage) -> bool:
    """Tell a sentence that says only that something was told wrong: 刚才我说错了。"""
    if passage.clauses:
        return _led(passage) == len(passage.clauses)
    return _WRONG.match(simplified(passage.verbatim).rstrip("。.！!…~ ")) is not None


def _led(passage: Passage) -> int:
    """Return how many clauses lead up to what puts right, the last of which says that something was wrong."""
    first = next((i for i, c in enumerate(passage.clauses[:_LEAD]) if _WRONG.match(c.text)), -1)
    if first < 0 or any("是" in each.text for each in passage.clauses[:first]):
        return 0  # what is right stands before it: 是日照 我记混了
    rest = (i for i, c in enumerate(passage.clauses) if i > first and not _WRONG.match(c.text))
    return next(rest, len(passage.clauses))


_LEAD = 3
"""Clauses of which one may say that something was wrong before it is put right."""


def _amended(
    rest: Passage, scene: Scene, setting: Setting, *, slipped: bool
) -> tuple[list[Statement], int]:
    """Return what a sentence puts right from its first clause on, and how many clauses say so.

    `slipped` says that the clause before says that something was told wrong.
    """
    passage = rest
    apart = _apart(rest)
    if apart is not None:
        told = _denied(apart, scene, setting) or _contrasted(apart, scene, setting)
        if told is not None:
            return told[0], 1
    later = _denial_at(rest)
    if later:
        ending = replace(rest, clauses=rest.clauses[later:])
        before = _read(rest.clauses[:later], passage, scene, setting)
        told = _denied(ending, scene, setting) or _contrasted(ending, scene, setting)
        if told is not None:
            return [*before, *told[0]], later + told[1]
    told = _denied(rest, scene, setting) or _contrasted(rest, scene, setting)
    if told is None and (far := _denied_far(rest)) is not None:
        at, no = far
        pair = replace(rest, clauses=(rest.clauses[at], rest.clauses[no]))
        if (told := _contrasted(pair, scene, setting)) is not None:
            before = _read(rest.clauses[:at], passage, scene, setting)
            between = _read(rest.clauses[at + 1 : no], passage, scene, setting)
            return [*before, *told[0], *between], no + 1
    return told or _put_right(rest, scene, setting, slipped=slipped)


_TOLD = re.compile(
    r"^我?(?:(?:上次|上回|上一次|以前|之前|刚才|刚刚|那天|前面|前几天|昨天|早先)我?)?(?:跟|和|给|对)?你?们?(?:说|讲|提|写|打|发|告诉你)(?:过|的|了)?是?(?=..)"
)
"""How a clause begins that repeats what was told wrong: 上次跟你说可欣是青岛人."""
_WRONG = re.compile(ONLY_SLIP)
_OF_WHOM = re.compile(
    r"^(?![我你他她它])(?P<what>[^，。]{1,12}?)的(?:其实|才|应该)?是(?P<who>[^，。是]{1,10})$"
)
"""Whom it is true of: 近视的是二毛."""


def _told_wrong(
    passage: Passage, scene: Scene, setting: Setting
) -> tuple[list[Statement], int] | None:
    """Read "上次说可欣是青岛人，我记错了，她是烟台人": what was told, taken back, and what is so."""
    clauses = passage.clauses
    led = _TOLD.match(clauses[0].text) if clauses else None
    if led is None or passage.is_question or clauses[0].is_question:
        return None
    first = _cut(clauses[0], led.end())
    if (slipped := _ENDS_WRONG.match(first.text)) is not None:
        first = _reworded(first, slipped["said"])
        wrong: int | None = 1
    else:
        wrong = next((i for i in range(1, min(len(clauses), 4)) if _is_wrong(passage, i)), None)
    if wrong is None:
        return None
    told = (first, *clauses[1:wrong])
    old = _lasting(_read(told, passage, scene, setting))
    if not old:
        return None
    rest = tuple(
        replace(_of_the_same(each, old[-1]), corrects=True, is_hearsay=False)
        for each in clauses[wrong:]
        if _WRONG.match(each.text) is None
    )
    whom = _whom(rest[0], scene) if rest else None
    mended = _mended(told[-1].text, rest[0], scene) if rest and whom is None else None
    if whom is not None:
        said, count = [_told_of(old[-1], whom)], 1
    elif mended is not None:
        right = _reworded(rest[0], mended)
        said, count = _lasting(_read((right,), passage, scene, setting)), 1
    else:
        note(scene, old)
        said, count = _put_right(replace(passage, clauses=rest), scene, setting, slipped=False)
    said += _read(rest[count:], passage, scene, setting)
    wrong_too = (_taken_back(each) for one in old for each in _as_said(one, said))
    return [*wrong_too, *said], len(clauses)


def _of_the_same(clause: Clause, old: Statement) -> Clause:
    """Name whom a clause means by 她 that says what is so of whom something was told wrong: 她学的是麻醉."""
    named = "'s " not in old.subject and not old.first_person
    if not named or _PRONOUN.match(clause.text) is None:
        return clause
    text, verbatim = (f"{old.subject}{each[1:]}" for each in (clause.text, clause.verbatim))
    return replace(clause, text=text, verbatim=verbatim)


_PRONOUN = re.compile("[他她它](?![们的俩])")


def _as_said(old: Statement, right: Sequence[Statement]) -> Iterator[Statement]:
    """Tell what was wrong by the predicate of what is right, too: who 学 a subject learns it, or studies it."""
    yield old
    same = (each for each in right if each.subject == old.subject and each.verb != old.verb)
    other = next((each for each in same if {each.predicate, old.predicate} <= _STUDY), None)
    if other is not None:
        yield replace(old, predicate=other.predicate, verb=other.verb)


_STUDY = frozenset({"learns", "studies"})

_AS = re.compile(
    rf"^(?:结果|不过|可)?(?:我|俺)?(?:(?:之前|上次|前面|刚才|一直|还|都|老是?|总是?|给)+[说讲写填打念记看听叫认]成了?(?P<late>{_VALUE})|(?:给|把[它他她名字]{{1,2}})?[说讲写填打念记看听叫认]成(?P<old>{_VALUE}))了?$"
)
"""A clause that says as what somebody took or told it: 我一直记成A型."""
_TURNS_OUT = re.compile("^(?:(?:我|才)*(?:发现|知道)|原来|其实|结果)+(?=[^，]*[是叫])")


_NO_VALUE = re.compile("功|一|什么|这样|那样|习惯|笑话")
"""What is nothing that somebody was taken for: 谈成功了, 打成一片."""
_TELLS_IT = re.compile("[是叫在住姓]")


def _taken_for(
    passage: Passage, scene: Scene, setting: Setting
) -> tuple[list[Statement], int] | None:
    """Read "原来他是B型血，我一直记成A型": what is, and is not what it was taken for."""
    found = (i for i, each in enumerate(passage.clauses) if i and _AS.match(each.text))
    at = next(found, None)
    if at is None or passage.is_question:
        return None
    before, said = passage.clauses[at - 1 : at + 1]
    wrong = _AS.match(said.text)
    right = _TURNS_OUT.sub("", before.text)
    told = replace(_cut(before, len(before.text) - len(right)), corrects=True)
    taken_for = wrong and (wrong["late"] or (wrong["old"] if said.text.endswith("了") else ""))
    if not taken_for or _NO_VALUE.match(taken_for) or not _TELLS_IT.search(told.text):
        return None
    if before.is_unreal or (before.is_hearsay and told.text == before.text):
        return None
    lead = _read(passage.clauses[: at - 1], passage, scene, setting)
    pair = (told, _reworded(said, f"不是{taken_for}"))
    instead = _contrasted(replace(passage, clauses=pair), scene, setting)
    is_so = instead[0] if instead else _lasting(_read((told,), passage, scene, setting))
    if not is_so:
        return None
    return [*lead, *is_so], at + 1


_TOPIC = re.compile(
    rf"^(?:[我你]?(?:之前|上次|上回|前面|刚才)?(?:给你|发|[说讲写填记])?的?)?(?P<what>(?![我你他她它]?$)[^，。不]{{2,12}}?)(?:我|俺|之前|上次|刚才|前面|一直|可能|好像|都|给|是)*(?:{SLIP}|[给留发]错|不对)(?:了|啦|的)*$"
)
_LASTS = re.compile(
    rf"(?:邮箱|电话|手机|号码|微信|地址|车牌|车型|生日|血型|身高|体重|年龄|岁数|学号|工号|姓名|名字|专业|学校|单位|公司|部门|老家|过敏源|{FORM})号?(?:我|俺|之前|上次|刚才|前面|一直|可能|好像|都|给|是)*(?:[\u4e00-\u9fff]错|不对)"
)
"""What stays with somebody, as no train, room or price of a day does."""
_IS = re.compile(rf"^(?:应该|其实|正确的|准确的|实际上?|原来)*(?:就)?是(?P<new>{_VALUE}){_END}$")


def _of_topic(
    passage: Passage, scene: Scene, setting: Setting
) -> tuple[list[Statement], int] | None:
    """Read "我女朋友生日我记错了，是4月16号": what was told wrong is named, and what is so."""
    pairs = enumerate(pairwise(passage.clauses))
    found = (i for i, (one, other) in pairs if _TOPIC.match(one.text) and _IS.match(other.text))
    at = next(found, None)
    if at is None or any(each.is_question or each.is_unreal for each in passage.clauses):
        return None
    one, other = passage.clauses[at : at + 2]
    if _LASTS.search(one.text) is None:
        return None
    topic, right = _TOPIC.match(one.text), _IS.match(other.text)
    assert topic is not None  # noqa: S101 - as it was found
    assert right is not None  # noqa: S101
    before = _read(passage.clauses[:at], passage, scene, setting)
    for whose in ("", "我的"):  # 车牌发错了 is the speaker's
        text = f"{whose}{topic['what']}是{right['new']}"
        whole = replace(_reworded(one, text), corrects=True, is_hearsay=False)
        said = _lasting(_read((whole,), passage, scene, setting))
        if any("'s " in each.subject or each.subject_type == "person" for each in said):
            return [*before, *said], at + 2
    return None


def _is_wrong(passage: Passage, place: int) -> bool:
    """Tell whether a clause, or what was left out before it, says that those before were wrong."""
    clause = passage.clauses[place]
    between = simplified(passage.verbatim[passage.clauses[place - 1].end : clause.start])
    said = between.strip("，, ") or clause.text
    is_so = _ACTUALLY.match(between.strip("，, ") + clause.text) is not None
    return is_so or (clause.corrects and _WRONG.match(said) is not None)


_ACTUALLY = re.compile("(?:其实|实际上?|准确说|正确的|事实上)+应?该?(?:[她他它我]|是|在|叫|对)")
"""How what is so begins, behind what was told otherwise: 上次说我住杭州，其实是苏州."""
_ENDS_WRONG = re.compile(rf"(?P<said>.{{3,}}?)(?:我|俺|是|都|给)*(?:{SLIP}|不对)(?:了|的|啦)*$")


def _cut(clause: Clause, start: int) -> Clause:
    """Return a clause from a place on, as what it says is told and not reported."""
    text, verbatim = clause.text[start:], clause.verbatim[start:]
    return replace(
        clause, text=text, verbatim=verbatim, start=clause.start + start, is_hearsay=False
    )


def _read(
    clauses: tuple[Clause, ...], passage: Passage, scene: Scene, setting: Setting
) -> list[Statement]:
    """Return what some clauses of a sentence state."""
    part = replace(passage, clauses=clauses)
    return list(statements(part, setting.index, scene, setting.said_at))


def _lasting(said: Sequence[Statement]) -> list[Statement]:
    return [each for each in said if each.claim in LASTING]


def _taken_back(statement: Statement) -> Statement:
    return replace(
        statement,
        negated=True,
        ended=False,
        corrects=True,
        moment=None,
        tense=Tense.PRESENT,
        text=_denial(statement.text),
    )


def _denial(text: str) -> str:
    """Say that something is not so: 林晓的哥不是医生."""
    for verb in (
        "怀孕",
        "过敏",
        "過敏",
        "是",
        "叫",
        "姓",
        "住在",
        "住",
        "在",
        "属",
        "学",
        "开",
        "养",
        "喜欢",
        "爱",
    ):
        if verb in text and verb == "怀孕":
            return text.replace(verb, "没怀孕").removesuffix("了")
        if verb in text:
            return text.replace(verb, f"不{verb}", 1)
    return f"{text}：不是这样"


def _whom(clause: Clause, scene: Scene) -> Subject | None:
    """Return of whom a clause says that it is true: 近视的是二毛."""
    match = _OF_WHOM.match(clause.text)
    if match is None:
        return None
    subject, end = subject_at(clause.text, match.start("who"), words(clause.text), scene)
    return subject if end == len(clause.text) else None


_NOT_ME = re.compile(
    r"(?:说错了?)?(?:这|那)?不是我(?:自己|本人)?(?:要|在)?(?P<what>[^，。我的了吗么]{0,8})"
)
_IS_OTHER = re.compile(
    rf"(?:而|其实|应该)*是(?P<who>(?:我们?家?的?(?:{FORM}))|(?!我|你)[\u4e00-\u9fff]{{2,3}}(?=怀|对|在|有|要|住|去|会|学|过敏|$))(?:要|在)?(?P<rest>[^，。]{{0,16}}?)(?:的|啦|哈)*"
)
"""Whose it is that was told of the speaker: 不是我，是我姐怀孕了."""
_NOT_MINE = re.compile(
    r"(?:并|又|可|而)?不是我(?:们?家)?的(?!菜|事|错|风格|类型|问题|责任)(?P<what>[^，。]{0,4})"
)
_IS_THEIRS = re.compile(
    rf"(?:那[辆台只条])?(?P<what>[^，。我你他她是]{{1,8}}?)(?:其实|才)?是(?P<who>我们?家?的?(?:{FORM})|(?!我|你)[\u4e00-\u9fff]{{2,3}})的(?P<kind>[^，。不]{{0,4}}?)"
)
"""Whose a thing is that was told to be the speaker's: 朗逸是我爸的不是我的."""


def _not_mine(
    passage: Passage, scene: Scene, setting: Setting
) -> tuple[list[Statement], int] | None:
    """Read "不是我，是我姐怀孕了" and "朗逸是我爸的不是我的": whose it is, taken back of the speaker."""
    clauses = passage.clauses
    if not clauses or any(each.is_question or each.is_unreal for each in clauses[:2]):
        return None
    first = clauses[0].text
    cut = re.search("(?:并|又|可|而)?不是我", first)
    parts = [first[: cut.start()], first[cut.start() :]] if cut and cut.start() else [first]
    parts += [each.text for each in clauses[1:2]] if len(parts) == 1 else []
    if len(parts) == 1:
        return None
    is_theirs, not_mine = _IS_THEIRS.fullmatch(parts[0]), _NOT_MINE.fullmatch(parts[1])
    not_me, is_other = _NOT_ME.fullmatch(parts[0]), _IS_OTHER.fullmatch(parts[1])
    if is_theirs is not None and not_mine is not None:
        verb = next((v for v, kind in _HAD if kind.fullmatch(is_theirs["what"])), "")
        right, wrong = (
            f"{is_theirs['who']}{verb}{is_theirs['what']}",
            f"我{verb}{is_theirs['what']}",
        )
        if not verb:
            right = parts[0]
            wrong = f"{is_theirs['what']}是我的{not_mine['what'] or is_theirs['kind']}"
    elif not_me is not None and is_other is not None:
        told = is_other["rest"] or not_me["what"]
        told = _last_of(scene, told) if len(told) == 1 else told
        if not told:
            return None  # "不是我" and who may answer whatever was asked
        right, wrong = f"{is_other['who']}{told}", f"我{told}"
    else:
        return None
    is_so, was_so = (
        _lasting(_read((replace(_reworded(clauses[0], each), corrects=True, is_hearsay=False),), passage, scene, setting))
        for each in (right, wrong)
    )  # fmt: skip
    count = 1 if cut and cut.start() else 2
    return ([*map(_taken_back, was_so), *is_so], count) if is_so and was_so else None


_HAD = (("开", re.compile(rf"{BRAND}[\u4e00-\u9fffA-Za-z0-9]{{0,6}}")),)
"""By what a thing is, what somebody does who has one."""


def _last_of(scene: Scene, verb: str) -> str:
    """Return what was last told of the speaker, with a verb in it, without who it is."""
    own = (each for each in reversed(scene.referents.told) if each.first_person)
    told = next((each for each in own if each.claim in LASTING and verb in each.text), None)
    return told.text.removeprefix(told.subject) if told is not None else ""


def _mended(old: str, clause: Clause, scene: Scene) -> str | None:
    """Return what was told wrong with the right value, or of whom it is true: 是我公公."""
    mended = spliced(old, clause.text)
    if mended is not None:
        return None if mended.is_timed else mended.text
    is_so = re.match("(?:应该|其实|而)*是", clause.text)
    if is_so is None:
        return None
    _, end = subject_at(clause.text, is_so.end(), words(clause.text), scene)
    return told_of(old, clause.text[is_so.end() :]) if end == len(clause.text) else None


def _told_of(old: Statement, whom: Subject) -> Statement:
    """Tell of somebody else what was told wrong of another."""
    shown = old.text.removeprefix(old.subject)
    text = f"{whom.shown}{shown}" if shown != old.text else f"{whom.shown}：{old.text}"
    return replace(
        old,
        subject=whom.who.name,
        first_person=whom.who.first_person,
        subject_type=whom.who.type,
        text=text,
        whole=text,
    )


_NOT = re.compile(
    r"^(?P<who>(?!.*(?:现在|已经|早就|再|还))[^，。不]{0,10}?)不(?P<verb>是(?:在|叫|姓|对|住在|住)?|叫|姓|在|住在?|开|养|学|对)(?P<old>(?!普通|一般|单纯|只|光|仅|完全|真正|那种|所有)[^，。]{1,14})$"
)
_BUT = re.compile(
    r"^(?:而|应该|其实|我说的|查出来|实际上?|原来|结果|后来(?:才)?(?:发现|知道))*(?P<who>[我他她它]|)(?:其实|应该|就|一直|从来都?)?(?P<verb>是(?:在|叫|姓|对|住在|住)?|叫|姓|在|住在?|开的?是?|养的?是?|学的?是?|对)(?P<new>(?![想要为因怕没]|对?(?:所有|一切|全部))[^，。]{1,14})$"
)


_PARTICLES = re.compile("[呀啊哦啦哈呢嘛]+$")
_LEADS_IN = re.compile(
    "^(?:后来|最近|前两天|我|去?医院|医生|大夫|又|才)*(?:发现|原来|其实|也|都|又|知道|检?查(?:出来)?|确诊)+"
)
"""What stands before of whom something is denied: 发现我不是."""


def _denial_at(passage: Passage) -> int:
    """Return which clause begins a denial that others lead up to: 翻了病历，发现我不是对青霉素过敏，是对头孢过敏."""
    pairs = enumerate(pairwise(passage.clauses))
    found = (
        i
        for i, (one, other) in pairs
        if (_NOT.match(one.text) and _BUT.match(other.text)) or _BUT_NOT.match(other.text)
    )
    return next(found, 0)


def _denied_far(passage: Passage) -> tuple[int, int] | None:
    """Return which clause is told and which denies another value a clause further on."""
    found = (i for i, each in enumerate(passage.clauses) if i > 1 and _BUT_NOT.match(each.text))
    no = next(found, None)
    return (no - 2, no) if no is not None else None


def _denied(passage: Passage, scene: Scene, setting: Setting) -> tuple[list[Statement], int] | None:
    """Read "我哥不是医生，是护士": what was never so, taken back, and what is."""
    clauses = passage.clauses
    if len(clauses) < 2 or any(c.is_question or c.is_unreal or c.is_hearsay for c in clauses[:2]):
        return None
    first, second = clauses[:2]
    no, but = _NOT.match(first.text), _BUT.match(_PARTICLES.sub("", second.text))
    who = "" if no is None else _LEADS_IN.sub("", no["who"])
    if no is not None and not who and no["old"].endswith("过敏"):
        who = "我"
    pointed = who.startswith(("这", "那"))
    if no is None or but is None or not who or pointed or first.text.endswith("了"):
        return None
    if _narrows(no["old"], but["new"]):
        return None
    verb = no["verb"].removeprefix("是") or "是"
    was = _reworded(first, f"{who}{verb}{no['old']}")
    if verb == "是" and not who.endswith("的") and (does := _does_at(no["old"])):
        right = _reworded(second, f"{who}在{but['new']}{does}")
        pair = (_reworded(first, f"{who}在{no['old']}{does}"), replace(right, corrects=True))
        was_so, is_so = (_lasting(_read((each,), passage, scene, setting)) for each in pair)
        return ([*_wrong_of(was_so, is_so), *is_so], 2) if was_so and is_so else None
    old = _lasting(_read((was,), passage, scene, setting))
    if not old:
        return None
    other = but["verb"].removeprefix("是") or verb
    other = verb if but["verb"] == "是" else other
    right = _reworded(second, f"{who}{other}{but['new']}")
    new = _lasting(_read((replace(right, corrects=True),), passage, scene, setting))
    return ([*_wrong_of(old, new), *new], 2) if new else None


def _wrong_of(old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[Statement]:
    """Take back what was told wrong, but not what is said both times: 我女婿王磊不在顺丰，在京东."""
    kept = {(each.subject, each.predicate, each.object) for each in new}
    return (
        _taken_back(each) for each in old if (each.subject, each.predicate, each.object) not in kept
    )


def _does_at(value: str) -> str:
    """Return what somebody does who "is" a school or a firm: 佳怡不是华东师大，是华东理工."""
    if _SCHOOL.search(value):
        return "读书"
    return "工作" if value in FIRMS else ""


_SCHOOL = re.compile(
    r"(?:大学|学院|[师理工科财农医]大|理工|中学|小学|附中|附小|[一二三四五六七八九十]中)的?$"
)
_IN_ONE = re.compile(
    rf"[^不，]*?(?:是|叫)(?P<new>{_VALUE})(?=(?:而|并)?不(?:是|叫)(?P<old>{_VALUE}){_END}$)"
)
"""A contrast within one clause: 我老婆是护士不是医生."""


_DOING = re.compile("[在搬去来]|[吧吗么]$")


_OTHER_IN_ONE = re.compile(
    rf"(?P<who>[^，。不是]{{1,8}}?)(?:其实|根本|并)?不是(?P<old>{_VALUE})(?:而)?(?=是(?P<new>{_VALUE}){_END}$)"
)
"""The same the other way round: 佳怡不是华东师大是华东理工."""


def _apart(passage: Passage) -> Passage | None:
    """Return a sentence with the contrast that its first clause makes in two clauses."""
    first = passage.clauses[0] if passage.clauses else None
    other = _OTHER_IN_ONE.match(first.text) if first is not None else None
    if first is not None and other is not None and not first.text.endswith(("吗", "么", "吧")):
        end = other.end()
        kept = replace(first, text=first.text[:end], verbatim=first.verbatim[:end])
        return replace(passage, clauses=(kept, _cut(first, end), *passage.clauses[1:]))
    match = _IN_ONE.match(first.text) if first is not None else None
    if first is None or match is None or first.text.endswith(("吗", "么", "吧")):
        return None
    named = first.text[: match.start("new")].endswith("叫")
    if not named and any(
        _DOING.match(v) or words(v)[0].tag[:1] == "v" for v in (match["new"], match["old"])
    ):
        return None
    end = match.end()
    kept = replace(first, text=first.text[:end], verbatim=first.verbatim[:end])
    return replace(passage, clauses=(kept, _cut(first, end), *passage.clauses[1:]))


_BUT_NOT = re.compile(
    rf"^(?:而|并|可|才|根本就?|压根儿?就?|完全)?不(?:是|叫)(?P<old>{_VALUE}){_END}$"
)


def _contrasted(
    passage: Passage, scene: Scene, setting: Setting
) -> tuple[list[Statement], int] | None:
    """Read "我弟读的是暨南大学，不是中山大学": what is so, and what never was in its place."""
    clauses = passage.clauses
    if len(clauses) < 2 or any(c.is_question or c.is_unreal or c.is_hearsay for c in clauses[:2]):
        return None
    first, no = clauses[0], _BUT_NOT.match(clauses[1].text)
    if no is None:
        return None
    new = _lasting(_read((replace(first, corrects=True),), passage, scene, setting))
    old = [each for one in new if (each := _instead(one, first.verbatim, no["old"])) is not None]
    return ([*_wrong_of(old, new), *new], 2) if old else None


def _instead(statement: Statement, said: str, old: str) -> Statement | None:
    """Return what a clause would have said with another value or name at its end."""
    value, name = statement.object, statement.subject
    if value and said.endswith(f"是{value}") and not _narrows(old, value):
        return replace(statement, object=old, text=statement.text.replace(value, old))
    if not said.endswith((f"叫{name}", f"是{name}")):
        return None
    return replace(statement, subject=old, text=statement.text.replace(name, old))


_INSTITUTION = "(?:大学|学院|中学|小学|公司|集团|银行|医院)$"
"""How names end that tell two of a sort apart."""


_TITLED = "^[\u4e00-\u9fff](?:医生|大夫|老师|教授|经理|主任|律师|师傅|阿姨)$"
"""Who is called by a surname: 沈医生."""


def _narrows(old: str, new: str) -> bool:
    """Tell what only says which: 不是语文老师，是数学老师."""
    same = old[-2:] == new[-2:] and not re.search(rf"[\d号日]|过敏$|{_TITLED}|{_INSTITUTION}", old)
    return same or re.search("市区|郊区|那边$", old) is not None


def _reworded(clause: Clause, text: str) -> Clause:
    return replace(clause, text=text, verbatim=text)


def _put_right(
    passage: Passage, scene: Scene, setting: Setting, *, slipped: bool
) -> tuple[list[Statement], int]:
    """Return what was said before with another value, and how many clauses say so."""
    clauses = [each for each in passage.clauses if not each.is_question]
    telling = clauses[:1] if slipped else clauses
    if not clauses or any(c.is_unreal or c.is_hearsay for c in telling):
        return [], 0
    before = [s for s in scene.referents.told if s.subject]
    if said := _by_another_name(before, clauses, setting):
        return said, len(passage.clauses)
    if len(clauses) > 3 and not slipped:
        return [], 0
    for count in (2, 1):
        whole = "，".join(each.text for each in clauses[:count])
        for form in _INSTEAD:
            match = form.match(whole)
            said = list(_put(before, match["old"], match["new"], setting)) if match else []
            if said:
                amount = _AMOUNT.fullmatch(clauses[count].text) if clauses[count:] else None
                said = said if amount is None else [_of_amount(each, amount) for each in said]
                return said, count + (amount is not None)
    corrects = clauses[0].corrects or any(_WRONG.match(each.text) for each in clauses[1:2])
    said = _corrected(clauses[0], before, scene, setting) if corrects else []
    return said, 1 if said else 0


_AMOUNT = re.compile(rf"{NUMBER}(?P<unit>[个卷箱盒包袋瓶本张只条斤双件套台罐桶支份])")
"""How many there are of what was put right: 是热敏纸 十卷."""


def _of_amount(task: Statement, amount: re.Match[str]) -> Statement:
    """Return a task that was put right with how many there are of its thing."""
    if task.claim is not Claim.TASK:
        return task
    old = re.compile(rf"{NUMBER}{amount['unit']}")
    words = old.sub(amount.group(), task.object, count=1)
    text, whole = (told.replace(task.object, words) for told in (task.text, task.whole))
    return replace(task, object=words, verb=words, text=text, whole=whole)


def _corrected(
    clause: Clause, before: Sequence[Statement], scene: Scene, setting: Setting
) -> list[Statement]:
    """Read of whom what was said before is true, or what is instead: 近视的是二毛, 是周五."""
    whom = _whom(clause, scene)
    if whom is not None:
        wrong = next((s for s in reversed(before) if s.object and s.object in clause.text), None)
        said = [_taken_back(wrong), _told_of(wrong, whom)] if wrong is not None else []
        return [replace(each, sentence=setting.index) for each in said]
    only = _ONLY.match(clause.text)
    if only is None or _VERB.match(only["new"]):
        return []
    return list(_put(before, "", only["new"], setting))


def renamed(passage: Passage, scene: Scene, index: int) -> Iterator[Amend]:
    """Yield whose name was wrong: 她叫章琦，不是张琪 of who is known by it, 打错了，叫逗逗 of who was told of last."""
    if passage.is_question or any(c.is_unreal or c.is_hearsay for c in passage.clauses):
        return
    for one, other in pairwise(passage.clauses):
        for so, not_so in ((one, other), (other, one)):
            right, wrong = _IS_CALLED.match(so.text), _NOT_CALLED.match(not_so.text)
            if right is not None and wrong is not None and wrong["old"] in scene.known:
                yield _instead_of(wrong["old"], right["new"], index)
                return
    clause = next((each for each in passage.clauses if not _WRONG.match(each.text)), None)
    called = _IS_CALLED.match(clause.text) if clause is not None and clause.corrects else None
    last = scene.referents.told[-1] if scene.referents.told else None
    if called is None or last is None or _NO_CALL.search(called["new"]):
        return
    named = any(
        each.subject == last.subject and "'s " in each.object for each in scene.referents.told
    )
    named = named and last.subject_type in {"person", "animal"} and not last.first_person
    if named and len(called["new"]) == len(last.subject) and called["new"] != last.subject:
        yield _instead_of(last.subject, called["new"], index)


def _instead_of(wrong: str, right: str, index: int) -> Amend:
    return Amend(wrong, right, index, about=frozenset({wrong}))


_IS_CALLED = re.compile(
    r"^(?:[他她它]|人家|名字|全名|其实|应该|正确的|就|是)*叫(?P<new>[\u4e00-\u9fff]{2,4}?|[A-Za-z]{2,12})(?:才对|来着|啦|哈|啊|了)*$"
)
_NOT_CALLED = re.compile(
    rf"^(?:[他她它]|人家|名字|根本|其实|并)*不(?:是|叫)+(?P<old>{_VALUE}){_END}$"
)
_NO_CALL = re.compile("外卖|[车我你他她它人吧号吗]")
"""What is called in another sense: 叫外卖吧, 叫他来."""


def _by_another_name(
    before: Sequence[Statement], clauses: Sequence[Clause], setting: Setting
) -> list[Statement]:
    """Read a name put right: 领导姓名有误，应为李维国."""
    if not any(each.corrects or "有误" in each.text for each in clauses):
        return []
    found = (match for each in clauses if (match := _ONLY.match(each.text)) is not None)
    only = next(found, None)
    return _renamed(before, only["new"], setting) if only is not None else []


def _renamed(before: Sequence[Statement], name: str, setting: Setting) -> list[Statement]:
    """Return who was told of by a name that another one is right for: 李卫国, 应为李维国."""
    if not is_chinese_name(name):
        return []
    for each in reversed(before):
        old = each.subject
        like = each.subject_type == "person" and not each.first_person and is_chinese_name(old)
        if (
            like
            and old != name
            and len(old) == len(name)
            and len(set(old) & set(name)) * 2 >= len(name)
        ):
            right = replace(
                each,
                subject=name,
                text=each.text.replace(old, name),
                whole=each.whole.replace(old, name),
                corrects=True,
                sentence=setting.index,
            )
            return [replace(_taken_back(each), sentence=setting.index), right]
    return []


def note(scene: Scene, said: Sequence[Statement]) -> None:
    """Remember what was said, for what puts it right."""
    kept = [s for s in said if s.claim in LASTING | {Claim.TASK} and s.object and not s.ended]
    scene.referents.told = [*scene.referents.told, *kept][-KEPT:]


def _put(before: Sequence[Statement], old: str, new: str, setting: Setting) -> Iterator[Statement]:
    """Yield the last statement that has the old value, or one of the new one's sort, put right."""
    for statement in reversed(before):
        wrong = (
            old
            if old and old in statement.object
            else ""
            if old
            else _alike(statement, new, setting)
        )
        if not wrong or wrong == new:
            continue
        if statement.claim is Claim.TASK:
            yield from _task(statement, wrong, new, setting)
            return
        if old and statement.claim in _SEVERAL:
            yield replace(statement, negated=True, ended=True, corrects=False, moment=None, text=f"{statement.text}：不是", sentence=setting.index)  # fmt: skip
        moved = statement.predicate == "moves to"
        yield replace(
            statement,
            predicate="lives in" if moved else statement.predicate,
            verb="live" if moved else statement.verb,
            object=statement.object.replace(wrong, new),
            text=statement.text.replace(wrong, new),
            whole=statement.whole.replace(wrong, new),
            corrects=True,
            tense=Tense.PRESENT,
            moment=None,
            sentence=setting.index,
        )
        return


def _alike(statement: Statement, new: str, setting: Setting) -> str:
    """Return the value of a statement that is of the same sort as a new one: place, job, date."""
    dates = find(new, setting.said_at)
    if dates:
        if statement.claim is not Claim.TASK:
            return statement.object if find(statement.object, setting.said_at) else ""
        return _day_of(statement, new)
    city = new[:-1] if new[-1] in "省市" else new
    if _PLACED.fullmatch(city):
        found = _PLACED.search(statement.object)
        return found.group() if found else ""
    if statement.predicate == "lives in":
        return statement.object if _AREA.fullmatch(new) else ""
    other = statement.predicate == "works at" and not _is_firm(new, statement.object)
    if other or "的" in new or _PLACED.match(new) is not None:
        return ""
    is_job = re.fullmatch(JOB, new) is not None
    digits = re.search(r"\d", new) is not None
    same = digits == (re.search(r"\d", statement.object) is not None)
    named = statement.predicate in {"is", "lives in", "works at", "drives", "likes", "speaks"}
    fits = same and named and "'s " not in statement.object
    if is_job:
        fits = statement.predicate == "works as"
    return statement.object if fits else ""


def _day_of(task: Statement, new: str) -> str:
    """Return the day of a task, or the hour of it where only an hour takes its place."""
    said = task.moment
    if said is None or said.text not in task.object:
        return ""
    clock = _CLOCK.search(said.text) if _CLOCK.fullmatch(new) else None
    return clock.group() if clock is not None else said.text


_CLOCK = re.compile(
    rf"(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?{NUMBER}(?::\d\d|点(?:钟|半|一刻|三刻|{NUMBER}分?)?)$"
)
"""An hour without its day, which leaves the day as it was: 不对，是四点."""


def _is_firm(new: str, old: str) -> bool:
    """Tell a firm's name, by itself or by the sort it shares with the old one: 湖南卫视, 物理所."""
    return new in FIRMS or new[-2:] == old[-2:] or (new[-1] == old[-1] and new[-1] in _SORTS)


_SORTS = "所院校局厂行社馆店中"
"""Characters that say at the end of a name what sort of a house it is."""


def _task(statement: Statement, wrong: str, new: str, setting: Setting) -> Iterator[Statement]:
    """Set a task anew with another day or thing; with another thing, the one told before is not to be done."""
    words = statement.object.replace(wrong, new)
    ahead = [f.moment for f in find(words, setting.said_at) if f.moment.end > setting.said_at]
    yield replace(
        statement,
        object=words,
        verb=words,
        text=statement.text.replace(wrong, new),
        whole=statement.whole.replace(wrong, new),
        moment=ahead[0] if ahead else None,
        sentence=setting.index,
        corrects=True,
    )
    if not find(wrong, setting.said_at):
        yield replace(
            statement,
            verb="do",
            predicate="does",
            claim=Claim.DONE,
            negated=True,
            moment=None,
            sentence=setting.index,
        )


def taken_back(told: Sequence[Statement], said: Sequence[Statement]) -> list[Statement]:
    """Return what a turn has told but for the tasks that it puts right in the same breath."""
    right = {_undated(each) for each in said if each.claim is Claim.TASK and each.corrects}
    wrong = {each.object for each in said if each.claim is Claim.DONE and each.negated}
    return [
        each
        for each in told
        if each.claim is not Claim.TASK
        or each.corrects
        or (each.object not in wrong and _undated(each) not in right)
    ]


def _undated(task: Statement) -> str:
    return task.object.replace(task.moment.text, "") if task.moment is not None else task.object
