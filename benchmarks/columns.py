"""Fit what tells standing orders, and what is over, from other words: `python -m benchmarks.columns LANGUAGE WEIGHTS.npz`.

"Keep your answers short from now on" is an order, "keep this one short" is not; "handed the lanyard back on Friday" says that
a job is over, "left early on Friday" does not. Logistic regressions over what a language's encoder makes of words
(benchmarks/classifier.py) are outputs more of its head: the mean of a stretch's tokens is weighed, as for everything else that
words may be worth. Orders are learnt from messages with orders marked (data/orders) and, as what orders nothing, from stretches of
data/remarks; what is over from messages with that marked (data/endings), and what of somebody's life it is from those that are.
Prints how well it does on messages held out in turn; what it writes is fitted to all of them.
"""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.examples import NAMED
from benchmarks.marked import marked
from octomem.agents.reading.classifier import (
    ORDER,
    OVER,
    QUESTION,
    WINDOW,
    framed,
    model_of,
    pieces_of,
)
from octomem.agents.reading.remarks import stretches
from octomem.agents.reading.vocabulary import vocabulary
from octomem.stores.embed.minilm import read_rows
from octomem.stores.embed.session import session

FOLDER = Path(__file__).parent / "data"
OTHERS = 0.1
"""Weight of a stretch of data/remarks beside one of the others, which is 1."""
L2 = 30.0
"""Weight of the squared length of the weights, over standardised columns: of 10, 30 and 100 the best on folds."""
FOLDS = 8
BARS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
STEPS = 30
ENDED = vocabulary(
    "allergy car condition diet employer friend habit hobby home language manager medication member owns partner pet project"
    " school studies tool"
)
"""The marks of data/endings: what of somebody's life is over, with " other" where it is not the writer's."""

_MARK = re.compile(r"\[([^\[\]]+)\]\{([a-z_]+)(?: other)?\}")

Floats = NDArray[np.float64]
Unit = tuple[int, int, bool]
"""Where words begin and end, in characters, and whether they are marked."""
Fit = tuple[Floats, float]
"""What each column of an encoder weighs, and a constant."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message and its stretches."""

    asked: str
    text: str
    units: tuple[Unit, ...]
    weight: float


def ordered(language: str) -> Iterator[Message]:
    """Walk the messages in which orders are marked, and those of data/remarks that order nothing.

    Raises:
        ValueError: a line is not of the form.
    """
    yield from _told("orders", language, {"order"})
    yield from _others(language)


def ended(language: str) -> Iterator[Message]:
    """Walk the messages in which it is marked what is over, and those of data/remarks.

    Raises:
        ValueError: a line is not of the form.
    """
    yield from _told("endings", language, ENDED)
    yield from _others(language)


def _others(language: str) -> Iterator[Message]:
    """Walk the messages of data/remarks, of which nothing is marked; what is always wanted may be an order."""
    for other in marked(NAMED[language]):
        kept = [other.text.index(m.words) for m in other.marks if "core" in m.labels]
        units = [
            (start, end, False)
            for start, end in stretches(other.text)
            if not any(start <= at < end for at in kept)
        ]
        yield Message(other.asked, other.text, tuple(units), OTHERS)


def _told(folder: str, language: str, marks: Collection[str]) -> Iterator[Message]:
    for path in sorted((FOLDER / folder).glob(f"{NAMED[language]}-*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            yield _message(line, marks, f"{path.name}, line {number}")


def _message(line: str, marks: Collection[str], place: str) -> Message:
    text, said = "", list[Unit]()
    last = 0
    for found in _MARK.finditer(line):
        text += line[last : found.start()]
        if found[2] not in marks:
            raise ValueError(f"{place}: {found[2]!r} is none of {', '.join(sorted(marks))}")
        said.append((len(text), len(text) + len(found[1]), True))
        text += found[1]
        last = found.end()
    text += line[last:]
    if not text.strip() or set(text) & set("[]{}"):
        raise ValueError(f"{place}: expected text with [words]{{mark}}")
    rest = [
        (start, end, False)
        for start, end in stretches(text)
        if not any(start < stop and end > begin for begin, stop, _ in said)
    ]
    return Message("", text, (*said, *rest), 1.0)


@dataclass(frozen=True, slots=True)
class Rows:
    """What an encoder makes of the stretches of messages."""

    states: Floats
    labels: Floats
    """1 where they are marked, else 0."""
    weights: Floats
    groups: NDArray[np.int64]
    """The message of each."""

    def where(self, kept: NDArray[np.bool_]) -> "Rows":
        """Return some of the rows."""
        return Rows(self.states[kept], self.labels[kept], self.weights[kept], self.groups[kept])


def fitted(language: str, stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return an encoder's weights with the outputs for orders and for what is over in their places."""
    found = dict(stored)
    for at, name, messages in ((ORDER, "orders", ordered), (OVER, "what is over", ended)):
        told = _rows(language, stored, messages(language))
        for line in _held_out(told):
            sys.stdout.write(f"{name}, {line}\n")
        _put(found, at, _fit(told))
    return found


def _put(found: dict[str, NDArray[Any]], at: int, fit: Fit) -> None:
    """Write a fit as one of a head's outputs, in 8 bits."""
    columns, constant = fit
    size = float(np.abs(columns).max()) / 127
    put: dict[str, Floats] = {
        "head.weight": np.round(columns / size),
        "head.scale": np.array(size),
        "head.bias": np.array(constant),
    }
    for name, value in put.items():
        found[name] = found[name].copy()
        found[name][..., at] = value


def _rows(language: str, stored: Mapping[str, NDArray[Any]], messages: Iterable[Message]) -> Rows:
    """Return what the encoder makes of all stretches of messages."""
    told = list(messages)
    cut = pieces_of(language, [text for each in told for text in (each.asked, each.text)])
    texts = [
        framed(language, asked[-QUESTION:], ids[:WINDOW])
        for (asked, _), (ids, _) in zip(cut[::2], cut[1::2], strict=True)
    ]
    states = read_rows(session(model_of(_without_head(stored))), [tokens for _, tokens in texts])
    rows, facts = list[NDArray[np.float32]](), list[tuple[bool, float, int]]()
    for number, (each, (first, _), (_, spans), made) in enumerate(
        zip(told, texts, cut[1::2], states, strict=True)
    ):
        own = made[first:-1]
        for start, end, is_one in each.units:
            over = [at for at, (begin, stop) in enumerate(spans[:WINDOW]) if begin < end and stop > start]  # fmt: skip
            if over:
                rows.append(own[over].mean(axis=0))
                facts.append((is_one, each.weight, number))
    labels, weights, groups = (np.array(column) for column in zip(*facts, strict=True))
    return Rows(np.array(rows, np.float64), labels.astype(np.float64), weights, groups)


def _without_head(stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return weights whose outputs are what the last layer makes."""
    width = len(stored["head.weight"])
    return dict(stored) | {
        "head.weight": (np.eye(width) * 127).astype(np.int8),
        "head.scale": np.full(width, 1 / 127, np.float32),
        "head.bias": np.zeros(width, np.float32),
    }


def _fit(told: Rows) -> Fit:
    """Return a weight for each column and a constant, by Newton's method."""
    mean, spread = told.states.mean(axis=0), told.states.std(axis=0) + 1e-6
    columns = np.hstack([(told.states - mean) / spread, np.ones((len(told.labels), 1))])
    length = np.eye(columns.shape[1]) * L2
    length[-1, -1] = 0
    found = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ ((likely - told.labels) * told.weights) + length @ found
        curve = (columns * (likely * (1 - likely) * told.weights + 1e-9)[:, None]).T @ columns
        step = np.linalg.solve(curve + length, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    own = found[:-1] / spread
    return own, float(found[-1] - own @ mean)


def _held_out(told: Rows) -> Iterator[str]:
    """Say how many are found and right, and how many stretches of data/remarks are taken for one."""
    likely = np.zeros(len(told.labels))
    for fold in range(FOLDS):
        held = told.groups % FOLDS == fold
        columns, constant = _fit(told.where(~held))
        likely[held] = 1 / (1 + np.exp(-(told.states[held] @ columns + constant)))
    own = told.weights == 1
    for bar in BARS:
        sure = own & (likely >= bar)
        yield (
            f"bar {bar:.1f}: precision {told.labels[sure].mean():.2f}, recall {told.labels[sure].sum() / told.labels.sum():.2f}"
            f" of {told.labels.sum():.0f}; {(likely[~own] >= bar).sum()} of {(~own).sum()} other remarks"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print the held-out figures, write the weights back; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.columns")
    parser.add_argument("language", choices=sorted(NAMED), help="whose encoder")
    parser.add_argument("weights", type=Path, help="the .npz file to read and write")
    options = parser.parse_args(argv)
    with np.load(options.weights, allow_pickle=False) as stored:
        found: dict[str, Any] = fitted(options.language, dict(stored))
    np.savez_compressed(options.weights, **found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
