"""Near misses of what is told in passing in Chinese: shops of others, what is no food, allergies and answers."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator


@pytest.mark.parametrize(
    "later",
    [
        "我在酒店停车场等你",
        "我到超市关门了，没买成",
        "我去书店停车",
        "我在宾馆停好车了",
        "我那上铺打呼噜吵死了",
        "我那图书馆的卡丢了",
        "我那个理发店关门了，卡里还有钱",
        "我那个奶茶店兼职不干了",
        "我那个网店买的衣服不退",
        "我这个小饭馆还没去过",
        "我那个照相馆预约取消了",
        "我在超市收银",
        "我这水果店买的苹果坏了",
        "我那理发店生意太好，每次都排队",
        "我那火锅店最近生意不好，工资都发不出",
        "我找超市进货",
        "我家的店要关了",
        "我在游戏里开了家面馆",
    ],
)
def test_a_shop_that_somebody_goes_to_ends_no_job(quick: Orchestrator, later: str) -> None:
    """Who buys, waits or works in a shop has none, and still does what they did."""
    before, after = before_and_after(quick, "我是会计", later, ["core", "semantic"])
    assert before <= after
    assert not any("开" in each for each in after - before if "：" not in each)


def test_who_takes_the_money_works_there(quick: Orchestrator) -> None:
    """It is no shop of theirs, and none that they only went to."""
    _, after = before_and_after(quick, "你好", "我在超市收银", ["semantic"])
    assert "Mei在超市工作" in after


@pytest.mark.parametrize(
    "text",
    [
        "手机我碰都不碰",
        "麻将我碰都不碰",
        "股票我一点不碰",
        "游戏碰都不碰了",
        "我儿子书碰都不碰",
        "我老公家务碰都不碰",
        "钓鱼我碰都不碰",
    ],
)
def test_what_is_no_food_is_not_eaten(quick: Orchestrator, text: str) -> None:
    """It is only not touched."""
    _, after = before_and_after(quick, "你好", text, ["core", "semantic"])
    assert not any("不吃" in each for each in after)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("花生不行，会要命的", "对花生过敏"),
        ("海鲜不行，吃了就浑身红", "对海鲜过敏"),
        ("我海鲜不行，一吃就起红点", "对海鲜过敏"),
        ("虾不行，一吃就喉咙紧", "对虾过敏"),
        ("坚果不吃，吃了嘴唇麻", "对坚果过敏"),
        ("芒果我不行，一吃就嘴角烂", "对芒果过敏"),
        ("猫毛不行，一靠近就打喷嚏", "对猫毛过敏"),
        ("我对花生不行", "对花生过敏"),
        ("螃蟹我碰都不碰，会死人的", "对螃蟹过敏"),
        ("痛风犯了，老婆给他打水", "有痛风"),
    ],
)
def test_what_harms_somebody_is_kept(quick: Orchestrator, text: str, fact: str) -> None:
    """An allergy that is told by what it does, or an ailment with whoever helps, is no mere taste."""
    _, after = before_and_after(quick, "你好", text, ["core"])
    assert any(fact in each for each in after)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("您吃辣吗？", "一点都不行"), ("您吃海鲜吗？", "碰都不碰"), ("您喝酒吗？", "一滴不沾")],
)
def test_how_much_is_an_answer(quick: Orchestrator, question: str, answer: str) -> None:
    """The question says of what."""
    said = [("assistant", "助手", question), ("user", "小雨", answer)]
    quick.process(
        [{"role": role, "name": name, "content": text} for role, name, text in said],
        user_id="u",
        session_id="s",
    )
    assert any(answer in each.text for each in quick.list(user_id="u", kinds=["core"]))
