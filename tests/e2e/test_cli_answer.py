"""`octomem answer` and `octomem recall --rewrite`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.chat_server import ChatServer
from tests.e2e.test_questions import always, answering, citing, rewriting
from typer.testing import CliRunner, Result

from octomem import Orchestrator
from octomem.cli import app
from octomem.settings import Settings

Run = Callable[..., Result]
WHERE = "Where does Mei live?"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(citing("Mei lives in Graz", "Mei lives in Graz."), count=len) as running:
        yield running


@pytest.fixture
def run(tmp_path: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a store in which Mei has told where she lives."""
    with Orchestrator(Settings.load(path=tmp_path / "store", embedder="hash")) as memory:
        memory.process(
            [{"role": "user", "name": "Mei", "content": "I live in Graz."}], user_id="mei"
        )
    monkeypatch.setenv("OCTOMEM_PATH", str(tmp_path / "store"))
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    monkeypatch.setenv("OCTOMEM_MODEL", "openai/test")
    monkeypatch.setenv("OCTOMEM_MODEL_API_BASE", server.url)
    monkeypatch.setenv("OCTOMEM_MODEL_ATTEMPTS", "1")
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [*arguments, "--user", "mei"])


def test_an_answer_is_printed_with_what_it_rests_on(run: Run) -> None:
    """The answer first, then the cited memory; as JSON everything, and the cost is in the store."""
    plain, told = run("answer", WHERE), run("answer", WHERE, "--json")
    stats = json.loads(CliRunner().invoke(app, ["stats", "--json"]).stdout)

    assert "Mei lives in Graz." == plain.stdout.splitlines()[0]
    assert "it rests on" in plain.stdout
    values = json.loads(told.stdout)
    assert ["Mei lives in Graz"] == [each["text"] for each in values["citations"]]
    assert values["citations"][0]["id"] in values["recalled"]
    assert 2 == stats["usage"]["calls"]


def test_an_abstention_says_why(run: Run, server: ChatServer) -> None:
    """It is no error; what the model made up is not shown."""
    server.replies.append(answering("She lives in Paris.", "m1"))
    done = run("answer", WHERE)

    assert 0 == done.exit_code
    assert done.stdout.startswith("No answer: the model's answer was kept out")


def test_a_rewriting_is_shown(run: Run, server: ChatServer) -> None:
    """What was searched for as well stands below the memories, and in the JSON."""
    server.script = always(rewriting("the home of Mei"))
    plain, told = run("recall", WHERE, "--rewrite"), run("recall", WHERE, "--rewrite", "--json")

    assert "searched for as well: the home of Mei" in plain.stdout
    assert ["the home of Mei"] == json.loads(told.stdout)["rewritten"]["questions"]
    assert json.loads(run("recall", WHERE, "--json").stdout)["rewritten"] is None


def test_beside_a_program_that_writes_it_reads_only(run: Run, tmp_path: Path) -> None:
    """The answer is given, and a note says that its cost is not counted there."""
    with Orchestrator(Settings.load(path=tmp_path / "store", embedder="hash")) as memory:
        done = run("answer", WHERE)
        calls = memory.stats().usage.calls

    assert "Mei lives in Graz." in done.stdout
    assert "not counted" in done.stderr
    assert 0 == calls


def test_without_a_model_or_a_store_it_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line on stderr, exit code 2, and no store is made."""
    monkeypatch.delenv("OCTOMEM_MODEL")
    unset = run("answer", WHERE)
    monkeypatch.setenv("OCTOMEM_PATH", str(tmp_path / "nowhere"))
    missing = run("answer", WHERE)

    assert (2, 2) == (unset.exit_code, missing.exit_code)
    assert "OCTOMEM_MODEL" in unset.stderr
    assert not (tmp_path / "nowhere").exists()
