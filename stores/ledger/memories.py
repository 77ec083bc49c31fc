"""Memory versions: written once, read at any moment of both clocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from octomem.jsons import moment
from octomem.memory import Kind, Memory, Status, Wanted
from octomem.messages import SKEW
from octomem.stores.ledger import token_vectors
from octomem.stores.ledger.among import among
from octomem.stores.ledger.places import Place, at
from octomem.stores.ledger.rows import MEMORY, memory_of, memory_row, vector_bytes, vector_of
from octomem.stores.ledger.schema import links, memory_versions, turns, vectors
from octomem.stores.seams import Change, Encoded, Vector

MIXED = (Kind.CONTEXTUAL.value, Kind.PROCEDURAL.value)
"""Kinds whose text may change with a further turn: they belong to the agent that began them."""
LATEST = 200
"""How many memories of a kind `current` returns at most."""
PAST = (Status.CURRENT.value, Status.CLOSED.value, Status.SUPERSEDED.value)
"""The statuses of claims that did hold within their interval."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Which memories a question may see: whose, and at which moments."""

    now: datetime
    as_of: datetime | None = None
    known_at: datetime | None = None
    agent_id: str | None = None

    def condition(self) -> ColumnElement[bool]:
        """Write it as a condition on `memory_versions`: what holds at the moment asked about."""
        row = memory_versions.c
        at = moment(self.as_of or self.now)
        ended = or_(row.valid_to.is_(None), row.valid_to > at)
        if self.as_of is None:
            # Messages may be dated up to a day ahead of the clock; what is planned begins later.
            begun = row.valid_from <= moment(self.now + SKEW)
            return and_(self.anything(), row.status == Status.CURRENT.value, begun, ended)
        return and_(self.anything(), row.status.in_(PAST), row.valid_from <= at, ended)

    def expired(self) -> ColumnElement[bool]:
        """Write what nobody closed and whose time ran out by itself."""
        row = memory_versions.c
        at = moment(self.as_of or self.now)
        held = row.status == Status.CURRENT.value
        return and_(self.anything(), held, row.valid_to.is_not(None), row.valid_to <= at)

    def anything(self) -> ColumnElement[bool]:
        """Write only whose it is and when it was known, whatever became of it."""
        row = memory_versions.c
        clauses: list[ColumnElement[bool]] = [row.deleted.is_(False), self._recorded()]
        if self.known_at is not None:
            clauses.append(~_deleted_since())
        if self.agent_id is not None:
            same = and_(row.kind.not_in(MIXED), _said_by(self.agent_id))
            clauses.append(or_(row.agent_id == self.agent_id, same))
        return and_(*clauses)

    def _recorded(self) -> ColumnElement[bool]:
        row = memory_versions.c
        if self.known_at is None:
            return row.recorded_to.is_(None)
        at = moment(self.known_at)
        return and_(row.recorded_from <= at, or_(row.recorded_to.is_(None), row.recorded_to > at))


def _deleted_since() -> ColumnElement[bool]:
    """Write that a memory was deleted later: then no earlier moment shows it either."""
    newest = memory_versions.alias("newest")
    return (
        select(newest.c.seq)
        .where(
            newest.c.memory_id == memory_versions.c.memory_id,
            newest.c.recorded_to.is_(None),
            newest.c.deleted.is_(True),
        )
        .exists()
    )


def _said_by(agent_id: str) -> ColumnElement[bool]:
    """Write that one of a memory's sources is a turn that the agent recorded."""
    return (
        select(links.c.source)
        .join(turns, turns.c.id == links.c.target)
        .where(
            links.c.type == "from_turn",
            links.c.source == memory_versions.c.memory_id,
            turns.c.agent_id == agent_id,
        )
        .exists()
    )


def visible(
    connection: Connection, number: int, ids: Iterable[str], sight: Sight
) -> dict[str, Memory]:
    """Return those of the given memories that lie in the partition and may be seen.

    This is where a scope is enforced: whatever an index answered, a memory of another
    partition does not come out of here.
    """
    query = select(*MEMORY).where(
        among(memory_versions.c.memory_id, ids),
        memory_versions.c.partition == number,
        sight.condition(),
    )
    return {row[0]: memory_of(row) for row in connection.execute(query)}


def write(
    connection: Connection,
    number: int,
    memories: Sequence[Memory],
    encoded: Mapping[str, Encoded],
    now: datetime,
) -> tuple[list[Change], list[int]]:
    """Write new versions and close the recorded interval of the ones before them.

    A version's number is the ledger's: one more than the newest there is. Returns the
    changes, and the versions' numbers in the same order.
    """
    recorded = moment(now)
    last = _last_versions(connection, [memory.id for memory in memories])
    refs = _refs(connection, {turn for memory in memories for turn in memory.turns})
    changes: list[Change] = []
    numbers: list[int] = []
    for proposed in memories:
        last[proposed.id] = last.get(proposed.id, 0) + 1
        memory = replace(proposed, version=last[proposed.id])
        numbers.append(memory.version)
        sources = [refs[turn] for turn in memory.turns]
        row = memory_row(memory, partition=number, recorded=recorded, sources=sources)
        connection.execute(
            update(memory_versions)
            .where(
                memory_versions.c.memory_id == memory.id,
                memory_versions.c.recorded_to.is_(None),
            )
            .values(recorded_to=recorded)
        )
        done = connection.execute(insert(memory_versions).values(row))
        seq = done.inserted_primary_key
        _link(connection, "from_turn", memory.id, memory.turns)
        change = Change(
            seq=seq[0] if seq else 0,
            partition=number,
            memory_id=memory.id,
            memory=None if memory.deleted else memory,
        )
        changes.append(with_vectors(change, encoded))
    put_vectors(connection, changes)
    gone = [change.memory_id for change in changes if change.memory is None]
    if gone:
        connection.execute(vectors.delete().where(vectors.c.memory_id.in_(gone)))
    return changes, numbers


def _last_versions(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    row = memory_versions.c
    query = select(row.memory_id, row.version).where(
        among(row.memory_id, ids), row.recorded_to.is_(None)
    )
    return {name: number for name, number in connection.execute(query)}  # noqa: C416 - rows


def link_replaced(connection: Connection, memory_id: str, replaced: Sequence[str]) -> None:
    """Note which memories a memory took the place of."""
    _link(connection, "replaces", memory_id, replaced)


def unlink(connection: Connection, number: int, turn_ids: Iterable[str]) -> None:
    """Take turns away from the memories that no longer name them; tombstones keep theirs."""
    row = memory_versions.c
    gone = list(turn_ids)
    kept = select(row.memory_id).where(
        row.partition == number, row.recorded_to.is_(None), row.deleted.is_(False)
    )
    connection.execute(
        links.delete().where(
            links.c.type == "from_turn", links.c.target.in_(gone), links.c.source.in_(kept)
        )
    )


def resting_on(connection: Connection, number: int, turn_ids: Iterable[str]) -> list[Memory]:
    """Return the memories, not deleted, that name one of the turns, in the ledger's order."""
    row = memory_versions.c
    gone = set(turn_ids)
    sources = select(links.c.source).where(
        links.c.type == "from_turn", links.c.target.in_(list(gone))
    )
    query = (
        select(*MEMORY)
        .where(
            row.memory_id.in_(sources),
            row.partition == number,
            row.recorded_to.is_(None),
            row.deleted.is_(False),
        )
        .order_by(row.seq)
    )
    found = [memory_of(one) for one in connection.execute(query)]
    return [memory for memory in found if gone & set(memory.turns)]


def of_session(
    connection: Connection, number: int, kind: Kind, session_id: str | None
) -> list[Memory]:
    """Return a session's memories of a kind, not deleted, in the ledger's order."""
    row = memory_versions.c
    query = select(*MEMORY).where(
        row.partition == number,
        row.kind == kind.value,
        row.session_id.is_not_distinct_from(session_id),
        row.recorded_to.is_(None),
        row.deleted.is_(False),
    )
    return [memory_of(one) for one in connection.execute(query.order_by(row.seq))]


def get(connection: Connection, number: int, memory_id: str) -> Memory | None:
    """Return a memory's newest version, deleted or not."""
    query = select(*MEMORY).where(
        memory_versions.c.memory_id == memory_id,
        memory_versions.c.partition == number,
        memory_versions.c.recorded_to.is_(None),
    )
    row = connection.execute(query).first()
    return memory_of(row) if row else None


def newest(connection: Connection, ids: Iterable[str]) -> dict[str, Memory]:
    """Return memories at their newest version, by id, of whatever partition."""
    query = select(*MEMORY).where(
        among(memory_versions.c.memory_id, ids), memory_versions.c.recorded_to.is_(None)
    )
    return {row[0]: memory_of(row) for row in connection.execute(query)}


def history(connection: Connection, number: int, memory_id: str) -> list[Memory]:
    """Return every version of a memory, oldest first."""
    query = (
        select(*MEMORY)
        .where(memory_versions.c.memory_id == memory_id, memory_versions.c.partition == number)
        .order_by(memory_versions.c.version)
    )
    return [memory_of(row) for row in connection.execute(query)]


def related(connection: Connection, number: int, kind: Kind, wanted: Wanted) -> list[Memory]:
    """Return the newest versions an agent must see before it decides, deleted ones included."""
    row = memory_versions.c
    held = row.status == Status.CURRENT.value
    parts: list[ColumnElement[bool]] = []
    for column, values in ((row.identity, wanted.identities), (row.slot, wanted.slots)):
        if values:
            parts.append(column.in_(sorted(values)))
    parts += [  # "}" follows "|": everything between begins with the name and a bar
        and_(held, row.identity >= f"{name}|", row.identity < f"{name}}}")
        for name in sorted(wanted.subjects)
    ]
    if wanted.all_current:
        parts.append(held)
    newest = select(*MEMORY, row.seq).where(
        row.partition == number, row.kind == kind.value, row.recorded_to.is_(None)
    )
    found: dict[int, Memory] = {}
    for part in parts:  # one look-up each: joined by OR, SQLite would read every row of the kind
        for one in connection.execute(newest.where(part)):
            found[one.seq] = memory_of(one)
    return [found[seq] for seq in sorted(found)]


def current(
    connection: Connection,
    number: int,
    kind: Kind,
    sight: Sight,
    *,
    session: str | None = None,
) -> list[Memory]:
    """Return the `LATEST` that may be seen of a kind, of one session or of all, newest first."""
    row = memory_versions.c
    here = true() if session is None else row.session_id == session
    return _newest_first(connection, number, and_(row.kind == kind.value, here), sight, LATEST)


def latest(
    connection: Connection, number: int, kind: Kind, sight: Sight, limit: int
) -> list[Memory]:
    """Return the latest that may be seen of a kind, newest first."""
    where = memory_versions.c.kind == kind.value
    return _newest_first(connection, number, where, sight, limit)


def _newest_first(
    connection: Connection, number: int, where: ColumnElement[bool], sight: Sight, limit: int
) -> list[Memory]:
    row = memory_versions.c
    query = select(*MEMORY).where(row.partition == number, where, sight.condition())
    found = connection.execute(query.order_by(row.seq.desc()).limit(limit))
    return [memory_of(one) for one in found]


def page(
    connection: Connection, number: int, where: ColumnElement[bool], limit: int
) -> list[tuple[int, Memory]]:
    """Return memories with their sequence numbers, newest first."""
    row = memory_versions.c
    query = select(*MEMORY, row.seq).where(row.partition == number, where)
    rows = connection.execute(query.order_by(row.seq.desc()).limit(limit))
    return [(found.seq, memory_of(found)) for found in rows]


def in_window(
    connection: Connection, number: int, start: datetime, end: datetime, limit: int
) -> list[str]:
    """Return memories whose valid time begins within a window, earliest first."""
    row = memory_versions.c
    query = (
        select(row.memory_id)
        .where(
            row.partition == number,
            row.valid_from >= moment(start),
            row.valid_from < moment(end),
            row.recorded_to.is_(None),
        )
        .order_by(row.valid_from, row.seq)
        .limit(limit)
    )
    return list(connection.scalars(query))


def at_places(connection: Connection, number: int, places: Iterable[Place]) -> list[str]:
    """Return the episodic memories at (session, position) places."""
    row = memory_versions.c
    query = select(row.memory_id).where(
        row.partition == number, row.kind == Kind.EPISODIC.value, row.recorded_to.is_(None)
    )
    return [
        memory_id
        for part in at(query, row.session_id, row.position, places)
        for memory_id in connection.scalars(part)
    ]


def vectors_of(connection: Connection, ids: Iterable[str]) -> dict[str, Vector]:
    """Return stored vectors by memory id."""
    query = select(vectors.c.memory_id, vectors.c.vector).where(among(vectors.c.memory_id, ids))
    return {name: vector_of(data) for name, data in connection.execute(query)}


def with_vectors(change: Change, encoded: Mapping[str, Encoded]) -> Change:
    """Give a change what was encoded of its memory's text; turns get their tokens as well."""
    found = None if change.memory is None else encoded.get(change.memory.searchable)
    if change.memory is None or found is None:
        return change
    tokens = found.tokens if change.memory.kind is Kind.EPISODIC else None
    return replace(change, vector=found.vector, tokens=tokens)


def put_vectors(connection: Connection, changes: Sequence[Change]) -> None:
    """Store the changes' vectors and their tokens', in place of older ones."""
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
        statement = upsert(vectors)
        replacing = statement.on_conflict_do_update(
            index_elements=["memory_id"], set_={"vector": statement.excluded.vector}
        )
        connection.execute(replacing, rows)
    token_vectors.put(connection, changes)


def tail(connection: Connection, number: int, after: int) -> list[str]:
    """Return the partition's memories that a projection has not followed yet."""
    query = (
        select(memory_versions.c.memory_id)
        .where(memory_versions.c.partition == number, memory_versions.c.seq > after)
        .distinct()
    )
    return list(connection.scalars(query))


def changes_after(connection: Connection, after: int, limit: int) -> list[Change]:
    """Return the next changes for a projection, in order, each memory at its newest."""
    row = memory_versions.c
    query = (
        select(row.seq, row.memory_id, row.partition)
        .where(row.seq > after)
        .order_by(row.seq)
        .limit(limit)
    )
    steps = connection.execute(query).all()
    last = {name: (seq, number) for seq, name, number in steps}
    found = newest(connection, last)
    stored = vectors_of(connection, last)
    changes = [
        Change(
            seq=seq,
            partition=number,
            memory_id=name,
            memory=None if found[name].deleted else found[name],
            vector=None if found[name].deleted else stored.get(name),
        )
        for name, (seq, number) in last.items()
        if name in found
    ]
    return sorted(changes, key=lambda change: change.seq)


def last_seq(connection: Connection) -> int:
    """Return the newest change's number."""
    return connection.scalar(select(func.max(memory_versions.c.seq))) or 0


def all_newest(connection: Connection, batch: int, after: int = 0) -> Iterator[list[Change]]:
    """Walk the memories changed `after` a change at their newest, in batches, oldest first."""
    while True:
        changes = changes_after(connection, after, batch)
        if not changes:
            return
        yield changes
        after = changes[-1].seq


def _refs(connection: Connection, ids: set[str]) -> dict[str, str]:
    query = select(turns.c.id, turns.c.ref).where(turns.c.id.in_(ids))
    return dict(connection.execute(query).all())


def _link(connection: Connection, type_: str, source: str, targets: Sequence[str]) -> None:
    if targets:
        connection.execute(
            upsert(links).on_conflict_do_nothing(),
            [{"type": type_, "source": source, "target": target} for target in targets],
        )
