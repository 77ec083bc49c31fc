"""Joining what a model read with what the rules read: never less than the rules alone.

The rules' candidates all stand. A model's candidate is left out where a rule's says the same:
the same identity, or, of one subject, the same words in the value. It takes a rule's place
where it says all of it and more ("a dog called Rex" for "a dog"), from the same turn.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from octomem.agents.base import Candidate, Intent
from octomem.agents.model.evidence import alike
from octomem.agents.wording import content, normal
from octomem.jsons import JSON, text_field
from octomem.memory import Kind

_ENDS: Mapping[Kind, tuple[str, str]] = {
    Kind.SEMANTIC: ("subject", "object"),
    Kind.KNOWLEDGE: ("entity", "target"),
    Kind.PROCEDURAL: ("", "goal"),
    Kind.WORKING: ("", "task"),
}
"""By kind: what a claim is about, and what it says."""
_FACT = ("subject", "object", "predicate")


def join(by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of one agent: the rules' in order, then what the model adds."""
    joined = list(by_rules)
    for candidate in by_model:
        place = next((i for i, each in enumerate(joined) if _same(each, candidate)), None)
        if place is None:
            joined.append(candidate)
        elif _widens(candidate, joined[place]):
            joined[place] = candidate
    return joined


def added(by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> list[Candidate]:
    """Return what the model adds to what the rules have stored before."""
    return join(by_rules, by_model)[len(by_rules) :]


def changed(
    candidates: Sequence[Candidate], changes: Mapping[tuple[Kind, str], Mapping[str, JSON]]
) -> list[Candidate]:
    """Give the rules' candidates the fields that a model's answer adds, where they have none."""
    return [_changed(candidate, changes) for candidate in candidates]


def _changed(
    candidate: Candidate, changes: Mapping[tuple[Kind, str], Mapping[str, JSON]]
) -> Candidate:
    key = candidate.identity
    if candidate.kind is Kind.RESOURCE:
        key = text_field(candidate.fields, "uri")
    change = changes.get((candidate.kind, key))
    known = text_field(candidate.fields, "note") or candidate.fields.get("occurred_to")
    if change is None or known:
        return candidate
    made = replace(candidate, fields={**candidate.fields, **change})
    note = change.get("note")
    if isinstance(note, str):
        made = replace(made, index_text=f"{candidate.index_text} {note}".strip())
    return made


def _same(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates say the same, or one says the other and more."""
    if one.intent is not other.intent:
        return False
    if one.identity == other.identity:
        return True
    single = one.slot is not None and one.slot == other.slot
    if one.kind is Kind.CORE:
        return single or _alike(one.text, other.text)
    if one.kind is Kind.CONTEXTUAL:
        return single
    return _same_claim(one, other)


def _same_claim(one: Candidate, other: Candidate) -> bool:
    """Compare what two claims are about and what they say."""
    ends = _ENDS.get(one.kind)
    if ends is None or bool(one.fields.get("negated")) != bool(other.fields.get("negated")):
        return False
    about, value = ends
    first, second = (
        (normal(text_field(c.fields, about)), text_field(c.fields, value)) for c in (one, other)
    )
    if one.kind is Kind.KNOWLEDGE:
        return {first[0], normal(first[1])} == {second[0], normal(second[1])}
    if one.kind is Kind.SEMANTIC and (_turned(one, other) or _turned(other, one)):
        return True
    if one.kind is Kind.SEMANTIC and _alike(first[1], second[1]) and _same_words(one, other):
        return True
    return first[0] == second[0] and _alike(first[1], second[1]) and _same_verb(one, other)


def _turned(one: Candidate, other: Candidate) -> bool:
    """Say whether "Uri has Rex" only turns "Rex is Uri's dog" round, and says less."""
    owner, owned, said = (content([text_field(one.fields, n)]) for n in _FACT)
    subject, value, _ = (content([text_field(other.fields, n)]) for n in _FACT)
    return bool(owner and owned) and not said and owned == subject and owner <= value


def _same_words(one: Candidate, other: Candidate) -> bool:
    """Say whether subject and predicate are the same words, however they are cut and inflected.

    "Petra's allergy is shellfish" has those of "Petra is allergic to shellfish".
    """
    first, second = (
        content([text_field(each.fields, "subject"), text_field(each.fields, "predicate")])
        for each in (one, other)
    )
    return _in_other_forms(first, second) and _in_other_forms(second, first)


def _in_other_forms(some: AbstractSet[str], others: AbstractSet[str]) -> bool:
    return all(any(word == each or alike(word, each) for each in others) for word in some)


def _same_verb(one: Candidate, other: Candidate) -> bool:
    """Say whether two predicates have a word in common, or one of them says nothing."""
    first, second = (content([text_field(c.fields, "predicate")]) for c in (one, other))
    return not first or not second or bool(first & second)


def _alike(one: str, other: str) -> bool:
    """Say whether the words of one text are all in the other."""
    first, second = content([one]), content([other])
    return bool(first and second) and (first <= second or second <= first)


def _widens(candidate: Candidate, known: Candidate) -> bool:
    """Say whether a model's candidate says all that a rule's says, and more."""
    if (
        candidate.kind not in {Kind.SEMANTIC, Kind.PROCEDURAL}
        or candidate.intent is not Intent.ASSERT
    ):
        return False
    if known.slot != candidate.slot and (known.fields.get("slot") or candidate.fields.get("slot")):
        return False
    if candidate.kind is Kind.PROCEDURAL:
        return _steps(candidate) > _steps(known) and set(known.turns) <= set(candidate.turns)
    name = "object"
    said = content([text_field(known.fields, name)])
    claimed = content([text_field(candidate.fields, name)])
    same = text_field(known.fields, "predicate") == text_field(candidate.fields, "predicate")
    return same and said < claimed and set(known.turns) <= set(candidate.turns)


def _steps(candidate: Candidate) -> int:
    steps = candidate.fields.get("steps")
    return len(steps) if isinstance(steps, list) else 0
