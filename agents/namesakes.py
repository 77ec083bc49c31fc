"""People who share a first name: who is meant by it, and when it is somebody new.

A role tells people apart: "my sister Anna" and "my colleague Anna" are two. So do surnames.
A bare first name means the only one who is known by it; of several it means the one told of
last in the session, and where the session tells of none it stays with nobody.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from octomem.agents.base import Candidate, Intent
from octomem.agents.kinship import Told, told_of
from octomem.agents.nicknames import full_names, pet_forms
from octomem.agents.reading.chinese.kin import NOUNS as HAN_NOUNS
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.given_names import GIVEN, gender_of
from octomem.agents.reading.reading import Reading
from octomem.agents.relations import ALIAS, NOUNS, Relation, is_mutual, ties_between
from octomem.agents.who import ABOUT, renamed
from octomem.agents.wording import content, normal, words
from octomem.jsons import text_field
from octomem.memory import Kind, Memory
from octomem.spelling import titled

ROLE = "role"
"""The mark of a candidate whose turn says who its subject is: "colleague/mei"."""
WORD = "word"
"""The mark that says the role in the turn's own words."""
SPEAKER = "speaker"
"""The mark that names who made a candidate's claim, in normal form."""
PLACE = "place"
"""The mark that orders the candidates of a call: where in it they were said."""
UNCLEAR = "unclear"
"""What a first name is told with where nobody can say which of several is meant."""
_LONGEST_HAN = 4
"""Characters of a name in Chinese, family name included."""
_TURN = 1_000_000
"""More characters than a turn has."""

_CIRCLES = (
    {"married_to", "partner_of", "engaged_to"},
    {"colleague_of", "manager_of", "employee_of", "mentor_of", "mentee_of"},
    {"neighbour_of", "roommate_of"},
    {"classmate_of"},
    {"friend_of"},
)
"""Relations to one person that one and the same other person may have, one after the other."""
_KIN = frozenset(
    [
        "sibling_of",
        "parent_of",
        "child_of",
        "grandparent_of",
        "grandchild_of",
        "aunt_of",
        "uncle_of",
        "cousin_of",
        "niece_of",
        "nephew_of",
        *(
            f"{kin}-in-law_of"
            for kin in ("brother", "sister", "mother", "father", "son", "daughter")
        ),
    ]
)
_FEW = frozenset(
    [
        "sibling_of",
        "parent_of",
        "child_of",
        "grandparent_of",
        "married_to",
        "partner_of",
        "engaged_to",
        "manager_of",
        "landlord_of",
        "pet_of",
        "roommate_of",
    ]
)
"""Relations that are told of somebody without a name where there is one only."""
_ONE_NOUN = (
    {"mother", "mum", "mom", "mam", "mommy", "mama", "mammy"},
    {"father", "dad", "papa", "daddy"},
    {"grandmother", "grandma", "granny", "nana", "gran", "nan"},
    {"grandfather", "grandpa", "grandad"},
    {"boss", "manager", "supervisor"},
    {"roommate", "flatmate", "housemate"},
    {"doctor", "gp"},
)
"""Nouns that say the same of somebody."""
_FIRST = {noun: min(group) for group in _ONE_NOUN for noun in group}
_IS = re.compile(r"^(?P<who>.+) is the (?P<noun>[\w-]+) of (?P<owner>.+)$")
_HAN_NOUN = re.compile(r"的([\u4e00-\u9fff]+)$")
_NOUN_OF = {relation: noun for noun, relation in reversed(NOUNS.items())}
"""A noun that names each relation."""
_OWNED = re.compile(
    r"^(?P<owner>.+)'s (?:[\w-]+ )*?(?P<noun>(?:(?:older|younger|maternal) )?[\w-]+)$"
)


@dataclass(slots=True)
class Person:
    """Somebody who is known by a first name, alone or with more."""

    name: str
    """As written: "Anna", "Anna Berg", "Anna (colleague)"."""
    roles: set[str] = field(default_factory=set[str])
    """What they are to whom: "colleague/mei"."""
    seen: dict[str | None, str] = field(default_factory=dict[str | None, str])
    """When each session told of them last."""
    one_only: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    """Their age and job."""


def marked(candidates: Sequence[Candidate], readings: Sequence[Reading]) -> list[Candidate]:
    """Mark candidates with where they were said, and with who the turn says their subject is."""
    places = {reading.turn.id: at for at, reading in enumerate(readings)}
    told = {reading.turn.id: told_of(reading) for reading in readings}
    own: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one in candidates:
        if role := _own_role(one):
            own.setdefault((one.turns[0], about(one)), set()).add((role, _word(one, role)))
    found: list[Candidate] = []
    for one in candidates:
        turn, name = one.turns[0], about(one)
        by_self = turn in places and normal(readings[places[turn]].turn.actor) == normal(name)
        if turn not in places or by_self or first_name(name) is None:
            found.append(one)
            continue
        at = places[turn]
        roles = own.get((turn, name), set())
        found.append(_marked(one, at, readings[at], told[turn], roles))
    return found


def _marked(
    candidate: Candidate,
    at: int,
    reading: Reading,
    told: Sequence[Told],
    roles: Collection[tuple[str, str]],
) -> Candidate:
    """Mark one; of what its turn calls its subject, what stands before it counts, or the only one."""
    place, own = _place(candidate, reading.turn.text), _own_role(candidate)
    before = [one for one in told if one.name == about(candidate) and one.at <= place]
    known = [(own, _word(candidate, own))] if own else []
    known = known or [(f"{one.noun}/{normal(one.owner)}", one.word) for one in before[-1:]]
    known = known or (list(roles) if len(roles) == 1 else [])
    speaker = normal(reading.turn.actor)
    marks = {**candidate.marks, PLACE: at * _TURN + place, SPEAKER: speaker}
    if known:
        marks |= {ROLE: known[0][0], WORD: known[0][1]}
    return replace(candidate, marks=marks)


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who is named by what they are to somebody: "Mei's sister"."""

    name: str
    """In normal form."""
    noun: str
    owner: str

    @property
    def relation(self) -> str:
        """The relation that the noun names."""
        return NOUNS[self.noun]

    def holders(self, relations: Iterable[Memory]) -> set[str]:
        """Return who has it, by relations to the owner; each in normal form."""
        nouns = next((each for each in _ONE_NOUN if self.noun in each), {self.noun})
        told = {f"{noun}/{self.owner}" for noun in nouns}
        return {normal(about(one)) for one in relations if _own_role(one) in told}


def one_noun(noun: str) -> str:
    """Return the one of the nouns that say the same of somebody which stands for all: "dad" for "father"."""
    return _FIRST.get(noun, noun)


def role_of(name: str) -> Role | None:
    """Return the role that a name consists of, where there is one at a time as a rule."""
    found = _OWNED.match(normal(name))
    if found is None or found["noun"] not in NOUNS:
        return None
    role = Role(normal(name), found["noun"], found["owner"])
    return role if role.relation in _FEW and normal(name) == f"{role.owner}'s {role.noun}" else None


def by_name(
    candidates: Mapping[str, Sequence[Candidate]], called: Mapping[str, str]
) -> dict[str, list[Candidate]]:
    """Tell claims of roles under the names of those who have them: "Mei's sister" is Anna."""
    return {
        kind: [
            renamed(one, about(one), called[role])
            if (role := normal(about(one))) in called
            else one
            for one in found
        ]
        for kind, found in candidates.items()
    }


def roles_told(person: Person) -> Iterable[Role]:
    """Return the names that somebody has by their roles."""
    for role in person.roles:
        noun, _, owner = role.partition("/")
        if NOUNS[noun] in _FEW:
            yield Role(f"{owner}'s {noun}", noun, owner)


def about(said: Candidate | Memory) -> str:
    """Return whom a claim is about, empty for kinds that do not say."""
    named = ABOUT.get(said.kind)
    return text_field(said.fields, named) if named else ""


def first_name(name: str) -> str | None:
    """Return the name by which several people may go, None where there is none.

    It is the given name that a name begins with, else a name of one word.
    """
    first, _, more = name.partition(" ")
    if "'" in name or (has_han(first) and len(first) > _LONGEST_HAN):
        return None
    return first if _is_given(first) or (not more and first[:1].isupper()) else None


def _is_given(first: str) -> bool:
    """Tell whether more names may follow a name without making it another's."""
    return has_han(first) or first.casefold() in GIVEN


def ties_to_speakers(candidates: Iterable[Candidate]) -> frozenset[str]:
    """Return the identities of what those whom claims are about may be to the speaker."""
    return frozenset(
        identity
        for one in candidates
        if (speaker := text_field(one.marks, SPEAKER))
        for identity in ties_between(normal(about(one)), speaker)
    )


def people_of(memories: Iterable[Memory]) -> dict[str, Person]:
    """Return who is known, by the normal form of the name."""
    found: dict[str, Person] = {}
    for memory in memories:
        name = about(memory)
        person = found.setdefault(normal(name), Person(name))
        if role := _own_role(memory):
            person.roles.add(role)
        person.one_only |= _one_only(memory)
        at = (memory.last_seen or memory.valid_from).isoformat()
        person.seen[memory.session_id] = max(at, person.seen.get(memory.session_id, ""))
    return found


@dataclass(frozen=True, slots=True)
class _Circle:
    """Who is known while the claims of a call are gone through in order."""

    people: dict[str, Person]
    one: Mapping[str, str]
    """The entity of each name that has several."""
    last: dict[str, str]
    """Whom each first name was said of last."""

    def meant(self, first: str, candidate: Candidate) -> str:
        """Return the name of the person whom a bare first name means."""
        role, unclear = text_field(candidate.marks, ROLE), f"{first} ({UNCLEAR})"
        known = [
            person
            for key, person in self.people.items()
            if _is_called(key, normal(first)) and person.name != unclear
        ]
        fitting = [
            person
            for person in known
            if not role
            or not (_differ(role, person.roles) or _works_otherwise(candidate, role, person))
        ]
        pool = [person for person in fitting if role in person.roles] or fitting
        if not pool:
            return f"{first} ({text_field(candidate.marks, WORD)})" if known else first
        if self._are_one(known):
            return first
        if self._are_one(pool):
            return pool[0].name
        return self._latest(first, pool, candidate.session_id) or unclear

    def _are_one(self, people: Iterable[Person]) -> bool:
        keys = (normal(person.name) for person in people)
        return len({self.one.get(key, key) for key in keys}) == 1

    def _latest(self, first: str, pool: Sequence[Person], session: str | None) -> str | None:
        """Return whom of some people the call told of last, else the session."""
        last = self.last.get(normal(first))
        if any(person.name == last for person in pool):
            return last
        here = [person for person in pool if session is not None and session in person.seen]
        newest = max(here, key=lambda person: person.seen[session], default=None)
        return None if newest is None else newest.name

    def learn(self, name: str, candidate: Candidate) -> None:
        """Learn who is spoken of, what they are to somebody, and their age and job."""
        person = self.people.setdefault(normal(name), Person(name))
        role = text_field(candidate.marks, ROLE)
        person.roles |= {role} if role else set()
        person.one_only |= _one_only(candidate)
        self.last[name.partition(" ")[0].casefold()] = name


def told_apart(
    candidates: Mapping[str, Sequence[Candidate]], people: dict[str, Person], one: Mapping[str, str]
) -> dict[str, list[Candidate]]:
    """Tell claims about one of several people with a first name of the one who is meant.

    `people` are those known by the first names of the candidates, and learn of the candidates.
    `one` names the entity of each name that has several.
    """
    found = {kind: list(each) for kind, each in candidates.items()}
    places = [(kind, at) for kind, each in found.items() for at in range(len(each))]
    places.sort(key=lambda place: _order(found[place[0]][place[1]]))
    circle = _Circle(people, one, {})
    for kind, at in places:
        candidate = found[kind][at]
        name = about(candidate)
        first = first_name(name)
        if first is None or PLACE not in candidate.marks:
            continue
        meant = circle.meant(first, candidate) if name == first else name
        circle.learn(meant, candidate)
        found[kind][at] = candidate if meant == name else renamed(candidate, name, meant)
    return found


def alias_links(people: Mapping[str, Person], one: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (first name, full name) of those of whom there is only one: they are the same."""
    links: list[tuple[str, str]] = []
    for key, person in people.items():
        first = key.partition(" ")[0]
        if key == first or "(" in key or not _is_given(first):
            continue
        others = {
            one.get(other, other)
            for other in people
            if _is_called(other, first) and other not in {first, key}
        }
        bare = people.get(first)
        if bare is not None and others <= {one.get(key, key)} and not _all_differ(bare, person):
            links.append((first, key))
    return links


def short_forms(
    candidates: Mapping[str, Sequence[Candidate]],
    people: Mapping[str, Person],
    one: Mapping[str, str],
) -> list[Candidate]:
    """Say of short names which names they stand for: Venky is Venkatesh, if he is the only one it fits.

    Who is told of beside the other by name is somebody else, and so is who has a role of their own.
    """
    told = [each for found in candidates.values() for each in found if SPEAKER in each.marks]
    found: dict[str, Candidate] = {}
    for each in told:
        name = about(each)
        for key in (normal(name), *people):
            short, full = _short_and_full(normal(name), key)
            if short in found or not short:
                continue
            named = _only_one(short, people, one)
            if named == full and not _are_apart(people[short], people[full], told):
                found[short] = _also_called(each, people[full].name, people[short].name)
    return list(found.values())


def stems_of(names: Iterable[str]) -> set[str]:
    """Return with what the full names begin that some names in normal form may be short for, and their pet forms."""
    found = {other for name in names for other in (*full_names(name), *pet_forms(name))}
    return found | {stem for name in names if (stem := min(_parts(name), key=len, default=""))}


def _short_and_full(name: str, other: str) -> tuple[str, str]:
    """Return two names as a short and a full one, empty where neither is short for the other."""
    for short, full in ((name, other), (other, name)):
        if is_short_for(short, full):
            return short, full
    return "", ""


def _only_one(short: str, people: Mapping[str, Person], one: Mapping[str, str]) -> str:
    """Return the only one known whose name a short one can stand for, in normal form."""
    bare = people.get(short)
    if (
        bare is None
        or short in one
        or any(_is_called(key, short) and key != short for key in people)
    ):
        return ""
    fitting = [
        key
        for key, person in people.items()
        if is_short_for(short, key) and _may_be_one(short, key, bare, person)
    ]
    if len(fitting) != 1 or _all_differ(bare, people[fitting[0]]):
        return ""
    return fitting[0]


def _may_be_one(short: str, full: str, bare: Person, person: Person) -> bool:
    """Tell whether a full name is somebody's the speaker knows; of a pet form one of both has to be: any Bob may be no Robert."""
    by_table = full in full_names(short)
    return bool(person.roles) or (bool(bare.roles) if by_table else full in GIVEN)


def _are_apart(bare: Person, person: Person, told: Sequence[Candidate]) -> bool:
    """Tell whether a claim names both, or one is told of both, or the speaker has one of the names.

    So are those of whom the short one is somebody's lawyer, or of another age or job: a guess takes nothing's place there.
    """
    short, full = normal(bare.name), normal(person.name)
    ones = [
        one.one_only.union(*(_one_only(each) for each in told if normal(about(each)) == name))
        for name, one in ((short, bare), (full, person))
    ]
    slots = {slot for slot, _ in ones[0]} & {slot for slot, _ in ones[1]}
    shared = {slot for slot, _ in ones[0] & ones[1]}
    if slots - shared or any(_is_of_trade(each, short) for each in told):
        return True
    of_both = [
        {
            (each.turns[0], each.identity.partition("|")[2])
            for each in told
            if normal(about(each)) == key
        }
        for key in (short, full)
    ]
    return not of_both[0].isdisjoint(of_both[1]) or any(
        {short, full} <= {word.removesuffix("'s") for word in words(each.text)}
        or text_field(each.marks, SPEAKER) in {short, full}
        for each in told
    )


def _one_only(said: Candidate | Memory) -> set[tuple[str, str]]:
    """Return the age or job that a claim gives somebody."""
    slot, value = text_field(said.fields, "slot"), normal(text_field(said.fields, "object"))
    return {(slot, value)} if slot in {"age", "job"} and value else set()


def _is_of_trade(said: Candidate, name: str) -> bool:
    """Tell "Isabel is Mei's lawyer" and "… the lawyer of Mei", which is no kin, also where it fills a slot of Mei's."""
    who, _, what = said.text.partition(" is ")
    owned = (_IS.match(said.text) or _OWNED.match(what)) if normal(who) == name else None
    return owned is not None and owned["noun"].casefold() not in NOUNS


def _also_called(said: Candidate, name: str, short: str) -> Candidate:
    """Draft that somebody is also called by a short name, told where the claim was."""
    person = Relation(name, "person", ALIAS, short, "person")
    return replace(
        said,
        kind=Kind.KNOWLEDGE,
        text=person.text(),
        fields={"entity": name, "entity_type": "person", "aliases": [short]},
        identity=f"{normal(name)}|{ALIAS}|{normal(short)}",
        slot=None,
        intent=Intent.ASSERT,
        valid_to=None,
        confidence=_LIKELY,
        mentions=(name, short),
        index_text="",
        reason=f"{short} is short for the only one of the names it fits",
        marks={},
    )


_LIKELY = 0.7
"""How sure it is that a short name is that of the only one whom it fits."""
_ENDINGS = ("ey", "ie", "y", "i", "u", "o", "s")
"""What short names end in, behind a part of the full one: Venky, Bernie, Vaishu."""
_VOWELS = frozenset("aeiou")
_SHORTEST = 3
"""Letters of a full name that a short one has at least."""


def is_short_for(short: str, full: str) -> bool:
    """Tell whether one name is a short form of another, both in normal form: "venky" of "venkatesh"."""
    if not short.isalpha() or not full.isalpha() or has_han(short) or short == full:
        return False
    genders = {gender_of(short), gender_of(full)} - {None}
    if full in full_names(short):
        return True
    if len(genders) > 1:
        return False
    return any(
        full.startswith(part) and len(full) >= len(part) + 2 and part[-1] not in _VOWELS
        for part in _parts(short)
    )


def _parts(short: str) -> list[str]:
    """Return what a short name may have of a full one, the shortest last: "danny" is "dann" or "dan".

    A Mary is no Margaret: of a full name at least four letters stand before an ending, or one letter twice.
    """
    if not short.isalpha() or has_han(short):
        return []
    stem = next((short.removesuffix(end) for end in _ENDINGS if short.endswith(end)), short)
    doubled = stem != short and stem[-2:-1] == stem[-1:]
    parts = [short, stem[:-1]] if doubled else [short, stem] if len(stem) > _SHORTEST else [short]
    return [part for part in parts if len(part) >= _SHORTEST]


def title_links(people: Mapping[str, Person], one: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (name, name with title) of those who can only be one: "Kim" and "Dr. Kim".

    Somebody whom the text calls a cousin is not taken for the doctor of that name.
    """
    links: list[tuple[str, str]] = []
    for key, person in people.items():
        title, rest = titled(key)
        bare = people.get(rest)
        others = {
            one.get(other, other) for other in people if titled(other)[1] == rest and other != rest
        }
        apart = bare is None or (bare.roles and not bare.roles & person.roles)
        if title and not apart and others <= {one.get(key, key)}:
            links.append((rest, key))
    return links


def _all_differ(bare: Person, person: Person) -> bool:
    return any(_differ(role, person.roles) for role in bare.roles)


def _is_called(name: str, first: str) -> bool:
    return name == first or name.startswith(f"{first} " if _is_given(first) else f"{first} (")


def _order(candidate: Candidate) -> int:
    place = candidate.marks.get(PLACE)
    return place if isinstance(place, int) else 0


def _place(candidate: Candidate, text: str) -> int:
    """Return where a claim stands in its turn: at its object, else at the turn's end."""
    said = text_field(candidate.fields, "object") or text_field(candidate.fields, "target")
    at = text.find(said) if said else -1
    return at if at >= 0 else len(text)


def _own_role(said: Candidate | Memory) -> str:
    """Return the role that a claim itself gives: "Anna is Mei's sister"."""
    found = _OWNED.match(text_field(said.fields, "object"))
    if found is None or text_field(said.fields, "predicate") != "is":
        found = _IS.match(said.text)
        if found is None or found["who"] != about(said):
            return _related(said)
    noun = found["noun"].casefold()
    return f"{noun}/{normal(found['owner'])}" if noun in NOUNS else ""


def _related(said: Candidate | Memory) -> str:
    """Return the role that a relation told in Chinese gives."""
    relation, target = (text_field(said.fields, name) for name in ("relation", "target"))
    word = _HAN_NOUN.search(said.text)
    if word is None and is_mutual(relation):
        return ""  # who marries is still the child of whom they are
    told = HAN_NOUNS.get(word[1], "") if word is not None else ""
    noun = told if NOUNS.get(told) == relation else _NOUN_OF.get(relation, "")
    return f"{noun}/{normal(target)}" if noun and target and has_han(said.text) else ""


def _word(said: Candidate, role: str) -> str:
    """Return a role as a claim says it: "同事" of "小红是Mei的同事"."""
    found = _HAN_NOUN.search(said.text)
    return found[1] if found else role.partition("/")[0]


def _differ(role: str, roles: Iterable[str]) -> bool:
    """Tell whether nobody is both: to the same person a sister and a colleague.

    Nor is anybody told of by what they are to one person, then to another one alone.
    """
    noun, _, owner = role.partition("/")
    name = NOUNS[noun]
    others = {each.partition("/")[2] for each in roles}
    return (bool(others) and owner not in others) or any(
        theirs == owner and not _go_together(name, NOUNS[other])
        for other, _, theirs in (each.partition("/") for each in roles)
    )


def _works_otherwise(candidate: Candidate, role: str, person: Person) -> bool:
    """Tell a friend who is a vet from the colleague of that name who is a tester: nobody told of both."""
    jobs = [job for slot, job in person.one_only if slot == "job"]
    told = [job for slot, job in _one_only(candidate) if slot == "job"]
    name = NOUNS[role.partition("/")[0]]
    theirs = [NOUNS[each.partition("/")[0]] for each in person.roles]
    alike = any(one == name or any({one, name} <= each for each in _CIRCLES) for one in theirs)
    return (
        bool(theirs)
        and not alike
        and any(not _is_one_job(job, other) for job in jobs for other in told)
    )


def _is_one_job(one: str, other: str) -> bool:
    """Tell whether somebody may have both jobs at once: a nurse and a senior nurse, 老师 and 数学老师."""
    return one in other or other in one or bool(content([one]) & content([other]))


def _go_together(one: str, other: str) -> bool:
    if one == other or any({one, other} <= circle for circle in _CIRCLES):
        return True
    return "friend_of" in {one, other} and not {one, other} & (_KIN | {"pet_of"})
