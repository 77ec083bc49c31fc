"""Secrets that answer a question: "what's the wifi password?" - "sunflower-22"."""

import re
from collections.abc import Iterator

from octomem.stores.vault.phrased import find_groups
from octomem.stores.vault.provider_keys import Found
from octomem.stores.vault.values import is_blank, is_telling
from octomem.stores.vault.vocabulary import NOT_ANSWERS

LOOKED_AT = 400
"""Characters at a question's end, and of its answer's beginning, that are looked at."""

_ASKED = re.compile(
    r"(?P<password>\b(?:pass ?word|passwd|pwd|pw|passphrase|passwort|contraseña|mot de passe|mdp)\b"
    r"(?!\s(?:policy|manager|reset|rules?|length|field|hint|requirements?|strength|format))|密码|密碼|口令)"
    r"|(?P<code>\b(?:pin|puk|pass ?code|cvv|cvc|otp|security code|combination|combo)\b"
    r"|\b(?:door|gate|garage|alarm|entry|entrance|access|verification|safe|locker|lock ?box|key ?pad|building"
    r"|login|unlock|2fa|backup|recovery|one-time|sms)\s(?:pin\s|key\s)?code\b"
    r"|\bcode (?:for|to|of) the (?:\w{1,12} )?(?:door|gate|garage|alarm|safe|building|locker|house|lockbox)\b"
    r"|验证码|门禁码|支付密码|安全码|PIN码)"
    r"|(?P<ssn>\b(?:ssn|social security|social)\b)"
    r"|(?P<account>\b(?:account|card|passport|policy|insurance|routing) (?:number|no\.?)\b"
    r"|\blicen[cs]e number\b|卡号|身份证号?|护照号码?)"
    r"|(?P<key>\b(?:api|access|secret|licen[cs]e|product|activation|recovery) key\b|\btoken\b|密钥|令牌)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"[?\uff1f]|\b(?:what(?:'|\u2019)?s|what is|tell me|send me|give me|share|enter|type|provide|confirm|need|remind"
    r" me)\b|多少|什么|是啥|发我|告诉我|给我",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"\b(?:reset|change|recover|rotate|forgot|forget|expire)\w{0,2}\b|\bhow (?:do|can|long|many)\b|\bwho\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:which|where|why|when|how|who|did you (?:change|reset|forget|try)|do you (?:know|have|use)"
    r"|have you|long|strong|expire|work(?:s|ing)?)\b|哪|怎么|为什么|吗",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\s{0,2}(?:sure|yes|yeah|yep|ok|okay|oh|ah|hi|hey|of course|here you go|here|it['\u2019]?s|it is|that['\u2019]?s"
    r"|should be|try|now|the|its|still|i think|think|believe|code|pin|number|is|be|use|press|enter|type|should|mine['\u2019]?s|mine|my|one|for|you|please|thanks|no problem"
    r"|是|好的|嗯)(?![\w'\u2019-])[\s,:.!\uff0c\uff1a-]{0,3}){0,8}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\"'`“]?(?P<value>[^\s\"'`“”，。]{4,128})")
_FORMS = {
    "code": re.compile(
        r"(?<![\w.,:/#$€£+-])\d{3,8}[#*]?(?![\w%:/-])(?!\.\d)|(?<!\S)\d{1,2}(?:-\d{1,2}){2,3}(?!\S)"
    ),
    "ssn": re.compile(r"(?<![\w-])\d{3}[- ]?\d{2}[- ]?\d{4}(?![\w-])"),
    "account": re.compile(
        r"(?<![\w.,:/#$€£+-])(?=[A-Z]{0,3}\d)[A-Z0-9]{6,20}(?![\w-])|(?<!\S)\d{3,4}(?: \d{3,4}){2,4}(?!\S)"
    ),
}
_LABELS = {
    "password": "password",
    "code": "code",
    "ssn": "social security number",
    "account": "account number",
    "key": "key",
}
_SECOND = re.compile(
    r"\b(?:years?|minutes?|mins?|hours?|days?|weeks?|times?|digits?|characters?|people|dollars?|euros?|am|pm)\b|[年月日点分位个]",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19|20)\d\d")
_MARKS = ".,;:?!)]}'\"`\u2019，。"


def find_answer(question: str, text: str) -> Iterator[Found]:
    """Find the value in a text that answers the question said just before it.

    Only the answer's first sentences are looked at. A plain word is taken only when it
    is the whole answer; a number only for a question that numbers answer.
    """
    asked = question[-LOOKED_AT:]
    named = next(iter(_ASKED.finditer(asked)), None)
    if named is None or not _REQUEST.search(asked) or _ABOUT_IT.search(asked):
        yield from find_groups(text[:LOOKED_AT], asked)
        return
    family = named.lastgroup or ""
    told = text[:LOOKED_AT]
    if len(told.split()) > 30:
        return
    form = _FORMS.get(family)
    label = _label(asked, named, family)
    if form is not None:
        yield from _shaped(told, form, label, family)
    else:
        yield from _worded(told, label, key=family == "key", only=not _WHICH.search(asked))


def _shaped(told: str, form: re.Pattern[str], label: str, family: str) -> Iterator[Found]:
    """Find the number that the answer begins with, a lead-in like "sure, it's" aside."""
    lead = _LEAD.match(told)
    match = form.search(told)
    if match is None or lead is None or told[lead.end() : match.start()].strip(" \n\"'`*("):
        return
    dated = family == "code" and _DAY.fullmatch(match.group())
    if _SECOND.match(told[match.end() :].lstrip()) or (
        dated and told.strip(" .!") != match.group()
    ):
        return
    yield match.start(), match.end(), label


def _worded(told: str, label: str, *, key: bool, only: bool) -> Iterator[Found]:
    lead = _LEAD.match(told)
    first = _WORD.match(told, lead.end() if lead else 0)
    words = [first] if first else []
    if len(told.split()) <= 4:
        words += list(_WORD.finditer(told))
    for match in words:
        value = match["value"].rstrip(_MARKS)
        if is_telling(value) and (not key or len(value) >= 10):
            yield match.start("value"), match.start("value") + len(value), label
            return
    if first is None or key or told[first.end() :].strip(_MARKS + " \n"):
        return
    value = first["value"].rstrip(_MARKS)
    number = value.isdigit() and len(value) >= 4
    plain = only and value.isascii() and value.lower() not in NOT_ANSWERS and not is_blank(value)
    if number or plain:
        yield first.start("value"), first.start("value") + len(value), label


def _label(asked: str, named: re.Match[str], family: str) -> str:
    word = named.group().lower()
    if not word.isascii():
        return _LABELS[family]
    which = re.search(
        r"\b(wi-?fi|router|netflix|email|bank|phone|laptop|card)\s$",
        asked[: named.start()],
        re.IGNORECASE,
    )
    front = f"{which[1].lower().replace('-', '')} " if which else ""
    word = "password" if word in {"pw", "pwd", "passwd"} else re.sub(r"^code \w+ the ", "", word)
    return f"{front}{word}{' code' if family == 'code' and named.group().lower().startswith('code ') else ''}"
