"""Changing and deleting single memories by hand: every change is a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from pydantic import ValidationError
from sqlalchemy import Connection

from octomem.agents.base import Agent, Intent
from octomem.agents.steering import STEERS, steers
from octomem.errors import UsageError
from octomem.foreign import as_json, storable
from octomem.jsons import JSON, moment, text_field
from octomem.memory import Kind, Memory, Status, Wanted
from octomem.messages import MAX_TEXT
from octomem.operation import Action, Operation, Proposal
from octomem.orchestrator.browse import Browse
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.items import EXTRACTOR
from octomem.orchestrator.options import DeleteOptions, UpdateOptions, scope_of
from octomem.orchestrator.sealing import seal_edit
from octomem.scope import Scope
from octomem.stores.ledger import memories, turns
from octomem.stores.ledger.ledger import Commit
from octomem.stores.ledger.rows import canonical
from octomem.stores.vault import placeholder
from octomem.stores.vault.vault import Sealed
from octomem.turn import Role, Turn

MOMENTS = frozenset({"due", "expires_at", "occurred_at", "occurred_to"})
"""Fields that hold a moment, in whichever kind."""
OF_THE_SESSION = ("summary", "topic", "participants")
"""Facets that hold words of every turn of a session, whichever they name as their sources."""
CLAIMS = (("subject", "object"), ("entity", "target"))
"""Fields by which a fact and a relation say of whom they tell, and what."""
NAMES = ("subject", "entity")
"""Fields that name whom a memory is about."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What the caller wants changed."""

    text: str | None
    fields: Mapping[str, JSON]


class Editing:
    """`update` and `delete`, on an open engine."""

    def __init__(self, engine: Engine, browse: Browse) -> None:
        self._engine = engine
        self._browse = browse

    def update(self, memory_id: str, options: UpdateOptions) -> Operation:
        """Write a new version with the caller's text and fields; embedding holds no lock."""
        engine = self._engine
        scope, edit = scope_of(options), _edit(options)
        engine.check_embedder()
        while True:
            with engine.ledger.read() as connection:
                number, memory = self._browse.find(connection, memory_id, scope)
                kept = engine.ledger.all_sealed(connection, number)
            edited, sealed = self._edited(memory, edit, scope, kept)
            changed = edited.searchable != memory.searchable
            encoded = engine.encode([edited.searchable] if changed else [])
            with engine.ledger.write(scope) as connection:
                number, now = self._browse.find(connection, memory_id, scope)
                if now.version != memory.version:
                    continue  # somebody was faster: begin again on what there is now
                _check_alone(connection, number, memory, edited)
                engine.ledger.keep_sealed(connection, number, sealed)
                proposal = _proposal(Action.MERGE, edited, "edited by the caller")
                commit = Commit([proposal], engine.moment(connection), encoded=encoded)
                done = engine.commit(connection, scope, commit)
            engine.wake()
            return done[0]

    def delete(self, memory_id: str, options: DeleteOptions) -> Operation:
        """Take a memory out of every answer, and with `sources` the turns it came from."""
        engine, scope = self._engine, scope_of(options)
        sources = options.get("sources", False)
        if not isinstance(sources, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise UsageError(f"sources is True or False, got {sources!r}")
        with engine.ledger.write(scope) as connection:
            number, memory = self._browse.find(connection, memory_id, scope)
            proposals = [_gone(memory, "deleted by the caller")]
            if sources:
                _check_within(connection, memory, scope)
                proposals += _without_turns(connection, number, memory)
            commit = Commit(proposals, engine.moment(connection))
            done = engine.commit(connection, scope, commit)
            if sources:
                memories.unlink(connection, number, memory.turns)
        if sources:
            engine.reader.clear()
        engine.wake()
        return done[0]

    def _edited(
        self, memory: Memory, edit: _Edit, scope: Scope, kept: Sequence[Sealed]
    ) -> tuple[Memory, list[Sealed]]:
        if memory.extractor == EXTRACTOR:
            raise UsageError(f"memory {memory.id!r} is an item of a store; put it there instead")
        agent = self._engine.agents[memory.kind]
        _check_fields(agent, memory, edit.fields)
        text, fields, sealed = seal_edit(
            self._engine.vault,
            scope.partition.key,
            (memory.text if edit.text is None else edit.text, edit.fields),
            known=_placeholders(memory),
            kept=kept,
        )
        if edit.text is None:
            text = _told(memory, fields)
        elif text != memory.text:
            fields = {**self._read_again(agent, memory, text), **fields}
        merged = {**memory.fields, **fields}
        made = agent.edited(memory, text, merged, self._engine.moment())
        lost = _placeholders(memory) - _placeholders(made)
        if lost:
            raise UsageError(
                f"the edit would drop {min(lost)!r}, which stands for a secret; keep it, or "
                "delete the memory"
            )
        if made.text != memory.text:
            made = replace(made, mentions=self._names(made))
        if edit.text is not None and steers(text):
            made = replace(made, metadata={**made.metadata, STEERS: True})
        # What the caller says is told by the caller, and hangs on nothing else.
        made = replace(made, version=memory.version + 1, grounds=(), fades_from=None)
        return _findable(made, fields), sealed

    def _read_again(self, agent: Agent, memory: Memory, text: str) -> Mapping[str, JSON]:
        """Return what a claim's new text says in its fields; nothing, where it does not tell one claim."""
        whose = next(filter(None, (text_field(memory.fields, name) for name in NAMES)), "")
        read = agent.extract([self._engine.reader.read(_turn(memory, text, whose))])
        told = [
            each.fields
            for each in read
            if each.intent is Intent.ASSERT and all(map(each.fields.get, _claim_of(memory)))
        ]
        return {n: v for n, v in told[0].items() if n in memory.fields} if len(told) == 1 else {}

    def _names(self, memory: Memory) -> tuple[str, ...]:
        """Return the names that a text has, whom the fields name, and old names it keeps."""
        turn = _turn(memory, memory.text)
        names = [name.text for name in self._engine.reader.read(turn).names]
        told = [text_field(memory.fields, name) for name in NAMES]
        held = [name for name in memory.mentions if name in memory.text]
        return tuple(dict.fromkeys(name for name in (*held, *told, *names) if name))


def _turn(memory: Memory, text: str, actor: str = "") -> Turn:
    """Return a memory's text as somebody says it."""
    return Turn(
        id=f"{memory.id}/{memory.version + 1}",
        ref="",
        seq=0,
        position=0,
        role=Role.USER,
        actor=actor,
        text=text,
        occurred_at=memory.valid_from,
        recorded_at=memory.recorded_at,
    )


def _claim_of(memory: Memory) -> tuple[str, ...]:
    """Return the fields that make a memory a claim: of whom, and what."""
    return next((claim for claim in CLAIMS if claim[0] in memory.fields), ("",))


def _told(memory: Memory, fields: Mapping[str, JSON]) -> str:
    """Return a claim's text with the caller's values in the place of its own."""
    text, (whose, what) = memory.text, (*_claim_of(memory), "")[:2]
    old, new = text_field(memory.fields, what), text_field(fields, what)
    before, found, behind = text.rpartition(old) if old and new else ("", "", "")
    if found:
        text = f"{before}{new}{behind}"
    old, new = text_field(memory.fields, whose), text_field(fields, whose)
    return f"{new}{text.removeprefix(old)}" if old and new and text.startswith(old) else text


def _edit(options: UpdateOptions) -> _Edit:
    """Read what is to be changed.

    Raises:
        UsageError: it is nothing, or not what a memory can hold.
    """
    text = cast("object", options.get("text"))
    fields = cast("object", options.get("fields"))
    if text is None and fields is None:
        raise UsageError("nothing to change: pass text, fields or both")
    if text is not None and (not isinstance(text, str) or not text.strip()):
        raise UsageError(f"text must be a text that is not empty, got {text!r}")
    if fields is not None and (not isinstance(fields, Mapping) or not fields):
        raise UsageError("fields takes a mapping with at least one field")
    if text is not None and len(text) > MAX_TEXT:
        raise UsageError(f"text has {len(text):,} characters; at most {MAX_TEXT:,}")
    if text is not None:
        storable(text, "text")
    given = cast("Mapping[str, object]", fields or {})
    return _Edit(text, {name: _value(name, value) for name, value in given.items()})


def _value(name: str, value: object) -> JSON:
    plain = as_json(value, f"field {name!r}")
    if name not in MOMENTS or plain is None or plain == "":
        return plain
    try:
        at = datetime.fromisoformat(str(plain))
        if at.tzinfo is not None:
            return moment(at)
    except (ValueError, OverflowError):
        pass
    raise UsageError(f"{name} must be a moment with its zone (ISO 8601), got {plain!r}")


def _check_fields(agent: Agent, memory: Memory, fields: Mapping[str, JSON]) -> None:
    """Compare fields with what the kind's own model takes.

    Raises:
        UsageError: names what is wrong.
    """
    known = agent.output.model_fields
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise UsageError(
            f"{memory.kind.value} memories have no field {unknown[0]!r}; "
            f"there are: {', '.join(known)}"
        )
    try:
        agent.output.model_validate({**memory.fields, **fields})
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
            for one in error.errors(include_input=False, include_url=False)
        )
        raise UsageError(f"wrong fields: {wrong}") from None


def _findable(memory: Memory, fields: Mapping[str, JSON]) -> Memory:
    """Let the indexes see what the edited fields say and the text does not."""
    seen = memory.searchable.casefold()
    said = [
        one
        for name, value in fields.items()
        if name not in MOMENTS
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, str) and one.casefold() not in seen
    ]
    return replace(memory, index_text="; ".join([memory.searchable, *said])) if said else memory


def _placeholders(memory: Memory) -> set[str]:
    """Return every placeholder of a secret in a memory's text and fields."""
    said = f"{memory.text}\n{canonical(memory.fields)}"
    return {placeholder.write(found.label, found.id) for found in placeholder.read(said)}


def _check_alone(connection: Connection, number: int, old: Memory, new: Memory) -> None:
    """Refuse an edit that makes a memory the same as another, or its rival.

    Raises:
        UsageError: names the other one.
    """
    if new.status is not Status.CURRENT:
        return
    wanted = Wanted(
        frozenset({new.identity} - {old.identity}),
        frozenset(slot for slot in (new.slot,) if slot and slot != old.slot),
    )
    for other in memories.related(connection, number, new.kind, wanted):
        if other.id != new.id and other.status is Status.CURRENT and not other.deleted:
            raise UsageError(
                f"after the edit it would say the same as memory {other.id!r} ({other.text!r}), "
                "or compete with it; delete one of them first"
            )


def _check_within(connection: Connection, memory: Memory, scope: Scope) -> None:
    """Refuse to delete turns that another agent recorded, or that are of another session.

    Raises:
        UsageError: names the turn.
    """
    for turn in turns.by_id(connection, memory.turns).values():
        for name, asked, had in (
            ("agent_id", scope.agent_id, turn.agent_id),
            ("session_id", scope.session_id, turn.session_id),
        ):
            if asked is not None and asked != had:
                raise UsageError(
                    f"turn {turn.ref!r} is of {name} {had!r}; leave {name} out to delete it too"
                )


def _without_turns(connection: Connection, number: int, memory: Memory) -> list[Proposal]:
    """Decide what becomes of the other memories that came from a memory's turns."""
    gone = set(memory.turns)
    sessions = {turn.session_id for turn in turns.by_id(connection, gone).values()}
    told = [
        other
        for session in sessions
        for other in memories.of_session(connection, number, Kind.CONTEXTUAL, session)
        if other.fields.get("facet") in OF_THE_SESSION
    ]
    resting = memories.resting_on(connection, number, gone)
    proposals: list[Proposal] = []
    for other in {one.id: one for one in [*resting, *told] if one.id != memory.id}.values():
        left = tuple(turn for turn in other.turns if turn not in gone)
        if not left:
            proposals.append(_gone(other, "the turn it came from was deleted by the caller"))
        elif _is_mixed(connection, number, other):
            proposals.append(_gone(other, "a turn that is part of it was deleted by the caller"))
        else:
            kept = replace(other, turns=left, version=other.version + 1)
            reason = "one of the turns it came from was deleted by the caller"
            proposals.append(_proposal(Action.MERGE, kept, reason))
    return proposals


def _is_mixed(connection: Connection, number: int, memory: Memory) -> bool:
    """Say whether a text was put together from several turns: nobody can tell whose a word is."""
    if memory.kind.value in memories.MIXED:
        return True
    versions = memories.history(connection, number, memory.id)
    return len(versions[0].turns) > 1 or len({version.text for version in versions}) > 1


def _gone(memory: Memory, reason: str) -> Proposal:
    tombstone = replace(memory, status=Status.RETRACTED, deleted=True, version=memory.version + 1)
    return _proposal(Action.RETRACT, tombstone, reason)


def _proposal(action: Action, memory: Memory, reason: str) -> Proposal:
    return Proposal(
        action=action,
        agent=memory.kind,
        reason=reason,
        text=memory.text,
        memory_id=memory.id,
        writes=(memory,),
    )
