"""Products of matrices in the thread that asks for them."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ALONE = 2**18
"""Multiplications up to which OpenBLAS, which NumPy multiplies with, wakes no other thread. What it
wakes goes on to spin for 20 ms, at the cost of whatever else would run: several times as long as
the products take that are made here."""


def product(rows: Floats | NDArray[np.int8], columns: Floats) -> Floats:
    """Return `rows @ columns`, a few rows at a time; rows may be of whole numbers."""
    found = np.empty((rows.shape[0], columns.shape[1]), dtype=np.float32)
    columns = np.ascontiguousarray(columns)  # a transposed matrix takes a third longer
    step = max(1, ALONE // max(1, columns.size))
    for at in range(0, len(rows), step):
        part = rows[at : at + step].astype(np.float32, copy=False)
        np.matmul(part, columns, out=found[at : at + step])
    return found


def widened(rows: NDArray[np.float16]) -> Floats:
    """Return finite halves as single precision, to the bit; NumPy's own way takes twice as long.

    The bits of a half stand 13 places further up in a single, whose exponent begins 112 lower.
    """
    bits = rows.view(np.int16).astype(np.int32)
    np.left_shift(bits, 13, out=bits)
    np.bitwise_and(bits, ~0x70000000, out=bits)  # the sign has filled what lies below it
    found: Floats = bits.view(np.float32)
    np.multiply(found, np.float32(2.0**112), out=found)
    return found


def products(rows: Floats, vector: Floats) -> Floats:
    """Return each row's product with a vector; no row's depends on the other rows."""
    found: Floats = np.einsum("ij,j->i", rows, vector)
    return found
