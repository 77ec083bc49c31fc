"""Who "I" is in a question."""

from dataclasses import replace

import pytest
from tests.unit.readings import memory as any_memory

from octomem.memory import Kind, Memory
from octomem.orchestrator.asker import Askers, about, asker
from octomem.scope import Scope


def spoke(name: str, role: str = "user") -> Memory:
    return replace(any_memory(name, Kind.EPISODIC), fields={"actor": name, "role": role})


@pytest.mark.parametrize(
    ("told", "query"),
    [
        ("Where does Mei live?", "Where do I live?"),
        ("What is Mei's PIN?", "What is my PIN?"),
        ("What is Mei allergic to?", "What am I allergic to?"),
        ("Who called Mei?", "Who called me?"),
        ("Where does Lena live?", "Where does Lena live?"),
        ("Which wifi is in the attic?", "Which wifi is in the attic?"),
    ],
)
def test_a_question_is_asked_in_the_third_person(told: str, query: str) -> None:
    """
    Memories name people, so the question does too; words that only hold an i stay.
    """
    assert told == about(query, "Mei")


def test_where_it_is_not_clear_who_asks_nothing_changes() -> None:
    """
    Two people, neither of them the user by id: "I" stays "I".
    """
    assert asker([spoke("Mei"), spoke("Jo")], "u1") is None
    assert "Where do I live?" == about("Where do I live?", None)


def test_the_one_person_who_speaks_is_the_asker() -> None:
    """
    An assistant who speaks as well is nobody's "I".
    """
    assert "Mei" == asker([spoke("Mei"), spoke("Octo", "assistant")], "u1")


def test_among_several_the_user_is_known_by_id() -> None:
    """
    A name that is the user's id is the user.
    """
    assert "Mei" == asker([spoke("Jo"), spoke("Mei")], "mei")


def test_a_user_is_guessed_to_be_asked_by_whoever_asked_last() -> None:
    """Each user by their own, whatever the session; a question without "I" needs nobody."""
    askers, hers, his = Askers(), Scope(user_id="mei"), Scope(user_id="tom")
    assert askers.guess(hers, "Where do I live?") is None
    assert "Where does Anna live?" == askers.guess(hers, "Where does Anna live?")

    askers.note(hers, "Mei")
    askers.note(his, None)

    today = replace(hers, session_id="today")
    assert "Where does Mei live?" == askers.guess(today, "Where do I live?")
    assert "Where do I live?" == askers.guess(his, "Where do I live?")
    askers.clear()
    assert askers.guess(hers, "Where do I live?") is None


def test_the_asker_who_asked_longest_ago_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many are kept as there is room for."""
    monkeypatch.setattr("octomem.orchestrator.asker.MOST", 2)
    askers, scopes = Askers(), [Scope(user_id=name) for name in ("mei", "tom", "ana")]
    for scope in scopes[:2]:
        askers.note(scope, scope.user_id)
    askers.note(scopes[0], "mei")
    askers.note(scopes[2], "ana")

    assert [True, False, True] == [askers.guess(one, "my dog") is not None for one in scopes]
