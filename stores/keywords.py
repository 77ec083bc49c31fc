"""Scores memories and sessions for index terms, wherever it stands which texts hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from octomem.stores import bm25
from octomem.stores.seams import TextHits


@dataclass(frozen=True, slots=True)
class Postings:
    """Where some terms occur: a row per term and document that holds it, one term's after the other's."""

    terms: bm25.Integers
    """Each row's term: its place among those asked for."""
    places: bm25.Integers
    """Each row's document: its place in `docs`, ascending for each term."""
    frequencies: bm25.Integers
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

    Equal scores are ordered by memory id. Terms that the partition lacks count in
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
        return TextHits({}, weights=weights, unknown=unknown)
    return TextHits(
        memories=_memory_scores(texts, found, idfs, length / documents, limit),
        sessions=_session_scores(texts.sessions(), found, len(asked)),
        weights=weights,
        unknown=unknown,
    )


def _memory_scores(
    texts: Texts, found: Postings, idfs: list[float], average_length: float, limit: int
) -> dict[str, float]:
    lengths = found.lengths[found.places]
    shares = np.array(idfs)[found.terms] * bm25.saturation(
        found.frequencies, lengths, average_length
    )
    # Summed in the order of the terms, so equal documents get exactly equal scores.
    sums = np.bincount(found.places, weights=shares, minlength=len(found.docs))
    holding = np.flatnonzero(sums)
    scores = sums[holding] / bm25.attainable(idfs)
    lowest = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
    best = scores >= lowest
    names = texts.memory_ids(found.docs[holding[best]])
    ranked = sorted(zip((-scores[best]).tolist(), names, strict=True))
    return {memory_id: -score for score, memory_id in ranked[:limit]}


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
