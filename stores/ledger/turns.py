"""Recording verbatim turns, exactly once."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from octomem.errors import TurnConflictError
from octomem.jsons import JSON, moment
from octomem.memory import Kind
from octomem.scope import Scope
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.rows import attachments_json, canonical, turn_of
from octomem.stores.ledger.schema import calls, memory_versions, turns
from octomem.turn import Attachment, Role, Turn


def is_deleted() -> ColumnElement[bool]:
    """Write that the episodic memory of a turn was deleted."""
    row = memory_versions.c
    return exists().where(
        row.partition == turns.c.partition,
        row.kind == Kind.EPISODIC.value,
        row.identity == turns.c.id,
        row.recorded_to.is_(None),
        row.deleted.is_(True),
    )


# Made once, as in `memories`.
_KNOWN = (
    select(turns, calls.c.committed_at)
    .join(calls, calls.c.id == turns.c.call_id)
    .where(among(turns.c.id, "ids"))
)
_CALL = insert(calls)
_INSERT = insert(turns)
_BY_ID = select(turns).where(among(turns.c.id, "ids"))
_OF_TURN = turns.alias("of_turn")


def _here(in_session: bool) -> ColumnElement[bool]:
    """Write that a turn is of the session given, or of none.

    Two forms, since PostgreSQL has no condition for both that an index answers.
    """
    column = turns.c.session_id
    return column == bindparam("session") if in_session else column.is_(None)


@cache
def _before(in_session: bool) -> Select[Any]:
    own = select(_OF_TURN.c.partition).where(_OF_TURN.c.id == bindparam("id"))
    return (
        select(turns)
        .where(
            turns.c.partition == own.scalar_subquery(),
            _here(in_session),
            turns.c.position < bindparam("position"),
            ~is_deleted(),
        )
        .order_by(turns.c.position.desc())
        .limit(bindparam("limit"))
    )


@cache
def _last_said(in_session: bool) -> Select[Any]:
    own = turns.c.partition == bindparam("partition")
    query = select(turns.c.text).where(own, _here(in_session), ~is_deleted())
    return query.order_by(turns.c.position.desc()).limit(1)


@cache
def _last_position(in_session: bool) -> Select[Any]:
    own = turns.c.partition == bindparam("partition")
    return select(func.max(turns.c.position)).where(own, _here(in_session))


@cache
def _first_digest(in_session: bool) -> Select[Any]:
    own = turns.c.partition == bindparam("partition")
    query = select(turns.c.digest).where(own, _here(in_session))
    return query.order_by(turns.c.position).limit(1)


@cache
def _said_at(in_session: bool) -> Select[Any]:
    own = turns.c.partition == bindparam("partition")
    return select(turns).where(own, _here(in_session), among(turns.c.occurred_at, "times"))


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A turn about to be recorded, its secrets already cut out."""

    message_id: str | None
    role: Role
    actor: str
    text: str
    occurred_at: datetime
    dated: bool
    """Whether the message carried its own timestamp, which makes it identifiable."""
    digest: str
    """Keyed hash of the message as it was said: what a repeated id is compared with."""
    attachments: tuple[Attachment, ...] = ()
    metadata: dict[str, JSON] = field(default_factory=dict[str, JSON])


def _is_named(turn: NewTurn) -> bool:
    """Say whether a turn said again is the same one."""
    return turn.message_id is not None or turn.dated


def turn_id(partition: str, scope: Scope, turn: NewTurn) -> str:
    """Name a turn by its message id, else by what was said when; else it is new each time."""
    if turn.message_id is not None:
        identity: list[JSON] = ["id", partition, scope.agent_id, scope.session_id, turn.message_id]
    elif turn.dated:
        identity = ["said", partition, scope.agent_id, scope.session_id, turn.digest]
    else:
        identity = ["new", uuid.uuid4().hex]
    return "t_" + hashlib.blake2b(canonical(identity).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `record` did: all turns of the call in order, and those still to be processed."""

    turns: tuple[Turn, ...]
    fresh: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class NewCall:
    """A `process()` about to be recorded."""

    id: str
    scope: Scope
    number: int
    """The partition's."""
    at: datetime


def record(connection: Connection, call: NewCall, given: Sequence[NewTurn]) -> Recorded:
    """Write a call's turns; a turn that is already there is not written again.

    Turns of an earlier call that never was committed count as fresh: they join this one.

    Raises:
        TurnConflictError: a known message id came with another content.
    """
    scope = call.scope
    ids = [turn_id(scope.partition.key, scope, turn) for turn in given]
    ids = _under_other_keys(connection, call, dict(zip(ids, given, strict=True)), ids)
    named = [name for name, turn in zip(ids, given, strict=True) if _is_named(turn)]
    found = connection.execute(_KNOWN, {"ids": listed(named)}).mappings() if named else ()
    known = {row["id"]: row for row in found}
    place = _next_position(connection, call.number, scope.session_id)
    rows: dict[str, dict[str, object]] = {}
    for name, turn in zip(ids, given, strict=True):
        before = known[name]["digest"] if name in known else rows.get(name, {}).get("digest")
        if before is not None and _differs(str(before), turn.digest):
            raise TurnConflictError(turn.message_id or name)
        if before is None:
            rows[name] = {
                "id": name,
                "ref": turn.message_id or name,
                "call_id": call.id,
                "partition": call.number,
                "agent_id": scope.agent_id,
                "session_id": scope.session_id,
                "position": place + len(rows),
                "role": turn.role.value,
                "actor": turn.actor,
                "text": turn.text,
                "attachments": attachments_json(turn.attachments),
                "occurred_at": moment(turn.occurred_at),
                "recorded_at": moment(call.at),
                "metadata": turn.metadata,
                "digest": turn.digest,
            }
    unfinished = [name for name, row in known.items() if row["committed_at"] is None]
    if rows or unfinished:
        connection.execute(
            _CALL, {"id": call.id, "partition": call.number, "recorded_at": moment(call.at)}
        )
    if rows:
        connection.execute(_INSERT, list(rows.values()))
    if unfinished:
        _adopt(connection, unfinished, call)
    written = by_id(connection, ids)
    fresh = {*rows, *unfinished}
    ordered = tuple(written[name] for name in dict.fromkeys(ids))
    return Recorded(ordered, tuple(turn for turn in ordered if turn.id in fresh))


def by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Turn]:
    """Return turns by their own ids."""
    rows = connection.execute(_BY_ID, {"ids": listed(ids)}).mappings()
    return {row["id"]: turn_of(row) for row in rows}


def of_call(connection: Connection, call_id: str) -> tuple[Turn, ...]:
    """Return the turns of a call, in order."""
    query = select(turns).where(turns.c.call_id == call_id).order_by(turns.c.seq)
    return tuple(turn_of(row) for row in connection.execute(query).mappings())


def before(connection: Connection, turn: Turn, limit: int) -> list[Turn]:
    """Return up to `limit` turns of the same partition and session before one, oldest first.

    A turn that was deleted tells nobody any more who "she" is.
    """
    given = {"id": turn.id, "position": turn.position, "limit": limit, **_session(turn.session_id)}
    query = _before(turn.session_id is not None)
    return [turn_of(row) for row in connection.execute(query, given).mappings()][::-1]


def last_said(connection: Connection, partition: int, session_id: str | None) -> str:
    """Return the text of a session's last turn that is not deleted, "" if it has none."""
    given = {"partition": partition, **_session(session_id)}
    return connection.scalar(_last_said(session_id is not None), given) or ""


def _session(session_id: str | None) -> dict[str, str]:
    """Return the parameter of `_here`, where it has one."""
    return {} if session_id is None else {"session": session_id}


def _differs(before: str, now: str) -> bool:
    """Compare digests; those of two keys cannot be compared, so nothing is claimed."""
    return before != now and not _differs_in_key(before, now)


def _under_other_keys(
    connection: Connection, call: NewCall, given: Mapping[str, NewTurn], ids: Sequence[str]
) -> list[str]:
    """Return ids, those of messages without one as the session has them already under another key.

    The digest that such a message is known by is keyed, and the key is not in an export. In a store that
    was loaded, or whose key was lost, it is known by what it says; one with a secret is not, for what
    stands in the secret's place is made with the key too. Where a session began under this key, one
    row is read.
    """
    scope = call.scope
    dated = {name: turn for name, turn in given.items() if turn.dated and turn.message_id is None}
    here = {"partition": call.number, **_session(scope.session_id)}
    in_session = scope.session_id is not None
    first = connection.scalar(_first_digest(in_session), here) if dated else None
    if first is None or not any(_differs_in_key(first, turn.digest) for turn in dated.values()):
        return list(ids)
    times = listed({moment(turn.occurred_at) for turn in dated.values()})
    known = {
        _told(turn_of(row)): (row["id"], row["digest"])
        for row in connection.execute(_said_at(in_session), {**here, "times": times}).mappings()
        if row["agent_id"] == scope.agent_id
    }
    same: dict[str, str] = {}
    for name, turn in dated.items():
        before, digest = known.get(_told(turn), (name, turn.digest))
        same[name] = before if _differs_in_key(digest, turn.digest) else name
    return [same.get(name, name) for name in ids]


def _told(turn: NewTurn | Turn) -> str:
    """Write what makes two dated messages the same, their secrets cut out."""
    said: list[JSON] = [moment(turn.occurred_at), turn.role.value, turn.actor, turn.text]
    return canonical([*said, *attachments_json(turn.attachments)])


def _differs_in_key(before: str, now: str) -> bool:
    return before.partition(":")[0] != now.partition(":")[0]


def _adopt(connection: Connection, unfinished: Sequence[str], call: NewCall) -> None:
    """Take over the turns of calls that never were committed, and drop calls left empty."""
    theirs = turns.c.id.in_(unfinished)
    before = list(connection.scalars(select(turns.c.call_id).where(theirs).distinct()))
    connection.execute(update(turns).where(theirs).values(call_id=call.id))
    used = select(turns.c.call_id).where(turns.c.call_id == calls.c.id).exists()
    connection.execute(delete(calls).where(calls.c.id.in_(before), ~used))


def _next_position(connection: Connection, number: int, session_id: str | None) -> int:
    given = {"partition": number, **_session(session_id)}
    last = connection.scalar(_last_position(session_id is not None), given)
    return 0 if last is None else last + 1
