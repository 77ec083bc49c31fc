"""What is told in passing in Chinese: wishes to the agent and its name, tasks and who has them, jobs, places and moods."""

from datetime import UTC, datetime, timedelta

import pytest

from octomem import Orchestrator

SAID = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0)


def _texts(memory: Orchestrator, talk: str, kind: str) -> list[str]:
    """Process "A：… / B：…", the agent being 助手, and return the texts of one kind of memory."""
    turns = [turn.partition("：") for turn in talk.split(" / ")]
    messages = [
        {
            "role": "assistant" if name == "助手" else "user",
            "name": name,
            "content": said,
            "timestamp": (SAID + timedelta(minutes=at)).isoformat(),
        }
        for at, (name, _, said) in enumerate(turns)
    ]
    memory.process(messages, user_id="u", session_id="s")
    return [each.text for each in memory.list(user_id="u", kinds=[kind])]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("眼睛花 你回我字少一点 一句一句来", "字少一点"),
        ("别给我打电话 开车呢 有事发短信", "别给小雨打电话，有事发短信"),
        ("有事微信找我，别打电话", "有事微信找小雨，别打电话"),
        ("别用专业词 说人话哈 我初中毕业", "别用专业词"),
        ("第一，以后日期都写成 日/月/年。", "日期都写成日/月/年"),
        ("代码按3.8写", "代码按3.8写"),
        ("python只能用3.8，你以后给代码注意这点", "python只能用3.8，你以后给代码注意这点"),
        ("你别老道歉", "别老道歉"),
        ("不要用表格，手机上看不了", "不要用表格"),
        ("别用感叹号 我看着烦 以后写啥都别用", "别用感叹号，以后写啥都别用"),
    ],
)
def test_a_wish_said_beside_other_things_is_kept(quick: Orchestrator, text: str, wish: str) -> None:
    """It is a standing instruction, told with what it points back to."""
    told = [each for each in _texts(quick, f"小雨：{text}", "core") if "要求：" in each]
    assert any(wish in each for each in told), told


@pytest.mark.parametrize(
    "text",
    [
        "今天别打电话，有事发微信，我在开会",
        "我老板说别给他打电话有事发短信",
        "我妈说有事发短信",
        "这日期写成了9月",
        "日期写成哪种好？",
        "我们代码按模块写的",
        "字太小了看不清",
        "这道题一步一步来算出来是5",
        "帮我把日期写成日/月/年",
        "帮我写个通知，字少一点",
        "我们公司日期都写成日/月/年",
        "医生说别老熬夜",
        "他说人话就是要裁员了",
        "你就叫个外卖吧",
        "我就叫你去吧",
    ],
)
def test_what_only_sounds_like_a_wish_is_none(quick: Orchestrator, text: str) -> None:
    """What others want, what is so, and what is asked for once orders nothing."""
    told = _texts(quick, f"小雨：{text}", "core")
    assert not any("要求：" in each or "助手叫" in each for each in told), told


@pytest.mark.parametrize(
    ("talk", "persona"),
    [
        ("小雨：以后叫你小灯好了", "助手叫小灯"),
        ("小雨：你就叫老伙计吧", "助手叫老伙计"),
        ("小雨：你以后就叫豆包", "助手叫豆包"),
        ("小雨：小灯你好，我是邱福来 / 助手：福来叔您好！我是小灯。", "助手叫小灯"),
        ("助手：我叫算盘，随时待命。", "助手叫算盘"),
        ("小雨：你就叫我老王吧", None),
        ("小雨：你就叫他老张吧", None),
        ("小雨：我以后叫你起床", None),
        ("助手：我是客服，请问有什么可以帮您", None),
        ("助手：我是认真的", None),
        ("助手：我是说，这个方法不行", None),
    ],
)
def test_the_agent_goes_by_the_name_it_is_given(
    quick: Orchestrator, talk: str, persona: str | None
) -> None:
    """A person may name it in passing, and it may say itself what it is called."""
    named = [each for each in _texts(quick, talk, "core") if "助手" in each]
    assert named == ([persona] if persona else [])


def test_naming_the_listener_names_nobody_else(quick: Orchestrator) -> None:
    """我叫你阿福行吧 says nothing of the speaker's own name."""
    assert not any("名字" in each for each in _texts(quick, "小雨：我叫你阿福行吧", "core"))
