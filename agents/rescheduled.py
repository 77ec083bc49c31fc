"""What is set for another day: "my dentist appointment was moved to Monday"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from octomem.agents.drafting import dated
from octomem.agents.reading.dates import find_moments
from octomem.agents.reading.reading import Moment, Reading, Statement
from octomem.jsons import from_moment, text_field
from octomem.memory import Memory

_VERBS = {
    "moved": "move", "rescheduled": "reschedule", "postponed": "postpone", "pushed": "push",
    "shifted": "shift", "changed": "change", "delayed": "delay", "switched": "switch",
    "bumped": "bump", "brought": "bring", "put": "put", "preponed": "prepone", "extended": "extend",
}  # fmt: skip
"""Verbs by which it is set for another day; what is "now on Friday" is shifted as well."""
_SETS_NO_DAY = frozenset({"move", "reschedule", "postpone", "prepone", "delay"})
"""What is not done by being moved, even if nobody says to when."""
_VERB = (
    rf"(?P<verb>{'|'.join(_VERBS)})\b(?P<particle>\s+(?:back|forward|up|off|out|on|over|ahead)\b)?"
)
_BASE = rf"(?P<verb>{'|'.join(sorted(set(_VERBS.values()) - {'bring'}))})\b"
_THING = r"(?P<thing>(?!(?:to|until|till|for|by|from|in|into)\b)[\w'][^,.;:!?]{0,60}?)"
_BEGINS = r"(?:^\W*|[,;:]\s+|\b(?:and|so|but|that|said|says)\s+)"
_ORDERS = r"^\W*(?:(?:ok(?:ay)?|actually|right|so|and|please|pls|kindly|just|let's|let us|(?:can|could|would) (?:you|u))[\s,]+)*"
"""How somebody begins who has a thing set for another day: "can you push the gas bill to friday"."""
_ASKED = re.compile(
    r"\W*(?:(?:ok(?:ay)?|and|so|please|pls)[\s,]+)*(?:can|could|would) (?:you|u)\b", re.IGNORECASE
)
_ENDS = r"(?=\W*$|[,.;!]|\s+(?:because|since|as)\b)"


def _until(words: str) -> str:
    return rf"(?:\s+from\s+[^,.;!?]{{2,30}}?)?(?:\s+(?:{words})\s+(?P<when>[^;!?]{{2,60}}))?"


_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"{_BEGINS}{_THING}(?:\s+(?:was|were|is|are|got|gets|has been|have been|had to be|had been|is being)|'s(?:\s+been)?)"
            rf"\s+(?:now\s+|just\s+|all\s+|already\s+|also\s+)*{_VERB}{_until('to|until|till|for|by')}"
        ),
        rf"{_BEGINS}{_THING}(?:\s+(?:is|are)|'s)\s+(?P<verb>now)\s+(?P<when>[^;!?]{{2,60}})",
        rf"{_BEGINS}{_THING}(?:\s+(?:is|are)|'s)?\s+(?P<verb>now)\s+due\s+(?:on\s+|by\s+)?(?P<when>[^;!?]{{2,60}})",
        rf"{_BEGINS}(?P<itself>)(?!(?:i|we|you|s?he|they|work)\b){_THING}\s+(?:has\s+|have\s+|just\s+)*{_VERB}\s+(?:me|us)\s+(?:to|until|till)\s+(?P<when>[^;!?]{{2,60}})",
        rf"{_BEGINS}(?:(?:i|we|they)(?:'ve|\s+have)?\s+)?(?P<verb>got|given|gave)\s+(?:(?:me|us|an?|another)\s+){{0,2}}extension\s+(?:on|for)\s+{_THING}\s+(?:to|till|until)\s+(?P<when>[^;!?]{{2,60}})",
        rf"{_BEGINS}{_THING}(?:\s+(?:is|are)|'s)\s+(?P<when>(?:on|at)\s+[^;,!?]{{2,40}}?)\s+(?P<verb>now)\W*$",
        (
            rf"^\W*(?P<ordered>){_THING}(?:\s+(?:can|has to|have to|will have to|must|will)|'ll(?: have to)?)\s+(?P<verb>wait)\s+"
            rf"(?:to|until|till|for)\s+(?P<when>(?:(?! to\b)[^,;.!?]){{2,60}}){_ENDS}"
        ),
        rf"{_ORDERS}(?P<ordered>){_BASE}\s+{_THING}(?:\s+(?:back|forward|up|off|out))?\s+(?:to|until|till|for|by)\s+(?P<when>[^;!?]{{2,60}}){_ENDS}",
        (
            rf"{_ORDERS}(?P<ordered>)(?P<verb>do|remind me (?:of|about))\s+{_THING}\s+(?:to\s+|for\s+)?"
            rf"(?P<when>(?:on\s+|next\s+|tomorrow\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)[^;,!?]{{0,40}}?)\s+instead\W*$"
        ),
        rf"{_BEGINS}(?P<itself>)(?!(?:i|we|you|s?he)\b){_THING}\s+(?:just\s+|now\s+|already\s+)*{_VERB}\s+to\s+(?P<when>[^;!?]{{2,60}})",
        *(
            rf"{_BEGINS}(?:[\w']+\s+){{0,3}}?(?:just\s+|had to\s+|'ve\s+|have\s+|has\s+|had\s+)*{_VERB}\s+{_THING}"
            rf"(?:\s+(?:back|forward|up|off|out))?{_until(words)}{_ENDS}"
            for words in ("to|until|till", "for|by")
        ),
    )
)
_NOT_SO = re.compile(
    r"\b(?:not|another|if|when|once|almost|nearly|going to|will|would|should|could|can|might|may|hope|wish|want\w*"
    r"|need\w*|never|let's|supposed|used to)\b|n't\b|'ll\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:it|that|this|that one|this one|they|them)", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|o'clock)|\d{1,2}:\d\d|noon|midday", re.IGNORECASE
)
_DAY_ALONE = re.compile(r"(?:on )?the \d{1,2}(?:st|nd|rd|th)\b(?! of\b)", re.IGNORECASE)
"""A day of a month that is not named."""
_BARE_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d|the \d"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
"""How a date begins that says "on": "Monday", not "tomorrow"."""


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """That something is on another day than it was."""

    thing: str
    """What it is; empty for "it", of which nobody says what it stands for."""
    verb: str
    """Of "was moved": move. Who was to move it has done so."""
    when: Moment | None
    """To when, if it was said."""


def rescheduled(text: str, reading: Reading, statements: Sequence[Statement]) -> Rescheduled | None:
    """Return what a sentence says is set for another day; `statements` are the sentence's.

    "I moved the couch" is none: of a verb that says more than that, the new day is told. So it
    is where nothing says that the thing was moved: "meeting moved to Monday".
    """
    plain = text.replace("\u2019", "'")
    asks = _ASKED.match(plain) is not None
    if plain.rstrip().endswith("?") and not asks:
        return None
    plain = plain.rstrip(" ?") if asks else plain
    found: list[Rescheduled] = []
    for match in (match for form in _FORMS for match in form.finditer(plain)):
        said = match["verb"].lower()
        verb = said if said in _SETS_NO_DAY else _VERBS.get(said, "shift")
        told = match.start("when") if match["when"] else match.end()
        when = _when(match["when"] or "", reading.turn.occurred_at)
        sets_no_day = verb in _SETS_NO_DAY and "itself" not in match.re.groupindex
        lead = match["thing"] if "ordered" in match.re.groupindex else plain[:told]
        if not _NOT_SO.search(lead) and (when is not None or sets_no_day):
            found.append(Rescheduled(_thing(match["thing"], verb, statements), verb, when))
    return next((each for each in found if each.when is not None), found[0] if found else None)


def _when(words: str, at: datetime) -> Moment | None:
    """Return the date ahead that words begin with; a clock alone is one of whatever day it is."""
    words = f"on {words}" if words.startswith("the ") and _DAY_ALONE.match(words) else words
    found = next(iter(find_moments(words, at)), None)
    is_first = found is not None and words[: found.start].strip().lower() in {"", "the"}
    ahead = found is not None and (found.moment.end > at or _CLOCK.fullmatch(found.moment.text))
    return found.moment if found and is_first and ahead else None


def _thing(said: str, verb: str, statements: Sequence[Statement]) -> str:
    """Return what is meant by "it", where the reader knows."""
    said = re.sub(r"\s+(?:reminder|task|to-?do|thing)$", "", said, flags=re.IGNORECASE)
    if not _POINTS.fullmatch(said):
        return said
    subjects = (each.subject for each in statements if each.verb.split()[0] == verb)
    return next((each for each in subjects if not _POINTS.fullmatch(each)), "")


def due_of(moment: Moment) -> datetime:
    """Return when something is due that is set for a moment: an hour's beginning, a day's end."""
    exact = moment.end - moment.start <= timedelta(hours=1)
    return moment.start if exact else moment.end


def moved_to(task: Memory, when: str, at: datetime) -> tuple[str, str, datetime]:
    """Return a task's text, its words and when it is due, with another day in the place of its own.

    A clock alone is one of the day on which the task was due, and a day alone one of its month.
    """
    due = text_field(task.fields, "due")
    clock = _CLOCK.fullmatch(when) is not None
    base = from_moment(due) - timedelta(microseconds=1) if clock and due else at
    base = base.replace(hour=0, minute=0, second=0) if clock and due else base
    if due and _DAY_ALONE.fullmatch(when):
        base = max(at, from_moment(due).replace(day=1, hour=0, minute=0))
    moment = find_moments(when, base)[0].moment
    if clock and due:
        moment = replace(moment, text=f"{moment.start:%A} at {when}")
    words = text_field(task.fields, "task")
    old = next((f.moment.text for f in find_moments(words, task.valid_from)), "")
    text, words = (_on(each, old, moment, stamp=each == task.text) for each in (task.text, words))
    return text, words, due_of(moment)


def _on(text: str, old: str, moment: Moment, *, stamp: bool) -> str:
    """Say a moment in the place of another date; the date behind it where `stamp` asks for it."""
    old = re.sub(r"^(?:on|at|in) ", "", old, flags=re.IGNORECASE)
    said = re.sub(r"^(?:on|at|in) ", "", moment.text, flags=re.IGNORECASE)
    new = dated(said, replace(moment, text=said)) if stamp else said
    lead = "on " if _BARE_DAY.match(said) else ""
    lead = "at " if _CLOCK.fullmatch(said) else lead
    form = re.compile(
        rf"\b(?P<lead>(?:on|at|in|for) )?{re.escape(old)}\b(?: \([^)]*\))?", re.IGNORECASE
    )
    if not old or form.search(text) is None:
        return f"{text} {lead}{new}"
    is_by = re.compile(r"\b(?:by|before|until|till|due|from) $", re.IGNORECASE)
    return form.sub(lambda m: f"{'' if is_by.search(text[: m.start()]) else lead}{new}", text, 1)
