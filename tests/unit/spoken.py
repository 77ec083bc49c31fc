"""Turns as they are said, read by the real reader, for tests of what is understood."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from octomem.agents.base import Agent, Candidate
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Reading, Statement
from octomem.agents.working import WorkingAgent
from octomem.memory import Memory
from octomem.operation import Action
from octomem.turn import Role, Turn

READER = Reader()
"""One for all tests: the parser loads once."""

AT = datetime(2024, 5, 8, 10, tzinfo=UTC)
"""When the first turn of every test is said: a Wednesday."""


def turn(
    text: str,
    number: int = 1,
    *,
    actor: str = "Mei",
    role: Role = Role.USER,
    session: str = "s1",
) -> Turn:
    """Build a turn; turn `number` is said that many days after the day before `AT`."""
    at = AT + timedelta(days=number - 1)
    return Turn(
        id=f"t{number}",
        ref=f"t{number}",
        seq=number,
        position=number,
        role=role,
        actor=actor,
        text=text,
        occurred_at=at,
        recorded_at=at,
        session_id=session,
    )


def said(text: str, *, actor: str = "Mei", role: Role = Role.USER) -> Reading:
    """Read one turn that stands alone."""
    return READER.read(turn(text, actor=actor, role=role))


def statements(text: str) -> tuple[Statement, ...]:
    """Read the statements of one turn of Mei's."""
    return said(text).statements


def texts(text: str) -> list[str]:
    """Read the third-person texts of one turn of Mei's."""
    return [statement.text for statement in statements(text)]


def found(
    agent: Agent, text: str, *, actor: str = "Mei", role: Role = Role.USER
) -> list[Candidate]:
    """Extract from one turn that stands alone."""
    return agent.extract([said(text, actor=actor, role=role)])


def open_tasks(text: str) -> str:
    """Return the texts of the tasks that one turn opens, folded."""
    kept = [c for c in found(WorkingAgent(), text) if c.fields["status"] == "open"]
    return "\n".join(c.text for c in kept).casefold()


def told(agent: Agent, *messages: str, actor: str = "Mei") -> tuple[list[Memory], list[Action]]:
    """Process messages one call after the other, a day apart.

    Returns all memories after the last, oldest first, and every action taken.
    """
    memories: dict[str, Memory] = {}
    actions: list[Action] = []
    before: list[Turn] = []
    for number, text in enumerate(messages, start=1):
        spoken = turn(text, number, actor=actor)
        candidates = agent.extract([READER.read(spoken, before)])
        for proposal in agent.propose(candidates, list(memories.values()), "partition"):
            actions.append(proposal.action)
            memories |= {memory.id: memory for memory in proposal.writes}
        before.append(spoken)
    return sorted(memories.values(), key=lambda memory: (memory.valid_from, memory.text)), actions


def holding(memories: Sequence[Memory]) -> list[str]:
    """Return the texts of the memories that hold now."""
    return [memory.text for memory in memories if memory.status == "current"]
