"""The vector index follows the ledger in batches."""

# What the index is given is watched from within.
# pyright: reportPrivateUsage=false

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.errors import StoreError
from octomem.settings import Settings
from octomem.stores import projector
from octomem.stores.ledger.memories import last_seq
from octomem.stores.seams import Change


def until(happened: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something that another thread does; who asserts it says that it did not come."""
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)


def noted(memory: Orchestrator, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many changes the index is given each time from now on."""
    applied: list[int] = []
    apply = memory._engine.index.apply

    def watched(changes: Sequence[Change]) -> None:
        applied.append(len(changes))
        apply(changes)

    monkeypatch.setattr(memory._engine.index, "apply", watched)
    return applied


def test_changes_are_gathered_until_somebody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three calls reach the index at one time; recall finds them before, and flush is at once."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        applied = noted(memory, monkeypatch)
        for place in ("Graz", "Ghent", "Porto"):
            memory.process([{"role": "user", "content": f"I saw {place} today"}], user_id="mei")
        found = memory.recall("Who saw Porto?", user_id="mei")

        assert [] == applied
        assert 0 < memory.stats().lag
        assert "I saw Porto today" == found.memories[0].text
        assert memory.flush()
        assert 1 == len(applied)
        assert 0 == memory.stats().lag


@pytest.mark.parametrize(("pause", "longest"), [(0.05, 3600.0), (3600.0, 0.05)])
def test_a_batch_begins_at_a_pause_or_when_it_was_long_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, longest: float
) -> None:
    """Nobody waits for the index, and it follows all the same."""
    monkeypatch.setattr(projector, "GATHERING", pause)
    monkeypatch.setattr(projector.Projector, "longest_gathering", longest)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        written = memory._engine.ledger
        with written.read() as connection:
            last = last_seq(connection)

        until(lambda: memory._engine.projector.position >= last)

        assert last == memory._engine.projector.position


@pytest.mark.parametrize(
    ("worth", "many", "begins"), [(1, 1_000, True), (1_000, 1, True), (1_000, 1_000, False)]
)
def test_a_batch_begins_while_changes_go_on_if_there_are_many_for_each_partition_or_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worth: int, many: int, begins: bool
) -> None:
    """To write to many collections for a few changes each costs more than it is worth."""
    monkeypatch.setattr(projector, "WORTH", worth)
    monkeypatch.setattr(projector, "MANY", many)
    monkeypatch.setattr(projector.Projector, "long_enough", 0.1)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        following = memory._engine.projector
        monkeypatch.setattr(projector, "GATHERING", 3600.0)
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        until(lambda: following.position, seconds=60 if begins else 2)

        assert begins == (following.position > 0)


def test_what_is_to_be_mended_waits_for_no_more_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed process left is searched in vain until then."""
    monkeypatch.setattr(projector.Projector, "long_enough", 0.1)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        following = memory._engine.projector
        monkeypatch.setattr(projector, "GATHERING", 3600.0)
        monkeypatch.setattr(memory._engine.index, "unfinished", lambda: True)
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        until(lambda: following.position)

        assert following.position


def test_a_writer_is_not_held_back_by_what_another_process_has_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How far the projection is stands in the ledger, not in this process."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash", max_lag=2)) as memory:
        engine = memory._engine
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        with engine.ledger.write() as connection:
            engine.ledger.set_followed(connection, engine.projector.name, last_seq(connection))
        hurried: list[None] = []
        monkeypatch.setattr(engine.projector, "hurry", lambda: hurried.append(None))
        engine.hold_back()

        assert 0 == engine.projector.position
        assert [] == hurried


def test_a_batch_begins_at_half_the_lag_that_holds_a_writer_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the writer goes on meanwhile, instead of waiting for all that was gathered."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    monkeypatch.setattr(projector.Projector, "long_enough", 3600.0)
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash", max_lag=10)) as memory:
        applied = noted(memory, monkeypatch)
        waited: list[int] = []

        def waits(target: int, timeout: float | None) -> bool:
            del timeout
            waited.append(target)
            return True

        monkeypatch.setattr(memory._engine.projector, "wait", waits)
        for day in range(5):  # two changes of the first call, one of each other
            memory.process([{"role": "user", "content": f"ok {day}"}], user_id="mei")
        time.sleep(0.2)
        assert [] == applied
        memory.process([{"role": "user", "content": "ok then"}], user_id="mei")
        until(lambda: applied)

        assert applied
        assert [] == waited


def test_a_batch_is_applied_a_portion_at_a_time_and_noted_when_all_of_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The partitions one after the other; what failed in between is applied again, in small batches."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    monkeypatch.setattr(projector, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(projector, "PORTION", 4)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        index = memory._engine.index
        apply = index.apply
        for user in ("mei", "tom"):
            memory.process([{"role": "user", "content": "hello"}], user_id=user)
        assert memory.flush()
        before = memory._engine.projector.position
        portions: list[list[int]] = []
        looked = threading.Event()

        def watched(changes: Sequence[Change]) -> None:
            portions.append([change.partition for change in changes])
            if len(portions) == 3:
                raise StoreError("it is down", store="index", operation="apply")
            assert len(portions) < 3 or looked.wait(60)
            apply(changes)

        monkeypatch.setattr(index, "apply", watched)
        for day in range(5):
            for user in ("mei", "tom"):
                told = [{"role": "user", "content": f"ok {day}"}]
                memory.process(told, user_id=user)
        with pytest.raises(StoreError, match="it is down"):
            memory.flush()
        assert before == memory._engine.projector.position
        looked.set()
        until(lambda: not memory.stats().lag)

        one, other = sorted({number for portion in portions for number in portion})
        assert [[one] * 4, [one, other, other, other], [other, other]] == portions[:3]
        assert [one, one, other, other] == portions[3]
        assert 0 == memory.stats().lag
        assert memory.verify().ok


def test_what_comes_during_a_batch_is_gathered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else batches that take a while would follow each other, each with the little that came meanwhile."""
    monkeypatch.setattr(projector.Projector, "long_enough", 3600.0)
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        index = memory._engine.index
        apply = index.apply
        applied: list[int] = []

        def watched(changes: Sequence[Change]) -> None:
            applied.append(len(changes))
            memory.process([{"role": "user", "content": "I saw Ghent today"}], user_id="mei")
            apply(changes)

        monkeypatch.setattr(index, "apply", watched)
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        memory._engine.projector.hurry()
        until(lambda: memory._engine.projector.position)
        time.sleep(0.5)

        assert 1 == len(applied)
        assert memory.stats().lag
        monkeypatch.setattr(index, "apply", apply)
        assert memory.flush()


def test_a_thread_that_is_stopped_leaves_the_rest_of_its_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store is closed after a portion; the next start that writes follows all of the batch."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    monkeypatch.setattr(projector, "PORTION", 2)
    given = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(given) as memory:
        index = memory._engine.index
        apply = index.apply
        memory.process([{"role": "user", "content": "hello"}], user_id="mei")
        assert memory.flush()
        applied: list[int] = []

        def watched(changes: Sequence[Change]) -> None:
            applied.append(len(changes))
            monkeypatch.setattr(memory._engine.projector, "_stopping", True)
            apply(changes)

        monkeypatch.setattr(index, "apply", watched)
        for day in range(3):
            memory.process([{"role": "user", "content": f"ok {day}"}], user_id="mei")
        memory._engine.projector.hurry()
        until(lambda: applied)
        memory._engine.projector.stop()

        assert [2] == applied
        assert 3 == memory.stats().lag
    with Orchestrator(given) as memory:
        assert memory.flush()
        assert memory.verify().ok


def test_changes_that_go_on_hold_a_batch_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call begins the pause anew: the index is not written between calls in a row."""
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        following = memory._engine.projector
        monkeypatch.setattr(projector, "GATHERING", 5.0)
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        end = time.monotonic() + 6
        while time.monotonic() < end:
            following.wake()
            time.sleep(0.05)

        assert 0 == following.position


def test_what_failed_is_tried_again_without_waiting_for_a_pause_between_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own pause is enough: a short failure is mended soon, though calls go on."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    monkeypatch.setattr(projector, "FIRST_PAUSE", 0.01)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        index = memory._engine.index
        apply = index.apply
        failures = [StoreError("it is down", store="index", operation="apply")]

        def failing(changes: Sequence[Change]) -> None:
            if failures:
                raise failures.pop()
            apply(changes)

        monkeypatch.setattr(index, "apply", failing)
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        with pytest.raises(StoreError, match="it is down"):
            memory.flush()
        until(lambda: not memory.stats().lag)

        assert 0 == memory.stats().lag
