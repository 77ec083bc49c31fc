"""What a Chinese turn takes back: clauses that say only that something was told wrong, and what never was so."""

import re

import pytest
from tests.unit.chinese import read

from octomem.agents.reading.chinese.amends import is_slip
from octomem.agents.reading.chinese.clauses import passages
from octomem.agents.reading.chinese.slips import ONLY_SLIP
from octomem.agents.reading.reading import LASTING

SLIPS = (
    "我说错了",
    "前天我跟你说岔了",
    "前两天同你讲错了",
    "昨天语音给我转错了",
    "昨天说秃噜嘴了",
    "刚才手滑打错了",
    "是我听错了",
    "之前是我记混了",
    "我一直听岔了",
    "上回我记糊涂了",
    "等下",
)
OTHERS = (
    "程序报错了",
    "他跟我认错了",
    "我买错了",
    "我说错了一句话就被骂了",
    "别听错了哦",
    "他说错了",
    "坐错车了",
)


@pytest.mark.parametrize("text", SLIPS[:-1])
def test_a_clause_says_only_that_something_was_told_wrong(text: str) -> None:
    """Whatever verb it has, and whatever says when and to whom."""
    assert re.match(ONLY_SLIP, text)
    assert all(is_slip(passage) for passage in passages(f"{text}。"))


@pytest.mark.parametrize("text", [*OTHERS, SLIPS[-1]])
def test_other_mistakes_take_nothing_back(text: str) -> None:
    """Of a program, of somebody else, of a bus, and a bare "wait"."""
    assert not re.match(ONLY_SLIP, text)


def _said(text: str) -> list[tuple[str, str, str, bool, bool]]:
    return [
        (s.subject, s.predicate, s.object, s.negated, s.corrects)
        for s in read(text).statements
        if s.claim in LASTING and s.object
    ]


@pytest.mark.parametrize(
    ("text", "predicate", "value"),
    [
        ("我从来没在顺丰干过", "works at", "顺丰"),
        ("我没在华为上过班", "works at", "华为"),
        ("王磊从没在顺丰待过", "works at", "顺丰"),
        ("我从来没有住过上海", "lives in", "上海"),
        ("从来没有在杭州住过", "lives in", "杭州"),
        ("我弟根本没在北京待过", "lives in", "北京"),
        ("我从没在复旦读过书", "studies at", "复旦"),
    ],
)
def test_what_never_was_so_is_denied_and_takes_back(text: str, predicate: str, value: str) -> None:
    """从来没在顺丰干过 says of no employer that it is one, which "never" was read over for."""
    assert [one[1:] for one in _said(text)] == [(predicate, value, True, True)]


@pytest.mark.parametrize(
    "text",
    [
        "我从来没在这么好的公司工作过",
        "从来没在上海住过这么久",
        "我没在家上班",
        "今天没在公司上班",
        "从来没去过顺丰",
        "你从来没在顺丰干过吗",
    ],
)
def test_what_was_not_so_for_once_or_not_so_much_takes_nothing_back(text: str) -> None:
    """For so long, today, at home, and a question."""
    assert not [one for one in _said(text) if one[1] in {"works at", "lives in", "studies at"}]


def test_what_is_said_both_times_is_not_taken_back() -> None:
    """Whose granddaughter she is holds, whichever school it is."""
    said = _said("外孙女佳怡不是华东师大，是华东理工呀")
    assert ("佳怡", "studies at", "华东师大", True, True) in said
    assert ("佳怡", "studies at", "华东理工", False, True) in said
    assert not [one for one in said if one[1] == "is" and one[3]]


@pytest.mark.parametrize(
    "text",
    [
        "哎呀老糊涂了前两天同你讲错了佳怡不是华东师大是华东理工呀女儿在电话里笑我半天",
        "老糊涂了，前两天同你讲错了，佳怡不是华东师大，是华东理工",
    ],
)
def test_what_is_put_right_is_read_behind_other_words_and_without_marks(text: str) -> None:
    """Of one who writes no commas the slip itself ends a clause."""
    said = _said(text)
    assert ("佳怡", "studies at", "华东师大", True, True) in said
    assert ("佳怡", "studies at", "华东理工", False, True) in said


def test_the_sentence_behind_a_slip_puts_right() -> None:
    """我弟在暨南大学 corrects where the sentence before it says that it was told wrong."""
    assert [s[4] for s in _said("上次我说错了。我弟在暨南大学读书") if s[1] == "studies at"] == [
        True
    ]
    assert [s[4] for s in _said("上次我去晚了。我弟在暨南大学读书") if s[1] == "studies at"] == [
        False
    ]


def test_a_house_of_the_same_sort_is_put_in_the_others_place() -> None:
    """物理所 for 化学所, whatever is feared behind it; a day is no employer."""
    said = _said("我在化学所上班。打错了，是物理所，要是我妈看到得笑我")
    assert [one[2] for one in said if one[1] == "works at"] == ["物理所"]
    other = _said("我在化学所上班。打错了，是昨天，要是我妈看到得笑我")
    assert [one[2] for one in other if one[1] == "works at"] == ["化学所"]


def test_a_school_that_somebody_was_admitted_to_is_no_employer() -> None:
    """考进大学 is no work, 考进银行 is."""
    assert not [s for s in _said("佳怡考进大学了，我很开心") if s[1] == "joins"]
    assert [s[2] for s in _said("我考进建设银行了") if s[1] == "joins"] == ["建设银行"]


@pytest.mark.parametrize(
    "text",
    [
        "老赵搬去威海了。啊不对 说错了 不是威海 是日照 我老记混",
        "老赵搬去威海了。哦不对，是日照，不是威海，我搞混了",
        "老赵搬去威海了。是日照，我记混了",
    ],
)
def test_a_slip_may_be_told_of_behind_what_is_right(text: str) -> None:
    """Then it leads to nothing that would put right what it stands behind."""
    homes = [s for s in read(text).statements if s.predicate == "lives in" and not s.negated]
    assert ("老赵", "日照", True) in [(s.subject, s.object, s.corrects) for s in homes]
