"""Smoothing of scores over neighbouring turns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.smoothing import Place, Surroundings, normalised

turns = st.dictionaries(
    st.tuples(st.sampled_from(["s1", "s2"]), st.integers(0, 9)), st.floats(0, 1), max_size=20
)


def smooth(scored: dict[Place, float], weight: float) -> dict[Place, float]:
    """Smooth scores by place."""
    scores = Surroundings(list(scored)).smooth(np.array(list(scored.values())), weight)
    return dict(zip(scored, scores.tolist(), strict=True))


def test_direct_neighbours_give_the_weight_and_the_next_half_of_it() -> None:
    """1 at position 5 spreads 0.4 to 4 and 6, and 0.2 to 3 and 7."""
    line = {("s", place): float(place == 5) for place in range(2, 9)}
    expected = [0.0, 0.2, 0.4, 1.0, 0.4, 0.2, 0.0]
    assert pytest.approx(expected) == list(smooth(line, 0.4).values())


def test_a_session_ends_where_another_begins() -> None:
    """Turns of two sessions are never neighbours."""
    assert {("a", 1): 1.0, ("b", 2): 0.0} == smooth({("a", 1): 1.0, ("b", 2): 0.0}, 0.4)


@given(scores=turns)
def test_no_weight_changes_nothing(scores: dict[Place, float]) -> None:
    """Smoothing is off at 0."""
    assert scores == smooth(scores, 0.0)


@given(scores=turns, weight=st.floats(0, 1))
def test_smoothing_never_lowers_a_score(scores: dict[Place, float], weight: float) -> None:
    """A neighbour can only help."""
    smoothed = smooth(scores, weight)
    assert all(smoothed[place] >= score for place, score in scores.items())


@given(scores=st.lists(st.floats(0, 1)))
def test_the_best_normalised_score_is_1(scores: list[float]) -> None:
    """All zero stays all zero."""
    best = normalised(np.array(scores)).max(initial=0.0)
    assert best == (1.0 if any(scores) else 0.0)
