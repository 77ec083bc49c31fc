"""Events with a date: told twice they are one, and two of a kind on different days stay two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from octomem.agents.base import Candidate
from octomem.agents.reading.reading import Mood, Statement, Tense
from octomem.agents.resolve import Desk
from octomem.jsons import JSON, from_moment, moment, text_field
from octomem.memory import Memory, Status

_UNTIL = "event"
"""Marks a candidate that tells of something that happened, with the end of when it did."""
_WIDEST = timedelta(days=366)
_MONTH = timedelta(days=31)


def event_marks(statement: Statement, *, in_slot: bool) -> dict[str, JSON]:
    """Return what tells a dated event from a state: "ran a marathon on Sunday"."""
    at = statement.moment
    past = statement.tense is Tense.PAST and statement.mood is Mood.FACT
    if in_slot or not past or statement.ended or statement.negated or at is None:
        return {}
    return {_UNTIL: moment(at.end)} if at.end - at.start <= _WIDEST else {}


def dated_identities(candidates: Sequence[Candidate]) -> set[str]:
    """Return the names that candidates have if another event of their kind is known."""
    return {_dated(one.identity, one) for one in candidates if _UNTIL in one.marks}


def apart(desk: Desk, candidate: Candidate) -> Candidate:
    """Give an event a name of its own where one of its kind is known of another day."""
    until = text_field(candidate.marks, _UNTIL)
    held = [m for m in desk.known(candidate.identity) if m.status is Status.CURRENT]
    if not until or not held or any(_is_same(one, candidate, from_moment(until)) for one in held):
        return candidate
    slot = candidate.slot and _dated(candidate.slot, candidate)
    return replace(candidate, identity=_dated(candidate.identity, candidate), slot=slot)


def _dated(name: str, candidate: Candidate) -> str:
    return f"{name}|{candidate.valid_from:%Y-%m-%d}"


def _is_same(memory: Memory, candidate: Candidate, until: datetime) -> bool:
    """Tell whether what is known may be what is told: a day within a month told alone counts."""
    at, start = memory.valid_from, candidate.valid_from
    whole_month = at.day == 1 and at.hour == at.minute == 0
    return start <= at < until or (whole_month and at <= start < at + _MONTH)
