"""What was told wrong in Chinese is taken back in all that the same words told."""

from datetime import datetime, timedelta

import pytest

from octomem import Orchestrator

AT = datetime.fromisoformat("2024-03-03T12:00:00+08:00")


def _told(memory: Orchestrator, *texts: str) -> None:
    for n, text in enumerate(texts):
        at = (AT + timedelta(days=9 * n)).isoformat()
        message = {"role": "user", "name": "小梅", "content": text, "timestamp": at}
        memory.process([message], user_id="mei", session_id=f"s{n}")


def _held(memory: Orchestrator, status: str = "current") -> list[str]:
    kinds = ["core", "semantic", "knowledge"]
    return [one.text for one in memory.list(user_id="mei", kinds=kinds, status=status)]


def test_what_a_relative_never_was_is_taken_back_in_every_view(quick: Orchestrator) -> None:
    """From Vietnam is a fact, a relation and a nationality of whom the child's mother is."""
    _told(
        quick,
        "班上有个男孩叫牛牛，牛牛的妈妈是越南人",
        "以前我说牛牛的妈妈是越南人，是我听错了，她是云南人",
    )
    held = _held(quick)
    assert any("云南" in one for one in held)
    assert not [one for one in held if "越南" in one and "不" not in one]


def test_who_never_worked_there_did_not_leave(quick: Orchestrator) -> None:
    """A firm told by mistake is retracted, so that it never was the employer."""
    _told(quick, "我女婿王磊在顺丰上班", "前天我跟你说岔了，王磊是在京东上班，从来没在顺丰干过")
    assert any("京东" in one for one in _held(quick))
    assert not [one for one in _held(quick) if "顺丰" in one and "没" not in one]
    assert [one for one in _held(quick, "retracted") if "顺丰" in one]
    assert not [one for one in _held(quick, "superseded") if "顺丰" in one]


def test_a_relatives_view_ends_and_the_speakers_stays(quick: Orchestrator) -> None:
    """My sister leaves the town where both were told to live."""
    _told(quick, "我住在杭州，我姐也住在杭州", "我姐搬到苏州了")
    held = _held(quick)
    assert any(one.startswith("小梅住在杭州") for one in held)
    assert not [one for one in held if one.startswith("小梅的姐") and "杭州" in one]


def test_two_of_one_name_keep_their_homes(quick: Orchestrator) -> None:
    """Neither home takes the place of the other, told in one turn."""
    _told(
        quick,
        "我认识两个李娜，一个是我同事李娜，住在天津；另一个是我小学同学李娜，住在拉萨",
    )
    held = _held(quick)
    assert "李娜住在天津" in held
    assert "李娜 (同学)住在拉萨" in held


def test_who_marries_is_still_whose_child_they_are(quick: Orchestrator) -> None:
    """To be told of as somebody's spouse makes nobody a second one of the name."""
    _told(
        quick,
        "我儿子吴迪在南京做会计",
        "吴迪带女朋友回来了，叫晓雯，是小学老师",
        "吴迪和晓雯国庆结婚了",
        "吴迪在南京做会计",
    )
    jobs = [one for one in _held(quick) if "会计" in one]
    assert set(jobs) == {"吴迪在南京做会计"}
    assert not [one for one in _held(quick) if "(" in one]


@pytest.mark.parametrize(
    "told",
    [
        "我住在杭州，不对，苏州|苏州|杭州",
        "我养了两只猫|说错了是三只|三只猫|两只",
        "我表妹在字节当产品经理|口误，是在快手|快手|字节",
        "我每个月房租4500|打错了5400|5400|4500",
        "我弟叫王磊|不是王磊是王雷|王雷|王磊",
        "我对花生过敏|不是我，是我弟|小梅的弟对花生过敏|小梅对花生",
        "我养了一条鳄鱼|骗你的哈哈||鳄鱼",
        "我下个月结婚|开玩笑的别当真||结婚",
        "记得提醒我买牛奶|算了当我没说||牛奶",
    ],
)
def test_what_was_put_right_was_never_so(quick: Orchestrator, told: str) -> None:
    """Neither now nor at the moment at which it was told."""
    *texts, right, wrong = told.split("|")
    for n, text in enumerate(texts):
        at = (AT + timedelta(minutes=n)).isoformat()
        message = {"role": "user", "name": "小梅", "content": text, "timestamp": at}
        quick.process([message], user_id="mei", session_id="s")
    kinds = ["core", "semantic", "knowledge", "working"]
    for minutes in (0.5, 60):
        moment = AT + timedelta(minutes=minutes)
        held = quick.list(user_id="mei", kinds=kinds, as_of=moment)
        assert not [one.text for one in held if wrong in one.text]
    assert not right or any(right in one.text for one in held)
