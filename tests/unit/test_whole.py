"""A question beside every vector of a small partition."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from octomem.agents.episodic import EpisodicAgent
from octomem.memory import Kind
from octomem.orchestrator.whole import COSINE_FLOOR, COSINE_TOP, LATE_FLOOR, LENT, Compared
from octomem.stores.ledger.block import EMPTY, Block
from octomem.stores.ledger.present import Line
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
        np.array(rows, dtype=np.int8).reshape(-1, 2),
        np.array([len(each) for each in tokens] or [0] * len(turns), dtype=np.intp),
    )


def test_cosines_are_calibrated() -> None:
    """From nothing in common to a plain answer; also in half precision."""
    middle = (COSINE_FLOOR + COSINE_TOP) / 2
    held = block([Kind.SEMANTIC] * 4, along(0.0, COSINE_FLOOR, middle, 1.0))
    found = Compared.of(held, ASKED, ONE).dense_of(["m0", "m1", "m2", "m3", "unknown"])

    assert ["m0", "m1", "m2", "m3"] == list(found)
    assert [0.0, 0.0, 0.5, 1.0] == pytest.approx(list(found.values()), abs=0.002)


def test_turns_meet_the_question_with_the_turns_beside_them() -> None:
    """A turn of no tokens meets nothing, whatever stands beside it; nor does what is no turn."""
    kinds = [Kind.EPISODIC, Kind.EPISODIC, Kind.EPISODIC, Kind.SEMANTIC]
    held = block(kinds, along(0, 0, 0, 0), [[[127, 0]], [[0, 127]], []])
    found = Compared.of(held, ASKED, ONE).late_of(held.ids)

    lent = (LENT - LATE_FLOOR) / (1 - LATE_FLOOR)
    assert found == {"m0": pytest.approx(1.0), "m1": pytest.approx(lent)}


def test_turns_are_put_into_the_order_of_their_agent() -> None:
    """By all engines' scores and the session's, neighbours included."""
    held = block([Kind.EPISODIC] * 6, along(*[COSINE_FLOOR] * 6), [[[0, 127]]] * 6)
    compared = Compared.of(held, ASKED, ONE)

    assert ["m4", "m3", "m5"] == compared.best({"lexical": {"m4": 0.9}}, {}, AGENT, 3)
    found = {"lexical": {"m4": 0.2}, "time": {"m1": 1.0, "m4": 0.9}}
    assert ["m4", "m1"] == compared.best(found, {}, AGENT, 2)
    assert ["m5"] == compared.best({"time": {"m5": 0.1}}, {"s2": 1.0}, AGENT, 1)


def test_half_as_many_others_are_chosen_by_all_that_speaks_for_them() -> None:
    """Likeness and what the engines found, among what is no turn."""
    held = block([Kind.SEMANTIC] * 3 + [Kind.EPISODIC], along(0.3, 0.5, 0.2, 0.9))
    compared = Compared.of(held, ASKED, ONE)

    assert ["m3", "m1"] == compared.best({}, {}, AGENT, 2)
    assert ["m3", "m2"] == compared.best({"graph": {"m2": 0.5}}, {}, AGENT, 2)
    assert ["m3", "m1", "m0"] == compared.best({"lexical": {"gone": 1.0}}, {}, AGENT, 4)[:3]


def test_what_is_equal_goes_by_id() -> None:
    """However the rows came to stand in their order."""
    held = block([Kind.SEMANTIC] * 3, along(0.5, 0.5, 0.5))
    turned = Block(held.lines, held.ids[::-1], held.vectors, held.turns, held.tokens, held.lengths)

    for each in (held, turned):
        assert ["m0", "m1"] == Compared.of(each, ASKED, ONE).best({}, {}, AGENT, 4)


def test_an_empty_partition_has_nothing() -> None:
    """Nor has a question without tokens anything to meet."""
    assert [] == Compared.of(EMPTY, ASKED, ONE).best({}, {}, AGENT, 10)
    held = block([Kind.EPISODIC], along(0.5), [[[127, 0]]])
    found = Compared.of(held, Encoded(ASKED.vector), np.zeros(0, dtype=np.float32))
    assert {"m0": 0.0} == found.late_of(["m0"])
