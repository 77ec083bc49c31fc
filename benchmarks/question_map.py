"""Train what turns a question towards its answers: `python -m benchmarks.question_map OUT.npz`.

It learns from the conversations in data/questions. Of every turn that one user has told, the
turns that answer a question should have the highest score: cross-entropy over a sum of late
interaction, of likeness and of the words they share, each with a weight that is learnt beside
(and not kept). The gradients are written out, for it is two linear maps. First prints how well
questions are answered by maps that were trained on writers of other groups, then trains on all.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.asked import conversations, groups, writers
from benchmarks.locomo_data import Conversation
from octomem.agents.episodic import index_text
from octomem.agents.smoothing import Surroundings
from octomem.orchestrator.whole import LENT
from octomem.stores import bm25
from octomem.stores.embed.asking import QuestionMap
from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.embed.projection import LENGTH
from octomem.stores.maxsim import token_weights
from octomem.stores.terms import index_terms, query_terms
from octomem.turn import Role, Turn

EPOCHS = 6
"""Of 3, 6 and 10 the best on held-out writers."""
RATE = 1e-3
"""Step of Adam (Kingma, Ba 2015), falling to 0; three times as much was no better."""
SCALE_RATE = 0.05
L2 = 1e-2
"""Weight of the maps' squared length; 0.001 was no better."""
RANK = 32
"""Of 8 and 32 the better one."""
BATCH = 16
SCALES = (25.0, 8.0, 4.0)
"""Where the weights of late interaction, likeness and shared words begin."""
CUTOFFS = (5, 10, 20, 50)

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a pool."""

    projected: Floats
    """Its tokens that weigh anything, as the store's are projected: (tokens, size)."""
    words: Floats
    """The same tokens whole: (tokens, dimension)."""
    weights: Floats
    """What each weighs, together 1."""
    vector: Floats
    shared: Floats
    """How far each turn shares its words (BM25), the best 1."""
    gold: Integers
    """The turns that answer."""


@dataclass(frozen=True, slots=True)
class Pool:
    """All turns of a user, and what they are asked."""

    tokens: Floats
    """Every turn's tokens, one after the other."""
    turn_of: Integers
    starts: Integers
    vectors: Floats
    beside: tuple[tuple[np.float32, Integers], ...]
    """What a turn has of the turns around it, and which they are; past the end there is none."""
    questions: tuple[Asked, ...]


@dataclass(slots=True)
class Parts:
    """What is learnt, or its gradient."""

    tokens: Floats
    inwards: Floats
    outwards: Floats
    scales: Floats

    @classmethod
    def begun(cls, dimension: int, size: int, rank: int, seed: int = 0) -> "Parts":
        """Begin with maps that add nothing."""
        drawn = np.random.default_rng(seed).normal(0, 0.05, (dimension, rank))
        return cls(
            np.zeros((dimension, size), dtype=np.float32),
            drawn.astype(np.float32),
            np.zeros((rank, dimension), dtype=np.float32),
            np.array(SCALES, dtype=np.float32),
        )

    def zeros(self) -> "Parts":
        """Return as many zeros."""
        return Parts(*(np.zeros_like(getattr(self, name)) for name in NAMES))


NAMES = tuple(one.name for one in fields(Parts))


def pool_of(conversation: Conversation) -> Pool:
    """Encode one user's turns and questions."""
    turns = list(_turns(conversation))
    encoder = MiniLMEmbedder()
    encoded = encoder.encode([index_text(turn) for turn in turns])
    lengths = np.array([len(one.spans) for one in encoded])
    around = Surroundings.of([(turn.session_id or "", turn.position) for turn in turns])
    at = {turn.id: place for place, turn in enumerate(turns)}
    words = _Words([index_terms(index_text(turn)) for turn in turns])
    asked: list[Asked] = []
    for question in conversation.questions:
        (one,) = encoder.encode([question.text])
        terms = query_terms(question.text)
        weights = token_weights(question.text, one.spans, {t: words.rarity(t) for t in terms})
        counts = weights > 0
        if not counts.any() or one.tokens is None or one.words is None:
            continue
        asked.append(
            Asked(
                _unit(one.tokens[counts].astype(np.float32)),
                one.words[counts].astype(np.float32),
                weights[counts] / weights[counts].sum(),
                one.vector,
                words.shared(terms),
                np.array(sorted({at[turn] for turn in question.evidence})),
            )
        )
    tokens = np.concatenate([one.tokens for one in encoded if one.tokens is not None])
    return Pool(
        tokens.astype(np.float32) / np.float32(LENGTH),
        np.repeat(np.arange(len(turns)), lengths),
        np.cumsum(lengths) - lengths,
        np.stack([one.vector for one in encoded]),
        tuple((np.float32(LENT * share), places) for share, places in around.beside),
        tuple(asked),
    )


def _turns(conversation: Conversation) -> Iterator[Turn]:
    for session in conversation.sessions:
        for position, message in enumerate(session.messages):
            said = datetime.fromisoformat(message["timestamp"])
            yield Turn(
                id=message["id"],
                ref=message["id"],
                seq=position,
                position=position,
                role=Role(message["role"]),
                actor=message["name"],
                text=message["content"],
                occurred_at=said,
                recorded_at=said,
                session_id=session.session_id,
            )


class _Words:
    """Which words turns have."""

    def __init__(self, turns: Sequence[Sequence[str]]) -> None:
        self._turns = [Counter(terms) for terms in turns]
        self._lengths = np.array([len(terms) for terms in turns], dtype=np.int64)
        self._holding = Counter(term for turn in self._turns for term in turn)

    def rarity(self, term: str) -> float:
        return bm25.idf(len(self._turns), self._holding[term])

    def shared(self, terms: Sequence[str]) -> Floats:
        scores = np.zeros(len(self._turns))
        average = float(self._lengths.mean())
        for term in terms:
            times = np.array([turn[term] for turn in self._turns], dtype=np.int64)
            scores += self.rarity(term) * bm25.saturation(times, self._lengths, average)
        shares: Floats = (scores / max(scores.max(), 1e-9)).astype(np.float32)
        return shares


@dataclass(frozen=True, slots=True)
class Scored:
    """One question compared with a pool, and what the gradient needs of it."""

    tokens: Floats
    """The question's tokens as they are compared, and their lengths before they were made 1."""
    token_lengths: Floats
    near: Floats
    """Each token of the pool with each of the question."""
    own: Floats
    """The best of each turn's own tokens: (turns, the question's tokens)."""
    lender: Integers
    """Whose token each turn meets the question with: its own or a neighbour's."""
    share: Floats
    vector: Floats
    vector_length: Floats
    late: Floats
    dense: Floats
    scores: Floats


def compared(pool: Pool, asked: Asked, parts: Parts) -> Scored:
    """Score every turn of a pool."""
    moved = asked.projected + asked.words @ parts.tokens
    lengths: Floats = np.linalg.norm(moved, axis=1, keepdims=True)
    tokens: Floats = np.divide(moved, lengths)
    near: Floats = pool.tokens @ tokens.T
    own: Floats = np.maximum.reduceat(near, pool.starts, axis=0)
    padded = np.vstack([own, np.full_like(own[:1], -1)])
    best, share = own.copy(), np.ones_like(own)
    lender = np.broadcast_to(np.arange(len(own))[:, np.newaxis], own.shape).copy()
    for lent, places in pool.beside:
        offered = lent * padded[places]
        more = offered > best
        best = np.where(more, offered, best)
        share = np.where(more, lent, share)
        lender = np.where(more, places[:, np.newaxis], lender)
    turned = asked.vector + asked.vector @ parts.inwards @ parts.outwards
    length: Floats = np.linalg.norm(turned, axis=-1, keepdims=True)
    vector: Floats = np.divide(turned, length)
    late: Floats = best @ asked.weights
    dense: Floats = pool.vectors @ vector
    scores: Floats = (
        parts.scales[0] * late + parts.scales[1] * dense + parts.scales[2] * asked.shared
    )
    return Scored(tokens, lengths, near, own, lender, share, vector, length, late, dense, scores)


def learn(pool: Pool, asked: Asked, parts: Parts, gradient: Parts) -> float:
    """Add one question's gradient; return its cross-entropy."""
    found = compared(pool, asked, parts)
    loss, wrong = _wrong(found.scores, asked.gold)
    gradient.scales += np.array([wrong @ found.late, wrong @ found.dense, wrong @ asked.shared])
    pulled = parts.scales[0] * wrong[:, np.newaxis] * asked.weights * found.share
    by_turn = np.zeros_like(found.own)
    for column in range(pulled.shape[1]):
        np.add.at(by_turn[:, column], found.lender[:, column], pulled[:, column])
    to_tokens = np.empty_like(found.tokens)
    for column in range(len(found.tokens)):
        is_best = found.near[:, column] == found.own[pool.turn_of, column]
        best = np.zeros(len(found.own), dtype=np.intp)
        best[pool.turn_of[is_best]] = np.flatnonzero(is_best)
        to_tokens[column] = by_turn[:, column] @ pool.tokens[best]
    gradient.tokens += asked.words.T @ _through_length(to_tokens, found.tokens, found.token_lengths)
    to_vector: Floats = parts.scales[1] * wrong @ pool.vectors
    to_turned = _through_length(to_vector, found.vector, found.vector_length)
    gradient.outwards += np.outer(asked.vector @ parts.inwards, to_turned)
    gradient.inwards += np.outer(asked.vector, parts.outwards @ to_turned)
    return loss


def _wrong(scores: Floats, gold: Integers) -> tuple[float, Floats]:
    """Return the cross-entropy of what answers, and its gradient."""
    likely: Floats = np.exp(scores - scores.max())
    likely /= likely.sum()
    loss = float(-np.log(likely[gold] + 1e-12).mean())
    likely[gold] -= 1 / len(gold)
    return loss, likely


def _through_length(gradient: Floats, unit: Floats, length: Floats) -> Floats:
    """Return the gradient before vectors were made 1 long."""
    along: Floats = np.sum(gradient * unit, axis=-1, keepdims=True)
    through: Floats = np.divide(gradient - along * unit, length)
    return through


def train(pools: Sequence[Pool], *, epochs: int = EPOCHS, seed: int = 0) -> Parts:
    """Train on every question of some pools."""
    parts = Parts.begun(pools[0].vectors.shape[1], pools[0].tokens.shape[1], RANK, seed)
    mean, square = parts.zeros(), parts.zeros()
    items = [(pool, asked) for pool in pools for asked in pool.questions]
    drawn = np.random.default_rng(seed)
    steps = epochs * -(-len(items) // BATCH)
    order: list[int] = [p for _ in range(epochs) for p in drawn.permutation(len(items)).tolist()]
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    for step, batch in enumerate(batches, 1):
        gradient = parts.zeros()
        for place in batch:
            pool, asked = items[place]
            learn(pool, asked, parts, gradient)
        for name in NAMES:
            value: Floats = getattr(parts, name)
            slope: Floats = getattr(gradient, name) / len(batch)
            slope += (0.0 if name in {"scales", "inwards"} else L2) * value
            first: Floats = 0.9 * getattr(mean, name) + 0.1 * slope
            second: Floats = 0.99 * getattr(square, name) + 0.01 * slope**2
            setattr(mean, name, first)
            setattr(square, name, second)
            rate = (SCALE_RATE if name == "scales" else RATE) * (1 - step / (steps + 1))
            change = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
            setattr(parts, name, (value - rate * change).astype(np.float32))
    return parts


def as_map(parts: Parts) -> QuestionMap:
    """Return what is kept of it."""
    return QuestionMap(parts.tokens, parts.inwards, parts.outwards)


def trained_on(names: Sequence[str]) -> QuestionMap:
    """Train on what some writers wrote."""
    return as_map(train([pool_of(each) for name in names for each in conversations(name)]))


def ranks(pool: Pool, parts: Parts) -> Iterator[dict[str, Integers]]:
    """Walk the places, from 1, of the turns that answer each question, by way of scoring."""
    for asked in pool.questions:
        found = compared(pool, asked, parts)
        ways = {"together": found.scores, "word by word": found.late, "likeness": found.dense}
        yield {way: _places(scores)[asked.gold] for way, scores in ways.items()}


def _places(scores: Floats) -> Integers:
    places = np.empty(len(scores), dtype=np.intp)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return places


def without_maps(parts: Parts) -> Parts:
    """Return the same weights of the three scores, and maps that add nothing."""
    return Parts(parts.tokens * 0, parts.inwards, parts.outwards * 0, parts.scales)


def print_row(table: Table, name: str, found: Sequence[Integers]) -> None:
    """Add one line of shares of questions, in per cent."""
    shares = [
        f"{100 * np.mean([one.min() <= k for one in found]):.1f} / "
        f"{100 * np.mean([one.max() <= k for one in found]):.1f}"
        for k in CUTOFFS
    ]
    reciprocal = 100 * np.mean([1 / one.min() for one in found])
    table.add_row(name, str(len(found)), *shares, f"{reciprocal:.1f}")


def main(argv: Sequence[str] | None = None) -> int:
    """Print what writers that are held out gain, train on all, write the file; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.question_map")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    options = parser.parse_args(argv)
    pools = {name: [pool_of(each) for each in conversations(name)] for name in writers()}
    before: list[dict[str, Integers]] = []
    after: list[dict[str, Integers]] = []
    for group in groups():
        parts = train([one for name, own in pools.items() if name not in group for one in own])
        for pool in (one for name in group for one in pools[name]):
            before += ranks(pool, without_maps(parts))
            after += ranks(pool, parts)
    table = Table("held-out writers", "n", *(f"any/all@{k}" for k in CUTOFFS), "MRR")
    for way in before[0]:
        print_row(table, f"{way}, without the map", [one[way] for one in before])
        print_row(table, f"{way}, with it", [one[way] for one in after])
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    learnt = as_map(train([one for own in pools.values() for one in own]))
    kept = {one.name: getattr(learnt, one.name).astype(np.float16) for one in fields(QuestionMap)}
    np.savez(options.out, **kept)
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()[:12]
    questions = sum(len(pool.questions) for own in pools.values() for pool in own)
    sys.stdout.write(f"{questions} questions; {options.out.name} sha256 {digest}\n")
    return 0


def _unit(rows: Floats) -> Floats:
    norms: Floats = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.divide(rows, norms)


if __name__ == "__main__":
    sys.exit(main())
