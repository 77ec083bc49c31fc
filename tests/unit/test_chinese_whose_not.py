"""What is no colleague, no medicine and no firm in Chinese, though it begins like one."""

import pytest
from tests.unit.chinese import read


def _said(text: str) -> set[tuple[str, str, str]]:
    return {(s.subject, s.predicate, s.object) for s in read(text).statements if not s.negated}


@pytest.mark.parametrize(
    "text", ["我们公司的安全帽发了", "我们部门的黄金周排班出来了", "我们公司的江浙沪包邮"]
)
def test_a_thing_that_begins_with_a_word_is_no_colleague(text: str) -> None:
    """安 and 黄 are surnames, but 安全 and 黄金 words."""
    assert not [one for one in _said(text) if one[2].endswith("colleague")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们公司的安静怡在学日语", "安静怡"),
        ("我们部门的高圆圆在学日语", "高圆圆"),
        ("我们部门的冯凯文在学日语", "冯凯文"),
    ],
)
def test_somebody_of_a_team_still_is(text: str, name: str) -> None:
    """A full name of three characters."""
    assert (name, "is", "小梅's colleague") in _said(text)


@pytest.mark.parametrize("text", ["王医生开了一家药店", "王医生开了家素食馆", "王医生换了药企"])
def test_a_doctors_shop_is_no_medicine_of_the_speakers(text: str) -> None:
    """药 begins another word."""
    assert not [one for one in _said(text) if one[0] == "小梅"]


@pytest.mark.parametrize(
    "text",
    [
        "健身房倒闭了，我去了公园跑步",
        "公司倒闭了，我去了图书馆看书",
        "公司倒闭了，我去了云南旅游",
        "公司倒闭了，我去了大理散心",
        "公司破产了，我去了我哥公司帮忙",
    ],
)
def test_what_somebody_does_whose_firm_is_no_more_is_no_firm(text: str) -> None:
    """They run, read and travel."""
    assert not [one for one in _said(text) if one[1] in {"joins", "works at"}]


@pytest.mark.parametrize(
    "text",
    [
        "我妈甲减，李医生把优甲乐停了",
        "我妈头晕，王医生开了阿司匹林",
        "我儿子发烧，李医生开了阿莫西林片",
        "我婆婆血压高，王主任停了降压药，改吃中药",
        "陪我妈去看病，李主任把她的药停了，改吃中药",
    ],
)
def test_what_a_doctor_gives_another_is_not_the_speakers(text: str) -> None:
    """Whoever else the sentence tells of may be the one who is ill."""
    mine = [one for one in _said(text) if one[0] == "小梅"]
    assert not [one for one in mine if one[1] in {"takes", "stops", "uses"}]


def test_what_another_passed_is_not_the_speakers() -> None:
    """弟弟的驾照过了 is not of who says so, 驾照过了 is."""
    assert not [one for one in _said("弟弟的驾照过了") if one[0] == "小梅"]
    assert [one for one in _said("驾照过了") if one[0] == "小梅"]
