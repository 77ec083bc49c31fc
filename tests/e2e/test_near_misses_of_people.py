"""What only looks like somebody's number, partner, address or part: near misses of what is told in passing."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator

_KINDS = ["semantic", "knowledge", "core"]


def told(memory: Orchestrator, *turns: str) -> list[str]:
    """Return what is known after turns of one conversation, each "Name: words"."""
    messages = [
        {
            "role": "user",
            "name": turn.partition(": ")[0],
            "content": turn.partition(": ")[2],
            "timestamp": f"2024-01-10T10:0{place}:00Z",
        }
        for place, turn in enumerate(turns)
    ]
    memory.process(messages, user_id="u")
    return [each.text for each in memory.list(user_id="u", kinds=_KINDS, limit=100)]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My phone is 07700 900123", "my booking reference is 01234 567890"),
        ("My phone is 0131 496 0000", "Account 04123 567890 is frozen"),
        ("My phone is 0131 496 0000", "Order 01234 567890 has not arrived"),
        ("My phone is 0131 496 0000", "invoice 01234 567890 is overdue"),
        ("My phone is 0131 496 0000", "the meter says 01234 567890"),
    ],
)
def test_a_reference_is_no_phone(quick: Orchestrator, first: str, later: str) -> None:
    """Five digits and six are a telephone number only right behind whose they are."""
    before, now = before_and_after(quick, first, later, ["knowledge", "semantic"])
    assert before <= now
    assert not [each for each in now - before if "phone" in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plumber is Joe Mack, 07700 900123", "Joe Mack's phone is 07700 900123"),
        ("dentist: 01865 555010", "the dentist's phone is 01865 555010"),
    ],
)
def test_a_number_behind_a_name_is_a_phone(quick: Orchestrator, text: str, expected: str) -> None:
    """Whose number it is stands right before it."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Dinner with Tom and Lucy. It's our 10th anniversary",
        "We went to Paris with Mark and Jo, it's our anniversary tomorrow",
        "Thanks to Mary, our anniversary party was great",
        "I bought a card for Mary and Joe, our first anniversary gift was a toaster",
        "a table for Mary, our anniversary guest",
        "Sharing a room with my sisters, three of us share one room. Emma cries all night",
        "My company? it's just me and Alexa",
    ],
)
def test_who_is_near_is_no_partner(quick: Orchestrator, text: str) -> None:
    """Nobody is the speaker's partner, roommate or colleague by what stands beside them."""
    ties = (" is the partner of ", " is the roommate of ", " is the colleague of ")
    assert not [each for each in told(quick, f"Ana: {text}") if any(tie in each for tie in ties)]


@pytest.mark.parametrize(
    "text",
    [
        "My dad married Linda, they split up in 2010",
        "My mum married Pete when I was six and he died in 2015",
        "My grandad married Rose in 1940 and May in 1962",
        "My dad and I went to see the vicar, he married Anna last week",
        "I married Tom in 1999, we divorced in 2005",
        "My uncle married Anna in 1999",
    ],
)
def test_whom_somebody_married_once_is_no_spouse(quick: Orchestrator, text: str) -> None:
    """A wedding of others may be long over."""
    assert not [each for each in told(quick, f"Ana: {text}") if each.endswith(" spouse")]


def test_an_old_wedding_ends_no_partner(quick: Orchestrator) -> None:
    """Nor does it stand in place of whom somebody is with."""
    before, now = before_and_after(
        quick, "My sister is with Kim now", "my sister married Tom in 1999", _KINDS
    )
    assert before <= now
    assert not [each for each in now if each.endswith(" spouse")]


def test_the_speakers_own_wedding_says_who_the_spouse_is(quick: Orchestrator) -> None:
    """Nothing says that it is over."""
    assert "Tom is Ana's spouse" in told(quick, "Ana: I married Tom in 1999")


@pytest.mark.parametrize(
    "text",
    [
        "Meet at Wendy's, 5 High Street",
        "We're meeting at Jamie's, 12 Oxford Street at 7",
        "Come to Tony's, 14 Bridge Road, best pizza in town",
        "Party at Frankie's, 3 Mill Lane",
    ],
)
def test_where_one_meets_is_no_home(quick: Orchestrator, text: str) -> None:
    """A restaurant may have somebody's name."""
    assert not [each for each in told(quick, f"Ana: {text}") if "address" in each]


@pytest.mark.parametrize(
    "text", ["I'm staying at Jamie's, 12 Oxford Road", "Party at Jamie's flat, 12 Oxford Road"]
)
def test_where_one_sleeps_is_a_home(quick: Orchestrator, text: str) -> None:
    """Nobody sleeps in a restaurant."""
    assert "Jamie's address is 12 Oxford Road" in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The kids live at dads house at weekends", "Ana's dad"),
        ("My kids are in two homes, dads house and mums house", "Ana's dad"),
        ("My friends mums house has a pool", "Ana's mum"),
        ("My court hearing is going now", "failing"),
        ("the hearing is going so slowly", "failing"),
        ("my eyes are going, I have stared at the screen all day", "failing"),
        ("my hearing is going well", "failing"),
        ("Ask Mr Stone at Number 12", "is at"),
        ("Ask Mr Stone at Room 12", "is at"),
        ("He is Tom friend", "Tom's friend"),
        ("Yesterday I saw him. He is Tom friend", "Tom's friend"),
    ],
)
def test_half_a_sentence_is_not_filled_by_guessing(
    quick: Orchestrator, text: str, wrong: str
) -> None:
    """Whose parent it is, what goes and who somebody is stay open where nothing says them."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mums house has a pool", "Ana's mum's house has a pool"),
        ("her memory is fine but my hearing is going on me", "Ana's hearing is failing"),
        (
            "Write a letter for my daughter's school: she has asthma and I work at Boots",
            "Ana works at Boots",
        ),
    ],
)
def test_half_a_sentence_is_filled_where_it_is_sure(
    quick: Orchestrator, text: str, expected: str
) -> None:
    """One's own parent, body and work."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize("answer", ["No, number 9 bus broke down", "no, number 9 in the queue"])
def test_a_bus_is_no_house(quick: Orchestrator, answer: str) -> None:
    """Only the number of the house alone is one."""
    known = told(quick, "Bo: You're still at 3 Quarry Lane?", f"Ana: {answer}")
    assert not [each for each in known if "9 Quarry Lane" in each]
