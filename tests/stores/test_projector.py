"""The vector index follows the ledger in batches."""

# What the index is given is watched from within.
# pyright: reportPrivateUsage=false

from collections.abc import Sequence
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.settings import Settings
from octomem.stores import projector
from octomem.stores.seams import Change


def test_changes_are_gathered_until_somebody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three calls reach the index at one time; recall finds them before, and flush is at once."""
    monkeypatch.setattr(projector, "GATHERING", 3600.0)
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
