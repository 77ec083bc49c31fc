"""Whether a question in Chinese or Japanese says that it found something."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octomem import Orchestrator

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
SAID = (
    "做红烧肉的步骤：先焯水，然后炒糖色，再放肉翻炒，最后加水炖一个小时。",
    "去年夏天我们去了西藏",
    "我最近在学吉他",
    "猫又生病了",
    "报销单交给财务了",
    "昨日は雨でした",
    "猫を二匹飼っています",
    "ピアノを習っています",
)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orchestrator]:
    folder: Path = tmp_path_factory.mktemp("unspaced")
    with Orchestrator(path=folder) as opened:
        told = [
            {"role": "user", "content": text, "timestamp": AT + timedelta(minutes=number)}
            for number, text in enumerate(SAID)
        ]
        opened.process(told, user_id="u", session_id="s")
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("红烧肉怎么做", "红烧肉"),
        ("报销单交给谁了", "报销单"),
        ("猫は何匹いますか", "二匹"),
    ],
)
def test_what_answers_is_found(memory: Orchestrator, question: str, answer: str) -> None:
    """Its words for asking are no sign that nothing is known of the rest."""
    found = memory.recall(question, user_id="u", limit=3)

    assert found.found
    assert answer in found.memories[0].text


@pytest.mark.parametrize(
    "question",
    [
        "比特币价格是多少",
        "我什么时候去的日本",
        "月球上有什么",
        "你好吗",
        "東京タワーの高さは何メートルですか",
    ],
)
def test_what_nothing_answers_is_not_found(memory: Orchestrator, question: str) -> None:
    """A question whose own words nobody has said stays unanswered."""
    assert not memory.recall(question, user_id="u", limit=3).found
