"""Cuts text into index terms, so that every full-text back end sees the same words.

Indexing and asking share one segmentation. A term is at most `MAX_TERM` characters of
folded text (NFKC, case, accents on Latin letters):

- English words are stemmed (Porter's Snowball English), the possessive and contractions
  are cut off ("Mei's" is mei, "she'll" is she), and stop words are in neither the index
  nor the query: a text gains no length from words that tell nothing.
- What joins words into one name is kept whole beside its parts: "mei@example.com",
  "report-2023.pdf", "b12" (also found as "B-12" and "b 12"), "c++".
- Scripts written without spaces become overlapping pairs of characters, a run of one
  character is itself. A Han character also counts alone, for it is often a word; so does
  the first syllable of a short Korean word, which is a noun and its particle.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol, cast

import snowballstemmer  # type: ignore[import-untyped]

MAX_TERM = 64
"""Characters of a term; longer runs (encoded data) are known by their beginning."""

STOP_WORDS = frozenset(
    """a about all also am an and any are as at be been being but by can could did do does doing
    for from had has have having he her here hers him his how i if in into is it its just me mine
    my no nor not of off on or our ours out she should so some such than that the their theirs
    them then there these they this those to too up was we were what when where which while who
    whom whose why with would you your yours""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""English words without content. "may", "will" and "us" are left in: they are names too."""

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
_KANA = "\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
_SOUTH_EAST_ASIA = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0ece\u1000-\u1049\u1780-\u17d3"
_UNSPACED = _HAN + _HANGUL + _KANA + _SOUTH_EAST_ASIA
# Vowel signs and other marks without which a word of these scripts falls apart; `\w` lacks them.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0963\u0966-\u0dff"
)
_CHAR = rf"(?:[^\W_]|[{_MARKS}{_SOUTH_EAST_ASIA}])"

_CHUNK = re.compile(
    # A word character and a joiner never match the same thing: linear in the text's length.
    rf"[a-z](?:\+\+|#)(?!{_CHAR})|{_CHAR}+(?:['.@_\-&]{_CHAR}+)*"
)
_SCRIPTS = re.compile(f"(?P<unspaced>[{_UNSPACED}]+)|[^{_UNSPACED}]+")
_HAN_CHAR = re.compile(f"[{_HAN}]")
_JOINERS = re.compile(r"['.@_\-&]")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_LETTERS_OR_DIGITS = re.compile(r"[0-9]+|[^0-9]+")
_CLITIC = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")
_IRREGULAR = {"can't": "can", "won't": "would", "shan't": "should"}
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\uff07": "'"})
_LATIN_ACCENT = re.compile("(?<=[a-z])[\u0300-\u036f]+")
# Normalising takes quadratic time over a run of marks: cut runs off as UAX #15 (Stream-Safe
# Text Format) does. The half-width voicing marks are the only alphanumerics that become marks.
_LONG_RUN = re.compile(r"([^\w\s\x00-\x7f\uff9e\uff9f]|[\uff9e\uff9f]){31,}")


def index_terms(text: str) -> list[str]:
    """Return the text's terms in order, repeated as often as they occur."""
    return list(_terms(text))


def query_terms(text: str) -> tuple[str, ...]:
    """Return the distinct terms of a question, in order of first occurrence."""
    return tuple(dict.fromkeys(_terms(text)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word; any other word is its own stem."""
    return _stemmer().stemWord(word) if word.isascii() and word.isalpha() else word


def _terms(text: str) -> Iterator[str]:
    for chunk in _CHUNK.findall(_THOUSANDS.sub("", _fold(text))):
        if (
            chunk.isascii() and chunk.isalpha() and len(chunk) <= MAX_TERM
        ):  # a word, as of most texts
            if chunk not in STOP_WORDS:
                yield stem(chunk)
            continue
        for term in _chunk_terms(chunk):
            yield term[:MAX_TERM]


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    safe = _LONG_RUN.sub(" ", text).translate(_APOSTROPHES)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", safe).casefold())
    return unicodedata.normalize("NFKC", _LATIN_ACCENT.sub("", folded))


def _chunk_terms(chunk: str) -> Iterator[str]:
    chunk = _IRREGULAR.get(chunk) or _CLITIC.sub("", chunk)
    parts = [part for part in _JOINERS.split(chunk) if part]
    for part in parts:
        yield from _part_terms(part)
    if len(parts) > 1:
        yield from _whole(chunk)


def _whole(chunk: str) -> Iterator[str]:
    """Yield a joined name as one term; a hyphen between plain words makes no name."""
    if any(char in "@_.&" or char.isdigit() for char in chunk):
        yield chunk
    elif "'" in chunk and (joined := chunk.replace("'", "")) not in STOP_WORDS:
        yield joined


def _part_terms(part: str) -> Iterator[str]:
    if part.isascii():
        yield from _word_terms(part)
        return
    for run in _SCRIPTS.finditer(part):
        text = run.group()
        yield from _unspaced_terms(text) if run.lastgroup else _word_terms(text)


def _word_terms(word: str) -> Iterator[str]:
    if len(word) > MAX_TERM:
        yield word
        return
    if word in STOP_WORDS:
        return
    yield stem(word)
    pieces = _LETTERS_OR_DIGITS.findall(word)
    if 1 < len(pieces) <= 3:  # more pieces: a code or checksum, which nobody asks for in parts
        yield from (stem(piece) for piece in pieces if piece not in STOP_WORDS)


def _unspaced_terms(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
        return
    yield from (run[at : at + 2] for at in range(len(run) - 1))
    if len(run) <= 3 and "\uac00" <= run[0] <= "\ud7a3":
        yield run[0]
    yield from _HAN_CHAR.findall(run)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


class _Stemmers(threading.local):
    english: _Stemmer | None = None


_stemmers = _Stemmers()


def _stemmer() -> _Stemmer:
    """Return this thread's own stemmer: one keeps the word it works on in itself."""
    if _stemmers.english is None:
        _stemmers.english = cast("_Stemmer", snowballstemmer.stemmer("english"))  # pyright: ignore[reportUnknownMemberType]
    return _stemmers.english
