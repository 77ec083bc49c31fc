"""A question about the past is answered by what is over, without `as_of`."""

from datetime import UTC, datetime

import pytest

from octomem import Orchestrator
from octomem.memory import Status

TOLD = (
    (2015, "I live in Bristol. I work as a nurse. I drive a Fiat Panda. My manager is Karen."),
    (2018, "I moved to York. My dog is called Rex."),
    (2021, "I moved to Leeds. I'm a teacher now. I sold the Panda. Rex died. My boss is Anna."),
)


@pytest.fixture
def told(quick: Orchestrator) -> Orchestrator:
    """Return a store that knows of three stages of Mei's life."""
    for year, text in TOLD:
        at = datetime(year, 3, 1, tzinfo=UTC)
        said = {"role": "user", "name": "Mei", "content": text, "timestamp": at}
        quick.process([said], user_id="mei", session_id=str(year))
    return quick


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Where did I live before Leeds?", "York"),
        ("Where did I live before York?", "Bristol"),
        ("Where did Mei live in 2016?", "Bristol"),
        ("What was my old job?", "nurse"),
        ("What did I use to drive?", "Panda"),
        ("Who was my boss before Anna?", "Karen"),
        ("What was my old dog called?", "Rex"),
    ],
)
def test_what_is_over_answers_a_question_about_the_past(
    told: Orchestrator, text: str, answer: str
) -> None:
    """It comes first, and says that it is over and until when."""
    first = told.recall(text, user_id="mei").memories[0]
    assert answer in first.text
    assert first.status in {Status.CLOSED, Status.SUPERSEDED}
    assert first.valid_to is not None
    assert "(past: " in told.recall(text, user_id="mei").context(600)


@pytest.mark.parametrize(
    "text", ["Where does Mei live?", "What is my job?", "What car do I drive?", "Who is my boss?"]
)
def test_a_question_about_the_present_sees_nothing_that_is_over(
    told: Orchestrator, text: str
) -> None:
    """Not even where nothing took its place: the Panda is sold."""
    found = told.recall(text, user_id="mei", limit=50)
    assert {Status.CURRENT} == {memory.status for memory in found.memories}
    assert "(past: " not in found.context(600)


def test_what_was_not_known_yet_or_not_over_yet_answers_nothing(told: Orchestrator) -> None:
    """As of 2016 Bristol was no past; what another user lived through is nobody else's."""
    then = datetime(2016, 6, 1, tzinfo=UTC)
    asked = "Where did Mei live before?"
    past = told.recall(asked, user_id="mei", as_of=then).memories
    assert all(each.valid_to is None or each.valid_to > then for each in past)
    assert not told.recall(asked, user_id="tom").memories
