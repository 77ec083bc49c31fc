"""The same fact in other Chinese words is one memory; lists grow and shrink; what is over need not be named."""

import pytest
from tests.unit.spoken import holding, texts, told

from octomem.agents.semantic import SemanticAgent

ONE = """
喜欢爬山 // 爱好是爬山
喜欢爬山 // 周末爱去爬山
爱好是打羽毛球 // 我喜欢打羽毛球
我会弹钢琴 // 我是弹钢琴的
我对花生过敏 // 吃花生会过敏
我花生过敏 // 我对花生过敏
我在海尔上班 // 我是海尔的员工
我在腾讯上班 // 我是腾讯员工
我有两个孩子 // 家里俩娃
我有一个女儿 // 家里就一个闺女
我养了只猫 // 我有猫
"""
TWO = """
我喜欢爬山 // 我喜欢爬黄山
喜欢看电影 // 爱好是看书
我有两个孩子 // 家里三个娃
我喜欢狗 // 我养狗
"""
LEFT = """
我喜欢跑步、游泳和打羽毛球 // 现在只剩跑步了 // 跑步
我平时跑步、游泳、骑车 // 除了跑步都不练了 // 跑步
我平时跑步、游泳、骑车 // 除了跑步，别的都不练了 // 跑步
我玩吉他和尤克里里 // 现在就剩尤克里里了 // 尤克里里
我有只猫叫豆豆，还有只狗叫旺财 // 现在家里就剩旺财了 // 旺财
"""
ALL_GO_ON = """
我喜欢跑步、游泳 // 今天就剩跑步了
我喜欢跑步、游泳 // 体育课只剩跑步了
我喜欢跑步、游泳 // 我们班除了跑步都不及格了
我喜欢跑步、游泳 // 就剩一天了
我喜欢跑步、游泳 // 他现在就剩跑步了
我喜欢跑步、游泳 // 除了跑步我还喜欢打球
"""
OVER = """
我用iPhone 13 // 换手机了
我用iPhone 13 // 手机换了
我用iPhone 13 // 上周换了个新手机
我开朗逸 // 车已经出手了
我开一辆特斯拉 // 车卖了
我在复旦读研 // 刚毕业的
我有个女朋友叫小雅 // 分了
我老公叫张伟 // 离了
我家有只猫 // 猫没了
我在吃二甲双胍 // 药停了
我每天吃二甲双胍 // 医生让我停药了
"""
NOT_OVER = """
我用iPhone 13 // 想换手机了
我用iPhone 13 // 该换手机了
我用iPhone 13 // 手机换了个壳
我用iPhone 13 // 换手机号了
我用iPhone 13 // 我妈换手机了
我开朗逸 // 地铁换车了
我开朗逸 // 车停了
我开朗逸 // 公司的车卖了
我在复旦读研 // 我妹上个月毕业的
我有个女朋友叫小雅 // 奖金分了
我有个女朋友叫小雅 // 分了三份
我有个女朋友叫小雅 // 我姐离了
养了只猫叫豆豆 // 猫粮没了
养了只猫叫豆豆 // 邻居家猫没了
我在吃二甲双胍 // 药没了，得去开
我在吃二甲双胍 // 我爸的药停了
我在吃二甲双胍 // 医生说药不能停
我在吃二甲双胍 // 感冒好了，不用吃药了
我在吃二甲双胍 // 牙不疼了，药停了
"""


def _stories(text: str) -> list[list[str]]:
    return [line.split(" // ") for line in text.strip().splitlines()]


def _held(*said: str) -> list[str]:
    return holding(told(SemanticAgent(), *said, actor="小梅")[0])


@pytest.mark.parametrize("story", _stories(ONE))
def test_the_same_in_other_words_is_one_memory(story: list[str]) -> None:
    assert len(_held(*story)) == 1


@pytest.mark.parametrize("story", _stories(TWO))
def test_what_says_something_else_is_another(story: list[str]) -> None:
    assert len(_held(*story)) == len(story)


@pytest.mark.parametrize("story", _stories(LEFT))
def test_what_alone_is_left_ends_the_rest(story: list[str]) -> None:
    *said, left = story
    held = [each for each in _held(*said) if "别的" not in each]
    assert held
    assert all(left in each for each in held)


@pytest.mark.parametrize("story", _stories(ALL_GO_ON))
def test_what_is_left_of_something_else_ends_nothing(story: list[str]) -> None:
    held = "\n".join(_held(*story))
    assert "喜欢跑步" in held
    assert "喜欢游泳" in held


@pytest.mark.parametrize("story", _stories(OVER))
def test_what_is_over_need_not_be_named(story: list[str]) -> None:
    first, _ = story
    assert not set(_held(first)) & set(_held(*story))


@pytest.mark.parametrize("story", _stories(NOT_OVER))
def test_what_is_like_an_end_ends_nothing(story: list[str]) -> None:
    first, _ = story
    assert set(_held(first)) <= set(_held(*story))


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        ("不是我，是我姐怀孕了", "小梅的姐怀孕了"),
        ("不是我，是我弟对花生过敏", "小梅的弟对花生过敏"),
        ("朗逸是我爸的不是我的", "小梅的爸开朗逸"),
        ("朗逸是我爸的，不是我的", "小梅的爸开朗逸"),
    ],
)
def test_what_is_anothers_is_taken_back_of_the_speaker(said: str, is_so: str) -> None:
    found = texts(said)
    assert is_so.replace("小梅", "Mei") in found
    assert any("不" in each or "没" in each for each in found)


@pytest.mark.parametrize(
    "said",
    [
        "不是我说你", "不是我吹牛，是我姐真的厉害", "不是我的错，是他的错", "不是我，是猫打翻的",
        "这不是我的，是我同事的", "这个想法是我同事的，不是我的", "不是我想怀孕，是我妈催的",
    ],
)  # fmt: skip
def test_what_only_begins_so_takes_nothing_back(said: str) -> None:
    assert not [each for each in texts(said) if "不" in each or "没" in each]


def test_what_is_learnt_is_not_spoken_yet() -> None:
    assert _held("我在学法语") == ["小梅在学法语"]


def test_a_pet_of_somebody_elses_is_not_the_speakers() -> None:
    assert "豆豆是Mei的猫" not in texts("豆豆是我室友的猫")


def test_of_an_animal_that_is_named_beside_it_something_else_is_told() -> None:
    held = _held("我有只猫叫豆豆，还有只狗叫旺财", "家里就剩豆豆了，旺财跟我爸出门了")
    assert "旺财是小梅的狗" in held
