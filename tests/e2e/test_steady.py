"""A clock that is put back, or is another machine's, does not turn round what was said."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from tests.servers.test_behaviour import all_on_servers, emptied

from octomem import Orchestrator
from octomem.orchestrator import steady
from octomem.orchestrator.steady import MOST, Steady
from octomem.settings import Settings

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


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


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(path=tmp_path / "store", embedder="hash")


def test_what_is_said_last_holds_also_where_the_clock_was_put_back(settings: Settings) -> None:
    """The home of now is the last one told, and what was known before does not change."""
    with Orchestrator(settings, clock=ticking(NOON)) as memory:
        say(memory, "I live in Graz.")
    with Orchestrator(settings, clock=ticking(NOON - 30 * SECOND)) as memory:
        say(memory, "I moved to Rome.")
        say(memory, "I moved to Oslo.")
        (home,) = memory.list(user_id="mei", kinds=["semantic"])
        memory.update(home.id, text="mei moved to Oslo, Norway", user_id="mei")
        versions = memory.history(home.id, user_id="mei").versions
    with Orchestrator(settings, clock=ticking(NOON + timedelta(hours=1))) as memory:
        last = memory.recall("Where do I live?", user_id="mei").memories

        assert ["mei moved to Oslo, Norway"] == homes(memory)
        assert "Oslo" in last[0].text
        assert [] == homes(memory, NOON - 10 * SECOND)
        assert () == memory.verify().differences
    recorded = [version.recorded_at for version in versions]
    assert NOON < recorded[0] < recorded[1]


def test_what_is_recalled_puts_no_clock_forward(settings: Settings) -> None:
    """A clock that was ahead for a moment, in which nothing was recorded, dates nothing."""
    now = NOON
    with Orchestrator(settings, clock=lambda: now) as memory:
        say(memory, "I live in Graz.")
        now = NOON + MOST / 2
        memory.recall("Where do I live?", user_id="mei")
        memory.stats()
        now = NOON + SECOND
        say(memory, "I moved to Rome.")
        (home,) = memory.list(user_id="mei", kinds=["semantic"])

    assert NOON + 2 * SECOND > home.recorded_at


def test_of_a_shared_ledger_the_servers_clock_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of a process may be behind, and what it is told last holds all the same."""
    emptied()
    shared = all_on_servers(tmp_path)

    class Behind(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - 600 * SECOND

    with Orchestrator(shared) as first:
        say(first, "I live in Graz.")
        with Orchestrator(shared) as second, monkeypatch.context() as patched:
            patched.setattr(steady, "datetime", Behind)
            assert datetime.now(UTC) - 500 * SECOND > steady.utc_now()
            say(second, "I moved to Rome.")
            (home,) = second.list(user_id="mei", kinds=["semantic"])
            second.update(home.id, text="mei moved to Rome, Italy", user_id="mei")
        say(first, "I like tea.")

        assert "mei moved to Rome, Italy" in homes(first)
        assert "mei lives in Graz" not in homes(first)
        versions = first.history(home.id, user_id="mei").versions
    recorded = [version.recorded_at for version in versions]
    assert datetime.now(UTC) - 300 * SECOND < recorded[0] < recorded[1]


def test_a_clock_that_was_wrong_by_years_is_taken_as_it_is(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Otherwise everything would have been said in a year to come; it is logged once."""
    with Orchestrator(settings, clock=ticking(NOON + timedelta(days=3_000))) as memory:
        say(memory, "I like tea.")
    with Orchestrator(settings, clock=ticking(NOON)) as memory:
        say(memory, "I live in Graz.")
        found = memory.list(user_id="mei", kinds=["semantic"])
        (home,) = (one for one in found if one.text == "mei lives in Graz")

    assert NOON < home.recorded_at < NOON + 60 * SECOND
    assert 1 == caplog.text.count("event='clock.behind'")


def test_moments_follow_each_other_where_the_clock_goes_back() -> None:
    """By up to an hour; one that stands still gives the same moment again."""
    moments = Steady(None)
    step = timedelta(microseconds=1)

    assert NOON == moments.next(NOON) == moments.next(NOON)
    assert NOON + step == moments.next(NOON - MOST)
    assert NOON + 2 * step == moments.next(NOON)
    assert NOON + SECOND == moments.next(NOON + SECOND)
    assert NOON - 2 * MOST == moments.next(NOON - 2 * MOST)
    assert NOON == moments.next(NOON)
    assert NOON + step == Steady(NOON).next(NOON - SECOND)
