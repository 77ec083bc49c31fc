"""Products of matrices in the thread that asks for them."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.bert import FLOAT
from octomem.stores.embed.onnx_file import Graph, Input
from octomem.stores.embed.session import Session, session

Floats = NDArray[np.float32]
Raised = NDArray[np.uint8]
"""Whole numbers of 8 bits, each 128 higher, so that none has a sign."""

ALONE = 2**18
"""Multiplications up to which OpenBLAS, which NumPy multiplies with, wakes no other thread. What it
wakes goes on to spin for 20 ms, at the cost of whatever else would run: several times as long as
the products take that are made here."""


def product(rows: Floats, columns: Floats) -> Floats:
    """Return `rows @ columns`, a few rows at a time."""
    found = np.empty((rows.shape[0], columns.shape[1]), dtype=np.float32)
    columns = np.ascontiguousarray(columns)  # a transposed matrix takes a third longer
    step = max(1, ALONE // max(1, columns.size))
    for at in range(0, len(rows), step):
        np.matmul(rows[at : at + step], columns, out=found[at : at + step])
    return found


def raised(rows: NDArray[np.int8]) -> Raised:
    """Return whole numbers as `whole_product` takes them."""
    return rows.view(np.uint8) ^ np.uint8(_SIGN)


def whole_product(rows: Raised, columns: NDArray[np.int8]) -> NDArray[np.int32]:
    """Return `rows @ columns` of whole numbers, whose rows are `raised`: exact, whatever else is multiplied.

    Without VNNI two neighbouring products are added in 16 bits, which those of vectors of length 127 fit.
    A processor multiplies numbers without a sign by such with one several times as fast as floats.
    """
    found: NDArray[np.int32] = _whole_product().run(
        None, {_ROWS: rows, _COLUMNS: np.ascontiguousarray(columns)}
    )[0]
    return found


def widened(rows: NDArray[np.float16]) -> Floats:
    """Return halves as single precision, to the bit; NumPy takes four times as long."""
    found: Floats = _widened().run(None, {_ROWS: rows})[0]
    return found


def products(rows: Floats, vector: Floats) -> Floats:
    """Return each row's product with a vector; no row's depends on the other rows."""
    found: Floats = np.einsum("ij,j->i", rows, vector)
    return found


_SIGN = 128
_ROWS, _COLUMNS = "rows", "columns"
_ANY = (None, None)


@cache
def _whole_product() -> Session:
    graph = Graph([Input(_ROWS, np.uint8, _ANY), Input(_COLUMNS, np.int8, _ANY)])
    zero = graph.constant(np.array(_SIGN, np.uint8))
    made = graph.node("MatMulInteger", _ROWS, _COLUMNS, zero)
    return session(graph.file({made: np.int32}))


@cache
def _widened() -> Session:
    graph = Graph([Input(_ROWS, np.float16, _ANY)])
    return session(graph.file({graph.node("Cast", _ROWS, to=FLOAT): np.float32}))
