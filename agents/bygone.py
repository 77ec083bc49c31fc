"""What a question about the past asks for: "Where did I live before Leeds?", "her old job"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from octomem.agents.asked import Asked, asked
from octomem.agents.base import Question, Ranked
from octomem.agents.chinese_asked import ChineseAsked, asked_for, chinese_asked
from octomem.agents.events import is_event
from octomem.agents.ranking import LATER, best_first, shared
from octomem.agents.reading.grammar import ROLES
from octomem.agents.wording import content, normal, stems
from octomem.jsons import text_field
from octomem.memory import LONG_AGO, Kind, Memory, Wanted, noted

_STEP = 0.05
"""Between what is over, which stands in the order of its time, whatever else speaks for it."""
_LEAST = 1 - 6 * _STEP
_THING = (
    r"(?:job|work|employer|company|firm|boss|manager|cars?|phone|house|flat|home|address|place|school|dog|cat|pet|doctor|dentist"
    r"|partner|boyfriend|girlfriend|husband|wife|landlord|landlady|roommate|flatmate|number|email|team|role|position|hobby|gym"
    r"|bike|town|city)"
)
_PAST = re.compile(
    r"\bused? to\b|\b(?:previous(?:ly)?|formerly|former|originally|in the past|back then)\b"
    rf"|\b(?:ex|prior)[ -]{_THING}\b|\bex$|\b(?:was|were|did|had)\b.*\b(?:old|last|earlier) {_THING}\b"
    r"|\b(?:was|were|did|had)\b.*\b(?:before|prior to)\b"
    r"|\bdid\b(?: [\w'.-]+){1,5}? (?:live|reside|work|drive|own|study)\b"
)
"""What a question in small letters says that asks for what was. "What was her name again?" asks for what is."""
_ENDED = re.compile(
    r"\b(?:gave up|given up|broke up|split up|got rid of|stopped|quit|dropped|sold|left|lost|cancelled|parted (?:with|from))\b"
    r"|\bdid\b.*\b(?:(?:give|break) up|get rid of|stop|drop|sell|leave|lose|cancel|part (?:with|from))\b"
)
"""What asks for what somebody has ended."""
_IS = re.compile(r"(?:who|what|which|where)\b")
_DID = re.compile(r"\b(?:did|was|were|had|been|before|used|former(?:ly)?|previous(?:ly)?|ex|old)\b")
"""How a question begins that asks for what is, and what it does not say then."""
_WHICH = re.compile(r"(?:which|what)\b")
_WAS = re.compile(r"\b(?:was|were)\b")
"""What does so where a time that is over is named."""
_NOT = re.compile(
    r"^(?:why|how)\b|\b(?:when|while|again|any ?more|these days|now|nowadays|still|currently|since)\b|\bborn\b"
)
"""What asks for a moment or a reason, or for what is, or names a time by what else happened."""
_RELATIVE = re.compile(r"\bdid (?:my|his|her|their|our|\w+'s) ([a-z]+)\b|\b([a-z]+)'s\b")
"""Whoever a question is about by what they are to somebody: "my sister", "my dad's"."""
_BESIDE = re.compile(r"\b(?P<side>before|prior to|after)\b(?P<what>.*)")


@dataclass(frozen=True, slots=True)
class Bygone:
    """What a question about the past asks for: of whom which slot, and when."""

    asked: Asked | ChineseAsked
    names: tuple[str, ...]
    """Of whom, in normal form."""
    at: datetime
    spans: tuple[tuple[datetime, datetime], ...]
    """When it held, where the question says; none where it only says that it is over."""

    @property
    def wanted(self) -> Wanted:
        """What may answer: what was told of everybody named, and what filled their asked slots."""
        return Wanted(slots=self.slots, subjects=frozenset(self.names))

    @property
    def slots(self) -> frozenset[str]:
        """The slots of everybody named that are asked for."""
        return frozenset(f"{name}/{slot}" for name in self.names for slot in self.asked.slots)

    @property
    def ties(self) -> list[str]:
        """What somebody is asked to be to those named, as identities have it: "mei dog"."""
        noun = self.asked.noun
        return [stems(f"{name}'s {noun}") for name in self.names] if noun else []

    def answers(self, memory: Memory) -> bool:
        """Tell whether a fact is over and gives what was asked for."""
        end = memory.valid_to
        if end is None or end > self.at or not self.asked.answer(memory):
            return False
        met = [begin < end and memory.valid_from < until for begin, until in self.spans]
        return any(met) or not self.spans


def bygone(question: Question) -> Bygone | None:
    """Read what a question asks for that is over; None where it asks for what is."""
    in_chinese = chinese_asked(question)
    spans = tuple(_spans(question))
    if not in_chinese.is_past and not _is_past(question.low, dated=bool(spans)):
        return None  # most questions, before anything else is looked for in them
    wanted = in_chinese if in_chinese.text else asked(question)
    if not (wanted.slots or wanted.predicates or wanted.noun):
        return None
    return Bygone(wanted, tuple(map(normal, question.names)), question.at, spans)


def left_behind(question: Question) -> Bygone | None:
    """Read what a question asks for that is, of which what is over tells nothing; None for any other."""
    if not question.names or question.moments:
        return None
    in_chinese = chinese_asked(question)
    is_now = _IS.match(question.low) is not None and _DID.search(question.low) is None
    if not (is_now or asked_for(question) is not None):
        return None
    wanted = in_chinese if in_chinese.text else asked(question)
    if not (wanted.slots or wanted.noun):
        return None
    return Bygone(wanted, tuple(map(normal, question.names)), question.at, ())


def _is_past(low: str, *, dated: bool) -> bool:
    """Tell whether a question in small letters asks for what was, of somebody it names."""
    if _NOT.search(low) or any(ROLES & set(found) for found in _RELATIVE.findall(low)):
        return False
    was = _PAST.search(low) is not None or is_ended(low)
    return was or (dated and _WAS.search(low) is not None)


def is_ended(low: str) -> bool:
    """Tell whether a question in small letters asks for what somebody ended: "Which car did I sell?"."""
    return _ENDED.search(low) is not None


def held_last(ranked: list[Ranked], question: Question) -> list[Ranked]:
    """Rank down what still holds where a question asks which of somebody's things they ended.

    Of "Which hobby did Graham give up?" none that he has is the answer, however like the question it is.
    """
    low = question.low
    if _WHICH.match(low) is None or not is_ended(low) or _NOT.search(low):
        return ranked
    if not any(_holds(item.memory) for item in ranked):
        return ranked
    return best_first(shared(item, LATER) if _holds(item.memory) else item for item in ranked)


@noted
def _holds(memory: Memory) -> bool:
    """Tell whether a memory says what is so, and neither that it ended nor what happened."""
    fields = memory.fields
    denied = fields.get("negated") is True or is_event(fields)
    is_claim = memory.kind in {Kind.CORE, Kind.KNOWLEDGE, Kind.SEMANTIC}
    return is_claim and memory.valid_to is None and not denied and not is_ended(memory.text.lower())


def bygone_first(ranked: Sequence[Ranked], question: Question) -> list[Ranked]:
    """Put what a question about the past asks for above the rest, what ended last first.

    Of "before Leeds" it is what ended last before that began. What is over and no answer is left out:
    only a question about the past has seen it.
    """
    sought = bygone(question)
    over = [item for item in ranked if sought is not None and sought.answers(item.memory)]
    if sought is None or not over:
        return list(ranked)
    over = sorted(over, key=lambda item: (_end(item.memory), item.memory.id), reverse=True)
    known = {item.memory.id for item in over}
    rest = [item for item in ranked if item.memory.id not in known]
    first = _beside(over, ranked, sought.asked, question.low)
    if not first:
        return rest
    scores = [max(_LEAST, 1 - _STEP * place) for place in range(len(first))]
    raised = [item._replace(score=score) for item, score in zip(first, scores, strict=True)]
    return [*raised, *(item._replace(score=item.score * LATER) for item in rest)]


def _spans(question: Question) -> Iterator[tuple[datetime, datetime]]:
    """Yield the times, of the past, that a question names."""
    for moment in question.moments:
        before = moment.text.lower().startswith(("before ", "until ", "till ", "by "))
        begin, end = (LONG_AGO, moment.start) if before else (moment.start, moment.end)
        if end <= question.at:
            yield begin, end


def _end(memory: Memory) -> datetime:
    return memory.valid_to or memory.valid_from


def _beside(
    over: Sequence[Ranked], ranked: Sequence[Ranked], wanted: Asked | ChineseAsked, low: str
) -> list[Ranked]:
    """Keep what was before or after the value that a question names, the nearest first.

    Of "before breakfast" it is nothing; "before" by itself says no more than "once".
    """
    said = _BESIDE.search(low)
    if said is None or not said["what"].strip():
        return list(over)
    words = content([said["what"]])
    known = [
        item.memory
        for item in ranked
        if wanted.answer(item.memory) and _is_said(item.memory, words)
    ]
    if not known:
        return []
    begun = min(memory.valid_from for memory in known)
    if said["side"] == "after":
        later = [item for item in over if item.memory.valid_from > begun]
        return later[::-1]
    return [item for item in over if item.memory.valid_from < begun]


def _is_said(memory: Memory, words: frozenset[str]) -> bool:
    value = content([text_field(memory.fields, "object")])
    return bool(value) and value <= words
