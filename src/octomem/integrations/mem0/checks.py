"""What Mem0 refuses, refused in the same way; see docs/mem0.md."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from octomem import Scope
from octomem.errors import UsageError

IDS = ("user_id", "agent_id", "run_id")
IDENTITY = frozenset((*IDS, "actor_id"))
PROCEDURAL = "procedural_memory"

logger = logging.getLogger("octomem")


class ValidationError(UsageError):
    """Mem0's error for arguments that it cannot take, with its attributes."""

    def __init__(
        self, message: str, error_code: str, details: dict[str, Any], suggestion: str
    ) -> None:
        super().__init__(message)
        self.message = message
        self.error_code = error_code
        self.details = details
        self.suggestion = suggestion
        self.debug_info: dict[str, Any] = {}


def entity(name: str, value: object) -> str | None:
    """Read an id: numbers become text, blanks around it go.

    Raises:
        UsageError: it is empty, or has blanks inside.
    """
    if value is None:
        return None
    text = str(value).strip()
    if not text:
        raise UsageError(f"Invalid {name}: cannot be empty or whitespace-only.")
    if any(char.isspace() for char in text):
        raise UsageError(f"Invalid {name}: cannot contain whitespace.")
    return text


def scope_of(ids: Mapping[str, object]) -> Scope | None:
    """Return the scope that Mem0's ids name, None where there is none; a run is a session."""
    user, agent, run = (entity(name, ids.get(name)) for name in IDS)
    if user is None and agent is None and run is None:
        return None
    return Scope(user_id=user, agent_id=agent, session_id=run)


def scope_to_add(ids: Mapping[str, object]) -> Scope:
    """Return the scope of an `add`.

    Raises:
        ValidationError: it names nobody.
    """
    scope = scope_of(ids)
    if scope is None:
        raise ValidationError(
            "At least one of 'user_id', 'agent_id', or 'run_id' must be provided.",
            "VALIDATION_001",
            {"provided_ids": dict(ids)},
            "Please provide at least one identifier to scope the memory operation.",
        )
    return scope


def scope_to_read(
    filters: Mapping[str, Any] | None, further: Mapping[str, Any], name: str
) -> Scope:
    """Return the scope that the filters of a `search` or `get_all` name.

    Raises:
        UsageError: they name nobody, or an id stands beside them.
    """
    misplaced = sorted(set(IDS) & set(further))
    if misplaced:
        raise UsageError(
            f"Top-level entity parameters {set(misplaced)} are not supported in {name}(). "
            "Use filters={'user_id': '...'} instead."
        )
    if further:
        raise TypeError(f"{name}() got an unexpected keyword argument {min(further)!r}")
    scope = scope_of(filters or {})
    if scope is None:
        raise UsageError(
            "filters must contain at least one of: user_id, agent_id, run_id. "
            "Example: filters={'user_id': 'u1'}"
        )
    return scope


def messages_of(messages: object) -> list[dict[str, Any]]:
    """Return messages as a list: a text is the user's.

    Raises:
        ValidationError: they are something else.
    """
    if isinstance(messages, str):
        return [{"role": "user", "content": messages}]
    if isinstance(messages, dict):
        return [cast("dict[str, Any]", messages)]
    if isinstance(messages, list):
        return cast("list[dict[str, Any]]", messages)
    raise ValidationError(
        "messages must be str, dict, or list[dict]",
        "VALIDATION_003",
        {"provided_type": type(messages).__name__},
        "Convert your input to a string, dictionary, or list of dictionaries.",
    )


def check_memory_type(memory_type: str | None) -> None:
    """Take Mem0's one type, or none.

    Raises:
        ValidationError: it is another.
    """
    if memory_type not in (None, PROCEDURAL):
        raise ValidationError(
            f"Invalid 'memory_type'. Please pass {PROCEDURAL} to create procedural memories.",
            "VALIDATION_002",
            {"provided_type": memory_type, "valid_type": PROCEDURAL},
            f"Use '{PROCEDURAL}' to create procedural memories.",
        )


def check_counts(top_k: object, threshold: object = None) -> None:
    """Check a number of results and the least score.

    Raises:
        UsageError: one is out of range.
    """
    if not isinstance(top_k, int) or isinstance(top_k, bool) or top_k < 0:
        raise UsageError(f"Invalid top_k: {top_k!r}. Must be a non-negative integer.")
    if threshold is None:
        return
    if not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
        raise UsageError(f"Invalid threshold: {threshold!r}. Must be between 0 and 1 (inclusive).")


def query_of(query: object) -> str:
    """Return a question without blanks around it.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(query, str) or not query.strip():
        raise UsageError("Invalid query: must be a non-empty string.")
    return query.strip()


def expiration(value: object) -> str | None:
    """Return the last day on which a memory is shown, as YYYY-MM-DD.

    Raises:
        UsageError: it is no day.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(cast("str", value)).isoformat()
    except (TypeError, ValueError):
        raise UsageError(
            f"expiration_date must be a date string in YYYY-MM-DD format, got {value!r}"
        ) from None


def own_metadata(metadata: Mapping[str, Any] | None, method: str) -> dict[str, Any]:
    """Return metadata without ids, which only the ids' own parameters set."""
    given = dict(metadata or {})
    for name in sorted(IDENTITY & set(given)):
        logger.warning("%s(): metadata[%r] is ignored, ids are not set through it", method, name)
    return {name: value for name, value in given.items() if name not in IDENTITY}
