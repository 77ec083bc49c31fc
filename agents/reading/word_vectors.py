"""The vectors that spaCy's model reads words by, computed by onnxruntime.

thinc, which spaCy computes with, takes four times as long for them, and holds the interpreter.
The layers and their weights are the model's own: features of each word are embedded by their
hashes (Miranda et al. 2022), and each word's vector is mixed with its neighbours' in four
layers of maxout (Goodfellow et al. 2013), each normalised and added to what it was made from.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.onnx_file import Graph, Input
from octomem.stores.embed.session import session

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Layer = Any
"""A layer of thinc's, whose types are of arrays of its own."""

APART = 4
"""Empty rows between two texts: no layer sees beyond its neighbours, and there are four layers."""
EPSILON = 1e-8
"""What thinc adds to the variance that it normalises by."""

_LAST = 2**62
"""An end beyond any length, as ONNX writes it."""


class WordVectors:
    """Computes what a tok2vec layer of spaCy's, a model with window 1, makes of texts' words.

    `then` are matrix and bias of what follows it, if anything does: each word's vector
    multiplied and shifted.
    """

    def __init__(self, layer: Layer, then: tuple[Floats, Floats] | None = None) -> None:
        named = {name: [each for each in layer.walk() if each.name == name] for name in _USED}
        self._columns: Sequence[str] = named["extract_features"][0].attrs["columns"]
        self._tables = named["hashembed"]
        width: int = self._tables[0].get_dim("nO")
        layers = list(zip(named["maxout"], named["layernorm"], strict=True))
        self._session = session(_model(layers, width, then), keeps_room=False)
        self._width = width if then is None else then[0].shape[1]

    def __call__(self, docs: Sequence["Doc"]) -> Floats:
        """Return a row for each word, all texts below each other."""
        lengths = [len(doc) for doc in docs]
        if not any(lengths):
            return np.empty((0, self._width), np.float32)
        found = [doc.to_array(list(self._columns)) for doc in docs]
        features = np.concatenate(found).astype(np.uint64, copy=False)
        embedded = [self._embedded(at, features[:, at]) for at in range(len(self._tables))]
        rows, back = _apart(lengths)
        feed: dict[str, NDArray[Any]] = {"words": np.hstack(embedded), "rows": rows, "back": back}
        vectors: Floats = self._session.run(None, feed)[0]
        return vectors

    def _embedded(self, column: int, feature: NDArray[np.uint64]) -> Floats:
        """Return the sums of the rows that the features' four hashes name."""
        table = self._tables[column]
        weights: Floats = table.get_param("E")
        hashes = table.ops.hash(np.ascontiguousarray(feature), table.attrs["seed"])
        summed: Floats = table.ops.gather_add(weights, hashes % weights.shape[0])
        return summed


def fast(layer: Layer) -> Layer:
    """Return a tok2vec layer that gives what `layer` gives; it cannot be trained."""
    from thinc import model  # noqa: PLC0415 - loads with the parser

    vectors = WordVectors(layer)

    def forward(_model: Layer, docs: Sequence["Doc"], is_train: bool) -> tuple[list[Floats], None]:
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return np.split(vectors(docs), ends), None

    made: Layer = cast("Any", model).Model
    return made("octomem_words", forward, dims={"nO": layer.get_dim("nO")})


_USED = ("extract_features", "hashembed", "maxout", "layernorm")


def _apart(lengths: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which word each row is of, the last for none, and each word's row."""
    total = sum(lengths)
    empty = [total] * APART
    rows, back, at = list(empty), list[range](), 0
    for length in lengths:
        back.append(range(len(rows), len(rows) + length))
        rows += [*range(at, at + length), *empty]
        at += length
    return np.array(rows, np.int64), np.fromiter(chain(*back), np.int64, total)


def _model(
    layers: Sequence[tuple[Layer, Layer]], width: int, then: tuple[Floats, Floats] | None
) -> bytes:
    first, *mixing = layers
    words = Input("words", np.float32, sizes=(None, first[0].get_dim("nI")))
    graph = Graph([words, Input("rows", np.int64), Input("back", np.int64)])
    none = graph.constant(np.zeros((1, width), np.float32))
    each = graph.node("Concat", _maxout(graph, "words", *first), none, axis=0)
    each = graph.node("Gather", each, "rows", axis=0)
    for layer in mixing:
        wide = graph.node("Concat", none, each, none, axis=0)
        around = [_rows(graph, wide, *span) for span in ((0, -2), (1, -1), (2, _LAST))]
        window = graph.node("Concat", *around, axis=1)
        each = graph.node("Add", _maxout(graph, window, *layer), each)
    each = graph.node("Gather", each, "back", axis=0)
    if then is not None:
        each = graph.node("MatMul", each, graph.constant(then[0]))
        each = graph.node("Add", each, graph.constant(then[1]))
    return graph.file({each: np.float32})


def _maxout(graph: Graph, rows: str, layer: Layer, norm: Layer) -> str:
    """Add a layer of maxout, normalised."""
    weights: Floats = layer.get_param("W")
    outputs, pieces, inputs = weights.shape
    # Pieces come first here, so that the largest is found in whole rows.
    matrix = weights.transpose(2, 1, 0).reshape(inputs, pieces * outputs)
    bias: Floats = layer.get_param("b").T.reshape(-1)
    each = graph.node("MatMul", rows, graph.constant(matrix))
    each = graph.node("Add", each, graph.constant(bias))
    shape = graph.constant(np.array([-1, pieces, outputs], np.int64))
    each = graph.node("ReduceMax", graph.node("Reshape", each, shape), axes=[1], keepdims=0)
    gain, shift = graph.constant(norm.get_param("G")), graph.constant(norm.get_param("b"))
    return graph.node("LayerNormalization", each, gain, shift, axis=-1, epsilon=EPSILON)


def _rows(graph: Graph, of: str, start: int, end: int) -> str:
    places = [graph.constant(np.array([place], np.int64)) for place in (start, end, 0)]
    return graph.node("Slice", of, *places)
