"""A clock that is put back, or is another machine's, does not turn round what was said."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.servers.test_behaviour import all_on_servers, emptied

from octomem import Orchestrator
from octomem.orchestrator.steady import MOST, Steady
from octomem.settings import Settings

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)

Opened = Callable[[datetime], Orchestrator]
"""Opens the store in a process whose clock begins then, and goes on by a second each time it is asked."""


def ticking(start: datetime) -> Callable[[], datetime]:
    """Return a clock that goes on by a tenth of a second each time."""
    now = start

    def clock() -> datetime:
        nonlocal now
        now += SECOND / 10
        return now

    return clock


def say(memory: Orchestrator, text: str, occurred_at: datetime | None = None) -> None:
    memory.process([{"role": "user", "content": text}], user_id="mei", occurred_at=occurred_at)


def homes(memory: Orchestrator, known_at: datetime | None = None) -> list[str]:
    found = memory.list(user_id="mei", kinds=["semantic"], known_at=known_at)
    return sorted(one.text for one in found)


@pytest.fixture(params=["one after the other", "at once"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Give processes that open a store: after each other in a folder, or at once on a server."""
    memories: list[Orchestrator] = []
    if request.param == "at once":
        emptied()
        settings = all_on_servers(tmp_path)
    else:
        settings = Settings.load(path=tmp_path / "store", embedder="hash")

    def open_at(start: datetime) -> Orchestrator:
        if request.param != "at once" and memories:
            memories[-1].close()
        memories.append(Orchestrator(settings, clock=ticking(start)))
        return memories[-1]

    yield open_at
    for memory in memories:
        memory.close()


def test_what_is_said_last_holds_also_where_the_clock_is_behind(opened: Opened) -> None:
    """
    By some seconds, in another process: the home of now is the last one told, whoever is asked, and what
    was known before does not change.
    """
    first = opened(NOON)
    say(first, "I live in Graz.")
    second = opened(NOON - 30 * SECOND)
    say(second, "I moved to Rome.")
    say(second, "I moved to Oslo.")

    assert ["mei moved to Oslo"] == homes(second)
    last = opened(NOON + timedelta(hours=1))
    assert ["mei moved to Oslo"] == homes(last)
    assert "Oslo" in last.recall("Where do I live?", user_id="mei").memories[0].text
    assert [] == homes(last, NOON - 10 * SECOND)
    assert () == last.verify().differences


def test_a_clock_that_was_wrong_by_years_is_taken_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Otherwise everything would have been said in a year to come; it is logged once."""
    settings = Settings.load(path=tmp_path / "store", embedder="hash")
    with Orchestrator(settings, clock=ticking(NOON + timedelta(days=3_000))) as memory:
        say(memory, "I like tea.")
    with Orchestrator(settings, clock=ticking(NOON)) as memory:
        say(memory, "I live in Graz.")
        found = memory.list(user_id="mei", kinds=["semantic"])
        (home,) = (one for one in found if one.text == "mei lives in Graz")

    assert NOON < home.recorded_at < NOON + 60 * SECOND
    assert 1 == caplog.text.count("event='clock.behind'")


def test_a_message_keeps_its_own_time(tmp_path: Path) -> None:
    """Only one that brings none was said when it was recorded."""
    settings = Settings.load(path=tmp_path / "store", embedder="hash")
    with Orchestrator(settings, clock=ticking(NOON)) as memory:
        say(memory, "I live in Graz.")
        say(memory, "I live in Rome.", NOON - timedelta(days=400))

        assert ["mei lives in Graz"] == homes(memory)


def test_a_steady_clock_stands_still_until_the_other_has_caught_up() -> None:
    """It never goes back by up to an hour, and goes on from where it stood."""
    now = NOON
    clock = Steady(lambda: now)
    assert NOON == clock()
    now = NOON - MOST
    assert NOON == clock()
    now = NOON + SECOND
    assert NOON + SECOND == clock()
    clock.seen(NOON + 5 * SECOND)
    clock.seen(NOON)
    clock.seen(None)
    assert NOON + 5 * SECOND == clock()
    clock.seen(now + 2 * MOST)
    assert NOON + 5 * SECOND == clock()
    now = NOON - 2 * MOST
    assert now == clock()
