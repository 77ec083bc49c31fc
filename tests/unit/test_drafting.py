"""What every candidate carries: the caller's metadata of the turn it was read from."""

from dataclasses import replace

import pytest
from tests.unit.spoken import READER, said, turn

from octomem.agents.base import Agent
from octomem.agents.drafting import dated
from octomem.agents.registry import all_agents
from octomem.agents.resolve import Desk
from octomem.jsons import JSON
from octomem.memory import Kind

TEXTS = {
    Kind.CORE: "I'm allergic to sesame.",
    Kind.EPISODIC: "The tram was late.",
    Kind.SEMANTIC: "I live in Lund.",
    Kind.PROCEDURAL: "To oil a gate: 1. clean the hinge 2. drip the oil 3. wipe it",
    Kind.WORKING: "I need to renew the permit.",
    Kind.CONTEXTUAL: "I'm at the office.",
    Kind.KNOWLEDGE: "My boss is Otto Lang. My password is \u27e6vault:password:v_1a2b\u27e7.",
    Kind.RESOURCE: "Read https://example.org/tram",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_metadata_of_the_turn_is_the_memorys(kind: Kind) -> None:
    """So that a filter on it finds memories of every kind; an agent's marks stay out of it."""
    agent: Agent = all_agents()[kind]
    said = replace(turn(TEXTS[kind]), metadata={"channel": "phone"})
    candidates = agent.extract([READER.read(said)])
    written = [m for p in agent.propose(candidates, [], "partition") for m in p.writes]
    assert written
    assert [{"channel": "phone"}] * len(written) == [memory.metadata for memory in written]


def test_metadata_named_like_a_mark_means_nothing() -> None:
    """What a caller writes there cannot close, correct or end a claim."""
    agent = all_agents()[Kind.SEMANTIC]
    given: dict[str, JSON] = {"ended": True, "corrects": True, "targets": ["x"]}
    said = replace(turn("I live in Lund."), metadata=given)
    (proposal,) = agent.propose(agent.extract([READER.read(said)]), [], "partition")
    (written,) = proposal.writes
    assert ("current", given) == (written.status, written.metadata)


def test_a_repeat_adds_metadata_and_changes_none() -> None:
    """The first source decides where both name the same."""
    agent = all_agents()[Kind.SEMANTIC]
    first = replace(turn("I live in Lund.", 1), metadata={"channel": "phone"})
    second = replace(turn("I live in Lund.", 2), metadata={"channel": "mail", "ticket": 7})
    (one,) = agent.extract([READER.read(first)])
    (two,) = agent.extract([READER.read(second)])
    desk = Desk(Kind.SEMANTIC, [], "partition")
    desk.settle(one)
    desk.settle(two)
    (held,) = desk.current()
    assert {"channel": "phone", "ticket": 7} == held.metadata


def test_what_holds_until_a_day_is_dated_by_its_end() -> None:
    """Not by when it was said."""
    statement = said("I work at Aldi until 31 August.").statements[0]

    assert "Mei works at Aldi until 31 August (31 August 2024)" == dated(
        statement.text, statement.moment
    )
    end = said("I live in Graz until the end of next May.").statements[0]
    assert end.moment is not None
    assert (2025, 6, 1) == (end.moment.end.year, end.moment.end.month, end.moment.end.day)
