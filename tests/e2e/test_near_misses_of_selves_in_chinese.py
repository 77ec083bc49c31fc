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
