"""What is only named in passing: the agent's own name, an aunt called like a day."""

from datetime import UTC, datetime

import pytest

from octomem import Orchestrator
from octomem.agents.reading.dates import find_moments

SAID = datetime(2024, 1, 10, 10, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "persona"),
    [
        ("From now on your name is Bolt, ok?", "The agent is Bolt"),
        ("ur name is Captain from now", "The agent is Captain"),
        ("your name is Bolt", "The agent is Bolt"),
        ("以后你就叫老伙计,跟我说话随便点", "助手叫老伙计"),
        ("对了我给你起个名 叫小白", "助手叫小白"),
        ("I'll call you Monday", None),
        ("your name is funny", None),
        ("My sister said your name is Bolt", None),
        ("以后你叫我老王", None),
        ("以后你就是我的人了", None),
    ],
)
def test_the_agent_is_who_it_is_told_to_be(
    quick: Orchestrator, text: str, persona: str | None
) -> None:
    """A person may name it; what only sounds like it names nobody."""
    message = {"role": "user", "name": "Mei", "content": text, "timestamp": SAID.isoformat()}
    quick.process([message], user_id="mei", session_id="s1")
    found = quick.list(user_id="mei", kinds=["core"])
    named = [each.text for each in found if each.fields["block"] == "persona"]
    assert named == ([persona] if persona else [])
    assert not any("外号" in each.text for each in quick.list(user_id="mei"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I booked the flight on Tuesday", 9),
        ("I saw my sister Thursday", 4),
        ("my aunt Thu has a flat", None),
    ],
)
def test_a_day_is_the_one_that_is_meant(text: str, day: int | None) -> None:
    """A name is no day."""
    found = [each.moment.start.day for each in find_moments(text, SAID, past=True)]
    assert found == ([] if day is None else [day])


@pytest.mark.parametrize(
    ("text", "no_fact"),
    [
        ("My friend Alex has a cat. She is diabetic.", "Alex is diabetic"),
        ("My colleague Dana hired a nanny. She lives in Hove.", "Dana lives in Hove"),
        ("I met Sam's ex. She's a teacher in Lyon.", "Sam is a teacher"),
        ("My sister's seeing someone. He's a vet.", "Mei's sister's is a vet"),
        ("My kids love Messi. He lives in Miami.", "Mei's kids lives in Miami"),
        ("With a Corolla, how far can I go?", "Mei drives a Corolla"),
    ],
)
def test_who_is_only_brought_up_is_meant_as_well(
    quick: Orchestrator, text: str, no_fact: str
) -> None:
    """A pronoun may be of an animal or of somebody without a name, who has just come up."""
    message = {"role": "user", "name": "Mei", "content": text, "timestamp": SAID.isoformat()}
    quick.process([message], user_id="mei", session_id="s1")
    assert no_fact not in {each.text for each in quick.list(user_id="mei")}
