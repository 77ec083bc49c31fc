"""Who takes what a doctor gives or stops in Chinese, who comes along, and where one goes whose firm is no more."""

import pytest
from tests.unit.chinese import read

from octomem.agents.reading.reading import Statement


def _said(text: str) -> list[Statement]:
    return [each for each in read(text).statements if not each.negated]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("葛主任把二甲双胍停了，改打胰岛素", {("stops", "二甲双胍"), ("takes", "胰岛素")}),
        ("李医生把优甲乐停了", {("stops", "优甲乐")}),
        ("王医生给我开了阿司匹林", {("takes", "阿司匹林")}),
    ],
)
def test_the_speaker_takes_what_the_doctor_decides(text: str, told: set[tuple[str, str]]) -> None:
    """Not the doctor, whom the clauses name."""
    medicine = [each for each in _said(text) if each.predicate in {"stops", "takes"}]
    assert {(each.predicate, each.object) for each in medicine} == told
    assert {each.subject for each in medicine} == {"小梅"}


@pytest.mark.parametrize(
    "text", ["王医生自己也吃二甲双胍", "孙医生在吃降压药", "王医生把车换了", "吴主任把项目停了"]
)
def test_what_a_doctor_takes_and_stops_otherwise_is_the_doctors(text: str) -> None:
    """Their own medicine, their car, and a project."""
    mine = [each for each in _said(text) if each.subject == "小梅"]
    assert not [each for each in mine if each.predicate in {"stops", "takes", "sells"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("吴迪带女朋友回来了，叫晓雯，是小学老师", "吴迪's girlfriend"),
        ("我弟带女朋友回来了，叫晓雯，是小学老师", "小梅's younger brother's girlfriend"),
        ("我带女朋友回家了，叫晓雯，是小学老师", "小梅's girlfriend"),
    ],
)
def test_who_is_brought_along_is_named_by_the_next_clause(text: str, told: str) -> None:
    """And has the job that the clause behind it tells."""
    said = {(each.subject, each.predicate, each.object) for each in _said(text)}
    assert ("晓雯", "is", told) in said
    assert ("晓雯", "works as", "小学老师") in said


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("我不在顺达物流干了，上个礼拜去了中原冷链，也是开车", "中原冷链"),
        ("力美健去年年底倒闭了，今年一月我去了超级猩猩", "超级猩猩"),
    ],
)
def test_who_left_a_firm_goes_to_another(text: str, firm: str) -> None:
    """A name of several words behind 去了, where the sentence tells that there is no work any more."""
    assert [each.object for each in _said(text) if each.predicate == "joins"] == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "我从公司辞职了，昨天去了健身房",
        "我不在华为干了，上周去了三亚",
        "今年一月我去了超级猩猩",
        "我不在华为干了，昨天去了医院",
    ],
)
def test_where_one_goes_otherwise_is_no_firm(text: str) -> None:
    """A gym, the seaside, a hospital, and a name alone."""
    assert not [each for each in _said(text) if each.predicate == "joins"]
