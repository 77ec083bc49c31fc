"""The recall graph's nodes: understand, eight agents, fuse, pack."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import add
from typing import Annotated, Any, TypedDict, cast

from sqlalchemy import Connection

from octomem.agents.base import Hit, Question, Ranked, spoken
from octomem.agents.bygone import bygone, bygone_first, held_last, left_behind
from octomem.agents.core import importance
from octomem.agents.fading import faded
from octomem.agents.meant import Meant, besides, by_any_name, may_mean, meant
from octomem.agents.model.questions import Rewrite
from octomem.agents.policy import load_policy
from octomem.agents.ranking import explained, lowered
from octomem.agents.reading.dates import understand_moments
from octomem.agents.reading.reading import Moment
from octomem.agents.reading.telling_words import telling
from octomem.errors import UsageError
from octomem.foreign import storable
from octomem.jsons import JSON as JSON  # noqa: PLC0414 - LangGraph reads the options' types here
from octomem.memory import Kind, Memory, Wanted, handed_out
from octomem.operation import Degraded
from octomem.orchestrator.asker import about, asker
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.engines import Probe
from octomem.orchestrator.filter_syntax import filter_or_none
from octomem.orchestrator.filters import Filter, matches
from octomem.orchestrator.fuse import as_memories, fuse, lowered_floor, supported, weights_for
from octomem.orchestrator.names import Names, names_of
from octomem.orchestrator.options import (
    RecallOptions,
    further_scopes,
    kinds_of,
    moments_of,
    scope_of,
    whole,
)
from octomem.orchestrator.outages import Outages
from octomem.orchestrator.reranking import reranked
from octomem.results import Recall
from octomem.scope import Scope
from octomem.stores.ledger import memories
from octomem.stores.ledger.ledger import Standing
from octomem.stores.ledger.memories import Sight, ended
from octomem.stores.ledger.view import View
from octomem.stores.terms import query_terms
from octomem.telemetry import event, told, traced

CURRENT_SESSION = (Kind.WORKING, Kind.CONTEXTUAL)
"""Kinds that belong to a session: recall with a session sees only that session's."""
REACH = 1
"""Turns on either side of a hit that go into a context."""
MAX_LIMIT = 1000
ASIDE = 0.5
"""Weight of the rankings for a question that a model made of the one asked, whose own have 1."""
LATEST_TURNS = 20
"""Turns among which the asker is looked for."""


def merged(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    """Reduce what parallel agents return: each writes keys of its own."""
    return {**left, **right}


class RecallInput(RecallOptions, total=False):
    """The parameters of `recall`."""

    query: str


class RecallState(RecallInput):
    """What the nodes hand on; each returns the part it made. All of it shows in Studio."""

    window: Moment
    """A time that a model reads in the question; used where the rules read none."""
    scopes: list[Scope]
    numbers: list[int | None]
    """The scopes' partitions, None where nothing was recorded yet."""
    sights: list[Sight]
    question: Question
    hits: dict[str, Sequence[Hit]]
    """By list: the kind for the main scope, `kind@n` for the n-th of `also`."""
    hints: dict[str, float]
    notes: tuple[str, ...]
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
        self._agents = {kind: self._node(kind) for kind in Kind}

    def run(self, given: RecallInput, rewrite: Rewrite | None = None) -> Recall:
        """Run the nodes one after the other: what the graph does, without its overhead.

        All of it is of one snapshot of the ledger, but for what follows a reranker, which may take
        seconds. With a rewriting, its questions are searched for too, and all rankings are fused.
        """
        self._engine.check_embedder()
        self._begin(given)
        with self._engine.ledger.read() as connection:
            state, views = self._asked(given, rewrite or Rewrite(), connection)
            if self._engine.reranker is None:
                return self._packed(self._fused(state), views)
        state = self._fused(state)
        with self._engine.ledger.read() as connection:
            return self._packed(state, self._views_again(connection, state))

    def _asked(
        self, given: RecallInput, rewrite: Rewrite, connection: Connection
    ) -> tuple[RecallState, list[View | None]]:
        """Run the nodes up to the agents' rankings, for a question and what it was rewritten to."""
        state, views = self._ranked(given, rewrite.moment, connection)
        for number, question in enumerate(rewrite.questions, start=1):
            other = cast("RecallInput", {**given, "query": question})
            aside, _ = self._ranked(other, rewrite.moment, connection)
            for name, ranked in aside["ranked"].items():
                state["ranked"][f"{name}~{number}"] = ranked
            for name, hits in aside["hits"].items():
                state["hits"][name] = [*state["hits"].get(name, ()), *hits]
            state["degraded"] = list(dict.fromkeys([*state["degraded"], *aside["degraded"]]))
        return state, views

    def _ranked(
        self, given: RecallInput, window: Moment | None, connection: Connection
    ) -> tuple[RecallState, list[View | None]]:
        """Run the nodes up to the agents' rankings, for one question."""
        begun: dict[str, Any] = {**given, "ranked": {}, "degraded": []}
        state = cast("RecallState", begun if window is None else {**begun, "window": window})
        understood, views = self._understood(state, connection)
        state |= cast("RecallState", understood)
        for kind in Kind:
            written = self.agent(kind)(state)
            state["ranked"] = merged(state["ranked"], written.get("ranked", {}))
            state["degraded"] = state["degraded"] + written.get("degraded", [])
        return state, views

    def _fused(self, state: RecallState) -> RecallState:
        fused = self.fuse(state)
        fused["degraded"] = [*state["degraded"], *fused["degraded"]]
        return cast("RecallState", {**state, **fused})

    def understand(self, state: RecallState) -> dict[str, Any]:
        """Read the question, ask every engine once per scope, and score the candidates."""
        self._engine.check_embedder()
        self._begin(state)
        with self._engine.ledger.read() as connection:
            return self._understood(state, connection)[0]

    def _begin(self, given: RecallInput) -> None:
        """Begin to encode a question as it will most likely be asked, before the ledger says whom it means."""
        said = self._engine.askers.guess(scope_of(given), checked_query(given))
        if said is not None and not may_mean(said):
            self._engine.encode_ahead([said])

    @traced("octomem.recall.understand")
    def _understood(
        self, state: RecallState, connection: Connection
    ) -> tuple[dict[str, Any], list[View | None]]:
        """Return what `understand` writes, and the scopes' partitions as the question sees them."""
        engine = self._engine
        if state.get("rewrite"):
            raise UsageError("rewrite is for `recall` and `answer`; the graph asks no model")
        query = checked_query(state)
        scopes = [scope_of(state), *further_scopes(state.get("also") or ())]
        limit = whole(state.get("limit", 10), "limit", MAX_LIMIT)
        filters = filter_or_none(state.get("filters"))
        kinds = _kinds(state)
        now = engine.clock()
        moments = moments_of(state, engine.zone)
        as_of = moments.as_of
        sights = [Sight(now, as_of, moments.known_at, scope.agent_id) for scope in scopes]
        hits: dict[str, Sequence[Hit]] = {}
        outages = Outages()
        standings = [engine.ledger.standing(connection, scope) for scope in scopes]
        views = self._views(connection, standings, sights)
        means = Meant(query)
        if views[0] is not None and (about(query, "") != query or may_mean(query)):
            means = self._named(connection, views[0], scopes[0], query)
        engine.encode_ahead([means.text])
        query = means.text
        question = understood(query, as_of or now, state.get("session_id"))
        said = spoken(means.by_name or query)
        if "window" in state and not question.moments:
            question = replace(question, moments=(state["window"],))
        names = {view.number: self._names(view, outages) for view in views if view is not None}
        named = {name for known in names.values() for name in known.said_in(said)}
        called = [group for known in names.values() for group in known.called(named)]
        by_name = by_any_name(means.by_name or query, called)
        question = replace(question, names=tuple(sorted(named)), by_name=by_name)
        hints = {kind.value: engine.agents[kind].hint(question) for kind in kinds}
        encode = functools.cache(functools.partial(engine.encode_question, query))
        # A reranker chooses among more than are asked for.
        enough = limit if engine.reranker is None else max(limit, engine.settings.reranker_top)
        outdated = set[str]()
        for place, (scope, view) in enumerate(zip(scopes, views, strict=True)):
            if view is None:
                continue
            known = names[view.number]
            probe = Probe(engine, view, known, question, encode, scope.session_id, outages)
            wanted = _wanted(scope, kinds, filters)
            lists = {kind: list_name(kind, place) for kind in Kind}
            over = _over(connection, view.number, sights[place], question)
            found = probe.hits(wanted, enough, kinds)
            for memory in over:
                if wanted(memory):
                    found[memory.kind] = [*found.get(memory.kind, ()), Hit(memory, {})]
            hits |= {lists[kind]: listed for kind, listed in found.items()}
            told = found.get(Kind.SEMANTIC, ())
            outdated |= _outdated(connection, view.number, sights[place], question, told)
        question = replace(question, outdated=frozenset(outdated))
        written = {
            "scopes": scopes,
            "numbers": [standing.number for standing in standings],
            "sights": sights,
            "question": question,
            "hits": hits,
            "hints": hints,
            "notes": moments.notes,
            "degraded": outages.degraded,
        }
        return written, views

    def _views(
        self, connection: Connection, standings: Sequence[Standing], sights: Sequence[Sight]
    ) -> list[View | None]:
        """Look at the scopes' partitions, each as its question may see it."""
        shelf = self._engine.shelf
        return [
            None
            if one.number is None
            else View.of(connection, one.number, sight, shelf, newest=one.newest)
            for one, sight in zip(standings, sights, strict=True)
        ]

    def _views_again(self, connection: Connection, state: RecallState) -> list[View | None]:
        """Look at them in a later snapshot, in which something may be new."""
        standings = [Standing(number) for number in state["numbers"]]
        return self._views(connection, standings, state["sights"])

    def _names(self, view: View, outages: Outages) -> Names:
        graph = self._engine.graph
        return outages.ask("graph", lambda: names_of(graph, view), Names(()))

    def _named(self, connection: Connection, view: View, scope: Scope, query: str) -> Meant:
        """Put names into a question as the memories have them: the asker's for "I", Anna to "my sister"."""
        asker = _asker(view, scope)
        self._engine.askers.note(scope, asker)

        def related(relation: str, owner: str) -> list[Memory]:
            known = memories.holding(connection, view.number, relation, owner)
            return list(view.among(memory.id for memory in known).values())

        return meant(about(query, asker), asker, related)

    def asker(self, connection: Connection, number: int, scope: Scope) -> str | None:
        """Return the name by which facts about who asks are told, if that is clear."""
        sight = Sight(self._engine.clock(), agent_id=scope.agent_id)
        return _asker(View.of(connection, number, sight, self._engine.shelf), scope)

    def agent(self, kind: Kind) -> Callable[[RecallState], RankOutput]:
        """Return an agent's node: its hits in, its ranking out."""
        return self._agents[kind]

    def _node(self, kind: Kind) -> Callable[[RecallState], RankOutput]:
        def node(state: RecallState) -> RankOutput:
            agent = self._engine.agents[kind]
            fading = load_policy().fading
            ranked: dict[str, list[Ranked]] = {}
            try:
                for place in range(len(state["scopes"])):
                    name = list_name(kind, place)
                    hits = state["hits"].get(name)
                    if hits:
                        question = state["question"]
                        own = besides(agent.rank(hits, question), question)
                        own = held_last(own, question)
                        own = faded(lowered(own), fading, question.at)
                        explain = state.get("explain", False)
                        ranked[name] = explained(own, hits) if explain else own
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                event("warning", "agent.failed", agent=kind.value, stage="recall", **told(error))
                return {"degraded": [Degraded(kind.value, f"{type(error).__name__}: {error}")]}
            return {"ranked": ranked}

        return traced("octomem.recall.agent", agent=kind.value)(node)

    @traced("octomem.recall.fuse")
    def fuse(self, state: RecallState) -> dict[str, Any]:
        """Merge the agents' rankings by weighted reciprocal rank fusion; rerank the best if told.

        What is over comes first where the question asks for it.
        """
        settings = self._engine.settings
        lists = supported(state["ranked"])
        hints = {Kind(name): value for name, value in state["hints"].items()}
        weights = weights_for(settings.fusion_weights, hints, settings.hint_gain)
        shares = {name: ASIDE if "~" in name else 1.0 for name in lists}
        outages = Outages()
        fused = fuse(
            lists,
            {name: self._floor(_kind_of(name), hints) for name in lists},
            {name: weights[_kind_of(name)] * shares[name] for name in lists},
            settings.fusion_k,
            max(state.get("limit", 10), settings.reranker_top),
        )
        if self._engine.reranker is not None:
            query, top = state["question"].text, settings.reranker_top
            fused = reranked(fused, self._engine.reranker, query, top, outages)
        fused = bygone_first(fused, state["question"])
        return {"fused": fused, "degraded": outages.degraded}

    def _floor(self, kind: Kind, hints: Mapping[Kind, float]) -> float:
        """Return an agent's floor; it is lower where the question asks for its kind outright."""
        return lowered_floor(self._engine.agents[kind].floor, hints.get(kind, 0.0))

    def pack(self, state: RecallState) -> dict[str, Any]:
        """Fetch what a context needs around the hits, and make the result."""
        with self._engine.ledger.read() as connection:
            return {"recall": self._packed(state, self._views_again(connection, state))}

    @traced("octomem.recall.pack")
    def _packed(self, state: RecallState, views: Sequence[View | None]) -> Recall:
        limit = state.get("limit", 10)
        explain = bool(state.get("explain", False))
        best = as_memories(state["fused"][:limit], explain=explain)
        near = _neighbours(views, best)
        profile = _profile(views[0])
        found = any((m.relevance or 0.0) >= self._engine.settings.found_floor for m in best)
        return Recall(
            query=state.get("query", ""),
            memories=best,
            found=found,
            profile=tuple(map(handed_out, profile)),
            neighbours=tuple(map(handed_out, near)),
            hints=state["hints"] if explain else {},
            degraded=tuple(state["degraded"]),
            notes=state["notes"],
        )


def _neighbours(views: Sequence[View | None], best: Sequence[Memory]) -> tuple[Memory, ...]:
    """Return the turns next to the hits, the best hit's first, as far as they may be seen."""
    among = {memory.id for memory in best}
    turns = {memory.id: memory for memory in best if memory.position is not None}
    found: dict[str, Memory] = {}
    for view in views:
        if view is None or not turns:
            continue
        own = turns if len(views) == 1 else view.among(turns)
        places = [
            (turns[name].session_id, (turns[name].position or 0) + step)
            for name in turns
            if name in own
            for step in (-REACH, REACH)
        ]
        seen = view.at_places(places)
        order = {where: rank for rank, where in reversed(list(enumerate(places)))}
        found |= {
            m.id: m
            for m in sorted(
                seen.values(), key=lambda m: (order[m.session_id, m.position or 0], m.id)
            )
        }
    return tuple(memory for memory in found.values() if memory.id not in among)


def _profile(view: View | None) -> tuple[Memory, ...]:
    """Return what the core agent keeps in mind whatever the question.

    What could harm or offend comes first, then the surest: a small budget holds the first ones.
    """
    held = [] if view is None else view.of_kind(Kind.CORE)
    return tuple(sorted(held, key=lambda m: (-importance(m), -m.confidence, m.valid_from, m.id)))


def _asker(view: View, scope: Scope) -> str | None:
    return asker(view.of_kind(Kind.EPISODIC, limit=LATEST_TURNS), scope.user_id)


def checked_query(state: RecallInput) -> str:
    """Read the question.

    Raises:
        UsageError: it is no text, or an empty one.
    """
    query = state.get("query")
    if not isinstance(query, str) or not query.strip():
        raise UsageError(f"the query must be a text that is not empty, got {query!r}")
    return storable(query, "the query")


def understood(query: str, at: datetime, session_id: str | None) -> Question:
    """Read a question by its words alone: terms and time windows; names come from the graph."""
    return Question(
        text=query,
        words=spoken(query),
        terms=query_terms(telling(query)),
        at=at,
        moments=understand_moments(query, at),
        session_id=session_id,
    )


def _over(connection: Connection, number: int, sight: Sight, question: Question) -> list[Memory]:
    """Return what answers a question about the past and is over: no index holds it."""
    sought = bygone(question)
    if sought is None:
        return []
    found = ended(connection, number, sight, sought.wanted, sought.ties)
    return [memory for memory in found if sought.answers(memory)]


def _outdated(
    connection: Connection, number: int, sight: Sight, question: Question, holds: Iterable[Hit]
) -> set[str]:
    """Return the turns that told what is over of what a question asks for, and nothing of it that holds."""
    sought = left_behind(question)
    if sought is None:
        return set()
    over = ended(connection, number, sight, Wanted(slots=sought.slots), sought.ties)
    turns = {turn for memory in over if sought.answers(memory) for turn in memory.turns}
    still = (hit.memory for hit in holds if turns and sought.asked.answer(hit.memory))
    return turns.difference(turn for memory in still for turn in memory.turns)


def list_name(kind: Kind, place: int) -> str:
    """Name an agent's list: its kind for the main scope, `kind@n` for the n-th of `also`."""
    return kind.value if place == 0 else f"{kind.value}@{place}"


def _kind_of(name: str) -> Kind:
    return Kind(name.partition("~")[0].partition("@")[0])


def _kinds(state: RecallState) -> frozenset[Kind]:
    given = state.get("kinds")
    return frozenset(Kind) if given is None else frozenset(kinds_of(given))


def _wanted(
    scope: Scope, kinds: frozenset[Kind], filters: Filter | None
) -> Callable[[Memory], bool]:
    """Keep a session's own kinds to their session, and apply the caller's restrictions."""
    session = scope.session_id

    def wanted(memory: Memory) -> bool:
        own = session is None or memory.session_id == session or memory.kind not in CURRENT_SESSION
        return own and memory.kind in kinds and (filters is None or matches(memory, filters))

    return wanted
