"""Processes that outlive the one that starts them: started, found again, ended by their id."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

STATE = "server.json"
LOG = "server.log"
POLL_SECONDS = 0.1
START_SECONDS = 240.0
STOP_SECONDS = 30.0
LOG_LINES = 15

_children: dict[int, subprocess.Popen[bytes]] = {}
"""What this process started itself and has to reap."""


class ServerError(Exception):
    """A server cannot be had on this machine; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Running:
    """One server as it was started; kept beside its data, so that it starts the same again."""

    name: str
    version: str
    url: str
    pid: int
    ports: tuple[int, ...]
    settings: Mapping[str, str]
    """The `OCTOMEM_*` variables that lead to it."""
    seconds: float
    """From the start to the first healthy answer."""


@dataclass(frozen=True, slots=True)
class Launch:
    """How a server is started."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    user: str | None = None
    """Who runs it; None for the caller."""


def known(folder: Path) -> Running | None:
    """Return what was started here last, whether it still runs or not."""
    file = folder / STATE
    if not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    told["ports"] = tuple(told["ports"])
    return Running(**told)


def note(folder: Path, running: Running) -> None:
    """Remember a server; the file holds its password and is its owner's alone."""
    draft = folder / f"{STATE}.{os.getpid()}"
    handle = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(running), file, indent=2)
    draft.replace(folder / STATE)


def is_running(running: Running, folder: Path) -> bool:
    """Tell whether the process is there and is the one that works in this folder."""
    child = _children.get(running.pid)
    if child is not None and child.poll() is not None:
        return False
    try:
        command = Path(f"/proc/{running.pid}/cmdline").read_bytes()
    except OSError:
        return False
    return str(folder).encode() in command


def start(folder: Path, launch: Launch) -> int:
    """Start a process that goes on when this one ends; return its id."""
    with (folder / LOG).open("wb") as log:
        child = subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
            list(launch.arguments),
            cwd=folder,
            env={**os.environ, **launch.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=launch.user,
            group=launch.user,
        )
    _children[child.pid] = child
    return child.pid


def wait_healthy(folder: Path, pid: int, healthy: Callable[[], bool]) -> float:
    """Wait until a server answers; return the seconds it took.

    Raises:
        ServerError: it ended, or did not answer in time; with the end of its log.
    """
    begun = time.monotonic()
    while not healthy():
        if _children[pid].poll() is not None:
            raise ServerError(f"it ended with {_children[pid].returncode}\n{_log(folder)}")
        if time.monotonic() - begun > START_SECONDS:
            end(pid)
            raise ServerError(f"no answer within {START_SECONDS:.0f} s\n{_log(folder)}")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - begun


def end(pid: int, *, signal_first: int = signal.SIGTERM) -> None:
    """End a process: politely, and after a while by force; wait until it is gone."""
    for what in (signal_first, signal.SIGKILL):
        try:
            os.kill(pid, what)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            if _gone(pid):
                return
            time.sleep(POLL_SECONDS)


def free_ports(count: int) -> tuple[int, ...]:
    """Return ports on 127.0.0.1 that nobody listens on now."""
    opened = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = tuple(int(one.getsockname()[1]) for one in opened)
    for one in opened:
        one.close()
    return ports


def password() -> str:
    """Make a password for one server."""
    return secrets.token_urlsafe(18)


def _gone(pid: int) -> bool:
    child = _children.get(pid)
    if child is not None:
        return child.poll() is not None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def _log(folder: Path) -> str:
    lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-LOG_LINES:])
