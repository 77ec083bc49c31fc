"""What words are worth: whether what they say still holds when the talk is over.

One logistic regression per question over the encoder's vector: of a statement, told of a
nameless person, with a few marks of its form; or of a remark, in the words it was made in.
Lists of words know only the words that their author thought of; the encoder has seen the
others. The weights are trained by benchmarks/worth.py on text written for this project.
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
REMARKS = "remark-worth.npy"
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
    """It tells where the speaker is now; weighed of remarks only, as the following."""
    device: float = 0.0
    mood: float = 0.0
    task: float = 0.0
    """It tells what is still to be done."""


def weigh(
    statements: Sequence["Statement"], remarks: Sequence[str]
) -> tuple[list[Worth], list[Worth]]:
    """Return what each statement and each remark is worth, all weighed together."""
    texts = [*map(told, statements), *remarks]
    if not texts:
        return [], []
    vectors = embedded(texts)
    count = len(statements)
    of_statements = _scores(statement_rows(statements, vectors[:count]), STATEMENTS)
    return of_statements, _scores(remark_rows(vectors[count:]), REMARKS)


def _scores(rows: Floats, name: str) -> list[Worth]:
    likely = 1 / (1 + np.exp(-(rows @ _weights(name).T)))
    return [Worth(*map(float, row)) for row in likely]


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


def remark_rows(vectors: Floats) -> Floats:
    """Return what is weighed of each remark: vector and a constant."""
    return np.hstack([vectors * SCALE, np.ones((len(vectors), 1))])


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
def _weights(name: str) -> Floats:
    data = files("octomem").joinpath("data", name).read_bytes()
    weights: Floats = np.load(BytesIO(data), allow_pickle=False)
    return weights
