"""What is known and told of as not so in a later session, and what only sounds like it."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after
from tests.unit.spoken import said

from octomem import Orchestrator
from octomem.agents import known_over


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I'm allergic to cashews.", "allergist says I was never allergic to cashews"),
        ("I'm allergic to peanuts.", "apparently I don't have a peanut allergy"),
        ("I have celiac disease.", "turns out it's not celiac"),
        ("I have asthma.", "turns out it was never asthma"),
        ("I take metformin.", "it's not metformin, it's metoprolol"),
        ("I work at Barclays.", "i never worked at barclays, it's lloyds"),
        ("I smoke.", "given up the ciggies"),
        ("I have a Samsung Galaxy S21.", "traded the Galaxy in"),
        ("I'm on a keto diet.", "keto's over, back on bread"),
        ("I'm 34.", "sorry I meant 43, not 34"),
        ("我对花生过敏。", "我根本没有花生过敏"),
        ("我在招商银行上班。", "我跟招商银行说拜拜了"),
        ("我是素食者。", "我不是素食者，打错了"),
    ],
)
def test_what_is_denied_or_over_ends(quick: Orchestrator, first: str, later: str) -> None:
    """Whatever the wording is."""
    before, after = before_and_after(quick, first, later, ["semantic"])
    assert before
    assert not before & after


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I'm allergic to cashews.", "no cashews for me please"),
        ("I'm allergic to cashews.", "I don't eat cashews"),
        ("I'm allergic to cashews.", "am I not allergic to cashews?"),
        ("I'm allergic to peanuts.", "my mate reckons I'm not really allergic to peanuts"),
        ("I live in Leeds.", "my train leaves from York, not Leeds"),
        ("I drive a Ford Fiesta.", "I'm not taking the Fiesta, too many bags"),
        ("I have a Samsung Galaxy S21.", "it's not the Galaxy, it's the network"),
        ("I'm vegan.", "I'm not a preachy vegan"),
        ("I take metformin.", "no metformin today, ran out"),
        ("I smoke.", "no smoking in here"),
        ("I smoke.", "I stopped smoking weed."),
        ("I vape.", "I'm off the fags, just vaping."),
        ("I have diabetes.", "The doctor said it's not diabetes causing this."),
        ("I work at Google.", "I'm not at Google HQ, I'm in the London office."),
        ("My sister Anna works at Shell.", "Anna isn't at Shell today."),
        ("I'm 34.", "the bus is the 43, not the 34"),
        ("我开一辆高尔夫。", "高尔夫送去保养了"),
        ("我用的是华为Mate60。", "Mate60没电了"),
        ("我是老师", "我不是数学老师"),
        ("我会说英语", "我不会商务英语"),
        ("我有焦虑症", "我没有社交焦虑症"),
        ("我是党员", "我不是老党员"),
        ("我有一只猫", "我没有布偶猫"),
        ("我抽烟", "戒烟失败了"),
        ("我养了一只猫叫豆豆", "豆豆不见了，急死了"),
    ],
)
def test_what_only_sounds_like_a_denial_ends_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Of other things, in part, by others, for today."""
    assert_goes_on(quick, first, later, ["semantic"])


def test_what_is_denied_and_was_not_known_is_kept_in_its_words(quick: Orchestrator) -> None:
    """It ends nothing, and says something all the same."""
    _, after = before_and_after(quick, "我女儿学芭蕾", "我没学过芭蕾", ["semantic"])

    assert any("没学过芭蕾" in text for text in after)


def test_what_is_not_so_for_a_while_is_not_over() -> None:
    """Unlike what is not so any more as of now."""
    assert not list(known_over.ended(said("My brother's not in the band this month.")))
    assert list(known_over.ended(said("My brother's not in the band any more as of this month.")))
