"""What each engine and each agent adds: recall with one of them left out at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.intervals import LEVEL, RESAMPLES, SEED, Interval, bootstrap, differs
from benchmarks.locomo_data import ADVERSARIAL, Conversation
from benchmarks.metrics import SHOWN, score
from benchmarks.replay import Replay, Variant
from octomem.agents.episodic import NEIGHBOURS, WEIGHTS, EpisodicAgent
from octomem.agents.smoothing import Scores
from octomem.memory import Kind

ALL_IN = "all in"
RANK_K = 20
"""The k of reciprocal rank fusion inside the episodic agent, where it stands in for scores."""

Means = Mapping[str, float]


class RankedByPlaces(EpisodicAgent):
    """Fuses the engines' lists of turns by rank, where the shipped agent blends scores."""

    def blended(self, lists: Mapping[str, Scores]) -> Scores:
        """Return the weighted sum of 1 / (k + rank), the best at 1."""
        fused: Scores = np.zeros(max((len(scores) for scores in lists.values()), default=1))
        for name, scores in lists.items():
            found = scores > 0
            ranks = np.argsort(np.argsort(-scores, kind="stable"), kind="stable") + 1
            fused += np.where(found, self.weights[name] / (RANK_K + ranks), 0.0)
        best = fused.max()
        return fused / best if best > 0 else fused


def variants() -> list[Variant]:
    """Return everything that is left out or done otherwise, all in first."""
    nothing = dict.fromkeys(NEIGHBOURS, 0.0)
    return [
        Variant(ALL_IN),
        *(Variant(f"without engine {engine}", engine=engine) for engine in WEIGHTS),
        Variant("without neighbours' scores", turns=EpisodicAgent(neighbours=nothing)),
        Variant("without the named speaker", turns=EpisodicAgent(named=0.0)),
        Variant("turns and facts apart", apart=True),
        Variant(f"turns by rank (RRF, k={RANK_K})", turns=RankedByPlaces()),
        *(Variant(f"without agent {kind.value}", agent=kind) for kind in Kind),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """One variant: its means, and how far they are from all in, question by question."""

    name: str
    values: Mapping[str, float]
    differences: Mapping[str, float]
    intervals: Mapping[str, Interval]
    """Of the differences."""


@dataclass(frozen=True, slots=True)
class Ablation:
    """All variants over the same questions."""

    n: int
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the rows as JSON values, in [0, 1]."""
        rows = {
            row.name: {
                name: {
                    "value": row.values[name],
                    "difference": row.differences[name],
                    "interval": list(row.intervals[name]),
                }
                for name in SHOWN
            }
            for row in self.rows
        }
        return {"n": self.n, "resamples": RESAMPLES, "rows": rows}


def ablate(
    replay: Replay, conversations: Sequence[Conversation], step: Callable[[], None] = lambda: None
) -> Ablation:
    """Rank every question that has an answer under every variant."""
    tried = variants()
    scored: dict[str, list[list[Means]]] = {each.name: [] for each in tried}
    for conversation in conversations:
        for rows in scored.values():
            rows.append([])
        for question in conversation.questions:
            if question.category != ADVERSARIAL:
                state = replay.understand(conversation.user_id, question.text)
                for name, found in replay.variants(state, tried).items():
                    scored[name][-1].append(score(found, question.evidence))
            step()
    return compare(scored)


def compare(scored: Mapping[str, Sequence[Sequence[Means]]]) -> Ablation:
    """Compare variants with all in: per variant and conversation, each question's scores."""
    base = scored[ALL_IN]
    rows = [
        Row(
            name,
            {metric: _mean(_pick(groups, metric)) for metric in SHOWN},
            {metric: _mean(_apart(groups, base, metric)) for metric in SHOWN},
            {metric: bootstrap(_apart(groups, base, metric)) for metric in SHOWN},
        )
        for name, groups in scored.items()
    ]
    return Ablation(sum(len(group) for group in base), tuple(rows))


def _pick(groups: Sequence[Sequence[Means]], metric: str) -> list[list[float]]:
    return [[scores[metric] for scores in group] for group in groups]


def _apart(
    groups: Sequence[Sequence[Means]], base: Sequence[Sequence[Means]], metric: str
) -> list[list[float]]:
    pairs = zip(_pick(groups, metric), _pick(base, metric), strict=True)
    return [[a - b for a, b in zip(mine, theirs, strict=True)] for mine, theirs in pairs]


def _mean(groups: Sequence[Sequence[float]]) -> float:
    return sum(map(sum, groups)) / max(1, sum(map(len, groups)))


def print_ablation(ablation: Ablation, console: Console) -> None:
    """Print a row per variant, in per cent and points; a star where the difference is sure."""
    table = Table(title="what each part adds: any/all gold turns, per cent", title_justify="left")
    table.add_column("variant", no_wrap=True)
    for name in SHOWN:
        table.add_column(name, justify="right", no_wrap=True)
    for row in ablation.rows:
        table.add_row(row.name, *(_cell(row, name) for name in SHOWN))
    console.print(table)
    console.print(
        f"categories 1 to 4, n {ablation.n}; difference to '{ALL_IN}' in points, * where its "
        f"{LEVEL:.0%} interval leaves out 0 ({RESAMPLES} resamples within conversations, "
        f"seed {SEED})",
        highlight=False,
        soft_wrap=True,
    )


def _cell(row: Row, name: str) -> str:
    value = f"{row.values[name] * 100:.1f}"
    if row.name == ALL_IN:
        return value
    sure = "*" if differs(row.intervals[name]) else " "
    return f"{value} ({row.differences[name] * 100:+.1f}){sure}"
