"""Telephone numbers, mail, chat and postal addresses in a Chinese turn, and whose they are."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.reading import Reading

_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_MOBILE = re.compile(r"(?<![\dA-Za-z.-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d-])")
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z.-])(?:0\d{2,3}[- ]?[2-9]\d{6,7}|400[- ]?\d{3}[- ]?\d{4}|09\d{2}[- ]?\d{3}[- ]?\d{3}|\+\d{1,3}[- ]?\d[\d -]{6,14}\d)(?![\d-])"
)
_PHONE_WORD = re.compile(r"手机|电话|号码|联系|拨打|热线|座机|致电|打给|tel|phone", re.IGNORECASE)
_NO_PHONE = re.compile(
    r"(?:订单|单号|运单|快递单|编号|工号|卡号|账号|型号|流水|发票|身份证)[号码是为：:\s]*$"
)
_WECHAT = re.compile(
    r"(?:微信|WeChat|VX|wx)(?:号|id|ID)?(?:是|为|：|:|就是|叫)?\s*(?P<value>[A-Za-z][\w-]{4,19})(?!@)",
    re.ASCII,
)
_NEW = re.compile(
    r"(?P<what>微信|QQ)号?[^。]{0,6}?(?:改|换|变)[^。]{0,8}?(?:新的?|现在|改成|换成)[^。A-Za-z\d]{0,4}(?P<value>[A-Za-z0-9][\w-]{4,19})",
    re.ASCII,
)
"""微信号改了，新的是xuxu_fly."""
_QQ = re.compile(r"QQ(?:号)?(?:是|为|：|:)?\s*(?P<value>[1-9]\d{4,10})(?!\d)")
_PLACED = re.compile(
    r"(?:地址|住址|寄到|寄往|寄给我?|送到|发到|快递到|邮寄到|住在|家在|公司在|办公室在|店在|搬到)(?:也?改?[是为成在到]|换成)?了?[：:\s]*(?P<value>[^，,。！!；;？?\s]{4,40})"
)
_STREET = re.compile(
    r"(?:路|街|道|巷|弄|胡同|大厦|广场|小区|花园|村|镇|苑|城|园区|大楼)[^，。]{0,20}?(?:\d|[一二三四五六七八九十])|\d+(?:号|栋|幢|单元|室|层|楼)"
)
_BARE_PLACE = re.compile(
    r"^\s*(?P<value>[\u4e00-\u9fff]{2,}?[省市区县][^，,。！!；;？?\s]{2,30}?(?:\d|[一二三四五六七八九十])+(?:号楼?|栋|幢|单元|室|弄|层|楼)?[^，,。！!；;？?\s]{0,12})\s*[。！!]?\s*$"
)
"""An address that is all a turn says, as an answer to where to send something."""
_CHANGED = re.compile(r"(?:不是|不对|以前)[^，。]{0,10}$")
_OWNER = re.compile(rf"(?P<kin>(?:我们?|咱们?)家?的?(?P<noun>{FORM}))|(?P<self>我(?!们)|本人)")
_WORDS = {"email": "邮箱", "phone": "电话", "address": "地址", "wechat": "微信", "qq": "QQ"}


def chinese_contacts(reading: Reading) -> Iterator[tuple[str, str, str, str]]:
    """Yield owner, label, value and a sentence for each piece of contact data."""
    seen: set[str] = set()
    for index, sentence in enumerate(reading.sentences):
        if sentence.is_question and not re.search(r"\d{7}|@", sentence.text):
            continue
        for start, label, value in sorted(_found(sentence.text)):
            if value not in seen:
                seen.add(value)
                owner, shown = _owner(reading, index, sentence.text[:start])
                yield owner, label, value, f"{shown}的{_WORDS[label]}是{value}"


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where contact data stands in a sentence, its label and its value."""
    plain = simplified(text)
    for match in _EMAIL.finditer(plain):
        yield match.start(), "email", match.group()
    for form, needs_word in ((_MOBILE, False), (_LANDLINE, True)):
        for match in form.finditer(plain):
            named = not needs_word or _PHONE_WORD.search(plain) is not None
            if named and _NO_PHONE.search(plain[: match.start()]) is None:
                yield match.start(), "phone", match.group()
    yield from _chat_names(plain)
    bare = _BARE_PLACE.match(plain)
    if bare is not None and not _PLACED.search(plain) and _STREET.search(bare["value"]):
        yield bare.start("value"), "address", text[bare.start("value") : bare.end("value")]
        return
    for match in _PLACED.finditer(plain):
        if _STREET.search(match["value"]) and not _CHANGED.search(plain[: match.start()]):
            value = text[match.start("value") : match.end("value")]
            yield (
                match.start("value"),
                "address",
                re.sub(r"(?:了|啦|哦|吧|呢|的|就行|就好)+$", "", value),
            )


def _chat_names(plain: str) -> Iterator[tuple[int, str, str]]:
    """Yield the names somebody has in chats, also where a change is told first."""
    for form, label in ((_WECHAT, "wechat"), (_QQ, "qq")):
        for match in form.finditer(plain):
            yield match.start("value"), label, match["value"]
    new = _NEW.search(plain)
    if new is not None:
        yield new.start("value"), {"微信": "wechat", "QQ": "qq"}[new["what"]], new["value"]


def _owner(reading: Reading, index: int, before: str) -> tuple[str, str]:
    """Return whose it is, and how that is said: the person named last before it."""
    actor, plain = reading.turn.actor, simplified(before)
    best: tuple[int, str, str] = (-1, actor, actor)
    for match in _OWNER.finditer(plain):
        if match["self"]:
            best = max(best, (match.start(), actor, actor))
        else:
            noun = match["noun"]
            best = max(best, (match.start(), f"{actor}'s {NOUNS[noun]}", f"{actor}的{noun}"))
    for name in reading.names:
        if name.type == "person" and name.text != actor:
            place = before.rfind(name.text)
            best = max(best, (place, name.text, name.text)) if place >= 0 else best
    if best[0] < 0 and re.match(r"\W*(?:他|她|对方)", plain):
        told = [s for s in reading.statements if s.sentence < index and not s.first_person]
        people = [s.subject for s in told if s.subject_type == "person"]
        if people:
            return people[-1], people[-1]
    return best[1], best[2]
