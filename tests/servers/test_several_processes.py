"""Several processes with one set of servers are one memory."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.servers.test_behaviour import all_on_servers, caught_up, emptied
from tests.servers.writer import said

from octomem import Orchestrator
from octomem.memory import Kind, Memory
from octomem.settings import Settings

EXCHANGES = 200


def variables(settings: Settings) -> dict[str, str]:
    """Return the environment in which a process has these settings."""
    given = {
        name: getattr(value, "get_secret_value", lambda value=value: value)()
        for name, value in settings
        if name in settings.model_fields_set
        and name.startswith(("path", "embedder", "vault_key", "postgres", "chroma", "neo4j"))
    }
    told = {f"OCTOMEM_{name.upper()}": str(value) for name, value in given.items() if value}
    return {**os.environ, **told}


def written_by(processes: int, settings: Settings) -> None:
    """Let so many processes say the exchanges at the same time, each its own."""
    running = [
        subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.servers.writer", str(at), str(processes), str(EXCHANGES)],
            env=variables(settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for at in range(processes)
    ]
    for one in running:
        assert one.stdout is not None
        assert "ready\n" == one.stdout.readline()
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        _, told = one.communicate(timeout=300)
        assert 0 == one.returncode, told


def everything(memory: Orchestrator, **which: Any) -> list[Memory]:
    """Return all memories of a kind or status, in the order in which they were committed."""
    found: list[Memory] = []
    cursor = None
    while True:
        page = memory.list(user_id="mei", limit=100, cursor=cursor, **which)
        found += page
        cursor = page.next_cursor
        if cursor is None:
            return found[::-1]


def truth(memory: Orchestrator) -> dict[str, list[tuple[object, ...]]]:
    """Return all that holds or has held, by kind, without what is drawn or is of the clock."""
    found: dict[str, list[tuple[object, ...]]] = {kind.value: [] for kind in Kind}
    for status in ("current", "closed", "superseded"):
        for one in everything(memory, status=status):
            row = (one.text, status, one.valid_from, one.valid_to, sorted(one.sources))
            found[one.kind.value].append(row)
    return {kind: sorted(rows, key=repr) for kind, rows in found.items()}


def test_two_processes_write_one_partition(tmp_path: Path) -> None:
    """
    What holds in the end is what one process would hold that was told the same turns in the
    order of their numbers; nothing is lost, nothing is doubled, and all of it is projected.
    """
    emptied()
    settings = all_on_servers(tmp_path)
    written_by(2, settings)
    with Orchestrator(settings) as memory:
        caught_up(memory)
        checked, together = memory.verify(), truth(memory)
        turns = everything(memory, kinds=["episodic"])
    alone = Settings.load(path=tmp_path / "alone", embedder="hash", vault_key="0" * 64)
    with Orchestrator(alone) as memory:
        for turn in turns:
            at = int(turn.sources[0].removeprefix("x"))
            memory.process([said(at)], user_id="mei", session_id=f"s{at % 2}")
        expected = truth(memory)

    told = Counter(turn.sources[0] for turn in turns)
    assert Counter(f"x{at}" for at in range(EXCHANGES)) == told
    assert () == checked.differences
    assert expected == together
