"""Writing a store, or one partition of it, as JSON lines; docs/export.md describes them."""

import os
import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from sqlalchemy import Connection

import octomem
from octomem.errors import UsageError, VaultError
from octomem.jsons import JSON, moment
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.lines import END, FORMAT, VERSION, LineWriter
from octomem.orchestrator.options import Progress, partition_of
from octomem.results import Exported
from octomem.stores.ledger import exchange
from octomem.stores.ledger.contents import ENCODED, EXPORTED
from octomem.stores.ledger.schema import sealed_values

Target = str | Path | BinaryIO


class Exporting:
    """`export`, on an open engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def export(self, target: Target, options: Mapping[str, object]) -> Exported:
        """Write one snapshot of the ledger, a line at a time; a file appears whole or not at all."""
        with _opened(target) as file, self._engine.ledger.read(patient=True) as connection:
            return self._write(file, connection, self._number(connection, options), options)

    def partition(self, file: IO[bytes], number: int) -> Exported:
        """Write one partition by its number, whoever it belongs to."""
        with self._engine.ledger.read(patient=True) as connection:
            return self._write(file, connection, number, {})

    def _write(
        self,
        file: IO[bytes],
        connection: Connection,
        number: int | None,
        options: Mapping[str, object],
    ) -> Exported:
        kept = options.get("vectors", True)
        tables = [table for table in EXPORTED if kept or table.name not in ENCODED]
        counts = dict.fromkeys((table.name for table in EXPORTED), 0)
        counts |= {t.name: exchange.count(connection, t, number) for t in tables}
        progress = cast("Progress | None", options.get("progress"))
        lines = LineWriter(file, sum(counts.values()), progress)
        lines.write(self._header(connection, counts))
        for table in tables:
            for row in connection.execute(exchange.rows(table, number)).mappings():
                lines.write({table.name: exchange.encoded(table, row)})
                lines.count()
        sha256 = lines.sha256()
        lines.write({END: {"rows": dict[str, JSON](counts), "sha256": sha256}})
        return Exported(counts, sha256)

    def _number(self, connection: Connection, options: Mapping[str, object]) -> int | None:
        """Return the partition that is meant, or None for the whole store."""
        ids = ("user_id", "org_id", "agent_id", "session_id")
        if all(options.get(name) is None for name in ids):
            return None
        scope = partition_of(options, "export")
        number = self._engine.ledger.partition(connection, scope)
        if number is None:
            raise UsageError(f"nothing is stored for {scope.partition}")
        return number

    def _header(self, connection: Connection, counts: Mapping[str, int]) -> dict[str, JSON]:
        engine = self._engine
        name = engine.ledger.fact(connection, "embedder")
        dimension = engine.ledger.fact(connection, "dimension")
        return {
            "format": FORMAT,
            "version": VERSION,
            "octomem": octomem.__version__,
            "created": moment(engine.clock()),
            "embedder": None if name is None else {"name": name, "dimension": int(dimension or 0)},
            "vault_key": self._mark() if counts[sealed_values.name] else None,
            "rows": dict[str, JSON](counts),
        }

    def _mark(self) -> str | None:
        """Return what tells the vault's key from others; None where the key is lost."""
        try:
            return self._engine.vault.mark
        except VaultError:
            return None


@contextmanager
def _opened(target: Target) -> Generator[BinaryIO]:
    """Open a target: a path's file is readable by its owner alone and appears when complete."""
    if not isinstance(target, str | Path):
        _check_binary(target)
        yield target
        target.flush()
        return
    path = Path(target)
    draft = path.parent / f".octomem-{secrets.token_hex(8)}"
    try:
        _check_replaceable(path)
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


def _check_binary(target: BinaryIO) -> None:
    """Refuse what takes no bytes, before anything is read."""
    try:
        target.write(b"")
    except (AttributeError, TypeError):
        raise UsageError("export takes a path or a file opened in binary mode") from None


def _check_replaceable(path: Path) -> None:
    """Let what is missing or a file pass; a device or a pipe would be replaced by a file.

    Raises:
        UsageError: it is something else.
    """
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "a device or a pipe"
        raise UsageError(f"cannot write {str(path)!r}: it is {what}; name a file")
