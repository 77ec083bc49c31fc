"""Reading chats in BEAM's form."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.beam import ABILITIES, chat_ids, conversation, read


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ([4, 60], [4, 60]),
        ({"original_info": [86], "updated_info": [114]}, [86, 114]),
        ({"first": 3, "second": [[5]]}, [3, 5]),
        (None, []),
    ],
)
def test_message_ids_are_found_in_every_form(named: Any, expected: list[int]) -> None:
    """Lists, lists under names, single ids, none."""
    assert expected == list(chat_ids(named))


def test_a_batch_is_a_session_and_questions_keep_what_exists() -> None:
    """Messages are seconds apart from the day named; a question without sources is counted."""
    item = {
        "topic": {"id": 7},
        "chat": [
            {
                "batch_number": 1,
                "turns": [
                    [
                        {"id": 0, "role": "user", "content": "hi", "time_anchor": "March-15-2024"},
                        {"id": 1, "role": "assistant", "content": "yes", "time_anchor": None},
                    ]
                ],
            }
        ],
        "probing_questions": {
            "abstention": [{"question": "what?"}],
            "event_ordering": [{"question": "when?", "source_chat_ids": [1, 1, 99]}],
        },
    }
    read_in = conversation(item)
    assert ["2024-03-15T00:00:00+00:00", "2024-03-15T00:00:01+00:00"] == [
        message["timestamp"] for message in read_in.sessions[0].messages
    ]
    assert [("when?", ("1",))] == [(each.text, each.evidence) for each in read_in.questions]
    assert {ABILITIES.index("abstention"): 1} == read_in.left_out


def test_another_form_is_an_error(tmp_path: Path) -> None:
    """The message names the file."""
    path = tmp_path / "other.json"
    path.write_text(json.dumps([{"conversation": {}}]), encoding="utf-8")
    with pytest.raises(ValueError, match="not in BEAM's form"):
        read(path)
