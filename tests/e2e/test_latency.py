"""The benchmark of speed, memory and disk, at a tiny size."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.latency import main
from benchmarks.latency_text import call, exchange, question, user_of


def measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Run the benchmark on a store of 20 memories."""
    sizes = ["--memories", "20", "--users", "2", "--questions", "2", "--writes", "1"]
    assert 0 == main([*sizes, "--path", str(folder), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["stores"][0]
    return found


def test_a_store_is_built_measured_and_used_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every figure is there; a second run builds nothing, and measures anew."""
    first = measured(tmp_path, capsys)
    again = measured(tmp_path, capsys)

    assert 20 <= first["memories"] <= again["memories"]
    assert first["turns"] == again["turns"]
    assert first["bulk_turns_per_s"] == again["bulk_turns_per_s"] > 0
    assert 0 < first["kinds"]["episodic"]
    times = ("recall_ms", "recall_cpu_ms", "mem0_layout_recall_ms", "process_ms", "process_cpu_ms")
    for name, n in zip(times, (2, 2, 2, 1, 1), strict=True):
        assert n == first[name]["n"]
        assert 0 < first[name]["median"] <= first[name]["p95"]
    assert 0 < first["start_up_s"]["constructor"] < first["start_up_s"]["first_answer"]
    assert 0 < first["disk_mb"]["ledger.sqlite"]
    assert 0 <= first["load"]
    assert 0 < first["resident_mb"]["first_answer"] <= first["resident_mb"]["peak"]


def test_the_text_depends_on_seed_and_place_alone() -> None:
    """An interrupted build goes on with the same messages; each place has others."""
    assert call(1, 3) == call(1, 3)
    assert call(1, 3) != call(1, 4)
    assert call(1, 3) != call(2, 3)
    assert {"user", "assistant"} == {message["role"] for message in exchange(1, 0)}
    assert question(1, 0) != question(1, 1)
    assert ["user-0", "user-1", "user-0"] == [user_of(place, 2) for place in range(3)]
