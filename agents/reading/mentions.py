"""Whom later words may mean: people and things that a clause names, and names that go with roles."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.arguments import Argument
from octomem.agents.reading.clauses import Clause
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import Mood
from octomem.agents.reading.subjects import (
    CALLED_UPON,
    Named,
    Referents,
    Who,
    entity_type,
    members,
    proper_name,
)
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_KIN = grammar.FEMALE_KIN | grammar.MALE_KIN


def note_owners(sentence: "Span", referents: Referents) -> None:
    """Let "he" follow "Karl Weber's answer" and "a day with my dad", if nobody else is meant."""
    for token in sentence:
        if _is_place(token):
            referents.kinds.setdefault(proper_name(token), "place")
        if token.dep_ == "poss" and token.pos_ == "PROPN":
            who = referents.resolve(token)
            if who.type == "person":
                referents.note(who, token)
        if _is_own_kin(token) and not any(
            t.lower_ in {"he", "she"} for t in sentence if t.i < token.i
        ):
            referents.note(referents.resolve(token), token)


def note_only(sentence: "Span", referents: Referents) -> None:
    """Let "he" follow "remind me to tell Dmitri" and "how's Biscuit?", where a sentence has nobody else."""
    here = (each for each in referents.people if each.sentence == referents.sentence)
    if any(each.who.type == "person" for each in here):
        return
    names = [t for t in sentence if t.pos_ == "PROPN" and t.dep_ not in _WITHIN]
    names = [t for t in names if t.ent_type_ not in {"DATE", "TIME"}]
    if len(names) > 1 and all(map(_is_beside, names)):
        for each in names:
            referents.name(Who(each.text, "person"))
    if len(names) == 1 and _is_spoken_of(names[0]) and _may_be_called(names[0]):
        name = proper_name(names[0])
        if referents.kinds.get(name) != "place":
            referents.perhaps = Who(name, "person")
            referents.perhaps_sentence = referents.sentence
    asked = _ASKS_AFTER.search(sentence.text)
    after = next((t for t in sentence if asked and t.text == asked[1]), None)
    kind = referents.kinds.get(after.text, "person") if after is not None else ""
    if after is not None and after.ent_type_ not in _NOBODY and kind in {"person", "animal"}:
        referents.perhaps = Who(after.text, kind)
        referents.perhaps_sentence = referents.sentence
        referents.name(referents.perhaps)


def note_role(sentence: "Span", referents: Referents) -> None:
    """Let "he" follow "ugh, my boss again" and "they" "a table for my parents", where a sentence has nobody else.

    Whatever the parser makes of it: "my gran rang" is no ring, and nobody's name is "ugh".
    """
    here = [each for each in referents.people if each.sentence == referents.sentence]
    if any(map(_is_somebody, here)):
        return
    found = list(_OWN_ROLE.finditer(sentence.text))
    roles = {each["role"] for each in found}
    if len(roles) != 1:
        return
    word = roles.pop()
    role, named = f"{referents.speaker}'s {word}", word.lower()
    if named not in grammar.ROLES | grammar.PETS | grammar.HEALERS:
        referents.several, referents.several_sentence = (Who(role, "person"),), referents.sentence
        return
    kind = "animal" if named in grammar.PETS else "person"
    sex = "f" if named in grammar.FEMALE_KIN else "m" if named in grammar.MALE_KIN else None
    referents.people = [each for each in referents.people if each not in here]
    referents.name(Who(referents.known(role) or role, kind), sex)


def _is_somebody(named: Named) -> bool:
    """Tell who has a name or is something to somebody from what is none: "ugh"."""
    name = named.who.name
    return not name.islower() or "'s " in name or name in GIVEN


_ROLES = "|".join(sorted(grammar.ROLES | grammar.PETS | grammar.HEALERS, key=len, reverse=True))
_OWN_ROLE = re.compile(
    rf"\b(?:my|our) (?:[\w-]+ )?(?P<role>(?:{_ROLES})s?)\b(?!['\u2019]s (?:[\w-]+ )?(?:{_ROLES})\b|-)",
    re.IGNORECASE,
)
"""Who is something to the speaker, whose own brother or boss is not meant."""


_ASKS_AFTER = re.compile(
    r"\b[Hh]ow(?:['\u2019]?s| is| was) ([A-Z][a-z][\w-]+)"
    r"(?: (?:doing|getting on|feeling|keeping|these days|now|today|though|by the way))*\W*$"
)
"""What asks after somebody, whom "he" means next, whoever was named before: "how's Biscuit?"."""
_WITHIN = frozenset({"compound", "flat", "nmod"})
_SPOKEN_OF = frozenset({"dobj", "dative", "attr", "nsubj"})
_BESIDE = frozenset({"with", "for", "to", "about"})
_WHERE = frozenset({"at", "in", "near"})
_NOBODY = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "NORP", "LANGUAGE", "PRODUCT", "EVENT"})


def _is_spoken_of(name: "Token") -> bool:
    """Tell Priya in "lunch with Priya" and "drove Priya home" from what stands elsewhere."""
    beside = name.dep_ == "pobj" and name.head.lower_ in _BESIDE and name.lower_ in GIVEN
    is_learnt = name.dep_ == "dobj" and grammar.third_person(grammar.lemma(name.head)) in _SPEAKS
    is_thing = grammar.child_of(name, "det") is not None  # "drives a Pilot"
    is_where = name.i > 0 and name.nbor(-1).lower_ in _WHERE  # "first week at Roundhay done"
    return (name.dep_ in _SPOKEN_OF and not (is_learnt or is_thing or is_where)) or beside


def _is_beside(name: "Token") -> bool:
    """Tell Sarah and Tom of "dinner with Sarah and Tom"."""
    first = name.head if name.dep_ == "conj" else name
    is_with = first.dep_ == "pobj" and first.head.lower_ in _BESIDE
    return is_with and name.lower_ in GIVEN and name.n_lefts == 0


def _may_be_called(name: "Token") -> bool:
    shaped = name.text[:1].isupper() and name.text[1:].islower()
    if name.lower_ in CALLED_UPON:
        return False
    return name.lower_ in GIVEN or (shaped and name.ent_type_ not in _NOBODY)


def _is_place(token: "Token") -> bool:
    """Tell Ludlow in "a bungalow in Ludlow" and "the move to Ludlow", whom no "he" means later."""
    to = token.head.lower_ in {"to", "from", "near"} and token.ent_type_ in {"GPE", "LOC"}
    within = token.dep_ == "pobj" and token.pos_ == "PROPN" and (token.head.lower_ == "in" or to)
    return within and entity_type(token) == "place" and token.lower_ not in GIVEN


def _is_own_kin(token: "Token") -> bool:
    """Tell "my gran" in "spent a day with my gran"."""
    if token.dep_ != "pobj" or token.lemma_.lower() not in _KIN:
        return False
    owner = grammar.child_of(token, "poss")
    return owner is not None and owner.lower_ in {"my", "our"}


def forget(sentence: "Span", referents: Referents) -> None:
    """Let "a girl" or "the nurse" take over "she" from whoever was named before."""
    for token in sentence:
        # "my wife is a dentist" and "Mustafa, a colleague of mine" bring nobody new
        is_said = token.dep_ == "attr" or (token.dep_ == "appos" and token.head.pos_ == "PROPN")
        if is_said or token.lemma_.lower() not in grammar.STRANGERS:
            continue
        had = token.head.lemma_ in _GETS.get(token.lemma_.lower(), _HAS)
        owned = grammar.child_of(token, "poss") is not None or had
        if grammar.child_of(token, "det") is not None and not owned:
            referents.people = []


def note(
    clause: Clause, subjects: Sequence[Who], found: Sequence[Argument], referents: Referents
) -> None:
    """Let later pronouns refer to who was named here, objects before subjects."""
    _mention(subjects, found, clause, referents)
    for argument in found:
        token = argument.object
        noun = token.lemma_.lower() if token is not None else ""
        pet = noun in grammar.PETS
        if token is None or token.pos_ == "PRON" or not (pet or argument.type == "person"):
            continue
        if argument.predicate == "calls as" or _is_no_person(token, argument):
            continue  # "everyone calls her Shiv" names nobody new
        who = referents.resolve(token)
        verbs = grammar.ACQUIRES if pet else _GETS.get(noun, _HAS)
        had = clause.subject is not None and grammar.lemma(clause.core) in verbs
        known = had and subjects and subjects[0].resolved
        if known and noun in grammar.ROLES | grammar.PETS and "'s" not in who.name:
            who = Who(f"{subjects[0].name}'s {noun}", "animal" if pet else "person")
        referents.note(who, token)
    if clause.subject is not None:
        tokens = members(clause.subject)
        for who, token in zip(subjects, tokens, strict=False):  # "they" are several
            if token.pos_ != "PRON":
                referents.note(who, token)
    _several(clause, subjects, found, referents)
    _bind(clause, subjects, found, referents)
    _date(clause, found, referents)


def _several(
    clause: Clause, subjects: Sequence[Who], found: Sequence[Argument], referents: Referents
) -> None:
    """Let "they" mean the people a clause tells of, or whom the speaker sees, where nothing else in it is many."""
    if clause.subject is not None and clause.subject.lower_ == "they":
        referents.several_sentence = referents.sentence
        return
    many = [each.object for each in found if each.object is not None and _is_many(each.object)]
    tokens = members(clause.subject) if clause.subject is not None else []
    own = not tokens or all(who.first_person for who in subjects)
    told = tuple(subjects)
    if own and many:
        tokens, many = members(many[0]), many[1:]
        told = tuple(referents.resolve(token) for token in tokens)
    elif own or any(token.pos_ == "PRON" for token in tokens):
        return
    each_known = all(who.type == "person" and who.resolved for who in told)
    each_known = each_known and not any(_HALF_NAMED.search(who.name) for who in told)
    foreign = any(who.first_person or who.name.startswith(_NOT_NAMED) for who in told)
    is_many = len(tokens) > 1 or (bool(tokens) and _is_many(tokens[0]))
    unnamed = any(who.name[:1].islower() or "'s " in who.name for who in told[:1])
    is_many = is_many and (len(told) > 1 or unnamed)
    referents.several = told if is_many and each_known and not foreign and not many else ()
    referents.several_sentence = referents.sentence


_NOT_NAMED = ("your ", "his ", "her ", "their ", "some ", "many ", "people", "two ", "three ", "a ")
"""How names begin of whom nobody could be told apart later."""


_HALF_NAMED = re.compile(r"'s .* [A-Z]\w+$")
"""What the parse makes of the first of "our best friends Per and Kari"."""


def _is_many(noun: "Token") -> bool:
    """Tell "my parents" and "Jo and Dan" from one."""
    return noun.tag_ in {"NNS", "NNPS"} or len(grammar.conjuncts(noun)) > 1


def _is_no_person(name: "Token", argument: Argument) -> bool:
    """Tell what "he" is not, whatever the parser takes it for.

    It is where somebody goes, what they speak, what one is already ("she is a teacher") and "many people".
    """
    one = grammar.child_of(name, "det")
    is_one = one is not None and one.lower_ in {"a", "an"}
    is_thing = is_one and name.pos_ == "PROPN"  # "drives a Honda Pilot"
    if is_thing or (is_one and argument.predicate == "is") or name.tag_ == "NNS":
        return True
    verb, _, preposition = argument.predicate.rpartition(" ")
    goes = preposition in {"to", "from"} and verb in _GOES
    return (goes or argument.predicate in _SPEAKS) and name.lower_ not in GIVEN


_GOES = frozenset(
    map(
        grammar.third_person,
        vocabulary("come cycle drive fly go move relocate ride run sail travel walk"),
    )
)
_SPEAKS = frozenset({"speaks", "learns", "studies"})
_HAS = frozenset({"have", "get"})
_GETS = {"friend": _HAS | {"make", "find"}}
"""Verbs of who has somebody from then on, by what they are: "I made a new friend"."""


def _mention(
    subjects: Sequence[Who], found: Sequence[Argument], clause: Clause, referents: Referents
) -> None:
    """Let "it" mean the one thing that a clause is about: its subject before its object."""
    if clause.subject is not None and clause.subject.lower_ == "it":
        return
    noun = clause.subject
    if (
        noun is not None
        and noun.pos_ != "PRON"
        and len(subjects) == 1
        and _is_thing(subjects[0].type)
    ):
        name = subjects[0].name
        bare = noun.tag_ == "NN" and noun.n_lefts == 0
        known = bare or name.startswith("the ") or "'s " in name or name[:1].isupper()
        if known and subjects[0].resolved:
            referents.mention(subjects[0])
        return
    things = [
        each
        for each in found
        if each.object is not None
        and each.object.pos_ in {"NOUN", "PROPN"}
        and each.object.tag_ not in {"NNS", "NNPS"}
        and _is_thing(each.type)
    ]
    if len(things) == 1:
        text = re.sub(r"^(?:an?|this|that) ", "the ", things[0].text)
        if text.startswith("the ") or "'s " in text or text[:1].isupper():
            referents.mention(
                Who(text.replace("their ", f"{referents.speaker}'s "), things[0].type)
            )


def _is_thing(kind: str) -> bool:
    return kind not in {"person", "animal", "date", "number", "nothing"}


def _bind(
    clause: Clause, subjects: Sequence[Who], found: Sequence[Argument], referents: Referents
) -> None:
    """Learn names from "Anna is my sister" and "my sister is called Anna"."""
    if clause.mood is not Mood.FACT or clause.negated or len(subjects) != 1 or len(found) != 1:
        return
    subject, argument = subjects[0], found[0]
    if subject.first_person or not subject.resolved:
        return
    is_role = "'s " in argument.text and argument.type == "person"
    if argument.predicate == "is" and is_role and "'s " not in subject.name:
        referents.bind(argument.text, subject.name)
        told = next((e.gender for e in referents.people if e.who.name == argument.text), None)
        referents.people = [e for e in referents.people if e.who.name != argument.text]
        referents.name(Who(subject.name, "person"), told)
    role = subject.name.removesuffix("'s name")
    names = role != subject.name or argument.predicate in {"is called", "is named"}
    is_person = argument.predicate == "is" and subject.type == argument.type == "person"
    if "'s " in role and "'s " not in argument.text and (names or is_person):
        referents.bind(role, argument.text)
        gender = next((each.gender for each in referents.people if each.who == subject), None)
        referents.people = [each for each in referents.people if each.who != subject]
        referents.name(Who(argument.text, "person"), gender)


def _date(clause: Clause, found: Sequence[Argument], referents: Referents) -> None:
    """Let "her name is Ada" name the partner, after "I'm seeing someone"."""
    verb = grammar.lemma(clause.core)
    dates = verb == "date" or (verb == "see" and clause.core.tag_ == "VBG")
    someone = any(each.text.lower() in {"someone", "somebody"} for each in found)
    own = clause.subject is None or clause.subject.lower_ == "i"
    if dates and someone and own and clause.mood is Mood.FACT and not clause.negated:
        referents.name(Who(f"{referents.speaker}'s partner", "person"))
