"""`octomem export` and `load`: a store as one file, or through a pipe."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import octomem
from octomem.cli.bar import bar
from octomem.cli.options import AsJson, Org, StorePath, User
from octomem.cli.output import console, notes, print_json
from octomem.errors import UsageError
from octomem.foreign import as_json as to_json

PIPE = "-"


def export(  # noqa: PLR0913 - one parameter per option
    file: Annotated[str, typer.Argument(help="Where to write; - is stdout.")] = PIPE,
    *,
    user: User = None,
    org: Org = None,
    vectors: Annotated[
        bool, typer.Option(help="Without them the file is smaller, and load embeds anew.")
    ] = True,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Write the store, or one user's memories, as JSON lines.

    The file holds everything but the vault's key. It is readable by its owner alone.
    """
    if as_json and file == PIPE:
        raise UsageError("with --json, name a file: stdout cannot hold the export as well")
    with octomem.Orchestrator(path=path, read_only=True) as memory, bar("exporting") as progress:
        target = sys.stdout.buffer if file == PIPE else Path(file)
        done = memory.export(target, user_id=user, org_id=org, vectors=vectors, progress=progress)
    if as_json:
        print_json(to_json(asdict(done), "exported"))
    else:
        out = notes() if file == PIPE else console()
        out.print(f"exported: {_counted(done.rows)}")


def load(
    file: Annotated[str, typer.Argument(help="An export; - is stdin.")],
    *,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Read what `export` wrote into the store: all of it, or nothing."""
    with octomem.Orchestrator(path=path) as memory, bar("loading") as progress:
        source = sys.stdin.buffer if file == PIPE else Path(file)
        done = memory.load(source, progress=progress)
        memory.flush()
    if as_json:
        print_json(to_json(asdict(done), "loaded"))
    else:
        console().print(f"loaded: {_counted(done.rows)}, {done.embedded} embedded anew")
    if not done.reveals:
        notes().print(
            "octomem: the file's vault values were sealed with another key and cannot be "
            "revealed here; set OCTOMEM_VAULT_KEY to that key"
        )


def _counted(rows: dict[str, int]) -> str:
    shown = {
        "turns": "turns",
        "memory_versions": "versions of memories",
        "sealed_values": "secrets",
    }
    return ", ".join(f"{rows[table]} {name}" for table, name in shown.items())
