"""An animal that is gone is told of by its kind, too: "my cat died" after "I have a cat called Mimi"."""

import pytest
from tests.e2e.stories import before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("had", "gone"),
    [
        ("I have a cat called Mimi.", "My cat died."),
        ("My cat is called Mimi.", "The cat died last week."),
        ("I have a cat called Mimi.", "We had to put the cat down."),
        ("I have a cat called Mimi.", "I gave my cat away."),
        ("I have a cat called Mimi.", "We lost the cat in March."),
        ("I have a dog called Rex.", "The dog died when he was 14."),
        ("I have a black cat.", "We rehomed the cat."),
        ("I have a dog called Rex.", "My dog ran away."),
        ("我养了一只猫叫咪咪", "我家的猫死了"),
        ("我养了一只猫叫咪咪", "猫送人了"),
        ("我养了一只猫叫咪咪", "我把猫送人了"),
        ("我家有只柯基叫短腿", "柯基上周走了"),
        ("我养了一只猫", "猫走丢了"),
        ("我有一只猫", "我家猫死了"),
        ("我养了一只猫叫咪咪", "我养的猫死了"),
        ("我养了一只狗叫旺财", "昨天狗走了"),
    ],
)
def test_the_only_animal_of_its_kind_is_meant(quick: Orchestrator, had: str, gone: str) -> None:
    """What is known of it ends, and nothing says that somebody has it."""
    known, now = before_and_after(quick, had, gone, ["semantic", "knowledge"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("had", "said"),
    [
        ("I have two cats, Mimi and Bobo.", "My cat died."),
        ("I have a cat called Mimi.", "My dog died."),
        ("I have a cat called Mimi.", "My neighbour's cat died."),
        ("I have a cat called Mimi.", "My sister's cat is old. The cat died."),
        ("I have a dog called Rex.", "My dog nearly died."),
        ("I have a dog called Rex.", "My dog ran away but we found him."),
        ("I have a dog called Rex.", "I cried when the dog died in that film."),
        ("我养了两只猫，咪咪和花花", "猫死了"),
        ("I have a dog called Rex.", "My neighbour had a dog. The dog died."),
        ("I have a dog called Rex.", "I gave my dog away for the weekend."),
        ("I have a dog called Rex.", "The dog ran away but we caught him."),
        ("I have a dog called Rex.", "As a child I had a dog and the dog died."),
        ("I have a dog called Rex.", "When I was a kid my dog died."),
        ("I have a dog called Rex.", "My dog died in the video game I am playing."),
        ("I have a cat called Mimi.", "I gave the cat away in the game."),
        ("I have two cats. I have a cat called Mimi.", "My cat died."),
        ("我养了一只猫叫咪咪", "我朋友养了一只猫，猫死了"),
        ("我养了一只狗叫旺财", "路边有只狗，那只狗死了"),
        ("我养了一只狗叫旺财", "狗送去寄养了"),
        ("我养了一只狗叫旺财", "我把狗送给宠物店洗澡了"),
        ("我养了一只狗叫旺财", "那只狗走了"),
        ("我养了一只狗叫旺财", "电影里的狗死了"),
        ("我养了一只猫叫咪咪", "我把猫送去我妈家养了，下周接回来"),
        ("我养了一只猫叫咪咪", "邻居来了，猫走了"),
        ("我养了一只猫叫咪咪", "小时候家里的猫死了"),
        ("我养了一只猫叫咪咪", "猫没了，吓死我了，结果在柜子里"),
        ("我养了一只猫叫咪咪", "猫不在了，原来躲在床底下"),
        ("我养了一只猫叫咪咪", "狗走丢了"),
        ("我养了一只猫叫咪咪", "邻居的猫死了"),
        ("我养了一只猫叫咪咪", "猫差点死了"),
        ("我养了一只猫叫咪咪", "猫走丢了，找回来了"),
    ],
)
def test_another_animal_or_one_that_came_back_is_not(
    quick: Orchestrator, had: str, said: str
) -> None:
    """Of two nobody can say which, and what came back is there."""
    known, now = before_and_after(quick, had, said, ["semantic", "knowledge"])
    assert known
    assert known <= now


@pytest.mark.parametrize(
    ("had", "told", "name", "age"),
    [
        ("I have a cat called Mimi.", "My cat is 3 years old.", "Mimi", "3 years old"),
        ("我养了一只猫叫咪咪", "我家的猫三岁了", "咪咪", "三岁"),
    ],
)
def test_what_is_told_of_a_kind_is_told_of_the_only_one(
    quick: Orchestrator, had: str, told: str, name: str, age: str
) -> None:
    """It is kept under its name."""
    tell(quick, "2024-01-10", had)
    tell(quick, "2024-04-10", told)
    found = quick.list(user_id="mei", kinds=["semantic"])
    ages = [each.fields for each in found if each.fields["slot"] == "age"]
    assert [(name, age)] == [(each["subject"], each["object"]) for each in ages]
