"""What a sign means: "error E21 means low coolant", LOS灯闪红说明光信号中断. It is so whoever says it."""

import re
from collections.abc import Iterator

from octomem.agents.base import Candidate
from octomem.agents.definitions import DEFINERS
from octomem.agents.drafting import draft, names_in
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.reading import Reading
from octomem.agents.stated import identity_of
from octomem.memory import Kind

_SIGNS = r"error|errors|code|message|status|warning|light|lights|led|icon|symbol|beep|beeps|blink\w*|flash\w*|alarm|lamp"
_MEANS = re.compile(
    r"^\W*(?:(?:well|so|ok|okay|yes|no|then|usually|and|but)[, ]+)*"
    rf"(?P<sign>(?:an? |the )?(?:[\w-]+ ){{0,4}}?(?:[A-Z]*-?\d[\w-]*|[A-Z][A-Z_]{{4,}}|(?:{_SIGNS})(?: (?:on|in|at) (?:the )?[\w -]{{2,20}})?))"
    r" (?:usually |often |always |just |only |normally )?(?:means|mean|indicates?|signals?|stands? for) (?:that )?(?P<what>[^.!?\n]{4,100})",
    re.IGNORECASE,
)
_CHINESE_MEANS = re.compile(
    r"(?P<sign>[^，,。！？!?：:；;、]{2,16}?)(?:一般|通常|多半|就|其实|只是|都)*(?:表示|说明|代表|意味着|是指|指的是)(?:是|您的?|你的?)*(?P<what>[^。！？!?，,；;]{2,30})"
)
_CHINESE_SIGN = re.compile(
    r"[A-Za-z]*-?\d|[A-Z][A-Z_]{2,}|灯|码|报错|提示|图标|指示|闪|蜂鸣|告警|警报"
)
_CLASS = re.compile(
    r"(?P<sign>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:其实|也|都|就)*属于(?P<what>[^，,。！？!?；;]{2,12}(?:类|科|药|激素|食物|抗生素))"
)
_POINTS = re.compile(r"(?:this|that|it|these|those|my|your|our)\b|[这那它我你您]", re.IGNORECASE)
"""How what points at something at hand begins: "this error means …" says so of no code."""


def told_signs(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield each sign, what it means and the words that say so, in sentences that ask nothing."""
    if reading.turn.role not in DEFINERS:
        return
    for sentence in reading.sentences:
        if sentence.is_question:
            continue
        for form in (_CHINESE_MEANS, _CLASS) if reading.language == "zh" else (_MEANS,):
            plain = simplified(sentence.text) if reading.language == "zh" else sentence.text
            found = form.search(plain)
            if found is None or _POINTS.match(found["sign"]):
                continue
            if form is _CHINESE_MEANS and not _CHINESE_SIGN.search(found["sign"]):
                continue
            sign, what = (
                sentence.text[slice(*found.span(name))].strip() for name in ("sign", "what")
            )
            yield sign, what, sentence.text[found.start("sign") : found.end()].strip()


def signs(reading: Reading) -> Iterator[Candidate]:
    """Draft what each sign means, as it was said."""
    for sign, what, said in told_signs(reading):
        yield draft(
            Kind.SEMANTIC,
            reading,
            text=said[:1].upper() + said[1:],
            fields={
                "subject": sign,
                "predicate": "means",
                "object": what,
                "negated": False,
                "slot": "",
            },
            identity=identity_of(sign, "means", what, negated=False),
            reason=f"says what {sign} means",
            confidence=0.75 if reading.from_user else 0.65,
            mentions=names_in(said, reading, sign),
        )
