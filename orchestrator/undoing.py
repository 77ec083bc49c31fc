"""Reversing an operation by a new one: nothing is rewritten, what was known then stays so."""

from dataclasses import replace

from sqlalchemy import Connection

from octomem.errors import NotFoundError, UndoError
from octomem.memory import Memory, Status, Wanted
from octomem.operation import Action, Operation, Proposal
from octomem.orchestrator.browse import Browse
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.options import ScopeIds, scope_of
from octomem.scope import Scope
from octomem.stores.ledger import derived, memories, undoing
from octomem.stores.ledger.ledger import Commit


class Undoing:
    """`undo`, on an open engine."""

    def __init__(self, engine: Engine, browse: Browse) -> None:
        self._engine = engine
        self._browse = browse

    def undo(self, operation_id: str, ids: ScopeIds) -> Operation:
        """Write every memory that an operation changed as it was before; embedding holds no lock."""
        engine, scope = self._engine, scope_of(ids)
        engine.check_embedder()
        with engine.ledger.read() as connection:
            restored = self._proposal(connection, operation_id, scope).writes
        encoded = engine.encode(memory.searchable for memory in restored if not memory.deleted)
        with engine.ledger.write(scope) as connection:
            proposal = self._proposal(connection, operation_id, scope)
            commit = Commit([proposal], engine.moment(connection), encoded=encoded)
            done = engine.commit(connection, scope, commit)
        engine.reader.clear()
        engine.wake()
        return done[0]

    def _proposal(self, connection: Connection, operation_id: str, scope: Scope) -> Proposal:
        number, operation = self._find(connection, operation_id, scope)
        written = undoing.written(connection, number, operation.id)
        if not written:
            raise UndoError(f"operation {operation.id!r} wrote nothing that could be undone")
        self._check_as_left(connection, number, operation, written)
        restored = tuple(_restored(connection, memory) for memory in _first_of_each(written))
        restored = _grounded(connection, restored)
        _check_alone(connection, number, operation, restored)
        return Proposal(
            Action.UNDO,
            operation.agent,
            f"undoes {operation.action.value}: {operation.reason}",
            restored[0].text,
            operation.memory_id,
            (operation.id,),
            restored,
        )

    def _find(
        self, connection: Connection, operation_id: object, scope: Scope
    ) -> tuple[int, Operation]:
        number = self._engine.ledger.partition(connection, scope)
        known = number is not None and isinstance(operation_id, str)
        found = undoing.find(connection, number, operation_id) if known else None  # type: ignore[arg-type]
        if number is None or found is None:
            raise NotFoundError(str(operation_id), what="operation")
        if found.memory_id is not None:
            try:
                self._browse.find(connection, found.memory_id, scope, deleted=True)
            except NotFoundError:
                raise NotFoundError(found.id, what="operation") from None
        return number, found

    @staticmethod
    def _check_as_left(
        connection: Connection, number: int, operation: Operation, written: list[Memory]
    ) -> None:
        """Refuse to take away what something else was built on; what only followed does not count.

        Raises:
            UndoError: names the operation to undo first.
        """
        left = {memory.id: memory for memory in written}
        newest = memories.newest(connection, left)
        changed = [
            now
            for now in newest.values()
            if _state(now) != _state(left[now.id])
            and not derived.only_followed(connection, number, left[now.id])
        ]
        if not changed:
            return
        after = changed[0]
        by = undoing.undone_by(connection, number, operation)
        first = undoing.last_writer(connection, number, after)
        if by is not None and by == first:
            raise UndoError(
                f"operation {operation.id!r} was undone already, by {by!r}; undo that to bring "
                "it back",
                first=by,
            )
        raise UndoError(
            f"memory {after.id!r} was changed again after operation {operation.id!r}; undo "
            f"{first!r} first",
            first=first,
        )


def _check_alone(
    connection: Connection, number: int, operation: Operation, restored: tuple[Memory, ...]
) -> None:
    """Refuse to bring back what has a rival by now: deleted, and told otherwise since.

    Raises:
        UndoError: names the rival.
    """
    ids = {memory.id for memory in restored}
    for memory in restored:
        if memory.status is not Status.CURRENT or memory.deleted:
            continue
        wanted = Wanted(
            frozenset({memory.identity}), frozenset({memory.slot} if memory.slot else ())
        )
        for other in memories.related(connection, number, memory.kind, wanted):
            holds = other.status is Status.CURRENT and not other.deleted
            if holds and other.id not in ids and _overlap(memory, other):
                raise UndoError(
                    f"undoing operation {operation.id!r} would bring back {memory.text!r} beside "
                    f"memory {other.id!r} ({other.text!r}); delete that first"
                )


def _grounded(connection: Connection, memories_: tuple[Memory, ...]) -> tuple[Memory, ...]:
    """Let what comes back rest on what holds: its other grounds were lost without it."""
    state = {memory.id: memory for memory in memories_}
    state |= memories.newest(
        connection, {name for one in memories_ for name in one.grounds if name not in state}
    )

    def holds(name: str) -> bool:
        ground = state.get(name)
        return ground is not None and ground.status is Status.CURRENT and not ground.deleted

    return tuple(
        replace(one, grounds=tuple(filter(holds, one.grounds)))
        if one.status is Status.CURRENT
        else one
        for one in memories_
    )


def _overlap(one: Memory, other: Memory) -> bool:
    """Tell whether two claims hold at a same moment."""
    begins = max(one.valid_from, other.valid_from)
    return all(memory.valid_to is None or memory.valid_to > begins for memory in (one, other))


def _state(memory: Memory) -> Memory:
    """Return what a version says, without when it was written: an undo of an undo says the same."""
    return replace(memory, version=0, recorded_at=memory.valid_from)


def _first_of_each(written: list[Memory]) -> list[Memory]:
    """Return the first version that was written of each memory: what was before it, is restored."""
    found: dict[str, Memory] = {}
    for memory in written:
        found.setdefault(memory.id, memory)
    return list(found.values())


def _restored(connection: Connection, memory: Memory) -> Memory:
    """Return a memory as it was before a version; one that was not there is taken back."""
    earlier = undoing.before(connection, memory)
    if earlier is None:
        return replace(memory, status=Status.RETRACTED, version=memory.version + 1)
    return replace(earlier, version=memory.version + 1)
