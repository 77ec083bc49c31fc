"""Texts that restate others get their vectors from the others' words."""

import numpy as np
import pytest

from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.embed.pooling import Source, pooled
from octomem.stores.seams import Encoded

TURN = (
    "2 May 2024 Mei: I moved to Ghent with my sister Lena last spring, and on Monday I have to "
    "call the dentist, because one of my teeth has been hurting since we ate those nuts."
)


@pytest.fixture(scope="module")
def minilm() -> MiniLMEmbedder:
    return MiniLMEmbedder()


def source(minilm: MiniLMEmbedder, text: str) -> Source:
    return Source(text, minilm.encode([text])[0])


def test_each_text_is_near_what_it_restates(minilm: MiniLMEmbedder) -> None:
    """Two memories of one turn lie near their own meaning, not near each other's."""
    told = ["Mei moves to Ghent", "Mei calls the dentist on Monday"]
    own = minilm.embed(told)
    turn = source(minilm, TURN)
    found = [pooled(text, [turn]) for text in told]
    both = np.stack([vector for vector in found if vector is not None])
    near = both @ own.T

    assert near[0, 1] < 0.6 < near[0, 0]
    assert near[1, 0] < 0.6 < near[1, 1]
    assert np.allclose(1, np.linalg.norm(both, axis=1), atol=1e-5)


def test_inflection_and_possessives_make_no_other_word(minilm: MiniLMEmbedder) -> None:
    """ "Mei's", "moves" and "teeth's" are words of the turn, as they are for the index."""
    turn = source(minilm, TURN)

    assert pooled("mei's moving", [turn]) is not None
    assert np.array_equal(pooled("MEI MOVES", [turn]), pooled("mei's moving", [turn]))  # type: ignore[arg-type]


def test_a_text_in_other_words_is_not_pooled(minilm: MiniLMEmbedder) -> None:
    """Less than half of the words with content in the sources, and the text stands alone."""
    turn = source(minilm, TURN)

    assert pooled("Mei resides abroad nowadays", [turn]) is None
    assert pooled("Mei resides in Ghent nowadays", [turn]) is not None
    assert pooled("", [turn]) is None
    assert pooled("with my", []) is None


def test_a_source_of_an_earlier_call_counts_as_a_whole(minilm: MiniLMEmbedder) -> None:
    """Beside a turn known in words, an older one's vector stands for each of its words."""
    turn = source(minilm, TURN)
    vector = minilm.embed(["Mei plays the cello"])[0]
    older = Source("Mei plays the cello", Encoded(vector))
    found = pooled("Ghent cello", [turn, older])
    assert found is not None

    assert pooled("plays the cello", [older]) is None
    assert np.allclose(
        turn.words["ghent"] + vector,
        found * np.linalg.norm(turn.words["ghent"] + vector),
        atol=1e-3,
    )


def test_words_beyond_the_models_length_are_unknown(minilm: MiniLMEmbedder) -> None:
    """What the encoding pass did not reach is not found in a turn."""
    turn = source(minilm, "tea " * 300 + "and engines")

    assert pooled("engines", [turn]) is None
    assert pooled("tea", [turn]) is not None
