"""Turns like those that a question found first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from octomem.agents.smoothing import Scores
from octomem.orchestrator.second_hop import FIRST, second_hop
from octomem.orchestrator.whole import COSINE_FLOOR, COSINE_TOP


def circle(*degrees: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return vectors of length 1 that stand at these angles."""
    angles = np.radians(np.array(degrees))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def hop(order: Scores, vectors: NDArray[np.float32]) -> Scores:
    """Ask with the first of turns that stand in the order of their ids."""
    return second_hop(order, vectors, np.arange(len(order)))


def share(degrees: float) -> float:
    """Return how like two vectors with this angle between them are, calibrated."""
    cosine = float(np.cos(np.radians(degrees)))
    return min(1.0, max(0.0, (cosine - COSINE_FLOOR) / (COSINE_TOP - COSINE_FLOOR)))


def test_what_is_like_the_first_turn_is_found() -> None:
    """The nearer the better, and what is unlike it is not found at all."""
    order = np.array([1.0, 0.0, 0.0, 0.0])
    found = hop(order, circle(0, 45, 60, 170))
    assert [0.0, share(45), share(60), 0.0] == pytest.approx(found.tolist(), abs=1e-6)


def test_what_a_turn_behind_the_first_finds_counts_less() -> None:
    """As much less as the turn itself."""
    order = np.array([0.8, 0.2, 0.0])
    found = hop(order, circle(0, 180, 240))
    assert share(60) / 4 == pytest.approx(found[2], abs=1e-6)


def test_a_turn_that_only_itself_is_like_is_not_found() -> None:
    """Two of the first that are alike find each other."""
    alone = hop(np.array([1.0, 0.5]), circle(0, 120))
    together = hop(np.array([1.0, 0.5]), circle(0, 50))
    assert [0.0, 0.0] == alone.tolist()
    assert [share(50) / 2, share(50)] == pytest.approx(together.tolist(), abs=1e-6)


def test_what_says_the_same_is_not_found_by_it() -> None:
    """Two that say the same lift each other no more than one would itself."""
    once = hop(np.array([1.0, 0.0]), circle(0, 50))
    twice = hop(np.array([1.0, 1.0, 0.0]), circle(0, 1, 50))
    assert [0.0, share(50)] == pytest.approx(once.tolist(), abs=1e-6)
    assert [0.0, 0.0, share(49)] == pytest.approx(twice.tolist(), abs=1e-6)


def test_where_nothing_was_found_there_is_no_hop() -> None:
    """A turn for which nothing speaks finds nothing."""
    assert not hop(np.zeros(3), circle(0, 10, 20)).any()
    assert not hop(np.zeros(0), circle()).any()


def test_only_the_first_turns_find_others() -> None:
    """What stands behind them has no say."""
    order = np.array([1.0, 0.9, 0.8, 0.7, 0.0])
    assert 3 == FIRST
    assert 0.0 == hop(order, circle(180, 180, 180, 0, 30))[4]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 360)), max_size=12))
def test_scores_are_shares(turns: list[tuple[float, float]]) -> None:
    """Whatever was found first, a score is in [0, 1]."""
    order = np.array([score for score, _ in turns])
    found = hop(order, circle(*(angle for _, angle in turns)))
    assert len(order) == len(found)
    assert ((found >= 0) & (found <= 1)).all()
