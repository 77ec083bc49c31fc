"""The keyword arguments of the front door's methods, one type for both faces."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypedDict, cast

from octomem.errors import MessageError, ScopeError, UsageError
from octomem.jsons import JSON
from octomem.memory import Kind
from octomem.messages import assumed, read_told, shown
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
    occurred_at: datetime | str | None
    """When messages without a timestamp were said; default: now. Without a zone it is a time
    in the settings' one, like every moment; text is ISO 8601."""


class RecallOptions(ScopeIds, total=False):
    """What `recall` takes besides the query."""

    also: Sequence[Scope]
    """Further scopes, each fused as lists of its own."""
    kinds: Sequence[str] | None
    """Only these of the eight kinds; default: all."""
    limit: int
    """How many memories, 1 to 1,000; default: 10."""
    as_of: datetime | str | None
    """What was true at this moment; default: now."""
    known_at: datetime | str | None
    """What the system knew at this moment; default: now."""
    filters: Mapping[str, JSON] | None
    """What `session_id`, fields and metadata must be; see `filter_syntax.filter_or_none`."""
    explain: bool
    """Keep every memory's rank in every list."""
    rewrite: bool
    """Let the language model put the question in other words first: one call."""


class ListOptions(ScopeIds, total=False):
    """What `list` takes."""

    kinds: Sequence[str] | None
    status: str | None
    """`current` (the default), another status, or None for all."""
    as_of: datetime | str | None
    known_at: datetime | str | None
    filters: Mapping[str, JSON] | None
    limit: int
    """Memories per page, 1 to 1,000; default: 100."""
    cursor: str | None
    """`Page.next_cursor` of the page before."""


class PartitionIds(TypedDict, total=False):
    """The two ids that say which partition is meant as a whole."""

    user_id: str | None
    org_id: str | None


class UpdateOptions(ScopeIds, total=False):
    """What `update` takes besides the memory's id."""

    text: str | None
    fields: Mapping[str, JSON] | None
    """Some of the fields of the memory's kind; the others stay."""


class DeleteOptions(ScopeIds, total=False):
    """What `delete` takes besides the memory's id."""

    sources: bool
    """Delete the turns it came from as well."""


class EntitiesOptions(ScopeIds, total=False):
    """What `entities` takes besides whose they are."""

    name: str | None
    """Only the entity that goes by this name."""


class ExtractOptions(PartitionIds, total=False):
    """What `extract_pending` takes; without an id it is the whole store."""

    model: str | None
    """Another model than that of the settings, as litellm names it."""


Progress = Callable[[int, int], None]
"""Called with the rows done so far and the rows there are in all."""


class ExportOptions(PartitionIds, total=False):
    """What `export` takes besides where to write; without an id it is the whole store."""

    vectors: bool
    """False leaves the vectors out; `load` then embeds anew."""
    progress: Progress | None


class LoadOptions(TypedDict, total=False):
    """What `load` takes besides where to read."""

    progress: Progress | None


class BackupOptions(TypedDict, total=False):
    """What `backup` takes besides where to write."""

    progress: Progress | None


class ConsolidateOptions(ScopeIds, total=False):
    """What `consolidate` takes."""

    progress: Progress | None
    """Called between steps, with the steps done and all there are."""


class VerifyOptions(TypedDict, total=False):
    """What `verify` takes."""

    embeddings: bool
    """Embed every turn anew as well, and compare with the stored vectors: takes long."""
    progress: Progress | None


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
        raise UsageError(f"{name} must be a whole number from 1 to {most}, got {shown(value)}")
    return value


@dataclass(frozen=True, slots=True)
class Moments:
    """The two moments a question may be asked at."""

    as_of: datetime | None
    known_at: datetime | None
    notes: tuple[str, ...]
    """Which of them came without a zone, and as which they were taken."""


def moments_of(options: Mapping[str, object], zone: tzinfo) -> Moments:
    """Read `as_of` and `known_at`: a datetime or ISO 8601 text; without a zone it is `zone`'s.

    Raises:
        UsageError: one is something else.
    """
    found: dict[str, datetime | None] = {}
    notes: list[str] = []
    for name in ("as_of", "known_at"):
        value = options.get(name)
        if value is None:
            found[name] = None
            continue
        try:
            told = read_told(value, zone)
        except MessageError as error:
            raise UsageError(f"{name}: {error}") from None
        found[name] = told.at
        if told.zoneless:
            notes.append(assumed(name, zone))
    return Moments(found["as_of"], found["known_at"], tuple(notes))


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


def partition_of(options: Mapping[str, object], method: str) -> Scope:
    """Read the ids of a method that takes whole partitions.

    Raises:
        UsageError: an agent or a session is named, whose memories are only a part of one.
        ScopeError: neither a user nor an organisation is named, or an id is wrong.
    """
    for name in ("agent_id", "session_id"):
        if options.get(name) is not None:
            raise UsageError(
                f"{method} takes whole partitions, named by user_id and org_id; {name} names a "
                "part of one. Leave it out, or delete single memories"
            )
    ids = cast("PartitionIds", options)
    if ids.get("user_id") is None and ids.get("org_id") is None:
        raise ScopeError(f"{method} needs a user_id, an org_id or both")
    return Scope(org_id=ids.get("org_id"), user_id=ids.get("user_id"))


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
