"""A branch of the encoder that tells what words are worth, read where they stand.

The first three of the bundled encoder's six layers read an answer with its question, a clause
with those around it; three layers of its own, grown from copies of the last three, weigh
each word. benchmarks/branch.py trains them on messages written for this project.
"""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.tags import OUTPUTS, Tag, Tagged, tagged
from octomem.stores.embed.minilm import layered, word_pieces
from octomem.stores.embed.onnx_file import Graph, Input
from octomem.stores.freed import give_back

WEIGHTS = "worth-branch.npz"
WIDTH, HEADS, LAYERS = 384, 12, 3
EPSILON = 1e-12
"""What the encoder adds to the variance that it normalises by."""
QUESTION, WINDOW = 30, 120
"""Tokens of a question and of a text that are read together."""
WORTHS = 6
"""Outputs that say what words are worth; those of `tags` come behind them."""

_BEGIN, _END = 101, 102
"""The tokens [CLS] and [SEP]."""

Floats = NDArray[np.float32]
Span = tuple[int, int]
Unit = tuple[int, int, int]
"""A sentence's index, and where words begin and end in it, in characters."""


class _Session(Protocol):
    """What is used of `onnxruntime.InferenceSession`, which has no types."""

    def run(self, output_names: None, input_feed: dict[str, Floats]) -> list[Floats]: ...


@dataclass(frozen=True, slots=True)
class Message:
    """What is weighed together: sentences, the question that they answer, and stretches of them."""

    question: str
    """Empty where they stand for themselves."""
    sentences: Sequence[str]
    units: Sequence[Unit]


def weighed(messages: Sequence[Message]) -> list[tuple[Floats, Tagged]]:
    """Return what each message's units weigh, (units, `WORTHS`), and what its words are tagged for.

    A unit weighs the mean of its tokens' log-odds; one without tokens nothing that counts.
    """
    pieces = [word_pieces(message.sentences) for message in messages]
    rows: list[list[int]] = []
    places: list[tuple[int, int]] = []
    for at, message in enumerate(messages):
        asked = word_pieces([message.question[-400:]])[0][0] if message.question else []
        for window in _windows([ids for ids, _ in pieces[at]]):
            first, tokens = framed(asked[-QUESTION:], window)
            rows.append(tokens)
            places.append((at, first))
            asked = []
    odds: list[list[Floats]] = [[np.empty((0, WORTHS + OUTPUTS), np.float32)] for _ in messages]
    for (at, first), states in zip(places, layered(rows) if rows else (), strict=True):
        odds[at].append(_session().run(None, {"states": states})[0][first:-1])
    return [
        _both(message, np.concatenate(found), spans)
        for message, found, spans in zip(messages, odds, pieces, strict=True)
    ]


def _both(
    message: Message, rows: Floats, pieces: Sequence[tuple[list[int], list[Span]]]
) -> tuple[Floats, Tagged]:
    begins = np.cumsum([0, *(len(ids) for ids, _ in pieces)]).tolist()
    found = [
        tagged(sentence, at, pieces[at][1], rows[begins[at] : begins[at + 1], WORTHS:])
        for at, sentence in enumerate(message.sentences)
        if pieces[at][0]
    ]
    values = [value for each in found for value in each.values]
    mentions = tuple(mention for each in found for mention in each.mentions)
    named = [(value.sentence, value.start, value.end) for value in values]
    weights = _means([*message.units, *named], rows[:, :WORTHS], pieces)
    units = len(message.units)
    return weights[:units], Tagged(tuple(map(_weighing, values, weights[units:])), mentions)


def _weighing(value: Tag, odds: Floats) -> Tag:
    """Add what the words of a value weigh."""
    lasting, _, place, *_ = (1 / (1 + np.exp(-odds))).round(4).tolist()
    return replace(value, lasting=lasting, place=place)


def _means(
    units: Sequence[Unit], rows: Floats, pieces: Sequence[tuple[list[int], list[Span]]]
) -> Floats:
    begins = np.cumsum([0, *(len(ids) for ids, _ in pieces)])
    means = np.full((len(units), rows.shape[1]), -20.0, np.float32)
    for at, (sentence, start, end) in enumerate(units):
        spans = pieces[sentence][1]
        own = [i for i, (begin, stop) in enumerate(spans) if begin < end and stop > start]
        if own:
            means[at] = rows[begins[sentence] + np.array(own)].mean(axis=0)
    return means


def framed(question: Sequence[int], text: Sequence[int]) -> tuple[int, list[int]]:
    """Return where a text's tokens begin in the row that is read of it, and the row."""
    before = [_BEGIN, *question, *([_END] if question else [])]
    return len(before), [*before, *text, _END]


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


def _session() -> _Session:
    """Return the branch, loaded once."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> _Session:
    onnxruntime: Any = importlib.import_module("onnxruntime")  # it has no types
    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # which keeps the room of the longest text for good
    data = files("octomem").joinpath("data", WEIGHTS).read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        model = _model({name: stored[name] for name in stored.files})
    session: _Session = onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"]
    )
    del data, model
    give_back()
    return session


def _model(stored: Mapping[str, NDArray[Any]]) -> bytes:
    graph = Graph([Input("states", floats=True, width=WIDTH)])
    each = "states"
    for layer in range(LAYERS):
        each = _layer(graph, each, stored, f"{layer}.")
    return graph.file([_linear(graph, each, stored, "head")])


def _layer(graph: Graph, rows: str, stored: Mapping[str, NDArray[Any]], name: str) -> str:
    """Add one layer of a transformer (Vaswani et al. 2017), as BERT has it."""
    apart = graph.constant(np.array([-1, HEADS, WIDTH // HEADS], np.int64))

    def heads(part: str, order: Sequence[int]) -> str:
        split = graph.node("Reshape", _linear(graph, rows, stored, name + part), apart)
        return graph.node("Transpose", split, perm=order)

    query, key, value = heads("q", (1, 0, 2)), heads("k", (1, 2, 0)), heads("v", (1, 0, 2))
    scale = graph.constant(np.array([(WIDTH / HEADS) ** -0.5], np.float32))
    likeness = graph.node("Mul", graph.node("MatMul", query, key), scale)
    seen = graph.node("MatMul", graph.node("Softmax", likeness, axis=-1), value)
    whole = graph.constant(np.array([-1, WIDTH], np.int64))
    seen = graph.node("Reshape", graph.node("Transpose", seen, perm=(1, 0, 2)), whole)
    rows = _added(graph, rows, _linear(graph, seen, stored, name + "o"), stored, name + "n1")
    wide = _gelu(graph, _linear(graph, rows, stored, name + "i"))
    return _added(graph, rows, _linear(graph, wide, stored, name + "p"), stored, name + "n2")


def _gelu(graph: Graph, rows: str) -> str:
    """Add the activation of Hendrycks, Gimpel 2016."""
    root, half, one = (graph.constant(np.array([x], np.float32)) for x in (2**0.5, 0.5, 1.0))
    part = graph.node("Add", graph.node("Erf", graph.node("Div", rows, root)), one)
    return graph.node("Mul", graph.node("Mul", rows, half), part)


def _linear(graph: Graph, rows: str, stored: Mapping[str, NDArray[Any]], name: str) -> str:
    """Add a linear layer; its weights are whole numbers with a scale for each output."""
    matrix = stored[f"{name}.weight"].astype(np.float32) * stored[f"{name}.scale"]
    each = graph.node("MatMul", rows, graph.constant(matrix.astype(np.float32)))
    return graph.node("Add", each, graph.constant(stored[f"{name}.bias"]))


def _added(
    graph: Graph, rows: str, more: str, stored: Mapping[str, NDArray[Any]], name: str
) -> str:
    """Add what a part makes to what it was made from, and normalise."""
    gain, shift = (graph.constant(stored[f"{name}.{part}"]) for part in ("weight", "bias"))
    each = graph.node("Add", rows, more)
    return graph.node("LayerNormalization", each, gain, shift, axis=-1, epsilon=EPSILON)
