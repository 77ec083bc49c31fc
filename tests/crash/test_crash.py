"""A killed process loses nothing that it had acknowledged, and doubles nothing."""

from pathlib import Path

import pytest
from tests.crash.harness import PHASES, Harness
from tests.crash.journal import Expectation, Journal, State, expected

KILLS = 14
SEED = 7


def test_killed_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    """
    Killed twice in every phase, the store opens, finishes what was begun, has all that was
    acknowledged exactly once, and its projections agree with it; a run can be interrupted.
    """
    Harness(tmp_path, SEED).run(KILLS // 2)
    harness = Harness(tmp_path, SEED)
    assert KILLS // 2 == harness.kills
    harness.run(KILLS)

    assert [] == harness.problems
    assert KILLS == harness.kills
    assert set(PHASES) == {name for name, tally in harness.tallies.items() if tally.kills}


@pytest.mark.parametrize(
    ("turns", "operations", "told"),
    [
        (["a1", "a2"], ["o1"], []),
        (["a1", "a2", "b1", "b2"], ["o1", "o2"], []),
        (["a1"], ["o1"], ["acknowledged turn a2 lost"]),
        (["a1", "a2", "a2"], ["o1"], ["turn a2 twice"]),
        (["a1", "a2"], [], ["operation o1 lost"]),
        (["a1", "a2"], ["o1", "o1"], ["an operation twice"]),
        (["a1", "a2", "b1"], ["o1"], ["half of a call: ['b1']"]),
        (["a1", "a2", "z"], ["o1"], ["turn z from nowhere"]),
    ],
)
def test_the_journal_tells_what_must_and_what_may_be_there(
    tmp_path: Path, turns: list[str], operations: list[str], told: list[str]
) -> None:
    """
    An acknowledged call is there once; one that did not return is there whole or not at all.
    """
    journal = Journal(tmp_path / "journal")
    journal.acknowledge(journal.intend("process", "mei", ["a1", "a2"]), ["o1"])
    journal.intend("process", "mei", ["b1", "b2"])

    found = expected(journal.entries())["mei"].broken_by("mei", turns, operations)

    assert [f"mei: {one}" for one in told] == found


def test_what_is_forgotten_is_gone_and_what_may_be_is_gone_as_a_whole(tmp_path: Path) -> None:
    """
    After a `forget` that returned nothing may be there; after one that did not, all or nothing.
    """
    journal = Journal(tmp_path / "journal")
    journal.settle(State({"mei": ["a1", "a2"]}, {"mei": ["o1"]}))
    number = journal.intend("forget", "mei", [])
    unsure = expected(journal.entries())["mei"]
    journal.acknowledge(number, [])
    gone = expected(journal.entries())["mei"]

    assert [] == unsure.broken_by("mei", [], [])
    assert [] == unsure.broken_by("mei", ["a1", "a2"], ["o1"])
    assert ["mei: acknowledged turn a2 lost"] == unsure.broken_by("mei", ["a1"], ["o1"])
    assert Expectation() == gone
    assert ["mei: turn a1 from nowhere"] == gone.broken_by("mei", ["a1"], [])
