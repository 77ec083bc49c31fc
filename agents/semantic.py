"""Semantic memory: lasting facts about people and things, as subject, predicate, object."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from pydantic import BaseModel, Field

from octomem.agents import known_over, moved_over
from octomem.agents.about import is_about_something
from octomem.agents.amending import (
    amend,
    amendments,
    concerned,
    is_amendment,
    place_of,
    reaches_back,
)
from octomem.agents.asked import asked
from octomem.agents.base import Agent, Candidate, Hit, Intent, Question, Ranked
from octomem.agents.bygone import is_ended
from octomem.agents.chinese_asked import asked_for
from octomem.agents.chinese_restated import said_again
from octomem.agents.contacts import contacts
from octomem.agents.corrections import (
    as_news,
    correct,
    is_correction,
    of_one_telling,
    outrun,
    told_beside,
)
from octomem.agents.cues import Cues
from octomem.agents.definitions import DEFINERS, defined, is_definition
from octomem.agents.drafting import answering, draft, names_in
from octomem.agents.endings import (
    alike,
    end,
    ended_before,
    idle,
    is_ending,
    marker,
    outdated,
    rivals,
    subjects,
)
from octomem.agents.events import OF_THE_DAY, apart, dated_identities, is_event
from octomem.agents.facts import is_weighty
from octomem.agents.for_good import told_in_story
from octomem.agents.ranking import affirmed_first, blend, fuller_first, in_its_time
from octomem.agents.reading.ellipses import STILL
from octomem.agents.reading.reading import Moment, Mood, Reading, Statement
from octomem.agents.reading.remarks import Remark
from octomem.agents.relations import aliases_told
from octomem.agents.remarked import quoted, stated_of, unsaid
from octomem.agents.resolve import PLANNED, TOLD_NEW, UNSURE, Desk, stronger
from octomem.agents.restated import (
    FULLER,
    is_closer,
    is_denied_closer,
    is_engaged,
    repeated,
    told_once,
)
from octomem.agents.second_jobs import beside_other_work
from octomem.agents.signs import signs, told_signs
from octomem.agents.slots import load_table
from octomem.agents.spells import one_after_another
from octomem.agents.standing import entries
from octomem.agents.stated import (
    HELD,
    IF_KNOWN,
    OF_END,
    candidates_of,
    ends_of,
    identity_of,
    is_announced,
    slot_of,
)
from octomem.agents.wording import content, normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import LONG_AGO, Kind, Memory, Status, Wanted, noted
from octomem.operation import Action, Proposal

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


_CHINESE = 1.0
"""How much a Chinese question asks for a fact that asks for one of a kind that facts are of."""
_PLANS = re.compile("打算|计划|准备|[想要]去")
"""What asks for what somebody means to do."""


class Fact(BaseModel):
    """The fields of a semantic memory."""

    subject: str = Field(description="Who or what it is about, by name")
    predicate: str = Field(description="Third person present: 'lives in', 'is allergic to'")
    object: str = Field(description="What is said of the subject; may be empty")
    negated: bool = Field(default=False, description="Whether the subject is said not to")
    told_at: str = Field(default="", description="Of a change dated earlier: when it was told")
    slot: str = Field(default="", description="Single-valued slot, such as home or job, or empty")
    event: bool = Field(
        default=False, description="Whether it happened, on the day from which it holds"
    )


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
        if reading.turn.role in DEFINERS:
            of = (defined(s) for s in reading.statements if is_definition(s, reading))
            told = (f"says what {name} is" for name in of)
            means = (f"says what {sign} means" for sign, *_ in told_signs(reading))
            if (reason := next(chain(told, means), None)) is not None:
                return reason
        if not reading.from_user:
            return None
        if reading.amends:
            return "puts something right"
        for lasts, reason in (
            (unsaid(reading, (), "lasting"), "a remark that seems to last"),
            (known_over.ended(reading), "tells of something as over or not so"),
        ):
            if next(iter(lasts), None) is not None:
                return reason
        table = load_table()
        found = [
            s
            for s in reading.statements
            if (s.mood is Mood.FACT and (is_about_something(s) or is_weighty(s)))
            or is_announced(s, reading, table)
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
                if _is_wrong_name(statement, reading):
                    continue
                for made in candidates_of(statement, reading, table):
                    candidate = _beside(made, statement, filled)
                    if candidate is None:
                        continue
                    candidate = beside_other_work(candidate, statement, reading)
                    if _goes_on(statement, reading):
                        candidate = replace(candidate, marks={**candidate.marks, _GOES_ON: True})
                    key = (candidate.identity + candidate.turns[0], candidate.intent)
                    found.setdefault(key, candidate)
            found |= {(each.identity, each.intent): each for each in put_right}
            told = (*_addresses(reading), *_nicknames(reading), *known_over.ended(reading))
            for other in (*told, *signs(reading)):
                found.setdefault((other.identity, other.intent), other)
            said = [
                each.text
                for each in found.values()
                if reading.turn.id in each.turns and not known_over.is_denial(each)
            ]
            said += [entry.text for entry in entries(reading)]
            for remark in unsaid(reading, said, "lasting"):
                quote = _quote(reading, remark)
                found.setdefault((quote.identity, quote.intent), quote)
        return one_after_another(told_once(found.values()))

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """See the same facts, what competes for their slots, and what they may end."""
        told = ((c.slot, _denied_slot(c), _partner_of_wed(c)) for c in candidates)
        slots = {slot for each in told for slot in each if slot}
        ends = {marker(*ends_of(c)) for c in candidates}
        return Wanted(
            all_current=reaches_back(candidates) or any(map(known_over.is_all_but, candidates)),
            identities=frozenset(
                {c.identity for c in candidates}
                | ends
                | dated_identities(candidates)
                | {each for c in candidates for each in repeated(c) | said_again(c)}
            ),
            slots=frozenset(slots | rivals(candidates)),
            subjects=frozenset(
                subjects(candidates)
                | concerned(candidates)
                | known_over.subjects(candidates)
                | moved_over.subjects(candidates)
                | told_beside(candidates)
            ),
        )

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Settle each fact by its identity and slot; a correction retracts what was wrong.

        What happened by an end comes last: where something ended by it, that is all there is to know.
        """
        desk = Desk(self.kind, known, partition)
        proposals: list[Proposal] = []
        for candidate in sorted(candidates, key=lambda each: OF_END in each.marks):
            if is_amendment(candidate):
                proposals += amend(desk, candidate, self.edited)
            elif known_over.is_known_over(candidate):
                proposals += known_over.end(desk, candidate)
            elif OF_END in candidate.marks:
                if not _is_all_told(candidate, proposals):
                    proposals += _settle(desk, candidate)
            elif candidate.marks.get(_GOES_ON):
                proposals.append(_gone_on(desk, replace(candidate, marks={})))
            elif (again := _again(desk, candidate)) is not None:
                proposals.append(again)
            else:
                proposals += _settle(desk, candidate)
        return proposals

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a fact by its new subject, predicate and object; so is the slot it fills.

        A new text that its fields do not tell says something else, too.
        """
        made = super().edited(memory, text, fields, at)
        said = [fields.get(name) for name in _CLAIM]
        if said == [memory.fields.get(name) for name in _CLAIM]:
            told = stems(text_field(fields, "object")) in stems(text)
            subject = normal(text_field(fields, "subject"))
            return made if told else replace(made, identity=f"{subject}|{stems(text)}|")
        subject, predicate, value, name = (
            text_field(fields, each) for each in ("subject", "predicate", "object", "slot")
        )
        negated = bool(fields.get("negated"))
        slot = slot_of(subject, predicate, value, name, negated=negated)
        return replace(
            made,
            identity=identity_of(subject, predicate, value, negated=negated),
            slot=None if memory.slot is None else slot,
        )

    def hint(self, question: Question) -> float:
        """Say how much the question asks for somebody's circumstances, or what a thing is."""
        asked_in_chinese = asked_for(question) is not None and not _PLANS.search(question.text)
        return max(_CUES.strength(question), _CHINESE if asked_in_chinese else 0.0)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by meaning and words; a fact about whom the question names comes first."""
        named = {name.casefold() for name in question.names}

        def bonus(memory: Memory) -> float:
            return 0.0 if named.isdisjoint(_whom(memory)) else 0.1

        weights = {"dense": 0.5, "lexical": 0.4, "graph": 0.1}
        past = is_ended(question.low)  # and what holds has not ended
        found = blend(
            hits,
            weights,
            bonus=bonus if named else None,
            asked=None if past else _answers(question),
        )
        return fuller_first(affirmed_first(in_its_time(found, question), question))


def _answers(question: Question) -> Callable[[Memory], float] | None:
    """Return what tells whether a fact gives what a question asks for, where that is clear."""
    in_english, in_chinese = asked(question), asked_for(question)
    told = [
        each for each in (in_english.answer if in_english.is_clear else None, in_chinese) if each
    ]
    days = [moment for moment in question.moments if moment.end - moment.start <= _DAY]
    if days and not told:
        told.append(lambda memory: OF_THE_DAY if _is_of(days, memory) else 0.0)
    return (lambda memory: max(each(memory) for each in told)) if told else None


_DAY = timedelta(days=1)
"""Of a day that a question names it asks for what happened on it."""


def _is_of(days: Sequence[Moment], memory: Memory) -> bool:
    """Tell whether a memory says what happened on a day."""
    return is_event(memory.fields) and any(day.start <= memory.valid_from < day.end for day in days)


@noted
def _whom(memory: Memory) -> tuple[str, str]:
    """Return whom a fact is about, and whose it is: of "Mei's sister" Mei."""
    owner, _, _ = text_field(memory.fields, "object").partition("'s ")
    return text_field(memory.fields, "subject").casefold(), owner.casefold()


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


def _is_wrong_name(statement: Statement, reading: Reading) -> bool:
    """Tell "my sister isn't called Marta", where the same sentence puts her name right."""
    called = statement.negated and statement.predicate == "is called"
    return called and any(each.wrong == statement.object for each in reading.amends)


def _is_all_told(candidate: Candidate, proposals: Sequence[Proposal]) -> bool:
    """Tell what happened by which something that was known has ended."""
    told = candidate.marks[OF_END]
    said = [text for text in told if isinstance(text, str)] if isinstance(told, list) else []
    ended = [each.reason for each in proposals if each.action is Action.CLOSE]
    return any(text in reason for text in said for reason in ended)


_GOES_ON = "goes on"


def _goes_on(statement: Statement, reading: Reading) -> bool:
    """Tell what only says that nothing changed: "still at Lumo", "we're staying in Leeds"."""
    found = STILL.finditer(reading.sentences[statement.sentence].text)
    places = [match["still"] or match["stays"] for match in found]
    said = normal(statement.object)
    return statement.first_person and any(
        said.startswith(normal(place).removeprefix("the ")) for place in places
    )


def _quote(reading: Reading, remark: Remark) -> Candidate:
    """Draft what somebody says of lasting things without stating it: "type 2 for six years now".

    What states it of somebody else tells whose fact it is: "Nyasha gets sick on planes".
    """
    actor, of = reading.turn.actor, stated_of(reading, remark)
    if of is None:
        subject, predicate, value = actor, "says", remark.text
        negated = _DENIES.match(remark.text) is not None
    else:
        subject, predicate, value, negated = of.subject, of.predicate, of.object, of.negated
    candidate = draft(
        Kind.SEMANTIC,
        reading,
        text=quoted(reading, remark),
        fields={
            "subject": subject,
            "predicate": predicate,
            "object": value,
            "negated": negated,
            "slot": "",
        },
        identity=identity_of(subject, "says", remark.told, negated=False),
        reason=f"a remark of {actor} that seems to last",
        confidence=0.6,
        mentions=names_in(remark.text, reading, actor, subject),
    )
    return answering(candidate, remark.asked)


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
    told = {(each.subject, each.object) for each in reading.statements}
    for relation in aliases_told(reading):
        if (f"{relation.entity}'s nickname", relation.target) not in told:
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


def _gone_on(desk: Desk, candidate: Candidate) -> Proposal:
    """Strengthen what goes on; it takes no place, for who is stuck "still at IKEA" works elsewhere."""
    if any(memory.identity == candidate.identity for memory in desk.current()):
        return desk.settle(candidate)
    return desk.skip(candidate, "goes on, but was never told")


def _settle(desk: Desk, candidate: Candidate) -> list[Proposal]:
    if candidate.marks.get(HELD):
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
    settled = _kept_beside(desk, apart(desk, settled))
    kept = {
        name: settled.marks[name] for name in (PLANNED, UNSURE, TOLD_NEW) if name in settled.marks
    }
    moved = moved_over.replaced(desk, settled)
    settled = ended_before(desk, replace(settled, marks=kept))
    return [
        *_denied(desk, settled, wrong=False),
        *_over(desk, settled),
        *_wed(desk, settled),
        *(desk.close(each, settled.valid_from, f"moved over: {settled.text}") for each in moved),
        desk.settle(settled),
    ]


def _kept_beside(desk: Desk, candidate: Candidate) -> Candidate:
    """Keep a second lawyer or piano teacher beside the one known, where nobody says that they are the new one."""
    renewed = load_table().is_renewed(text_field(candidate.fields, "predicate"))
    if not renewed or TOLD_NEW in candidate.marks or candidate.fields.get("negated"):
        return candidate
    if not any(
        each.slot == candidate.slot and each.identity != candidate.identity
        for each in desk.current()
    ):
        return candidate
    return replace(candidate, slot=None, fields={**candidate.fields, "slot": ""})


def _wed(desk: Desk, candidate: Candidate) -> Iterator[Proposal]:
    """Let who somebody was engaged to be their spouse when they marry: "we got married on Saturday"."""
    slot = _partner_of_wed(candidate)
    for memory in desk.current() if slot is not None else ():
        if memory.slot == slot and is_engaged(memory) and memory.valid_from < candidate.valid_from:
            holder, partner = ends_of(candidate)[0], text_field(memory.fields, "object")
            spouse = replace(
                candidate,
                text=f"{partner} is {holder}'s spouse",
                fields=dict(memory.fields),
                identity=memory.identity,
                slot=slot,
                mentions=memory.mentions,
                index_text="",
            )
            yield desk.supersede([memory], spouse, f"married since: {candidate.text}")


def _partner_of_wed(candidate: Candidate) -> str | None:
    """Return the slot of whom somebody may have married, where a claim says that they are married; else None."""
    slot = candidate.slot or ""
    is_so = candidate.intent is Intent.ASSERT and not candidate.fields.get("negated")
    weds = slot.endswith("/marital_status") and _WEDS.search(candidate.text) is not None
    unsure = PLANNED in candidate.marks or UNSURE in candidate.marks
    if not (is_so and weds) or unsure or told_in_story(candidate.text):
        return None
    return f"{slot.removesuffix('/marital_status')}/partner"


def _again(desk: Desk, candidate: Candidate) -> Proposal | None:
    """Strengthen the fact that a claim says again in words of its own; fuller words take its place, and a husband a fiancé's."""
    if candidate.marks.get(FULLER):
        for memory in desk.current():
            more = content([candidate.text]) - content([memory.text])
            if (
                memory.identity == candidate.identity
                and more
                and candidate.turns[0] not in memory.turns
            ):
                surer = stronger(memory.confidence, candidate.confidence)
                told = replace(memory, confidence=surer)
                return desk.revise(told, candidate, f"said again, with more: {candidate.reason}")
    if not candidate.marks.get(UNSURE) and not candidate.marks.get(PLANNED):
        for memory in desk.current():
            if is_closer(candidate, memory):
                return desk.supersede(
                    [memory], candidate, f"closer than before: {candidate.reason}"
                )
    said = repeated(candidate) | said_again(candidate)
    for memory in desk.current() if said else ():
        if memory.identity in said:
            return desk.merge(memory, candidate)
    return None


def _over(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End what cannot be so any more, if a claim is so now."""
    if (
        candidate.fields.get("negated")
        or candidate.valid_to is not None
        or PLANNED in candidate.marks
    ):
        return []
    reason = f"ended: {candidate.text}"
    return [desk.close(each, candidate.valid_from, reason) for each in outdated(desk, candidate)]


_WEDS = re.compile(r" (?:got|is|has gotten) (?:now |finally )?married(?! before)\b")
"""How somebody tells that they are married now: not "was married before"."""


def _denied(desk: Desk, candidate: Candidate, *, wrong: bool) -> list[Proposal]:
    """End or take back a slot's value that is denied: "I'm not a dentist", but not "Tom isn't my husband yet"."""
    slot = _denied_slot(candidate)
    if slot is None or candidate.text.endswith(" yet"):
        return []
    what = content([text_field(candidate.fields, "object")])
    held = [
        memory
        for memory in (desk.held() if wrong else desk.current())
        if memory.slot == slot
        and _is_within(what, content([text_field(memory.fields, "object")]))
        and (candidate.valid_to is None or memory.valid_from < candidate.valid_to)
        and not is_denied_closer(candidate, memory)
    ]
    reason = f"denied: {candidate.text}"
    if wrong:
        told = {
            each.id: each for memory in held for each in (memory, *of_one_telling(desk, memory))
        }
        return [desk.retract(each, reason) for each in told.values()]
    return [desk.close(memory, candidate.valid_from, reason) for memory in held]


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether one of two values says the other too: not Sister Anitha and Sister Asha."""
    return one <= other or other <= one


def _denied_slot(candidate: Candidate) -> str | None:
    name, negated = text_field(candidate.fields, "slot"), candidate.fields.get("negated") is True
    subject = normal(text_field(candidate.fields, "subject"))
    return f"{subject}/{name}" if name and negated else None


def _close(desk: Desk, candidate: Candidate, *, was: str) -> list[Proposal]:
    """End a known fact; one that was never told is kept as a closed one.

    What only "was" so once ("lived in Cairo") does not end what is said to be so now.
    """
    end = candidate.valid_to or candidate.valid_from
    denies = was in {"", IF_KNOWN}
    known = any(memory.identity == candidate.identity for memory in desk.current())
    if known and was != "once":
        over = desk.settle(replace(candidate, slot=None, valid_from=end, valid_to=None))
        beside = alike(desk, candidate) if denies else []
        return [over, *(desk.close(each, end, candidate.reason) for each in beside)]
    others = alike(desk, candidate) if denies else idle(desk, candidate)
    if others:
        return [desk.close(memory, candidate.valid_from, candidate.reason) for memory in others]
    if was == IF_KNOWN:
        return [desk.skip(candidate, f"nothing to end: {candidate.reason}")]
    if was and _has_ended(desk, candidate):
        return [desk.skip(candidate, f"ended already: {candidate.reason}")]
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
        valid_to=end,
        marks={"ended": True},
        reason="held in the past",
    )
    return [desk.settle(ended)]


def _has_ended(desk: Desk, candidate: Candidate) -> bool:
    """Tell what was so until a time, and is known to have ended no sooner: as by "I left Siemens" where memory has it."""
    value, until = normal(text_field(candidate.fields, "object")), candidate.valid_to
    if candidate.slot is None or candidate.valid_from != LONG_AGO or until is None:
        return False
    return any(
        memory.status is Status.CLOSED
        and memory.slot == candidate.slot
        and candidate.turns[0] not in memory.turns
        and memory.valid_to is not None
        and memory.valid_to >= until
        and normal(text_field(memory.fields, "object")) == value
        for memory in desk.held()
    )
