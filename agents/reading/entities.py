"""Names and dates in a parse, found by spaCy's model, a batch of texts at a time.

The model goes from word to word: outside an entity each begins one, is one or is none; inside,
each goes on or is the last (Lample et al. 2016). What a word is outside depends on no word
before it, so that all are decided at once, and only entities are walked through. spaCy's own
walk takes twenty times as long: it asks every word for every class, and for the interpreter
each time.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.word_vectors import WordVectors
from octomem.stores.products import product

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]

_OUTSIDE = "O"
_MARKS = ("IS_SPACE", "SENT_START")


class Entities:
    """Sets the entities of parsed texts, as the recogniser, spaCy's, does whose weights it takes."""

    def __init__(self, recogniser: Any) -> None:
        model, moves = recogniser.model, recogniser.moves
        names: list[str] = [moves.get_class_name(number) for number in range(moves.n_moves)]
        self._number = {name: number for number, name in enumerate(names)}
        # A move without a label marks what is blocked, and nothing is here.
        self._free = [at for at, name in enumerate(names) if name[0] in "BUO" and name != "U-"]
        self._moves = [names[at] for at in self._free]
        self._begins = np.array([move[0] == "B" for move in self._moves])
        self._is_any = np.array([move != _OUTSIDE for move in self._moves])
        upper, lower = model.get_ref("upper"), model.get_ref("lower")
        self._upper: Floats = upper.get_param("W")
        self._upper_bias: Floats = upper.get_param("b")
        self._outer: Floats = np.ascontiguousarray(self._upper[self._free].T)
        self._bias: Floats = lower.get_param("b")
        self._missing: Floats = lower.get_param("pad")[0]
        chained = model.get_ref("tok2vec").layers
        self._vectors = WordVectors(chained[0], _joined(chained[-1], lower))

    def __call__(self, doc: "Doc") -> "Doc":
        """Set the entities of one text."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable["Doc"], *, batch_size: int) -> Iterator["Doc"]:
        """Set the entities of texts, a batch at a time, and give them back in order."""
        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            features = self._vectors(batch).reshape(-1, *self._missing.shape)
            start = 0
            for doc in batch:
                self._set(doc, features[start : start + len(doc)])
                start += len(doc)
            yield from batch

    def _set(self, doc: "Doc", features: Floats) -> None:
        from spacy.tokens import Span  # noqa: PLC0415 - loads with the parser

        found = self._found(doc, features) if len(doc) else ()
        doc.set_ents([Span(doc, *each) for each in found], default="outside")

    def _found(self, doc: "Doc", features: Floats) -> Iterator[tuple[int, int, str]]:
        """Yield where entities start and end, and their labels."""
        spaces, starts = doc.to_array(list(_MARKS)).T
        ends = np.append(starts[1:] == 1, True)
        best = self._outside(features, spaces.astype(bool), ends)
        free = 0
        for at in map(int, np.flatnonzero(self._is_any[best])):
            if at < free:
                continue
            move, _, label = self._moves[int(best[at])].partition("-")
            last = at if move == "U" else self._last(features, at, label, ends)
            free = last + 1
            yield at, free, label

    def _outside(
        self, features: Floats, spaces: NDArray[np.bool_], ends: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Return the best move of each word, were it outside of an entity."""
        summed = features[:, 0] + self._missing[1] + self._missing[2] + self._bias
        scores = product(summed.max(axis=-1), self._outer) + self._upper_bias[self._free]
        scores[np.ix_(ends, self._begins)] = -np.inf
        scores[np.ix_(spaces, self._is_any)] = -np.inf
        best: NDArray[np.intp] = scores.argmax(axis=1)
        return best

    def _last(self, features: Floats, start: int, label: str, ends: NDArray[np.bool_]) -> int:
        """Return the last word of an entity that begins at `start`."""
        on, last = self._number[f"I-{label}"], self._number[f"L-{label}"]
        matrix, bias = self._upper[[on, last]], self._upper_bias[[on, last]]
        at = start + 1
        while not ends[at]:
            state = features[at, 0] + features[start, 1] + features[at - 1, 2] + self._bias
            goes_on, is_last = matrix @ state.max(axis=-1) + bias
            if is_last > goes_on:
                break
            at += 1
        return at


def _joined(linear: Any, lower: Any) -> tuple[Floats, Floats]:
    """Return one matrix and bias for two layers that follow each other."""
    first, first_bias = linear.get_param("W"), linear.get_param("b")
    second = lower.get_param("W").reshape(-1, first.shape[0])
    return np.ascontiguousarray((second @ first).T), second @ first_bias
