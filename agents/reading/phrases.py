"""Statements that hide in noun phrases: "my sister Anna", "Karl from Siemens"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.subjects import (
    Referents,
    Who,
    apposed_name,
    entity_type,
    is_proper,
    proper_name,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, and what a phrase says it is."""

    name: str
    type: str
    predicate: str
    """`is` or `is from`."""
    object: str
    object_type: str
    token: "Token"


def phrases(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield what noun phrases say, and bind the names to their roles."""
    for token in sentence:
        role = token
        named = _named_role(token)
        for name in named:
            told = _role_phrase(role, referents, without=name)
            animal = role.lemma_.lower() in grammar.PETS
            called = proper_name(name)
            if told and called != referents.listener:
                kind = "animal" if animal else "person"
                referents.bind(told, called)
                referents.kinds[called] = kind
                referents.note(Who(called, kind), role)
                yield Phrase(called, kind, "is", told, kind, name)
        if not named and token.pos_ == "PROPN" and token.ent_type_ == "PERSON":
            yield from _origin(token)


def _named_role(token: "Token") -> list["Token"]:
    """Return the names of a role, where a phrase names somebody by both."""
    noun = token.lemma_.lower()
    if (
        noun in (grammar.ROLES | grammar.PETS) - {"family", "people", "person"}
        and token.pos_ == "NOUN"
    ):
        name = apposed_name(token) or _called(token)
        if name is not None:
            return [member for member in grammar.conjuncts(name) if member.pos_ == "PROPN"]
        beside = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if beside is not None and beside.pos_ == "PROPN" and _is_twin(token, beside):
            return [beside]
        aside = _aside_name(token)
        if aside is not None:
            return [aside]
        if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.i < token.head.i:
            return [token.head]
        if token.dep_ == "appos" and is_proper(token.head):
            return [token.head]
    return []


def _is_twin(role: "Token", name: "Token") -> bool:
    """Tell whether the parser took a role and its name for two subjects of one verb."""
    return role.dep_ == name.dep_ == "nsubj" and role.head == name.head


def _aside_name(role: "Token") -> "Token | None":
    """Return the name in "our landlady, Mrs Petersen, …", which the parser hung elsewhere."""
    row = role.sent
    after = (token for token in row if role.i < token.i <= role.i + 4)
    found = (t for t in after if t.dep_ == "npadvmod" and grammar.named_beside(t) == role)
    return next(found, None)


def _called(role: "Token") -> "Token | None":
    """Return the name in "a sister called Anna"."""
    for child in role.children:
        if child.dep_ == "acl" and child.lower_ in {"named", "called"}:
            return grammar.child_of(child, "oprd", "attr", "dobj")
    return None


def _role_phrase(role: "Token", referents: Referents, *, without: "Token") -> str | None:
    """Return "Mei's sister"; None where nobody owns the role."""
    holder = role.head if role.dep_ == "compound" else role
    owner = grammar.child_of(holder, "poss")
    if owner is not None:
        whose = (
            referents.possessor(owner)
            if owner.pos_ in {"PRON", "DET"}
            else f"{referents.phrase(owner)}'s"
        )
        if whose.lower() in {"your", "his", "her", "their", "its", "ur"}:
            return None
    elif role.head.lemma_ == "have" and role.dep_ == "dobj":
        subject = grammar.child_of(role.head, "nsubj")
        who = referents.resolve(subject) if subject is not None else None
        if who is None or not who.resolved:
            return None
        whose = f"{who.name}'s"
    else:
        return None
    described = [
        child.text
        for child in role.children
        if child.dep_ in {"amod", "compound"} and child.i < role.i and child != without
    ]
    return " ".join([whose, *described, role.lemma_])


def _origin(name: "Token") -> Iterator[Phrase]:
    """Yield "is from" for a person "from" or "at" an organisation or place."""
    for prep in name.children:
        target = grammar.child_of(prep, "pobj") if prep.lower_ in {"from", "at"} else None
        if target is None or not is_proper(target):
            continue
        kind = entity_type(target)
        if kind in {"organisation", "place"}:
            yield Phrase(proper_name(name), "person", "is from", proper_name(target), kind, name)
