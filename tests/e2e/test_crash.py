"""A killed process loses nothing that it had acknowledged, and doubles nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from octomem import Orchestrator
from octomem.settings import Settings

WRITER = """
import sys
from octomem import Orchestrator
from octomem.settings import Settings

with Orchestrator(Settings.load(path=sys.argv[1], embedder="hash")) as memory:
    start = int(sys.argv[2])
    print("open", flush=True)
    for n in range(start, start + 10_000):
        message = {"role": "user", "content": f"I have {n} apples.", "id": f"n{n}"}
        memory.process([message], user_id="mei", session_id="s1")
        print(n, flush=True)
"""
KILLS = 5
SEED = 20260101


def killed_writer(folder: Path, start: int, seconds: float) -> int:
    """Write until killed; return the last acknowledged number."""
    writer = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITER, str(folder), str(start)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    assert writer.stdout.readline() == f"{start}\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    return int(rest[-1]) if rest else start


def test_acknowledged_turns_survive_being_killed_exactly_once(tmp_path: Path) -> None:
    """
    After each kill, the store opens, and every acknowledged turn is there once.
    """
    chance = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    acknowledged = -1
    for _ in range(KILLS):
        acknowledged = killed_writer(tmp_path, acknowledged + 1, chance.uniform(0.0, 0.5))

    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        memory.flush()
        texts: list[str] = []
        cursor = None
        while True:
            page = memory.list(
                user_id="mei", kinds=["episodic"], status=None, limit=1000, cursor=cursor
            )
            texts += [m.text for m in page]
            cursor = page.next_cursor
            if cursor is None:
                break
        stats = memory.stats()

    counted = {text: texts.count(text) for text in set(texts)}
    wanted = {f"I have {n} apples." for n in range(acknowledged + 1)}
    assert set() == wanted - counted.keys()
    assert {1} == set(counted.values()), json.dumps(counted)
    assert 0 == stats.open_calls
    assert 0 == stats.lag
    assert sum(stats.memories.values()) <= stats.vectors
