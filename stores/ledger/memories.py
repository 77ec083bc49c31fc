"""Memory versions: written once, read at any moment of both clocks."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    Integer,
    and_,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from octomem.jsons import from_moment, moment
from octomem.memory import Kind, Memory, Status, Wanted
from octomem.messages import SKEW
from octomem.stores.ledger import embeddings
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.rows import COLUMNS, MEMORY, memory_of, memory_row
from octomem.stores.ledger.schema import links, memory_versions, turns
from octomem.stores.seams import Change, Encoded

MIXED = (Kind.CONTEXTUAL.value, Kind.PROCEDURAL.value)
"""Kinds whose text may change with a further turn: they belong to the agent that began them."""
Place = tuple[str | None, int]
"""Session id and position within the session, from 0."""
OVER = 200
"""How many facts that are over a look-up of `ended` returns at most."""
NEVER = frozenset({Status.RETRACTED, Status.EXPIRED})
PAST = tuple(status.value for status in Status if status not in NEVER)
"""The statuses of claims that did hold within their interval."""

# Statements that every call runs are made once: to build one and find its compiled form
# takes several times as long as to run it.
_row = memory_versions.c
_CLOSE = (
    update(memory_versions)
    .where(_row.memory_id == bindparam("id"), _row.recorded_to.is_(None))
    .values(recorded_to=bindparam("recorded"))
)
_INSERT = insert(memory_versions)
_VERSIONS = select(_row.memory_id, _row.version, _row.seq).where(among(_row.memory_id, "ids"))
_LAST = _VERSIONS.where(_row.recorded_to.is_(None))
_NEWEST = select(*MEMORY).where(among(_row.memory_id, "ids"), _row.recorded_to.is_(None))
_KIND = select(*MEMORY, _row.seq).where(
    _row.partition == bindparam("partition"),
    _row.kind == bindparam("kind"),
    _row.recorded_to.is_(None),
)
_BY_IDENTITY = _KIND.where(among(_row.identity, "identities", long=True))
_BY_SLOT = _KIND.where(among(_row.slot, "slots", long=True))
_BY_CLAIMS: dict[tuple[str, ...], Executable] = {
    ("identities",): _BY_IDENTITY,
    ("slots",): _BY_SLOT,
    ("identities", "slots"): union_all(_BY_IDENTITY, _BY_SLOT),
}
"""By the parameters that are given."""
_HELD = _KIND.where(_row.status == Status.CURRENT.value)
_BY_SUBJECT = _HELD.where(_row.identity >= bindparam("first"), _row.identity < bindparam("beyond"))
# CROSS JOIN keeps the order in which SQLite reads: otherwise it walks a whole partition.
_AT_POSITIONS = """
    SELECT memory.memory_id FROM json_each(?) AS place CROSS JOIN memory_versions AS memory
    WHERE memory.partition = ? AND memory.kind = 'episodic' AND memory.recorded_to IS NULL
    AND memory.position = CAST(json_extract(place.value, '$[1]') AS BIGINT)"""
# Two statements: PostgreSQL has no condition for a session and for none that an index answers.
_AT_PLACES = f"{_AT_POSITIONS} AND memory.session_id = json_extract(place.value, '$[0]')"
_AT_PLACES_OF_NONE = f"{_AT_POSITIONS} AND memory.session_id IS NULL"
_OF_SPANS = f"""
    SELECT {", ".join(f"memory.{column.name}" for column in COLUMNS)}, span.key AS place
    FROM json_each(:spans) AS span CROSS JOIN memory_versions AS memory
    WHERE memory.partition = :partition AND memory.recorded_to IS NULL
    AND memory.kind = json_extract(span.value, '$[0]') AND NOT memory.deleted
    AND memory.identity >= json_extract(span.value, '$[1]')
    AND memory.identity < json_extract(span.value, '$[2]')"""  # noqa: S608 - our own names
_SPAN = (*MEMORY, column("place", Integer))
_EVER_SPANNED = text(_OF_SPANS).columns(*_SPAN)
_SPANNED = text(f"{_OF_SPANS} AND memory.status = '{Status.CURRENT.value}'").columns(*_SPAN)
OWN = _row.partition + literal_column("0") == bindparam("partition")
"""Of a partition, for rows that other conditions find: by its index SQLite would walk all of it."""
_RESTING = (
    select(*MEMORY)
    .where(
        _row.memory_id.in_(
            select(links.c.source).where(
                links.c.type == "from_turn", among(links.c.target, "turns")
            )
        ),
        OWN,
        _row.recorded_to.is_(None),
        _row.deleted.is_(False),
    )
    .order_by(_row.seq)
)
_HOLDING = _HELD.where(_row.deleted.is_(False), _row.identity.like(bindparam("ends")))
_NAMES = select(*MEMORY).where(
    _row.partition == bindparam("partition"),
    literal_column(
        "memory_versions.recorded_to IS NULL AND memory_versions.kind = 'knowledge'"
        " AND replace(memory_versions.identity, '|alias', '') <> memory_versions.identity"
    ),
    _row.status == Status.CURRENT.value,
    _row.deleted.is_(False),
)
"""In the words of the index `memories_names`, which is read for it."""
_TAIL = (
    select(_row.memory_id)
    .where(_row.partition == bindparam("partition"), _row.seq > bindparam("after"))
    .distinct()
)
_IN_WINDOW = (
    select(_row.memory_id)
    .where(
        _row.partition == bindparam("partition"),
        _row.valid_from >= bindparam("start"),
        _row.valid_from < bindparam("end"),
        _row.recorded_to.is_(None),
    )
    .order_by(_row.valid_from, _row.seq)
    .limit(bindparam("limit"))
)
_LAST_SEQ = select(func.max(_row.seq))
_REFS = select(turns.c.id, turns.c.ref, turns.c.occurred_at).where(among(turns.c.id, "ids"))
_LINK = upsert(links).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Sight:
    """Which memories a question may see: whose, and at which moments."""

    now: datetime
    as_of: datetime | None = None
    known_at: datetime | None = None
    agent_id: str | None = None

    def condition(self) -> ColumnElement[bool]:
        """Write it as a condition on `memory_versions`: what holds at the moment asked about."""
        return holds(self.form, self.given)

    def expired(self) -> ColumnElement[bool]:
        """Write what nobody closed and whose time ran out by itself."""
        row = memory_versions.c
        held = row.status == Status.CURRENT.value
        ended = and_(row.valid_to.is_not(None), row.valid_to <= _bound("at", self.given))
        return and_(self.anything(), held, ended)

    def anything(self) -> ColumnElement[bool]:
        """Write only whose it is and when it was known, whatever became of it."""
        return _anything(self.form, self.given)

    @property
    def form(self) -> "Form":
        """What its condition says; what about is `given`."""
        return Form(self.as_of is not None, self.known_at is not None, self.agent_id is not None)

    @property
    def given(self) -> dict[str, str]:
        """The parameters of its condition."""
        given = {"at": moment(self.as_of or self.now)}
        if self.as_of is None:
            # Messages may be dated up to a day ahead of the clock; what is planned begins later.
            given["ahead"] = moment(self.now + SKEW)
        if self.known_at is not None:
            given["known_at"] = moment(self.known_at)
        if self.agent_id is not None:
            given["agent"] = self.agent_id
        return given


class Form(NamedTuple):
    """Which of its moments and owners a sight names: each form is one statement."""

    as_of: bool
    known_at: bool
    agent: bool


def _bound(name: str, given: Mapping[str, str]) -> BindParameter[str]:
    """Make a parameter, with its value where that is known already."""
    return bindparam(name, given[name]) if name in given else bindparam(name)


def holds(form: Form, given: Mapping[str, str]) -> ColumnElement[bool]:
    """Write that a version is seen; parameters that are not given are bound later."""
    row = memory_versions.c
    ended = or_(row.valid_to.is_(None), row.valid_to > _bound("at", given))
    if not form.as_of:
        begun = unindexed(row.valid_from) <= _bound("ahead", given)
        return and_(_anything(form, given), row.status == Status.CURRENT.value, begun, ended)
    begun = unindexed(row.valid_from) <= _bound("at", given)
    return and_(_anything(form, given), row.status.in_(PAST), begun, ended)


def unindexed(column: ColumnElement[str]) -> ColumnElement[str]:
    """Write a column that nearly every row of a partition satisfies, so that no index is read for it.

    SQLite would take the index of valid times for "has begun", and walk a partition by it.
    """
    return column.concat(literal_column("''"))


def _anything(form: Form, given: Mapping[str, str]) -> ColumnElement[bool]:
    row = memory_versions.c
    clauses: list[ColumnElement[bool]] = [row.deleted.is_(False), _recorded(form, given)]
    if form.known_at:
        clauses.append(~_deleted_since())
    if form.agent:
        agent = _bound("agent", given)
        same = and_(row.kind.not_in(MIXED), _said_by(agent))
        clauses.append(or_(row.agent_id == agent, same))
    return and_(*clauses)


def _recorded(form: Form, given: Mapping[str, str]) -> ColumnElement[bool]:
    row = memory_versions.c
    if not form.known_at:
        return row.recorded_to.is_(None)
    at = _bound("known_at", given)
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


def _said_by(agent: BindParameter[str]) -> ColumnElement[bool]:
    """Write that one of a memory's sources is a turn that the agent recorded."""
    return (
        select(links.c.source)
        .join(turns, turns.c.id == links.c.target)
        .where(
            links.c.type == "from_turn",
            links.c.source == memory_versions.c.memory_id,
            turns.c.agent_id == agent,
        )
        .exists()
    )


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
    if not memories:
        return [], []
    recorded = moment(now)
    last = _last_versions(connection, [memory.id for memory in memories])
    if last:
        connection.execute(_CLOSE, [{"id": name, "recorded": recorded} for name in last])
    versions = _numbered(memories, last, now)
    refs = _refs(connection, {turn for memory in memories for turn in memory.turns})
    versions = [replace(memory, last_seen=_last_told(memory, refs)) for memory in versions]
    rows = [
        memory_row(
            memory,
            partition=number,
            recorded=recorded,
            sources=[refs[turn][0] for turn in memory.turns],
            superseded=last[memory.id] > memory.version,
        )
        for memory in versions
    ]
    connection.execute(_INSERT, rows)
    told = [("from_turn", memory.id, turn) for memory in versions for turn in memory.turns]
    made = [("derived_from", memory.id, one) for memory in versions for one in memory.grounds]
    _link(connection, told + made)
    seqs = _seqs(connection, last)
    changes = [
        embeddings.with_vectors(
            Change(
                seq=seqs[memory.id, memory.version],
                partition=number,
                memory_id=memory.id,
                memory=None if memory.deleted else memory,
            ),
            encoded,
        )
        for memory in versions
    ]
    embeddings.put(connection, changes)
    return changes, [memory.version for memory in versions]


def _numbered(memories: Sequence[Memory], last: dict[str, int], now: datetime) -> list[Memory]:
    """Give each memory its version's number and time; `last` ends with the newest numbers."""
    numbered: list[Memory] = []
    for memory in memories:
        last[memory.id] = last.get(memory.id, 0) + 1
        numbered.append(replace(memory, version=last[memory.id], recorded_at=now))
    return numbered


def _last_versions(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    rows = connection.execute(_LAST, {"ids": listed(ids)})
    return {name: version for name, version, _ in rows}


def _seqs(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, int], int]:
    """Return the sequence numbers of memories' versions."""
    rows = connection.execute(_VERSIONS, {"ids": listed(ids)})
    return {(name, version): seq for name, version, seq in rows}


def link_replaced(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Note which memories took the place of which: (the new one, the old one)."""
    _link(connection, (("replaces", *pair) for pair in pairs))


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
    gone = set(turn_ids)
    given = {"partition": number, "turns": listed(gone)}
    found = [memory_of(one) for one in connection.execute(_RESTING, given).all()]
    return [memory for memory in found if gone & set(memory.turns)]


def of_session(
    connection: Connection, number: int, kind: Kind, session_id: str | None
) -> list[Memory]:
    """Return a session's memories of a kind, not deleted, in the ledger's order."""
    row = memory_versions.c
    query = select(*MEMORY).where(
        row.partition == number,
        row.kind == kind.value,
        row.session_id == session_id,  # IS NULL for None, which an index answers too
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
    wanted = listed(ids)
    rows = connection.execute(_NEWEST, {"ids": wanted}).all() if wanted else ()
    return {row[0]: memory_of(row) for row in rows}


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
    about: dict[str, object] = {"partition": number, "kind": kind.value}
    claims = {
        name: listed(sorted(values))
        for name, values in (("identities", wanted.identities), ("slots", wanted.slots))
        if values
    }
    asked: list[tuple[Executable, dict[str, object]]] = (
        [(_BY_CLAIMS[tuple(claims)], {**about, **claims})] if claims else []
    )
    asked += [  # "}" follows "|": everything between begins with the name and a bar
        (_BY_SUBJECT, {**about, "first": f"{name}|", "beyond": f"{name}}}"})
        for name in sorted(wanted.subjects)
    ]
    if wanted.all_current:
        asked.append((_HELD, about))
    found: dict[int, Memory] = {}
    for query, given in asked:  # one look-up each: joined by OR, SQLite would read the whole kind
        for one in connection.execute(query, given).all():
            found[one[-1]] = memory_of(one)
    return [found[seq] for seq in sorted(found)]


def naming(connection: Connection, number: int) -> list[Memory]:
    """Return the current memories that say which names are one and which are not, oldest first."""
    found = connection.execute(_NAMES.order_by(_row.seq), {"partition": number}).all()
    return [memory_of(one) for one in found]


def called(connection: Connection, number: int, firsts: Iterable[str]) -> list[Memory]:
    """Return the current facts and relations of everybody whose name begins with one of some words."""
    spans = [
        (kind.value, begin, beyond)
        for kind in (Kind.SEMANTIC, Kind.KNOWLEDGE)
        for first in sorted(set(firsts))
        # A name ends at a bar; "!" follows the space, "}" the bar.
        for begin, beyond in ((f"{first} ", f"{first}!"), (f"{first}|", f"{first}}}"))
    ]
    return _spanned(connection, number, spans)


def beginning(connection: Connection, number: int, parts: Iterable[str]) -> list[Memory]:
    """Return the current facts and relations of everybody whose name begins with one of some parts."""
    spans = [
        (kind.value, part, f"{part}\u007f")
        for kind in (Kind.SEMANTIC, Kind.KNOWLEDGE)
        for part in sorted(set(parts))
    ]
    return _spanned(connection, number, spans)


def relations(connection: Connection, number: int, begins: Iterable[str]) -> list[Memory]:
    """Return the relations whose identities begin with some words and a bar, over or not.

    What was retracted never was, and is left out.
    """
    spans = [(Kind.KNOWLEDGE.value, f"{each}|", f"{each}}}") for each in begins]
    found = _spanned(connection, number, spans, _EVER_SPANNED)
    return [memory for memory in found if memory.status is not Status.RETRACTED]


def _spanned(
    connection: Connection,
    number: int,
    spans: Sequence[tuple[str, str, str]],
    query: Executable = _SPANNED,
) -> list[Memory]:
    """Return the memories of spans, each a kind, an identity and the first one beyond.

    They are current ones, unless the query says otherwise.
    """
    if not spans:
        return []
    given = {"partition": number, "spans": json.dumps(spans)}
    rows = connection.execute(query, given).all()
    return [memory_of(row) for row in sorted(rows, key=itemgetter(-1))]


def holding(connection: Connection, number: int, relation: str, owner: str) -> list[Memory]:
    """Return the current relations of one name that somebody has to an owner, whichever way told."""
    given: dict[str, object] = {"partition": number, "kind": Kind.KNOWLEDGE.value}
    mutual = (Kind.KNOWLEDGE.value, f"{owner}|{relation}|", f"{owner}|{relation}}}")
    found = _spanned(connection, number, [mutual])
    ends = f"%|{relation}|{owner}"
    rows = connection.execute(_HOLDING, {**given, "ends": ends}).all()
    told = (memory_of(one) for one in rows)
    # A name may hold what LIKE takes for a pattern.
    return found + [one for one in told if one.identity.endswith(ends[1:])]


def ended(
    connection: Connection, number: int, sight: Sight, wanted: Wanted, ties: Iterable[str]
) -> list[Memory]:
    """Return facts that held and were over at the moment asked about, the newest versions first.

    They are those of the subjects and slots wanted, and who had some `ties` as identities have
    them: "mei dog", whoever was Mei's dog.
    """
    over = and_(
        _row.partition == number,
        _row.kind == Kind.SEMANTIC.value,
        sight.anything(),
        _row.status.in_(PAST),
        _row.valid_to <= _bound("at", sight.given),
    )
    # "}" follows "|": everything between begins with the name and a bar.
    which = [
        and_(_row.identity >= f"{name}|", _row.identity < f"{name}}}") for name in wanted.subjects
    ]
    which += [_row.slot == slot for slot in wanted.slots]
    which += [_row.identity.endswith(f"|{tie}|is|", autoescape=True) for tie in ties]
    found: dict[int, Memory] = {}
    for one in which:  # one look-up each: joined by OR, SQLite would read the whole kind
        query = select(*MEMORY, _row.seq).where(over, one).order_by((_row.seq + 0).desc())
        for row in connection.execute(query.limit(OVER)):
            found[row.seq] = memory_of(row)
    return [found[seq] for seq in sorted(found, reverse=True)]


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
    given = {"partition": number, "start": moment(start), "end": moment(end), "limit": limit}
    return list(connection.scalars(_IN_WINDOW, given))


def at_places(connection: Connection, number: int, places: Iterable[Place]) -> list[str]:
    """Return the episodic memories at (session, position) places."""
    wanted = set(places)
    outside = {place for place in wanted if place[0] is None}
    found: list[str] = []
    for query, some in ((_AT_PLACES, wanted - outside), (_AT_PLACES_OF_NONE, outside)):
        if some:
            given = (json.dumps(list(some)), number)
            found += [row[0] for row in connection.exec_driver_sql(query, given)]
    return found


def tail(connection: Connection, number: int, after: int) -> list[str]:
    """Return the partition's memories that a projection has not followed yet."""
    return list(connection.scalars(_TAIL, {"partition": number, "after": after}))


Steps = dict[str, tuple[int, int]]
"""Memories by id, each with the number of its last change among some, and its partition's."""


def steps_after(connection: Connection, after: int, limit: int, until: int | None = None) -> Steps:
    """Return the memories that the next changes are of, in the order of their last ones.

    None beyond `until` comes, if that is given.
    """
    row = memory_versions.c
    query = (
        select(row.seq, row.memory_id, row.partition)
        .where(row.seq > after, true() if until is None else row.seq <= until)
        .order_by(row.seq)
        .limit(limit)
    )
    last: Steps = {}
    for seq, name, number in connection.execute(query):
        last.pop(name, None)
        last[name] = seq, number
    return last


def changes_of(connection: Connection, steps: Steps) -> list[Change]:
    """Return what became of memories, in the order given, each at its newest; not of those erased since."""
    found = newest(connection, steps)
    stored = embeddings.of(connection, steps)
    return [
        Change(
            seq=seq,
            partition=number,
            memory_id=name,
            memory=None if found[name].deleted else found[name],
            vector=None if found[name].deleted else stored.get(name),
        )
        for name, (seq, number) in steps.items()
        if name in found
    ]


def changes_after(
    connection: Connection, after: int, limit: int, until: int | None = None
) -> list[Change]:
    """Return the next changes for a projection, in order, each memory at its newest.

    None beyond `until` comes, if that is given.
    """
    return changes_of(connection, steps_after(connection, after, limit, until))


def last_seq(connection: Connection) -> int:
    """Return the newest change's number."""
    return connection.scalar(_LAST_SEQ) or 0


def all_newest(connection: Connection, batch: int, after: int = 0) -> Iterator[list[Change]]:
    """Walk the memories changed `after` a change at their newest, in batches, oldest first."""
    while True:
        changes = changes_after(connection, after, batch)
        if not changes:
            return
        yield changes
        after = changes[-1].seq


def _refs(connection: Connection, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Return the callers' names of turns, and when each was said."""
    return {turn: (ref, at) for turn, ref, at in connection.execute(_REFS, {"ids": listed(ids)})}


def _last_told(memory: Memory, refs: Mapping[str, tuple[str, str]]) -> datetime | None:
    """Return when a memory was last told; moments are ordered as their texts are."""
    latest = max((refs[turn][1] for turn in memory.turns), default=None)
    return None if latest is None else from_moment(latest)


def _link(connection: Connection, found: Iterable[tuple[str, str, str]]) -> None:
    """Write links, each a type, a source and a target."""
    rows = [{"type": type_, "source": source, "target": target} for type_, source, target in found]
    if rows:
        connection.execute(_LINK, rows)
