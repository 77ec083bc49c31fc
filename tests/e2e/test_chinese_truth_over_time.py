"""What was so, is so and will be, told in Chinese on other days: 上次说错了, 换导师了, 2012年到2017年."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

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
    assert_goes_on(quick, first, later, ["semantic"])


def _held(memory: Orchestrator, when: str) -> set[str]:
    """Return the facts that held at a moment."""
    return {each.text for each in memory.list(user_id="mei", kinds=["semantic"], as_of=when)}


@pytest.mark.parametrize(
    ("said", "what", "during", "after"),
    [
        ("2010年到2014年在武汉大学读书，2018年至今在联想", "武汉大学", "2012-05-01", "2015-05-01"),
        ("我在美的干了六年，从2013年到2019年，做采购", "美的", "2015-05-01", "2020-05-01"),
        ("我住在大理，2019年到2021年", "大理", "2020-05-01", "2022-05-01"),
        ("从1月7号起我吃素，要吃到10月31号", "吃素", "2024-03-01", "2024-12-01"),
    ],
)
def test_what_held_for_a_span_holds_in_it(
    quick: Orchestrator, said: str, what: str, during: str, after: str
) -> None:
    """The clause behind may tell the span, or the day on which it ends."""
    tell(quick, "2024-01-10", said)
    assert [text for text in _held(quick, during) if what in text]
    assert not [text for text in _held(quick, after) if what in text]


@pytest.mark.parametrize(
    ("said", "what", "before", "then"),
    [
        ("从三月一号起我就在腾讯上班了，交接怎么写？", "腾讯", "2024-02-01", "2024-04-01"),
        ("3月起住在公司宿舍", "宿舍", "2024-02-01", "2024-04-01"),
        ("从一月五号起我吃素了", "吃素", "2024-01-01", "2024-02-01"),
        ("我从十二月开始吃素了", "吃素", "2023-11-01", "2024-02-01"),
    ],
)
def test_what_begins_on_a_day_is_dated_by_the_nearest(
    quick: Orchestrator, said: str, what: str, before: str, then: str
) -> None:
    """What is so from March on, said in January, is so from this March; from December on, since last year's."""
    tell(quick, "2024-01-10", said)
    assert not [text for text in _held(quick, before) if what in text]
    assert [text for text in _held(quick, then) if what in text]


@pytest.mark.parametrize(
    "said",
    [
        "我在4S店上班，1月1号到5号休息",
        "我住在苏州，1月3号到8号出差",
        "我在腾讯上班，合同到年底",
        "我住在青岛，3月起涨房租",
    ],
)
def test_a_span_of_something_else_ends_nothing(quick: Orchestrator, said: str) -> None:
    """Whoever is off for days still lives and works where they do."""
    tell(quick, "2024-01-10", said)
    assert [text for text in _held(quick, "2025-06-01") if "在" in text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我导师是周教授", "我换导师了，现在跟着林老师做课题"),
        ("我导师叫周明", "换了个导师，还在磨合"),
        ("我老板是孙总", "我们换老板了"),
        ("我房东是老马", "房东换人了，还没见过"),
        ("我领导叫王强", "领导换了，现在是刘姐"),
        ("我女儿的班主任是吴老师", "女儿换班主任了，新来的姓郑"),
        ("我的主治医生是赵医生", "换医生了，现在看的是钱主任"),
    ],
)
def test_whoever_was_exchanged_is_it_no_more(quick: Orchestrator, first: str, later: str) -> None:
    """Who comes after them need not be named, and nobody works as what was exchanged."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now
    assert not [text for text in now if "职业" in text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我导师是周教授", "我同学换导师了"),
        ("我导师是周教授", "我想换导师"),
        ("我导师是周教授", "听说有人换导师了"),
        ("我导师是周教授", "要是换导师了怎么办"),
        ("我房东是老马", "房东换锁了"),
        ("我房东是老马", "房东换了个热水器"),
        ("我房东是老马", "我朋友的房东换人了"),
        ("我老板是孙总", "老板换车了"),
        ("我领导叫王强", "领导换发型了"),
        ("我领导叫王强", "我老公换领导了"),
        ("我的主治医生是赵医生", "还没换医生"),
        ("我女儿的班主任是吴老师", "隔壁班换班主任了"),
    ],
)
def test_who_was_not_exchanged_is_it_still(quick: Orchestrator, first: str, later: str) -> None:
    """Other people's, wishes and hearsay, and what the same person exchanges."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    "later",
    [
        "年后回老家南昌了，不走了",
        "我回南昌老家了，不打算再去广州",
        "我回南昌了，再也不出去漂了",
        "我辞职了，回南昌了",
    ],
)
def test_who_went_back_for_good_lives_there(quick: Orchestrator, later: str) -> None:
    """Another clause of the sentence may say that it is for good."""
    known, now = before_and_after(quick, "我住在广州", later, ["semantic"])
    assert not known & now
    assert [text for text in now if "南昌" in text]


@pytest.mark.parametrize(
    "later",
    [
        "过年我回南昌老家了，不想走了",
        "我回南昌老家看我妈了，周末不打算再出去",
        "同事回南昌老家了，不走了",
        "要是能回南昌老家，再也不走了就好了",
        "国庆回老家南昌了，不打算走亲戚",
        "我弟回南昌老家了，再也不出去漂了",
    ],
)
def test_who_went_back_for_days_lives_where_they_did(quick: Orchestrator, later: str) -> None:
    """So does who only wishes it, or tells it of another."""
    known, now = before_and_after(quick, "我住在广州", later, ["semantic"])
    assert known <= now


@pytest.mark.parametrize(
    ("first", "later", "now_at"),
    [
        ("我每天早上六点起床", "现在五点就起了，年纪大了睡不着", "五点"),
        ("我平时七点半起床", "我现在每天六点起床跑步", "六点"),
        ("我一般十二点睡", "最近改成十点睡了", "十点"),
        ("我爸每天六点起床", "我爸现在五点就起了", "五点"),
    ],
)
def test_the_hour_of_getting_up_is_one_at_a_time(
    quick: Orchestrator, first: str, later: str, now_at: str
) -> None:
    """So is the hour of going to bed."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now
    assert [text for text in now if now_at in text]


@pytest.mark.parametrize(
    "later",
    [
        "今天五点就起了，赶飞机",
        "我以前每天五点起床",
        "我周末一般十点起床",
        "我室友每天五点起床",
        "我想以后每天五点起床",
        "明天五点就要起",
        "我一般十二点睡",
        "这两天都五点就醒了",
        "要是每天五点起床就好了",
        "我爸每天五点起床",
    ],
)
def test_another_hour_for_once_or_of_another_ends_none(quick: Orchestrator, later: str) -> None:
    """Wishes, weekends, what was, and going to bed leave it, too."""
    known, now = before_and_after(quick, "我每天早上六点起床", later, ["semantic"])
    assert known
    assert known <= now


def test_whoever_takes_their_place_is_it(quick: Orchestrator) -> None:
    """What ends who was it does not end who is it now."""
    known, now = before_and_after(
        quick, "我的领导叫罗敏", "部门调整了，我的领导换成了赵启明", ["semantic"]
    )
    assert not known & now
    assert [text for text in now if "赵启明" in text]


@pytest.mark.parametrize(
    ("said", "is_drug"),
    [
        ("我妈改吃氯吡格雷了", True),
        ("我爸改打胰岛素了", True),
        ("我改吃缬沙坦了", True),
        ("我改吃素了", False),
        ("我改吃面包片", False),
        ("我改用平板了", False),
    ],
)
def test_what_somebody_changes_to_is_taken(quick: Orchestrator, said: str, is_drug: bool) -> None:
    """A medicine is taken; other food and things are eaten or used."""
    tell(quick, "2024-01-10", said)
    found = quick.list(user_id="mei", kinds=["semantic"])
    assert is_drug == any(each.fields.get("predicate") == "takes" for each in found)
