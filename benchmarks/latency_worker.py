"""Measures one store in a process of its own: `python -m benchmarks.latency_worker JOB STARTED`.

JOB is what `latency` asks for, as JSON; STARTED is when it started this process, in seconds
since the epoch. Writes the figures as JSON to stdout.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
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
        load = os.getloadavg()[0]
        asked = _ask(memory, job)
        written = _write(memory, job)
        return {
            "load": load,
            "start_up_s": {
                "imports": imported - started,
                "constructor": constructed - imported,
                "first_answer": first - started,
            },
            "recall_ms": summary(each.passed for each in asked["octomem"]),
            "recall_cpu_ms": summary(each.worked for each in asked["octomem"]),
            **_other_layout(asked),
            "process_ms": summary(each.passed for each in written),
            "process_cpu_ms": summary(each.worked for each in written),
            "resident_mb": {"first_answer": resident, "peak": _peak_mb()},
        }


@dataclass(frozen=True, slots=True)
class Taken:
    """What one piece of work took, in seconds."""

    passed: float
    """On the clock."""
    worked: float
    """Of the processors, by every thread of this process."""


def summary(times: Iterable[float]) -> dict[str, float]:
    """Return n, median and p95 of times, in milliseconds."""
    seconds = list(times)
    return {
        "n": len(seconds),
        "median": percentile(seconds, 0.5) * 1000,
        "p95": percentile(seconds, 0.95) * 1000,
    }


def _ask(memory: "Orchestrator", job: dict[str, Any]) -> dict[str, list[Taken]]:
    """Ask every layout the same questions in turn, so that all meet the same machine."""
    layouts: dict[str, Callable[[str, str], object]] = {
        "octomem": lambda text, user: memory.recall(text, user_id=user, limit=LIMIT)
    }
    if job["other_layout"]:
        from benchmarks.mem0_layout import Mem0Layout  # noqa: PLC0415 - it loads chromadb

        other = Mem0Layout(Path(job["folder"]))
        layouts["mem0_layout"] = lambda text, user: other.search(text, user, LIMIT)
    times: dict[str, list[Taken]] = {name: [] for name in layouts}
    for place in range(WARM + job["questions"]):
        text, user = question(job["seed"], place), user_of(place, job["users"])
        for name, ask in layouts.items():
            times[name].append(_taken(partial(ask, text, user)))
    return {name: found[WARM:] for name, found in times.items()}


def _other_layout(asked: dict[str, list[Taken]]) -> dict[str, Any]:
    found = asked.get("mem0_layout")
    return (
        {} if found is None else {"mem0_layout_recall_ms": summary(each.passed for each in found)}
    )


def _write(memory: "Orchestrator", job: dict[str, Any]) -> list[Taken]:
    """Process exchanges, each user's in a session of this run; no run writes those of another."""
    run = time.time_ns()
    given = ((exchange(run, place), user_of(place, job["users"])) for place in count())
    written = [
        _taken(partial(memory.process, messages, user_id=user, session_id=f"latency-{run}"))
        for messages, user in islice(given, WARM + job["writes"])
    ]
    return written[WARM:]


def _taken(work: Callable[[], object]) -> Taken:
    started, worked = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - started, time.process_time() - worked)


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
