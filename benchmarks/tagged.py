"""Read messages in which the values of lasting facts are marked; data/slots/README.md has the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octomem.agents.reading.vocabulary import vocabulary

FOLDER = Path(__file__).parent / "data" / "slots"
SLOTS = vocabulary(
    "address age allergy birthday birthplace car child colleague condition degree diet dislikes "
    "doctor employer favourite fear friend habit height hobby home hometown job language likes "
    "manager marital_status medication member name nationality nickname owns parent partner pet "
    "phone_model project religion school sibling skill studies tool who"
)
_FILES = {"english": "writer", "chinese": "chinese"}
"""By language, how the names of its files begin."""
WHO = "who"
"""In the place of a slot: words that name somebody else, of whom the message tells."""
FLAGS = vocabulary("other past not plan maybe")

_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")
_ASKED = re.compile(r"[(\uff08]([^()\uff08\uff09]+[?\uff1f][^()\uff08\uff09]*)[)\uff09]\s*")


@dataclass(frozen=True, slots=True)
class Tag:
    """One marked value."""

    value: str
    slot: str
    flags: frozenset[str]
    start: int
    """Where it stands in the text, in characters."""

    @property
    def end(self) -> int:
        """Return where it ends in the text."""
        return self.start + len(self.value)


@dataclass(frozen=True, slots=True)
class Tagged:
    """One message."""

    id: str
    writer: str
    asked: str
    """The question that it answers; empty where it stands for itself."""
    text: str
    tags: tuple[Tag, ...]


def tagged(language: str) -> Iterator[Tagged]:
    """Walk the messages in "english" or "chinese", writer by writer.

    Raises:
        ValueError: a mark is not of the form, or names no slot or flag.
    """
    for path in sorted(FOLDER.glob(f"{_FILES[language]}-*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            yield parse(line, path.stem, number)


def parse(line: str, writer: str, number: int) -> Tagged:
    """Read one line; marks in the question are left out.

    Raises:
        ValueError: a mark is not of the form, or names no slot or flag.
    """
    place = f"{writer}, line {number}"
    plain = _MARK.sub(lambda mark: mark[1], line)
    if not plain.strip() or set(plain) & set("[]{}"):
        raise ValueError(f"{place}: expected text with [values]{{slot}}")
    asked = _ASKED.match(plain)
    begins = asked.end() if asked else 0
    tags, marked = list[Tag](), 0
    for mark in _MARK.finditer(line):
        tag = _tag(mark, mark.start() - marked - begins, place)
        marked += len(mark[0]) - len(mark[1])
        tags += [tag] if tag.start >= 0 else []
    text = plain[begins:]
    return Tagged(f"{writer}.{number}", writer, asked[1] if asked else "", text, tuple(tags))


def _tag(mark: re.Match[str], start: int, place: str) -> Tag:
    named, *flags = mark[2].split()
    slot = named.partition(":")[0]
    if slot not in SLOTS or not FLAGS.issuperset(flags) or (slot == WHO and flags):
        raise ValueError(f"{place}: unknown slot or flag in {mark[2]!r}")
    return Tag(mark[1], slot, frozenset(flags), start)
