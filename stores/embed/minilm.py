"""The default embedding model: all-MiniLM-L6-v2 in whole numbers of 8 bits, on the processor, offline.

Mean pooling over the tokens, then L2 norm (Reimers, Gurevych 2019, Sentence-BERT).
"""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed import asking, projection
from octomem.stores.embed.onnx_model import Batch, OnnxModel, run
from octomem.stores.embed.session import Session
from octomem.stores.seams import Encoded

MAX_TOKENS = 256
"""Tokens of a text that count; the model was trained on shorter ones."""
BATCH = 8
"""Texts per run: more take no less time for each."""
TOKENS = 400
"""Tokens of a run, padding included: eight texts of 256 take a quarter longer per token than one,
and onnxruntime keeps the room of the largest run for good (57 MB with this, 390 without)."""
MANY = 32
"""Runs from which several are made at the same time: fewer leave a core to the parser."""
RUN = 12
"""Tokens that take as long as a run takes beside its tokens (1.2 ms and 0.1 ms a token)."""


class MiniLMEmbedder:
    """Embeds with all-MiniLM-L6-v2. Safe for any thread; loads at the first text.

    A vector does not depend on the texts that share its batch: each row of numbers is rounded by
    a scale of its own (docs/adr/0029).

    Raises:
        StoreError: the model cannot be loaded or run.
    """

    name = "all-MiniLM-L6-v2/int8/1"
    dimension = 384
    token_form = projection.FORM
    scripts = frozenset({"Latin"})
    """It was trained on English; it cuts other scripts into single characters."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text; an empty text has a vector too."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for places, batch in self._batches(texts):
            vectors[places] = batch.vectors
        return vectors

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Return each text's vector, as `embed` does, and its token vectors."""
        found: dict[int, Encoded] = {}
        for places, batch in self._batches(texts):
            for row, at in enumerate(places):
                spans = batch.spans[row]
                own = _own(spans, batch.mask[row])
                own_spans = tuple(spans[token] for token in own)
                found[at] = Encoded(
                    batch.vectors[row], batch.tokens[row, own], own_spans, batch.words[row, own]
                )
        return [found[at] for at in range(len(texts))]

    def asked(self, encoded: Encoded) -> Encoded:
        """Return a question's vectors turned towards the turns that answer it."""
        return asking.asked(encoded)

    def _batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Batch]]:
        """Run the model; texts of like length share a run, for padding costs as words do."""
        model = _loaded()
        encodings = model.tokenised(texts)
        order = sorted(range(len(texts)), key=lambda at: len(encodings[at]))
        rest = iter(order)
        runs = [list(islice(rest, size)) for size in sizes([len(encodings[at]) for at in order])]

        def batch(places: Sequence[int]) -> Batch:
            return model.run([encodings[at] for at in places])

        if len(runs) < MANY:
            yield from ((places, batch(places)) for places in runs)
            return
        with ThreadPoolExecutor(os.cpu_count()) as callers:
            for at in range(0, len(runs), MANY):  # what is done waits in memory
                together = runs[at : at + MANY]
                yield from zip(together, callers.map(batch, together), strict=True)


def word_pieces(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Return each text's tokens and where they stand in it, without those that frame it."""
    encodings = _loaded().tokenised(texts)
    return [(encoding.ids[1:-1], encoding.offsets[1:-1]) for encoding in encodings]


def read_rows(model: Session, rows: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
    """Return what a model that is given `TOKENS` and `HIDDEN` makes of rows of tokens, (tokens, size) each."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    rest = iter(order)
    found: dict[int, NDArray[np.float32]] = {}
    for size in sizes([len(rows[at]) for at in order]):
        places = list(islice(rest, size))
        made = run(model, [rows[at] for at in places])
        found |= {at: row[: len(rows[at])] for at, row in zip(places, made, strict=True)}
    return [found[at] for at in range(len(rows))]


def sizes(lengths: Sequence[int]) -> list[int]:
    """Divide texts of ascending lengths, in tokens, into the runs that take least time."""
    least, last = [0], [0]
    for end, longest in enumerate(lengths, 1):
        most = max(1, min(BATCH, TOKENS // longest))
        begins = range(max(0, end - most), end)
        costs = [least[begin] + RUN + (end - begin) * longest for begin in begins]
        least.append(min(costs))
        last.append(begins[costs.index(least[-1])])
    found: list[int] = []
    end = len(lengths)
    while end:
        found.append(end - last[end])
        end = last[end]
    return found[::-1]


_LOADING = threading.Lock()


def _loaded() -> OnnxModel:
    """Return the model, loaded once for all stores of this process."""
    with _LOADING:
        return _model()


@cache
def _model() -> OnnxModel:
    return OnnxModel(MAX_TOKENS)


def _own(spans: Sequence[tuple[int, int]], mask: NDArray[np.int64]) -> list[int]:
    """Return the places of a text's tokens, without those that frame and fill it."""
    return [at for at, (start, end) in enumerate(spans) if start < end and mask[at]]
