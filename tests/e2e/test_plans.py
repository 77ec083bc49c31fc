"""How SQLite reads what process() and recall() ask for: by an index, whatever the store's size."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import event

from octomem import Orchestrator
from octomem.stores.ledger.recognise import FILE

GROWING = {
    "calls", "graph_aliases", "graph_entities", "graph_mentions", "graph_relations", "links",
    "memory_versions", "operations", "sealed_values", "text_documents", "text_postings",
    "text_sessions", "token_vectors", "turns", "vectors",
}  # fmt: skip
"""Tables that have rows for each memory or turn of everybody."""


@contextmanager
def overheard() -> Generator[dict[str, Any]]:
    """Give the statements that are run meanwhile, each with its last parameters."""
    said: dict[str, Any] = {}

    def hear(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        said[statement] = given[0] if isinstance(given, list) else given

    event.listen(sqlalchemy.Engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(sqlalchemy.Engine, "before_cursor_execute", hear)


def said_by_mei(text: str) -> dict[str, str]:
    return {"role": "user", "name": "Mei", "content": text}


def planned(folder: Path) -> dict[str, list[str]]:
    """Return how SQLite reads for each statement of some calls and a question."""
    with Orchestrator(path=folder) as memory:
        memory.process([said_by_mei("I live in Ghent with my sister Ana.")], user_id="mei")
        with overheard() as said:
            for text in ("I moved to Graz. Ana works at Nokia.", "I moved to Bonn, which is nice."):
                memory.process([said_by_mei(text)], user_id="mei", session_id="s")
            memory.recall("Where does Mei live?", user_id="mei", session_id="s")
            memory.flush()
    asked = {text: given for text, given in said.items() if text.split()[0] != "BEGIN"}

    with closing(sqlite3.connect(folder / FILE)) as file:
        return {
            text: [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {text}", given)]
            for text, given in asked.items()
        }


def test_no_statement_walks_a_table_that_grows(tmp_path: Path) -> None:
    """A call and a question find their rows by index; else every user would slow down all."""
    plans = planned(tmp_path)
    walked = {
        text: step
        for text, plan in plans.items()
        for step in plan
        if step.startswith("SCAN ") and step.split()[1] in GROWING
    }
    assert 50 < len(plans)
    assert {} == walked


def test_what_rests_on_a_change_is_found_by_its_links(tmp_path: Path) -> None:
    """Where a home changes, the partition is not walked for what rests on it, or its turns."""
    plans = planned(tmp_path)
    linked = [plan for text, plan in plans.items() if "IN (SELECT links.source" in text]

    assert linked
    for plan in linked:
        assert any("memory_versions" in step and "(memory_id=?)" in step for step in plan)
        assert not any("memories_order" in step for step in plan)
