"""Measures one store in a process of its own: `python -m benchmarks.latency_worker JOB STARTED`.

JOB is what `latency` asks for, as JSON; STARTED is when it started this process, in seconds
since the epoch. Writes the figures as JSON to stdout.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.latency_text import exchange, question, user_of
from benchmarks.metrics import percentile

if TYPE_CHECKING:
    from octomem import Orchestrator

LIMIT = 10
"""Memories asked for."""
WARM = 20
"""Questions and exchanges before the first that counts."""


def main(job: dict[str, Any], started: float) -> dict[str, Any]:
    """Open the store, ask it and the other layout, write, and say what that took."""
    from octomem import Orchestrator  # noqa: PLC0415 - its import is measured

    imported = time.time()
    with Orchestrator(path=job["folder"]) as memory:
        constructed = time.time()
        memory.recall(question(job["seed"], -1), user_id=user_of(0, job["users"]), limit=LIMIT)
        first = time.time()
        resident = _resident_mb()
        asked = _ask(memory, job)
        written = [_process(memory, job, place) for place in range(WARM + job["writes"])]
        return {
            "start_up_s": {
                "imports": imported - started,
                "constructor": constructed - imported,
                "first_answer": first - started,
            },
            "recall_ms": summary(asked["octomem"]),
            "mem0_layout_recall_ms": summary(asked["mem0_layout"]),
            "process_ms": summary(written[WARM:]),
            "resident_mb": {"first_answer": resident, "peak": _peak_mb()},
        }


def summary(seconds: list[float]) -> dict[str, float]:
    """Return n, median and p95 of times, in milliseconds."""
    return {
        "n": len(seconds),
        "median": percentile(seconds, 0.5) * 1000,
        "p95": percentile(seconds, 0.95) * 1000,
    }


def _ask(memory: "Orchestrator", job: dict[str, Any]) -> dict[str, list[float]]:
    """Ask both layouts the same questions in turn, so that both meet the same machine."""
    from benchmarks.mem0_layout import Mem0Layout  # noqa: PLC0415 - it loads chromadb

    layout = Mem0Layout(Path(job["folder"]))
    times: dict[str, list[float]] = {"octomem": [], "mem0_layout": []}
    for place in range(WARM + job["questions"]):
        text, user = question(job["seed"], place), user_of(place, job["users"])
        times["octomem"].append(_seconds(partial(memory.recall, text, user_id=user, limit=LIMIT)))
        times["mem0_layout"].append(_seconds(partial(layout.search, text, user, LIMIT)))
    return {name: found[WARM:] for name, found in times.items()}


def _process(memory: "Orchestrator", job: dict[str, Any], place: int) -> float:
    """Process one exchange; every run of the benchmark writes others."""
    messages, user = exchange(time.time_ns(), place), user_of(place, job["users"])
    return _seconds(partial(memory.process, messages, user_id=user, session_id="latency"))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _resident_mb() -> float:
    """Return this process's resident memory; where the system does not tell it, the peak."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    found = [int(line.split()[1]) for line in lines if line.startswith("VmRSS:")]
    return found[0] / 1024 if found else _peak_mb()


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.argv[1]), float(sys.argv[2]))))
