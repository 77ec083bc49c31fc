"""Who is not to somebody any more what they were: "my boss left the company", "Jake moved out", "our son was born".

A statement tells it of somebody by what they did, not of the fact that ends: what it ends is what they are to the speaker.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.slots import load_table
from octomem.agents.wording import normal
from octomem.jsons import JSON

ENDS = "ends"
"""Marks how the facts begin that a candidate ends."""
FELLOW = "fellow"
"""Marks what its subject is nobody's any more: "mei's roommate"."""
BESIDE = "beside"
"""Marks who lives with its subject no longer."""
SERVED = "served"
"""Marks the slots that its subject holds no longer: "mei/manager"."""
ALSO = "also"
"""Marks of whom else what it ends was told."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Whom a statement tells to be gone from somebody's life, and the marks of a candidate that ends it."""

    about: str
    marks: Mapping[str, JSON]


def parting(statement: Statement, reading: Reading) -> Parting | None:
    """Read who moved out, fell out with the speaker, works elsewhere or was born to them."""
    if (name := _fallen_out(statement, reading)) is not None:
        return _parted(name, _PARTINGS["fall out"], reading)
    if _lives_elsewhere(statement, reading):
        return _parted(statement.subject, _PARTINGS.get(statement.verb, _FELLOWS), reading)
    if statement.verb == "be replaced" and statement.mood is Mood.FACT:
        return _replaced(statement.subject)
    if (of := _born_to(statement, reading)) is not None:
        return _delivered(of)
    return _gone_from_work(statement, reading) if _works_elsewhere(statement, reading) else None


_FELLOWS = ("flatmate", "roommate", "housemate", "lodger", "tenant", "neighbour", "neighbor")
_PARTINGS: Mapping[str, tuple[str, ...]] = {
    "move out": _FELLOWS,
    "fall out": ("friend",),
    "be transferred": ("boss", "manager"),
}
"""In Chinese, by verb: what somebody is no more to the speaker whom it is told of."""


def _lives_elsewhere(statement: Statement, reading: Reading) -> bool:
    """Tell "Brandon doesn't live with me any more" and "Robin moved out"."""
    if statement.mood is not Mood.FACT or statement.first_person:
        return False
    if has_han(statement.text):
        return statement.verb in _PARTINGS and not statement.object
    with_me = statement.predicate == "lives with" and statement.object == reading.turn.actor
    out = statement.verb in {"move", "move out"} and _OUT.search(statement.text) is not None
    left = out and statement.tense is Tense.PAST and not statement.negated
    return left or (with_me and statement.negated and statement.ended)


_OUT = re.compile(
    r"(?<! nearly)(?<! almost) (?:moved|has moved) out(?: (?:in|last|this|yesterday|today|on|at the|two|three|a) .*)?$"
)


def _parted(about: str, nouns: Sequence[str], reading: Reading) -> Parting:
    """Return that somebody is no flatmate, friend or boss of the speaker's any more."""
    actor = reading.turn.actor
    return Parting(
        about,
        {
            FELLOW: [normal(f"{actor}'s {noun}") for noun in nouns],
            BESIDE: [actor] if nouns is _FELLOWS else [],
            SERVED: [f"{normal(actor)}/manager"] if "boss" in nouns else [],
        },
    )


def _replaced(about: str) -> Parting:
    """Return that nobody is any more what another one is to somebody now: "mei's landlord"."""
    owner, _, noun = about.rpartition("'s ")
    slots = [slot.name for slot in load_table().slots if noun in slot.possessed]
    return Parting(
        about,
        {
            "slots": [f"{normal(owner)}/{name}" for name in slots],
            "any_value": True,
            "itself": False,
        },
    )


def _fallen_out(statement: Statement, reading: Reading) -> str | None:
    """Tell with whom the speaker is no friend any more: "Raj and I had a falling out"."""
    if not statement.first_person or statement.mood is not Mood.FACT:
        return None
    sentence = reading.sentences[statement.sentence].text
    found = _FELL_OUT.search(sentence)
    if found is None:
        return None
    return str(found["who"] or found["whom"])


_FELL_OUT = re.compile(
    r"\b(?P<who>[A-Z][\w'-]+) and I (?:fell out(?! of| onto| from| laughing)|had a (?:\w+ )?fall(?:ing)?[- ]out|(?:are no longer|aren['\u2019]t|are not) friends(?! with)"
    r"|(?:don['\u2019]t|do not|no longer) (?:talk|speak)(?: to each other)?(?: any ?more)?(?=[.,;!]|$))|\bI (?:fell out|had a (?:\w+ )?fall(?:ing)?[- ]out) with (?P<whom>[A-Z][\w'-]+)"
)
"""How somebody tells that they and another are no friends any more."""


_OWN_CHILD = re.compile(
    r"\b(?:our|my) (?:\w+ )?(?:baby|babies|son|daughter|boy|girl|twins|firstborn|little one|(?:first|second|third|fourth)(?! (?:cousin|neighbou?r|\w+['\u2019]s?\b)))\b"
    r"(?!['\u2019]s (?:\w+ )?(?:son|daughter|baby|boy|girl|child|kid)).* (?:was|were) born\b",
    re.IGNORECASE,
)


def _born_to(statement: Statement, reading: Reading) -> str | None:
    """Return whose child was born: the speaker's, and in Chinese anybody's who is named."""
    if _has_delivered(statement, reading):
        return reading.turn.actor
    if statement.predicate not in {"is born", "is born on"} or statement.mood is not Mood.FACT:
        return None
    if has_han(statement.text):
        of, mark, noun = statement.object.rpartition("'s ")
        return of if mark and noun == "child" else None
    sentence = reading.sentences[statement.sentence].text
    return reading.turn.actor if _OWN_CHILD.search(sentence) is not None else None


def _has_delivered(statement: Statement, reading: Reading) -> bool:
    """Tell a child that the speaker or who they are with just had: "we had our third, a girl", "the baby arrived last night"."""
    told = statement.mood is Mood.FACT and statement.tense is Tense.PAST and not statement.negated
    owner, _, noun = statement.subject.rpartition("'s ")
    own = owner == reading.turn.actor and noun in load_table().nouns_of("partner") | {"baby"}
    own = own or statement.first_person or statement.subject.startswith(("Baby ", "the baby"))
    sentence = reading.sentences[statement.sentence].text
    return told and own and _DELIVERED.search(sentence) is not None


_DELIVERED = re.compile(
    r"\b(?:(?:had|welcomed) (?:an?|the|our|my|another|twin) (?:\w+ )?(?:baby(?: boy| girl)?|boys?|girls?|twins)|(?:had|welcomed) (?:our|my) (?:first|second|third|fourth|fifth|sixth)(?: child| baby| kid)?,? an? (?:\w+ )?(?:boy|girl)"
    r"|(?:gave|given) birth(?: to \w+ (?:\w+ ){0,2}(?:baby|boy|girl|son|daughter|twins))?|\bbaby(?: boy| girl)?(?: [A-Z]\w+)? (?:has |just |finally )?(?:arrived|came)"
    r"|(?:had|welcomed) (?:our|my) (?:first|second|third|fourth|fifth|sixth) (?:child|baby|kid))"
    r"(?=[.,;!)]|$| (?:named|called|and|last|this|yesterday|today|on|early|late|at \d)\b)",
    re.IGNORECASE,
)
"""How a birth is told: not "had the baby checked", "had a girl over"."""


def _delivered(of: str) -> Parting:
    """Return that neither somebody nor who they are with is pregnant any more: "our son Leo was born"."""
    nouns = sorted(load_table().nouns_of("partner"))
    return Parting(
        of,
        {
            ENDS: ["is pregnant", "is expecting", "expects", "is due"],
            ALSO: [normal(f"{of}'s {noun}") for noun in nouns],
        },
    )


def told_by_speaker(statement: Statement, reading: Reading) -> Statement:
    """Tell "my wife left me" and "Zoe dumped me" as what the speaker tells of themselves: "broke up with Zoe"."""
    actor = reading.turn.actor
    if statement.first_person or statement.object != actor:
        return statement
    by = statement.subject.removeprefix(f"{actor}'s ")
    is_one = by in load_table().nouns_of("partner") or (by[:1].isupper() and " " not in by)
    if has_han(statement.text) or not is_one or _LEFT_ME.search(statement.text) is None:
        return statement
    return replace(
        statement,
        subject=actor,
        subject_type="person",
        first_person=True,
        verb="break up",
        predicate="breaks up with",
        object=statement.subject,
    )


_WHEN = (
    r"(?:(?:last|this|next) \w+|yesterday|today|for good|in (?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:the )?(?:spring|summer|autumn|fall|winter))|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:two|three|four|five|six|a few|\d+) (?:days|weeks|months|years) ago"
    r"|after .+ (?:months|years)|at the end of .+)"
)
"""When somebody left for good, behind which nothing follows."""
_LEFT_ME = re.compile(
    rf" (?:dumped|divorced|(?:has )?left) [A-Z][\w'-]*(?: for (?:another|someone|somebody) .+)?(?: {_WHEN})?$"
)
"""What ends with whoever it is told of: "my husband left me for his dentist", but not "left me a note"."""


def _works_elsewhere(statement: Statement, reading: Reading) -> bool:
    """Tell who works where they did no longer: "my boss left the company", "Dr Patel retired"."""
    told = statement.mood is Mood.FACT and statement.tense is Tense.PAST and not statement.negated
    if not told or statement.first_person:
        return False
    if has_han(statement.text):
        return statement.verb == "leave" and not statement.ended and _has_quit(statement.text)
    passive = statement.predicate.startswith("is ")
    if statement.verb in {"quit", "resign", "retire", "leave"} and not statement.object:
        return _GONE_FROM.search(statement.text) is not None
    if statement.verb == "transfer":
        return passive and _TRANSFERRED.search(statement.text) is not None
    if statement.verb in {"fire", "sack", "lay off", "let go"}:
        return passive
    left = statement.verb == "leave" and _WORK.fullmatch(statement.object) is not None
    behind = statement.text[statement.text.find(statement.object) + len(statement.object) :]
    at_once = _MEANWHILE.search(reading.sentences[statement.sentence].text)
    return left and at_once is None and _FOR_GOOD.fullmatch(behind) is not None


def _has_quit(text: str) -> bool:
    """Tell 王强离职了 from 王强离开会议室了, where no firm stands, and from what was before."""
    left = _QUIT.search(text)
    if left is None or _ONCE.search(text):
        return False
    return left["firm"] is None or words(left["firm"])[-1].tag == "nt"


_QUIT = re.compile(
    "(?:离职|辞职|辞了|跳槽|走人|裁|开除|辞退|炒|优化|下岗|失业|不[干做]了)"
    "|离开了?(?:[^，。了]{0,4}(?:公司|单位|团队|部门|集团)|(?P<firm>[^，。了]{2,}))了?$"
)
"""How somebody leaves their work for good."""
_ONCE = re.compile("以前|之前|曾经?|当初|那年|原来")
"""What somebody left before they came to be what they are: 王强以前从腾讯离职了."""
_FOR_GOOD = re.compile(rf"(?: for (?:good|an?other|a new) .+| for good)?(?: {_WHEN})?")
"""What may stand behind what somebody leaves for good: not "left the team hanging"."""
_GONE_FROM = re.compile(
    r" (?:quit|resigned|(?:has |is )?retired)(?: (?:last|this|in|on|yesterday|today|at the).*)?$"
    rf"| (?:has left(?: {_WHEN})?|left {_WHEN})$"
)
"""Who is gone for good where nobody says from where: not "left at five"."""
_TRANSFERRED = re.compile(r" transferred(?: (?:to|from|out|away|last|this|in) .*)?$")
"""Who works elsewhere since: not "was transferred $500"."""
_MEANWHILE = re.compile(
    r"\b(?:early|late|before (?:I|we) (?:arrived|got|came|could)|just as (?:I|we)|at (?:\d|noon|five|six))\b"
)
"""What somebody left for the day or in the middle of something."""
_WORK = re.compile(
    r"(?:the|our|us|my|(?!his|her|their)[A-Z][\w'-]*'s) ?(?:company|firm|team|department|business|school|practice|clinic|job|surgery|studio)?"
)
"""What somebody leaves who works there no longer: "the company", "our team", "us"."""
_OVER_ONE = (
    "boss", "manager", "supervisor", "colleague", "coworker", "co-worker", "assistant", "doctor", "dentist", "therapist",
    "teacher", "coach", "trainer",
)  # fmt: skip
"""What somebody is to one who works where they do, or comes to them there."""
_SERVING = ("manager", "doctor", "dentist", "therapist", "coach", "teacher")
"""The same as slots of the one."""


def _gone_from_work(statement: Statement, reading: Reading) -> Parting:
    """Return that somebody works there no longer, and is nobody's boss, doctor or colleague of there."""
    actor, about = reading.turn.actor, statement.subject
    own = () if statement.verb == "transfer" else ("employer", "job")
    return Parting(
        about,
        {
            FELLOW: [
                normal(f"{actor}'s {noun}")
                for noun in (*_OVER_ONE, *(() if statement.object else _FELLOWS))
            ],
            "slots": [f"{normal(about)}/{name}" for name in own],
            SERVED: [f"{normal(actor)}/{name}" for name in _SERVING],
            "any_value": True,
        },
    )
