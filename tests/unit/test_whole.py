"""A question beside every vector of a small partition."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.contracts.memories import memory

from octomem.agents.episodic import EpisodicAgent
from octomem.memory import Kind
from octomem.orchestrator.whole import (
    COSINE_FLOOR,
    COSINE_TOP,
    LATE_FLOOR,
    LENT,
    Compared,
    Signals,
    scattered,
)
from octomem.stores.ledger.block import EMPTY, Block
from octomem.stores.ledger.present import Line
from octomem.stores.products import raised, widened
from octomem.stores.seams import Encoded

AGENT = EpisodicAgent()


def along(*shares: float) -> NDArray[np.float16]:
    """Return vectors whose cosines with `ASKED` are these."""
    return np.array([[share, (1 - share**2) ** 0.5] for share in shares], dtype=np.float16)


ASKED = Encoded(
    np.array([1, 0], dtype=np.float32), np.array([[127, 0]], dtype=np.int8), spans=((0, 1),)
)
ONE = np.ones(1, dtype=np.float32)


def block(
    kinds: Sequence[Kind],
    vectors: NDArray[np.float16],
    tokens: Sequence[Sequence[Sequence[int]]] = (),
    session: str = "s1",
) -> Block:
    """Make a block of memories m0, m1, …; turns stand one after the other, with these tokens."""
    lines = {
        f"m{at}": Line(at, kind.value, "", None, session, at, None) for at, kind in enumerate(kinds)
    }
    turns = [at for at, kind in enumerate(kinds) if kind is Kind.EPISODIC]
    rows = [row for each in tokens for row in each]
    return Block(
        lines,
        list(lines),
        vectors,
        np.array(turns, dtype=np.intp),
        ["mei"] * len(turns),
        raised(np.array(rows, dtype=np.int8).reshape(-1, 2)),
        np.array([len(each) for each in tokens] or [0] * len(turns), dtype=np.intp),
        ["Latin"] * len(kinds),
        None,
    )


def compare(held: Block, asked: Encoded = ASKED, deaf: Sequence[int] = ()) -> Compared:
    """Compare with a block of which the embedder can judge all rows but some."""
    heard = np.array([row not in deaf for row in range(len(held.ids))], dtype=np.bool_)
    weights = ONE if asked.tokens is not None else ONE[:0]
    return Compared.of(held, widened(held.vectors), asked, weights, heard)


def first(
    compared: Compared,
    found: Signals,
    *,
    turns: int = 0,
    facts: int = 0,
    unseen: Sequence[str] = (),
) -> list[str]:
    """Return the best turns and facts; the session s2 has been found."""
    held = compared.block
    seen = np.array([name not in unseen for name in held.ids], dtype=np.bool_)
    scores = scattered(compared.block, found)
    order = AGENT.order(compared.turns(scores, {"s2": 1.0}, seen))
    best: list[int] = held.turns[compared.first(order, held.turns, turns, seen)].tolist()
    likest = compared.likest(scores, {Kind.SEMANTIC: facts}, seen)
    return [held.ids[row] for row in best] + likest


def test_cosines_are_calibrated() -> None:
    """From nothing in common to a plain answer; also in half precision."""
    middle = (COSINE_FLOOR + COSINE_TOP) / 2
    held = block([Kind.SEMANTIC] * 4, along(0.0, COSINE_FLOOR, middle, 1.0))
    told = [memory(name) for name in ("m0", "m1", "m2", "m3")]
    found = compare(held).facts(told, {})

    assert [Kind.SEMANTIC] == list(found)
    likeness = [hit.signals.get("dense", 0.0) for hit in found[Kind.SEMANTIC]]
    assert [0.0, 0.0, 0.5, 1.0] == pytest.approx(likeness, abs=0.002)


def test_turns_meet_the_question_with_the_turns_beside_them() -> None:
    """A turn of no tokens meets nothing, whatever stands beside it; nor does what is no turn."""
    kinds = [Kind.EPISODIC, Kind.EPISODIC, Kind.EPISODIC, Kind.SEMANTIC]
    held = block(kinds, along(0, 0, 0, 0), [[[127, 0]], [[0, 127]], []])
    lent = (LENT - LATE_FLOOR) / (1 - LATE_FLOOR)

    assert [1.0, lent, 0.0] == pytest.approx(compare(held).late.tolist(), abs=0.001)


def test_turns_are_put_into_the_order_of_their_agent() -> None:
    """By all engines' scores and the session's, neighbours included."""
    compared = compare(block([Kind.EPISODIC] * 6, along(*[COSINE_FLOOR] * 6), [[[0, 127]]] * 6))

    assert ["m4", "m3", "m5"] == first(compared, {"lexical": {"m4": 0.9}}, turns=3)
    found = {"lexical": {"m4": 0.2}, "time": {"m1": 1.0, "m4": 0.9}}
    assert ["m4", "m1"] == first(compared, found, turns=2)
    assert ["m5"] == first(compared, {"time": {"m5": 0.1}}, turns=1)


def test_of_each_kind_some_are_chosen_by_all_that_speaks_for_them() -> None:
    """Likeness and what the engines found; a kind takes no other's place."""
    held = block([Kind.SEMANTIC] * 3 + [Kind.EPISODIC], along(0.3, 0.5, 0.2, 0.9))
    compared = compare(held)

    assert ["m3", "m1"] == first(compared, {}, turns=2, facts=1)
    assert ["m2"] == first(compared, {"graph": {"m2": 0.5}}, facts=1)
    assert ["m1", "m0"] == first(compared, {"lexical": {"gone": 1.0}}, facts=2)
    assert [] == first(compared, {})


def test_what_is_not_seen_takes_no_place() -> None:
    """What ended, and what has not begun."""
    held = block([Kind.SEMANTIC] * 3 + [Kind.EPISODIC] * 2, along(0.5, 0.6, 0.2, 0.9, 0.8))

    assert ["m4", "m0"] == first(compare(held), {}, turns=1, facts=1, unseen=["m1", "m3"])


def test_what_the_embedder_cannot_judge_is_ordered_by_the_others() -> None:
    """Its likeness says nothing; words do, as much as they do for what it can judge."""
    held = block([Kind.EPISODIC] * 20, along(*[0.7] * 20), [[[127, 0]]] * 20)
    compared = compare(held, deaf=range(20))

    assert ["m7"] == first(compared, {"lexical": {"m7": 0.5}}, turns=1)
    assert {0.0} == {*compared.dense.tolist(), *compared.late.tolist()}
    mixed = compare(held, deaf=[7])
    assert "m7" == first(mixed, {"lexical": {"m7": 0.5}}, turns=1)[0]


def test_what_is_equal_goes_by_id() -> None:
    """However the rows came to stand in their order."""
    held = block([Kind.SEMANTIC] * 3, along(0.5, 0.5, 0.5))
    turned = replace(held, ids=held.ids[::-1])

    for each in (held, turned):
        assert ["m0", "m1"] == first(compare(each), {}, facts=2)


def test_an_empty_partition_has_nothing() -> None:
    """Nor has a question without tokens anything to meet, or one whose vectors are damaged."""
    assert [] == first(compare(EMPTY), {}, turns=10, facts=10)
    held = block([Kind.EPISODIC], along(0.5), [[[127, 0]]])
    assert [0.0] == compare(held, Encoded(ASKED.vector)).late.tolist()
    longer = Encoded(np.ones(3, dtype=np.float32))
    assert [0.0] == compare(held, longer).dense.tolist()
