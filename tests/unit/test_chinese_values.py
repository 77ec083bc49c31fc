"""The words of tagged values as facts keep them in Chinese."""

from dataclasses import replace

import pytest
from tests.unit.spoken import said
from tests.unit.test_claims import said_beside, tag

from octomem.agents.chinese_values import alone, value_of
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.tags import State, Tag


def bare(text: str) -> Reading:
    """Read a turn, and forget what the patterns say of it."""
    return replace(said(text), statements=())


@pytest.mark.parametrize(
    ("text", "words", "slot", "told"),
    [
        ("早就不在迈瑞了，从迈瑞走的", "从迈瑞", "employer", "Mei在迈瑞工作"),
        ("天河的力拓健身，做教练", "的力拓健身", "employer", "Mei在力拓健身工作"),
        ("上的职高，学汽修", "学汽修", "studies", "Mei学汽修"),
        ("我最怕蛇", "怕蛇", "fear", "Mei怕蛇"),
        ("从来不能碰牛奶", "碰牛奶", "allergy", "Mei对牛奶过敏"),
        ("七月起在绵阳市中心医院打工", "市中心医院", "employer", "Mei在绵阳市中心医院工作"),
        ("同济的胡主任给看的", "的胡主任", "doctor", "胡主任是Mei的医生"),
    ],
)
def test_what_a_value_was_said_with_is_no_part_of_it(
    text: str, words: str, slot: str, told: str
) -> None:
    """A verb or a particle before it, and the city that was cut off comes back."""
    reading = bare(text)

    assert [told] == said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("words", "slot", "told"),
    [
        ("打鼓", "hobby", "Mei的爱好是打鼓"),
        ("学习小组", "hobby", "Mei的爱好是学习小组"),
        ("学前教育", "studies", "Mei学学前教育"),
        ("从化", "home", "Mei住在从化"),
        ("美的", "employer", "Mei在美的工作"),
    ],
)
def test_what_belongs_to_a_value_stays(words: str, slot: str, told: str) -> None:
    """Of words of two characters nothing is cut, nor of what begins like a verb."""
    reading = bare(f"嗯，{words}嘛")

    assert [told] == said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("text", "words", "slot", "value"),
    [
        ("去年离的婚", "离的婚", "marital_status", "divorced"),
        ("还真离了。", "离", "marital_status", "divorced"),
        ("五月结的婚", "结的婚", "marital_status", "married"),
        ("她吃素的", "吃素的", "diet", "vegetarian"),
        ("我严格生酮", "严格生酮", "diet", "keto"),
        ("我严格素食", "严格素食", "diet", "vegan"),
        ("我离了你不行", "离", "marital_status", ""),
        ("我不吃素", "不吃素", "diet", ""),
    ],
)
def test_a_state_is_known_by_any_of_its_words(text: str, words: str, slot: str, value: str) -> None:
    """With what says that it is done; who cannot do without somebody is married all the same."""
    reading = bare(text)

    assert value == value_of(tag(reading, words, slot), reading)


@pytest.mark.parametrize(
    ("text", "words", "slot", "is_read"),
    [
        ("在县里修空调挺好的", "修空调", "job", True),
        ("学兽医的", "学兽医", "studies", True),
        ("嗯，学的是护理", "护理", "studies", True),
        ("在家做饭", "做饭", "job", False),
        ("护理部开会", "护理", "studies", False),
        ("我在读研二", "读研二", "studies", False),
    ],
)
def test_a_doubtful_job_or_study_needs_a_verb(
    text: str, words: str, slot: str, *, is_read: bool
) -> None:
    """One that says that somebody does it for a living, or learns it; a degree is no subject."""
    reading = bare(text)
    doubtful = replace(tag(reading, words, slot), likely=0.7)

    assert is_read == bool(said_beside(reading, doubtful))


@pytest.mark.parametrize(
    ("text", "words", "state", "value"),
    [
        ("每周三打篮球", "打篮球", State.NOW, "篮球"),
        ("篮球从此不打了", "篮球", State.PAST, "篮球"),
        ("我就不打篮球了", "不打篮球", State.PAST, "篮球"),
        ("不倒翁收藏多年", "不倒翁收藏", State.NOW, "不倒翁收藏"),
    ],
)
def test_a_pastime_is_one_with_any_verb(text: str, words: str, state: State, value: str) -> None:
    """What is over ends what was said with another one."""
    reading = bare(text)

    assert value == value_of(tag(reading, words, "hobby", state), reading)


def test_a_pastime_is_shown_as_it_was_said() -> None:
    """With its verb, and not as denied."""
    now, over = bare("每周三打篮球"), bare("我就不打篮球了")

    assert ["Mei的爱好是打篮球"] == said_beside(now, tag(now, "打篮球", "hobby"))
    assert ["Mei放弃了打篮球"] == said_beside(over, tag(over, "不打篮球", "hobby", State.PAST))


def test_a_number_is_no_home() -> None:
    """It is a door's."""
    reading = bare("是8栋1302")

    assert [] == said_beside(reading, tag(reading, "1302", "home"))


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ("hobby", "拉丁舞"),
        ("hobby", "踢踏舞"),
        ("hobby", "玩具收藏"),
        ("hobby", "学术辩论"),
        ("studies", "学科教学"),
    ],
)
def test_a_word_that_begins_like_a_verb_stays_whole(slot: str, words: str) -> None:
    """拉丁舞 is no 丁舞."""
    assert words == alone(Tag(slot, words, 0, 0, len(words), State.NOW, of_other=False, likely=0.9))
