"""Errands told in half sentences: as the answer to what is still to do, or going on from the one before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from octomem.agents.reading.dates import find_moments
from octomem.agents.reading.reading import Moment, Reading
from octomem.agents.sentences import sentences_of
from octomem.agents.task_verbs import TO_DO

_ASKS_WHAT = re.compile(
    r"\b(?:(?:anything|something|what(?:['\u2019]s| is)?)(?: else)? (?:still |left |you (?:still )?(?:have|need) )?(?:open|to do(?! (?:in|near|around)\b)|left|outstanding|to finish|planned|pending|on your (?:plate|list|mind))"
    r"|what(?: else)? do you (?:still )?(?:have|need) to do|(?:left|still) to do(?! (?:in|near|around)\b)|to-?dos?\b|next steps?\b|what(?:['\u2019]s| is) (?:next|on today|on tomorrow))",
    re.IGNORECASE,
)
"""What asks for errands: "Anything to do tomorrow?"."""
_WHEN_IS = re.compile(
    r"when(?:['\u2019]s| is) (?:the|your) (?P<what>(?:[\w-]+ ){0,2}[\w-]+)$", re.IGNORECASE
)
"""When is the viva?"""
_PARTS = re.compile(r"\s*[,;]\s*(?:and\s+|then\s+)*|\s+(?:and|then|&|\+)\s+(?:then\s+)?")
_HEDGE = re.compile(
    r"^(?:to|just|i (?:have|need|want) to|gotta|need to|have to|well|um|yeah|yes)\s+|,?\s+(?:i guess|i suppose|i think|tbh|probably)\b.*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:and|then|n|&|also|plus)\s+(?:then\s+|also\s+)*(?P<words>(?P<verb>[a-z]+)\s+(?!it\b)[^.!?\n]{3,80})",
    re.IGNORECASE,
)
"""… need to chase him at 10. and finish slide 7 myself."""
_THEN = re.compile(r"(?:,\s*(?:and\s+)?then|\s\+)\s+(?P<words>(?P<verb>[a-z]+)\s+[^.!?,;\n]{3,80})")
_DUE = re.compile(
    r"\b(?:i|we)(?:['\u2019]?ll|['\u2019]?m (?:going to|gonna)| will| have to| need to| must(?! say| admit)| should)\b"
    r"|(?:^\W*|[,;:]\s*|\b(?:i|we|i['\u2019]?ve|we['\u2019]?ve|still|also|just|really|and|but|so|now|then|today|tomorrow|tonight|\w+day)\s+)(?:gotta|got to|gonna|(?:have|need) to(?! say| admit)|must(?! say| admit))\s|\bstill need\s",
    re.IGNORECASE,
)
"""What a sentence has that tells an errand of its speaker's."""
_UNSURE = re.compile(
    r"\b(?:if|would|never|don['\u2019]?t|every|always|usually|you|unless|he|she|they)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"the \d{1,2}(?:st|nd|rd|th)\b")
_LONGEST = 6
"""Words of an answer that says when."""


@dataclass(frozen=True, slots=True)
class Further:
    """Something to be done, as a verb phrase, or an appointment, as what it is."""

    words: str
    moment: Moment | None
    is_event: bool = False


def further_errands(reading: Reading) -> Iterator[Further]:
    """Yield what a turn answers is to be done, and what goes on from an errand before it."""
    if not reading.from_user or reading.language == "zh":
        return
    yield from _answered(reading)
    yield from _going_on(reading)


def _answered(reading: Reading) -> Iterator[Further]:
    """Yield "print the thesis, and see the counsellor at 11" of who is asked what is to do."""
    if reading.asked is None:
        return
    question, at = reading.asked.question, reading.turn.occurred_at
    answer = next(iter(sentences_of(reading)), "").strip(" .!")
    event = _WHEN_IS.search(question.strip(" ?"))
    if event is not None and len(answer.split()) <= _LONGEST:
        day, moment = _DAY.match(answer), _ahead(answer, at)
        when = f"on {answer}" if day else answer
        if day or moment:
            yield Further(f"the {event['what']} {when}", moment, is_event=True)
    if _ASKS_WHAT.search(question) is None or answer.endswith("?"):
        return
    for part in _PARTS.split(answer):
        words = _HEDGE.sub("", _HEDGE.sub("", part.strip()))
        verb, _, rest = words.partition(" ")
        if verb.lower() in TO_DO and rest and not _UNSURE.search(words):
            yield Further(words, _ahead(words, at) or _ahead(question, at))


def _ahead(words: str, at: datetime) -> Moment | None:
    """Return the first day or hour to come that some words name."""
    return next((f.moment for f in find_moments(words, at) if f.moment.end > at), None)


def _going_on(reading: Reading) -> Iterator[Further]:
    """Yield "and finish slide 7 myself" behind a sentence that says what has to be done."""
    before = ""
    at = reading.turn.occurred_at
    for sentence in sentences_of(reading):
        found = _GOES_ON.match(sentence) if _DUE.search(before) else None
        found = found or (_THEN.search(sentence) if _DUE.search(sentence) else None)
        is_question = sentence.rstrip().endswith("?")
        if found is not None and found["verb"].lower() in TO_DO and not is_question:
            words = re.sub(r"\s+myself\b", "", found["words"]).strip(" .,")
            if not _UNSURE.search(words):
                yield Further(words, _ahead(words, at))
        before = "" if is_question or re.search(r"\bif\b|\bwould\b", sentence) else sentence
