"""Fit what tells standing orders from other words: `python -m benchmarks.orders LANGUAGE WEIGHTS.npz`.

"Keep your answers short from now on" is one, "keep this one short" is not. A logistic regression over what a
language's encoder makes of words (benchmarks/classifier.py) is one output more of its head: the mean of a stretch's tokens is weighed, as
for everything else that words may be worth. It learns from messages with orders marked (data/orders) and, as what orders nothing, from
stretches of data/remarks. Prints how well it does on messages held out in turn; what it writes is fitted to all of them.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.marked import marked
from octomem.agents.reading.classifier import (
    ORDER,
    QUESTION,
    WINDOW,
    framed,
    model_of,
    pieces_of,
)
from octomem.agents.reading.remarks import stretches
from octomem.stores.embed.minilm import read_rows
from octomem.stores.embed.session import session

FOLDER = Path(__file__).parent / "data" / "orders"
NAMED = {"en": "english", "zh": "chinese"}
"""By language, how files of messages are named."""
OTHERS = 0.1
"""Weight of a stretch of data/remarks beside one of data/orders, which is 1."""
L2 = 30.0
"""Weight of the squared length of the weights, over standardised columns: of 10, 30 and 100 the best on folds."""
FOLDS = 8
BARS = (0.5, 0.6, 0.7, 0.8, 0.9)
STEPS = 30

_MARK = re.compile(r"\[([^\[\]]+)\]\{order\}")

Floats = NDArray[np.float64]
Unit = tuple[int, int, bool]
"""Where words begin and end, in characters, and whether they are an order."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message and its stretches."""

    asked: str
    text: str
    units: tuple[Unit, ...]
    weight: float


def messages(language: str) -> Iterator[Message]:
    """Walk everything that there is to learn from.

    Raises:
        ValueError: a line is not of the form.
    """
    for path in sorted(FOLDER.glob(f"{NAMED[language]}-*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            yield _ordered(line, f"{path.name}, line {number}")
    for other in marked(NAMED[language]):
        kept = [other.text.index(m.words) for m in other.marks if "core" in m.labels]
        units = [
            (start, end, False)
            for start, end in stretches(other.text)
            if not any(start <= at < end for at in kept)  # what is always wanted may be an order
        ]
        yield Message(other.asked, other.text, tuple(units), OTHERS)


def _ordered(line: str, place: str) -> Message:
    text, orders = "", list[Unit]()
    last = 0
    for found in _MARK.finditer(line):
        text += line[last : found.start()]
        orders.append((len(text), len(text) + len(found[1]), True))
        text += found[1]
        last = found.end()
    text += line[last:]
    if not text.strip() or set(text) & set("[]{}"):
        raise ValueError(f"{place}: expected text with [words]{{order}}")
    rest = [
        (start, end, False)
        for start, end in stretches(text)
        if not any(start < stop and end > begin for begin, stop, _ in orders)
    ]
    return Message("", text, (*orders, *rest), 1.0)


def fitted(language: str, stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return an encoder's weights with the output for orders in its place."""
    rows, labels, weights, groups = _learnt(language, stored)
    for line in _held_out(rows, labels, weights, groups):
        sys.stdout.write(f"{line}\n")
    column = _fit(rows, labels, weights)
    size = float(np.abs(column[:-1]).max()) / 127
    found = dict(stored)
    put: dict[str, Floats] = {
        "head.weight": np.round(column[:-1] / size),
        "head.scale": np.array(size),
        "head.bias": column[-1],
    }
    for name, value in put.items():
        found[name] = found[name].copy()
        found[name][..., ORDER] = value
    return found


def _learnt(
    language: str, stored: Mapping[str, NDArray[Any]]
) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
    """Return what the encoder makes of all stretches, whether they are orders, their weights and messages."""
    told = list(messages(language))
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
        for start, end, is_order in each.units:
            over = [at for at, (begin, stop) in enumerate(spans[:WINDOW]) if begin < end and stop > start]  # fmt: skip
            if over:
                rows.append(own[over].mean(axis=0))
                facts.append((is_order, each.weight, number))
    labels, weights, groups = (np.array(column) for column in zip(*facts, strict=True))
    return np.array(rows, np.float64), labels.astype(np.float64), weights, groups


def _without_head(stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return weights whose outputs are what the last layer makes."""
    width = len(stored["head.weight"])
    return dict(stored) | {
        "head.weight": (np.eye(width) * 127).astype(np.int8),
        "head.scale": np.full(width, 1 / 127, np.float32),
        "head.bias": np.zeros(width, np.float32),
    }


def _fit(rows: Floats, labels: Floats, weights: Floats) -> Floats:
    """Return a weight for each column and a constant, by Newton's method."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    columns = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    length = np.eye(columns.shape[1]) * L2
    length[-1, -1] = 0
    found = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ ((likely - labels) * weights) + length @ found
        curve = (columns * (likely * (1 - likely) * weights + 1e-9)[:, None]).T @ columns + length
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    own = found[:-1] / spread
    return np.append(own, found[-1] - own @ mean)


def _held_out(
    rows: Floats, labels: Floats, weights: Floats, groups: NDArray[np.int64]
) -> Iterator[str]:
    """Say how many are found and right, and how many other remarks are taken for orders."""
    likely = np.zeros(len(labels))
    for fold in range(FOLDS):
        held = groups % FOLDS == fold
        column = _fit(rows[~held], labels[~held], weights[~held])
        likely[held] = 1 / (1 + np.exp(-(rows[held] @ column[:-1] + column[-1])))
    own = weights == 1
    for bar in BARS:
        sure = own & (likely >= bar)
        yield (
            f"bar {bar:.1f}: precision {labels[sure].mean():.2f}, recall {labels[sure].sum() / labels.sum():.2f} of {labels.sum():.0f}; "
            f"{(likely[~own] >= bar).sum()} of {(~own).sum()} other remarks"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print the held-out figures, write the weights back; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.orders")
    parser.add_argument("language", choices=sorted(NAMED), help="whose encoder")
    parser.add_argument("weights", type=Path, help="the .npz file to read and write")
    options = parser.parse_args(argv)
    with np.load(options.weights, allow_pickle=False) as stored:
        found: dict[str, Any] = fitted(options.language, dict(stored))
    np.savez_compressed(options.weights, **found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
