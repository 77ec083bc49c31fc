"""What befell somebody or a thing of theirs on a named day in Chinese, and what they passed."""

import pytest
from tests.unit.chinese import read
from tests.unit.readings import reading as built

from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Claim

HAPPENED = """
昨天在连霍高速上让个半挂给追尾了|在连霍高速上让个半挂给追尾
今儿下午在中州大道又叫人追尾|在中州大道又叫人追尾
昨儿个去献血了|献血
昨天我的钱包在地铁上被偷了|钱包在地铁上被偷
昨天手机被偷了|手机被偷
昨天水管冻裂了|水管冻裂
4月25号返程的时候车还爆胎了|返程的时候车还爆胎
上个月智齿拔了一颗|智齿拔
昨日（5月7日）我参加了无偿献血|参加无偿献血
昨日我又一次参加无偿献血|参加无偿献血
前天，也就是5月6号，我在成都的论坛上做了一次分享|在成都的论坛上做分享
4月17号，我在成都的论坛上做了一次分享|在成都的论坛上做分享
"""
NOTHING = (
    "昨天快递到了",
    "昨天客户投诉了",
    "昨天客户的车追尾了",
    "昨天让我妈去买药了",
    "今天手术推迟了",
    "昨天牙疼了一晚上",
    "今天菜价涨了",
    "昨天手机差点被偷了",
    "5月25号，我要去拔牙",
    "今儿个天气不错",
)


def _events(text: str) -> list[str]:
    return [each.object for each in read(text).statements if each.claim is Claim.EVENT]


@pytest.mark.parametrize("line", HAPPENED.strip().splitlines())
def test_what_befell_somebody_on_a_day_is_an_event(line: str) -> None:
    """By 被, 让 or 叫, with the thing before the verb, and with the day said twice or for itself."""
    text, value = line.split("|")
    assert any(value in each for each in _events(text))


def test_a_story_goes_on_on_its_day() -> None:
    """店里进水 without 了 behind what happened that night; the day is that of the clause before."""
    assert len(_events("昨天夜里水管冻裂了，店里进水")) == 2
    assert _events("店里进水") == []


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_of_the_moment_of_others_or_was_not_is_none(text: str) -> None:
    """Parcels, other people's cars, errands that somebody else runs, pains, and what nearly happened."""
    assert _events(text) == []


def test_a_day_in_brackets_is_the_one_before_it() -> None:
    """昨日（5月7日） is one day, not one and the same in a year."""
    found = [s for s in read("昨日（5月7日）我参加了无偿献血").statements if s.claim is Claim.EVENT]
    assert [s.moment.start.day for s in found if s.moment] == [7]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("日语N2过了！！", "日语N2过了"),
        ("葡萄牙语的C1我考过了", "葡萄牙语的C1考过了"),
        ("今天下午资格考过了", "资格考过了"),
        ("昨天论文答辩过了", "论文答辩过了"),
        ("驾照终于拿到了", "驾照拿到了"),
    ],
)
def test_what_somebody_passed_may_come_first(text: str, what: str) -> None:
    """The same as 考过了N2."""
    assert any(what in s.object and s.predicate == "does" for s in read(text).statements)


@pytest.mark.parametrize(
    "text", ["四级没过", "我等四级过了再说", "四级过了就请客", "护照过期了", "资格审查过了"]
)
def test_what_is_not_passed_is_told_of_for_nothing(text: str) -> None:
    """Denied, awaited, a condition, run out, and no examination."""
    assert not [s for s in read(text).statements if s.claim is Claim.FACT and "过" in s.object]


def test_an_examination_leaves_its_language_to_be_told() -> None:
    """日语N2过了 says that somebody speaks it, and is no reason not to."""
    reading = Reader().read(built("日语N2过了！！现在看番不用字幕，爽", actor="小梅").turn)
    assert any(s.predicate == "speaks" and s.object == "日语" for s in reading.statements)
