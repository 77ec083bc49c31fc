"""The keyword arguments of the front door's methods, one type for both faces."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict, cast

from octomem.errors import MessageError, UsageError
from octomem.jsons import JSON
from octomem.memory import Kind
from octomem.messages import read_moment
from octomem.scope import Scope


class ScopeIds(TypedDict, total=False):
    """The four ids that say whose memory is meant; see `Scope`."""

    user_id: str | None
    agent_id: str | None
    session_id: str | None
    org_id: str | None


class ProcessOptions(ScopeIds, total=False):
    """What `process` takes besides the messages."""

    metadata: Mapping[str, JSON] | None
    """Kept with every turn of the call."""
    occurred_at: datetime | None
    """When messages without a timestamp were said; default: now."""


class RecallOptions(ScopeIds, total=False):
    """What `recall` takes besides the query."""

    also: Sequence[Scope]
    """Further scopes, each fused as lists of its own."""
    kinds: Sequence[str] | None
    """Only these of the eight kinds; default: all."""
    limit: int
    """How many memories, 1 to 1,000; default: 10."""
    as_of: datetime | None
    """What was true at this moment; default: now."""
    known_at: datetime | None
    """What the system knew at this moment; default: now."""
    filters: Mapping[str, JSON] | None
    """What `session_id`, fields and metadata must be; see `filter_syntax.filter_or_none`."""
    explain: bool
    """Keep every memory's rank in every list."""


class ListOptions(ScopeIds, total=False):
    """What `list` takes."""

    kinds: Sequence[str] | None
    status: str | None
    """`current` (the default), another status, or None for all."""
    as_of: datetime | None
    known_at: datetime | None
    filters: Mapping[str, JSON] | None
    limit: int
    """Memories per page, 1 to 1,000; default: 100."""
    cursor: str | None
    """`Page.next_cursor` of the page before."""


def checked(options: Mapping[str, object], known: type) -> None:
    """Refuse a keyword that a method does not have.

    Raises:
        UsageError: names the keyword and the ones there are.
    """
    names = sorted(known.__annotations__)
    for name in options:
        if name not in names:
            raise UsageError(f"no option {name!r}; there are: {', '.join(names)}")


def whole(value: object, name: str, most: int) -> int:
    """Read a count from 1 to `most`.

    Raises:
        UsageError: it is something else.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise UsageError(f"{name} must be a whole number from 1 to {most}, got {value!r}")
    return value


def moment_or_none(value: object, name: str) -> datetime | None:
    """Read a moment: a datetime or ISO 8601 text; without a zone it is UTC.

    Raises:
        UsageError: it is something else.
    """
    if value is None:
        return None
    try:
        return read_moment(value)
    except MessageError as error:
        raise UsageError(f"{name}: {error}") from None


def further_scopes(value: object) -> list[Scope]:
    """Read `also`: scopes, or mappings of their ids.

    Raises:
        UsageError: one is neither, or names no scope.
    """
    if not isinstance(value, list | tuple):
        raise UsageError(f"also takes a list of scopes, got {type(value).__name__}")
    scopes: list[Scope] = []
    for one in cast("list[object]", value):
        if isinstance(one, Mapping):
            ids = cast("ScopeIds", one)
            checked(ids, ScopeIds)
            scopes.append(scope_of(ids))
        elif isinstance(one, Scope):
            scopes.append(one)
        else:
            raise UsageError(f"also takes scopes, got {type(one).__name__}")
    return scopes


def kinds_of(names: object) -> list[Kind]:
    """Read kinds by name.

    Raises:
        UsageError: one of them is no kind, or there is none.
    """
    known = ", ".join(Kind)
    if not isinstance(names, list | tuple | set | frozenset) or not names:
        raise UsageError(f"kinds takes a list of some of: {known}")
    given = list(cast("list[object]", names))
    unknown = [name for name in given if name not in set(Kind)]
    if unknown:
        raise UsageError(f"no such kind {unknown[0]!r}; the kinds are: {known}")
    return [Kind(str(name)) for name in given]


def scope_of(ids: ScopeIds) -> Scope:
    """Read the four ids out of a method's arguments.

    Raises:
        ScopeError: no id at all, or a wrong one.
    """
    return Scope(
        org_id=ids.get("org_id"),
        user_id=ids.get("user_id"),
        agent_id=ids.get("agent_id"),
        session_id=ids.get("session_id"),
    )
