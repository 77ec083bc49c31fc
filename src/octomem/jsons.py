"""JSON values, and the one text form each moment has."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Union

JSON = Union[None, bool, int, float, str, list["JSON"], dict[str, "JSON"]]  # noqa: UP007
"""A value that `json.dumps` takes; a `type` statement would need Python 3.12."""


def moment(value: datetime) -> str:
    """Write a moment as fixed-width UTC text, which sorts as time does."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_moment(text: str) -> datetime:
    """Read what `moment` wrote."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def text_field(fields: Mapping[str, JSON], name: str) -> str:
    """Return a text field, or an empty text where it is absent or no text."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
