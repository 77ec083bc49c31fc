"""Retrieval metrics, by hand-worked cases and by rules that hold for every list."""

import math

import pytest
from benchmarks.metrics import (
    CUTOFFS,
    METRICS,
    all_at,
    any_at,
    auroc,
    fraction_at,
    mean,
    ndcg_at,
    percentile,
    reciprocal_rank,
    score,
)
from hypothesis import given
from hypothesis import strategies as st

ITEMS = st.sampled_from([f"D1:{n}" for n in range(12)])
RANKED = st.lists(ITEMS, max_size=20)
GOLD = st.sets(ITEMS, min_size=1)


def test_any_needs_one_gold_item() -> None:
    """One of two gold items within k is enough."""
    assert 1.0 == any_at(["a", "b", "c"], {"c", "z"}, 3)
    assert 0.0 == any_at(["a", "b", "c"], {"c", "z"}, 2)


def test_all_needs_every_gold_item() -> None:
    """The last gold item decides."""
    assert 0.0 == all_at(["a", "b", "c"], {"a", "c"}, 2)
    assert 1.0 == all_at(["a", "b", "c"], {"a", "c"}, 3)


def test_fraction_is_the_share_found() -> None:
    """One of four is a quarter."""
    assert 0.25 == fraction_at(["a", "b"], {"a", "x", "y", "z"}, 10)


def test_reciprocal_rank_is_that_of_the_first_gold_item() -> None:
    """Second place counts a half; later gold items do not matter."""
    assert 0.5 == reciprocal_rank(["x", "a", "b"], {"a", "b"})
    assert 0.0 == reciprocal_rank(["x"], {"a"})


def test_ndcg_discounts_by_rank() -> None:
    """One gold item at rank 3 has half the gain of rank 1."""
    assert 0.5 == pytest.approx(ndcg_at(["x", "y", "a"], {"a"}, 10))
    assert (1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3)) == pytest.approx(
        ndcg_at(["a", "x", "b"], {"a", "b"}, 10)
    )


def test_a_repeated_item_counts_once() -> None:
    """A repetition takes no place in the list."""
    assert 1.0 == any_at(["x", "x", "a"], {"a"}, 2)
    assert 0.5 == reciprocal_rank(["x", "x", "a"], {"a"})


def test_gold_must_not_be_empty() -> None:
    """A question without evidence is an error, not a zero."""
    with pytest.raises(ValueError, match="gold"):
        score(["a"], set())


def test_mean_averages_each_metric() -> None:
    """Two questions, one answered at once and one not at all."""
    result = mean([score(["a"], {"a"}), score(["x"], {"a"})])

    assert 2 == result.n
    assert set(METRICS) == set(result.values)
    assert all(value == 0.5 for value in result.values.values())


def test_mean_of_nothing_is_zero() -> None:
    """No question gives n = 0 and no division by zero."""
    assert 0 == mean([]).n
    assert 0.0 == mean([]).values["any@10"]


def test_percentile_is_one_of_the_values() -> None:
    """Nearest rank: the 95th percentile of 1 to 100 is 95."""
    values = [float(n) for n in range(100, 0, -1)]

    assert 95.0 == percentile(values, 0.95)
    assert 50.0 == percentile(values, 0.5)
    assert 0.0 == percentile([], 0.5)


@given(RANKED, GOLD)
def test_metrics_lie_between_zero_and_one(ranked: list[str], gold: set[str]) -> None:
    """No list leaves [0, 1]."""
    assert all(0.0 <= value <= 1.0 for value in score(ranked, gold).values())


@given(RANKED, GOLD)
def test_all_implies_fraction_implies_any(ranked: list[str], gold: set[str]) -> None:
    """all <= fraction <= any at every cut-off."""
    for k in CUTOFFS:
        assert all_at(ranked, gold, k) <= fraction_at(ranked, gold, k) <= any_at(ranked, gold, k)


@given(RANKED, GOLD)
def test_a_wider_cutoff_never_scores_lower(ranked: list[str], gold: set[str]) -> None:
    """any, all and fraction do not fall as k grows."""
    for metric in (any_at, all_at, fraction_at):
        values = [metric(ranked, gold, k) for k in range(1, 21)]
        assert sorted(values) == values


@given(RANKED, GOLD, st.integers(min_value=1, max_value=19))
def test_moving_a_gold_item_up_never_scores_lower(
    ranked: list[str], gold: set[str], place: int
) -> None:
    """Swapping a gold item with a lesser one above it cannot hurt any metric."""
    ranked = list(dict.fromkeys(ranked))
    if place >= len(ranked) or ranked[place] not in gold or ranked[place - 1] in gold:
        return
    better = [*ranked]
    better[place - 1], better[place] = better[place], better[place - 1]

    before, after = score(ranked, gold), score(better, gold)
    assert all(after[name] >= before[name] - 1e-12 for name in METRICS)


@given(GOLD)
def test_gold_first_is_perfect(gold: set[str]) -> None:
    """A list that starts with every gold item has MRR and nDCG of 1."""
    ranked = [*sorted(gold), "x"]

    assert 1.0 == reciprocal_rank(ranked, gold)
    assert 1.0 == pytest.approx(ndcg_at(ranked, gold, 10))


@given(st.lists(st.floats(min_value=0, max_value=1e6), min_size=1))
def test_percentile_covers_its_share(values: list[float]) -> None:
    """At least the share asked for lies at or below the percentile."""
    value = percentile(values, 0.95)

    assert value in values
    assert sum(v <= value for v in values) >= 0.95 * len(values) - 1e-9


def test_auroc_counts_the_pairs_that_are_in_order() -> None:
    """Five of six pairs: only 0.4 against 0.5 is the wrong way round."""
    assert pytest.approx(5 / 6) == auroc([0.9, 0.6, 0.4], [0.5, 0.1])
    assert 1.0 == auroc([2.0, 3.0], [0.0, 1.0])
    assert 0.0 == auroc([0.0], [1.0])


def test_auroc_counts_a_tie_as_half() -> None:
    """What cannot be told apart is a coin toss."""
    assert 0.5 == auroc([0.3, 0.3], [0.3])
    assert 0.75 == auroc([0.3, 0.4], [0.3])


def test_auroc_needs_both_sides() -> None:
    """There is no area without pairs."""
    with pytest.raises(ValueError, match="positives and negatives"):
        auroc([], [0.1])
