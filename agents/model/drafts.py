"""From an item that a model read to the candidate that its agent's own code drafts of it.

A model only says what it read: subject, predicate and object, a goal and its steps. Text,
identity, slot and dates come from the same code that drafts what the rules read, so that both
know the same thing by the same name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from octomem.agents.base import Candidate
from octomem.agents.contextual import situation_of
from octomem.agents.core import standing_of
from octomem.agents.feelings import is_feeling
from octomem.agents.knowledge import tie_of
from octomem.agents.model import answers
from octomem.agents.model.claims import (
    Claimed,
    asked_or_imagined,
    contrary_taste,
    unclaimed,
    wrong_relation,
    wrong_verb,
)
from octomem.agents.model.evidence import Evidence
from octomem.agents.model.times import Time, time_of
from octomem.agents.procedural import procedure_of
from octomem.agents.reading.grammar import EMPTY_SUBJECTS
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.relations import Relation
from octomem.agents.standing import Entry
from octomem.agents.stated import fact_of
from octomem.agents.steps import Steps
from octomem.agents.tasks import Task
from octomem.agents.wording import content, normal, words
from octomem.agents.working import errand_of
from octomem.memory import Kind

MAX_VALUE = 300
"""Characters of a field, at most: longer ones are quotations of whole turns."""
MAX_STEPS = 40


class KeptOut(Exception):  # noqa: N818 - a verdict, not a failure
    """An item says what its turns do not; the message says why."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Where an item was read."""

    evidence: Evidence
    reading: Reading
    """Of the last new turn that it cites."""


def core(item: answers.CoreItem, cited: Cited) -> Candidate:
    """Draft what always holds."""
    reading = cited.reading
    of_agent = item.about == "agent" and item.label != "instruction"
    _need_person(cited, *(("system", "developer") if of_agent else ()))
    _need(cited, item.text)
    if item.label != "instruction":
        _refuse(asked_or_imagined(cited.evidence, item.text))
    if cited.evidence.denies(item.text, item.text) or contrary_taste(cited.evidence, item.text):
        raise KeptOut("the turns say the opposite")
    cue = _CUES.get(item.label)
    said = " ".join(turn.text for turn in cited.evidence.turns)
    if cue is not None and reading.language == "en" and not cue.search(said):
        raise KeptOut(f"nothing there is a {item.label}")
    owner, block = ("agent", "persona") if of_agent else (reading.turn.actor, "human")
    text = item.text.strip().rstrip(".")
    return standing_of(Entry(owner, block, item.label, text, f"states {item.label}"), reading)


_CUES: Mapping[str, re.Pattern[str]] = {
    "allergy": re.compile(r"allerg|intoleran", re.IGNORECASE),
    "preference": re.compile(
        r"\b(?:prefer\w*|likes?|loves?|enjoy\w*|hates?|dislikes?|favou?rite|fan of|rather|can't stand"
        r"|always|never|don't (?:eat|drink)|vegan|vegetarian|best|only)\b", re.IGNORECASE),
    "instruction": re.compile(
        r"\b(?:always|never|please|from now on|don't|do not|you|keep|use|answer|reply|call me)\b", re.IGNORECASE),
    "name": re.compile(r"\b(?:name|call\w*|i am|i'm|this is|known as)\b", re.IGNORECASE),
    "role": re.compile(r"\b(?:i am|i'm|im|as an?|work\w*|job|profession|role)\b", re.IGNORECASE),
    "work": re.compile(r"\b(?:work\w*|job|employ\w*|company|i am|i'm)\b", re.IGNORECASE),
    "language": re.compile(r"\b(?:speak\w*|language|native|fluent|mother tongue|answer|reply|write)\b", re.IGNORECASE),
    "pronouns": re.compile(r"\w+\s*/\s*\w+|pronoun", re.IGNORECASE),
    "age": re.compile(r"\d|\bold\b|\bturn\w*\b|\baged?\b", re.IGNORECASE),
}  # fmt: skip
"""What a turn must hold for a label to be believed."""


def semantic(item: answers.SemanticItem, cited: Cited) -> Candidate:
    """Draft a lasting fact."""
    _need_person(cited)
    _need_named(item.subject)
    _need(cited, item.subject, item.object)
    _refuse(wrong_verb(cited.evidence, item.predicate))
    claim = f"{item.subject} {item.predicate} {item.object}"
    if contrary_taste(cited.evidence, claim):
        raise KeptOut("the turns say the opposite")
    said = Claimed(item.subject, item.predicate, item.object, item.negated)
    _refuse(unclaimed(cited.evidence, said))
    time = _time(cited, item.when)
    fact = fact_of(_statement(item, cited.reading, time), cited.reading)
    if fact is None:
        raise KeptOut("it has no value that the slot could hold")
    return fact


def _statement(item: answers.SemanticItem, reading: Reading, time: Time | None) -> Statement:
    """Return the statement that the rules would have read."""
    predicate = " ".join(item.predicate.casefold().split())
    subject, value = item.subject.strip(), item.object.strip()
    told = _denied(predicate) if item.negated else predicate
    own = normal(subject) == normal(reading.turn.actor)
    types = {normal(name.text): name.type for name in reading.names}
    return Statement(
        subject=subject,
        subject_type="person" if own else types.get(normal(subject), "person"),
        first_person=own,
        verb=_base(predicate),
        predicate=predicate,
        object=value,
        object_type=types.get(normal(value), "number" if value.isdecimal() else "other"),
        negated=item.negated,
        ended=False,
        habitual_scope="",
        corrects=False,
        tense=Tense.PRESENT,
        mood=Mood.FACT,
        moment=time.moment if time else None,
        text=" ".join(part for part in (subject, told, value) if part),
        sentence=0,
    )


def procedural(item: answers.ProceduralItem, cited: Cited) -> Candidate:
    """Draft a procedure."""
    steps = [step.strip().rstrip(".;") for step in item.steps if step.strip()]
    if not item.goal.strip() or len(steps) > MAX_STEPS or len(steps) < (1 if item.trigger else 2):
        raise KeptOut("a procedure has a goal and at least two steps")
    _need(cited, item.goal, item.trigger, *steps)
    return procedure_of(Steps(item.goal.strip(), tuple(steps), item.trigger.strip()), cited.reading)


def working(item: answers.WorkingItem, cited: Cited) -> Candidate:
    """Draft something to be done."""
    _need_person(cited)
    task = item.task.strip().rstrip(".")
    if not task:
        raise KeptOut("it has no task")
    _need(cited, task, item.who)
    if any(
        normal(task).startswith(f"{normal(name)} ")
        for name in (item.who, cited.reading.turn.actor)
        if name
    ):
        raise KeptOut("it is a statement, not something to do")
    sentence = cited.evidence.sentence_of(task)
    said = "" if sentence is None else sentence.text
    if cited.reading.language == "en" and not _TO_DO.search(said):
        raise KeptOut("nothing there is to be done")
    time = _time(cited, item.due)
    who = item.who.strip() or cited.reading.turn.actor
    made = Task(f"{who} needs to {task}", task, "has it to do", time.moment if time else None, who)
    return errand_of(made, cited.reading)


_TO_DO = re.compile(
    r"\b(?:need\w*|must|have to|has to|gotta|got to|should|ought|remind\w*|to-?dos?|forget|remember|will"
    r"|gonna|going to|plan\w*|want\w*|due|deadline|please|pls|can you|could you|let's|wait\w*|still|yet"
    r"|appointment|meeting|schedul\w*|by (?:mon|tue|wed|thu|fri|sat|sun|tomorrow|the|end)\w*|goal|aim\w*|hop\w+ to"
    r"|supposed to|promis\w*|decid\w*|figure out|list|task|asap|tomorrow|tonight|next)\b|'ll\b|\bI'm (?:\w+ing)\b",
    re.IGNORECASE,
)


def contextual(item: answers.ContextualItem, cited: Cited) -> Candidate:
    """Draft a part of the situation."""
    _need_person(cited)
    value = item.value.strip().rstrip(".")
    if not value:
        raise KeptOut("it has no value")
    _need(cited, value)
    _refuse(asked_or_imagined(cited.evidence, value))
    if cited.evidence.denies(value, value):
        raise KeptOut("the turns say the opposite")
    english = cited.reading.language == "en"
    if item.facet == "mood" and english and not is_feeling(value, cited.reading.turn.text):
        raise KeptOut(f"{value!r} is no feeling")
    return situation_of(item.facet, value, cited.reading)


def knowledge(item: answers.KnowledgeItem, cited: Cited) -> Candidate:
    """Draft a relation."""
    _need_person(cited)
    name = re.sub(r"[^a-z0-9]+", "_", item.relation.casefold()).strip("_")
    if not name:
        raise KeptOut("it has no relation")
    _need_named(item.entity)
    _need_named(item.target)
    if normal(item.entity) == normal(item.target):
        raise KeptOut("both ends are the same")
    _need(cited, item.entity, item.target)
    _refuse(wrong_relation(cited.evidence, name))
    _refuse(asked_or_imagined(cited.evidence, f"{item.entity} {item.target}"))
    if cited.evidence.denies(f"{item.entity} {item.target}", item.target):
        raise KeptOut("the turns say the opposite")
    ends = (item.entity.strip(), item.entity_type, name, item.target.strip(), item.target_type)
    return tie_of(Relation(*ends), cited.reading)


DRAFTS: Mapping[Kind, Callable[[Any, Cited], Candidate]] = {
    Kind.CORE: core,
    Kind.SEMANTIC: semantic,
    Kind.PROCEDURAL: procedural,
    Kind.WORKING: working,
    Kind.CONTEXTUAL: contextual,
    Kind.KNOWLEDGE: knowledge,
}
"""How each kind is drafted; turns and resources are there already and only gain by an item."""


def _need(cited: Cited, *texts: str) -> None:
    """Keep out what the turns do not hold word for word."""
    for text in texts:
        if len(text) > MAX_VALUE:
            raise KeptOut(f"it is longer than {MAX_VALUE} characters")
        missing = cited.evidence.missing(text)
        if missing is not None:
            raise KeptOut(f"{missing!r} does not stand in the turns that it cites")


def _need_person(cited: Cited, *more: str) -> None:
    """Keep out what only an assistant or a tool says; `more` names roles that may say it too."""
    if not any(turn.role.value in {"user", *more} for turn in cited.evidence.turns):
        raise KeptOut("no person says it")


_NOBODY = frozenset({"i", "me", "you", "we", "user", "the user", "speaker", "assistant", "someone"})


def _need_named(name: str) -> None:
    """Keep out what is said of nobody in particular."""
    low = name.strip().casefold()
    if not content([low]) or low in _NOBODY or low in EMPTY_SUBJECTS:
        raise KeptOut(f"{name!r} names nobody")


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise KeptOut(reason)


def _time(cited: Cited, said: str) -> Time | None:
    """Resolve the words of a time; ones that the turn does not have are made up."""
    if not said.strip():
        return None
    found = time_of(said, cited.reading, cited.evidence)
    if found is None:
        raise KeptOut(f"the time {said!r} does not stand in the turns that it cites")
    return found


def _denied(predicate: str) -> str:
    """Turn "likes" into "does not like", and "is" into "is not"."""
    first, _, rest = predicate.partition(" ")
    if first in {"is", "are", "was", "were", "can", "will"}:
        return f"{first} not {rest}".strip()
    return f"does not {_base(first)} {rest}".strip()


def _base(predicate: str) -> str:
    """Return the base form of a predicate's verb, as far as spelling tells."""
    verb = (words(predicate) or [""])[0]
    known = {"is": "be", "has": "have", "does": "do", "goes": "go"}
    if verb in known:
        return known[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
