"""A process with everything imported that forks the ones to be killed, so that each starts at once.

It reads one order per line (JSON) from stdin and answers each with a line on stdout.
"""

import importlib
import json
import os
import select
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crash.check import check
from tests.crash.jobs import JOBS, Job, small_collections
from tests.crash.points import Point

from octomem.agents.reading.parser import parsing

BEGIN_SECONDS = 120.0
RUN_SECONDS = 120.0
"""How long a process may take to begin, and to come to its point."""
CHECK_SECONDS = 600.0
"""How long a look at the store may take, on a machine that has other things to do."""


@dataclass(frozen=True, slots=True)
class Child:
    """A forked process and the end of the pipe on which it tells."""

    pid: int
    told: int

    def read(self, seconds: float) -> bytes | None:
        """Return what it tells next, b"" at its end, None where it says nothing in time."""
        ready, _, _ = select.select([self.told], [], [], seconds)
        return os.read(self.told, 1 << 20) if ready else None

    def end(self) -> int:
        """Kill it, if it is still there; return the signal that ended it, or 0."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.told)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def killed(order: dict[str, Any]) -> dict[str, Any]:
    """Let a process work, and kill it at a point or after a delay; say whether that happened."""
    point = order.get("point")
    child = _fork(order, Point(**point) if point else None, order["phase"])
    begun = child.read(BEGIN_SECONDS)
    if not begun:
        return {"killed": child.end() == signal.SIGKILL and begun is not None}
    if point is None:
        time.sleep(order["delay"])
        alive = child.read(0.0) is None
        return {"killed": child.end() == signal.SIGKILL and alive}
    reached = child.read(RUN_SECONDS) == b""
    return {"killed": child.end() == signal.SIGKILL and reached}


def checked(order: dict[str, Any]) -> dict[str, Any]:
    """Let a process look at the store, and pass on what it found."""
    child = _fork(order, None, "check")
    parts: list[bytes] = []
    while part := child.read(CHECK_SECONDS):
        parts.append(part)
    child.end()
    text = b"".join(parts)
    problems = json.loads(text) if text else ["the check did not end"]
    return {"problems": problems}


def _fork(order: dict[str, Any], point: Point | None, what: str) -> Child:
    told, tell = os.pipe()
    pid = os.fork()
    if pid:
        os.close(tell)
        return Child(pid, told)
    try:
        os.close(told)
        log = os.open(Path(order["folder"]) / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        job = Job(Path(order["folder"]), order["seed"], lambda: _write(tell, b"."))
        if what == "check":
            _write(tell, json.dumps(check(job)).encode())
        else:
            if point is not None:
                point.arm()
            JOBS[what](job)
    except BaseException:  # noqa: BLE001 - the harness reports it; nothing may run on after a fork
        traceback.print_exc()
        if what == "check":
            _write(tell, json.dumps([traceback.format_exc()]).encode())
    finally:
        os._exit(0)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _warm() -> None:
    """Load what a process would load when it first needs it."""
    for name in ("octomem.orchestrator.graph", "octomem.orchestrator.orchestrator", "chromadb"):
        importlib.import_module(name)
    with parsing() as parse:
        parse(["It is loaded."])


def main() -> None:
    """Serve orders until stdin ends."""
    small_collections()
    _warm()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    answers.write('{"ready": true}\n')
    answers.flush()
    for line in sys.stdin:
        order = json.loads(line)
        done = checked(order) if order["phase"] == "check" else killed(order)
        answers.write(f"{json.dumps(done)}\n")
        answers.flush()


if __name__ == "__main__":
    main()
