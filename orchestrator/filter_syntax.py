"""Reads a filter as callers write it, in JSON, and says what is wrong with it and where."""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import assert_never, cast

from octomem.errors import UsageError
from octomem.orchestrator.filters import (
    And,
    Compare,
    Contains,
    ContainsFolded,
    Exists,
    Filter,
    Name,
    Not,
    OneOf,
    Or,
    Order,
    Place,
    Scalar,
    key,
)

MAX_DEPTH = 16
"""Levels of `and`, `or` and `not`."""
MAX_CONDITIONS = 100
"""Conditions in all: each is asked of thousands of memories."""
MAX_VALUES = 1000
"""Values of one `in` or `nin`, which costs the same however many there are."""
SHOWN = 60
"""Characters of a text that an error message repeats."""


class Operator(StrEnum):
    """What may stand between a name and a value."""

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    IN = "in"
    NIN = "nin"
    CONTAINS = "contains"
    ICONTAINS = "icontains"
    EXISTS = "exists"


CONNECTIVES = ("and", "or", "not")
RESERVED = frozenset((*CONNECTIVES, *Operator))
"""Words that are no names; metadata called so goes by its full name, such as `metadata.in`."""


def filter_or_none(value: object) -> Filter | None:
    """Read `filters`; None and an empty mapping restrict nothing.

    A mapping of names to a literal (equal), to a list of literals (one of them) or to
    operators, each with its operand; all of it must hold. `and` and `or` take a list of such
    mappings, `not` takes one. A name is `session_id`, a field of the memory's kind or else
    metadata; `fields.x` and `metadata.x` say which.

    Raises:
        UsageError: it is no filter, or one that is too deep or too large.
    """
    if value is None or _empty(value):
        return None
    return _Reader().filter(value, "filters", 0)


class _Reader:
    """Reads one filter and counts its conditions."""

    def __init__(self) -> None:
        self._conditions = 0

    def filter(self, value: object, path: str, depth: int) -> Filter:
        if not isinstance(value, Mapping):
            raise _refusal(path, "takes a mapping of names to values", value)
        if depth > MAX_DEPTH:
            raise UsageError(f"filters are nested more than {MAX_DEPTH} levels deep; flatten them")
        if not value:
            raise UsageError(f"{path} is an empty filter; name what must hold, or leave it out")
        entries = cast("Mapping[object, object]", value)
        return _every([self._entry(name, given, path, depth) for name, given in entries.items()])

    def _entry(self, name: object, given: object, path: str, depth: int) -> Filter:
        path = f"{path}[{_shown(name)}]"
        match name:
            case "and":
                return And(self._parts("and", given, path, depth))
            case "or":
                return Or(self._parts("or", given, path, depth))
            case "not":
                return Not(self.filter(given, path, depth + 1))
            case str():
                return self._conditions_of(_name(name, path), given, path)
            case _:
                raise UsageError(f"{path}: a name is a text, got {_shown(name)}")

    def _parts(self, word: str, given: object, path: str, depth: int) -> tuple[Filter, ...]:
        parts = _list(given)
        if parts is None:
            of_that_name = f"(metadata of that name is 'metadata.{word}')"
            raise _refusal(path, f"takes a list of filters {of_that_name}", given)
        if not parts:
            raise UsageError(f"{path} is an empty list; give it at least one filter")
        return tuple(
            self.filter(part, f"{path}[{place}]", depth + 1) for place, part in enumerate(parts)
        )

    def _conditions_of(self, name: Name, given: object, path: str) -> Filter:
        """Read what stands behind a name: a literal, a list, or operators."""
        if _list(given) is not None:
            return self._condition(name, Operator.IN, given, path)
        if not isinstance(given, Mapping):
            return self._condition(name, Operator.EQ, given, path)
        if not given:
            raise UsageError(f"{path} has no operator; one of: {', '.join(Operator)}")
        return _every(
            [
                self._condition(name, _operator(word, path), operand, f"{path}[{_shown(word)}]")
                for word, operand in cast("Mapping[object, object]", given).items()
            ]
        )

    def _condition(self, name: Name, word: Operator, operand: object, path: str) -> Filter:
        self._conditions += 1
        if self._conditions > MAX_CONDITIONS:
            raise UsageError(
                f"filters hold more than {MAX_CONDITIONS} conditions; "
                "ask for several values of one name with 'in'"
            )
        found = _asked(name, word, operand, path)
        return Not(found) if word in (Operator.NE, Operator.NIN) else found


def _asked(name: Name, word: Operator, operand: object, path: str) -> Filter:
    """Read one operator with its operand; what `ne` and `nin` deny as what they deny."""
    match word:
        case Operator.EQ | Operator.NE:
            return _one_of(name, [operand], path)
        case Operator.IN | Operator.NIN:
            return _one_of(name, _values(operand, path), path)
        case Operator.GT | Operator.GTE | Operator.LT | Operator.LTE:
            return Compare(name, Order(word), _bound(operand, path))
        case Operator.CONTAINS:
            return Contains(name, _scalar(operand, path))
        case Operator.ICONTAINS:
            return ContainsFolded(name, _text(operand, path).casefold())
        case Operator.EXISTS:
            return _existence(name, operand, path)
        case _:
            assert_never(word)


def _every(parts: list[Filter]) -> Filter:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _name(text: str, path: str) -> Name:
    """Read a name; a prefix is one wherever it stands, so no key can pass for another."""
    if text == Place.SESSION:
        return Name(Place.SESSION, text)
    for place in (Place.FIELDS, Place.METADATA):
        if text.startswith(f"{place}."):
            return Name(place, text.removeprefix(f"{place}."))
    plain = text.removeprefix("$").lower()
    if text.startswith("$") and plain in CONNECTIVES:
        raise UsageError(f"{path}: write {plain!r} without the '$'")
    if text in RESERVED or text.startswith("$"):
        raise UsageError(
            f"{path}: a name is expected here, and {_shown(text)} is none; "
            f"metadata that is called so is {_shown(f'metadata.{text}')}"
        )
    return Name(Place.EITHER, text)


def _operator(word: object, path: str) -> Operator:
    if isinstance(word, str) and word in RESERVED and word not in CONNECTIVES:
        return Operator(word)
    plain = word.removeprefix("$").lower() if isinstance(word, str) else ""
    meant = f"write {plain!r}; " if plain in set(Operator) else ""
    if plain in CONNECTIVES:
        meant = f"{plain!r} stands before names, not behind one; "
    raise UsageError(
        f"{path}: no operator {_shown(word)}; {meant}the operators are: {', '.join(Operator)}"
    )


def _one_of(name: Name, values: Sequence[object], path: str) -> OneOf:
    keys = (key(_scalar(value, path)) for value in values)
    return OneOf(name, frozenset(one for one in keys if one is not None))


def _values(operand: object, path: str) -> Sequence[object]:
    values = _list(operand)
    if values is None:
        raise _refusal(path, "takes a list of values", operand)
    if len(values) > MAX_VALUES:
        raise UsageError(f"{path} takes at most {MAX_VALUES} values, got {len(values)}")
    return values


def _bound(operand: object, path: str) -> float | str:
    bound = _scalar(operand, path)
    if bound is None or isinstance(bound, bool):
        raise _refusal(path, "takes a number or a text", operand)
    return bound


def _scalar(value: object, path: str) -> Scalar:
    """Read a literal: only what a memory can hold, so not NaN and no number beyond 64 bits."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int) and abs(value) < 2**63:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise _refusal(path, "takes a text, a finite number of 64 bits, true, false or null", value)


def _text(operand: object, path: str) -> str:
    if not isinstance(operand, str):
        raise _refusal(path, "takes a text", operand)
    return operand


def _existence(name: Name, operand: object, path: str) -> Filter:
    if not isinstance(operand, bool):
        raise _refusal(path, "takes true or false", operand)
    return Exists(name) if operand else Not(Exists(name))


def _empty(value: object) -> bool:
    return isinstance(value, Mapping) and not value


def _list(value: object) -> Sequence[object] | None:
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else None


def _refusal(path: str, takes: str, got: object) -> UsageError:
    return UsageError(f"{path} {takes}, got {_shown(got)}")


def _shown(value: object) -> str:
    """Write a value into a message: texts shortened, what is no literal by its type."""
    if isinstance(value, str):
        return repr(value) if len(value) <= SHOWN else f"{value[:SHOWN]!r}..."
    if value is None or isinstance(value, bool | float):
        return repr(value)
    if isinstance(value, int):
        return repr(value) if abs(value) < 2**63 else "a number beyond 64 bits"
    return f"{type(value).__name__!r}"
