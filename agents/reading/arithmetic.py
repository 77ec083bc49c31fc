"""Products of matrices for spaCy's model; thinc, which spaCy computes with, has slow ones.

Those come from BLIS, which takes the plain C of its reference on processors that it does not know,
such as AMD's since 2024: 15 % of a parse. NumPy's are faster there, and as fast on others.
"""

import numpy as np
from numpy.typing import NDArray
from thinc.backends import NumpyOps  # pyright: ignore[reportUnknownVariableType]

from octomem.stores.products import ALONE

ROWS = 24
"""Rows of a block; 16 to 48 take the same time."""

Floats = NDArray[np.float32]


class BlockedOps(NumpyOps):  # type: ignore[misc]  # pyright: ignore[reportUntypedBaseClass]
    """thinc's operations, matrices multiplied by NumPy in blocks that one thread takes alone."""

    def gemm(
        self,
        x: Floats,
        y: Floats,
        out: Floats | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Floats:
        """Return x @ y, either of them transposed before."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        if out is None:
            out = np.empty((left.shape[0], right.shape[1]), dtype=np.float32)
        wide = max(1, ALONE // (ROWS * max(1, right.shape[0])))
        for top in range(0, left.shape[0], ROWS):
            rows = slice(top, top + ROWS)
            for start in range(0, right.shape[1], wide):
                columns = slice(start, start + wide)
                np.matmul(left[rows], right[:, columns], out=out[rows, columns])
        return out
