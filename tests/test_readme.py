"""Every code block in the README runs."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from octomem.cli import app

REPO = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall((REPO / "README.md").read_text(encoding="utf-8"))
PYTHON = [text for language, text in BLOCKS if language == "python"]
COMMANDS = [
    line for language, text in BLOCKS if language == "console" for line in text.splitlines()
]


def run(command: list[str], folder: Path) -> str:
    """Run a command in a folder and return what it prints; fail with it if it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_each_kind_of_block_is_known() -> None:
    """
    A block in a language that nothing here runs would be a promise without a test.
    """
    assert {"python", "console", "mermaid"} == {language for language, _ in BLOCKS}


def test_the_first_example_remembers(tmp_path: Path) -> None:
    """
    The first example prints where Mei lives, with its source and a context.
    """
    printed = run([sys.executable, "-c", PYTHON[0]], tmp_path)

    assert "procedural add" in printed
    assert "working add" in printed
    assert "Graz" in printed.splitlines()[-1] or "Graz" in printed


def test_the_second_example_knows_then_and_now(tmp_path: Path) -> None:
    """
    The newer home is current; `as_of` answers with the older one.
    """
    now, then = run([sys.executable, "-c", PYTHON[1]], tmp_path).strip().split("] [")

    assert "Munich" in now
    assert "Berlin" not in now
    assert "Berlin" in then
    assert "Munich" not in then


def test_the_third_example_recalls_for_an_agent(tmp_path: Path) -> None:
    """
    What the agent was told before is recalled for its next question.
    """
    assert "Miso" in run([sys.executable, "-c", PYTHON[2]], tmp_path)


def test_no_other_python_block_goes_untested() -> None:
    """
    A new example needs a test of its own.
    """
    assert 3 == len(PYTHON)


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("make ")])
def test_make_targets_exist(command: str) -> None:
    """
    The two commands of the README name targets that make can plan; CI runs them for real.
    """
    run([*shlex.split(command), "--dry-run"], REPO)


def test_the_command_line_examples_run_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Each line works as it stands, beside a conversation to process.
    """
    monkeypatch.chdir(tmp_path)
    conversation = [{"role": "user", "name": "Mei", "content": "I live in Graz."}]
    (tmp_path / "conversation.json").write_text(json.dumps(conversation))
    lines = [shlex.split(line) for line in COMMANDS if line.startswith("octomem ")]

    printed: list[str] = []
    for line in lines:
        done = CliRunner().invoke(app, line[1:])
        assert 0 == done.exit_code, done.stderr
        printed.append(done.stdout)

    assert len(COMMANDS) == len(lines) + 2
    assert "Graz" in printed[2]
    assert any("Graz" in memory["text"] for memory in json.loads(printed[3])["memories"])
