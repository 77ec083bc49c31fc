"""Events with a date: told twice they are one, and two of a kind on different days stay two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from octomem.agents import lasting
from octomem.agents.about import head_noun, is_about_somebody, is_concrete, is_thing
from octomem.agents.base import Candidate
from octomem.agents.reading.reading import Claim, Mood, Reading, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.resolve import Desk
from octomem.jsons import JSON, from_moment, moment, text_field
from octomem.memory import Memory, Status

_UNTIL = "event"
"""Marks a candidate that tells of something that happened, with the end of when it did."""
OF_THE_DAY = 1.0
"""How relevant what happened on a day is to a question that names the day and asks for no slot."""
_WIDEST = timedelta(days=366)
_MONTH = timedelta(days=31)

_MINDS = vocabulary(
    "ache agree ask be believe care chat consider decide doubt expect feel figure forget guess hate"
    " hear hope imagine know like listen look love matter mean mention need notice plan realise"
    " realize remember remind say seem sleep sound speak suppose talk tell text think try understand"
    " wait wake want wish wonder worry"
)
"""Verbs of minds, words and moods: what they tell of a day is no event that anybody would ask for."""
_EVERYDAY = vocabulary(
    "bath bed break breakfast brunch bus chores coffee cooking dinner dishes film food gym home"
    " housework laundry lie-in lunch meal movie nap office rest shop shopping shops shower snack store"
    " supermarket sleep takeaway tea telly time train tv walk washing work"
)
"""Nouns of what one does on any day; where or with whom, by name, makes an event of it."""
_CHORES = vocabulary(
    "brush wash charge check lock click google open eat drink feed iron clean cook tidy water shower"
)
"""Verbs of what one does on any day."""
_UNREAL = re.compile(
    r"\b(?:almost|nearly|pretend\w*|dreams?|according to|role-?play)\b"
    r"|^\W*(?:please )?(?:translate|summari[sz]e|reply|fix|correct|rewrite|proofread|rephrase)\b",
    re.IGNORECASE,
)
"""What did not happen, or is somebody's text to work on."""


def happened(statement: Statement, reading: Reading) -> bool:
    """Tell what somebody did on a day or in a month that is named: "gave blood today"."""
    at = statement.moment
    if at is None or statement.tense is not Tense.PAST or statement.mood is not Mood.FACT:
        return False
    if statement.claim not in {None, Claim.EVENT}:
        return False  # its reader knows better
    told_at = reading.turn.occurred_at  # "this morning" of another zone may be ahead in this one
    is_span = at.start.date() <= told_at.date() and at.end - at.start <= _MONTH
    is_other = statement.negated or statement.ended or bool(statement.habitual_scope)
    somebody = is_about_somebody(statement) and not is_thing(statement)
    went = statement.verb.partition(" ")[0] not in _MINDS or statement.predicate == "is at"
    did = bool(statement.object) and went
    text = reading.sentences[statement.sentence].text
    return (
        is_span
        and not is_other
        and not _UNREAL.search(text)
        and somebody
        and did
        and not _is_everyday(statement)
        and is_concrete(statement)
    )


def whole_event(candidate: Candidate, statement: Statement) -> Candidate:
    """Say of an event all that was told of it: "a half marathon in Ottawa"."""
    words, moment = statement.object, statement.moment
    own = words.replace(f"{statement.subject}'s ", "their ", 1)
    at = max(statement.text.find(words), statement.text.find(own))
    if at >= 0 and moment is not None:
        words = " ".join(statement.text[at:].replace(moment.text, "").split())
    return replace(candidate, fields={**candidate.fields, "object": words, "event": True})


def is_event(fields: Mapping[str, JSON]) -> bool:
    """Tell from a memory's fields what happened once, on the day from which it holds."""
    return fields.get("event") is True


def _is_everyday(statement: Statement) -> bool:
    """Tell what nobody would ask for, unless the words name where or with whom: "had lunch"."""
    noun = head_noun(statement.object)
    brief = statement.verb == "have" and noun in lasting.HAD_BRIEFLY
    chore = statement.verb in _CHORES or noun in _EVERYDAY
    thing = statement.object.removeprefix(f"{statement.subject}'s ")
    return (brief or chore) and thing.islower()


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
