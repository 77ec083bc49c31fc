"""Chinese words with their parts of speech, by jieba; it loads with the first text.

jieba would keep its dictionary as a cache file in the folder for temporary files, which
others can write to; it is read anew instead (0.6 s once per process), and nothing is written.
"""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Protocol, cast

from octomem.agents.reading.chinese.lexicon import FUNCTION_WORDS, WORDS
from octomem.agents.reading.chinese.script import has_han, simplified


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its tag of the ICTCLAS set: n noun, v verb, nr person, ns place, m number …"""

    text: str
    tag: str
    start: int
    """Where it stands in the text, in characters."""

    @property
    def end(self) -> int:
        """Where the next word begins."""
        return self.start + len(self.text)


class _Pair(Protocol):
    word: str
    flag: str


class _Dictionary(Protocol):
    """What is used of `jieba.Tokenizer`, which carries no types."""

    FREQ: Mapping[str, int]
    total: int
    initialized: bool

    def get_dict_file(self) -> object: ...
    def gen_pfdict(self, f: object) -> tuple[Mapping[str, int], int]: ...
    def add_word(self, word: str, freq: int | None, tag: str) -> None: ...


class _Tagger(Protocol):
    """What is used of `jieba.posseg.POSTokenizer`."""

    word_tag_tab: dict[str, str]
    tokenizer: _Dictionary

    def lcut(self, sentence: str) -> list[_Pair]: ...


_LOADING = Lock()
LONGEST_RUN = 200
"""Characters between two marks; nobody speaks longer without a comma."""
_LONG_RUN = re.compile(rf"[\u3400-\u9fff]{{{LONGEST_RUN + 1},}}")


def readable(text: str) -> str:
    """Blank out what nobody says in one breath, which cutting would take seconds for."""
    return _LONG_RUN.sub(lambda run: " " * len(run.group()), text)


def words(text: str) -> list[Word]:
    """Return the words of a text in order; traditional characters are read as simplified."""
    return list(_with_letters_whole(_parted(_placed(_loaded().lcut(simplified(text))))))


def is_common(text: str, often: int) -> bool:
    """Tell whether a word is in the dictionary, as no person's name, and so often in its texts."""
    tagger = _loaded()
    named = tagger.word_tag_tab.get(text, "x").startswith("nr")
    return not named and tagger.tokenizer.FREQ.get(text, 0) > often


def content_words(text: str) -> list[str]:
    """Return the words that say what a text is about: no function words, no dates."""
    found = (
        word.text[:-1] if len(word.text) == 2 and word.text[-1] in "完好掉到" else word.text
        for word in words(text)
        if word.tag[:1] not in "xuptrycqed" or word.tag == "eng"
    )
    return [word.lower() for word in found if word not in FUNCTION_WORDS]


def _placed(pairs: list[_Pair]) -> Iterator[Word]:
    start = 0
    for pair in pairs:
        yield Word(pair.word, pair.flag, start)
        start += len(pair.word)


_BY_SURNAME = re.compile("(?P<name>[小老阿].)(?P<adverb>[刚才正])")


def _parted(cut: Iterable[Word]) -> Iterator[Word]:
    """Part who is called by a surname from the adverb that jieba takes for the end of the name: 小王刚."""
    for word in cut:
        match = _BY_SURNAME.fullmatch(word.text) if word.tag == "nr" else None
        if match is None:
            yield word
            continue
        yield replace(word, text=match["name"])
        yield Word(match["adverb"], "d", word.end - 1)


def _with_letters_whole(cut: Iterable[Word]) -> Iterator[Word]:
    """Put letters that stand together and are not Chinese into one word, which jieba cuts at an accent: José."""
    before: Word | None = None
    for word in cut:
        if (
            before is not None
            and before.end == word.start
            and _is_latin(before.text[-1] + word.text[0])
        ):
            before = replace(before, text=before.text + word.text)
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _is_latin(letters: str) -> bool:
    return letters.isalpha() and not has_han(letters)


def _loaded() -> _Tagger:
    with _LOADING:
        return _tagger()


@cache
def _tagger() -> _Tagger:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own: old escapes, an old way to find files
        jieba, posseg = import_module("jieba"), import_module("jieba.posseg")
        cast("_Logging", jieba).setLogLevel(logging.WARNING)
        dictionary = cast("_Dictionary", jieba.Tokenizer())
        dictionary.FREQ, dictionary.total = dictionary.gen_pfdict(dictionary.get_dict_file())
        dictionary.initialized = True
        tagger = cast("_Tagger", posseg.POSTokenizer(dictionary))
    for word, tag in WORDS.items():
        dictionary.add_word(word, 20_000, tag)
        tagger.word_tag_tab[word] = tag
    return tagger


class _Logging(Protocol):
    def setLogLevel(self, log_level: int) -> None: ...  # noqa: N802 - its own name
