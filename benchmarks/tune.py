"""Choose the ranking's few weights on all conversations but one, and score that one.

`python -m benchmarks.tune DATA.json` takes each conversation as the held-out one in turn.
The search starts from equal weights, not from those in use, which have seen all of the
data. It is coordinate ascent over a coarse grid: of each weight in turn the best value is
kept, until no single change helps.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.intervals import LEVEL, RESAMPLES, SEED, bootstrap
from benchmarks.locomo import Meter, bars, ingest_all, store
from benchmarks.locomo_data import Conversation, read
from benchmarks.locomo_progress import IngestLog
from benchmarks.locomo_report import versions
from benchmarks.metrics import SHOWN
from benchmarks.replay import LIMIT, Replay
from benchmarks.tune_sheets import SMOOTHINGS, Sheet, Values, scored, sheets, shipped
from octomem import Orchestrator

GRID: Mapping[str, Sequence[float]] = {
    "late": (1.0, 2.0, 3.0, 4.0, 6.0, 8.0),
    "names": (0.0, 0.1, 0.3, 1.0),
    "smoothing": SMOOTHINGS,
    "bonus": (0.0, 0.1, 0.2, 0.3, 0.4),
}
"""What is tuned: the weights of comparing word by word and of names beside the other engines', which
are those in use, and so is what the second hop was asked with; what neighbours give; and what a named
speaker and a fact that answers add."""
START: Values = {"late": 1.0, "names": 1.0, "smoothing": 0.0, "bonus": 0.0}
"""Equal weights, no smoothing, no bonus."""
ORDERS = 3
"""Orders of the weights, drawn by the seed, in which the search is run; the best run counts."""

Rows = Sequence[Mapping[str, float]]
Scorer = Callable[[Values], float]


def climb(goal: Scorer, start: Values, names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Return the best score found, and its values: one name at a time, until none helps."""
    best, values = goal(start), dict(start)
    while True:
        before = best
        for name in names:
            for value in GRID[name]:
                tried = {**values, name: value}
                reached = goal(tried) if value != values[name] else best
                if reached > best:
                    best, values = reached, tried
        if best == before:
            return best, values


def choose(goal: Scorer, seed: int = SEED) -> dict[str, float]:
    """Climb in some orders of the names, and return the values of the best climb."""
    draws = random.Random(seed)  # noqa: S311 - a search, no secret
    runs = [climb(goal, START, draws.sample(list(GRID), len(GRID))) for _ in range(ORDERS)]
    return max(runs, key=lambda run: run[0])[1]


class Scores:
    """Each conversation's questions under some values, computed once."""

    def __init__(self, conversations: Sequence[Sequence[Sheet]]) -> None:
        self._conversations = conversations
        self._held: dict[tuple[int, tuple[float, ...]], Rows] = {}

    def of(self, place: int, values: Values) -> Rows:
        """Return one conversation's rows."""
        key = (place, tuple(values[name] for name in GRID))
        if key not in self._held:
            self._held[key] = scored(self._conversations[place], values)
        return self._held[key]

    def goal(self, places: Sequence[int]) -> Scorer:
        """Return what is climbed: the mean of all metrics over some conversations."""
        return lambda values: mean_of(row for place in places for row in self.of(place, values))


def mean_of(rows: Iterable[Mapping[str, float]]) -> float:
    """Average all metrics of all questions."""
    held = [sum(row.values()) / len(row) for row in rows]
    return sum(held) / len(held)


@dataclass(frozen=True, slots=True)
class Fold:
    """One conversation held out."""

    held_out: str
    values: Mapping[str, float]
    """Chosen on the others."""
    rows: Rows
    """The held-out questions under them."""
    shipped: Rows
    """The same questions under the settings in use."""


def folds(names: Sequence[str], scores: Scores, step: Callable[[], None]) -> list[Fold]:
    """Hold each conversation out in turn."""
    done: list[Fold] = []
    for place, name in enumerate(names):
        values = choose(scores.goal([other for other in range(len(names)) if other != place]))
        done.append(Fold(name, values, scores.of(place, values), scores.of(place, shipped())))
        step()
    return done


def as_json(done: Sequence[Fold]) -> dict[str, Any]:
    """Return the folds as JSON values."""
    return {
        "folds": [
            {
                "held_out": fold.held_out,
                "n": len(fold.rows),
                "values": dict(fold.values),
                "chosen": means([fold.rows]),
                "shipped": means([fold.shipped]),
            }
            for fold in done
        ],
        "pooled": {
            "n": sum(len(fold.rows) for fold in done),
            "chosen": means([fold.rows for fold in done]),
            "shipped": means([fold.shipped for fold in done]),
            "intervals": {m: list(interval([f.rows for f in done], m)) for m in SHOWN},
        },
        "shipped_values": shipped(),
    }


def means(groups: Sequence[Rows]) -> dict[str, float]:
    """Average each metric over all questions of some conversations."""
    rows = [row for group in groups for row in group]
    return {name: sum(row[name] for row in rows) / len(rows) for name in SHOWN}


def interval(groups: Sequence[Rows], metric: str) -> tuple[float, float]:
    """Return a metric's interval."""
    return bootstrap([[row[metric] for row in group] for group in groups])


def print_folds(done: Sequence[Fold], console: Console) -> None:
    """Print the held-out scores, and the values chosen."""
    table = Table(title="held-out conversations: gold turns, per cent", title_justify="left")
    for name in ("held out", "n", "weights", *SHOWN):
        table.add_column(name, no_wrap=True)
    for fold in done:
        table.add_row(fold.held_out, str(len(fold.rows)), "chosen", *_cells([fold.rows]))
        table.add_row("", "", "shipped", *_cells([fold.shipped]))
    n = str(sum(len(fold.rows) for fold in done))
    table.add_row("pooled", n, "chosen", *_cells([fold.rows for fold in done], sure=True))
    table.add_row("", "", "shipped", *_cells([fold.shipped for fold in done], sure=True))
    console.print(table)
    values = Table(title="values chosen with each conversation held out", title_justify="left")
    for name in ("value", *(fold.held_out for fold in done), "shipped"):
        values.add_column(name, no_wrap=True)
    for name in GRID:
        chosen = [f"{fold.values[name]:g}" for fold in done]
        values.add_row(name, *chosen, f"{shipped()[name]:g}")
    console.print(values)


def _cells(groups: Sequence[Rows], *, sure: bool = False) -> list[str]:
    cells: list[str] = []
    for name, value in means(groups).items():
        low, high = interval(groups, name)
        ends = f" ({low * 100:.1f} to {high * 100:.1f})" if sure else ""
        cells.append(f"{value * 100:.1f}{ends}")
    return cells


def run(
    conversations: Sequence[Conversation], folder: Path
) -> tuple[list[Fold], dict[str, str], int]:
    """Ingest what is missing, understand every question once, and hold out each conversation.

    Returns the folds, the versions and the number of model calls.
    """
    with bars() as progress:
        with Orchestrator(path=folder) as memory:
            ingested, _ = ingest_all(memory, conversations, IngestLog(folder), progress)
            ran_on = versions(memory)
        meter = Meter(progress, "questions", sum(len(each.questions) for each in conversations))
        with Replay(folder) as replay:
            scores = Scores(sheets(replay, conversations, meter.step))
        names = [each.user_id for each in conversations]
        done = folds(names, scores, Meter(progress, "folds", len(names)).step)
    return done, ran_on, sum(each.model_calls for each in ingested)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the search; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tune", description=__doc__)
    parser.add_argument("data", type=Path, help="a file in LoCoMo's form (not included)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the store here, resume it")
    options = parser.parse_args(argv)
    try:
        conversations = read(options.data)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if len(conversations) < 2:
        sys.stderr.write(f"{options.data}: expected two conversations or more, to hold one out\n")
        return 2
    with store(options.path) as folder:
        done, ran_on, calls = run(conversations, folder)
    if options.json:
        facts = {"data": options.data.name, "unit": "turn", "k": LIMIT, "seed": SEED}
        facts |= {"model_calls": calls, "versions": ran_on}
        sys.stdout.write(json.dumps(facts | as_json(done), indent=2) + "\n")
        return 0
    console = Console(width=None if sys.stdout.isatty() else 120)
    print_folds(done, console)
    shown = ", ".join(f"{name} {version}" for name, version in ran_on.items())
    facts_line = (
        f"{options.data.name}, categories 1 to 4; unit: turn; limit {LIMIT}; {LEVEL:.0%} intervals "
        f"from {RESAMPLES} resamples; seed {SEED}; model calls {calls}"
    )
    for line in (facts_line, shown):
        console.print(line, highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
