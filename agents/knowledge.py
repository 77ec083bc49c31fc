"""Knowledge memory: people, organisations and places, and their relations over time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from pydantic import BaseModel, Field

from octomem.agents.about import is_about_somebody
from octomem.agents.amending import amend, amendments, concerned, is_amendment, reaches_back
from octomem.agents.asked import asked
from octomem.agents.base import Agent, Candidate, Hit, Intent, Question, Ranked
from octomem.agents.belonging import belongings, related_to_last
from octomem.agents.bygone import bygone
from octomem.agents.chinese_asked import asked_for
from octomem.agents.contacts import contacts
from octomem.agents.corrections import (
    amended,
    as_news,
    correct,
    is_correction,
    marks_of,
    outrun,
    told_at,
)
from octomem.agents.cues import Cues
from octomem.agents.drafting import draft, since, until
from octomem.agents.facts import lasts
from octomem.agents.kinship import mentioned
from octomem.agents.ranking import blend, in_its_time
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import SURE, Mood, Reading, Statement, Tense
from octomem.agents.relations import (
    ALIAS,
    APART,
    Relation,
    aliases_told,
    confirmed,
    full_name,
    is_name,
    nicknames_in,
    relation_of,
    workplace,
)
from octomem.agents.resolve import Desk
from octomem.agents.restated import couple_of
from octomem.agents.second_jobs import is_second_job
from octomem.agents.slots import load_table
from octomem.agents.small_names import in_its_capitals
from octomem.agents.tasks import pairs
from octomem.agents.ties import ties
from octomem.agents.vaulted import vault_candidates
from octomem.agents.wording import normal
from octomem.errors import UsageError
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, Wanted, noted
from octomem.operation import Proposal
from octomem.stores.terms import index_terms

_CUES = Cues(
    (
        0.95,
        (
            r"\b(?:sister|brother|mother|father|mum|mom|dad|wife|husband|partner|girlfriend"
            r"|boyfriend|son|daughter|children|kids|parents|cousin|aunt|uncle|boss|manager"
            r"|colleagues?|friends?)(?:'s)?\b"
        ),
    ),
    (
        0.95,
        r"\b(?:e-?mail|e mail|phone|number|address|contact|passwords?|pin|api key|token|iban)\b",
    ),
    (0.95, r"\b(?:card|account|door|alarm|access|pass) ?(?:number|code|phrase)\b"),
    (0.95, r"邮箱|电话|手机号|微信号?|地址|联系方式|密码|口令|验证码|卡号|账号|身份证"),
    (
        0.9,
        r"是谁|谁是|叫什么|关系|什么人|姐姐|妹妹|哥哥|弟弟|爸|妈|老婆|老公|妻子|丈夫|儿子|女儿|朋友|同事|老板|上司|上级|领导|室友|邻居",
    ),
    (0.9, r"^who\b|\b(?:related|relation|between|founded|owns|runs|belongs)\b"),
)
ASKED = 0.55
"""Relevance of contact data or a secret whose label the question names."""
RELATION_ASKED = 0.25
"""What a relation gains whose verb the question holds: "works" of works_at."""


_SEALED = ("vault", "vault_id", "sensitivity")
"""Fields that say what the vault holds."""
_TIE = ("entity", "relation", "target", "aliases", "apart", "label")
"""Fields by which a relation or a contact is known."""


class Tie(BaseModel):
    """The fields of a knowledge memory: one relation, or one piece of contact data."""

    entity: str = Field(description="Name of the person, organisation or place")
    entity_type: str = Field(description="person, animal, organisation, place, product or thing")
    relation: str = Field(default="", description="Typed relation, such as works_at or sibling_of")
    target: str = Field(default="", description="Name of the other entity, or the contact value")
    target_type: str = Field(default="", description="Type of the target")
    aliases: list[str] = Field(default_factory=list[str], description="Other names of the entity")
    apart: list[str] = Field(
        default_factory=list[str], description="Names that are somebody else's"
    )
    label: str = Field(default="", description="Of contact data or a secret: email, wifi password")
    told_at: str = Field(default="", description="Of a change dated earlier: when it was told")
    vault: bool = Field(default=False, description="The value is in the vault; reveal() gives it")
    vault_id: str = Field(default="", description="The vault's name of the value")
    sensitivity: str = Field(default="", description="Of a secret: personal, secret or critical")


class KnowledgeAgent(Agent):
    """Keeps who and what there is, and how they hang together."""

    kind = Kind.KNOWLEDGE
    output = Tie
    floor = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Be interested in names, relations and contact data that a person mentions."""
        if vault_candidates(reading):
            return "holds a secret"
        if not reading.from_user:
            return None
        if next(_related(reading), None) is not None:
            return "relates people, places or organisations"
        if next(contacts(reading), None) is not None:
            return "holds contact data"
        if reading.amends:
            return "puts something right"
        names = [name.text for name in reading.names if name.type in {"person", "organisation"}]
        return f"names {' and '.join(names[:2])}" if names else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Read relations, other names and contact data, and what went into the vault."""
        found: dict[tuple[str, str, Intent], Candidate] = {}
        for reading, before in pairs(readings):
            told = (
                (*_related(reading, before), *_contacts(reading, before))
                if reading.from_user
                else ()
            )
            put_right = amendments(reading, self.kind)
            for candidate in (*told, *vault_candidates(reading), *put_right):
                key = (candidate.identity, candidate.turns[0], candidate.intent)
                found.setdefault(key, candidate)
        return list(found.values())

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """See the same relations and their rivals, how else two are a couple, and all of whom something is put right."""
        wanted = super().wanted(candidates)
        closer = {identity for each in candidates for identity in couple_of(each)}
        return replace(
            wanted,
            identities=wanted.identities | closer,
            subjects=frozenset(concerned(candidates)),
            all_current=reaches_back(candidates),
        )

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Settle by identity and slot; an end that ends nothing is passed over."""
        desk = Desk(self.kind, known, partition)
        proposals: list[Proposal] = []
        for candidate in candidates:
            if is_amendment(candidate):
                proposals += amend(desk, candidate, self.edited)
                continue
            ends = candidate.intent is Intent.CLOSE
            if ends and not any(m.identity == candidate.identity for m in desk.current()):
                continue
            settled = replace(candidate, slot=None) if ends else as_news(desk, candidate)
            before = None if ends else outrun(desk, settled)
            if before is not None:
                proposals.append(before)
            elif is_correction(settled):
                proposals += correct(desk, settled)
            else:
                proposals.append(_settled(desk, settled))
        return proposals

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a relation or a contact by its new ends; a secret stays the vault's."""
        for name in _SEALED:
            if fields.get(name) != memory.fields.get(name):
                raise UsageError(f"{name} is the vault's own and cannot be edited")
        made = super().edited(memory, text, fields, at)
        same = all(fields.get(name) == memory.fields.get(name) for name in _TIE)
        return made if same or fields.get("vault") else _named(made)

    def hint(self, question: Question) -> float:
        """Say how much the question asks who somebody is, or for an exact value."""
        return _CUES.strength(question)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by words, graph and name; relations of a named entity come first."""
        named = {name.casefold() for name in question.names}
        words = {word.removesuffix("'s") for word in question.words}
        in_english, in_chinese = asked(question), asked_for(question)

        def answers(memory: Memory) -> float:
            noun = _noun(memory)
            given = ASKED if noun and noun in words else in_english.answer(memory)
            return given if in_chinese is None else max(given, in_chinese(memory))

        @cache  # for this question only: relations are in users' words
        def is_meant(relation: str) -> bool:
            return not _verb_of(relation).isdisjoint(question.terms)

        def bonus(memory: Memory) -> float:
            relation = text_field(memory.fields, "relation")
            meant = RELATION_ASKED if is_meant(relation) else 0.0
            return meant + (0.0 if named.isdisjoint(_ends(memory)) else 0.1)

        weights = {"dense": 0.4, "lexical": 0.35, "graph": 0.15, "fuzzy": 0.1}
        past = bygone(question) is not None  # and what relations hold, holds now
        found = blend(hits, weights, bonus=bonus, asked=None if past else answers)
        return in_its_time(found, question)


@noted
def _ends(memory: Memory) -> tuple[str, str]:
    """Return what a relation holds between."""
    fields = memory.fields
    return text_field(fields, "entity").casefold(), text_field(fields, "target").casefold()


@noted
def _noun(memory: Memory) -> str:
    """Return what a value's label is a kind of: "e-mail" is mail."""
    words = text_field(memory.fields, "label").casefold().replace("-", " ").split()
    return words[-1] if words else ""


def _verb_of(relation: str) -> frozenset[str]:
    """Return the index terms of a relation's verb."""
    return frozenset(index_terms(normal(relation.partition("_")[0])))


def _relations(statement: Statement, reading: Reading) -> Relation | None:
    called = statement.predicate == "calls as" and statement.mood in {Mood.COMMAND, Mood.FACT}
    if called or (statement.mood is Mood.FACT and is_about_somebody(statement)):
        return relation_of(statement, reading.turn.actor) or _where(statement, reading)
    return None


def _is_told(statement: Statement, reading: Reading) -> bool:
    """Tell whether a statement claims something; its subject may be a thing with a name."""
    asked = reading.sentences[statement.sentence].text.rstrip().endswith("?")
    return statement.mood is Mood.FACT and not asked


def _where(statement: Statement, reading: Reading) -> Relation | None:
    """Read "Maartje is in Prague", where somebody else or an organisation is for good."""
    here = {"is in"} | ({"is on", "is near"} if statement.object_type == "place" else set[str]())
    placed = statement.predicate in here and not statement.negated and is_name(statement.object)
    if not placed or statement.first_person or statement.object_type not in _WHERE:
        return None
    sentence = reading.sentences[statement.sentence].text
    if not is_name(statement.subject) or not lasts(statement, sentence, load_table()):
        return None
    return Relation(
        statement.subject, statement.subject_type, "is_in", statement.object, statement.object_type
    )


_WHERE = frozenset({"place", "organisation", "other"})


def _related(reading: Reading, before: Reading | None = None) -> Iterator[Candidate]:
    stated = [relation for _, relation in _stated(reading)]
    for statement, relation in _stated(reading):
        yield _candidate(relation, statement, reading)
    for relation in (
        *mentioned(reading, before),
        *(one for one in belongings(reading) if not any(_is_same_end(one, s) for s in stated)),
        *related_to_last(reading, before),
        *confirmed(reading, before),
        *aliases_told(reading),
    ):
        yield _drafted(relation, reading)
    for index, sentence in enumerate(reading.sentences):
        said = [s for s in reading.statements if s.sentence == index]
        if said and said[0].mood is Mood.HYPOTHETICAL:
            continue
        people = [name.text for name in reading.names if name.type == "person"]
        people += [each.subject for each in said if each.subject_type == "animal"]
        told = sentence.text
        if sentence.is_question:  # what stands before what is asked is told
            told = told[: max(0, *(told.rfind(mark) for mark in "，, "))]
        if index and told.startswith(("他", "她", "它")):  # 王建国是我同事。他小名叫老铁
            told = f"{reading.sentences[index - 1].text.rstrip('。！!. ')}，{told}"
        for relation in nicknames_in(told, people):
            yield _drafted(relation, reading)


def _is_same_end(one: Relation, other: Relation) -> bool:
    """Tell a relation of which a sentence has told already, its end in more or fewer words."""
    ends = normal(one.target), normal(other.target)
    same = (one.entity, one.name) == (other.entity, other.name) and ends[0] != ends[1]
    return same and one.is_single and (ends[0] in ends[1] or ends[1] in ends[0])


@once
def _stated(reading: Reading) -> Iterator[tuple[Statement, Relation]]:
    told: list[tuple[int, Relation]] = []
    for said in reading.statements:
        if said.negated and not said.ended:
            continue
        statement = in_its_capitals(said, reading)
        for relation in _claimed(statement, reading):
            if not any(
                sentence == statement.sentence and _is_same_end(relation, other)
                for sentence, other in told
            ):
                told.append((statement.sentence, relation))
                yield statement, relation


def _claimed(statement: Statement, reading: Reading) -> Iterator[Relation]:
    """Yield what one statement relates: by its predicate, by its named ends, by where it is done."""
    claims = _is_told(statement, reading)
    relation = _relations(statement, reading)
    if relation is not None and relation.name == "works_at" and _is_hometown(statement, reading):
        relation = replace(relation, name="comes_from", target_type="place")
    if relation is not None and (claims or statement.predicate != "is from"):
        yield relation
        yield from full_name(relation, statement)
    elif claims:
        yield from ties(statement)
    place = workplace(statement) if claims and not statement.ended else ""
    if place and (relation is None or relation.name != "works_at"):
        yield Relation(statement.subject, "person", "works_at", place, "organisation")


def _is_hometown(statement: Statement, reading: Reading) -> bool:
    """Tell where somebody "is from" and grew up, whatever the name looks like."""
    is_origin = statement.predicate == "is from" and not statement.first_person
    return is_origin and any(
        tag.slot == "hometown" and tag.likely >= SURE and tag.text in statement.object
        for tag in reading.tags.values
    )


def _candidate(relation: Relation, statement: Statement, reading: Reading) -> Candidate:
    over, end = _is_over(statement), until(statement, reading)
    said = reading.turn.occurred_at
    drafted = _drafted(relation, reading)
    candidate = replace(
        drafted,
        intent=Intent.CLOSE if over else Intent.ASSERT,
        valid_from=min(end or said, said) if over else since(statement, reading),
        valid_to=end,
        marks=marks_of(statement, reading),
        confidence=min(drafted.confidence, statement.likely),
    )
    beside = relation.name == "works_at" and is_second_job(statement, reading)
    slot = None if beside else candidate.slot
    return replace(candidate, slot=slot, fields={**candidate.fields, **told_at(candidate)})


def _drafted(relation: Relation, reading: Reading) -> Candidate:
    is_alias = relation.name == ALIAS
    ends = [relation.entity, relation.target]
    return draft(
        Kind.KNOWLEDGE,
        reading,
        text=relation.text(),
        fields={
            "entity": relation.entity,
            "entity_type": relation.entity_type,
            "relation": "" if is_alias else relation.name,
            "target": "" if is_alias else relation.target,
            "target_type": "" if is_alias else relation.target_type,
            "aliases": [relation.target] if is_alias else [],
            "label": "",
        },
        identity=_identity(relation),
        slot=_slot(relation),
        reason=f"says that {relation.text()}",
        mentions=ends,
    )


def _identity(relation: Relation) -> str:
    ends = [normal(relation.entity), normal(relation.target)]
    one, other = sorted(ends) if relation.is_mutual else ends
    return f"{one}|{relation.name}|{other}"


def _slot(relation: Relation) -> str | None:
    return f"{normal(relation.entity)}/{relation.name}" if relation.is_single else None


def _named(memory: Memory) -> Memory:
    """Name a relation, an alias or a piece of contact data by what its fields say."""
    entity, name, target, label = (
        text_field(memory.fields, each) for each in ("entity", "relation", "target", "label")
    )
    if label:
        value = re.sub(r"\s", "", target.lower())
        owner = normal(entity)
        return replace(memory, identity=f"{owner}|{label}|{value}", slot=f"{owner}/{label}")
    apart = memory.fields.get("apart")
    if isinstance(apart, list) and apart:
        identity = f"{normal(str(apart[0]))}|{APART}|{normal(entity)}"
        return replace(memory, identity=identity, slot=None)
    aliases = memory.fields.get("aliases")
    if not name and isinstance(aliases, list) and aliases:
        name, target = ALIAS, str(aliases[0])
    relation = Relation(entity, "", name, target, "")
    slot = None if memory.slot is None else _slot(relation)
    return replace(memory, identity=_identity(relation), slot=slot)


def _is_over(statement: Statement) -> bool:
    """Tell whether a relation has ended: said so, or told of the past as "worked at"."""
    left = statement.tense is Tense.PAST and statement.verb in {"work", "live", "date", "be"}
    return statement.ended or left


def _contacts(reading: Reading, before: Reading | None = None) -> Iterator[Candidate]:
    for contact in contacts(reading, before):
        value = re.sub(r"\s", "", contact.value.lower())
        yield draft(
            Kind.KNOWLEDGE,
            reading,
            text=contact.said or f"{contact.owner}'s {contact.label} is {contact.value}",
            fields={
                "entity": contact.owner,
                "entity_type": "person",
                "relation": "",
                "target": contact.value,
                "target_type": "contact",
                "aliases": [],
                "label": contact.label,
            },
            identity=f"{normal(contact.owner)}|{contact.label}|{value}",
            slot=f"{normal(contact.owner)}/{contact.label}",
            reason=f"gives {contact.owner}'s {contact.label}",
            mentions=(contact.owner,),
            marks=amended(reading),
        )


def tie_of(relation: Relation, reading: Reading) -> Candidate:
    """Draft a relation that something else than the rules read."""
    return _drafted(relation, reading)


def _settled(desk: Desk, candidate: Candidate) -> Proposal:
    """Settle a relation; of somebody's wife nothing more is told by "partner"."""
    closer = couple_of(candidate) if candidate.intent is Intent.ASSERT else frozenset[str]()
    for memory in desk.current() if closer else ():
        if memory.identity in closer:
            return desk.merge(memory, candidate)
    return desk.settle(candidate)
