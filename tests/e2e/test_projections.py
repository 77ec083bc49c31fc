"""Projections follow in batches and in order, survive failures, and never hold up more than told."""

# Faults are set from within.
# pyright: reportPrivateUsage=false

import itertools
import shutil
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from octomem import Orchestrator
from octomem.cli import app
from octomem.errors import StoreError
from octomem.results import Projection
from octomem.settings import Settings
from octomem.stores import projector
from octomem.stores.seams import Change

DOWN = StoreError("out of order", store="chroma", operation="apply")


def said(number: int) -> list[dict[str, object]]:
    return [{"role": "user", "content": f"I have {number} apples.", "id": f"n{number}"}]


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once, so that no test waits."""
    monkeypatch.setattr(projector, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(projector, "LONGEST_PAUSE", 0.02)


class Failing:
    """The index's `apply`, noting each batch and failing where it is told to, after the work."""

    def __init__(self, memory: Orchestrator, failures: set[int]) -> None:
        self.batches: list[list[int]] = []
        self._failures = failures
        self._index = memory._engine.index
        self._apply = self._index.apply

    def __call__(self, changes: Sequence[Change]) -> None:
        self.batches.append([change.seq for change in changes])
        self._apply(changes)
        if len(self.batches) in self._failures:
            raise DOWN


def test_failed_batches_are_repeated_in_order_and_do_no_harm(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A batch that failed after its work was done is done again, nothing is skipped, and the
    index is as if nothing had happened.
    """
    monkeypatch.setattr(projector.Projector, "batch", 4)
    applied = Failing(quick, {2, 3, 5})
    monkeypatch.setattr(quick._engine.index, "apply", applied)
    with quick._engine.following:
        for number in range(6):
            quick.process(said(number), user_id=f"u{number % 2}")
    while not _followed(quick):
        pass

    done = [batch for at, batch in enumerate(applied.batches, 1) if at not in {2, 3, 5}]
    assert all(max(one) < min(other) for one, other in itertools.pairwise(done))
    assert applied.batches[1] == applied.batches[2] == applied.batches[3]
    assert max(map(len, applied.batches)) <= 4
    assert quick.verify().ok


def _followed(memory: Orchestrator) -> bool:
    try:
        return memory.flush()
    except StoreError:
        return False


def test_a_pause_is_not_cut_short_by_new_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    While the index is down it is left alone, however much is written meanwhile.
    """
    monkeypatch.setattr(projector, "FIRST_PAUSE", 60.0)
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        applied = Failing(memory, {1, 2, 3})
        monkeypatch.setattr(memory._engine.index, "apply", applied)
        memory.process(said(0), user_id="mei")
        with pytest.raises(StoreError, match="out of order"):
            memory.flush()
        for number in range(1, 5):
            memory.process(said(number), user_id="mei")

        assert 1 == len(applied.batches)


def test_what_was_not_followed_is_followed_by_the_next_start(tmp_path: Path) -> None:
    """
    The position is kept in the ledger: a process that ended in between loses nothing.
    """
    given = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(given) as memory:
        memory._engine.projector.stop()
        memory.process(said(1), user_id="mei")
        assert memory.stats().lag > 0
    with Orchestrator(given) as memory:
        assert memory.flush()
        assert 0 == memory.stats().lag
        assert memory.verify().ok


def test_a_writer_waits_while_the_index_lags_too_far(tmp_path: Path) -> None:
    """
    Back-pressure rather than growth: the call goes on when the index has followed.
    """
    given = Settings.load(path=tmp_path, embedder="hash", max_lag=1)
    with Orchestrator(given) as memory:
        with memory._engine.following:
            memory.process(said(0), user_id="mei")
            late = threading.Thread(target=lambda: memory.process(said(1), user_id="mei"))
            late.start()
            late.join(0.3)
            assert late.is_alive()
            assert 1 == memory.stats().turns
        late.join(60)
        assert 2 == memory.stats().turns


def test_while_the_index_is_down_a_writer_is_refused_past_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The refused call has written nothing, and is taken when the index follows again.
    """
    given = Settings.load(path=tmp_path, embedder="hash", max_lag=1)
    with Orchestrator(given) as memory:
        with monkeypatch.context() as patched:
            patched.setattr(memory._engine.index, "apply", Failing(memory, set(range(10_000))))
            memory.process(said(0), user_id="mei")
            with pytest.raises(StoreError):
                memory.flush()
            with pytest.raises(StoreError, match="out of order"):
                memory.process(said(1), user_id="mei")
            assert (1, 0) == (memory.stats().turns, memory.stats().open_calls)
        while not _followed(memory):
            pass
        memory.process(said(1), user_id="mei")
        memory.flush()
        assert memory.verify().ok


def test_stats_tell_how_far_each_projection_is(quick: Orchestrator) -> None:
    """
    Those in the ledger's file never lag; the vector index does, and says what is wrong.
    """
    quick.process(said(0), user_id="mei")
    quick.flush()
    assert (
        Projection("full text", 0),
        Projection("graph", 0),
        Projection("vector index", 0),
    ) == quick.stats().projections


def test_recall_goes_on_without_the_index_and_says_so(tmp_path: Path) -> None:
    """
    Words, names and times still find; the answer is degraded, and the command exits with 1.
    A small partition that has room in the process is compared as a whole, and lacks nothing.
    """
    given = Settings.load(path=tmp_path, embedder="hash", shelf_mb=0)
    with Orchestrator(given) as memory:
        memory.process(
            [{"role": "user", "name": "Mei", "content": "I live in Graz."}], user_id="mei"
        )
        memory.flush()
    shutil.rmtree(tmp_path / "chroma" / "chroma")
    (tmp_path / "chroma" / "chroma").write_text("no folder")

    with Orchestrator(given, read_only=True) as memory:
        found = memory.recall("Where does Mei live?", user_id="mei")
        stats = memory.stats()
    with Orchestrator(given.model_copy(update={"shelf_mb": 10}), read_only=True) as memory:
        whole = memory.recall("Where does Mei live?", user_id="mei")
    environment = {"OCTOMEM_EMBEDDER": "hash", "OCTOMEM_SHELF_MB": "0"}
    asked = ["recall", "Where does Mei live?", "--user", "mei", "--path", str(tmp_path)]
    done = CliRunner().invoke(app, asked, env=environment)
    counted = CliRunner().invoke(app, ["stats", "--path", str(tmp_path)], env=environment)

    assert "Graz" in found.memories[0].text
    assert ["vector index"] == [part.agent for part in found.degraded]
    assert () == whole.degraded
    assert "chroma" in found.degraded[0].error
    assert 0 == stats.vectors
    assert "chroma" in (stats.projections[-1].error or "")
    assert 1 == done.exit_code
    assert "Graz" in done.stdout
    assert "octomem: the vector index failed: chroma" in done.stderr
    assert 0 == counted.exit_code
    assert "octomem: the vector index is down: chroma" in counted.stderr


@pytest.mark.parametrize("shelf_mb", [0, 10])
@pytest.mark.parametrize("length", [8, 7])
def test_recall_goes_on_with_a_damaged_vector(tmp_path: Path, shelf_mb: int, length: int) -> None:
    """Its memory is found by words, names and times; `verify` says which it is."""
    given = Settings.load(path=tmp_path, embedder="hash", shelf_mb=shelf_mb)
    with Orchestrator(given) as memory:
        for text in ("I live in Graz.", "I work at Acme."):
            memory.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")
        memory.flush()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger, ledger:
        query = "SELECT memory_id FROM memory_versions WHERE text = 'I live in Graz.'"
        (damaged,) = ledger.execute(query).fetchone()
        changed = (bytes(length), damaged)
        ledger.execute("UPDATE vectors SET vector = ? WHERE memory_id = ?", changed)

    with Orchestrator(given, read_only=True) as memory:
        found = memory.recall("Who lives in Graz?", user_id="mei")
        checked = memory.verify()

    assert damaged in {one.id for one in found.memories}
    assert () == found.degraded
    assert any(one.id.startswith(damaged) for one in checked.differences)
