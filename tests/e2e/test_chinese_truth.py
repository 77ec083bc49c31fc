"""What holds at which moment after Chinese conversations, from messages to answers."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.memory import Kind


def _tell(memory: Orchestrator, *said: tuple[str, str]) -> None:
    for day, text in said:
        message = {"role": "user", "name": "小梅", "content": text, "timestamp": f"{day}T10:00:00Z"}
        memory.process([message], user_id="mei", session_id=day)


def _slot(memory: Orchestrator, name: str, day: str | None = None, status: str = "current") -> list[object]:  # fmt: skip
    at = datetime.fromisoformat(f"{day}T00:00:00+00:00") if day else None
    found = memory.list(user_id="mei", kinds=["semantic"], as_of=at, status=status)
    return [each.fields["object"] for each in found if each.fields["slot"] == name]


def test_spans_of_a_life_answer_for_their_time(tmp_path: Path) -> None:
    """Where somebody lived and worked from when to when is known for every moment of it."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            (
                "2022-03-05",
                "我2011年到2015年在武汉上学，从2015年到2018年在华为做测试，现在住在长沙",
            ),
            ("2024-05-20", "上个月搬回深圳了"),
        )
        assert _slot(memory, "home", "2013-06-01") == ["武汉"]
        assert _slot(memory, "employer", "2016-06-01") == ["华为"]
        assert _slot(memory, "home", "2023-06-01") == ["长沙"]
        assert _slot(memory, "home") == ["深圳"]


def test_what_is_put_right_was_never_so(tmp_path: Path) -> None:
    """A pet's name that was mistyped is taken back."""
    with Orchestrator(path=tmp_path) as memory:
        said = {"10:00": "我家的狗叫豆豆", "10:01": "打错字了，我家的狗叫逗逗"}
        memory.process(
            [
                {
                    "role": "user",
                    "name": "小梅",
                    "content": text,
                    "timestamp": f"2024-05-08T{at}:00Z",
                }
                for at, text in said.items()
            ],
            user_id="mei",
            session_id="s1",
        )
        held = [each.fields["subject"] for each in memory.list(user_id="mei", kinds=["semantic"])]
        wrong = memory.list(user_id="mei", kinds=["semantic"], status="retracted")
        assert held == ["逗逗"]
        assert [each.fields["subject"] for each in wrong] == ["豆豆"]


def test_the_same_feat_told_twice_is_one_memory_of_two_turns(tmp_path: Path) -> None:
    """Told again with its day it is the same; on another day it is another one."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            ("2023-04-16", "今天在扬州跑完了一个半马"),
            ("2023-04-17", "跟你说过吧。我昨天在扬州跑完了半马"),
            ("2023-11-12", "今天又跑完了一个半马"),
        )
        feats = memory.list(user_id="mei", kinds=["semantic"])
        assert sorted(len(each.sources) for each in feats) == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "right", "value"),
    [
        (
            "我弟弟在中山大学读研究生",
            "上次我说错了，我弟弟读的是暨南大学，不是中山大学",
            "暨南大学",
        ),
        ("我弟弟在中山大学读研究生", "我弟弟读的不是中山大学，是暨南大学", "暨南大学"),
        ("我在腾讯上班", "不对，我上班的公司是阿里，不是腾讯", "阿里"),
        ("我对芒果过敏", "更正一下，我之前记混了，我不是对芒果过敏，是对菠萝过敏", "菠萝"),
        ("我对芒果过敏", "我不是对芒果过敏，我是对菠萝过敏", "菠萝"),
        ("我同事叫王磊", "记错了，我同事叫王雷，不叫王磊", "小梅's colleague"),
    ],
)
def test_a_contrast_takes_back_what_was_told_in_another_session(
    tmp_path: Path, wrong: str, right: str, value: str
) -> None:
    """What is said to be so in the place of another was so from the start, and the other never."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-04-16", wrong), ("2023-06-16", right))
        held = memory.list(user_id="mei", kinds=["semantic"])
        assert [m.fields["object"] for m in held if not m.fields["negated"]] == [value]
        assert len(memory.list(user_id="mei", kinds=["semantic"], status="retracted")) == 1


@pytest.mark.parametrize(
    ("said", "sources"),
    [
        ([("2023-04-16", "昨天去医院拔了颗牙"), ("2023-09-02", "我今天又拔了一颗牙")], [1, 1]),
        ([("2023-04-17", "上周六献血了"), ("2023-04-18", "我上周六去献了血")], [2]),
        ([("2023-04-17", "今天上午去献了血"), ("2023-11-02", "今天第三次献血了")], [1, 1]),
        ([("2023-04-17", "我妈昨天做了白内障手术"), ("2023-04-18", "昨天差点摔了一跤")], [1]),
        ([("2023-04-17", "昨天看了部电影"), ("2023-04-18", "昨天客户签了合同")], []),
        ([("2023-04-17", "我昨天交了作业"), ("2023-04-18", "听说小李昨天拔了牙")], []),
    ],
)
def test_what_was_done_on_a_day_is_known_by_its_day(
    tmp_path: Path, said: list[tuple[str, str]], sources: list[int]
) -> None:
    """Two of a kind on two days are two, told twice they are one; what anybody does any day is none."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, *said)
        events = memory.list(user_id="mei", kinds=["semantic"])
        assert sorted(len(each.sources) for each in events) == sources


def test_a_pet_given_away_in_another_session_is_gone(tmp_path: Path) -> None:
    """What ends a pet's stay finds it by its name alone."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            ("2023-04-16", "家里养了一只鹦鹉叫大将军，还养了一只猫叫年糕"),
            ("2023-06-16", "大将军上周飞走了"),
        )
        held = [each.fields["subject"] for each in memory.list(user_id="mei", kinds=["semantic"])]
        assert held == ["年糕"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("小梅现在住在哪个城市？", "成都"),
        ("小梅在哪家公司上班？", "同程"),
        ("小梅做什么工作？", "前端"),
        ("小梅的手机号是多少？", "13800552211"),
        ("小梅的猫叫什么名字？", "年糕"),
        ("小梅对什么过敏？", "芒果"),
    ],
)
def test_a_question_finds_the_fact_it_asks_for(tmp_path: Path, question: str, answer: str) -> None:
    """A fact is found by what a question asks for, though the two share no word."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            ("2023-04-16", "我在杭州租房。我养了一只猫叫年糕"),
            ("2023-05-16", "帮我记一下，我手机号是13800552211。我对芒果过敏"),
            ("2023-06-16", "搬到成都了，新东家是同程。还是写前端"),
        )
        found = memory.recall(question, user_id="mei", limit=5)
        assert answer in found.memories[0].text
        assert found.memories[0].kind is not Kind.EPISODIC


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("我目前住在苏黎世，一直住到明年五月底", "home"),
        ("我在深圳租房，租到明年五月", "home"),
        ("我在苏州住到明年五月", "home"),
        ("我现在在网易上班，做到明年五月底", "employer"),
    ],
)
def test_what_goes_on_until_a_day_to_come_holds_until_then(
    tmp_path: Path, text: str, slot: str
) -> None:
    """到明年五月 closes at its end, and holds from now on."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-09-18", text))
        assert len(_slot(memory, slot, "2024-02-01")) == 1
        assert _slot(memory, slot, "2024-08-01") == []


def test_what_was_until_when_is_known_before_it(tmp_path: Path) -> None:
    """到2017年 closes at its end and holds at every moment before."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2022-03-05", "我在杭州住到2017年"))
        assert _slot(memory, "home", "2016-06-01") == ["杭州"]
        assert _slot(memory, "home", "2019-06-01") == []
        assert datetime(2018, 1, 1, tzinfo=UTC) in {
            each.valid_to
            for each in memory.list(user_id="mei", kinds=["semantic"], status="closed")
        }
