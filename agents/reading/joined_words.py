"""Words for people that are written as several, as the parser should see them: "mother-in-law", "ex husband"."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


def join_kin(doc: "Doc") -> "Doc":
    """Make one word of each, which the tagger knows by its noun and later rules by its lemma."""
    with doc.retokenize() as words:
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
