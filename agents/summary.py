"""An extractive summary that can be continued: the most central sentences so far, word for word."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

KEPT_SENTENCES = 3
KEPT_TERMS = 60
"""Terms whose counts a session carries along."""
MIN_WORDS = 5
MAX_CHARACTERS = 280

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]{2,}")
_COMMON = """
    about after again all also always and any anyway are been before being but can could did does doing
    don't down each even every for from get getting going gonna good got great had has have having hello
    her here hey him his how i'm i've into it's its just know let like little lot made make many maybe
    more most much must need never new nice not now off okay one only other our out over own please
    really right said same say see she should some something still such sure take than thank thanks
    that that's the their them then there these they thing things think this those through time too
    try two use very want was way well were what what's when where which while who why will with would
    yeah yes yet you you're your
"""
_STOP = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence that may stand in a summary, with the turn it is from."""

    text: str
    turn: str
    weight: float = 0.0
    """How central it is, in [0, 1]."""


def terms_of(text: str) -> list[str]:
    """Return the content words of a text, lower case, in order."""
    return [w for w in (m.group().casefold() for m in _WORD.finditer(text)) if w not in _STOP]


def add_terms(known: Mapping[str, int], texts: Sequence[str]) -> dict[str, int]:
    """Return the counts of a session's terms with those of further texts, the largest kept."""
    counts = Counter(dict(known))
    for text in texts:
        counts.update(set(terms_of(text)))
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(order[:KEPT_TERMS])


def central(lines: Sequence[Line], counts: Mapping[str, int]) -> list[Line]:
    """Choose the most central lines and return them in the order in which they were said.

    A line's weight is the mean count of its terms, relative to the most frequent one,
    damped for lines that are short (Luhn 1958: significant words carry the sentence).
    """
    top = max(counts.values(), default=1)
    weighed = [
        (Line(line.text, line.turn, _weight(line.text, counts, top)), place)
        for place, line in enumerate(_distinct(lines))
    ]
    best = sorted(weighed, key=lambda pair: (-pair[0].weight, pair[1]))[:KEPT_SENTENCES]
    return [line for line, _ in sorted(best, key=lambda pair: pair[1])]


def fit(text: str) -> bool:
    """Say whether a sentence can stand in a summary: not too short, too long or a question."""
    words = len(text.split())
    return words >= MIN_WORDS and len(text) <= MAX_CHARACTERS and not text.rstrip().endswith("?")


def _weight(text: str, counts: Mapping[str, int], top: int) -> float:
    terms = set(terms_of(text))
    if not terms:
        return 0.0
    mean = sum(counts.get(term, 0) for term in terms) / len(terms) / top
    return round(mean * len(terms) / (len(terms) + 3), 6)


def _distinct(lines: Sequence[Line]) -> list[Line]:
    return list({line.text: line for line in reversed(lines)}.values())[::-1]
