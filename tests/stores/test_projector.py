"""The vector index follows the ledger in batches."""

# What the index is given is watched from within.
# pyright: reportPrivateUsage=false

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.errors import StoreError
from octomem.settings import Settings
from octomem.stores import projector
from octomem.stores.ledger.memories import last_seq
from octomem.stores.seams import Change


def test_changes_are_gathered_until_somebody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three calls reach the index at one time; recall finds them before, and flush is at once."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    applied: list[int] = []
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        index = memory._engine.index
        apply = index.apply

        def watched(changes: Sequence[Change]) -> None:
            applied.append(len(changes))
            apply(changes)

        monkeypatch.setattr(index, "apply", watched)
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

        until = time.monotonic() + 60
        while memory._engine.projector.position < last and time.monotonic() < until:
            time.sleep(0.02)

        assert last == memory._engine.projector.position


def test_changes_that_go_on_hold_a_batch_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call begins the pause anew: the index is not written between calls in a row."""
    monkeypatch.setattr(projector.Projector, "longest_gathering", 3600.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        following = memory._engine.projector
        monkeypatch.setattr(projector, "GATHERING", 5.0)
        memory.process([{"role": "user", "content": "I saw Graz today"}], user_id="mei")
        until = time.monotonic() + 6
        while time.monotonic() < until:
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
        until = time.monotonic() + 60
        while memory.stats().lag and time.monotonic() < until:
            time.sleep(0.02)

        assert 0 == memory.stats().lag
