"""The recall engines: each is asked once per scope, and its scores are calibrated to [0, 1]."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import cast

import numpy as np

from octomem.agents.base import Hit, Question
from octomem.agents.episodic import EpisodicAgent, place_of
from octomem.agents.smoothing import Surroundings
from octomem.errors import StoreError
from octomem.memory import Kind, Memory
from octomem.orchestrator.engine import VECTOR_INDEX, VECTORS, Engine
from octomem.orchestrator.names import COMMON, NOWHERE, Names, Rings
from octomem.orchestrator.outages import Outages
from octomem.orchestrator.second_hop import second_hop
from octomem.orchestrator.whole import DENSE, LENT, Compared, calibrated_late, likeness
from octomem.stores.ledger import memories
from octomem.stores.ledger.block import Block
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
CLOSER = 3
"""Half as many times the pool are looked at more closely where all turns were compared: the order
that is found so lacks what only the memories themselves tell."""
WIDEN = 8
MOST = 20_000
"""How the engines' pool grows while too few of their candidates are wanted."""
BOUNDED = (Kind.CORE, Kind.WORKING, Kind.CONTEXTUAL)
"""Kinds whose current memories are few by policy and always are candidates."""


@dataclass(slots=True)
class _Found:
    """What the engines brought, by memory id."""

    text: TextHits
    weights: Weights
    """Of each token of the question: how rare its word is in the partition."""
    dense: list[str]
    graph: dict[str, float]
    fuzzy: dict[str, float]
    time: dict[str, float]
    known: dict[str, Memory]
    """Candidates that are read already."""
    compared: Compared | None
    """The question beside all of the partition, where that is small."""
    more: bool
    """Whether an engine might have brought more, had it been asked."""

    def ids(self) -> set[str]:
        """Return every candidate that is still to be read.

        Where everything was compared, the best of it are in `dense`, by all engines' scores.
        """
        scored = (self.text.memories, self.graph, self.fuzzy, self.time)
        found = {name for scores in scored for name in scores}
        if self.compared is not None:
            found -= self.compared.block.row_of.keys()
        return found.union(self.dense) - self.known.keys()


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

    def hits(
        self, wanted: Callable[[Memory], bool], enough: int, kinds: frozenset[Kind]
    ) -> list[Hit]:
        """Return the candidates of every engine, confirmed by the ledger and scored exactly.

        Where what is wanted is rare among what the engines find, they are asked for more,
        until there is enough or nothing is left. All that is wanted is of some `kinds`; where turns
        are among them, those next to the best turns become candidates as well.
        """
        pool = self.engine.settings.pool
        while True:
            found = self._ask(pool, kinds)
            seen = found.known | self.view.among(found.ids())
            seen = {name: memory for name, memory in seen.items() if wanted(memory)}
            if len(seen) >= enough or not found.more or pool >= MOST:
                break
            pool = min(MOST, pool * WIDEN)
        heard = self._heard(seen, found)
        cosines = self._cosines(heard, found)
        if Kind.EPISODIC in kinds and found.compared is None:
            near = self.view.versions.at_places(self._places(seen, found, cosines))
            more = self.view.among(set(near) - seen.keys())
            more = {name: memory for name, memory in more.items() if wanted(memory)}
            more_heard = self._heard(more, found)
            cosines |= self._cosines(more_heard, found)
            heard |= more_heard
            seen |= more
        signals = _signals(seen, found, cosines, self._late(heard, found))
        for name, score in self._hop(heard, found, signals).items():
            signals[name]["hop"] = score
        return [
            Hit(memory, signals[name], frozenset() if name in heard else DENSE)
            for name, memory in seen.items()
        ]

    def _heard(self, seen: Mapping[str, Memory], found: _Found) -> dict[str, Memory]:
        """Return the memories whose script, as the question's, the embedder was trained for."""
        scripts = self.engine.embedder.scripts
        if not serves(scripts, self.question.text):
            return {}
        known = {} if found.compared is None else found.compared.judged()
        return {
            name: memory
            for name, memory in seen.items()
            if (known[name] if name in known else serves(scripts, memory.text))
        }

    def _ask(self, pool: int, kinds: frozenset[Kind]) -> _Found:
        engine, connection, number = self.engine, self.view.connection, self.view.number
        windows = [
            memories.in_window(connection, number, moment.start, moment.end, pool)
            for moment in self.question.moments
        ]
        held = [
            self.view.of_kind(kind, session=None if kind is Kind.CORE else self.session)
            for kind in BOUNDED
        ]
        block = self.view.block()
        nearest = NEAREST * pool
        most = pool if block is None else nearest
        text = self._keywords(block, most)
        graph = self._near(dict.fromkeys(self.question.names, 1.0))
        fuzzy = self._near(self._misspelt(text))
        # Most of it will be ranked, and the question is being encoded meanwhile.
        early = {} if block is None else self.view.among(islice(text.memories, pool))
        time = {name: 1.0 for window in windows for name in window}
        weights = token_weights(self.question.text, self.encode().spans, text.weights)
        if block is None:
            compared = None
            dense = self._dense(nearest)
            more = len(dense) >= nearest
            dense += self.view.versions.after(engine.ledger.followed(connection, VECTORS))
        else:
            compared = self._compared(block, weights)
            signals = {"lexical": text.memories, "graph": graph, "fuzzy": fuzzy, "time": time}
            agent = cast("EpisodicAgent", engine.agents[Kind.EPISODIC])
            counts = dict.fromkeys(kinds - {*BOUNDED}, pool // 4)
            if Kind.EPISODIC in counts:
                counts[Kind.EPISODIC] = CLOSER * pool // 2
            dense = compared.best(signals, text.sessions, agent, counts, self.view.sees())
            more = any(count < len(block.rows_of(kind)) for kind, count in counts.items())
        hits(
            {
                "dense": len(dense),
                "lexical": len(text.memories),
                "graph": len(graph),
                "fuzzy": len(fuzzy),
                "time": len(time),
            }
        )
        return _Found(
            text=text,
            weights=weights,
            dense=dense,
            graph=graph,
            fuzzy=fuzzy,
            time=time,
            known={name: early[name] for name in dense if name in early}
            | {memory.id: memory for kind in held for memory in kind},
            compared=compared,
            more=more or len(text.memories) >= most,
        )

    def _keywords(self, block: Block | None, most: int) -> TextHits:
        """Look the question's words up, where the partition's are in the process's memory there."""
        if block is not None and block.words is not None:
            return block.words.search(self.question.terms, most)
        view, terms = self.view, self.question.terms
        return self.engine.full_text.search(view.connection, view.number, terms, most)

    def _compared(self, block: Block, weights: Weights) -> Compared:
        scripts = self.engine.embedder.scripts
        heard = block.heard(scripts if serves(scripts, self.question.text) else frozenset())
        return Compared.of(block, self.encode(), weights, heard)

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

    def _cosines(self, seen: Mapping[str, Memory], found: _Found) -> dict[str, float]:
        """Score against the ledger's own vectors, so that no index decides an order."""
        if found.compared is not None:
            return found.compared.dense_of(seen)
        asked = self.encode()
        read = self.engine.shelf.vectors(self.view.connection, seen.values())
        # One of another length is damaged, which `verify` says.
        stored = {name: one for name, one in read.items() if len(one) == len(asked.vector)}
        if not stored:
            return {}
        rows = np.concatenate(list(stored.values())).reshape(len(stored), -1)
        turns = np.flatnonzero([seen[name].kind is Kind.EPISODIC for name in stored])
        return dict(zip(stored, likeness(rows, asked, turns).tolist(), strict=True))

    def _late(self, seen: Mapping[str, Memory], found: _Found) -> dict[str, float]:
        """Compare the question with turns word by word; see `stores.maxsim`."""
        asked = self.encode().tokens
        if asked is None:
            return {}
        if found.compared is not None:
            return found.compared.late_of(seen)
        turns = [memory for memory in seen.values() if memory.kind is Kind.EPISODIC]
        tokens = self.engine.shelf.tokens(self.view.connection, turns)
        held = {
            name: one for name, one in tokens.items() if len(one) and one.shape[1] == asked.shape[1]
        }
        around = Surroundings([place_of(turn) for turn in turns if turn.id in held])
        spread = functools.partial(around.spread, share=LENT)
        scores = maxsim(asked, found.weights, held, spread=spread)
        met = calibrated_late(np.array(list(scores.values()), dtype=np.float32))
        return dict(zip(scores, met.tolist(), strict=True))

    def _hop(
        self, seen: Mapping[str, Memory], found: _Found, signals: Mapping[str, Mapping[str, float]]
    ) -> dict[str, float]:
        """Score turns by how like they are to those that all engines found first."""
        turns = sorted(
            (memory for memory in seen.values() if memory.kind is Kind.EPISODIC),
            key=lambda turn: turn.id,  # of equal ones the same is first, whoever found them
        )
        if found.compared is not None:
            stored = found.compared.vectors_of(turn.id for turn in turns)
        else:
            stored = self.engine.shelf.vectors(self.view.connection, turns)
        turns = [
            turn for turn in turns if len(stored.get(turn.id, ())) == self.engine.embedder.dimension
        ]
        if not turns:
            return {}
        agent = cast("EpisodicAgent", self.engine.agents[Kind.EPISODIC])
        raw = {
            name: np.array([signals[turn.id].get(name, 0.0) for turn in turns])
            for name in agent.weights
        }
        around = Surroundings([place_of(turn) for turn in turns])
        order = agent.order(raw, around, np.ones(len(turns), dtype=np.bool_), DENSE)
        scores = second_hop(order, widened(np.stack([stored[turn.id] for turn in turns])))
        return {turn.id: score for turn, score in zip(turns, scores.tolist(), strict=True) if score}

    def _places(
        self, seen: Mapping[str, Memory], found: _Found, cosines: Mapping[str, float]
    ) -> set[Place]:
        """Return the places of the best turns and around them."""

        def order(turn: Memory) -> tuple[float, str]:
            name = turn.id
            return -(cosines.get(name, 0.0) + found.text.memories.get(name, 0.0)), name

        turns = [memory for memory in seen.values() if memory.kind is Kind.EPISODIC]
        return {
            (memory.session_id, place)
            for memory in sorted(turns, key=order)[:NEIGHBOURS_OF]
            if memory.position is not None
            for place in range(max(0, memory.position - REACH), memory.position + REACH + 1)
        }


def _signals(
    seen: Mapping[str, Memory],
    found: _Found,
    cosines: Mapping[str, float],
    late: Mapping[str, float],
) -> dict[str, dict[str, float]]:
    """Gather every engine's scores by memory."""
    signals: dict[str, dict[str, float]] = {name: {} for name in seen}
    for engine, scores in (
        ("late", late),
        ("dense", cosines),
        ("lexical", found.text.memories),
        ("graph", found.graph),
        ("fuzzy", found.fuzzy),
        ("time", found.time),
    ):
        for name, score in scores.items():
            if score and (own := signals.get(name)) is not None:
                own[engine] = score
    sessions = found.text.sessions
    for name, memory in seen.items() if sessions else ():
        if memory.kind is Kind.EPISODIC and memory.session_id is not None:
            session = sessions.get(memory.session_id)
            if session:
                signals[name]["session"] = session
    return signals
