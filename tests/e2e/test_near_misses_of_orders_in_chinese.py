"""What only sounds in Chinese like a name of the agent, a standing order or a task of the speaker's."""

import pytest
from tests.e2e.stories import texts_of_talk

from octomem import Orchestrator


@pytest.mark.parametrize(
    "talk",
    [
        "小雨：帮我写个自我介绍，我叫李明 / 助手：大家好，我是李明，今年25岁",
        "小雨：怎么跟房东开口 / 助手：可以这样说：王姐您好，我是小雨，下个月想退租",
        "小雨：写个请假条 / 助手：王老师您好，我是张强",
        "小雨：帮我翻译：My name is Tom / 助手：我叫汤姆",
        "小雨：讲个故事 / 助手：从前有只小熊。“大家好，我是皮皮。”",
        "小雨：我想练口语 / 助手：我是学生，我叫小红",
        "小雨：编个推销话术 / 助手：您好，我是小张，平安保险的",
        "小雨：演一个医生 / 助手：你好，我是刘医生",
    ],
)
def test_what_the_agent_drafts_or_plays_is_no_name_of_its_own(
    quick: Orchestrator, talk: str
) -> None:
    """It may say 我是 for whom it writes, and for a part."""
    assert not any("助手叫" in each for each in texts_of_talk(quick, talk, "core"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("你就叫外卖", ""),
        ("你就叫车吧", ""),
        ("你就叫跑腿吧", ""),
        ("你就叫滴滴吧", ""),
        ("你就叫外卖吧，我不做饭了", ""),
        ("你就叫王师傅来吧", ""),
        ("你就叫老李来吧", ""),
        ("你就叫张姐吧", ""),
        ("你就叫李哥就行", ""),
        ("你就叫老师吧", ""),
        ("你就叫小龙虾吧", ""),
        ("你就叫小雨就行", ""),
        ("你就叫小灯吧", "助手叫小灯"),
        ("以后你就叫豆包", "助手叫豆包"),
        ("那我就叫你阿福吧", "助手叫阿福"),
        ("给你起个名字叫算盘", "助手叫算盘"),
    ],
)
def test_whom_to_send_for_is_no_name_of_the_agent(
    quick: Orchestrator, text: str, named: str
) -> None:
    """你就叫 alone names it only with what is like a name, from which the speaker's own differs."""
    told = [each for each in texts_of_talk(quick, f"小雨：{text}", "core") if "助手叫" in each]
    assert told == ([named] if named else [])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("时间改成下午三点", ""),
        ("时间换成周末", ""),
        ("日期改成下周五", ""),
        ("把日期改成3月5日", ""),
        ("单位换成国企", ""),
        ("标题改成《春天》", ""),
        ("变量名改成user_id", ""),
        ("金额改成500", ""),
        ("温度改成26度", ""),
        ("距离换成五公里", ""),
        ("你能不能说人话", ""),
        ("以后距离换成公里", "以后距离换成公里"),
        ("日期写成YYYY-MM-DD", "日期写成YYYY-MM-DD"),
        ("温度统一用摄氏标", "温度统一用摄氏标"),
        ("单位换成公制", "单位换成公制"),
        ("你别给我打电话了，有事发微信", "别给小雨打电话了，有事发微信"),
    ],
)
def test_one_change_is_no_standing_order(quick: Orchestrator, text: str, wish: str) -> None:
    """An order that lasts says so, or names a format; one against calls is told whole."""
    told = [each for each in texts_of_talk(quick, f"小雨：{text}", "core") if "要求：" in each]
    assert told == ([f"小雨要求：{wish}"] if wish else [])


def test_a_date_that_is_changed_is_still_a_task(quick: Orchestrator) -> None:
    """It is to be done by that day."""
    assert texts_of_talk(quick, "小雨：把日期改成12月25日", "working")
    assert "小雨在国企工作" in texts_of_talk(quick, "小雨：单位换成国企", "semantic")


@pytest.mark.parametrize(
    "talk",
    [
        "小雨：大家带好孩子",
        "小雨：大家要备战高考",
        "小雨：你们要带孩子来玩",
        "小雨：大家要带好心情",
        "小雨：你们带足钱",
        "小雨：帮我写个通知 / 助手：尊敬的住户：维修人员明天上午9点上门检修。",
        "小雨：退货怎么退 / 助手：提交申请后，快递员明天上门取件。",
        "小雨：什么时候来 / 助手：一般工作人员周一上门。",
        "小雨：写个快递短信 / 助手：您的快递明天下午3点前由快递员送货上门。",
        "小雨：写个客服话术 / 助手：已为您登记，师傅明天上午9点上门。",
        "小雨：今晚直播开始",
        "小雨：晚上我抢红包",
    ],
)
def test_what_others_bring_do_or_are_written_is_no_task(quick: Orchestrator, talk: str) -> None:
    """A visit has to be arranged by the agent, and what all are to carry along is named with a day or trip."""
    assert texts_of_talk(quick, talk, "working") == []


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("我得去买药了，哈哈", ["买药"]),
        ("哈哈我还得交房租", ["交房租"]),
        ("我要去银行办卡😂", ["去银行办卡"]),
        ("我要去接孩子了哈哈", ["去接孩子"]),
        ("哈哈我准备去买药了", ["去买药"]),
        ("我要去办手续，先去派出所，再去银行", ["去办手续", "再去银行"]),
        ("周六爬山，你们带够水", ["爬山", "你们带够水"]),
    ],
)
def test_a_task_is_kept_though_it_is_laughed_about(
    quick: Orchestrator, text: str, tasks: list[str]
) -> None:
    """Only an absurd plan is a joke, and a step only of what is told as a rule is none."""
    told = texts_of_talk(quick, f"小雨：{text}", "working")
    assert all(any(task in each for each in told) for task in tasks), told
