"""Proper names and topics of a parsed sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.cleaning import SECRET
from octomem.agents.reading.reading import Name
from octomem.agents.reading.subjects import entity_type, is_proper, proper_name

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NO_NAME = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
_KNOWN_TYPES = {"person", "organisation", "place", "product", "event"}


def names(sentence: "Span") -> Iterator[Name]:
    """Yield the proper names of a sentence, in order, each once."""
    seen: set[str] = set()
    for token in sentence:
        if not _heads_name(token):
            continue
        text = proper_name(token)
        if any(f" {text}" in taken or f"{text} " in taken for taken in seen):
            continue
        if _is_name(text) and text not in seen:
            seen.add(text)
            kind = entity_type(token)
            yield Name(text, kind if kind in _KNOWN_TYPES else "other")


def topics(sentence: "Span") -> Iterator[str]:
    """Yield the noun phrases of a sentence in lower case, without determiners."""
    from spacy.lang.en.syntax_iterators import noun_chunks  # noqa: PLC0415 - loads on first use

    for start, end, _ in noun_chunks(sentence):  # the span's own look through the whole text
        chunk = sentence.doc[start:end]
        words = [t for t in chunk if t.pos_ in {"NOUN", "PROPN", "ADJ"} and not t.is_stop]
        if words and chunk.root.pos_ in {"NOUN", "PROPN"} and SECRET not in chunk.text:
            yield " ".join(t.lower_ for t in words)


def _heads_name(token: "Token") -> bool:
    if not is_proper(token) or token.ent_type_ in _NO_NAME:
        return False
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i > token.i:
        return False
    return token.ent_type_ != "" or token.text[:1].isupper()


def _is_name(text: str) -> bool:
    low = text.lower()
    return (
        len(text) > 1
        and any(char.isalpha() for char in text)
        and SECRET not in low
        and low not in grammar.GREETINGS
        and low not in grammar.DISCOURSE
        and "@" not in text
    )
