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
_AT_ONCE = re.compile(r"ed\s*[,:\u2013-]\s*$")
"""A day set off from the verb, which says what is booked in front of it: "ferry booked, 2 August"."""
WENT_WRONG = re.compile(
    r"(?:but\s+|and\s+)?(?:(?:it|nobody|no one|nothing|they|he|she|everyone|everybody|(?:the|my|our)\s+[\w-]+)\s(?:[\w']+\s){0,2}?(?:was|were|had|went|came|got|lost|forgot|\w{2,}ed)"
    r"|(?:i|we)\s(?:said no|declined|turned|can't|cannot|don't|didn't|won't|never|forgot|missed|lost|cancell?ed))\b",
    re.IGNORECASE,
)
"""How what came of something goes on behind it: "… and it rained", "… but I said no"."""
_GOES_ON = re.compile(r"[,;]\s+|\s+(?:and|but)\s+", re.IGNORECASE)
_FOR_DAY = re.compile(r"for\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|till|until)(?: the)? $", re.IGNORECASE)


def _is_present(verb: "Token") -> bool:
    """Tell "has got" and "is booked" from what is past."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.lower_ == "got":
        return any(each.lower_ in {"'ve", "ve", "have", "has", "'s"} for each in helpers)
    return any(each.dep_ == "auxpass" and each.tag_ in {"VBZ", "VBP"} for each in helpers)


def is_arranged(verb: "Token", before: str, day: str) -> bool:
    """Tell whether a past verb settles on a day; `before` is what its sentence says in front of the day, which may be "for the 9th".

    What "is booked" or somebody has "got" then is no past either; what "had been booked for Friday" is over.
    """
    if _is_present(verb):
        return True
    if any(child.lower_ in {"had", "was", "were"} for child in verb.children):
        return False
    lemma = verb.lemma_.lower()
    if lemma in ARRANGES and _AT_ONCE.search(before):
        return not any(child.dep_ == "dobj" for child in verb.children)
    if any(WENT_WRONG.match(day, each.end()) for each in _GOES_ON.finditer(day)):
        return False
    if _FOR.search(before) or _FOR_DAY.match(day):
        kept = lemma in _GETS and any(token.lower_ in KEPT for token in verb.subtree)
        return kept or lemma in ARRANGES or lemma in _MOVES
    return lemma in _MOVES and _TO.search(before) is not None
