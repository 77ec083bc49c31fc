"""Semantic memory: lasting facts about people and things, as subject, predicate, object."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, Field

from octomem.agents.about import is_about_somebody, is_about_something, is_concrete
from octomem.agents.base import Agent, Candidate, Hit, Intent, Question, Ranked
from octomem.agents.contacts import contacts
from octomem.agents.corrections import as_news, correct, is_correction, marks_of
from octomem.agents.cues import Cues
from octomem.agents.definitions import defined, is_definition
from octomem.agents.drafting import dated, draft, names_in, since, until
from octomem.agents.facts import lasts
from octomem.agents.ranking import blend
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.relations import workplace
from octomem.agents.resolve import Desk
from octomem.agents.slots import Ending, Filled, Table, load_table
from octomem.agents.wording import normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, Wanted
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


class Fact(BaseModel):
    """The fields of a semantic memory."""

    subject: str = Field(description="Who or what it is about, by name")
    predicate: str = Field(description="Third person present: 'lives in', 'is allergic to'")
    object: str = Field(description="What is said of the subject; may be empty")
    negated: bool = Field(default=False, description="Whether the subject is said not to")
    slot: str = Field(default="", description="Single-valued slot, such as home or job, or empty")


class SemanticAgent(Agent):
    """Keeps facts: single-valued slots supersede, everything else accumulates.

    About people only people are believed; what a thing is (a definition) is a fact whoever
    says it, an assistant too.
    """

    kind = Kind.SEMANTIC
    output = Fact
    floor = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Be interested in facts that a person states, and in definitions of things."""
        if reading.turn.role in _DEFINERS:
            of = (defined(s) for s in reading.statements if is_definition(s, reading))
            if (name := next(of, None)) is not None:
                return f"says what {name} is"
        if not reading.from_user:
            return None
        found = [s for s in reading.statements if s.mood is Mood.FACT and is_about_something(s)]
        if any(statement.first_person for statement in found):
            return "first-person statement"
        return f"states something of {found[0].subject}" if found else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Read every lasting fact, and what ends or corrects one."""
        table = load_table()
        found: dict[tuple[str, Intent], Candidate] = {}
        for reading in readings:
            for statement in reading.statements:
                for candidate in _candidates(statement, reading, table):
                    key = (candidate.identity + candidate.turns[0], candidate.intent)
                    found.setdefault(key, candidate)
            for address in _addresses(reading):
                found.setdefault((address.identity, address.intent), address)
        return list(found.values())

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """See the same facts, what competes for their slots, and what they may end."""
        others = {i for c in candidates for i in _targets(c)}
        return Wanted(
            identities=frozenset({c.identity for c in candidates} | others),
            slots=frozenset({c.slot for c in candidates if c.slot} | _rivals(candidates)),
        )

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Settle each fact by its identity and slot; a correction retracts what was wrong."""
        desk = Desk(self.kind, known, partition)
        proposals: list[Proposal] = []
        for candidate in candidates:
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
            subject = text_field(memory.fields, "subject").casefold()
            return 0.1 if subject and subject in named else 0.0

        return blend(hits, {"dense": 0.5, "lexical": 0.4, "graph": 0.1}, bonus=bonus)


def _candidates(statement: Statement, reading: Reading, table: Table) -> list[Candidate]:
    if reading.turn.role in _DEFINERS and is_definition(statement, reading):
        return [_definition(statement, reading)]
    if not reading.from_user:
        return []
    ending = _ends(statement, reading, table)
    if ending is not None:
        return [ending]
    place_of_work = _employer(statement, reading) if is_about_somebody(statement) else None
    sentence = reading.sentences[statement.sentence].text
    if not lasts(statement, sentence, table):
        return [place_of_work] if place_of_work else []
    filled = table.fill(statement)
    if statement.subject == f"{reading.turn.actor}'s name":
        return []  # core memory keeps the speaker's name
    fact = _fact(statement, reading, filled)
    return [fact, place_of_work] if place_of_work else [fact]


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


def _fact(statement: Statement, reading: Reading, filled: Filled | None) -> Candidate:
    name = filled.name if filled else ""
    subject = filled.holder if filled else statement.subject
    predicate = filled.predicate if filled else statement.predicate
    value = filled.value if filled else statement.object
    was = statement.ended and not statement.negated
    text = dated(statement.text, statement.moment)
    brings = filled is not None and not statement.negated and load_table().is_change(statement)
    candidate = draft(
        Kind.SEMANTIC,
        reading,
        text=text,
        index_text=f"{text}. {subject} {predicate} {value}." if brings else "",
        fields={
            "subject": subject,
            "predicate": statement.predicate if not filled else predicate,
            "object": value,
            "negated": statement.negated and not statement.ended,
            "slot": name,
        },
        identity=identity_of(subject, predicate, value, negated=statement.negated),
        slot=_slot(subject, predicate, value, name, negated=statement.negated),
        reason=f"says {name.replace('_', ' ') or 'something'} of {subject}",
        valid_from=since(statement, reading),
        valid_to=until(statement, reading),
        confidence=0.85 if statement.first_person else 0.75,
        mentions=names_in(statement.text, reading, subject),
        marks=marks_of(statement, reading),
    )
    if not statement.ended:
        return candidate
    return replace(
        candidate,
        identity=identity_of(subject, predicate, value, negated=False),
        intent=Intent.CLOSE,
        valid_from=_ended_at(statement, reading),
        reason=f"no longer so: {statement.text}",
        marks={"was": was},
    )


def _ended_at(statement: Statement, reading: Reading) -> datetime:
    """Return when a claim ended: at the date of "stopped", after the date of "used to"."""
    moment, said = statement.moment, reading.turn.occurred_at
    if moment is None or moment.start > said:
        return said
    return min(moment.end, said) if " used to " in statement.text else moment.start


def identity_of(subject: str, predicate: str, value: str, *, negated: bool) -> str:
    """Name a fact so that it is the same in other words: "likes" and "enjoys" are one."""
    about = f"{normal(subject)}|{stems(value)}"
    taste = _TASTES.get(_verb(predicate))
    if taste is not None:
        return f"{about}|likes|{'not' if negated == taste else ''}"
    return f"{about}|{normal(predicate)}|{'not' if negated else ''}"


def _slot(subject: str, predicate: str, value: str, name: str, *, negated: bool) -> str | None:
    """Return what the fact competes for: its slot, or the yes or no of the same claim."""
    if name and not negated:
        return f"{normal(subject)}/{name}"
    verb = "likes" if _verb(predicate) in _TASTES else normal(predicate)
    return f"{normal(subject)}/{verb}:{stems(value)}"


def _verb(predicate: str) -> str:
    first = predicate.split(" ", 1)[0]
    return first.removesuffix("s") if first.removesuffix("s") in _TASTES else first


def _employer(statement: Statement, reading: Reading) -> Candidate | None:
    """Read the employer out of "is a nurse at Acme" and "got a new job at Acme"."""
    role, mark, place = statement.object.partition(" at ")
    if not mark and (work := workplace(statement)) and statement.mood is Mood.FACT:
        return None if statement.verb == "work" else _employed(statement, work, reading)
    gets_job = statement.verb in {"get", "start", "find", "land", "take", "have"}
    gets_job = gets_job and role.casefold().split()[-1:] in (["job"], ["position"])
    if (
        not mark
        or statement.negated
        or statement.ended
        or not (gets_job or (statement.predicate == "is" and statement.tense is Tense.PRESENT))
    ):
        return None
    place = re.split(r" (?:in|as|for|and|with) |,", place)[0]
    if statement.mood is not Mood.FACT or not place[:1].isupper():
        return None
    return _employed(statement, place, reading)


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


def _ends(statement: Statement, reading: Reading, table: Table) -> Candidate | None:
    """Read "gave up tennis", "sold the car" as the end of what was said before."""
    row = table.ending(statement.verb)
    is_past = statement.mood is Mood.FACT and statement.tense is Tense.PAST
    if row is None or not is_past or statement.negated or not is_about_somebody(statement):
        return None
    if not is_concrete(statement):
        return None
    return draft(
        Kind.SEMANTIC,
        reading,
        text=dated(statement.text, statement.moment),
        fields={
            "subject": statement.subject,
            "predicate": statement.predicate,
            "object": statement.object,
            "negated": False,
            "slot": "",
        },
        identity=identity_of(
            statement.subject, statement.predicate, statement.object, negated=False
        ),
        intent=Intent.CLOSE,
        reason=f"ended: {statement.text}",
        valid_from=since(statement, reading),
        mentions=names_in(statement.text, reading, statement.subject),
        marks={
            "targets": list(_ended_facts(statement, row)),
            "slots": [f"{normal(statement.subject)}/{name}" for name in row.slots],
            "any_value": normal(statement.object).split(" ")[-1] in row.nouns
            or normal(statement.object.rpartition("'s ")[2]) in row.nouns,
        },
    )


def _ended_facts(statement: Statement, row: Ending) -> list[str]:
    return [
        identity_of(statement.subject, predicate, statement.object, negated=False)
        for predicate in row.predicates
    ]


def _targets(candidate: Candidate) -> list[str]:
    return _texts(candidate, "targets")


def _texts(candidate: Candidate, name: str) -> list[str]:
    value = candidate.marks.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _rivals(candidates: Sequence[Candidate]) -> set[str]:
    return {slot for candidate in candidates for slot in _texts(candidate, "slots")}


def _settle(desk: Desk, candidate: Candidate) -> list[Proposal]:
    if "targets" in candidate.marks:
        return _close_targets(desk, candidate)
    bare = replace(as_news(desk, candidate), marks={})
    if candidate.intent is Intent.CLOSE:
        return [_close(desk, bare, was=bool(candidate.marks.get("was")))]
    if is_correction(candidate):
        return correct(desk, candidate)
    return [desk.settle(bare)]


def _close(desk: Desk, candidate: Candidate, *, was: bool) -> Proposal:
    """End a known fact; one that was never told is kept as a closed one."""
    if any(memory.identity == candidate.identity for memory in desk.current()):
        return desk.settle(replace(candidate, slot=None))
    if not was:
        denied = replace(candidate, identity=f"{candidate.identity}not", intent=Intent.ASSERT)
        return desk.settle(denied)
    ended = replace(
        candidate,
        intent=Intent.ASSERT,
        slot=None,
        valid_to=candidate.valid_from,
        marks={"ended": True},
        reason="held in the past",
    )
    return desk.settle(ended)


def _close_targets(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End the facts that "gave up", "sold" or "left" speaks of."""
    targets, slots = set(_targets(candidate)), set(_texts(candidate, "slots"))
    value = stems(text_field(candidate.fields, "object"))
    any_value = bool(candidate.marks.get("any_value"))
    ended = [
        memory
        for memory in desk.current()
        if memory.identity in targets
        or (
            memory.slot in slots
            and (any_value or stems(text_field(memory.fields, "object")) == value)
        )
    ]
    return [desk.close(memory, candidate.valid_from, candidate.reason) for memory in ended]


def fact_of(statement: Statement, reading: Reading) -> Candidate:
    """Draft a lasting fact from a statement that something else than the rules took for one."""
    return _fact(statement, reading, load_table().fill(statement))
