"""What the other memories are given."""

import json
from pathlib import Path

import numpy as np
from benchmarks.locomo_data import Conversation, Question, Session
from benchmarks.peers.job import document, write

SAID = {"id": "D1:1", "name": "Mei", "timestamp": "2023-05-08T13:56:00+00:00"}


def test_a_turn_is_given_as_octomem_indexes_it() -> None:
    """With its day, its speaker and its picture's caption."""
    image = {"type": "image", "caption": "a red kite"}
    blocks = [{"type": "text", "text": "Look!"}, image]
    assert "8 May 2023 Mei: Look!" == document({**SAID, "content": "Look!"})
    assert "8 May 2023 Mei: Look! [a red kite]" == document({**SAID, "content": blocks})


def test_every_text_has_a_row_of_its_own_vector(tmp_path: Path) -> None:
    """The same text has one row, whoever says it; vectors are normalised."""
    session = Session("session_1", ({**SAID, "content": "Look!"},))
    asked = (Question("Who looks?", 4, ("D1:1",)),)
    write([Conversation(name, (session,), asked, {}) for name in ("a", "b")], tmp_path)

    job = json.loads((tmp_path / "job.json").read_text(encoding="utf-8"))
    vectors = np.load(tmp_path / "vectors.npy")

    assert ["a", "b"] == [user["user_id"] for user in job["users"]]
    assert [[0], [0]] == [[item["row"] for item in user["items"]] for user in job["users"]]
    assert [[1], [1]] == [[item["row"] for item in user["questions"]] for user in job["users"]]
    assert 2 == len(vectors)
    assert np.allclose(1.0, np.linalg.norm(vectors, axis=1), atol=1e-3)
