"""Who has which office with the speaker's people: 李娜是我们组长, 财务是孙丽, 我们和蓝海是合作伙伴."""

import re
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.subjects import Subject, is_chinese_name, name_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who

_ROLES = {
    "lead": "组长 队长 leader Leader 负责人 头儿 班长 团长 店长 站长",
    "boss": "总监 主任 部长 总经理 CEO 领导 老总 院长 校长 园长 主编 厂长 处长 科长 局长 所长 总裁 董事长",
    "homeroom teacher": "班主任 班导",
    "teacher": "老师 辅导员",
    "colleague": "对接人 联系人 接口人 联络人 业务员 业务 销售经理 客户经理 财务 会计 出纳 行政 前台 法务 HR 人事 采购 运营 设计师 产品经理 PM 项目经理 测试 后端 前端 架构师 工程师 运维 秘书 助理 文案 客服 实习生 DBA",
    "doctor": "主治医生 主治大夫 医生 大夫 管床医生",
    "coach": "教练 私教",
    "landlord": "房东",
}  # fmt: skip
_NOUNS = {word: noun for noun, row in _ROLES.items() for word in row.split()}
_ROLE = "|".join(sorted(_NOUNS, key=len, reverse=True))
_IS_ROLE = re.compile(
    rf"(?:也|就|还|目前|现在|一直)*是(?:我们?|咱们?|俺们?)(?P<group>[^，。是我]{{0,8}}?)的?(?P<role>[^，。是我的]{{0,4}}?(?:{_ROLE}))$"
)
_ROLE_IS = re.compile(
    rf"(?:我们?|咱们?)?(?P<group>[^，。是我你他她]{{0,8}}?)的?(?P<role>[^，。是我的]{{0,4}}?(?:{_ROLE}))(?:是|叫)(?P<name>[^，。]{{2,10}})$"
)
_PARTNERS = {"合作伙伴": "partner", "合作方": "partner", "合作关系": "partner", "竞争对手": "competitor", "邻居": "neighbour",
             "朋友": "friend", "同学": "classmate", "同事": "colleague", "夫妻": "spouse", "室友": "roommate", "搭档": "colleague"}  # fmt: skip
_FIRM_IS = re.compile(
    r"(?:我们?|咱们?)(?:公司)?[和跟与](?P<name>[^，。]{2,12}?)(?:一直)?是(?:长期|战略|多年)?的?(?P<noun>合作伙伴|合作方|合作关系|竞争对手|邻居|朋友|同学|同事|夫妻|室友|搭档)$"
)
_RUN_BY = re.compile(
    r"(?P<what>(?![我你您他她它这那谁])[^，。我你归]{2,10}?)(?:现在|目前|如今|以后|已经|都|是|也|改|还是){0,3}(?:归|由)(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:来|在){0,1}(?:管|负责)(?:了|的|着|啦)*$"
)
"""Who is in charge of something: 仓库现在归老魏管."""
_KIN_FIRST = re.compile(rf"(?:{FORM})(?!会|们)")
"""The relative with whom words for whose office it is begin: 儿子小宝."""


def read(told: Told) -> list[Statement]:
    """Read who has which office with the speaker's people: 李娜是我们组长, 财务是孙丽."""
    text = told.clause.text
    firm = _FIRM_IS.match(text)
    if firm is not None:
        return [_tied(told, firm)]
    run = (
        _RUN_BY.match(text) if "future" not in told.flags and not told.clause.is_question else None
    )
    who = run["who"] if run is not None else ""
    if run is not None and name_at(who, 0, words(who), told.scene.known)[1] == len(who):
        return [_in_charge(told, run)]
    match = _ROLE_IS.match(text)
    tool = match is not None and match["name"].isascii() and match["name"].lower() not in GIVEN
    tool = (
        tool and match is not None and match["role"] in {"后端", "前端", "测试", "运维", "架构师"}
    )
    if match is not None and not tool and _is_person(told, match.start("name"), match["name"]):
        role = told.clause.verbatim[: match.end("role")]
        name = told.clause.verbatim[match.start("name") : match.end("name")]
        short = re.sub(r"(?:老师|教授|先生|女士|医生|大夫)$", "", name)
        name = short if len(short) > 1 else name
        return [_office(told, name, match["role"], _owned(told, role), match["group"])]
    name, end = name_at(text, 0, told.words, told.scene.known)
    match = _IS_ROLE.match(text, end) if name else None
    if match is not None:
        office = told.clause.verbatim[match.start("group") : match.end()].removeprefix("的")
        shown = f"{told.scene.actor}的{office}"
        return [_office(told, name, match["role"], shown)]
    return []


def _in_charge(told: Told, run: re.Match[str]) -> Statement:
    """Say what somebody is in charge of."""
    name, what = (told.clause.verbatim[slice(*run.span(group))] for group in ("who", "what"))
    told.subject = told.scene.named(name)
    told.scene.note(told.subject)
    text = f"{name}负责{what}"
    said = base(told, "is responsible for", "be", what, "thing", Claim.FACT, text=text)
    return replace(said, moment=None)


def _owned(told: Told, role: str) -> str:
    """Say whose office it is: 咱们财务 is 小梅的财务."""
    bare = re.sub(r"^(?:我们?|我們|咱们?|咱們|俺)的?", "", role)
    return f"{told.scene.actor}的{bare}" if bare != role else role


def _is_person(told: Told, position: int, name: str) -> bool:
    found, end = name_at(told.clause.text, position, told.words, told.scene.known)
    if found and end == position + len(name):
        return True
    short = re.sub(r"(?:老师|教授|先生|女士|医生|大夫|[总工哥姐])$", "", name)
    return (bool(found) and found == short) or _is_split_name(name)


def _is_split_name(name: str) -> bool:
    """Tell a name that the segmenter does not know by its surname: 林珊."""
    cut = words(name)
    unknown = all(len(w.text) == 1 for w in cut) or all(
        w.tag in {"nr", "nrt", "nrfg", "nz"} for w in cut
    )
    return is_chinese_name(name) and len(name) in {2, 3} and unknown


def _office(told: Told, name: str, role: str, shown: str, group: str = "") -> Statement:
    """State somebody's office with the speaker's people, or with whom `group` names: 我儿子小宝的(班主任)."""
    word = next(each for each in _ROLE.split("|") if role.endswith(each))
    alias = f"{_whose(told, group)}'s {_NOUNS[word]}"
    before = told.subject
    told.subject = Subject(Who(name, "person"), name, alias, shown)
    told.scene.note(told.subject)
    if _NOUNS[word] != "doctor":  # of whom there is seldom more to say
        told.setting.subject, told.setting.lost = told.subject, False
    said = base(told, "is", "be", alias, "person", Claim.FACT, text=f"{name}是{shown}")
    told.subject = before or told.subject
    return replace(said, moment=None)


def _whose(told: Told, group: str) -> str:
    """Return whose office it is: the kin's that is named first, by name where it is known, or the speaker's."""
    kin = _KIN_FIRST.match(group)
    name = group[kin.end() :] if kin is not None else group
    if name and name in told.scene.known:
        return name
    return f"{told.scene.actor}'s {NOUNS[kin[0]]}" if kin is not None else told.scene.actor


def _tied(told: Told, match: re.Match[str]) -> Statement:
    """Say what a firm or a person is to the speaker's: 我们和蓝海是合作伙伴."""
    name = told.clause.verbatim[match.start("name") : match.end("name")]
    alias = f"{told.scene.actor}'s {_PARTNERS[match['noun']]}"
    kind = "organisation" if match["noun"][:2] in {"合作", "竞争"} else "person"
    told.subject = Subject(Who(name, kind), name)
    text = f"{name}是{told.scene.actor}的{match['noun']}"
    return base(told, "is", "be", alias, kind, Claim.FACT, text=text)
