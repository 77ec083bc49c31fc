"""Calls that come late: what they tell is decided as if it had come in the order of time.

A call is late where the partition knows a turn that was said after it. What it bears on is
then decided anew, turn by turn as they were said, by the same agents and in the same
transaction, beside everything it does not bear on. What comes out differently is written.
What the caller changed, and what a language model found, stays as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from octomem.agents import agreement
from octomem.agents.base import RULES, Candidate
from octomem.agents.bearing import Bearing
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Proposal, Route
from octomem.orchestrator.consequences import consequences
from octomem.stores.ledger import memories, rehearsal, turns
from octomem.turn import Turn

DECIDED = (Kind.CORE, Kind.SEMANTIC, Kind.WORKING, Kind.KNOWLEDGE)
"""Kinds whose memories say what holds now."""
CONTEXT = 4
"""Turns before one that is read again, which say who "she" is."""
MOST = 200
"""Turns that are read again at most; a call that bears on more is decided as it comes."""
REPORTS = 32
"""Turns that are looked through for reports on a task, per session and by its words."""
_COMPARED = (
    "text", "fields", "turns", "status", "valid_from", "valid_to", "identity", "slot",
    "index_text", "mentions", "grounds",
)  # fmt: skip
_ENDED = {Status.RETRACTED: Action.RETRACT, Status.CURRENT: Action.MERGE}
_NOTHING = 1e-9
IN_TIME = "in the order of time"
NOT_SO = "not so in the order of time"
_OfCall = Mapping[str, Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Behind:
    """A turn of an earlier call, with what it is read with."""

    turn: Turn
    before: Sequence[Turn]
    """Of its session, oldest first."""
    people: Mapping[str, str]
    """Whom they may name."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The turns that a late call is decided with, and whose agents look at them."""

    behind: Sequence[Behind]
    routes: Sequence[Route]


NOTHING = Ground((), ())


@dataclass(frozen=True, slots=True)
class Means:
    """How a call's turns are read and decided: what `Ingest` does itself."""

    people: Callable[[Connection, Sequence[Turn]], Mapping[str, str]]
    """Return whom some turns may name, as `Reader.read_many` takes it."""
    extract: Callable[["Ground"], Sequence[_OfCall]]
    """Return the candidates of each turn; what was read before is not read again."""
    propose: Callable[[Connection, Kind, _OfCall], Sequence[Proposal]]
    echo: Callable[[Connection, Sequence[Proposal]], Sequence[Proposal]]
    search: Callable[[Connection, str], Iterable[str]]
    """Find the memories that a text is most like in its words, by id."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it is about to be committed."""

    partition: int | None
    """The partition's number, None before its first commit."""
    turns: Sequence[Turn]
    candidates: _OfCall
    proposals: list[Proposal]


def ground(connection: Connection, call: Call, means: Means) -> Ground | None:
    """Return what a call that comes late is decided with; None where it bears on too much for that.

    To be read before `in_time`, in whose transaction only what has come since is then read: whoever
    else writes waits for it.
    """
    late = _late(connection, call, means)
    if late is None:
        return NOTHING
    behind = late.behind(late.known())
    return None if len(behind) > MOST else late.ground(behind)


def in_time(connection: Connection, call: Call, means: Means) -> list[Proposal]:
    """Return a call's proposals; of one that comes late, those of the order of time."""
    late = _late(connection, call, means)
    if late is None:
        return call.proposals
    known = late.known()
    behind = late.behind(known)
    if len(behind) > MOST:
        return call.proposals
    others = [one for one in call.proposals if one.agent not in DECIDED]
    return [*others, *late.proposals(known, behind)]


def _late(connection: Connection, call: Call, means: Means) -> "_Late | None":
    """Return what decides a call in the order of time; None for one that does not come late."""
    given = {kind.value: list(call.candidates.get(kind.value, ())) for kind in DECIDED}
    told = {turn for each in given.values() for one in each for turn in one.turns}
    said = [turn for turn in call.turns if turn.id in told]
    by_rules = all(one.extractor == RULES for each in given.values() for one in each)
    if call.partition is None or not said or not by_rules:
        return None
    since = min(turn.occurred_at for turn in said)
    if not rehearsal.any_later(connection, call.partition, since):
        return None
    return _Late(connection, call.partition, said, given, means, since)


@dataclass(frozen=True, slots=True)
class _Late:
    connection: Connection
    number: int
    said: Sequence[Turn]
    given: dict[str, list[Candidate]]
    means: Means
    since: datetime

    def proposals(self, known: Sequence[Memory], behind: Sequence[Turn]) -> list[Proposal]:
        """Decide all that the call bears on anew, and return what that changes."""
        told = self._read(behind, known)
        made: list[Proposal] = []
        with rehearsal.without(self.connection, [one.id for one in known]):
            for at, turn in enumerate(self._in_order([*behind, *self.said])):
                made += self._told(told.get(turn.id, {}), timedelta(microseconds=at))
            written = {one.id for proposal in made for one in proposal.writes}
            after = memories.newest(self.connection, written)
        before = memories.newest(self.connection, {*after, *(one.id for one in known)})
        return _changes(before, after, made)

    def behind(self, known: Sequence[Memory]) -> list[Turn]:
        """Return the turns to read again: those behind what is known, and what may report on tasks."""
        behind = rehearsal.turns_behind(self.connection, self.number, known)
        tasks = self.given[Kind.WORKING.value]
        for session in {one.session_id for each in self.given.values() for one in each}:
            here = (self.connection, self.number, session, self.since, REPORTS)
            behind += rehearsal.later_in(*here)
        words = " ".join(text_field(one.fields, "task") for one in tasks)
        if words:
            found = memories.newest(self.connection, self.means.search(self.connection, words))
            later = [
                m for m in found.values() if m.kind is Kind.EPISODIC and m.valid_from > self.since
            ]
            behind += rehearsal.turns_behind(self.connection, self.number, later)
        return behind

    def known(self) -> list[Memory]:
        """Return the memories that the call bears on, but for those that others have changed."""
        found: dict[str, Memory] = {}
        for kind, bearing in self._bearings():
            found |= {one.id: one for one in self._near(kind, bearing) if bearing.touches(one)}
        found |= {one.id: one for one in self._views(list(found.values()))}
        return self._unchanged(list(found.values()))

    def _views(self, known: Sequence[Memory]) -> list[Memory]:
        """Return what other kinds keep of the facts among some memories."""
        facts = [one for one in known if one.kind is Kind.SEMANTIC]
        told = {turn for fact in facts for turn in fact.turns}
        beside = memories.resting_on(self.connection, self.number, told) if told else []
        views = (one for one in beside if one.kind in {Kind.CORE, Kind.KNOWLEDGE})
        return agreement.agreeing(facts, views)

    def _near(self, kind: Kind, bearing: Bearing) -> list[Memory]:
        here = (self.connection, self.number, kind)
        if kind is Kind.WORKING:
            return rehearsal.of_kind(*here)
        # What two are to each other is known by the one who comes first in the alphabet.
        names = bearing.names
        if kind is Kind.KNOWLEDGE:
            names |= bearing.speakers
        told = rehearsal.told_of(*here, names, bearing.firsts)
        return told + memories.related(*here, bearing.wanted)

    def _bearings(self) -> list[tuple[Kind, Bearing]]:
        """Return what the call bears on, by kind: tasks bear on tasks only."""
        actors = [turn.actor for turn in self.said]
        tasks = self.given[Kind.WORKING.value]
        facts = [one for kind, each in self.given.items() for one in each if kind != Kind.WORKING]
        of_facts = Bearing.of(facts, actors, self.since)
        found = [(kind, of_facts) for kind in DECIDED if kind is not Kind.WORKING and facts]
        return found + ([(Kind.WORKING, Bearing.of(tasks, actors, self.since))] if tasks else [])

    def _unchanged(self, found: Sequence[Memory]) -> list[Memory]:
        """Leave out what the caller changed or a model found, and all that its turns tell."""
        changed = rehearsal.edited(self.connection, [one.id for one in found])
        kept = [
            one for one in found
            if one.id not in changed and one.extractor == RULES and not one.deleted
        ]  # fmt: skip
        ids = {one.id for one in kept}
        fixed = {turn for one in found if one.id not in ids for turn in one.turns}
        while True:
            apart = [one for one in kept if fixed.isdisjoint(one.turns)]
            if len(apart) == len(kept):
                return kept
            fixed |= {turn for one in kept if one not in apart for turn in one.turns}
            kept = apart

    def ground(self, behind: Sequence[Turn]) -> Ground:
        """Return turns behind what the call bears on, each once, with what they are read with."""
        own = {turn.id for turn in self.said}
        rows: list[Behind] = []
        for turn in {turn.id: turn for turn in behind if turn.id not in own}.values():
            before = turns.before(self.connection, turn, CONTEXT)
            people = self.means.people(self.connection, [*before, turn])
            rows.append(Behind(turn, before, people))
        return Ground(rows, [Route(kind, "told before") for kind, _ in self._bearings()])

    def _read(
        self, behind: Sequence[Turn], known: Sequence[Memory]
    ) -> dict[str, dict[str, list[Candidate]]]:
        """Return the candidates of turns by turn and kind: the call's own, and those read again."""
        told: dict[str, dict[str, list[Candidate]]] = {}
        meets = {
            kind.value: bearing.with_known(one for one in known if _of_one(one.kind, kind)).meets
            for kind, bearing in self._bearings()
        }
        ground = self.ground(behind)
        for row, found in zip(ground.behind, self.means.extract(ground), strict=True):
            told[row.turn.id] = {
                kind: [one for one in each if one.turns[0] == row.turn.id and meets[kind](one)]
                for kind, each in found.items()
            }
        for kind, each in self.given.items():
            for one in each:
                told.setdefault(one.turns[0], {}).setdefault(kind, []).append(one)
        return told

    @staticmethod
    def _in_order(told: Iterable[Turn]) -> list[Turn]:
        by_id = {turn.id: turn for turn in told}
        return sorted(by_id.values(), key=lambda turn: (turn.occurred_at, turn.seq))

    def _told(self, of_turn: _OfCall, later: timedelta) -> list[Proposal]:
        """Decide and write what one turn tells."""
        made = [
            proposal
            for kind in DECIDED
            if of_turn.get(kind.value)
            for proposal in self.means.propose(self.connection, kind, of_turn)
        ]
        made = agreement.grounded(made)
        made += self.means.echo(self.connection, made)
        made += consequences(self.connection, self.number, made)
        written = [memory for proposal in made for memory in proposal.writes]
        now = self.said[-1].recorded_at + later
        memories.write(self.connection, self.number, written, {}, now)
        return made


def _of_one(kind: Kind, other: Kind) -> bool:
    """Tell whether two kinds are decided together: tasks are decided by themselves."""
    return (kind is Kind.WORKING) == (other is Kind.WORKING)


def _changes(
    before: Mapping[str, Memory],
    after: Mapping[str, Memory],
    made: Sequence[Proposal],
) -> list[Proposal]:
    """Return what has to be written so that what is known becomes what was tried out."""
    names = _names(before, after)
    reasons = {one.memory_id: one for one in made if one.memory_id and one.writes}
    skipped = [one for one in made if one.action is Action.SKIP]
    found: list[Proposal] = []
    for name, memory in after.items():
        grounds = tuple(names.get(ground, ground) for ground in memory.grounds)
        as_named = replace(memory, id=names[name], grounds=grounds)
        known, said = before.get(names[name]), reasons.get(name)
        change = _new(as_named, said, names) if known is None else _change(known, as_named, said)
        found += [change] if change is not None else []
    kept = set(names.values())
    over = [
        _written(replace(one, status=Status.RETRACTED), Action.RETRACT, NOT_SO)
        for name, one in before.items()
        if name not in kept and one.status is not Status.RETRACTED
    ]
    # Taken back from the last to the first, nothing comes back beside what is in its place.
    return skipped + sorted((*over, *found), key=_rank)


def _rank(change: Proposal) -> tuple[bool, bool]:
    written = change.writes[0]
    return written.version == 1, written.status is Status.CURRENT


def _names(before: Mapping[str, Memory], after: Mapping[str, Memory]) -> dict[str, str]:
    """Return under which id each memory that was tried out is kept.

    What is known already keeps the id that callers know it by, whichever turn came first.
    """
    free = {name: one for name, one in before.items() if name not in after}
    names: dict[str, str] = {}
    for name, memory in after.items():
        names[name] = name
        if name in before:
            continue
        for other, one in free.items():
            same = (one.kind, one.identity) == (memory.kind, memory.identity)
            if same and set(one.turns) & set(memory.turns):
                names[name] = other
                del free[other]
                break
    return names


def _new(memory: Memory, said: Proposal | None, names: Mapping[str, str]) -> Proposal:
    replaces = tuple(names.get(one, one) for one in said.replaces) if said else ()
    made = _written(replace(memory, version=0), Action.ADD, said.reason if said else IN_TIME)
    if said is None or said.action is not Action.SUPERSEDE:
        return made
    return replace(made, action=Action.SUPERSEDE, replaces=replaces)


def _change(known: Memory, memory: Memory, said: Proposal | None) -> Proposal | None:
    same = all(getattr(known, name) == getattr(memory, name) for name in _COMPARED)
    if same and abs(known.confidence - memory.confidence) < _NOTHING:
        return None
    action = Action.MERGE
    if memory.status is not known.status:
        action = _ENDED.get(memory.status, Action.CLOSE)
    kept = replace(
        memory,
        version=known.version,
        metadata=known.metadata,
        agent_id=known.agent_id,
        session_id=known.session_id,
    )
    return _written(kept, action, f"{IN_TIME}: {said.reason}" if said else IN_TIME)


def _written(memory: Memory, action: Action, reason: str) -> Proposal:
    made = replace(memory, version=memory.version + 1)
    return Proposal(action, made.kind, reason, made.text, made.id, (), (made,))
