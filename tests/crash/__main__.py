"""`python -m tests.crash`: kill processes, check the store after each, and report by phase."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from tests.crash.harness import Harness

SEED = 20260101
COLUMNS = ("phase", "killed at a point", "killed after a delay", "points not reached", "problems")


def main() -> int:
    """Run, or go on where an interrupted run stopped; returns 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED, help="which series of kills")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/crash"), help="kept between runs"
    )
    given = parser.parse_args()
    harness = Harness(given.folder, given.seed)
    columns = (TextColumn("kills"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("kills", total=given.kills, completed=harness.kills)
        harness.run(given.kills, lambda: bar.update(task, completed=harness.kills))
    _report(harness)
    return 1 if harness.problems else 0


def _report(harness: Harness) -> None:
    table = Table(*COLUMNS, title=f"{harness.kills} kills")
    for row in harness.table():
        table.add_row(*(str(cell) for cell in row))
    out = Console(width=120)
    out.print(table)
    for problem in harness.problems:
        out.print(problem, style="red", markup=False)


if __name__ == "__main__":
    sys.exit(main())
