"""Scores memories and sessions for index terms, wherever it stands which texts hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from octomem.stores import bm25
from octomem.stores.seams import TextHits


@dataclass(frozen=True, slots=True)
class Postings:
    """Where some terms occur: a row per term and document that holds it, one term's after the other's."""

    terms: bm25.Integers
    """Each row's term: its place among those asked for."""
    places: bm25.Counts
    """Each row's document: its place in `docs`, ascending for each term."""
    frequencies: bm25.Counts
    """How often the document has the term."""
    docs: bm25.Integers
    """Numbers of documents, ascending; there may be some that hold no term."""
    lengths: bm25.Integers
    """How many terms each of them has."""
    sessions: bm25.Integers
    """The number of each one's session; 0 of what is of no session."""


class Texts(Protocol):
    """The texts of one partition."""

    def statistics(self) -> tuple[int, int]:
        """Return how many documents there are, and how many terms."""
        ...

    def postings(self, terms: Sequence[str]) -> Postings:
        """Return where the terms occur, in their order."""
        ...

    def memory_ids(self, docs: bm25.Integers) -> list[str]:
        """Return the memory ids of ascending document numbers, in the same order."""
        ...

    def sessions(self) -> Mapping[int, tuple[str, int]]:
        """Return each session's id and how many terms it has, by its number."""
        ...


def hits(texts: Texts, terms: Sequence[str], limit: int) -> TextHits:
    """Score a partition's memories, and its sessions, for index terms.

    Terms that the partition lacks count in
    the attainable score, so a question that is half unknown scores at most half.
    """
    asked = sorted(set(terms))
    found = texts.postings(asked)
    documents, length = texts.statistics()
    counts = np.bincount(found.terms, minlength=len(asked)).tolist()
    idfs = [bm25.idf(documents, count) for count in counts]
    weights = dict(zip(asked, idfs, strict=True))
    unknown = frozenset(term for term, count in zip(asked, counts, strict=True) if not count)
    if limit < 1 or not any(counts):
        nothing = found.docs[:0], np.zeros(0), texts.memory_ids
        return TextHits(*nothing, weights=weights, unknown=unknown)
    docs, scores = _document_scores(found, idfs, length / documents)
    best = _best(texts, docs, scores, limit)
    return TextHits(
        docs[best],
        scores[best],
        texts.memory_ids,
        sessions=_session_scores(texts.sessions(), found, len(asked)),
        weights=weights,
        unknown=unknown,
    )


def _document_scores(
    found: Postings, idfs: list[float], average_length: float
) -> tuple[bm25.Integers, bm25.Scores]:
    """Return the texts that hold any of the terms, and their scores."""
    lengths = found.lengths[found.places]
    shares = np.array(idfs)[found.terms] * bm25.saturation(
        found.frequencies, lengths, average_length
    )
    # Summed in the order of the terms, so equal documents get exactly equal scores.
    sums = np.bincount(found.places, weights=shares, minlength=len(found.docs))
    holding = np.flatnonzero(sums)
    return found.docs[holding], sums[holding] / bm25.attainable(idfs)


def _best(texts: Texts, docs: bm25.Integers, scores: bm25.Scores, limit: int) -> NDArray[np.bool_]:
    """Choose the best `limit` of some texts; of those that are equal the first by memory id."""
    if limit >= len(scores):
        return np.ones(len(scores), dtype=np.bool_)
    lowest = np.partition(scores, -limit)[-limit]
    best: NDArray[np.bool_] = scores >= lowest
    over = int(np.count_nonzero(best)) - limit
    if over:
        last = np.flatnonzero(scores == lowest)
        best[last[np.argsort(np.array(texts.memory_ids(docs[last])))[-over:]]] = False
    return best


def _session_scores(
    known: Mapping[int, tuple[str, int]], found: Postings, terms: int
) -> dict[str, float]:
    """Score each session as if it were one document; what is of no session is in the first column."""
    numbers = [0, *sorted(known)]
    cells = found.terms * len(numbers) + np.searchsorted(numbers, found.sessions)[found.places]
    counted = np.bincount(cells, weights=found.frequencies, minlength=terms * len(numbers))
    frequencies = counted.reshape(terms, -1)
    frequencies[:, 0] = 0
    if not frequencies.any():
        return {}
    lengths = np.array([0, *(known[at][1] for at in numbers[1:])])
    containing: list[int] = np.count_nonzero(frequencies, axis=1).tolist()
    idfs = [bm25.idf(len(known), count) for count in containing]
    saturated = bm25.saturation(frequencies, lengths, int(lengths.sum()) / len(known))
    # One term after the other, as for memories: equal documents get exactly equal scores.
    sums = sum(np.array(idfs)[:, np.newaxis] * saturated, np.zeros(len(numbers)))
    holding = np.flatnonzero(sums)
    scores = sums[holding] / bm25.attainable(idfs)
    names = (known[numbers[at]][0] for at in holding.tolist())
    return {name: -score for score, name in sorted(zip((-scores).tolist(), names, strict=True))}
