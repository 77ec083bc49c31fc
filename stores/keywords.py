"""Scores memories and sessions for index terms, wherever it stands which texts hold them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from octomem.stores import bm25
from octomem.stores.seams import TextHits


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one term occurs: parallel columns, one row per document."""

    docs: bm25.Integers
    """Numbers, ascending."""
    frequencies: bm25.Integers
    lengths: bm25.Integers
    sessions: bm25.Integers
    """Numbers; 0 of what is of no session."""


class Texts(Protocol):
    """The texts of one partition."""

    def statistics(self) -> tuple[int, int]:
        """Return how many documents there are, and how many terms."""
        ...

    def postings(self, terms: Sequence[str]) -> list[Postings]:
        """Return where each term occurs, in the order of the terms."""
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
    counts = [len(postings.docs) for postings in found]
    idfs = {term: bm25.idf(documents, count) for term, count in zip(asked, counts, strict=True)}
    unknown = frozenset(t for t, count in zip(asked, counts, strict=True) if not count)
    if limit < 1 or not any(counts):
        return TextHits({}, weights=idfs, unknown=unknown)
    scored = _shares(found, list(idfs.values()), length / documents)
    return TextHits(
        memories=_memory_scores(texts, *scored, limit),
        sessions=_session_scores(texts.sessions(), found),
        weights=idfs,
        unknown=unknown,
    )


def _memory_scores(
    texts: Texts, docs: bm25.Integers, scores: bm25.Scores, limit: int
) -> dict[str, float]:
    lowest = np.partition(scores, -limit)[-limit] if limit < len(scores) else 0.0
    best = scores >= lowest
    names = texts.memory_ids(docs[best])
    ranked = sorted(zip((-scores[best]).tolist(), names, strict=True))
    return {memory_id: -score for score, memory_id in ranked[:limit]}


def _session_scores(
    known: Mapping[int, tuple[str, int]], found: Sequence[Postings]
) -> dict[str, float]:
    if not known:
        return {}
    merged = list(_by_session(found, known))
    idfs = [bm25.idf(len(known), len(postings.docs)) for postings in merged]
    average = sum(length for _, length in known.values()) / len(known)
    sessions, scores = _shares(merged, idfs, average)
    named = zip((-scores).tolist(), (known[at][0] for at in sessions.tolist()), strict=True)
    return {name: -score for score, name in sorted(named)}


def _by_session(
    found: Sequence[Postings], known: Mapping[int, tuple[str, int]]
) -> Iterator[Postings]:
    """Sum each term's postings per session, as if each session were one document."""
    sessions, where = np.unique(
        np.concatenate([postings.sessions for postings in found]), return_inverse=True
    )
    lengths = np.array([known[at][1] if at else 0 for at in sessions.tolist()], dtype=np.int64)
    ends = np.cumsum([len(postings.docs) for postings in found])[:-1]
    for postings, own in zip(found, np.split(where, ends), strict=True):
        frequencies = np.bincount(own, weights=postings.frequencies, minlength=len(sessions))
        held = np.flatnonzero((frequencies > 0) & (sessions > 0))
        counted = frequencies[held].astype(np.int64)
        yield Postings(sessions[held], counted, lengths[held], sessions[held])


def _shares(
    found: Sequence[Postings], idfs: list[float], average_length: float
) -> tuple[bm25.Integers, bm25.Scores]:
    """Return documents, ascending, and their share of the attainable score."""
    parts = [
        weight * bm25.saturation(postings.frequencies, postings.lengths, average_length)
        for weight, postings in zip(idfs, found, strict=True)
    ]
    docs, where = np.unique(
        np.concatenate([postings.docs for postings in found]), return_inverse=True
    )
    # Summed in the order of the terms, so equal documents get exactly equal scores.
    scores = np.bincount(where, weights=np.concatenate(parts), minlength=len(docs))
    return docs, scores / bm25.attainable(idfs)
