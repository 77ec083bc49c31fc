"""Who was named in one session is known by that name in the next, in Chinese too."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.memory import Status

FIRST = datetime(2024, 5, 8, 10, tzinfo=UTC)
MONTH = timedelta(days=31)


def _tell(memory: Orchestrator, at: datetime, *said: str, user: str = "小梅") -> None:
    memory.process(
        [
            {"role": "user", "content": text, "timestamp": (at + timedelta(seconds=i)).isoformat()}
            for i, text in enumerate(said)
        ],
        user_id=user,
        session_id=f"{at:%m}",
    )


def _held(memory: Orchestrator, status: Status | None = None, user: str = "小梅") -> set[str]:
    found = memory.list(user_id=user, limit=200, status=status.value if status else "current")
    return {each.text for each in found if each.kind.value == "semantic"}


@pytest.fixture
def memory(tmp_path: Path) -> Orchestrator:
    """Open an empty store, whose clock is ahead of all that is told."""
    return Orchestrator(path=tmp_path, clock=lambda: FIRST + 6 * MONTH)


def test_a_name_of_an_earlier_session_is_read_as_one(memory: Orchestrator) -> None:
    """Otherwise it is the speaker who moves and changes jobs."""
    with memory:
        _tell(memory, FIRST, "我弟弟文静在上海上班。", "我养了一只猫叫馒头。")
        _tell(memory, FIRST + MONTH, "文静搬到苏州了。", "馒头上周死了。")
        assert "文静搬到苏州了" in _held(memory)
        assert "馒头是小梅的猫" in _held(memory, Status.CLOSED)
        assert not [text for text in _held(memory) if text.startswith("小梅搬")]


def test_who_goes_by_a_part_of_a_name_or_a_double_surname_is_somebody(
    memory: Orchestrator,
) -> None:
    """宏哥 and 欧阳明哲 are cut apart, and what others are called is no name of the speaker's."""
    with memory:
        _tell(memory, FIRST, "欧阳明哲是我的大学同学，大家都叫他老欧。")
        _tell(memory, FIRST + MONTH, "宏哥对海鲜过敏。")
        assert _held(memory) == {
            "欧阳明哲是小梅的同学",
            "欧阳明哲的外号是老欧",
            "宏哥对海鲜过敏",
        }


def test_another_name_to_be_called_by_takes_the_place_of_the_first(memory: Orchestrator) -> None:
    """以后叫我阿拉吧 says what to call the speaker; 以后叫我起床 does not."""
    with memory:
        _tell(memory, FIRST, "你叫我贝贝就行。")
        _tell(memory, FIRST + MONTH, "以后叫我阿拉吧。", "以后叫我起床吧。")
        held = memory.list(user_id="小梅", kinds=["core"])
        called = [each.text for each in held if "被叫作" in each.text]
        assert called == ["小梅希望被叫作阿拉"]


def test_whose_relation_is_over_is_known_by_name_as_before(memory: Orchestrator) -> None:
    """Who was left still lives somewhere."""
    with memory:
        _tell(memory, FIRST, "我男朋友叫石头。")
        _tell(memory, FIRST + MONTH, "我跟石头分手了。")
        _tell(memory, FIRST + 2 * MONTH, "石头现在住在成都。")
        assert "石头现在住在成都" in _held(memory)


def test_nobody_knows_the_names_of_another_user(memory: Orchestrator) -> None:
    """A name is known where it was told, and nowhere else."""
    with memory:
        _tell(memory, FIRST, "我养了一条狗叫花卷。")
        _tell(memory, FIRST + MONTH, "花卷五岁了。", user="阿强")
        assert not [text for text in _held(memory, user="阿强") if text.startswith("花卷五岁")]
        _tell(memory, FIRST + MONTH, "花卷五岁了。")
        assert "花卷五岁了" in _held(memory)


def test_a_brother_is_told_by_his_name(memory: Orchestrator) -> None:
    """我哥 is whom the session before named; what was so of him ends."""
    with memory:
        _tell(memory, FIRST, "我哥林涛住在南京。")
        _tell(memory, FIRST + MONTH, "我哥搬到北京了。")
        assert "林涛住在南京" in _held(memory, Status.SUPERSEDED)
