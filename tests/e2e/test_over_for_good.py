"""What is over stays over, whatever else is told beside it; what sounds like it ends nothing."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after

from octomem import Orchestrator

KINDS = ["semantic", "core"]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My husband is Paul.", "Paul died in March. I'm still trying to process it."),
        ("I work at Google.", "I was made redundant. I'm trying to find a new job."),
        ("My boyfriend is Jake.", "We broke up. We were together for almost five years."),
        ("I'm pregnant.", "Our son Leo was born on Friday! We're trying to get some sleep."),
        ("We have a cat called Tom.", "Our cat died yesterday. He nearly made it to 20."),
        ("My boss is Karl.", "Karl left the company last week. We're trying to replace him."),
        ("My boss is Karl.", "Karl left the company when we lost the contract."),
        ("I have a dog named Rex.", "Rex died on Monday after being sick for a few days."),
        ("I work at Google.", "I left Google for the job of my dreams."),
        ("I have a dog called Bella.", "The dog died last night. We won't get a dog again."),
        ("I drive a Honda Civic.", "The car got totalled, so I have a rental until Friday."),
        ("I drive a Honda Civic.", "We sold the car. We don't need a car in the city."),
        ("I smoke.", "I quit smoking when I was two months pregnant."),
        ("我在阿里上班", "我从阿里离职了，结果现在在家待业"),
        ("我女朋友叫小美", "我和小美分手了。后来我找到了新工作"),
        ("我室友是小李", "小李搬走了，我找到了新室友"),
        ("我养了一只猫叫米粒", "猫去世了，结果我在家哭了一天"),
        ("我养了一只狗叫旺财", "狗没了，难受"),
    ],
)
def test_what_is_told_beside_it_does_not_undo_it(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Who is trying to cope, or was there for almost five years, has lost it all the same."""
    known, now = before_and_after(quick, first, later, KINDS)
    assert known
    assert known - now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My laptop is a ThinkPad.", "I gave away my old laptop to my niece."),
        ("Please keep your answers short.", "Always explain maths in detail."),
        ("Be concise in your answers.", "Always write detailed commit messages."),
        ("Always answer in English.", "Always answer in German to German questions."),
        ("My rent is 1200.", "Rent is now 3 weeks late and I'm stressed."),
        ("My rent is 1200.", "They raised the rent to 1700 in the flat next door."),
        ("My rent is 1200.", "I pay 50 for rent of a storage unit."),
        ("My doctor is Dr. Patel.", "We found a new doctor, Dr. Lowe, for my mum."),
        ("My nanny is Rosa.", "Our au pair is Lena."),
        ("I use Postgres 14 at work.", "I upgraded to Postgres 16 on my home server."),
        ("我工资15k", "去字节面试，月薪25k，没过"),
        ("我工资15k", "刚工作那会儿，工资4000"),
        ("我房租3000", "看了套房子，房租5000"),
        ("我房租3000", "我弟最近想搬家，房东把房租涨到4500了"),
        ("我体重60公斤", "想减肥，瘦到50公斤"),
        ("我在小红书上班", "小红书会员取消了"),
        ("我喜欢B站", "B站大会员到期没续"),
        ("我的电脑是MacBook", "电脑换到书房了"),
        ("我的键盘是HHKB", "键盘换成英文了"),
        ("回答要简短", "回答要具体"),
    ],
)
def test_what_sounds_like_it_ends_nothing(quick: Orchestrator, first: str, later: str) -> None:
    """It is of another one, of a part, or only wished for."""
    assert_goes_on(quick, first, later, KINDS)
