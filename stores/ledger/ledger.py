"""The ledger: the one durable, ordered truth; everything else is a projection of it."""

import json
import uuid
from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from octomem.errors import StoreError
from octomem.jsons import from_moment, moment
from octomem.memory import Kind
from octomem.operation import Action, Operation, Proposal
from octomem.scope import Scope
from octomem.stores.ledger import extractions, memories, turns
from octomem.stores.ledger.database import Database
from octomem.stores.ledger.extractions import Extraction
from octomem.stores.ledger.postgres import PostgresAddress, PostgresDatabase
from octomem.stores.ledger.rows import operation_of
from octomem.stores.ledger.schema import (
    calls,
    facts,
    memory_versions,
    operations,
    partitions,
    progress,
    sealed_values,
)
from octomem.stores.ledger.schema import turns as turns_table
from octomem.stores.ledger.turns import NewCall, NewTurn
from octomem.stores.seams import Change, Encoded, FullText, Graph
from octomem.stores.vault.vault import Sealed
from octomem.telemetry import counted, traced
from octomem.turn import Turn

# Made once, as in `memories`.
_WRITES = "octomem_writes"
LAST = 100
"""How many of the last turns and operations are looked at for the latest moment."""
_ALL = "*"
"""The option of a transaction that says whose partition it writes, and its value for all."""
_NUMBER = select(partitions.c.number).where(partitions.c.key == bindparam("key"))
_NEWEST = select(func.max(memory_versions.c.seq)).where(
    memory_versions.c.partition == partitions.c.number
)
_STANDING = select(partitions.c.number, _NEWEST.scalar_subquery()).where(
    partitions.c.key == bindparam("key")
)
_HEAD = select(partitions.c.head).where(partitions.c.number == bindparam("number"))
_NEWEST_OPERATION = select(func.coalesce(func.max(operations.c.seq), 0)).where(
    operations.c.partition == bindparam("of")
)
_MOVE_HEAD = (
    update(partitions)
    .where(partitions.c.number == bindparam("of"))
    .values(head=_NEWEST_OPERATION.scalar_subquery())
)
_FINISH = (  # one that is extracted again is committed already, and keeps its time
    update(calls)
    .where(calls.c.id == bindparam("call"), calls.c.committed_at.is_(None))
    .values(committed_at=bindparam("at"))
)
_RECORDED = select(calls.c.id).where(calls.c.id == bindparam("call"))
_COMMITTED = select(calls.c.committed_at).where(calls.c.id == bindparam("call"))
_SEALED = select(sealed_values).where(sealed_values.c.partition == bindparam("partition"))
_FOLLOWED = select(progress.c.seq).where(progress.c.projection == bindparam("projection"))
_LATEST = select(
    *(
        select(
            func.max(select(at.label("at")).order_by(seq.desc()).limit(LAST).subquery().c.at)
        ).scalar_subquery()
        for seq, at in (
            (turns_table.c.seq, turns_table.c.recorded_at),
            (operations.c.seq, operations.c.at),
        )
    )
)
_LOG = insert(operations)


class Standing(NamedTuple):
    """How far a partition has come in a snapshot."""

    number: int | None
    """None where nothing was ever recorded in it."""
    newest: int | None = None
    """Its newest version's number, where that is known."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A `process()` whose turns are recorded and whose operations are not committed yet."""

    id: str
    scope: Scope
    partition: int
    """Its number."""
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """What one transaction writes."""

    proposals: Sequence[Proposal]
    at: datetime
    """The recorded clock's time."""
    call_id: str | None = None
    """The call that these proposals finish."""
    encoded: Mapping[str, Encoded] = field(default_factory=dict[str, Encoded])
    """By searchable text, for memories that are new or say something else than before."""
    extraction: Extraction | None = None
    """What a language model was asked for it."""
    partition: int | None = None
    """The partition's number, where it is known."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    memories: dict[str, int]
    """Current memories by kind."""
    turns: int
    operations: int
    partitions: int


class Ledger:
    """The ledger in a folder's SQLite file or, where `server` is given, in PostgreSQL.

    Every method that takes a connection joins its transaction. `full_text` and `graph` follow
    in the same transaction as the change itself.
    """

    def __init__(
        self,
        folder: Path,
        *,
        full_text: FullText,
        graph: Graph,
        read_only: bool = False,
        server: PostgresAddress | None = None,
    ) -> None:
        self._database = (
            Database(folder, read_only=read_only)
            if server is None
            else PostgresDatabase(server, read_only=read_only)
        )
        self._full_text = full_text
        self._graph = graph

    @property
    def shared(self) -> bool:
        """Whether other processes may write it too."""
        return self._database.shared

    @property
    def following(self) -> AbstractContextManager[object]:
        """The lock held while a projection follows a batch, or while nothing may follow."""
        return self._database.following

    def read(self, *, patient: bool = False) -> AbstractContextManager[Connection]:
        """Give a snapshot of one moment; `patient` where no recall waits for it."""
        return self._database.read(patient=patient)

    def look(self) -> AbstractContextManager[Connection]:
        """Give a connection for a statement or two that need not be of one moment."""
        return self._database.look()

    @contextmanager
    def write(self, scope: Scope | None = None, *, alone: bool = False) -> Generator[Connection]:
        """Give a write transaction; it is durable when its block ends.

        Whoever writes memories says whose, and waits until no other transaction writes that
        partition; or writes `alone`. Without either there is nothing that others wait for.
        """
        key = None if scope is None else scope.partition.key
        with self._database.write(key, alone=alone) as connection:
            yield connection.execution_options(**{_WRITES: _ALL if alone else key})

    def settled(self) -> int | None:
        """Return the number up to which no version can come any more, None where that is any."""
        return self._database.settled()

    def close(self) -> None:
        """Close the file and give the writer's lock back."""
        self._database.close()

    def compact(self) -> None:
        """Write the file anew, so that no byte of a deleted row stays on the disk."""
        self._database.compact()

    def partition(self, connection: Connection, scope: Scope) -> int | None:
        """Return a partition's number, or None where nothing was ever recorded in it."""
        return connection.scalar(_NUMBER, {"key": scope.partition.key})

    def standing(self, connection: Connection, scope: Scope) -> Standing:
        """Return a partition's number with that of its newest version, in one look."""
        row = connection.execute(_STANDING, {"key": scope.partition.key}).first()
        return Standing(None) if row is None else Standing(*row)

    def head(self, connection: Connection, number: int) -> int:
        """Return the partition's last operation: it moves with every commit."""
        return connection.scalar(_HEAD, {"number": number}) or 0

    @traced("octomem.ledger.record")
    def record(
        self,
        scope: Scope,
        given: Sequence[NewTurn],
        sealed: Sequence[Sealed],
        now: datetime,
    ) -> tuple[OpenCall, tuple[Turn, ...]]:
        """Write a call's turns and vault values in one transaction, before anything else.

        Returns the call, and those of its turns that still are to be processed.
        """
        call_id = f"c_{uuid.uuid4().hex}"
        with self.write(scope) as connection:
            number = self._claim_partition(connection, scope)
            self.keep_sealed(connection, number, sealed)
            call = NewCall(call_id, scope, number, now)
            recorded = turns.record(connection, call, given)
        return OpenCall(call_id, scope, number, recorded.turns), recorded.fresh

    def latest(self, connection: Connection) -> datetime | None:
        """Return when something was last recorded, of any partition; None in an empty ledger.

        Only the end of the ledger is looked at, where all that is new is. A damaged moment is none.
        """
        found = [text for text in connection.execute(_LATEST).one() if text is not None]
        with suppress(ValueError):
            return from_moment(max(found)) if found else None
        return None

    def time(self, connection: Connection) -> datetime:
        """Return the present by the clock of the server that several processes share."""
        return self._database.time(connection)

    def open_calls(self, connection: Connection) -> list[str]:
        """Return the calls that were recorded and never committed, oldest first."""
        query = (
            select(calls.c.id).where(calls.c.committed_at.is_(None)).order_by(calls.c.recorded_at)
        )
        return list(connection.scalars(query))

    @traced("octomem.ledger.commit", counted)
    def commit(self, connection: Connection, scope: Scope, given: Commit) -> list[Operation]:
        """Write operations, memory versions, vectors, links and in-file projections together.

        Raises:
            RuntimeError: the transaction did not say whose partition it writes, so that
                another may be writing it too.
        """
        if connection.get_execution_options().get(_WRITES) not in {_ALL, scope.partition.key}:
            raise RuntimeError(f"a commit to {scope} needs write(scope) or write(alone=True)")
        if given.call_id is not None and not self._is_recorded(connection, given.call_id):
            raise StoreError(
                "the call's turns were erased by forget() before it could be committed",
                store="ledger",
                operation="commit",
            )
        number = given.partition or self._claim_partition(connection, scope)
        written = [memory for proposal in given.proposals for memory in proposal.writes]
        changes, versions = memories.write(connection, number, written, given.encoded, given.at)
        self.project(connection, changes)
        logged = _log(connection, number, given, versions)
        connection.execute(_MOVE_HEAD, {"of": number})
        if given.call_id is not None:
            connection.execute(_FINISH, {"call": given.call_id, "at": moment(given.at)})
        if given.extraction is not None:
            extractions.note(connection, number, given.extraction, given.at)
        return logged

    def finished(self, connection: Connection, call_id: str) -> list[Operation] | None:
        """Return what a call did, where another process has finished it meanwhile; else None."""
        if connection.scalar(_COMMITTED, {"call": call_id}) is None:
            return None
        query = select(operations).where(operations.c.call_id == call_id).order_by(operations.c.seq)
        return [operation_of(row) for row in connection.execute(query).mappings()]

    def operations_of(self, connection: Connection, number: int, memory_id: str) -> list[Operation]:
        """Return what happened to a memory, oldest first."""
        query = (
            select(operations)
            .where(operations.c.memory_id == memory_id, operations.c.partition == number)
            .order_by(operations.c.seq)
        )
        return [operation_of(row) for row in connection.execute(query).mappings()]

    def refollow(self, connection: Connection, batch: int) -> None:
        """Empty the in-file projections and fill them anew from the ledger."""
        self._full_text.reset(connection)
        self._graph.reset(connection)
        for changes in memories.all_newest(connection, batch):
            self.project(connection, changes)

    def project(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Let the projections that share the file follow."""
        self._full_text.apply(connection, changes)
        self._graph.apply(connection, changes)

    def sealed(self, connection: Connection, number: int, name: str) -> Sealed | None:
        """Return an encrypted vault value."""
        row = (
            connection.execute(
                select(sealed_values).where(
                    sealed_values.c.partition == number, sealed_values.c.id == name
                )
            )
            .mappings()
            .first()
        )
        return None if row is None else _sealed(row)

    def all_sealed(self, connection: Connection, number: int | None) -> list[Sealed]:
        """Return a partition's encrypted vault values; None has none."""
        if number is None:
            return []
        rows = connection.execute(_SEALED, {"partition": number}).mappings()
        return [_sealed(row) for row in rows]

    def keep_sealed(self, connection: Connection, number: int, sealed: Sequence[Sealed]) -> None:
        """Keep encrypted vault values; one that is there already stays."""
        if sealed:
            _keep_sealed(connection, number, sealed)

    def any_sealed(self, connection: Connection) -> bool:
        """Return whether the vault holds anything at all."""
        return connection.scalar(select(sealed_values.c.id).limit(1)) is not None

    def followed(self, connection: Connection, projection: str) -> int:
        """Return how far a lagging projection has come."""
        return connection.scalar(_FOLLOWED, {"projection": projection}) or 0

    def set_followed(self, connection: Connection, projection: str, seq: int) -> None:
        """Note how far a lagging projection has come."""
        row = {"projection": projection, "seq": seq}
        connection.execute(
            upsert(progress)
            .values(row)
            .on_conflict_do_update(index_elements=["projection"], set_={"seq": seq})
        )

    def fact(self, connection: Connection, name: str) -> str | None:
        """Return what the store was made with: `embedder`, `dimension`."""
        return connection.scalar(select(facts.c.value).where(facts.c.name == name))

    def set_fact(self, connection: Connection, name: str, value: str) -> None:
        """Note what the store is made with."""
        row = {"name": name, "value": value}
        connection.execute(
            upsert(facts).values(row).on_conflict_do_update(index_elements=["name"], set_=row)
        )

    def counts(self, connection: Connection, now: datetime) -> Counts:
        """Count what the store holds."""
        row = memory_versions.c
        held = memories.Sight(now).condition()
        by_kind = select(row.kind, func.count()).where(held).group_by(row.kind)
        found: dict[str, int] = dict(connection.execute(by_kind).all())
        rows = [
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (turns_table, operations, partitions)
        ]
        return Counts({kind.value: found.get(kind.value, 0) for kind in Kind}, *rows)

    def open_call(self, connection: Connection, call_id: str) -> OpenCall:
        """Return a call as it was recorded, to finish it."""
        found = turns.of_call(connection, call_id)
        partition = connection.execute(
            select(partitions.c.number, partitions.c.key)
            .join(calls, calls.c.partition == partitions.c.number)
            .where(calls.c.id == call_id)
        ).first()
        number, key = partition or (0, "[null, null]")
        org_id, user_id = json.loads(key)
        first = found[0] if found else None
        scope = Scope(
            org_id=org_id,
            user_id=user_id,
            agent_id=first.agent_id if first else None,
            session_id=first.session_id if first else None,
        )
        return OpenCall(call_id, scope, number, found)

    def _is_recorded(self, connection: Connection, call_id: str) -> bool:
        return connection.scalar(_RECORDED, {"call": call_id}) is not None

    def _claim_partition(self, connection: Connection, scope: Scope) -> int:
        number = self.partition(connection, scope)
        if number is not None:
            return number
        done = connection.execute(insert(partitions).values(key=scope.partition.key))
        made = done.inserted_primary_key
        assert made is not None  # noqa: S101 - a single-row insert always has one
        return int(made[0])


def _sealed(row: RowMapping) -> Sealed:
    return Sealed(row["id"], row["label"], row["sensitivity"], row["nonce"], row["ciphertext"])


def _keep_sealed(connection: Connection, number: int, sealed: Sequence[Sealed]) -> None:
    rows = [
        {
            "partition": number,
            "id": value.id,
            "label": value.label,
            "sensitivity": value.sensitivity,
            "nonce": value.nonce,
            "ciphertext": value.ciphertext,
        }
        for value in sealed
    ]
    connection.execute(upsert(sealed_values).on_conflict_do_nothing(), rows)


def _log(
    connection: Connection, number: int, given: Commit, versions: Sequence[int]
) -> list[Operation]:
    """Write down what was decided, in order; `versions` are those of all writes."""
    numbers = iter(versions)
    firsts = [[next(numbers) for _ in each.writes][:1] for each in given.proposals]
    logged = [
        Operation(
            id=f"o_{uuid.uuid4().hex}",
            action=proposal.action,
            agent=proposal.agent,
            memory_id=proposal.memory_id,
            text=proposal.text,
            reason=proposal.reason,
            replaces=proposal.replaces,
            at=given.at,
        )
        for proposal in given.proposals
    ]
    rows = [
        {
            "id": operation.id,
            "partition": number,
            "call_id": given.call_id,
            "action": operation.action.value,
            "agent": operation.agent.value,
            "memory_id": operation.memory_id,
            "version": first[0] if first else None,
            "text": operation.text,
            "reason": operation.reason,
            "replaces": list(operation.replaces),
            "at": moment(given.at),
        }
        for operation, first in zip(logged, firsts, strict=True)
    ]
    if rows:
        connection.execute(_LOG, rows)
    memories.link_replaced(
        connection,
        (
            (proposal.memory_id, replaced)
            for proposal in given.proposals
            if proposal.memory_id is not None and proposal.action is Action.SUPERSEDE
            for replaced in proposal.replaces
        ),
    )
    return logged
