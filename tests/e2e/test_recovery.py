"""When something fails: what is recorded stays open, is finished later, and blocks nobody."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from octomem import Orchestrator
from octomem.errors import AgentError, StoreClosedError, StoreError
from octomem.memory import Kind, Memory, Wanted
from octomem.operation import ProcessResult
from octomem.settings import Settings
from octomem.stores.ledger import memories

# Faults are set from within.
# pyright: reportPrivateUsage=false


def said(text: str, **more: object) -> list[dict[str, object]]:
    return [{"role": "user", "name": "Mei", "content": text, **more}]


def fails(*_: object, **__: object) -> None:
    raise StoreError("no space", store="ledger", operation="write")


def breaks(*_: object) -> None:
    raise RuntimeError("out of order")


def test_late_messages_with_the_same_words_are_committed(quick: Orchestrator) -> None:
    """
    However often and in whatever order the same text is imported, every call commits.
    """
    for day in ("2024-06-01", "2024-05-01", "2024-04-01", "2024-07-01", "2024-04-01"):
        quick.process(
            said("That sounds great, thanks a lot.", timestamp=day), user_id="mei", session_id="s1"
        )

    assert 0 == quick.stats().open_calls
    assert 4 == len(quick.list(user_id="mei", kinds=["episodic"]))


texts = st.sampled_from(
    ["I live in Graz.", "I live in Rome.", "I like tea.", "ok", "I don't like tea any more.",
     "Remind me to call Ann tomorrow.", "I called Ann.", "I'm on the train."]
)  # fmt: skip
messages = st.tuples(texts, st.integers(1, 9), st.sampled_from(["s1", "s2"]))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(messages, min_size=1, max_size=8))
def test_any_order_of_messages_commits(
    quick: Orchestrator, told: list[tuple[str, int, str]]
) -> None:
    """
    No sequence of texts and times leaves a call open or a turn without its episode.
    """
    for text, day, session in told:
        quick.process(said(text, timestamp=f"2024-01-0{day}"), user_id="mei", session_id=session)

    stats = quick.stats()
    assert 0 == stats.open_calls
    assert stats.turns == stats.memories["episodic"]


def test_a_failing_store_leaves_the_call_open_for_later(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A store's failure is not an agent's: nothing of the call is given up.
    """
    with monkeypatch.context() as patched:
        patched.setattr("octomem.stores.ledger.memories.related", fails)
        with pytest.raises(StoreError):
            quick.process(said("I live in Graz.", id="a"), user_id="mei")

    assert 1 == quick.stats().open_calls
    assert 1 == len(quick.resume())
    assert 0 == quick.stats().open_calls
    assert any("Graz" in m.text for m in quick.list(user_id="mei", kinds=["semantic"]))


@pytest.mark.parametrize("kind", ["semantic", "knowledge"])
def test_a_store_that_fails_while_an_agent_decides_fails_the_call(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """
    What the database raises is no agent's failure: committed without that agent, its facts were lost.
    """
    related = memories.related

    def cut(connection: Connection, number: int, of: Kind, wanted: Wanted) -> list[Memory]:
        if of.value == kind:
            raise OperationalError("SELECT", {}, sqlite3.OperationalError("disk I/O error"))
        return related(connection, number, of, wanted)

    quick.process(said("Hello there."), user_id="mei")
    with monkeypatch.context() as patched:
        patched.setattr(memories, "related", cut)
        with pytest.raises(StoreError, match="disk I/O error"):
            quick.process(said("My sister Lena lives in Graz.", id="a"), user_id="mei")

    assert 1 == quick.stats().open_calls
    (resumed,) = quick.resume()
    assert () == resumed.degraded
    assert any("Graz" in m.text for m in quick.list(user_id="mei", kinds=["semantic"]))


def test_a_turn_is_never_committed_without_its_episode(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The episodic agent's failure fails the call, which stays open.
    """
    with monkeypatch.context() as patched:
        patched.setattr(quick._engine.agents[Kind.EPISODIC], "extract", breaks)
        with pytest.raises(AgentError, match="episodic"):
            quick.process(said("I live in Graz.", id="a"), user_id="mei")

    quick.resume()
    assert 1 == len(quick.list(user_id="mei", kinds=["episodic"]))


def test_one_call_that_fails_does_not_hold_up_the_others(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    `resume` finishes what it can, then raises what it could not.
    """
    episodic = quick._engine.agents[Kind.EPISODIC]
    extract = episodic.extract

    def some(readings: list[object]) -> object:
        if any("spoilt" in str(reading) for reading in readings):
            raise RuntimeError("out of order")
        return extract(readings)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(quick._engine.ledger, "commit", fails)
        for text in ("spoilt one", "good one"):
            with pytest.raises(StoreError):
                quick.process(said(text), user_id="mei")
    monkeypatch.setattr(episodic, "extract", some)

    with pytest.raises(AgentError):
        quick.resume()

    assert 1 == quick.stats().open_calls
    assert ["good one"] == [m.text for m in quick.list(user_id="mei", kinds=["episodic"])]


def test_a_store_with_a_call_that_cannot_be_finished_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The call stays open and counted; everything else works.
    """
    given = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(given) as memory, monkeypatch.context() as patched:
        patched.setattr(memory._engine.ledger, "commit", fails)
        with pytest.raises(StoreError):
            memory.process(said("I live in Graz."), user_id="mei")
    monkeypatch.setattr("octomem.agents.episodic.EpisodicAgent.interest", breaks)

    with Orchestrator(given) as memory:
        assert 1 == memory.stats().open_calls


def test_a_memory_that_says_what_an_older_one_said_has_a_vector_too(quick: Orchestrator) -> None:
    """
    The newer secret's entry has the text of the one it supersedes, and a vector of its own.
    """
    for secret in ("hunter2horse", "hunter3horse"):
        quick.process(said(f"My wifi password is {secret}"), user_id="mei")
    quick.flush()

    assert 2 == len(quick.list(user_id="mei", kinds=["knowledge"], status=None))
    assert quick.verify().ok


def test_closing_waits_for_the_calls_under_way(quick: Orchestrator) -> None:
    """
    A call that has begun ends; one that comes later is refused.
    """
    begun = threading.Event()
    results: list[ProcessResult] = []
    record = quick._engine.ledger.record

    def slowly(*given: object) -> object:
        begun.set()
        return record(*given)  # type: ignore[arg-type]

    quick._engine.ledger.record = slowly  # type: ignore[method-assign,assignment]
    work = threading.Thread(
        target=lambda: results.append(quick.process(said("I live in Graz."), user_id="mei"))
    )
    work.start()
    assert begun.wait(30)
    quick.close()
    work.join(30)

    assert 1 == len(results)
    with pytest.raises(StoreClosedError):
        quick.process(said("x"), user_id="mei")


def test_a_rebuild_that_fails_does_not_stop_the_projection(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    After the failure the vector index follows as before.
    """
    quick.process(said("I live in Graz."), user_id="mei")
    with monkeypatch.context() as patched:
        patched.setattr(quick._engine.embedder, "embed", fails)
        with pytest.raises(StoreError):
            quick.rebuild(embeddings=True)

    quick.process(said("I like tea."), user_id="mei")

    assert quick.flush(timeout=30)
    assert 0 == quick.stats().lag


READER = """
import sys
from octomem import Orchestrator
from octomem.settings import Settings

with Orchestrator(Settings.load(path=sys.argv[1], embedder="hash"), read_only=True) as memory:
    for line in sys.stdin:
        found = memory.recall(line.strip(), user_id="mei", kinds=["episodic"])
        print(found.memories[0].text, flush=True)
"""


def test_a_reader_in_another_process_follows_the_writer(quick: Orchestrator) -> None:
    """
    What the writer commits and projects later is found by a reader that is already open.
    """
    quick.process(said("The parcel is in the cellar."), user_id="mei")
    quick.flush()
    reader = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", READER, str(quick._engine.settings.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(question: str) -> str:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write(f"{question}\n")
        reader.stdin.flush()
        return reader.stdout.readline().strip()

    first = ask("Where is the parcel?")
    for number in range(20):
        quick.process(said(f"Note number {number} says nothing."), user_id="mei")
    quick.process(said("The parrot is called Coco."), user_id="mei")
    quick.flush()
    second = ask("What is the parrot called?")
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.close()
    reader.wait(30)
    reader.stdout.close()

    assert "The parcel is in the cellar." == first
    assert "The parrot is called Coco." == second
