"""A question about who is somebody to the asker is not answered by what the asker is."""

import pytest

from octomem import Orchestrator
from octomem.agents.core import ASKED

SAID = ("I'm allergic to nuts and I prefer window seats.", "My mum lives in Rome.")
SAID_IN_CHINESE = ("我叫李明，我对花粉过敏，我有高血压", "我妈妈住在成都", "我姐是护士")


def relevance(memory: Orchestrator, said: tuple[str, ...], asked: str) -> float:
    """How relevant the best entry of the profile is taken to be."""
    for text in said:
        memory.process([{"role": "user", "content": text}], user_id="bo", session_id="s")
    found = memory.recall(asked, user_id="bo", kinds=["core"], limit=1).memories
    return max((each.relevance or 0.0 for each in found), default=0.0)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (SAID, "What is my mum allergic to?"),
        (SAID, "What seats does my boss prefer?"),
        (SAID_IN_CHINESE, "我妈妈身体怎么样"),
        (SAID_IN_CHINESE, "我姐叫什么名字"),
        (SAID_IN_CHINESE, "我的姐姐对什么过敏"),
    ],
)
def test_what_is_asked_of_another_is_not_told_of_oneself(
    quick: Orchestrator, said: tuple[str, ...], asked: str
) -> None:
    """Its label gives an entry nothing, however like the question its words are."""
    assert relevance(quick, said, asked) != ASKED


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (SAID, "What am I allergic to?"),
        (SAID, "What should my mum know about my allergies?"),
        (SAID, "Any allergies?"),
        (SAID_IN_CHINESE, "我叫什么名字"),
        (SAID_IN_CHINESE, "我对什么过敏"),
    ],
)
def test_what_is_asked_of_oneself_is_told(
    quick: Orchestrator, said: tuple[str, ...], asked: str
) -> None:
    """Also where somebody else is named beside it."""
    assert relevance(quick, said, asked) >= ASKED
