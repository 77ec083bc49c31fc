"""Read messages in which what is worth remembering is marked; data/remarks/README.md has the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "remarks"
LABELS = frozenset({"core", "fact", "place", "device", "mood", "task"})

_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")
_ASKED = re.compile(r"[(\uff08]([^()\uff08\uff09]+)[)\uff09]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of words, and what it is worth remembering as."""

    words: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """One message; what is not marked in it is worth nothing."""

    id: str
    writer: str
    asked: str
    """The question that it answers; empty where it stands for itself."""
    text: str
    marks: tuple[Mark, ...]


def marked(language: str) -> Iterator[Marked]:
    """Walk the messages in "english" or "chinese", writer by writer.

    Raises:
        ValueError: a line is not of the form, or a label is unknown.
    """
    for path in sorted(FOLDER.glob(f"{language}-*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            yield parse(line, path.stem, number)


def parse(line: str, writer: str, number: int) -> Marked:
    """Read one line.

    Raises:
        ValueError: it is not of the form, or a label is unknown.
    """
    place = f"{writer}, line {number}"
    asked = _ASKED.match(line)
    line = line[asked.end() :] if asked else line
    plain = _MARK.sub(lambda mark: mark[1], line)
    if not plain.strip() or set(plain) & set("[]{}"):
        raise ValueError(f"{place}: expected text with [words]{{label}}")
    marks = tuple(Mark(found[1], frozenset(found[2].split())) for found in _MARK.finditer(line))
    for mark in marks:
        if not mark.labels or not mark.labels <= LABELS:
            raise ValueError(f"{place}: unknown label in {sorted(mark.labels)}")
    return Marked(f"{writer}.{number}", writer, asked[1].strip() if asked else "", plain, marks)
