"""A repeat strengthens the memory it repeats, and says when that was last told."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine
from tests.e2e.test_export import signed

from octomem import Orchestrator
from octomem.memory import Memory
from octomem.settings import Settings
from octomem.stores.ledger.migrations import consequences

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)
COLUMNS = ("grounds", "last_seen", "fades_from")


def say(memory: Orchestrator, text: str, day: int, user: str = "mei") -> None:
    """Let Mei say something on a day, under an id of its own."""
    said = {
        "role": "user",
        "name": "Mei",
        "content": text,
        "id": f"{day}",
        "timestamp": AT + timedelta(days=day),
    }
    memory.process([said], user_id=user, session_id="s1")


def fact(memory: Orchestrator, user: str = "mei") -> Memory:
    """Return the one fact about mountains."""
    page = memory.list(user_id=user, kinds=["semantic"])
    (found,) = [each for each in page if "mountains" in each.text]
    return found


def test_a_repeat_strengthens_what_it_repeats(quick: Orchestrator) -> None:
    """
    Another source, a higher confidence, a later moment, and no second memory.
    """
    say(quick, "I love hiking in the mountains.", 0)
    first = fact(quick)
    say(quick, "i LOVE hiking  in the mountains", 5)
    again = fact(quick)

    assert (first.id, ("0", "5")) == (again.id, again.sources)
    assert first.confidence < again.confidence < 1
    assert (AT, AT + timedelta(days=5)) == (first.last_seen, again.last_seen)
    assert first.valid_from == again.valid_from


@pytest.mark.parametrize("days", list(permutations((0, 4, 9))))
def test_the_order_of_import_does_not_matter(quick: Orchestrator, days: tuple[int, ...]) -> None:
    """
    The latest telling counts, also where it came in first.
    """
    for day in days:
        say(quick, "I love hiking in the mountains.", day)

    assert AT + timedelta(days=9) == fact(quick).last_seen


def test_what_is_sent_again_is_not_told_again(quick: Orchestrator) -> None:
    """
    The same message is the same turn, whenever it comes.
    """
    say(quick, "I love hiking in the mountains.", 0)
    before = fact(quick)
    say(quick, "I love hiking in the mountains.", 0)

    assert before == fact(quick)


def test_a_store_from_before_gets_it(tmp_path: Path) -> None:
    """
    A file without the columns is brought up: its memories say when they were last told.
    """
    chosen = Settings.load(path=tmp_path / "store", embedder="hash")
    with Orchestrator(chosen) as memory:
        for day in (0, 3):
            say(memory, "I love hiking in the mountains.", day)
        before = {m.id: m.last_seen for m in memory.list(user_id="mei", status=None)}
    engine = create_engine(f"sqlite:///{chosen.path / 'ledger.sqlite'}", poolclass=NullPool)
    with engine.begin() as connection:
        for column in COLUMNS:
            connection.exec_driver_sql(f"ALTER TABLE memory_versions DROP COLUMN {column}")
        connection.exec_driver_sql("DELETE FROM links WHERE type = 'derived_from'")
        consequences(connection)
    engine.dispose()
    with Orchestrator(chosen) as memory:
        found = {m.id: m.last_seen for m in memory.list(user_id="mei", status=None)}
        verified = memory.verify().differences

    assert before == found
    assert None not in found.values()
    assert not verified


def test_an_export_of_the_first_format_gets_it(quick: Orchestrator, tmp_path: Path) -> None:
    """
    A file of version 1 is loaded; what memories were derived from is not in it.
    """
    say(quick, "I love hiking in the mountains.", 0)
    quick.export(tmp_path / "new.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "new.jsonl").read_text("utf-8").splitlines()]
    lines[0]["version"] = 1
    for line in lines:
        for column in COLUMNS:
            line.get("memory_versions", {}).pop(column, None)
    kept = [line for line in lines if line.get("links", {}).get("type") != "derived_from"]
    old = tmp_path / "old.jsonl"
    old.write_bytes(signed(kept))
    with Orchestrator(Settings.load(path=tmp_path / "other", embedder="hash")) as other:
        other.load(old)
        found = fact(other)
        verified = other.verify().differences

    assert AT == found.last_seen
    assert not verified
