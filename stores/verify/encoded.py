"""The ledger's vectors and token vectors, compared with the memories they belong to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from octomem.memory import Kind
from octomem.stores.embed import projection
from octomem.stores.ledger import embeddings
from octomem.stores.ledger import token_vectors as stored_tokens
from octomem.stores.ledger.rows import MEMORY, memory_of
from octomem.stores.ledger.schema import facts, memory_versions, token_vectors, vectors
from octomem.stores.seams import Encoded, Tokens, Vector
from octomem.verification import Difference, Fault, Part

BATCH = 500
"""Memories read at a time."""
SAME = 0.98
"""Least cosine at which two encodings are of the same text: a batch changes the last digits."""

_LENGTH_ERROR = 1e-3
_TOKEN_ERROR = 8.0
"""How far a vector's length may be from 1, and a token's from `projection.LENGTH`: rounding."""
_FLOAT = 4
"""Bytes per number of a vector."""

Encoder = Callable[[Sequence[str]], Mapping[str, Encoded]]

_FOREIGN = """
    SELECT e.memory_id, e.partition, e.owner
    FROM (SELECT t.memory_id, t.partition, (
            SELECT m.partition FROM memory_versions AS m
            WHERE m.memory_id = t.memory_id AND m.recorded_to IS NULL AND NOT m.deleted
                AND (m.kind = 'episodic' OR NOT ?)) AS owner
        FROM {table} AS t) AS e
    WHERE e.owner IS NULL OR e.owner <> e.partition"""


def differences(
    connection: Connection, encode: Encoder | None, done: Callable[[int], None]
) -> Iterator[Difference]:
    """Compare every memory with its vectors; with `encode`, turns with what they give now.

    Of other vectors the shape and the length are looked at, not the direction: what a
    memory's vector is made of is the writer's business, a turn's is always its text's.
    """
    noted = dict(connection.execute(select(facts.c.name, facts.c.value)).all())
    form = noted.get("embedder", "")
    size = int(noted.get("dimension", 0)) * _FLOAT
    with_tokens = form.endswith(projection.FORM)
    for rows in _batches(connection):
        texts = {row.memory_id: memory_of(row).searchable for row in rows}
        turns = [row.memory_id for row in rows if row.kind == Kind.EPISODIC.value]
        made: Mapping[str, Encoded] = {}
        if encode is not None:
            made = encode([texts[turn] for turn in turns])
        fresh = {turn: made[texts[turn]] for turn in turns if texts[turn] in made}
        yield from _vectors(connection, list(texts), size, fresh)
        yield from _tokens(connection, turns if with_tokens else (), fresh)
        done(len(rows))
    yield from _foreign(connection, vectors.name, Part.VECTORS, turns_only=False)
    yield from _foreign(connection, token_vectors.name, Part.TOKENS, turns_only=True)


def _batches(connection: Connection) -> Iterator[Sequence[Any]]:
    row = memory_versions.c
    after = 0
    query = (
        select(*MEMORY, row.seq)
        .where(row.recorded_to.is_(None), row.deleted.is_(False))
        .order_by(row.seq)
        .limit(BATCH)
    )
    while rows := connection.execute(query.where(row.seq > after)).all():
        yield rows
        after = rows[-1].seq


def _vectors(
    connection: Connection, ids: Sequence[str], size: int, fresh: Mapping[str, Encoded]
) -> Iterator[Difference]:
    query = select(vectors.c.memory_id, vectors.c.vector)
    sizes = {
        name: len(data)
        for name, data in connection.execute(query.where(vectors.c.memory_id.in_(ids)))
    }
    whole = [name for name, found in sizes.items() if found == size]
    held = embeddings.of(connection, whole)
    for name in ids:
        if name not in sizes:
            yield _vector(Fault.MISSING, name, "one vector", "none")
        elif name not in held:
            yield _vector(Fault.CHANGED, name, f"{size} bytes", f"{sizes[name]} bytes")
        else:
            yield from _judged(name, held[name], fresh.get(name))


def _judged(name: str, vector: Vector, fresh: Encoded | None) -> Iterator[Difference]:
    length = float(np.linalg.norm(vector))
    if not abs(length - 1) <= _LENGTH_ERROR:  # not a number is not within it either
        yield _vector(Fault.CHANGED, name, "length 1", f"length {length:.4f}")
    elif fresh is not None and (cosine := float(vector @ fresh.vector)) < SAME:
        yield _vector(Fault.CHANGED, name, "its text's vector", f"cosine {cosine:.3f} with it")


def _tokens(
    connection: Connection, turns: Sequence[str], fresh: Mapping[str, Encoded]
) -> Iterator[Difference]:
    row = token_vectors.c
    query = select(row.memory_id, row.size, row.tokens).where(row.memory_id.in_(turns))
    sizes = {name: (size, len(data)) for name, size, data in connection.execute(query)}
    whole = [name for name, (size, length) in sizes.items() if size > 0 and length % size == 0]
    held = stored_tokens.of(connection, whole)
    for name in turns:
        if name not in sizes:
            yield _token(Fault.MISSING, name, "token vectors", "none")
        elif name not in held:
            size, length = sizes[name]
            yield _token(Fault.CHANGED, name, f"rows of {size} bytes", f"{length} bytes in all")
        elif not _are_long(held[name]):
            yield _token(
                Fault.CHANGED, name, f"tokens of length {projection.LENGTH}", "another length"
            )
        else:
            yield from _compared(name, held[name], fresh.get(name))


def _are_long(tokens: Tokens) -> bool:
    lengths = np.linalg.norm(tokens.astype(np.float32), axis=1)
    return bool(np.all(np.abs(lengths - projection.LENGTH) <= _TOKEN_ERROR))


def _compared(name: str, tokens: Tokens, fresh: Encoded | None) -> Iterator[Difference]:
    if fresh is None or fresh.tokens is None:
        return
    if tokens.shape != fresh.tokens.shape:
        shapes = (f"{a[0]} tokens of {a[1]} numbers" for a in (fresh.tokens.shape, tokens.shape))
        yield _token(Fault.CHANGED, name, *shapes)
        return
    products = np.sum(tokens.astype(np.float32) * fresh.tokens, axis=1)
    least = float(np.min(products, initial=projection.LENGTH**2)) / projection.LENGTH**2
    if least < SAME - 0.05:
        yield _token(Fault.CHANGED, name, "its text's tokens", f"cosine {least:.3f} with them")


def _foreign(
    connection: Connection, table: str, part: Part, *, turns_only: bool
) -> Iterator[Difference]:
    query = _FOREIGN.format(table=table)
    for name, partition, owner in connection.exec_driver_sql(query, (turns_only,)).fetchall():
        fault = Fault.FOREIGN if owner is None else Fault.CHANGED
        wanted = "nothing" if owner is None else f"partition {owner}"
        yield Difference(part, fault, table, name, wanted, f"partition {partition}")


def _vector(fault: Fault, name: str, expected: str, found: str) -> Difference:
    return Difference(Part.VECTORS, fault, vectors.name, name, expected, found)


def _token(fault: Fault, name: str, expected: str, found: str) -> Difference:
    return Difference(Part.TOKENS, fault, token_vectors.name, name, expected, found)
