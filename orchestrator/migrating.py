"""`octomem.migrate`: a store's memories into a store that is elsewhere, partition by partition."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table, select

from octomem.errors import SettingsError, UsageError
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.exporting import Exporting
from octomem.orchestrator.loading import Loading
from octomem.orchestrator.options import Progress
from octomem.orchestrator.verifying import Verifying
from octomem.results import Migrated
from octomem.scope import Partition
from octomem.settings import Settings
from octomem.stores.ledger import exchange
from octomem.stores.ledger.contents import ENCODED, EXPORTED, PARTITION
from octomem.stores.ledger.schema import partitions

IN_MEMORY = 64 * 2**20
"""Bytes of one partition that are carried over without a file."""


def migrate(
    to: str | Path, path: str | Path | None = None, *, progress: Progress | None = None
) -> Migrated:
    """Carry every partition of a store into another one, and verify that.

    The store is that of the present settings; it is only read, and should not be written
    meanwhile. Each partition is carried over in one transaction: after an interruption,
    call it again, and it goes on with the first that is not there. A partition that is
    there already is compared, row by row. The vault's key is not carried over.

    Args:
        to: a TOML file of settings, such as configs/servers.toml: where the other store is.
            Nothing else says that, except that passwords may come from the environment.
        path: the store's folder, in place of the settings' own.
        progress: told how many partitions are done, and of how many.

    Raises:
        SettingsError: the file is none, or both stores are the same.
        UsageError: the other store holds something else of one of the partitions.
        StoreError: one of the stores cannot be read or written.
    """
    source, target = Settings.load(path=path), Settings.of_file(to)
    if _place(source) == _place(target):
        raise SettingsError(f"{str(to)!r} names the store that is to be moved; name another one")
    with closing(Engine(source, read_only=True)) as old, closing(Engine(target)) as new:
        moving = _Moving(old, new)
        wanted = moving.partitions()
        moved = 0
        for done, number in enumerate(wanted, start=1):
            moved += moving.move(number)
            if progress is not None:
                progress(done, len(wanted))
        new.flush(timeout=None)
        found = Verifying(new, {}).verify()
    return Migrated(moved, len(wanted) - moved, moving.reveals, found)


def _place(settings: Settings) -> tuple[str, str]:
    if settings.postgres_url is None:
        return "", str(settings.path.absolute())
    return settings.postgres_url, settings.postgres_schema


class _Moving:
    """From one open engine to another."""

    def __init__(self, old: Engine, new: Engine) -> None:
        self._old = old
        self._new = new
        self.reveals = True
        """Whether the other store's key opens what the vault held, as far as was carried over."""

    def partitions(self) -> Sequence[int]:
        """Return the numbers of what is to be carried over, in order."""
        with self._old.ledger.read() as connection:
            return list(connection.scalars(select(partitions.c.number).order_by("number")))

    def move(self, number: int) -> bool:
        """Carry a partition over; False where it was there already."""
        with self._old.ledger.read() as connection:
            query = select(partitions.c.key).where(partitions.c.number == number)
            key = str(connection.scalar(query))
        if self._there(key) is not None:
            self._compare(number, key)
            return False
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            Exporting(self._old).partition(file, number)
            file.seek(0)
            loaded = Loading(self._new).load(file, {})  # type: ignore[arg-type]
        self.reveals = self.reveals and loaded.reveals
        self._compare(number, key)
        return True

    def _there(self, key: str) -> int | None:
        with self._new.ledger.read() as connection:
            return connection.scalar(select(partitions.c.number).where(partitions.c.key == key))

    def _compare(self, number: int, key: str) -> None:
        """Compare a partition's rows in both stores; vectors where one model made them."""
        kept = ENCODED if self._old.form != self._new.form else frozenset[str]()
        tables = [table for table in EXPORTED if table is not partitions and table.name not in kept]
        there = self._there(key)
        if there is None or _digest(self._old, number, tables) != _digest(self._new, there, tables):
            whose = Partition(*json.loads(key))
            raise UsageError(
                f"the other store holds something else of {whose}; forget that partition there "
                "and migrate again, while nobody writes this store"
            )


def _digest(engine: Engine, number: int, tables: Sequence[Table]) -> str:
    """Return a checksum of a partition's rows, whatever its number is."""
    found = hashlib.sha256()
    with engine.ledger.read(patient=True) as connection:
        for table in tables:
            for row in connection.execute(exchange.rows(table, number)).mappings():
                told = exchange.encoded(table, row)
                if isinstance(told, dict) and PARTITION in told:
                    told[PARTITION] = 0
                found.update(json.dumps([table.name, told], sort_keys=True).encode())
    return found.hexdigest()
