"""What every test may use: a store of its own, without a model and without a server."""

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.servers import running

from octomem import Orchestrator
from octomem.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def _main_loop() -> Iterator[None]:
    """Give the main thread a loop that is closed in the end.

    pytest-asyncio puts the loop it finds aside and back; where there is none, one is made
    that nobody closes.
    """
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caller's `OCTOMEM_*` variables and width of the terminal out of the tests."""
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in [name for name in os.environ if name.startswith("OCTOMEM_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _logger_as_it_was() -> Iterator[None]:
    """Take back what the command line does to the logger of its process."""
    logger = logging.getLogger("octomem")
    level, handlers = logger.level, logger.handlers[:]
    yield
    logger.setLevel(level)
    logger.handlers[:] = handlers


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Orchestrator]:
    """A new store with the bundled embedder."""
    with Orchestrator(path=tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Orchestrator]:
    """A new store with the deterministic embedder, where meaning does not matter."""
    with Orchestrator(Settings.load(path=tmp_path / "store", embedder="hash")) as opened:
        yield opened


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the servers that the tests started; a worker of several hands over what it knows."""
    handed = getattr(session.config, "workeroutput", None)
    if handed is not None:
        handed["servers"] = running.told()
    running.stop_all()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker knows of servers; without it nobody would print that."""
    running.of_workers.extend(getattr(node, "workeroutput", {}).get("servers", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which servers were tested against, and what was skipped for want of one."""
    for line in (*running.told(), *running.of_workers):
        terminalreporter.write_line(f"server: {line}")
