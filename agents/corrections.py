"""Corrections and news: "actually, I live in Graz" retracts; "I moved to Graz" takes over."""

import re
from collections.abc import Iterable
from dataclasses import replace

from octomem.agents.agreement import whom
from octomem.agents.base import Candidate, Intent
from octomem.agents.chinese_claims import OWNED
from octomem.agents.long_ago import LATE
from octomem.agents.reading.chinese.slips import SLIP
from octomem.agents.reading.reading import Reading, Statement, Tense
from octomem.agents.resolve import PLANNED, UNSURE, Desk
from octomem.agents.slots import load_table
from octomem.agents.wording import content, normal
from octomem.jsons import JSON, from_moment, moment, text_field
from octomem.memory import Memory
from octomem.operation import Proposal

_MARK = "corrects"
_SAID = "changed, said at"
TOLD_AT = "told_at"
"""The field of a change that is dated before it was told: when it was told."""
_OUTRIGHT = re.compile(
    r"\b(?:correction|typo|i mean|i meant|misspoke|mistyped|scratch that|my mistake|my bad|wrong"
    rf"|not true|sorry|oops|i (?:wrote|said) \w+\?)|, not \w|{SLIP}|更正|不对|乌龙",
    re.IGNORECASE,
)
"""Words that take back what was said just before, where "actually" may only bring news."""


_NEVER = re.compile(
    r" never (?!.*\b(?:as|before|until|till|when|while|yet|back|in(?! [A-Z])"
    r"|in (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\b)"
)
"""What never was so: not "as a child", "before this year"."""


def corrects(statement: Statement) -> bool:
    """Tell whether a statement puts right what was said wrong.

    "Actually, I moved to Graz" is news: the old home was right when it was told. What somebody
    never was or did was wrong whenever it was told.
    """
    if statement.negated and not statement.ended:
        never = statement.tense is Tense.PAST and _NEVER.search(statement.text) is not None
        return statement.corrects or never
    is_present = statement.tense is Tense.PRESENT
    return statement.corrects and is_present and not load_table().is_change(statement)


def amended(reading: Reading) -> dict[str, JSON]:
    """Return the mark of a value that puts right what was said just before: "typo, it's …77"."""
    return {_MARK: "outright"} if _OUTRIGHT.search(reading.turn.text) else {}


def marks_of(statement: Statement, reading: Reading) -> dict[str, JSON]:
    """Return what `propose` must know of a statement: that it is unsure, corrects, or brings news."""
    if statement.is_unsure:
        return {UNSURE: True}
    if corrects(statement):
        outright = _OUTRIGHT.search(reading.turn.text) is not None
        return {_MARK: "outright" if outright else "perhaps"}
    if statement.tense is Tense.FUTURE:
        return {PLANNED: True}
    is_news = load_table().is_change(statement) and not statement.ended
    return {_SAID: moment(reading.turn.occurred_at)} if is_news else {}


def as_news(desk: Desk, candidate: Candidate) -> Candidate:
    """Let a change take the place of what was told before it, however it is dated.

    On Wednesday "I live in Lund", on Friday "I moved to Malmo last weekend": the date says
    that Malmo came first, the order of the telling that Malmo is the home now. What changed
    `LATE` before that was told, or earlier ("when I was 20 I moved to Malmo") is history.
    """
    said = text_field(candidate.marks, _SAID)
    if not said or candidate.slot is None:
        return candidate
    told = [
        memory.valid_from
        for memory in desk.current()
        if memory.slot == candidate.slot and memory.identity != candidate.identity
    ]
    begun = candidate.valid_from
    before = [start for start in told if begun < start <= min(from_moment(said), begun + LATE)]
    return replace(candidate, valid_from=max(before)) if before else candidate


def told_at(candidate: Candidate) -> dict[str, JSON]:
    """Return the field that says when a change was told, where it is dated before that."""
    said = text_field(candidate.marks, _SAID)
    return {TOLD_AT: said} if said and from_moment(said) > candidate.valid_from else {}


def outrun(desk: Desk, candidate: Candidate) -> Proposal | None:
    """Settle a claim that a change took the place of which was told later and is known already.

    It is what `as_news` decides, for calls that come in the other order.
    """
    if candidate.slot is None or candidate.intent is not Intent.ASSERT:
        return None
    for memory in desk.current():
        said = text_field(memory.fields, TOLD_AT)
        rival = memory.slot == candidate.slot and memory.identity != candidate.identity
        begun = memory.valid_from
        if rival and said and begun < candidate.valid_from <= min(from_moment(said), begun + LATE):
            return desk.insert_before(memory, candidate)
    return None


def is_correction(candidate: Candidate) -> bool:
    """Tell whether a candidate was marked by `corrects` and competes for a slot."""
    return (
        _MARK in candidate.marks
        and candidate.slot is not None
        and candidate.intent is Intent.ASSERT
    )


def correct(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Retract what holds the candidate's slot, then settle the candidate in its place."""
    outright = candidate.marks.get(_MARK) == "outright"
    candidate = replace(candidate, marks={})
    wrong = [
        memory
        for memory in desk.current()
        if memory.slot == candidate.slot and memory.identity != candidate.identity
    ]
    if not wrong and outright:
        wrong = _misread(desk, candidate)
    if not wrong:
        return [desk.settle(candidate)]
    same = of_one_telling(desk, wrong[-1])
    return [
        *(desk.retract(each, f"corrected: {candidate.text}") for each in (wrong[-1], *same)),
        desk.settle(replace(candidate, reason=f"{candidate.reason}, put right")),
    ]


def told_beside(candidates: Iterable[Candidate]) -> set[str]:
    """Return of what the words that are taken back may have told too: somebody's nationality."""
    return {
        normal(f"{text_field(each.fields, 'subject')}'s {thing}")
        for each in candidates
        if _MARK in each.marks and each.fields.get("negated") is True
        for thing in OWNED.values()
    }


def of_one_telling(desk: Desk, wrong: Memory) -> list[Memory]:
    """Return what the same words told of somebody: who "grew up in Hull" is from Hull, 越南人 of a nationality too."""
    return [each for each in desk.current() if _is_of_one_telling(each, wrong)]


def _is_of_one_telling(memory: Memory, wrong: Memory) -> bool:
    about, others = (normal(whom(_either(each, "subject", "entity"))) for each in (memory, wrong))
    one, other = (content([_either(each, "object", "target")]) for each in (memory, wrong))
    same = about == others and bool(one) and bool(other) and (one <= other or other <= one)
    return memory.id != wrong.id and same and memory.turns == wrong.turns


def _either(memory: Memory, of_fact: str, of_relation: str) -> str:
    """Return of whom a fact or a relation tells, or what."""
    return text_field(memory.fields, of_fact) or text_field(memory.fields, of_relation)


def _misread(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what the session told that differs in one of subject, predicate and object."""
    said = [text_field(candidate.fields, name) for name in _PARTS]
    near: list[Memory] = []
    for memory in desk.current():
        here = (
            memory.session_id == candidate.session_id and candidate.valid_from > memory.valid_from
        )
        told = [text_field(memory.fields, name) for name in _PARTS]
        alike = sum(
            one.casefold() == other.casefold() for one, other in zip(said, told, strict=True)
        )
        whose = [
            "'s " in each[2] for each in (said, told)
        ]  # "is six" says nothing of "is my niece"
        if (
            here
            and alike == 2
            and whose[0] == whose[1]
            and memory.fields.get("negated") == candidate.fields.get("negated")
        ):
            near.append(memory)
    return near


_PARTS = ("subject", "predicate", "object")
