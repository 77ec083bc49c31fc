"""Chinese texts cut into the tokens of the encoder that reads Chinese, each with the word that jieba finds around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.words import Word, readable, words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FILE = "chinese-pieces.txt"
"""The encoder's vocabulary, a piece a line: that of bge-small-zh-v1.5 without kana and without characters that go on a word."""
_CALLING = frozenset("小老阿")
"""What stands before the surname of somebody one knows well."""
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff])")
"""A space that stands for a comma."""
_MARKS = str.maketrans("\u201c\u201d\u2018\u2019\u2014\u2026", "\"\"''-.")
"""Marks that the vocabulary lacks, and those in it that stand for the same."""

UNKNOWN = "[UNK]"

Span = tuple[int, int]


def pieces_in(text: str) -> tuple[list[int], list[Span]]:
    """Return a text's tokens, and where the word of each of them stands in the text."""
    text = readable(text).encode(errors="replace").decode()
    plain = _PAUSE.sub("，", simplified(text)).translate(_MARKS)
    cut = tokenizer().encode(plain, add_special_tokens=False)
    of_words = iter(_with_names_whole(words(text)))
    here = next(of_words, None)
    spans: list[Span] = []
    for start, end in cut.offsets:
        while here is not None and here.end <= start:
            here = next(of_words, None)
        is_in = here is not None and here.start <= start
        spans.append((here.start, here.end) if here is not None and is_in else (start, end))
    return cut.ids, spans


def vocabulary() -> list[str]:
    """Return the encoder's pieces in the order of its table."""
    text = files("octomem").joinpath("data", FILE).read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


@cache
def tokenizer() -> "Tokenizer":
    """Return what cuts simplified Chinese into word pieces (Devlin et al. 2019, BERT); loaded once.

    Capitals count as small letters, which the pieces are made of.
    """
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415 - loads on first use

    places = {piece: at for at, piece in enumerate(vocabulary())}
    made = Tokenizer(models.WordPiece(places, unk_token=UNKNOWN))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


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
