"""Whose people somebody is who is named anywhere in a clause: 跟顺达物流的周经理对账."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from octomem.agents.reading.chinese.firms import FIRMS
from octomem.agents.reading.chinese.kin import NOUNS
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.subjects import TITLED, Subject, name_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import Word
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who
from octomem.agents.reading.vocabulary import vocabulary

_KIND = re.compile(
    r"(?:公司|集团|科技|物流|贸易|物业|酒店|民宿|旅行社|银行|保险|证券|医院|[一二三四五六七八九十]院|诊所|药房|大学|学院|[中小]学|幼儿园|街道|社区|居委会|村委会|派出所|法院|税务局|"
    r"事务所|律所|研究所|研究院|出版社|杂志社|报社|电视台|工作室|设计院|装饰|建材|建工|置业|地产|传媒|软件|电子|食品|服饰|家居|厂|超市|商会|协会|基金会|合作社)$"
)
"""How the name of a house ends that has people."""
_PART = re.compile(
    r"(?:[\u4e00-\u9fff]{0,3}部门?|[\u4e00-\u9fff]{0,3}[科处组室]|[\u4e00-\u9fff]{0,3}中心|那边|这边)"
)
"""A part of a house, before which its name ends: 华信科技(采购部)."""
_BARE = vocabulary(
    "公司 集团 学校 大学 学院 中学 小学 医院 银行 工作室 电视台 厂 超市 部门 事务所 协会"
)
"""Words for a house that do not say which; of 酒店 or 物业 everybody knows."""
_ROLE = re.compile(rf"(?:{JOB}|供应商|联系人|对接人|负责人|代表)")
_NOT_SO = re.compile(
    r"(?:不是|没有?|以前|之前|原来|曾经|当年|前|假如|[像跟和]不?是)(?:也|都|就|一直)?[是在]?$"
)
"""What stands before a house of which somebody is not, or is no longer."""
_NOUNS = frozenset({"n", "ns", "nt", "nz", "nr", "nrt", "nrfg", "ng", "j", "b", "eng", "vn", "s"})
"""Tags of the words that a house's name is made of; before what only says its kind there may be others (明远, 启明)."""
_BY_NAME = frozenset({"a", "v", "nz", "nr", "z", "an", "i", "l"})
_NO_BEGINNING = NOUNS.keys() | vocabulary(
    "问问 问 客户 对方 是 有 在 找 叫 去 到 来 看 做 约 请 给 说 投 投给 联系 收到 加 见 拜访 约见 读"
)
"""Words that begin no name of a house."""
_LONGEST = 8
"""Characters of a part of a house, at most."""
_HEAD = re.compile(r"(?:总|董)$")
"""Titles that only somebody at a firm has, whatever its name ends with."""
_DOES = re.compile("$|[给约找说打让叫请来帮天]")
"""What follows somebody who does something to or with the speaker: not 乔布斯改变了世界, 王小波的书."""
UNSURE = 0.7
"""How likely somebody is who is known by that name, and may be another's namesake: it ends nothing."""
STORY = re.compile(r"[《》]|梦[见到里]|做梦|电影|小说|电视剧|剧里|游戏|动漫|漫画|角色|饰演|扮演")


def read(told: Told) -> Iterator[Statement]:
    """Yield of which house somebody is whom a clause names with it."""
    text = told.clause.text
    if STORY.search(told.setting.whole):
        return
    for of in re.finditer("的", text):
        at = of.end()
        role = _ROLE.match(text, at)
        name, end = name_at(text, at, told.words, told.scene.known)
        if not name and role is not None:
            name, end = name_at(text, role.end(), told.words, told.scene.known, after_kin=True)
        by_title = TITLED.match(name) is not None or role is not None
        if not by_title and (name[:1] in "小老阿" or not _DOES.match(text, end)):
            continue
        inside = _house(told.words, of.start(), name)
        if not inside or not name or name == told.scene.actor:
            continue
        start = inside[0].start
        if not _NOT_SO.search(text[:start]):
            yield _of_house(told, (start, of.start()), told.clause.verbatim[end - len(name) : end])


def _house(words: Sequence[Word], end: int, name: str) -> list[Word]:
    """Return the words of a house that is named and ends at a position; none for a town, a thing, 公司的李总."""
    before = [word for word in words if word.end <= end]
    while before and _PART.fullmatch(before[-1].text):
        before.pop()
    if not before or before[-1].end + _LONGEST < end:
        return []
    parts = [word for word in words if before[-1].end <= word.start < end]
    last = before.pop()
    of_firm = _HEAD.search(name) is not None and last.tag in _NOUNS | _BY_NAME
    if not (_KIND.search(last.text) or last.text in FIRMS or of_firm):
        return []
    inside = [last]
    while before and _goes_before(before[-1], inside):
        inside.insert(0, before.pop())
    house = "".join(word.text for word in inside)
    by_town = inside[0].tag == "ns" and len(inside) > 1
    told = house in FIRMS or (house not in _BARE and (by_town or not of_firm))
    known = told and len(house) > 1 and (len(inside) > 1 or house not in _NO_BEGINNING)
    return [*inside, *parts] if known else []


def _goes_before(word: Word, inside: Sequence[Word]) -> bool:
    """Tell whether a word belongs to the name of a house: 启明 before 物流."""
    if word.end != inside[0].start or word.text in _NO_BEGINNING:
        return False
    bare = len(inside) == 1 and len(word.text) > 1 and word.tag in _BY_NAME
    return word.tag in _NOUNS or bare


def _of_house(told: Told, house: tuple[int, int], name: str) -> Statement:
    """State of which house somebody is; of those who go by a title there may be several."""
    before, told.subject = told.subject, Subject(Who(name, "person"), name)
    value = told.clause.verbatim[house[0] : house[1]].lstrip("了过")
    works = TITLED.match(name) is None and not name.startswith(("小", "老", "阿"))
    predicate, verb = ("works at", "work") if works else ("is a member of", "be")
    said = base(told, predicate, verb, value, "organisation", Claim.FACT, text=f"{name}是{value}的")
    told.subject = before
    told.scene.note(Subject(Who(name, "person"), name))
    return replace(said, likely=UNSURE)
