"""What a filter is, and whether a memory passes it; `filter_syntax` reads one."""

import operator
import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum
from typing import assert_never

from octomem.errors import MessageError
from octomem.jsons import JSON
from octomem.memory import Memory
from octomem.messages import read_moment

Scalar = bool | int | float | str | None
"""What a filter compares with: every JSON value but lists and objects."""

Key = tuple[str, Scalar | datetime]
"""A value with its type, so that 1, True and "1" are three things; see `key`."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d.*)?", re.ASCII)


class Place(StrEnum):
    """Where a memory keeps what a name means."""

    SESSION = "session_id"
    FIELDS = "fields"
    METADATA = "metadata"
    EITHER = "either"
    """A field of the memory's kind, else metadata."""


@dataclass(frozen=True, slots=True)
class Name:
    """One value of a memory. `key` is literal: a dot in it is a dot."""

    place: Place
    key: str


class Order(StrEnum):
    """The comparisons by size."""

    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"


@dataclass(frozen=True, slots=True)
class And:
    """Every part passes."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part passes."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not pass, also where what it names is missing."""

    part: "Filter"


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of these, in type as well."""

    name: Name
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Compare:
    """The value is a number, or a text, as the bound is, and on that side of it."""

    name: Name
    order: Order
    bound: int | float | str


@dataclass(frozen=True, slots=True)
class Contains:
    """The value is a text with this text in it, or a list with this element."""

    name: Name
    part: Scalar


@dataclass(frozen=True, slots=True)
class ContainsFolded:
    """The same for a text, whatever the case of either; `part` is case-folded."""

    name: Name
    part: str


@dataclass(frozen=True, slots=True)
class Exists:
    """There is a value, and it is not null."""

    name: Name


Filter = And | Or | Not | OneOf | Compare | Contains | ContainsFolded | Exists


class _Missing(Enum):
    """That a memory has no value of a name, which is not null."""

    MISSING = "missing"


_ORDERS = {
    Order.GT: operator.gt,
    Order.GTE: operator.ge,
    Order.LT: operator.lt,
    Order.LTE: operator.le,
}


def matches(memory: Memory, wanted: Filter | None) -> bool:
    """Say whether a memory passes a filter; every memory passes None.

    It sees the one memory and nothing else, so it can narrow what the ledger confirmed
    and never widen it.
    """
    match wanted:
        case None:
            return True
        case And(parts):
            return all(matches(memory, part) for part in parts)
        case Or(parts):
            return any(matches(memory, part) for part in parts)
        case Not(part):
            return not matches(memory, part)
        case _:
            return _passes(_value(memory, wanted.name), wanted)


def key(value: object) -> Key | None:
    """Return what a value is compared by, or None for a list, an object and nothing at all.

    Numbers are equal by size (1 and 1.0), dates in ISO 8601 by the moment they name.
    """
    match value:
        case None:
            return "null", None
        case bool():
            return "bool", value
        case int() | float():
            return "number", value
        case str():
            at = _moment(value)
            return ("text", value) if at is None else ("moment", at)
        case _:
            return None


def _passes(
    value: JSON | _Missing, wanted: OneOf | Compare | Contains | ContainsFolded | Exists
) -> bool:
    match wanted:
        case OneOf(_, keys):
            return key(value) in keys
        case Compare(_, order, bound):
            return _compare(value, order, bound)
        case Contains(_, part):
            return _contains(value, part)
        case ContainsFolded(_, part):
            return _contains_folded(value, part)
        case Exists():
            return value is not _Missing.MISSING and value is not None
        case _:
            assert_never(wanted)


def _value(memory: Memory, name: Name) -> JSON | _Missing:
    missing = _Missing.MISSING
    match name.place:
        case Place.SESSION:
            return memory.session_id
        case Place.FIELDS:
            return memory.fields.get(name.key, missing)
        case Place.METADATA:
            return memory.metadata.get(name.key, missing)
        case Place.EITHER:
            return memory.fields.get(name.key, memory.metadata.get(name.key, missing))
        case _:
            assert_never(name.place)


def _contains(value: JSON | _Missing, part: Scalar) -> bool:
    if isinstance(value, list):
        return key(part) in {key(item) for item in value}
    return isinstance(value, str) and isinstance(part, str) and part in value


def _contains_folded(value: JSON | _Missing, part: str) -> bool:
    if isinstance(value, list):
        return part in {item.casefold() for item in value if isinstance(item, str)}
    return isinstance(value, str) and part in value.casefold()


def _compare(value: JSON | _Missing, order: Order, bound: float | str) -> bool:
    """Compare number with number and text with text; anything else is on neither side."""
    holds = _ORDERS[order]
    if isinstance(value, str) and isinstance(bound, str):
        at, bound_at = _moment(value), _moment(bound)
        if at is not None and bound_at is not None:
            return bool(holds(at, bound_at))
        return bool(holds(value, bound))
    if isinstance(value, bool) or not isinstance(value, int | float) or isinstance(bound, str):
        return False
    return bool(holds(value, bound))


def _moment(text: str) -> datetime | None:
    """Read a date or moment as people and programs write it; the bare ISO week is no date."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return read_moment(text)
    except MessageError:
        return None
