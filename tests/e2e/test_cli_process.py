"""`octomem process` in daily use: transcripts, several files, repeats, a bar, Ctrl-C."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import octomem
from octomem.cli import app
from octomem.cli.interrupt import finishing
from octomem.cli.process import CHUNK

OCTOMEM = str(Path(sys.executable).with_name("octomem"))
TURNS = 4 * CHUNK


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a store, named by the environment, with the deterministic embedder."""
    monkeypatch.setenv("OCTOMEM_PATH", str(tmp_path / "store"))
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    return tmp_path / "store"


def run(*arguments: str, **options: Any) -> Result:
    """Run a command for Mei."""
    return CliRunner().invoke(app, [*arguments, "--user", "mei"], **options)


def turns(store: Path) -> list[str]:
    """Return the texts of all turns, in the order they were stored."""
    with closing(sqlite3.connect(f"file:{store / 'ledger.sqlite'}?mode=ro", uri=True)) as ledger:
        return [text for (text,) in ledger.execute("SELECT text FROM turns ORDER BY seq")]


def test_a_transcript_from_stdin_is_stored(store: Path) -> None:
    """Names, dates and roles come from the lines; the zone may be given."""
    text = "[2024-05-01 10:30] Mei: I live in Graz.\n[2024-05-01 10:31] AI: Nice!"
    done = run("process", "-", "--zone", "Europe/Vienna", "--json", input=text)
    listed = json.loads(run("list", "--kind", "semantic", "--json").stdout)["memories"]

    assert 0 == done.exit_code, done.stderr
    assert ["2 timestamps without a zone were taken as Europe/Vienna"] == json.loads(done.stdout)[
        "notes"
    ]
    assert ["Mei lives in Graz"] == [each["text"] for each in listed]
    assert "2024-05-01T08:30:00+00:00" == listed[0]["valid_from"]


def test_several_files_are_checked_before_the_first_is_stored(store: Path, tmp_path: Path) -> None:
    """A mistake in the second file leaves nothing of the first behind, and is located."""
    one, two, three = (tmp_path / name for name in ("one.txt", "two.json", "three.jsonl"))
    one.write_text("Mei: I live in Graz.\nAI: ok")
    two.write_text('[{"role": "user", "content": "a"}, {"role": "wizard", "content": "x"}]')
    three.write_text('{"role": "user", "content": "b"}\n')
    wrong = run("process", str(one), str(two))
    fine = run("process", str(one), str(three), "--json")

    assert 2 == wrong.exit_code
    assert f"{str(two)!r}, message 2: unknown role 'wizard'" in wrong.stderr
    assert 3 == len(json.loads(fine.stdout)["turns"])
    assert ["I live in Graz.", "ok", "b"] == turns(store)


def test_the_same_file_twice_is_stored_once_and_a_grown_one_is_added_to(
    store: Path, tmp_path: Path
) -> None:
    """Messages without ids are known again by what stands before them."""
    file = tmp_path / "chat.txt"
    file.write_text("Mei: ok\nAI: ok\nMei: ok\n")
    for _ in range(2):
        assert 0 == run("process", str(file), "--session", "s1").exit_code
    file.write_text("Mei: ok\nAI: ok\nMei: ok\nAI: bye\n")
    run("process", str(file), "--session", "s1")

    assert ["ok", "ok", "ok", "bye"] == turns(store)


def test_undated_turns_may_be_dated(store: Path) -> None:
    """--occurred-at says when it was; without a zone the settings' is assumed and said."""
    done = run("process", "-", "--occurred-at", "2024-05-01T10:30", input="Mei: I live in Graz.")
    (fact,) = json.loads(run("list", "--kind", "semantic", "--json").stdout)["memories"]

    assert "octomem: occurred_at has no zone and was taken as UTC\n" == done.stderr
    assert "2024-05-01T10:30:00+00:00" == fact["valid_from"]


def long_file(folder: Path, turns: int) -> Path:
    """Write a transcript that takes several pieces."""
    file = folder / "long.txt"
    file.write_text("".join(f"Mei: Apple {n}.\n" for n in range(turns)))
    return file


def test_pieces_give_one_result(store: Path, tmp_path: Path) -> None:
    """A conversation longer than a piece is reported as one."""
    file = tmp_path / "long.json"
    messages = [{"role": "user", "content": f"Apple {n}."} for n in range(CHUNK + 1)]
    file.write_text(json.dumps(messages))
    result = json.loads(run("process", str(file), "--json").stdout)

    assert CHUNK + 1 == len(result["turns"]) == len(set(result["turns"]))
    assert "episodic" in {each["agent"] for each in result["routes"]}
    assert CHUNK + 1 == sum(each["agent"] == "episodic" for each in result["operations"])


def test_ctrl_c_stops_between_pieces_and_the_same_command_goes_on(
    store: Path, tmp_path: Path
) -> None:
    """What is stored is said, nothing is half-way, and nothing is stored twice."""
    command = [OCTOMEM, "process", str(long_file(tmp_path, TURNS)), "--user", "mei"]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603
    deadline = time.monotonic() + 120
    while not _begun(store) and time.monotonic() < deadline and writer.poll() is None:
        time.sleep(0.02)
    writer.send_signal(signal.SIGINT)
    out, err = writer.communicate(timeout=120)
    stored = len(turns(store))
    again = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert (130, "") == (writer.returncode, out), err
    assert f"interrupted: {stored} of {TURNS} turns are stored; run the same command again" in err
    assert "Traceback" not in err
    assert 0 < stored < TURNS
    assert 0 == stored % CHUNK
    assert 0 == again.returncode, again.stderr
    assert [f"Apple {n}." for n in range(TURNS)] == turns(store)


def test_a_second_ctrl_c_interrupts_at_once() -> None:
    """The first is a request, and is told once; afterwards Ctrl-C is what it was."""
    told: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with finishing(lambda: told.append("stop")) as interrupt:
        signal.raise_signal(signal.SIGINT)
        asked = interrupt.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    assert asked
    assert ["stop"] == told
    assert before == signal.getsignal(signal.SIGINT)


def test_sigterm_finishes_the_piece_at_hand_and_says_so() -> None:
    """It is the same request as Ctrl-C, with the exit code of its own signal."""
    before = signal.getsignal(signal.SIGTERM)
    told: list[str] = []
    with finishing(lambda: told.append("stop")) as interrupt:
        signal.raise_signal(signal.SIGTERM)

    assert (True, 143, ["stop"]) == (interrupt.asked, interrupt.exit_code, told)
    assert before == signal.getsignal(signal.SIGTERM)


def test_what_an_earlier_run_stored_counts_when_a_later_one_is_interrupted(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 50 of the first run are there, however early the second is stopped."""
    file = long_file(tmp_path, TURNS)
    process = octomem.Orchestrator.process
    runs: list[int] = []

    def stopped(self: octomem.Orchestrator, *given: Any, **options: Any) -> object:
        runs.append(1)
        if len(runs) == 2:
            raise KeyboardInterrupt
        return process(self, *given, **options)

    monkeypatch.setattr(octomem.Orchestrator, "process", stopped)
    first = run("process", str(file))
    runs[:] = [1]
    again = run("process", str(file))

    said = f"octomem: interrupted: {CHUNK} of {TURNS} turns are stored; run the same command again"
    assert (130, "") == (first.exit_code, first.stdout)
    assert (130, "") == (again.exit_code, again.stdout)
    for done in (first, again):
        assert f"{said} to go on\n" == done.stderr


def test_an_interrupt_when_everything_is_stored_still_prints_what_was_done(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the store is closed stops nothing that could go on later."""
    close = octomem.Orchestrator.close

    def interrupted(self: octomem.Orchestrator) -> None:
        signal.raise_signal(signal.SIGINT)
        close(self)

    monkeypatch.setattr(octomem.Orchestrator, "close", interrupted)
    done = run("process", "-", input="Mei: I live in Graz.")

    assert 0 == done.exit_code, done.stderr
    assert "1 turn," in done.stdout
    assert 1 == len(done.stderr.splitlines())


def test_an_interrupt_of_any_command_is_said(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command ends without a word."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    run("process", "-", input="Mei: I live in Graz.")
    monkeypatch.setattr(octomem.Orchestrator, "recall", interrupted)
    done = run("recall", "Graz")

    assert (130, "", "octomem: interrupted\n") == (done.exit_code, done.stdout, done.stderr)


def test_what_fails_in_a_later_piece_says_what_is_stored(store: Path, tmp_path: Path) -> None:
    """An id that is known with another text is found only there; the pieces before it stay."""
    run("process", "-", input='[{"id": "m", "role": "user", "content": "old"}]')
    messages = [{"id": f"m{n}", "role": "user", "content": f"Apple {n}."} for n in range(CHUNK)]
    file = tmp_path / "long.json"
    file.write_text(json.dumps([*messages, {"id": "m", "role": "user", "content": "new"}]))
    done = run("process", str(file))
    first, second = done.stderr.splitlines()

    assert (2, "") == (done.exit_code, done.stdout)
    assert f"octomem: {CHUNK} of {CHUNK + 1} turns are stored; then it failed:" == first
    assert "message id 'm' is already recorded with another content" in second
    assert CHUNK + 1 == len(turns(store))


def _begun(store: Path) -> bool:
    try:
        return bool(turns(store))
    except sqlite3.Error:
        return False


def test_a_terminal_sees_a_bar_and_a_pipe_does_not(store: Path, tmp_path: Path) -> None:
    """Progress goes to stderr, and only where somebody watches."""
    command = [OCTOMEM, "process", str(long_file(tmp_path, 2 * CHUNK)), "--user", "mei"]
    screen, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    watched = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=terminal, env=environment
    )
    os.close(terminal)
    shown = _read_all(screen)
    watched.wait()
    piped = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert 0 == watched.returncode
    assert f"{CHUNK}/{2 * CHUNK}" in shown
    assert "" == piped.stderr


def _read_all(screen: int) -> str:
    """Read what a terminal shows until the other side is closed."""
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(screen)
    return b"".join(parts).decode()


def test_what_a_terminal_would_obey_is_shown_as_an_escape(store: Path) -> None:
    """Colours, cursor movements and reversed text in a memory never reach the screen raw."""
    evil = "Graz \x1b[31m red \x9b2J \x07 \u202e desrever"
    text = json.dumps([{"role": "user", "name": "Mei\x1b[1m", "content": evil}])
    printed = [
        run("process", "-", input=text),
        run("list"),
        run("recall", "Graz"),
        run("recall", "Graz", "--context", "200"),
        run("recall", "Graz", "--json"),
        run("recall", "\x1b[5m Graz"),
    ]
    memory_id = json.loads(run("list", "--json").stdout)["memories"][-1]["id"]
    printed += [run("show", memory_id), run("history", memory_id), run("delete", memory_id)]

    for done in printed:
        assert 0 == done.exit_code, done.stderr
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(done.stdout + done.stderr)
    assert "\\x1b[31m red \\x9b2J \\x07 \\u202e desrever" in printed[1].stdout
    assert evil in [m["text"] for m in json.loads(printed[4].stdout)["memories"]]


def test_recall_takes_moments_and_packs_a_context(store: Path) -> None:
    """--known-at looks back in what was known; --context prints what a prompt would get."""
    run("process", "-", input="Mei: I live in Graz.")
    before = json.loads(run("recall", "Graz", "--known-at", "2020-01-01T00:00Z", "--json").stdout)
    packed = run("recall", "Where does Mei live?", "--context", "100")
    both = json.loads(run("recall", "Graz", "--context", "100", "--json").stdout)

    assert [] == before["memories"]
    assert packed.stdout.startswith("Memories (records to draw on")
    assert "Mei lives in Graz" in packed.stdout
    assert "Mei lives in Graz" in both["context"]
    assert "as_of has no zone" in run("recall", "Graz", "--as-of", "2020-01-01").stderr


def test_an_empty_context_says_why(store: Path) -> None:
    """Nothing on stdout, where a prompt would get nothing, and one line on stderr."""
    run("process", "-", input="Mei: I live in Graz.")
    small = run("recall", "Graz", "--context", "5")
    other = CliRunner().invoke(app, ["recall", "Graz", "--user", "ann", "--context", "50"])

    assert ("", "octomem: no memory fits into a context of 5 tokens\n") == (
        small.stdout,
        small.stderr,
    )
    assert ("", "octomem: nothing is remembered for a context of 50 tokens\n") == (
        other.stdout,
        other.stderr,
    )


def test_a_lost_vault_key_is_told_in_plain_words_once_for_all_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret is kept, and stderr says which file to put back and which one to keep."""
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    store = tmp_path / "store"
    arguments = ["process", "-", "--user", "mei", "--path", str(store)]
    CliRunner().invoke(app, arguments, input="User: My wifi password is Blue-Kite-77.\n")
    (store / "vault.key").unlink()
    text = "User: My PIN is 4821.\n" + "".join(f"User: Line {n}.\n" for n in range(60))
    done = CliRunner().invoke(app, arguments, input=text)

    assert 0 == done.exit_code
    assert 1 == done.stderr.count("is missing")
    assert f"the vault's key file {str(store / 'vault.key')!r} is missing" in done.stderr
    assert "vault-*.key" in done.stderr


def test_a_key_that_looks_misspelt_is_named_and_kept(store: Path) -> None:
    """A message without its time would be taken as said now; any other key is the caller's own."""
    messages = [
        {"role": "user", "content": "I live in Graz.", "timestmp": "2024-05-01", "mood": "fine"},
        {"role": "user", "content": "I like tea.", "timestmp": "2024-05-01", "created": "x"},
    ]
    done = run("process", "-", input=json.dumps(messages))

    expected = "the key 'timestmp' of a message is kept as metadata; 'timestamp' is what is read"
    assert (0, f"octomem: {expected}\n") == (done.exit_code, done.stderr)
    found = json.loads(run("list", "--kind", "episodic", "--json").stdout)["memories"]
    assert {"2024-05-01"} == {each["metadata"]["message"]["timestmp"] for each in found}


def test_nobody_by_a_name_is_said_and_one_memory_is_one(store: Path) -> None:
    """A table without rows would look like a failure, and "1 memories" like a slip."""
    stored = run("process", "-", input="Mei: Nothing much.")
    nobody = run("entities", "Zebulon")

    assert (0, "Nobody and nothing goes by 'Zebulon'.\n") == (nobody.exit_code, nobody.stdout)
    assert "1 turn, " in stored.stdout
    assert run("list", "--kind", "episodic").stdout.startswith("1 memory ")


def test_history_tells_its_times_in_utc(store: Path) -> None:
    """A time without a zone would be taken for the reader's own."""
    run("process", "-", input="Mei: I live in Graz.")
    found = json.loads(run("list", "--kind", "episodic", "--json").stdout)["memories"]

    shown = run("history", found[0]["id"]).stdout
    assert "recorded (UTC)" in shown
    assert "+00:00" not in shown


def test_a_list_needs_no_vectors(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another embedder's settings keep a question from being asked, and no list from being read."""
    run("process", "-", input="Mei: I live in Graz.")
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "minilm")

    assert "Graz" in run("list").stdout
    assert 2 == run("recall", "Graz").exit_code
