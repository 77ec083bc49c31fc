"""The benchmarks of many callers and of many vectors, at tiny sizes."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks import concurrency, projection


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
