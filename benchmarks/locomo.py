"""Recall of gold turns on LoCoMo's questions: `python -m benchmarks.locomo DATA.json`.

Each conversation is a user of its own and is ingested session by session through
`Orchestrator.process()`; each question is asked through exactly one `recall()`. Turns
are the unit: the evidence of a question is compared with `Recall.sources()`.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.ablation import Ablation, ablate, print_ablation
from benchmarks.abstention import Abstention, abstain, print_abstention
from benchmarks.locomo_data import Conversation, Question, Session, read
from benchmarks.locomo_progress import Ingested, IngestLog, digest
from benchmarks.locomo_report import Answered, Report, markdown, print_report, versions
from benchmarks.metrics import CUTOFFS, score
from benchmarks.on_servers import environment, servers
from benchmarks.replay import LIMIT, Replay
from octomem import Orchestrator
from octomem.settings import Settings


def ingest(memory: Orchestrator, user_id: str, session: Session) -> Ingested:
    """Process one session and wait until every projection has it.

    Raises:
        RuntimeError: an agent failed, so that the figures would not be octomem's.
    """
    started = time.perf_counter()
    result = memory.process(session.messages, user_id=user_id, session_id=session.session_id)
    memory.flush()
    seconds = time.perf_counter() - started
    if result.degraded:
        failed = ", ".join(f"{part.agent}: {part.error}" for part in result.degraded)
        raise RuntimeError(f"{user_id} {session.session_id}: {failed}")
    return Ingested(digest(session), len(session.messages), seconds, result.usage.calls)


def answer(memory: Orchestrator, user_id: str, question: Question) -> Answered:
    """Ask one question through one `recall()` and score its sources."""
    started = time.perf_counter()
    found = memory.recall(question.text, user_id=user_id, limit=LIMIT)
    milliseconds = (time.perf_counter() - started) * 1000.0
    scores = score(found.sources(max(CUTOFFS)), question.evidence)
    return Answered(user_id, question.category, scores, milliseconds)


class Meter:
    """One bar on stderr; a step is a turn or a question."""

    def __init__(self, progress: Progress, what: str, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=total)

    def step(self, count: int = 1) -> None:
        """Move the bar on."""
        self._progress.advance(self._task, count)


@dataclass(frozen=True, slots=True)
class Findings:
    """What one call measured."""

    report: Report
    ablation: Ablation | None = None
    abstention: Abstention | None = None

    def as_json(self) -> dict[str, Any]:
        """Return all of it as JSON values."""
        found = self.report.as_json()
        if self.ablation is not None:
            found["ablation"] = self.ablation.as_json()
        if self.abstention is not None:
            found["abstention"] = self.abstention.as_json()
        return found

    def show(self, console: Console) -> None:
        """Print all of it as tables."""
        print_report(self.report, console)
        if self.ablation is not None:
            print_ablation(self.ablation, console)
        if self.abstention is not None:
            print_abstention(self.abstention, console)


def run(
    options: argparse.Namespace, conversations: Sequence[Conversation], folder: Path
) -> Findings:
    """Measure what the options ask for, in one folder that is ingested once."""
    questions = sum(len(each.questions) for each in conversations)
    with bars() as progress:
        with Orchestrator(path=folder) as memory:
            report = measure(options.data.name, memory, conversations, folder, progress)
            abstention = None
            if options.abstention:
                meter = Meter(progress, "abstention", questions)
                floor = Settings.load().found_floor
                abstention = abstain(memory, conversations, floor, meter.step)
        ablation = None
        if options.ablate:
            meter = Meter(progress, "ablation", questions)
            with Replay(folder) as replay:
                ablation = ablate(replay, conversations, meter.step)
    return Findings(report, ablation, abstention)


def measure(
    data: str,
    memory: Orchestrator,
    conversations: Sequence[Conversation],
    folder: Path,
    progress: Progress,
    **kind: Any,
) -> Report:
    """Ingest what the folder does not hold yet, ask every question, and report.

    `kind` says of another benchmark than LoCoMo what the report calls things.
    """
    ingested, reused = ingest_all(memory, conversations, IngestLog(folder), progress)
    return Report(
        data=data,
        conversations=len(conversations),
        ingested=tuple(ingested),
        reused=reused,
        answers=tuple(answer_all(memory, conversations, progress)),
        left_out=sum((Counter(each.left_out) for each in conversations), Counter[int]()),
        versions=versions(memory),
        **kind,
    )


def ingest_all(
    memory: Orchestrator, conversations: Sequence[Conversation], log: IngestLog, progress: Progress
) -> tuple[list[Ingested], int]:
    """Ingest each session that the log does not name.

    Returns what was ingested, now or by an earlier run, and how many sessions were reused.
    """
    meter = Meter(progress, "turns", sum(each.turns for each in conversations))
    done: list[Ingested] = []
    reused = 0
    for user_id, session in ((c.user_id, s) for c in conversations for s in c.sessions):
        entry = log.find(user_id, session)
        if entry is None:
            entry = ingest(memory, user_id, session)
            log.record(user_id, session, entry)
        else:
            reused += 1
        done.append(entry)
        meter.step(entry.turns)
    if reused:
        progress.console.print(f"{reused} of {len(done)} sessions were already ingested, skipped")
    return done, reused


def answer_all(
    memory: Orchestrator, conversations: Sequence[Conversation], progress: Progress
) -> list[Answered]:
    """Ask every question of every conversation."""
    meter = Meter(progress, "questions", sum(len(each.questions) for each in conversations))
    answers: list[Answered] = []
    for each in conversations:
        for question in each.questions:
            answers.append(answer(memory, each.user_id, question))
            meter.step()
    return answers


def bars() -> Progress:
    """Return the progress display: on stderr, so that stdout is the report alone."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True))


@contextmanager
def store(path: Path | None) -> Generator[Path]:
    """Yield the folder given, made where it is missing, or a temporary one."""
    if path is not None:
        path.mkdir(parents=True, exist_ok=True)
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="octomem-locomo-") as temporary:
        yield Path(temporary)


@contextmanager
def stores(options: argparse.Namespace) -> Generator[dict[str, str]]:
    """Yield the variables that lead to where the store is to be: none where it is embedded."""
    if not options.servers:
        yield {}
        return
    with servers(options.path) as variables:
        yield variables


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.locomo", description=__doc__)
    parser.add_argument("data", type=Path, help="a file in LoCoMo's form (not included)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of tables")
    form.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--ablate", action="store_true", help="leave out each part in turn, too")
    parser.add_argument(
        "--abstention", action="store_true", help="put questions to the wrong store, too"
    )
    parser.add_argument("--limit-conversations", type=int, metavar="N", help="the first N only")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the store here, resume it")
    parser.add_argument(
        "--servers", action="store_true", help="on a PostgreSQL, a Chroma and a Neo4j it starts"
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    options = arguments(argv)
    try:
        conversations = read(options.data)[: options.limit_conversations]
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.abstention and len(conversations) < 2:
        sys.stderr.write(f"--abstention: expected two conversations or more in {options.data}\n")
        return 2
    with store(options.path) as folder, stores(options) as variables, environment(variables):
        found = run(options, conversations, folder)
    if options.json:
        sys.stdout.write(json.dumps(found.as_json(), indent=2) + "\n")
    elif options.markdown:
        sys.stdout.write(markdown(found.report, f"python -m benchmarks.locomo {options.data.name}"))
    else:
        found.show(Console(width=None if sys.stdout.isatty() else 120))
    return 0


if __name__ == "__main__":
    sys.exit(main())
