"""Who is called what, is something to somebody or does something, put right: of whom it never was so."""

import pytest
from tests.e2e.daily import USER, tell

from octomem import Orchestrator


def texts(memory: Orchestrator, status: str = "current") -> set[str]:
    """Return the facts and relations of a status."""
    page = memory.list(user_id=USER, kinds=["semantic", "knowledge"], status=status, limit=100)
    return {each.text for each in page}


NAMES = [
    ("My sister is called Marta. She lives in Oslo.", "My sister isn't called Marta, her name is Marit.", "Marta", "Marit"),
    ("My niece's name is Orla. Orla is six.", "My niece is called Órlaith, not Orla, I mix her up with the neighbour's child.", "Orla", "Órlaith"),
    ("My wife Karen lives in Oslo.", "You've got my wife's name wrong in the letter. It's Karin with an i, not Karen.", "Karen", "Karin"),
    ("My aunt Clara lives in Lund.", "You've got my aunt's name wrong. It's Klara with a K, not Clara.", "Clara", "Klara"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then", "wrong", "right"), NAMES)
def test_a_misspelt_name_is_put_right_wherever_it_was_told(
    quick: Orchestrator, first: str, then: str, wrong: str, right: str
) -> None:
    """Nobody of the wrong name is left, and what was told of them is told of the right one."""
    tell(quick, first)
    before = {text.replace(wrong, right) for text in texts(quick)}
    tell(quick, first, then)

    assert not [text for text in texts(quick) if wrong in text]
    assert len(before & texts(quick)) >= len(before) - 1


def test_who_is_somebody_else_keeps_what_was_told_of_them(quick: Orchestrator) -> None:
    """Only the role was wrong: Sandra is somebody, too."""
    tell(
        quick,
        "My manager is called Sandra. Sandra lives in Leeds.",
        "Sorry, my manager isn't called Sandra, her name is Sharon. Sandra is the receptionist.",
    )

    assert {"Sandra lives in Leeds", "Sandra is the receptionist"} <= texts(quick)
    assert "Ann's manager is called Sandra" not in texts(quick)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("My landlord is Petrov.", "My landlord isn't Petrov any more, his name is Kask."),
        ("My boss Hank gave me a raise.", "Hank isn't my boss any more. My boss is Wendy."),
    ],
)
def test_who_is_no_longer_somebody_was_so_before(
    quick: Orchestrator, first: str, then: str
) -> None:
    """A change is not put right."""
    tell(quick, first, then)

    assert not texts(quick, "retracted")
    assert texts(quick, "closed") | texts(quick, "superseded")


@pytest.mark.parametrize(
    "then",
    [
        "I gave you the wrong name last time. My manager is Sister Asha. Sister Anitha isn't my manager at all.",
        "My manager is Sister Asha. Sister Anitha is from day surgery, she's not my manager at all.",
        "I gave you the wrong name last time. My manager is Sister Asha.",
    ],
)
def test_who_never_was_a_manager_is_none_at_any_time(quick: Orchestrator, then: str) -> None:
    """It is taken back, and a Sister is nobody's sister."""
    tell(quick, "My manager is Sister Anitha.", then)

    assert "Walt's manager is Sister Anitha" in texts(quick, "retracted")
    assert not [text for text in texts(quick) if "is Walt's sister" in text]


def test_who_was_meant_takes_the_place_of_who_was_named(quick: Orchestrator) -> None:
    """And who was named is what the next words say."""
    message = {"role": "user", "name": "Walt"}
    said = ["My sister Bisi plays chess.", "Sorry, I meant my sister Bimpe. Bisi is my cousin."]
    quick.process([message | {"content": each} for each in said], user_id=USER, session_id="s")

    assert {"Bimpe plays chess", "Bimpe is Walt's sister"} <= texts(quick)
    assert not [text for text in texts(quick) if text.startswith("Bisi is") and "sister" in text]


@pytest.mark.parametrize(
    ("first", "then", "wrong", "right"),
    [
        ("Caleb plays the trombone.", "I have it wrong. Caleb plays the euphonium; it is his cousin Drew who plays the trombone.", "Caleb plays the trombone", "Drew plays the trombone"),
        ("Callum is allergic to eggs.", "Forget what I said about Callum and eggs, that was wrong. It's Ellie who is allergic to eggs.", "Callum is allergic to eggs", "Ellie is allergic to eggs"),
        ("I'm allergic to shrimp.", "That was a mistake in what I wrote yesterday. I'm not allergic to shrimp at all, it's my wife Amara who has the shrimp allergy.", "Walt is allergic to shrimp", "Amara has the shrimp allergy"),
    ],
)  # fmt: skip
def test_who_it_really_is_takes_it_from_who_it_never_was(
    quick: Orchestrator, first: str, then: str, wrong: str, right: str
) -> None:
    """ "It's Drew who plays" says that nobody else of whom it was told does."""
    tell(quick, first, then)

    assert right in texts(quick)
    assert wrong in texts(quick, "retracted")
    assert wrong not in texts(quick)


@pytest.mark.parametrize(
    "then",
    [
        "It's Drew who plays the drums, Caleb told me.",
        "Sorry, late reply! It's Drew who plays the trombone best, says Caleb.",
        "Wrong number, sorry. Is it Drew who plays the trombone, Caleb?",
        "I had the wrong bus. It's Drew who plays the trumpet in Caleb's band.",
    ],
)
def test_what_somebody_else_does_too_takes_nothing_back(quick: Orchestrator, then: str) -> None:
    """Other instruments, questions and news of somebody else."""
    tell(quick, "Caleb plays the trombone.", then)

    assert "Caleb plays the trombone" in texts(quick)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("It's the trombone Cody plays.", "Cody plays the trombone"),
        ("It's Glasnevin I'm living in.", "Walt lives in Glasnevin"),
        ("It's kidney stones I've got.", "Walt has kidney stones"),
    ],
)
def test_what_it_is_that_somebody_does_is_told_of_them(
    quick: Orchestrator, told: str, expected: str
) -> None:
    """A clause with its object in front is one like any other."""
    tell(quick, told)

    assert [text for text in texts(quick) if text in {expected, "Walt is living in Glasnevin"}]


@pytest.mark.parametrize(
    ("told", "expected", "wrong"),
    [
        ("Tom Hargreaves works at Lidl. Tom Fielding moved to Cardiff with his girlfriend Megan.", "Megan is Tom Fielding's girlfriend", "Megan is Tom Hargreaves's girlfriend"),
        ("Rowena from accounts is allergic to peanuts. Grace from sales, she's allergic to eggs.", "Grace is allergic to eggs", "Rowena is allergic to eggs"),
        ("Mustafa Demir is new. There's Ali Kaya, a colleague of mine. He comes from Adana.", "Ali Kaya comes from Adana", "Mustafa Demir comes from Adana"),
        ("My boy Cody plays the trumpet.", "Cody is Walt's son", "Walt's boy plays the trumpet"),
        ("Bethan's boy Dylan turned six.", "Dylan turned six", "Bethan's boy turned six"),
        ("Seun drives a Honda Pilot. He started a new job at Barco.", "Seun drives a Honda Pilot", "Honda Pilot started at Barco"),
        ("My full name is Mustafa Kerem Aydin.", "Walt's full name is Mustafa Kerem Aydin", "My is called Mustafa Kerem"),
    ],
)  # fmt: skip
def test_what_is_told_is_of_whom_it_is_told(
    quick: Orchestrator, told: str, expected: str, wrong: str
) -> None:
    """A clause's own subject, who is named before "she's", and no car or "my"."""
    tell(quick, told)

    assert expected in texts(quick)
    assert wrong not in texts(quick)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("My sister Mia met Tom. He told her about his house.", "Mia is Walt's sister"),
        ("Anna lives in York. I met her sister Bea.", "Bea is the sister of Anna"),
        (
            "My sister Anna lives in York. Tom is in love with her friend Bea.",
            "Bea is Anna's friend",
        ),
    ],
)
def test_a_possessive_that_the_subject_cannot_have_is_of_whoever_was_named(
    quick: Orchestrator, told: str, expected: str
) -> None:
    """ "Her" is nobody called Tom."""
    tell(quick, told)

    assert expected in texts(quick)


def test_a_brother_in_law_is_no_neighbour_of_the_same_name(quick: Orchestrator) -> None:
    """Roles tell them apart."""
    tell(
        quick,
        "My neighbor Dave is a firefighter.",
        "My brother-in-law Dave is a plumber now.",
    )

    assert {"Dave is a firefighter", "Dave (brother-in-law) is a plumber"} <= texts(quick)
