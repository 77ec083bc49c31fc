"""JSON values, and the one text form each moment has."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Union

JSON = Union[None, bool, int, float, str, list["JSON"], dict[str, "JSON"]]  # noqa: UP007
"""A value that `json.dumps` takes; a `type` statement would need Python 3.12."""


def copied(values: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return a copy that shares nothing that can be changed."""
    return {
        name: _copied(value) if isinstance(value, (dict, list)) else value
        for name, value in values.items()
    }


def _copied(value: JSON) -> JSON:
    if isinstance(value, dict):
        return copied(value)
    return [_copied(one) for one in value] if isinstance(value, list) else value


def moment(value: datetime) -> str:
    """Write a moment as fixed-width UTC text, which sorts as time does."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


@lru_cache(maxsize=16_384)
def from_moment(text: str) -> datetime:
    """Read what `moment` wrote; what was made of one conversation shares its moments."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def text_field(fields: Mapping[str, JSON], name: str) -> str:
    """Return a text field, or an empty text where it is absent or no text."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
