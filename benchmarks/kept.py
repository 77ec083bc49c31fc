"""What becomes of marked facts: `python -m benchmarks.kept LANGUAGE [--half odd|even] [--messages N] [--json]`.

Reads messages whose facts are marked (data/slots) and that the shipped encoder has not learnt from, and says of each fact that
is or was so whether a statement keeps its words, and if none does, whether it was tagged rightly: then a gate behind the tags lost it
(agents/claims.py and what it asks), else the encoder did. Rules are written by the odd lines of a file, and counted on the even ones.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.tagged import WHO, Tag, Tagged, tagged
from octomem.agents.bars import BAR
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.tags import Tag as Found
from octomem.turn import Role, Turn

FIRST = {"en": ("english", 60), "zh": ("chinese", 51)}
"""By language, how its files of messages are named, and the first writer whom the shipped weights have not learnt from."""
ACTOR = {"en": "Mei", "zh": "小梅"}
AT = datetime(2024, 5, 8, 10, tzinfo=UTC)
SEED = 5
SAME = {"address": "home", "degree": "studies", "birthplace": "hometown"}
"""Slots that are tagged as another one."""
STATES = ("maybe", "past", "not", "plan")
FATES = ("kept", "tagged and lost", "tagged below the bar", "not tagged")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one marked fact."""

    slot: str
    fate: str
    """One of `FATES`."""


def messages(language: str, half: str) -> list[Tagged]:
    """Return the messages of one half, in an order that chance gave them once."""
    named, first = FIRST[language]
    odd = half == "odd"
    found = [
        each
        for each in tagged(named)
        if int(each.writer.rpartition("-")[2]) >= first
        and (int(each.id.rpartition(".")[2]) % 2 == 1) == odd
    ]
    random.Random(SEED).shuffle(found)  # noqa: S311 - a sample, no secret
    return found


def read(reader: Reader, message: Tagged, language: str) -> Reading:
    """Read a message behind the question that it answers."""
    turns = [(Role.ASSISTANT, "assistant", message.asked)] if message.asked else []
    turns.append((Role.USER, ACTOR[language], message.text))
    return reader.read_many(
        [
            Turn(
                id=f"{message.id}.{at}",
                ref=f"{message.id}.{at}",
                seq=at,
                position=at,
                role=role,
                actor=actor,
                text=text,
                occurred_at=AT + timedelta(seconds=20 * at),
                recorded_at=AT + timedelta(seconds=20 * at),
                session_id=message.id,
            )
            for at, (role, actor, text) in enumerate(turns)
        ]
    )[-1]


def fates(message: Tagged, reading: Reading) -> Iterator[Fate]:
    """Yield what became of each fact that is or was so."""
    told = [each.text for each in reading.statements if each.mood is Mood.FACT]
    begins = list(_begins(message.text, [each.text for each in reading.sentences]))
    for mark in message.tags:
        if mark.slot == WHO or _state(mark) not in {"now", "past"}:
            continue
        right = [
            each.likely
            for each in reading.tags.values
            if _is_right(each, mark, begins[each.sentence])
        ]
        sure = max(right, default=0.0)
        lost = 1 if sure >= BAR else 2 if right else 3
        is_kept = any(mark.value in text for text in told)
        yield Fate(SAME.get(mark.slot, mark.slot), FATES[0 if is_kept else lost])


def _begins(text: str, sentences: Sequence[str]) -> Iterator[int]:
    """Yield where sentences begin in a text; -1 for one that was read otherwise than it was typed."""
    last = 0
    for each in sentences:
        begins = text.find(each, last)
        last = begins + len(each) if begins >= 0 else last
        yield begins


def _state(mark: Tag) -> str:
    return next((state for state in STATES if state in mark.flags), "now")


def _is_right(found: Found, mark: Tag, begins: int) -> bool:
    """Tell whether a tag has a mark's place, slot, state and holder."""
    is_there = (
        mark.start < begins + found.end and mark.end > begins + found.start
        if begins >= 0
        else mark.value in found.text or found.text in mark.value
    )
    says = (found.slot, found.state.value, found.of_other)
    return is_there and says == (
        SAME.get(mark.slot, mark.slot),
        _state(mark),
        "other" in mark.flags,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Read messages, print what became of their facts by slot; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kept")
    parser.add_argument("language", choices=sorted(FIRST))
    parser.add_argument("--half", choices=("odd", "even"), default="even")
    parser.add_argument("--messages", type=int, default=3000, help="how many to read")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(argv)
    if options.messages < 1:
        parser.error("--messages has to be 1 or more")
    language: str = options.language
    chosen = messages(language, options.half)[: options.messages]
    reader, console = Reader(), Console(stderr=True)
    counts = Counter(
        (each.slot, each.fate)
        for message in track(chosen, "reading", console=console, disable=options.json)
        for each in fates(message, read(reader, message, language))
    )
    slots = Counter({slot: 0 for slot, _ in counts})
    for (slot, _), count in counts.items():
        slots[slot] += count
    rows = [(slot, n, [counts[slot, fate] for fate in FATES]) for slot, n in slots.most_common()]
    rows.append(
        ("all", slots.total(), [sum(of[at] for _, _, of in rows) for at in range(len(FATES))])
    )
    if options.json:
        facts = {"language": language, "half": options.half, "messages": len(chosen), "seed": SEED}
        of = [
            {"slot": slot, "n": n} | dict(zip(FATES, found, strict=True)) for slot, n, found in rows
        ]
        sys.stdout.write(json.dumps(facts | {"slots": of}, indent=2) + "\n")
        return 0
    title = f"{len(chosen)} messages, {language}, {options.half} lines, seed {SEED}; model calls 0"
    table = Table("slot", "n", *FATES, title=title, title_justify="left")
    for slot, n, found in rows:
        table.add_row(slot, str(n), *(f"{count} ({count / n:.0%})" for count in found))
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
