"""Doses, houses and settings in Chinese that are another's, or none."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator

_FACTS = ("semantic", "core")


def _facts(memory: Orchestrator, text: str) -> set[str]:
    _, now = before_and_after(memory, "你好", text, _FACTS)
    return now


@pytest.mark.parametrize(
    ("first", "later", "dose"),
    [
        ("我老公吃二甲双胍，一天两次", "我也开始吃二甲双胍了，一天一次", "Mei的二甲双胍一天一次"),
        ("我吃缬沙坦，一天一次", "我妈吃缬沙坦，一天两次", "Mei的妈的缬沙坦一天两次"),
        ("我爸吃阿司匹林，一天一片", "我吃阿司匹林，一天两片", "Mei的阿司匹林一天两片"),
        ("我女儿吃钙片，一天一片", "我自己也吃钙片，一天两片", "Mei的钙片一天两片"),
        ("我老公吃阿司匹林，每天一片", "李医生让我吃阿司匹林，每天半片", "Mei的阿司匹林每天半片"),
        ("我爸打胰岛素，一天四次", "我家猫打胰岛素，一天两次", "Mei的猫的胰岛素一天两次"),
    ],
)
def test_a_dose_ends_nobody_elses(quick: Orchestrator, first: str, later: str, dose: str) -> None:
    """It is of who takes the medicine."""
    before, now = before_and_after(quick, first, later, _FACTS)
    assert before <= now
    assert dose in now


def test_a_dose_ends_the_holders_own(quick: Orchestrator) -> None:
    """The same medicine, the same holder."""
    told = "我妈的降压药一天一次", "我妈的降压药改成一天两次了"
    before, now = before_and_after(quick, *told, _FACTS)
    assert before - now == {"Mei的妈的降压药一天一次"}


@pytest.mark.parametrize(
    "text",
    [
        "上下班坐地铁，一天两次",
        "遛狗很轻松，一天两次",
        "做眼保健操放松，一天两次",
        "我去了桂林。天天跑步，每天一次",
        "我吃缬沙坦。天天跑步，每天一次",
        "我给狗买了肉丸，一天三包",
        "医生说阿司匹林一天一片，我没吃",
        "女儿钙片一天一片",
    ],
)
def test_what_is_no_medicine_has_no_dose(quick: Orchestrator, text: str) -> None:
    """By how a word ends alone 桂林 and 肉丸 would be some."""
    assert not any(
        each.endswith(("次", "片", "包")) for each in _facts(quick, text) if "的" in each
    )
    assert not any(text[:4] in each and "一天" in each for each in _facts(quick, text))


def test_who_takes_it_is_kept_beside_the_dose(quick: Orchestrator) -> None:
    """One does not stand for the other."""
    assert "Mei在用维生素" in _facts(quick, "我吃维生素，一天一片")


@pytest.mark.parametrize("text", ["邻居把音量调到100了", "血压上限降到130了", "工资上限升到5000了"])
def test_what_others_set_and_no_machine_is_no_setting(quick: Orchestrator, text: str) -> None:
    """Who did it is no part of what was set."""
    assert not any("改成" in each for each in _facts(quick, text))


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我爱人叫李明，在腾讯工作", "今天阿里巴巴的李明约我面试"),
        ("我朋友李娜在工商银行", "平安保险的李娜天天给我打电话"),
        ("我同学张伟在招商银行上班", "建设银行的张伟给我打电话推销"),
    ],
)
def test_a_namesake_at_another_house_ends_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nobody says that they are one."""
    before, now = before_and_after(quick, first, later, _FACTS)
    assert before <= now


@pytest.mark.parametrize(
    "text",
    [
        "华为的小艺真好用",
        "星巴克的小杯太小",
        "收到京东的小票",
        "苹果公司的乔布斯改变了世界",
        "加了阿里巴巴的李明微信",
        "我在读清华大学的王小波的书",
    ],
)
def test_what_a_house_makes_is_nobody(quick: Orchestrator, text: str) -> None:
    """Nor is whom everybody knows."""
    assert not any(each.startswith(("小", "李", "王", "乔")) for each in _facts(quick, text))


@pytest.mark.parametrize("text", ["联系招商银行的张经理", "投给阿里巴巴的李明，没回"])
def test_a_verb_is_no_part_of_a_house(quick: Orchestrator, text: str) -> None:
    """It is cut off."""
    assert not any("是联系" in each or "是投给" in each for each in _facts(quick, text))
