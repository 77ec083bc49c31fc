"""What a bad language model can spoil: `python -m benchmarks.corruption [-n N] [--json]`.

The development conversations of the truth and the extraction benchmark are run three times:
offline, with a scripted model that answers from their annotations, and with the same model of
which a fixed share of answers is corrupted: wrong ids, invented values, broken JSON, wrong kinds.
Requests go through the real client to a server on loopback. The exit code is 1 where the
corrupted model scores below the rules alone, or the clean one not above them.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from benchmarks import extraction, truth, truth_data
from benchmarks.chat_server import ChatServer
from benchmarks.corrupting import HOW
from benchmarks.extraction_data import EXTRACTED, read
from benchmarks.extraction_score import Verdict, tally
from benchmarks.locomo import Meter, bars
from benchmarks.scripted_model import ScriptedModel
from octomem import Orchestrator
from octomem.orchestrator.steady import utc_now
from octomem.settings import Settings

TRUTH = Path(__file__).parent / "data" / "truth" / "dev.json"
SAMPLE = 40
RATE = 0.3
SEED = 7
OFFLINE, CLEAN, CORRUPTED = "offline", "clean", "corrupted"
MODEL = "openai/scripted"

Chosen = TypeVar("Chosen")


@dataclass(slots=True)
class Run:
    """One pass over both benchmarks' conversations."""

    name: str
    verdicts: list[tuple[str, Verdict]] = field(default_factory=list[tuple[str, Verdict]])
    """By the conversation's id."""
    judged: list[truth.Judged] = field(default_factory=list[truth.Judged])
    answers: int = 0
    corrupted: dict[str, int] = field(default_factory=dict[str, int])
    """Answers that were spoiled, by the way of it."""

    def rows(self) -> Iterator[tuple[str, str, float, str]]:
        """Walk benchmark, kind or measure, the score in [0, 1], and what it is made of."""
        for kind in EXTRACTED:
            yield "extraction F1", kind.value, *self._extracted([kind])
        yield "extraction F1", "all", *self._extracted(EXTRACTED)
        score = truth.Score.of(self.judged)
        yield "truth", "held", score.held / score.expectations, f"{score.held}/{score.expectations}"
        right = f"{score.right}/{score.conversations}"
        yield "truth", "right", score.right / score.conversations, right

    def wrong(self) -> set[str]:
        """Name what is false in it or does not hold, with its conversation."""
        said = {
            f"{name}: {mistake.made.kind.value} {mistake.made.text!r} ({mistake.why})"
            for name, verdict in self.verdicts
            for mistake in verdict.false
        }
        return said | {
            f"{each.conversation.id}: {failure.expected}, found {failure.found}"
            for each in self.judged
            for failure in each.failures
        }

    def _extracted(self, kinds: Sequence[Any]) -> tuple[float, str]:
        counts = tally((verdict for _, verdict in self.verdicts), kinds)
        made = f"{counts.found} of {counts.n}, {counts.false} false"
        return (1.0 if counts.f1 is None else counts.f1), made


@contextmanager
def opened(
    script: ScriptedModel | None, clock: truth.Clock | None = None
) -> Generator[Orchestrator]:
    """Open a temporary store, with the scripted model behind a real server where one is given."""
    watch = utc_now if clock is None else clock
    with tempfile.TemporaryDirectory(prefix="octomem-corruption-") as folder:
        if script is None:
            with Orchestrator(Settings.load(path=folder), clock=watch) as memory:
                yield memory
            return
        with ChatServer(script) as server:
            given = {"model": MODEL, "model_api_base": server.url, "model_schema": "provider"}
            with Orchestrator(Settings.load(path=folder, **given), clock=watch) as memory:
                yield memory


def extracted(run: Run, script: ScriptedModel | None, chosen: Sequence[Any], meter: Meter) -> None:
    """Run the extraction benchmark's conversations."""
    with opened(script) as memory:
        for conversation in chosen:
            if script is not None:
                script.about = conversation
            judged = extraction.examine(memory, conversation)
            run.verdicts.append((conversation.id, judged.verdict))
            meter.step()


def held(
    run: Run,
    script: ScriptedModel | None,
    suite: truth_data.Suite,
    chosen: Sequence[Any],
    meter: Meter,
) -> None:
    """Run the truth benchmark's conversations."""
    clock = truth.Clock()
    with opened(script, clock) as memory:
        bench = truth.Bench(memory, clock)
        for conversation in chosen:
            if script is not None:
                script.about = conversation
            run.judged.append(bench.examine(conversation, suite))
            meter.step()


def measure(count: int | None, seed: int, rate: float) -> list[Run]:
    """Run both benchmarks offline, with the clean and with the corrupted model."""
    told = sampled(read(("dev",))[0].conversations, count, seed)
    suite = truth_data.read(TRUTH)
    timelines = sampled(suite.conversations, count, seed)
    runs: list[Run] = []
    with bars() as progress:
        for name, share in ((OFFLINE, None), (CLEAN, 0.0), (CORRUPTED, rate)):
            script = None if share is None else ScriptedModel(share, seed)
            run = Run(name)
            meter = Meter(progress, name, len(told) + len(timelines))
            extracted(run, script, told, meter)
            held(run, script, suite, timelines, meter)
            if script is not None:
                run.answers, run.corrupted = script.answers, dict(script.corrupted)
            runs.append(run)
    return runs


def sampled(conversations: Sequence[Chosen], count: int | None, seed: int) -> list[Chosen]:
    """Choose conversations by the seed, in the file's order; all of them without a count."""
    if count is None or count >= len(conversations):
        return list(conversations)
    chance = random.Random(seed)  # noqa: S311 - a benchmark's
    return [conversations[at] for at in sorted(chance.sample(range(len(conversations)), count))]


def faults(runs: Sequence[Run]) -> list[str]:
    """Say what is not as it should be: nothing below the rules, and a clean model above them."""
    offline, clean, corrupted = (list(run.rows()) for run in runs)
    found = [
        f"{name} {row}: corrupted {bad:.4f} is below offline {rules:.4f}"
        for (name, row, rules, _), (_, _, bad, _) in zip(offline, corrupted, strict=True)
        if bad < rules
    ]
    for (name, row, rules, _), (_, _, good, _) in zip(offline, clean, strict=True):
        if good < rules or (good == rules < 1.0 and row in {"all", "held"}):
            found.append(f"{name} {row}: clean {good:.4f} is not above offline {rules:.4f}")
    return found


def as_json(runs: Sequence[Run], seed: int, rate: float) -> dict[str, Any]:
    """Return everything that a program may want."""
    return {
        "seed": seed,
        "rate": rate,
        "conversations": {
            "extraction": len(runs[0].verdicts),
            "truth": len(runs[0].judged),
        },
        "runs": [
            {
                "name": run.name,
                "answers": run.answers,
                "corrupted": run.corrupted,
                "scores": [
                    {"benchmark": name, "row": row, "score": score, "counts": counts}
                    for name, row, score, counts in run.rows()
                ],
            }
            for run in runs
        ],
        "spoiled": sorted(runs[-1].wrong() - runs[0].wrong()),
        "faults": faults(runs),
    }


def print_report(runs: Sequence[Run], console: Console) -> None:
    """Print a row per kind and measure, a column per run, and what the corrupted model spoiled."""
    corrupted = runs[-1]
    title = (
        f"{len(corrupted.verdicts)} conversations of extraction, {len(corrupted.judged)} of truth; "
        f"{sum(corrupted.corrupted.values())} of {corrupted.answers} answers corrupted"
    )
    table = Table(title=title, title_justify="left")
    table.add_column("benchmark", no_wrap=True)
    table.add_column("", no_wrap=True)
    for run in runs:
        table.add_column(run.name, justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
    for cells in zip(*(run.rows() for run in runs), strict=True):
        name, row, _, _ = cells[0]
        table.add_row(name, row, *(f for _, _, s, c in cells for f in (f"{100 * s:.1f}", c)))
    console.print(table)
    told = ", ".join(f"{how} {corrupted.corrupted.get(how, 0)}" for how in HOW)
    console.print(f"corrupted answers: {told}", highlight=False)
    for wrong in sorted(corrupted.wrong() - runs[0].wrong()):
        console.print(f"spoiled: {wrong}", highlight=False, markup=False)
    for fault in faults(runs):
        console.print(f"NOT HELD: {fault}", highlight=False, markup=False)


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corruption", description=__doc__)
    add = parser.add_argument
    add("-n", type=int, default=SAMPLE, help=f"conversations of each benchmark ({SAMPLE})")
    add("--all", action="store_true", help="every conversation, which takes some minutes")
    add("--seed", type=int, default=SEED, help="chooses conversations and corruptions")
    add("--rate", type=float, default=RATE, help="share of answers that are corrupted")
    add("--json", action="store_true", help="print JSON instead of a table")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    options = arguments(argv)
    runs = measure(None if options.all else options.n, options.seed, options.rate)
    if options.json:
        report = as_json(runs, options.seed, options.rate)
        sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    else:
        print_report(runs, Console(width=None if sys.stdout.isatty() else 160))
    return 1 if faults(runs) else 0


if __name__ == "__main__":
    sys.exit(main())
