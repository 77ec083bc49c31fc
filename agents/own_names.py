"""What somebody calls themselves where a message begins or ends: "Dave from accounts here", "ta, Ewelina"."""

import re

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import Reading

_TITLE = r"(?:Mrs?|Ms|Miss|Dr|Herr|Frau|Mme)\.?"
_NAME = rf"(?-i:(?:{_TITLE} )?(?:[A-Z]\. ?)?[A-Z][\w'\u2019-]+(?: (?:(?:van|van der|van den|von|de|de la|del|der|da|dos|di|el|al|bin|ter|ten) )?[A-Z][\w'\u2019-]+){{0,2}})"
_PARTING = r"(?:(?:(?:kind|best|warm) )?(?:regards|wishes)|yours(?: \w+)?|sincerely)"
"""What nobody says to who is named behind it, as they do thanks."""
_CLOSING = (
    rf"(?:{_PARTING}|(?:many |kind |best |warm )?thanks|thanks (?:so much|a lot|again|in advance)"
    r"|thank you(?: so much| very much)?|ta|cheers|love|best)"
)
_SIGNED = re.compile(
    rf"(?:^|[\n.!?),] ?)(?:(?P<parting>{_PARTING}(?=,))|{_CLOSING})(?:[,.!]? ?(?P<line>\n)\s?|[,.!]? )(?P<name>{_NAME})[.! ]*x*$",
    re.IGNORECASE,
)
_HELLO = r"(?:hi(?:ya)?|hello|hey|(?:good )?(?:morning|afternoon|evening))"
_GREETING = rf"(?:{_HELLO}\b[, ]?(?:all|there|again|everyone)?[,.!]* )?"
_THIS_IS = r"(?:(?:ok |so |and )?(?:this is|it['\u2019]?s) )"
_PLACE = r"[\w&]+(?: (?!in\b|on\b|at\b|with\b|who\b|and\b|is\b|here\b|speaking\b)[\w&]+){0,2}"
_OFFICE = r"(?:accounts|accounting|hr|it|sales|marketing|support|billing|finance|payroll|legal|reception|purchasing|dispatch|logistics)"
"""Where somebody calls from; "this is Bella from the shelter" shows her."""
_PRESENTED = re.compile(
    rf"\W?{_GREETING}(?:(?:ok |so |and )?this is (?P<this>{_NAME})(?= from {_OFFICE}(?:[.!\n]|$|, (?!our\b|my\b|the\b|who\b)))"
    rf"|(?P<name>{_NAME})(?: from {_PLACE})? (?:here|this side)(?=[,.!\n]|$| (?:but|so|again)\b)"
    rf"|{_THIS_IS}?(?P<speaks>{_NAME})(?: from {_PLACE})? speaking(?=[,.!\n]|$))",
    re.IGNORECASE,
)
_NAME_ASKED = re.compile(
    r"\b(?:sign(?:ed)?(?: it| off| this)?(?: with| as| by)?(?=[^?]{0,12}$| which\b| what\b)|address you|be addressed|call you|(?:which|what|whose|your) name|(?:speaking|talking) (?:to|with)"
    r"|say (?:it|this)(?:['\u2019]s| is) from|you are)\b(?![^?]*\b(?:her|him|them|his|their|letter|daughter|son|wife|husband|boss)\b)",
    re.IGNORECASE,
)
"""What asks how somebody is called, or what to write below their letter."""
_ANSWER = re.compile(
    rf"\W*(?:as |with |it['\u2019]?s |just |i['\u2019]?m )?(?P<name>{_NAME})(?=[.!\n]|,? (?:from|here)\b|$|,? (?:if you please|please|will do|is fine|would do|thanks|thank you))",
    re.IGNORECASE,
)
"""Tobias. / Mr Pettigrew if you please"""
_ASIDE = re.compile(
    rf"(?:^|[.!?(\n,;] ?)(?:that['\u2019]?s me|i['\u2019]?m the (?:writer|sender|undersigned)),? (?P<name>{_NAME})(?=[.!?)\n]|$)",
    re.IGNORECASE,
)
"""(thats me, Sanne de Vries)"""
_THAT_IS_ME = re.compile(
    rf"(?<!next to )(?<!beside )(?<!behind )\b(?P<name>{_NAME})(?:,| -| \() ?(?:that['\u2019]?s|which is) me\b(?=\W*(?:$|[.!?)\n]))",
    re.IGNORECASE,
)
"""Sign it from Tunde, that's me."""
_MAILS_END = re.compile(
    rf"\bmy (?:e-?mails?|mails?|letters?|messages?|notes?)\b[^.!?\n]{{0,30}}\b(?:end|ends|close|finish|signed?)(?: off)? (?:with|as) ['\"\u2018\u201c]?{_CLOSING},? (?P<name>{_NAME})(?=['\"\u2019\u201d]|\W*$|[.!?\n])",
    re.IGNORECASE,
)
"""All my mails should end with 'Regards, Farhan'."""
_DASHED = re.compile(rf"[.!?)\n] ?(?:\u2014|\u2013|--?) ?(?P<name>{_NAME})\W*$")
"""… so thats easy. — Gareth"""
_URL = re.compile(r"https?://\S+")
_BELOW = re.compile(rf"[.!?]\s*\n\s*(?P<name>{_NAME})[.! ]*$")
_BY_THE_WAY = re.compile(
    r"\b[iI]['\u2019]?m (?P<name>(?!\w+(?:ish|ian|ese|can)\b)[A-Z][a-z]+),? (?:btw|by the way)\b(?![^.!?]{0,10}\b(?:lol|haha))"
)
"""im Ama btw"""
_HOLDER = re.compile(
    rf"(?:^|[.!?,;\n] ?)(?:(?:account ?holder|policy ?holder|customer|client|patient|member|name)(?: name)?:|(?:customer|account holder|patient|member|name)(?: is|['\u2019]s)?) (?P<name>{_NAME})"
    r"(?=,? ?(?:\(?(?:e-?mail|order|account|acct|phone|tel|mobile|dob|born|ref|reference|policy|customer|booking|member|patient)\b))",
    re.IGNORECASE,
)
"""customer Niamh Brophy, email …"""
_OWN = re.compile(r"\b(?:i|me|my|we|us|our)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:he|she|his|hers?|him|they)\b", re.IGNORECASE)
"""What goes on to tell of who was named: "this is Ben from sales, he keeps calling"."""
_QUOTED = re.compile(
    rf"[\n:\"\u201c]|^\W?(?:{_HELLO}|dear)\b[, ]{{0,2}}(?!(?:all|there|again|everyone|I)\b)(?-i:[A-Z])",
    re.IGNORECASE,
)
"""What makes the text above a name one that was pasted: lines of it, a quotation, the name of who gets it."""
_ASSISTANTS = frozenset(
    [
        "alexa",
        "siri",
        "cortana",
        "claude",
        "chatgpt",
        "gpt",
        "gemini",
        "copilot",
        "bard",
        "jarvis",
        "mistral",
        "grok",
        "llama",
        "perplexity",
        "deepseek",
    ]
)
_ENOUGH = re.compile(
    rf"\bcall(?:ing)? me\b[^.!?\n]*[.!?] ?(?P<name>{_NAME}) (?:will do|is fine)[.!]?(?=\s|$)"
    rf"|\b(?P<called>{_NAME}) (?:will do|is (?:fine|ok|okay|good|enough))[,.!]? (?:and )?(?:you|u) (?:can|may) call me that\b(?= or\b|\W*$|[,.!?\n])",
    re.IGNORECASE,
)
"""What to say instead of what somebody is not to be called: "Don't call me sweetie. Ambrose will do."."""
_DRAFTS = re.compile(
    r"\b(?:write|draft|compose|letters?|e-?mails?|mails?|cards?|translate|proofread|check this|reply|sign(?:ed)?|says|said|wrote"
    r"|dear|got (?:this|a)|received|forward(?:ed|ing)?|fwd|messages?|notice|from the)\b",
    re.IGNORECASE,
)
"""What makes the name below a text that of whoever it is written for, or by."""
_NO_NAME = frozenset({"april", "may", "june", "august", "sydney", "paris", "chelsea", "florence"})
"""Given names that are a time or a place more often where they stand before "here"."""


def own_name(reading: Reading) -> str:
    """Return the name that a message gives of whoever writes it; empty if none.

    A name behind thanks may be that of who is thanked: without a line of its own it has to be the writer's known one.
    """
    text, actor = reading.turn.text.strip(), reading.turn.actor
    if has_han(text) or len(text) > _LONGEST:
        return ""
    if aside := _told_aside(reading):
        return aside
    signed = _SIGNED.search(text)
    if signed is not None and not _DRAFTS.search(text):
        return signed["name"] if _signs(actor, signed) else ""
    presented = _PRESENTED.match(text)
    if presented is not None:
        name = presented["this"] or presented["name"] or presented["speaks"]
        begins = reading.turn.position == 0 and reading.asked is None
        told = presented["this"] and (not begins or _OF_OTHERS.search(text))
        return name if not told and _is_known(actor, name) else ""
    enough = _ENOUGH.search(text)
    if enough is not None:
        return enough["name"] or enough["called"]
    whole = re.match(
        rf"\W?(?i:{_GREETING}{_THIS_IS}?)(?P<name>{re.escape(actor)}(?: [A-Z][\w'\u2019-]+){{0,2}})(?=, [a-z]| again\b)",
        text,
    )
    return whole["name"] if whole is not None else ""


def _told_aside(reading: Reading) -> str:
    """Return the name that answers who asks for it, or stands beside "that's me", a dash or an order number."""
    text, actor = reading.turn.text.strip(), reading.turn.actor
    asked = reading.asked is not None and bool(_NAME_ASKED.search(reading.asked.question))
    below = _MAILS_END.search(text)
    if below is not None and _is_known(actor, below["name"]):
        return below["name"].rstrip("'\u2019")
    found = _ANSWER.match(text) if asked else None
    if found is None:
        found = _ASIDE.search(text) or _HOLDER.search(text) or _THAT_IS_ME.search(text)
    if found is not None:
        name = found["name"]
        return name if (" " in name and not asked) or _is_known(actor, name) else ""
    by_the_way = _BY_THE_WAY.search(text)
    if by_the_way is not None and any(
        each.type in {"person", "other"} and each.text == by_the_way["name"]
        for each in reading.names
    ):
        return by_the_way["name"]
    below = _DASHED.search(text) or _BELOW.search(text)
    body = "" if below is None else _URL.sub("", text[: below.start()]).strip()
    if below is None or _DRAFTS.search(text) or _QUOTED.search(body):
        return ""
    return below["name"] if _is_known(actor, below["name"]) else ""


_LONGEST = 2_000
"""Characters of a message; a longer one is a document."""


def _signs(actor: str, signed: re.Match[str]) -> bool:
    """Tell who signs what they wrote from who is thanked, and from who wrote what is pasted."""
    if _is_of(actor, signed["name"]):
        return True
    body = signed.string[: signed.start()].strip()
    is_own = bool(body) and _QUOTED.search(body) is None
    parts = signed["parting"] is not None and _OWN.search(body) is not None
    return (bool(signed["line"]) or parts) and is_own and _is_known(actor, signed["name"])


def _is_known(actor: str, name: str) -> bool:
    """Tell a name of people, or the writer's own."""
    first = name.split(maxsplit=1)[0].lower()
    is_given = first in GIVEN and first not in _NO_NAME | _ASSISTANTS
    return is_given or _is_of(actor, name) or re.match(rf"{_TITLE} ", name) is not None


def _is_of(actor: str, name: str) -> bool:
    """Tell whether a name is that by which the writer is known."""
    return name.split(maxsplit=1)[0].casefold() == actor.split(maxsplit=1)[0].casefold()
