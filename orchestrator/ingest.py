"""The ingest graph's nodes: record, route, extract, eight agents, commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import add
from typing import Annotated, Any, TypedDict, cast

from sqlalchemy import Connection

from octomem.agents.base import Candidate
from octomem.agents.reading.reader import CONTEXT
from octomem.jsons import JSON
from octomem.memory import Kind, Memory
from octomem.messages import parse_messages
from octomem.operation import Degraded, Operation, ProcessResult, Proposal, Route
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.options import ProcessOptions, scope_of
from octomem.scope import Scope
from octomem.stores.ledger import memories, turns
from octomem.stores.ledger.ledger import Commit
from octomem.stores.ledger.turns import NewTurn
from octomem.stores.vault.vault import Sealed, Vault
from octomem.turn import Attachment, Turn


class IngestInput(ProcessOptions, total=False):
    """The parameters of `process`."""

    messages: Sequence[Any]
    call_id: str | None
    """Set to finish a call whose turns are recorded already."""


class IngestState(IngestInput):
    """What the nodes hand on; each returns the part it made. All of it shows in Studio."""

    scope: Scope
    call: str
    turns: list[str]
    fresh: list[Turn]
    """The call's turns that are to be processed, in order."""
    previous: list[Turn]
    """The session's turns before them: who "she" is may stand there."""
    routes: list[Route]
    candidates: dict[str, list[Candidate]]
    head: int
    proposals: Annotated[list[Proposal], add]
    degraded: Annotated[list[Degraded], add]
    operations: list[Operation]


class AgentOutput(TypedDict, total=False):
    """What an agent's node may write: only keys that can be added up."""

    proposals: Annotated[list[Proposal], add]
    degraded: Annotated[list[Degraded], add]


class IngestOutput(TypedDict):
    """What a run of the graph returns."""

    turns: list[str]
    routes: list[Route]
    operations: list[Operation]
    degraded: list[Degraded]


class Ingest:
    """The nodes, as functions of the state. Each may run in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, state: IngestState) -> dict[str, Any]:
        """Write the turns, their secrets cut out, in one transaction."""
        engine = self._engine
        engine.check_embedder()
        resumed = state.get("call_id")
        if resumed:
            with engine.ledger.read() as connection:
                call = engine.ledger.open_call(connection, resumed)
            return self._recorded(call.scope, call.id, call.turns, call.turns)
        scope = scope_of(state)
        now = engine.clock()
        given, sealed = self._redacted(state, scope, now)
        call_id, recorded = engine.ledger.record(scope, given, sealed, now)
        return self._recorded(scope, call_id, recorded.turns, recorded.fresh)

    def route(self, state: IngestState) -> dict[str, Any]:
        """Choose the agents by what is in the turns, and say why."""
        readings = self._engine.reader.read_many(state["fresh"], state["previous"])
        routes: list[Route] = []
        for kind, agent in self._engine.agents.items():
            reasons = (agent.interest(reading) for reading in readings)
            found = list(dict.fromkeys(reason for reason in reasons if reason))
            if found:
                routes.append(Route(kind, "; ".join(found[:3])))
        return {"routes": routes}

    def extract(self, state: IngestState) -> dict[str, Any]:
        """Let each routed agent find its candidates, without a model."""
        readings = self._engine.reader.read_many(state["fresh"], state["previous"])
        found: dict[str, list[Candidate]] = {}
        degraded: list[Degraded] = []
        for route in state["routes"]:
            agent = self._engine.agents[route.agent]
            try:
                found[route.agent.value] = agent.extract(readings)
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                degraded.append(_degraded(route.agent, error))
        with self._engine.ledger.read() as connection:
            number = self._engine.ledger.partition(connection, state["scope"])
            head = 0 if number is None else self._engine.ledger.head(connection, number)
        return {"candidates": found, "degraded": degraded, "head": head}

    def agent(self, kind: Kind) -> Callable[[IngestState], AgentOutput]:
        """Return an agent's node: candidates in, proposals out."""

        def node(state: IngestState) -> AgentOutput:
            candidates = state["candidates"].get(kind.value, [])
            try:
                with self._engine.ledger.read() as connection:
                    proposals = self._proposals(connection, state["scope"], kind, candidates)
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                return {"degraded": [_degraded(kind, error)]}
            return {"proposals": proposals}

        return node

    def commit(self, state: IngestState) -> dict[str, Any]:
        """Write all operations in one transaction, then let the projections follow."""
        engine = self._engine
        scope, call = state["scope"], state["call"]
        if not state["fresh"]:
            return {"operations": []}
        proposals = _ordered(state["proposals"])
        vectors = engine.embed(self._unembedded(proposals))
        with engine.ledger.write() as connection:
            number = engine.ledger.partition(connection, scope)
            if number is not None and engine.ledger.head(connection, number) != state["head"]:
                proposals = self._again(connection, scope, state["candidates"])
                vectors |= engine.embed(t for t in self._unembedded(proposals) if t not in vectors)
            operations = engine.ledger.commit(
                connection, scope, Commit(proposals, engine.clock(), call, vectors)
            )
        engine.projector.wake()
        engine.hold_back()
        return {"operations": operations}

    def _recorded(
        self, scope: Scope, call_id: str, all_turns: Sequence[Turn], fresh: Sequence[Turn]
    ) -> dict[str, Any]:
        previous: list[Turn] = []
        if fresh:
            with self._engine.ledger.read() as connection:
                previous = turns.before(connection, fresh[0], CONTEXT)
        return {
            "scope": scope,
            "call": call_id,
            "turns": [turn.ref for turn in all_turns],
            "fresh": list(fresh),
            "previous": previous,
        }

    def _unembedded(self, proposals: Sequence[Proposal]) -> list[str]:
        """Return the texts that have no vector yet: of new memories and of rewritten ones."""
        written = [memory for proposal in proposals for memory in proposal.writes]
        older = [memory.id for memory in written if memory.version > 1]
        with self._engine.ledger.read() as connection:
            known = memories.newest(connection, older)
        had = {memory.searchable for memory in known.values()}
        return [memory.searchable for memory in written if memory.searchable not in had]

    def _redacted(
        self, state: IngestState, scope: Scope, now: datetime
    ) -> tuple[list[NewTurn], list[Sealed]]:
        """Parse the messages and cut every secret out of them."""
        drafts = parse_messages(
            state.get("messages", []),
            scope=scope,
            occurred_at=state.get("occurred_at"),
            now=now,
            metadata=state.get("metadata"),
        )
        partition = scope.partition.key
        texts, sealed = self._engine.vault.seal_all([draft.text for draft in drafts], partition)
        seal = _Sealing(self._engine.vault, partition, sealed)
        given = [
            NewTurn(
                message_id=draft.message_id,
                role=draft.role,
                actor=draft.actor,
                text=text,
                occurred_at=draft.occurred_at,
                dated=draft.dated,
                attachments=tuple(seal.attachment(one) for one in draft.attachments),
                metadata=seal.metadata(draft.metadata),
            )
            for draft, text in zip(drafts, texts, strict=True)
        ]
        return given, seal.sealed

    def _proposals(
        self, connection: Connection, scope: Scope, kind: Kind, candidates: Sequence[Candidate]
    ) -> list[Proposal]:
        """Decide an agent's candidates against what is known now."""
        if not candidates:
            return []
        agent = self._engine.agents[kind]
        number = self._engine.ledger.partition(connection, scope)
        known: list[Memory] = []
        if number is not None:
            known = memories.related(connection, number, kind, agent.wanted(candidates))
        return agent.propose(candidates, known, scope.partition.key)

    def _again(
        self, connection: Connection, scope: Scope, candidates: Mapping[str, Sequence[Candidate]]
    ) -> list[Proposal]:
        """Decide anew, inside the commit, because another call committed in between."""
        return _ordered(
            [
                proposal
                for name, found in candidates.items()
                for proposal in self._proposals(connection, scope, Kind(name), found)
            ]
        )


class _Sealing:
    """Cuts the secrets out of what comes with a call's messages, and gathers them, sealed."""

    def __init__(self, vault: Vault, partition: str, sealed: list[Sealed]) -> None:
        self._vault = vault
        self._partition = partition
        self.sealed = sealed

    def attachment(self, given: Attachment) -> Attachment:
        texts = {name: getattr(given, name) for name in ("uri", "caption", "title")}
        present = {name: text for name, text in texts.items() if text is not None}
        redacted, sealed = self._vault.seal_all(list(present.values()), self._partition)
        self.sealed += sealed
        return replace(given, **dict(zip(present, redacted, strict=True)))

    def metadata(self, given: dict[str, JSON]) -> dict[str, JSON]:
        redacted, sealed = self._vault.seal_json(given, self._partition)
        self.sealed += sealed
        return cast("dict[str, JSON]", redacted)


def result_of(state: Mapping[str, Any], seconds: float) -> ProcessResult:
    """Turn the graph's last state into what `process` returns."""
    return ProcessResult(
        operations=tuple(state.get("operations", ())),
        routes=tuple(state.get("routes", ())),
        turns=tuple(state.get("turns", ())),
        degraded=tuple(state.get("degraded", ())),
        seconds=seconds,
    )


def _ordered(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Put proposals in the agents' order, whichever agent was first to finish."""
    order = list(Kind)
    return sorted(proposals, key=lambda proposal: order.index(proposal.agent))


def _degraded(kind: Kind, error: Exception) -> Degraded:
    return Degraded(kind.value, f"{type(error).__name__}: {error}")
