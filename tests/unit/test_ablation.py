"""What a variant leaves out, and how variants are compared."""

import pytest
from benchmarks.ablation import ALL_IN, RankedByPlaces, compare, variants
from benchmarks.metrics import SHOWN
from benchmarks.replay import without_engine
from tests.unit.readings import hit, memory, question

from octomem.agents.base import Hit
from octomem.agents.episodic import WEIGHTS
from octomem.memory import Kind


def turn(name: str, position: int, **signals: float) -> Hit:
    """Return a turn by name with engines' scores."""
    return hit(memory(name, Kind.EPISODIC, position=position), **signals)


def test_an_engine_is_left_out_of_every_list() -> None:
    """Its scores go everywhere; other scores stay as they are."""
    hits = {
        "episodic": [turn("a", 0, dense=0.5, late=0.4)],
        "semantic": [hit(memory("b", Kind.SEMANTIC), dense=0.3, lexical=0.2)],
    }
    left = without_engine(hits, "dense")
    assert [{"late": 0.4}] == [dict(each.signals) for each in left["episodic"]]
    assert [{"lexical": 0.2}] == [dict(each.signals) for each in left["semantic"]]


def test_what_only_the_engine_scored_goes_with_it() -> None:
    """A list that is empty then goes, too; a neighbour that nothing scored stays."""
    hits = {
        "episodic": [turn("a", 0, dense=0.5), turn("b", 1, late=0.1), turn("c", 2)],
        "core": [hit(memory("d", Kind.CORE), dense=0.5)],
    }
    left = without_engine(hits, "dense")
    assert {"episodic"} == left.keys()
    assert ["b", "c"] == [each.memory.id for each in left["episodic"]]


def test_every_engine_and_every_agent_is_left_out_once() -> None:
    """All in comes first; names are distinct."""
    tried = variants()
    assert ALL_IN == tried[0].name
    assert len(tried) == len({each.name for each in tried})
    assert set(WEIGHTS) == {each.engine for each in tried if each.engine}
    assert set(Kind) == {each.agent for each in tried if each.agent}


def test_by_places_only_ranks_count() -> None:
    """However far a score is ahead; in the shipped order the distance decides."""
    hits = [
        turn("far", 0, lexical=1.0, dense=0.50),
        turn("near", 50, lexical=0.1, dense=0.52),
        turn("last", 99, lexical=0.05, dense=0.51),
    ]
    weights = {"lexical": 1.0, "dense": 1.1}
    ranked = RankedByPlaces(weights=weights, neighbours={}).rank(hits, question("x"))
    assert ["near", "far", "last"] == [each.memory.id for each in ranked]


def test_differences_are_taken_question_by_question() -> None:
    """One of two questions is lost: half a point down, and the interval says how sure."""
    one: dict[str, float] = {name: 1.0 for name in SHOWN}  # noqa: C420 - names are any text
    none = {name: 0.0 for name in one}  # noqa: C420
    found = compare({ALL_IN: [[one], [one]], "without": [[one], [none]]})
    base, without = found.rows
    assert 2 == found.n
    assert 0.0 == base.differences["any@10"]
    assert -0.5 == without.differences["any@10"]
    assert (-0.5, -0.5) == without.intervals["any@10"]
    assert pytest.approx(0.5) == found.as_json()["rows"]["without"]["all@50"]["value"]
