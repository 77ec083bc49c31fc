"""Which entities a question names, and which it may have misspelt."""

import pytest

from octomem.orchestrator.names import Names
from octomem.stores.seams import Entity

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
