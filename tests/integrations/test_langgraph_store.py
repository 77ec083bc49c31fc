"""LangGraph's `BaseStore`: the same assertions on the framework's in-memory store and on ours."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from langgraph.store.base import (
    BaseStore,
    GetOp,
    InvalidNamespaceError,
    ListNamespacesOp,
    MatchCondition,
    PutOp,
    SearchOp,
)
from tests.integrations.conftest import Clock

from octomem import Orchestrator
from octomem.errors import NotFoundError, ScopeError, UsageError
from octomem.langgraph import MemoryStore


@pytest.fixture
def ours(shared: Orchestrator, user: str) -> MemoryStore:
    """Our store, of one user."""
    return MemoryStore(shared, user_id=user)


def keys(found: Sequence[Any]) -> list[str]:
    """Name the items of a search."""
    return [item.key for item in found]


def test_what_is_put_can_be_got(store: BaseStore) -> None:
    """`get` returns the value as it was put, with its name and its times."""
    value: dict[str, Any] = {
        "text": "tea",
        "n": 3,
        "share": 0.5,
        "on": True,
        "no": None,
        "deep": {"a": [1, {}]},
    }

    store.put(("mei", "likes"), "drink", value)
    item = store.get(("mei", "likes"), "drink")

    assert item is not None
    assert value == item.value
    assert (("mei", "likes"), "drink") == (item.namespace, item.key)
    assert item.created_at <= item.updated_at
    assert item.created_at.tzinfo is not None


def test_what_is_not_there_is_none(store: BaseStore) -> None:
    """An unknown key, or a key of another namespace, is no error."""
    store.put(("a",), "k", {"x": 1})

    assert store.get(("a",), "other") is None
    assert store.get(("b",), "k") is None
    assert store.get(("a", "b"), "k") is None


def test_a_second_put_takes_the_place_of_the_first(store: BaseStore) -> None:
    """One key has one value, the latest."""
    store.put(("a",), "k", {"x": 1, "y": 1})
    first = store.get(("a",), "k")
    store.put(("a",), "k", {"x": 2})
    second = store.get(("a",), "k")

    assert first is not None
    assert second is not None
    assert {"x": 2} == second.value
    assert second.updated_at > first.updated_at
    assert ["k"] == keys(store.search(("a",)))


def test_delete_takes_an_item_away(store: BaseStore) -> None:
    """A deleted key is gone, can be put again, and deleting it twice does no harm."""
    store.put(("a",), "k", {"x": 1})
    store.delete(("a",), "k")
    store.delete(("a",), "k")

    assert store.get(("a",), "k") is None
    assert [] == store.search(("a",))

    store.put(("a",), "k", {"x": 2})
    item = store.get(("a",), "k")
    assert item is not None
    assert {"x": 2} == item.value


def test_search_sees_a_namespace_and_those_below(store: BaseStore) -> None:
    """A prefix is whole labels: ("us",) is not the beginning of ("users",)."""
    store.put(("users", "mei"), "a", {"x": 1})
    store.put(("users", "mei", "deep"), "b", {"x": 1})
    store.put(("users", "meike"), "c", {"x": 1})
    store.put(("us",), "d", {"x": 1})

    assert ["a", "b"] == sorted(keys(store.search(("users", "mei"))))
    assert ["a", "b", "c"] == sorted(keys(store.search(("users",))))
    assert ["d"] == keys(store.search(("us",)))
    assert 4 == len(store.search(()))


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "tea"}, ["green", "mint"]),
    ({"kind": "tea", "price": 2}, ["green"]),
    ({"price": {"$gt": 2}}, ["espresso", "mint"]),
    ({"price": {"$gte": 2, "$lt": 4}}, ["green", "mint"]),
    ({"price": {"$lte": 2}}, ["green"]),
    ({"kind": {"$ne": "tea"}}, ["espresso"]),
    ({"kind": {"$eq": "tea"}, "price": {"$eq": 3}}, ["mint"]),
    ({"origin": {"land": "Japan"}}, ["green"]),
    ({"origin": {"land": {"$ne": "Japan"}}}, ["mint"]),
    ({"tags": ["hot", "cold"]}, ["mint"]),
    ({"tags": ["cold", "hot"]}, []),
    ({"missing": None}, ["espresso", "green", "mint"]),
    ({"missing": 1}, []),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS, ids=str)
def test_a_filter_keeps_what_passes(
    store: BaseStore, wanted: dict[str, Any], expected: list[str]
) -> None:
    """All named fields must be equal or pass their operators, nested ones too."""
    green = {"kind": "tea", "price": 2, "origin": {"land": "Japan"}, "tags": ["hot"]}
    mint = {"kind": "tea", "price": 3, "origin": {"land": "Morocco"}, "tags": ["hot", "cold"]}
    store.put(("menu",), "green", green)
    store.put(("menu",), "mint", mint)
    store.put(("menu",), "espresso", {"kind": "coffee", "price": 4})

    assert expected == sorted(keys(store.search(("menu",), filter=wanted)))


def test_an_unknown_operator_is_refused(store: BaseStore) -> None:
    """A filter that nobody understands does not pass for one that finds nothing."""
    store.put(("a",), "k", {"x": 1})

    with pytest.raises(ValueError, match=r"\$like"):
        store.search(("a",), filter={"x": {"$like": 1}})


def test_search_pages(store: BaseStore) -> None:
    """`limit` and `offset` walk all items, each once."""
    for number in range(7):
        store.put(("a",), f"k{number}", {"x": number})

    pages = [keys(store.search(("a",), limit=3, offset=offset)) for offset in (0, 3, 6, 9)]

    assert [3, 3, 1, 0] == [len(page) for page in pages]
    assert {f"k{number}" for number in range(7)} == {key for page in pages for key in page}


def test_search_ranks_by_meaning(store: BaseStore) -> None:
    """With a query the nearest comes first, with a score; filters hold as well."""
    store.put(("docs",), "python", {"text": "a tutorial of the Python language", "lang": "en"})
    store.put(("docs",), "bread", {"text": "how to bake rye bread", "lang": "en"})
    store.put(("docs",), "brot", {"text": "how to bake rye bread", "lang": "de"})

    found = store.search(("docs",), query="bake bread")
    english = store.search(("docs",), query="bake bread", filter={"lang": "en"}, limit=1)

    assert {"bread", "brot"} == set(keys(found[:2]))
    assert found[0].score is not None
    assert found[2].score is not None
    assert found[0].score > found[2].score
    assert ["bread"] == keys(english)


def test_only_named_fields_are_indexed(store: BaseStore) -> None:
    """`index` names what a question is compared with."""
    store.put(("d",), "one", {"title": "rye bread", "body": "python tutorial"}, index=["title"])
    store.put(("d",), "two", {"title": "python tutorial", "body": "rye bread"}, index=["title"])

    assert ["one", "two"] == keys(store.search(("d",), query="rye bread"))
    assert ["two", "one"] == keys(store.search(("d",), query="python tutorial"))


def test_what_is_not_indexed_comes_last_without_a_score(store: BaseStore) -> None:
    """`index=False` keeps an item out of the ranking, not out of the store."""
    store.put(("d",), "hidden", {"text": "rye bread"}, index=False)
    store.put(("d",), "shown", {"text": "python tutorial"})

    found = store.search(("d",), query="rye bread")

    assert ["shown", "hidden"] == keys(found)
    assert found[1].score is None


def test_namespaces_are_listed(store: BaseStore) -> None:
    """Prefix, suffix, wildcard, depth, limit and offset choose among them."""
    for namespace in (("a", "b", "c"), ("a", "b", "d"), ("a", "x"), ("z", "b", "c")):
        store.put(namespace, "k", {"x": 1})

    listed = store.list_namespaces
    assert [("a", "b", "c"), ("a", "b", "d"), ("a", "x"), ("z", "b", "c")] == listed()
    assert [("a", "b", "c"), ("a", "b", "d")] == listed(prefix=("a", "b"))
    assert [("a", "b", "c"), ("z", "b", "c")] == listed(suffix=("b", "c"))
    assert [("a", "b", "c"), ("z", "b", "c")] == listed(prefix=("*", "b"), suffix=("c",))
    assert [("a", "b"), ("a", "x"), ("z", "b")] == listed(max_depth=2)
    assert [("a", "b", "d"), ("a", "x")] == listed(limit=2, offset=1)


@pytest.mark.parametrize("namespace", [(), ("a.b",), ("",), ("langgraph",), ("a", 1)], ids=repr)
def test_a_wrong_namespace_is_refused(store: BaseStore, namespace: Any) -> None:
    """The framework's rules for labels hold."""
    with pytest.raises(InvalidNamespaceError):
        store.put(namespace, "k", {"x": 1})


def test_a_batch_answers_in_order(store: BaseStore) -> None:
    """Reads see what was there before the batch; of several puts of a key the last counts."""
    store.put(("a",), "k", {"x": 1})

    results = store.batch(
        [
            GetOp(("a",), "k"),
            PutOp(("a",), "k", {"x": 2}),
            PutOp(("a",), "k", {"x": 3}),
            PutOp(("b",), "new", {"x": 4}),
            SearchOp(("a",)),
            ListNamespacesOp((MatchCondition("prefix", ("a",)),)),
        ]
    )

    got: Any = results[0]
    found: Any = results[4]
    assert {"x": 1} == got.value
    assert [None, None, None] == results[1:4]
    assert [{"x": 1}] == [item.value for item in found]
    assert [("a",)] == results[5]
    after = store.get(("a",), "k")
    assert after is not None
    assert {"x": 3} == after.value


async def test_the_asynchronous_methods_do_the_same(store: BaseStore) -> None:
    """Each method has a twin; many at once do not get into each other's way."""
    await asyncio.gather(*(store.aput(("a",), f"k{n}", {"text": f"item {n}"}) for n in range(8)))
    await store.adelete(("a",), "k0")

    item = await store.aget(("a",), "k1")
    assert item is not None
    assert {"text": "item 1"} == item.value
    assert 7 == len(await store.asearch(("a",)))
    assert [("a",)] == await store.alist_namespaces()


def test_keys_and_labels_of_any_spelling_stay_apart(store: BaseStore) -> None:
    """Quotes, commas and blanks in a label make no other name of it."""
    names = [
        (("a", "b"), "k"),
        (('a","b',), "k"),
        (("a",), 'b" "k'),
        (("a ",), "k"),
        (("a%",), "_"),
    ]
    for number, (namespace, key) in enumerate(names):
        store.put(namespace, key, {"n": number})

    for number, (namespace, key) in enumerate(names):
        item = store.get(namespace, key)
        assert item is not None
        assert {"n": number} == item.value


# What only ours does.


def test_an_item_is_a_memory(ours: MemoryStore, shared: Orchestrator, user: str) -> None:
    """`recall` finds what a program has put, and `history` keeps what it was before."""
    ours.put(("notes",), "router", {"text": "The router stands behind the blue cupboard."})
    ours.put(("notes",), "router", {"text": "The router stands in the cellar."})

    found = shared.recall("Where is the router?", user_id=user).memories[0]
    versions = shared.history(found.id, user_id=user).versions

    assert "The router stands in the cellar." == found.text
    assert ["put", "put again"] == [
        one.reason.partition(" into")[0]
        for one in shared.history(found.id, user_id=user).operations
    ]
    assert ["The router stands behind the blue cupboard.", found.text] == [v.text for v in versions]


def test_an_item_is_changed_in_the_store_only(
    ours: MemoryStore, shared: Orchestrator, user: str
) -> None:
    """`update` would make text and value say two things; `delete` works on it."""
    ours.put(("notes",), "k", {"text": "The router stands in the cellar."})
    (memory,) = shared.list(user_id=user)

    with pytest.raises(UsageError, match="put it there"):
        shared.update(memory.id, text="It stands elsewhere.", user_id=user)
    shared.delete(memory.id, user_id=user)

    assert ours.get(("notes",), "k") is None


def test_items_survive_and_are_forgotten(
    ours: MemoryStore, shared: Orchestrator, user: str
) -> None:
    """Another store object on the same memory sees them; `forget` erases them."""
    ours.put(("notes",), "k", {"x": 1})
    again = MemoryStore(shared, user_id=user)
    assert again.get(("notes",), "k") is not None

    shared.forget(user_id=user)

    assert again.get(("notes",), "k") is None
    assert [] == again.list_namespaces()


def test_a_secret_is_cut_out_of_an_item(ours: MemoryStore, shared: Orchestrator, user: str) -> None:
    """`get` opens the vault and gives the value word for word; nothing else shows it."""
    value = {"wifi password": "hunter22!x", "pin": 4821, "note": "for guests"}
    ours.put(("home",), "wifi", value)

    item = ours.get(("home",), "wifi")
    (shown,) = ours.search(("home",))
    (memory,) = shared.list(user_id=user)

    assert item is not None
    assert value == item.value
    assert "hunter22" not in str(shown.value) + str(memory)
    assert "for guests" == shown.value["note"]


def test_a_forged_placeholder_comes_back_as_it_was(ours: MemoryStore) -> None:
    """Text that looks like the vault's is changed in the ledger and not for its owner."""
    value = {"text": "see ⟦vault:pin:v_abcdefghijkl⟧"}
    ours.put(("a",), "k", value)

    item = ours.get(("a",), "k")

    assert item is not None
    assert value == item.value


@pytest.mark.parametrize(
    "value",
    [{"when": timedelta(1)}, {"x": float("nan")}, {"t": (1, 2)}, {1: 2}, {"x": 2**70}],
    ids=str,
)
def test_what_would_come_back_otherwise_is_refused(ours: MemoryStore, value: Any) -> None:
    """Only JSON values are put; nothing of a refused batch is written."""
    with pytest.raises(UsageError, match="JSON"):
        ours.batch([PutOp(("a",), "good", {"x": 1}), PutOp(("a",), "bad", value)])

    assert ours.get(("a",), "good") is None


def test_an_item_expires(ours: MemoryStore, clock: Clock) -> None:
    """After its minutes nothing shows it; reading it before gives it its time anew."""
    ours.put(("a",), "brief", {"x": 1}, ttl=10)
    ours.put(("a",), "read", {"x": 1}, ttl=10)
    ours.put(("a",), "lasting", {"x": 1})

    clock.ahead = timedelta(minutes=6)
    assert ours.get(("a",), "read") is not None
    assert ours.get(("a",), "brief", refresh_ttl=False) is not None
    clock.ahead = timedelta(minutes=12)

    assert ours.get(("a",), "brief") is None
    assert ["lasting", "read"] == sorted(keys(ours.search(("a",), refresh_ttl=False)))
    clock.ahead = timedelta(minutes=17)
    assert ["lasting"] == keys(ours.search(("a",)))


def test_items_have_the_time_the_store_gives_them(
    shared: Orchestrator, user: str, clock: Clock
) -> None:
    """`default_ttl` counts where `put` says nothing; `refresh_on_read` where `get` does not."""
    ours = MemoryStore(shared, user_id=user, ttl={"default_ttl": 5, "refresh_on_read": False})
    ours.put(("a",), "k", {"x": 1})
    ours.put(("a",), "kept", {"x": 1}, ttl=None)

    clock.ahead = timedelta(minutes=4)
    assert ours.get(("a",), "k") is not None
    clock.ahead = timedelta(minutes=6)

    assert ours.get(("a",), "k") is None
    assert ours.get(("a",), "kept") is not None


def test_a_namespace_may_name_the_user(shared: Orchestrator, user: str) -> None:
    """With `user_at` an item lies in its user's partition, and no search spans two users."""
    other = f"{user}-other"
    ours = MemoryStore(shared, user_at=1)
    ours.put(("notes", user), "k", {"text": "the router"})
    ours.put(("notes", other), "k", {"text": "the router"})

    assert [user] == [item.namespace[1] for item in ours.search(("notes", user), query="router")]
    assert [("notes", user)] == ours.list_namespaces(prefix=("notes", user))
    assert 1 == len(shared.list(user_id=user).memories)
    for reach in (lambda: ours.search(("notes",)), ours.list_namespaces):
        with pytest.raises(ScopeError, match="names no user"):
            reach()
    with pytest.raises(ScopeError, match="names no user"):
        ours.list_namespaces(prefix=("*", "*"))


def test_two_users_do_not_see_each_other(shared: Orchestrator, user: str) -> None:
    """The same namespace and key of another user is another item."""
    mine, theirs = (MemoryStore(shared, user_id=one) for one in (user, f"{user}-2"))
    mine.put(("a",), "k", {"x": 1})

    assert theirs.get(("a",), "k") is None
    assert [] == theirs.search(())
    (memory,) = shared.list(user_id=user)
    with pytest.raises(NotFoundError):
        shared.get(memory.id, user_id=f"{user}-2")


def test_a_store_needs_an_owner(shared: Orchestrator) -> None:
    """Without a user, an organisation or a place for one it is nobody's."""
    with pytest.raises(ScopeError):
        MemoryStore(shared)
    with pytest.raises(ScopeError):
        MemoryStore(shared, user_id="mei", user_at=0)
