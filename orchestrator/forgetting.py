"""Erasing a partition physically: from the ledger, the projections, the caches and the disk."""

import uuid
from collections.abc import Mapping

from sqlalchemy import Connection, Table, distinct, func, select

from octomem.orchestrator.engine import Engine
from octomem.orchestrator.options import partition_of
from octomem.results import Receipt
from octomem.stores.ledger import erasing
from octomem.stores.ledger.schema import (
    memory_versions,
    operations,
    sealed_values,
    turns,
    vectors,
)

PURPOSE = "forgotten"
"""What a partition's keyed hash is of, so that it is equal to no other keyed hash."""


class Forgetting:
    """`forget`, on an open engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def forget(self, options: Mapping[str, object]) -> Receipt:
        """Erase a partition, and return when no byte of it is on the disk.

        The rows go in one transaction that also notes what is still to be scrubbed: the
        next start goes on where an interruption left it.
        """
        engine = self._engine
        scope = partition_of(options, "forget")
        subject = engine.vault.fingerprint(PURPOSE, scope.partition.key)
        with engine.following, engine.ledger.write(scope) as connection:
            number = engine.ledger.partition(connection, scope)
            receipt = self._receipt(connection, number, subject)
            if number is not None:
                erasing.erase(connection, number)
            erasing.note(connection, receipt, number)
        engine.scrub()
        return receipt

    def _receipt(self, connection: Connection, number: int | None, subject: str) -> Receipt:
        def rows(table: Table) -> int:
            query = select(func.count()).select_from(table).where(table.c.partition == number)
            return connection.scalar(query) or 0

        row = memory_versions.c
        found = select(func.count(distinct(row.memory_id))).where(row.partition == number)
        return Receipt(
            id=f"f_{uuid.uuid4().hex}",
            at=self._engine.clock(),
            subject=subject,
            turns=rows(turns),
            memories=connection.scalar(found) or 0,
            versions=rows(memory_versions),
            operations=rows(operations),
            vectors=rows(vectors),
            entities=0 if number is None else len(self._engine.graph.entities(connection, number)),
            secrets=rows(sealed_values),
        )
