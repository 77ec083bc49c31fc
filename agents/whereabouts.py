"""Where somebody is and what they hold, by the form of the clause where no known word says it."""

import re

from octomem.agents.reading.vocabulary import vocabulary

_PRESENT = r"(?:i'm|i am|im|we're|we are)"
_JUST = (
    r"(?:\s+(?:just|still|currently|now|right now|finally|back|already|actually|both|all|over|down|up|out|stuck|sitting"
    r"|standing|waiting|working|staying|camping|hiking|parked|lying|resting|here|outside|literally|only))*"
)
_ENDS = (
    r"(?=\W*$|\s*[,.;!(:]|\s+(?:for|with|and|until|till|til|right now|rn|atm|now|today|this|so|but|waiting|having|trying|getting"
    r"|watching|looking|again|as we speak|at the moment|near|in|on|by|because)\b)"
)
_AT = re.compile(
    rf"\b{_PRESENT}{_JUST}\s+(?P<where>(?:at|inside|outside|opposite|behind|next to|across from|by|near|beside)\s+"
    rf"(?:the|my|our|a|an|some|this|[\w'-]+'s?)\s+(?P<noun>(?:[\w'-]+\s+){{0,3}}?[\w'-]+)){_ENDS}",
    re.IGNORECASE,
)
_ABSTRACT = vocabulary(
    "moment end point stage limit top bottom mercy least beginning start edge height age time peak loss crossroads "
    "disadvantage wits' wits' rope forefront helm receiving mercy pace level rate risk standstill juncture "
    "phase position company firm startup agency same age table expense front crossroad dead ends"
)
"""What somebody is "at" who is nowhere in particular."""
_BUSY = re.compile(
    rf"(?:\b{_PRESENT}{_JUST}|^\W*(?:sat|sitting|standing|stuck|riding|waiting))\s+(?P<where>in (?:a|the) (?:\w+ )?(?:queue|traffic jam)"
    r"|in (?:traffic|transit|town|hospital|quarantine)|on (?:a|another|the) (?:[\w-]+ )?(?:coach|tram|u-bahn|metro|train|bus|plane|boat|flight|ferry|walk|hike|bike)"
    r"|on (?:shift|site)|driving|walking (?:home|the dog|to work))"
    r"(?=\W*$|\s*[,.;!]|\s+(?:to (?-i:[A-Z])|right now|rn|atm|now|until|till|til|so|but|and|with|to work)\b)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    rf"(?:\b(?i:{_PRESENT}){_JUST}|^\W*(?:still |back )?)\s*(?P<where>(?i:on (?:holiday|vacation|a trip|a break)) in (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
DEVICE = r"(?:phone|mobile|laptop|tablet|computer|pc|desktop|macbook|iphone|ipad|pixel|thinkpad|chromebook|galaxy|kindle|watch|mac(?: mini)?)"
"""What one writes on."""
_HELD = (
    re.compile(
        rf"\b(?:(?:i|we)(?:'ve| have)?\s+(?:only\s+|just\s+)?(?:got|have|brought)|only have|only got)\s+(?:only\s+|just\s+)?my\s+(?P<device>(?:\w+ ){{0,2}}?{DEVICE})\s+(?:with|on|here)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:(?P<my>\bmy\s+)|^\W*(?:and\s+)?)(?P<device>(?(my)(?:\w+ ){{0,2}}?{DEVICE}|(?:phone|laptop|tablet)))(?:'s|\s+is|\s+battery\s+is|'s battery is)?\s+(?:(?:only|down|almost|nearly|about|now|already)\s+)*"
        r"(?:at \d+ ?(?:%|percent)|dying|to die|out of battery|on \d+ ?%|low on battery|overheating)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_PRESENT}{_JUST}\s+(?:using|on|running|in)\s+(?:the\s+|your\s+)?(?:\w+ ){{1,3}}?on\s+(?:a|an|my|the|our)\s+(?P<device>(?:\w+ ){{0,2}}?{DEVICE}(?: \w*\d+)?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_PRESENT}{_JUST}\s+(?:reading|typing|texting|writing|doing|checking|sending|asking)\s+(?:(?:all|this|you|it|that)\s+)*(?:(?:in|at|on)\s+(?:(?:the|my|a)\s+)?\w+\s+)?"
        rf"(?:on|from)\s+(?:the|my|a|an)\s+(?P<device>(?:\w+ ){{0,2}}?{DEVICE})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:bear with me|sorry|excuse (?:the |my |any )?(?:typos|spelling))\b.*?\b(?:on|from)\s+(?:my|a|the)\s+(?P<device>(?:\w+ ){{0,2}}?{DEVICE})\b",
        re.IGNORECASE,
    ),
)


def place_by_form(clause: str) -> str | None:
    """Return where the speaker is: "at the archive", "on the night bus"; None if it is not said."""
    match = _AT.search(clause)
    if match is not None and not _ABSTRACT & set(match["noun"].lower().split()):
        return match["where"]
    away = _AWAY.search(clause)
    if away is not None:
        return away["where"]
    busy = _BUSY.search(clause)
    return busy["where"] if busy else None


def device_by_form(clause: str) -> str | None:
    """Return what the speaker has in hand: "phone" of "my phone's at 3 %"."""
    found = (pattern.search(clause) for pattern in _HELD)
    return next((match["device"] for match in found if match), None)
