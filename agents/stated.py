"""What facts the statements of a turn tell, as subject, predicate, object."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from octomem.agents.about import is_about_somebody
from octomem.agents.base import Candidate, Intent
from octomem.agents.contacts import contacts
from octomem.agents.corrections import marks_of, told_at
from octomem.agents.definitions import DEFINERS, defined, is_definition
from octomem.agents.drafting import dated, draft, ended_at, names_in, since, span, until
from octomem.agents.endings import is_of_itself, read_ending
from octomem.agents.events import event_marks, happened, whole_event
from octomem.agents.facts import is_meant_otherwise, lasts, says_nothing, was_state
from octomem.agents.for_good import is_told_new
from octomem.agents.given_up import given_up
from octomem.agents.long_ago import was_long_ago
from octomem.agents.moved_over import marks_of_move
from octomem.agents.reading import grammar
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.relations import workplace
from octomem.agents.resolve import PLANNED, TOLD_NEW
from octomem.agents.slots import Filled, Table, load_table
from octomem.agents.wording import normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import LONG_AGO, Kind

_TASTES = {
    "like": True,
    "love": True,
    "enjoy": True,
    "adore": True,
    "hate": False,
    "dislike": False,
    "mind": False,
}
"""Verbs that say the same of their object, or its opposite."""


def candidates_of(statement: Statement, reading: Reading, table: Table) -> list[Candidate]:
    """Draft the lasting facts that a statement tells, and what it ends."""
    if reading.turn.role in DEFINERS and is_definition(statement, reading):
        return [_definition(statement, reading)]
    if not reading.from_user or is_meant_otherwise(statement, reading):
        return []
    ending = read_ending(statement, reading, table)
    ends = [] if ending is None else [*_held(statement, reading, table), ending]
    sentence = reading.sentences[statement.sentence].text
    of_somebody = is_about_somebody(statement)
    habit = given_up(statement, sentence, ends=bool(ends)) if of_somebody else None
    over = None if habit is None else _fact(habit, reading, None)
    ends += [] if over is None or not ends else [over]
    again = statement.verb == "eat" and statement.text.endswith(" again")  # is news of its own
    of_itself = ending is not None and (again or is_of_itself(ending))
    joined = _joined(statement, reading) if ends else []
    if ends and (joined or (table.fill(statement) is None and not of_itself)):
        return [*ends, *joined, *_ended_then(statement, reading)]
    place_of_work = _employer(statement, reading) if is_about_somebody(statement) else None
    announced = is_announced(statement, reading, table)
    if announced:
        is_so = statement.moment is not None and statement.moment.is_until
        tense = Tense.PRESENT if is_so else statement.tense
        statement = replace(statement, mood=Mood.FACT, tense=tense)
    told = [place_of_work] if place_of_work else []
    filled = table.fill(statement)
    is_event = filled is None and _is_event(statement, reading)
    allowed = again and _ALLOWED.search(statement.text) is not None
    if not (announced or is_event or allowed or lasts(statement, sentence, table)):
        return [*ends, *told, *_no_more(statement, reading, filled)]
    if statement.subject == f"{reading.turn.actor}'s name":
        return []  # core memory keeps the speaker's name
    fact = _fact(statement, reading, filled)
    if is_event and fact is not None:
        fact = whole_event(fact, statement)
    told += _born(statement, filled, reading)
    told += [] if over is None or ends else [over]
    return [*ends, *([] if fact is None else [fact]), *told]


_ALLOWED = re.compile(r" (?:can|could|may|is able to|is allowed to) eat ")
"""What denies that somebody cannot: "I can eat gluten again"."""


def _joined(statement: Statement, reading: Reading) -> list[Candidate]:
    """Draft with whom somebody lives who "moved in with" them."""
    if statement.predicate != "moves in with":
        return []
    fact = _fact(replace(statement, predicate="lives with"), reading, None)
    return [] if fact is None else [fact]


def _no_more(statement: Statement, reading: Reading, filled: Filled | None) -> Iterator[Candidate]:
    """Draft the end of what does not seem to last: "no longer goes to the gym" ends it where it was told."""
    is_over = statement.ended and statement.negated and statement.mood is Mood.FACT
    if (
        is_over
        and is_about_somebody(statement)
        and statement.object
        and not says_nothing(statement)
    ):
        fact = _fact(statement, reading, filled)
        if fact is not None:
            yield replace(fact, marks={"was": IF_KNOWN})


IF_KNOWN = "if known"
"""Marks a denial that only ends what was told, and is nothing to keep by itself."""


def _ended_then(statement: Statement, reading: Reading) -> Iterator[Candidate]:
    """Draft what happened on the day that something ended: "lost my wallet on Saturday"."""
    fact = _fact(statement, reading, None) if _is_event(statement, reading) else None
    if fact is not None:
        told = [statement.text, reading.sentences[statement.sentence].text]
        marks: dict[str, JSON] = {**fact.marks, OF_END: [*told]}
        yield replace(whole_event(fact, statement), marks=marks)


OF_END = "of an end"
"""Marks what happened when something ended, with the words that tell it; where memory knew that, its end is all there is to know."""


def _is_event(statement: Statement, reading: Reading) -> bool:
    """Tell what happened on a day; of several statements that one clause makes, the first."""
    same = (each for each in reading.statements if each.text == statement.text)
    return next((each for each in same if happened(each, reading)), None) is statement


def _born(statement: Statement, filled: Filled | None, reading: Reading) -> Iterator[Candidate]:
    """Draft the birthday of who "turns 70 on Tuesday"."""
    moment = statement.moment
    if filled is None or filled.name != "age" or statement.verb != "turn" or moment is None:
        return
    if moment.end - moment.start > timedelta(days=1):
        return
    value = f"{moment.start.day} {moment.start:%B}"
    yield draft(
        Kind.SEMANTIC,
        reading,
        text=f"{filled.holder}'s birthday is {value}",
        fields={
            "subject": filled.holder,
            "predicate": "birthday is",
            "object": value,
            "negated": False,
            "slot": "birthday",
        },
        identity=identity_of(filled.holder, "birthday is", value, negated=False),
        slot=f"{normal(filled.holder)}/birthday",
        reason=f"says when {filled.holder} turns a year older",
        mentions=(filled.holder,),
    )


def _held(statement: Statement, reading: Reading, table: Table) -> Iterator[Candidate]:
    """Draft what an ending takes for granted: who sold the Golf had one until then."""
    row = table.ending(statement.verb, statement.object)
    what = statement.object.removeprefix("the ").removeprefix("their ").removeprefix("old ")
    if row is None or not row.held or not statement.first_person or not what[:1].isupper():
        return
    if statement.object_type in {"person", "date", "number"}:
        return
    had = replace(statement, verb=row.held.split()[0], predicate=row.held, object=what)
    filled = table.fill(had)
    if filled is None:
        return
    claim = _claim(had, filled)
    yield draft(
        Kind.SEMANTIC,
        reading,
        text=dated(statement.text, statement.moment),
        fields={
            "subject": claim.subject,
            "predicate": claim.predicate,
            "object": claim.value,
            "negated": False,
            "slot": claim.slot,
        },
        identity=identity_of(claim.subject, claim.predicate, claim.value, negated=False),
        reason=f"held until then: {statement.text}",
        valid_from=LONG_AGO,
        valid_to=ended_at(statement, reading),
        mentions=names_in(statement.text, reading, claim.subject),
        marks={HELD: True, "ended": True},
    )


HELD = "held"
"""Marks what an ending takes for granted; what is known of it already counts."""


def is_announced(statement: Statement, reading: Reading, table: Table) -> bool:
    """Tell a change that has its date already: "I'm moving to Oslo in August".

    What will be so until a day ahead is so from now on: "I'll be living in Paris until May".
    """
    moment, at = statement.moment, reading.turn.occurred_at
    lasting = moment is not None and moment.is_until and not moment.is_over(at)
    ahead = moment is not None and (moment.start > at or lasting)
    planned = statement.mood is Mood.INTENTION and statement.tense is Tense.FUTURE
    said = bool(statement.object) or statement.predicate.startswith("is ")
    if not (planned and ahead and said) or statement.negated or not is_about_somebody(statement):
        return False
    stays = statement.predicate in _STAYS and moment is not None and moment.ends and not lasting
    return stays or table.fill(statement) is not None


_STAYS = frozenset({"stays in", "lives in", "is in", "works in", "stays at", "stays with"})
"""Predicates of a stay that is told with its first and last day: "I'm in Halifax from May to August"."""


def _definition(statement: Statement, reading: Reading) -> Candidate:
    """Draft what a thing is; many definitions of one thing may stand side by side."""
    name, predicate, value = defined(statement), statement.predicate, statement.object
    return draft(
        Kind.SEMANTIC,
        reading,
        text=statement.text[:1].upper() + statement.text[1:],
        fields={
            "subject": name,
            "predicate": predicate,
            "object": value,
            "negated": False,
            "slot": "",
        },
        identity=identity_of(name, predicate, value, negated=False),
        reason=f"says what {name} is",
        confidence=0.75 if reading.from_user else 0.65,
        mentions=names_in(statement.text, reading, name),
    )


def _fact(statement: Statement, reading: Reading, filled: Filled | None) -> Candidate | None:
    if filled is not None and filled.name in _EXACT:
        filled = _exact(filled, reading)
        if filled is None:
            return None
    if filled is not None and filled.name == "birthday" and statement.moment is not None:
        if filled.value in statement.moment.text:
            filled = replace(filled, value=statement.moment.text)
        statement = replace(statement, moment=None)  # what it is, not since when it is so
    claim = _claim(statement, filled)
    text = dated(statement.text, statement.moment)
    if filled is not None and filled.name in _EXACT and filled.value not in text:
        text = f"{claim.subject}'s {filled.name} is {filled.value}"  # "my email is now a@b.c, not the old one"
    brings = filled is not None and not statement.negated and load_table().is_change(statement)
    name = claim.slot
    candidate = draft(
        Kind.SEMANTIC,
        reading,
        text=text,
        index_text=f"{text}. {claim.subject} {claim.predicate} {claim.value}." if brings else "",
        fields={
            "subject": claim.subject,
            "predicate": claim.predicate,
            "object": claim.value,
            "negated": statement.negated and not statement.ended,
            "slot": name,
        },
        identity=identity_of(
            claim.subject, claim.predicate, claim.value, negated=statement.negated
        ),
        slot=slot_of(claim.subject, claim.predicate, claim.value, name, negated=statement.negated),
        reason=f"says {name.replace('_', ' ') or 'something'} of {claim.subject}",
        valid_from=since(statement, reading),
        valid_to=until(statement, reading),
        confidence=min(0.85 if statement.first_person else 0.75, statement.likely),
        mentions=names_in(statement.text, reading, claim.subject),
        marks=marks_of(statement, reading)
        | event_marks(statement, in_slot=bool(name))
        | marks_of_move(statement, reading)
        | ({TOLD_NEW: True} if is_told_new(reading, statement.sentence) else {}),
    )
    candidate = replace(candidate, fields={**candidate.fields, **told_at(candidate)})
    once = was_state(statement, load_table()) or was_long_ago(statement, reading)
    if not statement.ended and not once:
        return candidate
    start, end = span(statement, reading)
    was = "" if statement.negated else "once" if once else "used to"
    return replace(
        candidate,
        identity=identity_of(claim.subject, claim.predicate, claim.value, negated=False),
        intent=Intent.CLOSE,
        valid_from=start if was else end,
        valid_to=end if was else None,
        reason=f"no longer so: {statement.text}",
        marks={"was": was},
    )


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement as the claim it is known by, in whichever words it was made."""

    subject: str
    predicate: str
    value: str
    slot: str = ""


_EXACT = frozenset({"phone", "email"})
"""Slots whose value is taken from the words, digit by digit."""
_CALLED = re.compile(
    r"^(?:an?|one) (?:[\w-]+ )*?(?P<noun>[\w-]+),? (?:called|named|by the name of) (?P<name>[A-Z][\w-]*)$"
)
_OWNED = re.compile(r"^(?P<owner>.+)'s (?:[\w-]+ )*?(?P<noun>[\w-]+)$")


def _exact(filled: Filled, reading: Reading) -> Filled | None:
    """Return the number or address that the turn gives, which a parser takes apart."""
    for contact in contacts(reading):
        if contact.label == filled.name and normal(contact.owner) == normal(filled.holder):
            return replace(filled, value=contact.value)
    return None


def _claim(statement: Statement, filled: Filled | None) -> _Claim:
    """Return whom a statement is about and what it says: "Rex is Uri's dog" in any words."""
    if filled is not None:  # who "does drive" has no car by that
        name = filled.name if filled.value else ""
        return _Claim(filled.holder, filled.predicate, filled.value, name)
    subject, predicate, value = statement.subject, statement.predicate, statement.object
    has = predicate in {"has", "gets", "owns", "adopts"} and not statement.negated
    if has and (found := _CALLED.match(value)) and found["noun"] in _SOMEBODYS:
        return _Claim(found["name"], "is", f"{subject}'s {found['noun']}")
    named = predicate in {"is", "is called", "is named"} and value[:1].isupper()
    named = named and not statement.negated and value.replace(" ", "").isalpha()
    if (
        named
        and (found := _OWNED.match(subject.removesuffix("'s name")))
        and found["noun"] in _SOMEBODYS
    ):
        return _Claim(value, "is", f"{found['owner']}'s {found['noun']}")
    return _Claim(subject, predicate, value)


_SOMEBODYS = grammar.ROLES | grammar.PETS
"""Nouns that say what somebody or an animal is to somebody."""


def identity_of(subject: str, predicate: str, value: str, *, negated: bool) -> str:
    """Name a fact so that it is the same in other words: "likes" and "enjoys" are one."""
    verb, value, is_not = _meaning(predicate, value, negated=negated)
    return f"{normal(subject)}|{stems(value)}|{verb}|{'not' if is_not else ''}"


def _meaning(predicate: str, value: str, *, negated: bool) -> tuple[str, str, bool]:
    """Return a predicate in the word that stands for all that say the same, and the value with it."""
    said = normal(predicate)
    fan = _FAN.match(value) if said == "is" else None
    if fan is not None:
        return "likes", fan[1], negated
    if said == "stands" and negated:
        return "likes", value, True  # "can't stand olives"
    said = _SAYS_SAME.get(said, said)
    taste = _TASTES.get(_verb(said))
    return (said, value, negated) if taste is None else ("likes", value, negated == taste)


_FAN = re.compile(r"^an? (?:big |huge |great |real )?(?:fan|lover) of (.+)$", re.IGNORECASE)
_SAYS_SAME = {
    "owns": "has",
    "possesses": "has",
    "is on": "takes",
    "plays": "does",
    "supports": "likes",
    **dict.fromkeys(
        ("is fond of", "is keen on", "is into", "is crazy about", "is mad about"), "likes"
    ),
    **dict.fromkeys(("loathes", "detests"), "hates"),
}
"""Predicates of which each says of any object what another one does."""


def ends_of(candidate: Candidate) -> tuple[str, str]:
    """Return the subject and object of a fact."""
    return text_field(candidate.fields, "subject"), text_field(candidate.fields, "object")


def slot_of(subject: str, predicate: str, value: str, name: str, *, negated: bool) -> str | None:
    """Return what the fact competes for: its slot, or the yes or no of the same claim."""
    if name and not negated:
        return f"{normal(subject)}/{name}"
    verb, value, _ = _meaning(predicate, value, negated=negated)
    counted = _COUNTED.match(value) if verb == "has" else None
    if counted is not None:
        return f"{normal(subject)}/number:{stems(counted['what'])}"
    return f"{normal(subject)}/{verb}:{stems(value)}"


_COUNTED = re.compile(
    r"^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<what>[a-z]+)$",
    re.IGNORECASE,
)
"""How many of something somebody has: one number at a time."""


def _verb(predicate: str) -> str:
    first = predicate.split(" ", 1)[0]
    return first.removesuffix("s") if first.removesuffix("s") in _TASTES else first


_TAUGHT = frozenset({"student", "pupil", "undergraduate", "undergrad", "freshman", "sophomore"})
"""Who is at a university or school without working there."""


def _employer(statement: Statement, reading: Reading) -> Candidate | None:
    """Read the employer out of "is a nurse at Acme" and "got a new job at Acme"."""
    role, mark, place = statement.object.partition(" at ")
    words = role.casefold().split()
    is_taught = bool(_TAUGHT & set(words[-1:])) and "of" not in words
    if not mark and (firm := _firm(statement)):
        return _employed(statement, firm, reading, is_taught=is_taught)
    if not mark and (work := workplace(statement)) and statement.mood is Mood.FACT:
        return None if statement.verb == "work" else _employed(statement, work, reading)
    if mark and statement.predicate == "is promoted to" and statement.mood is Mood.FACT:
        return (
            _employed(statement, place.partition(",")[0], reading) if place[:1].isupper() else None
        )
    gets_job = statement.verb in {"get", "start", "find", "land", "take", "have"}
    gets_job = gets_job and role.casefold().split()[-1:] in (["job"], ["position"])
    if (
        not mark
        or statement.negated
        or statement.ended
        or "former" in words
        or not (gets_job or (statement.predicate == "is" and statement.tense is not Tense.PAST))
    ):
        return None
    place = re.split(r" (?:in|as|for|and|with) |,", place)[0].removeprefix("the ")
    if statement.mood is not Mood.FACT or not place[:1].isupper():
        return None
    return _employed(statement, place, reading, is_taught=is_taught)


_FIRM = re.compile(
    r" is an? [\w -]+? at ((?:the )?[A-Z][\w'.-]*(?: (?:& |and (?=[A-Z])|of (?=[A-Z]))?[A-Z][\w'.-]*)*)"
)


def _firm(statement: Statement) -> str:
    """Return the employer in "is a paralegal at Harcourt & Vine"; empty if there is none."""
    now = statement.tense is Tense.PRESENT and statement.mood is Mood.FACT and not statement.negated
    job = load_table().fill(statement) if now and statement.predicate == "is" else None
    found = _FIRM.search(statement.text) if job is not None and job.name == "job" else None
    return found[1].removesuffix("'s") if found else ""


def _employed(
    statement: Statement, place: str, reading: Reading, *, is_taught: bool = False
) -> Candidate:
    predicate, slot = ("studies at", "school") if is_taught else ("works at", "employer")
    ahead = statement.moment if statement.tense is Tense.FUTURE else None
    said = f"will {'study' if is_taught else 'work'} at" if ahead else predicate
    when = f" {ahead.text[:1].lower()}{ahead.text[1:]}" if ahead else ""
    return draft(
        Kind.SEMANTIC,
        reading,
        text=dated(f"{statement.subject} {said} {place}{when}", ahead),
        fields={
            "subject": statement.subject,
            "predicate": predicate,
            "object": place,
            "negated": False,
            "slot": slot,
        },
        identity=identity_of(statement.subject, predicate, place, negated=False),
        valid_from=since(statement, reading),
        valid_to=until(statement, reading),
        slot=f"{normal(statement.subject)}/{slot}",
        reason=f"says {slot} of {statement.subject}",
        mentions=(statement.subject, place),
        marks={PLANNED: True} if ahead else {},
    )


def fact_of(statement: Statement, reading: Reading) -> Candidate | None:
    """Draft a lasting fact from a statement that something else than the rules took for one.

    None where a slot that holds exact values has none in what was said.
    """
    return _fact(statement, reading, load_table().fill(statement))
