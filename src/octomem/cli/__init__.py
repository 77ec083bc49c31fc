"""The command line: `octomem demo`, `process`, `recall` and `list`.

Only what a command needs is loaded, when it runs; `octomem --help` loads no store.
"""

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from octomem.cli.demo import demo
from octomem.cli.process import process
from octomem.cli.recall import list_memories, recall
from octomem.errors import OctomemError, UsageError


class _OneLineErrors(TyperGroup):
    """Commands whose errors are one line on stderr: exit code 2 for the caller's, else 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OctomemError as error:
            sys.stderr.write(f"octomem: {' '.join(str(error).split())}\n")
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error


app = typer.Typer(
    cls=_OneLineErrors,
    help="Long-term memory for AI agents: store conversations, ask for what was said.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(demo)
app.command()(process)
app.command()(recall)
app.command("list")(list_memories)

__all__ = ["app"]
