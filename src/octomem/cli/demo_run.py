"""The bundled conversation: read it, store it, ask its questions, keep what came of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import octomem
from octomem.memory import Kind, Memory
from octomem.messages import read_moment
from octomem.operation import Action, Operation

USER = "demo"
"""Whose memories the demo's are."""

NEAR = 3
"""A question counts as answered if its text is among the first three memories."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the text that a memory which answers it must hold."""

    question: str
    kind: Kind
    expects: str
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The bundled conversation: two people and an assistant over three months."""

    sessions: Mapping[str, Sequence[Mapping[str, Any]]]
    """Messages by session id, in order."""
    questions: tuple[Question, ...]

    @property
    def turns(self) -> int:
        """How many messages it has."""
        return sum(len(messages) for messages in self.sessions.values())

    @property
    def end(self) -> datetime:
        """When the last message was said; the questions are asked as of then."""
        *_, last = self.sessions.values()
        return read_moment(last[-1]["timestamp"])


@dataclass(frozen=True, slots=True)
class Answer:
    """What recall gave for one question; `rank` is that of the first right memory."""

    question: Question
    memories: tuple[Memory, ...]
    rank: int | None

    @property
    def right(self) -> bool:
        """Whether the expected text is among the first memories."""
        return self.rank is not None and self.rank <= NEAR


@dataclass(frozen=True, slots=True)
class Stored:
    """One operation of the demo, with the turns its memory cites."""

    operation: Operation
    sources: tuple[str, ...]


def load() -> Conversation:
    """Read the bundled conversation."""
    text = files("octomem").joinpath("data/demo.json").read_text(encoding="utf-8")
    raw: dict[str, Any] = json.loads(text)
    return Conversation(
        {each["session_id"]: each["messages"] for each in raw["sessions"]},
        tuple(Question(**each | {"kind": Kind(each["kind"])}) for each in raw["questions"]),
    )


def ingest(
    memory: "octomem.Orchestrator", conversation: Conversation, step: Callable[[int], None]
) -> list[Operation]:
    """Process each session; return what was written, without the skips.

    `step` is told the number of turns after each session.
    """
    operations: list[Operation] = []
    for session_id, messages in conversation.sessions.items():
        result = memory.process(list(messages), user_id=USER, session_id=session_id)
        operations += [each for each in result.operations if each.action is not Action.SKIP]
        step(len(messages))
    return operations


def cite(memory: "octomem.Orchestrator", operation: Operation) -> Stored:
    """Add the turns that the operation's memory names as its sources."""
    if operation.memory_id is None:
        return Stored(operation, ())
    return Stored(operation, memory.get(operation.memory_id, user_id=USER).sources)


def ask(memory: "octomem.Orchestrator", question: Question, at: datetime) -> Answer:
    """Ask one question as of a moment, and look for the expected text in the answer."""
    found = memory.recall(question.question, user_id=USER, session_id=question.session_id, as_of=at)
    right = (n for n, each in enumerate(found.memories, start=1) if _holds(each, question.expects))
    return Answer(question, found.memories, next(right, None))


def _holds(memory: Memory, expected: str) -> bool:
    return expected.casefold() in memory.text.casefold()
