"""How agents compare words: normal forms, stems and content words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import Protocol, cast
from unicodedata import normalize

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import content_words
from octomem.agents.reading.vocabulary import vocabulary
from octomem.spelling import one_spelling, plain


class _Stemmer(Protocol):
    """What is used of a Snowball stemmer, which carries no types."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802  (its own name)


_STEMMER = cast("_Stemmer", import_module("snowballstemmer").stemmer("english"))
_STEMMING = Lock()
"""The stemmer keeps its place in itself; two threads would disturb each other."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_OPENING = re.compile(
    r"^(?:(?:a|an|the|some|any|my|our|their|his|her|really|very|quite)\s+)+", re.IGNORECASE
)
EMPTY = vocabulary(
    "a an the and or but of to in on at for with from by as is are was were be been am it its "
    "this that these those i me my we our you your he she they him her them his their mine do does "
    "did done doing have has had having will would shall should can could may might must need "
    "needs want wants going go get gets got not no so too very really just also again still "
    "about into up out over some any all more most much many few lot lots other another such "
    "there here now then today tomorrow yesterday tonight if when while because who what which "
    "where how please s t m re ve ll d remind remember forget plan plans hope hopes"
)
"""Words that say nothing about what a text is about."""


def normal(text: str) -> str:
    """Return the form that identities are compared in: no case, width, accents, articles or owners.

    A title is written one way: "Dr. Kim" and "Doctor Kim" are one; a letter has one width: "ＰＳ５" is "PS5".
    """
    text = _one_width(text)
    text = " ".join(text.casefold().replace("\u2019", "'").split()).strip(" .,;:!?\"'")
    return one_spelling(_OPENING.sub("", text))


def _one_width(text: str) -> str:
    """Write letters and digits in one width, and what is composed as one character (NFKC)."""
    return text if text.isascii() else normalize("NFKC", text)


def words(text: str) -> list[str]:
    """Return the lower-case words of a text, in order."""
    text = _one_width(text)
    if text.isascii():
        return _WORD.findall(text.lower())
    return [match.group().lower().replace("\u2019", "'") for match in _WORD.finditer(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a word's stem: "swimming" and "swims" are both "swim"."""
    with _STEMMING:
        return _STEMMER.stemWord(word)


def stems(text: str) -> str:
    """Return the stems of a text's content words, in order, as one text."""
    return " ".join(_content(text)) or normal(text)


def content(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems of the content words of several texts."""
    return frozenset(word for text in texts for word in _content(text))


def _content(text: str) -> list[str]:
    """Return the stems of a text's content words, Chinese ones cut apart, in order."""
    if text.isascii():
        return [stem(word.removesuffix("'s")) for word in words(text) if word not in EMPTY]
    return [
        part
        for word in words(text)
        if word not in EMPTY
        for part in (
            content_words(word) if has_han(word) else [stem(plain(word).removesuffix("'s"))]
        )
    ]
