"""What is arranged for a day to come: bookings, appointments and events, by what a sentence says in front of the day.

"Booked dr Shikongo for Tuesday 14:30", "the swap is Saturday at the parish hall", "the movers come on the 28th".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise, zip_longest

from octomem.agents.for_good import told_in_story
from octomem.agents.reading.arranging import EVENT, WENT_WRONG
from octomem.agents.reading.calendar import HOLIDAYS
from octomem.agents.reading.dates import find_moments
from octomem.agents.reading.reading import Moment, Reading
from octomem.agents.sentences import sentences_of

EVENTS = re.compile(
    rf"\b(?:{EVENT}|slot|op|mot|jab|swap|show|fair|meet-?up|get-?together|barbecue|bbq|picnic|potluck|coffee"
    r"|curry|pints?|reunion|christening|baptism|shower|hen do|stag do|prom|(?:first|last|moving|wedding) day|trip|outing|crossing|closing|completion|exchange"
    r"|orthodontist|chemo|dialysis|biopsy|colonoscopy|endoscopy|ultrasound|induction|c-section|transplant|implant|knee|hip"
    r"|fitting|installation|survey|audit|launch|release|drill|vigil|wake)$",
    re.IGNORECASE,
)
"""With what stands in front of it, what is on a day."""
_PP = r"(?:re)?(?:booked|reserved|scheduled|arranged|pencil+ed|confirmed|organi[sz]ed|planned|fixed|set)"
_PREP = r"(?:\s+(?:for|on|at|to))?(?:\s+the)?"
_WORD = r"[\w'&/+.\u2019\u2013-]+"
_THING = rf"(?P<thing>{_WORD}(?:\s+{_WORD}){{0,7}}?)"
_ALL = r"(?:\s+(?:now|already|all|just|finally|provisionally|also))?"
_IS = re.compile(rf"{_THING}(?:\s+(?:is|are|will be)|'s){_ALL}{_PREP}", re.IGNORECASE)
_BOOKED = re.compile(
    rf"{_THING}(?:(?:\s+(?:is|are|has been|have been|got)|'s)?{_ALL}\s+(?P<how>{_PP})(?:\s+(?:in|up))?[,:]?{_PREP}|\s+{_PP}\s*[,:\u2013-])",
    re.IGNORECASE,
)
_BOOKS = re.compile(
    rf"(?:(?:i|we|(?P<others>they|(?:my|our|the)\s+{_WORD}|(?-i:[A-Z])[\w-]+))(?:'ve|\s+have|\s+has|'s)?\s+)?(?:(?:just|already|finally|also|now)\s+)*"
    rf"(?:(?:{_PP}|set up|ordered)\s+(?P<thing>\S.{{0,70}}?)|(?:made|got|(?P<given>gave|given|sent|offered)|bought|have)\s+(?P<kept>\S.{{0,70}}?))\s+for(?:\s+the)?",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:me|us|my|our|we)\b", re.IGNORECASE)
"""What others book or give is for the speaker."""
_SURE = re.compile(r"(?:re)?(?:booked|reserved|pencil+ed)", re.IGNORECASE)
"""What is said of what is on somebody's day; "planned" and "confirmed" are strikes and films as well."""
_OWN = re.compile(r"(?:my|our)\s", re.IGNORECASE)
_MONTHLY = re.compile(
    r"(?:.*\s)?(?:pay|pay-?day|pay ?che(?:ck|que)s?|wages?|salary|pension|benefits?|rent|bills?|bins?|period|post|mail|statement|invoice|magazine|cleaners?)$",
    re.IGNORECASE,
)
"""What comes every week or month."""
_KEPT = re.compile(
    r"\b(?:appointments?|appts?|slots?|bookings?|reservations?|table|tickets?|seats?)\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    rf"{_THING}(?:\s+(?:comes?(?! out)|arrives?|lands?|departs?|sails?|goes? in|going in|coming in|is coming|are coming|is going in|are going in"
    rf"|(?:is|are)(?: being)? (?:delivered|collected|picked up|installed|fitted|shipped|repaired|replaced)|gets? (?:delivered|collected|installed|fitted))"
    rf"|'s (?:coming|arriving|going in|being \w+ed))(?:\s+{_WORD}){{0,4}}?(?:\s+(?:on|at))?(?:\s+the)?",
    re.IGNORECASE,
)
_STARTS = re.compile(rf"(?:my|our)\s+{_THING}\s+(?:starts?|begins?){_PREP}", re.IGNORECASE)
_IS_EVENT = re.compile(
    rf"(?:\s+is|'s)\s+(?:the|my|our|{_WORD}'s)\s+(?:{_WORD}\s+){{0,3}}(?:{EVENT}|drill|show|swap)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s(?:with|at|in|for|of|to|from|by|w)\s", re.IGNORECASE)
"""What parts an event from who or what it is with."""
_SEES = re.compile(
    rf"{_THING}\s+(?:can|will|could)\s+(?:see|take|fit|squeeze)\s+(?:me|us|him|her|them|(?:my|our|the) {_WORD})(?:\s+in)?{_PREP}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_THING}(?:\s*[,:\u2013-])?{_PREP}", re.IGNORECASE)
_NOBODYS = re.compile(
    r"(?:the )?date$|(?:i|we|you|he|she|they|it|that|this|there|here|what|who|when|where|which|how|no|not|every|each|all|most|some|any|nothing|nobody|your)\b"
    r"|.*\b(?:every|not|never|was|were|had|went|said|says|told|open|opens|opened|closed?|closes|shut|off|since|(?:birthday|anniversary)$|news|fully|sold|election"
    rf"|final|premiere|tide|sunset|sunrise|eclipse|moon|season|episode|series|today|tomorrow|yesterday|\w+days|'s day|(?-i:Day)|{'|'.join(HOLIDAYS)})(?!\w)",
    re.IGNORECASE,
)
"""What is nobody's appointment: habits, opening hours, birthdays, what is told of the past, what everybody has."""
_NOT_SO = re.compile(
    r"\b(?:if|unless|whether|would|could have|might|maybe|perhaps|wish|imagine|suppose|used to|usually|normally|always|often|every|each|never|cancel+ed|postponed"
    r"|missed|no longer|called off)\b|n't\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"[^.;!?]{0,40}\b(?:was|were|went|had|said|told|felt|took|got|(?!need|feed|speed|shed)\w{2,}ed)\b|\s*,?\s*\d{3,4}\b(?![:.])|\s*(?:-|to|and|until|till)\s",
    re.IGNORECASE,
)
"""What follows a day that is told of as over, a year or another day."""
_WAS = re.compile(
    r"\s+(?:was|were|went|took|felt|lasted|said)\b|,?\s+(?:1\d|20)\d\d\b", re.IGNORECASE
)
"""What follows directly behind a day what was on which is told of as over, or a year."""
_HAD = re.compile(r"\W*(?:since|no)\s|.*\b(?:had|saw|went)\b", re.IGNORECASE)
"""What says in front of a day what was on it, has been so since, or is not."""
_HAS = re.compile(r"\b(?:is|are|have|has)\b|'ve\b", re.IGNORECASE)
"""What says that something is on a day yet."""
_PIECE = re.compile(r"[,;.]\s|\s(?:and|but|so)\s", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:ok(?:ay)?|yes|yep|yeah|sure|right|well|so|and|also|oh|hey|hi|hello|anyway|btw|by the way|ps|then|great|cool|fine|thanks|perfect|sorry|no(?=[,.!])|fyi|heads up|actually"
    r"|good news|update|reminder|remember|finally|just|but)\b[,:.!]*\s+)+",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?<=[.!?;])\s+|\s+(?:and|but|so|because)\s+(?=\w)|\s[-\u2013\u2014]\s|\n")
_DAY = timedelta(days=2)
"""How wide a date is at most that an event is on: a weekend."""

_LONGEST = 120
"""Characters in front of a day that say what is on it, at most."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Something that is on a day to come."""

    words: str
    """As it was said, with its day."""
    moment: Moment


def arranged(reading: Reading) -> Iterator[Arranged]:
    """Yield what a turn of somebody's tells is arranged for a day to come."""
    sentences = sentences_of(reading) if reading.from_user else []
    for sentence, following in zip_longest(sentences, sentences[1:], fillvalue=""):
        plain = sentence.replace("\u2019", "'")
        if plain.rstrip().endswith("?") or _NOT_SO.search(plain) or told_in_story(plain):
            continue
        clauses = [*_CUT.split(plain), following.replace("\u2019", "'")]
        for clause, behind in pairwise(clauses):
            found = _of_clause(clause, reading)
            if found is not None and not WENT_WRONG.match(behind):
                yield found


def told_as_over(sentence: str, moment: Moment | None) -> bool:
    """Tell a day that what is on it is told of as over, or denied: "the dentist on Friday was lovely", "no meeting Monday"."""
    if moment is None:
        return False
    before, _, behind = sentence.replace("\u2019", "'").partition(moment.text)
    piece = _PIECE.split(before)[-1]
    return _HAS.search(piece) is None and bool(_WAS.match(behind) or _HAD.match(piece))


def _of_clause(clause: str, reading: Reading) -> Arranged | None:
    lead = _LEAD.match(clause)
    clause = clause[lead.end() :] if lead else clause
    at = reading.turn.occurred_at
    over = {moment.text for moment in reading.moments if moment.end <= at}
    for date in find_moments(clause, at):
        moment = date.moment
        ahead = moment.end > at and moment.end - moment.start <= _DAY and not moment.ends
        before, behind = clause[: date.start].rstrip(" ("), clause[date.end :]
        if not ahead or moment.text in over or _OVER.match(behind) or len(before) > _LONGEST:
            continue
        if _is_event(before, moment) or (not before and _IS_EVENT.match(behind)):
            return Arranged(clause.strip(" .,!"), moment)
    return None


def _is_event(before: str, moment: Moment) -> bool:
    """Tell whether what stands in front of a day is what is on it."""
    at_hour = moment.end - moment.start <= timedelta(hours=1)
    before = f"{before} {'for' if moment.text.lower().startswith('for ') else ''}".strip()
    books = _BOOKS.fullmatch(before)
    if books is not None:
        thing = books["kept"] or books["thing"]
        ours = not (books["others"] or books["given"]) or _OURS.search(thing) is not None
        return ours and (not books["kept"] or _KEPT.search(thing) is not None)
    for form in (_BOOKED, _SEES, _COMES):
        match = form.fullmatch(before)
        if match is not None:
            sure = form is not _BOOKED or not match["how"] or _SURE.fullmatch(match["how"])
            known = sure or _names_event(match["thing"]) or _OWN.match(match["thing"])
            often = form is _COMES and _MONTHLY.match(match["thing"])
            return bool(known) and not often and not _NOBODYS.match(match["thing"])
    starts = _STARTS.fullmatch(before)
    match = _IS.fullmatch(before) or _BARE.fullmatch(before)
    if starts is not None or match is None or _NOBODYS.match(match["thing"]):
        return starts is not None
    return _names_event(match["thing"]) or (at_hour and match.re is _IS)


def _names_event(thing: str) -> bool:
    return EVENTS.search(_WITH.split(thing)[0]) is not None
