"""Wishes about an agent's words that cannot both hold: short answers and long ones, answers in English and in German.

Who asked for short answers in January and for detailed ones in April wants detailed ones. What is wanted of one subject alone,
"short answers about work", stands beside what is wanted of all.
"""

import re
from collections.abc import Mapping

from octomem.agents.base import Candidate
from octomem.agents.reading.chinese.orders import aspect
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.wording import content
from octomem.jsons import text_field
from octomem.memory import Memory

_OF_ANSWERS = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|responses?|respond|explanations?|be (?:more )?(?:concise|brief|detailed|thorough|verbose))\b",
    re.IGNORECASE,
)
_LANGUAGES = (
    "english|german|french|spanish|italian|portuguese|dutch|polish|russian|ukrainian|chinese|mandarin|cantonese|japanese|korean"
    "|arabic|turkish|hindi|urdu|bengali|swedish|danish|norwegian|finnish|greek|czech|hungarian|romanian|vietnamese|thai|hebrew"
)
_POLES: Mapping[str, Mapping[str, str]] = {
    "length": {
        "short": r"short(?:er)?|brief(?:er|ly)?|concise(?:ly)?|terse|succinct(?:ly)?",
        "long": r"long(?:er)?|detail(?:ed|s)?|in[- ]depth|thorough|elaborate|comprehensive|verbose",
    },
    "units": {"metric": "metric", "imperial": "imperial"},
    "temperature": {"celsius": "celsius|centigrade", "fahrenheit": "fahrenheit"},
    "tone": {"formal": "formal(?:ly)?", "casual": "casual(?:ly)?|informal(?:ly)?"},
}
"""By what is wanted of answers, its opposites and their words."""
_IN_LANGUAGE = re.compile(
    rf"\b(?:answer|reply|respond|speak|talk)\b(?: (?:to )?(?:me|us))?(?: (?:always|only|back))* in (?P<value>{_LANGUAGES})\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|stop|avoid|without|skip|less|fewer|too|instead of|rather than|over)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""What turns a wish that stands within some words behind it."""
_SCOPE = re.compile(
    r"\b(?:for|when|whenever|if|about|on|unless|except|at|during)\b(?! (?:me\b|now\b|good\b|default\b)) (?P<of>[^,.;]+)",
    re.IGNORECASE,
)
"""Of which subject alone something is wanted: not "from now on"."""
_SPECIAL = re.compile(
    r"\b(?:of|to) (?!me\b|us\b|be\b|now\b|use\b|answer\b|reply\b|give\b|have\b|get\b|the point\b|my (?:questions|messages)\b)\w"
    r"|\b(?:commit|emails?|summar\w+|explain(?:s|ed|ing)?|height|weight|temperatures|code|comments?|recipes?|like sources)\b",
    re.IGNORECASE,
)
"""What a wish is of that is not of every answer: "detailed explanations of grammar", "reply in French to my aunt"."""
_HENCE = re.compile(r"\bfrom (?:now|here) on\b", re.IGNORECASE)
_WISHES = frozenset({"instruction", "preference"})


def are_opposed(one: Candidate, other: Memory) -> bool:
    """Tell whether two wishes of somebody want the opposite of the same, of the same subject."""
    if any(text_field(each.fields, "label") not in _WISHES for each in (one, other)):
        return False
    if has_han(one.text):
        name = _aspect(one.text)
        return bool(name) and name == _aspect(other.text) and one.identity != other.identity
    wanted, before = _wanted(one.text), _wanted(other.text)
    against = any(before.get(name, value) != value for name, value in wanted.items())
    special = any(_SPECIAL.search(each.text) for each in (one, other))
    return against and not special and _scope(one.text) == _scope(other.text)


def _aspect(text: str) -> str:
    """Return which one thing of all answers an order in Chinese sets: 用英文回答 takes the place of 用中文回答."""
    actor, _, order = text.partition("要求：")
    return aspect(order.replace(actor, "我")) if order else ""


def _wanted(text: str) -> dict[str, str]:
    """Return what a wish says of each side of an answer; of a side told both ways nothing."""
    found: dict[str, str] = {}
    languages = {each["value"].lower() for each in _IN_LANGUAGE.finditer(text)}
    if len(languages) == 1 and not _NOT.search(text):
        found["language"] = languages.pop()
    for name, poles in _POLES.items():
        if name in {"length", "tone"} and not _OF_ANSWERS.search(text) and " with " not in text:
            continue
        told = {
            _turned(text, each, value, poles)
            for value, words in poles.items()
            for each in _found(words, text)
        }
        if len(told) == 1:
            found[name] = told.pop()
    return found


def _found(words: str, text: str) -> list[int]:
    return [each.start() for each in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)]


def _turned(text: str, at: int, value: str, poles: Mapping[str, str]) -> str:
    """Return the pole that a word stands for: "don't give me long answers" wants short ones."""
    before = " ".join(re.split(r"[,.;]", text[:at])[-1].split()[-4:])
    return next(each for each in poles if each != value) if _NOT.search(before) else value


def _scope(text: str) -> frozenset[str]:
    return content(each["of"] for each in _SCOPE.finditer(_HENCE.sub("", text)))
