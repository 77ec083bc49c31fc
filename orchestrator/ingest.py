"""The ingest graph's nodes: record, route, extract, eight agents, commit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import add
from typing import Annotated, Any, NotRequired, Protocol, TypedDict

from sqlalchemy import Connection

from octomem.agents import agreement, namesakes
from octomem.agents.base import Candidate
from octomem.agents.episodic import index_text
from octomem.agents.reading.reader import CONTEXT, Reader
from octomem.agents.steering import steers
from octomem.jsons import JSON
from octomem.memory import Kind, Memory, Wanted
from octomem.messages import Draft, key_notes, parse_messages, zone_notes
from octomem.operation import (
    Degraded,
    Operation,
    ProcessResult,
    Proposal,
    Rejected,
    Route,
    Usage,
)
from octomem.orchestrator.acquaintance import acquaintances
from octomem.orchestrator.deciding import Deciding, degraded_by, failure
from octomem.orchestrator.encoding import TOGETHER
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.late import REPORTS, Behind, Call, Ground, Means, ground, in_time
from octomem.orchestrator.options import ProcessOptions, scope_of
from octomem.orchestrator.sealing import seal_drafts
from octomem.orchestrator.steered import kept, labelled
from octomem.scope import Scope
from octomem.stores.embed.pooling import Source
from octomem.stores.ledger import embeddings, memories, turns
from octomem.stores.ledger.extractions import Extraction
from octomem.stores.ledger.ledger import Commit, OpenCall
from octomem.stores.seams import Encoded
from octomem.stores.terms import index_terms
from octomem.telemetry import Stage, traced
from octomem.turn import Turn


class IngestInput(ProcessOptions, total=False):
    """The parameters of `process`."""

    messages: Sequence[Any]


class ResumeInput(TypedDict):
    """What finishing a recorded call takes; no caller of `process` can give it."""

    call_id: str
    again: NotRequired[bool]
    """Only what a model adds to a call that is committed."""


class IngestState(IngestInput):
    """What the nodes hand on; each returns the part it made. All of it shows in Studio."""

    call_id: NotRequired[str]
    again: NotRequired[bool]
    scope: Scope
    number: int
    """The partition's, in the ledger."""
    call: str
    turns: list[str]
    notes: list[str]
    fresh: list[Turn]
    """The call's turns that are to be processed, in order."""
    previous: list[Turn]
    """The session's turns before them: who "she" is may stand there."""
    people: Mapping[str, str]
    """Who of them is known by name, a "person" or an "animal" each."""
    routes: list[Route]
    candidates: dict[str, list[Candidate]]
    head: int
    proposals: Annotated[list[Proposal], add]
    degraded: Annotated[list[Degraded], add]
    operations: list[Operation]
    usage: Usage
    usage_by_agent: dict[str, Usage]
    rejected: list[Rejected]
    extraction: Extraction | None


class AgentOutput(TypedDict, total=False):
    """What an agent's node may write: only keys that can be added up."""

    proposals: Annotated[list[Proposal], add]
    degraded: Annotated[list[Degraded], add]


READER = "reader"
"""The part that is named where a turn could not be read."""
SUMMED = ("proposals", "degraded")
"""Keys of the state to which each node adds."""


AT_A_TIME = 16
"""Turns that are read again in one go: whoever else reads waits for them."""
_Row = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""A turn behind those before it, by their ids, and whom they may name."""
_Extract = Callable[
    [Sequence[Turn], Sequence[Turn], Mapping[str, str], Sequence[Route]],
    tuple[dict[str, list[Candidate]], list[Degraded]],
]
"""Returns the candidates of turns behind others, who may name people, and what failed."""


class AgentNode(Protocol):
    """An agent's node. LangGraph takes it as it is: wrapped by LangChain it costs twice."""

    def __call__(self, state: IngestState) -> AgentOutput:
        """Decide what becomes of the agent's candidates."""
        ...


_EVALUATED = (JSON,)
"""LangGraph evaluates the annotations that `IngestInput` inherits in this module."""


class IngestOutput(TypedDict):
    """What a run of the graph returns."""

    call: str
    turns: list[str]
    notes: list[str]
    routes: list[Route]
    operations: list[Operation]
    degraded: list[Degraded]
    usage: Usage
    usage_by_agent: dict[str, Usage]
    rejected: list[Rejected]
    extraction: Extraction | None
    """What a language model has still to do for this call."""


class Ingest:
    """The nodes, as functions of the state. Each may run in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @traced("octomem.ingest.record")
    def record(self, state: IngestState) -> dict[str, Any]:
        """Write the turns, their secrets cut out, in one transaction."""
        engine = self._engine
        engine.check_embedder()
        resumed = state.get("call_id")
        if resumed:
            with engine.ledger.read() as connection:
                call = engine.ledger.open_call(connection, resumed)
            fresh = self._undeleted(call) if state.get("again") else call.turns
            return self._recorded(call, fresh)
        scope = scope_of(state)
        now = engine.moment()
        drafts = self._drafts(state, scope, now)
        engine.hold_back()
        with engine.ledger.read() as connection:
            number = engine.ledger.partition(connection, scope)
            sealed_before = engine.ledger.all_sealed(connection, number)
            said = "" if number is None else turns.last_said(connection, number, scope.session_id)
        given, sealed = seal_drafts(engine.vault, scope.partition.key, drafts, sealed_before, said)
        call, fresh = engine.ledger.record(scope, given, sealed, now)
        done = self._recorded(call, fresh)
        notes = zone_notes(drafts, engine.zone, state.get("occurred_at"))
        note = engine.vault_note
        return {**done, "notes": [*notes, *key_notes(drafts), *([note] if note else [])]}

    @traced("octomem.ingest.route")
    def route(self, state: IngestState) -> dict[str, Any]:
        """Choose the agents by what is in the turns, and say why."""
        readings = self._engine.reader.read_many(state["fresh"], state["previous"], state["people"])
        routes: list[Route] = []
        degraded = [
            failure(READER, reading.failed) for reading in readings if reading.failed is not None
        ]
        for kind, agent in self._engine.agents.items():
            try:
                reasons = [agent.interest(reading) for reading in readings]
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                degraded.append(degraded_by(kind, error))
                continue
            found = list(dict.fromkeys(reason for reason in reasons if reason))
            if found:
                routes.append(Route(kind, "; ".join(found[:3])))
        return {"routes": routes, "degraded": degraded}

    @traced("octomem.ingest.extract")
    def extract(self, state: IngestState) -> dict[str, Any]:
        """Let each routed agent find its candidates, without a model."""
        found, degraded = self._candidates(
            state["fresh"], state["previous"], state["people"], state["routes"]
        )
        with self._engine.ledger.read() as connection:
            head = self._engine.ledger.head(connection, state["number"])
        return {"candidates": found, "degraded": degraded, "head": head}

    def _candidates(
        self,
        told: Sequence[Turn],
        before: Sequence[Turn],
        people: Mapping[str, str],
        routes: Sequence[Route],
    ) -> tuple[dict[str, list[Candidate]], list[Degraded]]:
        """Read turns and let agents find their candidates in them."""
        readings = self._engine.reader.read_many(told, before, people)
        steering = {turn.id for turn in told if steers(turn.text)}
        found: dict[str, list[Candidate]] = {}
        degraded: list[Degraded] = []
        for route in routes:
            agent = self._engine.agents[route.agent]
            try:
                candidates = agent.extract(readings)
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                degraded.append(degraded_by(route.agent, error))
                continue
            marked = namesakes.marked(kept(candidates, steering), readings)
            found[route.agent.value] = labelled(marked, steering)
        return found, degraded

    def agent(self, kind: Kind) -> AgentNode:
        """Return an agent's node: candidates in, proposals out."""

        def node(state: IngestState) -> AgentOutput:
            return self._made(state, [kind])

        return node

    def agents(self, state: IngestState) -> AgentOutput:
        """Let the routed agents decide, one after the other, on what is known at one moment."""
        return self._made(state, [route.agent for route in state["routes"]])

    def _made(self, state: IngestState, kinds: Sequence[Kind]) -> AgentOutput:
        made: list[Proposal] = []
        with self._engine.ledger.read() as connection:
            deciding = self._deciding(connection, state, state["candidates"])
            for kind in kinds:
                with Stage("octomem.ingest.agent", agent=kind.value):
                    made += deciding.of([kind])
        return {"proposals": made, "degraded": deciding.degraded}

    @traced("octomem.ingest.commit")
    def commit(self, state: IngestState) -> dict[str, Any]:
        """Write all operations in one transaction, then let the projections follow."""
        engine = self._engine
        scope, call = state["scope"], state["call"]
        if not state["fresh"] and state.get("extraction") is None:
            return {"operations": []}
        made, degraded = state["proposals"], list[Degraded]()
        told, means = (state["number"], state["fresh"], state["candidates"]), self._means(state)
        with engine.ledger.read() as connection:
            unencoded = self._unencoded(connection, state["proposals"])
            older = self._older(connection, state["number"], unencoded)
            behind = ground(connection, Call(*told, made), means)
        if behind is not None:
            means.extract(behind)  # outside of any transaction
        encoded = engine.encode_memories(unencoded, older)
        with engine.ledger.write(scope) as connection:
            done = engine.ledger.finished(connection, call)
            if done is not None and state.get("extraction") is None:
                return {"operations": done}
            if engine.ledger.head(connection, state["number"]) != state["head"]:
                # Another call committed in between: the agents decide anew, inside the commit.
                deciding = self._deciding(connection, state, state["candidates"])
                made, degraded = deciding.of(map(Kind, state["candidates"])), deciding.degraded
                fresh = self._unencoded(connection, made)
                encoded |= engine.encode(
                    memory.searchable for memory in fresh if memory.searchable not in encoded
                )
            proposals = agreement.grounded(_ordered(made))
            proposals += self._echoes(connection, state["number"], proposals)
            decided = proposals
            if behind is not None:
                decided = in_time(connection, Call(*told, proposals), means)
            if decided is not proposals:
                late = self._unencoded(connection, decided)
                encoded |= engine.encode(
                    memory.searchable for memory in late if memory.searchable not in encoded
                )
            extraction, number = state.get("extraction"), state["number"]
            operations = engine.commit(
                connection,
                scope,
                Commit(decided, engine.moment(connection), call, encoded, extraction, number),
            )
        engine.wake()
        return {"operations": operations, "degraded": degraded}

    def _means(self, state: IngestState) -> Means:
        """Return how one call is decided in the order of time."""
        number = state["number"]

        def propose(
            connection: Connection, kind: Kind, of_turn: Mapping[str, Sequence[Candidate]]
        ) -> list[Proposal]:
            return self._deciding(connection, state, of_turn).of([kind])

        def echo(connection: Connection, made: Sequence[Proposal]) -> list[Proposal]:
            return self._echoes(connection, number, made)

        def search(connection: Connection, text: str) -> Iterable[str]:
            full_text, terms = self._engine.full_text, index_terms(text)
            return full_text.search(connection, number, terms, REPORTS).memories

        def people(connection: Connection, told: Sequence[Turn]) -> dict[str, str]:
            return acquaintances(connection, number, told)

        again = _ReadAgain(self._engine.reader, self._candidates)
        return Means(people, again.extract, propose, echo, search)

    def _recorded(self, call: OpenCall, fresh: Sequence[Turn]) -> dict[str, Any]:
        previous: list[Turn] = []
        people: dict[str, str] = {}
        if fresh:
            # They are encoded while they are read: the model's pass needs no Python.
            self._engine.encode_ahead(index_text(turn) for turn in fresh[:TOGETHER])
            with self._engine.ledger.read() as connection:
                previous = turns.before(connection, fresh[0], CONTEXT)
                people = acquaintances(connection, call.partition, [*previous, *fresh])
        return {
            "scope": call.scope,
            "number": call.partition,
            "call": call.id,
            "turns": [turn.ref for turn in call.turns],
            "fresh": list(fresh),
            "previous": previous,
            "people": people,
        }

    def _undeleted(self, call: OpenCall) -> list[Turn]:
        """Return a call's turns that were not deleted since: a deleted one is not read again."""
        with self._engine.ledger.read() as connection:
            wanted = Wanted(identities=frozenset(turn.id for turn in call.turns))
            told = memories.related(connection, call.partition, Kind.EPISODIC, wanted)
        deleted = {memory.identity for memory in told if memory.deleted}
        return [turn for turn in call.turns if turn.id not in deleted]

    def _unencoded(self, connection: Connection, proposals: Sequence[Proposal]) -> list[Memory]:
        """Return the memories that have no vector yet: new ones and rewritten ones."""
        written = [memory for proposal in proposals for memory in proposal.writes]
        older = [memory.id for memory in written if memory.version > 1]
        known = memories.newest(connection, older)
        had = {name: memory.searchable for name, memory in known.items()}
        return [memory for memory in written if had.get(memory.id) != memory.searchable]

    def _older(
        self, connection: Connection, number: int, written: Sequence[Memory]
    ) -> dict[str, Source]:
        """Return the turns of earlier calls that the memories rest on, by id."""
        cited = {turn for memory in written for turn in memory.turns}
        older = cited - {memory.identity for memory in written}
        if not older:
            return {}
        found = embeddings.turns_of(connection, number, older)
        return {turn: Source(text, Encoded(vector)) for turn, (text, vector) in found.items()}

    def _drafts(self, state: IngestState, scope: Scope, now: datetime) -> list[Draft]:
        return parse_messages(
            state.get("messages", []),
            scope=scope,
            occurred_at=state.get("occurred_at"),
            now=now,
            metadata=state.get("metadata"),
            zone=self._engine.zone,
        )

    def _deciding(
        self,
        connection: Connection,
        state: IngestState,
        candidates: Mapping[str, Sequence[Candidate]],
    ) -> Deciding:
        scope, number = state["scope"], state["number"]
        return Deciding(self._engine.agents, connection, scope, number, candidates)

    def _echoes(
        self, connection: Connection, number: int, proposals: Sequence[Proposal]
    ) -> list[Proposal]:
        """End what other kinds keep of the claims that end."""
        over = agreement.ended(proposals)
        if not over:
            return []
        said = {turn for memory in over for turn in memory.turns}
        known = memories.resting_on(connection, number, said)
        return agreement.echoes(proposals, known)


class _ReadAgain:
    """Reads turns of earlier calls for one that comes late; what was found in them is kept."""

    def __init__(self, reader: Reader, candidates: _Extract) -> None:
        self._reader = reader
        self._candidates = candidates
        self._found: dict[_Row, dict[str, list[Candidate]]] = {}

    def extract(self, ground: Ground) -> list[dict[str, list[Candidate]]]:
        """Return the candidates of each turn, a few turns at a time; the routes are always the same."""
        rows = [(_row(each), each) for each in ground.behind]
        unread = [(row, each) for row, each in rows if row not in self._found]
        for at in range(0, len(unread), AT_A_TIME):
            some = unread[at : at + AT_A_TIME]
            self._reader.read_each([(each.turn, each.before, each.people) for _, each in some])
            for row, each in some:
                told, before = [*each.before[-1:], each.turn], each.before[:-1]
                found, _ = self._candidates(told, before, each.people, ground.routes)
                self._found[row] = found
        return [self._found[row] for row, _ in rows]


def _row(behind: Behind) -> _Row:
    """Return what a reading of a turn depends on."""
    told = (*behind.before, behind.turn)
    return tuple(turn.id for turn in told), tuple(sorted(behind.people.items()))


def result_of(
    state: Mapping[str, Any], seconds: float, *, enriching: bool = False
) -> ProcessResult:
    """Turn the last state into what `process` returns."""
    return ProcessResult(
        operations=tuple(state.get("operations", ())),
        routes=tuple(state.get("routes", ())),
        turns=tuple(state.get("turns", ())),
        degraded=tuple(state.get("degraded", ())),
        notes=tuple(state.get("notes", ())),
        seconds=seconds,
        usage=state.get("usage", Usage()),
        usage_by_agent=state.get("usage_by_agent", {}),
        rejected=tuple(state.get("rejected", ())),
        enriching=enriching,
    )


def _ordered(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Put proposals in the agents' order, whichever agent was first to finish."""
    order = list(Kind)
    return sorted(proposals, key=lambda proposal: order.index(proposal.agent))
