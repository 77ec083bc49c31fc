"""Vectors of texts that restate others, pooled from the words they share with them.

What an agent makes of a turn says in other order what the turn says. The turn's encoding
pass has a vector for each of its words already, in context; their mean stands for the
memory, so that it need not be encoded again. On LoCoMo the memory that cites a question's
evidence is found better by it than by a vector of its own (see ADR 7).
"""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from octomem.stores.seams import Encoded, Vector
from octomem.stores.terms import STOP_WORDS, stem

SHARE = 0.5
"""Of a text's words with content, those that must be in its sources."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class Source:
    """An encoded text that others restate."""

    def __init__(self, text: str, encoded: Encoded) -> None:
        self._text = text
        self._encoded = encoded

    @property
    def in_words(self) -> bool:
        """Whether the vectors of its words are known, and not only its own."""
        return self._encoded.words is not None

    @cached_property
    def words(self) -> dict[str, NDArray[np.float32]]:
        """The mean vector of each word, by its stem.

        Where only the text's own vector is known, that stands for each word of it.
        """
        whole, spans = self._encoded.words, self._encoded.spans
        if whole is None:
            return dict.fromkeys(map(_key, _WORD.findall(self._text)), self._encoded.vector)
        rows: dict[str, list[int]] = {}
        at = 0
        for word in _WORD.finditer(self._text):
            while at < len(spans) and spans[at][0] < word.end():
                if spans[at][1] > word.start():
                    rows.setdefault(_key(word.group()), []).append(at)
                at += 1
        # Most words are one token, for which a mean takes ten times as long as a copy.
        return {
            key: whole[held].mean(axis=0, dtype=np.float32)
            if len(held) > 1
            else whole[held[0]].astype(np.float32)
            for key, held in rows.items()
        }


def pooled(text: str, sources: Sequence[Source]) -> Vector | None:
    """Return an L2-normalised vector for a text; None where its sources hold too little of it.

    Args:
        text: what restates the sources.
        sources: the texts that it was made from; at least one must be known in words.
    """
    if not any(source.in_words for source in sources):
        return None
    keys = [_key(word) for word in _WORD.findall(text)]
    told = [key for key in keys if key not in STOP_WORDS]
    rows = [source.words[key] for key in keys for source in sources if key in source.words]
    known = sum(any(key in source.words for source in sources) for key in told)
    if not rows or known < SHARE * len(told):
        return None
    total: Vector = np.sum(rows, axis=0)
    norm: NDArray[np.float32] = np.linalg.norm(total, axis=0, keepdims=True)
    return total / norm


def _key(word: str) -> str:
    """Return what makes two words the same: neither case, possessive nor inflection counts."""
    return stem(word.casefold().replace("\u2019", "'").removesuffix("'s"))
