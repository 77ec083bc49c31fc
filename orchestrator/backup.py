"""A backup: a folder with a copy of the ledger and a manifest, and the way back from it.

The vault's key is left out by design: a stolen backup opens no secret. Projections are left
out too, except those in the ledger's file: they are filled anew from it.
"""

import json
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import octomem
from octomem.errors import BackupError, StoreVersionError, UsageError
from octomem.jsons import moment
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.options import Progress
from octomem.results import BackedUp
from octomem.stores.ledger import copying, faults
from octomem.stores.ledger.migrations import MIGRATIONS
from octomem.stores.ledger.recognise import FILE

FORMAT = "octomem-backup"
VERSION = 1
MANIFEST = "manifest.json"

_HARMLESS = {"lost+found"}
"""What a file system puts into an empty folder itself."""


def back_up(engine: Engine, target: str | Path, progress: Progress | None) -> BackedUp:
    """Write a backup of the ledger as it is at this moment; it appears whole or not at all."""
    if engine.ledger.shared:
        raise UsageError(
            "the ledger is in PostgreSQL: back up its schema with pg_dump, or write it with "
            "`octomem export`; the projections are filled anew by `octomem rebuild`"
        )
    path = Path(target)
    _check_free(path, "the backup")
    with _draft(path) as draft:
        file = draft / FILE
        with engine.ledger.read() as connection:
            counts = engine.ledger.counts(connection, engine.clock())
            sealed = engine.ledger.any_sealed(connection)
            copying.copy(connection, file, progress or (lambda _done, _all: None))
        made = BackedUp(
            path=path,
            bytes=file.stat().st_size,
            sha256=copying.sha256(file),
            turns=counts.turns,
            secrets=sealed,
        )
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "octomem": octomem.__version__,
            "created": moment(engine.clock()),
            "schema": len(MIGRATIONS),
            "file": FILE,
            "bytes": made.bytes,
            "sha256": made.sha256,
            "turns": made.turns,
            "secrets": made.secrets,
        }
        (draft / MANIFEST).write_text(f"{json.dumps(manifest, indent=2)}\n", encoding="utf-8")
        copying.sync(draft / MANIFEST)
    return made


def put_back(source: str | Path, path: Path) -> BackedUp:
    """Make a store's folder out of a backup, which is checked before and after it is copied.

    Raises:
        BackupError: it is no backup, or is damaged, or its form is of a newer octomem.
        StoreVersionError: its ledger is of a newer octomem.
        UsageError: the folder holds something.
    """
    backup = Path(source)
    made = _checked(backup)
    _check_free(path, "the store")
    with _draft(path) as draft:
        file = draft / FILE
        shutil.copyfile(backup / FILE, file)
        file.chmod(0o600)
        copying.sync(file)
        if copying.sha256(file) != made.sha256:
            raise BackupError(f"{str(backup)!r} changed while it was copied; nothing was restored")
    return made


def _checked(backup: Path) -> BackedUp:
    """Read the manifest and compare the copy with it."""
    manifest = _manifest(backup)
    file = backup / FILE
    if manifest.get("version") != VERSION:
        raise BackupError(
            f"{str(backup)!r} has format version {manifest.get('version')!r}, this octomem reads "
            f"{VERSION}; update octomem"
        )
    if not isinstance(schema := manifest.get("schema"), int) or schema > len(MIGRATIONS):
        raise StoreVersionError(
            f"the backup has schema {schema!r}, this octomem knows up to {len(MIGRATIONS)}; "
            "update octomem",
            store="ledger",
            operation="restore",
        )
    damaged = BackupError(
        f"{str(backup)!r} is damaged: {FILE!r} is not what its manifest says; nothing was "
        "restored, take another backup"
    )
    try:
        made = BackedUp(
            path=backup,
            bytes=file.stat().st_size,
            sha256=copying.sha256(file),
            turns=int(manifest["turns"]),
            secrets=bool(manifest["secrets"]),
        )
    except (KeyError, TypeError, ValueError, FileNotFoundError):
        raise damaged from None
    except OSError as error:
        raise faults.of_system(error, backup, "restore") from error
    if (made.bytes, made.sha256) != (manifest.get("bytes"), manifest.get("sha256")):
        raise damaged
    return made


def _manifest(backup: Path) -> dict[str, Any]:
    try:
        found = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or cast("dict[str, Any]", found).get("format") != FORMAT:
        raise BackupError(
            f"{str(backup)!r} is no backup: it has no {MANIFEST!r} of one; name a folder that "
            "`octomem backup` wrote"
        )
    return cast("dict[str, Any]", found)


def _check_free(path: Path, what: str) -> None:
    """Let a folder pass that is missing or empty: nothing is ever overwritten.

    Raises:
        UsageError: it holds something, or is a file.
    """
    try:
        names = {child.name for child in path.iterdir()}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        names = {path.name}
    except OSError as error:
        raise faults.of_system(error, path, "backup") from error
    if names - _HARMLESS:
        raise UsageError(
            f"{str(path)!r} is there already; name a new or an empty folder for {what}"
        )


@contextmanager
def _draft(path: Path) -> Generator[Path]:
    """Give a folder beside `path`, readable by its owner alone, that takes its place when whole."""
    draft = path.absolute().parent / f".octomem-{secrets.token_hex(8)}"
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        try:
            yield draft
            copying.sync(draft)
            draft.replace(path)
            copying.sync(draft.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise faults.of_system(error, path, "backup") from error
