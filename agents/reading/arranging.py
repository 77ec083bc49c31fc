"""What is arranged for a day to come though the verb is past: "I booked a table for Friday", "moved to the 9th"."""

import re
from typing import TYPE_CHECKING

from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

ARRANGES = vocabulary(
    "book rebook reserve arrange schedule reschedule organise organize plan set fix pencil confirm "
    "invite order register enrol enroll sign"
)
"""Verbs by which a day is settled on before it comes."""
_MOVES = vocabulary("move push postpone shift change delay bring put bump")
"""Verbs by which another day is settled on."""
_GETS = vocabulary("make get give buy have grab send offer find")
"""Verbs that settle on a day with what is kept for somebody then: an appointment, tickets."""
KEPT = vocabulary(
    "appointment appt appointments slot slots booking bookings reservation reservations table ticket tickets seat seats room date"
)
"""What is kept for somebody on a day."""
EVENT = (
    r"appointments?|appts?|meetings?|interviews?|exams?|calls?|flights?|trains?|ferry|check-?ups?|dinner|lunch"
    r"|breakfast|brunch|reservation|booking|viewing|consultation|surgery|operation|presentation|deadline"
    r"|test|quiz|rehearsal|concert|wedding|conference|party|play|game|match|race|dentist|doctor"
    r"|vet|physio|haircut|therapy|webinar|workshop|class|lesson|audition|hearing|tour|recital"
    r"|stand-?up|sync|demo|review|session|scan|x-ray|mri|blood test|vaccination|date|funeral"
    r"|hairdresser|optician|delivery|handover|move|graduation|ceremony|evening|training|course|drinks"
    r"|visit|inspection|performance|resits?|retakes?|physio(?:therapy)?|therapist|gig|gala|tournament|retreat|screening|kick-?off|retro|1:1"
)
"""Nouns of what takes place at a time, or of whom one sees then."""
_FOR = re.compile(r"\bfor(?: the)? $", re.IGNORECASE)
_FOR_DAY = re.compile(r"for\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|till|until)(?: the)? $", re.IGNORECASE)


def is_arranged(verb: "Token", before: str, day: str) -> bool:
    """Tell whether a past verb settles on a day; `before` is what its sentence says in front of the day, which may be "for the 9th".

    "I've got an interview Tuesday" has one, and what "is" or "gets delivered" will be. What "had been booked for Friday" was so before something else that is over.
    """
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.lower_ == "got" and helpers & {"'ve", "ve", "have", "has", "'s"}:
        return True
    if any(child.dep_ == "auxpass" and child.tag_ in {"VBZ", "VBP"} for child in verb.children):
        return True
    if any(child.lower_ in {"had", "was", "were"} for child in verb.children):
        return False
    lemma = verb.lemma_.lower()
    if _FOR.search(before) or _FOR_DAY.match(day):
        kept = lemma in _GETS and any(token.lower_ in KEPT for token in verb.subtree)
        return kept or lemma in ARRANGES or lemma in _MOVES
    return lemma in _MOVES and _TO.search(before) is not None
