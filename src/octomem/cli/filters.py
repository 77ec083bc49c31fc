"""`--where` and `--filter`: the restrictions of `recall` and `list`, as JSON."""

import json
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from octomem.errors import UsageError
from octomem.jsons import JSON

Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", metavar="NAME=VALUE", help="Only where a field or metadata is this; repeatable."
    ),
]
FilterJSON = Annotated[
    str | None, typer.Option("--filter", metavar="JSON", help="Only what passes this filter.")
]


def filters_of(where: Sequence[str] | None, filter_json: str | None) -> dict[str, JSON] | None:
    """Put both options together; a memory must pass all of it.

    Raises:
        UsageError: one of them cannot be read.
    """
    parts = [_equality(each) for each in where or ()]
    if filter_json is not None:
        given = _object(filter_json)
        parts += [given] if given else []
    if len(parts) > 1:
        return {"and": list[JSON](parts)}
    return parts[0] if parts else None


def _equality(text: str) -> dict[str, JSON]:
    """Read NAME=VALUE: the value as JSON where it is some, else as the text it is."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise UsageError(f"--where {text!r} is not NAME=VALUE")
    try:
        return {name: {"eq": _json(value)}}
    except (ValueError, RecursionError):
        return {name: {"eq": value}}


def _object(text: str) -> dict[str, JSON]:
    try:
        given = _json(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--filter is not JSON: {error}") from None
    if not isinstance(given, dict):
        raise UsageError('--filter takes a JSON object, such as {"project": "x"}')
    return given


def _json(text: str) -> JSON:
    return cast(
        "JSON", json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    )


def _unrepeated(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    """Build an object; of a name that comes twice, JSON would drop the first in silence."""
    built: dict[str, JSON] = {}
    for name, value in pairs:
        if name in built:
            raise ValueError(f"{name!r} comes twice in one object; put both into 'and'")
        built[name] = value
    return built


def _no_constant(name: str) -> JSON:
    raise ValueError(f"{name} is no JSON")
