"""What a question about the past asks for: "Where did I live before Leeds?", "her old job"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octomem.agents.asked import Asked, asked
from octomem.agents.base import Question, Ranked
from octomem.agents.chinese_asked import ChineseAsked, chinese_asked
from octomem.agents.ranking import LATER
from octomem.agents.wording import content, normal
from octomem.jsons import text_field
from octomem.memory import LONG_AGO, Memory, Wanted

_STEP = 0.05
"""Between what is over, which stands in the order of its time, whatever else speaks for it."""
_LEAST = 1 - 6 * _STEP
_LASTS = (
    r"(?:live|reside|stay|work|do|drive|have|own|ride|report|date|see|play|stud(?:y|ied)|go to|"
    r"speak|eat|use|rent|be|call|teach|practi[sc]e)"
)
_PAST = re.compile(
    r"\bused? to\b|\b(?:previous(?:ly)?|formerly|former|original(?:ly)?|in the past|back then)\b"
    r"|(?<!how )\b(?:old|last|ex|prior|earlier)[ -](?!(?:is|are|was|were|year|month|week|night|summer|winter|time|name|does|do)\b)[a-z]"
    r"|\b(?:before|prior to)\b"
    rf"|\bdid\b(?: [\w'.-]+){{1,5}}? {_LASTS}\b"
    r"|\b(?:what|where|who|which)(?: \w+)? (?:was|were)\b(?! born\b)",
)
"""What a question in small letters says that asks for what was: "had", "did … live", "was"."""
_NOT = re.compile(
    r"^(?:when|why|how)\b|\b(?:any ?more|these days|now|nowadays|still|currently|since)\b|\bborn\b"
)
"""What asks for a moment or a reason, or for what is."""
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
        slots = {f"{name}/{slot}" for name in self.names for slot in self.asked.slots}
        return Wanted(slots=frozenset(slots), subjects=frozenset(self.names))

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
    wanted = in_chinese if in_chinese.text else asked(question)
    low = " ".join(question.words)
    past = in_chinese.is_past or (_PAST.search(low) is not None and _NOT.search(low) is None)
    if not past or not (wanted.slots or wanted.predicates or wanted.noun):
        return None
    names = tuple(map(normal, question.names))
    return Bygone(wanted, names, question.at, tuple(_spans(question)))


def bygone_first(ranked: Sequence[Ranked], question: Question) -> list[Ranked]:
    """Put what a question about the past asks for above the rest, what ended last first.

    Of "before Leeds" it is what ended last before that began.
    """
    sought = bygone(question)
    over = [item for item in ranked if sought is not None and sought.answers(item.memory)]
    if sought is None or not over:
        return list(ranked)
    over = sorted(over, key=lambda item: (_end(item.memory), item.memory.id), reverse=True)
    over = _beside(over, ranked, sought.asked, " ".join(question.words))
    first = {item.memory.id for item in over}
    scores = [max(_LEAST, 1 - _STEP * place) for place in range(len(over))]
    raised = [replace(item, score=score) for item, score in zip(over, scores, strict=True)]
    rest = [item for item in ranked if item.memory.id not in first]
    return [*raised, *(replace(item, score=item.score * LATER) for item in rest)]


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
    """Keep what was before or after the value that a question names, the nearest first."""
    said = _BESIDE.search(low)
    words = content([said["what"]]) if said is not None else frozenset[str]()
    known = [
        item.memory
        for item in ranked
        if wanted.answer(item.memory) and _is_said(item.memory, words)
    ]
    if said is None or not known:
        return list(over)
    begun = min(memory.valid_from for memory in known)
    if said["side"] == "after":
        later = [item for item in over if item.memory.valid_from > begun]
        return later[::-1]
    return [item for item in over if item.memory.valid_from < begun]


def _is_said(memory: Memory, words: frozenset[str]) -> bool:
    value = content([text_field(memory.fields, "object")])
    return bool(value) and value <= words
