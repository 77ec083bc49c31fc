"""One store for all integrations' tests: each test is a user of its own in it."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from langgraph.store.base import BaseStore
from langgraph.store.memory import InMemoryStore

from octomem import Orchestrator
from octomem.langgraph import MemoryStore
from octomem.settings import Settings
from octomem.testing import HashEmbedder


class Clock:
    """The present, moved ahead by as much as a test wants."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture(scope="session")
def _opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Orchestrator, Clock]]:
    clock = Clock()
    settings = Settings.load(path=tmp_path_factory.mktemp("shared") / "store", embedder="hash")
    with Orchestrator(settings, clock=clock) as memory:
        yield memory, clock


@pytest.fixture
def shared(_opened: tuple[Orchestrator, Clock]) -> Orchestrator:
    """The store that all tests of this folder share."""
    return _opened[0]


@pytest.fixture
def clock(_opened: tuple[Orchestrator, Clock]) -> Iterator[Clock]:
    """The shared store's clock; it is set right again after the test."""
    yield _opened[1]
    _opened[1].ahead = timedelta()


@pytest.fixture
def user() -> str:
    """A user nobody else is."""
    return f"user-{uuid.uuid4().hex}"


def _embed(texts: Sequence[str]) -> list[list[float]]:
    """Embed as the shared store does."""
    vectors: list[list[float]] = HashEmbedder().embed(list(texts)).tolist()
    return vectors


@pytest.fixture(params=["langgraph", "octomem"])
def store(request: pytest.FixtureRequest, shared: Orchestrator) -> BaseStore:
    """An empty `BaseStore`: the framework's own, or ours."""
    if request.param == "langgraph":
        return InMemoryStore(index={"dims": HashEmbedder().dimension, "embed": _embed})
    return MemoryStore(shared, user_id=f"user-{uuid.uuid4().hex}")
