"""The benchmarks that start servers of their own, at a tiny size."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.latency import main as latency
from benchmarks.locomo import main as locomo
from tests.e2e.test_locomo import DATA, OTHER
from tests.servers.running import server


@pytest.fixture(autouse=True)
def _can_be_had() -> None:
    """Without servers there is nothing to try."""
    for name in ("neo4j", "chroma", "postgres"):
        server(name)


def test_locomo_ranks_the_same_on_servers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the last digit; and the report says what it ran on."""
    data = tmp_path / "two.json"
    data.write_text(json.dumps([*DATA, OTHER]), encoding="utf-8")
    reports: list[dict[str, Any]] = []
    for options in ([], ["--servers"]):
        assert 0 == locomo([str(data), "--json", *options])
        reports.append(json.loads(capsys.readouterr().out))
    embedded, there = reports

    assert embedded["metrics"] == there["metrics"]
    assert "embedded" == embedded["versions"]["stores"]
    ran_on = there["versions"]["stores"]
    assert ["PostgreSQL", "Chroma", "Neo4j"] == [one.split()[0] for one in ran_on.split(" + ")]


def test_a_store_is_carried_to_servers_and_measured_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verified, with the same figures as of the embedded one."""
    sizes = ["--memories", "20", "--users", "2", "--questions", "2", "--writes", "1"]
    assert 0 == latency([*sizes, "--path", str(tmp_path), "--servers", "--json"])
    there = json.loads(capsys.readouterr().out)["stores"][0]["servers"]

    assert there["verified"]
    assert 0 < there["migrate_s"]
    for name in ("recall_ms", "recall_cpu_ms", "process_ms", "process_cpu_ms"):
        assert 0 < there[name]["median"] <= there[name]["p95"]
