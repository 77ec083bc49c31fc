"""Reading what `export` wrote into a store: all of it, or nothing."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from sqlalchemy import Connection, Table, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from octomem.errors import UsageError
from octomem.jsons import JSON
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.lines import END, FIRST, FORMAT, VERSION, LineReader
from octomem.orchestrator.options import Progress
from octomem.results import Loaded
from octomem.stores.ledger import embeddings, exchange, memories
from octomem.stores.ledger.contents import ENCODED, EXPORTED
from octomem.stores.ledger.exchange import BATCH, Row
from octomem.stores.ledger.migrations import LAST_SEEN
from octomem.stores.ledger.rows import vector_of
from octomem.stores.ledger.schema import (
    links,
    memory_versions,
    operations,
    partitions,
    sealed_values,
    token_vectors,
    vectors,
)

Source = str | Path | BinaryIO
VECTOR_BYTES = 4
"""Per number."""

_TABLES = {table.name: table for table in EXPORTED}
_OWNED = {
    links.name: ("source",),
    vectors.name: ("memory_id",),
    token_vectors.name: ("memory_id",),
}
"""Columns that name a memory, where the row does not say whose it is or may say it wrongly."""


@dataclass(frozen=True, slots=True)
class _Header:
    """What the first line says."""

    embedder: JSON
    vault_key: JSON
    total: int
    """Rows that the file holds, for progress only; the last line is what counts."""
    first: bool
    """Whether the file is of the format's first version."""


class Loading:
    """`load`, on an open engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self, source: Source, options: Mapping[str, object]) -> Loaded:
        """Write a file's partitions in one transaction, with their projections."""
        engine = self._engine
        engine.check_embedder()
        progress = cast("Progress | None", options.get("progress"))
        with _opened(source) as file:
            lines = LineReader(file)
            header = _header(lines)
            same = header.embedder == {
                "name": engine.form,
                "dimension": engine.embedder.dimension,
            }
            reveals = header.vault_key is not None and header.vault_key == engine.vault.mark
            with engine.ledger.write(alone=True) as connection:
                before = memories.last_seq(connection)
                writing = _Writing(engine, connection, lines, header, keep_vectors=same)
                writing.run(header.total, progress)
                if header.first:
                    connection.exec_driver_sql(LAST_SEEN)
                embedded = self._project(connection, before, embed=not writing.has_vectors)
        engine.wake()
        return Loaded(writing.rows, embedded, reveals or not writing.rows[sealed_values.name])

    def _project(self, connection: Connection, before: int, *, embed: bool) -> int:
        """Let the projections follow what was loaded; return how many memories were embedded."""
        embedded = 0
        for changes in memories.all_newest(connection, BATCH, before):
            if embed:
                fresh = self._engine.encoded(changes)
                embeddings.put(connection, fresh)
                embedded += len(fresh)
            self._engine.ledger.project(connection, changes)
        return embedded


class _Writing:
    """Writes the rows of one file."""

    def __init__(
        self,
        engine: Engine,
        connection: Connection,
        lines: LineReader,
        header: _Header,
        *,
        keep_vectors: bool,
    ) -> None:
        self._engine = engine
        self._later: Mapping[str, Mapping[str, JSON]] = exchange.LATER if header.first else {}
        self._connection = connection
        self._lines = lines
        self._keep_vectors = keep_vectors
        self._numbers: dict[int, int] = {}
        self._batch: list[Row] = []
        self._table: Table = partitions
        self.rows = dict.fromkeys(_TABLES, 0)
        """Lines by table."""

    @property
    def has_vectors(self) -> bool:
        """Whether the vectors were in the file, and are this engine's embedder's."""
        return self._keep_vectors and self.rows[vectors.name] > 0

    def run(self, total: int, progress: Progress | None) -> None:
        """Read to the end, write every row, and compare with what the last line says."""
        for done, (table, value) in enumerate(self._values(), start=1):
            if table is not self._table or len(self._batch) >= BATCH:
                self._flush()
                self._table = table
                if progress is not None:
                    progress(done, max(done, total))
            self._take(table, value)
            self.rows[table.name] += 1
        self._flush()
        self._check_shared()
        self._set_heads()
        if progress is not None:
            progress(total, total)

    def _values(self) -> Iterator[tuple[Table, JSON]]:
        """Walk the rows up to the last line."""
        order = list(_TABLES)
        at = 0
        while END not in (line := self._lines.next()):
            name = next(iter(line), "")
            if len(line) != 1 or name not in _TABLES:
                self._lines.fail(f"expected one of {', '.join(order)}")
            if order.index(name) < at:
                self._lines.fail(f"{name} come before {order[at]}")
            at = order.index(name)
            yield _TABLES[name], line[name]
        end: JSON = {"rows": dict[str, JSON](self.rows), "sha256": self._lines.sha256()}
        if line != {END: end} or not self._lines.is_over():
            self._lines.fail("the file was changed or damaged: its checksum is not its own")

    def _take(self, table: Table, value: JSON) -> None:
        if table is partitions:
            self._claim(value)
            return
        if isinstance(value, dict):
            value = {**value, **self._later.get(table.name, {})}
        try:
            row = exchange.decoded(table, value, self._numbers)
        except ValueError as error:
            self._lines.fail(f"{table.name}: {error}")
        if table.name not in ENCODED:
            self._batch.append(row)
        elif self._keep_vectors:
            self._check_vector(table, row)
            self._batch.append(row)

    def _claim(self, value: JSON) -> None:
        """Make a partition that the store must not have yet."""
        try:
            number, partition = exchange.partition_of(value)
        except ValueError as error:
            self._lines.fail(f"{partitions.name}: {error}")
        key = partitions.c.key
        if number in self._numbers:
            self._lines.fail(f"partition {number} is named twice")
        if self._connection.scalar(select(key).where(key == partition.key)) is not None:
            raise UsageError(
                f"line {self._lines.number}: the store already holds memories of {partition}; "
                "forget them first, or load into another store; nothing was loaded"
            )
        done = self._connection.execute(insert(partitions).values(key=partition.key))
        made = done.inserted_primary_key
        assert made is not None  # noqa: S101 - a single-row insert always has one
        self._numbers[number] = int(made[0])

    def _check_vector(self, table: Table, row: Row) -> None:
        if table is token_vectors:
            size = self._engine.token_size
            if not size or row["size"] != size or len(row["tokens"]) % size:
                self._lines.fail(f"no token vectors of {size} numbers each")
            return
        data, dimension = row["vector"], self._engine.embedder.dimension
        right = len(data) == dimension * VECTOR_BYTES and bool(np.isfinite(vector_of(data)).all())
        if not right:
            self._lines.fail(f"no vector of {dimension} numbers")

    def _flush(self) -> None:
        if not self._batch:
            return
        for name in _OWNED.get(self._table.name, ()):
            self._check_owned({row[name] for row in self._batch})
        try:
            self._connection.execute(insert(self._table), self._batch)
        except IntegrityError:
            self._lines.fail(f"{self._table.name} up to here hold a row that is there already")
        self._batch.clear()

    def _check_owned(self, ids: set[str]) -> None:
        """Refuse rows that belong to memories of somebody else."""
        row = memory_versions.c
        mine = row.partition.in_(self._numbers.values())
        found = self._connection.scalars(select(row.memory_id).where(row.memory_id.in_(ids), mine))
        if ids - set(found):
            self._lines.fail(f"{self._table.name} up to here name a memory that the file lacks")

    def _check_shared(self) -> None:
        """Refuse a memory that another partition has as well."""
        row, other = memory_versions.c, memory_versions.alias("other")
        elsewhere = exists().where(
            other.c.memory_id == row.memory_id, other.c.partition != row.partition
        )
        query = select(row.memory_id).where(row.partition.in_(self._numbers.values()), elsewhere)
        found = self._connection.scalar(query.limit(1))
        if found is not None:
            self._lines.fail(f"memory {found!r} belongs to two partitions")

    def _set_heads(self) -> None:
        last = select(func.max(operations.c.seq)).where(
            operations.c.partition == partitions.c.number
        )
        self._connection.execute(
            update(partitions)
            .where(partitions.c.number.in_(self._numbers.values()))
            .values(head=func.coalesce(last.scalar_subquery(), 0))
        )


def _header(lines: LineReader) -> _Header:
    first = lines.next()
    if first.get("format") != FORMAT:
        lines.fail("no octomem export")
    version = first.get("version")
    if version not in (FIRST, VERSION):
        lines.fail(
            f"the file has format version {version!r}, this octomem reads up to {VERSION}; "
            "update octomem"
        )
    rows = first.get("rows")
    total = sum(n for n in rows.values() if isinstance(n, int)) if isinstance(rows, dict) else 0
    return _Header(first.get("embedder"), first.get("vault_key"), total, first=version == FIRST)


@contextmanager
def _opened(source: Source) -> Generator[BinaryIO]:
    if not isinstance(source, str | Path):
        if not hasattr(source, "readline"):
            raise UsageError("load takes a path or a file opened in binary mode")
        yield source
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"cannot read {str(source)!r}: {error.strerror or error}") from error
    with file:
        yield file
