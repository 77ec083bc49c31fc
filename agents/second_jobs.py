"""Work that somebody has beside their work: "still at Lumo, and started weekends at Barco"."""

import re
from dataclasses import replace

from octomem.agents.base import Candidate, Intent
from octomem.agents.reading import grammar
from octomem.agents.reading.reading import Reading, Statement
from octomem.jsons import text_field

_DAYS = r"(?:weekends?|weekend shifts|evenings|saturdays?|sundays?|mornings|two days|one day|three days|part[- ]time)"
_BESIDE = re.compile(
    rf"\bon the side\b|\b(?:second|side|other|extra|weekend|evening|saturday|part[- ]time) (?:job|gig|hustle|work)\b"
    rf"|\b(?:works?|working|worked|started?|starting) (?:some |a few |the odd )?{_DAYS}\b(?! off\b)"
    rf"|(?:^|[,;:.] |\band |\bbut )(?:on |at |in the )?{_DAYS}(?: and {_DAYS})?,? (?:I|he|she|they|we|at|for|with)\b"
    r"|\b(?:I|he|she|we|they) also (?:work|works|started?|joined)\b"
    r"|\bas well as (?:my|his|her) (?:day )?job\b"
    r"|\bstill (?:at|with|for|working (?:at|for)|work (?:at|for)) [^.!?;]{2,60}?\b(?:and|but|plus)\b [^.!?;]{0,40}\b(?:start|also|too|as well|join|took on|taken on|picked up)",
    re.IGNORECASE,
)
_SLOTS = frozenset({"employer", "job"})
_MOVED = re.compile(
    r"\b(?:left|quit|instead|no longer|any ?more|used to|switched|swapped|changed|new|now|fired|sacked|laid off|let \w+ go"
    r"|redundant|lost|resigned|retired)\b",
    re.IGNORECASE,
)
"""What says that the one work took the other's place."""


def is_second_job(statement: Statement, reading: Reading) -> bool:
    """Tell whether a statement speaks of work that is beside another."""
    text = reading.sentences[statement.sentence].text
    is_beside = _BESIDE.search(text) is not None or _is_also(statement, text)
    return is_beside and _MOVED.search(text) is None


def _is_also(statement: Statement, sentence: str) -> bool:
    """Tell what somebody does too: "I also repair boats", but not "I also do yoga, I repair boats"."""
    verbs = {grammar.third_person(verb.lower()) for verb in _ALSO.findall(sentence)}
    return bool(verbs & set(statement.text.split()))


_ALSO = re.compile(r"\balso (\w+)", re.IGNORECASE)


def beside_other_work(candidate: Candidate, statement: Statement, reading: Reading) -> Candidate:
    """Let a second employer or job stand beside what is known: it takes nobody's place."""
    fills = text_field(candidate.fields, "slot") in _SLOTS
    if candidate.intent is not Intent.ASSERT or not fills or candidate.fields.get("negated"):
        return candidate
    return replace(candidate, slot=None) if is_second_job(statement, reading) else candidate
