"""Mem0's interface: one suite on octomem and, where mem0ai is installed, on the real Mem0.

`make test-integrations` runs both; without mem0ai the real one is skipped and counted.
"""

import hashlib
import importlib.util
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.integrations import mem0_backends

from octomem import Orchestrator
from octomem.errors import SettingsError
from octomem.mem0 import AsyncMemory, Memory, ValidationError

pytestmark = pytest.mark.filterwarnings("default")
"""Mem0's own dependencies warn."""
HAS_MEM0 = importlib.util.find_spec("mem0") is not None
LATER = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
PAST = "2020-01-01"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real Mem0."""
    memory = mem0_backends.real(tmp_path_factory.mktemp("mem0"))
    yield memory
    memory.close()


@pytest.fixture(params=["octomem", "mem0"])
def mem(request: pytest.FixtureRequest, shared: Orchestrator) -> Any:
    """The one or the other."""
    if request.param == "octomem":
        return Memory(memory=shared)
    if not HAS_MEM0:
        pytest.skip("mem0ai is not installed; make test-integrations has it")
    return request.getfixturevalue("real")


@pytest.fixture
def u() -> str:
    """A user's id without anything a store of Mem0's could stumble over."""
    return f"u{uuid.uuid4().hex}"


def texts(found: dict[str, Any]) -> list[str]:
    """Return the memories of an answer, sorted."""
    return sorted(one["memory"] for one in found["results"])


def stored(mem: Any, user: str, *said: str, **options: Any) -> list[str]:
    """Add texts as they are and return their ids."""
    return [mem.add(one, user_id=user, infer=False, **options)["results"][0]["id"] for one in said]


# Adding.


@pytest.mark.parametrize(
    "messages",
    [
        "I like tea.",
        {"role": "user", "content": "I like tea."},
        [{"role": "user", "content": "I like tea."}],
    ],
    ids=["text", "message", "list"],
)
def test_a_text_a_message_or_a_list_is_added_as_it_is(mem: Any, u: str, messages: Any) -> None:
    """With `infer=False` each message is one memory; the answer has its id, event and role."""
    added = mem.add(messages, user_id=u, infer=False)

    (one,) = added["results"]
    assert {"id", "memory", "event", "actor_id", "role"} == set(one)
    assert ("I like tea.", "ADD", None, "user") == (
        one["memory"],
        one["event"],
        one["actor_id"],
        one["role"],
    )
    assert isinstance(one["id"], str)
    assert ["I like tea."] == texts(mem.get_all(filters={"user_id": u}))


def test_messages_are_kept_apart_and_system_ones_left_out(mem: Any, u: str) -> None:
    """Roles and names go with each; what the system says is not remembered."""
    said = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "I like tea.", "name": "Mei"},
        {"role": "assistant", "content": "Noted."},
    ]

    results = mem.add(said, user_id=u, infer=False)["results"]

    assert [("user", "Mei"), ("assistant", None)] == [(r["role"], r["actor_id"]) for r in results]
    one = mem.get(results[0]["id"])
    assert ("Mei", "user") == (one["actor_id"], one["role"])


def test_messages_without_role_or_content_are_left_out(mem: Any, u: str) -> None:
    """The others of the call are kept."""
    said = [{"role": "user"}, {"content": "x"}, {"role": "user", "content": "I like tea."}]

    assert 1 == len(mem.add(said, user_id=u, infer=False)["results"])


def test_the_same_text_added_twice_as_it_is_is_two_memories(mem: Any, u: str) -> None:
    """`infer=False` compares nothing."""
    first, second = stored(mem, u, "I like tea.", "I like tea.")

    assert first != second
    assert ["I like tea.", "I like tea."] == texts(mem.get_all(filters={"user_id": u}))


@pytest.mark.parametrize(
    "said", ["I am allergic to peanuts.", "I live in Graz.", "Blue whales sing."]
)
def test_facts_are_read_from_what_is_said(mem: Any, u: str, said: str) -> None:
    """With `infer` the answer lists what was added, and all of it can be found."""
    results = mem.add(said, user_id=u)["results"]

    assert results
    for one in results:
        assert "ADD" == one["event"]
        assert one["memory"] == mem.get(one["id"])["memory"]
    known = {one["id"] for one in mem.get_all(filters={"user_id": u})["results"]}
    assert {one["id"] for one in results} <= known
    found = mem.search(said, filters={"user_id": u})["results"]
    assert {one["id"] for one in results} & {one["id"] for one in found}


def test_what_is_said_again_adds_nothing(mem: Any, u: str) -> None:
    """The same fact is known."""
    mem.add("I am allergic to peanuts.", user_id=u)

    assert [] == mem.add("I am allergic to peanuts.", user_id=u)["results"]


def test_metadata_goes_with_what_is_read(mem: Any, u: str) -> None:
    """A fact carries the metadata and the ids of its call."""
    (one, *_) = mem.add("I live in Graz.", user_id=u, agent_id="a", metadata={"topic": "home"})[
        "results"
    ]

    found = mem.get(one["id"])
    assert {"topic": "home"} == found["metadata"]
    assert (u, "a") == (found["user_id"], found["agent_id"])


@pytest.mark.parametrize("name", ["user_id", "agent_id", "run_id"])
def test_one_id_is_enough(mem: Any, u: str, name: str) -> None:
    """Each of the three alone names a scope."""
    ids: dict[str, Any] = {name: u}
    mem.add("I like tea.", infer=False, **ids)

    (one,) = mem.get_all(filters=ids)["results"]
    assert u == one[name]


def test_ids_are_trimmed_and_numbers_become_text(mem: Any, u: str) -> None:
    """42 and " 42 " are the same user."""
    number = int(uuid.UUID(u[1:]).int % 10**12)
    mem.add("I like tea.", user_id=number, infer=False)
    mem.add("I like rye.", user_id=f" {number} ", infer=False)

    assert 2 == len(mem.get_all(filters={"user_id": str(number)})["results"])


def test_ids_in_metadata_are_ignored(mem: Any, u: str) -> None:
    """Metadata cannot put a memory into somebody else's scope."""
    mem.add("I like tea.", user_id=u, infer=False, metadata={"user_id": f"{u}x", "k": "v"})

    assert [] == mem.get_all(filters={"user_id": f"{u}x"})["results"]
    (one,) = mem.get_all(filters={"user_id": u})["results"]
    assert (u, {"k": "v"}) == (one["user_id"], one["metadata"])


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("VALIDATION_001", {"messages": "x"}),
    ("VALIDATION_002", {"messages": "x", "user_id": "u", "memory_type": "episodic"}),
    ("VALIDATION_003", {"messages": 5, "user_id": "u"}),
]


@pytest.mark.parametrize(("code", "arguments"), REFUSED, ids=[code for code, _ in REFUSED])
def test_a_wrong_call_has_a_code(mem: Any, code: str, arguments: dict[str, Any]) -> None:
    """The error carries a code, details and a suggestion for programs."""
    with pytest.raises(Exception, match=r".") as caught:
        mem.add(**arguments)

    error: Any = caught.value
    assert "ValidationError" == type(error).__name__
    assert code == error.error_code
    assert error.details
    assert error.suggestion
    assert {} == error.debug_info


WRONG: list[Callable[[Any, str], Any]] = [
    lambda m, u: m.add("x", user_id=""),
    lambda m, u: m.add("x", user_id="  "),
    lambda m, u: m.add("x", user_id="a b"),
    lambda m, u: m.add("x", user_id=u, expiration_date="tomorrow"),
    lambda m, u: m.add("x", user_id=u, expiration_date=5),
    lambda m, u: m.search("x", filters={}),
    lambda m, u: m.search("x"),
    lambda m, u: m.search("x", filters={"k": "v"}),
    lambda m, u: m.search("x", user_id=u),
    lambda m, u: m.search("x", filters={"user_id": "a b"}),
    lambda m, u: m.search("", filters={"user_id": u}),
    lambda m, u: m.search("  ", filters={"user_id": u}),
    lambda m, u: m.search(None, filters={"user_id": u}),
    lambda m, u: m.search("x", filters={"user_id": u}, top_k=-1),
    lambda m, u: m.search("x", filters={"user_id": u}, top_k="5"),
    lambda m, u: m.search("x", filters={"user_id": u}, top_k=True),
    lambda m, u: m.search("x", filters={"user_id": u}, threshold=1.5),
    lambda m, u: m.search("x", filters={"user_id": u}, threshold=-0.1),
    lambda m, u: m.search("x", filters={"user_id": u}, threshold="high"),
    lambda m, u: m.search("x", filters={"user_id": u, "AND": {"k": "v"}}),
    lambda m, u: m.search("x", filters={"user_id": u, "OR": []}),
    lambda m, u: m.search("x", filters={"user_id": u, "NOT": {}}),
    lambda m, u: m.search("x", filters={"user_id": u, "AND": [{"k": {"like": "v"}}]}),
    lambda m, u: m.get_all(filters={}),
    lambda m, u: m.get_all(),
    lambda m, u: m.get_all(user_id=u),
    lambda m, u: m.get_all(filters={"user_id": u}, top_k=-1),
    lambda m, u: m.update(str(uuid.uuid4()), text="x"),
    lambda m, u: m.update(str(uuid.uuid4())),
    lambda m, u: m.update(str(uuid.uuid4()), metadata={"k": "v"}),
    lambda m, u: m.delete(str(uuid.uuid4())),
    lambda m, u: m.delete_all(),
    lambda m, u: m.delete_all(user_id=" "),
]


@pytest.mark.parametrize("call", WRONG, ids=range(len(WRONG)))
def test_a_wrong_call_is_a_value_error(mem: Any, u: str, call: Callable[[Any, str], Any]) -> None:
    """What Mem0 refuses with ValueError is refused with one."""
    with pytest.raises(ValueError, match=r"."):
        call(mem, u)


# Reading.


def test_a_memory_has_mem0s_fields(mem: Any, u: str) -> None:
    """`get` returns text, hash, times, ids, role and the caller's metadata, and no more."""
    (name,) = stored(mem, u, "I like tea.", run_id="r", metadata={"k": "v"})

    one = mem.get(name)

    core = {"id", "memory", "hash", "created_at", "updated_at", "metadata", "score"}
    assert core | {"user_id", "run_id", "role"} == set(one)
    assert (name, "I like tea.", None) == (one["id"], one["memory"], one["score"])
    assert hashlib.md5(b"I like tea.", usedforsecurity=False).hexdigest() == one["hash"]
    assert ({"k": "v"}, u, "r", "user") == (
        one["metadata"],
        one["user_id"],
        one["run_id"],
        one["role"],
    )
    assert datetime.fromisoformat(one["created_at"]).tzinfo is not None
    assert one["created_at"] == one["updated_at"]


def test_without_metadata_there_is_none(mem: Any, u: str) -> None:
    """`metadata` is None then, in `get` and in lists."""
    (name,) = stored(mem, u, "I like tea.")

    assert mem.get(name)["metadata"] is None
    assert mem.get_all(filters={"user_id": u})["results"][0]["metadata"] is None


def test_an_unknown_memory_is_none(mem: Any) -> None:
    """`get` of an id that is none is no error, nor is its history."""
    assert mem.get(str(uuid.uuid4())) is None
    assert [] == mem.history(str(uuid.uuid4()))


def test_get_all_lists_a_scope(mem: Any, u: str) -> None:
    """Lists are under "results", without scores, and at most `top_k` long."""
    stored(mem, u, "I like tea.", "I like rye.", "I like jam.")
    stored(mem, f"{u}x", "I like beer.")

    found = mem.get_all(filters={"user_id": u})
    assert ["I like jam.", "I like rye.", "I like tea."] == texts(found)
    assert all("score" not in one for one in found["results"])
    assert 2 == len(mem.get_all(filters={"user_id": u}, top_k=2)["results"])


def test_ids_narrow_together(mem: Any, u: str) -> None:
    """A list by user and run, or user and agent, has what was added with both."""
    stored(mem, u, "I like tea.", run_id="one")
    stored(mem, u, "I like rye.", run_id="two")
    stored(mem, u, "I like jam.", agent_id="cook")

    assert ["I like tea."] == texts(mem.get_all(filters={"user_id": u, "run_id": "one"}))
    assert ["I like jam."] == texts(mem.get_all(filters={"user_id": u, "agent_id": "cook"}))
    assert 3 == len(mem.get_all(filters={"user_id": u})["results"])
    found = mem.search("I like", filters={"user_id": u, "run_id": "two"}, threshold=0.0)
    assert ["I like rye."] == texts(found)


def test_search_ranks_with_scores(mem: Any, u: str) -> None:
    """The best comes first, scores are in [0, 1] and fall."""
    stored(mem, u, "I like green tea.", "The router stands in the cellar.", "Rye bread is good.")

    found = mem.search("Where is the router?", filters={"user_id": u}, threshold=0.0)["results"]

    assert "The router stands in the cellar." == found[0]["memory"]
    scores = [one["score"] for one in found]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    best = mem.search("Where is the router?", filters={"user_id": u}, top_k=1, threshold=0.0)
    assert ["The router stands in the cellar."] == texts(best)


def test_search_stops_at_its_threshold(mem: Any, u: str) -> None:
    """What scores below is not returned; 1 leaves next to nothing, 0 everything."""
    stored(mem, u, "I like green tea.", "The router stands in the cellar.")
    ask = {"query": "router", "filters": {"user_id": u}}

    scores = [one["score"] for one in mem.search(**ask, threshold=0.0)["results"]]

    assert scores
    above = mem.search(**ask, threshold=min(1.0, scores[0]))["results"]
    assert all(one["score"] >= min(1.0, scores[0]) for one in above)
    assert len(above) <= len(scores)


def test_explain_adds_details(mem: Any, u: str) -> None:
    """`score_details` is there when asked for, and only then."""
    stored(mem, u, "The router stands in the cellar.")

    (one,) = mem.search("router", filters={"user_id": u}, explain=True, threshold=0.0)["results"]
    (plain,) = mem.search("router", filters={"user_id": u}, threshold=0.0)["results"]

    assert one["score_details"]
    assert "score_details" not in plain


def test_the_caller_s_filters_stay_as_they_were(mem: Any, u: str) -> None:
    """A mapping that is passed is not changed."""
    wanted = {"user_id": f" {u} ", "n": {"gte": 1}}
    mem.search("x", filters=wanted)

    assert {"user_id": f" {u} ", "n": {"gte": 1}} == wanted


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "tea"}, ["green", "mint"]),
    ({"kind": "tea", "price": 2}, ["green"]),
    ({"price": {"gt": 2}}, ["espresso", "mint"]),
    ({"price": {"gte": 2, "lt": 4}}, ["green", "mint"]),
    ({"price": {"lte": 2}}, ["green"]),
    ({"kind": {"eq": "coffee"}}, ["espresso"]),
    ({"kind": {"ne": "tea"}}, ["espresso"]),
    ({"kind": {"in": ["tea", "milk"]}}, ["green", "mint"]),
    ({"kind": {"nin": ["tea", "milk"]}}, ["espresso"]),
    ({"AND": [{"kind": "tea"}, {"price": {"gt": 2}}]}, ["mint"]),
    ({"OR": [{"price": 2}, {"price": 4}]}, ["espresso", "green"]),
    ({"NOT": [{"kind": "coffee"}]}, ["green", "mint"]),
    ({"NOT": [{"price": 2}, {"price": 3}]}, ["espresso"]),
    ({"kind": "*"}, ["espresso", "green", "mint"]),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS, ids=str)
def test_filters_choose_by_metadata(
    mem: Any, u: str, wanted: dict[str, Any], expected: list[str]
) -> None:
    """Mem0's operators mean the same."""
    for name, kind, price in (("green", "tea", 2), ("mint", "tea", 3), ("espresso", "coffee", 4)):
        stored(mem, u, name, metadata={"kind": kind, "price": price})

    found = mem.search(
        "green mint espresso", filters={"user_id": u, **wanted}, threshold=0.0, top_k=10
    )

    assert expected == texts(found)


@pytest.mark.parametrize("day", [PAST, date(2020, 1, 1), datetime(2020, 1, 1, tzinfo=UTC)], ids=str)
def test_an_expired_memory_is_hidden(mem: Any, u: str, day: Any) -> None:
    """After its day it shows on request only; the day comes back as text."""
    stored(mem, u, "I like tea.", expiration_date=LATER)
    (old,) = stored(mem, u, "I like rye.", expiration_date=day)

    assert ["I like tea."] == texts(mem.get_all(filters={"user_id": u}))
    assert ["I like tea."] == texts(mem.search("I like", filters={"user_id": u}, threshold=0.0))
    assert 2 == len(mem.get_all(filters={"user_id": u}, show_expired=True)["results"])
    shown = mem.search("I like", filters={"user_id": u}, threshold=0.0, show_expired=True)
    assert 2 == len(shown["results"])
    assert PAST == mem.get(old)["expiration_date"]


# Changing.


def test_update_changes_the_text(mem: Any, u: str) -> None:
    """Id, metadata and the time of making stay; hash and the time of change do not."""
    (name,) = stored(mem, u, "I like tea.", metadata={"k": "v"})
    before = mem.get(name)

    told = mem.update(name, "I like coffee.")

    after = mem.get(name)
    assert {"message": "Memory updated successfully!"} == told
    assert ("I like coffee.", {"k": "v"}) == (after["memory"], after["metadata"])
    assert before["hash"] != after["hash"]
    assert before["created_at"] == after["created_at"]
    assert before["updated_at"] < after["updated_at"]
    assert ["I like coffee."] == texts(mem.get_all(filters={"user_id": u}))


def test_update_adds_to_metadata(mem: Any, u: str) -> None:
    """New keys come in, known ones change, ids are left alone, the text stays."""
    (name,) = stored(mem, u, "I like tea.", metadata={"a": 1, "b": 1})

    mem.update(name, metadata={"b": 2, "c": 3, "user_id": "thief"})

    after = mem.get(name)
    assert ("I like tea.", u) == (after["memory"], after["user_id"])
    assert {"a": 1, "b": 2, "c": 3} == after["metadata"]


def test_update_takes_the_old_name_of_its_text(mem: Any, u: str) -> None:
    """`data` still works."""
    (name,) = stored(mem, u, "I like tea.")

    mem.update(name, data="I like coffee.")

    assert "I like coffee." == mem.get(name)["memory"]


def test_update_sets_when_a_memory_expires(mem: Any, u: str) -> None:
    """A date in the past hides it, a later one shows it again."""
    (name,) = stored(mem, u, "I like tea.")

    mem.update(name, expiration_date=PAST)
    assert [] == mem.get_all(filters={"user_id": u})["results"]
    mem.update(name, expiration_date=LATER)

    assert LATER == mem.get_all(filters={"user_id": u})["results"][0]["expiration_date"]


def test_a_fact_can_be_updated(mem: Any, u: str) -> None:
    """Also what was read from a message."""
    (one, *_) = mem.add("I am allergic to peanuts.", user_id=u)["results"]

    mem.update(one["id"], text="Allergic to hazelnuts.", metadata={"k": "v"})

    after = mem.get(one["id"])
    assert ("Allergic to hazelnuts.", {"k": "v"}) == (after["memory"], after["metadata"])


def test_delete_takes_a_memory_away(mem: Any, u: str) -> None:
    """It is in no answer any more; deleting it again is an error."""
    first, second = stored(mem, u, "I like tea.", "I like rye.")

    assert {"message": "Memory deleted successfully!"} == mem.delete(first)

    assert mem.get(first) is None
    assert [second] == [one["id"] for one in mem.get_all(filters={"user_id": u})["results"]]
    with pytest.raises(ValueError, match=first):
        mem.delete(first)


def test_delete_all_empties_a_scope(mem: Any, u: str) -> None:
    """Other scopes stay; an empty one is no error."""
    stored(mem, u, "I like tea.", "I like rye.")
    stored(mem, u, "I like jam.", run_id="r")
    stored(mem, f"{u}x", "I like beer.")

    assert {"message": "Memories deleted successfully!"} == mem.delete_all(user_id=u, run_id="r")
    assert ["I like rye.", "I like tea."] == texts(mem.get_all(filters={"user_id": u}))
    mem.delete_all(user_id=u)
    mem.delete_all(user_id=u)

    assert [] == mem.get_all(filters={"user_id": u})["results"]
    assert 1 == len(mem.get_all(filters={"user_id": f"{u}x"})["results"])


def test_history_tells_what_happened(mem: Any, u: str) -> None:
    """Added, updated and deleted, oldest first, with the texts before and after."""
    (name,) = stored(mem, u, "I like tea.")
    mem.update(name, "I like coffee.")
    mem.delete(name)

    rows = mem.history(name)

    assert [
        ("ADD", None, "I like tea.", False),
        ("UPDATE", "I like tea.", "I like coffee.", False),
        ("DELETE", "I like coffee.", None, True),
    ] == [(r["event"], r["old_memory"], r["new_memory"], r["is_deleted"]) for r in rows]
    fields = {
        "id",
        "memory_id",
        "old_memory",
        "new_memory",
        "event",
        "created_at",
        "updated_at",
        "is_deleted",
        "actor_id",
        "role",
    }
    assert all(fields == set(row) for row in rows)
    assert {name} == {row["memory_id"] for row in rows}
    assert 3 == len({row["id"] for row in rows})


def test_chat_is_not_there(mem: Any) -> None:
    """Mem0 has the method and not the function."""
    with pytest.raises(NotImplementedError):
        mem.chat("hello")


# What only octomem's does, on purpose; docs/mem0.md lists it.


@pytest.fixture
def ours(shared: Orchestrator) -> Memory:
    """Octomem's."""
    return Memory(memory=shared)


def test_a_star_reaches_nobody_else(ours: Memory, u: str) -> None:
    """`*` is a user of that name, in reading and in deleting."""
    stored(ours, u, "I like tea.")

    assert [] == ours.get_all(filters={"user_id": "*"})["results"]
    assert [] == ours.search("tea", filters={"user_id": "*"}, threshold=0.0)["results"]
    ours.delete_all(user_id="*")
    assert ["I like tea."] == texts(ours.get_all(filters={"user_id": u}))


def test_an_absent_id_is_none_and_not_any(ours: Memory, u: str) -> None:
    """An agent's own memories are not those of every user that it spoke with."""
    stored(ours, u, "I like tea.", agent_id=f"a{u}")

    assert [] == ours.get_all(filters={"agent_id": f"a{u}"})["results"]


def test_a_contradiction_is_resolved(ours: Memory, u: str) -> None:
    """The newer home takes the place of the older one, which its history tells."""
    (old, *_) = ours.add("I live in Berlin.", user_id=u, timestamp="2023-03-01T09:00:00Z")[
        "results"
    ]
    events = ours.add("I live in Munich now.", user_id=u, timestamp="2024-06-01T09:00:00Z")[
        "results"
    ]

    assert ("DELETE", old["id"]) in [(one["event"], one["id"]) for one in events]
    now = texts(ours.get_all(filters={"user_id": u}))
    assert any("Munich" in text for text in now)
    assert not any("Berlin" in text for text in now)
    then = ours.search(
        "Where do I live?", filters={"user_id": u}, reference_date="2023-12-01T00:00:00Z"
    )
    assert any("Berlin" in text for text in texts(then))
    assert "DELETE" == ours.history(old["id"])[-1]["event"]


def test_nested_filters_and_texts_in_texts_work(ours: Memory, u: str) -> None:
    """Where Mem0's Chroma fails or compares for equality."""
    stored(ours, u, "green", metadata={"note": "Grown in Japan", "n": 1})
    stored(ours, u, "mint", metadata={"note": "Grown in Morocco", "n": 2})

    def found(**wanted: Any) -> list[str]:
        return texts(ours.search("green mint", filters={"user_id": u, **wanted}, threshold=0.0))

    assert ["green"] == found(note={"icontains": "JAPAN"})
    assert ["mint"] == found(note={"contains": "Morocco"})
    assert ["mint"] == found(OR=[{"AND": [{"n": 2}, {"NOT": [{"n": 1}]}]}])


def test_another_users_items_are_not_found_by_a_filter_on_a_run(ours: Memory, u: str) -> None:
    """A run's name inside a filter stays within the user."""
    stored(ours, u, "I like tea.", run_id="r")
    stored(ours, f"{u}x", "I like beer.", run_id="r")

    found = ours.search("I like", filters={"user_id": u, "OR": [{"run_id": "r"}]}, threshold=0.0)

    assert ["I like tea."] == texts(found)


def test_a_question_is_not_kept_as_a_memory(ours: Memory, u: str) -> None:
    """What nothing could be read from is kept, but a question states nothing."""
    assert [] == ours.add("What should I cook tonight?", user_id=u)["results"]


def test_reset_empties_the_store(tmp_path: Path, u: str) -> None:
    """Every scope goes, also one without a user."""
    config = {"octomem": {"path": tmp_path / "store", "embedder": "hash"}}
    with Memory.from_config(config) as memory:
        stored(memory, u, "I like tea.")
        memory.add("I like rye.", agent_id="a", infer=False)

        memory.reset()

        assert [] == memory.get_all(filters={"user_id": u})["results"]
        assert [] == memory.get_all(filters={"agent_id": "a"})["results"]


def test_parts_without_effect_are_named(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """A configuration of Mem0's opens; what octomem does not use is said."""
    own = {"path": tmp_path / "store", "embedder": "hash"}
    with Memory.from_config({"octomem": own, "llm": {"provider": "openai"}, "version": "v1.1"}):
        assert "llm, version" in caplog.text
    with pytest.raises(SettingsError, match="mapping"):
        Memory.from_config({"octomem": "here"})


async def test_the_asynchronous_class_does_the_same(shared: Orchestrator, u: str) -> None:
    """Each method is a coroutine with the same answers and errors."""
    async with AsyncMemory(memory=shared) as memory:
        (one,) = (await memory.add("I like tea.", user_id=u, infer=False))["results"]
        assert "I like tea." == ((await memory.get(one["id"])) or {})["memory"]
        assert 1 == len((await memory.search("tea", filters={"user_id": u}))["results"])
        await memory.update(one["id"], "I like coffee.")
        assert ["I like coffee."] == texts(await memory.get_all(filters={"user_id": u}))
        assert 2 == len(await memory.history(one["id"]))
        await memory.delete(one["id"])
        await memory.delete_all(user_id=u)
        with pytest.raises(ValidationError):
            await memory.add("x")
        with pytest.raises(NotImplementedError):
            await memory.chat("hello")
