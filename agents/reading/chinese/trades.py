"""What somebody does by the word before their name: 先发给法务蔡宇, 找运维的邱海."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import NOUNS
from octomem.agents.reading.chinese.lexicon import NO_NAMES
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.chinese.posts import STORY, UNSURE
from octomem.agents.reading.chinese.subjects import Subject, is_chinese_name, name_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import Word
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who
from octomem.agents.reading.vocabulary import vocabulary

_JOB = re.compile(f"(?:{JOB})$")
_MORE = vocabulary(
    "副总 副总裁 副经理 书记 干事 班委 课代表 学委 村长 会长 秘书长 保镖 经办人 车间主任"
)
"""Words for what somebody does that JOB does not end with."""
_FIELDS = frozenset(FIELDS.split("|"))
_LEAST = 2
"""Characters of a word for what somebody does."""
_NOT_SO = re.compile(
    "(?:不是|没有|[像如]|[叫当做成]|以前|之前|原来|曾经|前|假如|[看读追]|喜欢|爱|[扮饰]演|粉)(?:个|的|了)*$"
)
"""What stands before a word of what somebody does not do, or no more, or who is nobody the speaker deals with."""
_AT_TEAM = re.compile("(?:^|[找跟和与问给由请让叫对到是有，]|我们|咱们|公司|部门|那边)$")
"""What stands before a field of work with 的 and a name: 找测试的樊晓, but not 鼎味餐饮的邵总, who is a firm's."""
_NOBODY = vocabulary(
    "小姑娘 小朋友 小孩 小女孩 小男孩 小家伙 小伙伴 小助手 小姐姐 小哥哥 小弟弟 小妹妹 小伙子 小白 小编 小哥 小妹 小弟 小姐 小组 小伙 小队 小学 小时 小说 老手 老兵 老鸟 老人 老师 老板 大神 大佬 大哥 大姐 大妈 大爷 阿姨"
)
"""What is built like a name and says only how somebody does it."""


def read(told: Told) -> Iterator[Statement]:
    """Yield what those do whom a clause names behind a word for it."""
    text = told.clause.text
    if STORY.search(told.setting.whole):
        return
    for at, word in enumerate(told.words):
        is_trade = word.text in _FIELDS | _MORE or _JOB.match(word.text) is not None
        if len(word.text) < _LEAST or not is_trade:
            continue
        start = _first(told.words, at)
        trade = text[start : word.end]
        behind = word.end + text.startswith("的", word.end)
        name, end = name_at(text, behind, told.words, told.scene.known, after_kin=True)
        if not name or trade in NOUNS or name in _NOBODY | NO_NAMES or name == told.scene.actor:
            continue
        is_known = is_chinese_name(name) or name in told.scene.known
        if behind > word.end and not (is_known and _AT_TEAM.search(text[:start])):
            continue
        if not _NOT_SO.search(text[:start]):
            yield _does(told, trade, told.clause.verbatim[end - len(name) : end])


def _first(words: list[Word], at: int) -> int:
    """Return where the words begin that say what somebody does: 产品 before 经理."""
    before = words[at - 1] if at else None
    joined = before is not None and before.end == words[at].start
    return (
        before.start
        if before is not None and joined and before.text in _FIELDS
        else words[at].start
    )


def _does(told: Told, trade: str, name: str) -> Statement:
    """State what somebody does who is named with it, and whom the next clause may tell of."""
    before, told.subject = told.subject, Subject(Who(name, "person"), name)
    said = base(told, "works as", "work", trade, "thing", Claim.FACT, text=f"{name}是{trade}")
    told.scene.note(told.subject)
    told.subject = before
    return replace(said, moment=None, likely=UNSURE)
