"""What words are worth, and what they name, where they stand: an encoder of each language tells it.

It reads an answer with its question, a clause with those around it, and says of each token what it
is worth and what it is tagged for. benchmarks/classifier.py makes one of bge-small-en-v1.5 and one of
bge-small-zh-v1.5 (Xiao et al. 2024, C-Pack), which learn as a whole from messages written for this project.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.tags import OUTPUTS, Tag, Tagged, tagged, words_of
from octomem.stores.embed.bert import HIDDEN, Form, embedded, layer, linear
from octomem.stores.embed.encoder import TOKENS
from octomem.stores.embed.minilm import read_rows, word_pieces
from octomem.stores.embed.onnx_file import Graph
from octomem.stores.embed.session import Session, session
from octomem.stores.freed import give_back
from octomem.stores.vault.placeholder import PATTERN

WEIGHTS = {"en": "english-classifier.npz", "zh": "chinese-classifier.npz"}
"""By language."""
QUESTION, WINDOW = 40, 160
"""Tokens of a question and of a text that are read together."""
DIGITS = 4
"""Digits of a likelihood."""
ORDER, OVER = 6, 7
"""The outputs that say whether words are a standing order, and whether they tell of what is over; benchmarks/columns.py fits them."""
WORTHS = 8
"""Outputs that say what words are worth; those of `tags` come behind them."""

FRAMES = {"en": (101, 102), "zh": (2, 3)}
"""By language, the tokens that begin and end a text."""

Floats = NDArray[np.float32]
Span = tuple[int, int]
Pieces = tuple[list[int], list[Span]]
"""A text's tokens, and where each of them, or in Chinese its word, stands in the text."""
Unit = tuple[int, int, int]
"""A sentence's index, and where words begin and end in it, in characters."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is read together: sentences, and the question that they answer."""

    language: str
    """One of `WEIGHTS`."""
    question: str
    """Empty where they stand for themselves."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder makes of a message's words."""

    message: Message
    odds: Floats
    """(tokens, outputs) of all its sentences: log-odds of what each token is worth, and its tags."""
    pieces: Sequence[Pieces]
    """Of each sentence."""

    def weighed(self, units: Sequence[Unit]) -> tuple[Floats, Tagged]:
        """Return what stretches of it weigh, (units, `WORTHS`), and what its words are tagged for.

        A unit weighs the mean of its tokens' log-odds; one without tokens nothing that counts.
        """
        message, pieces = self.message, self.pieces
        begins = np.cumsum([0, *(len(ids) for ids, _ in pieces)]).tolist()
        tags = self.odds[:, WORTHS:]
        found = [
            tagged(
                sentence,
                at,
                words_in(message.language, sentence, spans),
                spans,
                tags[begins[at] : begins[at + 1]],
            )
            for at, (sentence, (_, spans)) in enumerate(zip(message.sentences, pieces, strict=True))
            if spans
        ]
        values = [value for each in found for value in each.values]
        mentions = tuple(mention for each in found for mention in each.mentions)
        gone = tuple(word for each in found for word in each.gone)
        named = [(value.sentence, value.start, value.end) for value in values]
        weights = _means([*units, *named], self.odds[:, :WORTHS], pieces)
        own = weights[len(units) :]
        return weights[: len(units)], Tagged(tuple(map(_weighing, values, own)), mentions, gone)


def read(messages: Sequence[Message]) -> list[Read]:
    """Run the encoders over messages, as many at a time as take the least time."""
    messages = [_without_secrets(each) for each in messages]
    found: dict[int, Read] = {}
    for language in WEIGHTS:
        places = [at for at, each in enumerate(messages) if each.language == language]
        if places:
            found |= zip(places, _read(language, [messages[at] for at in places]), strict=True)
    return [found[at] for at in range(len(messages))]


def _without_secrets(message: Message) -> Message:
    """Blank out what stands for secrets: its name is chosen at random, and no word."""
    question, *sentences = (
        PATTERN.sub(lambda found: " " * len(found[0]), text)
        for text in (message.question, *message.sentences)
    )
    return replace(message, question=question, sentences=tuple(sentences))


def _read(language: str, messages: Sequence[Message]) -> list[Read]:
    texts = [t for m in messages for t in (m.question[-400:], *m.sentences)]
    cut = iter(pieces_of(language, texts))
    pieces: list[list[Pieces]] = []
    rows: list[list[int]] = []
    places: list[tuple[int, int]] = []
    for at, message in enumerate(messages):
        asked, _ = next(cut)
        own = [next(cut) for _ in message.sentences]
        pieces.append(own)
        for window in _windows([ids for ids, _ in own]):
            first, tokens = framed(language, asked[-QUESTION:], window)
            rows.append(tokens)
            places.append((at, first))
            asked = []
    odds: list[list[Floats]] = [[np.empty((0, WORTHS + OUTPUTS), np.float32)] for _ in messages]
    for (at, first), found in zip(places, read_rows(_session(language), rows), strict=True):
        odds[at].append(found[first:-1])
    return [
        Read(message, np.concatenate(of_tokens), spans)
        for message, of_tokens, spans in zip(messages, odds, pieces, strict=True)
    ]


def pieces_of(language: str, texts: Sequence[str]) -> list[Pieces]:
    """Cut texts into the encoder's tokens, without those that frame them."""
    if language == "en":
        return word_pieces(texts)
    from octomem.agents.reading.chinese.pieces import pieces_in  # noqa: PLC0415 - loads on first use

    return [pieces_in(text) for text in texts]


def words_in(language: str, text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Return where a text's words stand; in Chinese tokens stand where their word does."""
    return words_of(text) if language == "en" else list(dict.fromkeys(spans))


def _weighing(value: Tag, odds: Floats) -> Tag:
    """Add what the words of a value weigh."""
    lasting, _, place, *_ = likely(odds.astype(np.float64))
    return replace(value, lasting=lasting, place=place)


def likely(odds: NDArray[np.float64]) -> list[float]:
    """Return likelihoods for log-odds, to `DIGITS` digits."""
    found: list[float] = np.round(1 / (1 + np.exp(-odds)), DIGITS).tolist()
    return found


def _means(units: Sequence[Unit], rows: Floats, pieces: Sequence[Pieces]) -> Floats:
    begins = np.cumsum([0, *(len(ids) for ids, _ in pieces)])
    means = np.full((len(units), rows.shape[1]), -20.0, np.float32)
    for at, (sentence, start, end) in enumerate(units):
        spans = pieces[sentence][1]
        own = [i for i, (begin, stop) in enumerate(spans) if begin < end and stop > start]
        if own:
            means[at] = rows[begins[sentence] + np.array(own)].mean(axis=0)
    return means


def framed(language: str, question: Sequence[int], text: Sequence[int]) -> tuple[int, list[int]]:
    """Return where a text's tokens begin in the row that is read of it, and the row."""
    begins, ends = FRAMES[language]
    before = [begins, *question, *([ends] if question else [])]
    return len(before), [*before, *text, ends]


def _windows(sentences: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Put whole sentences together as far as they fit; divide those that do not."""
    window: list[int] = []
    for ids in sentences:
        if window and len(window) + len(ids) > WINDOW:
            yield window
            window = []
        window += ids
        while len(window) > WINDOW:
            yield window[:WINDOW]
            window = window[WINDOW:]
    if window:
        yield window


_LOADING = Lock()


def _session(language: str) -> Session:
    """Return a language's encoder, loaded once."""
    with _LOADING:
        return _loaded(language)


@cache
def _loaded(language: str) -> Session:
    data = files("octomem").joinpath("data", WEIGHTS[language]).read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        model = model_of(stored)
    opened = session(model)
    del data, model
    give_back()
    return opened


def model_of(stored: Mapping[str, NDArray[Any]]) -> bytes:
    """Return weights as a model that is given `TOKENS` and `HIDDEN`."""
    graph = Graph([TOKENS, HIDDEN])
    states, at = embedded(graph, stored, TOKENS.name), 0
    form = Form(int(stored["heads"]), stored["apart"].tolist())
    while f"{at}.q.weight" in stored:
        states = layer(graph, states, stored, f"{at}.", form)
        at += 1
    return graph.file({linear(graph, states, stored, "head"): np.float32})
