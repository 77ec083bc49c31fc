"""Reciprocal rank fusion across the agents' lists."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.base import Ranked
from octomem.memory import Kind, Memory, Status
from octomem.orchestrator.fuse import (
    RIDES,
    as_memories,
    fuse,
    lowered_floor,
    supported,
    weights_for,
)

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
NAMES: list[str] = ["core", "episodic", "semantic"]
EQUAL: dict[str, float] = dict.fromkeys(NAMES, 1.0)
NO_FLOOR: dict[str, float] = dict.fromkeys(NAMES, 0.0)


def memory(name: str) -> Memory:
    return Memory(
        id=name,
        kind=Kind.SEMANTIC,
        text=name,
        fields={},
        sources=(f"turn of {name}",),
        turns=(),
        status=Status.CURRENT,
        confidence=0.8,
        valid_from=LONG_AGO,
        valid_to=None,
        recorded_at=LONG_AGO,
        version=1,
        extractor="test",
        identity=name,
        slot=None,
    )


def ranked(name: str, relevance: float = 0.5) -> Ranked:
    return Ranked(memory(name), relevance, relevance, {"dense": 1})


def turn(name: str, relevance: float) -> Ranked:
    said = replace(memory(name), kind=Kind.EPISODIC, turns=(name,))
    return Ranked(said, relevance, relevance, {})


def fact(name: str, of: str, relevance: float) -> Ranked:
    return Ranked(replace(memory(name), turns=(of,)), relevance, relevance, {})


def order(lists: dict[str, list[Ranked]], **changed: dict[str, float]) -> list[str]:
    floors = changed.get("floors", NO_FLOOR)
    weights = changed.get("weights", EQUAL)
    return [item.memory.id for item in fuse(lists, floors, weights, k=10, top=100)]


def test_a_memory_in_two_lists_beats_one_at_the_same_rank_in_one() -> None:
    """
    Ranks add up over the lists that have a memory.
    """
    lists = {"core": [ranked("a"), ranked("c")], "semantic": [ranked("b"), ranked("c")]}

    assert "c" == order(lists)[0]


def test_the_score_is_the_sum_of_weight_over_k_plus_rank() -> None:
    """
    The best is scaled to 1, the others in proportion.
    """
    fused = fuse({"core": [ranked("a"), ranked("b")]}, NO_FLOOR, EQUAL, k=10, top=100)

    assert [1.0, pytest.approx(11 / 12)] == [item.score for item in fused]


def test_a_list_without_relevant_hits_pushes_nothing_up() -> None:
    """
    Below its list's floor, a hit follows behind all that are above theirs.
    """
    lists = {
        "core": [ranked("weak", 0.1)],
        "episodic": [ranked("a", 0.9), ranked("b", 0.8), ranked("c", 0.7)],
    }
    heavy = {**EQUAL, "core": 100.0}

    floors = {**NO_FLOOR, "core": 0.3}
    assert ["a", "b", "c", "weak"] == order(lists, floors=floors, weights=heavy)


def test_where_nothing_is_relevant_the_list_stays_ranked() -> None:
    """
    A question without an answer still gets its nearest memories, best first.
    """
    lists = {"episodic": [ranked("a", 0.2), ranked("b", 0.1)]}

    assert ["a", "b"] == order(lists, floors={**NO_FLOOR, "episodic": 0.5})


def test_a_hint_raises_its_agents_weight_only() -> None:
    """
    A full hint adds `gain` to the agent's weight.
    """
    weights = weights_for({Kind.CORE: 0.5, Kind.EPISODIC: 1.0}, {Kind.CORE: 1.0}, gain=3.0)

    assert {Kind.CORE: 3.5, Kind.EPISODIC: 1.0} == weights


@pytest.mark.parametrize(("hint", "expected"), [(0.0, 0.4), (0.8, 0.4), (0.9, 0.2)])
def test_a_question_for_a_kind_lowers_its_agents_floor(hint: float, expected: float) -> None:
    """
    What is asked for outright may answer less plainly.
    """
    assert pytest.approx(expected) == lowered_floor(0.4, hint)


def test_ranks_are_kept_only_to_explain() -> None:
    """
    With explain, a memory carries its rank in its agent's and in every engine's list.
    """
    fused = fuse({"core": [ranked("a")]}, NO_FLOOR, EQUAL, k=10, top=100)

    assert {"core": 1, "core/dense": 1} == as_memories(fused, explain=True)[0].ranks
    assert as_memories(fused, explain=False)[0].ranks is None


def test_a_doubtful_fact_stands_right_before_its_turn() -> None:
    """
    It is carried by its turn's rank, and its own list cannot put it, or its turn, first.
    """
    turns = [turn("asked about", 0.9), turn("next", 0.8), turn("last", 0.7)]
    lists = {"episodic": turns, "semantic": [fact("doubtful", "last", 0.4)]}
    heavy = {**EQUAL, "semantic": 3.0}

    assert ["asked about", "next", "doubtful", "last"] == order(lists, weights=heavy)


def test_a_doubtful_fact_of_a_turn_far_down_makes_room_for_turns() -> None:
    """
    The first ten turns take all their facts along; of an eleventh only what is not doubtful.
    """
    turns = [turn(f"turn {number:02}", 0.9) for number in range(1, RIDES + 2)]
    doubtful = [fact("ten", "turn 10", 0.4), fact("eleven", "turn 11", 0.4)]
    found = order({"episodic": turns, "semantic": doubtful})
    assert ["turn 09", "ten", "turn 10", "turn 11", "eleven"] == found[-5:]

    less_so = [fact("eleven", "turn 11", 0.46)]
    found = order({"episodic": turns, "semantic": less_so})
    assert found.index("eleven") < found.index("turn 11")


def test_a_sure_fact_goes_ahead_of_turns_that_answer_better_than_its_own() -> None:
    """
    The whole weight of its list counts from a plain answer on.
    """
    turns = [turn("asked about", 0.9), turn("next", 0.8), turn("last", 0.7)]
    lists = {"episodic": turns, "semantic": [fact("sure", "last", 0.6)]}

    assert "sure" == order(lists)[0]


def test_an_event_stands_right_behind_its_turn_however_sure() -> None:
    """The turn tells it in its own words, and is asked for as what happened."""
    event = fact("e", of="b", relevance=0.9)
    event = event._replace(memory=replace(event.memory, fields={"event": True}))
    lists = {"episodic": [turn("a", 0.9), turn("b", 0.8), turn("c", 0.7)], "semantic": [event]}
    assert ["a", "b", "e", "c"] == order(lists)


def test_a_fact_whose_turn_was_not_found_goes_by_its_own_vote() -> None:
    """
    Nothing carries it, and it comes out all the same.
    """
    lists = {"episodic": [turn("asked about", 0.9)], "semantic": [fact("lone", "other", 0.4)]}

    assert ["asked about", "lone"] == order(lists)


def test_a_turn_rises_by_the_best_of_what_was_made_of_it() -> None:
    """
    Two facts of one turn are one witness: the better one counts, and relevance stays.
    """
    turns = [turn("first", 0.6), turn("witnessed", 0.5)]
    facts = [fact("good", "witnessed", 0.9), fact("poor", "witnessed", 0.1)]
    found = supported({"episodic": turns, "semantic": facts})

    assert ["witnessed", "first"] == [item.memory.id for item in found["episodic"]]
    assert [0.5, 0.6] == [item.relevance for item in found["episodic"]]
    assert facts == found["semantic"]


ids = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
some_lists = st.fixed_dictionaries(dict.fromkeys(NAMES, ids))


@given(some_lists, st.permutations(NAMES))
def test_the_order_of_the_lists_does_not_matter(
    given_lists: dict[str, list[str]], names: list[str]
) -> None:
    """
    Lists are a set: which one is given first changes nothing.
    """
    lists = {name: [ranked(one) for one in found] for name, found in given_lists.items()}

    assert order(lists) == order({name: lists[name] for name in names})


@given(some_lists, st.sampled_from(NAMES), st.integers(1, 7))
def test_appearing_higher_never_lowers_a_place(
    given_lists: dict[str, list[str]], name: str, place: int
) -> None:
    """
    A memory moved up in one list does not move down in the fused one.
    """
    found = given_lists[name]
    if place >= len(found):
        return
    moved = found[place]
    raised = [*found[: place - 1], moved, found[place - 1], *found[place + 1 :]]

    def places(chosen: list[str]) -> int:
        all_lists = {**given_lists, name: chosen}
        return order({n: [ranked(one) for one in f] for n, f in all_lists.items()}).index(moved)

    assert places(raised) <= places(found)


@given(some_lists, st.integers(1, 9), st.sampled_from([0.0, 0.6]))
def test_the_first_are_the_first_of_all(
    given_lists: dict[str, list[str]], top: int, floor: float
) -> None:
    """
    Whoever asks for fewer gets the same ones, with the same scores.
    """
    lists = {
        name: [ranked(one, 0.5 + 0.1 * (one in "abc")) for one in found]
        for name, found in given_lists.items()
    }
    floors = dict.fromkeys(NAMES, floor)
    everything = fuse(lists, floors, EQUAL, k=10, top=100)

    assert everything[:top] == fuse(lists, floors, EQUAL, k=10, top=top)


@given(some_lists)
def test_scores_lie_between_0_and_1_and_fall(given_lists: dict[str, list[str]]) -> None:
    """
    Scores are in [0, 1], never rise down the list, and every memory comes out once.
    """
    lists = {name: [ranked(one) for one in found] for name, found in given_lists.items()}
    fused = fuse(lists, NO_FLOOR, EQUAL, k=10, top=100)
    scores = [item.score for item in fused]

    assert sorted(scores, reverse=True) == scores
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert {one for found in given_lists.values() for one in found} == {
        item.memory.id for item in fused
    }
    assert len(fused) == len({item.memory.id for item in fused})


def test_what_hardly_answers_stands_behind_its_turn() -> None:
    """Whoever asks when Jenna broke her wrist cares little that she is 34."""
    age = fact("age", of="b", relevance=0.39)
    lists = {"episodic": [turn("a", 0.9), turn("b", 0.8), turn("c", 0.7)], "semantic": [age]}
    assert ["a", "b", "age", "c"] == order(lists)


def test_an_event_of_the_day_asked_about_goes_ahead_of_its_turn() -> None:
    """Its turn may say "on Saturday", and stand behind what was said on other days."""
    event = fact("e", of="b", relevance=1.0)
    event = event._replace(memory=replace(event.memory, fields={"event": True}))
    lists = {"episodic": [turn("a", 0.9), turn("b", 0.8)], "semantic": [event]}
    assert "e" == order(lists)[0]
