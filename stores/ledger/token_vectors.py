"""Token vectors of turns, for late interaction: beside the vectors, read for candidates only."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as upsert

from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.schema import token_vectors
from octomem.stores.seams import Change, Tokens

_row = token_vectors.c
_OF = select(_row.memory_id, _row.size, _row.tokens).where(among(_row.memory_id, "ids"))
_put = upsert(token_vectors)
_PUT = _put.on_conflict_do_update(
    index_elements=["memory_id"],
    set_={"size": _put.excluded.size, "tokens": _put.excluded.tokens},
)


def put(connection: Connection, changes: Sequence[Change]) -> None:
    """Store the changes' token vectors, in place of older ones; forget those of what is gone."""
    rows = [
        {
            "memory_id": change.memory_id,
            "partition": change.partition,
            "size": change.tokens.shape[1],
            "tokens": change.tokens.tobytes(),
        }
        for change in changes
        if change.tokens is not None
    ]
    if rows:
        connection.execute(_PUT, rows)
    gone = [change.memory_id for change in changes if change.memory is None]
    if gone:
        connection.execute(token_vectors.delete().where(token_vectors.c.memory_id.in_(gone)))


def of(connection: Connection, ids: Iterable[str]) -> dict[str, Tokens]:
    """Return stored token vectors by memory id."""
    return {
        name: np.frombuffer(data, dtype=np.int8).reshape(-1, size)
        for name, size, data in connection.execute(_OF, {"ids": listed(ids)}).all()
        if size and not len(data) % size  # else it is damaged: `verify` says so
    }


def clear(connection: Connection) -> None:
    """Drop the token vectors of every partition."""
    connection.execute(token_vectors.delete())
