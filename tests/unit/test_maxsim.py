"""Late interaction's arithmetic: weights of a question's tokens, and scores of candidates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octomem.stores.maxsim import maxsim, token_weights
from octomem.stores.seams import Tokens

SIZE = 8


def tokens(*places: int) -> Tokens:
    """Make one token per place, each of length 127 along one axis."""
    rows = np.zeros((len(places), SIZE), dtype=np.int8)
    for row, place in enumerate(places):
        rows[row, place] = 127
    return rows


def ones(count: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Weigh every token the same."""
    return np.ones(count, dtype=np.float32)


def test_the_same_tokens_score_one() -> None:
    """Every token of the question has its like, whatever else a candidate says."""
    assert {"m1": pytest.approx(1.0)} == maxsim(tokens(0, 1), ones(2), {"m1": tokens(2, 1, 0)})


def test_a_rare_word_counts_for_more() -> None:
    """The score is the weighted share of the question's tokens that were met."""
    weights = np.array([3.0, 1.0], dtype=np.float32)
    scores = maxsim(tokens(0, 1), weights, {"rare": tokens(0, 5), "common": tokens(1)})

    assert pytest.approx(0.75) == scores["rare"]
    assert pytest.approx(0.25) == scores["common"]


def test_opposite_tokens_score_nothing() -> None:
    """A score is never below 0."""
    assert {"m1": 0.0} == maxsim(tokens(0), ones(1), {"m1": -tokens(0)})


def test_without_tokens_the_score_is_zero() -> None:
    """An empty text, an empty question and one without content find nothing, without error."""
    assert {"m1": 0.0} == maxsim(tokens(0), ones(1), {"m1": tokens()})
    assert {"m1": 0.0} == maxsim(tokens(), ones(0), {"m1": tokens(0)})
    assert {"m1": 0.0} == maxsim(tokens(0), np.zeros(1, dtype=np.float32), {"m1": tokens(0)})
    assert {} == maxsim(tokens(0), ones(1), {})


def test_candidates_may_lend_what_they_met() -> None:
    """The score is of what `spread` leaves of each token's best cosine; who has no tokens is out."""
    candidates = {"asks": tokens(0, 1), "none": tokens(), "says": tokens(2)}
    scores = maxsim(tokens(0, 1, 2), ones(3), candidates, spread=lambda met: met.max(0) + 0 * met)

    assert {"asks": 1.0, "none": 0.0, "says": 1.0} == pytest.approx(scores)


@given(st.lists(st.lists(st.integers(0, SIZE - 1), max_size=5), min_size=1, max_size=6))
def test_a_score_depends_on_the_candidate_alone(places: list[list[int]]) -> None:
    """Whoever else is compared, and in whatever order, changes nothing."""
    question = tokens(0, 3, 5)
    candidates = {str(at): tokens(*each) for at, each in enumerate(places)}
    together = maxsim(question, ones(3), candidates)
    backwards = maxsim(question, ones(3), dict(reversed(candidates.items())))

    assert together == backwards
    for name, each in candidates.items():
        assert pytest.approx(maxsim(question, ones(3), {name: each})[name]) == together[name]


@pytest.mark.parametrize("last", [1, 2, 9])
@pytest.mark.parametrize("size", [*range(1, 12), 1000])
def test_slices_of_any_size_make_the_same(
    monkeypatch: pytest.MonkeyPatch, size: int, last: int
) -> None:
    """Candidates are multiplied some at a time; one may be longer than a slice, the last one too."""
    draws = np.random.default_rng(3)
    candidates = {
        str(at): draws.integers(-127, 128, (length, SIZE), dtype=np.int8)
        for at, length in enumerate([1, 4, 0, 2, 7, 1, last])
    }
    question = draws.integers(-127, 128, (3, SIZE), dtype=np.int8)
    best = {
        name: (question.astype(int) @ each.T.astype(int)).max(axis=1) / 127**2
        for name, each in candidates.items()
        if len(each)
    }
    monkeypatch.setattr("octomem.stores.maxsim.SLICE", size)
    found = maxsim(question, ones(3), candidates)

    assert {name: np.clip(each.mean(), 0, 1) for name, each in best.items()} | {"2": 0} == (
        pytest.approx(found, abs=1e-4)
    )


def test_a_token_weighs_as_its_word_does() -> None:
    """All pieces of a word have the word's weight; stop words and signs have none."""
    text = "Where is Graz's tramway?"
    spans = [(0, 5), (6, 8), (9, 11), (11, 13), (13, 14), (14, 15), (16, 20), (20, 23), (23, 24)]
    weights = token_weights(text, spans, {"graz": 2.0, "tramway": 5.0})

    assert [0, 0, 2, 2, 2, 2, 5, 5, 0] == weights.tolist()


def test_a_word_nobody_weighed_counts_nothing() -> None:
    """Only terms that the full text was asked for have a weight."""
    assert [0.0] == token_weights("tea", [(0, 3)], {}).tolist()
