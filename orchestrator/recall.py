"""The recall graph's nodes: understand, eight agents, fuse, pack."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import add
from typing import Annotated, Any, TypedDict, cast

from sqlalchemy import Connection

from octomem.agents.base import Hit, Question, Ranked
from octomem.agents.reading.dates import understand_moments
from octomem.errors import UsageError
from octomem.jsons import JSON
from octomem.memory import Kind, Memory
from octomem.operation import Degraded
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.engines import Probe, names_in
from octomem.orchestrator.fuse import as_memories, fuse, weights_for
from octomem.orchestrator.options import RecallOptions, scope_of
from octomem.results import Recall
from octomem.scope import Scope
from octomem.stores.ledger import memories, turns
from octomem.stores.ledger.memories import Sight
from octomem.stores.terms import query_terms
from octomem.turn import Turn

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
CURRENT_SESSION = (Kind.WORKING, Kind.CONTEXTUAL)
"""Kinds that belong to a session: recall with a session sees only that session's."""
REACH = 1
"""Turns on either side of a hit that go into a context."""
MAX_LIMIT = 1000

Filters = Mapping[str, JSON]


def merged(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    """Reduce what parallel agents return: each writes keys of its own."""
    return {**left, **right}


class RecallInput(RecallOptions, total=False):
    """The parameters of `recall`."""

    query: str


class RecallState(RecallInput):
    """What the nodes hand on; each returns the part it made. All of it shows in Studio."""

    scopes: list[Scope]
    question: Question
    hits: dict[str, list[Hit]]
    """By list: the kind for the main scope, `kind@n` for the n-th of `also`."""
    hints: dict[str, float]
    ranked: Annotated[dict[str, list[Ranked]], merged]
    degraded: Annotated[list[Degraded], add]
    fused: list[Ranked]
    recall: Recall


class RankOutput(TypedDict, total=False):
    """What an agent's node may write: only keys that can be merged."""

    ranked: Annotated[dict[str, list[Ranked]], merged]
    degraded: Annotated[list[Degraded], add]


class RecallOutput(TypedDict):
    """What a run of the graph returns."""

    recall: Recall


class Answer:
    """The nodes, as functions of the state. Each may run in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def run(self, given: RecallInput) -> Recall:
        """Run the nodes one after the other: what the graph does, without its overhead."""
        state = cast("RecallState", {**given, "ranked": {}, "degraded": []})
        state |= cast("RecallState", self.understand(state))
        for kind in Kind:
            written = self.agent(kind)(state)
            state["ranked"] = merged(state["ranked"], written.get("ranked", {}))
            state["degraded"] = state["degraded"] + written.get("degraded", [])
        state |= cast("RecallState", self.fuse(state))
        found: Recall = self.pack(state)["recall"]
        return found

    def understand(self, state: RecallState) -> dict[str, Any]:
        """Read the question, ask every engine once per scope, and score the candidates."""
        engine = self._engine
        engine.check_embedder()
        scopes = _scopes(state)
        query = state.get("query", "")
        if not query.strip():
            raise UsageError("the query is empty")
        now = engine.clock()
        at = state.get("as_of") or now
        vector = engine.embed_query(query)
        hits: dict[str, list[Hit]] = {}
        question = understood(query, at, state.get("session_id"))
        kinds = _kinds(state)
        with engine.ledger.read() as connection:
            numbers = [engine.ledger.partition(connection, scope) for scope in scopes]
            names: dict[str, str] = {}
            for number in numbers:
                if number is not None:
                    entities = engine.graph.entities(connection, number)
                    names |= names_in(question.words, entities)[0]
            question = _named(question, names)
            for place, (scope, number) in enumerate(zip(scopes, numbers, strict=True)):
                if number is None:
                    continue
                sight = Sight(now, state.get("as_of"), state.get("known_at"), scope.agent_id)
                probe = Probe(engine, connection, number, question, vector, sight)
                scored = probe.hits(neighbours=Kind.EPISODIC in kinds)
                for hit in scored:
                    memory = hit.memory
                    if memory.kind in kinds and _wanted(memory, scope, state.get("filters")):
                        hits.setdefault(list_name(memory.kind, place), []).append(hit)
        hints = {kind.value: self._engine.agents[kind].hint(question) for kind in kinds}
        return {"scopes": scopes, "question": question, "hits": hits, "hints": hints}

    def agent(self, kind: Kind) -> Callable[[RecallState], RankOutput]:
        """Return an agent's node: its hits in, its ranking out."""

        def node(state: RecallState) -> RankOutput:
            agent = self._engine.agents[kind]
            ranked: dict[str, list[Ranked]] = {}
            try:
                for place in range(len(state["scopes"])):
                    name = list_name(kind, place)
                    hits = state["hits"].get(name)
                    if hits:
                        ranked[name] = agent.rank(hits, state["question"])
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                return {"degraded": [Degraded(kind.value, f"{type(error).__name__}: {error}")]}
            return {"ranked": ranked}

        return node

    def fuse(self, state: RecallState) -> dict[str, Any]:
        """Merge the agents' rankings by weighted reciprocal rank fusion."""
        settings = self._engine.settings
        lists = state["ranked"]
        hints = {Kind(name): value for name, value in state["hints"].items()}
        weights = weights_for(settings.fusion_weights, hints, settings.hint_gain)
        return {
            "fused": fuse(
                lists,
                {name: self._engine.agents[_kind_of(name)].floor for name in lists},
                {name: weights[_kind_of(name)] for name in lists},
                settings.fusion_k,
            )
        }

    def pack(self, state: RecallState) -> dict[str, Any]:
        """Fetch what a context needs around the hits, and make the result."""
        limit = state.get("limit", 10)
        explain = state.get("explain", False)
        best = as_memories(state["fused"][:limit], explain=explain)
        with self._engine.ledger.read() as connection:
            number = self._engine.ledger.partition(connection, state["scopes"][0])
            near = self._neighbours(connection, number, best) if number is not None else ()
            profile = self._profile(connection, number, state) if number is not None else ()
        found = any((m.relevance or 0.0) >= self._engine.settings.found_floor for m in best)
        recall = Recall(
            query=state.get("query", ""),
            memories=best,
            found=found,
            profile=profile,
            neighbours=near,
            hints=state["hints"] if explain else {},
            degraded=tuple(state["degraded"]),
        )
        return {"recall": recall}

    def _neighbours(
        self, connection: Connection, number: int, best: Sequence[Memory]
    ) -> tuple[Turn, ...]:
        """Return the turns next to the hits, nearest to the best hit first."""
        places = [
            (memory.session_id, memory.position)
            for memory in best
            if memory.kind is Kind.EPISODIC and memory.position is not None
        ]
        found = turns.around(connection, number, places, REACH)
        order = [
            (session, place)
            for session, position in places
            for place in (position - REACH, position + REACH)
        ]
        return tuple(found[place] for place in dict.fromkeys(order) if place in found)

    def _profile(
        self, connection: Connection, number: int, state: RecallState
    ) -> tuple[Memory, ...]:
        """Return what the core agent keeps in mind whatever the question, surest first."""
        scope = state["scopes"][0]
        now = self._engine.clock()
        sight = Sight(now, state.get("as_of"), state.get("known_at"), scope.agent_id)
        held = memories.current(connection, number, Kind.CORE, sight)
        return tuple(sorted(held, key=lambda m: (-m.confidence, m.valid_from, m.id)))


def understood(query: str, at: datetime, session_id: str | None) -> Question:
    """Read a question by its words alone: terms and time windows; names come from the graph."""
    return Question(
        text=query,
        words=tuple(word.casefold().replace("\u2019", "'") for word in WORD.findall(query)),
        terms=query_terms(query),
        at=at,
        moments=understand_moments(query, at),
        session_id=session_id,
    )


def list_name(kind: Kind, place: int) -> str:
    """Name an agent's list: its kind for the main scope, `kind@n` for the n-th of `also`."""
    return kind.value if place == 0 else f"{kind.value}@{place}"


def _kind_of(name: str) -> Kind:
    return Kind(name.partition("@")[0])


def _named(question: Question, names: Mapping[str, str]) -> Question:
    return replace(question, names=tuple(sorted(set(names.values()))))


def _scopes(state: RecallState) -> list[Scope]:
    limit = state.get("limit", 10)
    if not 1 <= limit <= MAX_LIMIT:
        raise UsageError(f"limit must lie between 1 and {MAX_LIMIT}, got {limit}")
    return [scope_of(state), *(state.get("also") or ())]


def _kinds(state: RecallState) -> frozenset[Kind]:
    given = state.get("kinds")
    if given is None:
        return frozenset(Kind)
    return frozenset(kinds_of(given))


def kinds_of(names: Sequence[str]) -> list[Kind]:
    """Read kinds by name.

    Raises:
        UsageError: one of them is no kind, or there is none.
    """
    known = ", ".join(Kind)
    if isinstance(names, str) or not names:
        raise UsageError(f"kinds takes a list of some of: {known}")
    unknown = [name for name in names if name not in set(Kind)]
    if unknown:
        raise UsageError(f"no such kind {unknown[0]!r}; the kinds are: {known}")
    return [Kind(name) for name in names]


def _wanted(memory: Memory, scope: Scope, filters: Filters | None) -> bool:
    """Keep a session's own kinds to their session, and apply the caller's filters."""
    if (
        memory.kind in CURRENT_SESSION
        and scope.session_id is not None
        and memory.session_id != scope.session_id
    ):
        return False
    return matches(memory, filters)


def matches(memory: Memory, filters: Filters | None) -> bool:
    """Say whether a memory has exactly the values asked for.

    A filter maps `session_id`, a field of the memory's kind or a metadata name to a
    literal, or to a list of literals of which one must match.

    Raises:
        UsageError: a value is a mapping; there are no operators.
    """
    for name, value in (filters or {}).items():
        if isinstance(value, dict):
            raise UsageError(f"filter {name!r}: a filter takes a value or a list, no operators")
        if _value(memory, name) not in (value if isinstance(value, list) else [value]):
            return False
    return True


def _value(memory: Memory, name: str) -> JSON:
    if name == "session_id":
        return memory.session_id
    return memory.fields.get(name, memory.metadata.get(name))
