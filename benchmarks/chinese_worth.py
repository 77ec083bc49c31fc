"""Train what tells lasting words in Chinese from passing ones: `python -m benchmarks.chinese_worth OUT`.

It learns from messages in which what is worth remembering is marked (data/remarks), and prints
how well it does on each writer's when it has learnt from the others'. No random numbers; the
same file each time.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from benchmarks.marked import Marked, marked
from octomem.agents.reading.chinese.clauses import passages
from octomem.agents.reading.chinese.worth import PLACES, places_of

OUTPUTS = ("lasting", "core", "place", "device", "mood", "task")
HALF = 0.5
"""Share of a mark's words, or of the clause's, that a clause with its labels has."""
L2 = 0.05
"""Weight of the squared length of the weights: of 0.05, 0.1 and 0.3 the best held out."""
BARS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A clause: where its weights stand, and what it is."""

    writer: str
    places: list[int]
    labels: tuple[bool, ...]
    """One per output."""


def examples() -> Iterator[Example]:
    """Walk the clauses that may be remembered: neither asked, imagined nor hearsay."""
    for message in marked("chinese"):
        at = 0
        for passage in passages(message.text):
            for clause in passage.clauses:
                start = message.text.find(clause.verbatim, at)
                if start < 0:
                    continue
                at = start + len(clause.verbatim)
                if not (clause.is_question or clause.is_unreal or clause.is_hearsay):
                    places = places_of(message.asked, clause.verbatim)
                    yield Example(message.writer, places, _labels(message, start, at))


def _labels(message: Marked, start: int, end: int) -> tuple[bool, ...]:
    found: set[str] = set()
    at = 0
    for mark in message.marks:
        at = message.text.index(mark.words, at)
        common = min(at + len(mark.words), end) - max(at, start)
        if common >= HALF * min(len(mark.words), end - start):
            found |= mark.labels
        at += len(mark.words)
    lasts = bool(found & {"core", "fact"})
    return (lasts, *(name in found for name in OUTPUTS[1:]))


class Table:
    """What the clauses have in common with the weights: rows with few numbers each."""

    def __init__(self, given: Sequence[Example]) -> None:
        counts = [len(each.places) for each in given]
        self.rows = np.repeat(np.arange(len(given)), counts)
        self.places = np.concatenate([each.places for each in given])
        self.values = np.repeat(1 / np.sqrt(counts), counts)
        self.size = len(given)

    def times(self, weights: Floats) -> Floats:
        """Return what each clause weighs."""
        values = self.values * weights[self.places]
        return np.bincount(self.rows, values, self.size).astype(np.float64)

    def back(self, of_rows: Floats) -> Floats:
        """Return the sum of what each weight's clauses have."""
        values = self.values * of_rows[self.rows]
        return np.bincount(self.places, values, PLACES).astype(np.float64)


def fitted(table: Table, y: Floats) -> Floats:
    """Return the weights of a logistic regression with an L2 penalty.

    By Newton's method; each step is found by conjugate gradients (Lin, Weng, Keerthi 2008).
    """
    weights = np.zeros(PLACES)
    for _ in range(20):
        odds = table.times(weights)
        p = 1 / (1 + np.exp(-odds))
        spread = p * (1 - p)
        step = _solved(table, spread, table.back(p - y) + L2 * weights)
        size, least = 1.0, _loss(table, weights, y)
        while _loss(table, weights - size * step, y) > least and size > 1e-3:
            size /= 2
        weights = weights - size * step
        if size * np.abs(step).max() < 1e-2:
            break
    return weights


def _loss(table: Table, weights: Floats, y: Floats) -> float:
    odds = table.times(weights)
    return float(np.logaddexp(0, odds).sum() - y @ odds + L2 / 2 * weights @ weights)


def _solved(table: Table, spread: Floats, gradient: Floats) -> Floats:
    step, rest = np.zeros(PLACES), gradient.copy()
    along, length = rest.copy(), float(rest @ rest)
    for _ in range(25):
        bent = table.back(spread * table.times(along)) + L2 * along
        far = length / float(along @ bent)
        step += far * along
        rest -= far * bent
        shorter = float(rest @ rest)
        if shorter < 1e-8 * length:
            break
        along, length = rest + shorter / length * along, shorter
    return step


def held_out(given: Sequence[Example], y: Floats) -> Floats:
    """Return each clause's likelihood by weights that saw nothing of its writer."""
    writers = np.array([each.writer for each in given])
    scores = np.zeros(len(given))
    for writer in sorted(set(writers.tolist())):
        here = writers == writer
        weights = fitted(
            Table([e for e, out in zip(given, here, strict=True) if not out]), y[~here]
        )
        odds = Table([e for e, out in zip(given, here, strict=True) if out]).times(weights)
        scores[here] = 1 / (1 + np.exp(-odds))
    return scores


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print the held-out figures, write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chinese_worth", description=__doc__)
    parser.add_argument("out", type=Path, help="the .npz file to write")
    options = parser.parse_args(argv)
    given = list(examples())
    sys.stdout.write(f"{len(given)} clauses\n")
    table, found = Table(given), list[Floats]()
    for at, name in track(list(enumerate(OUTPUTS)), console=Console(stderr=True)):
        y = np.array([each.labels[at] for each in given], dtype=np.float64)
        scores = held_out(given, y)
        for bar in BARS:
            kept = scores >= bar
            right = float(y[kept].sum())
            sys.stdout.write(
                f"{name:8} bar {bar:.1f}: precision {right / max(1, kept.sum()):.2f}, "
                f"recall {right / y.sum():.2f} of {int(y.sum())} held out\n"
            )
        found.append(fitted(table, y))
    rows: Floats = np.array(found)
    scale: Floats = np.abs(rows).max(axis=1) / 127
    weights: NDArray[np.int8] = np.round(rows / scale[:, np.newaxis]).astype(np.int8)
    np.savez_compressed(options.out, weights=weights, scale=scale.astype(np.float32))
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()[:12]
    sys.stdout.write(f"{options.out.name} sha256 {digest}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
