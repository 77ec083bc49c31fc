"""Token vectors made small: projected to fewer numbers, of one length, a byte a number.

The projection holds the main directions of the model's token vectors (principal components,
Pearson 1901), trained by benchmarks/token_projection.py on text written for this project.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from octomem.stores.products import product
from octomem.stores.seams import Tokens

FORM = "pca64/int8/1"
"""Recorded in stores: token vectors of two projections cannot be compared."""
LENGTH = 127
"""Length of a token's vector; cosines are products divided by its square."""

_FILE = "minilm-token-projection.npy"


def compress(vectors: NDArray[np.float32]) -> Tokens:
    """Project token vectors, (tokens, dimension), to (tokens, size) of int8."""
    projected = product(vectors, _directions())
    norms: NDArray[np.float32] = np.linalg.norm(projected, axis=1, keepdims=True)
    scaled = projected * (LENGTH / np.maximum(norms, np.finfo(np.float32).tiny))
    return np.rint(scaled).astype(np.int8)


@cache
def _directions() -> NDArray[np.float32]:
    data = files("octomem").joinpath("data", _FILE).read_bytes()
    directions: NDArray[np.float32] = np.load(BytesIO(data), allow_pickle=False)
    return directions
