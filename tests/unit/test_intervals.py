"""Bootstrap intervals, by cases with known answers."""

import pytest
from benchmarks.intervals import bootstrap, differs


def test_questions_that_all_agree_leave_no_doubt() -> None:
    """Every resample has the same mean."""
    assert (1.0, 1.0) == bootstrap([[1.0] * 5, [1.0] * 3])


def test_questions_are_drawn_within_their_conversation() -> None:
    """Each resample has two of the first and one of the second: the mean cannot move."""
    low, high = bootstrap([[1.0, 1.0], [0.0]])
    assert pytest.approx(2 / 3) == low == high


def test_the_interval_is_that_of_the_normal_approximation() -> None:
    """For 400 coin tosses, half of them heads, it is 0.5 ± 1.96 * 0.5 / 20."""
    low, high = bootstrap([[0.0, 1.0] * 200])
    assert pytest.approx(0.451, abs=0.01) == low
    assert pytest.approx(0.549, abs=0.01) == high


def test_the_same_seed_draws_the_same() -> None:
    """A figure can be computed again; another seed gives another one."""
    tosses = [[number / 100 for number in range(100)]]
    assert bootstrap(tosses) == bootstrap(tosses)
    assert bootstrap(tosses, seed=1) != bootstrap(tosses, seed=2)


def test_nothing_has_no_interval() -> None:
    """No question, no width."""
    assert (0.0, 0.0) == bootstrap([])
    assert (0.0, 0.0) == bootstrap([[]])


@pytest.mark.parametrize(
    ("interval", "expected"),
    [((0.01, 0.2), True), ((-0.3, -0.1), True), ((-0.1, 0.2), False), ((0.0, 0.0), False)],
)
def test_a_difference_is_sure_where_its_interval_leaves_out_zero(
    interval: tuple[float, float], expected: bool
) -> None:
    """Both ends on one side."""
    assert expected == differs(interval)
