"""What a LoCoMo run found, as a table for people and as JSON for programs."""

import importlib.metadata
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.locomo_data import ADVERSARIAL, CATEGORIES
from benchmarks.locomo_progress import Ingested
from benchmarks.metrics import CUTOFFS, Mean, mean, percentile
from octomem import Orchestrator

PACKAGES = ("octomem", "chromadb", "onnxruntime", "spacy", "langgraph")
"""Packages whose versions a figure depends on."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, asked and scored."""

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

    def group(self, *categories: int) -> Mean:
        """Average the questions of some categories."""
        return mean(each.scores for each in self.answers if each.category in categories)

    def groups(self) -> dict[str, Mean]:
        """Return the averages by row name: categories 1 to 4 together come first."""
        rows = {"1 to 4": self.group(*(number for number in CATEGORIES if number != ADVERSARIAL))}
        for number, name in CATEGORIES.items():
            row = self.group(number)
            if row.n:
                rows[f"{number} {name}"] = row
        return rows

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
            "unit": "turn",
            "questions": len(self.answers),
            "left_out": {str(category): n for category, n in sorted(self.left_out.items())},
            "k": list(CUTOFFS),
            "seconds_per_turn": round(seconds / max(1, turns), 5),
            "ms_per_question_median": round(percentile(times, 0.5), 2),
            "ms_per_question_p95": round(percentile(times, 0.95), 2),
            "model_calls": sum(each.model_calls for each in self.ingested),
            "seed": None,
            "versions": self.versions,
        }

    def as_json(self) -> dict[str, Any]:
        """Return the whole report as JSON values; metrics lie in [0, 1]."""
        metrics = {name: {"n": row.n} | row.values for name, row in self.groups().items()}
        return self.facts() | {"metrics": metrics}


def versions(memory: Orchestrator) -> dict[str, str]:
    """Return the versions a figure depends on, the embedder's name among them."""
    found = {"python": platform.python_version()}
    found |= {name: importlib.metadata.version(name) for name in PACKAGES}
    return found | {"embedder": memory.stats().embedder}


def print_report(report: Report, console: Console) -> None:
    """Print the report for people; metrics in per cent."""
    table = Table(title=f"LoCoMo, {report.data}: gold turns found, per cent", title_justify="left")
    table.add_column("category", no_wrap=True)
    for name in ("n", *(f"any/all/frac@{k}" for k in CUTOFFS), "MRR", "nDCG@10"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, row in report.groups().items():
        cells = ["/".join(_percent(row, f"{m}@{k}") for m in _SHARES) for k in CUTOFFS]
        table.add_row(name, str(row.n), *cells, _percent(row, "mrr"), _percent(row, "ndcg@10"))
    console.print(table)
    for line in _lines(report):
        console.print(line, highlight=False, soft_wrap=True)


_SHARES = ("any", "all", "fraction")


def _percent(row: Mean, name: str) -> str:
    return f"{row.values[name] * 100:.1f}"


def _lines(report: Report) -> list[str]:
    facts = report.facts()
    left_out = ", ".join(f"{n} of category {c}" for c, n in facts["left_out"].items())
    reused = f" ({report.reused} ingested by an earlier run)" if report.reused else ""
    shown = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    return [
        (
            f"conversations {report.conversations}, sessions {len(report.ingested)}{reused}, "
            f"turns {facts['turns']}; unit: turn; one recall(limit=50) per question"
        ),
        (
            f"questions {facts['questions']}; left out for want of valid evidence: "
            f"{left_out or 'none'}; category {ADVERSARIAL} is not in '1 to 4'"
        ),
        (
            f"ingest {facts['seconds_per_turn'] * 1000:.1f} ms per turn; question median "
            f"{facts['ms_per_question_median']:.1f} ms, p95 {facts['ms_per_question_p95']:.1f} ms; "
            f"model calls {facts['model_calls']}; no random seed"
        ),
        shown,
    ]
