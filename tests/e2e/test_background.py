"""The model's pass in the background: it follows, refines, stores nothing twice and loses nothing."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.chat_server import ChatServer, Reply, Request
from tests.e2e.test_model_faults import BY_MODEL, BY_RULES, GOOD, SAID

from octomem import Orchestrator
from octomem.operation import ProcessResult
from octomem.orchestrator.background import PATIENCE, Background
from octomem.settings import Settings

OTHERS = [f"I collect old radios number {n}. I'd rather have oat milk." for n in range(8)]


class Slow:
    """A model that answers once it is let."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.let = threading.Event()
        self.reply = GOOD

    def __call__(self, request: Request) -> Reply:
        self.asked.set()
        self.let.wait(20)
        return self.reply


@pytest.fixture
def slow() -> Iterator[Slow]:
    model = Slow()
    yield model
    model.let.set()


@pytest.fixture
def server(slow: Slow) -> Iterator[ChatServer]:
    with ChatServer(slow, count=len) as running:
        yield running
        slow.let.set()


def opened(path: Path, server: ChatServer, **more: Any) -> Orchestrator:
    given = {"model_background": True, "model_attempts": 1, "model_cache": 0, **more}
    return Orchestrator(
        Settings.load(
            path=path, embedder="hash", model="openai/test", model_api_base=server.url, **given
        )
    )


def tell(memory: Orchestrator, text: str = SAID) -> ProcessResult:
    return memory.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")


def texts(memory: Orchestrator) -> list[str]:
    return sorted(f"{each.kind.value}: {each.text}" for each in memory.list(user_id="mei"))


def test_the_model_follows(tmp_path: Path, server: ChatServer, slow: Slow) -> None:
    """`process` returns with what the rules read; `flush` waits for the rest; `stats` tells."""
    with opened(tmp_path, server) as memory:
        result = tell(memory)
        early, waiting = texts(memory), memory.stats()
        unfinished = memory.flush(timeout=0.05)
        slow.let.set()
        finished = memory.flush()
        late, done = texts(memory), memory.stats()

    assert result.enriching
    assert (0, ()) == (result.usage.calls, result.degraded)
    assert f"semantic: {BY_RULES}" in early
    assert f"core: {BY_MODEL}" not in early
    assert {*early, f"core: {BY_MODEL}"} == set(late)
    assert (False, True) == (unfinished, finished)
    assert (1, 1, 0, 0) == (waiting.pending, waiting.waiting, done.pending, done.waiting)
    assert 1 == done.usage.calls


def test_it_comes_to_the_same(tmp_path: Path, server: ChatServer, slow: Slow) -> None:
    """In the background or not, the same memories are stored, each once; again adds nothing."""
    slow.let.set()
    stored: list[list[str]] = []
    for name, follows in (("before", False), ("behind", True)):
        with opened(tmp_path / name, server, model_background=follows) as memory:
            for text in (SAID, *OTHERS[:2], SAID):
                tell(memory, text)
            memory.flush()
            stored.append(texts(memory))

    assert stored[0] == stored[1]
    assert 1 == stored[1].count(f"core: {BY_MODEL}")


def test_the_next_start_goes_on(tmp_path: Path, server: ChatServer, slow: Slow) -> None:
    """Closing does not wait for a slow model; what it has not read stays pending and is read then."""
    memory = opened(tmp_path, server)
    tell(memory)
    tell(memory, OTHERS[0])
    assert slow.asked.wait(20)
    memory.close()
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash"), read_only=True) as reader:
        left = reader.stats().pending
    slow.let.set()
    with opened(tmp_path, server) as memory:
        memory.flush()
        after, pending = texts(memory), memory.stats().pending

    assert (2, 0) == (left, pending)
    assert f"core: {BY_MODEL}" in after


def test_what_waits_can_be_read_by_another_model(
    tmp_path: Path, server: ChatServer, slow: Slow
) -> None:
    """`extract_pending` takes over what waits, and reads each call once."""
    slow.let.set()
    memory = opened(tmp_path, server)
    server.replies.append(Reply(status=401))
    tell(memory)
    memory.flush()
    asked = len(server.requests)
    results = memory.extract_pending(model="openai/other")
    stats = memory.stats()
    memory.close()

    assert (1, 2) == (asked, len(server.requests))
    assert 1 == len(results)
    assert (0, 0) == (stats.pending, stats.waiting)


def test_a_model_that_is_down_is_not_asked_for_all_that_waits(
    tmp_path: Path, server: ChatServer, slow: Slow
) -> None:
    """After a few failures the rest stays pending; when it is back, what was left is read too."""
    slow.reply = Reply(status=401)
    with opened(tmp_path, server) as memory:
        for text in OTHERS[: PATIENCE + 3]:
            tell(memory, text)
        slow.let.set()
        memory.flush()
        asked, down = len(server.requests), memory.stats()
        slow.reply = GOOD
        tell(memory)
        memory.flush()
        back = memory.stats()

    assert PATIENCE == asked
    assert (PATIENCE + 3, 0) == (down.pending, down.waiting)
    assert PATIENCE == back.pending


def test_a_writer_waits_where_too_much_does(tmp_path: Path, server: ChatServer, slow: Slow) -> None:
    """Past the bound `process` goes on once the model has read a call."""
    with opened(tmp_path, server, model_backlog=1) as memory:
        tell(memory, OTHERS[0])
        assert slow.asked.wait(20)
        tell(memory, OTHERS[1])
        done = threading.Event()

        def write() -> None:
            tell(memory, OTHERS[2])
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        held = not done.wait(0.5)
        slow.let.set()
        writer.join(20)
        memory.flush()
        pending = memory.stats().pending

    assert held
    assert done.is_set()
    assert 0 == pending


def test_nothing_waits_where_there_is_nothing_to_read(
    tmp_path: Path, server: ChatServer, slow: Slow
) -> None:
    """Small talk is not marked; without a model nothing is."""
    with opened(tmp_path, server) as memory:
        result = tell(memory, "ok thanks!")
        pending = memory.stats().pending
    chosen = Settings.load(path=tmp_path / "none", embedder="hash", model_background=True)
    with Orchestrator(chosen) as memory:
        offline = tell(memory)

    assert (False, False, 0) == (result.enriching, offline.enriching, pending)
    assert [] == server.requests


def test_forgotten_calls_are_not_read(tmp_path: Path, server: ChatServer, slow: Slow) -> None:
    """What is forgotten while it waits, or is being read, leaves no memory and no error."""
    with opened(tmp_path, server) as memory:
        tell(memory)
        tell(memory, OTHERS[0])
        assert slow.asked.wait(20)
        memory.forget(user_id="mei")
        slow.let.set()
        memory.flush()
        stored, stats = texts(memory), memory.stats()

    assert [] == stored
    assert (0, 0) == (stats.pending, stats.waiting)
    assert 1 == len(server.requests)


def _failing(*_: object) -> None:
    raise ZeroDivisionError


def test_an_interrupted_call_is_marked_when_it_is_finished(
    tmp_path: Path, server: ChatServer, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call that was recorded and not committed is finished by rules, and waits like any other."""
    with opened(tmp_path, server) as memory:
        with monkeypatch.context() as patch:
            patch.setattr("octomem.orchestrator.ingest.Ingest.route", _failing)
            with pytest.raises(ZeroDivisionError):
                tell(memory)
        assert 1 == memory.stats().open_calls
    slow.let.set()
    with opened(tmp_path, server) as memory:
        memory.flush()
        after, stats = texts(memory), memory.stats()

    assert f"core: {BY_MODEL}" in after
    assert (0, 0) == (stats.open_calls, stats.pending)


def test_an_error_of_the_store_does_not_end_the_background() -> None:
    """Whatever a pass raises, the next call is read, and waiting for them ends."""
    read: list[str] = []
    calls = ["a", "b", "c"]

    def one(call: str) -> None:
        read.append(call)
        if call == "a":
            raise ZeroDivisionError

    background = Background(one, lambda: calls, 10)
    background.begin()
    ended = background.wait(20)
    background.close(lambda: None)
    background.add("d")

    assert ended
    assert ["a", "b", "c"] == sorted(set(read))
    assert 1 == read.count("a")
    assert 0 == background.waiting
