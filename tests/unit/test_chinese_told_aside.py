"""Facts of Chinese clauses whose holder, value or affirmation stands elsewhere than a pattern looks for it."""

import pytest
from tests.unit.chinese import read

from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import LASTING


def _said(text: str) -> set[tuple[str, str, str, bool]]:
    return {
        (s.subject, s.predicate, s.object, s.negated)
        for s in Reader().read(read(text).turn).statements
        if s.claim in LASTING
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("老马搬家了，儿子把他接到石家庄住去了", ("老马", "moves to", "石家庄", False)),
        ("我把我妈接到杭州来住了", ("小梅's mother", "moves to", "杭州", False)),
        ("我弟把爸妈接到深圳养老了", ("小梅's parents", "moves to", "深圳", False)),
        ("陆明远在迈瑞做硬件工程师", ("陆明远", "works at", "迈瑞", False)),
        ("出版社的编辑蒋蓉，上个月刚领证结婚", ("蒋蓉", "is", "married", False)),
        ("我不会说英语。普通话和温州话没问题", ("小梅", "speaks", "普通话", False)),
        ("我的主治大夫姓黄", ("黄大夫", "is", "小梅's doctor", False)),
    ],
)
def test_a_fact_is_of_whom_its_words_mean(text: str, told: tuple[str, str, str, bool]) -> None:
    """Who is taken in lives there; a full name, a trade before a name and a surname say who it is."""
    assert told in _said(text)


@pytest.mark.parametrize(
    "text", ["我把孩子接到外婆家住了几天", "我打算把我妈接到杭州住", "我把车开到上海去了"]
)
def test_a_visit_a_plan_and_a_car_move_nobody(text: str) -> None:
    """Nobody lives where they are for days, and a car lives nowhere."""
    assert not [one for one in _said(text) if one[1] in {"moves to", "lives in"}]


def test_a_language_that_was_learnt_and_is_spoken_is_not_given_up() -> None:
    """What a turn says to be so behind it is not over."""
    said = _said("葡萄牙语学了一年多，现在我也会说葡萄牙语了")
    assert ("小梅", "speaks", "葡萄牙语", False) in said
    assert not [one for one in said if one[1] == "gives up"]
    assert [one for one in _said("我以前会说法语，现在不会了") if one[1] == "gives up"]


def test_what_is_no_problem_otherwise_affirms_nothing() -> None:
    """英语不行，看美剧没问题 is of television."""
    assert ("小梅", "speaks", "英语", False) not in _said("我英语不行，看美剧没问题")
