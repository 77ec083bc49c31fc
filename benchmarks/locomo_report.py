"""What a LoCoMo run found, as a table for people and as JSON for programs."""

import importlib.metadata
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.intervals import LEVEL, RESAMPLES, SEED, Interval, bootstrap
from benchmarks.locomo_data import ADVERSARIAL, CATEGORIES
from benchmarks.locomo_progress import Ingested
from benchmarks.metrics import CUTOFFS, SHOWN, Mean, mean, percentile
from benchmarks.on_servers import back_ends
from octomem import Orchestrator

PACKAGES = ("octomem", "chromadb", "onnxruntime", "spacy", "langgraph")
"""Packages whose versions a figure depends on."""


ROWS: Mapping[str, tuple[int, ...]] = {
    "1 to 4": tuple(number for number in CATEGORIES if number != ADVERSARIAL),
    **{f"{number} {name}": (number,) for number, name in CATEGORIES.items()},
}
"""LoCoMo's rows: the categories that each averages."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, asked and scored."""

    user_id: str
    """Its conversation."""
    category: int
    scores: dict[str, float]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run found, and what it ran on."""

    data: str
    conversations: int
    ingested: tuple[Ingested, ...]
    reused: int
    """Sessions that an earlier run had ingested."""
    answers: tuple[Answered, ...]
    left_out: Mapping[int, int]
    """Category to questions that name no turn that exists."""
    versions: dict[str, str]
    benchmark: str = "LoCoMo"
    unit: str = "turn"
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: ROWS)

    def groups(self) -> dict[str, Mean]:
        """Return the averages by row name; rows without a question are left out."""
        means = {
            name: mean(each.scores for each in self.answers if each.category in categories)
            for name, categories in self.rows.items()
        }
        return {name: row for name, row in means.items() if row.n or name == next(iter(self.rows))}

    def interval(self, row: str, metric: str) -> Interval:
        """Return a mean's 95 % interval, questions drawn anew within conversations."""
        groups: dict[str, list[float]] = {}
        for each in self.answers:
            if each.category in self.rows[row]:
                groups.setdefault(each.user_id, []).append(each.scores[metric])
        return bootstrap(list(groups.values()))

    def facts(self) -> dict[str, Any]:
        """Return what the run was: sizes, times, model calls, versions."""
        turns = sum(each.turns for each in self.ingested)
        seconds = sum(each.seconds for each in self.ingested)
        times = [each.milliseconds for each in self.answers]
        return {
            "data": self.data,
            "conversations": self.conversations,
            "sessions": len(self.ingested),
            "sessions_reused": self.reused,
            "turns": turns,
            "unit": self.unit,
            "questions": len(self.answers),
            "left_out": {str(category): n for category, n in sorted(self.left_out.items())},
            "k": list(CUTOFFS),
            "seconds_per_turn": round(seconds / max(1, turns), 5),
            "ms_per_question_median": round(percentile(times, 0.5), 2),
            "ms_per_question_p95": round(percentile(times, 0.95), 2),
            "model_calls": sum(each.model_calls for each in self.ingested),
            "seed": SEED,
            "resamples": RESAMPLES,
            "versions": self.versions,
        }

    def as_json(self) -> dict[str, Any]:
        """Return the whole report as JSON values; metrics lie in [0, 1]."""
        metrics = {
            name: {"n": row.n}
            | row.values
            | {"intervals": {metric: list(self.interval(name, metric)) for metric in SHOWN}}
            for name, row in self.groups().items()
        }
        return self.facts() | {"metrics": metrics}


def versions(memory: Orchestrator) -> dict[str, str]:
    """Return the versions a figure depends on, with the embedder and where the store lies."""
    found = {"python": platform.python_version()}
    found |= {name: importlib.metadata.version(name) for name in PACKAGES}
    return found | {"embedder": memory.stats().embedder, "stores": back_ends()}


def print_report(report: Report, console: Console) -> None:
    """Print the report for people; metrics in per cent."""
    title = f"{report.benchmark}, {report.data}: gold {report.unit}s found, per cent"
    table = Table(title=title, title_justify="left")
    table.add_column("category", no_wrap=True)
    for name in ("n", *(f"any/all/frac@{k}" for k in CUTOFFS), "MRR", "nDCG@10"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, row in report.groups().items():
        cells = ["/".join(_percent(row, f"{m}@{k}") for m in _SHARES) for k in CUTOFFS]
        table.add_row(name, str(row.n), *cells, _percent(row, "mrr"), _percent(row, "ndcg@10"))
    console.print(table)
    console.print(_sureness(report))
    for line in lines(report):
        console.print(line, highlight=False, soft_wrap=True)


def markdown(report: Report, command: str) -> str:
    """Return the table that a document quotes, with the command that makes it."""
    head = ["questions", "n", *SHOWN]
    rows = [
        [name, str(row.n), *(with_interval(report, name, metric) for metric in SHOWN)]
        for name, row in report.groups().items()
    ]
    table = [head, ["---"] * len(head), *rows]
    written = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
    return "\n\n".join((f"`{command}`", written, "  \n".join(lines(report)))) + "\n"


_SHARES = ("any", "all", "fraction")


def _percent(row: Mean, name: str) -> str:
    return f"{row.values[name] * 100:.1f}"


def _sureness(report: Report) -> Table:
    title = f"{LEVEL:.0%} intervals, questions drawn within conversations"
    table = Table(title=title, title_justify="left")
    for name in ("category", "n", *SHOWN):
        table.add_column(name, no_wrap=True)
    for name, row in report.groups().items():
        table.add_row(name, str(row.n), *(with_interval(report, name, m) for m in SHOWN))
    return table


def with_interval(report: Report, row: str, metric: str) -> str:
    """Return a mean and its interval, in per cent: `88.5 (85.4 to 91.6)`."""
    low, high = (100 * end for end in report.interval(row, metric))
    return f"{_percent(report.groups()[row], metric)} ({low:.1f} to {high:.1f})"


def lines(report: Report) -> list[str]:
    """Return what the run was, for people: sizes, what was left out, times, versions."""
    facts = report.facts()
    names = {number: name for name, numbers in report.rows.items() for number in numbers}
    left_out = ", ".join(f"{n} of category {names[int(c)]}" for c, n in facts["left_out"].items())
    reused = f" ({report.reused} ingested by an earlier run)" if report.reused else ""
    shown = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    return [
        (
            f"conversations {report.conversations}, sessions {len(report.ingested)}{reused}, "
            f"turns {facts['turns']}; unit: {report.unit}; one recall(limit=50) per question"
        ),
        (
            f"questions {facts['questions']}; left out for want of valid evidence: "
            f"{left_out or 'none'}"
        ),
        (
            f"ingest {facts['seconds_per_turn'] * 1000:.1f} ms per turn; question median "
            f"{facts['ms_per_question_median']:.1f} ms, p95 {facts['ms_per_question_p95']:.1f} ms; "
            f"model calls {facts['model_calls']}; intervals from {RESAMPLES} resamples, "
            f"seed {SEED}"
        ),
        shown,
    ]
