"""What an extraction run found, as tables for people and as JSON for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.extraction_data import EXTRACTED, Conversation, Part
from benchmarks.extraction_score import Tally, Verdict, tally
from octomem.memory import Kind

BY_KIND = ("en", "zh")
"""Languages that are shown kind by kind; the others have one row each."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Judged:
    """One conversation, processed and judged."""

    conversation: Conversation
    verdict: Verdict
    episodic: int
    """Episodic memories; each turn should be exactly one."""
    model_calls: int

    @property
    def verbatim(self) -> bool:
        """Whether there are as many episodic memories as turns."""
        return self.episodic == len(self.conversation.messages)


@dataclass(frozen=True, slots=True)
class Report:
    """One split's results, and what they were got from."""

    part: Part
    judged: tuple[Judged, ...]
    kinds: tuple[Kind, ...]
    versions: dict[str, str]
    listed: bool
    """Whether single mistakes may be shown."""

    def tally(self, language: str, kinds: Sequence[Kind]) -> Tally:
        """Count one language, or all."""
        chosen = (j.verdict for j in self.judged if language in (ALL, j.conversation.language))
        return tally(chosen, kinds)

    def languages(self) -> list[str]:
        """Return the languages that occur, those with a table of kinds first."""
        found = {each.conversation.language for each in self.judged}
        return [ALL, *(x for x in BY_KIND if x in found), *sorted(found.difference(BY_KIND))]

    def rows(self) -> Iterator[tuple[str, str, Tally]]:
        """Walk language, kind and counts; a language's row for all kinds is its last."""
        for language in self.languages():
            if language in (ALL, *BY_KIND):
                for kind in self.kinds:
                    yield language, kind.value, self.tally(language, [kind])
            if len(self.kinds) > 1 or language not in (ALL, *BY_KIND):
                yield language, ALL, self.tally(language, self.kinds)

    def facts(self) -> dict[str, Any]:
        """Return what the run was."""
        return {
            "split": self.part.split,
            "file": self.part.file,
            "sha256": self.part.digest,
            "conversations": len(self.judged),
            "turns": sum(len(each.conversation.messages) for each in self.judged),
            "episodic": sum(each.episodic for each in self.judged),
            "not_verbatim": [j.conversation.id for j in self.judged if not j.verbatim],
            "expected": self.tally(ALL, self.kinds).n,
            "model_calls": sum(each.model_calls for each in self.judged),
            "seed": None,
            "versions": self.versions,
        }

    def as_json(self) -> dict[str, Any]:
        """Return the whole report as JSON values; shares lie in [0, 1]."""
        scores = [
            {"language": language, "kind": kind} | _as_json(counts)
            for language, kind, counts in self.rows()
        ]
        lists = {"mistakes": [*self.mistakes()]} if self.listed else {}
        return self.facts() | {"scores": scores} | lists

    def mistakes(self) -> Iterator[dict[str, str]]:
        """Walk every false and missed memory, by conversation."""
        for each in self.judged:
            place = {"conversation": each.conversation.id}
            for mistake in each.verdict.false:
                if (kind := mistake.made.kind) in self.kinds:
                    said = {"text": mistake.made.text, "why": mistake.why}
                    yield place | {"mistake": "false", "kind": kind.value} | said
            for expected in each.verdict.missed:
                if (kind := expected.kind) in self.kinds:
                    said = {"text": expected.about, "why": "not made"}
                    yield place | {"mistake": "missed", "kind": kind.value} | said


def print_report(report: Report, console: Console) -> None:
    """Print one split for people; shares in per cent."""
    table = Table(title=f"Extraction, {report.part.split}, per cent", title_justify="left")
    for name in ("language", "kind"):
        table.add_column(name, no_wrap=True)
    for name in ("n", "found", "missed", "false", "surplus", "precision", "recall", "F1"):
        table.add_column(name, justify="right", no_wrap=True)
    rows = list(report.rows())
    for place, (language, kind, counts) in enumerate(rows):
        numbers = (counts.n, counts.found, counts.missed, counts.false, counts.surplus)
        shares = (counts.precision, counts.recall, counts.f1)
        last = place + 1 == len(rows) or rows[place + 1][0] != language
        table.add_row(language, kind, *map(str, numbers), *map(_percent, shares), end_section=last)
    console.print(table)
    for line in _lines(report):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _lines(report: Report) -> Iterator[str]:
    facts = report.facts()
    yield (
        f"{facts['file']} (SHA-256 {facts['sha256']}): conversations {facts['conversations']}, "
        f"expected memories {facts['expected']}; one process() call per conversation"
    )
    broken = ", ".join(facts["not_verbatim"]) if report.listed else len(facts["not_verbatim"])
    yield (
        f"turns {facts['turns']}, episodic memories {facts['episodic']}; conversations where "
        f"these differ: {broken or 'none'}; model calls {facts['model_calls']}; no random seed"
    )
    yield ", ".join(f"{name} {version}" for name, version in report.versions.items())
    if report.listed:
        for each in report.mistakes():
            yield (
                f"{each['conversation']} {each['kind']} {each['mistake']}: "
                f"{each['text']!r} ({each['why']})"
            )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share * 100:.1f}"


def _as_json(counts: Tally) -> dict[str, int | float | None]:
    return {
        "n": counts.n,
        "found": counts.found,
        "missed": counts.missed,
        "false": counts.false,
        "surplus": counts.surplus,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def kinds_of(name: str | None) -> tuple[Kind, ...]:
    """Return the kind named, or all that are extracted."""
    return EXTRACTED if name is None else (Kind(name),)
