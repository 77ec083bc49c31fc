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
    scores = Surroundings.of(list(scored)).smooth(np.array(list(scored.values())), weight)
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


def test_a_turn_and_its_neighbours_meet_a_question_together() -> None:
    """Of each column a turn has its own or what is lent: 0.8 from beside it, 0.4 from beyond."""
    around = Surroundings.of([("s", 0), ("s", 1), ("s", 2), ("s", 3), ("t", 4)])
    met = np.array([[1, 0], [0, 0.5], [0.9, 0], [0, 0], [0, 0]], dtype=np.float32)
    expected = [1.0, 0.4, 0.8, 0.5, 0.9, 0.4, 0.72, 0.2, 0.0, 0.0]

    assert pytest.approx(expected) == around.spread(met, 0.8).ravel().tolist()


def test_what_is_lent_is_not_lent_on() -> None:
    """Three places away nothing arrives, and what was met stays as it was."""
    around = Surroundings.of([("s", place) for place in range(4)])
    met = np.array([[1], [0], [0], [0]], dtype=np.float32)

    assert 0.0 == around.spread(met, 0.8)[3, 0]
    assert [1, 0, 0, 0] == met[:, 0].tolist()


@given(scores=st.lists(st.floats(0, 1)))
def test_the_best_normalised_score_is_1(scores: list[float]) -> None:
    """All zero stays all zero."""
    best = normalised(np.array(scores)).max(initial=0.0)
    assert best == (1.0 if any(scores) else 0.0)
