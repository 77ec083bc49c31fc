"""How results look: tables for people, JSON for programs."""

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from octomem.foreign import as_json
from octomem.jsons import JSON
from octomem.memory import Kind, Memory
from octomem.operation import Degraded

PIPE_WIDTH = 160
"""Columns of a table that goes into a pipe or file, where no terminal says how wide."""

_PUBLIC = (
    "id",
    "kind",
    "text",
    "fields",
    "score",
    "relevance",
    "sources",
    "grounds",
    "status",
    "confidence",
    "valid_from",
    "valid_to",
    "recorded_at",
    "last_seen",
    "fades_from",
    "version",
    "session_id",
    "agent_id",
    "metadata",
    "ranks",
)
"""What a memory shows of itself; the rest is the ledger's own bookkeeping."""


def console() -> Console:
    """Return the console of stdout: the terminal's width, or a wide one in a pipe."""
    fixed = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(width=fixed, highlight=False, markup=False)


def notes() -> Console:
    """Return the console of stderr, for progress and remarks."""
    return Console(stderr=True, highlight=False, markup=False)


_CONTROL = "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_UNSAFE = re.compile(_CONTROL)
"""What moves a terminal's cursor, colours it or turns text around; tab and line break are left."""


def visible(text: str) -> str:
    """Write every character that a terminal would obey as its escape, such as \\x1b."""
    return _UNSAFE.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def print_json(value: JSON) -> None:
    """Print one JSON document, in which nothing is left that a terminal would obey."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    sys.stdout.write(f"{safe}\n")


def print_plain(text: str) -> None:
    """Print a text as it is, without a terminal's line breaks or anything it would obey."""
    sys.stdout.write(f"{visible(text)}\n")


def remark(text: str) -> None:
    """Print a remark as one line on stderr, however narrow the terminal and in a pipe."""
    notes().print(f"octomem: {text}", soft_wrap=True)


def print_notes(told: Iterable[str]) -> None:
    """Print what was assumed, on stderr."""
    for note in told:
        remark(note)


def print_degraded(parts: Sequence[Degraded]) -> None:
    """Say on stderr which agents or engines failed; the others went on.

    Raises:
        typer.Exit: one did, so the command has failed too.
    """
    for part in parts:
        what = f"{part.agent} agent" if part.agent in set(Kind) else part.agent
        remark(f"the {what} failed: {visible(part.error)}")
    if parts:
        raise typer.Exit(1)


def memory_json(memory: Memory) -> dict[str, JSON]:
    """Return a memory's public fields; `score`, `relevance` and `ranks` only where set."""
    values = asdict(memory)
    unset = ("score", "relevance", "ranks")
    shown = {n: values[n] for n in _PUBLIC if not (n in unset and values[n] is None)}
    return {name: as_json(value, name) for name, value in shown.items()}


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Build a table of plain texts: what looks like markup in a memory stays as it is.

    The columns in `_RATIOS` share the room that is left; ids are never cut.
    """
    built = Table(
        title=Text(visible(title), style="bold"), title_justify="left", box=box.SIMPLE_HEAD
    )
    for name in columns:
        built.add_column(name, overflow="fold", ratio=_RATIOS.get(name))
    for row in rows:
        built.add_row(*(Text(visible(cell)) for cell in row))
    return built


_RATIOS = {"text": 3, "why": 1, "found": 3, "how to mend it": 2}


def counted(number: int, one: str, several: str | None = None) -> str:
    """Write a number with what it counts: `several` where it is not one, else with an s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def day(at: datetime | None) -> str:
    """Write the day of a moment; nothing where it is open."""
    return at.date().isoformat() if at else ""


def cited(sources: Sequence[str], limit: int = 4) -> str:
    """Write a memory's turns in brackets, the first `limit` by name."""
    shown = ", ".join(sources[:limit])
    more = f", +{len(sources) - limit}" if len(sources) > limit else ""
    return f"[{shown}{more}]" if sources else ""
