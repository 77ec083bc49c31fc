"""Late interaction: turns are compared with a question word by word."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import text

from octomem import Orchestrator
from octomem.errors import EmbedderMismatchError
from octomem.settings import Settings
from octomem.stores.ledger.database import Database

SAID = (
    "We took the early ferry and the sea was rough.",
    "My bicycle has a flat tyre again.",
    "The bakery closes at noon on Saturdays.",
)


def fill(memory: Orchestrator) -> None:
    """Say three things."""
    memory.process([{"role": "user", "content": said} for said in SAID], user_id="mei")


def counted(folder: Path) -> int:
    """Count the rows of token vectors."""
    database = Database(folder, read_only=True)
    try:
        with database.read() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM token_vectors")) or 0)
    finally:
        database.close()


def without(folder: Path) -> Settings:
    """Return settings that want no token vectors."""
    return Settings.load(path=folder, late_interaction=False)


def test_other_words_for_the_same_are_found(memory: Orchestrator) -> None:
    """A question that shares no word with the turn meets its nearest words, and shows the rank."""
    fill(memory)
    best = memory.recall("Was the ocean crossing stormy?", user_id="mei", explain=True).memories[0]

    assert SAID[0] == best.text
    assert best.ranks is not None
    assert 1 == best.ranks["episodic/late"]


def test_only_turns_have_token_vectors(memory: Orchestrator, tmp_path: Path) -> None:
    """What was derived from a turn is found by its own vector; a deleted turn's tokens go."""
    fill(memory)
    turns = memory.list(user_id="mei", kinds=["episodic"]).memories
    assert len(memory.list(user_id="mei").memories) > len(turns)
    assert len(SAID) == counted(tmp_path / "store")

    memory.delete(turns[0].id, user_id="mei")
    assert len(SAID) - 1 == counted(tmp_path / "store")


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    """Without it nothing is kept, and questions are answered all the same."""
    with Orchestrator(without(tmp_path)) as memory:
        fill(memory)
        found = memory.recall("flat tyre", user_id="mei", explain=True).memories[0]

    assert SAID[1] == found.text
    assert "episodic/late" not in (found.ranks or {})
    assert 0 == counted(tmp_path)


def test_a_store_made_without_it_is_moved_over(tmp_path: Path) -> None:
    """Turns with and without token vectors are never mixed: the store is encoded anew first."""
    with Orchestrator(without(tmp_path)) as memory:
        fill(memory)
    with Orchestrator(path=tmp_path) as memory:
        with pytest.raises(EmbedderMismatchError, match="late_interaction"):
            memory.recall("ferry", user_id="mei")
        memory.rebuild(embeddings=True)
        best = memory.recall("a stormy crossing", user_id="mei", explain=True).memories[0]
    assert "episodic/late" in (best.ranks or {})
    assert len(SAID) == counted(tmp_path)

    with Orchestrator(without(tmp_path)) as memory:
        memory.rebuild(embeddings=True)
    assert 0 == counted(tmp_path)


def test_the_projection_is_the_one_its_name_stands_for() -> None:
    """New data need a new name in `stores.embed.projection`: stores compare names."""
    data = files("octomem").joinpath("data", "minilm-token-projection.npy").read_bytes()

    assert "926f796acdc9" == hashlib.sha256(data).hexdigest()[:12]
