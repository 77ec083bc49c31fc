"""`octomem demo`: a bundled conversation goes in; what was kept and why, and answers, come out."""

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

import octomem
from octomem.cli.demo_run import Answer, Conversation, Stored, ask, cite, ingest, load
from octomem.cli.demo_view import answer_json, print_answers, print_stored, stored_json
from octomem.cli.options import AsJson, StorePath
from octomem.cli.output import notes, print_json
from octomem.jsons import JSON


def demo(
    *,
    path: StorePath = None,
    every: Annotated[bool, typer.Option("--all", help="Show every operation.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what octomem makes of a bundled conversation.

    Stores it, prints what each agent kept and why, then asks ten questions. Without
    --path everything happens in a temporary folder. Exits with 1 when a question is not
    answered among the first three memories.
    """
    with _folder(path) as folder, octomem.Orchestrator(path=folder) as memory:
        stored, answers = _run(memory, load())
    if as_json:
        print_json(_as_json(stored, answers))
    else:
        print_stored(stored, every=every)
        print_answers(answers)
    if not all(each.right for each in answers):
        raise typer.Exit(1)


def _run(
    memory: "octomem.Orchestrator", conversation: Conversation
) -> tuple[list[Stored], list[Answer]]:
    """Store and ask, with a bar on stderr that is gone when the tables come."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=notes(), transient=True) as bar:
        turns = bar.add_task("turns", total=conversation.turns)
        operations = ingest(memory, conversation, lambda count: bar.advance(turns, count))
    stored = [cite(memory, each) for each in operations]
    return stored, [ask(memory, each, conversation.end) for each in conversation.questions]


def _as_json(stored: Sequence[Stored], answers: Sequence[Answer]) -> dict[str, JSON]:
    return {
        "stored": [stored_json(each) for each in stored],
        "answers": [answer_json(each) for each in answers],
        "answered": sum(each.right for each in answers),
        "questions": len(answers),
    }


@contextmanager
def _folder(path: Path | None) -> Generator[Path]:
    if path is not None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="octomem-demo-") as temporary:
        yield Path(temporary)
