"""What was long ago, without a date, takes nothing's place: "when I was 20 I moved to Boston"."""

import pytest
from tests.e2e.stories import before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("I live in Denver.", "When I was 20 I moved to Boston."),
        ("I live in Denver.", "I moved to Boston when I was a kid."),
        ("I live in Denver.", "I moved to Boston in 2010."),
        ("I drive a Honda Civic.", "When I was 19 I bought a Mazda."),
        ("I work at Globex.", "When I was in college I joined Acme."),
        ("My son is in 4th grade.", "My son started first grade when he was 6."),
        ("I am 34.", "I was 5 when I fell off a bike."),
        ("我住在上海", "我二十岁的时候搬到北京了"),
        ("我住在上海", "小时候，我搬到北京了"),
    ],
)
def test_what_was_long_ago_takes_no_place(quick: Orchestrator, now: str, then: str) -> None:
    """What was told to be so before is so still."""
    known, still = before_and_after(quick, now, then, ["semantic"])
    assert known
    assert known <= still


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I live in Denver.", "I moved to Boston last month."),
        ("I live in Denver.", "I moved to Boston last year."),
        ("I live in Denver.", "I moved to Boston when my lease was over."),
        ("我住在上海", "我搬到北京了"),
        ("I live in Boston.", "During the pandemic I moved to Lisbon and I still live here."),
        ("我住北京", "小时候在武汉，现在住在上海"),
        ("我住上海", "上家公司在北京，我现在住在杭州"),
        ("我在阿里上班", "我从上一家公司跳槽到腾讯了"),
        ("我是语文老师", "我现在当年级主任"),
    ],
)
def test_news_takes_the_place(quick: Orchestrator, first: str, later: str) -> None:
    """However it is dated within a year."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("text", "home"),
    [("When I was 20 I moved to Boston.", "Boston"), ("我二十岁的时候搬到北京了", "北京")],
)
def test_what_nothing_followed_is_so(quick: Orchestrator, text: str, home: str) -> None:
    """Who moved there and tells of nothing later lives there, since nobody says when."""
    tell(quick, "2024-01-10", text)
    found = quick.list(user_id="mei", kinds=["semantic"])
    assert [home] == [each.fields["object"] for each in found if each.fields["slot"] == "home"]
    assert [each.began for each in found if each.fields["slot"] == "home"] == [None]


def test_who_had_a_child_long_ago_has_one(quick: Orchestrator) -> None:
    """Nobody's child is over with their twenties."""
    tell(quick, "2024-01-10", "I had a son when I was 20.")
    assert ["Mei had a son"] == [
        each.text for each in quick.list(user_id="mei", kinds=["semantic"])
    ]


def test_who_has_a_phone_contract_works_for_nobody(quick: Orchestrator) -> None:
    """Nor does who is moved to another program."""
    tell(quick, "2024-01-10", "I'm on a 24 month contract with EE. The company moved us to Teams.")
    assert not list(quick.list(user_id="mei", kinds=["knowledge"]))
