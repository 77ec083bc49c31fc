"""The keyword arguments of the front door's methods, one type for both faces."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from octomem.jsons import JSON
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
    """Exact values of `session_id`, of fields or of metadata."""
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
