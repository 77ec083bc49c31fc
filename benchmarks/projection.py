"""The vector index alone, as large as wanted: `python -m benchmarks.projection --vectors 1000000`.

Synthetic vectors: random directions, not the embeddings of any text. They go to the index as
changes of the ledger do, all users' in turn, batch by batch; at every size asked for, vectors of
the same kind are searched for. So this measures loading, searching, memory and disk; it says
nothing of how good an answer is. With `--path` an interrupted load goes on where it stopped.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.latency import megabytes
from benchmarks.latency_worker import resident_mb, spread, summary
from benchmarks.locomo import Meter, bars, store
from octomem.memory import Kind, Memory, Status
from octomem.stores.seams import Change, Vector
from octomem.stores.vectors import ChromaIndex

DIMENSIONS = 384
BATCH = 5000
"""Changes that the index follows at once."""
WARM = 1
"""Searches per user before those that count, so that no collection is opened in them."""

_NO_TEXT = Memory(
    id="",
    kind=Kind.EPISODIC,
    text="",
    fields={},
    sources=(),
    turns=(),
    status=Status.CURRENT,
    confidence=1.0,
    valid_from=datetime(2024, 1, 1, tzinfo=UTC),
    valid_to=None,
    recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
    version=1,
    extractor="benchmark",
    identity="",
    slot=None,
)
"""An index keeps vectors and ids only."""


@dataclass(frozen=True, slots=True)
class Options:
    """Whose vectors they are, and how often each index is searched."""

    users: int
    searches: int
    limit: int
    seed: int


def vectors_of(seed: int, batch: int) -> NDArray[np.float32]:
    """Return a batch of random directions, the same whenever it is asked for."""
    drawn = np.random.default_rng([seed, batch]).standard_normal((BATCH, DIMENSIONS), np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn


def load(index: ChromaIndex, count: int, options: Options, meter: Meter) -> tuple[int, float]:
    """Let the index follow changes until it holds so many; return how many were new, in what time."""
    held = index.count()
    meter.step(min(held, count))
    begun = time.perf_counter()
    for batch in range(held // BATCH, -(-count // BATCH)):
        first = batch * BATCH
        rows = vectors_of(options.seed, batch)[: count - first]
        index.apply([_change(first + at, row, options.users) for at, row in enumerate(rows)])
        meter.step(first + len(rows) - max(held, first))
    return max(0, count - held), time.perf_counter() - begun


def _change(number: int, vector: Vector, users: int) -> Change:
    return Change(number + 1, 1 + number % users, f"m_{number:024x}", _NO_TEXT, vector)


def _again(
    users: Sequence[int], batches: int, options: Options
) -> Iterator[tuple[int, dict[str, Vector]]]:
    """Give users' vectors once more, where an earlier run was interrupted in writing them."""
    for batch in range(batches):
        for at, row in enumerate(vectors_of(options.seed, batch), batch * BATCH):
            change = _change(at, row, options.users)
            if change.partition in users:
                yield change.partition, {change.memory_id: row}


def search(index: ChromaIndex, options: Options) -> dict[str, float]:
    """Search every user's vectors in turn."""
    wanted = vectors_of(options.seed + 1, 0)
    taken: list[float] = []
    for place in range(WARM * options.users + options.searches):
        started = time.perf_counter()
        found = index.search(1 + place % options.users, wanted[place % BATCH], options.limit)
        taken.append(time.perf_counter() - started)
        if not found:
            raise RuntimeError(f"user {place % options.users} has vectors, and none was found")
    return summary(taken[WARM * options.users :])


def measure(folder: Path, counts: Sequence[int], options: Options) -> list[dict[str, Any]]:
    """Load up to each size in turn, and search there."""
    whole = 0
    index = ChromaIndex(folder, lambda users: _again(users, whole, options))
    whole = index.count() // BATCH
    found: list[dict[str, Any]] = []
    try:
        for count in counts:
            with bars() as progress:
                new, seconds = load(index, count, options, Meter(progress, "vectors", count))
            found.append(
                {
                    "vectors": index.count(),
                    "new": new,
                    "per_s": new / seconds if new else None,
                    "search_ms": search(index, options),
                    "resident_mb": resident_mb(),
                    "disk_mb": megabytes(folder),
                    "load": os.getloadavg()[0],
                }
            )
    finally:
        index.close()
    return found


def print_counts(found: Sequence[dict[str, Any]], options: Options, console: Console) -> None:
    """Print one column per size."""
    table = Table(
        title="octomem's vector index, embedded Chroma, synthetic vectors", title_justify="left"
    )
    table.add_column("vectors")
    for each in found:
        table.add_column(str(each["vectors"]), justify="right")
    for name, cells in (
        ("loaded per second", [f"{e['per_s']:.0f}" if e["per_s"] else "-" for e in found]),
        ("search, ms", [spread(e["search_ms"]) for e in found]),
        ("resident, MB", [f"{e['resident_mb']:.0f}" for e in found]),
        ("on disk, MB", [f"{e['disk_mb']:.0f}" for e in found]),
        ("load of the machine", [f"{e['load']:.1f}" for e in found]),
    ):
        table.add_row(name, *cells)
    console.print(table)
    console.print(
        f"{options.users} users; {DIMENSIONS} dimensions; {options.limit} neighbours asked for; "
        f"median / p95 of {options.searches} searches, each user searched before; "
        f"seed {options.seed}; {os.cpu_count()} cores; a size that was there already has no rate",
        highlight=False,
        soft_wrap=True,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.projection", description=__doc__)
    parser.add_argument(
        "--vectors", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N"
    )
    parser.add_argument("--users", type=int, default=100, metavar="N")
    parser.add_argument("--searches", type=int, default=300, metavar="N")
    parser.add_argument("--limit", type=int, default=300, metavar="N", help="neighbours asked for")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the index here")
    given = parser.parse_args(argv)
    options = Options(given.users, given.searches, given.limit, given.seed)
    with store(given.path) as home:
        name = f"projection-{given.users}-users-seed-{given.seed}"
        found = measure(home / name, sorted(given.vectors), options)
    if given.json:
        told = {"users": given.users, "dimensions": DIMENSIONS, "seed": given.seed}
        sys.stdout.write(json.dumps({**told, "synthetic": True, "sizes": found}, indent=2) + "\n")
    else:
        print_counts(found, options, Console(width=None if sys.stdout.isatty() else 120))
    return 0


if __name__ == "__main__":
    sys.exit(main())
