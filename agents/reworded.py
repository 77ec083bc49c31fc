"""English statements said as the slots have it: "Mia is in 3rd grade", "my rent went up to $1,950".

A parse has the predicate that was said. What it means is told by its object and by what the encoder tagged.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.bars import BAR
from octomem.agents.for_good import is_for_good
from octomem.agents.long_ago import told_long_ago
from octomem.agents.reading.reading import SURE, Mood, Reading, Statement, Tense
from octomem.agents.reading.tags import State, Tag

ALLERGIC = "is allergic to"
_IN_GRADE = frozenset({"is in", "studies at", "starts", "begins", "enters"})
_GRADE = re.compile(
    r"(?:the )?(?:(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) grade"
    r"|year (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|grade \d+|kindergarten|pre-?k|preschool|(?P<young>reception)"
    r"|(?:freshman|sophomore|junior|senior) year)",
    re.IGNORECASE,
)
"""Which year of school somebody is in."""
_BECAME = re.compile(
    r" (?:(?:just )?(?:went|has gone|goes) (?:up|down)|rose|dropped|fell|increased|decreased|(?:got|was|has been) (?:raised|lowered|increased|cut)) to"
    r" (?P<value>[$\u20ac\u00a3]?\d[\w.,]*(?: [a-z]+)?)$"
)
"""How a measure of something comes to be: "my rent went up to $1,950"."""
_READING = re.compile(
    r"\b(?:heart ?rate|pulse|blood (?:pressure|sugar)|glucose|temperature|temp|fever|battery|heartbeat)$",
    re.IGNORECASE,
)
"""What is measured of a moment."""
_WEIGHT = re.compile(r"\d+(?:\.\d+)? ?(?:lbs?|pounds?|kgs?|kilos?|stone)", re.IGNORECASE)
_IN_PART = re.compile(
    r"\s*\b(?:(?:when|if|once|as long as|so long as|unless) (?:it|they|cooked|baked|raw|the)\b|in (?:small|little|tiny|moderate) |in moderation\b)"
)
"""What stands behind something that somebody takes in one form or measure only."""
_MOVES = {"moves to": "switches to", "moves from": "switches from"}
"""What is done with anything that is no place."""
_BEGINNING = re.compile(r"\bstart(?:ing|s)?\b.*")


def reworded(each: Statement, reading: Reading) -> Statement:
    """Return a statement with the predicate of what it means."""
    measured = (
        _weighed(each, reading) or _paid(each, reading) or _timed(each, reading) or _measured(each)
    )
    if measured is not each:
        return measured
    if each.predicate in _MOVES and not _is_place(each, reading):
        return replace(each, verb="switch", predicate=_MOVES[each.predicate])
    if each.object_type == "place":
        each = _placed(each, reading)
    if each.predicate == "starts at" and each.tense is Tense.PAST:
        return _promised(each, reading)
    if each.predicate == ALLERGIC and each.negated and each.object:
        return _tolerated(each, reading)
    return each


def _tags(each: Statement, reading: Reading, slot: str, bar: float) -> Iterator[Tag]:
    """Yield the values of a slot in a statement's sentence."""
    for tag in reading.tags.values:
        if (tag.slot, tag.sentence) == (slot, each.sentence) and tag.likely >= bar:
            yield tag


def _placed(each: Statement, reading: Reading) -> Statement:
    """Take what a tag knows for a tool for no place that somebody moves to, and a home for one that they do.

    "We moved from Jenkins to GitHub Actions", "we moved into our new house in Salem".
    """
    homes = _tags(each, reading, "home", BAR) if each.predicate == "moves in" else ()
    if any(tag.state is State.NOW and each.object in tag.text for tag in homes):
        return replace(each, predicate="moves to")
    tools = _tags(each, reading, "tool", BAR)
    is_tool = any(each.object.startswith(tag.text) for tag in tools)
    return replace(each, object_type="product") if is_tool else each


def _is_place(each: Statement, reading: Reading) -> bool:
    """Tell where somebody moves: not "moved to day shifts", nor "moving from MySQL to Postgres", of which a tag knows tools.

    A name that no tag knows is a town's; small words are one where a tag has them for a home.
    """
    told = [tag for tag in reading.tags.values if tag.sentence == each.sentence]
    named = [tag for tag in told if each.object.startswith(tag.text)]
    if any(tag.slot == "home" for tag in named):
        return True
    return each.object[:1].isupper() and not any(
        tag.slot == "tool" and tag.likely >= BAR for tag in named
    )


def _weighed(each: Statement, reading: Reading) -> Statement | None:
    """Tell a weight behind what somebody lost: "down 6 kilos since January, I'm 76 now" is no age."""
    number = each.first_person and each.predicate == "is" and each.object.isdigit()
    if not number or each.negated or not is_weight(each.object, reading):
        return None
    text = f"{each.subject} weighs {each.object}"
    return replace(each, verb="weigh", predicate="weighs", text=text)


def is_weight(number: str, reading: Reading) -> bool:
    """Tell a number that somebody is now, behind how much they lost or put on, where nothing tells of an age."""
    before, found, behind = reading.turn.text.partition(number)
    is_now = _NOW.match(behind) or re.search(r"\b(?:now|down to) (?:at )?$", before)
    told = [*_LOST_WEIGHT.finditer(before)]
    near = bool(told) and re.search(r"[.!?]", before[told[-1].end() :]) is None
    lost = near or (bool(told) and float(number) >= _NO_AGE)
    lost = lost and _OF_AGE.search(reading.turn.text) is None
    return bool(found and is_now) and lost


def _paid(each: Statement, reading: Reading) -> Statement | None:
    """Tell what somebody pays or earns now: "they raised my rent to $1,700", "rent is now 1350", "I pay 1200 in rent"."""
    sentence, actor = reading.sentences[each.sentence].text, reading.turn.actor
    if each.negated or each.mood is not Mood.FACT or each.ended:
        return None
    raised = (
        each.verb in _RAISES and each.tense is Tense.PAST and _BY_MEASURE.fullmatch(each.object)
    )
    is_now = each.predicate == "is" and each.subject in _MEASURES and _NOW_IS.search(sentence)
    pays = each.verb == "pay" and each.first_person and each.tense is Tense.PRESENT
    found = (
        _TO.search(sentence)
        if raised
        else _IN_RENT.search(sentence)
        if pays
        else _NOW_IS.search(sentence)
        if is_now
        else None
    )
    if found is None or _OF_OTHERS.search(sentence) or not _is_news(each, reading):
        return None
    noun = "rent" if pays else (each.object if raised else each.subject).rpartition(" ")[2]
    owner = each.object.rpartition("'s ")[0] if raised else ""
    subject, value = f"{owner or actor}'s {noun}", found["value"].rstrip(".,")
    return replace(
        each,
        subject=subject,
        subject_type="thing",
        first_person=False,
        verb="be",
        predicate="is",
        object=value,
        object_type="number",
        tense=Tense.PRESENT,
        text=f"{subject} is {value}",
    )


_OF_OTHERS = re.compile(
    r"\b(?:next door|(?:for|at|of) (?:my|our|his|her|a|an|the) \w+|(?:days?|weeks?|months?) (?:late|overdue|behind)|late|overdue|but (?:not|only)|of the rent|in our building|and \w+ pays)\b",
    re.IGNORECASE,
)
"""What is somebody else's, of something else, or a share."""
_RAISES = frozenset(
    {"raise", "increase", "lower", "cut", "bump", "hike", "reduce", "put up", "bump up"}
)
_MEASURES = frozenset({"rent", "the rent"})
_BY_MEASURE = re.compile(
    r"the rent|[A-Z][\w ]*'s (?:rent|salary|pay|wage|allowance|pension|premium|fee|tuition|mortgage)"
)
_AMOUNT = r"(?P<value>[$\u20ac\u00a3]?\d[\d.,]*k?)(?![\d.,]*[\dk])(?! ?(?:%|percent\b|next\b))"
_TO = re.compile(rf"\bto {_AMOUNT}", re.IGNORECASE)
_NOW_IS = re.compile(
    rf"^(?:(?:so|and|ok|well|btw|my|the|our)[, ]+)*rent(?: is|['\u2019]s) (?:now |up to |down to )+{_AMOUNT}(?! in \w)",
    re.IGNORECASE,
)
_IN_RENT = re.compile(
    rf"\bpay(?:ing)? {_AMOUNT}(?: (?:a|per) month)? (?:in|for|of) (?:the |my |our )?rent\b",
    re.IGNORECASE,
)
"""Where a sentence has what somebody pays or earns."""


def _is_news(each: Statement, reading: Reading) -> bool:
    """Tell what is so now and for good: not in a film, for the summer, almost, or when somebody was twenty."""
    sentence = reading.sentences[each.sentence].text
    return is_for_good(reading, each.sentence) and not told_long_ago(sentence)


def _timed(each: Statement, reading: Reading) -> Statement | None:
    """Tell when somebody gets up and goes to bed, every day: "I wake up at 5 now"."""
    if each.negated or each.ended or each.tense is not Tense.PRESENT or each.mood is not Mood.FACT:
        return None
    said = _RISES.search(each.text)
    sentence = reading.sentences[each.sentence].text
    found = _RISES_AT.search(sentence) if said is not None else None
    if said is None or found is None or _SOME_DAYS.search(sentence):
        return None
    if not _is_news(each, reading):
        return None
    predicate = "goes to bed" if said["bed"] else "wakes up"
    return replace(
        each,
        predicate=f"{predicate} daily at",
        object=found["at"],
        object_type="number",
        moment=None,
        progressive=False,
        text=f"{each.subject} {predicate} at {found['at']}",
    )


_RISES = re.compile(r" (?:wakes up|gets up|(?P<bed>goes to (?:bed|sleep)))\b")
_RISES_AT = re.compile(
    r"\b(?:(?:wake|get)s? up|go(?:es)? to (?:bed|sleep)) (?:every day |daily )?(?:at|around|by) (?:around |about )?(?P<at>\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b)?|midnight|noon)(?! ?(?:times|%))",
    re.IGNORECASE,
)
_SOME_DAYS = re.compile(
    r"\b(?:on|when|if|unless|lately|recently|every night|to feed|broken|so|and can|and it|ruins|tomorrow|today|tonight|sometimes|until|till|for the|this|next|would|could|week-?ends?|\w+days?)\b(?<!\bevery day)",
    re.IGNORECASE,
)
"""What makes it so on some days, or for a time."""
_NO_AGE = 110.0
"""What nobody is old, in years."""
_NOW = re.compile(r"(?: ?(?:kgs?|lbs?|kilos?|pounds))? (?:now|today|at the moment)\b")
_LOST_WEIGHT = re.compile(
    r"\b(?:lost|dropped|gained|put on|down|up|weigh\w*) (?:\w+ ){0,3}?\d+(?:\.\d+)? ?(?:lbs?|pounds?|kgs?|kilos?|stone)\b",
    re.IGNORECASE,
)
"""How much somebody weighs less or more."""
_OF_AGE = re.compile(r"\b(?:age|aged|old|birthday|turn(?:ed|ing|s)?|born)\b", re.IGNORECASE)


def _measured(each: Statement) -> Statement:
    """Tell a pupil's grade ("Mia is in 3rd grade"), a weight ("I'm down to 170 lbs") and what something came to be."""
    grade = _GRADE.fullmatch(each.object) if each.predicate in _IN_GRADE else None
    if grade is not None and not (grade["young"] and _is_grown(each)):
        began = each.tense is Tense.PAST and each.verb in {"start", "begin", "enter"}
        return replace(each, predicate="starts grade" if began else "grade is")
    if each.predicate == "is to" and _WEIGHT.fullmatch(each.object):
        return replace(each, predicate="weighs")
    grown = _BECAME.search(each.text) if "'s " in each.subject else None
    if grown is None or _READING.search(each.subject):
        return each
    return replace(each, verb="be", predicate="is", object=grown["value"], tense=Tense.PRESENT)


def _is_grown(each: Statement) -> bool:
    """Tell who is in reception at work: the speaker, and whoever is called by what no child is to them."""
    _, owned, noun = each.subject.rpartition("'s ")
    return each.first_person or (bool(owned) and noun not in _YOUNG)


def is_grade(tag: Tag, reading: Reading) -> bool:
    """Tell what is tagged as somebody's work or school, and is the grade that a pupil is in."""
    graded = (each for each in reading.statements if each.predicate in {"grade is", "starts grade"})
    said = (each for each in graded if each.sentence == tag.sentence)
    return tag.slot in {"job", "employer", "school"} and any(
        tag.text in each.object for each in said
    )


_YOUNG = frozenset(
    (
        "son",
        "daughter",
        "child",
        "kid",
        "boy",
        "girl",
        "stepson",
        "stepdaughter",
        "grandson",
        "granddaughter",
        "grandchild",
        "grandkid",
        "nephew",
        "niece",
        "godson",
        "goddaughter",
        "brother",
        "sister",
        "oldest",
        "eldest",
        "youngest",
    )
)


def _promised(each: Statement, reading: Reading) -> Statement:
    """Take a job that somebody got and begins later for news, which ends no other: "I got the job at Globex! I start in September"."""
    employers = _tags(each, reading, "employer", SURE)
    if not any(tag.state is State.PLANNED and tag.text in each.object for tag in employers):
        return each
    said_at = reading.turn.occurred_at
    told = (other.moment for other in reading.statements if other.verb == "start")
    begins = any(moment is not None and moment.start > said_at for moment in told)
    behind = _BEGINNING.search(reading.sentences[each.sentence].text)
    begins = begins or (
        behind is not None
        and any(moment.text in behind[0] and moment.start > said_at for moment in reading.moments)
    )
    return replace(each, predicate="gets the job at") if begins else each


def _tolerated(each: Statement, reading: Reading) -> Statement:
    """Take what somebody is not allergic to in some form or measure for no denial: "not allergic to eggs when they're baked"."""
    _, _, behind = reading.sentences[each.sentence].text.partition(each.object)
    partly = _IN_PART.match(behind) or _IN_PART.search(each.object)
    return replace(each, predicate="tolerates", negated=False) if partly else each
