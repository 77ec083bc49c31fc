"""The benchmark of speed, memory and disk, at a tiny size."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.latency import Size, main
from benchmarks.latency_text import call, exchange, question, user_of
from benchmarks.mem0_layout import Mem0Layout

from octomem import Orchestrator


def measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Run the benchmark on a store of 20 memories."""
    sizes = [
        "--memories",
        "20",
        "--users",
        "2",
        "--questions",
        "2",
        "--writes",
        "1",
        "--loads",
        "1",
    ]
    assert 0 == main([*sizes, "--path", str(folder), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["stores"][0]
    return found


def test_a_store_is_built_measured_and_used_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every figure is there; a second run builds nothing, and measures anew."""
    first = measured(tmp_path, capsys)
    again = measured(tmp_path, capsys)

    assert 20 <= first["memories"] <= again["memories"]
    assert first["turns"] == again["turns"] > 0
    assert first["bulk_turns_per_s"] == again["bulk_turns_per_s"] > 0
    assert 0 < first["kinds"]["episodic"]
    beside = {"octomem_ms", "octomem_cpu_ms", "mem0_layout_ms", "mem0_layout_cpu_ms"}
    assert beside == first["in_turn"].keys() == first["in_stretches"].keys()
    times = [
        *(first[name] for name in ("recall_ms", "recall_cpu_ms")),
        *(each for how in ("in_turn", "in_stretches") for each in first[how].values()),
    ]
    assert [2] * 10 == [each["n"] for each in times]
    alone = [first[name] for name in ("recall_first_ms", "process_ms", "process_cpu_ms")]
    assert [1] * 3 == [each["n"] for each in alone]
    for each in (*times, *alone):
        assert 0 < each["median"] <= each["p95"]
    assert 0 < first["start_up_s"]["constructor"] < first["start_up_s"]["first_answer"]
    assert all(0 < each for each in first["loads_turns_per_s"].values())
    assert 0 < first["disk_mb"]["ledger.sqlite"]
    assert 0 <= first["load"]
    resident = first["resident_mb"]
    assert 0 < resident["first_answer"] <= resident["peak"]
    assert 0 < max(resident["questions"], resident["exchanges"]) <= resident["peak"]


def test_the_other_layout_finds_what_is_the_users_alone(tmp_path: Path) -> None:
    """Each user's own memories; to find none of a user who has some is an error."""
    store = tmp_path / "store"
    with Orchestrator(path=store) as memory:
        for user, thing in (("mei", "a bakery in Ghent"), ("tomas", "a boat in Faro")):
            memory.process(
                [{"role": "user", "content": f"My sister bought {thing}."}], user_id=user
            )
        held = {
            user: {one.id for one in memory.list(user_id=user).memories}
            for user in ("mei", "tomas")
        }
    layout = Mem0Layout(store)

    assert all(held.values())
    for user, own in held.items():
        found = layout.search("What did the sister buy?", user, 10)
        assert own == set(found)
    assert [] == layout.search("What did the sister buy?", "nobody", 10)


def test_a_layout_that_holds_other_names_is_refused(tmp_path: Path) -> None:
    """One that was filled under other names would be searched for nothing."""
    store = tmp_path / "store"
    with Orchestrator(path=store) as memory:
        memory.process(
            [{"role": "user", "content": "My sister bought a bakery in Ghent."}], user_id="mei"
        )
    Mem0Layout(store)
    with Orchestrator(path=store) as memory:
        memory.process(
            [{"role": "user", "content": "My sister bought a boat in Faro."}], user_id="tomas"
        )

    with pytest.raises(RuntimeError, match="nothing of 'tomas' was found"):
        Mem0Layout(store).search("What did the sister buy?", "tomas", 10)


@pytest.mark.parametrize(
    ("memories", "users", "messages"),
    [(1000, 1, 50), (100_000, 100, 50), (10_000, 100, 24), (100_000, 10_000, 2), (10, 100, 2)],
)
def test_calls_are_as_long_as_leaves_one_to_each_user(
    memories: int, users: int, messages: int
) -> None:
    """Calls of fifty messages, where there are so many for each: four memories a message, at most."""
    size = Size(memories, users)

    assert messages == size.messages
    assert messages == 2 or memories / users >= 4 * messages


def test_the_text_depends_on_seed_and_place_alone() -> None:
    """An interrupted build goes on with the same messages; each place has others."""
    assert call(1, 3, 2) == call(1, 3, 2)
    assert call(1, 3, 2) != call(1, 4, 2)
    assert call(1, 3, 2) != call(2, 3, 2)
    assert {"user", "assistant"} == {message["role"] for message in exchange(1, 0)}
    assert question(1, 0) != question(1, 1)
    assert ["user-0", "user-1", "user-0"] == [user_of(place, 2) for place in range(3)]
