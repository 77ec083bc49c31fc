"""`consolidate`: what is stored made denser, step by step, each step in a transaction of its own."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_

from octomem.agents import consolidation
from octomem.agents.consolidation import Telling
from octomem.agents.digest import TOLD_AGAIN
from octomem.agents.fading import fades, fading
from octomem.agents.policy import load_policy
from octomem.agents.resolve import Desk
from octomem.agents.wording import normal
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status, Wanted
from octomem.operation import Action, Operation, Proposal
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.options import ConsolidateOptions, scope_of
from octomem.results import Consolidation
from octomem.scope import Scope
from octomem.stores.ledger import derived, memories
from octomem.stores.ledger.ledger import Commit
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.ledger.view import View
from octomem.turn import Role

BATCH = 200
"""Memories looked at and written at a time."""

Decision = Callable[[Connection], list[Proposal]]


@dataclass(slots=True)
class _Survey:
    """What one walk over a scope's memories finds to do, by id."""

    tellings: dict[Telling, list[str]] = field(default_factory=dict[Telling, list[str]])
    """Turns that tell the same, oldest first."""
    sessions: dict[str | None, datetime] = field(default_factory=dict[str | None, datetime])
    """When something was last said in each session."""
    told_on: dict[str, date] = field(default_factory=dict[str, date])
    """The day of each turn."""
    speakers: set[str] = field(default_factory=set[str])
    facts: list[str] = field(default_factory=list[str])
    """Facts that more than one turn tells."""
    details: list[str] = field(default_factory=list[str])
    """What would fade if nothing else was derived from it."""


class Consolidating:
    """One run of `consolidate`, on an open engine.

    Each step decides anew on what there is inside its own transaction, so a run that was
    killed is finished by the next, and one that finds nothing new writes nothing.
    """

    def __init__(self, engine: Engine, options: ConsolidateOptions) -> None:
        self._engine = engine
        self._scope: Scope = scope_of(options)
        self._progress = options.get("progress")
        self._policy = load_policy()
        self._now = engine.clock()

    def run(self) -> Consolidation:
        """Do every step, and say what was done."""
        started = time.perf_counter()
        self._engine.check_embedder()
        with self._engine.ledger.read() as connection:
            number = self._engine.ledger.partition(connection, self._scope)
            survey = _Survey() if number is None else self._survey(connection, number)
        steps = [] if number is None else self._steps(number, survey)
        done: dict[str, list[Operation]] = {}
        for place, (name, decide) in enumerate(steps):
            if self._progress is not None:
                self._progress(place, len(steps))
            done.setdefault(name, []).extend(self._commit(decide))
        if self._progress is not None:
            self._progress(len(steps), len(steps))
        return Consolidation(
            operations=tuple(one for each in done.values() for one in each),
            episodes=_counted(done.get("episodes", [])),
            promoted=_counted(done.get("core", [])),
            summarised=_counted(done.get("sessions", [])),
            faded=_counted(done.get("fading", [])),
            seconds=time.perf_counter() - started,
        )

    def _survey(self, connection: Connection, number: int) -> _Survey:
        """Walk what may be seen of the scope, newest first, and keep ids only."""
        found = _Survey()
        half = self._policy.fading.half_life
        for memory in self._walk(connection, number):
            if memory.kind is Kind.EPISODIC:
                self._take_turn(found, memory)
            elif memory.kind is Kind.SEMANTIC and len(memory.turns) >= self._policy.core.days:
                found.facts.append(memory.id)
            if memory.kind in half and fades(memory, self._policy.fading, (), self._now):
                found.details.append(memory.id)
        for ids in found.tellings.values():
            ids.reverse()
        found.facts.reverse()
        return found

    def _take_turn(self, found: _Survey, turn: Memory) -> None:
        found.told_on[turn.identity] = turn.valid_from.date()
        latest = found.sessions.get(turn.session_id, turn.valid_from)
        found.sessions[turn.session_id] = max(latest, turn.valid_from)
        if text_field(turn.fields, "role") == Role.USER:
            found.speakers.add(normal(text_field(turn.fields, "actor")))
        said = consolidation.telling(turn, self._policy.episodes)
        if said is not None:
            found.tellings.setdefault(said, []).append(turn.id)

    def _steps(self, number: int, survey: _Survey) -> list[tuple[str, Decision]]:
        """Name every step there is to do, in an order that does not depend on the store's."""
        again = [ids for ids in survey.tellings.values() if len(ids) >= self._policy.episodes.times]
        rest = self._policy.sessions.rest
        old = [name for name, last in survey.sessions.items() if last + rest <= self._now]
        return [
            *(("episodes", self._episodes(number, ids)) for ids in sorted(again)),
            *(("core", self._core(number, survey, ids)) for ids in _batches(survey.facts)),
            *(("sessions", self._session(number, name)) for name in sorted(old, key=str)),
            *(("fading", self._fading(number, ids)) for ids in _batches(survey.details)),
        ]

    def _episodes(self, number: int, ids: Sequence[str]) -> Decision:
        def decide(connection: Connection) -> list[Proposal]:
            turns = _held(memories.newest(connection, ids))
            candidate = consolidation.repeated(turns, self._policy.episodes)
            if candidate is None or self._is_known(connection, number, candidate.turns):
                return []
            wanted = Wanted(identities=frozenset({candidate.identity}))
            known = memories.related(connection, number, Kind.SEMANTIC, wanted)
            desk = Desk(Kind.SEMANTIC, known, self._scope.partition.key)
            return [consolidation.settle(desk, candidate)]

        return decide

    @staticmethod
    def _is_known(connection: Connection, number: int, turns: Sequence[str]) -> bool:
        """Say whether a memory that was read from the turns says already what all of them do."""
        return any(
            memory.status is Status.CURRENT
            and memory.kind not in {Kind.EPISODIC, Kind.CONTEXTUAL}
            and memory.extractor != TOLD_AGAIN
            and set(turns) <= set(memory.turns)
            for memory in memories.resting_on(connection, number, turns)
        )

    def _core(self, number: int, survey: _Survey, ids: Sequence[str]) -> Decision:
        agent = self._engine.agents[Kind.CORE]

        def decide(connection: Connection) -> list[Proposal]:
            held = Sight(self._now, agent_id=self._scope.agent_id)
            entries = View.of(connection, number, held, self._engine.shelf).of_kind(Kind.CORE)
            facts = memories.newest(connection, ids)
            made = [
                consolidation.kept_in_mind(
                    facts[name], survey.told_on, survey.speakers, entries, self._policy.core
                )
                for name in ids
                if name in facts
            ]
            candidates = [each for each in made if each is not None]
            wanted = agent.wanted(candidates)
            known = memories.related(connection, number, Kind.CORE, wanted) if candidates else []
            return agent.propose(candidates, known, self._scope.partition.key)

        return decide

    def _session(self, number: int, session: str | None) -> Decision:
        def decide(connection: Connection) -> list[Proposal]:
            said = memories.of_session(connection, number, Kind.EPISODIC, session)
            turns = _held({turn.id: turn for turn in said})
            candidate = consolidation.summed_up(turns, self._policy.sessions, self._now)
            if candidate is None or self._scope.agent_id not in {None, candidate.agent_id}:
                return []
            wanted = Wanted(frozenset({candidate.identity}), frozenset({candidate.slot or ""}))
            known = memories.related(connection, number, Kind.CONTEXTUAL, wanted)
            desk = Desk(Kind.CONTEXTUAL, known, self._scope.partition.key)
            return [consolidation.settle(desk, candidate)]

        return decide

    def _fading(self, number: int, ids: Sequence[str]) -> Decision:
        def decide(connection: Connection) -> list[Proposal]:
            borne = {ground for _, ground in derived.pairs(connection, ids)}
            found = memories.newest(connection, ids)
            policy = self._policy.fading
            details = (found[name] for name in ids if name in found)
            return [fading(one, policy) for one in details if fades(one, policy, borne, self._now)]

        return decide

    def _commit(self, decide: Decision) -> list[Operation]:
        """Write one step; texts are embedded before the lock, and decided on anew within it."""
        engine = self._engine
        with engine.ledger.read() as connection:
            fresh = self._unencoded(connection, _written(decide(connection)))
        if not fresh.proposals:
            return []
        encoded = engine.encode(fresh.texts)
        with engine.ledger.write(self._scope) as connection:
            now = self._unencoded(connection, _written(decide(connection)))
            encoded |= engine.encode(text for text in now.texts if text not in encoded)
            commit = Commit(now.proposals, engine.moment(connection), encoded=encoded)
            done = engine.commit(connection, self._scope, commit) if now.proposals else []
        engine.wake()
        return done

    @staticmethod
    def _unencoded(connection: Connection, proposals: list[Proposal]) -> "_Fresh":
        written = [memory for proposal in proposals for memory in proposal.writes]
        before = memories.newest(connection, [memory.id for memory in written])
        texts = [
            memory.searchable
            for memory in written
            if memory.id not in before or before[memory.id].searchable != memory.searchable
        ]
        return _Fresh(proposals, texts)

    def _walk(self, connection: Connection, number: int) -> Iterator[Memory]:
        where = Sight(self._now, agent_id=self._scope.agent_id).condition()
        if self._scope.session_id is not None:
            where = and_(where, memory_versions.c.session_id == self._scope.session_id)
        below: ColumnElement[bool] = where
        while True:
            found = memories.page(connection, number, below, BATCH)
            yield from (memory for _, memory in found)
            if len(found) < BATCH:
                return
            below = and_(where, memory_versions.c.seq < found[-1][0])


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A step's proposals, and the texts in them that have no vector yet."""

    proposals: list[Proposal]
    texts: list[str]


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]


def _held(found: Mapping[str, Memory]) -> list[Memory]:
    held = (m for m in found.values() if m.status is Status.CURRENT and not m.deleted)
    return sorted(held, key=lambda m: (m.valid_from, m.id))


def _written(proposals: list[Proposal]) -> list[Proposal]:
    """Leave out what writes nothing: a run that finds nothing new leaves no trace."""
    return [proposal for proposal in proposals if proposal.action is not Action.SKIP]


def _counted(done: Sequence[Operation]) -> int:
    """Count what a step made or told anew; what followed from it names its cause."""
    return sum(one.action is Action.ADD or one.action is Action.SUPERSEDE for one in done) + sum(
        one.action is Action.MERGE and not one.replaces for one in done
    )
