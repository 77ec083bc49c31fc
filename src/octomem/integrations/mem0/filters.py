"""Mem0's filters as octomem's: literal, inside one scope, on every back end the same."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from octomem.errors import UsageError
from octomem.integrations.mem0.checks import IDS

NAMESPACE = "mem0"
"""The namespace of the items that hold what was added as it is."""
OPERATORS = frozenset(("eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "contains", "icontains"))
ANYTHING = "*"

Filter = dict[str, Any]


def filters_of(given: Mapping[str, Any] | None, run: str | None, *, show_expired: bool) -> Filter:
    """Return what a memory must be to be shown: Mem0's own, of the run, not expired, as asked.

    Raises:
        UsageError: a filter has an unknown operator or a wrong shape.
    """
    parts: list[Filter] = [
        {
            "or": [
                {"fields.namespace": {"exists": False}},
                {"fields.namespace": {"contains": NAMESPACE}},
            ]
        }
    ]
    if run is not None:
        parts.append({"session_id": run})
    if not show_expired:
        today = datetime.now(UTC).date().isoformat()
        name = "metadata.expiration_date"
        parts.append({"or": [{name: {"exists": False}}, {name: {"gte": today}}]})
    asked = {name: value for name, value in (given or {}).items() if name not in IDS}
    parts += _conditions(asked)
    return {"and": parts}


def _conditions(given: Mapping[str, Any]) -> list[Filter]:
    return [_condition(name, value) for name, value in given.items()]


def _condition(name: str, value: object) -> Filter:
    match name:
        case "AND":
            return {"and": _all(name, value)}
        case "OR":
            return {"or": _all(name, value)}
        case "NOT":
            return {"not": {"or": _all(name, value)}}
        case _:
            return {_name(name): _operand(value)}


def _all(word: str, value: object) -> list[Filter]:
    parts = cast("Sequence[Any]", value)
    if not isinstance(value, list) or not value or not all(isinstance(p, Mapping) for p in parts):
        raise UsageError(f"{word} operator requires a non-empty list of conditions")
    return [{"and": _conditions(part)} for part in parts]


def _name(name: str) -> str:
    return "session_id" if name == "run_id" else f"metadata.{name}"


def _operand(value: object) -> object:
    if value == ANYTHING:
        return {"exists": True}
    if not isinstance(value, Mapping):
        return value
    operators = dict(cast("Mapping[str, Any]", value))
    unknown = sorted(set(operators) - OPERATORS)
    if unknown or not operators:
        raise UsageError(f"Unsupported metadata filter operator: {unknown or 'none'}")
    return operators
