"""What every test may use: a store of its own, without a model and without a server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.settings import Settings


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caller's `OCTOMEM_*` variables out of the tests."""

    for name in [name for name in os.environ if name.startswith("OCTOMEM_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Orchestrator]:
    """A new store with the bundled embedder."""
    with Orchestrator(path=tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Orchestrator]:
    """A new store with the deterministic embedder, where meaning does not matter."""
    with Orchestrator(Settings.load(path=tmp_path / "store", embedder="hash")) as opened:
        yield opened
