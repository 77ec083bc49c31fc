"""Where a new sentence starts without a full stop: "I'm vegan, we live in Ghent, he's a cook"."""

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading.grammar import ROLES
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ADDED = vocabulary("also now anyway plus currently lately recently again still")
"""Adverbs that a statement of the speaker's may begin with."""
_SUBJECTS = vocabulary("i he she it we they")
_OWNERS = vocabulary("my our")
_LINKS = vocabulary("but and so cos because")
_FINITE = frozenset({"VBP", "VBZ", "VBD", "MD"})
_SUBORDINATE = vocabulary(
    "if unless whether when whenever once until while although though since as before after where "
    "because like suppose imagine which who"
)
"""Words that make what follows a part of a sentence rather than one of its own."""
_SAYING = vocabulary(
    "say says said think thinks thought guess suppose believe believes reckon reckons hope hopes "
    "imagine bet assume heard hear hears mean means swear know knows wonder tell tells told wish "
    "seems looks sounds turns feel feels claims doubt"
)
"""Verbs that say whose words, or how sure, the rest of a sentence is."""
_ASKING = vocabulary("how what why when where who which")
_AUXILIARIES = vocabulary(
    "is are am was were do does did can could should would will shall has have 's 're any"
)
"""What a question begins with that has no question word, and what may follow one."""
_TAG = 3
"""Words of a question that only asks back: "he's a nurse, isn't he?"."""
_SHORT = 5
"""Words before a colon, and between it and who tells something."""
_LONGEST = 60
"""Words before a comma; a longer stretch is no statement of its own."""
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})


def splices(doc: "Doc") -> Iterator["Token"]:
    """Yield the words that start a statement of their own right after a comma."""
    start = 0
    for token in doc[:-2]:
        if token.text[0] in ".!?":
            start = token.i + 1
        if token.lower_ == "but" and _starts(doc[token.i + 1]) and _may_end(doc[start : token.i]):
            start = token.i
            yield token
        if token.text == ":" and _is_heading(doc[start : token.i]) and _begins(doc, token.i + 1):
            start = token.i + 1
            yield doc[start]
        if token.lower_ == "and" and _turns_to(token) and _may_end(doc[start : token.i]):
            start = token.i
            yield token
        if token.text not in {",", ";", "-"} or not _may_end(doc[start : token.i]):
            continue
        opener = doc[token.i + 1]
        subject = doc[token.i + 2] if opener.lower_ in _LINKS - {"because"} else opener
        if subject.i + 1 < len(doc) and (
            _starts(subject) or (_asks(subject) and _of_speaker(doc[start : token.i]))
        ):
            start = opener.i
            yield opener


def _turns_to(link: "Token") -> bool:
    """Tell "and my flatmate Joost studies medicine", whose verb is easily read as a noun, and "and Luke (10) is gifted"."""
    words = link.doc[link.i + 1 : link.i + 8]
    if len(words) < 4:
        return False
    owned = words[0].lower_ in _OWNERS and words[1].lower_ in ROLES
    at = 2 if owned else 0
    named = words[at].tag_ == "NNP" and words[at].text[:1].isupper()
    at += named
    aged = _AGED.fullmatch(words[at : at + 3].text) is not None
    does = words[at + 3 * aged : at + 3 * aged + 1]
    if not (owned or named) or not (aged or (owned and named)) or not does:
        return False
    return (does[0].lower_ in _DOES and does[0].tag_[:2] in {"NN", "VB"}) or (
        aged and does[0].tag_ in _FINITE
    )


_AGED = re.compile(r"\(\d{1,2}\)")
"""How old somebody is, between them and what they do."""
_DOES = vocabulary(
    "studies works lives plays loves likes hates teaches drives wants needs speaks runs has is was does"
)


def _is_heading(before: "Span") -> bool:
    """Tell the few words that lead in news of the speaker's with a colon: "new chapter for me:"."""
    return 0 < len(before) <= _SHORT and _NEWS.search(before.text) is not None


_NEWS = re.compile(
    r"\b(?:news|update|chapter|announcement|fyi|btw|ps|p\.s\.)(?![\w'])", re.IGNORECASE
)


def _begins(doc: "Doc", at: int) -> bool:
    """Tell whether the speaker tells something here, if need be after when: "on Monday I started"."""
    for token in doc[at : at + _SHORT]:
        if token.lower_ in {"i", "we"}:
            return token.i + 1 < len(doc) and _starts(token)
        if token.tag_[:2] in {"VB", "MD"} or token.is_punct:
            return False
    return False


def _may_end(before: "Span") -> bool:
    """Tell whether what stands before a comma is a whole statement."""
    if not 3 <= len(before) <= _LONGEST:
        return False
    words = list(before)
    if any(w.lower_ in _SAYING or w.text in _QUOTES for w in words):
        return False
    opener = next((w for w in words if w.lower_ not in _LINKS and w.tag_ != "UH"), words[0])
    if opener.lower_ in _SUBORDINATE or any(w.lower_ in {"if", "unless"} for w in words):
        return False
    verb = next((w for w in words if w.tag_ in _FINITE), None)
    return (
        verb is not None
        and verb.i > words[0].i
        and any(
            w.tag_ in {"PRP", "NN", "NNS", "NNP", "NNPS", "EX", "DT", "CD"} and w.i < verb.i
            for w in words
        )
    )


def _of_speaker(before: "Span") -> bool:
    """Tell what people say of themselves and theirs from what a riddle or a story is about."""
    idle = _LINKS | _ADDED
    opener = next((t for t in before if t.lower_ not in idle and t.tag_ != "UH"), before[0])
    own = any(token.lower_ in {"i", "we"} | _OWNERS for token in before)
    told = opener.tag_ in {"PRP", "PRP$", "NNP"} and opener.lower_ != "you"
    return own and told and _SUPPOSED.search(before.doc[: before.end].text) is None


_SUPPOSED = re.compile(
    r"\b(?:(?:in|for) (?:this|that|the|my|an?) (?:\w+ )?(?:scenario|game|story|novel|role|book|film|movie|show|dream|riddle|puzzle"
    r"|exercise|example|sentence|problem|play|song|prompt)|prove|suppose|imagine|pretend"
    r"|quiz|riddle|you(?: are|'re) an? \w+)\b",
    re.IGNORECASE,
)
_RIDDLE = re.compile(
    r"\b(?:what|who) am i\b|\bhow (?:many|much|old)\b.*\b(?:left|remain\w*|total|altogether|do i have|am i)\b",
    re.IGNORECASE,
)


def _asks(opener: "Token") -> bool:
    """Tell whether a question of its own stands here: "my birthday is on 14 May, what day is that?"."""
    rest = list(itertools.takewhile(lambda t: t.text[0] not in ".!?", opener.doc[opener.i :]))
    end = opener.i + len(rest)
    if len(rest) <= _TAG or end == len(opener.doc) or opener.doc[end].text[0] != "?":
        return False
    if _RIDDLE.search(opener.doc[opener.i : end].text):
        return False
    first, second, third = rest[:3]
    if first.lower_ == "guess":
        return second.lower_ in _ASKING
    if first.lower_ in _ASKING:
        helper = next((t for t in rest[1:5] if t.lower_ in _AUXILIARIES), None)
        return helper is not None and helper.nbor(1).tag_ in _SUBJECT_PARTS
    asked = second if second.tag_ != "RB" else third  # "isn't that a weekday"
    has_subject = asked.tag_ in _SUBJECT_PARTS or asked.lower_ in {"that", "this", "there"}
    return first.lower_ in _AUXILIARIES and has_subject


_SUBJECT_PARTS = {"PRP", "PRP$", "DT", "EX", "NN", "NNS", "NNP", "NNPS", "JJ"}


def _starts(subject: "Token") -> bool:
    """Tell whether a subject and its verb stand here, and no aside such as "I think"."""
    doc = subject.doc
    following = list(doc[subject.i + 1 : subject.i + 6])
    if not following:
        return False
    if any(word.lower_ in _SAYING for word in following[:2]):
        return False
    if subject.lower_ in _SUBJECTS:
        return following[0].tag_ in _FINITE or (
            following[0].tag_ == "RB" and any(w.tag_ in _FINITE for w in following[1:2])
        )
    if subject.tag_ in {"NN", "NNS", "NNP"} and following[0].tag_ in {"VBZ", "VBD"}:
        return following[0].lower_ not in {"called", "named", "based", "made", "born"}
    owned = subject.lower_ in _OWNERS
    end = next((i for i, word in enumerate(following) if word.is_punct), len(following))
    return owned and any(word.tag_ in {"VBZ", "VBP", "VBD"} for word in following[1:end])
