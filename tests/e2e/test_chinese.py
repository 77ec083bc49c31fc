"""A conversation in Chinese, from messages to answers, without a model."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.memory import Kind

AT = datetime(2024, 5, 8, 10, tzinfo=UTC)
SAID = (
    "你好，我叫陈小梅，在北京一家出版社做编辑。",
    "我对花生过敏，喜欢爬山，讨厌香菜。",
    "我姐姐李娜住在成都，她是儿科医生。",
    "提醒我下周二上午十点去看牙医。",
    "发版流程：先跑测试，然后打标签，最后推送镜像。",
    "以后回答都用简体中文，不要用表情符号。",
    "我家WiFi密码是Lvdou#2046。",
    "我现在在上海虹桥机场。",
    "这份报告看一下 https://example.com/plan.pdf 是明年的计划",
)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orchestrator]:
    with Orchestrator(path=tmp_path_factory.mktemp("chinese")) as opened:
        opened.process(
            [
                {
                    "role": "user",
                    "name": "小梅",
                    "content": text,
                    "id": f"m{number}",
                    "timestamp": (AT + timedelta(minutes=number)).isoformat(),
                }
                for number, text in enumerate(SAID)
            ],
            user_id="u1",
            session_id="s1",
        )
        yield opened


@pytest.mark.parametrize(
    ("question", "kind", "answer"),
    [
        ("我对什么过敏？", Kind.CORE, "花生"),
        ("我叫什么名字？", Kind.CORE, "陈小梅"),
        ("李娜住在哪里？", Kind.SEMANTIC, "成都"),
        ("李娜是我的什么人？", Kind.KNOWLEDGE, "姐姐"),
        ("小梅喜欢什么？", Kind.SEMANTIC, "爬山"),
        ("下周要做什么？", Kind.WORKING, "牙医"),
        ("怎么发版？", Kind.PROCEDURAL, "跑测试"),
        ("我家WiFi密码是什么？", Kind.KNOWLEDGE, "WiFi密码"),
        ("我现在在哪儿？", Kind.CONTEXTUAL, "虹桥"),
        ("报告的链接在哪？", Kind.RESOURCE, "plan.pdf"),
    ],
)
def test_a_question_reaches_the_right_kind(
    memory: Orchestrator, question: str, kind: Kind, answer: str
) -> None:
    """Among the first five answers is a memory of the kind asked for, with the answer."""
    found = memory.recall(
        question, user_id="u1", session_id="s1", limit=5, as_of=AT + timedelta(hours=1)
    )

    assert any(each.kind is kind and answer in each.text for each in found.memories)


def test_a_fact_said_in_english_and_in_chinese_falls_into_one_slot(tmp_path: Path) -> None:
    """A home told in Chinese takes the place of one told in English."""
    with Orchestrator(path=tmp_path) as memory:
        for number, text in enumerate(("I live in Berlin.", "我搬到汉堡了")):
            memory.process(
                [
                    {
                        "role": "user",
                        "name": "Mei",
                        "content": text,
                        "id": f"m{number}",
                        "timestamp": (AT + timedelta(days=number)).isoformat(),
                    }
                ],
                user_id="u1",
            )
        page = memory.list(user_id="u1", kinds=["semantic"], as_of=AT + timedelta(days=2))

    assert ["Mei搬到汉堡了"] == [each.text for each in page]


def test_no_secret_stays_in_clear_text(memory: Orchestrator) -> None:
    """The password is in the vault and in no memory."""
    page = memory.list(user_id="u1", limit=500)

    assert not any("2046" in each.text for each in page)
