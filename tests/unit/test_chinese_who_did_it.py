"""What somebody else does or has is not the speaker's, wherever the words put them."""

import pytest
from tests.unit.chinese import read

from octomem.agents.relations import nicknames_in


def _told(text: str) -> set[tuple[str, str, str]]:
    """Return the subject, predicate and object of all that a message states."""
    return {(each.subject, each.predicate, each.object) for each in read(text).statements}


def _own(text: str) -> set[str]:
    return {each.object for each in read(text).statements if each.first_person}


@pytest.mark.parametrize(
    "text",
    [
        "上周店里招了个新伙计，干了三天就跑了",
        "前天家里来了个客人，吃了两碗饭",
        "店里招了个厨师，月薪八千",
        "昨天有人撞了我的车，跑了",
        "昨天小区里有个老人摔倒了，送去医院缝了三针",
    ],
)
def test_who_comes_up_without_a_name_does_what_follows(text: str) -> None:
    """A clause without a subject behind somebody without a name is of them, and kept of nobody."""
    assert not _own(text)


@pytest.mark.parametrize(
    ("text", "did"),
    [
        ("昨天有个朋友结婚，我去上海参加了婚礼", "去上海参加婚礼"),
        ("昨天店里进了一批货，去医院拔了颗牙", "拔牙"),
        ("上周我遇到一个同学，去医院拔了颗牙", "拔牙"),
    ],
)
def test_what_the_speaker_does_behind_them_is_the_speakers(text: str, did: str) -> None:
    """Goods are nobody, and whom the speaker met or who stands beside "I" does nothing."""
    assert did in _own(text)


def test_who_does_it_may_stand_behind() -> None:
    """来我家做钟点工的是尤嫂 is of her."""
    assert ("尤嫂", "is", "小梅's cleaner") in _told("如今来我家做钟点工的是尤嫂，她口音重")
    assert ("小刁", "is", "小梅's cleaner") in _told("我家固定请的钟点工是小刁，每周二来")
    assert ("李老师", "teaches", "数学") in _told("带我们班的是李老师，教数学")
    assert not _own("来我家打扫卫生的是个四川阿姨")
    assert _own("我是做钟点工的") == {"钟点工"}
    assert ("接口超时", "is set to", "5秒") in _told("接口超时设的是5秒")


def test_who_is_named_behind_an_occasion_does_it() -> None:
    """今天运动会浩浩跑了第一名 is of 浩浩, and no task of his."""
    name = "我儿子叫浩浩。"
    for text in (
        "今天六一节提前过嘛浩浩在学校表演打鼓得了个一等奖",
        "今天学校运动会浩浩跑了个第一名",
    ):
        told = _told(name + text)
        assert not _own(name + text)
        assert any(of == "浩浩" and does == "does" for of, does, _ in told)
        assert not any(does == "needs to" for _, does, _ in told)
    assert _own(name + "昨天比赛我们得了冠军")
    assert _own(name + "今天运动会给浩浩加油，我得了第一名")


def test_where_somebody_lies_ill_is_no_home_and_no_work() -> None:
    """住进医院 happened; it is no plan, no home and no employer."""
    told = _told("我爸上礼拜摔了一跤,5月1号住进柳州工人医院的骨科,今天还没出院")
    assert {(of, does) for of, does, _ in told} == {("小梅's father", "does")}
    for text in ("上个月我爷爷摔断了腿，住进了县医院", "我外公上周三转到华西医院了"):
        assert {does for _, does, _ in _told(text)} <= {"does"}
    assert ("小梅", "works at", "协和医院") in _told("我在协和医院上班")
    assert any(does == "lives in" for _, does, _ in _told("我外婆住在医院旁边"))


def test_no_animal_and_nobody_gone_takes_an_animal_in() -> None:
    """The new dog behind the old one's death is the speaker's."""
    text = "大黑走了半年，家里冷清，前天抱回来一只小柴犬，取名豆包"
    assert ("豆包", "is", "小梅's dog") in _told(text)
    assert ("豆包", "is", "小梅's dog") in _told(f"我家狗叫大黑。{text}")
    assert ("豆豆", "is", "小梅's mother's cat") in _told("我妈养了只猫，取名豆豆")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "我女朋友全名苏婉婷 我平时叫她小婷子 她在万象城卖化妆品",
            ("苏婉婷", "is", "小梅's girlfriend"),
        ),
        ("我儿子大名张梓轩，小名豆豆，今年五岁", ("张梓轩", "is", "五岁")),
        ("我闺女小名糖糖，大名林若溪", ("糖糖", "is", "小梅's daughter")),
        ("我室友陈伟，绰号大伟，在网易上班", ("陈伟", "works at", "网易")),
        ("我表妹全名刘思雨", ("刘思雨", "is", "小梅's cousin")),
        ("我的学生汪海涛，当年外号“小算盘”，如今在苏州做会计", ("汪海涛", "works as", "会计")),
    ],
)
def test_two_names_in_one_breath_are_one_persons(text: str, told: tuple[str, str, str]) -> None:
    """大名, 小名, 外号 and 全名 need no verb, and what follows goes on with whom they name."""
    found = _told(text)
    assert told in found
    assert not any("林若溪's" in of or "名" in name for name, _, of in found)
    assert not any(
        "名" in remark.text for remark in read(text).remarks if "，" in text[4:] and remark.start
    )


@pytest.mark.parametrize(
    ("sentence", "name", "nick"),
    [
        ("我的学生汪海涛，当年外号“小算盘”，如今在苏州做会计", "汪海涛", "小算盘"),
        ("我屋头小的那个大名叫向思琪嘛小名幺幺今年四岁", "向思琪", "幺幺"),
    ],
)
def test_another_name_may_stand_in_quotes_or_behind_a_particle(
    sentence: str, name: str, nick: str
) -> None:
    """当年外号“小算盘” and 嘛小名幺幺今年四岁 name somebody once more."""
    found = {(each.entity, each.target) for each in nicknames_in(sentence, [name])}
    assert found == {(name, nick)}


@pytest.mark.parametrize(
    ("text", "befell"),
    [
        ("昨天晚上店里进了个贼，把收银台的两千块拿走了", {"店里进了个贼"}),
        ("上周三我们公司着火了", {"公司着火"}),
        ("昨天隔壁家里进贼了", set[str]()),
        ("昨天他们店里进了个贼", set[str]()),
        ("要是昨天店里进了个贼呢", set[str]()),
    ],
)
def test_a_burglary_befalls_whoever_tells_of_it(text: str, befell: set[str]) -> None:
    """At home, in the shop, at the firm, where nobody else's is named."""
    assert {each.object for each in read(text).statements if each.predicate == "does"} == befell


def test_what_others_arranged_the_speaker_did() -> None:
    """老年大学组织我们登了蜀冈 on a day that is over; what is to come, and who else was taken, is no event of theirs."""
    assert "登蜀冈" in _own("昨日重阳，老年大学组织我们登了蜀冈")
    assert "爬泰山" in _own("上周公司组织我们爬了泰山")
    assert not _own("公司下周组织我们去黄山") & {"去黄山", "去了黄山"}
    assert not _own("我老婆单位上周组织她们去了黄山")


def test_a_birthday_is_told_without_a_mark_of_the_past() -> None:
    """昨天满周岁 and 昨天过六十大寿 happened."""
    told = _told("本来我闺女昨天满周岁，我都没赶上吹蜡烛")
    assert ("小梅's daughter", "does", "满周岁") in told
    assert any(
        of == "小梅's mother" for of, does, _ in _told("我妈昨天过六十大寿") if does == "does"
    )
    assert not any(does == "does" for _, does, _ in _told("我妈明天过六十大寿"))
