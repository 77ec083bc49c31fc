"""The benchmarks of many callers and of many vectors, at tiny sizes."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks import concurrency, plot, projection


def test_callers_ask_and_write_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each number of callers does all of the work, and every write is there in the end."""
    sizes = ["--memories", "10", "--users", "3", "--questions", "6", "--writes", "3"]
    assert 0 == concurrency.main([*sizes, "--callers", "1", "3", "--path", str(tmp_path), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)

    assert [1, 3] == [each["callers"] for each in found["callers"]]
    for each in found["callers"]:
        for name, n in (("recall_ms", 6), ("process_ms", 3)):
            assert n == each[name]["n"]
            assert 0 < each[name]["median"] <= each[name]["p95"]
            assert 0 < each[name]["per_s"]
    assert 10 + 2 * 3 * 2 <= found["memories"]


def test_a_caller_that_fails_ends_it() -> None:
    """A failed call is no fast call."""

    def fail(place: int) -> None:
        if place == 2:
            raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        concurrency.at_once(2, 4, fail)


def test_more_callers_than_users_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Two callers of one user would wait for each other."""
    with pytest.raises(SystemExit):
        concurrency.main(["--users", "2", "--callers", "3"])
    assert "at least as many users" in capsys.readouterr().err


def test_an_index_grows_from_size_to_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is there is not loaded again; each size is searched."""

    def sizes(*counts: str) -> list[dict[str, Any]]:
        given = ["--users", "2", "--searches", "4", "--path", str(tmp_path), "--json"]
        assert 0 == projection.main(["--vectors", *counts, *given])
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert found["synthetic"]
        return list(found["sizes"])

    first = sizes("20", "60")
    assert [(20, 20), (60, 40)] == [(each["vectors"], each["new"]) for each in first]
    again = sizes("60", "70")
    assert [(60, 0), (70, 10)] == [(each["vectors"], each["new"]) for each in again]
    assert again[0]["per_s"] is None
    for each in (*first, *again):
        assert 4 == each["search_ms"]["n"]
        assert 0 < each["disk_mb"]
        assert 0 < each["resident_mb"]


def figures(*sizes: int) -> dict[str, Any]:
    """Return what `latency` measures, as far as it is drawn."""
    return {
        "stores": [
            {
                "memories": size,
                "users": 3,
                "in_turn": {
                    "octomem_ms": {"median": 20.0 + size / 100},
                    "mem0_layout_ms": {"median": 9.0},
                },
                "process_ms": {"median": 70.0},
                "resident_mb": {"exchanges": 300.0},
                "disk_mb": {"ledger.sqlite": 1.0 * size, "chroma": 0.5 * size},
            }
            for size in sizes
        ]
    }


def test_cost_is_drawn_against_size(tmp_path: Path) -> None:
    """Sizes ascend, whatever the order in which they were measured; the file is a drawing."""
    file, out = tmp_path / "figures.json", tmp_path / "cost.svg"
    file.write_text(json.dumps(figures(1000, 10)), encoding="utf-8")
    assert 0 == plot.main([str(file), "--out", str(out)])

    sizes, halves = plot.lines(figures(1000, 10)["stores"])
    assert [10, 1000] == sizes
    assert [20.1, 30.0] == halves["ms, median"]["recall"]
    assert [10.0, 1000.0] == halves["MB"]["ledger on disk"]
    assert "<svg" in out.read_text(encoding="utf-8")


def test_one_size_is_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what is missing instead of drawing a point."""
    file = tmp_path / "figures.json"
    file.write_text(json.dumps(figures(10)), encoding="utf-8")
    with pytest.raises(SystemExit):
        plot.main([str(file), "--out", str(tmp_path / "cost.svg")])
    assert "measure two or more" in capsys.readouterr().err
