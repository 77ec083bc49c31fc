"""What a test of an application on octomem needs: stand-ins that need no model and no network."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from octomem.stores.scripts import ANY
from octomem.stores.terms import index_terms

WORD_WEIGHT = 1.0
TRIGRAM_WEIGHT = 0.3
"""A word has several trigrams: together they count about as much as the word itself."""


class HashEmbedder:
    """A deterministic embedder in which similar text is near; it knows nothing of meaning.

    Stemmed words and character trigrams are hashed into signed features (Weinberger et al.
    2009, feature hashing). The same text has the same vector on every machine.
    """

    name = "hash/1"
    scripts = ANY

    def __init__(self, dimension: int = 256) -> None:
        self._dimension = dimension

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        return self._dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text."""
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            # The constant feature gives a text without words a direction too.
            row[0] = 1e-3
            for feature, weight in _features(text):
                at, sign = self._slot(feature)
                row[at] += sign * weight
        norms: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / norms

    def _slot(self, feature: str) -> tuple[int, int]:
        digest = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest())
        return (digest >> 1) % self._dimension, 1 if digest & 1 else -1


def _features(text: str) -> Iterator[tuple[str, float]]:
    for term in index_terms(text):
        yield f"word {term}", WORD_WEIGHT
        padded = f" {term} "
        for at in range(len(padded) - 2):
            yield f"trigram {padded[at : at + 3]}", TRIGRAM_WEIGHT
