"""Layers of BERT (Devlin et al. 2019), written as ONNX.

Weights are named `0.q.weight`, `0.q.scale` and `0.q.bias` for the first layer's queries, and so for
keys (k), values (v), what attention puts out (o), what widens (i) and narrows (p); `0.n1.weight`
and `0.n1.bias` normalise what attention made, `0.n2` what the layer made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.onnx_file import Graph, Input

EPSILON = 1e-12
"""What is added to the variance that it normalises by."""

FLOAT, INT8, HALF, DOUBLE = 1, 3, 10, 11
"""Floats, whole numbers of 8 bits, and floats of half and twice the size, as ONNX numbers types of values."""

HIDDEN = Input("hidden", np.float32, sizes=(None, 1, 1, None))
"""What hides tokens from the others, for (texts, 1, 1, tokens): 0 for a token that is seen, the
least number for what fills up a row."""

GELU_LEAST = -0.17
"""The least that the activation makes, rounded down."""
LEAST_SCALE = 1e-30
"""A row of zeros has this scale."""

Stored = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Whole:
    """Rows as whole numbers of 8 bits: a number is `scale` times what is above `zero`, plus `least`.

    Each row has a scale of its own, so it does not depend on what shares its run.
    """

    numbers: str
    scale: str
    zero: str
    least: float
    apart: str
    """What stands in columns that are left out of the numbers and of their scale."""
    columns: Sequence[int]


@dataclass(frozen=True, slots=True)
class Form:
    """What weights do not tell of an encoder's layers."""

    heads: int
    apart: Sequence[int]
    """Columns of a state that are several times as large as the others, in all layers
    (Kovaleva et al. 2021, BERT Busters)."""


BUNDLED = Form(12, (63, 99, 127, 157, 223, 267, 338, 363))
"""Of the bundled encoder."""


def hidden(mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return `HIDDEN` for a mask, (texts, tokens), of 1 for a token and 0 for padding."""
    least = np.finfo(np.float32).min
    return np.where(mask, np.float32(0), least)[:, np.newaxis, np.newaxis, :]


def embedded(graph: Graph, stored: Stored, tokens: str) -> str:
    """Add what tokens are before the first layer: a row of `table` with its scale, a `kind` if there is one, and their place's row."""
    rows, scales = (
        graph.node("Gather", graph.constant(stored[part]), tokens, axis=0)
        for part in ("table", "table.scale")
    )
    each = graph.node("Mul", graph.node("Cast", rows, to=FLOAT), scales)
    if "kind" in stored:
        each = graph.node("Add", each, graph.constant(stored["kind"]))
    first = graph.constant(np.array([0], np.int64))
    length = graph.node("Shape", tokens, start=1, end=2)
    place = graph.constant(stored["places"].astype(np.float32))
    place = graph.node("Slice", place, first, length, first)
    return normal(graph, graph.node("Add", each, place), stored, "n")


def layer(graph: Graph, rows: str, stored: Stored, name: str, form: Form = BUNDLED) -> str:
    """Add one layer of a transformer (Vaswani et al. 2017), as BERT has it."""
    width = stored[f"{name}q.bias"].size
    size = width // form.heads
    split = graph.constant(np.array([0, 0, form.heads, size], np.int64))
    joined = graph.constant(np.array([0, 0, width], np.int64))
    whole = _whole(graph, rows, width, form.apart)

    def heads(part: str, order: Sequence[int], times: float = 1.0) -> str:
        made = graph.node("Reshape", _product(graph, whole, stored, name + part, times), split)
        return graph.node("Transpose", made, perm=order)

    query = heads("q", (0, 2, 1, 3), size**-0.5)
    likeness = graph.node("MatMul", query, heads("k", (0, 2, 3, 1)))
    likeness = graph.node("Add", likeness, HIDDEN.name)
    seen = graph.node("MatMul", graph.node("Softmax", likeness, axis=-1), heads("v", (0, 2, 1, 3)))
    seen = graph.node("Reshape", graph.node("Transpose", seen, perm=(0, 2, 1, 3)), joined)
    more = _product(graph, _whole(graph, seen, width), stored, name + "o")
    rows = _added(graph, rows, more, stored, name + "n1")
    wide = _product(graph, _whole(graph, rows, width, form.apart), stored, name + "i")
    more = _product(
        graph, _whole(graph, _gelu(graph, wide), 4 * width, least=GELU_LEAST), stored, name + "p"
    )
    return _added(graph, rows, more, stored, name + "n2")


def _whole(
    graph: Graph, rows: str, width: int, apart: Sequence[int] = (), *, least: float | None = None
) -> Whole:
    """Add what rounds rows to whole numbers.

    Args:
        apart: columns of all `width` that are kept as they are (Dettmers et al. 2022, LLM.int8()).
        least: what no number is below; without it they lie on both sides of 0.
    """
    kept = ""
    if apart:
        kept = graph.node("Gather", rows, graph.constant(np.array(apart, np.int64)), axis=-1)
        others = np.ones(width, np.float32)
        others[list(apart)] = 0
        rows = graph.node("Mul", rows, graph.constant(others))
    if least is None:
        largest, zero, steps = graph.node("Abs", rows), 128, 127
    else:
        largest = rows = graph.node("Sub", rows, _number(graph, least))
        zero, steps = 0, 255
    largest = graph.node("ReduceMax", largest, axes=(-1,), keepdims=1)
    scale = graph.node("Mul", largest, _number(graph, 1 / steps))
    scale = graph.node("Max", scale, _number(graph, LEAST_SCALE))
    nought = graph.constant(np.array(zero, np.uint8))
    scaled = graph.node("Div", rows, scale)
    numbers = graph.node("QuantizeLinear", scaled, _number(graph, 1.0), nought)
    return Whole(numbers, scale, nought, least or 0.0, kept, apart)


def _product(graph: Graph, rows: Whole, stored: Stored, name: str, times: float = 1.0) -> str:
    """Add a linear layer over whole numbers, whose sums are exact; what it makes, times a number."""
    weight, bias = stored[f"{name}.weight"], times * stored[f"{name}.bias"]
    scale = (times * stored[f"{name}.scale"]).astype(np.float32)
    floats = (weight * scale).astype(np.float32)
    counted = weight.copy()
    counted[list(rows.columns)] = 0
    each = graph.node(
        "com.microsoft.MatMulIntegerToFloat",
        rows.numbers,
        graph.constant(counted),
        _number(graph, 1.0),
        graph.constant(scale),
        rows.zero,
    )
    each = graph.node("Mul", each, rows.scale)
    if rows.columns:
        some = graph.constant(floats[list(rows.columns)])
        each = graph.node("Add", each, graph.node("MatMul", rows.apart, some))
    shift = (bias + rows.least * (counted * scale).sum(axis=0)).astype(np.float32)
    return graph.node("Add", each, graph.constant(shift))


def _number(graph: Graph, value: float) -> str:
    return graph.constant(np.array(value, np.float32))


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


def pooled(graph: Graph, rows: str) -> str:
    """Add the mean of each text's tokens, brought to length 1: (texts, width).

    In floats of twice the size, whose sum does not depend on how far the rows are filled up.
    """
    shape = graph.constant(np.array([0, -1, 1], np.int64))
    hides = graph.node("Reshape", HIDDEN.name, shape)
    seen = graph.node("Cast", graph.node("Equal", hides, _number(graph, 0.0)), to=DOUBLE)
    rows = graph.node("Cast", rows, to=DOUBLE)
    tokens = graph.constant(np.array([1], np.int64))
    sums = graph.node("ReduceSum", graph.node("Mul", rows, seen), tokens, keepdims=0)
    sums = graph.node("Cast", sums, to=FLOAT)
    return unit(graph, sums)


def unit(graph: Graph, rows: str) -> str:
    """Add what brings rows to length 1; a row of zeros stays one."""
    length = graph.node("ReduceL2", rows, axes=(-1,), keepdims=1)
    return graph.node("Div", rows, graph.node("Max", length, _number(graph, LEAST_SCALE)))


def halves(graph: Graph, rows: str) -> str:
    """Add rows in half the size."""
    return graph.node("Cast", rows, to=HALF)


def compressed(graph: Graph, rows: str, directions: NDArray[np.float32], length: int) -> str:
    """Add rows in few directions, each of one length and rounded to whole numbers of 8 bits."""
    few = unit(graph, graph.node("MatMul", rows, graph.constant(directions)))
    whole = graph.node("Round", graph.node("Mul", few, _number(graph, float(length))))
    return graph.node("Cast", whole, to=INT8)


def _gelu(graph: Graph, rows: str) -> str:
    """Add the activation of Hendrycks, Gimpel 2016."""
    return graph.node("com.microsoft.Gelu", rows)


def _added(graph: Graph, rows: str, more: str, stored: Stored, name: str) -> str:
    """Add what a part makes to what it was made from, and normalise."""
    return normal(graph, graph.node("Add", more, rows), stored, name)
