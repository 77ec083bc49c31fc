"""Readings and memories built by hand, for tests of single agents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from octomem.agents.base import Agent, Hit, Question
from octomem.agents.reading.reading import Mood, Name, Reading, Sentence, Statement, Tense
from octomem.memory import Kind, Memory, Status
from octomem.operation import Proposal
from octomem.turn import Attachment, Role, Turn

AT = datetime(2024, 5, 8, 10, tzinfo=UTC)
"""When the first turn of every test is said."""


def reading(  # noqa: PLR0913 - each test names the few it needs
    text: str,
    *,
    number: int = 1,
    role: Role = Role.USER,
    actor: str = "Mei",
    session: str | None = "s1",
    attachments: tuple[Attachment, ...] = (),
    statements: tuple[Statement, ...] = (),
    names: tuple[Name, ...] = (),
    topics: tuple[str, ...] = (),
    sentences: tuple[Sentence, ...] = (),
) -> Reading:
    """Build the reading of one turn; turn `number` is said that many minutes after `AT`."""
    at = AT + timedelta(minutes=number)
    turn = Turn(
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
        attachments=attachments,
    )
    return Reading(turn, "en", sentences, statements, names, topics=topics)


def statement(verb: str, **changes: object) -> Statement:
    """Build a first-person statement in the past."""
    plain = Statement(
        subject="Mei",
        subject_type="person",
        first_person=True,
        verb=verb,
        predicate=f"{verb}s",
        object="",
        object_type="nothing",
        negated=False,
        ended=False,
        habitual_scope="",
        corrects=False,
        tense=Tense.PAST,
        mood=Mood.FACT,
        moment=None,
        text=f"Mei {verb}s",
        sentence=0,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def process(
    agent: Agent, readings: Sequence[Reading], known: Sequence[Memory] = ()
) -> tuple[list[Memory], list[Proposal]]:
    """Run one call through an agent. Returns all memories after it, and its proposals."""
    proposals = agent.propose(agent.extract(readings), known, "partition")
    memories = {memory.id: memory for memory in known}
    for proposal in proposals:
        memories.update({memory.id: memory for memory in proposal.writes})
    return list(memories.values()), proposals


def current(memories: Sequence[Memory]) -> list[Memory]:
    """Return the memories that hold now."""
    return [memory for memory in memories if memory.status is Status.CURRENT]


def question(text: str, *, names: tuple[str, ...] = (), session: str | None = None) -> Question:
    """Build a question as the recall graph would."""
    words = tuple(text.lower().replace("?", "").replace(",", "").split())
    return Question(text, words, words, AT, names=names, session_id=session)


def memory(  # noqa: PLR0913 - each test names the few it needs
    name: str,
    kind: Kind,
    *,
    fields: dict[str, object] | None = None,
    position: int | None = None,
    session: str | None = "s1",
    minutes: int = 0,
) -> Memory:
    """Build a memory by name, with what ranking looks at."""
    at = AT + timedelta(minutes=minutes)
    return Memory(
        id=name,
        kind=kind,
        text=name,
        fields=fields or {},  # type: ignore[arg-type]
        sources=(),
        turns=(),
        status=Status.CURRENT,
        confidence=0.8,
        valid_from=at,
        valid_to=None,
        recorded_at=at,
        version=1,
        extractor="rules/1",
        identity=name,
        slot=None,
        session_id=session,
        position=position,
    )


def hit(found: Memory, **signals: float) -> Hit:
    """Build a hit with its engines' scores."""
    return Hit(found, signals)
