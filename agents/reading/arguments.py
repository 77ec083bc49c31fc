"""What a clause says of its subject: its predicates and their objects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.clauses import Clause, has_got
from octomem.agents.reading.reading import Mood, Tense
from octomem.agents.reading.subjects import (
    Referents,
    entity_type,
    is_proper,
    noun_tokens,
    proper_name,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKING = {"be", "become", "get", "feel", "stay", "remain", "turn", "look", "sound", "seem"}
_SPLIT_BY_PREPOSITION = {"work", "live", "study", "serve", "volunteer"}
"""Verbs whose prepositional phrases are facts of their own: "works as …", "works at …"."""


_WED = {"is married", "is engaged", "is divorced"}
_WED_WHERE = {f"{start} {where}" for start in _WED for where in ("in", "at", "on", "by", "near")}
"""What says where a wedding was, which is not what somebody is."""


_ARTICLE = re.compile(r"^(?:an?|the|one|no) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Argument:
    """One predicate with one object."""

    predicate: str
    object: "Token | None"
    text: str
    """The object in the third person."""
    type: str
    without: frozenset[int] = frozenset()
    """Tokens of the clause that belong to its other arguments only."""
    entailed: bool = False
    """Said by other words than its own: who rents a flat in Graz lives in Graz."""
    reworded: bool = False
    """Entailed of something that the clause's own words do not say of the subject."""


def arguments(clause: Clause, referents: Referents) -> list[Argument]:
    """Return the clause's arguments, one per coordinated object; never empty."""
    start = predicate_start(clause)
    found = list(_linked(clause, start, referents)) if _is_linking(clause) else []
    if not found and grammar.lemma(clause.core) == "be":
        found = list(_named_after(clause, start)) or list(_timed(clause, start, referents))
    found = found or list(_objects(clause, start, referents))
    found = found or list(_prepositional(clause, start, referents))
    if start in _WED:
        found = [each for each in found if each.predicate not in _WED_WHERE]
    return found or [Argument(start, None, "", "nothing")]


def verb_of(clause: Clause) -> str:
    """Return the lemma of the verb that carries the meaning, with its particle."""
    particle = grammar.child_of(clause.core, "prt")
    if particle is not None and particle.i > clause.core.i + 1 and list(particle.children):
        particle = None  # "up" of "live in a flat up under the roof"
    lemma = "have" if has_got(clause) else grammar.lemma(clause.core)
    if particle is None and (ending := _ending_particle(clause.core, lemma)):
        return f"{lemma} {ending}"
    if lemma == "live":
        particle = None  # "lives out in Graz", "lives over in Graz"
    return f"{lemma} {particle.lower_}" if particle is not None else lemma


def _ending_particle(core: "Token", lemma: str) -> str:
    """Return what makes an end of a verb: "ran away", "put the cat to sleep"."""
    following = core.nbor(1).lower_ if core.i + 1 < len(core.doc) else ""
    if lemma in {"run", "give", "pass"} and following == "away":
        return "away"
    if lemma == "step" and following == "down":
        return "down"
    if lemma == "put" and re.search(r"\bto (?:sleep|rest)\b", core.sent.text):
        return "down"
    return ""


def predicate_start(clause: Clause) -> str:
    """Return the verb phrase in the present tense, without prepositions."""
    core = clause.core
    if _is_passive(core) and not has_got(clause):
        start = f"is {core.lower_}"
    else:
        lemma, _, particle = verb_of(clause).partition(" ")
        start = grammar.third_person(lemma) + (f" {particle}" if particle else "")
    governors = [v for v in clause.chain[:-1] if _means_intention(v)]
    done = clause.mood is Mood.FACT and clause.tense is Tense.PAST
    if done and not _A_WHILE.search(clause.head.sent.text):  # "had to sell the car"
        governors = [v for v in governors if grammar.lemma(v) not in {"have", "get"}]
    if governors and core != clause.head:
        bare = verb_of(clause)
        return f"{grammar.third_person(grammar.lemma(governors[0]))} to {bare}"
    return start


_A_WHILE = re.compile(
    r"\bfor (?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|a few|a couple of)\s+)?"
    r"(?:\w+ )?(?:days?|weeks?|months?|years?|nights?|hours?|time|while|ages)\b|\b(?:in|during|until|till) (?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""What tells a duty that is over: "had to move to Leeds for six months in 2010"."""


def _means_intention(verb: "Token") -> bool:
    return grammar.lemma(verb) not in grammar.ENDS | grammar.BEGINS | {"use"}


def _is_passive(core: "Token") -> bool:
    return core.tag_ == "VBN" and grammar.child_of(core, "auxpass", "nsubjpass") is not None


def _is_linking(clause: Clause) -> bool:
    return grammar.lemma(clause.core) in _LINKING and not _is_passive(clause.core)


def _linked(clause: Clause, start: str, referents: Referents) -> Iterator[Argument]:
    aside = grammar.consequence(clause.core)
    for child in clause.core.children:
        if child.i in aside or grammar.is_remark(child) or _completed(child) is not None:
            continue
        if child.dep_ == "acomp" or (child.dep_ == "attr" and child.pos_ == "ADJ"):
            yield from _listed_first(clause, child, start)
            yield from _adjectives(child, start, referents)
        elif child.dep_ in {"attr", "oprd"}:
            yield from _each(child, start, referents)
            yield from _apposed(child, start, referents)
        elif child.dep_ == "prep" and not grammar.is_temporal(child):
            yield from _prepositions(child, start, referents)
        elif child.dep_ == "advmod" and child.lower_ in {"over", "out", "up", "down", "based"}:
            for prep in child.children:
                if prep.dep_ == "prep" and not grammar.is_temporal(prep):
                    yield from _prepositions(prep, start, referents)


def _listed_first(clause: Clause, adjective: "Token", start: str) -> Iterator[Argument]:
    """Yield the "green" of "is green, dark like a bottle", which the parse hangs on what follows."""
    favourite = clause.subject is not None and any(
        child.lower_ in {"favourite", "favorite"} for child in clause.subject.children
    )
    compared = favourite and any(child.lower_ == "like" for child in adjective.children)
    for child in adjective.children if compared else ():
        before = child.dep_ == "amod" and child.i < adjective.i and child.nbor(1).text == ","
        if before and child.n_lefts == 0:
            yield Argument(start, child, child.text, "thing")


def _completed(prep: "Token") -> "Token | None":
    """Return the adjective that a phrase right after it completes: "good at maths"."""
    before = prep.nbor(-1) if prep.dep_ == "prep" and prep.i else None
    return before if before is not None and before.dep_ == "acomp" else None


def _apposed(name: "Token", start: str, referents: Referents) -> Iterator[Argument]:
    """Yield the second half of "I'm Priya, a data scientist"."""
    for child in name.children:
        if child.dep_ == "appos" and is_proper(name) and child.pos_ == "NOUN":
            own = {t.i for t in child.subtree}
            rest = frozenset(t.i for t in name.subtree if t.i not in own)
            for argument in _each(child, start, referents):
                yield _narrowed(argument, rest)


def _named_after(clause: Clause, start: str) -> Iterator[Argument]:
    """Yield a title that the parser took apart: "my favourite film is Spirited Away"."""
    for entity in clause.head.sent.ents:
        if entity.start == clause.core.i + 1 and entity.label_ in {"PERSON", "WORK_OF_ART", "ORG"}:
            yield Argument(start, entity.root, entity.text, "other")


def _timed(clause: Clause, start: str, referents: Referents) -> Iterator[Argument]:
    """Yield when something is, where nothing else is said: "my birthday is on May 4"."""
    for prep in clause.core.children:
        if prep.dep_ == "prep" and grammar.is_temporal(prep):
            yield from _prepositions(prep, start, referents)


def _adjectives(first: "Token", start: str, referents: Referents) -> Iterator[Argument]:
    for adjective in grammar.conjuncts(first):
        without = _others(first, adjective)
        words = f"{start} {adjective.lower_}"
        beside = adjective.head.children if adjective == first else ()
        targets = [c for c in adjective.children if c.dep_ == "prep"]
        targets += [c for c in beside if _completed(c) == adjective]
        targets = [c for c in targets if not grammar.is_temporal(c)]
        wed = f"is {adjective.lower_}" if start == "gets" else ""
        if wed in _WED and not any(c.lower_ == "to" for c in targets):
            yield Argument(wed, None, "", "nothing", without)
        elif targets:
            for preposition in targets:
                for argument in _prepositions(preposition, words, referents):
                    yield _narrowed(argument, without)
        else:
            measure = [c for c in adjective.children if c.dep_ in {"npadvmod", "amod", "nummod"}]
            text = " ".join(t.text for m in measure for t in m.subtree if t.dep_ != "advmod")
            text = f"{text} {adjective.text}".strip()
            kind = "number" if measure and any(t.like_num for t in measure[0].subtree) else "thing"
            yield Argument(start, adjective, text, kind, without)


def _narrowed(argument: Argument, without: frozenset[int]) -> Argument:
    return Argument(
        argument.predicate, argument.object, argument.text, argument.type,
        argument.without | without,
    )  # fmt: skip


def _objects(clause: Clause, start: str, referents: Referents) -> Iterator[Argument]:
    core = clause.core
    direct = grammar.child_of(core, "dobj", "attr", "oprd") or grammar.stray_object(core)
    particle = grammar.child_of(core, "prt") if direct is None else None
    if particle is not None:
        direct = grammar.child_of(particle, "pobj")  # "judo" in "swore off judo"
    renamed = grammar.child_of(core, "oprd")
    spent = direct is not None and grammar.is_temporal(direct)
    if spent and grammar.lemma(core) in _SPLIT_BY_PREPOSITION and _own_prepositions(core):
        yield from _prepositional(clause, start, referents)  # "works nights as a guard"
    elif direct is not None:
        yield from _each(direct, start, referents)
        for prep in _places_of_work(clause, direct):
            yield from _prepositions(prep, start, referents)
    if renamed is not None and renamed != direct:
        yield from _each(renamed, f"{start} as", referents)
    if direct is None:
        inner = grammar.child_of(core, "xcomp")
        if inner is not None and inner not in clause.chain:
            yield from _each(inner, start, referents)
        complement = grammar.child_of(core, "acomp")
        if inner is None and complement is not None:
            yield from _adjectives(complement, start, referents)


def _places_of_work(clause: Clause, direct: "Token") -> Iterator["Token"]:
    """Yield the "at …" of "studies medicine at the university"."""
    if grammar.lemma(clause.core) in {"study", "teach"}:
        for verb in (clause.core, direct):
            yield from (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at")


def _prepositional(clause: Clause, start: str, referents: Referents) -> Iterator[Argument]:
    found = _own_prepositions(clause.core)
    if grammar.lemma(clause.core) in _SPLIT_BY_PREPOSITION:
        found += [
            inner
            for prep in found
            for target in prep.children
            if target.dep_ == "pobj" and prep.lower_ in {"as", "for", "at", "with"}
            for inner in target.children
            if inner.dep_ == "prep" and inner.lower_ in {"at", "for", "in", "with"}
        ]
        found = [c for c in found if not grammar.is_temporal(c)]
        for prep in found:
            rest = frozenset(t.i for p in found if p != prep for t in p.subtree)
            rest -= frozenset(t.i for t in prep.subtree if prep not in _within(found, prep))
            own = {t.i for t in prep.subtree} - {
                t.i for p in found if p != prep and prep in p.ancestors for t in p.subtree
            }
            own -= {t.i for p in found if p != prep and p in prep.subtree for t in p.subtree}
            for argument in _prepositions(prep, start, referents):
                with_whom = prep.lower_ == "with" and own != {t.i for t in prep.subtree}
                text = argument.text.partition(" in ")[0] if with_whom else argument.text
                yield _narrowed(replace(argument, text=text), rest - frozenset(own))
        return
    for prep in found:
        if not grammar.is_temporal(prep):
            yield from _prepositions(prep, start, referents)


def _own_prepositions(core: "Token") -> list["Token"]:
    """Return the phrases that say something of their own."""
    aside = grammar.consequence(core)
    found: list[Token] = []
    narrows = False
    direct = grammar.child_of(core, "dobj")
    hours = direct.children if direct is not None and grammar.is_temporal(direct) else ()
    for child in (*core.children, *hours):
        if child.dep_ == "advmod" and child.lower_ in _AWAY:
            found += [c for c in child.children if c.dep_ == "prep" and c.lower_ in {"to", "in"}]
        says_when = child.lower_ == "before"  # "lived in Birmingham before Ludlow"
        if child.dep_ in {"prep", "agent"} and child.i not in aside and not says_when:
            goes_on = narrows and child.nbor(-1).text != ","
            narrows = goes_on or _restates(child)
            if not narrows and not grammar.is_remark(child):
                found.append(child)
    return found


_AWAY = {"away", "back", "over", "out", "down", "up", "here", "across"}
"""Adverbs on which the parser hangs where a verb leads: "moved away to Nantes"."""


def _restates(prep: "Token") -> bool:
    """Tell whether a phrase narrows down the one before: "in Hamburg, in a small flat"."""
    if prep.i == 0 or prep.nbor(-1).text != ",":
        return False
    same = [c for c in prep.head.children if c.lower_ == prep.lower_ and c.i < prep.i]
    target = grammar.child_of(prep, "pobj")
    return bool(same) and target is not None and target.pos_ == "NOUN"


def _within(found: list["Token"], prep: "Token") -> list["Token"]:
    return [p for p in found if p != prep and p in prep.ancestors]


def _prepositions(prep: "Token", start: str, referents: Referents) -> Iterator[Argument]:
    target = grammar.child_of(prep, "pobj", "pcomp")
    inner = grammar.child_of(prep, "prep")
    words = f"{start} {prep.lower_}"
    if target is None and inner is not None and prep.lower_ != "as":
        yield from _prepositions(inner, words, referents)
    elif target is not None:
        yield from _each(target, words, referents)


def _each(first: "Token", predicate: str, referents: Referents) -> Iterator[Argument]:
    shared = grammar.child_of(first, "det")
    stray = [member for member in grammar.conjuncts(first) if member.tag_ == "VB"]
    for member in grammar.conjuncts(first):
        if stray and member.i > stray[0].i and first.i < stray[0].i:
            break  # the object of a verb that the parser took for a further object
        if member.pos_ == "VERB" and first.pos_ in {"NOUN", "PROPN"} and member.tag_ != "VBG":
            continue  # a verb that the parser took for a further object
        if member != first and member.pos_ == "PRON" and first.pos_ == "PROPN":
            break  # "we live in Cluj, me and my wife": the subject once more
        if member != first and member.tag_ == "VB":
            continue  # "to" stands before the first of several verbs only
        text = object_text(member, referents)
        bare = grammar.child_of(member, "det", "poss", "nummod", "amod") is None
        if shared is not None and shared.lower_ == "the" and bare and member.pos_ == "NOUN":
            text = f"the {text}"
        if text:
            kind = referents.resolve(member).type if _is_named(member) else entity_type(member)
            yield Argument(predicate, member, text, kind, _others(first, member))


def _is_named(token: "Token") -> bool:
    return token.pos_ == "PRON" or is_proper(token)


def object_text(token: "Token", referents: Referents) -> str:
    """Say an object in the third person, without its own clause."""
    if token.pos_ == "PRON":
        return referents.resolve(token).name
    if is_proper(token) and all(t.pos_ in {"PROPN", "DET"} for t in noun_tokens(token)):
        return proper_name(token)
    text = referents.phrase(token)
    if grammar.is_of_mine(token) and token.lemma_.lower() in grammar.ROLES:
        described = _ARTICLE.sub("", text.partition(" of ")[0]).removesuffix(token.text)
        return f"{referents.speaker}'s {described}{token.lemma_}"
    return text.removeprefix("to ") if token.dep_ == "xcomp" and token.tag_ == "VBG" else text


def _others(first: "Token", chosen: "Token") -> frozenset[int]:
    """Return the tokens of a coordination that are not the chosen member's own."""
    members = grammar.conjuncts(first)
    if len(members) == 1:
        return frozenset()
    own = {t.i for t in chosen.subtree}
    for child in chosen.children:
        if child.dep_ in {"conj", "cc"} or (child.dep_ == "punct" and child.text == ","):
            own -= {t.i for t in child.subtree}
    return frozenset(t.i for t in first.subtree) - frozenset(own)
