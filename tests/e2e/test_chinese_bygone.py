"""A Chinese question about the past is answered by what is over, without `as_of`."""

from datetime import UTC, datetime

import pytest

from octomem import Orchestrator
from octomem.memory import Status

TOLD = (
    (2019, "我住在泉州，在网易做后端。"),
    (2022, "我搬到贵阳了，新东家是同程。"),
)


@pytest.fixture
def told(quick: Orchestrator) -> Orchestrator:
    """Return a store that knows of two stages of 小周's life."""
    for year, text in TOLD:
        at = datetime(year, 3, 1, tzinfo=UTC)
        said = {"role": "user", "name": "小周", "content": text, "timestamp": at}
        quick.process([said], user_id="zhou", session_id=str(year))
    return quick


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("小周以前住在哪里？", "泉州"),
        ("小周之前在哪家公司上班？", "网易"),
        ("2020年小周住在哪个城市？", "泉州"),
    ],
)
def test_what_is_over_answers_a_chinese_question_about_the_past(
    told: Orchestrator, text: str, answer: str
) -> None:
    """It comes first, and is over."""
    first = told.recall(text, user_id="zhou").memories[0]
    assert answer in first.text
    assert first.status in {Status.CLOSED, Status.SUPERSEDED}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("小周现在住在哪里？", "贵阳"),
        ("小周在哪家公司上班？", "同程"),
        ("小周之前住泉州，现在住在哪？", "贵阳"),
    ],
)
def test_a_chinese_question_about_the_present_sees_nothing_that_is_over(
    told: Orchestrator, text: str, answer: str
) -> None:
    """What is over is no answer to what is."""
    found = told.recall(text, user_id="zhou").memories
    assert answer in found[0].text
    assert {Status.CURRENT} == {memory.status for memory in found}


@pytest.mark.parametrize(
    "text",
    [
        "我之前说过小周住在哪来着？",
        "小周之前提到的公司是哪家？",
        "下班之前小周在哪家公司？",
        "小周睡觉之前住在哪个城市？",
        "小周原来住在贵阳啊，住在哪个区？",
    ],
)
def test_a_word_of_the_past_elsewhere_asks_for_nothing_that_is_over(
    told: Orchestrator, text: str
) -> None:
    """What was said before may hold now, and 下班之前 is a time of day."""
    found = told.recall(text, user_id="zhou").memories
    assert {Status.CURRENT} == {memory.status for memory in found}
