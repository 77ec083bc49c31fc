"""What is true at which moment: `python -m benchmarks.truth FILE [--json] [--failures]`.

Each conversation is a user of its own in a temporary store. Its sessions are processed in
the file's order under a clock that stands at the moment of their import; then its claims are
looked up with `list()` and its questions asked with `recall()`. The form of the file and the
rules of comparison are in docs/truth-benchmark.md.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.locomo import Meter, bars
from benchmarks.truth_data import Claim, Conversation, Ranked, Suite, read
from benchmarks.truth_match import Matcher, readings, says, vocabulary
from octomem import Orchestrator
from octomem.memory import Memory
from octomem.orchestrator.extraction import MODEL
from octomem.turn import Role

PAGE = 1000
RANKED = 20
"""Answers that are looked at per question."""
ALL = "all"


@dataclass(slots=True)
class Clock:
    """The recorded clock, which the benchmark moves."""

    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return what time it is."""
        return self.now


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that does not hold, and what was found in its place."""

    expected: str
    sort: str
    """Of which sort the expectation is."""
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One conversation and what of it does not hold."""

    conversation: Conversation
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a group is right."""

    conversations: int
    right: int
    """Conversations of which everything holds."""
    expectations: int
    held: int

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> "Score":
        """Count a group."""
        asked = sum(len(each.conversation.expect) for each in judged)
        wrong = sum(len(each.failures) for each in judged)
        right = sum(not each.failures for each in judged)
        return cls(len(judged), right, asked, asked - wrong)


@dataclass(frozen=True, slots=True)
class Bench:
    """A store with the clock it runs on."""

    memory: Orchestrator
    clock: Clock

    def examine(self, conversation: Conversation, suite: Suite) -> Judged:
        """Process one conversation and judge it.

        Raises:
            RuntimeError: an agent failed, so that the figures would not be octomem's.
        """
        self._process(conversation)
        known = self.memory.entities(user_id=conversation.id)
        names = [(one.name, *one.aliases) for one in known if one.aliases]
        user = conversation.user or conversation.id
        matcher = Matcher(user, vocabulary(suite.slots), names)
        failures: list[Failure] = []
        for expected in conversation.expect:
            self.clock.now = expected.now or conversation.asked_at
            if isinstance(expected, Claim):
                found = self._claim(expected, conversation, matcher)
            else:
                found = self._ranked(expected, conversation)
            if found is not None:
                failures.append(Failure(expected.shown, expected.sort, found))
        return Judged(conversation, tuple(failures))

    def _process(self, conversation: Conversation) -> None:
        for number, (session, recorded) in enumerate(
            zip(conversation.sessions, conversation.recorded(), strict=True)
        ):
            self.clock.now = recorded
            messages: list[dict[str, object]] = []
            for turn, at in zip(session.turns, session.times(), strict=True):
                name = turn.name or (conversation.user if turn.role is Role.USER else None)
                message: dict[str, object] = {"role": turn.role.value, "content": turn.text}
                messages.append(message | {"timestamp": at} | ({"name": name} if name else {}))
            result = self.memory.process(messages, user_id=conversation.id, session_id=f"s{number}")
            failed = [part for part in result.degraded if part.agent != MODEL]
            if failed:
                told = ", ".join(f"{part.agent}: {part.error}" for part in failed)
                raise RuntimeError(f"{conversation.id}: {told}")

    def _claim(
        self, claim: Claim, conversation: Conversation, matcher: Matcher
    ) -> tuple[str, ...] | None:
        """Return None where a claim holds, else what there is."""
        state = "current" if claim.state == "absent" else claim.state
        seen = list(self._listed(conversation, claim, state))
        found = [memory for memory in seen if matcher.holds(memory, claim)]
        if _holds(claim, found):
            return None
        related = found or [m for m in seen if any(r.subject is not None for r in readings(m))]
        return tuple(f"[{m.kind.value}] {m.text}" for m in related)

    def _listed(self, conversation: Conversation, claim: Claim, state: str) -> Iterator[Memory]:
        cursor: str | None = None
        while True:
            page = self.memory.list(
                user_id=conversation.id,
                status=state,
                as_of=claim.as_of,
                known_at=claim.known_at,
                limit=PAGE,
                cursor=cursor,
            )
            yield from page
            cursor = page.next_cursor
            if cursor is None:
                return

    def _ranked(self, asked: Ranked, conversation: Conversation) -> tuple[str, ...] | None:
        """Return None where the order is right, else the first answers."""
        answers = self.memory.recall(
            asked.question,
            user_id=conversation.id,
            as_of=asked.as_of,
            known_at=asked.known_at,
            kinds=[kind.value for kind in asked.kinds] or None,
            limit=RANKED,
        ).memories
        texts = [answer.text for answer in answers]
        right = asked.first is None or (bool(texts) and says(texts[0], asked.first))
        right = right and all(_above(texts, best, worse) for best, worse in asked.above)
        return None if right else tuple(texts[:3])


def _holds(claim: Claim, found: Sequence[Memory]) -> bool:
    by_kind = [sum(memory.kind is kind for memory in found) for kind in {m.kind for m in found}]
    most = max(by_kind, default=0)
    if claim.state == "absent":
        return not found
    if claim.count is not None:
        return most == claim.count
    return most <= claim.at_most if claim.at_most is not None else bool(found)


def _above(texts: Sequence[str], best: Sequence[str], worse: Sequence[str]) -> bool:
    """Tell whether the first text with one value stands before the first that has only the other."""
    first = next((at for at, text in enumerate(texts) if says(text, best)), None)
    other = [at for at, text in enumerate(texts) if says(text, worse) and not says(text, best)]
    return first is not None and all(first < at for at in other)


@dataclass(frozen=True, slots=True)
class Report:
    """One file's results."""

    suite: Suite
    judged: tuple[Judged, ...]

    def rows(self) -> Iterator[tuple[str, str, Score]]:
        """Walk language, category and score; a language's whole comes first."""
        for language in sorted({each.conversation.language for each in self.judged}):
            mine = [each for each in self.judged if each.conversation.language == language]
            yield language, ALL, Score.of(mine)
            for category in sorted({each.conversation.category for each in mine}):
                part = [each for each in mine if each.conversation.category == category]
                yield language, category, Score.of(part)

    def sorts(self) -> Iterator[tuple[str, str, int, int]]:
        """Walk language, sort of expectation, how many hold, and how many there are."""
        asked: Counter[tuple[str, str]] = Counter()
        wrong: Counter[tuple[str, str]] = Counter()
        for each in self.judged:
            language = each.conversation.language
            asked.update((language, expected.sort) for expected in each.conversation.expect)
            wrong.update((language, failure.sort) for failure in each.failures)
        for (language, sort), n in sorted(asked.items()):
            yield language, sort, n - wrong[language, sort], n

    def failed(self) -> list[Judged]:
        """Return the conversations of which something does not hold."""
        return [each for each in self.judged if each.failures]

    def as_json(self) -> dict[str, Any]:
        """Return everything that a program may want."""
        return {
            "file": self.suite.file,
            "sha256": self.suite.digest,
            "scores": [
                {
                    "language": language,
                    "category": category,
                    "conversations": score.conversations,
                    "right": score.right,
                    "expectations": score.expectations,
                    "held": score.held,
                }
                for language, category, score in self.rows()
            ],
            "sorts": [
                {"language": language, "sort": sort, "held": held, "expectations": n}
                for language, sort, held, n in self.sorts()
            ],
            "failures": [
                {
                    "id": each.conversation.id,
                    "language": each.conversation.language,
                    "category": each.conversation.category,
                    "failed": [
                        {"expected": one.expected, "found": list(one.found)}
                        for one in each.failures
                    ],
                }
                for each in self.failed()
            ],
        }


def run(suite: Suite, wanted: Callable[[Conversation], bool]) -> Report:
    """Process the conversations wanted, each as a user of its own."""
    chosen = [each for each in suite.conversations if wanted(each)]
    clock = Clock()
    with (
        tempfile.TemporaryDirectory(prefix="octomem-truth-") as folder,
        Orchestrator(path=Path(folder), clock=clock) as memory,
        bars() as progress,
    ):
        bench = Bench(memory, clock)
        meter = Meter(progress, suite.file, len(chosen))
        judged: list[Judged] = []
        for conversation in chosen:
            judged.append(bench.examine(conversation, suite))
            meter.step()
    return Report(suite, tuple(judged))


def print_report(report: Report, console: Console, *, failures: bool) -> None:
    """Print the scores as a table, the failures' names, and with `failures` each of them."""
    table = Table(title=f"truth: {report.suite.file} ({report.suite.digest})")
    for name in ("language", "category", "right", "n", "%", "held", "of", "%"):
        table.add_column(name, justify="left" if name in {"language", "category"} else "right")
    for language, category, score in report.rows():
        table.add_row(
            language,
            category,
            str(score.right),
            str(score.conversations),
            f"{100 * score.right / score.conversations:.1f}",
            str(score.held),
            str(score.expectations),
            f"{100 * score.held / score.expectations:.1f}",
            style="bold" if category == ALL else None,
        )
    console.print(table)
    table = Table(title="by sort of expectation")
    for name in ("language", "sort", "held", "of", "%"):
        table.add_column(name, justify="left" if name in {"language", "sort"} else "right")
    for language, sort, held, n in report.sorts():
        table.add_row(language, sort, str(held), str(n), f"{100 * held / n:.1f}")
    console.print(table)
    for each in report.failed():
        console.print(f"{each.conversation.id}", style="bold", markup=False, highlight=False)
        for one in each.failures if failures else ():
            console.print(f"    {one.expected}", markup=False, highlight=False)
            for found in one.found[:12]:
                console.print(f"        {found}", markup=False, highlight=False)


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.truth", description=__doc__)
    add = parser.add_argument
    add("file", type=Path, help="conversations in the form of docs/truth-benchmark.md")
    add("--json", action="store_true", help="print JSON instead of a table")
    add("--failures", action="store_true", help="say what does not hold, and what was found")
    add("--language", metavar="LL", help="conversations in this language only, such as en")
    add("--category", help="conversations of this category only")
    add("--id", help="this conversation only")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    options = arguments(argv)
    try:
        suite = read(options.file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2

    def wanted(each: Conversation) -> bool:
        return (
            options.language in (None, each.language)
            and options.category in (None, each.category)
            and options.id in (None, each.id)
        )

    if not any(map(wanted, suite.conversations)):
        sys.stderr.write(f"no conversation of {suite.file} is what was asked for\n")
        return 2
    report = run(suite, wanted)
    if options.json:
        sys.stdout.write(json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n")
    else:
        console = Console(width=None if sys.stdout.isatty() else 120)
        print_report(report, console, failures=options.failures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
