"""`octomem consolidate`: what it says, and that Ctrl-C stops between two steps."""

import json
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import octomem
from octomem import Orchestrator
from octomem.cli import app
from octomem.orchestrator.consolidation import Consolidating
from octomem.settings import Settings

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)
SAID = (
    "Went for a long run along the river this morning.",
    "The old harbour crane [bold]creaks[/bold] in the wind.",
)
RUNNER = CliRunner()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which Mei has told two things twice."""
    path = tmp_path / "store"
    monkeypatch.setenv("OCTOMEM_PATH", str(path))
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    with Orchestrator(Settings.load()) as memory:
        for day in range(2):
            for place, text in enumerate(SAID):
                at = AT + timedelta(days=day, minutes=place)
                message = {"role": "user", "name": "Mei", "content": text, "timestamp": at}
                memory.process([message], user_id="mei", session_id="s1")
    return path


def test_it_prints_what_it_did_and_why(store: Path) -> None:
    """A table with the ids that undo takes, and a line of counts; then there is nothing to do."""
    done = RUNNER.invoke(app, ["consolidate", "--user", "mei"])
    again = RUNNER.invoke(app, ["consolidate", "--user", "mei"])

    assert (0, 0) == (done.exit_code, again.exit_code), done.stderr
    assert "told 2 times on 2 days" in done.stdout
    assert "[bold]creaks[/bold]" in done.stdout
    assert "o_" in done.stdout
    assert "2 told again, 0 kept in mind, 1 sessions summed up" in done.stdout
    assert again.stdout.startswith("0 told again, 0 kept in mind, 0 sessions summed up, 0 fading")


def test_json_has_every_operation(store: Path) -> None:
    """With the counts, for programs."""
    done = json.loads(RUNNER.invoke(app, ["consolidate", "--user", "mei", "--json"]).stdout)

    assert (2, 1) == (done["episodes"], done["summarised"])
    assert {"add", "supersede", "merge"} == {one["action"] for one in done["operations"]}


def test_ctrl_c_stops_after_the_step_at_hand(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done stays done, and the next run goes on from there."""
    step: Callable[..., list[octomem.Operation]] = Consolidating._commit  # pyright: ignore[reportPrivateUsage]

    def interrupted(self: Consolidating, decide: object) -> list[octomem.Operation]:
        os.kill(os.getpid(), signal.SIGINT)
        return step(self, decide)

    with monkeypatch.context() as patched:
        patched.setattr(Consolidating, "_commit", interrupted)
        stopped = RUNNER.invoke(app, ["consolidate", "--user", "mei"])
    rest = json.loads(RUNNER.invoke(app, ["consolidate", "--user", "mei", "--json"]).stdout)

    assert 130 == stopped.exit_code
    assert "finishing the step at hand" in stopped.stderr
    assert "interrupted after 1 of" in stopped.stderr
    assert "run it again to go on" in stopped.stderr
    assert (1, 1) == (rest["episodes"], rest["summarised"])


def test_a_scope_is_needed(store: Path) -> None:
    """One line and exit code 2, as for every mistake of the caller."""
    done = RUNNER.invoke(app, ["consolidate"])

    assert 2 == done.exit_code
    assert 1 == len(done.stderr.splitlines())
