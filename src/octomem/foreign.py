"""Values from outside as storable JSON: nothing is dropped, no bytes are kept."""

import hashlib
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from octomem.errors import MessageError
from octomem.jsons import JSON

MAX_DEPTH = 64
"""Levels of nesting; deeper data is a mistake or an attack on whoever reads it back."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_DATA_URL = re.compile(r"data:(?P<media>[\w.+/-]{0,100})[^,\s]{0,200};base64,", re.ASCII)


def storable(text: str, what: str) -> str:
    """Return the text, which every store can hold.

    Raises:
        MessageError: it holds a NUL or half a surrogate pair.
    """
    bad = _UNSTORABLE.search(text)
    if bad:
        name = "a NUL character" if bad.group() == "\0" else "half a surrogate pair (no UTF-8)"
        raise MessageError(f"{what} holds {name} at character {bad.start()}; remove it")
    return text


def as_json(value: object, what: str, depth: int = 0) -> JSON:
    """Turn any value into JSON: unknown objects by their text, bytes by their checksum.

    Raises:
        MessageError: a text in it cannot be stored, or it is nested too deeply.
    """
    if depth > MAX_DEPTH:
        raise MessageError(f"{what} is nested more than {MAX_DEPTH} levels deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return storable(_without_bytes(str(value)), what)
    if isinstance(value, (int, float)):
        return _number(value)
    return _foreign(value, what, depth)


def _foreign(value: object, what: str, depth: int) -> JSON:
    if isinstance(value, Enum):
        return as_json(value.value, what, depth + 1)
    if isinstance(value, (bytes, bytearray)):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return _compound(value, what, depth)


def _number(value: float) -> JSON:
    """Keep what every JSON reader takes; the rest becomes its text."""
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(value)
    return int(value) if abs(value) < 2**63 else hex(value)


def _compound(value: object, what: str, depth: int) -> JSON:
    if isinstance(value, Mapping):
        pairs: list[tuple[object, object]] = list(value.items())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
        return {storable(str(key), what): as_json(item, what, depth + 1) for key, item in pairs}
    if isinstance(value, (list, tuple, set, frozenset)):
        items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType]
        return [as_json(item, what, depth + 1) for item in items]
    dump = getattr(value, "model_dump", None)
    if callable(dump):
        return as_json(dump(), what, depth + 1)
    return storable(str(value), what)


def _without_bytes(text: str) -> str:
    """Replace a data URL's bytes by their checksum."""
    found = _DATA_URL.match(text)
    if not found:
        return text
    digest = hashlib.sha256(text[found.end() :].encode("utf-8", "surrogatepass")).hexdigest()
    return f"data:{found['media']};sha256,{digest}"
