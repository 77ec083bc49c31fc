"""What somebody waits for, lacks or owes in Chinese, and how it ends: 等HR回复, 还差一份材料, 欠小李200块."""

import pytest
from tests.unit.spoken import holding, open_tasks, texts, told

from octomem.agents.working import WorkingAgent

PENDING = (
    "等HR回复", "在等HR回复呢", "等快递到", "还在等签证下来", "等房东退押金", "等老板审批", "材料还差一份",
    "差一份无犯罪证明", "报销还缺张发票", "还差两张照片没交", "欠小李200块", "还欠着老王五百块钱", "我欠房东1500",
)  # fmt: skip
NOT_PENDING = (
    "等公交呢", "等我一下", "等一下结果", "等会儿说", "等结果出来，我再决定", "等结果出来就去旅游", "等他回复我就睡", "等你消息",
    "还差五分钟", "差一个人打麻将", "差一点就哭了", "我们差三岁", "欠揍", "我欠你的", "他欠我200块", "小李欠我200块",
    "要不是等快递我早走了", "之前欠小李200块", "昨天等快递等了一下午", "听说他欠银行一百万", "你等快递吗", "等谁的回复呢",
)  # fmt: skip


@pytest.mark.parametrize("said", PENDING)
def test_what_is_waited_for_lacked_or_owed_is_open(said: str) -> None:
    assert open_tasks(said)


@pytest.mark.parametrize("said", NOT_PENDING)
def test_what_passes_or_is_anothers_is_not(said: str) -> None:
    assert not open_tasks(said)


ENDS = """
等HR回复 // HR回了
等HR回复 // HR回复我了
等快递到 // 到了
等房东退押金 // 房东把押金退给我了
等面试结果 // 结果出来了，过了
等学校寄录取通知 // 收到了
等老板审批 // 批了
材料还差一份 // 材料补上了
报销还缺张发票 // 发票找到了
差一份无犯罪证明 // 无犯罪证明开好了
欠小李200块 // 钱还给小李了
欠小李200块 // 还了
我欠房东1500 // 房东的钱结清了
欠物业300块 // 物业费交了
提醒我交水电费 // 付了
记得买牛奶 // 买了
记得买牛奶 // 不用买了
后天要去体检 // 不去了
后天要去体检 // 不用了
要退那双鞋 // 不退了
"""
GOES_ON = """
等HR回复 // 小王回来了
等HR回复 // 我到了
等快递 // 外卖到了
等面试结果 // 结果还没出来
等签证 // 我妈的签证下来了
差一份材料 // 作业交了
欠小李200块 // 钱还没还
欠小李200块 // 钱还给小王了
欠小李200块 // 小李把书还我了
欠小李200块 // 我把书还给小李了
欠小李200块 // 雨伞还给小李了
记得交水电费 // 昨天交了个朋友
记得交水电费 // 作业交了
要退那双鞋 // 不说了
要寄快递 // 我不去了
后天要去体检 // 不了
"""


def _stories(text: str) -> list[list[str]]:
    return [line.split(" // ") for line in text.strip().splitlines()]


@pytest.mark.parametrize("story", _stories(ENDS))
def test_what_came_or_was_paid_is_open_no_more(story: list[str]) -> None:
    assert not holding(told(WorkingAgent(), *story)[0])


@pytest.mark.parametrize("story", _stories(GOES_ON))
def test_what_something_else_came_for_is_still_open(story: list[str]) -> None:
    assert holding(told(WorkingAgent(), *story)[0])


@pytest.mark.parametrize(
    "moved", ["改到下周一了", "改下周一了", "时间改到下周一上午", "推迟到下周一"]
)
def test_what_was_just_told_is_on_another_day(moved: str) -> None:
    (task,) = holding(told(WorkingAgent(), "周五要开会", moved)[0])
    assert "下周一" in task
    assert "周五" not in task


@pytest.mark.parametrize("said", ["得办居住证", "得给导师发论文", "得拿驾照"])
def test_what_has_to_be_done_is_not_done(said: str) -> None:
    """得 is no 得了: 得给导师发论文 tells of no thesis that was got."""
    assert not [each for each in texts(said) if "了" in each]
