"""What a Chinese question asks for: of whom which slot, predicate or kind of somebody.

Vectors of a model that has not learnt Chinese are silent about it, and a question shares few
words with its answer: 住在哪个城市 with 搬到苏州. So a fact is relevant that has what is asked for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from octomem.agents.base import Question
from octomem.agents.reading.chinese.kin import NOUNS
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.jsons import text_field
from octomem.memory import Kind, Memory

ASKED = 0.55
"""Relevance of what a question asks for, however little it shares with its words."""
_PETS = frozenset(noun for noun in NOUNS.values() if noun in {"cat", "dog", "pet", "hamster", "rabbit", "parrot", "turtle", "fish", "bird"})  # fmt: skip
_PARTNERS = frozenset({"wife", "husband", "girlfriend", "boyfriend", "partner", "spouse", "fiancé", "fiancée"})  # fmt: skip
_BOSSES = frozenset({"boss", "manager", "lead"})


@dataclass(frozen=True, slots=True)
class _Row:
    """What a question's words ask for."""

    form: re.Pattern[str]
    slots: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    """What somebody is to somebody: "Mei's boss"."""
    owned: str = ""
    """What of somebody's it is that facts are about: "Mei's phone model"."""


def _row(form: str, slots: str = "", predicates: str = "", nouns: frozenset[str] = frozenset(), owned: str = "") -> _Row:  # fmt: skip
    said = frozenset(each.strip() for each in predicates.split(",") if each.strip())
    return _Row(re.compile(form), frozenset(slots.split()), said, nouns, owned)


_WORKS = r"上班|工作|任职|就职|打工|干活|当差"
_ROWS = (
    _row(rf"住|哪个?(?:城市|国家|省)(?!.*(?:{_WORKS}))|家在哪|定居|搬(?:到|去)?了?哪|(?:在|去)(?:了)?(?:哪(?:里|儿|个城市)?|什么地方)(?:呢|啊)?$", "home address"),
    _row(rf"(?:哪(?:家|个)?|什么)(?:公司|单位|企业|厂)|(?:在)?哪(?:里|儿|家[^，。]{{0,4}}?)?(?:{_WORKS})|东家|雇主|给谁(?:打工|干活)", "employer", "works at, joins"),
    _row(r"(?:做|干)(?:的)?(?:是)?(?:什么|啥|哪)(?:工作|职业|行|的|呢)?|什么工作|职业|职位|岗位|以什么为生", "job"),
    _row(r"领导|上司|老板|主管|经理|上级|汇报", "manager", "reports to", _BOSSES),
    _row(r"男朋友|女朋友|男友|女友|对象|老公|老婆|丈夫|妻子|媳妇|先生|太太|伴侣|另一半|(?:跟|和)谁(?:结婚|在一起|谈|交往|处)", "partner", "marries, dates, is married to", _PARTNERS),
    _row(r"结婚|单身|离婚|婚姻|感情状况|婚否|已婚", "marital_status"),
    _row(r"(?:什么|哪款|哪个牌子的?|啥)手机|手机是(?:什么|哪|啥)", owned="phone model"),
    _row(r"手机号|电话|号码|联系方式", "phone"),
    _row(r"邮箱|邮件地址|email|Email", "email"),
    _row(r"(?:开|什么|哪款|买的)(?:的)?(?:是)?(?:什么|哪)?车|座驾", "car", "drives, buys"),
    _row(r"宠物|养(?:了|着|的)?(?:什么|啥|哪|几)|[猫狗鸟兔龟](?:叫|的名字|是什么)", "", "keeps", _PETS),
    _row(r"过敏|忌口|不能吃", "", "is allergic to, is intolerant to"),
    _row(r"吃素|吃肉|素食|饮食", "diet"),
    _row(r"多大|几岁|多少岁|年龄|年纪", "age"),
    _row(r"生日|哪天(?:生|出生)|几月几号(?:生|出生)", "birthday"),
    _row(r"哪(?:所|个)?(?:学校|大学|高中|中学)|(?:在)?哪(?:里|儿)?(?:读书?|上学|念书?|上大学)|什么(?:学校|专业)", "school", "studies at, studies"),
    _row(r"爱好|兴趣|(?:什么|啥|哪些|哪项|哪种)运动|业余|平时(?:玩|做|都)|消遣", "", "likes, does, does as a hobby, plays, enjoys, learns, practises, runs, swims, climbs, dances"),
    _row(r"喜欢|爱(?:吃|喝|看|听|玩)", "", "likes, prefers"),
    _row(r"(?:会|说|讲|学)(?:说|讲)?(?:什么|哪些|几种|哪门|哪种)(?:外)?语|什么外语|哪些语言", "native_language", "speaks, learns"),
    _row(r"最喜欢|最爱", "favourite_"),
    _row(r"哪里人|什么地方人|老家|家乡|籍贯", "hometown birthplace", "is from"),
)  # fmt: skip
_FORMER = r"上一[家个份任]|前一[家个份任]|前(?:东家|公司|单位|雇主|领导|老板|上司|任|男友|女友|男朋友|女朋友)"
_PAST = re.compile(rf"以前|之前|从前|过去|原来|原先|曾经|当时|那时|{_FORMER}")
_NOW = re.compile(r"现在|目前|如今|什么时候|为什么|怎么会")
_ASKED_VERB = r"(?:都|也|是|就|还|一直|老)*(?:住|在|做|干|当(?!时)|上班|工作|任职|叫|开|养|用|喜欢|爱|最|吃|喝|玩|学|读|会|对|有|的)"
_WAS = re.compile(
    rf"(?:(?<![术班觉前差饭家门床会试行婚学业职游房国来去期考岗产孕工])(?:以前|之前|从前|曾经|当时|那时|原先)"
    rf"|原来(?![^，。]*啊)|过去(?=都|是|一直|住|在|做|喜欢|的)){_ASKED_VERB}"
    r"|^(?:以前|之前|从前|过去|原先)[^，。说告提]{1,6}?(?:住|在|做|当|叫|开|养|喜欢|吃|喝|玩|学|读|对)"
    rf"|{_FORMER}"
)
"""What asks for what is over: a word of the past directly at what is asked, not 手术之前."""
_ENDED = re.compile(r"[辞离]职|[卖戒退丢扔](?:掉|了)|转让|放弃|分(?:了)?手|不再?[打玩学练养]了")
"""What asks for what somebody has ended."""
_ROLE = "|".join(sorted(NOUNS, key=len, reverse=True))
_CALLED = re.compile(
    rf"(?:{_ROLE})(?=(?:的名字)?(?:叫|是)(?:什么|啥|谁|哪位)|的名字|姓什么)|(?<=谁是)[^，。？]*?(?:{_ROLE})$"
)
"""Whose name is asked for: 我女儿叫什么."""
_HIM = "\ue000"
"""What stands for somebody in a question."""
_OF_OTHERS = re.compile(rf"{_HIM}(?:家)?的?(?:[大小]?)(?P<role>{_ROLE})")
"""Where a question names somebody only to say whose another is: 郑国强的女儿住在哪里, 我姐对什么过敏."""
_LAST_ROLE = re.compile(_ROLE)
_TOLD = re.compile(r"说|告诉|提|讲|聊")
"""What was said before may well hold now: 我之前说过我住在哪来着."""


@dataclass(frozen=True, slots=True)
class ChineseAsked:
    """What would answer a Chinese question."""

    text: str
    """The question by name, in simplified characters; empty where it is none in Chinese."""
    said: str
    """The question with the roles by which it was asked, likewise."""
    rows: tuple[_Row, ...]
    is_past: bool
    """Whether it asks for what is over."""
    noun: str = ""
    """What somebody, whose name is asked for, is to somebody: "daughter"."""

    @property
    def slots(self) -> frozenset[str]:
        """The slots of which one would answer."""
        return frozenset(slot for row in self.rows for slot in row.slots)

    @property
    def predicates(self) -> tuple[str, ...]:
        """The predicates of which one would answer."""
        return tuple(sorted(each for row in self.rows for each in row.predicates))

    def answer(self, memory: Memory) -> float:
        """Return how relevant a memory is at least: 0 where it does not give what is asked for."""
        given = any(_has(memory, row, self) for row in self.rows)
        return ASKED if given or self._is_called(memory) else 0.0

    def _is_called(self, memory: Memory) -> bool:
        """Tell whether a fact names whose name is asked for."""
        if memory.kind is not Kind.SEMANTIC or memory.fields.get("negated") is True:
            return False
        value, subject = (text_field(memory.fields, name) for name in ("object", "subject"))
        owner, _, noun = simplified(value).rpartition("'s ")
        if owner and noun == self.noun:
            return owner in self.text
        is_slot = bool(self.noun) and text_field(memory.fields, "slot") == self.noun
        return is_slot and simplified(subject) in self.text


def chinese_asked(question: Question) -> ChineseAsked:
    """Read what a Chinese question asks for; nothing answers one that fits no row.

    One that names a moment of the past asks for what held then.
    """
    by_name = question.by_name or question.text
    text, said = (simplified(each) if has_han(each) else "" for each in (by_name, question.text))
    rows = tuple(row for row in _ROWS if text and row.form.search(text))
    dated = any(moment.end <= question.at for moment in question.moments)
    past = dated or _WAS.search(text) is not None or _ENDED.search(text) is not None
    now = _NOW.search(text) or _TOLD.search(text)
    called = _CALLED.search(text.rstrip("？?。！!呢啊呀"))
    noun = "" if called is None else NOUNS[_LAST_ROLE.findall(called[0])[-1]]
    return ChineseAsked(text, said, rows, bool(rows) and past and now is None, noun)


def asked_for(question: Question) -> Callable[[Memory], float] | None:
    """Return what tells how relevant a memory is at least, by what a Chinese question asks for.

    None where it asks for nothing that is known of. A question about the past does not ask for what holds now.
    """
    wanted = chinese_asked(question)
    over = _PAST.search(wanted.text) or _ENDED.search(wanted.text)
    past = over and _NOW.search(wanted.text) is None
    if past or not (wanted.rows or wanted.noun):
        return None
    return wanted.answer


def _has(memory: Memory, row: _Row, wanted: ChineseAsked) -> bool:
    """Tell whether a memory says of whom the question names what the row asks for."""
    fields, text = memory.fields, wanted.text
    if memory.kind is Kind.KNOWLEDGE:
        owner = text_field(fields, "entity")
        return text_field(fields, "label") in row.slots and simplified(owner) in text
    subject, predicate, value = (
        text_field(fields, name) for name in ("subject", "predicate", "object")
    )
    whose, _, thing = simplified(subject).rpartition("'s ")
    if row.owned and thing == row.owned:
        return whose in text
    owner, mark, noun = value.rpartition("'s ")
    if mark and predicate == "is" and noun in row.nouns:
        return simplified(owner) in text or simplified(subject) in text
    slot = re.sub(r"(?<=favourite_).*", "", text_field(fields, "slot"))
    is_habit = predicate in row.predicates and fields.get("event") is not True
    known = slot in row.slots or is_habit
    return known and _is_named(subject, wanted, row.nouns)


def asks_of_another(owner: str, question: Question) -> bool:
    """Tell whether a Chinese question names somebody only to say whose another is whom it asks of."""
    named = simplified(question.by_name or question.text).casefold().replace(owner, _HIM)
    return _HIM in named and _HIM not in _OF_OTHERS.sub("", named)


def _is_named(subject: str, wanted: ChineseAsked, nouns: frozenset[str]) -> bool:
    """Tell whether a question names a subject: "Mei's mother" is 小梅的妈妈.

    Who asks for one of the `nouns` asks of whoever has them: 我的老板是谁.
    """
    owner, mark, noun = simplified(subject).rpartition("'s ")
    if not mark:
        text = wanted.text.replace(simplified(subject), _HIM)
        return _HIM in _OF_OTHERS.sub(
            lambda of: of.group() if NOUNS[of["role"]] in nouns else "", text
        )
    said = [word for word, english in NOUNS.items() if english == noun]
    return owner in wanted.said and any(word in wanted.said for word in said)
