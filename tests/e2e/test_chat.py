"""`octomem chat`: each line is remembered and answered with what it recalls."""

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from octomem import Orchestrator
from octomem.cli import app
from octomem.settings import Settings

PATIENCE = 10
"""How often a chat is asked to end."""
OCTOMEM = str(Path(sys.executable).with_name("octomem"))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a store, named by the environment, with the deterministic embedder."""
    monkeypatch.setenv("OCTOMEM_PATH", str(tmp_path / "store"))
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    return tmp_path / "store"


def talk(*lines: str) -> Result:
    """Say some lines as Mei, from a pipe."""
    return CliRunner().invoke(app, ["chat", "--user", "mei"], input="\n".join(lines) + "\n")


def test_what_was_said_is_recalled_and_cited(store: Path) -> None:
    """The echo shows the memory at work, and says at the start that it is an echo."""
    done = talk("I live in Graz.", "Where do I live?")
    told = done.stdout.splitlines()

    assert 0 == done.exit_code, done.stderr
    assert "No model answers here" in done.stdout
    assert "I remember nothing about that yet." in told
    assert "  (kept: semantic add: mei lives in Graz; knowledge add: mei lives in Graz)" in told
    assert any(line.startswith("  semantic: mei lives in Graz [t_") for line in told)
    assert "Bye. It is all remembered." == told[-1]


def test_only_the_user_is_remembered_not_the_echo(store: Path) -> None:
    """An answer that is made of memories must not become one."""
    talk("I live in Graz.", "Where do I live?")
    with Orchestrator(Settings.load(), read_only=True) as memory:
        turns = [m.text for m in memory.list(user_id="mei", kinds=["episodic"])]

    assert ["Where do I live?", "I live in Graz."] == turns


def test_the_next_chat_remembers_the_last(store: Path) -> None:
    """Each run is a session of its own; facts come from all of them."""
    talk("I live in Graz.")

    assert "mei lives in Graz" in talk("/recall Where do I live?").stdout


def test_commands_show_what_is_remembered_and_why(store: Path) -> None:
    """/list names ids, /why says where one comes from."""
    listed = talk("I live in Graz.", "/list")
    memory_id = next(
        word
        for line in listed.stdout.splitlines()
        if "semantic" in line
        for word in line.split()
        if word.startswith("m_")
    )
    why = talk(f"/why {memory_id}")

    assert "semantic: mei lives in Graz [t_" in why.stdout
    assert "add: says home of mei" in why.stdout


def test_a_mistake_is_said_and_the_chat_goes_on(store: Path) -> None:
    """An unknown command or id ends nothing; /quit does."""
    done = talk("/dance", "/recall", "/why nope", "/help", "/quit", "never said")

    assert 0 == done.exit_code
    assert "there is no /dance" in done.stdout
    assert "/recall takes a question" in done.stdout
    assert "octomem: no memory 'nope' in this scope\n" == done.stderr
    assert 2 == done.stdout.count("/why ID")
    with Orchestrator(Settings.load(), read_only=True) as memory:
        assert 0 == memory.stats().turns


def test_without_an_id_it_is_refused() -> None:
    """Somebody has to be the one who is remembered."""
    done = CliRunner().invoke(app, ["chat"], input="hi\n")

    assert (2, "") == (done.exit_code, done.stdout)
    assert "no scope given" in done.stderr


@pytest.mark.parametrize("end", [b"\x04", b"\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_on_a_terminal_it_prompts_and_ends_politely(store: Path, end: bytes) -> None:
    """Ctrl-D and Ctrl-C both say goodbye."""
    screen, terminal = pty.openpty()
    chat = subprocess.Popen(  # noqa: S603
        [OCTOMEM, "chat", "--user", "mei"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm"},
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - it makes one system call
    )
    os.close(terminal)
    shown = _until(screen, b"> ")
    os.write(screen, b"I live in Graz.\n")
    shown += _until(screen, b"(kept", b"> ")
    for _ in range(PATIENCE):
        # Between writing its prompt and waiting for a key, Python's input() overhears a signal.
        os.write(screen, end)
        bye = _until(screen, b"Bye. It is all remembered.", seconds=10)
        shown += bye
        if b"Bye." in bye:
            break
    else:
        chat.kill()
    code = chat.wait(timeout=60)
    os.close(screen)

    assert 0 == code, shown
    assert b"kept: semantic add: mei lives in Graz" in shown
    assert b"Traceback" not in shown


def _own_terminal() -> None:
    """Make the terminal the process's own, so that Ctrl-C reaches it as a signal."""
    # Whoever runs the tests in the background may have set it to be ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(screen: int, *texts: bytes, seconds: float = 60) -> bytes:
    """Read what is shown until some texts have come one after the other."""
    shown = b""
    deadline = time.monotonic() + seconds
    pattern = re.compile(b".*".join(map(re.escape, texts)), re.DOTALL)
    while not pattern.search(shown) and time.monotonic() < deadline:
        if select.select([screen], [], [], 1.0)[0]:
            try:
                shown += os.read(screen, 4096)
            except OSError:
                break
    return shown


def test_why_without_an_id_asks_for_one(store: Path) -> None:
    """No memory has an empty id, so nothing is looked for."""
    done = talk("/why")

    assert "Which one? /why ID" in done.stdout
    assert "no memory" not in done.stdout + done.stderr
