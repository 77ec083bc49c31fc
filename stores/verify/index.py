"""The vector index, compared with the ledger's vectors, beside whoever writes both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from octomem.errors import StoreError
from octomem.stores.ledger import embeddings
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.schema import memory_versions, vectors
from octomem.stores.seams import Held, Vector, VectorIndex
from octomem.verification import Difference, Fault, Part

LOOKS = 3
"""How often a difference is looked at: what the writer was about to mend is gone by then."""
SAME = 0.9999
"""Least cosine at which two vectors are the same: the index normalises them again."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the ledger says of the index at one moment."""

    owners: dict[str, int]
    """Partition of each memory that has a vector."""
    pending: frozenset[str]
    """Memories with a change that is not followed yet: the index may be before or after it."""


def differences(
    ledger: Ledger, index: VectorIndex, projection: str, done: Callable[[int], None]
) -> list[Difference]:
    """Return what the index lacks, has too much, has twice, or has otherwise.

    Ledger and index are read one after the other, and a writer may be at work: only what
    is found again each time counts.
    """
    found = _look(ledger, index, projection, done)
    for _ in range(LOOKS - 1):
        if not found:
            break
        again = _look(ledger, index, projection, lambda _: None)
        known = {(each.fault, each.id) for each in again}
        found = [each for each in found if (each.fault, each.id) in known]
    return found


def _look(
    ledger: Ledger, index: VectorIndex, projection: str, done: Callable[[int], None]
) -> list[Difference]:
    with ledger.read() as connection:
        before = _wanted(ledger, connection, projection)
    found: list[Difference] = []
    seen: set[str] = set()
    batch: list[Held] = []
    try:
        for held in index.walk():
            batch.append(held)
            if len(batch) >= BATCH:
                found += _compared(ledger, before, batch, seen)
                done(len(batch))
                batch.clear()
    except StoreError as error:
        told = f"{error.store} cannot read it while it does {error.operation}"
        return [_difference(Fault.UNREADABLE, "index", "an index that can be read", told)]
    found += _compared(ledger, before, batch, seen)
    done(len(batch))
    with ledger.read() as connection:
        after = _wanted(ledger, connection, projection)
    settled = before.owners.keys() & after.owners.keys() - before.pending - after.pending
    found += [
        _difference(Fault.MISSING, name, f"a vector of partition {after.owners[name]}", "none")
        for name in sorted(settled - seen)
    ]
    return [each for each in found if each.id not in after.pending]


def _wanted(ledger: Ledger, connection: Connection, projection: str) -> _Wanted:
    row = memory_versions.c
    followed = ledger.followed(connection, projection)
    owners = connection.execute(select(vectors.c.memory_id, vectors.c.partition))
    pending = connection.scalars(select(row.memory_id).where(row.seq > followed))
    return _Wanted({name: number for name, number in owners}, frozenset(pending))  # noqa: C416 - rows


def _compared(
    ledger: Ledger, wanted: _Wanted, batch: list[Held], seen: set[str]
) -> Iterator[Difference]:
    with ledger.read() as connection:
        stored = embeddings.of(connection, [held.memory_id for held in batch])
    for held in batch:
        name = held.memory_id
        if name in wanted.pending:
            continue
        owner = wanted.owners.get(name)
        if owner is None or name not in stored:
            yield _difference(Fault.FOREIGN, name, "nothing", f"a vector in {held.place}")
        elif not held.reachable:
            yield _difference(Fault.FOREIGN, name, "nothing there", f"a vector in {held.place}")
        elif name in seen:
            yield _difference(Fault.DOUBLED, name, "one vector", f"another in {held.place}")
        elif held.partition != owner:
            found = f"partition {held.partition}"
            yield _difference(Fault.CHANGED, name, f"partition {owner}", found)
        elif held.vector is None or held.vector.shape != stored[name].shape:
            length = 0 if held.vector is None else len(held.vector)
            yield _difference(
                Fault.CHANGED, name, f"{len(stored[name])} numbers", f"{length} numbers"
            )
        elif not (cosine := _cosine(held, stored[name])) >= SAME:
            yield _difference(Fault.CHANGED, name, "the ledger's vector", f"cosine {cosine:.4f}")
        if held.reachable:
            seen.add(name)


def _cosine(held: Held, stored: Vector) -> float:
    assert held.vector is not None  # noqa: S101 - looked at before
    length = float(np.linalg.norm(held.vector) * np.linalg.norm(stored))
    return float(held.vector @ stored) / length if length else 0.0


def _difference(fault: Fault, name: str, expected: str, found: str) -> Difference:
    return Difference(Part.INDEX, fault, "vector", name, expected, found)
