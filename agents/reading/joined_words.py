"""Words that are written as several, as the parser should see them: "mother-in-law", "ex husband", "any more"."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

ANY_MORE = "anymore"
_BY_MARRIAGE = "mother|father|sister|brother|son|daughter|mum|mom|dad|parent"
_BY_BLOOD = "mother|father|sister|brother|son|daughter|mum|mom|dad|sibling|child|kid"
_BYGONE = (
    "husband|wife|boyfriend|girlfriend|partner|boss|manager|colleague|coworker|flatmate|housemate"
    "|roommate|landlord|landlady|neighbou?r|fianc[eé]e?"
)
_WRITTEN = re.compile(
    rf"\b(?:(?P<married>{_BY_MARRIAGE})s?[- ]in[- ]law(?! (?:school|firm|enforcement))"
    rf"|ex[- ](?P<former>{_BYGONE})|(?:(?P<step>step)[- ]|half-)(?P<blood>{_BY_BLOOD}))\b",
    re.IGNORECASE,
)
_ANY_MORE = re.compile(
    r"\bany more(?=\s*(?:[^\w\s]|$|(?:and|but|because|since|so|after|as|now)\b))", re.IGNORECASE
)
"""What says that something is over, which before a noun says how much."""
_WITH_PRONOUN = re.compile(
    r"\b(?:[a-z]+-){1,3}(?:me|it|you|him|her|us|them|all|i|we)(?:-[a-z]+){0,3}\b(?!-)|\b(?:me|it|you|him|her|us|them|my)(?:-[a-z]+){1,3}\b",
    re.IGNORECASE,
)
"""Words with a pronoun in them that is nobody: "hand-me-down", "pick-me-up", "know-it-all", "me-time"."""


def join_words(doc: "Doc") -> "Doc":
    """Make one word of each, which the tagger knows by its noun and later rules by its lemma.

    "Any more" behind a verb is one adverb, "anymore": as two words it would be taken for an object.
    """
    with doc.retokenize() as words:
        for match in _ANY_MORE.finditer(doc.text):
            span = doc.char_span(*match.span())
            if span is not None:
                words.merge(span, attrs={"NORM": ANY_MORE})
        for match in _WITH_PRONOUN.finditer(doc.text):
            span = doc.char_span(*match.span())
            if span is not None and len(span) > 1 and not _WRITTEN.search(match.group()):
                words.merge(span, attrs={"LEMMA": match.group().lower()})
        for match in _WRITTEN.finditer(doc.text):
            span = doc.char_span(*match.span())
            if span is not None and len(span) > 1:
                words.merge(span, attrs={"LEMMA": _lemma(match), "NORM": _noun(match)})
    return doc


def _noun(match: re.Match[str]) -> str:
    return (match["married"] or match["former"] or match["blood"]).lower()


def _lemma(match: re.Match[str]) -> str:
    """Return how a dictionary writes it."""
    noun = _noun(match)
    if match["married"]:
        return f"{noun}-in-law"
    if match["former"]:
        return f"ex-{noun}"
    return f"step{noun}" if match["step"] else f"half-{noun}"
