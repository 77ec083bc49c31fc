"""LoCoMo's form is read as it is, with its malformed evidence mended or left out."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from benchmarks.locomo_data import evidence, read, session_time
from benchmarks.locomo_progress import Ingested, IngestLog, digest

KNOWN = {"D8:6", "D9:17", "D11:26", "D30:5"}

DATA: list[dict[str, Any]] = [
    {
        "sample_id": "conv-1",
        "conversation": {
            "speaker_a": "Ada",
            "speaker_b": "Bo",
            "session_1_date_time": "1:56 pm on 8 May, 2023",
            "session_1": [
                {"speaker": "Ada", "dia_id": "D1:1", "text": "Look at this kite!"},
                {
                    "speaker": "Bo",
                    "dia_id": "D1:2",
                    "text": "Mine is bigger.",
                    "img_url": ["https://example.org/kite.jpg"],
                    "blip_caption": "a red kite over a beach",
                },
            ],
            "session_2_date_time": "9:00 am on 9 May, 2023",
        },
        "qa": [
            {"question": "Whose kite is bigger?", "evidence": ["D1:2"], "category": 4},
            {"question": "Which colour is it?", "evidence": [], "category": 3},
            {"question": "What did Ada fly?", "evidence": ["D9:9"], "category": 5},
        ],
    }
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file with one small conversation."""
    path = tmp_path / "data.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["D8:6; D9:17"], ("D8:6", "D9:17")),
        (["D:11:26"], ("D11:26",)),
        (["D30:05"], ("D30:5",)),
        (["D8:6", "D8:6"], ("D8:6",)),
        (["D", "D99:1"], ()),
    ],
)
def test_malformed_evidence_is_mended(raw: list[str], expected: tuple[str, ...]) -> None:
    """Ids are taken apart and normalised; only ones that exist are kept."""
    assert expected == evidence(raw, KNOWN)


def test_session_time_is_read() -> None:
    """Times are written the English way, without a zone."""
    assert datetime(2023, 5, 8, 13, 56, tzinfo=UTC) == session_time("1:56 pm on 8 May, 2023")
    assert datetime(2023, 1, 20, 0, 5, tzinfo=UTC) == session_time("12:05 am on 20 January, 2023")


def test_turns_become_messages_in_order(data: Path) -> None:
    """Ids, speakers and order are kept; a caption comes as an image beside the text."""
    (conversation,) = read(data)
    (session,) = conversation.sessions
    first, second = session.messages

    assert "conv-1" == conversation.user_id
    assert "session_1" == session.session_id
    assert ("D1:1", "user", "Ada") == (first["id"], first["role"], first["name"])
    assert first["timestamp"] < second["timestamp"]
    assert "Look at this kite!" == first["content"]
    text, image = second["content"]
    assert {"type": "text", "text": "Mine is bigger."} == text
    assert "a red kite over a beach" == image["caption"]
    assert "https://example.org/kite.jpg" == image["url"]


def test_questions_without_evidence_are_counted(data: Path) -> None:
    """A question that names no turn that exists is left out, and counted by category."""
    (conversation,) = read(data)

    assert ["Whose kite is bigger?"] == [each.text for each in conversation.questions]
    assert {3: 1, 5: 1} == conversation.left_out


def test_other_json_is_refused(tmp_path: Path) -> None:
    """A file of another form is named in the error."""
    path = tmp_path / "other.json"
    path.write_text('{"messages": []}', encoding="utf-8")

    with pytest.raises(ValueError, match="list of conversations"):
        read(path)


def test_ingest_log_survives_a_restart(data: Path, tmp_path: Path) -> None:
    """A recorded session is found again, unless its messages changed."""
    (conversation,) = read(data)
    (session,) = conversation.sessions
    entry = Ingested(digest(session), 2, 0.5, 0)

    IngestLog(tmp_path).record("conv-1", session, entry)

    assert entry == IngestLog(tmp_path).find("conv-1", session)
    assert IngestLog(tmp_path).find("conv-2", session) is None
    changed = type(session)(session.session_id, session.messages[:1])
    assert IngestLog(tmp_path).find("conv-1", changed) is None
