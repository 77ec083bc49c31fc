"""Who is a customer of a bank or a carrier, and who works there."""

import pytest

from octomem.agents.reading.chinese.firms import is_served


@pytest.mark.parametrize(
    ("firm", "said"),
    [
        ("工商银行", "我工商银行的，卡丢了"),
        ("移动", "我移动的，宽带断了"),
        ("招商银行", "我招商银行的，工作人员说我的卡锁了"),
    ],
)
def test_who_tells_of_a_card_is_a_customer(firm: str, said: str) -> None:
    assert is_served(firm, said)


@pytest.mark.parametrize(
    ("firm", "said"),
    [
        ("工商银行", "我在工商银行上班，网银登不上"),
        ("建设银行", "我在建设银行工作，今天卡坏了"),
        ("中国银行", "我在中国银行做柜员，手机银行总有人问"),
        ("移动", "我是移动的员工，宽带断了"),
        ("海尔", "我海尔的，卡丢了"),
    ],
)
def test_who_works_there_is_none_alone(firm: str, said: str) -> None:
    assert not is_served(firm, said)
