"""Measures one store in a process of its own: `python -m benchmarks.latency_worker JOB STARTED`.

JOB is what `latency` asks for, as JSON; STARTED is when it started this process, in seconds
since the epoch. Writes the figures as JSON to stdout.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.latency_text import LARGE, SMALL, exchange, question, user_of
from benchmarks.metrics import percentile

if TYPE_CHECKING:
    from octomem import Orchestrator

LIMIT = 10
"""Memories asked for."""
WARM = 20
"""Exchanges before the first that counts; questions are warm once each user has asked one."""
STRETCH = 20
"""Questions that one layout is asked before the other is asked them."""


def main(job: dict[str, Any], started: float) -> dict[str, Any]:
    """Open the store, ask it, write, ask it in turn with the other layout; say what that took.

    The other layout comes last: until then the memory of this process is octomem's own.
    """
    from octomem import Orchestrator  # noqa: PLC0415 - its import is measured

    imported = time.time()
    with Orchestrator(path=job["folder"]) as memory:
        constructed = time.time()
        asking = _Asking(memory, job)
        asking.octomem(0)
        first = time.time()
        resident = {"first_answer": resident_mb()}
        load = os.getloadavg()[0]
        users = asking.users
        firsts = [_taken(partial(asking.octomem, place)) for place in range(1, users)]
        later = [
            _taken(partial(asking.octomem, users + place)) for place in range(job["questions"])
        ]
        resident["questions"] = resident_mb()
        written = _write(memory, job)
        resident["exchanges"] = resident_mb()
        loaded = {str(messages): _load(memory, job, messages) for messages in (LARGE, SMALL)}
        resident["peak"] = max(_peak_mb(), *resident.values())
        return {
            "load": load,
            "start_up_s": {
                "imports": imported - started,
                "constructor": constructed - imported,
                "first_answer": first - started,
            },
            "recall_first_ms": summary(each.passed for each in firsts),
            "recall_first_cpu_ms": summary(each.worked for each in firsts),
            "recall_ms": summary(each.passed for each in later),
            "recall_cpu_ms": summary(each.worked for each in later),
            "process_ms": summary(each.passed for each in written),
            "process_cpu_ms": summary(each.worked for each in written),
            "loads_turns_per_s": loaded,
            "resident_mb": resident,
            **(asking.beside() if job["other_layout"] else {}),
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


def spread(times: Mapping[str, float]) -> str:
    """Write a summary's median and p95, as a cell of a table."""
    return f"{times['median']:.1f} / {times['p95']:.1f}"


class _Asking:
    """Puts a store's questions: all users in turn, as many of them as there are questions."""

    def __init__(self, memory: "Orchestrator", job: dict[str, Any]) -> None:
        self.users: int = min(job["users"], job["questions"])
        self._memory = memory
        self._job = job

    def octomem(self, place: int) -> None:
        """Ask octomem the n-th question."""
        text, user = self._question(place)
        self._memory.recall(text, user_id=user, limit=LIMIT)

    def beside(self) -> dict[str, dict[str, dict[str, float]]]:
        """Ask octomem and the other layout new questions, each both, so that one machine meets them.

        Question by question each empties the processor's caches for the other; in stretches of
        `STRETCH` questions each is asked as it is where nothing else is. First one question of each
        user, which does not count.
        """
        from benchmarks.mem0_layout import Mem0Layout  # noqa: PLC0415 - it loads chromadb

        other = Mem0Layout(Path(self._job["folder"]))
        layouts: dict[str, Callable[[int], object]] = {
            "octomem": self.octomem,
            "mem0_layout": lambda place: other.search(*self._question(place), LIMIT),
        }
        questions: int = self._job["questions"]
        asked = self.users + questions
        self._asked(layouts, range(asked, asked + self.users), 1)
        asked += self.users
        return {
            "in_turn": self._asked(layouts, range(asked, asked + questions), 1),
            "in_stretches": self._asked(
                layouts, range(asked + questions, asked + 2 * questions), STRETCH
            ),
        }

    def _asked(
        self, layouts: Mapping[str, Callable[[int], object]], places: range, stretch: int
    ) -> dict[str, dict[str, float]]:
        """Ask every layout the same questions, so many at a time."""
        times: dict[str, list[Taken]] = {name: [] for name in layouts}
        for at in range(0, len(places), stretch):
            for name, ask in layouts.items():
                some = places[at : at + stretch]
                times[name] += [_taken(partial(ask, place)) for place in some]
        return {
            f"{name}_{unit}": summary(getattr(each, field) for each in found)
            for name, found in times.items()
            for unit, field in (("ms", "passed"), ("cpu_ms", "worked"))
        }

    def _question(self, place: int) -> tuple[str, str]:
        return question(self._job["seed"], place), user_of(place, self.users)


def _write(memory: "Orchestrator", job: dict[str, Any]) -> list[Taken]:
    """Process exchanges, each user's in a session of this run; no run writes those of another."""
    run = time.time_ns()
    given = ((exchange(run, place), user_of(place, job["users"])) for place in count())
    written = [
        _taken(partial(memory.process, messages, user_id=user, session_id=f"latency-{run}"))
        for messages, user in islice(given, WARM + job["writes"])
    ]
    return written[WARM:]


def _load(memory: "Orchestrator", job: dict[str, Any], messages: int) -> float:
    """Process calls of so many messages, all users in turn, until the index has them; say how fast."""
    run, each = time.time_ns(), messages // 2
    calls: int = max(1, job["loads"] // messages)
    started = time.perf_counter()
    for place in range(calls):
        told = [message for at in range(each) for message in exchange(run, place * each + at)]
        memory.process(told, user_id=user_of(place, job["users"]), session_id=f"load-{run}")
    memory.flush()
    return calls * messages / (time.perf_counter() - started)


def _taken(work: Callable[[], object]) -> Taken:
    started, worked = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - started, time.process_time() - worked)


def resident_mb() -> float:
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
