"""What takes the place of something that served for the same: "moved my notes to Obsidian", "switched to biology".

That somebody uses or studies something is told beside that they moved there. What they moved, or that it is their
field of study, says of what known before it takes the place.
"""

import re
from collections.abc import Iterable

from octomem.agents.base import Candidate
from octomem.agents.for_good import is_for_good
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.resolve import Desk
from octomem.agents.wording import content, normal
from octomem.jsons import JSON, text_field
from octomem.memory import Memory

OVER = "moved over"
"""Marks what a candidate serves for: "notes"; of a field of study it is `_FIELD`."""
_FIELD = "field of study"
_MOVES = frozenset({"move", "migrate", "switch", "transfer", "shift", "port", "change", "swap"})
_OF_STUDY = frozenset({"major", "majors", "degree", "course", "courses", "subject", "subjects"})
_STUDIES = frozenset({"studies", "majors in", "is studying", "is majoring in"})
_KEPT_IN = frozenset(
    {"keeps", "tracks", "manages", "stores", "organises", "organizes", "writes", "takes"}
)
"""Predicates of what somebody does in a tool: "tracks their budget in Excel"."""
_FOR = re.compile(r" for (.+)$")
_IN = re.compile(r" (?:in|on|with) [A-Z].*$")


def marks_of_move(statement: Statement, reading: Reading) -> dict[str, JSON]:
    """Return the mark of a value that somebody moved to for good, with what they moved; none of any other."""
    holds = statement.mood is Mood.FACT and statement.tense is Tense.PRESENT
    if not holds or statement.negated or statement.predicate not in _STUDIES | {"uses"}:
        return {}
    if not is_for_good(reading, statement.sentence):
        return {}
    for each in reading.statements:
        told = each.sentence == statement.sentence and each.subject == statement.subject
        done = each.mood is Mood.FACT and each.tense is Tense.PAST and not each.negated
        if told and done and each.verb.split()[0] in _MOVES and (what := _moved(each, statement)):
            return {OVER: what}
    return {}


def _moved(move: Statement, to: Statement) -> str:
    """Return what was moved; empty where it is not told."""
    what = move.object.removeprefix(f"{move.subject}'s ").removeprefix("the ")
    if to.predicate == "uses":
        own = move.object.startswith((f"{move.subject}'s ", "the ")) and what.islower()
        return what if own and move.object_type != "person" else ""
    of_study = what in _OF_STUDY or normal(what) == normal(to.object)
    return _FIELD if of_study else ""


def subjects(candidates: Iterable[Candidate]) -> set[str]:
    """Return of whom something known may have another in its place now."""
    return {normal(text_field(each.fields, "subject")) for each in candidates if OVER in each.marks}


def replaced(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what served for the same before: "keeps their notes in Evernote", and "uses Evernote" of the same turn."""
    what = text_field(candidate.marks, OVER)
    about, value = (normal(text_field(candidate.fields, name)) for name in ("subject", "object"))
    held = [
        each
        for each in desk.current()
        if what
        and normal(text_field(each.fields, "subject")) == about
        and each.fields.get("negated") is not True
        and each.valid_from <= candidate.valid_from
        and candidate.turns[0] not in each.turns
        and not content([value]) <= content([each.text])
    ]
    if what == _FIELD:
        return [each for each in held if text_field(each.fields, "predicate") in _STUDIES]
    served = [each for each in held if _serves(each, what, held)]
    beside = [each for each in held if any(_is_tool_of(each, one) for one in served)]
    return [*served, *(each for each in beside if each not in served)]


def _serves(memory: Memory, what: str, held: Iterable[Memory]) -> bool:
    """Tell what a tool is used for just that: who has a blog, or takes photos of birds, goes on with it elsewhere."""
    predicate = text_field(memory.fields, "predicate")
    _, _, said = memory.text.partition(f" {predicate} ")
    if predicate == "uses":
        found = _FOR.search(said)
        return found is not None and content([found[1]]) == content([what])
    tool = predicate == "tracks" or any(_is_tool_of(each, memory) for each in held)
    where = _IN.search(said) if predicate in _KEPT_IN and tool else None
    return where is not None and content([said[: where.start()]]) == content([what])


def _is_tool_of(memory: Memory, told: Memory) -> bool:
    """Tell "uses Evernote" of the turn that told "keeps their notes in Evernote"."""
    uses = text_field(memory.fields, "predicate") == "uses" and memory is not told
    tool = content([text_field(memory.fields, "object")])
    return uses and bool(set(memory.turns) & set(told.turns)) and tool <= content([told.text])
