"""What a turn takes on of the one before: a request, a question who does it, an offer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from octomem.agents.reading.dates import find_moments, is_year_ahead
from octomem.agents.reading.reading import Moment, Reading
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.sentences import sentences_of
from octomem.agents.task_verbs import ASKABLE, TO_DO
from octomem.agents.told_steps import HANDS_ON
from octomem.agents.wording import content

_PROMISE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|yep|yeah|sure|right|great|thanks|cool)[,.!]*\s+)*(?:(?:i\s+)?will do(?:\s+(?:both|all of (?:it|them|that)))?|i'll do (?:that|it|so|both)|on it"
    r"|(?:i'm |i'll be |gonna be )?doing (?:it|that|this)(?=\s+(?:right |first )?(?:now|tonight|today|tomorrow|this|next|on|after|later|before|asap|in the))"
    r"|(?:i'll|ill|i will|gonna|i'm gonna|will) (?:try|give) (?:that|it|this)(?: a (?:go|try|shot))?|i'll (?:take care of|handle|see to) (?:that|it)|i'll get (?:that|it|right) (?:done|on it)|consider it done"
    r"|i (?:can|will|could) do (?:that|it|this|so)|leave (?:it|that) to me|i'?ve got (?:it|this|that)|can do|i'm on it|i'll take (?:that|it|this)(?: one)?"
    r"|happy to)\b(?P<when>[^.!?\n]{0,40})",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"^\W*(?:sure(?: thing)?|yes(?:,? (?:chef|boss|sir|ma'am|mum|mom|dad))?|yep|yeah|yup|ok(?:ay)?|of course|no problem|np|gladly|absolutely|definitely|me|i will|i can|fine|aye|deal|sounds good|works for me|let's do (?:it|that)|i'm in|perfect|that'?ll be me)\b"
    r"(?P<when>(?:[\s,!.-]+(?:ok|sure|of course|no problem|np|i will|i can|by|on|at|over|after|before|in|later|tonight|tomorrow|today|this|next|first|before|the|then|"
    r"\w+day|week|weekend|morning|evening|afternoon|noon|work|lunch|thing|\d+(?:[ap]m)?))*)\W*$",
    re.IGNORECASE,
)
"""A bare yes, with a date at most."""
_REQUEST = re.compile(
    r"(?:^|[,:;]\s|\band\s|(?-i:[A-Z])\w+,?\s|\b(?=some(?:one|body)\b)|\s(?=pl[sz]e?\b))(?:please|pls|plz|(?:some(?:one|body)|anyone)(?: please| pls)?|(?:can|could|would|will) (?:you|u)(?: please| also)?|you(?:'ll)? (?:still |also )?(?:need|have) to|(?:do not|don't|dont) forget(?: to)?"
    r"|who(?:'s| is) (?:going to|gonna)|who (?:can|will|wants to|could)|can i (?:get|ask) you to|(?:your|ur) (?:job|task)(?: \w+){0,2}?(?: is to|:)"
    r"|shall we|should we|how about we|why don't we|do you (?:want|wanna) to|would you be able to|are you able to|(?:i|we)(?:'d)? (?:still )?need you to)\s+"
    r"(?P<task>\w[^.!?\n]{2,100})",
    re.IGNORECASE,
)
_ASKED_WHO = re.compile(
    r"(?:^|[.!?,]\s+|\b(?:so|and|ok|right)\s+)(?:(?:who(?:'s| is|s)|(?P<you>(?:(?:are|r)\s+)?(?:you|u|ya))(?:\s+still)?)\s+(?P<verb>\w{2,}ing)"
    r"|who\s+(?P<does>[a-z]{2,}s))\b(?P<rest>[^.!?\n]{2,80})\?",
    re.IGNORECASE,
)
"""A question who does something, or whether the listener does: "who's taking her to the clinic Thursday?"."""
_ON_DUTY = re.compile(
    r"\bwho(?:'s| is|s) on (?P<duty>(?:the )?(?:release|deploy|call|duty|shift|rota|support|cover|nights?|earl(?:y|ies)|lates?|bins?|dishes|cooking|cleaning|reception|desk|bar|tills?|door|kitchen|pick-?up|watch)\b[^?\n]{0,60})\?",
    re.IGNORECASE,
)
"""A question who has a duty: "who's on release this week?"."""
_DOES = re.compile(
    r"^\W*(?:(?:ye|yes|yep|yeah|yup|ya|sure|of course|ok(?:ay)?)\b(?!\s+but)|(?:i'?ll|i will|i am|i'm|i can|me|i do)(?=\W*$|\s+(?:do (?:it|that)|on it|take|drive|get|pick|bring|sort|make|book)\b))",
    re.IGNORECASE,
)
_DOES_NOT = re.compile(r"\b(?:not|no|can't|cannot|but|already|done)\b|n't\b|\?", re.IGNORECASE)
_YES_BUT = re.compile(r"\W*\w+\W+(?:but|only if)\b", re.IGNORECASE)
_OFFERS = re.compile(
    r"\b(?:shall i|should i|can i|may i|do you want me to|would you like me to|want me to|i (?:can|could))\s+(?:also\s+)?"
    r"(?:(?P<remind>remind you (?:to|about|of)|set (?:you |up )?(?:a |an )?(?:reminder|alarm)(?: for you)? (?:to|for|about))|(?P<book>book|schedule|arrange|reserve)(?=\s+(?:you\s+)?(?:an?|the)\s+(?:\w+\s+)?(?:appointment|call|visit|table|slot|meeting|pick-?up|repair|technician|demo|viewing|lesson)))"
    r"\s+(?P<task>[^.!?\n]{2,100})\?",
    re.IGNORECASE,
)
"""What an assistant offers to remind of or to book."""
_WANTS_ME = re.compile(
    r"\b(?:want|would you like|do you want|should|shall)(?: me)?(?: to| i) (?P<task>(?:pick|drive|get|fetch|bring|take|collect|book|order|call|ring|email|send|buy|cook|make|water|feed)\b[^.!?\n]{2,100})\?",
    re.IGNORECASE,
)
"""What one person offers another to do."""
_TAKES = re.compile(
    r"^\W*(?!.*\b(?:if|just)\b)(?:(?:yes|yep|yeah|sure|go on(?: then)?|go ahead|do(?: it| that)?(?=\W)|that would be|that'd be|good idea)\b"
    r"|(?:ok(?:ay)?|please|perfect|great)(?=\W*$|\s*,|\s+(?:do|idea|thanks|thank you|please|yes|remind|book)\b))",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:always|usually|often|every|never|each|regularly|enough|these days)\b", re.IGNORECASE
)
STOPS = re.compile(r"(?<=[.!?])\s+|\n+")
"""Where a sentence ends."""
CLEAR = 2
"""Content words of a request that says what is asked: "update the app"."""
_ONLY_DATED = vocabulary("go come join see meet")
"""Verbs that are an errand on a named day alone."""
_ONGOING = vocabulary("take make do get drive water feed")
"""Verbs of which "are you …ing" asks after a habit as well: "are you taking metformin?"."""
_ERRANDS = (
    ASKABLE
    | _ONLY_DATED
    | _ONGOING
    | vocabulary("look rotate sort cook bake grab arrange organise host chair present walk")
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Something to be done that was asked or offered before."""

    text: str
    """In the third person: "Mei will bring the salad"."""
    words: str
    """As a verb phrase: "bring the salad"."""
    reason: str
    moment: Moment | None
    actor: str = ""
    """Who is to do it, where it is not who says yes."""


def taken_on(
    reading: Reading, before: Reading | None, asked_before: Reading | None = None
) -> Iterator[Taken]:
    """Yield what somebody was asked or offered in the turn before and says yes to.

    Who does what was asked in the turn before that one, `asked_before`, is still open where the turn between did not say.
    """
    if before is None or not reading.from_user:
        return
    if asked_before is not None and before.from_user and not says_yes(before.turn.text):
        yield from _does_asked(reading, asked_before)
    if before.turn.actor == reading.turn.actor:
        return
    yield from _answered(reading, before)
    yield from _does_now(reading, before)
    for sentence in sentences_of(reading):
        plain = sentence.replace("\u2019", "'")
        match = _PROMISE.match(plain) or (_CONSENT.match(plain) if before.from_user else None)
        match = match or _asked_by_name(plain, reading, before)
        if match is None or _YES_BUT.match(reading.turn.text):
            continue
        every = _EVERY.search(match.group()) is not None
        request = _requested(before, reading.turn.actor, every=every)
        if match.re is not _PROMISE and request.partition(" ")[0].lower() not in TO_DO - {"do"}:
            continue
        when = match["when"].partition(",")[0].strip(" ,")
        if request:
            words = " ".join(part for part in (request, when) if part)
            text = f"{reading.turn.actor} will {words}"
            moment = next_moment(when, reading) or _asked_for(request, before)
            yield Taken(text, words, "promised", moment)


def _asked_for(request: str, before: Reading) -> Moment | None:
    """Return the day for which something was asked: "you write the report by wed"."""
    begins = " ".join(request.lower().split()[:2])
    said = (text for text in sentences_of(before) if begins in text.lower())
    return next((found for text in said if (found := next_moment(text, before))), None)


def _asked_by_name(sentence: str, reading: Reading, before: Reading) -> re.Match[str] | None:
    """Return how a sentence says yes to what its speaker was asked by name: "Wren can you …?"."""
    yes = _SURE.match(sentence)
    name = re.escape(reading.turn.actor.partition(" ")[0])
    asks = rf"\b{name},? (?:please|pls|can|could|would|will|do you want to|(?:you|u)(?= [a-z]+ (?:the|a|an|my|your|our|it|that|them|some)\b))\b"
    named = re.search(asks, before.turn.text, re.IGNORECASE)
    return yes if named is not None and before.from_user else None


_SURE = re.compile(
    r"^\W*(?:sure(?: thing)?|yes|yep|yeah|of course|ok(?:ay)?|no problem|np|gladly)(?P<when>)(?=\W|$)(?! (?:but|if|i can't)\b)",
    re.IGNORECASE,
)


def _answered(reading: Reading, before: Reading) -> Iterator[Taken]:
    """Yield what was asked as "who's bringing …?" or offered, where this turn says yes to it."""
    actor = reading.turn.actor
    first = STOPS.split(reading.turn.text.replace("\u2019", "'").strip())[0]
    if before.from_user:
        yield from _does_asked(reading, before)
        offered = next((m for m in map(_WANTS_ME.search, sentences_of(before)) if m), None)
        if offered is not None and _TAKES.match(first) and not _DOES_NOT.search(first):
            words = re.sub(r"\byour\b", f"{actor}'s", offered["task"].strip())
            told = f"{before.turn.actor} will {words}"
            moment = next_moment(f"{words} {first}", reading)
            yield Taken(told, words, "offered, and it was accepted", moment, before.turn.actor)
        return
    offer = next((m for m in map(_OFFERS.search, sentences_of(before)) if m), None)
    if offer is None or not _TAKES.match(first) or _DOES_NOT.search(first):
        return
    words = offer["task"].strip() if offer["remind"] else f"{offer['book']} {offer['task'].strip()}"
    words = re.sub(r"\byou\s+", "", re.sub(r"\byour\b", "their", words))
    wish = "to be reminded:" if offer["remind"] else "the assistant to"
    moment = next_moment(f"{words} {reading.turn.text}", reading)
    yield Taken(f"{actor} wants {wish} {words}", words, "agreed to an offer", moment)


_WILL = re.compile(r"\W*(?:\w+\W+)?(?:i'?ll|i will)\b", re.IGNORECASE)


def _does_asked(reading: Reading, before: Reading) -> Iterator[Taken]:
    """Yield what a turn asks who does, where this one says: "I'll take her"."""
    words, actor = asked_who(before), reading.turn.actor
    if not words or before.turn.actor == actor or not before.from_user:
        return
    takes = _WILL.match(reading.turn.text) or not words.startswith("be on ")
    if takes and says_yes(reading.turn.text):
        yield Taken(f"{actor} will {words}", words, "promised", next_moment(words, reading))


def says_yes(text: str) -> bool:
    """Tell what says that its speaker does what was asked: "I'll take it"."""
    first = STOPS.split(text.replace("\u2019", "'").strip())[0]
    return _DOES.match(first) is not None and not _DOES_NOT.search(first)


_DOING_NOW = re.compile(
    r"\W*(?:(?:sorry|ok(?:ay)?|fine|yes|yep|yeah|sure|oops|right|i'm|im|am)\b\W*)*(?P<verb>[a-z]{3,}ing)(?:(?: (?:it|that|them|this))? (?:right )?now\b| (?:it|that|them|this)\b)",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(
    r"(?:^|[.!?,]\s+|\b(?:and|then|so)\s+)(?P<task>(?P<verb>[a-z]+)\s[^.!?,\n]{2,60}?),?\s+(?:please|pls|plz)\b",
    re.IGNORECASE,
)


def _does_now(reading: Reading, before: Reading) -> Iterator[Taken]:
    """Yield what somebody asks for with "please" at the end and this turn is at: "rotating now"."""
    doing = _DOING_NOW.match(reading.turn.text)
    asked = _ASKED_LAST.search(before.turn.text) if doing and before.from_user else None
    if doing and before.from_user and asked is None:
        words = _requested(before, reading.turn.actor)
        if words and _plain_form(doing["verb"]) == words.split()[0].lower():
            yield Taken(f"{reading.turn.actor} will {words}", words, "promised", None)
    if doing and asked and _plain_form(doing["verb"]) == asked["verb"].lower():
        words, actor = _listeners(asked["task"]), reading.turn.actor
        yield Taken(f"{actor} will {words}", words, "promised", None)


def asked_who(before: Reading) -> str:
    """Return what a question asks who does it: "take her to the clinic Thursday"."""
    for text in map(str.strip, STOPS.split(before.turn.text.replace("\u2019", "'"))):
        match = _ASKED_WHO.search(text)
        verb = _plain_form(match["verb"] or match["does"]) if match else ""
        if match is None and (on_duty := _ON_DUTY.search(text)):
            return f"be on {on_duty['duty'].strip()}"
        if match and verb and not _HABIT.search(match["rest"]):
            words = _listeners(f"{verb}{match['rest']}")
            passing = verb in _ONLY_DATED or (match["you"] and verb in _ONGOING)
            if content([match["rest"]]) and not (passing and next_moment(words, before) is None):
                return words
    return ""


def _plain_form(verb: str) -> str:
    """Return the errand that "bringing", "getting" or "calls" is of; empty for another doing."""
    stem = verb.lower().removesuffix("ing").removesuffix("s")
    forms = (stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)
    return next((each for each in forms if each in _ERRANDS), "")


_EVERY = re.compile(r"\b(?:both|all)\b", re.IGNORECASE)


def _requested(before: Reading, listener: str, *, every: bool = False) -> str:
    """Return what a turn asks for last, or all of it; what it is about where the request does not say it."""
    asked = [
        f"remember {m['task']}" if _FORGETS.search(m.group()) else m["task"]
        for text in sentences_of(before)
        if (m := _REQUEST.search(text) or _told_to(listener, text))
    ]
    chosen = " and ".join(asked) if every else "".join(asked[-1:])
    request = _listeners(_MY_PART_BEHIND.sub("", chosen)) if asked else asked_who(before)
    if asked:
        for found in find_moments(request, before.turn.occurred_at):
            request = re.sub(
                rf"\s*(?:,\s*due\b\s*)?\b(?:(?:by|before|until|on) )?{re.escape(found.moment.text)}",
                "",
                request,
            )
    if not request and not before.from_user:
        request = _proposed(before)
    if not request or len(content([request])) >= CLEAR:
        return request
    said = before.turn.text.lower()
    at = said.find(request.lower())
    nearer = [t for t in before.topics if len(t) > 1 and 0 <= said.find(t) < at]
    return f"{request} ({nearer[-1]})" if nearer else ""


def _proposed(before: Reading) -> str:
    """Return what an assistant advises at the end: "Mount src only.", "You could switch to oats."."""
    last = sentences_of(before)[-1].strip(" .!") if sentences_of(before) else ""
    words = _YOU_COULD.sub("", last)
    verb = words.partition(" ")[0].lower()
    advises = verb in TO_DO | HANDS_ON | {"try"} and not _WISHES.match(words)
    return f"{verb}{words[len(verb) :]}" if advises and "?" not in last else ""


_WISHES = re.compile(
    r"(?:take care|take it easy|let me know|get well|make yourself)\b", re.IGNORECASE
)
_YOU_COULD = re.compile(
    r"^(?:(?:then|so|or|in that case),? )?(?:you (?:could|can|should|might want to|may want to)|try to|please|just)\s+",
    re.IGNORECASE,
)
_MY_PART_BEHIND = re.compile(
    r",\s+(?:and )?i(?:['\u2019]?ll|['\u2019]?m| will| am)\b.*$", re.IGNORECASE
)
"""What the speaker does, behind what they ask for."""


def _told_to(listener: str, text: str) -> re.Match[str] | None:
    """Return what a listener is told to do by name, or as their part of the work: "sunil bring the gels", "…, you fix the lint errors"."""
    name = re.escape(listener.partition(" ")[0])
    by_name = rf"(?:^|[.,;:]\s+|\b(?:and|then|so|ok(?:ay)?)\s+){name},?(?:\s+(?:you|u|please|pls|(?:can|could|will|would) (?:you|u)))*"
    part = rf"(?:{by_name}|{_MY_PART},? (?:and )?(?:you|u)(?: can)?)\s+(?P<task>(?P<verb>[a-z]+)\b[^.!?\n]{{2,100}})"
    found = re.search(part, text, re.IGNORECASE)
    return found if found is not None and found["verb"].lower() in TO_DO else None


_MY_PART = r"\b(?:i'?ll|i will|i can)\b[^.!?\n]{3,60}"
"""What the speaker does of the work that is divided."""
_FORGETS = re.compile(r"forget(?: about)? (?:the|my|your|our|about)\b", re.IGNORECASE)


def _listeners(words: str) -> str:
    """Say a request as the task of whoever it was made to."""
    words = re.sub(r",?\s+and let (?:me|us) know.*$", "", words.strip(" ,"))
    return re.sub(r"\byour\b", "their", words)


def promises(reading: Reading) -> bool:
    """Tell whether a turn may take on what was asked: "will do", "I'll bring it", "yes please".

    "Ok thanks!" says less, and is small talk to whoever decides without the turn before.
    """
    texts = [sentence.replace("\u2019", "'") for sentence in sentences_of(reading)]
    forms = (_PROMISE, _CONSENT, _DOES, _TAKES)
    told = (text for text in texts if not _THANKS.match(text))
    return reading.from_user and any(form.match(t) for t in told for form in forms)


_THANKS = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yep|yeah|great|perfect|sure)?[\s,.!]*(?:thanks|thank you|thx|ty|cheers|ta)\b\W*$",
    re.IGNORECASE,
)


def theme(before: Reading | None, fits: Callable[[str], bool]) -> str:
    """Return what a turn is about: what it asks about or for, else its first noun phrase, or all of it where it is a word or two."""
    if before is None:
        return ""
    if not before.topics and len(before.turn.text.split()) <= _WORD_OR_TWO:
        return before.turn.text.strip(" .!?").lower()
    texts = [each.text.lower() for each in before.sentences]
    asked = [each.text.lower() for each in before.sentences if each.is_question]
    wanted = asked or [text for text in texts if _WANTED.search(text)]
    fit = [topic for topic in before.topics if fits(topic)]
    return next((topic for topic in fit if wanted and topic in wanted[-1]), next(iter(fit), ""))


_WANTED = re.compile(
    r"\b(?:please|you (?:should|need to|must|have to|can|could|may want to)|don['\u2019]t forget|remember to|make sure|best to)\b"
)
"""What a sentence has in it that asks somebody to do something."""
_WORD_OR_TWO = 3


def next_moment(text: str, reading: Reading) -> Moment | None:
    """Return the first date ahead that a text names."""
    at, passed = reading.turn.occurred_at, just_passed(text, reading)
    found = (f.moment for f in find_moments(text, at))
    return next((each for each in found if each.end > at and each not in passed), None)


def just_passed(text: str, reading: Reading) -> list[Moment]:
    """Return the dates of a text, as they will be next, that its turn tells of as just over."""
    at = reading.turn.occurred_at
    over = {moment.text for moment in reading.moments if moment.end <= at}
    found = (f.moment for f in find_moments(text, at)) if over else ()
    return [each for each in found if each.text in over and is_year_ahead(each, at)]
