"""Secrets that stand before their name or without it: "X is my password", "the wifi is X"."""

import re
from collections.abc import Callable, Iterator

from octomem.stores.vault.provider_keys import Found
from octomem.stores.vault.values import is_blank, is_strong, is_telling, is_token

_SENT = re.compile(
    r"(?<![\w.-])(?:[A-Z]-)?(?P<value>\d{4,8}|\d{3}[- ]\d{3})\s(?:is|as)\s(?:your|the|my)\s"
    r"(?:[\w-]{1,20}\s){0,3}?(?P<noun>code|pin|passcode|otp)\b",
    re.IGNORECASE,
)
_FOR_PIN = re.compile(
    r"(?<![\w.,:/-])(?P<value>\d{4,8})\sfor\s(?:my|the|your)\s(?:[\w-]{1,20}\s){0,2}?(?P<noun>pin|passcode)\b",
    re.IGNORECASE,
)
_AS_PASSWORD = re.compile(
    r"(?<![^\s\"'`(])(?P<value>[^\s\"'`]{6,64})[\"'`]?\s(?:as\s(?=p)|(?:as|is|that['\u2019]?s|this is)\s(?:the|my|your)\s)"
    r"(?:[\w-]{1,20}\s){0,2}?(?P<noun>password|passphrase|api key|token|pw|wi-?fi)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:credentials|creds|log-?ins?|sign-?in|wi-?fi|network|hotspot|ssh)\b[^/\n.!?]{0,50}?[\s:]{1,2}"
    r"(?:is\s)?[\w.@+-]{1,64}\s{0,2}(?:\s[/|]\s|\spw:?\s|(?<=\w)/(?=\w))\s{0,2}(?:(?:pw|pass|password):?\s)?"
    r"(?P<value>[^\s,;\"'`]{4,64})",
    re.IGNORECASE,
)
_MAIL_PAIR = re.compile(
    r"(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){0,2}\.[A-Za-z]{2,12}(?:\s/|\s\||,|\s?:|\spw:?|\spass:?)\s{1,2}"
    r"(?:(?:pw|pass|password):?\s)?(?P<value>[^\s,;\"'`]{6,64})",
    re.IGNORECASE,
)
_WPA = re.compile(
    r"\b(?:ssid|wpa[23]?|wi-?fi|wlan|hotspot|router)\b[^\n.?!]{0,40}\b(?:key|pass|psk)(?:\sis|:|\s=)?\s{1,2}"
    r"[\"'`]?(?P<value>[^\s\"'`]{6,64})",
    re.IGNORECASE,
)
_NETWORK = re.compile(r".*?[_-]?(?:2(?:\.4)?|5)g(?:hz)?[_-]?(?:ext|guest)?", re.IGNORECASE)
_DISARM = re.compile(
    r"(?<!port\s)(?<!room\s)(?<!line\s)(?<!gate\s)(?<![\w.,:/-])(?P<value>\d{4,8}[#*]?)\s(?:to|for)\s(?:disarm|unlock|get(?:ting)? in)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?P<noun>pass(?:word|code|phrase)|pw)\b[^.?!,;:\n]{0,40},\s[\"'`]?(?P<value>[^\s\"'`,]{6,64})[\"'`]?(?=,|\.?\s{0,2}$)",
    re.IGNORECASE,
)
_DOOR = re.compile(
    r"\b(?:front|back|side|garage) door|\b(?:keypad|lock ?box|key ?(?:box|safe))(?:(?:\s(?!\d)[\w'\u2019-]{1,20}){1,4}(?=\s?[:=]))?",
    re.IGNORECASE,
)
_DOOR_VALUE = re.compile(r"\s?[:=]\s?(?P<value>\d{4,8}[#*]?)(?![\w:.-])")
_LATER_CODE = re.compile(
    r"\b(?P<noun>pin|puk|passcode|(?:door|gate|garage|alarm|safe|locker|keypad|entry|access|building) code)\b"
    r"[^.?!,;:\n\d]{0,30}[.?!,;:\u2014-]\s{0,2}(?:\w{1,10}[,:]?\s)?(?:it['\u2019]?s|it is|now it['\u2019]?s|that['\u2019]?s)"
    r"[:,]?\s{1,2}(?:now\s)?[\"'`]?(?P<value>\d{4,8}[#*]?)(?![\w:%-])",
    re.IGNORECASE,
)
_WIFI = re.compile(
    r"\b(?:wi-?fi|wlan|hotspot)(?:\s(?:here|there|now|upstairs|downstairs)|\s(?:at|in|of|for)\s(?:the\s|my\s|our\s)?"
    r"[\w'\u2019-]{1,20}(?:\s[\w'\u2019-]{1,20})?)?"
    r"(?:\sis|['\u2019]s|:|\s=|\sist|\ses|\sest)\s{1,2}(?:now\s|just\s)?[\"'`]?(?P<value>[^\s\"'`]{6,64})",
    re.IGNORECASE,
)
_TO_LOG_IN = re.compile(
    r"\b(?:use|enter|type|try|with|put in)\s(?:(?:the|this|my|your|our)\s)?(?:(?:code|pin)\s)?[\"'`]?"
    r"(?P<value>[^\s\"'`]{4,64})[\"'`]?\sto\s(?:log|sign|get|unlock|open|verify|confirm|disarm|access)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:laptop|phone|ipad|tablet|vault|safe|door|gate|suitcase|luggage|locker|lock|padlock|lockbox"
    r"|garage|keypad|briefcase|cabinet)"
    r"\s(?:lock\s)?(?:(?:unlocks|opens)\swith|(?:is\s)?set\sto|(?<=keypad\s)is|(?<=padlock\s)is|(?<=lockbox\s)is"
    r"|takes|combo\sis)\s(?:the\s)?(?:code\s)?(?P<value>\d{3,8}[#*]?|\d{1,2}(?:[-/ ]\d{1,2}){2,4})(?![\w.:-])"
    r"(?!\s?(?:years?|minutes?|seconds?|euros?|dollars?|mm|cm|m|kg|lbs?|pounds?|%|feet|inches|percent)\b)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?P<noun>pass(?:word|code|phrase)|pw|(?:api |access |secret |activation |license )?key|token|secret)s?\b"
    r"[^.?!,;:\n]{0,40}[.?!,;:\u2014-]\s{0,2}(?:\w{1,10}[,:]?\s)?(?:it['\u2019]?s|it is|that['\u2019]?s|here it is|here you go)"
    r"[:,]?\s{1,2}(?:now\s)?[\"'`]?(?P<value>[^\s\"'`]{6,128})",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"\b(?:keys?|tokens?)\b(?:\s[^\s.?!,;:]{1,20}){0,5}?\s?(?:is|=|:|\u2192)\s{0,2}[\"'`]?(?P<value>[^\s\"'`,;]{10,128})"
    r"|\b(?:key|token)s?\s{1,2}[\"'`]?(?P<next>[^\s\"'`,;]{10,128})",
    re.IGNORECASE,
)
_NOT_KEYS = re.compile(
    r"\b(?:primary|foreign|partition|sort|cache|s3|object|dict|map|hash|json|index|lookup|row|public"
    r"|document|shard|issue|project|ticket|translation|i18n|idempotency|routing|storage|bucket)[\s_-]$",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"(?<![\w-])[A-Z0-9]{3,6}(?:-[A-Z0-9]{4,6}){1,6}-[A-Z0-9]{2,6}(?![\w-])")
_GROUPED = re.compile(
    r"\b(?:licen[cs]e|activation|product key|serial key|key|backup|recovery|gift card|voucher)\b",
    re.IGNORECASE,
)
_SSN = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-\d{2}-\d{4}(?![\w-])")
_SOCIAL = re.compile(r"\bs\.?s\.?n\b|\bsocial\b|\btax", re.IGNORECASE)
_BANK = re.compile(
    r"\b(?:account|acct)\.?\s{1,2}#?(?P<value>\d{8,17})\s(?:at|with|from|in)\b"
    r"|\b(?:bank|checking|savings|current)\s(?:account|acct)\.?\s{1,2}#?(?P<other>\d{6,17})(?![\w-])",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\b(?:insurance|health|medical|dental|medicare|plan|blue (?:cross|shield)|aetna|cigna|kaiser|humana"
    r"|anthem|tricare)\b[^\n]{0,40}\b(?:member|subscriber|group|policy)"
    r"\s(?:id|number|no\.?|#)\s{0,2}(?::|is)?\s{1,2}(?P<value>(?=[A-Z-]{0,6}\d)[A-Z0-9][A-Z0-9-]{5,20})",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?P<noun>パスワード|暗証番号|비밀번호)\s?(?:\uff1a|:|=|は|은|는)\s?"
    r"(?P<value>[!-~]{4,64})"
)
_MARKS = ".,;:?)]}'\"`\u2019"


def find_phrased(text: str) -> Iterator[Found]:
    """Find values by the sentence they stand in."""
    for match in _SENT.finditer(text):
        yield match.start("value"), match.end("value"), f"one-time {match['noun'].lower()}"
    for match in _FOR_PIN.finditer(text):
        yield match.start("value"), match.end("value"), match["noun"].lower()
    yield from _telling(text)
    yield from _keys(text)
    yield from _numbers(text)
    for match in _FOREIGN.finditer(text):
        yield from _found(match, "password", lambda value: len(value) >= 4)


def find_groups(text: str, before: str = "") -> Iterator[Found]:
    """Find keys in groups, "77XK-PLM2-09QD", where a key is spoken of here or just before."""
    if not (_GROUPED.search(text) or _GROUPED.search(before)):
        return
    for match in _GROUPS.finditer(text):
        value = match.group()
        if any(char.isdigit() for char in value) and any(char.isalpha() for char in value):
            yield match.start(), match.end(), "license key"


def _telling(text: str) -> Iterator[Found]:
    """Find passwords that the sentence points to and that look like one."""
    for match in _AS_PASSWORD.finditer(text):
        noun = match["noun"].lower()
        label = "wifi password" if noun.startswith("wi") else noun.replace("pw", "password")
        yield from _found(match, label, _is_plain_password)
    for match in _PAIR.finditer(text):
        yield from _found(match, "password", _is_plain_password)
    for match in (*_WIFI.finditer(text), *_WPA.finditer(text)):
        yield from _found(match, "wifi password", _is_wifi_password)
    for match in _MAIL_PAIR.finditer(text):
        yield from _found(match, "password", is_telling)
    for match in _TO_LOG_IN.finditer(text):
        is_code = match["value"].isdigit()
        yield from _found(match, "access code" if is_code else "password", _opens)
    for match in (*_OPENS.finditer(text), *_DISARM.finditer(text)):
        yield match.start("value"), match.end("value"), "lock combination"
    for door in _DOOR.finditer(text):
        if code := _DOOR_VALUE.match(text, door.end()):
            yield code.start("value"), code.end("value"), "door code"
    for match in _LATER_CODE.finditer(text):
        yield match.start("value"), match.end("value"), match["noun"].lower()


def _keys(text: str) -> Iterator[Found]:
    """Find keys that are only called "key", and what "it's" points to."""
    for match in _ASIDE.finditer(text):
        yield from _found(match, match["noun"].lower().replace("pw", "password"), is_telling)
    for match in _LATER.finditer(text):
        key = match["noun"].lower().endswith(("key", "token", "secret"))
        label = match["noun"].lower().replace("pw", "password")
        yield from _found(match, label, is_token if key else is_telling)
    for match in _KEY.finditer(text):
        if not _NOT_KEYS.search(text[max(0, match.start() - 20) : match.start()]):
            yield from _found(match, "key", is_token, "value" if match["value"] else "next")


def _numbers(text: str) -> Iterator[Found]:
    if _SOCIAL.search(text):
        for match in _SSN.finditer(text):
            yield match.start(), match.end(), "social security number"
    for match in _BANK.finditer(text):
        group = "value" if match["value"] else "other"
        yield match.start(group), match.end(group), "account number"
    for match in _MEMBER.finditer(text):
        yield match.start("value"), match.end("value"), "insurance number"


def _found(
    match: re.Match[str], label: str, is_value: Callable[[str], bool], group: str = "value"
) -> Iterator[Found]:
    value = match[group].rstrip(_MARKS)
    if is_value(value):
        yield match.start(group), match.start(group) + len(value), label


def _is_plain_password(value: str) -> bool:
    return is_strong(value) and not is_blank(value) and "://" not in value


def _is_wifi_password(value: str) -> bool:
    return is_telling(value) and not _NETWORK.fullmatch(value)


def _opens(value: str) -> bool:
    return is_telling(value) or (value.isdigit() and 4 <= len(value) <= 8)
