"""What words are worth: whether what they say still holds when the talk is over.

Lists of words know only the words that their author thought of; the encoder has seen the
others. Another one weighs the words where they stand, with the question that they answer. Whether a
statement lasts is weighed by what it says instead: a logistic regression over the encoder's
vector of the statement, told of a nameless person, and a few marks of its form, trained by
benchmarks/worth.py on text written for this project.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.classifier import ORDER, Message, Read, Unit, likely, read
from octomem.agents.reading.tags import Tagged

if TYPE_CHECKING:
    from octomem.agents.reading.reading import Statement
    from octomem.stores.embed.minilm import MiniLMEmbedder

SOMEBODY = "Sam"
"""Who a statement is told of when it is weighed: names of people say nothing of its worth."""
MARKS = 16
"""Marks of a statement's form."""
SCALE = 6.0
"""A vector's length beside the marks of form, which are 0 or 1."""

STATEMENTS = "statement-worth.npy"
_POINTING = re.compile(r"(?:it|this|that|they|he|she|you|there)\b", re.IGNORECASE)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Worth:
    """How likely words are of a kind, each in [0, 1]; the kinds do not add up to 1."""

    lasting: float
    """It still holds next month."""
    profile: float
    """It tells who the speaker is or what they always want."""
    place: float = 0.0
    """It tells where the speaker is now."""
    device: float = 0.0
    mood: float = 0.0
    task: float = 0.0
    """It tells what is still to be done."""
    order: float = 0.0
    """It tells the agent what to do from now on."""
    words: float = 1.0
    """It still holds next month by the words a statement was made in, where they stand."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message's statements, each with its words, and its remarks, to be weighed."""

    message: Message
    stated: Sequence[tuple["Statement", Unit]]
    remarked: Sequence[Unit]
    stretches: Sequence[Unit] = ()
    """All that it says, of which some may be standing orders, or tell of what is over."""
    read: Read | None = None
    """What was read of the message before; without it, it is read now."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a message's words are worth and name."""

    stated: list[Worth]
    remarked: list[Worth]
    stretched: list[list[float]]
    """Of each of its stretches, how likely it is a standing order, and tells of what is over, in [0, 1]."""
    tags: Tagged


def weigh(messages: Sequence[Said]) -> list[Weighed]:
    """Return what messages' words are worth and what they are tagged for, all weighed together."""
    fresh = iter(read([each.message for each in messages if each.read is None]))
    statements = [statement for message in messages for statement, _ in message.stated]
    own = iter(_lasting(statements))
    found: list[Weighed] = []
    for said in messages:
        worded = [unit for _, unit in said.stated]
        units = list(dict.fromkeys([*worded, *said.remarked, *said.stretches]))
        rows, tags = (said.read or next(fresh)).weighed(units)
        of = dict(zip(units, rows.astype(np.float64), strict=True))
        stated = [_stated(next(own), of[unit]) for _, unit in said.stated]
        remarked = [Worth(*likely(of[unit][: ORDER + 1])) for unit in said.remarked]
        stretched = [likely(of[unit][ORDER:]) for unit in said.stretches]
        found.append(Weighed(stated, remarked, stretched, tags))
    return found


def _lasting(statements: Sequence["Statement"]) -> list[float]:
    """Return the log-odds that statements last, by what they say."""
    if not statements:
        return []
    odds: list[float] = (
        statement_rows(statements, embedded([told(each) for each in statements])) @ _weights()
    ).tolist()
    return odds


def _stated(own: float, words: Floats) -> Worth:
    return Worth(*likely(np.array([own, *words[1 : ORDER + 1], words[0]])))


def embedded(texts: Sequence[str]) -> Floats:
    """Return the vectors that texts are weighed by; statements often tell alike twice."""
    row_of = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    vectors = _embedder().embed(list(row_of)).astype(np.float64)
    return vectors[[row_of[text] for text in texts]]


def statement_rows(statements: Sequence["Statement"], vectors: Floats) -> Floats:
    """Return what is weighed of each statement: vector, marks of form and a constant."""
    marks = np.array([_marks(each) for each in statements], dtype=np.float64)
    marks = marks.reshape(len(statements), MARKS)
    return np.hstack([vectors * SCALE, marks, np.ones((len(statements), 1))])


def told(statement: "Statement") -> str:
    """Return a statement's text with a nameless person for the one it is about or of."""
    name, owner, _ = statement.subject.partition("'s ")
    is_of_person = statement.subject_type == "person" or owner
    return statement.text.replace(name, SOMEBODY) if name and is_of_person else statement.text


def _marks(statement: "Statement") -> list[bool]:
    return [
        statement.first_person,
        statement.negated,
        statement.ended,
        bool(statement.habitual_scope),
        statement.tense == "past",
        statement.tense == "future",
        statement.progressive,
        statement.moment is not None,
        statement.subject_type == "person",
        statement.subject_type == "thing",
        statement.object_type == "person",
        statement.object_type == "date",
        statement.object_type == "number",
        statement.object_type == "nothing",
        statement.object_type in {"organisation", "place"},
        _POINTING.match(statement.text) is not None,
    ]


@cache
def _embedder() -> "MiniLMEmbedder":
    from octomem.stores.embed.minilm import MiniLMEmbedder  # noqa: PLC0415 - loads on first use

    return MiniLMEmbedder()


@cache
def _weights() -> Floats:
    data = files("octomem").joinpath("data", STATEMENTS).read_bytes()
    weights: Floats = np.load(BytesIO(data), allow_pickle=False)
    return weights
