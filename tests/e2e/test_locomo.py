"""The LoCoMo benchmark runs through the front door, resumes, and reports what it did."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.ablation import variants
from benchmarks.beam import main as beam
from benchmarks.locomo import main
from benchmarks.tune import main as tune

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


OTHER_TURNS = (
    ("D1:1", "Cy", "My sister keeps bees on the roof of her school."),
    ("D1:2", "Di", "I lost my umbrella in the planetarium."),
    ("D1:3", "Cy", "The soup at the station was far too salty."),
    ("D1:4", "Di", "I am learning to play the harpsichord."),
)

OTHER: dict[str, Any] = {
    "sample_id": "conv-2",
    "conversation": {
        "speaker_a": "Cy",
        "speaker_b": "Di",
        "session_1_date_time": "9:10 am on 2 June, 2023",
        "session_1": [
            {"dia_id": dia_id, "speaker": speaker, "text": text}
            for dia_id, speaker, text in OTHER_TURNS
        ],
    },
    "qa": [
        {"question": "Where did Di lose her umbrella?", "evidence": ["D1:2"], "category": 4},
        {"question": "Who keeps bees on a roof?", "evidence": ["D1:1"], "category": 1},
    ],
}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two conversations of other people about other things, in LoCoMo's form."""
    path = tmp_path / "two.json"
    path.write_text(json.dumps([*DATA, OTHER]), encoding="utf-8")
    return path


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


def test_parts_are_left_out_and_questions_put_to_the_wrong_store(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All in is what `recall` gives; what nothing answers is less relevant than what is."""
    arguments = [str(two), "--ablate", "--abstention", "--path", str(tmp_path / "store")]

    assert 0 == main([*arguments, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert 0 == main(arguments)
    table = capsys.readouterr().out

    row, rows = found["metrics"]["1 to 4"], found["ablation"]["rows"]
    assert (4, 4) == (row["n"], found["ablation"]["n"])
    for name in ("any@10", "all@10", "any@50", "all@50"):
        assert row[name] == rows["all in"][name]["value"]
        assert row["intervals"][name][0] <= row[name] <= row["intervals"][name][1]
    assert [each.name for each in variants()] == list(rows)
    assert all(each["any@50"]["difference"] <= 0 for each in rows.values())
    asked = found["abstention"]["rows"]
    assert 1.0 == asked["own store"]["right"]
    assert 1.0 == asked["another's store, word for word"]["auroc"]
    assert "without engine late" in table
    assert "AUROC" in table


def test_markdown_names_the_command(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document quotes the table as it is printed."""
    assert 0 == main([str(two), "--markdown"])
    out = capsys.readouterr().out
    assert out.startswith("`python -m benchmarks.locomo two.json`")
    assert "| 1 to 4 | 4 | 100.0 (100.0 to 100.0) |" in out


def test_weights_are_chosen_with_each_conversation_held_out(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The arrays rank as recall does, or the run would fail; both folds are reported."""
    arguments = [str(two), "--path", str(tmp_path / "store")]
    assert 0 == tune([*arguments, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert 0 == tune(arguments)

    assert ["conv-1", "conv-2"] == [fold["held_out"] for fold in found["folds"]]
    assert 4 == found["pooled"]["n"]
    assert 1.0 == found["pooled"]["shipped"]["all@10"]
    assert "smoothing" in capsys.readouterr().out


def test_one_conversation_cannot_be_held_out(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither for weights nor for questions to another's store."""
    assert 2 == tune([str(data)])
    assert 2 == main([str(data), "--abstention"])
    assert 2 == len(capsys.readouterr().err.splitlines())


def test_messages_of_a_chat_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """BEAM's form goes the same way; each ability is a row."""
    said = [
        {"id": 0, "role": "user", "content": TURNS[0][2], "time_anchor": "March-15-2024"},
        {"id": 1, "role": "assistant", "content": TURNS[1][2]},
    ]
    probe = {"question": "What was bought at the market?", "source_chat_ids": [0]}
    chat = {
        "topic": {"id": 1},
        "chat": [{"batch_number": 1, "turns": [said]}],
        "probing_questions": {"information_extraction": [probe], "abstention": [{"question": "?"}]},
    }
    path = tmp_path / "beam.json"
    path.write_text(json.dumps([chat]), encoding="utf-8")

    assert 0 == beam([str(path), "--json"])
    found = json.loads(capsys.readouterr().out)

    assert {"all abilities", "information_extraction"} == found["metrics"].keys()
    assert (1, 1.0) == tuple(found["metrics"]["all abilities"][name] for name in ("n", "any@5"))
    assert ("message", {"0": 1}) == (found["unit"], found["left_out"])


def test_a_wrong_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for a file that is not there."""
    assert 2 == main([str(tmp_path / "missing.json")])
    assert 1 == len(capsys.readouterr().err.splitlines())
