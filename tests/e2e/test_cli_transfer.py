"""The commands that change, erase, write out and read in."""

import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from octomem import Orchestrator
from octomem.cli import app
from octomem.settings import Settings

MESSAGES: list[dict[str, Any]] = [
    {"id": "m1", "role": "user", "name": "Mei", "content": "I live in Turin."},
    {"id": "m2", "role": "user", "name": "Mei", "content": "My wifi password is hunter2horse."},
]

PROGRAM = "from octomem.cli import app; app()"

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows two users."""
    folder = tmp_path_factory.mktemp("filled") / "store"
    with Orchestrator(Settings.load(path=folder, embedder="hash")) as memory:
        for user in ("mei", "ada"):
            memory.process(MESSAGES, user_id=user)
        memory.flush()
    return folder


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a copy of that store."""
    shutil.copytree(filled, tmp_path / "store")
    monkeypatch.setenv("OCTOMEM_PATH", str(tmp_path / "store"))
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    runner = CliRunner()

    def command(*arguments: str, **options: Any) -> Result:
        return runner.invoke(app, list(arguments), **options)

    return command


def id_of(run: Run, kind: str, word: str = "") -> str:
    page = json.loads(run("list", "--user", "mei", "--kind", kind, "--json").stdout)
    return next(str(each["id"]) for each in page["memories"] if word in each["text"])


def octomem(
    *arguments: str, stdin: Any = None, stdout: Any = None, stderr: Any = None
) -> "subprocess.Popen[bytes]":
    """Start the command line; Ctrl-C reaches it even where this run is in the background, which ignores it."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr)  # noqa: S603
    finally:
        signal.signal(signal.SIGINT, before)


def test_update_changes_text_and_fields(run: Run) -> None:
    """
    Both are given as options, and the history keeps what it was.
    """
    fact = id_of(run, "semantic")
    done = run("update", fact, "--text", "Mei lives in Linz", "--user", "mei")
    also = run("update", fact, "--fields", '{"object": "Linz"}', "--user", "mei", "--json")
    shown = json.loads(run("show", fact, "--user", "mei", "--json").stdout)
    versions = json.loads(run("history", fact, "--user", "mei", "--json").stdout)["versions"]

    assert (0, "updated: Mei lives in Linz\n") == (done.exit_code, done.stdout)
    assert "edited by the caller" == json.loads(also.stdout)["reason"]
    assert ("Mei lives in Linz", "Linz", 3) == (
        shown["text"],
        shown["fields"]["object"],
        len(versions),
    )


@pytest.mark.parametrize("fields", ["{", "[]", "5", "[" * 100_000])
def test_fields_that_are_no_object_exit_2(run: Run, fields: str) -> None:
    """
    One line says what is taken.
    """
    done = run("update", id_of(run, "semantic"), "--fields", fields, "--user", "mei")

    assert 2 == done.exit_code
    assert "--fields takes a JSON object" in done.stderr
    assert 1 == done.stderr.count("\n")


def test_delete_takes_the_turns_with_sources(run: Run) -> None:
    """
    Without the option they stay, with it they go.
    """
    assert 0 == run("delete", id_of(run, "semantic"), "--sources", "--user", "mei").exit_code
    listed = run("list", "--user", "mei", "--kind", "episodic", "--json").stdout

    assert "Turin" not in listed


def test_forget_erases_one_user(run: Run) -> None:
    """
    It needs --yes where nobody can answer; the other user stays.
    """
    refused = run("forget", "--user", "mei")
    assert 2 == refused.exit_code
    assert "--yes" in refused.stderr

    done = run("forget", "--user", "mei", "--yes")
    again = run("forget", "--user", "mei", "--yes", "--json")
    assert 0 == done.exit_code
    assert "forgotten: 2 turns" in done.stdout
    assert 0 == json.loads(again.stdout)["turns"]
    assert "No memories" in run("list", "--user", "mei").stdout
    assert "Turin" in run("list", "--user", "ada").stdout


def test_forget_without_a_user_exits_2(run: Run) -> None:
    """
    Everything is never meant.
    """
    done = run("forget", "--yes")

    assert 2 == done.exit_code
    assert "user_id" in done.stderr


def test_forget_asks_on_a_terminal(run: Run, tmp_path: Path) -> None:
    """
    "n" leaves everything, "y" erases.
    """
    for answer, turns in ((b"n\n", 4), (b"y\n", 2)):
        ours, theirs = pty.openpty()
        process = octomem("forget", "--user", "mei", stdin=theirs, stderr=theirs)
        os.write(ours, answer)
        process.wait(60)
        os.close(theirs)
        os.close(ours)
        assert turns == json.loads(run("stats", "--json").stdout)["turns"]


def test_a_store_goes_through_a_pipe(run: Run, tmp_path: Path) -> None:
    """
    `octomem export | octomem load -` makes the same store, secrets aside: the key is not in it.
    """
    writer = octomem("export", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reader = octomem(
        "load", "-", "--path", str(tmp_path / "copy"),
        stdin=writer.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert writer.stdout is not None
    writer.stdout.close()
    told, noted = reader.communicate(timeout=120)
    assert writer.stderr is not None
    said = writer.stderr.read().decode()
    writer.stderr.close()
    assert (0, 0) == (writer.wait(60), reader.returncode), noted

    assert "exported: 4 turns" in said
    assert b"loaded: 4 turns" in told
    assert b"sealed with another key" in noted
    found = run("list", "--user", "mei", "--path", str(tmp_path / "copy")).stdout
    assert found == run("list", "--user", "mei").stdout


def test_a_file_is_exported_and_loaded(run: Run, tmp_path: Path) -> None:
    """
    Counts for people and for programs; one user alone where one is named.
    """
    file = str(tmp_path / "mei.jsonl")
    done = run("export", file, "--user", "mei", "--json")
    run("forget", "--user", "mei", "--yes")
    loaded = run("load", file, "--json")

    assert 2 == json.loads(done.stdout)["rows"]["turns"]
    assert 2 == json.loads(loaded.stdout)["rows"]["turns"]
    assert json.loads(loaded.stdout)["reveals"]
    assert "hunter2horse\n" == run("reveal", id_of(run, "knowledge"), "--user", "mei").stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("load", "missing.jsonl"), "cannot read"),
        (("load", "store"), "cannot read"),
        (("load", "full.jsonl"), "already holds"),
        (("load", "cut.jsonl"), "line 5"),
        (("load", "foreign.json"), "line 1: no octomem export"),
        (("export", "no/such/folder"), "cannot write"),
        (("export", "--user", "nobody"), "nothing is stored"),
        (("export", "--json"), "name a file"),
    ],
)
def test_the_callers_mistake_is_one_line_and_exit_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    """
    Nothing is written, and the line says what is wrong.
    """
    monkeypatch.chdir(tmp_path)
    assert 0 == run("export", "full.jsonl").exit_code
    full = Path("full.jsonl").read_bytes()
    Path("cut.jsonl").write_bytes(b"\n".join(full.splitlines()[:4]) + b"\n{")
    Path("foreign.json").write_text('[{"role": "user"}]\n', encoding="utf-8")
    before = run("stats", "--json").stdout
    into = ("--path", "new") if "cut" in arguments[-1] else ()
    done = run(*arguments, *into)

    assert 2 == done.exit_code
    assert expected in done.stderr
    assert 1 == done.stderr.count("\n")
    assert before == run("stats", "--json").stdout


@pytest.mark.parametrize("was_there", [False, True])
@pytest.mark.parametrize("cut", [0, 40, 1])
def test_a_load_that_fails_leaves_a_new_folder_as_it_was(
    run: Run, tmp_path: Path, was_there: bool, cut: int
) -> None:
    """
    No ledger, no lock and no key of a store that holds nothing; a store that is there stays.
    """
    exported, new = tmp_path / "all.jsonl", tmp_path / "new"
    assert 0 == run("export", str(exported)).exit_code
    lines = exported.read_text().splitlines(keepends=True)
    exported.write_text("".join(lines[: len(lines) * cut // 50] if cut != 1 else ["no export\n"]))
    if was_there:
        new.mkdir()
    done = run("load", str(exported), "--path", str(new))
    kept = run("load", str(exported))

    assert (2, "", 1) == (done.exit_code, done.stdout, len(done.stderr.splitlines()))
    assert was_there == new.exists()
    assert not was_there or [] == list(new.iterdir())
    assert 2 == kept.exit_code
    assert "Turin" in run("list", "--user", "mei").stdout


def test_whose_memories_are_meant_is_said_in_words(run: Run, tmp_path: Path) -> None:
    """
    Who has no organisation is of none, and of an organisation no user need be named.
    """
    exported = tmp_path / "all.jsonl"
    run("export", str(exported))
    twice = run("load", str(exported)).stderr

    assert "holds memories of user 'ada'; forget" in twice or "of user 'mei'; forget" in twice
    for ids, said in (
        (("--user", "bo"), "for user 'bo'\n"),
        (("--org", "acme"), "for organisation 'acme'\n"),
        (("--user", "bo", "--org", "acme"), "for user 'bo' of organisation 'acme'\n"),
    ):
        assert run("export", *ids).stderr.endswith(said)


def test_a_remark_in_a_pipe_is_one_line(run: Run, tmp_path: Path) -> None:
    """
    A program that reads stderr gets each remark whole.
    """
    exported = tmp_path / "all.jsonl"
    run("export", str(exported))
    done = run("load", str(exported), "--path", str(tmp_path / "new"))

    assert 0 == done.exit_code
    assert 1 == len(done.stderr.splitlines())
    assert "sealed with another key" in done.stderr


def test_an_interrupt_while_loading_leaves_nothing(run: Run, tmp_path: Path) -> None:
    """
    Ctrl-C in the middle of a pipe: the store holds none of it, and loads it later.
    """
    file = tmp_path / "all.jsonl"
    assert 0 == run("export", str(file)).exit_code
    lines = file.read_bytes().splitlines(keepends=True)
    copy = str(tmp_path / "copy")
    reader = octomem("load", "-", "--path", copy, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert reader.stdin is not None
    reader.stdin.write(b"".join(lines[:20]))
    reader.stdin.flush()
    deadline = time.monotonic() + 300
    while not _is_open(tmp_path / "copy" / "ledger.sqlite"):
        assert time.monotonic() < deadline, "the store was not made in five minutes"
        time.sleep(0.05)
    time.sleep(1)
    reader.send_signal(signal.SIGINT)
    reader.communicate()

    assert 0 != reader.returncode
    told = run("stats", "--json", "--path", copy)
    assert 0 == told.exit_code, told.stderr
    assert 0 == json.loads(told.stdout)["turns"]
    assert 0 == run("load", str(file), "--path", copy).exit_code


def _is_open(ledger: Path) -> bool:
    """Tell whether a ledger has its tables, which a busy machine takes a while to make."""
    if not ledger.exists():
        return False
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute(
                "SELECT value FROM store_facts WHERE name = 'schema'"
            ).fetchall()
        except sqlite3.OperationalError:  # it is being made
            return False
    return bool(rows)


def test_an_export_into_a_closed_pipe_is_no_traceback(run: Run) -> None:
    """
    `octomem export | head -1` ends quietly.
    """
    writer = octomem("export", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.close()
    assert writer.stderr is not None
    said = writer.stderr.read()
    writer.stderr.close()

    assert 0 != writer.wait(60)
    assert b"Traceback" not in said


def test_progress_is_shown_on_a_terminal_only(run: Run, tmp_path: Path) -> None:
    """
    On a terminal's stderr there is a bar; in a pipe there is none.
    """
    ours, theirs = pty.openpty()
    process = octomem("export", str(tmp_path / "a.jsonl"), stdout=subprocess.DEVNULL, stderr=theirs)
    process.wait(60)
    os.close(theirs)
    shown = os.read(ours, 65_536)
    os.close(ours)
    quiet = octomem(
        "export", str(tmp_path / "b.jsonl"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )

    assert b"exporting" in shown
    assert b"" == quiet.communicate()[1]
