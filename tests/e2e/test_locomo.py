"""The LoCoMo benchmark runs through the front door, resumes, and reports what it did."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.locomo import main

TURNS = (
    ("D1:1", "Ada", "I bought a red kite at the harbour market."),
    ("D1:2", "Bo", "I have been repairing my grandfather's accordion."),
    ("D1:3", "Ada", "The tram to the beach was full of people."),
    ("D1:4", "Bo", "My cat knocked over the tall vase."),
)

DATA: list[dict[str, Any]] = [
    {
        "sample_id": "conv-1",
        "conversation": {
            "speaker_a": "Ada",
            "speaker_b": "Bo",
            "session_1_date_time": "1:56 pm on 8 May, 2023",
            "session_1": [
                {"dia_id": dia_id, "speaker": speaker, "text": text}
                for dia_id, speaker, text in TURNS
            ],
        },
        "qa": [
            {"question": "What did Ada buy at the market?", "evidence": ["D1:1"], "category": 4},
            {"question": "What is Bo repairing?", "evidence": ["D:1:02"], "category": 4},
            {"question": "Where does Cy live?", "evidence": [], "category": 3},
            {"question": "Which vase did Ada break?", "evidence": ["D1:4"], "category": 5},
        ],
    }
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One conversation of four turns, in LoCoMo's form."""
    path = tmp_path / "data.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return path


def test_a_run_reports_metrics_and_what_it_ran_on(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every question is scored, apart by category; a second run ingests nothing."""
    arguments = [str(data), "--json", "--path", str(tmp_path / "store")]

    assert 0 == main(arguments)
    first = json.loads(capsys.readouterr().out)
    assert 0 == main(arguments)
    second = json.loads(capsys.readouterr().out)

    assert {"1 to 4", "4 single-hop", "5 adversarial"} == set(first["metrics"])
    assert 2 == first["metrics"]["1 to 4"]["n"]
    assert 1.0 == first["metrics"]["1 to 4"]["any@5"]
    assert {"3": 1} == first["left_out"]
    assert (4, 3, 0) == (first["turns"], first["questions"], first["model_calls"])
    assert {"octomem", "python", "chromadb", "embedder"} <= set(first["versions"])
    assert (0, 1) == (first["sessions_reused"], second["sessions_reused"])
    assert first["metrics"] == second["metrics"]


def test_people_get_a_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table names categories, n and what was left out; progress goes to stderr."""
    assert 0 == main([str(data), "--limit-conversations", "1"])
    out = capsys.readouterr().out

    assert "4 single-hop" in out
    assert "1 of category 3" in out
    assert "model calls 0" in out


def test_a_wrong_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for a file that is not there."""
    assert 2 == main([str(tmp_path / "missing.json")])
    assert 1 == len(capsys.readouterr().err.splitlines())
