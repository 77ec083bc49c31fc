"""A scope is not a filter: nobody sees another user's memories, whatever the ids look like."""

import pytest

from octomem import Orchestrator, Scope
from octomem.errors import NotFoundError, ScopeError

HOSTILE = [
    "*",
    "%",
    "alice' OR 1=1",
    "a/b",
    "🐙",
    "[null, null]",
    '{"$ne": ""}',
    "none",
    "..",
    "a\nb",
]
SECRET = "My cat Xanthippe sleeps in the piano."  # noqa: S105 - a private fact, not a password
QUESTION = "Where does the cat Xanthippe sleep?"


def say(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


@pytest.mark.parametrize("user", HOSTILE)
def test_a_hostile_user_id_sees_nothing_of_others(quick: Orchestrator, user: str) -> None:
    """
    An id is an exact literal: no wildcard, operator or quote in it reaches another partition.
    """
    quick.process(say(SECRET), user_id="alice")
    quick.process(say("My dog Bella sleeps in the garden."), user_id=user)

    texts = [found.text for found in quick.recall(QUESTION, user_id=user, limit=50).memories]

    assert [] == [text for text in texts if "Xanthippe" in text]
    assert any("Bella" in text for text in texts)
    assert all("Xanthippe" not in found.text for found in quick.list(user_id=user))


@pytest.mark.parametrize("user", HOSTILE)
def test_the_owner_does_not_see_the_hostile_user(quick: Orchestrator, user: str) -> None:
    """
    Isolation holds in both directions.
    """
    quick.process(say(SECRET), user_id=user)
    quick.process(say("My dog Bella sleeps in the garden."), user_id="alice")

    found = quick.recall(QUESTION, user_id="alice", limit=50)

    assert all("Xanthippe" not in memory.text for memory in found.memories)


def test_the_same_words_by_two_users_stay_apart(quick: Orchestrator) -> None:
    """
    Deduplication belongs to a partition: equal facts of two users are two memories.
    """
    first = quick.process(say("I live in Graz."), user_id="alice")
    second = quick.process(say("I live in Graz."), user_id="bob")

    ids = [{operation.memory_id for operation in result.operations} for result in (first, second)]
    assert set() == ids[0] & ids[1]


def test_another_users_id_as_agent_id_opens_nothing(quick: Orchestrator) -> None:
    """
    agent_id narrows within a partition; it names no other one.
    """
    quick.process(say(SECRET), user_id="alice")

    assert () == quick.recall(QUESTION, user_id="bob", agent_id="alice").memories
    assert () == quick.recall(QUESTION, agent_id="alice").memories


def test_an_agent_sees_what_it_wrote(quick: Orchestrator) -> None:
    """
    agent_id given means what that agent wrote; absent means all agents.
    """
    quick.process(say("My cat Xanthippe sleeps in the piano."), user_id="alice", agent_id="one")
    quick.process(say("My dog Bella sleeps in the garden."), user_id="alice", agent_id="two")

    one = quick.recall("Who sleeps where?", user_id="alice", agent_id="one", limit=50).memories
    both = quick.recall("Who sleeps where?", user_id="alice", limit=50).memories

    assert {"one"} == {memory.agent_id for memory in one}
    assert {"one", "two"} == {memory.agent_id for memory in both}


def test_an_absent_id_is_a_value_of_its_own(quick: Orchestrator) -> None:
    """
    org_id left out means "none", not "any".
    """
    quick.process(say(SECRET), org_id="acme", user_id="alice")

    assert () == quick.recall(QUESTION, user_id="alice").memories
    assert () == quick.recall(QUESTION, org_id="acme").memories
    assert () != quick.recall(QUESTION, org_id="acme", user_id="alice").memories


def test_a_further_scope_is_added_only_by_name(quick: Orchestrator) -> None:
    """
    `also` brings another partition in, and only the one it names.
    """
    quick.process(say("The office opens at nine o'clock."), org_id="acme")
    quick.process(say("The office has a piano."), org_id="other")

    found = quick.recall("When does the office open?", user_id="alice", also=[Scope(org_id="acme")])

    assert ["The office opens at nine o'clock."] == [
        memory.text for memory in found.memories if memory.kind == "episodic"
    ]


def test_an_id_of_another_scope_is_not_found(quick: Orchestrator) -> None:
    """
    A memory's id opens nothing outside its scope: not to read, not to delete.
    """
    result = quick.process(say(SECRET), user_id="alice")
    memory_id = next(o.memory_id for o in result.operations if o.memory_id)

    for call in (quick.get, quick.history, quick.delete, quick.reveal):
        with pytest.raises(NotFoundError):
            call(memory_id, user_id="bob")
    assert memory_id == quick.get(memory_id, user_id="alice").id


@pytest.mark.parametrize("wrong", ["", "x" * 257, "\ud800", "nul\0"])
def test_a_wrong_id_is_refused(quick: Orchestrator, wrong: str) -> None:
    """
    An id is non-empty, at most 256 characters, and storable.
    """
    with pytest.raises(ScopeError):
        quick.process(say(SECRET), user_id=wrong)
    with pytest.raises(ScopeError):
        quick.recall(QUESTION, user_id=wrong)


def test_no_id_at_all_is_refused(quick: Orchestrator) -> None:
    """
    There is no global memory.
    """
    with pytest.raises(ScopeError, match="no scope"):
        quick.process(say(SECRET))
    with pytest.raises(ScopeError, match="no scope"):
        quick.recall(QUESTION)
