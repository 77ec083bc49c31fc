"""Who is together with whom, and who leads whom: 跟小鹿办完离婚手续了, 我现在汇报给孙倩."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM, NOUNS, is_animal
from octomem.agents.reading.chinese.masks import is_free, masked
from octomem.agents.reading.chinese.names import kinship
from octomem.agents.reading.chinese.subjects import Subject, name_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.subjects import Who

_WITH = r"(?:和|跟|与|同)(?P<who>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:[\ue001]|也|就|都|正式|终于|已经|刚|上|去|一起)*"
_SPLIT = re.compile(
    rf"(?:{_WITH})?(?:把)?(?:办(?:完|好|理)?了?|闹了?|协议|和平)?(?P<how>离(?:了|完)?婚|分(?:了)?手|退(?:了)?婚|解除婚约|分开了|掰了|散伙|(?<=[\u4e00-\u9fff])分(?=了$))(?:手续|证)?(?:了|啦|$)"
)
_WEDS = re.compile(
    rf"(?:{_WITH})?(?:领(?:了|完|的)?证|扯(?:了)?证|结(?:了|完)?婚|成婚|完婚|办(?:了|完)?(?:酒席|婚礼|喜酒)|结婚登记|登记结婚)(?:了|啦|的|$)"
)
_WEDDING = re.compile(
    r"(?:参加|吃|喝|去|赶)(?:了|完)?(?P<who>[\u4e00-\u9fff]{2,4}?)的?(?:婚礼|喜酒|婚宴)"
)
_COUPLE = re.compile(rf"{_WITH}(?:在一起|谈恋爱|处对象|好上|谈朋友|确定关系|交往)(?:了|啦|$)")
_LED = re.compile(
    r"(?:汇报给|(?:向|跟|给)(?=[^，]{2,5}汇报)|归(?=[^，]{2,5}管)|(?:领导|上司|老板|主管|经理|上级|leader|头儿)(?:已经|现在|也)*(?:换成|变成|换)了?)(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:汇报|管|了|啦|工作)*$"
)
_CALLED = re.compile(r"(?![我你他她它这那什谁])[\u4e00-\u9fff]{1,3}|[A-Z][A-Za-z]+")
_BROUGHT_UP = re.compile(
    rf"(?:我们?|咱们?)?(?:公司|单位|组里?|部门|班上?|学校|店里|家)?(?:里|上)?(?:还|也|又|最近|刚|今天|昨天|新)*(?:有|来了|认识了?|交了|找了|谈了|处了|招了|请了|多了)(?:一?[个位名])?(?:[^，。我]{{0,4}}?)(?P<kin>{FORM})(?:也|就|，)?(?:名字)?(?:叫|名叫)(?:做)?(?P<who>[\u4e00-\u9fffA-Za-z]{{2,8}})$"
)


def read(told: Told) -> Iterator[Statement]:
    """Yield what a clause about a person tells of their partner, their boss and whom they have."""
    subject = told.subject
    if subject is None or subject.who.type != "person" or told.clause.is_question:
        return
    ahead = any(each.moment.start > told.setting.said_at for each in told.dates)
    if ahead or {"future", "negated"} & told.flags:
        return
    text = masked(told)
    for form, of in ((_SPLIT, _split), (_WEDS, _wed), (_COUPLE, _paired), (_LED, _led)):
        match = form.search(text, told.start)
        if match is not None and is_free(told, text, told.start, match.start()):
            yield from of(told, match)
            return
    wedding = _WEDDING.search(text)
    if wedding is not None and (name := _named(told, wedding)):
        yield _of(told, Subject(Who(name, "person"), name), "married", f"{name}结婚了")


def brought_up(told: Told) -> Statement | None:
    """Return whom a clause brings up by what they are and their name: 公司新来了个同事叫王磊."""
    match = _BROUGHT_UP.match(told.clause.text)
    name = _named(told, match) if match is not None else ""
    if match is None or not name:
        return None
    noun = NOUNS[match["kin"]]
    kind = "animal" if is_animal(noun) else "person"
    said = _tied(told, name, told.scene.of_speaker(noun, match["kin"], kind))
    told.setting.subject, told.setting.lost = told.scene.named(name), False
    return said


def left(told: Told, said: list[Statement]) -> Iterator[Statement]:
    """Yield that somebody who leaves a firm leads the speaker no more, if they did."""
    for each in said:
        named = each.subject_type == "person" and "'s " not in each.subject
        firm = each.object == "job" or each.object_type == "organisation"
        if each.predicate == "leaves" and firm and named and not each.first_person:
            boss = f"{told.scene.actor}'s boss"
            yield replace(each, verb="be", predicate="is", object=boss, object_type="person", negated=True, ended=True)  # fmt: skip


def _named(told: Told, match: re.Match[str]) -> str:
    """Return the name that stands where a pattern looks for one; empty for anything else."""
    who = told.clause.text[match.start("who") : match.end("who")] if match["who"] else ""
    if not who:
        return ""
    name, end = name_at(
        told.clause.text, match.start("who"), told.words, told.scene.known, after_kin=True
    )
    if end == match.end("who"):
        return name
    called = who if "叫" in match.group() and _CALLED.fullmatch(who) else ""
    return told.clause.verbatim[match.start("who") : match.end("who")] if called else ""


def _partner(told: Told, match: re.Match[str]) -> str:
    """Return with whom: a name, or a relative by their role."""
    name = _named(told, match)
    if name or not match["who"]:
        return name
    owner = told.subject
    word = re.sub(r"^(?:我|他|她)的?", "", match["who"])
    noun = NOUNS.get(word)
    return f"{owner.who.name}'s {noun}" if owner is not None and noun else ""


def _split(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    yield base(told, "breaks up", "break up", _partner(told, match), "person", Claim.FACT, tense=Tense.PAST)  # fmt: skip
    if "离" in match["how"]:
        yield base(told, "is", "be", "divorced", "thing", Claim.FACT, tense=Tense.PAST)


def _wed(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    partner = _partner(told, match)
    if partner and "'s " not in partner:
        yield base(told, "marries", "marry", partner, "person", Claim.FACT, tense=Tense.PAST)
        assert told.subject is not None  # noqa: S101 - `read` found one
        spouse = told.scene.possessed(told.subject, "spouse", "爱人", "person")
        yield _tied(told, partner, spouse)
    elif told.explicit or not match["who"]:
        yield base(told, "is", "be", "married", "thing", Claim.FACT, tense=Tense.PRESENT)


def _paired(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    name = _named(told, match)
    if name and told.subject is not None:
        yield _tied(told, name, told.scene.possessed(told.subject, "partner", "对象", "person"))


def _led(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    name = _named(told, match)
    if name and told.subject is not None:
        yield _tied(told, name, told.scene.possessed(told.subject, "boss", "领导", "person"))


def _tied(told: Told, name: str, relative: Subject) -> Statement:
    """Say that somebody by name is somebody's: 孙倩是杜航的领导."""
    tied = Subject(Who(name, relative.who.type), name, relative.who.name, relative.shown)
    told.scene.referents.bind(relative.who.name, name)
    told.scene.note(tied)
    dates = told.lead or told.dates
    return replace(kinship(told, tied), moment=dates[0].moment if dates else None)


def _of(told: Told, subject: Subject, value: str, text: str) -> Statement:
    before, told.subject = told.subject, subject
    said = base(told, "is", "be", value, "thing", Claim.FACT, text=text)
    told.subject = before
    return said
