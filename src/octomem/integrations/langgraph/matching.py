"""Which items a `BaseStore` operation means: value filters, namespace conditions, indexed texts."""

import operator
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from langgraph.store.base import MatchCondition, get_text_at_path

from octomem.errors import UsageError

_BY_SIZE = {
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
}


def matches(value: Mapping[str, Any], wanted: Mapping[str, Any] | None) -> bool:
    """Say whether a value passes a filter: every named field is equal, or passes its operators.

    Raises:
        UsageError: an operator is unknown, or compares what has no size.
    """
    return all(_equal(value.get(name), one) for name, one in (wanted or {}).items())


def _equal(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        parts = cast("Mapping[str, Any]", wanted)
        if any(name.startswith("$") for name in parts):
            return all(_passes(value, name, operand) for name, operand in parts.items())
        return isinstance(value, Mapping) and matches(cast("Mapping[str, Any]", value), parts)
    if isinstance(wanted, list | tuple):
        given, asked = cast("Sequence[Any]", value), cast("Sequence[Any]", wanted)
        if not isinstance(value, list) or len(given) != len(asked):
            return False
        return all(_equal(one, other) for one, other in zip(given, asked, strict=True))
    return bool(value == wanted)


def _passes(value: Any, name: str, operand: Any) -> bool:
    match name:
        case "$eq":
            return bool(value == operand)
        case "$ne":
            return bool(value != operand)
        case "$gt" | "$gte" | "$lt" | "$lte":
            return value is not None and _by_size(value, name, operand)
        case _:
            known = ", ".join(("$eq", "$ne", *_BY_SIZE))
            raise UsageError(f"unknown filter operator {name!r}; there are: {known}")


def _by_size(value: Any, name: str, operand: Any) -> bool:
    try:
        return bool(_BY_SIZE[name](float(value), float(operand)))
    except (TypeError, ValueError):
        raise UsageError(
            f"{name} compares numbers, got {value!r} in an item and {operand!r} in the filter"
        ) from None


def matches_namespace(condition: MatchCondition, namespace: Sequence[str]) -> bool:
    """Say whether a namespace begins or ends as a condition says; `*` is any one label.

    Raises:
        UsageError: the condition is neither a prefix nor a suffix.
    """
    path = list(condition.path)
    if condition.match_type not in ("prefix", "suffix"):
        raise UsageError(f"unknown match type {condition.match_type!r}; prefix or suffix")
    if len(namespace) < len(path):
        return False
    part = namespace[: len(path)]
    if condition.match_type == "suffix":
        part = namespace[len(namespace) - len(path) :]
    return all(wanted in ("*", label) for wanted, label in zip(path, part, strict=True))


def said(value: Mapping[str, Any], paths: Sequence[str]) -> str:
    """Return the texts of a value that are indexed, `$` being all of them."""
    texts: list[str] = []
    for path in paths:
        texts += _leaves(value) if path == "$" else get_text_at_path(dict(value), path)
    return "; ".join(text for text in texts if text.strip())


def _leaves(value: Any) -> Iterator[str]:
    """Walk the texts and numbers of a value, in order."""
    if isinstance(value, Mapping):
        for one in cast("Mapping[str, Any]", value).values():
            yield from _leaves(one)
    elif isinstance(value, list | tuple):
        for one in cast("Sequence[Any]", value):
            yield from _leaves(one)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)
