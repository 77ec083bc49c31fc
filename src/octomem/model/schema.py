"""The JSON schema of a Pydantic model, as small as providers accept it in strict mode."""

from typing import Any, cast

from pydantic import BaseModel

_NOISE = frozenset({"title", "default", "description"})
"""What the prompt says better, or a provider's strict mode does not take."""


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return a model's schema with every property required and no others allowed.

    References are replaced by what they name, so the models may not be recursive.
    """
    whole = model.model_json_schema()
    return cast("dict[str, Any]", _strict(whole, whole.get("$defs", {})))


def _strict(node: object, named: dict[str, Any]) -> object:
    if isinstance(node, list):
        return [_strict(one, named) for one in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    given = cast("dict[str, Any]", node)
    if "$ref" in given:
        return _strict(named[given["$ref"].rpartition("/")[2]], named)
    made = {
        key: _strict(value, named)
        for key, value in given.items()
        if key not in _NOISE and key not in {"$defs", "properties"}
    }
    if "properties" in given:
        properties: dict[str, Any] = given["properties"]
        # A property may be called "title": only keywords are noise, never names.
        made["properties"] = {name: _strict(value, named) for name, value in properties.items()}
        made["required"] = list(properties)
        made["additionalProperties"] = False
    return made
