"""What several kinds keep of one claim says the same, and nothing of another one."""

from datetime import UTC, datetime

import pytest

from octomem import Orchestrator
from octomem.memory import Memory

TOLD = datetime(2026, 1, 23, 10, tzinfo=UTC)
LATER = datetime(2026, 6, 23, 10, tzinfo=UTC)


def say(memory: Orchestrator, *told: str) -> None:
    """The first message in January, the others in June."""
    for number, text in enumerate(told):
        at = LATER if number else TOLD
        memory.process(
            [{"role": "user", "content": text, "timestamp": at}], user_id="kai", session_id="s"
        )


def texts(memory: Orchestrator, kind: str, **options: object) -> list[str]:
    return [m.text for m in memory.list(user_id="kai", kinds=[kind], limit=200, **options)]  # type: ignore[arg-type]


def ends(memory: Orchestrator, word: str) -> set[datetime | None]:
    """Until when anything that says a word held, whichever kind keeps it."""
    found: list[Memory] = []
    for status in ("current", "closed", "superseded"):
        found += memory.list(
            user_id="kai", kinds=["semantic", "knowledge"], status=status, limit=200
        )
    return {each.valid_to for each in found if word in each.text}


@pytest.mark.parametrize(
    ("told", "later", "word"),
    [
        ("I work for Bekaert.", "I quit Bekaert in May, now I'm at Umicore.", "Bekaert"),
        ("I live in Ghent.", "I left Ghent in May. I live in Ulm since June.", "Ghent"),
        ("我在华为上班", "我五月就从华为离职了，现在在小米上班", "华为"),
    ],
)
def test_a_relation_ends_when_its_fact_does(
    quick: Orchestrator, told: str, later: str, word: str
) -> None:
    """Also where a new relation takes its place, which began later than the old fact ended."""
    say(quick, told, later)

    assert {datetime(2026, 5, 1, tzinfo=UTC)} == ends(quick, word)


def test_a_relation_that_is_replaced_goes_on_until_then(quick: Orchestrator) -> None:
    """Nothing says that it ended sooner."""
    say(quick, "I work for Bekaert.", "I work for Umicore now.")

    assert {LATER} == ends(quick, "Bekaert")


def test_a_correction_takes_back_no_other_relation(quick: Orchestrator) -> None:
    """What else the same words told stays, whatever was wrong of it."""
    say(
        quick,
        "I live in Ghent and work for Bekaert as a metallurgist.",
        "Actually I work for Umicore, not Bekaert.",
    )

    assert {"kai lives in Ghent", "kai works at Umicore"} == set(texts(quick, "knowledge"))
    assert "kai lives in Ghent" in texts(quick, "semantic")
    assert 1 == len(texts(quick, "knowledge", status="retracted"))


@pytest.mark.parametrize(
    "over",
    [
        "I used to be a technician at Bosch",
        "I'm no longer a teacher",
        "I stopped working as a waiter in 2019",
    ],
)
def test_the_end_of_another_job_leaves_the_profiles(quick: Orchestrator, over: str) -> None:
    """An engineer who used to be a waiter is one still."""
    say(quick, "I work as an engineer", over)

    assert ["Kai works as an engineer"] == texts(quick, "core")


@pytest.mark.parametrize(
    ("told", "over"),
    [
        ("I'm a teacher", "I'm not a teacher any more"),
        ("I work as an engineer", "I quit my job"),
        ("I work as an engineer", "I used to be an engineer"),
    ],
)
def test_the_end_of_the_job_is_that_of_the_profiles(
    quick: Orchestrator, told: str, over: str
) -> None:
    """By its name, or because there is no other."""
    say(quick, told, over)

    assert [] == texts(quick, "core")
