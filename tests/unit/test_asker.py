"""Who "I" is in a question."""

from dataclasses import replace

import pytest
from tests.unit.readings import memory as any_memory

from octomem.memory import Kind, Memory
from octomem.orchestrator.asker import about, asker


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
