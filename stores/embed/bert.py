"""Layers of BERT (Devlin et al. 2019), written as ONNX.

Weights are named `0.q.weight`, `0.q.scale` and `0.q.bias` for the first layer's queries, and so for
keys (k), values (v), what attention puts out (o), what widens (i) and narrows (p); `0.n1.weight`
and `0.n1.bias` normalise what attention made, `0.n2` what the layer made.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.onnx_file import Graph, Input

WIDTH, HEADS = 384, 12
EPSILON = 1e-12
"""What is added to the variance that it normalises by."""

FLOAT = 1
"""Floats, as ONNX numbers types of values."""

STATES = Input("states", floats=True, sizes=(None, None, WIDTH))
"""What layers are given: (texts, tokens, width)."""
HIDDEN = Input("hidden", floats=True, sizes=(None, 1, 1, None))
"""What hides tokens from the others, for (texts, 1, 1, tokens): 0 for a token that is seen, the
least number for what fills up a row."""

Stored = Mapping[str, NDArray[Any]]


def hidden(mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return `HIDDEN` for a mask, (texts, tokens), of 1 for a token and 0 for padding."""
    least = np.finfo(np.float32).min
    return np.where(mask, np.float32(0), least)[:, np.newaxis, np.newaxis, :]


def layer(graph: Graph, rows: str, stored: Stored, name: str) -> str:
    """Add one layer of a transformer (Vaswani et al. 2017), as BERT has it."""
    apart = graph.constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    scale = graph.constant(np.array((WIDTH / HEADS) ** -0.25, np.float32))

    def heads(part: str, order: Sequence[int]) -> str:
        split = graph.node("Reshape", linear(graph, rows, stored, name + part), apart)
        return graph.node("Transpose", split, perm=order)

    query, key = (
        graph.node("Mul", heads(part, order), scale)
        for part, order in (("q", (0, 2, 1, 3)), ("k", (0, 2, 3, 1)))
    )
    likeness = graph.node("Add", graph.node("MatMul", query, key), HIDDEN.name)
    seen = graph.node("MatMul", graph.node("Softmax", likeness, axis=-1), heads("v", (0, 2, 1, 3)))
    whole = graph.constant(np.array([0, 0, WIDTH], np.int64))
    seen = graph.node("Reshape", graph.node("Transpose", seen, perm=(0, 2, 1, 3)), whole)
    rows = _added(graph, rows, linear(graph, seen, stored, name + "o"), stored, name + "n1")
    wide = _gelu(graph, linear(graph, rows, stored, name + "i"))
    return _added(graph, rows, linear(graph, wide, stored, name + "p"), stored, name + "n2")


def linear(graph: Graph, rows: str, stored: Stored, name: str) -> str:
    """Add a linear layer; its weights are whole numbers with a scale for each output."""
    whole, scale = (graph.constant(stored[f"{name}.{part}"]) for part in ("weight", "scale"))
    matrix = graph.node("Mul", graph.node("Cast", whole, to=FLOAT), scale)
    each = graph.node("MatMul", rows, matrix)
    return graph.node("Add", each, graph.constant(stored[f"{name}.bias"]))


def normal(graph: Graph, rows: str, stored: Stored, name: str) -> str:
    """Add what normalises each row."""
    gain, shift = (graph.constant(stored[f"{name}.{part}"]) for part in ("weight", "bias"))
    return graph.node("LayerNormalization", rows, gain, shift, axis=-1, epsilon=EPSILON)


def _gelu(graph: Graph, rows: str) -> str:
    """Add the activation of Hendrycks, Gimpel 2016."""
    root, half, one = (graph.constant(np.array(x, np.float32)) for x in (2**0.5, 0.5, 1.0))
    part = graph.node("Add", graph.node("Erf", graph.node("Div", rows, root)), one)
    return graph.node("Mul", rows, graph.node("Mul", part, half))


def _added(graph: Graph, rows: str, more: str, stored: Stored, name: str) -> str:
    """Add what a part makes to what it was made from, and normalise."""
    return normal(graph, graph.node("Add", more, rows), stored, name)
