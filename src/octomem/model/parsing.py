"""Reading the JSON object out of a model's answer, also out of one that is not quite JSON."""

import json
import re
from typing import Any, cast

_DECODER = json.JSONDecoder()
_MAX_STARTS = 50
"""Opening brackets tried before an answer counts as prose."""


def whole_object(text: str) -> dict[str, Any] | None:
    """Return the first JSON object in a text, whatever stands around it; None if there is none."""
    for match in list(re.finditer(r"\{", text))[:_MAX_STARTS]:
        try:
            found, _ = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        return cast("dict[str, Any]", found) if isinstance(found, dict) else None
    return None


def salvaged(text: str, names: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return the complete items of the named lists of an object that is cut off or damaged."""
    found: dict[str, list[Any]] = {}
    for name in names:
        match = re.search(rf'"{re.escape(name)}"\s*:\s*\[', text)
        items = _items(text, match.end()) if match else []
        if items:
            found[name] = items
    return found


def _items(text: str, at: int) -> list[Any]:
    """Read items one after the other until one is not complete."""
    items: list[Any] = []
    while True:
        at = _after(text, at, r"[\s,]*")
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return items
        items.append(item)


def _after(text: str, at: int, pattern: str) -> int:
    match = re.compile(pattern).match(text, at)
    return match.end() if match else at
