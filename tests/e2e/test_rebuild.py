"""Projections can be thrown away: the ledger alone decides what recall answers."""

# A fault is set from within.
# pyright: reportPrivateUsage=false

import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from octomem import Orchestrator
from octomem.errors import EmbedderMismatchError
from octomem.settings import Settings

USER = "demo"


def demo() -> list[dict[str, Any]]:
    """Return the bundled conversation's sessions."""
    text = files("octomem").joinpath("data/demo.json").read_text(encoding="utf-8")
    sessions: list[dict[str, Any]] = json.loads(text)["sessions"]
    return sessions


def questions() -> list[str]:
    """Make 100 fixed questions from the conversation's own words."""
    said = [
        str(message["content"])
        for session in demo()
        for message in session["messages"]
        if isinstance(message["content"], str)
    ]
    words = sorted({word.strip(".,!?\"'()`:") for text in said for word in text.split()})
    names = [word for word in words if len(word) > 4]
    step = max(1, len(names) // 100)
    chosen = names[::step][:100]
    return [f"What about {one} and {two}?" for one, two in zip(chosen, chosen[::-1], strict=True)]


def answers(memory: Orchestrator) -> list[list[str]]:
    """Return the first ten memories' ids for each question."""
    return [
        [found.id for found in memory.recall(question, user_id=USER).memories]
        for question in questions()
    ]


def fill(memory: Orchestrator) -> None:
    """Process the bundled conversation."""
    for session in demo():
        memory.process(session["messages"], user_id=USER, session_id=str(session["session_id"]))
    memory.flush()


def test_deleted_projections_are_rebuilt_with_the_same_answers(tmp_path: Path) -> None:
    """
    After the vector index is deleted and rebuilt, 100 questions have the same first ten.
    """
    with Orchestrator(path=tmp_path) as memory:
        fill(memory)
        before = answers(memory)
    shutil.rmtree(tmp_path / "chroma")
    with Orchestrator(path=tmp_path) as memory:
        memory.rebuild()
        after = answers(memory)

    assert 100 == len(before)
    assert before == after


def test_the_unprojected_tail_is_scored_like_the_rest(tmp_path: Path) -> None:
    """
    What the vector index has not followed yet ranks as if it had: callers read their writes.
    """
    with Orchestrator(path=tmp_path) as memory:
        fill(memory)
        projected = answers(memory)
        engine = memory._engine
        engine.projector.stop()
        engine.index.reset()
        with engine.ledger.write() as connection:
            engine.ledger.set_followed(connection, "vectors", 0)
        unprojected = answers(memory)

    assert projected == unprojected


def test_a_store_of_another_embedder_is_refused_until_rebuilt(tmp_path: Path) -> None:
    """
    Vectors of two models are never compared; `rebuild(embeddings=True)` changes the model.
    """
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        memory.process([{"role": "user", "content": "I live in Graz."}], user_id=USER)
    with Orchestrator(path=tmp_path) as memory:
        with pytest.raises(EmbedderMismatchError, match="rebuild"):
            memory.recall("Where do I live?", user_id=USER)
        with pytest.raises(EmbedderMismatchError, match="rebuild"):
            memory.process([{"role": "user", "content": "Hello."}], user_id=USER)
        memory.rebuild(embeddings=True)
        assert "Graz" in memory.recall("Where do I live?", user_id=USER).memories[0].text


@pytest.mark.parametrize(
    ("place", "unfinished"), [("index.reset", True), ("ledger.refollow", True), ("flush", False)]
)
def test_an_interrupted_change_of_the_embedder_leaves_a_whole_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, unfinished: bool
) -> None:
    """
    Either every vector is still the old model's or every one is the new one's, of whatever
    length, in the ledger and in the index.
    """
    with Orchestrator(path=tmp_path) as memory:
        memory.process([{"role": "user", "content": "I live in Graz."}], user_id=USER)
        memory.flush()
    shorter = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(shorter) as memory, monkeypatch.context() as patched:
        part, _, method = f"engine.{place}".rpartition(".")
        engine = memory._engine
        owner = engine if part == "engine" else getattr(engine, part.removeprefix("engine."))
        patched.setattr(owner, method, _interrupted)
        with pytest.raises(KeyboardInterrupt):
            memory.rebuild(embeddings=True)

    with Orchestrator(Settings.load(path=tmp_path) if unfinished else shorter) as memory:
        memory.flush()
        assert "Graz" in memory.recall("Where do I live?", user_id=USER).memories[0].text
        stats = memory.stats()
        assert sum(stats.memories.values()) == stats.vectors


def test_rebuilds_at_the_same_time_come_one_after_the_other(quick: Orchestrator) -> None:
    """
    Neither fails, and one thread follows afterwards.
    """
    before = [one for one in threading.enumerate() if "projector" in one.name]
    quick.process([{"role": "user", "content": "I live in Graz."}], user_id=USER)
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(quick.rebuild) for _ in range(6)]:
            done.result()
    projectors = [one for one in threading.enumerate() if "projector" in one.name]

    assert len(before) == len(projectors)
    assert "Graz" in quick.recall("Where do I live?", user_id=USER).memories[0].text


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
