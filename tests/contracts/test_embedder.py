"""What every embedder does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from tests.contracts.backends import EMBEDDERS

from octomem.stores.scripts import ANY, KNOWN, serves
from octomem.stores.seams import Embedder, TokenEmbedder

ODD = ["", " ", "\n\t", "\0", "😀", "\ud800", "里斯本", "word " * 5_000, "x" * 50_000]


@pytest.fixture(scope="module", params=EMBEDDERS)
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    with EMBEDDERS[request.param]() as opened:
        yield opened


def test_has_a_name_and_a_dimension(embedder: Embedder) -> None:
    """Both are known without a text to embed."""
    assert embedder.name
    assert 0 < embedder.dimension


def test_gives_one_row_per_text(embedder: Embedder) -> None:
    """Rows come in the order of the texts, none for none."""
    texts = ["tea", "a much longer text about coffee", "tea"]
    rows = embedder.embed(texts)

    assert (3, embedder.dimension) == rows.shape
    assert np.float32 == rows.dtype
    assert np.array_equal(rows[0], rows[2])
    assert (0, embedder.dimension) == embedder.embed([]).shape


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_has_a_unit_vector(embedder: Embedder, text: str) -> None:
    """Empty, endless and unreadable texts have a valid vector too."""
    row = embedder.embed([text])[0]

    assert np.isfinite(row).all()
    assert pytest.approx(1, abs=1e-5) == np.linalg.norm(row)


def test_similar_texts_are_near(embedder: Embedder) -> None:
    """A text is nearer to its rewording than to another text."""
    question, same, other = embedder.embed(
        ["Where is Mei living?", "Mei lives in Lisbon", "The engine needs oil"]
    )

    assert question @ other < question @ same


def test_company_does_not_matter(embedder: Embedder) -> None:
    """A text's vector is (nearly) the same, whatever is embedded with it."""
    texts = [f"This is text number {number} " * (1 + number % 7) for number in range(70)]
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts[::10]])

    assert 0.999 < np.sum(together[::10] * alone, axis=1).min()


def test_threads_do_not_disturb_each_other(embedder: Embedder) -> None:
    """Several threads get the vectors that one gets."""
    texts = [f"text number {number}" for number in range(8)]
    expected = embedder.embed(texts)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(embedder.embed, [[text] for text in texts]))

    assert np.allclose(expected, np.concatenate(found), atol=1e-3)


def test_token_vectors_come_with_the_same_vector(embedder: Embedder) -> None:
    """Where tokens are given, a text's own vector is the one that `embed` gives."""
    if not isinstance(embedder, TokenEmbedder):
        return
    texts = ["tea", "a much longer text about coffee", "", "里斯本 😀"]
    encoded = embedder.encode(texts)

    assert np.allclose(embedder.embed(texts), [each.vector for each in encoded], atol=1e-6)
    assert embedder.token_form


def test_tokens_have_one_length_and_a_place(embedder: Embedder) -> None:
    """Each token's vector is as long as int8 allows, and says where it stands in the text."""
    if not isinstance(embedder, TokenEmbedder):
        return
    text = "Mei lives in Graz."
    found = embedder.encode([text])[0]
    assert found.tokens is not None
    lengths = np.linalg.norm(found.tokens.astype(np.float32), axis=1)

    assert np.int8 == found.tokens.dtype
    assert np.allclose(127, lengths, atol=4)
    assert "Mei" == text[slice(*found.spans[0])]
    assert len(found.tokens) == len(found.spans)
    assert "".join(text.split()) == "".join(text[start:end] for start, end in found.spans)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_has_tokens_or_none(embedder: Embedder, text: str) -> None:
    """Empty, endless and unreadable texts break nothing."""
    if not isinstance(embedder, TokenEmbedder):
        return
    found = embedder.encode([text])[0]

    assert found.tokens is not None
    assert len(found.spans) == len(found.tokens)


def test_declares_the_scripts_it_serves(embedder: Embedder) -> None:
    """Either any, or scripts by the names of `stores.scripts`; English is always served."""
    assert embedder.scripts
    assert serves(embedder.scripts, "Where does Mei live?")
    assert ANY == embedder.scripts or embedder.scripts <= KNOWN
