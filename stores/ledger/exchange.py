"""Rows of the ledger as JSON values, and back: by the schema, so that no column is left out.

`seq` numbers are the order of the lines and are given anew. `partition` is a number that
holds within one file: where a partition is said, its ids are.
"""

import base64
import binascii
import json
import math
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    JSON as JSON_COLUMN,
)
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    RowMapping,
    Select,
    Table,
    and_,
    func,
    select,
)

from octomem.foreign import storable
from octomem.jsons import JSON, from_moment, moment
from octomem.scope import Partition, Scope
from octomem.stores.ledger.contents import ENCODED, PARTITION
from octomem.stores.ledger.rows import COLUMNS, memory_of, operation_of, turn_of
from octomem.stores.ledger.schema import (
    calls,
    links,
    memory_versions,
    operations,
    partitions,
    turns,
)

Row = dict[str, Any]

BATCH = 500
"""Rows read at a time."""

_SEQUENCE = "seq"
_LISTS = frozenset({"sources", "turns", "mentions", "replaces", "grounds"})
"""JSON columns that hold a list of texts."""
_DOMAIN: Mapping[str, Callable[[Any], object]] = {
    turns.name: turn_of,
    memory_versions.name: lambda row: memory_of([_stored(c, row[c.name]) for c in COLUMNS]),
    operations.name: operation_of,
}
LATER: Mapping[str, Mapping[str, JSON]] = {
    memory_versions.name: {"grounds": [], "last_seen": None, "fades_from": None}
}
"""Columns that the first version of the format lacks, by table."""
_MOMENTS = {
    calls.name: ("recorded_at", "committed_at"),
    turns.name: ("occurred_at", "recorded_at"),
    memory_versions.name: (
        "valid_from",
        "valid_to",
        "recorded_from",
        "recorded_to",
        "last_seen",
        "fades_from",
    ),
    operations.name: ("at",),
}


def rows(table: Table, number: int | None) -> Select[Any]:
    """Select a table's rows in a lasting order, of one partition or of all."""
    query = select(table).execution_options(yield_per=BATCH)
    if number is not None:
        query = query.where(_of(table, number))
    if table is calls:
        return query.order_by(table.c.recorded_at, table.c.id)
    return query.order_by(*table.primary_key.columns)


def count(connection: Connection, table: Table, number: int | None) -> int:
    """Count what `rows` selects."""
    query = select(func.count()).select_from(table)
    return connection.scalar(query if number is None else query.where(_of(table, number))) or 0


def encoded(table: Table, row: RowMapping) -> JSON:
    """Write a row as a JSON value."""
    if table is partitions:
        org_id, user_id = json.loads(row["key"])
        return {PARTITION: row["number"], "org_id": org_id, "user_id": user_id}
    return {column.name: _told(row[column.name]) for column in _columns(table)}


def partition_of(value: JSON) -> tuple[int, Partition]:
    """Read a partition: its number within the file, and whose it is.

    Raises:
        ValueError: it is none.
    """
    names = {PARTITION, "org_id", "user_id"}
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(f"a partition has {', '.join(sorted(names))}")
    number, org_id, user_id = (value[name] for name in (PARTITION, "org_id", "user_id"))
    _check_type(partitions.c.number, number)
    ids: Any = {"org_id": org_id, "user_id": user_id}
    if ids != {"org_id": None, "user_id": None}:
        Scope(**ids)
    return int(str(number)), Partition(**ids)


def decoded(table: Table, value: JSON, numbers: Mapping[int, int]) -> Row:
    """Read a row; `numbers` maps a partition's number within the file to the store's.

    Raises:
        ValueError: it is no row of this table.
    """
    columns = {column.name: column for column in _columns(table)}
    if not isinstance(value, dict) or set(value) != set(columns):
        raise ValueError(f"expected the fields {', '.join(columns)}")
    row: Row = {name: _read(columns[name], given) for name, given in value.items()}
    if PARTITION in row:
        if row[PARTITION] not in numbers:
            raise ValueError(f"partition {row[PARTITION]} was not named before")
        row[PARTITION] = numbers[row[PARTITION]]
    for name in _MOMENTS.get(table.name, ()):
        if row[name] is not None and moment(from_moment(row[name])) != row[name]:
            raise ValueError(f"{name} {row[name]!r} is no moment")
    read = _DOMAIN.get(table.name)
    if read is not None:
        try:
            read({_SEQUENCE: 0, **row})
        except (TypeError, AttributeError) as error:
            raise ValueError(str(error)) from None
    return row


def _of(table: Table, number: int) -> Any:
    if table is partitions:
        return partitions.c.number == number
    row = memory_versions.c
    mine = select(row.memory_id).where(row.partition == number)
    if table is links:
        return links.c.source.in_(mine)
    own = table.c[PARTITION] == number
    # Their own index is by memory alone: all rows of all partitions would be read for one.
    return and_(own, table.c.memory_id.in_(mine)) if table.name in ENCODED else own


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.name != _SEQUENCE]


def _stored(column: Column[Any], value: Any) -> Any:
    """Return a value as the file holds it."""
    return json.dumps(value) if isinstance(column.type, JSON_COLUMN) else value


def _told(value: Any) -> JSON:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _read(column: Column[Any], value: JSON) -> Any:
    _check_type(column, value)
    if isinstance(column.type, LargeBinary):
        try:
            return base64.b64decode(str(value), validate=True)
        except binascii.Error:
            raise ValueError(f"{column.name} is not base64") from None
    return value


def _check_type(column: Column[Any], value: JSON) -> None:
    if value is None and column.nullable:
        return
    if not _fits(column, value):
        raise ValueError(f"{column.name} cannot be {json.dumps(value)[:40]}")
    _check_content(value, column.name)


def _fits(column: Column[Any], value: JSON) -> bool:
    kind = column.type
    if isinstance(kind, JSON_COLUMN):
        return _fits_json(column.name, value)
    if isinstance(kind, Boolean) or isinstance(value, bool):
        return isinstance(kind, Boolean) and isinstance(value, bool)
    if isinstance(kind, Integer):
        return isinstance(value, int) and abs(value) < 2**63
    if isinstance(kind, Float):
        return isinstance(value, int | float) and abs(value) < 2**63
    return isinstance(value, str)


def _fits_json(name: str, value: JSON) -> bool:
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name == "attachments":
        return isinstance(value, list) and all(map(_is_flat, value))
    return isinstance(value, dict)


def _is_flat(value: JSON) -> bool:
    """Say whether it is an object of texts, as an attachment is."""
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _check_content(value: JSON, name: str) -> None:
    """Refuse texts and numbers that no store can hold; MessageError is a ValueError."""
    if isinstance(value, str):
        storable(value, name)
    elif isinstance(value, list):
        for one in value:
            _check_content(one, name)
    elif isinstance(value, dict):
        for key, one in value.items():
            _check_content(key, name)
            _check_content(one, name)
    elif value is not None and not _is_64_bits(value):
        raise ValueError(f"{name} holds a number beyond 64 bits")


def _is_64_bits(value: float) -> bool:
    return abs(value) < 2**63 if isinstance(value, int) else math.isfinite(value)
