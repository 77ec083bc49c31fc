"""Token vectors made small: projected to fewer numbers, of one length, a byte a number.

The projection holds the main directions of the model's token vectors (principal components,
Pearson 1901), trained by benchmarks/token_projection.py on text written for this project.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

FORM = "pca64/int8/1"
"""Recorded in stores: token vectors of two projections cannot be compared."""
LENGTH = 127
"""Length of a token's vector; cosines are products divided by its square."""

_FILE = "minilm-token-projection.npy"


@cache
def directions() -> NDArray[np.float32]:
    """Return what token vectors are projected by: (dimension, size)."""
    data = files("octomem").joinpath("data", _FILE).read_bytes()
    found: NDArray[np.float32] = np.load(BytesIO(data), allow_pickle=False)
    return found
