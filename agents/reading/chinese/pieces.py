"""Chinese texts cut into the tokens of an encoder that reads Chinese, within the words that jieba finds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.words import Word, readable, words
from octomem.stores.embed.multilingual import SPACE, pieces

_CALLING = frozenset("小老阿")
"""What stands before the surname of somebody one knows well."""
_MARKS = str.maketrans("，。！？；：（）～“”‘’《》【】—、", ',.!?;:()~""\'\'""[]-,')
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff])")
"""A space that stands for a comma."""

Span = tuple[int, int]


def pieces_in(text: str) -> tuple[list[int], list[Span]]:
    """Return a text's tokens, and where the word of each of them stands in the text."""
    known, text = pieces(), readable(text)
    plain = simplified(text).translate(_MARKS)
    tokens, spans = list[int](), list[Span]()
    for word in _with_names_whole(words(text)):
        said = "," if _PAUSE.match(text, word.start) else plain[word.start : word.end].strip()
        if not said:
            continue
        led = SPACE if said[0].isascii() and said[0].isalnum() else ""
        found = known.of(led + said)
        tokens += found
        spans += [(word.start, word.end)] * len(found)
    return tokens, spans


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
