"""A bar that says how far a long command is, on stderr, where that is a terminal."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from octomem.cli.output import notes


@contextmanager
def bar(what: str) -> Generator[Callable[[int, int], None]]:
    """Give a function that is told how much is done, and of how much."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    quiet = not sys.stderr.isatty()
    with Progress(*columns, console=notes(), transient=True, disable=quiet) as shown:
        task = shown.add_task(what, total=None)

        def show(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total)

        yield show
