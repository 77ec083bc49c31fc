"""Standing orders that no wording gives away, by what their words are worth."""

import pytest
from tests.unit.spoken import found

from octomem.agents.core import CoreAgent

AGENT = CoreAgent()


def ordered(text: str) -> list[str]:
    """Return the instructions that core memory makes of a message of Mei's."""
    told = found(AGENT, text)
    return [each.text for each in told if each.fields.get("label") == "instruction"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "oh and keep your answers short from now on, i read these with a baby on one arm",
            "Mei asks: Keep your answers short from now on",
        ),
        (
            "Talk to me in the morning only, not after supper.",
            "Mei asks: Talk to me in the morning only",
        ),
        ("i work nights so nobody rings me before 2pm", "Mei asks: Nobody rings me before 2pm"),
        ("Friday's good. and ring, don't email, I never look at it", "Mei asks: Ring, don't email"),
        ("please email, don't phone me", "Mei asks: Please email, don't phone me"),
        ("别打电话 发短信", "Mei要求：别打电话 发短信"),
        ("写东西给我bullet point，别写大段", "Mei要求：写东西给Meibullet point，别写大段"),
        ("请把每一步都写细一些，术语要解释", "Mei要求：请把每一步都写细一些，术语要解释"),
    ],
)
def test_an_order_is_kept_in_its_own_words(text: str, says: str) -> None:
    """As who gave it said it, without what led to it."""
    assert [says] == ordered(text)


@pytest.mark.parametrize(
    "text",
    [
        "keep this one short, it's going on a card",
        "give me three options in a table",
        "please send the file to Ana",
        "my boss wants everything in bullet points, drives me mad",
        "mum said no calls after nine, so I read",
        "the hotel said no dogs, so that's that",
        "keep your hair on",
        "my sister says call, don't text",
        "in this app you swipe, don't tap",
        "I'd call, not email, if it were me",
        "short and sweet, thanks",
        "I don't smoke any more.",
        "I don't drive any more at night",
        "Lidl, not Aldi.",
        "Use butter instead of oil next time you make these.",
        "先别写代码，讲讲思路",
        "这次别放糖",
        "老板要求周报用英文",
        "这里只收现金",
        "以后都要用英文吗？",
        "每次发货之前都要先称重，再贴标",
        "不告诉你",
        "我妈叫我每天给她打电话。",
        "我让司机以后提前十分钟到。",
        "儿子，写作业的时候不要看电视。",
        "这次别用表格了，直接写成段落就行。",
        "我现在在开会，别给我打电话。",
        "红烧肉的做法：肉切块，千万不要放太多酱油。",
    ],
)
def test_what_is_for_once_or_for_others_orders_nothing(text: str) -> None:
    """One-off requests, others' orders, rules of a house, idioms, questions, steps."""
    assert [] == ordered(text)
