"""What a question's vectors become before they are compared: turned towards what answers.

The model puts a text near texts like it, and an answer is seldom worded as its question. A linear
map, learnt from questions and the turns that answer them (benchmarks/question_map.py, on
conversations written for this project), moves a question's own vector and those of its tokens.
What is stored stays as it is, so any store is asked so, whenever it was written. Facts and whatever
else is told in plain words are compared with the question as it was.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.projection import LENGTH
from octomem.stores.products import product
from octomem.stores.seams import Encoded

Floats = NDArray[np.float32]

_FILE = "minilm-question-map.npz"


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """What is added to vectors of length 1, which are then brought to length 1 again."""

    tokens: Floats
    """To a token's projected vector, from its whole one: (dimension, projected size)."""
    inwards: Floats
    """To the question's vector, by way of few numbers: (dimension, rank)."""
    outwards: Floats
    """And back: (rank, dimension)."""


def asked(encoded: Encoded) -> Encoded:
    """Return a question as it is compared with turns, and beside it with anything else."""
    learnt = shipped()
    vector: Floats = encoded.vector.astype(np.float32)
    moved: Floats = np.add(vector, vector @ learnt.inwards @ learnt.outwards)
    turned = replace(encoded, turned=_unit(moved))
    if encoded.tokens is None or encoded.words is None:
        return turned
    projected = _unit(encoded.tokens.astype(np.float32))
    whole: Floats = encoded.words.astype(np.float32)
    tokens = _unit(np.add(projected, product(whole, learnt.tokens)))
    return replace(turned, tokens=np.rint(tokens * LENGTH).astype(encoded.tokens.dtype))


@cache
def shipped() -> QuestionMap:
    """Return the map in use, read once."""
    with (
        as_file(files("octomem").joinpath("data", _FILE)) as path,
        np.load(path, allow_pickle=False) as parts,
    ):
        return QuestionMap(**{name: parts[name].astype(np.float32) for name in parts.files})


def _unit(rows: Floats) -> Floats:
    norms: Floats = np.sqrt(np.add.reduce(rows * rows, axis=-1, keepdims=True))
    units: Floats = np.divide(rows, np.maximum(norms, np.finfo(np.float32).tiny))
    return units
