"""The recall engines: each is asked once per scope, and its scores are calibrated to [0, 1]."""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from octomem.agents.base import Hit, Question
from octomem.agents.episodic import EpisodicAgent
from octomem.agents.smoothing import Surroundings
from octomem.agents.turns import Rows, Turns, place_of
from octomem.errors import StoreError
from octomem.memory import Kind, Memory
from octomem.orchestrator.engine import VECTOR_INDEX, VECTORS, Engine
from octomem.orchestrator.names import COMMON, NOWHERE, Names, Rings
from octomem.orchestrator.outages import Outages
from octomem.orchestrator.second_hop import second_hop
from octomem.orchestrator.whole import (
    DENSE,
    LENT,
    Compared,
    Mask,
    calibrated_late,
    likeness,
    scattered,
    worded,
)
from octomem.stores.ledger import memories
from octomem.stores.ledger.block import Block
from octomem.stores.ledger.embeddings import Halves
from octomem.stores.ledger.memories import Place
from octomem.stores.ledger.view import View
from octomem.stores.maxsim import Weights, maxsim, token_weights
from octomem.stores.products import widened
from octomem.stores.scripts import serves
from octomem.stores.seams import Encoded, TextHits
from octomem.stores.terms import query_terms
from octomem.telemetry import hits

NEIGHBOURS_OF = 60
REACH = 2
"""Turns this near to one of so many best turns are candidates too."""
NEAREST = 2
"""So many times the pool the vector index is asked for: much of what it finds is no turn, and turns
that share no word with the question come from nowhere else."""
CLOSER = 6
"""So many times the memories asked for, turns are read where all were compared: the order that is
found so lacks what facts tell of them."""
FEWEST = 60
"""Memories of a kind that are read however few are asked for. With fewer facts their turns would miss
what speaks for them, and the first of an answer would depend on how many are asked for."""
FURTHER = 10
"""Of each kind that is no turn, so many more are read than are asked for."""
WIDEN = 8
MOST = 20_000
"""How the engines' pool grows while too few of their candidates are wanted. What is read of a partition
that was compared as a whole grows as fast, until nothing is left."""
BOUNDED = (Kind.CORE, Kind.WORKING, Kind.CONTEXTUAL)
"""Kinds whose current memories are few by policy and always are candidates."""


Wanted = Callable[[Memory], bool]
"""Says whether a memory is of a kind that is asked for, and passes the caller's filters."""
Found = dict[Kind, Sequence[Hit]]
"""What the engines brought, with all their scores, by kind."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the engines say that need no vectors, by memory id."""

    text: TextHits
    graph: Mapping[str, float]
    fuzzy: Mapping[str, float]
    time: Mapping[str, float]
    held: Mapping[str, Memory]
    """All there is of the kinds that always are candidates."""

    @property
    def unworded(self) -> dict[str, Mapping[str, float]]:
        """Their scores by engine, but for those of words."""
        return {"graph": self.graph, "fuzzy": self.fuzzy, "time": self.time}

    @property
    def signals(self) -> dict[str, Mapping[str, float]]:
        """Their scores by engine."""
        return {"lexical": self.text.memories, **self.unworded}

    def tell(self, dense: int) -> None:
        """Say how much each engine found, and how much was read for its likeness."""
        found = {name: len(scores) for name, scores in self.unworded.items()}
        hits({"dense": dense, "lexical": len(self.text.docs), **found})


@dataclass(frozen=True, slots=True)
class Probe:
    """One question to one partition, within one snapshot of the ledger."""

    engine: Engine
    view: View
    names: Names
    """The partition's."""
    question: Question
    encode: Callable[[], Encoded]
    """Gives the question's vector, and those of its tokens where the store has tokens: made beside
    whatever needs none, and waited for after that."""
    session: str | None
    """The current session, to which working and contextual memories are confined."""
    outages: Outages

    def hits(self, wanted: Wanted, enough: int, kinds: frozenset[Kind]) -> Found:
        """Return the candidates of every engine, confirmed by the ledger and scored exactly.

        Where what is wanted is rare among what the engines find, they are asked for more,
        until there is enough or nothing is left: of each kind, where all of it was compared. All that
        is wanted is of some `kinds`.
        """
        block = self.view.block()
        if block is None:
            return self._of_some(wanted, enough, kinds)
        return self._of_all(block, wanted, enough, kinds)

    def _of_all(self, block: Block, wanted: Wanted, enough: int, kinds: frozenset[Kind]) -> Found:
        """Compare the question with all of a small partition, and read the best of it."""
        pool, times, seen = self.engine.settings.pool, 1, self.view.seen(block)
        vectors = widened(block.vectors)
        while True:
            asked = self._ask(NEAREST * pool, kinds, block)
            scores = {"lexical": worded(block, asked.text), **scattered(block, asked.unworded)}
            counts = _counts(kinds, enough, times)
            compared = self._compared(block, vectors, self._weights(asked.text))
            best = self.view.among(compared.likest(scores, counts, seen))
            facts = self._wanted({**asked.held, **best}, wanted)
            found = compared.facts(facts.values(), scores)
            if Kind.EPISODIC in counts:
                most = counts[Kind.EPISODIC]
                turns = compared.turns(scores, asked.text.sessions, seen)
                found[Kind.EPISODIC] = self._read(turns, compared, most, wanted, seen)
            asked.tell(sum(map(len, found.values())))
            left = (kind for kind, wish in counts.items() if wish < len(block.rows_of(kind)))
            if all(len(found.get(kind, ())) >= enough for kind in left):
                return found
            pool, times = min(MOST, pool * WIDEN), times * WIDEN

    def _read(
        self, turns: Turns, compared: Compared, count: int, wanted: Wanted, visible: Mask
    ) -> Turns:
        """Choose and read the turns that may be among the first."""
        block, agent = compared.block, self._agent
        heard, place = compared.heard[block.turns], block.place[block.turns]
        turns = _hopped(turns, agent, compared.vectors[block.turns], heard, place)
        scores = agent.preferred(agent.order(turns), block.speakers, self.question)
        rows: list[int] = compared.first(scores, block.turns, count, visible).tolist()
        row_of: dict[str, int] = {block.ids[block.turns[row]]: row for row in rows}
        seen = self._wanted(self.view.among(row_of), wanted)
        chosen = np.array([row_of[name] for name in seen], dtype=np.intp)
        return replace(turns, memories=list(seen.values()), rows=chosen)

    def _of_some(self, wanted: Wanted, enough: int, kinds: frozenset[Kind]) -> Found:
        """Gather what the engines find; where turns are wanted, those next to the best as well."""
        pool = self.engine.settings.pool
        while True:
            asked = self._ask(pool, kinds)
            dense = self._dense(NEAREST * pool)
            left = len(dense) >= NEAREST * pool or len(asked.text.docs) >= pool
            dense += self.view.versions.after(
                self.engine.ledger.followed(self.view.connection, VECTORS)
            )
            asked.tell(len(dense))
            ids = {name for scores in asked.signals.values() for name in scores}
            more = self.view.among(ids.union(dense) - asked.held.keys())
            seen = self._wanted({**asked.held, **more}, wanted)
            if len(seen) >= enough or not left or pool >= MOST:
                return self._gathered(seen, asked, wanted, kinds)
            pool = min(MOST, pool * WIDEN)

    def _gathered(
        self, seen: dict[str, Memory], asked: _Asked, wanted: Wanted, kinds: frozenset[Kind]
    ) -> Found:
        """Score what was found, and the turns next to the best of it."""
        heard = self._heard(seen)
        cosines = self._cosines(heard)
        if Kind.EPISODIC in kinds:
            near = self.view.versions.at_places(self._places(seen, asked, cosines))
            more = self._wanted(self.view.among(set(near) - seen.keys()), wanted)
            more_heard = self._heard(more)
            cosines |= self._cosines(more_heard)
            heard |= more_heard
            seen |= more
        sessions = {
            memory.id: asked.text.sessions.get(memory.session_id or "", 0.0)
            for memory in seen.values()
            if memory.kind is Kind.EPISODIC
        }
        late = self._late(heard, self._weights(asked.text))
        given = {"late": late, "dense": cosines, **asked.signals, "session": sessions}
        found = _by_kind(_hits(seen, given, seen.keys() - heard.keys()))
        if Kind.EPISODIC in found:
            found[Kind.EPISODIC] = self._hopped(found[Kind.EPISODIC], heard)
        return found

    def _wanted(self, seen: Mapping[str, Memory], wanted: Wanted) -> dict[str, Memory]:
        return {name: memory for name, memory in seen.items() if wanted(memory)}

    def _heard(self, seen: Mapping[str, Memory]) -> dict[str, Memory]:
        """Return the memories whose script, as the question's, the embedder was trained for."""
        scripts = self.engine.embedder.scripts
        if not serves(scripts, self.question.text):
            return {}
        return {name: memory for name, memory in seen.items() if serves(scripts, memory.text)}

    def _ask(self, pool: int, kinds: frozenset[Kind], block: Block | None = None) -> _Asked:
        """Ask every engine that needs no vectors: the question is being encoded meanwhile."""
        view = self.view
        windows = [
            memories.in_window(view.connection, view.number, moment.start, moment.end, pool)
            for moment in self.question.moments
        ]
        held = [
            view.of_kind(kind, session=None if kind is Kind.CORE else self.session)
            for kind in BOUNDED
            if kind in kinds
        ]
        text = self._keywords(block, pool)
        graph = self._near(dict.fromkeys(self.question.names, 1.0))
        fuzzy = self._near(self._misspelt(text))
        return _Asked(
            text=text,
            graph=graph,
            fuzzy=fuzzy,
            time={name: 1.0 for window in windows for name in window},
            held={memory.id: memory for kind in held for memory in kind},
        )

    def _keywords(self, block: Block | None, most: int) -> TextHits:
        """Look the question's words up, where the partition's are in the process's memory there."""
        if block is not None and block.words is not None:
            return block.words.search(self.question.terms, most)
        view, terms = self.view, self.question.terms
        return self.engine.full_text.search(view.connection, view.number, terms, most)

    def _weights(self, text: TextHits) -> Weights:
        """Weigh each token of the question by how rare its word is in the partition."""
        return token_weights(self.question.text, self.encode().spans, text.weights)

    def _compared(self, block: Block, vectors: NDArray[np.float32], weights: Weights) -> Compared:
        scripts = self.engine.embedder.scripts
        heard = block.heard(scripts if serves(scripts, self.question.text) else frozenset())
        return Compared.of(block, vectors, self.encode(), weights, heard)

    def _misspelt(self, text: TextHits) -> dict[str, float]:
        """Return the entities that the question may mean by words which no memory knows."""
        unknown = [
            word
            for word in self.question.words
            if (terms := query_terms(word)) and text.unknown.issuperset(terms)
        ]
        return self.names.misspelt_in(unknown, self.question.names)

    def _dense(self, count: int) -> list[str]:
        """Ask the vector index; where it is down the other engines go on, and that is said."""
        index, vector, nothing = self.engine.index, self.encode().vector, list[str]()
        return self.outages.ask(
            VECTOR_INDEX, lambda: index.search(self.view.number, vector, count), nothing, StoreError
        )

    def _near(self, names: Mapping[str, float]) -> dict[str, float]:
        """Score memories by their distance to entities; a name that is everywhere says little.

        `names` maps an entity's name to how surely the question means it.
        """
        scores: dict[str, float] = {}
        for name, sureness in names.items():
            rings = self._rings(name)
            rarity = 1 - min(1.0, len(rings[0]) / COMMON) if rings else 0.0
            for distance, ring in enumerate(rings if rarity else NOWHERE):
                near = sureness * rarity / (1 + distance)
                for memory_id in ring:
                    scores[memory_id] = max(scores.get(memory_id, 0.0), near)
        return scores

    def _rings(self, name: str) -> Rings:
        graph, view = self.engine.graph, self.view
        return self.outages.ask(
            "graph", lambda: self.names.near(graph, view.connection, view.number, name), NOWHERE
        )

    def _cosines(self, seen: Mapping[str, Memory]) -> dict[str, float]:
        """Score against the ledger's own vectors, so that no index decides an order."""
        stored = self._vectors(seen.values())
        if not stored:
            return {}
        turns = np.flatnonzero([seen[name].kind is Kind.EPISODIC for name in stored])
        rows = widened(np.stack(list(stored.values())))
        return dict(zip(stored, likeness(rows, self.encode(), turns).tolist(), strict=True))

    def _vectors(self, found: Collection[Memory]) -> dict[str, Halves]:
        """Return stored vectors; one of another length is damaged, which `verify` says."""
        read = self.engine.shelf.vectors(self.view.connection, found)
        size = self.engine.embedder.dimension
        return {name: one for name, one in read.items() if len(one) == size}

    def _late(self, seen: Mapping[str, Memory], weights: Weights) -> dict[str, float]:
        """Compare the question with turns word by word; see `stores.maxsim`."""
        asked = self.encode().tokens
        if asked is None:
            return {}
        turns = [memory for memory in seen.values() if memory.kind is Kind.EPISODIC]
        tokens = self.engine.shelf.tokens(self.view.connection, turns)
        held = {
            name: one for name, one in tokens.items() if len(one) and one.shape[1] == asked.shape[1]
        }
        around = Surroundings.of([place_of(turn) for turn in turns if turn.id in held])
        spread = functools.partial(around.spread, share=LENT)
        scores = maxsim(asked, weights, held, spread=spread)
        met = calibrated_late(np.array(list(scores.values()), dtype=np.float32))
        return dict(zip(scores, met.tolist(), strict=True))

    def _hopped(self, found: Sequence[Hit], heard: Mapping[str, Memory]) -> Turns:
        """Return turns with how like they are to those that all engines found first."""
        turns = Turns.of(found)
        stored = self._vectors([memory for memory in turns.memories if memory.id in heard])
        vectors = np.zeros((len(turns), self.engine.embedder.dimension), dtype=np.float16)
        held = np.zeros(len(turns), dtype=np.bool_)
        for at, memory in enumerate(turns.memories):
            if memory.id in stored:
                vectors[at], held[at] = stored[memory.id], True
        place = np.argsort(np.argsort(np.array([memory.id for memory in turns.memories])))
        return _hopped(turns, self._agent, widened(vectors), held, place)

    @property
    def _agent(self) -> EpisodicAgent:
        return cast("EpisodicAgent", self.engine.agents[Kind.EPISODIC])

    def _places(
        self, seen: Mapping[str, Memory], asked: _Asked, cosines: Mapping[str, float]
    ) -> set[Place]:
        """Return the places of the best turns and around them."""

        def order(turn: Memory) -> tuple[float, str]:
            name = turn.id
            return -(cosines.get(name, 0.0) + asked.text.memories.get(name, 0.0)), name

        turns = [memory for memory in seen.values() if memory.kind is Kind.EPISODIC]
        return {
            (memory.session_id, place)
            for memory in sorted(turns, key=order)[:NEIGHBOURS_OF]
            if memory.position is not None
            for place in range(max(0, memory.position - REACH), memory.position + REACH + 1)
        }


def _hits(
    seen: Mapping[str, Memory], given: Mapping[str, Mapping[str, float]], deaf: AbstractSet[str]
) -> Iterator[Hit]:
    """Give memories every engine's scores; what is `deaf` those of the embedder say nothing about."""
    for name, memory in seen.items():
        signals = {engine: found for engine, scores in given.items() if (found := scores.get(name))}
        yield Hit(memory, signals, DENSE if name in deaf else frozenset())


def _counts(kinds: Collection[Kind], enough: int, times: int) -> dict[Kind, int]:
    """Return how many of each kind are read of a partition that was compared as a whole."""
    chosen = [kind for kind in kinds if kind not in BOUNDED]
    counts = dict.fromkeys(chosen, times * max(FEWEST, enough + FURTHER))
    if Kind.EPISODIC in counts:
        counts[Kind.EPISODIC] = times * max(FEWEST, CLOSER * enough)
    return counts


def _by_kind(hits: Iterable[Hit]) -> Found:
    found: dict[Kind, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.memory.kind, []).append(hit)
    return dict[Kind, Sequence[Hit]](found)


def _hopped(
    turns: Turns,
    agent: EpisodicAgent,
    vectors: NDArray[np.float32],
    heard: NDArray[np.bool_],
    place: Rows,
) -> Turns:
    """Return turns with the second hop's scores; what is not `heard` neither asks nor is found."""
    order = np.where(heard, agent.order(turns), 0.0)
    return turns.found_by("hop", np.where(heard, second_hop(order, vectors, place), 0.0))
