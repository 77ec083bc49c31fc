"""Semantic memory: lasting facts about people and things, as subject, predicate, object."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import BaseModel, Field

from octomem.agents.about import is_about_somebody, is_about_something
from octomem.agents.amending import amend, amendments, concerned, is_amendment, place_of
from octomem.agents.asked import asked
from octomem.agents.base import Agent, Candidate, Hit, Intent, Question, Ranked
from octomem.agents.chinese_asked import asked_for
from octomem.agents.contacts import contacts
from octomem.agents.corrections import as_news, correct, is_correction, marks_of, outrun, told_at
from octomem.agents.cues import Cues
from octomem.agents.definitions import defined, is_definition
from octomem.agents.drafting import dated, draft, names_in, since, span, until
from octomem.agents.endings import (
    alike,
    end,
    ended_before,
    is_ending,
    marker,
    read_ending,
    rivals,
    subjects,
)
from octomem.agents.events import apart, dated_identities, event_marks
from octomem.agents.facts import is_weighty, lasts, was_state
from octomem.agents.ranking import blend, fuller_first, in_its_time
from octomem.agents.reading import grammar
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.reading.remarks import Remark
from octomem.agents.relations import aliases_in, workplace
from octomem.agents.remarked import quoted, unsaid
from octomem.agents.resolve import PLANNED, Desk
from octomem.agents.slots import Filled, Table, load_table
from octomem.agents.wording import content, normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import LONG_AGO, Kind, Memory, Wanted
from octomem.operation import Proposal
from octomem.turn import Role

_TASTES = {
    "like": True,
    "love": True,
    "enjoy": True,
    "adore": True,
    "hate": False,
    "dislike": False,
}
"""Verbs that say the same of their object, or its opposite."""

_DEFINERS = frozenset({Role.USER, Role.ASSISTANT})

_CLAIM = ("subject", "predicate", "object", "negated", "slot")
"""The fields by which a fact is known."""

_CUES = Cues(
    (
        0.8,
        (
            r"\b(?:what|which|where|who|how|does|do|is|are)\b.*\b(?:lives?|works?|likes?|loves?"
            r"|favou?rite|owns?|has|have|hobby|hobbies|study|studies|speaks?|born|drives?|employer"
            r"|diet|birthday|eats?|plays?|collects?|married|job|old)\b"
        ),
    ),
    (0.7, r"^(?:what|which|where|who)\b[^?]*\b(?:does|do|is|are)\b"),
    (0.6, r"^what (?:is|are) (?:an? )?\w+$"),
    (
        0.8,
        r"住(?:在|哪)|老家|哪里?人|上班|工作|职业|做什么的|喜欢|讨厌|爱吃|爱喝|养|几岁|多大|生日|结婚|会说|学什么|专业|爱好|有(?:几个|没有)",
    ),
)


REMARK_BAR = 0.75
"""The likelihood from which a remark is taken for a lasting fact in its own words."""


class Fact(BaseModel):
    """The fields of a semantic memory."""

    subject: str = Field(description="Who or what it is about, by name")
    predicate: str = Field(description="Third person present: 'lives in', 'is allergic to'")
    object: str = Field(description="What is said of the subject; may be empty")
    negated: bool = Field(default=False, description="Whether the subject is said not to")
    told_at: str = Field(default="", description="Of a change dated earlier: when it was told")
    slot: str = Field(default="", description="Single-valued slot, such as home or job, or empty")


class SemanticAgent(Agent):
    """Keeps facts: single-valued slots supersede, everything else accumulates.

    About people only people are believed; what a thing is (a definition) is a fact whoever
    says it, an assistant too.
    """

    kind = Kind.SEMANTIC
    output = Fact
    floor = 0.35

    def interest(self, reading: Reading) -> str | None:
        """Be interested in facts that a person states, and in definitions of things."""
        if reading.turn.role in _DEFINERS:
            of = (defined(s) for s in reading.statements if is_definition(s, reading))
            if (name := next(of, None)) is not None:
                return f"says what {name} is"
        if not reading.from_user:
            return None
        if reading.amends:
            return "puts something right"
        found = [
            s
            for s in reading.statements
            if s.mood is Mood.FACT and (is_about_something(s) or is_weighty(s))
        ]
        if any(statement.first_person for statement in found):
            return "first-person statement"
        return f"states something of {found[0].subject}" if found else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Read every lasting fact, and what ends or corrects one."""
        table = load_table()
        found: dict[tuple[str, Intent], Candidate] = {}
        filled: set[tuple[str, ...]] = set()
        for reading in readings:
            put_right = deque(amendments(reading, self.kind))
            for statement in reading.statements:
                while put_right and place_of(put_right[0]) <= statement.sentence:
                    amended = put_right.popleft()
                    found.setdefault((amended.identity, amended.intent), amended)
                for made in _candidates(statement, reading, table):
                    candidate = _beside(made, statement, filled)
                    if candidate is None:
                        continue
                    key = (candidate.identity + candidate.turns[0], candidate.intent)
                    found.setdefault(key, candidate)
            found |= {(each.identity, each.intent): each for each in put_right}
            for address in (*_addresses(reading), *_nicknames(reading)):
                found.setdefault((address.identity, address.intent), address)
            said = [each.text for each in found.values() if reading.turn.id in each.turns]
            for remark in unsaid(reading, said, lambda worth: worth.lasting, REMARK_BAR):
                quote = _quote(reading, remark)
                found.setdefault((quote.identity, quote.intent), quote)
        return list(found.values())

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """See the same facts, what competes for their slots, and what they may end."""
        slots = {slot for c in candidates for slot in (c.slot, _denied_slot(c)) if slot}
        ends = {marker(*_named(c)) for c in candidates}
        return Wanted(
            identities=frozenset(
                {c.identity for c in candidates} | ends | dated_identities(candidates)
            ),
            slots=frozenset(slots | rivals(candidates)),
            subjects=frozenset(subjects(candidates) | concerned(candidates)),
        )

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Settle each fact by its identity and slot; a correction retracts what was wrong."""
        desk = Desk(self.kind, known, partition)
        proposals: list[Proposal] = []
        for candidate in candidates:
            if is_amendment(candidate):
                proposals += amend(desk, candidate, self.edited)
            else:
                proposals += _settle(desk, candidate)
        return proposals

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a fact by its new subject, predicate and object; so is the slot it fills."""
        made = super().edited(memory, text, fields, at)
        said = [fields.get(name) for name in _CLAIM]
        if said == [memory.fields.get(name) for name in _CLAIM]:
            return made
        subject, predicate, value, name = (
            text_field(fields, each) for each in ("subject", "predicate", "object", "slot")
        )
        negated = bool(fields.get("negated"))
        slot = _slot(subject, predicate, value, name, negated=negated)
        return replace(
            made,
            identity=identity_of(subject, predicate, value, negated=negated),
            slot=None if memory.slot is None else slot,
        )

    def hint(self, question: Question) -> float:
        """Say how much the question asks for somebody's circumstances, or what a thing is."""
        return _CUES.strength(question)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by meaning and words; a fact about whom the question names comes first."""
        named = {name.casefold() for name in question.names}

        def bonus(memory: Memory) -> float:
            subject, value = (text_field(memory.fields, each) for each in ("subject", "object"))
            about = {subject.casefold(), value.partition("'s ")[0].casefold()}
            return 0.1 if about & named else 0.0

        weights = {"dense": 0.5, "lexical": 0.4, "graph": 0.1}
        in_english, in_chinese = asked(question).answer, asked_for(question)

        def answers(memory: Memory) -> float:
            return max(in_english(memory), in_chinese(memory))

        return fuller_first(in_its_time(blend(hits, weights, bonus=bonus, asked=answers), question))


def _candidates(statement: Statement, reading: Reading, table: Table) -> list[Candidate]:
    if reading.turn.role in _DEFINERS and is_definition(statement, reading):
        return [_definition(statement, reading)]
    if not reading.from_user:
        return []
    ending = read_ending(statement, reading, table)
    told = [] if ending is None else [*_held(statement, reading, table), ending]
    if told and table.fill(statement) is None:
        return told
    place_of_work = _employer(statement, reading) if is_about_somebody(statement) else None
    announced = _is_announced(statement, reading, table)
    if announced:
        statement = replace(statement, mood=Mood.FACT)
    sentence = reading.sentences[statement.sentence].text
    told += [place_of_work] if place_of_work else []
    if not announced and not lasts(statement, sentence, table):
        return told
    filled = table.fill(statement)
    if statement.subject == f"{reading.turn.actor}'s name":
        return []  # core memory keeps the speaker's name
    fact = _fact(statement, reading, filled)
    told += _born(statement, filled, reading)
    return told if fact is None else [fact, *told]


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
        valid_to=since(statement, reading),
        mentions=names_in(statement.text, reading, claim.subject),
        marks={_HELD: True, "ended": True},
    )


_HELD = "held"
"""Marks what an ending takes for granted; what is known of it already counts."""


def _is_announced(statement: Statement, reading: Reading, table: Table) -> bool:
    """Tell a change that has its date already: "I'm moving to Oslo in August"."""
    moment = statement.moment
    ahead = moment is not None and moment.start > reading.turn.occurred_at
    planned = statement.mood is Mood.INTENTION and statement.tense is Tense.FUTURE
    said = bool(statement.object) or statement.predicate.startswith("is ")
    if not (planned and ahead and said) or statement.negated or not is_about_somebody(statement):
        return False
    return table.fill(statement) is not None


def _beside(
    candidate: Candidate, statement: Statement, filled: set[tuple[str, ...]]
) -> Candidate | None:
    """Let two values that one clause names stand side by side: "a nurse and a painter".

    Of "my job is X and all" only the first is one.
    """
    name = text_field(candidate.fields, "slot")
    if candidate.intent is not Intent.ASSERT or candidate.slot is None or not name:
        return candidate
    place = (candidate.turns[0], str(statement.sentence), statement.whole, candidate.slot)
    if (
        not statement.whole
        or place not in filled
        or candidate.fields.get("negated")
        or name.startswith("favourite_")
    ):
        filled.add(place)
        return candidate
    if "'s " in statement.subject:
        return None
    return replace(candidate, slot=None)


def _quote(reading: Reading, remark: Remark) -> Candidate:
    """Draft what somebody says of lasting things without stating it: "type 2 for six years now"."""
    actor, text = reading.turn.actor, quoted(reading, remark)
    return draft(
        Kind.SEMANTIC,
        reading,
        text=text,
        fields={
            "subject": actor,
            "predicate": "says",
            "object": remark.text,
            "negated": _DENIES.match(remark.text) is not None,
            "slot": "",
        },
        identity=identity_of(actor, "says", remark.text, negated=False),
        reason=f"a remark of {actor} that seems to last",
        confidence=0.6,
        mentions=names_in(remark.text, reading, actor),
    )


_DENIES = re.compile(r"\W*(?:not|no|never|don't|can't|isn't)\b", re.IGNORECASE)
"""How a remark begins that denies what it names."""


def _addresses(reading: Reading) -> Iterator[Candidate]:
    """Draft where somebody lives, by street and number: one address holds at a time."""
    for contact in contacts(reading) if reading.from_user else ():
        if contact.label == "address":
            yield draft(
                Kind.SEMANTIC,
                reading,
                text=f"{contact.owner}'s address is {contact.value}",
                fields={
                    "subject": contact.owner,
                    "predicate": "address is",
                    "object": contact.value,
                    "negated": False,
                    "slot": "address",
                },
                identity=identity_of(contact.owner, "address is", contact.value, negated=False),
                slot=f"{normal(contact.owner)}/address",
                reason=f"says address of {contact.owner}",
                mentions=(contact.owner,),
            )


def _nicknames(reading: Reading) -> Iterator[Candidate]:
    """Draft by what other name somebody goes: "everyone calls me Lexi"."""
    if not reading.from_user:
        return
    for sentence in reading.sentences:
        for relation in (
            () if sentence.is_question else aliases_in(sentence.text, reading.turn.actor)
        ):
            yield draft(
                Kind.SEMANTIC,
                reading,
                text=f"{relation.entity} is called {relation.target}",
                fields={
                    "subject": relation.entity,
                    "predicate": "is called",
                    "object": relation.target,
                    "negated": False,
                    "slot": "",
                },
                identity=identity_of(relation.entity, "is called", relation.target, negated=False),
                reason=f"says another name of {relation.entity}",
                mentions=(relation.entity, relation.target),
            )


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
        slot=_slot(claim.subject, claim.predicate, claim.value, name, negated=statement.negated),
        reason=f"says {name.replace('_', ' ') or 'something'} of {claim.subject}",
        valid_from=since(statement, reading),
        valid_to=until(statement, reading),
        confidence=0.85 if statement.first_person else 0.75,
        mentions=names_in(statement.text, reading, claim.subject),
        marks=marks_of(statement, reading) | event_marks(statement, in_slot=bool(name)),
    )
    candidate = replace(candidate, fields={**candidate.fields, **told_at(candidate)})
    once = was_state(statement, load_table())
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
    if filled is not None:
        return _Claim(filled.holder, filled.predicate, filled.value, filled.name)
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
    **dict.fromkeys(
        ("is fond of", "is keen on", "is into", "is crazy about", "is mad about"), "likes"
    ),
    **dict.fromkeys(("loathes", "detests"), "hates"),
}
"""Predicates of which each says of any object what another one does."""


def _named(candidate: Candidate) -> tuple[str, str]:
    return text_field(candidate.fields, "subject"), text_field(candidate.fields, "object")


def _slot(subject: str, predicate: str, value: str, name: str, *, negated: bool) -> str | None:
    """Return what the fact competes for: its slot, or the yes or no of the same claim."""
    if name and not negated:
        return f"{normal(subject)}/{name}"
    verb, value, _ = _meaning(predicate, value, negated=negated)
    return f"{normal(subject)}/{verb}:{stems(value)}"


def _verb(predicate: str) -> str:
    first = predicate.split(" ", 1)[0]
    return first.removesuffix("s") if first.removesuffix("s") in _TASTES else first


def _employer(statement: Statement, reading: Reading) -> Candidate | None:
    """Read the employer out of "is a nurse at Acme" and "got a new job at Acme"."""
    role, mark, place = statement.object.partition(" at ")
    if not mark and (firm := _firm(statement)):
        return _employed(statement, firm, reading)
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
        or not (gets_job or (statement.predicate == "is" and statement.tense is Tense.PRESENT))
    ):
        return None
    place = re.split(r" (?:in|as|for|and|with) |,", place)[0].removeprefix("the ")
    if statement.mood is not Mood.FACT or not place[:1].isupper():
        return None
    return _employed(statement, place, reading)


_FIRM = re.compile(
    r" is an? [\w -]+? at ((?:the )?[A-Z][\w'.-]*(?: (?:& |and (?=[A-Z])|of (?=[A-Z]))?[A-Z][\w'.-]*)*)"
)


def _firm(statement: Statement) -> str:
    """Return the employer in "is a paralegal at Harcourt & Vine"; empty if there is none."""
    now = statement.tense is Tense.PRESENT and statement.mood is Mood.FACT and not statement.negated
    job = load_table().fill(statement) if now and statement.predicate == "is" else None
    found = _FIRM.search(statement.text) if job is not None and job.name == "job" else None
    return found[1].removesuffix("'s") if found else ""


def _employed(statement: Statement, place: str, reading: Reading) -> Candidate:
    return draft(
        Kind.SEMANTIC,
        reading,
        text=f"{statement.subject} works at {place}",
        fields={
            "subject": statement.subject,
            "predicate": "works at",
            "object": place,
            "negated": False,
            "slot": "employer",
        },
        identity=identity_of(statement.subject, "works at", place, negated=False),
        valid_from=since(statement, reading),
        slot=f"{normal(statement.subject)}/employer",
        reason=f"says employer of {statement.subject}",
        mentions=(statement.subject, place),
    )


def _settle(desk: Desk, candidate: Candidate) -> list[Proposal]:
    if candidate.marks.get(_HELD):
        value = content([text_field(candidate.fields, "object")])
        about = normal(text_field(candidate.fields, "subject"))
        known = (
            value <= content([text_field(memory.fields, "object")])
            and normal(text_field(memory.fields, "subject")) == about
            for memory in desk.current()
        )
        return [] if any(known) else [desk.settle(candidate)]
    if is_ending(candidate):
        return end(desk, candidate)
    if candidate.intent is Intent.CLOSE:
        return _close(desk, replace(candidate, marks={}), was=text_field(candidate.marks, "was"))
    settled = as_news(desk, candidate)
    if is_correction(settled):
        return [*_denied(desk, settled, wrong=True), *correct(desk, settled)]
    before = outrun(desk, settled)
    if before is not None:
        return [before]
    settled = apart(desk, settled)
    kept = {name: settled.marks[name] for name in (PLANNED,) if name in settled.marks}
    settled = ended_before(desk, replace(settled, marks=kept))
    return [*_denied(desk, settled, wrong=False), desk.settle(settled)]


def _denied(desk: Desk, candidate: Candidate, *, wrong: bool) -> list[Proposal]:
    """End or take back a slot's value that is denied: "I'm not a dentist"."""
    slot = _denied_slot(candidate)
    what = content([text_field(candidate.fields, "object")])
    held = [
        memory
        for memory in desk.current()
        if memory.slot == slot and what & content([text_field(memory.fields, "object")])
    ]
    reason = f"denied: {candidate.text}"
    if wrong:
        return [desk.retract(memory, reason) for memory in held]
    return [desk.close(memory, candidate.valid_from, reason) for memory in held]


def _denied_slot(candidate: Candidate) -> str | None:
    name, negated = text_field(candidate.fields, "slot"), candidate.fields.get("negated") is True
    subject = normal(text_field(candidate.fields, "subject"))
    return f"{subject}/{name}" if name and negated else None


def _close(desk: Desk, candidate: Candidate, *, was: str) -> list[Proposal]:
    """End a known fact; one that was never told is kept as a closed one.

    What only "was" so once ("lived in Cairo") does not end what is said to be so now.
    """
    known = any(memory.identity == candidate.identity for memory in desk.current())
    if known and was != "once":
        return [desk.settle(replace(candidate, slot=None))]
    others = [] if was else alike(desk, candidate)
    if others:
        return [desk.close(memory, candidate.valid_from, candidate.reason) for memory in others]
    if not was:
        denied = replace(
            candidate,
            identity=f"{candidate.identity}not",
            fields={**candidate.fields, "negated": True},
            intent=Intent.ASSERT,
        )
        return [desk.settle(denied)]
    ended = replace(
        candidate,
        intent=Intent.ASSERT,
        slot=None,
        valid_to=candidate.valid_to or candidate.valid_from,
        marks={"ended": True},
        reason="held in the past",
    )
    return [desk.settle(ended)]


def fact_of(statement: Statement, reading: Reading) -> Candidate | None:
    """Draft a lasting fact from a statement that something else than the rules took for one.

    None where a slot that holds exact values has none in what was said.
    """
    return _fact(statement, reading, load_table().fill(statement))
