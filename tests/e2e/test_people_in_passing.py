"""People told of by the way: with their ages in brackets, as newcomers in a role, married, born and well again."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator

HIKING = "I love hiking."


@pytest.mark.parametrize(
    ("text", "told", "false"),
    [
        (
            "Emma (7) has ADHD and my son Luke (10) is gifted in math.",
            "Luke is Mei's son",
            "Emma has Mei's son",
        ),
        (
            "Emma (7) has asthma and Luke (10) is gifted in math.",
            "Luke is gifted in math",
            "Emma is gifted",
        ),
        (
            "My son Luke (10) plays soccer and my daughter Emma (7) does ballet.",
            "Luke plays soccer",
            "Luke plays soccer Mei's daughter",
        ),
        ("My kids Emma (7) and Luke (10) go to Oak Hill.", "Luke is Mei's kid", "Emma has"),
    ],
)
def test_two_with_their_ages_in_brackets_are_told_of_apart(
    quick: Orchestrator, text: str, told: str, false: str
) -> None:
    """Each has what stands behind their own name."""
    _, now = before_and_after(quick, HIKING, text, ["semantic"])
    assert any(each.startswith(told) for each in now)
    assert not any(each.startswith(false) for each in now)


@pytest.mark.parametrize(
    ("first", "later", "now"),
    [
        (
            "My dentist is Dr Patel.",
            "found a new dentist, Dr. Lowe",
            "Mei's new dentist is Dr. Lowe",
        ),
        ("My manager is Dave.", "I got a new manager, Susan.", "Susan is Mei's new manager"),
        (
            "My therapist is Linda.",
            "I started seeing a new therapist called Mark.",
            "Mei's new therapist is Mark",
        ),
        ("Our nanny is Rosa.", "we hired a new nanny, Carmen", "Mei's new nanny is Carmen"),
        (
            "My personal trainer is Mike.",
            "I switched to a new trainer, Lena.",
            "Mei's new trainer is Lena",
        ),
        (
            "My pediatrician is Dr Gupta.",
            "We moved to a new pediatrician, Dr. Brown.",
            "Mei's new pediatrician is Dr. Brown",
        ),
    ],
)
def test_a_newcomer_follows_who_was_it_before(
    quick: Orchestrator, first: str, later: str, now: str
) -> None:
    """Who is told of as somebody's new one takes the place of the one before."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert not known & holds
    assert now in holds


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My dentist is Dr Patel.", "My sister found a new dentist, Dr. Lowe."),
        ("My dentist is Dr Patel.", "I haven't found a new dentist, Dr. Lowe is full."),
        ("My dentist is Dr Patel.", "In 2010 I found a new dentist, Dr. Lowe."),
        ("My dentist is Dr Patel.", "When I was 20 I found a new dentist, Dr. Lowe."),
        ("My dentist is Dr Patel.", "I might get a new dentist, Dr. Lowe."),
        ("My therapist is Linda.", "I met a new therapist, Mark, at a party."),
        ("My manager is Dave.", "When I was 20 I got a new manager, Susan."),
        ("My manager is Dave.", "I might get a new manager, Susan."),
        ("My boss is Priya.", "Back in college my boss Karen quit."),
        ("My boss is Priya.", "When I was 20 my boss Karen was a nightmare."),
        ("My wife is Anna.", "When I was 20 my girlfriend Sara moved in."),
    ],
)
def test_who_was_it_before_or_to_another_takes_no_place(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Neither who was somebody's boss long ago nor another's dentist is the speaker's now."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert known <= holds


@pytest.mark.parametrize(
    ("first", "later", "now"),
    [
        ("My fiancé is Tom.", "Tom and I got married on Saturday.", "Tom is Mei's spouse"),
        ("My fiancé is Tom.", "My husband Tom is great.", "Tom is Mei's husband"),
        ("My fiancée Lucy is a nurse.", "My wife Lucy is pregnant.", "Lucy is Mei's wife"),
    ],
)
def test_a_fiance_becomes_a_husband(quick: Orchestrator, first: str, later: str, now: str) -> None:
    """Who is closer to somebody is no longer what they were before."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert now in holds
    assert not any("fiancé" in each for each in known & holds)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My husband is Tom.", "My partner Tom is sick."),
        ("My fiancé is Tom.", "Tom isn't my husband yet."),
        ("My fiancé is Tom.", "My brother and Zoe got married on Saturday."),
        ("My boyfriend is Tom.", "Tom and I are getting married in June."),
        ("My boyfriend is Tom.", "Tom and I want to get married."),
    ],
)
def test_who_is_not_closer_stays_what_they_are(quick: Orchestrator, first: str, later: str) -> None:
    """A husband is no less for being called a partner, and a plan is no wedding."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert known <= holds


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My wife is pregnant, due in May.", "We just had our third, a girl named Ivy."),
        ("My wife is 7 months pregnant.", "My wife had the baby last night."),
        ("My wife is 7 months pregnant.", "My wife gave birth to a boy."),
        ("My wife Jen is 7 months pregnant.", "Jen had the baby! It's a boy."),
        ("My wife is pregnant.", "Baby Theo arrived last night, 7lbs 2oz."),
    ],
)
def test_who_has_had_the_baby_is_pregnant_no_more(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whoever of the two tells of the birth."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert any("pregnant" in each for each in known)
    assert not any("pregnant" in each for each in holds)


@pytest.mark.parametrize(
    "later",
    [
        "We had the baby checked yesterday.",
        "We had a girl over for dinner.",
        "We had our first fight last night.",
        "We had a baby shower on Saturday.",
        "My sister had her first, a boy named Leo.",
        "My sister's baby arrived last night.",
        "My wife had a baby when she was 20.",
        "If we had a girl, we would call her Ivy.",
    ],
)
def test_no_other_birth_ends_a_pregnancy(quick: Orchestrator, later: str) -> None:
    """Neither another's child, one of long ago, nor a guest."""
    known, holds = before_and_after(quick, "My wife is pregnant, due in May.", later, ["semantic"])
    assert known
    assert known <= holds


def test_a_child_told_of_by_its_number_is_the_speakers(quick: Orchestrator) -> None:
    """A third of ours, a girl, is a daughter."""
    later = "Jen and I just had our second child, a boy called Max."
    _, holds = before_and_after(quick, HIKING, later, ["semantic"])
    assert "Max is Mei's son" in holds


@pytest.mark.parametrize(
    "later",
    ["it's my 35th birthday today", "Yesterday was my 35th birthday.", "turned 35 yesterday"],
)
def test_a_birthday_says_how_old_somebody_is(quick: Orchestrator, later: str) -> None:
    """Who has a 35th birthday is 35."""
    known, holds = before_and_after(quick, "I'm 34.", later, ["semantic"])
    assert not known & holds
    assert any("turned 35" in each for each in holds)


@pytest.mark.parametrize(
    "later",
    [
        "I had my 18th birthday in Rome.",
        "My brother's 40th birthday was yesterday.",
        "It's our 5th anniversary today.",
    ],
)
def test_no_other_birthday_says_it(quick: Orchestrator, later: str) -> None:
    """Neither one of before nor another's."""
    known, holds = before_and_after(quick, "I'm 34.", later, ["semantic"])
    assert known
    assert known <= holds


@pytest.mark.parametrize(
    ("text", "told", "false"),
    [
        ("My son is in reception.", "Mei's son is in reception", "works"),
        ("My mom works in reception.", "Mei's mom works in reception", "grade"),
        ("My wife is 20.", "Mei's wife is 20", "partner"),
    ],
)
def test_a_grade_is_no_work_and_an_age_no_name(
    quick: Orchestrator, text: str, told: str, false: str
) -> None:
    """A pupil in reception does not work there."""
    _, holds = before_and_after(quick, HIKING, text, ["semantic"])
    assert told in holds
    assert not any(false in each for each in holds)
    slots = {each.slot for each in quick.list(user_id="mei", kinds=["semantic"])}
    assert "mei/partner" not in slots


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My mom has cancer.", "Mom is cancer free!"),
        ("My mom has breast cancer.", "My mom is cancer-free now."),
        ("My mom has cancer.", "My mom beat cancer."),
        ("My wife has the flu.", "My wife has recovered from the flu."),
        ("My dad has pneumonia.", "My dad got over his pneumonia."),
    ],
)
def test_who_got_over_an_illness_has_it_no_more(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whoever it was that had it."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & holds


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My mom has cancer.", "My dad is cancer free!"),
        ("My mom has cancer.", "Mom is not cancer free yet."),
        ("My mom has cancer.", "Mom wants to beat cancer."),
        ("My mom has cancer.", "Mom beat cancer in the film."),
        ("My mom has cancer.", "When she was 20 my mom beat cancer."),
        ("My mom has cancer.", "Mom is recovering from surgery."),
        ("My wife has the flu.", "My wife hasn't recovered from the flu."),
        ("I have a boyfriend called Tom.", "I beat Tom at chess."),
        ("I have two cats.", "I got over my fear of cats."),
    ],
)
def test_who_has_not_got_over_it_has_it_still(quick: Orchestrator, first: str, later: str) -> None:
    """Neither who hopes to nor another."""
    known, holds = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert known <= holds


@pytest.mark.parametrize("later", ["We got married on Saturday!", "We're married now!"])
def test_whom_somebody_was_engaged_to_they_have_married(quick: Orchestrator, later: str) -> None:
    """Nobody has to name whom they marry."""
    known, holds = before_and_after(quick, "My fiancé is Tom.", later, ["semantic"])
    assert not known & holds
    assert "Tom is Mei's spouse" in holds


@pytest.mark.parametrize(
    "later",
    [
        "My brother got married on Saturday.",
        "We are getting married in June.",
        "When I was 20 I got married.",
        "I was married before.",
        "In the film I got married.",
        "I'm not married.",
    ],
)
def test_no_other_wedding_is_theirs(quick: Orchestrator, later: str) -> None:
    """Neither another's, one of before, one to come nor one in a film."""
    known, holds = before_and_after(quick, "My fiancé is Tom.", later, ["semantic"])
    assert known
    assert known <= holds


@pytest.mark.parametrize(
    "text",
    ["my kids, Ava and Noah, go to Lincoln Elementary", "my kids Ava and Noah are in school"],
)
def test_two_children_in_small_letters_are_two(quick: Orchestrator, text: str) -> None:
    """Two names are no firm's."""
    _, holds = before_and_after(quick, HIKING, text, ["semantic"])
    assert {"Ava is Mei's kid", "Noah is Mei's kid"} <= holds
    assert not any("Ava and Noah" in each for each in holds)
