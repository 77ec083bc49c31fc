"""Which memories are made of annotated conversations: `python -m benchmarks.extraction`.

Each conversation is a user of its own in a temporary store and goes through one
`Orchestrator.process()`. What is current at its last message is compared with what its
annotations ask for and forbid.

The unread split's mistakes are not shown without --reveal: nobody has read them.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from benchmarks.extraction_data import EXTRACTED, SPLITS, Conversation, Part, read
from benchmarks.extraction_report import Judged, Report, kinds_of, print_report
from benchmarks.extraction_score import Made, judge
from benchmarks.locomo import Meter, bars
from benchmarks.locomo_report import versions
from octomem import Orchestrator
from octomem.memory import Kind, Memory
from octomem.orchestrator.extraction import MODEL

SESSION = "s1"
PAGE = 1000


def examine(memory: Orchestrator, conversation: Conversation) -> Judged:
    """Process one conversation and judge what is current at its end.

    Raises:
        RuntimeError: an agent failed, so that the figures would not be octomem's.
    """
    messages = [message.as_message() for message in conversation.messages]
    result = memory.process(messages, user_id=conversation.id, session_id=SESSION)
    failed = [part for part in result.degraded if part.agent != MODEL]
    if failed:
        told = ", ".join(f"{part.agent}: {part.error}" for part in failed)
        raise RuntimeError(f"{conversation.id}: {told}")
    made = list(current(memory, conversation))
    verdict = judge(conversation, (Made(each.kind, each.text, each.fields) for each in made))
    episodic = sum(each.kind is Kind.EPISODIC for each in made)
    return Judged(conversation, verdict, episodic, result.usage.calls)


def current(memory: Orchestrator, conversation: Conversation) -> Iterator[Memory]:
    """Walk the memories that hold a second after the last message.

    By the wall clock the tasks of an old conversation have long expired.
    """
    at = conversation.messages[-1].at + timedelta(seconds=1)
    cursor: str | None = None
    while True:
        page = memory.list(user_id=conversation.id, as_of=at, limit=PAGE, cursor=cursor)
        yield from page
        cursor = page.next_cursor
        if cursor is None:
            return


def run(parts: Sequence[Part], options: argparse.Namespace) -> list[Report]:
    """Process the conversations chosen and report each split."""
    chosen = {part.split: _chosen(part, options.language) for part in parts}
    with (
        tempfile.TemporaryDirectory(prefix="octomem-extraction-") as folder,
        Orchestrator(path=Path(folder)) as memory,
        bars() as progress,
    ):
        ran_on = versions(memory)
        return [
            Report(
                part=part,
                judged=_examine_all(memory, chosen[part.split], part.split, progress),
                kinds=kinds_of(options.kind),
                versions=ran_on,
                listed=options.list and (part.split != "unread" or options.reveal),
            )
            for part in parts
        ]


def _chosen(part: Part, language: str | None) -> tuple[Conversation, ...]:
    return tuple(each for each in part.conversations if language in (None, each.language))


def _examine_all(
    memory: Orchestrator, conversations: Sequence[Conversation], name: str, progress: Progress
) -> tuple[Judged, ...]:
    meter = Meter(progress, name, len(conversations))
    judged: list[Judged] = []
    for conversation in conversations:
        judged.append(examine(memory, conversation))
        meter.step()
    return tuple(judged)


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    add = parser.add_argument
    add("--split", choices=(*SPLITS, "all"), default="dev", help="which conversations")
    add("--json", action="store_true", help="print JSON instead of tables")
    add("--kind", choices=[kind.value for kind in EXTRACTED], help="this kind only")
    add("--language", metavar="LL", help="conversations in this language only, such as en")
    add("--list", action="store_true", help="list false and missed memories")
    add("--reveal", action="store_true", help="with --list: the unread split's too")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    options = arguments(argv)
    try:
        parts = read(SPLITS if options.split == "all" else (options.split,))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not any(_chosen(part, options.language) for part in parts):
        sys.stderr.write(f"no conversation of {options.split} is in {options.language!r}\n")
        return 2
    reports = run(parts, options)
    if options.json:
        out = json.dumps([report.as_json() for report in reports], indent=2, ensure_ascii=False)
        sys.stdout.write(out + "\n")
        return 0
    console = Console(width=None if sys.stdout.isatty() else 120)
    for report in reports:
        print_report(report, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
