"""Where a new sentence starts without a full stop: "I'm vegan, we live in Ghent, he's a cook"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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
        if token.text not in {",", ";", "-"} or not _may_end(doc[start : token.i]):
            continue
        opener = doc[token.i + 1]
        subject = doc[token.i + 2] if opener.lower_ in _LINKS - {"because"} else opener
        if subject.i + 1 < len(doc) and _starts(subject):
            start = opener.i
            yield opener


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
