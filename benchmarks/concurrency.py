"""Callers at once: `python -m benchmarks.concurrency --memories 10000 --users 100 --callers 1 8 32`.

The store is built through `Orchestrator.process()` as for `benchmarks.latency`, whose kept stores
(`--path`) serve here too. For each number of callers, so many threads put the same questions, and
then process exchanges of two messages, to one orchestrator; a user has one caller at a time.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.latency import Size, build
from benchmarks.latency_text import exchange, question, user_of
from benchmarks.latency_worker import LIMIT, spread, summary
from benchmarks.locomo import Meter, bars, store
from benchmarks.locomo_report import versions
from octomem import Orchestrator

Work = Callable[[int], object]
"""Does the n-th piece of work."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked and written at each number of callers."""

    users: int
    questions: int
    writes: int
    seed: int


def at_once(callers: int, pieces: int, work: Work) -> dict[str, float]:
    """Let threads share pieces of work; return how long each took, and how many were done a second.

    Raises:
        Exception: what the first piece that failed raised.
    """
    taken: list[float] = []
    failed: list[Exception] = []

    def run(caller: int) -> None:
        for place in range(caller, pieces, callers):
            started = time.perf_counter()
            try:
                work(place)
            except Exception as error:  # noqa: BLE001 - told below, where it ends the benchmark
                failed.append(error)
                return
            taken.append(time.perf_counter() - started)

    threads = [threading.Thread(target=run, args=(caller,)) for caller in range(callers)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    for error in failed:
        raise error
    return {**summary(taken), "per_s": pieces / seconds}


def measure(memory: Orchestrator, callers: int, options: Options) -> dict[str, Any]:
    """Ask and write with so many callers."""
    run = time.time_ns()

    def ask(place: int) -> None:
        text, user = question(options.seed, place), user_of(place, options.users)
        memory.recall(text, user_id=user, limit=LIMIT)

    def write(place: int) -> None:
        memory.process(
            exchange(run, place),
            user_id=user_of(place, options.users),
            session_id=f"concurrency-{run}",
        )

    at_once(callers, options.users, ask)
    found = {
        "callers": callers,
        "recall_ms": at_once(callers, options.questions, ask),
        "process_ms": at_once(callers, options.writes, write),
    }
    started = time.perf_counter()
    memory.flush(timeout=None)
    return {**found, "caught_up_s": time.perf_counter() - started, "load": os.getloadavg()[0]}


def print_callers(found: Sequence[dict[str, Any]], console: Console) -> None:
    """Print one column per number of callers."""
    table = Table(title="octomem with callers at once, no model", title_justify="left")
    table.add_column("callers")
    for each in found:
        table.add_column(str(each["callers"]), justify="right")
    for name, what in (("recall_ms", "recall"), ("process_ms", "process, two messages")):
        table.add_row(f"{what}, ms", *(spread(e[name]) for e in found))
        table.add_row("the same, per second", *(f"{e[name]['per_s']:.1f}" for e in found))
    table.add_row("projections caught up after, s", *(f"{e['caught_up_s']:.1f}" for e in found))
    table.add_row("load of the machine", *(f"{e['load']:.1f}" for e in found))
    console.print(table)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.concurrency", description=__doc__)
    parser.add_argument("--memories", type=int, default=10_000, metavar="N")
    parser.add_argument("--users", type=int, default=100, metavar="N")
    parser.add_argument("--callers", type=int, nargs="+", default=[1, 8, 32], metavar="N")
    parser.add_argument("--questions", type=int, default=320, metavar="N")
    parser.add_argument("--writes", type=int, default=96, metavar="N", help="exchanges")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the store here")
    given = parser.parse_args(argv)
    if max(given.callers) > given.users:
        parser.error("a user has one caller at a time: give at least as many users as callers")
    size = Size(given.memories, given.users)
    options = Options(given.users, given.questions, given.writes, given.seed)
    name = size.folder(given.seed)
    with store(given.path) as home, Orchestrator(path=home / name) as memory:
        with bars() as progress:
            meter = Meter(progress, "memories", size.memories)
            build(memory, home / name, size, given.seed, meter.step)
        found = [measure(memory, callers, options) for callers in given.callers]
        held, ran_on = sum(memory.stats().memories.values()), versions(memory)
    if given.json:
        told = {**vars(given), "path": None, "memories": held, "versions": ran_on}
        sys.stdout.write(json.dumps({**told, "callers": found}, indent=2) + "\n")
        return 0
    console = Console(width=None if sys.stdout.isatty() else 120)
    print_callers(found, console)
    for line in (
        (
            f"{held} memories of {given.users} users, each asked once before; median / p95; "
            f"n = {given.questions} questions, {given.writes} exchanges; seed {given.seed}; "
            f"{os.cpu_count()} cores; model calls 0"
        ),
        ", ".join(f"{name} {version}" for name, version in ran_on.items()),
    ):
        console.print(line, highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
