"""Calls at the same time: in order, in parallel, from any loop or thread, and cancelled anywhere."""

# Calls are held up from within.
# pyright: reportPrivateUsage=false

import asyncio
import threading
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from octomem import Orchestrator
from octomem.errors import StoreClosedError
from octomem.settings import Settings

PATIENCE = 60.0
"""Seconds after which a test fails rather than hangs."""


def said(text: str, **more: object) -> list[dict[str, object]]:
    return [{"role": "user", "name": "Mei", "content": text, **more}]


class Held:
    """A call held up inside octomem until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.let_go = threading.Event()
        self.over = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.let_go.wait(PATIENCE)


@contextmanager
def holding(memory: Orchestrator, method: str, word: str) -> Generator[Held]:
    """Hold up the one call whose arguments have a word in them, before a method of the engine."""
    held = Held()
    *parts, name = method.split(".")
    owner: Any = memory._engine
    for part in parts:
        owner = getattr(owner, part)
    real: Callable[..., Any] = getattr(owner, name)

    def first_waits(*given: Any, **options: Any) -> Any:
        if word not in str(given) or held.reached.is_set():
            return real(*given, **options)
        try:
            held.wait()
            return real(*given, **options)
        finally:
            held.over.set()

    setattr(owner, name, first_waits)
    try:
        yield held
    finally:
        held.let_go.set()
        setattr(owner, name, real)


def test_a_call_that_is_overtaken_stays_the_older_one(quick: Orchestrator) -> None:
    """
    The turns of a partition are in the order in which they were recorded, and what was said
    later holds, whoever commits first.
    """
    with ThreadPoolExecutor(1) as pool, holding(quick, "reader.read_many", "Graz") as held:
        first = pool.submit(quick.process, said("I live in Graz."), user_id="mei", session_id="s")
        assert held.reached.wait(PATIENCE)
        quick.process(said("I live in Rome."), user_id="mei", session_id="s")
        held.let_go.set()
        first.result(PATIENCE)

    homes = [m.text for m in quick.list(user_id="mei", kinds=["semantic"])]
    positions = {
        m.text: m.position for m in quick.list(user_id="mei", kinds=["episodic"], status=None)
    }
    assert {"I live in Graz.": 0, "I live in Rome.": 1} == positions
    assert ["Rome"] == [home for text in homes for home in ("Graz", "Rome") if home in text]
    quick.flush()
    assert quick.verify().ok


def test_a_call_decides_after_those_recorded_before_it(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So neither comes late, and no turn is read again for it."""
    again: list[object] = []

    def noted(*given: object) -> None:
        again.append(given)

    monkeypatch.setattr(quick._engine.reader, "read_each", noted)
    with ThreadPoolExecutor(2) as pool, holding(quick, "reader.read_many", "Graz") as held:
        first = pool.submit(quick.process, said("I live in Graz."), user_id="mei", session_id="s")
        assert held.reached.wait(PATIENCE)
        second = pool.submit(quick.process, said("I live in Rome."), user_id="mei", session_id="s")
        wait([second], 0.3)
        assert not second.done()
        held.let_go.set()
        operations = [each.result(PATIENCE).operations for each in (first, second)]

    ended, began = ({one.at for one in each if one.at} for each in operations)
    assert max(ended) <= min(began)
    assert not again


async def test_calls_that_wait_hold_no_thread(quick: Orchestrator) -> None:
    """However many wait for one that is held up, others have their threads."""
    with holding(quick, "reader.read_many", "Graz") as held:
        calls = [asyncio.create_task(quick.aprocess(said("I live in Graz."), user_id="mei"))]
        assert await asyncio.to_thread(held.reached.wait, PATIENCE)
        calls += [
            asyncio.create_task(quick.aprocess(said(f"I own {number} hens."), user_id="mei"))
            for number in range(2, 12)
        ]
        await asyncio.sleep(0.5)
        await quick.aprocess(said("I live in Rome."), user_id="ada")
        found = await quick.arecall("Where do I live?", user_id="ada")
        assert not any(each.done() for each in calls)
        held.let_go.set()
        await asyncio.gather(*calls)

    assert "Rome" in found.memories[0].text


def test_partitions_do_not_wait_for_one_another(quick: Orchestrator) -> None:
    """
    While a user's call is held up, another user's calls are committed and found.
    """
    with ThreadPoolExecutor(1) as pool, holding(quick, "reader.read_many", "Graz") as held:
        first = pool.submit(quick.process, said("I live in Graz."), user_id="mei")
        assert held.reached.wait(PATIENCE)
        quick.process(said("I live in Rome."), user_id="ada")
        found = quick.recall("Where do I live?", user_id="ada")
        held.let_go.set()
        first.result(PATIENCE)

    assert "Rome" in found.memories[0].text


Call = Callable[[Orchestrator], Awaitable[object]]
CALLS: list[tuple[str, Call]] = [
    ("reader.read_many", lambda m: m.aprocess(said("I live in Graz."), user_id="mei")),
    ("encode_query", lambda m: m.arecall("Where is Graz?", user_id="mei")),
    ("ledger.partition", lambda m: m.alist(user_id="mei", session_id="Graz")),
    ("ledger.partition", lambda m: m.aforget(user_id="Graz")),
    ("ledger.counts", lambda m: m.astats()),
    ("ledger.open_calls", lambda m: m.averify()),
    ("ledger.open_calls", lambda m: m.aresume()),
]


@pytest.mark.parametrize(("method", "call"), CALLS)
async def test_the_loop_goes_on_while_a_call_is_at_work(
    quick: Orchestrator, method: str, call: Call
) -> None:
    """
    The call is let go by the very loop that awaits it: were that blocked, it would never end.
    """
    quick.process(said("I live in Rome."), user_id="mei")
    word = "" if method in {"ledger.counts", "ledger.open_calls"} else "Graz"
    with holding(quick, method, word) as held:
        work = asyncio.ensure_future(call(quick))
        assert await asyncio.to_thread(held.reached.wait, PATIENCE)
        held.let_go.set()
        await asyncio.wait_for(work, PATIENCE)


def test_loops_and_threads_share_one_orchestrator(quick: Orchestrator) -> None:
    """
    Three loops and three plain threads write and ask at the same time; nothing is lost.
    """
    errors: list[BaseException] = []

    async def several(place: int) -> None:
        async def one(number: int) -> None:
            text = f"I have {number} apples in box {place}."
            await quick.aprocess(said(text, id=f"{place}-{number}"), user_id=f"u{number % 2}")
            await quick.arecall("Who has apples?", user_id=f"u{number % 2}")

        await asyncio.gather(*(one(number) for number in range(6)))

    def in_a_loop(place: int) -> None:
        try:
            asyncio.run(several(place))
        except BaseException as error:  # noqa: BLE001 - raised below
            errors.append(error)

    def plainly(place: int) -> None:
        try:
            for number in range(6):
                text = f"I have {number} pears in box {place}."
                quick.process(said(text, id=f"{place}-{number}"), user_id=f"u{number % 2}")
                quick.recall("Who has pears?", user_id=f"u{number % 2}")
        except BaseException as error:  # noqa: BLE001 - raised below
            errors.append(error)

    works = [in_a_loop] * 3 + [plainly] * 3
    threads = [threading.Thread(target=work, args=(at,)) for at, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE * 5)

    assert [] == errors
    quick.flush()
    assert (36, 0) == (quick.stats().turns, quick.stats().open_calls)
    assert quick.verify().ok


STEPS = (
    "ledger.record",
    "reader.read_many",
    "ledger.head",
    "encode",
    "ledger.commit",
    "projector.wake",
)
"""Where a call is cancelled: before each of these."""


@pytest.mark.parametrize("step", STEPS)
async def test_a_cancelled_call_leaves_nothing_half_done(quick: Orchestrator, step: str) -> None:
    """
    Cancelled anywhere, what was begun is recorded whole, and is finished once by `resume`.
    """
    quick.process(said("I live in Rome."), user_id="mei")
    quick.flush()
    with holding(quick, step, "") as held:
        work = asyncio.ensure_future(quick.aprocess(said("I live in Graz.", id="g"), user_id="mei"))
        assert await asyncio.to_thread(held.reached.wait, PATIENCE)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        during = await quick.averify() if step != "ledger.commit" else None
    assert await asyncio.to_thread(held.over.wait, PATIENCE)
    await quick.aresume()
    await quick.aflush()
    texts = [m.text for m in quick.list(user_id="mei", kinds=["episodic"], status=None)]

    assert during is None or () == during.differences
    assert texts.count("I live in Graz.") == (
        0 if step == "ledger.record" and len(texts) == 1 else 1
    )
    assert 0 == quick.stats().open_calls
    assert () == quick.verify().differences


async def test_a_cancelled_call_writes_nothing_after_the_store_was_closed(tmp_path: Path) -> None:
    """
    A thread that cancelling cannot stop finds the store closed: another process may write by
    then. The next start finishes the call, once.
    """
    given = Settings.load(path=tmp_path, embedder="hash")
    memory = Orchestrator(given)
    with holding(memory, "encode_memories", "Graz") as held:
        work = asyncio.ensure_future(memory.aprocess(said("I live in Graz."), user_id="mei"))
        assert await asyncio.to_thread(held.reached.wait, PATIENCE)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        await memory.aclose()
        async with Orchestrator(given) as other:
            held.let_go.set()
            assert await asyncio.to_thread(held.over.wait, PATIENCE)
            texts = [m.text for m in other.list(user_id="mei", kinds=["episodic"])]
            operations = other.stats().operations
            await other.aflush()
            assert other.verify().ok
    with pytest.raises(StoreClosedError), memory._engine.ledger.write():
        pass
    with Orchestrator(given, read_only=True) as reader:
        assert operations == reader.stats().operations
    assert ["I live in Graz."] == texts
