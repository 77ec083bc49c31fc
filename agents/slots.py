"""The table of single-valued slots, and of the verbs that end what was said before."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, Field

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Statement
from octomem.agents.wording import normal

SPELLING = {"favorite": "favourite", "color": "colour"}


class Slot(BaseModel, frozen=True, extra="forbid"):
    """One row of configs/slots.toml, whose head describes each column."""

    name: str
    predicate: str
    means: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    possessed: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    bare: bool = False
    renewed: bool = False


class Ending(BaseModel, frozen=True, extra="forbid"):
    """Verbs that end other claims about the same object, or the value of a slot."""

    verbs: frozenset[str]
    predicates: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    of: Literal["object", "owner", "subject", "pet", "self"] = "object"
    any_value: bool = False
    passive: bool = False
    held: str = ""
    again: bool = False
    state: bool = False
    unless: re.Pattern[str] | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """A statement as the value of a slot."""

    holder: str
    """Whose slot it is."""
    name: str
    predicate: str
    value: str


REMEMBERED = 256
"""Statements of which it is remembered which slot they fill."""


class Table(BaseModel, frozen=True, extra="forbid"):
    """All slots and endings."""

    slots: tuple[Slot, ...] = Field(alias="slot")
    endings: tuple[Ending, ...] = Field(alias="ending")

    @cached_property
    def _filled(self) -> Callable[[Statement], Filled | None]:
        """Remember what was asked last: claims and agents ask of each statement some ten times."""
        return lru_cache(maxsize=REMEMBERED)(self._slot_of)

    def fill(self, statement: Statement) -> Filled | None:
        """Return the slot that a statement fills, if any."""
        return self._filled(statement)

    def _slot_of(self, statement: Statement) -> Filled | None:
        if (day := _birthday(statement)) is not None:
            return day
        owned = self._possessed(statement)
        if owned is not None:
            return owned
        for slot in self.slots:
            if slot.subjects and not _may_hold(slot, statement):
                continue
            if _fills(slot, statement):
                return Filled(statement.subject, slot.name, slot.predicate, _value(slot, statement))
        return None

    def ending(self, verb: str, value: str = "") -> Ending | None:
        """Return what a verb ends, alone or with its object: "fire", "make redundant"."""
        said = {verb, f"{verb} {value}".strip()}
        words = set(value.casefold().split())
        fits = (row for row in self.endings if said & row.verbs)
        return next((row for row in fits if not row.needs or row.needs & words), None)

    def ending_of(self, predicate: str) -> Ending | None:
        """Return what a predicate ends: "gives up" is that of "give up"."""
        for row in self.endings:
            if any(third_person(verb) == predicate for verb in row.verbs):
                return row
        return None

    def kept_as(self, noun: str) -> tuple[str, ...]:
        """Return the slots of what somebody has, by its noun: who has no car any more drives none."""
        held = (slot for slot in self.slots if slot.name in _GIVEN_UP)
        return tuple(slot.name for slot in held if noun in slot.possessed)

    def nouns_of(self, name: str) -> frozenset[str]:
        """Return the nouns by which a slot's value is somebody's."""
        slot = self.named(name)
        return slot.possessed if slot is not None else frozenset()

    def is_renewed(self, predicate: str) -> bool:
        """Tell a slot whose value gives way only to one told as new: a second lawyer may be there for one matter."""
        return any(slot.renewed and slot.predicate == predicate for slot in self.slots)

    def named(self, name: str) -> Slot | None:
        """Return the slot of that name."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def is_change(self, statement: Statement) -> bool:
        """Tell whether a predicate brings a slot's value about: "moves to"."""
        if any(statement.predicate in slot.changes for slot in self.slots):
            return True
        return statement.predicate in _ACQUIRES and any(_owns(s, statement) for s in self.slots)

    def _possessed(self, statement: Statement) -> Filled | None:
        """Read "Mei's phone number is …" and "Karl is Mei's boss"."""
        at_home = statement.predicate == "is in" and statement.subject.endswith("'s home")
        if statement.predicate not in {"is", "is called", "is named", "is on"} and not at_home:
            return None
        holder, mark, noun = statement.subject.removesuffix("'s name").rpartition("'s ")
        value = statement.object
        if not mark:
            holder, mark, noun = _PLACED.sub(r"\1", statement.object).rpartition("'s ")
            # A description is nobody's name: "the man with the cello is my partner".
            value = "" if statement.subject.startswith(("the ", "a ", "an ")) else statement.subject
        noun = noun.removeprefix("new ").removeprefix("current ").removeprefix("present ")
        own = noun.removeprefix("own ").casefold()
        slot = self._of_noun(own) if mark and value else None
        if slot is not None and slot.name == "manager" and noun.startswith("own "):
            return None  # "I'm my own boss"
        if slot is None:
            return _functional(holder, noun, value, statement) if mark else None
        trait = value == statement.object and own in grammar.ROLES and not statement.may_name
        is_called = value == statement.subject and value in GIVEN  # "sam is my boyfriend"
        if trait or (_is_no_name(own, value) and not is_called) or _SAYS_LIKE.match(value):
            return None
        name = slot.name
        if "*" in name and statement.negated and value.islower():
            return None  # "no contest"
        if "*" in name:
            things = [SPELLING.get(word, word) for word in noun.casefold().split()]
            name = "_".join(things)
        return Filled(holder, name, slot.predicate, value)

    def _of_noun(self, noun: str) -> Slot | None:
        for slot in self.slots:
            for pattern in slot.possessed:
                before, mark, behind = pattern.partition("*")
                named = mark and len(noun) > len(before + behind)
                named = named and not (behind and _OTHER & set(noun.split()))
                if noun == pattern or (named and noun.startswith(before) and noun.endswith(behind)):
                    return slot
        return None


_OTHER = frozenset(
    {
        "old",
        "former",
        "ex",
        "first",
        "second",
        "third",
        "other",
        "another",
        "last",
        "previous",
        "best",
    }
)
"""What says that somebody's teacher is or was one of several."""
_GIVEN_UP = frozenset({"car", "partner", "job", "phone", "manager", "doctor", "dentist", "home"})
"""Slots whose noun alone says that nothing fills them any more."""
_PLACED = re.compile(r"(?<='s )([\w-]+(?: [\w-]+)?) (?:at|in|from|on|for|since|now|these)\b.*$")
"""Where and since when somebody is one's boss: "Mei's boss at the brewery"."""


_SAYS_LIKE = re.compile(
    r"^(?:the (?:only|best|one|same|kind|sort)|one of|so |still |very )", re.IGNORECASE
)
"""How a description begins that names nothing: "my favourite is the only one with a garden"."""


def third_person(verb: str) -> str:
    """Return the present of a verb with its particle: "gives up"."""
    first, space, rest = verb.partition(" ")
    return f"{grammar.third_person(first)}{space}{rest}"


def _is_no_name(noun: str, value: str) -> bool:
    """Tell "my boss is angry" and "my wife is a saint" from "my boss is Karl"."""
    last = noun.rsplit(" ", maxsplit=1)[-1]
    if value.partition(" ")[0].rstrip(".") in grammar.TITLES:
        return False  # "dr okafor"
    of_role = last in grammar.ROLES and (value[:1].islower() or value[:1].isdigit())
    of_trade = is_occupation(last) and last != "model" and value.partition(" ")[0].islower()
    return (of_role or of_trade) and not _called(value)


def _may_hold(slot: Slot, statement: Statement) -> bool:
    """Tell whether a subject is of a type that has the slot; a bare name may be anybody's."""
    bare = statement.subject.isalpha() and statement.subject[:1].isupper()
    unknown = statement.subject_type == "other" and bare
    called = statement.subject.split(maxsplit=1)[0].lower() in GIVEN if statement.subject else False
    return (
        statement.subject_type in slot.subjects
        or unknown
        or (called and "'s " not in statement.subject)
    )


def _birthday(statement: Statement) -> Filled | None:
    """Read "was born on 3 May 1990" and "his birthday is on Tuesday"."""
    moment, holder = statement.moment, statement.subject.removesuffix("'s birthday")
    born = statement.predicate in {"is born", "is born on"}
    owned = holder != statement.subject and statement.predicate in {"is", "is on"}
    if (
        statement.claim is not None
        or moment is None
        or not (born or owned)
        or moment.end - moment.start > timedelta(days=1)
    ):
        return None
    said = re.sub(r"^(?:on|the) ", "", moment.text)
    months = re.search(r"\d", said) and re.search(r"[A-Z][a-z]{2}", said)
    value = said if months else f"{moment.start.day} {moment.start:%B}"
    return Filled(holder, "birthday", "birthday is", value)


def _functional(holder: str, noun: str, value: str, statement: Statement) -> Filled | None:
    """Read "her gym is Ironhouse": what somebody has one of has one name at a time.

    Of friends, kin and pets there may be several, and a plural says so itself. What it was exchanged for ("become") needs
    no name.
    """
    word = noun.casefold()
    several = word in grammar.ROLES | grammar.PETS or word.endswith("s") or word == "name"
    named = value[:1].isupper() or statement.object_type in {"date", "number"}
    named = named or statement.verb == "become"
    own = statement.subject.startswith(f"{holder}'s ")
    if several or not named or not own or not word.isalpha() or len(word) < 2:
        return None
    return Filled(holder, word, f"{word} is", value)


_ACQUIRES = frozenset(
    {"gets", "buys", "leases", "picks up", "collects", "switches to", "upgrades to", "changes to"}
)
_OWNS = _ACQUIRES | {"has", "owns"}


def _owns(slot: Slot, statement: Statement) -> bool:
    """Tell whether somebody has or gets one of the slot's things: "bought a used Mazda"."""
    return statement.predicate in _OWNS and _is_a_thing(slot, statement)


def _is_a_thing(slot: Slot, statement: Statement) -> bool:
    """Tell whether the object is one of the slot's things: "a used Mazda"."""
    words = re.findall(r"[\w'-]+", statement.object)
    at = next((place for place, word in enumerate(words) if word in slot.things), None)
    if at is None or slot.name != "phone_model":
        return at is not None
    return all(map(_MODEL.fullmatch, words[at + 1 :])) and "also" not in words


_MODEL = re.compile(r"\w?\d+\w*|Pro|Max|Plus|mini|Mini|Ultra|SE|X[SRL]*|Fold|Flip|Note|phone")
"""What may stand behind a phone's name: "iPhone 13 Pro", not "iPhone cable"."""


def _is_a_place(slot: Slot, statement: Statement) -> bool:
    """Tell a town's name that the tagger takes for a thing: "was born in Hull"."""
    named = statement.object[:1].isupper() and statement.object_type in {"thing", "organisation"}
    return (
        named
        and slot.name in {"birthplace", "hometown"}
        and _INITIALS.search(statement.object) is None
    )


_INITIALS = re.compile(r"[A-Z]{2}|\d")
"""What no town's name has: "HR", "Area 51"."""


def _fills(slot: Slot, statement: Statement) -> bool:
    if _owns(slot, statement):
        return True
    value = statement.object.casefold()
    if statement.predicate in {"is", "becomes", "gets", "goes", "turns"}:
        if value in slot.values:
            return True
        role = _role_noun(statement.object)
        told = statement.predicate in {"is", "becomes"}  # who "gets a new manager" is none
        known = told and (role in slot.nouns or is_occupation(role))
        if slot.nouns and (known or _OFFICE.match(statement.object)):
            return _is_indefinite(statement.object) or _OFFICE.match(statement.object) is not None
        return slot.name == "age" and statement.object_type == "number" and _is_age(value)
    said = statement.predicate in slot.means | slot.changes - {"becomes", "goes"}
    if not said or (slot.name == "age" and not _is_age(value)):
        return False
    typed = not slot.objects or statement.object_type in slot.objects | {"nothing"}
    typed = typed or _is_a_thing(slot, statement) or _is_a_place(slot, statement)
    fits = typed and not (slot.bare and _is_phrase(statement.object))
    return fits or bool(_called(statement.object))


def _called(phrase: str) -> str:
    """Return the name in "a startup called Fernlight"."""
    found = re.search(r" (?:called|named) ([A-Z].*)$", phrase)
    return found[1] if found else ""


def _value(slot: Slot, statement: Statement) -> str:
    """Return the slot's value, without what belongs to other slots ("a nurse at X")."""
    if statement.predicate == "retires":
        return "retired"
    if slot.name == "job" and _OFFICE.match(statement.object):
        return statement.object.removesuffix(" now")
    if slot.name == "job":
        return _role_part(statement.object)
    if slot.name == "marital_status" and statement.predicate not in {"is", "becomes", "gets"}:
        status = _BECOMES.get(statement.predicate)
        word = next(
            (w for w in ("married", "engaged", "divorced") if w in statement.predicate), None
        )
        return status or word or statement.object
    if slot.name == "phone_model":
        return re.sub(r"^(?:an?|the) ", "", statement.object)
    return _called(statement.object) or statement.object


_BECOMES = {"divorces": "divorced", "marries": "married", "separates from": "separated"}
"""What somebody is who does so."""
_OFFICE = re.compile(
    r"^(?:the )?(?:(?:deputy|co-|vice|regional|acting|new|interim) ?)?"
    r"(?:head|director|manager|chief|president|vp|lead|captain|principal|dean|chair|editor) of [\w &-]+$",
    re.IGNORECASE,
)
"""An office that is told with its house: "head of sales"."""


def _role_part(phrase: str) -> str:
    for mark in (
        " at ",
        " for ",
        " in ",
        " with ",
        " of ",
        " and ",
        " too",
        " now",
        " by trade",
        " by profession",
        ",",
    ):
        phrase = phrase.partition(mark)[0]
    return phrase


def _role_noun(phrase: str) -> str:
    words = _role_part(phrase).split()
    return words[-1].casefold() if words else ""


def _is_indefinite(phrase: str) -> bool:
    return phrase.casefold().startswith(("a ", "an ", "the "))


def _is_phrase(phrase: str) -> bool:
    first = phrase.casefold().partition(" ")[0]
    return first in {"a", "an", "the", "my", "our", "their", "this", "that"} or "'s " in phrase


def _is_age(value: str) -> bool:
    parts = normal(value).split()
    return len(parts) == 1 or "old" in parts


@cache
def load_table() -> Table:
    """Read configs/slots.toml; once per process."""
    text = files("octomem.configs").joinpath("slots.toml").read_text(encoding="utf-8")
    return Table.model_validate(tomllib.loads(text))
