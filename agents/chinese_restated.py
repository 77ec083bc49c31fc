"""The same fact in other Chinese words: 爱好是爬山 says again 喜欢爬山, and 家里俩娃 有两个孩子."""

import re
from collections.abc import Iterator, Sequence

from octomem.agents.base import Candidate, Intent
from octomem.agents.reading.chinese.kin import NOUNS, is_animal
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.agents.stated import identity_of
from octomem.jsons import text_field

_PASTIMES = ("likes", "does as a hobby", "plays", "can")
"""Predicates of which one says again what another one said, of what is done for pleasure."""
_WAYS = ("", *"打弹踢拉吹玩跳画练去做养看下唱骑")
"""What a pastime is said with: 打 of 打羽毛球."""
_LED = re.compile(f"(?:去?[{''.join(_WAYS)}])(?=..)")
_SAYS_NO_MORE = re.compile(
    r"(?:的|爱好|兴趣|是|喜欢|喜爱|热爱|爱|会|就|也|还|都|很|挺|特别|非常|最|平时|周末|没事|有空|闲了?|一直|了|着|呢|啊|个|人)*"
)
"""What is said around a pastime that tells no more of it."""
_NOUNS = ("孩子 小孩 小孩子 娃 小朋友 宝宝 宝贝", "女儿 闺女 丫头", "儿子 小子")
"""Words for children, those that mean the same together."""
_KIDS = re.compile(
    rf"(?P<n>[一二两三四五六俩仨\d])个?(?P<noun>{'|'.join(' '.join(_NOUNS).split())})"
)
_NUMBERS = ("一1", "二两俩2", "三仨3", "四4", "五5", "六6")
_COUNTED = re.compile(r"一?[只条头匹个]|[一二两三四五六七八九十几俩仨\d]+[只条头匹个]")


_CLAIM = ("subject", "predicate", "object")


def said_again(candidate: Candidate) -> frozenset[str]:
    """Return the identities of the facts that a Chinese claim says again, if they are known."""
    fields = candidate.fields
    is_claim = candidate.intent is Intent.ASSERT and candidate.valid_to is None
    if not is_claim or fields.get("negated") or not has_han(candidate.text):
        return frozenset()
    holder, predicate, value = (text_field(fields, name) for name in _CLAIM)
    found = {identity_of(holder, *each, negated=False) for each in _others(predicate, value, candidate.text.removeprefix(holder))}  # fmt: skip
    return frozenset(found - {candidate.identity})


def _others(predicate: str, value: str, said: str) -> Iterator[tuple[str, str]]:
    """Yield how else the same may have been said, by predicate and value."""
    plain = simplified(value)
    kids = _KIDS.fullmatch(plain) if predicate == "has" else None
    if kids is not None:
        numbers = next((row for row in _NUMBERS if kids["n"] in row), "")
        nouns = next(row.split() for row in _NOUNS if kids["noun"] in row.split())
        yield from (("has", f"{n}{of}{noun}") for n in numbers for of in ("", "个") for noun in nouns)  # fmt: skip
    if predicate == "has" and is_animal(NOUNS.get(plain, "")):
        yield from (("has", f"{count}{plain}") for count in ("只", "一只", "条", "一条"))
    if predicate in _PASTIMES:
        thing = plain[led.end() :] if (led := _LED.match(plain)) is not None else plain
        before, _, behind = simplified(said).partition(thing)
        around = f"{_LED_BEFORE.sub('', before)}{behind}"
        if _SAYS_NO_MORE.fullmatch(around):
            yield from ((each, f"{way}{thing}") for each in _PASTIMES for way in _WAYS)


_LED_BEFORE = re.compile(f"去?[{''.join(_WAYS)}]?$")


def told_by(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell a claim of which another one of its turn says the same, more closely.

    是海尔的员工 beside the job there, 爱好是游泳和画画 beside either, 有猫 beside 养了只猫, 一只狗一只猫 beside both.
    """
    fields = candidate.fields
    if candidate.intent is not Intent.ASSERT or not has_han(candidate.text):
        return False
    beside = [
        tuple(text_field(each.fields, name) for name in _CLAIM)
        for each in others
        if each is not candidate
        and each.intent is Intent.ASSERT
        and each.turns[0] == candidate.turns[0]
    ]
    told = tuple(text_field(fields, name) for name in _CLAIM)
    parts = [each for each in beside if each[:2] == told[:2] and each[2] in told[2] != each[2]]
    return len(parts) > 1 or any(_is_closer(*told, *each) for each in beside)


def _is_closer(  # noqa: PLR0913, PLR0917 - two claims
    whom: str, does: str, what: str, other: str, does_other: str, closer: str
) -> bool:
    """Tell whether the second of two claims says the first one more closely."""
    if does == "is" and does_other in {"works at", "does as a hobby"}:
        is_of = whom in {other, f"{other}'s hobby"}
        return is_of and bool(closer) and closer in what
    if does == "uses" and other == f"{whom}'s phone model":
        return closer == what
    if does == does_other == "has" and whom == other and closer != what:
        return closer.endswith(what) and _COUNTED.fullmatch(closer.removesuffix(what)) is not None
    return False
