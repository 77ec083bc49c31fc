"""Turns as arrays: what is ranked is ranked as if all that were compared had been."""

import random
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.readings import hit, memory, question

from octomem.agents.base import Hit
from octomem.agents.episodic import EpisodicAgent
from octomem.agents.ranking import engine_ranks
from octomem.agents.turns import Hits, Turns
from octomem.memory import Kind

AGENT = EpisodicAgent()
DENSE = frozenset({"dense", "late"})
ENGINES = ("dense", "late", "lexical", "session", "time", "hop")


def drawn(seed: int, count: int = 30) -> list[Hit]:
    """Return turns of two sessions, some of which some engines found; a few are of another script."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    found: list[Hit] = []
    for at in range(count):
        fields: dict[str, object] = {"actor": chance.choice(["Mei", "Jo"])}
        told = memory(f"t{at}", Kind.EPISODIC, position=at, session=f"s{at % 2}", fields=fields)
        signals = {name: chance.random() for name in ENGINES if chance.random() < 0.6}
        if chance.random() < 0.2:
            spoken = {name: score for name, score in signals.items() if name not in DENSE}
            found.append(hit(told, **spoken)._replace(silent=DENSE))
        else:
            found.append(hit(told, **signals))
    return found


def some(turns: Turns, rows: list[int]) -> Turns:
    """Return some of the turns, beside whom all were compared."""
    memories = [turns.memories[row] for row in rows]
    return replace(turns, memories=memories, rows=np.array(rows, dtype=np.intp))


@pytest.mark.parametrize("seed", range(5))
def test_some_turns_are_ranked_as_among_all_that_were_compared(seed: int) -> None:
    """Neighbours and the best of each list count, whether they are read or not."""
    asked, turns = question("what did Jo say"), Turns.of(drawn(seed))
    rows = [3, 17, 4, 28, 9]
    whole = {item.memory.id: item for item in AGENT.rank(turns, asked)}
    part = AGENT.rank(some(turns, rows), asked)

    assert {f"t{row}" for row in rows} == {item.memory.id for item in part}
    assert all(whole[item.memory.id] == item for item in part)
    assert [item.score for item in part] == sorted((item.score for item in part), reverse=True)


@pytest.mark.parametrize("seed", range(5))
def test_arrays_hold_what_the_hits_said(seed: int) -> None:
    """There and back again: an engine that found nothing of a turn has no score for it."""
    hits = drawn(seed)
    assert hits == list(Turns.of(hits))
    assert hits[2:5] == Turns.of(hits)[2:5]
    assert AGENT.rank(hits, question("x")) == AGENT.rank(Turns.of(hits), question("x"))
    turns = Turns.of(hits)
    assert turns is Turns.of(turns)


def test_ranks_are_those_among_all_that_were_compared() -> None:
    """Also where the better ones were not read; equal ones share a rank."""
    hits = [
        hit(memory(f"t{at}", Kind.EPISODIC, position=at), dense=score)
        for at, score in enumerate([0.9, 0.5, 0.5, 0.1, 0.0])
    ]
    read = some(Turns.of(hits), [1, 2, 3, 4])

    assert {"t1": {"dense": 2}, "t2": {"dense": 2}, "t3": {"dense": 4}, "t4": {}} == engine_ranks(
        read
    )


def test_another_engine_scores_all_that_were_compared() -> None:
    """The arrays given out before stay as they are."""
    turns = Turns.of(drawn(1, 4))
    hopped = turns.found_by("hop", np.array([0.0, 0.5, 0.0, 1.0]))

    assert [0.0, 0.5, 0.0, 1.0] == [each.signals.get("hop", 0.0) for each in hopped]
    assert list(Turns.of(drawn(1, 4))) == list(turns)


@pytest.mark.parametrize("seed", range(5))
def test_a_mean_is_over_the_engines_that_can_judge(seed: int) -> None:
    """What an engine did not find counts as 0, what it cannot judge does not count."""
    hits = drawn(seed)
    weights = {"dense": 0.5, "lexical": 0.3, "unknown": 0.2}

    means = Hits.of(hits).means(weights)

    for one, mean in zip(hits, means, strict=True):
        heard = {name: weight for name, weight in weights.items() if name not in one.silent}
        scored = sum(weight * one.signals.get(name, 0.0) for name, weight in heard.items())
        assert scored / sum(heard.values()) == pytest.approx(mean)


def test_what_nothing_can_judge_has_a_mean_of_nothing() -> None:
    """It is no error."""
    told = hit(memory("m1", Kind.SEMANTIC))._replace(silent=DENSE)

    assert [0.0] == Hits.of([told]).means({"dense": 1.0})
