"""What somebody says in passing, in their own words: "type 2 for six years now", "halal only".

A remark is a stretch of a sentence between marks or joining words. People leave out verbs
and subjects where everybody knows them, and a parser of sentences finds nothing to state
there; what such words are worth is weighed instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.reading.before import Asked
from octomem.agents.reading.cleaning import SECRET
from octomem.agents.reading.worth import Worth

LONGEST = 25
"""Words of a remark; a longer stretch is a story."""

PLACEHOLDER = "\u27e6"
"""How what stands for a secret begins."""
_BREAKS = re.compile(
    r"[,;]\s+|(?<=\s)[-\u2013\u2014]{1,9}\s+|[.!?\u2026]{1,9}\s+|\n+|[()\uff0c\uff1b\u3002\uff01\uff1f]\s*|(?<=\s)(?:and|but|so|plus|then)\s+"
)
_OPENING = re.compile(r"^\W*(?:and|but|so|plus|then)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:who|what|where|when|why|how|which|do|does|did|can|could|would|shall|should)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"(?:\W*\b(?:oh|well|yes|yep|yeah|yup|ya|aye|no|nope|nah|not really|maybe|ok|okay|sure|of course|right|true|correct"
    r"|exactly|i do|i am|i don't|i'm not)\b)+\W*",
    re.IGNORECASE,
)
"""What says nothing but yes or no."""
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d]{3,}[\"\u201d]")
AROUND = " .!\u2026*_\"'"


@dataclass(frozen=True, slots=True)
class Remark:
    """One stretch of words, as they were said."""

    text: str
    sentence: int
    """Index of its sentence."""
    start: int
    end: int
    """Where it stands in its sentence, in characters."""
    asked: Asked | None = None
    """The question that it answers; None where it stands for itself."""
    worth: Worth | None = None
    """None until it is weighed."""

    @property
    def told(self) -> str:
        """Return what it says to somebody who did not hear the question."""
        return f"{self.asked.question}? {self.text}" if self.asked else self.text


def remarks(sentence: str, index: int, asked: Asked | None = None) -> Iterator[Remark]:
    """Yield the remarks of a sentence, in order, without what it quotes.

    A word alone is one only where it answers a question.
    """
    for start, end in stretches(sentence):
        text = _OPENING.sub("", sentence[start:end]).strip(AROUND)
        is_secret = SECRET in text.lower() or PLACEHOLDER in text
        count = len(text.split())
        fits = (0 if asked else 1) < count <= LONGEST or any(char.isdigit() for char in text)
        if fits and not is_secret and not _ASKS.match(text) and not _AGREES.fullmatch(text):
            yield Remark(text, index, start, end, asked)


def stretches(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where the stretches between marks and joining words begin and end."""
    plain = _QUOTED.sub(lambda quoted: " ," + " " * (len(quoted.group()) - 2), sentence)
    start = 0
    for mark in _BREAKS.finditer(plain):
        if start < mark.start():
            yield start, mark.start()
        start = mark.end()
    if start < len(plain):
        yield start, len(plain)
