"""`octomem export`, `load`, `backup` and `restore`: a store as a file, a pipe or a folder."""

import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, cast

import typer

import octomem
from octomem.cli.bar import bar
from octomem.cli.options import AsJson, Org, StorePath, User
from octomem.cli.output import console, counted, notes, print_json, remark
from octomem.errors import OctomemError, UsageError
from octomem.foreign import as_json as to_json
from octomem.jsons import JSON
from octomem.settings import Settings
from octomem.verification import Verification

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


@contextmanager
def _as_it_was(settings: Settings) -> Generator[list[bool]]:
    """Leave a folder that was new or empty as it was where what is done in it fails.

    What is given is to hold something as soon as the store is this process's own: another's,
    made meanwhile, is none of its business.
    """
    folder, opened = settings.path, list[bool]()
    was_there = folder.exists()
    is_new = not was_there or (folder.is_dir() and not any(folder.iterdir()))
    try:
        yield opened
    except OctomemError:
        if is_new and opened and folder.exists():
            for each in folder.iterdir():
                shutil.rmtree(each) if each.is_dir() else each.unlink()
            if not was_there:
                folder.rmdir()
        raise


def load(
    file: Annotated[str, typer.Argument(help="An export; - is stdin.")],
    *,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Read what `export` wrote into the store: all of it, or nothing."""
    settings = Settings.load(path=path)
    with (
        _as_it_was(settings) as opened,
        octomem.Orchestrator(settings) as memory,
        bar("loading") as progress,
    ):
        opened.append(True)
        source = sys.stdin.buffer if file == PIPE else Path(file)
        done = memory.load(source, progress=progress)
        memory.flush()
    if as_json:
        print_json(to_json(asdict(done), "loaded"))
    else:
        console().print(f"loaded: {_counted(done.rows)}, {done.embedded} embedded anew")
    if not done.reveals:
        remark(
            "the file's vault values were sealed with another key and cannot be "
            "revealed here; set OCTOMEM_VAULT_KEY to that key"
        )


def backup(
    folder: Annotated[Path, typer.Argument(help="Where to write; a new or an empty folder.")],
    *,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Write a consistent copy of the store, also while an application writes it.

    The vault's key is not in it. `octomem restore` makes a store of it again.
    """
    with octomem.Orchestrator(path=path, read_only=True) as memory, bar("copying") as progress:
        done = memory.backup(folder, progress=progress)
    if as_json:
        print_json(to_json(asdict(done), "backup"))
    else:
        console().print(
            f"backed up: {counted(done.turns, 'turn')}, {done.bytes / 2**20:,.1f} MB, sha256 {done.sha256}"
        )


def restore(
    folder: Annotated[Path, typer.Argument(help="What `octomem backup` wrote.")],
    *,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Make a store out of a backup, fill its projections, and verify it.

    The store's folder must be new or empty. Exits with 1 if something differs.
    """
    with bar("verifying") as progress:
        done = octomem.restore(folder, path, progress=progress)
    found = done.verification
    if as_json:
        print_json({"ok": found.ok, **cast("dict[str, JSON]", to_json(asdict(done), "restored"))})
    else:
        console().print(f"restored: {counted(done.backup.turns, 'turn')}, {_judged(found)}")
    if done.backup.secrets:
        remark(
            "the backup holds vault values and not their key; put the old store's "
            "vault.key into the new one's folder, or set OCTOMEM_VAULT_KEY"
        )
    if not found.ok:
        raise typer.Exit(1)


def migrate(
    *,
    to: Annotated[Path, typer.Option(help="Settings of the other store: a TOML file.")],
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Carry all memories into another store, embedded or on servers, and verify it.

    Interrupted, run it again: it goes on. Exits with 1 if something differs.
    """
    with bar("migrating") as progress:
        done = octomem.migrate(to, path, progress=progress)
    found = done.verification
    if as_json:
        print_json({"ok": found.ok, **cast("dict[str, JSON]", to_json(asdict(done), "migrated"))})
    else:
        there = f"{done.there:,} were there already" if done.there else "none was there before"
        console().print(f"migrated: {done.moved:,} partitions, {there}, {_judged(found)}")
    if not done.reveals:
        remark(
            "the vault values were sealed with another key and cannot be revealed "
            "there; set OCTOMEM_VAULT_KEY to the old store's vault.key"
        )
    if not found.ok:
        raise typer.Exit(1)


def _counted(rows: dict[str, int]) -> str:
    shown = {
        "turns": ("turn", "turns"),
        "memory_versions": ("version of memories", "versions of memories"),
        "sealed_values": ("secret", "secrets"),
    }
    return ", ".join(counted(rows[table], *names) for table, names in shown.items())


def _judged(found: Verification) -> str:
    """Say in a word or two what verifying a copy found."""
    return f"{len(found.differences):,} differences" if found.differences else "verified"
