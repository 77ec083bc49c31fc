"""The command line, one function per command; `COMMANDS` names them all.

Only what a command needs is loaded, when it runs; `octomem --help` loads no store.
"""

import sys
from collections.abc import Callable
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from octomem import __version__
from octomem.cli.answer import answer
from octomem.cli.chat import chat
from octomem.cli.consolidate import consolidate
from octomem.cli.demo import demo
from octomem.cli.doctor import doctor
from octomem.cli.edit import undo, update
from octomem.cli.entities import entities, merge_entities, split_entity
from octomem.cli.events import show_events
from octomem.cli.extract import extract
from octomem.cli.forget import forget
from octomem.cli.importing import import_from
from octomem.cli.interrupt import EXIT_CODE
from octomem.cli.manage import delete, history, reveal, show
from octomem.cli.mcp import mcp
from octomem.cli.output import visible
from octomem.cli.process import process
from octomem.cli.recall import list_memories, recall
from octomem.cli.store import rebuild, stats, verify
from octomem.cli.transfer import backup, export, load, migrate, restore
from octomem.errors import (
    EmbedderMismatchError,
    MissingExtraError,
    OctomemError,
    SpendingLimitError,
    StoreFolderError,
    StoreFullError,
    StoreLockedError,
    StoreVersionError,
    UsageError,
    VaultError,
)

MENDABLE = (
    UsageError,
    StoreFolderError,
    StoreFullError,
    StoreLockedError,
    StoreVersionError,
    EmbedderMismatchError,
    VaultError,
    MissingExtraError,
    SpendingLimitError,
)
"""What the caller can mend: in the command, its input, the folder, the key or what is installed."""


_UsageError = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""What the parser of the command line raises."""


class _OneLineErrors(TyperGroup):
    """Commands whose errors are one line on stderr: exit code 2 for `MENDABLE` ones, else 1."""

    def make_context(self, info_name: Any, args: Any, parent: Any = None, **extra: Any) -> Any:
        """Parse what stands before the command; without anything at all the help is shown."""
        is_help = not args
        try:
            return super().make_context(info_name, args, parent, **extra)
        except _UsageError as error:
            raise error if is_help else _told(error) from error

    def invoke(self, ctx: Any) -> Any:
        try:
            show_events()
            return super().invoke(ctx)
        except _UsageError as error:
            raise _told(error) from error
        except KeyboardInterrupt:
            sys.stderr.write("octomem: interrupted\n")
            raise typer.Exit(EXIT_CODE) from None
        except OctomemError as error:
            sys.stderr.write(f"octomem: {visible(' '.join(str(error).split()))}\n")
            raise typer.Exit(2 if isinstance(error, MENDABLE) else 1) from error


def _told(error: Any) -> typer.Exit:
    """Say in one line what is wrong with a command, without the names of what checks its values."""
    wrong = error.format_message().replace("Value error, ", "").rstrip(".")
    command = " ".join(["octomem", *error.ctx.command_path.split()[1:]])
    text = f"{wrong}; see '{command} --help'"
    sys.stderr.write(f"octomem: {visible(' '.join(text.split()))}\n")
    return typer.Exit(2)


app = typer.Typer(
    cls=_OneLineErrors,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo,
    "process": process,
    "recall": recall,
    "answer": answer,
    "list": list_memories,
    "show": show,
    "history": history,
    "update": update,
    "delete": delete,
    "undo": undo,
    "entities": entities,
    "merge-entities": merge_entities,
    "split-entity": split_entity,
    "consolidate": consolidate,
    "forget": forget,
    "reveal": reveal,
    "stats": stats,
    "verify": verify,
    "rebuild": rebuild,
    "extract": extract,
    "export": export,
    "load": load,
    "import": import_from,
    "backup": backup,
    "restore": restore,
    "migrate": migrate,
    "chat": chat,
    "mcp": mcp,
    "doctor": doctor,
}
"""Every command by its name; docs/cli.md describes each, which a test compares."""
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"octomem {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print it")
    ] = False,
) -> None:
    """Long-term memory for AI agents: store conversations, ask for what was said."""


__all__ = ["COMMANDS", "app"]
