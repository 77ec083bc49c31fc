"""Texts that say several turns as one, word for word: old sessions, and what was told again.

Both can be told anew without a turn that is gone, as every line knows whose it is.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from octomem.agents.base import RULES
from octomem.agents.sentences import split
from octomem.agents.summary import MAX_CHARACTERS, Line, add_terms, terms_of
from octomem.agents.wording import content, words
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory

TOLD_AGAIN = "consolidation/episodes/1"
"""The extractor of memories that say several tellings of one thing as one."""
SESSION = "consolidation/session/1"
"""The extractor of an old session's summary."""
TURNS_PER_LINE = 8
LINES = (3, 7)
"""The fewest and the most sentences of a session's summary."""
MIN_WORDS = 3
"""Content words of a sentence that can stand in a summary."""
SAME = 0.6
"""Share of a sentence's content words in one chosen already, from which it adds nothing."""

_QUESTION = re.compile(r"[?？]\s*$")


def spoken(turn: Memory) -> str:
    """Return what a turn says in the form that tellings are compared in: case, width, marks."""
    return " ".join(words(unicodedata.normalize("NFKC", turn.text)))


def asks(text: str) -> bool:
    """Say whether a text ends as a question."""
    return _QUESTION.search(text) is not None


def told_again(turns: Sequence[Memory]) -> str:
    """Say the tellings of one thing as one: who said it how often, from when to when."""
    actor, latest = text_field(turns[0].fields, "actor"), turns[-1].text.strip()
    return f'{actor} said {len(turns)} times ({_days(turns)}): "{latest}"'


def central(turns: Sequence[Memory]) -> list[Line]:
    """Choose a session's most central sentences, in the order in which they were said.

    A sentence weighs the mean count of its content words, damped where it is short (Luhn
    1958: significant words carry the sentence); one that repeats another is left out.
    """
    counts = Counter(word for turn in turns for word in content([turn.text]))
    top = max(counts.values(), default=1)
    weighed = [
        (_weight(said, counts, top), place, Line(f"{_actor(turn)}: {text}", turn.identity), said)
        for place, (turn, text, said) in enumerate(_sentences(turns))
    ]
    least, most = LINES
    room = min(most, max(least, len(turns) // TURNS_PER_LINE))
    chosen: dict[int, tuple[Line, frozenset[str]]] = {}
    for _, place, line, said in sorted(weighed, key=lambda one: (-one[0], one[1])):
        repeats = any(len(said & other) >= SAME * len(said) for _, other in chosen.values())
        if len(chosen) < room and not repeats:
            chosen[place] = (line, said)
    return [chosen[place][0] for place in sorted(chosen)]


def digest(turns: Sequence[Memory], lines: Sequence[Line]) -> tuple[str, dict[str, JSON]]:
    """Write a session's summary: its text, and its fields, with which it can be continued."""
    value = " ".join(line.text for line in lines)
    session = f"session {turns[0].session_id}" if turns[0].session_id else "conversation"
    text = f"Summary of {session} ({_days(turns)}, {len(turns)} turns): {value}"
    return text, _fields(value, lines, add_terms({}, [turn.text for turn in turns]))


def retold(memory: Memory, kept: Sequence[Memory], lost: Sequence[Memory]) -> Memory | None:
    """Tell a memory anew from the grounds that are left; None where its text does not allow it."""
    if memory.extractor == TOLD_AGAIN:
        return _told_without(memory, kept)
    is_summary = memory.kind is Kind.CONTEXTUAL and memory.fields.get("facet") == "summary"
    if is_summary and memory.extractor in {SESSION, RULES}:
        return _summed_without(memory, kept, lost)
    return None


def lines_of(fields: Mapping[str, JSON]) -> list[Line]:
    """Return a summary's sentences, each with the turn it is from."""
    lines = fields.get("lines")
    entries = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    return [Line(text_field(entry, "text"), text_field(entry, "turn")) for entry in entries]


def counts_of(fields: Mapping[str, JSON]) -> dict[str, int]:
    """Return of a summary how many turns each of its session's main terms is in."""
    terms = fields.get("terms")
    pairs = terms.items() if isinstance(terms, dict) else ()
    return {term: count for term, count in pairs if isinstance(count, int)}


def _told_without(memory: Memory, kept: Sequence[Memory]) -> Memory | None:
    if len(kept) < 2:
        return None
    turns = sorted(kept, key=lambda turn: (turn.valid_from, turn.id))
    return replace(
        memory,
        text=told_again(turns),
        turns=tuple(turn.identity for turn in turns),
        grounds=tuple(turn.id for turn in turns),
    )


def _summed_without(
    memory: Memory, kept: Sequence[Memory], lost: Sequence[Memory]
) -> Memory | None:
    gone = {turn.identity for turn in lost}
    lines = [line for line in lines_of(memory.fields) if line.turn not in gone]
    if not lines or not kept:
        return None
    value = " ".join(line.text for line in lines)
    heading = memory.text.removesuffix(text_field(memory.fields, "value"))
    text = f"{heading}{value}"
    terms = Counter(counts_of(memory.fields))
    for turn in lost:
        terms.subtract(set(terms_of(turn.text)))
    return replace(
        memory,
        text=text,
        fields=_fields(value, lines, {term: n for term, n in terms.items() if n > 0}),
        turns=tuple(dict.fromkeys(line.turn for line in lines)),
        grounds=tuple(turn.id for turn in kept),
        identity=f"{memory.slot}/{(text if memory.extractor == SESSION else value).casefold()}",
    )


def _fields(value: str, lines: Iterable[Line], terms: Mapping[str, int]) -> dict[str, JSON]:
    return {
        "facet": "summary",
        "value": value,
        "values": [],
        "terms": dict[str, JSON](terms),
        "lines": [{"text": line.text, "turn": line.turn} for line in lines],
    }


def _sentences(turns: Sequence[Memory]) -> Iterable[tuple[Memory, str, frozenset[str]]]:
    for turn in turns:
        for text in split(turn.text):
            said = content([text])
            if len(said) >= MIN_WORDS and len(text) <= MAX_CHARACTERS and not asks(text):
                yield turn, text, said


def _weight(said: frozenset[str], counts: Mapping[str, int], top: int) -> float:
    mean = sum(counts[word] for word in said) / len(said) / top
    return round(mean * len(said) / (len(said) + 3), 6)


def _actor(turn: Memory) -> str:
    return text_field(turn.fields, "actor")


def _days(turns: Sequence[Memory]) -> str:
    first, last = (_day(turn.valid_from) for turn in (turns[0], turns[-1]))
    return first if first == last else f"{first} to {last}"


def _day(at: datetime) -> str:
    return at.date().isoformat()
