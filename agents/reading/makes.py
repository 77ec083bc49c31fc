"""Which make a thing is by an answer that names it: "Which router is it?" "its a Zephyr X4"."""

import re
from collections.abc import Sequence

_THING = (
    r"(?P<thing>(?:hearing |coffee |washing |sewing |card |bread )?(?:tablet|laptop|computer|pc|router|modem|printer|phone|camera|tv|watch|reader|bike|car|van"
    r"|boiler|dishwasher|oven|machine|aids?|headphones|headset|speaker|monitor|keyboard|scooter|scanner|console|kettle|stroller|pram|board|drone|mower|heater))"
)
_ASKS = re.compile(
    rf"\b(?:which|what)(?: (?:kind|type|model|make|sort|brand) of| model| brand)? {_THING}\b|\b(?:your|ur|the|his|her) (?:[a-z]+ )?{_THING.replace('?P<thing>', '?P<own>')}\b",
    re.IGNORECASE,
)
"""What asks for a thing's make, or guesses at the thing: "I suppose your tablet is too old?"."""
_PLAN = re.compile(
    r"\b(?i:is (?:that|this|it)|are you on|you(?:['\u2019]re| are) on|do you have) (?:the |an? )?[A-Z]\w+ (?P<plan>plan|tier|edition|package|tariff)\b"
)
_MAKE = r"(?P<make>[A-Z][\w-]*(?: (?:[A-Z]|\d)[\w-]*){0,4})"
_NAMES = re.compile(
    r"(?:^|[,.;!] ?|\bno |\bnah )(?:it['\u2019]?s|it is|they['\u2019]?re) (?:(?:his|hers|mine)(?: not (?:mine|his|hers))?,? )?(?:(?:an?|the) )?"
    rf"(?:(?:brand[- ]new|quite new|new|old|used)\b,? ?)?(?:(?:an?|the) )?{_MAKE}(?=[,.;!)]|$| (?:and|but|now)\b)"
)
"""How an answer names a make: "its brand new, Lumo Tab 10"."""
_NAMES_PLAN = re.compile(
    r"^\W*(?:no|nope|nah)\b,? (?:(?:on|the) ){0,2}(?P<make>[A-Z]\w+)(?=[,.;!]|$)"
)
_WHOSE = re.compile(r"\bit['\u2019]?s (?P<whose>his|hers)\b(?! (?:idea|fault|turn))", re.IGNORECASE)
_OWNERS = {"his": "his", "hers": "her"}
_UNSURE = re.compile(r"\?|\b(?:i think|maybe|perhaps|probably|might|i guess|if)\b", re.IGNORECASE)


def made_by(question: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """Say which make a thing is that a question asks for or guesses at, and in which sentence; the last one that is sure.

    It is the speaker's, or "his" where the answer says so. None where no make is named.
    """
    asked, plan = _ASKS.search(question), _PLAN.search(question)
    told: tuple[int, str] | None = None
    for index, sentence in enumerate(sentences):
        if _UNSURE.search(sentence):
            continue
        names = _NAMES.search(sentence) if asked is not None else None
        if asked is not None and names is not None and _is_make(names["make"]):
            whose = _WHOSE.search(sentence)
            owner = "my" if whose is None else _OWNERS[whose["whose"].lower()]
            thing = (asked["thing"] or asked["own"]).lower()
            told = index, f"{owner.capitalize()} {thing} is the {names['make']}."
        elif plan is not None and (other := _NAMES_PLAN.match(sentence)) is not None:
            told = index, f"I am on the {other['make']} {plan['plan']}."
    return told


def _is_make(name: str) -> bool:
    """Tell a make with its number, or of several words, from any one word in capitals."""
    return any(char.isdigit() for char in name) or " " in name
