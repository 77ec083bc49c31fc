"""The front door: processing, reading one's writes, pages, history, deletion, resuming."""

# A fault is set from within.
# pyright: reportPrivateUsage=false

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.agents.base import Candidate
from octomem.errors import (
    MessageError,
    NotFoundError,
    StoreClosedError,
    StoreError,
    StoreLockedError,
    TurnConflictError,
    UsageError,
)
from octomem.memory import Kind
from octomem.settings import Settings

MAY = datetime(2024, 5, 8, 12, tzinfo=UTC)


def said(text: str, **more: object) -> list[dict[str, object]]:
    return [{"role": "user", "content": text, **more}]


def test_every_turn_is_kept_word_for_word(quick: Orchestrator) -> None:
    """
    Each turn is exactly one episodic memory, verbatim, in order.
    """
    texts = ["ok", "  two  spaces and\na line ", "说中文", "ok"]

    quick.process([{"role": "user", "content": text} for text in texts], user_id="mei")

    assert texts == [m.text for m in quick.list(user_id="mei", kinds=["episodic"])][::-1]


def test_what_was_processed_is_found_at_once(quick: Orchestrator) -> None:
    """
    `recall` needs no flush: callers read their own writes.
    """
    quick.process(said("The parcel is at the neighbour's.", id="p1"), user_id="mei")

    found = quick.recall("Where is the parcel?", user_id="mei")

    assert ["p1"] == found.sources(1)
    assert found.found


def test_operations_routes_and_turns_are_reported(quick: Orchestrator) -> None:
    """
    A result says which agents looked and why, what was stored, and which turns came in.
    """
    result = quick.process(said("I live in Graz.", id="a"), user_id="mei")

    assert ("a",) == result.turns
    assert {"episodic", "semantic"} <= {route.agent for route in result.routes}
    assert all(route.reason for route in result.routes)
    assert all(operation.reason for operation in result.operations)
    assert 0 == result.usage.calls


def test_the_same_identified_message_twice_is_one_turn(quick: Orchestrator) -> None:
    """
    A message id with the same content again stores nothing.
    """
    quick.process(said("I live in Graz.", id="a"), user_id="mei")
    again = quick.process(said("I live in Graz.", id="a"), user_id="mei")

    assert ("a",) == again.turns
    assert () == again.operations
    assert 1 == quick.stats().turns


def test_a_message_without_id_is_known_by_its_time_and_words(quick: Orchestrator) -> None:
    """
    Timestamp, role, name and content identify a message that has no id.
    """
    for _ in range(2):
        quick.process(said("I live in Graz.", timestamp=MAY.isoformat()), user_id="mei")

    assert 1 == quick.stats().turns


def test_a_message_without_id_and_time_is_new_each_time(quick: Orchestrator) -> None:
    """
    Nothing identifies it, so nothing is dropped.
    """
    for _ in range(2):
        quick.process(said("ok"), user_id="mei")

    assert 2 == quick.stats().turns


def test_a_known_id_with_other_content_rejects_the_whole_call(quick: Orchestrator) -> None:
    """
    Nothing of the call is written, not even its other messages.
    """
    quick.process(said("I live in Graz.", id="a"), user_id="mei")

    with pytest.raises(TurnConflictError, match="'a'"):
        quick.process(
            [*said("A new one.", id="b"), *said("I live in Rome.", id="a")], user_id="mei"
        )

    assert 1 == quick.stats().turns
    assert 0 == quick.stats().open_calls


@pytest.mark.parametrize("messages", [[], "text", [{"role": "king", "content": "x"}], [42]])
def test_bad_messages_leave_the_ledger_unchanged(quick: Orchestrator, messages: object) -> None:
    """
    A typed error names the message; nothing is written.
    """
    with pytest.raises(MessageError):
        quick.process(messages, user_id="mei")  # type: ignore[arg-type]

    assert 0 == quick.stats().turns


def test_a_changed_fact_supersedes_and_stays_answerable(quick: Orchestrator) -> None:
    """
    The newer home is current; `as_of` still answers with the older one, and `replaces` links.
    """
    quick.process(said("I live in Graz.", timestamp="2023-01-01"), user_id="mei")
    result = quick.process(said("I live in Rome now.", timestamp="2024-01-01"), user_id="mei")

    changed = next(
        o for o in result.operations if o.action == "supersede" and o.agent == "semantic"
    )
    current = [m.text for m in quick.list(user_id="mei", kinds=["semantic"])]
    before = quick.list(user_id="mei", kinds=["semantic"], as_of=datetime(2023, 6, 1, tzinfo=UTC))
    assert 1 == len(changed.replaces)
    assert any("Rome" in text for text in current)
    assert not any("Graz" in text for text in current)
    assert any("Graz" in m.text for m in before)
    assert not any("Rome" in m.text for m in before)


def test_known_at_answers_with_what_was_known_then(tmp_path: Path) -> None:
    """
    The recorded clock is kept apart from the valid one.
    """
    now = [datetime(2024, 1, 1, tzinfo=UTC)]
    settings = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(settings, clock=lambda: now[0]) as memory:
        memory.process(said("I live in Graz."), user_id="mei")
        now[0] += timedelta(days=100)
        memory.process(said("I live in Rome."), user_id="mei")
        then = memory.list(
            user_id="mei", kinds=["semantic"], known_at=datetime(2024, 2, 1, tzinfo=UTC)
        )

    assert any("Graz" in m.text for m in then)
    assert not any("Rome" in m.text for m in then)


def test_a_task_expires_by_itself(tmp_path: Path) -> None:
    """
    After its time a task is no longer recalled or current; it can be listed as expired.
    """
    now = [datetime(2024, 5, 8, tzinfo=UTC)]
    settings = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(settings, clock=lambda: now[0]) as memory:
        memory.process(said("Remind me to call the dentist tomorrow."), user_id="mei")
        before = memory.list(user_id="mei", kinds=["working"]).memories
        now[0] += timedelta(days=60)
        after = memory.list(user_id="mei", kinds=["working"]).memories
        expired = memory.list(user_id="mei", kinds=["working"], status="expired").memories
        found = memory.recall("What do I have to do?", user_id="mei", kinds=["working"])
        status = memory.get(before[0].id, user_id="mei").status

    assert ["current"] == [m.status for m in before]
    assert () == after
    assert [("expired", before[0].id)] == [(m.status, m.id) for m in expired]
    assert () == found.memories
    assert "expired" == status


def test_history_has_every_version_and_reason(quick: Orchestrator) -> None:
    """
    A repeat is a new version with another source, and the operations say why.
    """
    quick.process(said("I live in Graz.", id="a"), user_id="mei")
    quick.process(said("I live in Graz!", id="b"), user_id="mei")
    home = next(m for m in quick.list(user_id="mei", kinds=["semantic"]) if "Graz" in m.text)

    history = quick.history(home.id, user_id="mei")

    assert ("a", "b") == home.sources
    assert [1, 2] == [version.version for version in history.versions]
    assert ["add", "merge"] == [operation.action for operation in history.operations]


def test_a_deleted_memory_is_gone_from_every_answer(quick: Orchestrator) -> None:
    """
    It is not recalled, listed or got; its history stays; the same turn does not bring it back.
    """
    quick.process(said("I live in Graz.", id="a"), user_id="mei")
    home = next(m for m in quick.list(user_id="mei", kinds=["semantic"]) if "Graz" in m.text)

    quick.delete(home.id, user_id="mei")

    with pytest.raises(NotFoundError):
        quick.get(home.id, user_id="mei")
    assert home.id not in {m.id for m in quick.list(user_id="mei", status=None)}
    found = quick.recall("Where do I live?", user_id="mei", limit=50)
    assert home.id not in {m.id for m in found.memories}
    assert 2 == len(quick.history(home.id, user_id="mei").versions)


def test_a_page_leads_to_the_next(quick: Orchestrator) -> None:
    """
    Pages follow each other, newest first, without gaps or repeats.
    """
    for place in range(7):
        quick.process(said(f"note {place}"), user_id="mei")

    texts: list[str] = []
    cursor: str | None = None
    while True:
        page = quick.list(user_id="mei", kinds=["episodic"], limit=3, cursor=cursor)
        texts += [m.text for m in page]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert [f"note {place}" for place in range(6, -1, -1)] == texts


@pytest.mark.parametrize(
    "options",
    [{"limit": 0}, {"limit": 1001}, {"kinds": ["dreams"]}, {"kinds": []}],
)
def test_a_wrong_option_says_what_is_expected(
    quick: Orchestrator, options: dict[str, object]
) -> None:
    """
    Wrong options are UsageErrors for `recall` and `list` alike.
    """
    with pytest.raises(UsageError):
        quick.recall("x", user_id="mei", **options)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        quick.list(user_id="mei", **options)  # type: ignore[arg-type]


def test_the_asynchronous_face_does_the_same() -> None:
    """
    Every method has a twin with the prefix `a`.
    """
    methods = (
        "process recall get list history update delete forget reveal resume flush rebuild stats"
        " export load close"
    )

    assert all(hasattr(Orchestrator, f"a{name}") for name in methods.split())


async def test_both_faces_work_inside_a_running_loop(tmp_path: Path) -> None:
    """
    The synchronous face runs on a loop of its own and so never meets the caller's.
    """
    async with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        await memory.aprocess(said("I live in Graz.", id="a"), user_id="mei")
        memory.process(said("I have a cat.", id="b"), user_id="mei")
        awaited = await memory.arecall("Where do I live?", user_id="mei")
        assert awaited.memories == memory.recall("Where do I live?", user_id="mei").memories
        assert 2 == (await memory.astats()).turns


async def test_calls_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """
    Concurrent calls for one user commit one after the other, and each decides on what is known.
    """
    async with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        texts = [f"I have {place} apples in basket {place}." for place in range(8)]
        await asyncio.gather(
            *(memory.aprocess(said(text, id=text), user_id="mei") for text in texts),
            *(memory.aprocess(said("I live in Graz."), user_id="mei") for _ in range(4)),
        )
        homes = [m for m in memory.list(user_id="mei", kinds=["semantic"]) if "Graz" in m.text]
        assert 12 == memory.stats().turns
        assert 0 == memory.stats().open_calls

    assert 1 == len(homes)
    assert 4 == len(homes[0].sources)


def test_a_second_writer_is_refused(quick: Orchestrator) -> None:
    """
    One process writes an embedded store; the OS lock says who.
    """
    path = quick._engine.settings.path

    with pytest.raises(StoreLockedError, match="read_only"):
        Orchestrator(path=path)


def test_a_reader_works_beside_the_writer(quick: Orchestrator) -> None:
    """
    `read_only` sees what is committed, at once, and cannot write.
    """
    settings = quick._engine.settings
    quick.process(said("I live in Graz.", id="a"), user_id="mei")
    with Orchestrator(settings, read_only=True) as reader:
        assert ["a"] == reader.recall("Where do I live?", user_id="mei").sources(1)
        quick.process(said("I have a parrot called Coco.", id="b"), user_id="mei")
        assert ["b"] == reader.recall("What is the parrot called?", user_id="mei").sources(1)
        with pytest.raises(StoreClosedError):
            reader.process(said("x"), user_id="mei")


def test_a_closed_orchestrator_says_so(tmp_path: Path) -> None:
    """
    Using it after close is an error of its own, and closing twice does no harm.
    """
    memory = Orchestrator(Settings.load(path=tmp_path, embedder="hash"))
    memory.close()
    memory.close()

    with pytest.raises(StoreClosedError):
        memory.recall("x", user_id="mei")


def test_a_reader_neither_waits_for_the_index_nor_rebuilds_it(quick: Orchestrator) -> None:
    """
    Both are the writer's: a reader that waited for itself would wait for ever.
    """
    quick.process(said("I live in Graz.", id="a"), user_id="mei")
    before = [one for one in threading.enumerate() if "projector" in one.name]
    with Orchestrator(quick._engine.settings, read_only=True) as reader:
        for call in (reader.flush, reader.rebuild):
            with pytest.raises(StoreClosedError, match="read-only"):
                call()
    projectors = [one for one in threading.enumerate() if "projector" in one.name]

    assert before == projectors


def test_reading_a_folder_without_a_store_is_an_error(tmp_path: Path) -> None:
    """
    `read_only` never makes a store.
    """
    with pytest.raises(StoreError, match="no store"):
        Orchestrator(path=tmp_path / "nothing", read_only=True)


class Broken:
    """An agent's extraction that fails."""

    def __call__(self, readings: object) -> list[Candidate]:
        raise RuntimeError("out of order")


def test_one_failing_agent_does_not_stop_the_others(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The failure is in the result, by the agent's name; the other agents' work stands.
    """
    monkeypatch.setattr(quick._engine.agents[Kind.SEMANTIC], "extract", Broken())

    result = quick.process(said("I live in Graz."), user_id="mei")

    assert ["semantic"] == [one.agent for one in result.degraded]
    assert "out of order" in result.degraded[0].error
    assert "episodic" in {operation.agent for operation in result.operations}


@pytest.fixture
def interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A store in which a call was recorded and not committed."""
    settings = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(settings) as memory, monkeypatch.context() as patched:

        def fails(*_: object) -> None:
            raise StoreError("no space", store="ledger", operation="write")

        patched.setattr(memory._engine.ledger, "commit", fails)
        with pytest.raises(StoreError):
            memory.process(said("I live in Graz.", id="a"), user_id="mei", session_id="s1")
        assert 1 == memory.stats().open_calls
    return settings


def test_an_interrupted_call_is_finished_by_the_next_start(interrupted: Settings) -> None:
    """
    From `record` on nothing can be lost.
    """
    with Orchestrator(interrupted) as memory:
        assert 0 == memory.stats().open_calls
        assert ["a"] == memory.recall("Where do I live?", user_id="mei").sources(1)
        assert "s1" == memory.list(user_id="mei", kinds=["episodic"]).memories[0].session_id


def test_the_caller_may_repeat_an_interrupted_call(tmp_path: Path) -> None:
    """
    The same message after a failure is processed once.
    """
    settings = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(settings) as memory:
        commit = memory._engine.ledger.commit

        def fails(*_: object) -> None:
            raise StoreError("no space", store="ledger", operation="write")

        memory._engine.ledger.commit = fails  # type: ignore[assignment]
        with pytest.raises(StoreError):
            memory.process(said("I live in Graz.", id="a"), user_id="mei")
        memory._engine.ledger.commit = commit  # type: ignore[method-assign]
        memory.process(said("I live in Graz.", id="a"), user_id="mei")
        memory.resume()

        episodes = memory.list(user_id="mei", kinds=["episodic"])
        assert ["I live in Graz."] == [m.text for m in episodes]
        assert 0 == memory.stats().open_calls


def test_threads_can_share_one_orchestrator(quick: Orchestrator) -> None:
    """
    Each thread's call is committed whole.
    """
    errors: list[Exception] = []

    def work(place: int) -> None:
        try:
            quick.process(said(f"note {place}"), user_id=f"user {place % 3}")
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            errors.append(error)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == errors
    assert 9 == quick.stats().turns
