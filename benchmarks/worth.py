"""Train what tells lasting statements from passing ones: `python -m benchmarks.worth`.

It learns from text written for this project: labelled sentences (data/statements), messages
in which lasting facts are marked (data/slots), and the statements read in the conversations
that the extraction benchmark is developed with, which are worth keeping where an annotation
asks for them. Prints how well the weights do on conversations and writers held out in turn;
the ones written are trained on all of it.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.extraction_data import Conversation, read
from benchmarks.extraction_score import Made, occurs
from benchmarks.tagged import Tagged, tagged
from benchmarks.unweighed import Unweighed
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood, Reading, Statement
from octomem.agents.reading.worth import STATEMENTS, embedded, statement_rows, told
from octomem.memory import Kind
from octomem.turn import Role, Turn

SENTENCES = Path(__file__).parent / "data" / "statements" / "sentences.tsv"
LABELS = frozenset({"core", "fact", "passing", "place", "device", "mood", "task"})
LASTS = frozenset({"core", "fact"})
KINDS = (Kind.CORE, Kind.SEMANTIC)
"""The annotations of a conversation that say that a statement lasts."""
SENTENCE = 0.5
"""Weight of a labelled sentence beside what was read in a conversation, which is 1."""
WRITERS = frozenset(f"writer-{number}" for number in range(1, 9))
"""Whose messages the weights learn from; later ones teach the encoders."""
MESSAGE = 0.1
"""Weight of what was read in a marked message: of 0.1, 0.25 and 0.5 the best on held-out folds."""
AT = datetime(2024, 5, 8, 10, tzinfo=UTC)
FOLDS = 8
L2 = 3.0
"""Weight of the squared length of the weights: of 1, 3 and 10 the best on held-out folds."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A statement, and whether it lasts."""

    group: str
    statement: Statement
    lasts: bool


def examples() -> Iterator[Example]:
    """Walk everything that there is to learn from."""
    reader = Reader(Unweighed)
    yield from _sentences(reader)
    yield from _messages(reader)
    for part in read(["dev"]):
        for conversation in part.conversations:
            if conversation.language == "en":
                yield from _conversation(conversation, reader)


def _sentences(reader: Reader) -> Iterator[Example]:
    with SENTENCES.open(encoding="utf-8") as file:
        lines = [line.rstrip("\n").partition("\t") for line in file]
    for number, (label, _, _) in enumerate(lines):
        if label not in LABELS:
            raise ValueError(f"{SENTENCES.name}, line {number + 1}: unknown label {label!r}")
    turns = [_turn(f"s{n}", "Kim", Role.USER, text, AT) for n, (_, _, text) in enumerate(lines)]
    for (label, _, _), reading in zip(lines, reader.read_many(turns), strict=True):
        for statement in _facts(reading):
            yield Example(reading.turn.id, statement, label in LASTS)


def _messages(reader: Reader) -> Iterator[Example]:
    """Walk what is read in marked messages; a group is a writer, so that one is held out whole."""
    given = {message.id: message for message in tagged("english") if message.writer in WRITERS}
    turns: list[Turn] = []
    for message in given.values():
        if message.asked:
            turns.append(_turn(f"{message.id} asked", "Alex", Role.USER, message.asked, AT))
        turns.append(_turn(message.id, "Kim", Role.USER, message.text, AT))
    for reading in reader.read_many(turns):
        if (found := given.get(reading.turn.id)) is not None:
            for statement in _facts(reading):
                yield Example(found.writer, statement, _has_fact(statement, found))


def _facts(reading: Reading) -> Iterator[Statement]:
    return (statement for statement in reading.statements if statement.mood is Mood.FACT)


def _has_fact(statement: Statement, message: Tagged) -> bool:
    """Tell whether a statement has a marked value in its words."""
    words = _words(statement.text)
    tags = [tag for tag in message.tags if _words(tag.value) <= words]
    return any("maybe" not in tag.flags for tag in tags)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def _conversation(conversation: Conversation, reader: Reader) -> Iterator[Example]:
    turns = [
        _turn(
            f"{conversation.id} {message.id}",
            message.name or conversation.id,
            message.role,
            message.content if isinstance(message.content, str) else "",
            message.at,
        )
        for message in conversation.messages
    ]
    for reading in reader.read_many(turns):
        for statement in _facts(reading) if reading.from_user else ():
            lasts = _lasts(statement, conversation)
            if lasts is not None:
                yield Example(conversation.id, statement, lasts)


def _turn(id_: str, actor: str, role: Role, text: str, at: datetime) -> Turn:
    return Turn(id_, id_, 0, 0, role, actor, text, at, at, session_id=id_.partition(" ")[0])


def _lasts(statement: Statement, conversation: Conversation) -> bool | None:
    """Tell whether annotations ask for a statement or forbid it; None where it is only allowed."""
    said = f"{statement.text}\n{statement.subject} {statement.predicate} {statement.object}"
    told = Made(Kind.SEMANTIC, said)
    if any(r.kind in {*KINDS, "any"} and occurs(told, r.matches) for r in conversation.forbidden):
        return False
    if any(r.kind in KINDS and occurs(told, r.matches) for r in conversation.expected):
        return True
    ok = any(r.kind in KINDS and occurs(told, r.matches) for r in conversation.also_ok)
    return None if ok else False


def fitted(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Return the weights of a logistic regression with an L2 penalty, by Newton's method."""
    weights = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * L2
    penalty[-1, -1] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights)))
        gradient = x.T @ (weight * (p - y)) + penalty @ weights
        step = np.linalg.solve(
            (x * (weight * p * (1 - p))[:, np.newaxis]).T @ x + penalty, gradient
        )
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def held_out(x: Floats, y: Floats, weight: Floats, groups: Sequence[str]) -> Floats:
    """Return each row's score by weights that saw nothing of its group."""
    names = sorted(set(groups))
    np.random.default_rng(0).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    of = np.array([fold[group] for group in groups])
    scores = np.zeros(len(y))
    for number in range(FOLDS):
        here = of == number
        weights = fitted(x[~here], y[~here], weight[~here])
        scores[here] = 1 / (1 + np.exp(-(x[here] @ weights)))
    return scores


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print the held-out figures, write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worth")
    parser.add_argument("out", type=Path, help="the folder to write the .npy file to")
    options = parser.parse_args(argv)
    given = list(examples())
    sys.stdout.write(f"{len(given)} statements\n")
    statements = [each.statement for each in given]
    x = statement_rows(statements, embedded([told(each) for each in statements]))
    y = np.array([each.lasts for each in given], dtype=np.float64)
    groups = [each.group for each in given]
    talked = np.array([group.startswith("en-") for group in groups])
    marked = np.array([group.startswith("writer-") for group in groups])
    weight = np.select([talked, marked], [1.0, MESSAGE], SENTENCE)
    scores = held_out(x, y, weight, groups)
    _print("talk", scores[talked], y[talked])
    _print("marked", scores[marked], y[marked])
    path: Path = options.out / STATEMENTS
    np.save(path, fitted(x, y, weight), allow_pickle=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    sys.stdout.write(f"{path.name} sha256 {digest}\n")
    return 0


def _print(name: str, scores: Floats, y: Floats) -> None:
    for bar in (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
        kept = scores >= bar
        right = float((kept & (y == 1)).sum())
        sys.stdout.write(
            f"{name:8} bar {bar:.2f}: precision {right / max(1, kept.sum()):.2f}, "
            f"recall {right / max(1.0, y.sum()):.2f} of {int(y.sum())} held out\n"
        )


if __name__ == "__main__":
    sys.exit(main())
