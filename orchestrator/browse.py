"""Reading memories by id, without a question: what needs no graph."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import ColumnElement, Connection, and_

from octomem.errors import MessageError, NotFoundError, StoreError, UsageError
from octomem.foreign import storable
from octomem.jsons import text_field
from octomem.memory import Memory, Status
from octomem.orchestrator.engine import VECTOR_INDEX, Engine
from octomem.orchestrator.filter_syntax import filter_or_none
from octomem.orchestrator.filters import matches
from octomem.orchestrator.options import (
    ListOptions,
    Moments,
    kinds_of,
    moments_of,
    scope_of,
    whole,
)
from octomem.results import History, Page, Projection, Stats
from octomem.scope import Scope
from octomem.stores.ledger import extractions, memories
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.projector import Projector
from octomem.stores.vault import placeholder

MAX_PAGE = 1000
BATCH = 200
"""Memories that `list` reads at a time where filters may leave few of them."""
CURSOR_DIGITS = 18


class Browse:
    """`get`, `list`, `history`, `reveal` and `stats`, on an open engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, memory_id: str, scope: Scope) -> Memory:
        """Return a memory at its newest version."""
        with self._engine.ledger.read() as connection:
            return self._seen(self.find(connection, memory_id, scope)[1])

    def page(self, options: ListOptions) -> Page:
        """Return some of a scope's memories, newest first."""
        limit = whole(options.get("limit", 100), "limit", MAX_PAGE)
        filters = filter_or_none(options.get("filters"))
        scope = scope_of(options)
        moments = moments_of(options, self._engine.zone)
        where = self._condition(scope, options, moments)
        before = _cursor(options.get("cursor"))
        with self._engine.ledger.read() as connection:
            number = self._engine.ledger.partition(connection, scope)
            if number is None:
                return Page((), None, moments.notes)
            size = limit + 1 if filters is None else BATCH
            read = self._walk(connection, number, where, before, size)
            found = list(islice((one for one in read if matches(one[1], filters)), limit + 1))
        # One more than asked for was looked for, so a cursor always leads to a memory.
        more = str(found[limit - 1][0]) if len(found) > limit else None
        return Page(tuple(memory for _, memory in found[:limit]), more, moments.notes)

    def _walk(
        self,
        connection: Connection,
        number: int,
        where: ColumnElement[bool],
        before: int | None,
        size: int,
    ) -> Iterator[tuple[int, Memory]]:
        """Walk a partition's memories with their sequence numbers, newest first."""
        while True:
            below = where if before is None else and_(where, memory_versions.c.seq < before)
            found = memories.page(connection, number, below, size)
            yield from ((seq, self._seen(memory)) for seq, memory in found)
            if len(found) < size:
                return
            before = found[-1][0]

    def history(self, memory_id: str, scope: Scope) -> History:
        """Return every version of a memory and what was done to it, oldest first."""
        ledger = self._engine.ledger
        with ledger.read() as connection:
            number, _ = self.find(connection, memory_id, scope, deleted=True)
            return History(
                tuple(memories.history(connection, number, memory_id)),
                tuple(ledger.operations_of(connection, number, memory_id)),
            )

    def reveal(self, memory_id: str, scope: Scope) -> str:
        """Return the secret that a vault memory stands for."""
        with self._engine.ledger.read() as connection:
            number, memory = self.find(connection, memory_id, scope)
            name = text_field(memory.fields, "vault_id") or _only_secret(memory)
            sealed = self._engine.ledger.sealed(connection, number, name) if name else None
        if sealed is None:
            raise UsageError(f"memory {memory_id!r} holds no vault value")
        return self._engine.vault.open(sealed, scope.partition.key)

    def stats(self) -> Stats:
        """Count what the store holds."""
        engine = self._engine
        with engine.ledger.read() as connection:
            counts = engine.ledger.counts(connection, engine.clock())
            waiting = len(engine.ledger.open_calls(connection))
            embedder = engine.ledger.fact(connection, "embedder")
            pending = len(extractions.pending(connection))
            usage = extractions.spent(connection)
            by_agent = extractions.by_agent(connection)
            by_scope = extractions.by_scope(connection)
        lag, down = engine.projector.lag(), engine.projector.error
        graph = engine.graph_projector
        vectors = 0
        try:
            vectors = engine.index.count()
        except StoreError as error:
            down = error
        return Stats(
            memories=counts.memories,
            turns=counts.turns,
            operations=counts.operations,
            partitions=counts.partitions,
            lag=engine.lag(),
            projections=(
                Projection("full text", 0),
                Projection("graph", 0) if graph is None else _told(graph, "graph"),
                Projection(VECTOR_INDEX, lag, None if down is None else str(down)),
            ),
            vectors=vectors,
            embedder=embedder or engine.settings.embedder,
            open_calls=waiting,
            pending=pending,
            usage=usage,
            usage_by_agent=by_agent,
            usage_by_scope=by_scope,
        )

    def find(
        self, connection: Connection, memory_id: object, scope: Scope, *, deleted: bool = False
    ) -> tuple[int, Memory]:
        """Return a memory with its partition's number, at its newest version.

        Raises:
            NotFoundError: there is none in this scope, or it was deleted and that counts.
        """
        if not isinstance(memory_id, str):
            raise NotFoundError(str(memory_id))
        try:
            storable(memory_id, "the id")
        except MessageError:
            raise NotFoundError(memory_id) from None
        number = self._engine.ledger.partition(connection, scope)
        memory = None if number is None else memories.get(connection, number, memory_id)
        if number is None or memory is None or (memory.deleted and not deleted):
            raise NotFoundError(memory_id)
        for asked, had in (
            (scope.agent_id, memory.agent_id),
            (scope.session_id, memory.session_id),
        ):
            if asked is not None and asked != had:
                raise NotFoundError(memory_id)
        return number, memory

    def _seen(self, memory: Memory) -> Memory:
        """Say that a memory has expired; nothing is written when its time runs out."""
        over = memory.valid_to is not None and memory.valid_to <= self._engine.clock()
        if memory.status is Status.CURRENT and over:
            return replace(memory, status=Status.EXPIRED)
        return memory

    def _condition(
        self, scope: Scope, options: ListOptions, moments: Moments
    ) -> ColumnElement[bool]:
        row = memory_versions.c
        status = options.get("status", "current")
        sight = Sight(self._engine.clock(), moments.as_of, moments.known_at, scope.agent_id)
        if status == Status.CURRENT:
            where = sight.condition()
        elif status is None:
            where = sight.anything()
        elif status == Status.EXPIRED:
            where = sight.expired()
        elif status in set(Status):
            where = and_(sight.anything(), row.status == status)
        else:
            raise UsageError(f"no such status {status!r}; one of: {', '.join(Status)}, or None")
        kinds = options.get("kinds")
        if kinds is not None:
            where = and_(where, row.kind.in_([kind.value for kind in kinds_of(kinds)]))
        if scope.session_id is not None:
            where = and_(where, row.session_id == scope.session_id)
        return where


def _told(projector: Projector, name: str) -> Projection:
    error = projector.error
    return Projection(name, projector.lag(), None if error is None else str(error))


def _only_secret(memory: Memory) -> str:
    """Return the vault's name of the one secret that a text has a placeholder for."""
    names = {found.id for found in placeholder.read(memory.text)}
    if len(names) > 1:
        raise UsageError(f"memory {memory.id!r} holds {len(names)} vault values, not one")
    return next(iter(names), "")


def _cursor(cursor: object) -> int | None:
    if cursor is None:
        return None
    digits = isinstance(cursor, str) and cursor.isascii() and cursor.isdigit()
    if not isinstance(cursor, str) or not digits or len(cursor) > CURSOR_DIGITS:
        raise UsageError(f"cursor {cursor!r} is not one that list returned")
    return int(cursor)
