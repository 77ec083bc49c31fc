"""Vectors beside the memories: each one's own, and its turn's tokens' (`token_vectors`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from octomem.memory import Kind
from octomem.stores.ledger import token_vectors
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.rows import vector_bytes, vector_of
from octomem.stores.ledger.schema import memory_versions, vectors
from octomem.stores.seams import Change, Encoded, Vector

NUMBER = 4
"""Bytes of one of a vector's numbers."""
Halves = NDArray[np.float16]
"""Vectors as they are kept, in half the room; no cosine changes by 0.001."""

_row = memory_versions.c
_VECTORS = select(vectors.c.memory_id, vectors.c.vector).where(among(vectors.c.memory_id, "ids"))
_HELD = (
    select(vectors.c.partition, vectors.c.memory_id)
    .where(among(vectors.c.partition, "numbers"))
    .order_by(vectors.c.partition)
)
_TURNS = (
    select(_row.identity, _row.index_text, _row.text, vectors.c.vector)
    .join(vectors, vectors.c.memory_id == _row.memory_id)
    .where(
        _row.partition == bindparam("partition"),
        _row.kind == Kind.EPISODIC.value,
        among(_row.identity, "ids", long=True),
        _row.recorded_to.is_(None),
    )
)
_put = upsert(vectors)
_PUT = _put.on_conflict_do_update(
    index_elements=["memory_id"], set_={"vector": _put.excluded.vector}
)


def of(connection: Connection, ids: Iterable[str]) -> dict[str, Vector]:
    """Return stored vectors by memory id; one of no whole numbers is damaged, and left out."""
    found = connection.execute(_VECTORS, {"ids": listed(ids)}).all()
    rows = [row for row in found if row[1] and not len(row[1]) % NUMBER]
    if not rows:
        return {}
    names, blobs = zip(*rows, strict=True)
    if len({len(blob) for blob in blobs}) > 1:  # damaged: `verify` says which
        return {name: vector_of(blob) for name, blob in rows}
    together = vector_of(b"".join(blobs)).reshape(len(rows), -1)
    return dict(zip(names, together, strict=True))


def halves_of(connection: Connection, ids: Iterable[str]) -> dict[str, Halves]:
    """Return stored vectors in half the size; one that holds what is no number, or none so large, is damaged, and left out."""
    with np.errstate(over="ignore"):
        found = {name: one.astype(np.float16) for name, one in of(connection, ids).items()}
    return {name: one for name, one in found.items() if np.isfinite(one).all()}


def portions(
    read: Callable[[], AbstractContextManager[Connection]], numbers: Sequence[int], size: int
) -> Iterator[tuple[int, dict[str, Vector]]]:
    """Return all vectors of partitions, each time at most `size` of one: each portion is a read of its own."""
    with read() as connection:
        rows = connection.execute(_HELD, {"numbers": listed(numbers)}).all()
    for number, held in groupby(rows, key=itemgetter(0)):
        names = [row[1] for row in held]
        for at in range(0, len(names), size):
            with read() as connection:
                found = of(connection, names[at : at + size])
            if found:
                yield number, found


def turns_of(
    connection: Connection, number: int, turn_ids: Iterable[str]
) -> dict[str, tuple[str, Vector]]:
    """Return the searchable text and the vector of turns that are not deleted, by turn id."""
    rows = connection.execute(_TURNS, {"partition": number, "ids": listed(turn_ids)})
    return {turn: (shown or text, vector_of(data)) for turn, shown, text, data in rows}


def with_vectors(change: Change, encoded: Mapping[str, Encoded]) -> Change:
    """Give a change what was encoded of its memory's text; turns get their tokens as well."""
    found = None if change.memory is None else encoded.get(change.memory.searchable)
    if change.memory is None or found is None:
        return change
    tokens = found.tokens if change.memory.kind is Kind.EPISODIC else None
    return replace(change, vector=found.vector, tokens=tokens)


def put(connection: Connection, changes: Sequence[Change]) -> None:
    """Store the changes' vectors and their tokens', in place of older ones; forget what is gone."""
    rows = [
        {
            "memory_id": change.memory_id,
            "partition": change.partition,
            "vector": vector_bytes(change.vector),
        }
        for change in changes
        if change.vector is not None
    ]
    if rows:
        connection.execute(_PUT, rows)
    gone = [change.memory_id for change in changes if change.memory is None]
    if gone:
        connection.execute(vectors.delete().where(vectors.c.memory_id.in_(gone)))
    token_vectors.put(connection, changes)


def clear(connection: Connection) -> None:
    """Drop the vectors and token vectors of every partition."""
    connection.execute(vectors.delete())
    token_vectors.clear(connection)
