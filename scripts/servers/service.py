"""Starts, stops and finds the servers in one folder; doing either twice does no harm."""

import signal
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from scripts.servers import chroma, neo4j, postgres, process
from scripts.servers.process import Launch, Running, ServerError


class Server(Protocol):
    """What a module of one server offers."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """What it is called."""
        ...

    @property
    def PORTS(self) -> int:  # noqa: N802 - a constant of the module
        """On how many ports it listens."""
        ...

    def version(self) -> str:
        """Return what will run."""
        ...

    def prepare(self, folder: Path, ports: tuple[int, ...]) -> dict[str, str]:
        """Make its folder ready, once; return the settings that lead to it."""
        ...

    def launch(self, folder: Path, ports: tuple[int, ...], settings: dict[str, str]) -> Launch:
        """Say how it is started."""
        ...

    def healthy(self, ports: tuple[int, ...], settings: dict[str, str]) -> bool:
        """Tell whether it does its work."""
        ...

    def url(self, ports: tuple[int, ...]) -> str:
        """Return where it listens, for people."""
        ...


SERVERS: dict[str, Server] = {"neo4j": neo4j, "chroma": chroma, "postgres": postgres}


def start(name: str, folder: Path) -> Running:
    """Start a server in `folder`/`name`, or return the one that runs there already.

    One that was stopped comes back with its data, its ports and its password.

    Raises:
        ServerError: it cannot be had, or does not answer.
    """
    place = _place(name, folder)
    server = SERVERS[name]
    place.mkdir(parents=True, exist_ok=True)
    before = process.known(place)
    if before is not None and process.is_running(before, place):
        return before
    ports = process.free_ports(server.PORTS) if before is None else before.ports
    settings = server.prepare(place, ports) if before is None else dict(before.settings)
    pid = process.start(place, server.launch(place, ports, settings))
    # Noted before it answers: one that never does can be stopped all the same.
    running = Running(name, server.version(), server.url(ports), pid, ports, settings, 0.0)
    process.note(place, running)
    seconds = process.wait_healthy(place, pid, lambda: server.healthy(ports, settings))
    running = Running(name, server.version(), server.url(ports), pid, ports, settings, seconds)
    process.note(place, running)
    return running


def stop(name: str, folder: Path, *, kill: bool = False) -> bool:
    """Stop a server; False where none ran. `kill` gives it no time to tidy up."""
    running = status(name, folder)
    if running is None:
        return False
    polite = signal.SIGINT if name == postgres.NAME else signal.SIGTERM
    process.end(running.pid, signal_first=signal.SIGKILL if kill else polite)
    return True


def status(name: str, folder: Path) -> Running | None:
    """Return the server that runs in a folder, or None."""
    place = _place(name, folder)
    running = process.known(place)
    return running if running is not None and process.is_running(running, place) else None


@contextmanager
def running(names: Sequence[str], folder: Path) -> Generator[list[Running]]:
    """Start servers for a while, and stop those that did not run before.

    Raises:
        ServerError: one cannot be had, or does not answer.
    """
    before = [name for name in names if status(name, folder)]
    try:
        yield [start(name, folder) for name in names]
    finally:
        for name in names:
            if name not in before:
                stop(name, folder)


def settings_of(servers: Iterable[Running]) -> dict[str, str]:
    """Return the variables that lead octomem to these servers."""
    return {name: value for one in servers for name, value in one.settings.items()}


def _place(name: str, folder: Path) -> Path:
    if name not in SERVERS:
        raise ServerError(f"no server {name!r}; one of: {', '.join(SERVERS)}")
    return folder.absolute() / name
