"""Filters end to end: what is rare is found, pages are whole, and no scope is widened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octomem import Orchestrator, Scope
from octomem.errors import UsageError
from octomem.jsons import JSON
from octomem.settings import Settings

MANY = 3000
RARE = "鲸鱼睡在钢琴里"
ASKED = "预算报告说了什么"
EVERY = 250
"""Each so many turns one has a priority."""


def said(*texts: str) -> list[dict[str, Any]]:
    return [{"role": "user", "name": "Mei", "content": text} for text in texts]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crowded")


@pytest.fixture(scope="module")
def crowded(folder: Path) -> Iterator[Orchestrator]:
    """3,000 turns about one thing, a few with a priority, one about another in the middle.

    They are in Chinese, which no agent extracts from: one memory per turn, quickly stored.
    """
    with Orchestrator(Settings.load(path=folder, embedder="hash")) as memory:
        for start in range(0, MANY, EVERY):
            lines = [f"预算报告第{start + n}行" for n in range(EVERY)]
            memory.process(said(*lines[1:]), user_id="mei", session_id="s1")
            metadata: dict[str, JSON] = {"priority": start // EVERY, "project": "ledger"}
            memory.process(said(lines[0]), user_id="mei", session_id="s1", metadata=metadata)
            if start == MANY // 2:
                memory.process(said(RARE), user_id="mei", metadata={"project": "octo"})
        yield memory


@pytest.mark.parametrize(
    "filters",
    [
        {"project": "octo"},
        {"project": {"nin": ["ledger"], "exists": True}},
        {"and": [{"role": "user"}, {"not": {"session_id": "s1"}}]},
        {"or": [{"project": {"icontains": "OCT"}}, {"priority": {"gt": 99}}]},
    ],
    ids=str,
)
def test_the_one_match_among_thousands_is_found(
    crowded: Orchestrator, filters: dict[str, Any]
) -> None:
    """
    Recall widens its pool until the one memory that passes is in it, however far it is from
    the question; list walks to it.
    """
    found = crowded.recall(ASKED, user_id="mei", kinds=["episodic"], filters=filters)
    listed = crowded.list(user_id="mei", kinds=["episodic"], filters=filters, limit=1)

    assert [RARE] == [memory.text for memory in found.memories]
    assert [RARE] == [memory.text for memory in listed]
    assert listed.next_cursor is None


@pytest.mark.usefixtures("crowded")
def test_a_match_is_found_however_large_the_pool_is(folder: Path) -> None:
    """All of a partition is read if need be, whatever an engine may bring at once."""
    settings = Settings.load(path=folder, embedder="hash", pool=2000)
    with Orchestrator(settings, read_only=True) as memory:
        wanted: dict[str, JSON] = {"project": "octo"}
        found = memory.recall(ASKED, user_id="mei", kinds=["episodic"], filters=wanted)
    assert [RARE] == [each.text for each in found.memories]


def test_facts_that_pass_do_not_keep_the_turns_away(tmp_path: Path) -> None:
    """Of each kind the best that pass are found, though enough of another kind have passed already."""
    wanted: dict[str, JSON] = {"project": "octo"}
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        others = [f"预算报告第{n}行" for n in range(200)]
        memory.process(said(*others), user_id="mei")
        told = [f"I like {each}." for each in ("tea", "jazz", "chess", "rain", "snow", "bread")]
        memory.process(said(*told, RARE), user_id="mei", metadata=wanted)
        found = memory.recall(ASKED, user_id="mei", limit=5, filters=wanted)
        turns = memory.recall(ASKED, user_id="mei", limit=5, filters=wanted, kinds=["episodic"])
    assert turns.memories[0].id in {each.id for each in found.memories}


@pytest.mark.parametrize("limit", [1, 3, 4, 5, 100])
def test_pages_of_a_filtered_list_are_whole(crowded: Orchestrator, limit: int) -> None:
    """
    Every page but the last is full, none is empty, and together they are each match once.
    """
    wanted: dict[str, JSON] = {"priority": {"gte": 2, "lt": 10}}
    pages: list[list[JSON]] = []
    cursor = None
    while not pages or cursor is not None:
        page = crowded.list(user_id="mei", filters=wanted, limit=limit, cursor=cursor)
        pages.append([memory.metadata["priority"] for memory in page])
        cursor = page.next_cursor

    assert [9, 8, 7, 6, 5, 4, 3, 2] == [priority for page in pages for priority in page]
    assert {limit} >= {len(page) for page in pages[:-1]}
    assert pages[-1]


def test_nothing_passes_an_impossible_filter(crowded: Orchestrator) -> None:
    """
    Then recall and list are empty, without an error and without a cursor.
    """
    wanted: dict[str, JSON] = {"and": [{"project": "octo"}, {"not": {"project": "octo"}}]}

    page = crowded.list(user_id="mei", filters=wanted, limit=1)
    assert () == crowded.recall(ASKED, user_id="mei", filters=wanted).memories
    assert (0, None) == (len(page), page.next_cursor)


HOSTILE: list[dict[str, Any]] = [
    {"or": [{"user_id": {"ne": "x"}}]},
    {"or": [{"user_id": "alice"}, {"user_id": "bob"}, {"user_id": {"exists": False}}]},
    {"not": {"user_id": "bob"}},
    {"not": {"and": [{"session_id": "s1"}, {"not": {"session_id": "s1"}}]}},
    {"user_id": {"ne": None}, "org_id": {"ne": None}, "partition": {"ne": 1}},
    {"partition": {"nin": []}, "agent_id": {"nin": []}},
    {"org_id": {"exists": False}},
    {"or": [{"fields.user_id": {"ne": "*"}}, {"metadata.partition": {"ne": "%"}}]},
    {"session_id": {"ne": "' OR 1=1 --"}},
    {"session_id": {"gte": ""}},
]
"""All of them pass every memory, or every one of a session."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orchestrator]:
    """Alice's secret, in the session that Bob uses too, and something of Bob's."""
    folder = tmp_path_factory.mktemp("shared")
    told = (("alice", "The cat sleeps in Xanthippe."), ("bob", "The dog is asleep."))
    with Orchestrator(Settings.load(path=folder, embedder="hash")) as memory:
        for user, text in told:
            memory.process(said(text), user_id=user, session_id="s1", agent_id=f"{user}-agent")
            memory.process(said(text), org_id="acme", user_id=user, session_id="s1")
        yield memory


@pytest.mark.parametrize("filters", HOSTILE, ids=str)
def test_no_filter_reaches_another_scope(shared: Orchestrator, filters: dict[str, Any]) -> None:
    """
    A filter that lets everything pass lets everything of the scope pass, and nothing else.
    """
    asked = "Where does the cat sleep? Xanthippe?"
    other = [Scope(org_id="acme", user_id="bob")]

    found = shared.recall(asked, user_id="bob", filters=filters, also=other, limit=50)
    listed = shared.list(user_id="bob", filters=filters, status=None)
    unfiltered = shared.list(user_id="bob", status=None)

    assert any("dog" in memory.text for memory in found.memories)
    assert [] == [m.text for m in (*found.memories, *found.neighbours) if "Xanthippe" in m.text]
    assert [memory.id for memory in unfiltered] == [memory.id for memory in listed]
    assert "Xanthippe" not in found.context(2000)
    for narrow in ({"agent_id": "alice-agent"}, {"session_id": "s2"}):
        assert () == shared.list(user_id="bob", filters=filters, **narrow).memories  # type: ignore[arg-type]


def test_a_star_is_a_star(shared: Orchestrator) -> None:
    """
    Nothing is a wildcard in a filter.
    """
    for star in ("*", "%", "_", "s*", "s_"):
        by_session: dict[str, JSON] = {"session_id": star}
        by_actor: dict[str, JSON] = {"actor": {"contains": star}}
        assert () == shared.list(user_id="bob", filters=by_session).memories
        assert () == shared.list(user_id="bob", filters=by_actor).memories


def test_a_wrong_filter_is_refused_where_there_is_nothing_yet(quick: Orchestrator) -> None:
    """
    The mistake shows on an empty store too, in recall and in list.
    """
    wrong: dict[str, JSON] = {"session_id": {"$ne": "s1"}}
    with pytest.raises(UsageError, match="write 'ne'"):
        quick.list(user_id="nobody", filters=wrong)
    with pytest.raises(UsageError, match="write 'ne'"):
        quick.recall("x", user_id="nobody", filters=wrong)


def test_a_filter_holds_for_what_is_not_indexed_yet(tmp_path: Path) -> None:
    """
    Memories that the vector index has not followed pass or fail as all others.
    """
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        for project in ("octo", "other"):
            memory.process(said("The budget is tight."), user_id="mei", metadata={"p": project})
        found = memory.recall("budget", user_id="mei", filters={"p": {"ne": "other"}})

    assert {"octo"} == {str(one.metadata["p"]) for one in found.memories}
