"""What a clause says of a home, an employer or a pastime without saying so outright.

Who rents a flat in Leipzig lives in Leipzig; who has taken a job at Barco works there; who took
up rowing rows. Each is an argument of its own beside what the clause says in its own words.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.arguments import Argument
from octomem.agents.reading.clauses import Clause, has_got, subject_of
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.pastimes import predicate_of
from octomem.agents.reading.phrases import Phrase
from octomem.agents.reading.reading import Tense
from octomem.agents.reading.subjects import Referents, entity_type, is_proper, proper_name
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

DWELLINGS = vocabulary(
    "flat apartment house studio room place bungalow condo townhouse loft bedsit houseboat "
    "maisonette flatshare duplex penthouse farmhouse home terrace semi dorm cottage farm chalet "
    "annexe attic basement"
)
_AROUND = ("in", "near", "outside", "around")
_POSTS = vocabulary(
    "job position post role internship apprenticeship traineeship gig residency fellowship "
    "contract placement"
)
_COURSES = vocabulary(
    "phd doctorate master masters degree bachelor bachelors mba residency diploma"
)
_COLLEAGUES = vocabulary("boss manager colleague coworker team desk office supervisor workmate")
"""Who and what somebody has where they work: "my boss at Lumo"."""
_PARTS = vocabulary(
    "department branch office team division lab laboratory warehouse kitchen section unit plant "
    "factory headquarters hq desk ward bakery shop store site campus"
)
"""Parts of an organisation: who works in one works for it."""
_ELSEWHERE = vocabulary(
    "holiday vacation summer weekend second beach ski rental old former first last previous "
    "childhood dream student investment guest spare ex"
)
"""Words before a noun that say that nobody lives or works there now."""
_FOR_OTHERS = vocabulary(
    "investment rental rent tenant tenants airbnb let holidays weekends parents mum mom dad mother father "
    "son daughter kids students"
)
"""Words beside what is bought that say who or what it is for, other than to live in."""
_KEEP = vocabulary("have own rent sublet share lease occupy keep")
_GET = vocabulary("get buy find take rent lease land start accept begin secure score")
_EXCHANGES = vocabulary("swap trade exchange replace")
_PASTIMES_NOT = vocabulary(
    "space time room offer role position post job residence challenge matter issue cause "
    "arms invitation slot seat case"
)
"""What is taken up without being a pastime."""
_OVER = vocabulary(
    "sell leave quit lose vacate give miss remember view see visit offer apply interview want "
    "look dream resign decline refuse reject retire recommend know consider"
)
"""Verbs of which a home or a post is the object before somebody has it, or no longer."""
_UNREAL = vocabulary("if would could might when while imagine used wish back ago unless")
_LODGING = vocabulary("renting sharing subletting lodging flatsharing houseshare flatshare")
"""What somebody does where they live: "I'm in Bristol, renting a room"."""
_SINCE_DATE = re.compile(
    r"\bsince (?:(?:the )?(?:first|\d+(?:st|nd|rd|th))|(?:early |mid |late |last )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|fall|winter|year|easter|christmas)|(?:19|20)\d\d|college|uni|school)\b",
    re.IGNORECASE,
)
_STILL_IN = re.compile(
    r"\bstill in (?-i:[A-Z])(?![^.!?]*\b(?:until|till|for (?:a|the|two|three|work)|on holiday|visiting|meeting)\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\bfrom (?:19|20)\d\d (?:to|until|till) (?:19|20)\d\d\b|\b(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d\b"
)
"""Spans in years, in which somebody was with a firm: "I was with Cemex from 2015 to 2019"."""
_LONG = re.compile(
    r"\b(?:years?|months|decades?|ever since|all my life|since (?!(?:(?:last|this) )?(?:\w+day|week|night"
    r"|morning|lunch|noon|\d+ ?[ap]m)\b))",
    re.IGNORECASE,
)
"""Spans after which somebody lives where they are: "since May", but not "since Monday"."""


def entailed(clause: Clause) -> Iterator[Argument]:
    """Yield what else a clause says of its subject, in the words by which a slot is known."""
    verb, direct = grammar.lemma(clause.core), grammar.child_of(clause.core, "dobj")
    if direct is not None and grammar.is_none(direct):
        return
    reads = _BY_VERB.get(verb, _of_object)
    yield from reads(clause)
    yield from _where(clause)
    yield from _based(clause)
    if verb in {"start", "begin", "become", "hire", "promote"}:
        yield from _as_what(clause)


def _of_object(clause: Clause) -> Iterator[Argument]:
    """Yield what is entailed by an object, by what was got for it, and by what is taken up."""
    verb, direct = grammar.lemma(clause.core), grammar.child_of(clause.core, "dobj")
    if direct is not None:
        yield from _by_object(clause, direct, verb)
    if direct is not None and verb in _EXCHANGES | {"leave", "ditch"}:
        moved = list(_gone_over(clause.core, direct))
        yield from moved
        if not moved and verb in _EXCHANGES:
            yield from _got_instead(clause.core)
    if direct is None and verb == "trade" and _trades_in(clause.core):
        yield from _got_instead(clause.core)
    if direct is not None and verb in _GET | grammar.ACQUIRES:
        yield from _got_namely(clause.core, direct)
    if verb == "take":
        yield from _taken_up(clause.core)
    if direct is not None and verb in {"start", "begin"} and clause.tense is Tense.PAST:
        yield from _started(direct)


def _trades_in(core: "Token") -> bool:
    """Tell "traded in my Golf for a Tesla" from "traded in Bitcoin for two years"."""
    what = (grammar.child_of(c, "pobj") for c in core.children if c.lower_ == "in")
    return any(one is not None and grammar.child_of(one, "poss") is not None for one in what)


def _lives_in_dwelling(clause: Clause) -> Iterator[Argument]:
    """Yield where the flat is in "lives in a flat in Bonn"."""
    for prep in clause.core.children:
        target = grammar.child_of(prep, "pobj") if prep.lower_ in {"in", "at"} else None
        if target is not None and target.lemma_.lower() in DWELLINGS:
            yield from _at(target, _AROUND, "lives in", "place")
    if grammar.child_of(clause.core, "prep", "advmod") is None:
        yield from _shared_place(clause.core)


def _shared_place(core: "Token") -> Iterator[Argument]:
    """Yield the place in "I live and work in Bonn"."""
    other = grammar.child_of(core, "conj")
    for prep in other.children if other is not None and grammar.is_verbal(other) else ():
        target = grammar.child_of(prep, "pobj") if prep.lower_ == "in" else None
        if target is not None and entity_type(target) == "place":
            yield _named("lives in", target, "place")


def _where(clause: Clause) -> Iterator[Argument]:
    """Yield the place in "from Antwerp, where I rent a room" and "Rome, that's where she lives"."""
    verb = grammar.lemma(clause.core)
    asks = any(child.lower_ == "where" for child in clause.head.children)
    if (
        verb not in {"live", "rent", "lodge", "work"}
        or not asks
        or clause.tense is not Tense.PRESENT
    ):
        return
    place = next(
        (t for t in reversed(clause.core.doc[: clause.head.left_edge.i]) if is_proper(t)), None
    )
    between = clause.core.doc[place.i + 1 : clause.head.left_edge.i] if place is not None else ()
    near = all(t.lower_ in {",", "that", "'s", "is", "which"} for t in between)
    if place is not None and near and entity_type(place) not in {"person", "date", "number"}:
        at_work = verb == "work"
        kind = "organisation" if at_work else "place"
        yield _named("works at" if at_work else "lives in", place, kind)


def _based(clause: Clause) -> Iterator[Argument]:
    """Yield the place in "he's in the navy, based in Plymouth"."""
    for token in clause.core.subtree:
        if token.lower_ != "based" or token.dep_ not in {"acl", "advcl"} or not token.i:
            continue
        prep = grammar.child_of(token, "prep")
        target = (
            grammar.child_of(prep, "pobj") if prep is not None and prep.lower_ == "in" else None
        )
        if token.nbor(-1).text == "," and target is not None and is_proper(target):
            yield _named("lives in", target, "place")


def _gone_over(core: "Token", left: "Token") -> Iterator[Argument]:
    """Yield where somebody is since who "left Siemens for Lumo" or "swapped Bergen for Oslo"."""
    target = next(
        (
            found
            for prep in core.subtree
            if prep.lower_ == "for" and prep.i > left.i
            if (found := grammar.child_of(prep, "pobj")) is not None
        ),
        None,
    )
    if target is None or not (is_proper(left) and is_proper(target)):
        return
    kinds = {entity_type(left), entity_type(target)}
    if kinds == {"place"}:
        yield _named("moves to", target, "place")
    elif "organisation" in kinds and "person" not in kinds and grammar.lemma(core) == "leave":
        yield _named("starts at", target, "organisation")


def _got_namely(core: "Token", direct: "Token") -> Iterator[Argument]:
    """Yield the make in "got a new car, a Skoda": what it is stands beside what was got."""
    for child in (*direct.children, *core.children):
        beside = (
            child.dep_ in {"appos", "npadvmod"} and child.i > direct.i and child.pos_ == "PROPN"
        )
        indefinite = any(t.lower_ in {"a", "an"} and t.dep_ == "det" for t in child.lefts)
        if beside and indefinite and child.ent_type_ not in {"DATE", "TIME"}:
            text = " ".join(t.text for t in child.subtree if t.i <= child.i)
            yield Argument("gets", child, text, "product", entailed=True)
            return


def _lodges(clause: Clause) -> Iterator[Argument]:
    """Yield where somebody lives who is "renting in Canterbury"."""
    if grammar.child_of(clause.core, "dobj") is not None:
        yield from _of_object(clause)
        return
    for prep in clause.core.children:
        target = grammar.child_of(prep, "pobj") if prep.lower_ == "in" else None
        if target is not None and entity_type(target) == "place":
            yield _named("lives in", target, "place")


def _by_object(clause: Clause, direct: "Token", verb: str) -> Iterator[Argument]:
    noun = direct.lemma_.lower()
    verb = "have" if has_got(clause) else verb
    gained = verb in _GET and (clause.tense is Tense.PAST or clause.progressive)
    for_others = any(t.lower_ in _FOR_OTHERS for t in clause.core.subtree if t.i > direct.i)
    if noun in DWELLINGS and (verb in _KEEP or gained) and not for_others:
        keeps = not gained or verb in _KEEP
        yield from _at(direct, _AROUND, "lives in" if keeps else "moves to", "place")
    elif noun == "allergy" and verb in {"have", "develop", "get"} and not clause.negated:
        yield from _allergic_to(direct)
    elif noun == "key" and verb in _GET | {"collect"}:
        yield from _home_of_keys(direct)
    elif noun in _COURSES and verb in {"do", "study", "start", "finish"}:
        yield from _at(direct, ("at",), "studies at", "organisation")
    elif noun in _POSTS and (verb in {"have", "hold"} or verb in _GET):
        keeps = verb in {"have", "hold"}
        words = ("at",) if noun == "contract" else ("at", "with")  # "a contract with Vodafone"
        yield from _at(direct, words, "works at" if keeps else "starts at", "organisation")


_NO_ALLERGENS = frozenset("contact drug food season skin summer winter spring autumn".split())  # noqa: SIM905
"""What says of which kind an allergy is."""


def _allergic_to(allergy: "Token") -> Iterator[Argument]:
    """Yield what somebody who "has an allergy to nuts", or "that nut allergy", is allergic to."""
    pointed = any(child.lower_ in {"that", "this", "the"} for child in allergy.children)
    for child in allergy.children if pointed else ():
        if child.dep_ == "compound" and child.lemma_.lower() not in _NO_ALLERGENS:
            yield Argument("is allergic to", child, _bare(child), "thing", entailed=True)
    for prep in (*allergy.children, *allergy.head.children):
        target = grammar.child_of(prep, "pobj") if prep.lower_ == "to" else None
        for member in grammar.conjuncts(target) if target is not None else ():
            yield Argument("is allergic to", member, _bare(member), "thing", entailed=True)


def _home_of_keys(keys: "Token") -> Iterator[Argument]:
    """Yield the place in "got the keys to the flat in Porto"."""
    for prep in keys.children:
        target = grammar.child_of(prep, "pobj") if prep.lower_ in {"to", "for", "of"} else None
        if target is not None and target.lemma_.lower() in DWELLINGS:
            yield from _at(target, _AROUND, "moves to", "place")


def _got_instead(core: "Token") -> Iterator[Argument]:
    """Yield what somebody has since who "swapped the Golf for a Tesla"."""
    for prep in core.subtree:
        target = grammar.child_of(prep, "pobj") if prep.lower_ in {"for", "with"} else None
        if target is not None and target.lemma_.lower() in DWELLINGS:
            yield from _at(target, ("in",), "moves to", "place")
            return
        if target is not None and target.pos_ in {"PROPN", "NOUN"} and prep.head.pos_ != "NOUN":
            text = " ".join(t.text for t in target.subtree if t.i <= target.i or t.like_num)
            yield Argument("gets", target, text, entity_type(target), entailed=True)
            return


def _taken_up(core: "Token") -> Iterator[Argument]:
    """Yield the pastime in "took up rowing" and "has taken up the drums"."""
    up = next((c for c in core.children if c.lower_ == "up" and c.i > core.i), None)
    if up is None:
        return
    found = grammar.child_of(core, "dobj", "xcomp") or grammar.child_of(up, "pobj", "pcomp")
    if found is None or found.lemma_.lower() in _PASTIMES_NOT or found.pos_ == "PRON":
        return
    for member in grammar.conjuncts(found):
        text = _bare(member)
        yield Argument(predicate_of(text), member, text, "thing", entailed=True)


def _started(what: "Token") -> Iterator[Argument]:
    """Yield the pastime in "I started capoeira", where it is known for one."""
    text = _bare(what)
    if what.n_lefts == 0 and predicate_of(text) in {"does", "plays"}:
        yield Argument(predicate_of(text), what, text, "thing", entailed=True)


def _bare(noun: "Token") -> str:
    """Return a noun with the words before it that say which: "the bass guitar" is "bass guitar"."""
    kept = [t.text for t in noun.lefts if t.dep_ in {"compound", "amod"}]
    return " ".join([*kept, noun.text])


def _is_there(clause: Clause) -> Iterator[Argument]:
    """Yield "lives in" and "works at" for who has been somewhere for years, or since."""
    said = clause.head.sent.text
    spans = clause.perfect and _LONG.search(said) is not None
    since = clause.tense is Tense.PRESENT and _SINCE_DATE.search(said) is not None
    stays = clause.tense is Tense.PRESENT and _STILL_IN.search(said) is not None
    years = clause.tense is Tense.PAST and _YEARS.search(said) is not None
    spans = spans or since or stays or years
    lives = spans or _is_elsewhere(clause, said)
    lodges = any(t.lower_ in _LODGING for t in clause.core.subtree)
    preps = [c for c in clause.core.children if c.dep_ == "prep"]
    as_what = any(c.lower_ == "as" for c in preps)
    for prep in preps:
        target = grammar.child_of(prep, "pobj")
        if target is None:
            continue
        firm = _may_employ(target) or (years and is_proper(target) and target.lower_ not in GIVEN)
        if prep.lower_ in {"at", "with"} and (spans or as_what) and firm:
            yield _named("works at", target, "organisation")
        elif (prep.lower_ == "in" and lives and entity_type(target) == "place") or (
            prep.lower_ == "in" and lodges and is_proper(target)
        ):
            yield _named("lives in", target, "place")
        elif prep.lower_ in {"in", "at"} and target.lemma_.lower() in DWELLINGS:
            yield from _at(target, ("in",), "lives in", "place")


def _is_elsewhere(clause: Clause, said: str) -> bool:
    """Tell whether somebody else is told to be somewhere for no time or purpose: there they live."""
    subject = clause.subject
    if subject is None or clause.tense is not Tense.PRESENT or clause.negated:
        return False
    own = {t.lower_ for t in subject.subtree} & {"i", "we", "it", "they", "this", "that", "there"}
    person = subject.lower_ in {"he", "she", "who"} or entity_type(subject) == "person"
    return person and not own and _VISITS.search(said) is None


_VISITS = re.compile(
    r"\b(?:for (?:a|an|the|work|business|two|three|four|some|his|her)|on (?:holiday|vacation|business|tour|leave|a|an)|until|till|this (?:week|weekend|month|morning"
    r"|afternoon|evening)|today|tonight|tomorrow|visiting|conference|hospital|airport|hotel|stuck|right now|(?:mon|tues|wednes|thurs|fri|satur|sun)day|back in"
    r"|if|would|might|trip|holidays?|starting|yesterday)\b",
    re.IGNORECASE,
)
"""What tells of a stay rather than of a home."""


def _may_employ(target: "Token") -> bool:
    return is_proper(target) and entity_type(target) not in {"person", "place", "date", "number"}


def _moved_into(clause: Clause) -> Iterator[Argument]:
    """Yield where somebody moved who "moved into a flat in Leeds" or "moved in with Tom in Leeds"."""
    for prep in clause.core.subtree:
        target = grammar.child_of(prep, "pobj") if prep.dep_ == "prep" else None
        if target is None:
            continue
        if prep.lower_ in {"into", "to"} and target.lemma_.lower() in DWELLINGS:
            yield from _at(target, ("in",), "moves to", "place")
        elif _is_in_with(prep) and entity_type(target) == "place":
            yield _named("moves to", target, "place")


def _is_in_with(prep: "Token") -> bool:
    """Tell the "in" of "moved in with Tom in Leeds"."""
    whom = prep.head
    return prep.lower_ == "in" and whom.dep_ == "pobj" and whom.head.lower_ == "with"


def _works_in_part(clause: Clause) -> Iterator[Argument]:
    """Yield the employer in "works in the claims department of Generali"."""
    for prep in clause.core.children:
        target = grammar.child_of(prep, "pobj") if prep.lower_ in {"in", "at", "on"} else None
        if target is not None and target.lemma_.lower() in _PARTS:
            yield from _at(target, ("of", "at"), "works at", "organisation")


def _as_what(clause: Clause) -> Iterator[Argument]:
    """Yield the employer in "became head chef at Nobu" and "starts as a barista at Costa"."""
    found = grammar.child_of(clause.core, "attr")
    for prep in clause.core.children:
        if prep.lower_ == "as" and found is None:
            found = grammar.child_of(prep, "pobj")
    if found is not None and found.pos_ == "NOUN":
        yield from _at(found, ("at",), "starts at", "organisation")


_BY_VERB = {
    "be": _is_there,
    "move": _moved_into,
    "live": _lives_in_dwelling,
    "work": _works_in_part,
    "rent": _lodges,
    "lodge": _lodges,
    "board": _lodges,
}
"""How a clause is read by its verb; all others by what their object is."""


def _at(noun: "Token", words: tuple[str, ...], predicate: str, kind: str) -> Iterator[Argument]:
    """Yield the name that a noun's own phrase, or the one right after it, leads to."""
    if any(t.lower_ in _ELSEWHERE for t in noun.lefts):
        return
    beside = [c for c in noun.head.children if c.i > noun.i]
    for prep in [*noun.subtree, *beside]:
        if prep.dep_ != "prep" or prep.lower_ not in words or prep.i < noun.i:
            continue
        target = grammar.child_of(prep, "pobj")
        if target is not None and is_proper(target) and not grammar.is_temporal(prep):
            if kind == "organisation" and entity_type(target) == "person":
                continue
            yield _named(predicate, target, kind)
            return


def _named(predicate: str, target: "Token", kind: str) -> Argument:
    return Argument(predicate, target, proper_name(target), kind, entailed=True)


def presupposed(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield where the speaker lives or works as "our flat in Malmö" and "my job at Nestlé" have it."""
    if any(t.lower_ in _UNREAL for t in sentence):
        return
    for token in sentence:
        noun = token.lemma_.lower()
        owner = grammar.child_of(token, "poss")
        if owner is None or owner.lower_ not in {"my", "our"} or _is_over(token):
            continue
        if noun in DWELLINGS:
            found = list(_at(token, ("in",), "lives in", "place"))
        elif noun in _POSTS and grammar.lemma(token.head) not in grammar.BEGINS:
            found = list(_at(token, ("at", "with"), "works at", "organisation"))
        elif noun in _COLLEAGUES:
            found = list(_at(token, ("at",), "works at", "organisation"))
        else:
            continue
        for each in found:
            yield Phrase(referents.speaker, "person", each.predicate, each.text, each.type)


def _is_offered(verb: "Token") -> bool:
    """Tell "is for sale" and "is on the market"."""
    to = (grammar.child_of(prep, "pobj") for prep in verb.children if prep.lower_ in {"for", "on"})
    return any(what is not None and what.lemma_.lower() in {"sale", "market"} for what in to)


def _is_over(noun: "Token") -> bool:
    """Tell a home or post that is told of as wanted, given up or past."""
    verbs = [t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}]
    if any(grammar.lemma(verb) in _OVER for verb in verbs):
        return True
    was = noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.tag_ == "VBD"
    past_state = was and grammar.lemma(noun.head) in {"be", "have", "seem", "look"}
    out = noun.dep_ == "pobj" and noun.head.lower_ in {"out", "of", "from"}
    negated = any(c.dep_ == "neg" for verb in verbs for c in verb.children)
    offered = noun.dep_ == "nsubj" and _is_offered(noun.head)
    return past_state or out or offered or (negated and subject_of(verbs[0]) is not None)
