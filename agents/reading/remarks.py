"""What somebody says in passing, in their own words: "type 2 for six years now", "halal only".

A remark is a stretch of a sentence between marks or joining words. People leave out verbs
and subjects where everybody knows them, and a parser of sentences finds nothing to state
there; what such words are worth is weighed instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.reading.cleaning import SECRET
from octomem.agents.reading.worth import Worth

LONGEST = 25
"""Words of a remark; a longer stretch is a story."""

_BREAKS = re.compile(
    r"\s*[,;]\s+|\s+[-\u2013\u2014]+\s+|\s*[.!?\u2026]+\s+|\n+|\s*[()]\s*|\s+(?:and|but|so|plus|then)\s+"
)
_OPENING = re.compile(r"^\W*(?:and|but|so|plus|then)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:who|what|where|when|why|how|which|do|does|did|can|could|would|shall|should)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d]{3,}[\"\u201d]")
_AROUND = " .!\u2026*_\"'"


@dataclass(frozen=True, slots=True)
class Remark:
    """One stretch of words, as they were said."""

    text: str
    sentence: int
    """Index of its sentence."""
    worth: Worth | None = None
    """None where a statement says it, which has a weight of its own."""


def remarks(sentence: str, index: int) -> Iterator[Remark]:
    """Yield the remarks of a sentence, in order, without what it quotes."""
    for part in _BREAKS.split(_QUOTED.sub(" , ", sentence)):
        text = _OPENING.sub("", part).strip(_AROUND)
        is_secret = SECRET in text.lower()
        count = len(text.split())
        fits = 1 < count <= LONGEST or any(char.isdigit() for char in text)
        if fits and not is_secret and not _ASKS.match(text):
            yield Remark(text, index)
