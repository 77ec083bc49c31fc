"""What is known and told of as over in words that no rule reads, and what only sounds like it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from octomem import Orchestrator
from octomem.operation import Operation

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _tell(memory: Orchestrator, text: str, week: int = 0) -> Sequence[Operation]:
    """Say something in a session of its own; return what was done."""
    at = _AT + timedelta(weeks=week)
    message = {"role": "user", "name": "Mei", "content": text, "timestamp": at.isoformat()}
    return memory.process([message], user_id="mei", session_id=f"s{week}").operations


def _about(memory: Orchestrator, value: str, as_of: datetime | None = None) -> set[str]:
    """Return the facts and relations that hold and are about a value."""
    found = memory.list(user_id="mei", kinds=["semantic", "knowledge"], as_of=as_of)
    return {each.text for each in found if value in each.text}


_KNOWN = (
    ("I play badminton on Tuesdays. And volleyball on Saturdays!", "volleyball"),
    ("My brother Owain does triathlons.", "triathlons"),
    ("Weekends I drive for a courier firm. I work for Zippo.", "Zippo"),
    ("We have an old cat called Mabel.", "Mabel"),
    ("I am vegan.", "vegan"),
    ("I drive a Mini.", "Mini"),
    ("Marcus is my boyfriend.", "Marcus"),
    ("I am allergic to penicillin.", "penicillin"),
    ("我有一把吉他", "吉他"),
    ("我在力美健上班", "力美健"),
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("volleyball", "My knee gave out so I've quit volleyball for good. Badminton is still on."),
        ("triathlons", "Owain did his achilles so he's had to stop triathlons, poor lamb"),
        ("Zippo", "handed the van keys back, done with Zippo, worst boss on earth"),
        ("Mabel", "Lost old Mabel on Thursday. Nineteen, she was. Buried her under the tree."),
        ("vegan", "And I've stopped the vegan thing, iron was through the floor"),
        ("吉他", "那把吉他送人了"),
        ("力美健", "力美健倒闭了，我现在在超级猩猩带课"),
    ],
)
def test_what_is_told_of_as_over_ends(quick: Orchestrator, value: str, said: str) -> None:
    """It is kept as what held until then, and an undo brings it back."""
    _tell(quick, next(told for told, of in _KNOWN if of == value))
    known = _about(quick, value)
    assert known

    done = _tell(quick, said, week=1)
    assert not known & _about(quick, value)
    assert known <= _about(quick, value, as_of=_AT + timedelta(hours=1))

    for operation in reversed([each for each in done if each.action != "skip"]):
        quick.undo(operation.id, user_id="mei")
    assert known <= _about(quick, value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("volleyball", "no volleyball tonight, the hall is flooded"),
        ("volleyball", "I missed volleyball this week"),
        ("triathlons", "Owain nearly gave up triathlons last year"),
        ("Zippo", "I swapped shifts with Tom at Zippo"),
        ("Mabel", "I took Mabel to the vet, she's fine"),
        ("Mabel", "Did we lose Mabel?"),
        ("vegan", "The vegan pies sold out"),
        ("Mini", "had to leave the Mini at the garage"),
        ("Marcus", "Marcus left for work"),
        ("Marcus", "Had a row with Marcus about the bins"),
        ("penicillin", "They stopped the penicillin and put me on something else"),
        ("吉他", "那把吉他断了根弦"),
        ("力美健", "今天提前从力美健溜了"),
    ],
)
def test_what_goes_on_stays(quick: Orchestrator, value: str, said: str) -> None:
    """However much its words are of the past."""
    _tell(quick, next(told for told, of in _KNOWN if of == value))
    known = _about(quick, value)
    _tell(quick, said, week=1)
    assert known <= _about(quick, value)


def test_what_is_over_for_one_goes_on_for_another(quick: Orchestrator) -> None:
    """Of two who are vegan."""
    _tell(quick, "I am vegan. My sister Ana is vegan.")
    _tell(quick, "Ana ditched the vegan thing in May, she eats bacon", week=1)
    assert {"Mei is vegan"} == {each for each in _about(quick, "vegan") if " is " in each}


def test_an_earlier_end_does_not_end_what_began_later(quick: Orchestrator) -> None:
    """A message that comes late tells of a time before."""
    _tell(quick, "I play volleyball on Saturdays.")
    known = _about(quick, "volleyball")
    _tell(quick, "My knee gave out so I've quit volleyball for good.", week=-300)
    assert known <= _about(quick, "volleyball")


@pytest.mark.parametrize(
    "said",
    [
        "Mabel went to the groomer in April",
        "Mabel went to the vet in March for her teeth and she was fine",
        "Mabel went to the cattery in August while we were in Spain",
        "Mabel went in for a check-up last week",
        "Mabel has gone to the vet",
        "Mabel's just been to the groomer",
    ],
)
def test_where_an_animal_is_brought_it_comes_back_from(quick: Orchestrator, said: str) -> None:
    """Who went there is as much one's own as before."""
    _tell(quick, "We have an old cat called Mabel.")
    known = _about(quick, "Mabel")
    assert known

    _tell(quick, said, week=1)
    assert known <= _about(quick, "Mabel")


def test_an_animal_that_went_for_good_is_had_no_more(quick: Orchestrator) -> None:
    """It is another one's."""
    _tell(quick, "We have an old cat called Mabel.")
    known = _about(quick, "Mabel")
    _tell(quick, "Mabel went to live with my sister", week=1)
    assert not known & _about(quick, "Mabel")


@pytest.mark.parametrize(
    "said", ["the Mini went to the garage in January", "my Mini went in for its MOT last week"]
)
def test_a_car_at_the_garage_is_had_still(quick: Orchestrator, said: str) -> None:
    """It comes back."""
    _tell(quick, "I drive a Mini.")
    _tell(quick, said, week=1)
    assert _about(quick, "Mini")


@pytest.mark.parametrize(
    "said",
    [
        "I got the job at Globex! I start in September, my last day at Zippo is July 19.",
        "I got the job at Globex, starting in September.",
    ],
)
def test_a_job_that_begins_later_ends_none(quick: Orchestrator, said: str) -> None:
    """Until it begins somebody works where they did; who starts today does not."""
    _tell(quick, "I work for Zippo.")
    known = _about(quick, "Zippo")
    assert known

    _tell(quick, said, week=1)
    assert known <= _about(quick, "Zippo")
    assert _about(quick, "Globex")
    _tell(quick, "I got the job at Initech, starting today.", week=2)
    assert not known & _about(quick, "Zippo")


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("I'm not allergic to penicillin in small amounts.", True),
        ("I'm not allergic to penicillin when it is taken with food.", True),
        ("I'm not allergic to penicillin any more.", False),
    ],
)
def test_what_is_borne_in_part_is_no_end_of_an_allergy(
    quick: Orchestrator, said: str, holds: bool
) -> None:
    """Only who bears it whatever its form is allergic no more."""
    _tell(quick, "I am allergic to penicillin.")
    known = _about(quick, "penicillin")
    assert known

    _tell(quick, said, week=1)
    assert (known <= _about(quick, "penicillin")) is holds
