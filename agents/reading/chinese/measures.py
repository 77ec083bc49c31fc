"""What somebody weighs, earns and pays, and what it has come to: 房租每月1800, 工资涨到15k了, 瘦到75公斤了."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base, tell, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement

_NOUNS = {
    "体重": "weight",
    **dict.fromkeys(("房租", "租金"), "房租"),
    **dict.fromkeys(("工资", "薪水", "薪资", "月薪", "月收入"), "工资"),
    **dict.fromkeys(("年薪", "年收入"), "年薪"),
    **{each: each for each in ("房贷", "月供", "车贷", "物业费", "停车费", "生活费", "零花钱")},
}
"""What of somebody's has one amount at a time, with the noun it is kept by."""
_NOUN = rf"(?P<noun>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})"
_NUMBER = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千零]+)(?:多|来)?(?:[万千百wWkK][\d一二三四五六七八九]?(?!\d))?"
_MONEY = rf"{_NUMBER}(?:块钱?|元|人民币|美元|美金|刀|欧元?|港币|rmb|RMB)?"
_MASS = r"\d{2,3}(?:\.\d+)?(?:斤|公斤|千克|[kK][gG])"
_EACH = r"(?:每个?月|一个?月|每年|一年)"
_NOW = r"(?:现在|目前|如今|今年|这个月|上个?月|最近|刚刚?|又|也|都|已经|终于|直接)*+"
_SINCE = "(?:(?:跳槽|换工作|升职|转正|搬家|续租|续约|涨薪|加薪|毕业|入职|年)(?:以后|之后|后))?"
_RISES = r"(?:上涨|涨|上调|调|升|加|提高|提|增加|下调|降低|降|减少|减|跌|砍|扣|瘦|胖|掉|长)(?:价|薪)?(?:到|至|成)了?"
_OF_NOUN = re.compile(
    rf"(?:的|家的?)?{_SINCE}{_NOW}{_EACH}?的?{_NOUN}{_NOW}(?:从[^，。]{{1,10}}?)?(?:被|给我|帮我)?(?:房东|公司|老板|领导)?(?:给我)?{_NOW}"
    rf"(?:(?P<rises>{_RISES})|(?:{_EACH}|是|有|才|只有?|就|大概|大约|差不多|到手|税[前后])*+)(?P<o>(?:{_MASS}|{_MONEY})(?:/?{_EACH}|/月|/年)?)(?:左右|多|吧|了|啦)*+$"
)
_BY_OTHERS = re.compile(rf"(?:房东|公司|老板|领导|单位){_NOW}(?:给我)?把(?:我的?)?(?={_NOUN})")
"""Who changes what the speaker pays or earns: 房东把房租降到3000了."""
_WEIGHS = re.compile(
    rf"{_NOW}(?:从[^，。]{{1,8}}?)?(?:(?:瘦|胖)(?:到|成|至)了?(?P<bare>\d{{2,3}}(?:\.\d+)?(?:斤|公斤|千克|[kK][gG])?)"
    rf"|(?:减重|减肥减?|增重|减|掉|涨|长|重|轻)(?:到|至|成)了?(?P<o>{_MASS}))(?:左右|了|啦)*+$"
)
_IS_OF_WEIGHT = re.compile(rf"(?:现在|目前|如今|已经|才|都|大概|差不多|有|重|是)*+(?P<o>{_MASS})(?:重|左右|了|啦)*$")  # fmt: skip
_OF_WEIGHT = re.compile(r"[胖瘦]|减肥|减重|增重|体重")
_NOW_IS = re.compile(rf"(?:现在|目前|如今|变成)(?:都|已经)*+(?:是|要)?(?P<o>{_MONEY})(?:/?{_EACH})?(?:左右|了|啦)*+$")  # fmt: skip
_CHANGED = re.compile(rf"{_NOUN}(?:[^，。]{{0,6}})(?:涨|降|加|减|调|升|提)")
_THEN = re.compile(r"[，,](?:我们?|那)?(?:就|再|才|便)")
"""How what follows from something that has not come about goes on: 房租涨到3000，我就搬走."""
_NOT_OWN = re.compile(
    "想|目标|面试|[Oo]ffer|考虑|打算|计划|看了|看中|看上|招聘|以前|之前|当时|那会儿|的时候|刚(?:毕业|工作|来|到|入职)|租出去|合租|平摊|一人一半|平分|如果|要是|听说|朋友|同事"
)
"""Where an amount is wished for, was, is of what somebody looked at, or not all of it is theirs."""
_SOMEBODY = re.compile(r"我(?!们?家|的|自己|在|这|那|也|都|就|被|又)[\u4e00-\u9fff]|他|她")
"""Who is told of in the clauses before."""
_LIGHTEST, _HEAVIEST = 3.0, 400.0


def read(told: Told) -> Iterator[Statement]:
    """Yield what something of whom a clause is about comes to; what it was is left to others."""
    owner = told.subject
    if owner is None or owner.who.type not in {"person", "animal"}:
        return
    if (
        {"future", "negated", "over", "ended"} & told.flags
        or _is_dated(told)
        or _is_condition(told)
    ):
        return
    text = told.clause.text
    if _NOT_OWN.search(told.setting.whole):
        return
    others = _BY_OTHERS.match(text)
    if others is not None and _SOMEBODY.search(told.setting.whole.partition(text)[0]):
        return
    owner = told.scene.speaker() if others is not None else owner
    starts = (told.at, told.start) if others is None else (others.end(),)
    of_noun = next((m for at in starts if (m := _OF_NOUN.match(text, at))), None)
    if of_noun is not None:
        yield _comes_to(told, owner, _NOUNS[of_noun["noun"]], of_noun.span("o"), of_noun.start())
        return
    changed = _CHANGED.search(told.setting.whole)
    now = _NOW_IS.match(text) if changed is not None else None
    if changed is not None and now is not None:
        noun = _NOUNS[changed["noun"]]
        yield _comes_to(told, owner, noun, now.span("o"), 0, said=changed["noun"])
        return
    yield from _weight(told, owner)


def _weight(told: Told, owner: Subject) -> Iterator[Statement]:
    text = told.clause.text
    weighs = next((m for at in (told.at, told.start) if (m := _WEIGHS.match(text, at))), None)
    is_told = told.explicit or _OF_WEIGHT.search(told.setting.whole) is not None
    is_of = _IS_OF_WEIGHT.match(text, told.start) if weighs is None and is_told else None
    match = weighs or is_of
    if match is None:
        return
    span = match.span("o") if match["o"] else match.span("bare")
    number = re.match(r"[\d.]+", text[span[0] :])
    if number is not None and _LIGHTEST <= float(number.group()) <= _HEAVIEST:
        yield _comes_to(told, owner, "weight", span, match.start(), said="")


def _is_dated(told: Told) -> bool:
    """Tell what was so, or will be, on a day that a clause names, rather than since then."""
    at = told.setting.said_at
    begun = re.search("[到至]", told.clause.text) is not None
    return any(
        each.moment.start > at or (each.moment.end <= at and not begun) for each in told.dates
    )


def _is_condition(told: Told) -> bool:
    """Tell what a clause only supposes, from what the next one says that would follow."""
    whole, text = told.setting.whole, told.clause.text
    at = whole.find(text)
    return not text.endswith("了") and at >= 0 and _THEN.match(whole, at + len(text)) is not None


def _comes_to(  # noqa: PLR0913, PLR0917 - it fills a record
    told: Told, owner: Subject, noun: str, span: tuple[int, int], start: int, said: str = ""
) -> Statement:
    """State what an owner's thing comes to; `said` is its noun where the clause leaves it out."""
    before = told.subject
    told.subject = told.scene.possessed(
        owner, noun, said or ("体重" if noun == "weight" else noun), "thing"
    )
    value = trimmed(told.clause.verbatim[span[0] : span[1]])
    of = f"的{said}" if said else "的" if noun != "weight" or "体重" in told.clause.text else ""
    text = f"{owner.shown}{of}{tell(told, told.clause.verbatim, start)}"
    made = base(told, "is", "be", value, "number", Claim.FACT, text=re.sub("的的", "的", text))
    told.subject = before
    return made
