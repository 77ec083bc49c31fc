"""Recall with a reranker: its order first, and as without one where it fails."""

from pathlib import Path

import pytest
from benchmarks.chat_server import ChatServer, Reply
from tests.contracts.overlap_model import write_model

from octomem import Orchestrator
from octomem.checks import Health
from octomem.memory import Memory
from octomem.orchestrator.doctor import examine
from octomem.settings import Settings

QUESTION = "What is hot?"
SAID = ["The owl slept all day.", "My owl did eat, and the barn is red.", "Tea is hot."]
SIGNS = "what is hot tea ."
"""Words of a model to which all others are one and the same, the question's mark among them: the
more words a text has, the better it thinks of it."""


def recall(folder: Path, *, reranker: str | None = None, **given: object) -> tuple[Memory, ...]:
    """Tell three things, and ask for turns."""
    settings = Settings.load(path=folder / "store", reranker=reranker, **given)
    with Orchestrator(settings) as memory:
        memory.process([{"role": "user", "content": text} for text in SAID], user_id="mei")
        found = memory.recall(QUESTION, user_id="mei", kinds=["episodic"], explain=True)
        assert not found.degraded
        return found.memories


def test_the_best_memories_come_in_the_rerankers_order(tmp_path: Path) -> None:
    """Only places change; scores fall as before, and `explain` names the reranker's rank."""
    plain = recall(tmp_path / "plain")
    assert SAID[2] == plain[0].text

    best = recall(tmp_path / "best", reranker=f"onnx:{write_model(tmp_path, SIGNS)}")
    assert [SAID[1], SAID[0], SAID[2]] == [one.text for one in best]
    assert [1, 2, 3] == [(one.ranks or {})["reranker"] for one in best]
    assert [one.score for one in plain] == pytest.approx([one.score for one in best])
    relevances = {one.text: one.relevance for one in plain}
    assert relevances == pytest.approx({one.text: one.relevance for one in best})


def test_what_the_reranker_is_not_shown_stays_where_it_was(tmp_path: Path) -> None:
    """It is shown `reranker_top` memories, and the third stays the third."""
    plain = recall(tmp_path / "plain")
    asked = f"onnx:{write_model(tmp_path, SIGNS)}"
    best = recall(tmp_path / "best", reranker=asked, reranker_top=2)

    assert [plain[1].text, plain[0].text, plain[2].text] == [one.text for one in best]
    assert "reranker" not in (best[2].ranks or {})


def test_a_reranker_chooses_among_many_for_an_answer_of_one(tmp_path: Path) -> None:
    """What it likes best may be the last of `reranker_top`, however few memories are asked for."""
    liked = "My owl did eat all day, and the barn beyond the long wall is red."
    reranker = f"onnx:{write_model(tmp_path, SIGNS)}"
    settings = Settings.load(path=tmp_path / "store", reranker=reranker, reranker_top=100)
    with Orchestrator(settings) as memory:
        told = [*(f"Tea {number} is hot." for number in range(99)), liked]
        memory.process([{"role": "user", "content": text} for text in told], user_id="mei")
        found = memory.recall(QUESTION, user_id="mei", kinds=["episodic"], limit=1)

    assert [liked] == [one.text for one in found.memories]


def test_a_reranker_that_fails_leaves_the_order_and_is_named(tmp_path: Path) -> None:
    """A recall answers all the same, within its time."""
    plain = recall(tmp_path / "plain")
    with ChatServer(lambda _: Reply(status=500)) as server:
        settings = Settings.load(
            path=tmp_path / "store",
            reranker="litellm:infinity/test",
            reranker_api_base=server.url,
        )
        with Orchestrator(settings) as memory:
            memory.process([{"role": "user", "content": text} for text in SAID], user_id="mei")
            found = memory.recall(QUESTION, user_id="mei", kinds=["episodic"])

    assert [one.text for one in plain] == [one.text for one in found.memories]
    assert ["reranker"] == [part.agent for part in found.degraded]


def test_nothing_found_asks_no_reranker(tmp_path: Path) -> None:
    """An empty store has nothing to put in order."""
    with ChatServer() as server:
        settings = Settings.load(
            path=tmp_path, reranker="litellm:infinity/test", reranker_api_base=server.url
        )
        with Orchestrator(settings) as memory:
            assert not memory.recall(QUESTION, user_id="mei").memories
        assert not server.requests


@pytest.mark.parametrize(
    ("words", "health"),
    [("where do you live ? i in graz .", Health.OK), ("where do you i in graz", Health.WARNING)],
)
def test_doctor_lets_the_reranker_compare_two_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, health: Health
) -> None:
    """One that does not tell an answer from something else is worth a warning."""
    monkeypatch.setenv("OCTOMEM_RERANKER", f"onnx:{write_model(tmp_path, words)}")
    (check,) = (one for one in examine(tmp_path / "store") if one.name == "reranker")

    assert health is check.health
    assert bool(check.mend) is (health is Health.WARNING)


def test_doctor_says_what_a_reranker_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a model is named, with what is expected in it."""
    monkeypatch.setenv("OCTOMEM_RERANKER", f"onnx:{tmp_path}")
    (check,) = (one for one in examine(tmp_path / "store") if one.name == "reranker")

    assert Health.FAILED is check.health
    assert "expected a folder" in check.found
