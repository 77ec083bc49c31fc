"""Chinese turns for tests, read by the real reader."""

from functools import cache

from tests.unit.readings import reading as built

from octomem.agents.base import Candidate
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Reading
from octomem.agents.registry import all_agents
from octomem.memory import Kind
from octomem.turn import Role

ALWAYS = {"participants", "topic", "summary"}
"""Facets that every session has."""


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, actor: str = "小梅", role: Role = Role.USER) -> Reading:
    """Read one turn, said on Wednesday, 8 May 2024, by 小梅."""
    return reader().read(built(text, actor=actor, role=role).turn)


def agents_make(text: str, role: Role = Role.USER) -> list[Candidate]:
    """Return what all agents but the episodic one make of a turn, without what every turn has."""
    reading = read(text, role=role)
    return [
        candidate
        for kind, agent in all_agents().items()
        for candidate in agent.extract([reading])
        if kind is not Kind.EPISODIC and candidate.fields.get("facet") not in ALWAYS
    ]


def texts(text: str, kind: Kind, role: Role = Role.USER) -> list[str]:
    """Return the texts of one kind that are made of a turn."""
    return [c.text for c in agents_make(text, role) if c.kind is kind]
