"""Speed, memory and disk by size: `python -m benchmarks.latency --memories 1000 10000 --users 100`.

Each store is built through `Orchestrator.process()` from text written for this project
(`latency_text`), one call of up to fifty messages, as `octomem process` makes them, after the other, each a session,
and measured by a process of its own (`latency_worker`): alone, and after that in turn with the
same memories in Mem0's Chroma layout. With `--path` the stores are kept: an interrupted build
goes on where it stopped, and a store of the wanted size is reused. With `--servers` each store
is carried to servers of its own as well, and measured there.

Times are given twice: as they passed, and as the processors worked for them, all threads
together. On a machine that does something else too, only the second can be compared; the load
while each store was measured stands in the table.
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.latency_servers import measure_on_servers, print_servers, worked
from benchmarks.latency_text import LARGE, SMALL, call, user_of
from benchmarks.latency_worker import STRETCH, spread
from benchmarks.locomo import Meter, bars, store
from benchmarks.locomo_report import versions
from octomem import Orchestrator

Step = Callable[[int], None]
LOG = "latency.json"
"""What was built so far, inside the store's folder."""
LOOKS = 50
"""How often the size is looked at while a store grows, about; looking counts every memory."""
MADE = 2
"""Memories that a message makes, about; those of a user's first call make twice as many."""


@dataclass(slots=True)
class Built:
    """A store's beginnings; written down so that another run can go on."""

    calls: int = 0
    turns: int = 0
    seconds: float = 0.0
    """Of `process()`, of looking at the size, and of the `flush()` at the end."""
    cpu_seconds: float = 0.0
    """Of this process with all its threads, in the same time."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured of each store."""

    questions: int
    writes: int
    loads: int
    """Messages in calls of `LARGE`, and in calls of `SMALL`."""
    seed: int
    servers: bool = False
    """Whether the store is carried to servers and measured there too."""


@dataclass(frozen=True, slots=True)
class Size:
    """A store that is to be measured."""

    memories: int
    users: int

    @property
    def messages(self) -> int:
        """Return how many messages a call has: whole exchanges, so few that each user has a call."""
        each = min(LARGE, self.memories // self.users // (2 * MADE))
        return max(2, each - each % 2)

    def folder(self, seed: int) -> str:
        """Return the name under which it is kept."""
        size = f"{self.memories}-memories-{self.users}-users"
        return f"{size}-{self.messages}-a-call-seed-{seed}"


def build(memory: Orchestrator, folder: Path, size: Size, seed: int, step: Step) -> Built:
    """Process calls until the store holds as many current memories."""
    log = folder / LOG
    built = Built(**json.loads(log.read_text(encoding="utf-8"))) if log.exists() else Built()
    held, calls = _held(memory), max(1, size.memories // (LOOKS * size.messages * MADE))
    step(min(held, size.memories))
    if held < size.memories:
        _load_models(seed)
    while held < size.memories:
        started, cpu = time.perf_counter(), time.process_time()
        for place in range(built.calls, built.calls + calls):
            session = f"session-{place // size.users}"
            messages = call(seed, place, size.messages)
            memory.process(messages, user_id=user_of(place, size.users), session_id=session)
        before, held = held, _held(memory)
        if held >= size.memories:
            memory.flush()
        built.calls += calls
        built.turns += calls * size.messages
        built.seconds += time.perf_counter() - started
        built.cpu_seconds += time.process_time() - cpu
        log.write_text(json.dumps(asdict(built)), encoding="utf-8")
        step(held - before)
    return built


def _load_models(seed: int) -> None:
    """Process one call elsewhere: what loads with the first call of a process is no bulk load."""
    with TemporaryDirectory() as folder, Orchestrator(path=folder) as memory:
        memory.process(call(seed, 0, 2), user_id="nobody")


def _held(memory: Orchestrator) -> int:
    return sum(memory.stats().memories.values())


def measure(folder: Path, size: Size, options: Options, step: Step) -> dict[str, Any]:
    """Build a store, measure it in a fresh process, and return its figures."""
    with Orchestrator(path=folder) as memory:
        built = build(memory, folder, size, options.seed, step)
        kinds = memory.stats().memories
        ran_on = versions(memory)
    disk = {name: megabytes(folder / name) for name in ("ledger.sqlite", "chroma")}
    job = {"folder": str(folder), "users": size.users, **asdict(options)}
    found = {
        "memories": sum(kinds.values()),
        "users": size.users,
        "messages_a_call": size.messages,
        "kinds": kinds,
        "turns": built.turns,
        "bulk_turns_per_s": built.turns / built.seconds if built.seconds else 0.0,
        "bulk_cpu_ms_per_turn": built.cpu_seconds / built.turns * 1000 if built.turns else 0.0,
        "disk_mb": disk,
        **worked({**job, "other_layout": True}, {}),
        "versions": ran_on,
    }
    if options.servers:
        found["servers"] = measure_on_servers(folder, {**job, "other_layout": False})
    return found


def megabytes(path: Path) -> float:
    """Return what a file, or all in a folder, takes on disk."""
    files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
    return sum(each.stat().st_size for each in files) / 2**20


def print_sizes(found: Sequence[dict[str, Any]], options: Options, console: Console) -> None:
    """Print one column per store."""
    table = Table(title="octomem by size, embedded, no model", title_justify="left")
    table.add_column("")
    for each in found:
        table.add_column(f"{each['memories']} / {each['users']} users", justify="right")
    for name, cells in _rows(found):
        table.add_row(name, *cells)
    console.print(table)
    if options.servers:
        print_servers(found, console)
    mix = found[-1]["kinds"]
    lines = (
        "kinds in the last: " + ", ".join(f"{kind} {count}" for kind, count in mix.items()),
        (
            f"text of benchmarks.latency_text, seed {options.seed}; median / p95; "
            f"n = {options.questions} questions, {options.writes} exchanges, {options.loads} loads; "
            f"{os.cpu_count()} cores, {platform.machine()}"
        ),
        ", ".join(f"{name} {version}" for name, version in found[-1]["versions"].items()),
    )
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)


def _rows(found: Sequence[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    def times(name: str) -> list[str]:
        return list(map(spread, (each[name] for each in found)))

    def beside(how: str, name: str) -> list[str]:
        return list(map(spread, (each[how][name] for each in found)))

    def loads(messages: int) -> list[str]:
        return [f"{each['loads_turns_per_s'][str(messages)]:.1f}" for each in found]

    def parts(name: str, part: str, unit: str) -> list[str]:
        return [f"{each[name][part]:.1f} {unit}" for each in found]

    def growth(name: str) -> list[str]:
        first = found[0][name]["median"]
        return [f"{each[name]['median'] / first:.2f}" for each in found]

    return [
        ("load of the machine", [f"{each['load']:.1f}" for each in found]),
        ("recall, a user's first question, ms", times("recall_first_ms")),
        ("the same, CPU ms", times("recall_first_cpu_ms")),
        ("recall, later questions, ms", times("recall_ms")),
        ("the same, CPU ms", times("recall_cpu_ms")),
        ("the same, times the first column", growth("recall_cpu_ms")),
        (
            f"in turn with Mem0's Chroma layout, {STRETCH} questions each, ms",
            beside("in_stretches", "octomem_ms"),
        ),
        ("that layout, ms", beside("in_stretches", "mem0_layout_ms")),
        ("in turn, CPU ms", beside("in_stretches", "octomem_cpu_ms")),
        ("that layout, CPU ms", beside("in_stretches", "mem0_layout_cpu_ms")),
        ("in turn, one question each, ms", beside("in_turn", "octomem_ms")),
        ("that layout, ms", beside("in_turn", "mem0_layout_ms")),
        ("process, two messages, ms", times("process_ms")),
        ("the same, CPU ms", times("process_cpu_ms")),
        ("the same, times the first column", growth("process_cpu_ms")),
        (
            "bulk load, turns/s (messages a call)",
            [f"{each['bulk_turns_per_s']:.1f} ({each['messages_a_call']})" for each in found],
        ),
        (f"on the whole store, in calls of {LARGE}", loads(LARGE)),
        (f"the same, in calls of {SMALL}", loads(SMALL)),
        ("CPU per turn in bulk, ms", [f"{each['bulk_cpu_ms_per_turn']:.1f}" for each in found]),
        ("imports", parts("start_up_s", "imports", "s")),
        ("constructor", parts("start_up_s", "constructor", "s")),
        ("process start to first answer", parts("start_up_s", "first_answer", "s")),
        ("resident after the first answer", parts("resident_mb", "first_answer", "MB")),
        ("resident after the questions", parts("resident_mb", "questions", "MB")),
        ("resident after the exchanges", parts("resident_mb", "exchanges", "MB")),
        ("resident at most, without the other layout", parts("resident_mb", "peak", "MB")),
        ("ledger on disk", parts("disk_mb", "ledger.sqlite", "MB")),
        ("vector index on disk", parts("disk_mb", "chroma", "MB")),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument(
        "--memories", type=int, nargs="+", default=[1000, 10_000, 100_000], metavar="N"
    )
    parser.add_argument("--users", type=int, nargs="+", default=[100], metavar="N")
    parser.add_argument("--questions", type=int, default=200, metavar="N")
    parser.add_argument("--writes", type=int, default=60, metavar="N", help="exchanges measured")
    parser.add_argument(
        "--loads", type=int, default=1200, metavar="N", help="messages in calls of 50, and of 8"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the stores here")
    parser.add_argument(
        "--servers",
        action="store_true",
        help="carry each to a PostgreSQL, a Chroma and a Neo4j that are started, and measure there",
    )
    given = parser.parse_args(argv)
    options = Options(given.questions, given.writes, given.loads, given.seed, given.servers)
    sizes = [Size(memories, users) for memories in given.memories for users in given.users]
    with store(given.path) as home, bars() as progress:
        found = [
            measure(
                home / size.folder(given.seed),
                size,
                options,
                Meter(progress, f"{size.memories} / {size.users}", size.memories).step,
            )
            for size in sizes
        ]
    if given.json:
        sys.stdout.write(json.dumps(asdict(options) | {"stores": found}, indent=2) + "\n")
    else:
        print_sizes(found, options, Console(width=None if sys.stdout.isatty() else 120))
    return 0


if __name__ == "__main__":
    sys.exit(main())
