"""Train what tells lasting words from passing ones: `python -m benchmarks.worth`.

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
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood, Statement
from octomem.agents.reading.remarks import Remark
from octomem.agents.reading.worth import (
    REMARKS,
    STATEMENTS,
    embedded,
    remark_rows,
    statement_rows,
    told,
)
from octomem.memory import Kind
from octomem.turn import Role, Turn

SENTENCES = Path(__file__).parent / "data" / "statements" / "sentences.tsv"
LABELS = ("core", "fact", "passing", "place", "device", "mood", "task")
FACETS = (Kind.CONTEXTUAL,)
"""Annotations of situations do not name the facet; what none of them matches is none of them."""
HEADS: dict[str, tuple[frozenset[str], tuple[Kind, ...]]] = {
    "lasting": (frozenset({"core", "fact"}), (Kind.CORE, Kind.SEMANTIC)),
    "profile": (frozenset({"core"}), (Kind.CORE,)),
    "place": (frozenset({"place"}), FACETS),
    "device": (frozenset({"device"}), FACETS),
    "mood": (frozenset({"mood"}), FACETS),
    "task": (frozenset({"task"}), (Kind.WORKING,)),
}
"""What is asked of a unit: the labels of sentences and the kinds of annotations that say yes."""
SENTENCE = 0.5
"""Weight of a labelled sentence beside what was read in a conversation, which is 1."""
MESSAGE = 0.1
"""Weight of what was read in a marked message: of 0.1, 0.25 and 0.5 the best on held-out folds."""
AT = datetime(2024, 5, 8, 10, tzinfo=UTC)
FOLDS = 8
L2 = 3.0
"""Weight of the squared length of the weights: of 1, 3 and 10 the best on held-out folds."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A statement or remark with what is known of its worth; None where nobody said."""

    group: str
    unit: Statement | Remark
    labels: tuple[bool | None, ...]
    """One per head, in the order of `HEADS`."""


def examples() -> Iterator[Example]:
    """Walk everything that there is to learn from."""
    reader = Reader()
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
    for (label, _, text), reading in zip(lines, reader.read_many(turns), strict=True):
        labels = tuple(label in wanted for wanted, _ in HEADS.values())
        yield Example(reading.turn.id, Remark(text, 0), labels)
        for statement in reading.statements:
            if statement.mood is Mood.FACT:
                yield Example(reading.turn.id, statement, labels)


def _messages(reader: Reader) -> Iterator[Example]:
    """Walk what is read in marked messages; a group is a writer, so that one is held out whole."""
    given = {message.id: message for message in tagged()}
    turns: list[Turn] = []
    for message in given.values():
        if message.asked:
            turns.append(_turn(f"{message.id} asked", "Alex", Role.USER, message.asked, AT))
        turns.append(_turn(message.id, "Kim", Role.USER, message.text, AT))
    for reading in reader.read_many(turns):
        if (found := given.get(reading.turn.id)) is None:
            continue
        units: list[Statement | Remark] = [s for s in reading.statements if s.mood is Mood.FACT]
        units += reading.remarks
        for unit in units:
            yield Example(found.writer, unit, _told_of(unit, found))


def _told_of(unit: Statement | Remark, message: Tagged) -> tuple[bool | None, ...]:
    """Label what has a marked value in its words as lasting; of the other heads no mark tells."""
    words = _words(unit.text)
    tags = [tag for tag in message.tags if _words(tag.value) <= words]
    return (any("maybe" not in tag.flags for tag in tags), *_UNKNOWN)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


_UNKNOWN = (None,) * (len(HEADS) - 1)


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
        if not reading.from_user:
            continue
        units: list[Statement | Remark] = [s for s in reading.statements if s.mood is Mood.FACT]
        units += reading.remarks
        for unit in units:
            labels = tuple(_label(unit, conversation, kinds) for _, kinds in HEADS.values())
            yield Example(conversation.id, unit, labels)


def _turn(id_: str, actor: str, role: Role, text: str, at: datetime) -> Turn:
    return Turn(id_, id_, 0, 0, role, actor, text, at, at, session_id=id_.partition(" ")[0])


def _label(
    unit: Statement | Remark, conversation: Conversation, kinds: Sequence[Kind]
) -> bool | None:
    """Tell whether annotations ask for a unit or forbid it; None where it is only allowed."""
    said = unit.text
    if isinstance(unit, Statement):
        said += f"\n{unit.subject} {unit.predicate} {unit.object}"
    told = Made(Kind.SEMANTIC, said)
    if any(r.kind in {*kinds, "any"} and occurs(told, r.matches) for r in conversation.forbidden):
        return False
    if any(r.kind in kinds and occurs(told, r.matches) for r in conversation.expected):
        return None if kinds is FACETS else True
    ok = any(r.kind in kinds and occurs(told, r.matches) for r in conversation.also_ok)
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


def trained(given: Sequence[Example], x: Floats, heads: Sequence[str]) -> Floats:
    """Return the weights of some heads, a row each, and print how well they do held out."""
    found: list[Floats] = []
    for name in heads:
        at = list(HEADS).index(name)
        known = np.array([each.labels[at] is not None for each in given])
        groups = [each.group for each in given if each.labels[at] is not None]
        y = np.array([bool(each.labels[at]) for each in given], dtype=np.float64)[known]
        talked = np.array([group.startswith("en-") for group in groups])
        marked = np.array([group.startswith("writer-") for group in groups])
        weight = np.select([talked, marked], [1.0, MESSAGE], SENTENCE)
        judged = np.ones(len(y), dtype=bool) if HEADS[name][1] is FACETS else talked
        scores = held_out(x[known], y, weight, groups)
        _print(name, scores[judged], y[judged])
        if marked.any():
            _print(f"{name}, marked messages", scores[marked], y[marked])
        found.append(fitted(x[known], y, weight))
    return np.array(found)


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print the held-out figures, write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worth")
    parser.add_argument("out", type=Path, help="the folder to write the two .npy files to")
    options = parser.parse_args(argv)
    given = list(examples())
    statements = [(each, each.unit) for each in given if isinstance(each.unit, Statement)]
    remarks = [(each, each.unit) for each in given if isinstance(each.unit, Remark)]
    units = [unit for _, unit in statements]
    sys.stdout.write(f"{len(statements)} statements\n")
    x = statement_rows(units, embedded([told(unit) for unit in units]))
    _save(options.out / STATEMENTS, trained([e for e, _ in statements], x, ["lasting", "profile"]))
    sys.stdout.write(f"{len(remarks)} remarks\n")
    x = remark_rows(embedded([unit.text for _, unit in remarks]))
    _save(options.out / REMARKS, trained([e for e, _ in remarks], x, list(HEADS)))
    return 0


def _save(path: Path, weights: Floats) -> None:
    np.save(path, weights, allow_pickle=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    sys.stdout.write(f"{path.name} sha256 {digest}\n")


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
