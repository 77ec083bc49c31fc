"""Chinese words told in English one by one, for an encoder that reads nothing but English.

"三月搬到苏州了" is "march move to suzhou already". That is bad English, but what tells in English
where somebody lives tells it in these words too; benchmarks/branch.py measures how well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.words import Word, readable, words

GLOSSES = "chinese-glosses.tsv"
LONGEST = 4
"""Characters of a word that is looked for inside one without a gloss."""

_CALLING = frozenset("小老阿")
"""What stands before the surname of somebody one knows well."""
_MARKS = str.maketrans("，。！？；：（）～“”‘’《》【】…—、", ',.!?;:()~""\'\'""[].-,')

_PAUSE = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff])")
"""A space that stands for a comma."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Glossed:
    """A text's glosses, and which of its words each of them tells."""

    text: str
    """English words, lower case, with a space between the glosses of two words."""
    glosses: tuple[Span, ...]
    """Where each word's gloss stands in `text`."""
    words: tuple[Span, ...]
    """Where the same words stand in what was glossed."""

    def own(self, spans: Iterable[Span]) -> list[Span]:
        """Return, for stretches of glosses in their order, where the words stand that they tell."""
        found, at = list[Span](), 0
        for start, _ in spans:
            while self.glosses[at][1] <= start:
                at += 1
            found.append(self.words[at])
        return found


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, str]
    names: dict[str, str]
    """How single characters sound, for names of people."""


def glossed(text: str) -> Glossed:
    """Return the glosses of a text; a word that nobody knows has none."""
    told, places, own = list[str](), list[Span](), list[Span]()
    at = 0
    for word in _with_names_whole(words(readable(text))):
        gloss = "," if _PAUSE.match(text, word.start) else _gloss(word)
        if gloss:
            told.append(gloss)
            places.append((at, at + len(gloss)))
            own.append((word.start, word.end))
            at += len(gloss) + 1
    return Glossed(" ".join(told), tuple(places), tuple(own))


def _with_names_whole(cut: Iterable[Word]) -> Iterator[Word]:
    """Put 小 or 老 together with a surname behind it; words that are cut apart there name somebody."""
    before: Word | None = None
    for word in cut:
        if before is not None and word.text in SURNAMES and len(word.text) == 1:
            yield replace(before, text=before.text + word.text)
            before = None
            continue
        if before is not None:
            yield before
        before = word if word.text in _CALLING else None
        if before is None:
            yield word
    if before is not None:
        yield before


def _gloss(word: Word) -> str:
    known = _table()
    if not any("\u3400" <= char <= "\u9fff" for char in word.text):
        return " ".join(word.text.translate(_MARKS).lower().split())
    if word.text in known.words:
        return known.words[word.text]
    if _is_name(word) and all(char in known.names for char in word.text):
        first, *rest = (known.names[char] for char in word.text)
        return f"{first} {''.join(rest)}".strip()
    return " ".join(gloss for gloss in _parts(word.text, known) if gloss)


def _is_name(word: Word) -> bool:
    """Tell a name of a person: by its tag, or as 小 or 老 before a surname."""
    is_called = len(word.text) == 2 and word.text[0] in _CALLING and word.text[1] in SURNAMES
    return is_called or (word.tag.startswith("nr") and len(word.text) <= LONGEST)


def _parts(text: str, known: _Table) -> Iterator[str]:
    """Yield the glosses of the longest words that one is made of, from its beginning on."""
    at = 0
    while at < len(text):
        sizes = range(min(LONGEST, len(text) - at), 0, -1)
        size = next((n for n in sizes if text[at : at + n] in known.words), 1)
        yield known.words.get(text[at : at + size], "")
        at += size


@cache
def _table() -> _Table:
    """Read the glosses; once per process, with the first Chinese text."""
    table = _Table({}, {})
    text = files("octomem").joinpath("data", GLOSSES).read_text(encoding="utf-8")
    for line in text.splitlines():
        word, gloss, *sound = line.split("\t")
        table.words[word] = gloss
        table.names.update((word, each) for each in sound)
    return table
