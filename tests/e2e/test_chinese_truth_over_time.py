"""What was so, is so and will be, told in Chinese on other days: 上次说错了, 换导师了, 2012年到2017年."""

import pytest
from tests.e2e.stories import before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later", "right"),
    [
        ("我女儿婷婷在大学学护理", "上次我说婷婷学护理，说错了，她学的是麻醉", "麻醉"),
        ("我老公叫和志强，是大理人", "以前跟你说和志强是大理人，我记错了，他是丽江人", "丽江"),
        ("我儿子对鸡蛋过敏", "我弄错了，儿子不是对鸡蛋过敏，查出来是对牛奶过敏", "牛奶"),
        ("我女朋友生日是4月6号", "我女朋友生日我记错了，是4月16号", "4月16号"),
        ("我邮箱是lina@qq.com", "邮箱给错了，是linna@qq.com", "linna"),
        ("我爸血型是A型", "我爸体检了，原来他是B型血，我一直记成A型", "B型"),
        ("我的主管叫张琪", "好尴尬，她叫章琦，不是张琪，我一直写错", "章琦"),
        ("我的主管叫张琪", "我主管叫章琦，我写成张琪了", "章琦"),
    ],
)
def test_what_was_told_wrong_is_taken_back_for_what_is_right(
    quick: Orchestrator, first: str, later: str, right: str
) -> None:
    """Whose it is goes on, and saying so is no habit."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    gone = known - now
    assert gone
    assert [text for text in now if right in text]
    assert not [text for text in now if "一直" in text]


def test_who_was_misnamed_a_moment_ago_is_called_otherwise(quick: Orchestrator) -> None:
    """What else was told of them is told of the right name."""
    tell(quick, "2024-01-10", "我家狗叫豆豆，今年三岁。啊打错字了，叫逗逗")
    known = {each.text for each in quick.list(user_id="mei", kinds=["semantic"])}
    assert [text for text in known if text.startswith("逗逗")]
    assert not [text for text in known if "豆豆" in text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我家猫叫米粒", "不对，叫外卖吧"),
        ("我在银行上班，是会计", "我在银行是新人，跟大家打成一片了"),
        ("我室友叫何静", "昨天认识一个叫何婧的，不是何静"),
        ("我电话是13800001111", "快递员把电话打错了，是隔壁的"),
        ("我爸在铁路局上班", "要是我说错了，他就不是我爸，是我叔"),
        ("我老婆对花生过敏", "同事老婆不是对花生过敏，是对腰果过敏"),
        ("我是A型血", "我朋友是B型血，老被人说成A型"),
        ("我导师姓孙", "我考试的时候把姓名写错了，是老师发现的"),
        ("我生日是5月6号", "我生日蛋糕上的字写错了，是店员写的"),
        ("我女儿叫朵朵", "电影里那个人不叫朵朵，叫多多"),
    ],
)
def test_what_is_not_told_wrong_stays(quick: Orchestrator, first: str, later: str) -> None:
    """Others' slips, films, conditions, and words that only look like it."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert known <= now
