"""Secrets that are known by what they are called: "the wifi password is ...", "PIN: ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.stores.vault.provider_keys import Found
from octomem.stores.vault.values import is_blank, is_strong, is_telling, is_token
from octomem.stores.vault.vocabulary import NOT_LABELS, NOT_PHRASES, NOT_VALUES, WHICH

_CODES = (
    r"door|gate|garage|alarm|entry|entrance|access|security|verification|authentication|auth|login"
    r"|log-?in|sign-?in|safe|locker|lock|lock ?box|key ?box|building|house|office|elevator|lift"
    r"|keypad|unlock|sms|2fa|mfa|otp|two-factor|one-time|backup|recovery|bike lock|parking|storage"
    r"|voicemail|puk|shed|basement|lobby|apartment|flat|front door|back door|activation|reset"
    r"|gift ?card|license|licence|key|cabin|pool|gym|laundry|mailbox|suitcase|confirm(?=ation code to)"
    r"|disarm|pairing|unlocking|two-step|passkey|authenticator|bypass|master|panel|wi-?fi"
)
_CODE_WORDS = (
    r"(?:sms|e-?mail|phone|text) verification(?=:)|digicode|"
    r"(?:t\u00fcr|haus|haust\u00fcr|tor|zugangs|sicherheits|best\u00e4tigungs|verifizierungs|garagen|alarm"
    r"|schlie\u00dffach|entsperr|einmal)-?codes?"
    r"|c[o\u00f3]digo (?:de |del )(?:(?:la|el|los|mi) )?(?:puerta|alarma|entrada|verificaci[o\u00f3]n"
    r"|seguridad|acceso|port[o\u00f3]n|portal|garaje|edificio|caja fuerte)"
    r"|code (?:d['\u2019]|de |du )(?:(?:la |l['\u2019])?)(?:porte|alarme|acc[e\u00e8]s|entr[e\u00e9]e"
    r"|immeuble|portail|v[e\u00e9]rification|s[e\u00e9]curit[e\u00e9]|coffre|garage|digicode|wifi)"
)
_NUMBERS = (
    r"(?:(?:health |car |travel |dental )?insurance|medicare|medicaid|nhs|policy|known traveler"
    r"|national insurance|ni|national id|nino?|identity card|id card|visa|residence permit"
    r"|(?:credit |debit |gift )?card|passport|driver['\u2019]?s licen[cs]e|driving licen[cs]e)"
    r" (?:policy |member |card |id )?(?:numbers?|num|no\.?|nr\.?|#|id)"
    r"|(?:tax|insurance|subscriber) (?:id|number)|passport(?=(?::|\sis)?\s(?=[A-Z]{0,2}\d)[A-Z0-9]{7,9}\b)"
    r"|kontonummer|kartennummer|reisepassnummer|passnummer|ausweisnummer|versicherungsnummer"
    r"|sozialversicherungsnummer|steuernummer|steuer-id|n[u\u00fa]mero de (?:(?:mi|la) )?(?:tarjeta"
    r"|cuenta|pasaporte|seguro social|seguridad social)"
    r"|num[e\u00e9]ro (?:de )?(?:(?:ma|la) )?(?:carte(?: bancaire| bleue)?|compte|passeport"
    r"|s[e\u00e9]cu(?:rit[e\u00e9] sociale)?)"
)
_NOUN = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=[a-z])(?=[A-Z]))(?i:"
    r"(?P<phrase>pass[ -]?phrase|(?:seed|recovery|backup|secret) phrase|mnemonic(?: phrase)?)"
    r"|(?P<password>pass ?words?|passwd|pwd|pw|pass ?codes?|passwort|kennwort|contraseña|clave(?= (?:es|del?)|:)"
    r"|mot de passe|mdp|senha|wachtwoord|(?:secret|code) ?word|pass(?=\s?[:=]|\sis\s|\s[\w!@#$%.-]{0,40}\d)"
    r"|(?:answer to (?:my|the|your|his|her) )?(?:security|secret) (?:question(?= is)|answer))"
    r"|(?P<pin>pins?(?:[ -](?:codes?|numbers?|no\.?))?|puk(?: codes?)?)"
    r"|(?P<cvv>cvv2?|cvc2?|card verification (?:code|value|number))"
    rf"|(?P<code>{_CODE_WORDS}|(?:(?:{_CODES}) )?codes?|otp)"
    r"|(?P<combination>combination|combo)"
    r"|(?P<key>(?:api|access|secret|private|encryption|signing|master|license|licence|recovery"
    r"|product|activation|registration|cd|webhook|service|deploy|account|app|session|shared)[ _-]?(?:access[ _-]?)?(?:key|(?:authenticator|totp|2fa|mfa)[ _-](?:seed|secret|key)|token|secret)"
    r"|client[ _-]?secret|webhook[ _-]?secret|(?:auth|bearer|refresh|id|bot)[ _-]?token"
    r"|token|secret)"
    r"|(?P<account>(?:bank |checking |savings |current )?(?:account|acct\.?|a/c)"
    r" ?(?:numbers?|num|no\.?|nr\.?|#)|routing (?:number|no\.?|#)|sort code|bsb|iban"
    rf"|{_NUMBERS})"
    r"|(?P<ssn>ssn|social security(?: (?:number|no\.?|#))?|social(?=\s(?:is\s|#?:?\s?)\d))"
    r")(?![A-Za-z0-9])"
)
_TARGET = (
    r"(?:\s{1,2}(?:(?:that\s)?(?:i|we|you|they|he|she|it)(?=\s(?:\w{1,12}\s){0,2}?(?:sent|gave|got|texted|set|told|use|have|is))|(?:just\s)?(?:sent|texted|given)\sto"
    r"|for|to|on|at|of|in|by|f\u00fcr|von|zum|zur|del?|para|pour|du|des)\s{1,2}"
    r"(?:(?:the|my|our|your|his|her|their|this|that|das|den|die|dem|der|la|el|le|mi|mon|ma)\s{1,2})?"
    r"(?P<target>(?:[\w'\u2019.@-]{1,30}\s{1,2}){0,4}?[\w'\u2019.@-]{1,30}?))?"
)
_ADVERB = (
    r"(?:now|currently|still|just|simply|actually|always|called|set to|changed to|reset to"
    r"|been (?:reset|changed|set|updated) to|updated to|going to be|gonna be)"
)
_LINK = re.compile(
    r"(?P<close>[\"'`*_)\]]{0,3})" + _TARGET + r"[\"'`*]{0,3}(?:"
    r"(?P<where>\s{1,2}(?:is|are|['\u2019]s)\s(?:written )?(?:on|in|at|under|behind|by|below|inside)\s[^.:;!?\n]{1,40}:\s{1,2})|"
    r"(?P<assign>\s{0,2}(?::=|=>|->|→|==?|[:\uff1a])[*_]{0,2}\s{0,3})"
    r"|(?P<verb>(?:\s{1,2}(?i:(?:which |that )?(?:changed|reset|set|updated|switched) to|which is|stays|remains|is|are|was|were|will be|becomes|became|has been|ist|lautet|es|est|c['\u2019]est)"
    rf"|['\u2019]s)(?:\s{{1,2}}{_ADVERB}){{0,2}}\s{{0,2}}:?\s{{1,3}})"
    r")",
)
_CHANGE = re.compile(r"\s{1,2}(?:from\s{1,2}(?P<old>\S{1,128})\s{1,2})?to\s{1,2}(?=\S)")
_CHANGED = re.compile(
    r"\b(?:chang|reset|set|updat|switch|rotat)\w{0,4}\b[^.!?\n]{0,30}$", re.IGNORECASE
)
_NEXT_TO = re.compile(r"[\"'`*]{0,2}\s{1,3}(?=\S)")
_HASHED = re.compile(r"(?:hash|hashed|encrypted)[ _-]$", re.IGNORECASE)
_USES = re.compile(
    r"\b(?:with|using|use|try|enter|type|and)\s(?:(?:the|my|your)\s)?$", re.IGNORECASE
)
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "\u2018": "\u2019", "«": "»"}
_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019-]*(?:['\u2019-][^\W\d_]{1,64})*")
_CLAUSE_END = re.compile(
    r"\s*(?:$|[.,;!?)\]}\n|]|--|\u2014|\u2013|and\b|but\b|or\b|so\b|for\b|on\b|if\b|please\b|btw\b|in case\b"
    r"|[\w\"']{1,30}\s{0,2}[:=])",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"[ \t]?(?:\+|or more|-)?[ \t]?-?(?:char(?:acter)?s?|digits?|letters?|symbols?|words?|numbers?|bits?"
    r"|bytes?|minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|attempts?|people|percent|%"
    r"|tokens?|points?|ways?|lines?|files?|steps?|rows?|pages?)\b|%",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r".+(?:ed|ing|ly|able|ible|ful|less|ous|ive|ly)$", re.IGNORECASE)
_ABOUT = re.compile(
    rf"\b(?:{_CODES}|text|sent|texted|e-?mailed|gave|haust\u00fcr|t\u00fcr|tor|garage|wohnung|tresor|puerta|portal"
    r"|edificio|alarma|porte|portail|immeuble|alarme|coffre)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:[Yy]our|[Mm]y)\s(?:[A-Z][\w-]{1,20}\s)?$")
_BESIDE = re.compile(
    r"\b(?:keypad|lock ?box|padlock|deadbolt|alarm panel|front gate|garage door|front door|key safe)\b[^.?!\n\d]{0,30}$",
    re.IGNORECASE,
)
_PROVING = re.compile(
    r"\b(?:confirm|verify|log ?in|sign ?in|authenticate|unlock|disarm)\b[^.?!\n]{0,20}$",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(("my", "the", "our", "your", "her", "his", "their"))
_WORD_BEFORE = re.compile(r"([A-Za-z][\w'\u2019-]{0,30})[ _-]$")
_NOT_CODES = re.compile(
    r"\b(?:zip|postal|post|area|country|error|status|exit|promo|discount|coupon|voucher|product"
    r"|item|source|dress|qr|bar|colou?r|airport|booking|confirmation|reason|response|http|dial|return"
    r"|course|class|job|tax|currency|language|referral|hex|morse|tracking|order|category|swift)\s$",
    re.IGNORECASE,
)
_NOT_PINS = re.compile(
    r"\b(?:gpio|header|connector|data|clock|led|cs|chip|arduino|board|bowling|hair|lapel)\s$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:my|your|his|her|our|their|\w+['\u2019]s)\s(?:[\w-]{1,20}\s){0,2}$", re.IGNORECASE
)
_SPELLED = (
    r"(?i:(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ,-]{1,2}){3,11}"
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine))(?!\w)"
)
_SHAPES = {
    "pin": re.compile(
        r"\d{4,12}(?![\w-])|\d{2}[ -]\d{2}(?![\w-])"
        r"|(?=(?:[A-Z-]{0,8}\d){3})[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8}){1,4}(?![\w-])"
        rf"|{_SPELLED}"
    ),
    "cvv": re.compile(r"\d{3,4}(?!\w)"),
    "code": re.compile(
        r"[#*]?(?:(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9]{4,12}(?:-[A-Za-z0-9]{2,12}){1,4}"
        r"|\d{3,4}[- ]\d{3,4}|\d{2}-\d{2}-\d{2}|\d{3,10}|(?=[A-Z-]{0,12}\d)[A-Z0-9]{4,12})[#*]?(?!\w)"
        rf"|{_SPELLED}"
    ),
    "combination": re.compile(
        r"[LR]?\d{1,2}(?:\s?[-\u2013,/ ]\s?[LR]?\d{1,2}){2,4}(?!\w)|\d{3,8}(?!\w)"
    ),
    "account": re.compile(
        r"(?=[A-Z]{0,4}[- ]?\d)[A-Z]{0,4}[- ]?\d[\dA-Z]{0,6}+(?:[ -]?[\dA-Z]{1,6}+){0,8}(?!\w)"
    ),
    "ssn": re.compile(r"\d{3}[- ]?\d{2}[- ]?\d{4}(?!\d)"),
}
_FILLER = re.compile(r"(?:\s|[:=#(,]|is|number|no\.?|'s|\u2019s){1,6}", re.IGNORECASE)
_MORE = re.compile(r"\s{0,2}(?:,|/|;|and|or|\n)\s{0,2}(?:and\s)?", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_CROWD = 20
"""Names in one unbroken run of characters that are looked at; more is no human text, and
looking at each would take quadratic time."""


@dataclass(frozen=True, slots=True)
class _Value:
    start: int
    end: int
    text: str
    quoted: bool


def find_labelled(text: str) -> Iterator[Found]:
    """Find secrets by the words around them."""
    last_end = crowd = 0
    for match in _NOUN.finditer(text):
        crowd = 0 if _SPACE.search(text, last_end, match.start()) else crowd + 1
        last_end = match.end()
        if crowd > _CROWD:
            continue
        family = match.lastgroup or ""
        if family in _SHAPES:
            yield from _shaped(text, match, family)
        else:
            yield from _worded(text, match, family)


def is_secret_name(name: str) -> str | None:
    """Return the label of a field or key name that names a secret, else None."""
    match = _NOUN.search(name)
    if match is None or match.lastgroup in {"account", "combination"} or match.end() < len(name):
        return None
    return _label(name, match, None, "") if match.lastgroup != "code" or match.start() else None


def _shaped(text: str, noun: re.Match[str], family: str) -> Iterator[Found]:
    """Find values of a fixed shape after their name: PINs, codes, numbers."""
    before = text[max(0, noun.start() - 40) : noun.start()]
    link = _LINK.match(text, noun.end())
    target = (link["target"] or "") if link else ""
    if not _is_named(text, noun, family, before, target):
        return
    change = _CHANGE.match(text, noun.end()) if _CHANGED.search(before) else None
    gap = link or change or _FILLER.match(text, noun.end())
    plain = family == "code" and not link and " " not in noun.group().strip()
    if gap is None or (plain and not _PROVING.search(before)):
        return
    start = gap.end()
    while start < len(text) and text[start] in "\"'`*(“\u2018":
        start += 1
    label = _label(text, noun, target, "")
    while value := _SHAPES[family].match(text, start):
        long_enough = family != "account" or sum(c.isdigit() for c in value.group()) >= 5
        if not long_enough or _UNITS.match(text, value.end()):
            return
        yield value.start(), value.end(), label
        more = _MORE.match(text, value.end())
        if more is None or family == "ssn":
            return
        start = more.end()


def _is_named(text: str, noun: re.Match[str], family: str, before: str, target: str) -> bool:
    """Say whether the name is really one of a secret: "door code", but not "zip code"."""
    word = noun.group()
    if family == "code" and word.lower() in {"code", "codes"}:
        around = (_WHOSE, _BESIDE, _PROVING)
        return bool(_ABOUT.search(target) or any(words.search(before) for words in around))
    if family == "pin":
        owned = _OWN.search(before) or re.search(
            rf"\b(?:card|phone|sim|atm|bank|{_CODES})\s$", before, re.IGNORECASE
        )
        linked = _LINK.match(text, noun.end()) is not None
        return not _NOT_PINS.search(before) and bool(
            linked or owned or word.isupper() or word.lower().startswith("puk")
        )
    return not (family == "code" and _NOT_CODES.search(before))


def _worded(text: str, noun: re.Match[str], family: str) -> Iterator[Found]:
    """Find free values after their name: passwords, passphrases, keys."""
    before = text[max(0, noun.start() - 40) : noun.start()]
    if _HASHED.search(before):
        return
    link = _LINK.match(text, noun.end())
    loose = False
    if link is None:
        link = _CHANGE.match(text, noun.end()) if _CHANGED.search(before) else None
        if link and link["old"] and is_strong(link["old"].strip("\"'`")):
            yield link.start("old"), link.end("old"), _label(text, noun, None, link["old"])
    if link is None and (family in {"password", "key"} or _USES.search(before)):
        link, loose = _NEXT_TO.match(text, noun.end()), True
    if link is None:
        return
    groups = link.groupdict()
    value = _value(text, link.end(), family, bare=groups.get("assign") in {"=", ":"})
    if value is None or not _is_value(text, value, family, bool(groups.get("assign")), loose=loose):
        return
    yield value.start, value.end, _label(text, noun, groups.get("target"), value.text)


def _value(text: str, start: int, family: str, *, bare: bool) -> _Value | None:
    """Take the value that begins here: what is in quotes, else up to the next space."""
    marks = re.compile(r"\*{1,2}").match(text, start)
    start = marks.end() if marks else start
    closing = _QUOTES.get(text[start : start + 1])
    if closing:
        end = text.find(closing, start + 1, start + 300)
        if end > start + 1 and "\n" not in text[start:end]:
            return _Value(start + 1, end, text[start + 1 : end], quoted=True)
        start += 1
    if family == "phrase":
        return _phrase(text, start)
    word = re.compile(r"[^\s\"`<>]{1,512}" if bare else r"\S{1,512}").match(text, start)
    if word is None:
        return None
    plain = re.split(r"[;&]|,(?=[\w\"']+[:=])", word.group())[0] if bare else word.group()
    plain = plain.rstrip(".,;:?)]}\"'`*”\u2019")
    return _Value(start, start + len(plain), plain, quoted=False) if plain else None


def _phrase(text: str, start: int) -> _Value | None:
    """Take a passphrase: the words up to the clause's end."""
    words = re.compile(r"[^\s.,;:!?]{1,30}(?:[ -][^\s.,;:!?]{1,30}){0,23}").match(text, start)
    return _Value(start, words.end(), words.group(), quoted=False) if words else None


def _is_value(text: str, value: _Value, family: str, assigned: bool, *, loose: bool) -> bool:
    if is_blank(value.text) or (value.text.isdigit() and _UNITS.match(text, value.end)):
        return False
    if family == "key":
        return is_token(value.text) if loose else _is_key(value)
    if family == "phrase":
        return value.quoted or _is_phrase(value.text)
    if loose:
        return is_telling(value.text) or (value.text.isdigit() and len(value.text) >= 6)
    return is_strong(value.text) or value.text.isdigit() or _is_word(text, value, assigned)


def _is_phrase(value: str) -> bool:
    words = value.split()
    remark = words[0].lower() in NOT_PHRASES or _ADJECTIVE.fullmatch(words[0]) is not None
    return (len(words) >= 3 or is_strong(value)) and not remark


def _is_word(text: str, value: _Value, assigned: bool) -> bool:
    """Judge a value of letters alone, which may be a word about the secret instead."""
    if value.quoted:
        words = value.text.split()
        return assigned or (len(words) == 1 and words[0].lower() not in NOT_VALUES)
    if not _WORD.fullmatch(value.text) or _CLAUSE_END.match(text, value.end) is None:
        return False
    return not (_ADJECTIVE.fullmatch(value.text) and value.text.islower())


def _is_key(value: _Value) -> bool:
    plain = value.text
    if not re.fullmatch(r"[!-~]{8,512}", plain):
        return False
    has_digit = any(char.isdigit() for char in plain)
    has_letter = any(char.isalpha() for char in plain)
    return (has_digit and has_letter) or (
        len(plain) >= 16
        and "-" not in plain
        and (plain.isdigit() or (plain.isalpha() and (value.quoted or plain != plain.lower())))
    )


def _label(text: str, noun: re.Match[str], target: str | None, value: str) -> str:
    """Name the secret: its noun, and the word that says which one."""
    family = noun.lastgroup or ""
    name = re.sub(r"[ _-]+", " ", noun.group().lower()).strip(" .#")
    if family == "password":
        name = "passcode" if name.startswith("pass") and "code" in name else "password"
    elif family == "pin":
        name = "puk" if name == "puk" else "pin"
    elif family == "cvv":
        name = "card security code"
    elif family == "ssn":
        name = "social security number"
    elif name.endswith("codes"):
        name = name[:-1]
    which = _which(text, noun, target)
    if which and value and (value.lower() in which or which in value.lower()):
        which = ""
    return f"{which} {name}".strip()[:48]


def _which(text: str, noun: re.Match[str], target: str | None) -> str:
    if target:
        words = [
            w for w in re.findall(r"[A-Za-z][A-Za-z-]*", target) if w.lower() not in NOT_LABELS
        ]
        if words and re.fullmatch(r"[A-Za-z' -]+", target):
            return _plain(" ".join(words[-2:]))
    before = text[max(0, noun.start() - 64) : noun.start()]
    near = _WORD_BEFORE.search(before)
    if near is None or near[1].lower() in NOT_LABELS or re.search(r"['\u2019]|\d", near[1]):
        return ""
    further = _WORD_BEFORE.search(before[: near.start()])
    owned = further is not None and further[1].lower() in _DETERMINERS
    if not (owned or near[1][0].isupper() or near[1].lower() in WHICH or before[-1] in "_-"):
        return ""
    return _plain(near[1])


def _plain(words: str) -> str:
    return words.lower().replace("wi-fi", "wifi").replace("_", " ")
