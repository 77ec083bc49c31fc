"""What is told in Chinese to end on a day to come holds until then; what is told to be over by a clause of its own is over."""

from datetime import UTC, datetime

import pytest
from tests.e2e.stories import tell

from octomem import Orchestrator

KINDS = ("core", "knowledge", "semantic")
FIRM, HOME = "我在海尔上班", "我住在青岛"


def _says(memory: Orchestrator, value: str, day: str = "2024-04-11") -> bool:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return any(value in each.text for each in memory.list(user_id="mei", kinds=KINDS, as_of=at))


@pytest.mark.parametrize(
    ("first", "later", "value"),
    [
        (FIRM, "月底从海尔离职", "海尔"),
        (FIRM, "我月底离职", "海尔"),
        (FIRM, "我已经提了离职，6月1号走", "海尔"),
        (FIRM, "下个月我就不在海尔干了", "海尔"),
        (HOME, "8月1号搬离青岛", "青岛"),
        (HOME, "下个月就不住青岛了", "青岛"),
        (HOME, "月底搬走", "青岛"),
        ("我在湖南大学读书", "我7月1号毕业", "湖南大学"),
        ("我在吃二甲双胍", "二甲双胍吃到7月底就停", "二甲双胍"),
        ("暂时住青岛", "青岛住到8月底", "青岛"),
    ],
)
def test_what_is_to_end_holds_until_then(
    memory: Orchestrator, first: str, later: str, value: str
) -> None:
    tell(memory, "2024-01-10", first)
    tell(memory, "2024-04-10", later)
    assert _says(memory, value)
    assert not _says(memory, value, "2024-10-01")


@pytest.mark.parametrize(
    "later",
    ["打算月底离职", "我想下个月离职", "同事月底离职", "下个月可能离职", "月底领导离职", "要是月底离职怎么办"],
)  # fmt: skip
def test_what_may_come_otherwise_ends_nothing(memory: Orchestrator, later: str) -> None:
    tell(memory, "2024-01-10", FIRM)
    tell(memory, "2024-04-10", later)
    assert _says(memory, "在海尔", "2024-10-01")


@pytest.mark.parametrize(
    ("text", "value", "then"),
    [
        ("我在青岛住了三年，2019年搬走的", "青岛", "2018-06-01"),
        ("当了四年护士，2019年转行做会计", "护士", "2018-06-01"),
        ("2019年以前我一直住青岛", "青岛", "2018-06-01"),
    ],
)
def test_the_clause_behind_says_when_it_was_over(
    memory: Orchestrator, text: str, value: str, then: str
) -> None:
    tell(memory, "2024-04-10", text)
    assert _says(memory, value, then)
    assert not _says(memory, value)


@pytest.mark.parametrize(
    "text",
    ["在青岛住了快十年，2019年买的房", "我在青岛住了三年了", "离开青岛两年又回来了，现在住青岛"],
)
def test_who_stays_lives_there(memory: Orchestrator, text: str) -> None:
    tell(memory, "2024-04-10", text)
    assert _says(memory, "青岛", "2024-10-01")


CAR, BOSS, PARTNER = "我开的是朗逸", "我老板是王强", "我男朋友叫周凯"


@pytest.mark.parametrize(
    ("first", "later", "value"),
    [
        (HOME, "现在不住青岛那边了哈", "青岛"),
        ("我是护士", "已经不是护士了", "护士"),
        (PARTNER, "我们不在一起了", "周凯是"),
        (PARTNER, "周凯不是我男朋友啦，就朋友", "周凯是"),
        ("我在学日语", "日语告一段落了", "在学日语"),
    ],
)
def test_what_is_over_in_other_words_is_over(
    memory: Orchestrator, first: str, later: str, value: str
) -> None:
    tell(memory, "2024-01-10", first)
    tell(memory, "2024-04-10", later)
    assert _says(memory, value, "2024-02-10") or "不是" in later
    assert not _says(memory, value)


@pytest.mark.parametrize(
    ("first", "later", "value"),
    [
        (FIRM, "想从海尔辞了", "海尔"),
        (CAR, "朗逸坏了送去修了", "朗逸"),
        (CAR, "朗逸挂出去卖没人要", "朗逸"),
        (BOSS, "王强没走", "王强"),
        ("我每周打羽毛球", "羽毛球停了一阵又开始打了", "羽毛球"),
        (PARTNER, "我们还在一起", "周凯是"),
        (HOME, "我爸妈不住青岛那边了", "小梅住在青岛"),
    ],
)
def test_what_did_not_end_goes_on(memory: Orchestrator, first: str, later: str, value: str) -> None:
    tell(memory, "2024-01-10", first)
    tell(memory, "2024-04-10", later)
    assert _says(memory, value.replace("小梅", "Mei"))


@pytest.mark.parametrize("later", ["我老公提了离职，7月1号走", "小王提了离职，7月1号是他最后一天"])
def test_a_notice_of_another_ends_nothing_of_the_speaker(memory: Orchestrator, later: str) -> None:
    tell(memory, "2024-01-10", FIRM)
    tell(memory, "2024-04-10", later)
    assert _says(memory, "在海尔", "2024-10-01")
    assert _says(memory, "提了离职")


def test_what_others_leave_on_a_day_to_come_is_kept(memory: Orchestrator) -> None:
    tell(memory, "2024-04-10", "我女朋友6月毕业")
    tell(memory, "2024-04-11", "我老板年底退休")
    assert _says(memory, "6月毕业", "2024-04-12")
    assert _says(memory, "年底退休", "2024-04-12")


def test_a_month_is_nowhere_to_live(memory: Orchestrator) -> None:
    tell(memory, "2024-01-10", HOME)
    tell(memory, "2024-04-10", "我先住到六月")
    assert _says(memory, "住在青岛")
    assert not _says(memory, "住在六月")


@pytest.mark.parametrize(
    ("first", "later", "value"),
    [
        ("我养了只狗叫豆豆", "我妈把豆豆送人了", "豆豆"),
        ("我开朗逸", "朗逸送人了", "朗逸"),
        ("我养了绿萝和龟背竹", "龟背竹死了", "龟背竹"),
    ],
)
def test_what_is_gone_is_over(memory: Orchestrator, first: str, later: str, value: str) -> None:
    tell(memory, "2024-01-10", first)
    tell(memory, "2024-04-10", later)
    assert not _says(memory, value)


def _talk(memory: Orchestrator, *said: str) -> set[str]:
    messages = [
        {"role": "user", "name": "Mei", "content": each, "timestamp": f"2024-04-10T10:0{at}:00Z"}
        for at, each in enumerate(said)
    ]
    memory.process(messages, user_id="mei", session_id="talk")
    return {each.text for each in memory.list(user_id="mei", kinds=KINDS)}


def test_a_rank_is_no_firm(memory: Orchestrator) -> None:
    assert not any("P6上班" in each for each in _talk(memory, "我在阿里上班", "应该是P6"))


def test_a_pet_is_no_neighbour(memory: Orchestrator) -> None:
    assert not any("旺财是" in each for each in _talk(memory, "我邻居养了条狗", "叫旺财"))


def test_a_girl_at_a_desk_is_no_name(memory: Orchestrator) -> None:
    assert not any("小姑娘是" in each for each in _talk(memory, "前台小姑娘叫小敏"))
