"""Rerankers: a cross-encoder in a folder, a server by litellm, and how a name becomes one."""

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.chat_server import ChatServer, Reply, Request
from tests.contracts.overlap_model import write_model

from octomem.errors import SettingsError, StoreError
from octomem.stores.rerank.factory import create_reranker
from octomem.stores.rerank.litellm import LitellmReranker
from octomem.stores.rerank.onnx import MAX_TOKENS, OnnxReranker

WORDS = "where is the tea bread on shelf in oven"


def by_length(request: Request) -> Reply:
    """Score each document by its length, and answer the other way round."""
    scored = [
        {"index": at, "relevance_score": float(len(text))}
        for at, text in enumerate(request["documents"])
    ]
    return Reply(body=json.dumps({"id": "1", "results": scored[::-1], "usage": {}}))


def connect(server: ChatServer, timeout: float = 10.0) -> LitellmReranker:
    return LitellmReranker("infinity/test", api_base=server.url, timeout=timeout)


def test_a_cross_encoder_reads_question_and_text_together(tmp_path: Path) -> None:
    """Each pair's score is its own, whatever stands beside it and however long that is."""
    reranker = OnnxReranker(write_model(tmp_path, WORDS))
    texts = ["the bread is in the oven", "tea", "the tea is on the shelf"]

    assert [5.0, 1.0, 6.0] == reranker.scores("Where is the tea the", texts).tolist()
    assert [5.0] == reranker.scores("Where is the tea the", texts[:1]).tolist()
    assert 0 == len(reranker.scores("Where?", []))


def test_a_long_text_is_cut_and_the_question_is_not(tmp_path: Path) -> None:
    """What stands behind the model's window does not count."""
    reranker = OnnxReranker(write_model(tmp_path, WORDS))
    scores = reranker.scores("tea oven", ["tea " * (MAX_TOKENS - 3) + "oven " * 9, "\ud800 tea"])

    assert [MAX_TOKENS - 3, 1] == scores.tolist()


def test_a_damaged_model_is_a_store_error(tmp_path: Path) -> None:
    """It names the reranker, and is found where it is first used."""
    write_model(tmp_path, WORDS)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(StoreError, match=r"^reranker: load: "):
        OnnxReranker(tmp_path).scores("tea?", ["tea"])

    write_model(tmp_path, WORDS)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(StoreError, match=r"^reranker: load: "):
        OnnxReranker(tmp_path).scores("tea?", ["tea"])


def test_a_folder_without_a_model_is_refused_at_once(tmp_path: Path) -> None:
    """The message names the files that are expected."""
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(SettingsError, match=r"has no model\.onnx; expected a folder"):
        create_reranker(f"onnx:{tmp_path}", timeout=1.0)


@pytest.mark.parametrize("name", ["onnx:", "litellm:", "cohere/rerank", ""])
def test_an_unknown_name_is_refused(name: str) -> None:
    """Two forms there are, and the message says which."""
    with pytest.raises(SettingsError, match=r"expected 'onnx:<folder>' or 'litellm:<model>'"):
        create_reranker(name, timeout=1.0)


def test_a_name_says_which_reranker(tmp_path: Path) -> None:
    """The reranker is known by what the setting calls it."""
    write_model(tmp_path, WORDS)
    for name in (f"onnx:{tmp_path}", "litellm:infinity/test"):
        assert name == create_reranker(name, timeout=1.0).name


def test_a_server_scores_in_the_order_of_the_texts() -> None:
    """Whatever order it answers in; one request for all of them."""
    with ChatServer(by_length) as server:
        scores = connect(server).scores("tea?", ["green tea", "tea", "a pot of tea"])

        assert np.array_equal([9.0, 3.0, 12.0], scores)
        (request,) = server.requests
        assert "tea?" == request["query"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500),
        Reply(status=401),
        Reply(hang_up=True),
        Reply(body="no JSON"),
        Reply(body='{"id": "1", "results": [], "usage": {}}'),
        Reply(body='{"id": "1", "results": [{"index": 7, "relevance_score": 1.0}], "usage": {}}'),
        Reply(delay=2.0),
    ],
)
def test_a_server_that_does_not_help_is_a_store_error(reply: Reply) -> None:
    """Refusals, broken answers and silence, each asked once."""
    with ChatServer(lambda _: reply) as server:
        with pytest.raises(StoreError, match=r"^reranker: rerank: "):
            connect(server, timeout=0.5).scores("tea?", ["tea"])
        assert 1 == len(server.requests)
