"""The first layers of multilingual-e5-small, which reads Chinese, and the pieces that it cuts words into.

Its layers are those of MiniLM, its pieces a unigram model's (Kudo 2018). The file holds those
pieces that Chinese talk is made of, with Latin letters and marks, and was made by
benchmarks/multilingual.py from a wheel that has the model in 4 bits (Wang et al. 2024, Multilingual E5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.bert import FLOAT, WIDTH, layer, normal
from octomem.stores.embed.encoder import TOKENS
from octomem.stores.embed.onnx_file import Graph

FILE = "multilingual-e5-small.npz"
LAYERS = 6
"""Layers that the file has, of twelve."""
BEGIN, END, UNKNOWN = 0, 2, 3
"""The tokens <s>, </s> and <unk>, which have the first places of the table."""
SPACE = "\u2581"
"""What stands for a space before a piece."""
OUTLIERS = (15, 35, 146, 227, 297, 347)
"""Columns of a state that are several times as large as the others."""
_UNKNOWN_COST = 10.0
"""How much less likely a character that is no piece is than the least likely piece."""
_GROUP = 32
"""Numbers of the table that share a scale."""

Stored = Mapping[str, NDArray[Any]]


@dataclass(slots=True)
class Pieces:
    """The pieces by their text, and what words were cut into."""

    places: dict[str, int]
    scores: dict[str, float]
    longest: int
    unknown: float
    known: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """Words that were cut before."""

    def of(self, word: str) -> tuple[int, ...]:
        """Return the tokens of a word, those that are likeliest together (Viterbi 1967)."""
        found = self.known.get(word)
        if found is None:
            found = self._cut(word)
            if len(self.known) < _KEPT:
                self.known[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        size = len(word)
        best, back = [0.0, *([-np.inf] * size)], [(0, UNKNOWN)] * (size + 1)
        for begin in range(size):
            for end in range(begin + 1, min(size, begin + self.longest) + 1):
                score = self.scores.get(word[begin:end])
                if score is not None and best[begin] + score > best[end]:
                    best[end] = best[begin] + score
                    back[end] = (begin, self.places[word[begin:end]])
            if best[begin] + self.unknown > best[begin + 1]:
                best[begin + 1], back[begin + 1] = best[begin] + self.unknown, (begin, UNKNOWN)
        tokens: list[int] = []
        while size:
            size, token = back[size]
            tokens.append(token)
        return tuple(reversed(tokens))


_KEPT = 50_000
"""Words whose tokens are remembered, about 10 MB."""


@cache
def pieces() -> Pieces:
    """Return the pieces; read once per process."""
    with _opened() as stored:
        texts = bytes(stored["pieces"]).decode().split("\n")
        scores: list[float] = stored["scores"].tolist()
    return Pieces(
        {text: at for at, text in enumerate(texts)},
        dict(zip(texts[UNKNOWN + 1 :], scores[UNKNOWN + 1 :], strict=True)),
        max(map(len, texts)),
        min(scores) - _UNKNOWN_COST,
    )


def begin(graph: Graph) -> str:
    """Add the layers to a graph that is given `TOKENS` and `HIDDEN`; return their states."""
    with _opened() as stored:
        states = _embedded(graph, stored)
        for at in range(LAYERS):
            states = layer(graph, states, stored, f"{at}.", apart=OUTLIERS)
    return states


def _opened() -> Any:
    """Open the file; each part of it is read when it is asked for."""
    data = files("octomem").joinpath("data", FILE).read_bytes()
    return np.load(BytesIO(data), allow_pickle=False)


def _embedded(graph: Graph, stored: Stored) -> str:
    """Add what tokens are before the first layer; their table is widened to 8 bits."""
    table, scale = _table(stored)
    rows, scales = (
        graph.node("Gather", graph.constant(part), TOKENS.name, axis=0) for part in (table, scale)
    )
    each = graph.node("Mul", graph.node("Cast", rows, to=FLOAT), scales)
    first = graph.constant(np.array([0], np.int64))
    length = graph.node("Shape", TOKENS.name, start=1, end=2)
    place = graph.constant(stored["places"].astype(np.float32))
    place = graph.node("Slice", place, first, length, first)
    return normal(graph, graph.node("Add", each, place), stored, "n")


def _table(stored: Stored) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return the table with a scale for each row: in the file each 32 numbers of 4 bits have one."""
    packed, scales = stored["table"], stored["scales"].astype(np.float32)
    tokens = len(packed)
    grouped = packed.reshape(tokens, WIDTH // _GROUP, _GROUP // 2)
    numbers = np.concatenate([grouped & 15, grouped >> 4], axis=2).astype(np.float32) - 8
    rows = (numbers * scales[:, :, np.newaxis]).reshape(tokens, WIDTH)
    scale: NDArray[np.float32] = np.abs(rows).max(axis=1, keepdims=True) / np.float32(127)
    scale = np.maximum(scale, np.float32(1e-30))
    return np.round(rows / scale).astype(np.int8), scale
