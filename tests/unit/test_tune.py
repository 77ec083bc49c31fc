"""Choosing weights on some conversations and scoring another."""

import numpy as np
from benchmarks.metrics import SHOWN
from benchmarks.tune import GRID, START, Scores, as_json, choose, climb, folds
from benchmarks.tune_sheets import Sheet, Values, ranked, shipped

from octomem.agents.episodic import NEIGHBOURS, WEIGHTS


def test_the_settings_in_use_are_on_the_grid() -> None:
    """So that the search can find them, and reports them by the same names."""
    assert GRID.keys() == shipped().keys() == START.keys()
    for name, value in shipped().items():
        assert value in GRID[name], name


def test_a_climb_finds_the_top_and_leaves_alone_what_does_not_matter() -> None:
    """One name at a time, until no value of any name helps."""

    def goal(values: Values) -> float:
        return -abs(values["late"] - 3.0) - abs(values["bonus"] - 0.2)

    best, values = climb(goal, START, list(GRID))
    assert 0.0 == best
    assert {**START, "late": 3.0, "bonus": 0.2} == values


def test_the_same_seed_chooses_the_same() -> None:
    """Where two names depend on each other, the order of the climb may matter."""

    def goal(values: Values) -> float:
        return -abs(values["late"] - 10 * values["bonus"]) - values["names"]

    assert choose(goal) == choose(goal)


class TwoTastes(Scores):
    """Two conversations: the first likes a large bonus, the second a small one."""

    def __init__(self) -> None:
        super().__init__([[], []])

    def of(self, place: int, values: Values) -> list[dict[str, float]]:
        """Give one question's row."""
        share = values["bonus"] / 0.4
        return [dict.fromkeys(SHOWN, share if place == 0 else 1 - share)]


def test_a_held_out_conversation_has_no_say() -> None:
    """Each fold takes what the other conversation likes, which is the worst for its own."""
    first, second = folds(["a", "b"], TwoTastes(), lambda: None)
    assert (0.0, 0.4) == (first.values["bonus"], second.values["bonus"])
    assert 0.0 == first.rows[0]["any@10"]
    assert 0.0 == second.rows[0]["any@10"]
    found = as_json([first, second])
    assert 0.0 == found["pooled"]["chosen"]["any@10"]
    assert 2 == found["pooled"]["n"]


def test_an_event_stands_right_behind_its_turn() -> None:
    """As in recall: its own list's vote does not put it before other turns."""
    engine = next(name for name in WEIGHTS if name not in NEIGHBOURS)
    three, none = np.ones(3), np.zeros(2)
    sheet = Sheet(
        gold=(),
        refs=(("first",), ("second",), ("second",)),
        order=np.arange(3),
        relevance=np.array([0.5, 0.5, 0.9]),
        enters=three > 0,
        turns=2,
        lists={(engine, 0.0): np.array([1.0, 0.5])},
        named=none,
        share=np.ones(2),
        witness=none,
        vote=three,
        events=np.array([False, False, True]),
        made=(np.array([2]), np.array([1])),
        others=(("semantic", slice(2, 3)),),
        weights={"episodic": 1.0, "semantic": 0.5},
        fusion_k=5,
    )

    assert [0, 1, 2] == ranked(sheet, shipped()).tolist()
