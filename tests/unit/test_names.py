"""Which entities a question names, and which it may have misspelt."""

from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Connection

from octomem.agents.base import spoken
from octomem.orchestrator.names import NEAR, Names
from octomem.stores.seams import Entity, Graph

KNOWN = Names(
    [
        Entity(1, "Melanie", "person", ("Mel",)),
        Entity(2, "São Paulo", "place", ()),
        Entity(3, "王小明", "person", ()),
        Entity(4, "Bo", "person", ()),
    ]
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("where does mel work", {"Melanie"}),
        ("what is melanie's dog called", {"Melanie"}),
        ("who moved to são  paulo", {"São Paulo"}),
        ("王小明住在哪里", {"王小明"}),
        ("who plays the melodica", set[str]()),
        ("where is bo", {"Bo"}),
    ],
)
def test_a_name_is_named_by_itself_an_alias_or_its_genitive(question: str, named: set[str]) -> None:
    """As whole words, or anywhere in a text that has no spaces."""
    assert named == KNOWN.said_in(question.split())


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["melannie's"], {"Melanie"}),
        (["paullo"], {"São Paulo"}),
        (["me", "mea"], set[str]()),
        (["boo"], set[str]()),
        (list[str](), set[str]()),
    ],
)
def test_a_word_nearly_like_a_name_may_mean_it(words: list[str], meant: set[str]) -> None:
    """Short words and short names are never guessed at."""
    found = KNOWN.misspelt_in(words)

    assert meant == found.keys()
    assert all(0.8 < near < 1 for near in found.values())


def test_a_name_that_is_said_is_not_looked_for_among_the_misspelt() -> None:
    """The caller names those: "Melannie" beside "Melanie" is somebody else."""
    assert {} == KNOWN.misspelt_in(["melannie"], beside=["Melanie"])


def test_memories_near_a_name_are_read_once_and_kept_for_some_names() -> None:
    """However many names a partition has, what is kept beside it stays bounded."""
    read: list[str] = []

    def mentions(_: object, __: int, names: list[str], *___: int) -> dict[str, int]:
        read.extend(names)
        return {f"of {names[0]}": 0, "beside": 1}

    graph = cast("Graph", SimpleNamespace(mentions=mentions))
    names, nowhere = Names([]), cast("Connection", None)
    for at in [*range(NEAR), 0]:
        assert ((f"of {at}",), ("beside",)) == names.near(graph, nowhere, 1, str(at))
    assert [str(at) for at in range(NEAR)] == read
    names.near(graph, nowhere, 1, "one more")
    names.near(graph, nowhere, 1, "0")
    assert ["one more", "0"] == read[NEAR:]


PEOPLE = Names(
    [
        Entity(1, "Wong Ka-yan", "person", ("Grace",)),
        Entity(2, "Xiomara Reyes", "person", ()),
        Entity(3, "Tom Fielding", "person", ()),
        Entity(4, "Tom Hargreaves", "person", ()),
        Entity(5, "Dr. Osei", "person", ()),
        Entity(6, "Dave (brother-in-law)", "person", ()),
        Entity(7, "Bell Street", "place", ()),
    ]
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does Wong Ka-yan play?", {"Wong Ka-yan"}),
        ("Where does Xiomara work?", {"Xiomara Reyes"}),
        ("Where does Tom live?", set[str]()),
        ("Who is Osei?", {"Dr. Osei"}),
        ("Who is her dr?", set[str]()),
        ("What does Dave do?", set[str]()),
        ("Who has a bell?", set[str]()),
    ],
)
def test_a_name_of_several_words_is_named_as_questions_are_cut(
    question: str, named: set[str]
) -> None:
    """Hyphens and points are no bar, and a person's first name names whoever alone has it."""
    assert named == PEOPLE.said_in(spoken(question))


def test_whoever_is_named_by_a_first_name_is_called_by_the_whole_one_too() -> None:
    """So what is told of "Xiomara Reyes" answers a question about Xiomara."""
    assert [("Xiomara Reyes", "Xiomara")] == PEOPLE.called({"Xiomara Reyes"})
    assert [] == PEOPLE.called({"Tom Fielding"})
