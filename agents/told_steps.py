"""Steps told without commands of their own: under a label, as doings, by condition, as done.

"The process for X is: ask Lars, get a number", "you make it by frying garlic and adding
salt", "if it blinks, hold the button; if it still blinks, replace it", "how did you fix it?
- cleared the cache and rebooted".
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from octomem.agents.goals import clean_goal, goal_of
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.reports import base
from octomem.agents.step_verbs import VERBS

_MIN = 2
_MAX = 12
_LONGEST = 14
"""Words of a step."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_PARTS = re.compile(
    r"\s*(?:→|->|=>|;|,\s*(?:and\s+)?(?:then\s+|finally\s+|after that\s+|lastly\s+)?|\s(?:and\s+)?then\s"
    r"|\sand\s+(?:finally\s+)?)\s*",
    re.IGNORECASE,
)
_ROUTINES = (
    r"(?:routine|process|procedure|steps|recipe|workflow|ritual|drill|protocol|method|sequence|order|way|trick|instructions"
    r"|flow|checklist|fix|workaround)"
)
_LABELS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^\W*(?:so\s+|ok\s+|and\s+)?(?:my|our|the|her|his|their)\s+(?P<name>[\w' -]{{0,40}}?{_ROUTINES}(?:\s+(?:for|to|of|when|before|after)\s+[^:,.]{{2,60}}?)?)\s*(?:is(?: as follows| simple| easy)?|goes(?: like this)?|:)\s*:?\s+(?P<rest>.+)$",
        r"^\W*+(?:so\s+|ok\s+|and\s+|this is\s+)?(?P<name>[^:.]{3,80}?)[\s,]*(?:like so|like this|as follows|this way|in this order|in that order)(?:,? (?:every|each) (?:\w+ )?time| always| from now on)?\s*:\s*(?P<rest>.+)$",
        r"^\W*(?P<name>(?:for|to|when|before|after|if)\s+[^:.]{2,60}?)\s*:\s*(?P<rest>.+)$",
        r"^\W*(?P<name>getting\s+[^:.]{2,60}?|how (?:to|i|we|you)\s+[^:.]{2,60}?)\s*:\s*(?P<rest>.+)$",
    )
)
_BY_DOING = re.compile(
    r"\b(?:you|we|i|they|to)\s+(?:can\s+|usually\s+|always\s+|just\s+)?(?P<goal>[a-z]+\s[^,.;:]{2,60}?)\s+by\s+(?P<rest>(?:first\s+)?[a-z]{2,}ing\b.+)$",
    re.IGNORECASE,
)
_IF = re.compile(
    r"^\W*(?:and\s+|but\s+|then\s+)*(?:if|when(?:ever)?|in case|should|as long as|unless|once)\s+(?P<trigger>[^,;:]{3,80}),?\s+(?:then\s+)?(?P<action>.+)$",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"^\W*(?:and\s+|but\s+)*(?:otherwise|if (?:not|so|that(?: does(?:n't| not)|'s| fails)[^,]{0,20})|else|still nothing\?)\W+(?P<action>.+)$",
    re.IGNORECASE,
)
_HOW_DID = re.compile(
    r"\b(?:how|what) did (?:you|u|he|she|they|we)\b(?: \w+)? (?P<goal>[^?]{3,60})", re.IGNORECASE
)
_SAYS_DONE = re.compile(
    r"^\W*(?:(?:oh|well|so|ok|just|i|we|easy|simply|first)[\s,:]+)*", re.IGNORECASE
)
_LEADS = re.compile(
    r"^(?:(?:first|then|next|and|finally|just|please|always|simply|you|we|i|to|try|make sure to)\s+)+",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|did|went|got|came|saw|said|told|thought)\b", re.IGNORECASE)
_NO_ROUTINE = re.compile(
    r"\b(?:todo|to-do|chores|jobs|tasks|errands|agenda|shopping|groceries|plan for|options?|ingredients|dates?|names?|reminders?|need|buy|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)\b",
    re.IGNORECASE,
)
_ING = re.compile(r"^[a-z]{2,}ing\b", re.IGNORECASE)
HANDS_ON = vocabulary(
    "activate add attach bake beat blend block boil boot charge chop clean clear click close cook "
    "connect copy crack cut defrost deploy detach dice dip disable disconnect download drain drop "
    "dry empty enable enter fill flip flush fold fry grate grease heat hold insert install jack "
    "knead lift loosen lower melt mix mount open peel plug pour preheat press pull push reboot "
    "reinstall remove replace reset restart rinse roll rotate rub run scan scrape screw scroll seal "
    "select shake sieve simmer slice slide soak spread sprinkle squeeze stir strain swap switch tap "
    "tick tighten toast toss trim turn twist type uninstall unplug unscrew unzip update upload "
    "wash whisk wipe wrap print ring grind steep filter mop count call check apply back make log sign fetch rebase tag bring wait set put place layer cover let"
)
"""Verbs of what hands do, which good advice seldom begins with."""


@dataclass(frozen=True, slots=True)
class Told:
    """Steps with their goal, and what sets them off where something does."""

    goal: str
    steps: tuple[str, ...]
    trigger: str = ""


def told_steps(text: str, verbs: Collection[str]) -> Iterator[Told]:
    """Yield what the sentences of a text tell as steps; `verbs` are those that steps begin with."""
    sentences = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    for place, sentence in enumerate(sentences):
        if sentence.endswith("?") or len(sentence) > 500:
            continue
        plain = _KEEP.sub("", sentence)
        found = _labelled(plain, verbs) or _by_doing(plain) or _in_case(plain, verbs)
        found = found or _noted(plain, sentences[place - 1] if place else "", verbs)
        if found is not None:
            yield found
    conditional = _by_condition(sentences, verbs)
    if conditional is not None:
        yield conditional


def _labelled(sentence: str, verbs: Collection[str]) -> Told | None:
    for place, pattern in enumerate(_LABELS):
        match = pattern.match(sentence)
        if match is None or _NO_ROUTINE.search(match["name"]):
            continue
        steps = _parts(match["rest"])
        known = (_verb(step) in verbs or _ING.match(step) is not None for step in steps)
        is_set = place > 1 and _EACH_TIME.match(match["name"]) is not None
        shown = sum(known) + sum(is_set and _SET.match(step) is not None for step in steps)
        enough = shown * 2 >= len(steps) and len(steps) > _MIN if place > 1 else len(steps) >= _MIN
        if place == 0 and not shown and len(steps) <= _MIN:
            continue
        if not enough or len(steps) > _MAX or _PAST.search(match["rest"]):
            continue
        name = _IT_IS.sub("", match["name"])
        goal = goal_of(name) or clean_goal(_bare(name)) or (name if place == 1 else "")
        if goal:
            return Told(goal, tuple(steps))
    return None


_IT_IS = re.compile(
    r",? (?:it['\u2019]?s|it is|it goes|we do|i do|this is what (?:we|i) do)$", re.IGNORECASE
)
_EACH_TIME = re.compile(r"(?:before|after|when|to) ", re.IGNORECASE)
_SET = re.compile(
    r"(?:the )?[\w'-]+(?: [\w'-]+)? (?:on|off|up|down|out|in|open|shut|closed)(?: (?:first|last|again))?$"
    r"|(?-i:[A-Z])[a-z]+ [a-z]+s (?:the|my|our|a)\b",
    re.IGNORECASE,
)
"""Steps that say how a thing is to be, or who does what: "gas off", "Bev checks the lights"."""


_HEADED = re.compile(
    rf"^\W*(?:ok(?:ay)?|so|right|well|and|new|the|our|my|here['\u2019]?s|this is|\s|[,:])*(?P<name>(?:[\w'\u2019-]+ ){{0,4}}?{_ROUTINES})(?P<for>(?: (?:for|when|if|to|of|here|at)\b[^:.]{{0,50}})?)[:.]?$",
    re.IGNORECASE,
)
"""opening checklist for the new starters."""
_HOW_GOES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|well)[,:]? )*(?P<name>how (?P<what>[\w'\u2019 -]{3,50}?) (?:go(?:es)?|works?|runs?|is done|are done)(?: (?:here|now|at \w+|with us))?)$",
    re.IGNORECASE,
)
"""how refunds go here"""
_STAGES = re.compile(
    r"^(?:if|unless|over|under|above|below|else|otherwise|once|after|within)\b|^(?:the |a |an )?[\w-]+ (?:[\w-]+ )?(?:fills?|checks?|signs?|sends?|goes|gets|approves?|releases?|files?|picks?|pays?|books?|orders?|reviews?|merges?|deploys?|confirms?|writes?|takes?|makes?|opens?|closes?|collects?|hands?|brings?)\b"
    r"|^(?:the )?[\w-]+(?: [\w-]+)? (?:on|off|up|down|out|in|open|shut|closed|at \d[\d:.]*(?: ?[ap]m)?|to zero|within \d+ \w+|by \d[\d:.]*)\b",
    re.IGNORECASE,
)
"""Steps without a command: "alarm off", "buyer checks price", "over 50k goes to Beatriz"."""
_DOSED = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|well)\b[,: ]*)*(?:when it (?:hits|starts|comes)[:,] )?(?P<rest>(?:take |first )?(?:one|two|a|1|2|half an?) (?:tablet|pill|puff|spray|sachet|capsule|spoon|dose)s? (?:at|straight|right|as soon|when|first|immediately)\b.+,.+,.+)$",
    re.IGNORECASE,
)
"""one tablet at first sign, then dark room, if not better in 2 hrs a second one"""


def _noted(sentence: str, before: str, verbs: Collection[str]) -> Told | None:
    """Read "new PO process: requester fills the sheet, …" and steps below such a heading."""
    lead, colon, rest = sentence.partition(":")
    headed = _HEADED.match(lead if colon else before) or _HOW_GOES.match(lead if colon else before)
    dosed = _DOSED.match(sentence)
    steps = _parts(dosed["rest"] if dosed else rest.strip() if colon and headed else sentence)
    if dosed is not None and len(steps) > _MIN:
        return Told("take it at first sign", tuple(steps))
    if headed is None or not _MIN < len(steps) <= _MAX or _NO_ROUTINE.search(headed["name"]):
        return None
    shown = sum(_verb(each) in verbs or _STAGES.match(each) is not None for each in steps)
    if 3 * shown < 2 * len(steps) or _PAST.search(sentence):
        return None
    name = re.sub(r"^(?:new|the|our|my)\s+", "", headed["name"].strip())
    goal = f"handle {headed['what']}" if headed.re is _HOW_GOES else f"follow the {name}"
    return Told(goal, tuple(steps))


def _bare(name: str) -> str:
    return re.sub(
        r"^(?:(?:for|to|when|before|after|if|i|we|you)\s+)+", "", name.strip(), flags=re.IGNORECASE
    )


_KEEP = re.compile(
    r"^\W*(?:please\s+)?(?:remember|save|note|keep|store|fyi|reminder)\b[^:]{0,40}:\s*",
    re.IGNORECASE,
)
"""What is asked of whoever listens: "remember this for next time: …"."""
_CASE = re.compile(
    r"^\W*(?:(?:so|ok|and|well|first|basically)\s+)*(?P<goal>(?:(?:in order )?to|for|before|after|when(?:ever)?|if|every|each)\s[^,:]{3,60}?)"
    r"(?:[,:]\s+|\s+(?=(?:i|you|we|one)\s+(?!want|need\b|would|like)))(?:(?:i|you|we|one)(?:'ll)?\s+(?:(?:just|always|usually|first|simply|have to|need to|must|should|can)\s+)*)?(?P<rest>.+)$"
    r"|^\W*(?:(?:my|our|the)\s+)?(?P<name>[\w'\u2019 -]{3,40}):\s+(?P<steps>.+)$",
    re.IGNORECASE,
)


def _in_case(sentence: str, verbs: Collection[str]) -> Told | None:
    """Read "if the alarm goes off, press 0, type the code and call Gina", "for tea I boil …"."""
    match = _CASE.match(sentence)
    if match is None:
        return None
    named = match["goal"] or match["name"]
    steps = _parts(match["rest"] or match["steps"])
    said = [_verb(step) for step in steps]
    known = sum(verb in verbs for verb in said)
    hands = len(set(said) & HANDS_ON)
    if not _MIN < len(steps) <= _MAX or 4 * known < 3 * len(steps) or hands < _MIN:
        return None
    if _NO_ROUTINE.search(re.sub(r"^(?:every|each)\s+\w+", "", named)) or _PAST.search(sentence):
        return None
    set_off = re.sub(r"^(?:when(?:ever)?|if)\s+", "", named.strip(), flags=re.IGNORECASE)
    if set_off != named.strip():
        return Told(set_off, tuple(steps), set_off)
    goal = clean_goal(re.sub(r"^(?:in order )?(?:to|for)\s+|\s+(?:i|you|we)$", "", named.strip()))
    return Told(goal, tuple(steps)) if goal else None


def _by_doing(sentence: str) -> Told | None:
    """Read "you make it by frying garlic, adding salt and letting it simmer"."""
    match = _BY_DOING.search(sentence)
    steps = _parts(match["rest"]) if match else []
    doings = sum(_ING.match(step) is not None for step in steps)
    if match is None or doings <= _MIN or doings < len(steps):
        return None
    goal = clean_goal(match["goal"])
    return Told(goal, tuple(steps)) if goal else None


def _by_condition(sentences: list[str], verbs: Collection[str]) -> Told | None:
    """Read what to do in one case and in the next: at least two, or one with two commands."""
    steps: list[str] = []
    trigger = ""
    commands = cases = 0
    for sentence in sentences:
        for part in re.split(r";\s+", sentence):
            match = _IF.match(part) or (_ELSE.match(part) if steps else None)
            if match is None or part.endswith("?"):
                continue
            actions = [_verb(each) for each in _parts(match["action"])]
            known = [verb for verb in actions if verb in verbs]
            if not actions or actions[0] not in verbs:
                continue
            trigger = trigger or match.groupdict().get("trigger", "")
            commands += len(set(known) & HANDS_ON)
            cases += 1
            steps.append(part.rstrip(" ."))
    if not trigger or cases < _MIN or commands < _MIN or _PAST.search(trigger):
        return None
    return Told(trigger.strip(), tuple(steps), trigger.strip())


def done_before(text: str, asked: str) -> Told | None:
    """Read the answer to "how did you fix it?": "cleared the cache and rebooted"."""
    question = _HOW_DID.search(asked)
    if question is None:
        return None
    sentence = _SENTENCE.split(text.strip())[0]
    steps = [_SAYS_DONE.sub("", part) for part in _parts(_SAYS_DONE.sub("", sentence))]
    based = [_as_command(step) for step in steps]
    goal = clean_goal(question["goal"])
    enough = len(steps) >= _MIN and sum(a != b for a, b in zip(steps, based, strict=True)) >= _MIN
    return Told(goal, tuple(based)) if enough and goal else None


def _as_command(step: str) -> str:
    first, _, rest = step.partition(" ")
    low = first.lower()
    forms = (
        (base(low), low[:-2], low[:-1], low[:-3], f"{low[:-3]}y")
        if low.endswith("ed")
        else (base(low),)
    )
    return f"{next((form for form in forms if form in VERBS), base(low))} {rest}".strip()


def _parts(rest: str) -> list[str]:
    parts = [part.strip(" .!,;") for part in _PARTS.split(rest)]
    parts = [_LEADS.sub("", part) or part for part in parts if part]
    return parts if all(len(part.split()) <= _LONGEST for part in parts) else []


def _verb(step: str) -> str:
    word = re.match(r"[A-Za-z][\w'-]*", _LEADS.sub("", step))
    return word.group().lower() if word else ""
