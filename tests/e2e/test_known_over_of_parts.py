"""What is over of a thing or a medicine is not what somebody is known by."""

from datetime import UTC, datetime, timedelta

import pytest

from octomem import Orchestrator

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _left(memory: Orchestrator, known: str, said: str) -> tuple[set[str], set[str]]:
    """Return what a message told, and what of it still holds after another a week later."""
    held: list[set[str]] = []
    for week, text in enumerate((known, said)):
        at = (_AT + timedelta(weeks=week)).isoformat()
        message = {"role": "user", "name": "Mei", "content": text, "timestamp": at}
        memory.process([message], user_id="mei", session_id=f"s{week}")
        kinds = ["core", "semantic", "knowledge"]
        held.append({each.text for each in memory.list(user_id="mei", kinds=kinds)})
    return held[0], held[1]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("我对青霉素过敏", "青霉素停了，换了头孢"),
        ("我住在深圳", "深圳的房子卖了，还是租着住"),
        ("I study law", "Law exam is done and dusted"),
        ("I do judo", "Judo tournament is over and I came last"),
    ],
)
def test_what_words_only_say_which_thing_is_over_stays(
    quick: Orchestrator, known: str, said: str
) -> None:
    """The house in the town, and a medicine that somebody is allergic to."""
    before, after = _left(quick, known, said)
    assert before
    assert before <= after


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("我对花生过敏", "脱敏治疗做完了，花生没事了"),
        ("我喜欢打篮球", "膝盖不行了，篮球不打了"),
        ("I study law", "Law is behind me, I dropped out"),
        ("I am allergic to peanuts", "I outgrew the peanuts thing, ate a whole bag"),
    ],
)
def test_what_is_over_itself_ends(quick: Orchestrator, known: str, said: str) -> None:
    """An allergy by words for one, and what no noun follows."""
    before, after = _left(quick, known, said)
    assert before
    assert not before & after
