"""The door for messages: whatever callers pass becomes drafts of turns, or a typed error."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from difflib import get_close_matches
from typing import Annotated, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from octomem.blocks import read_content, render_call
from octomem.errors import MessageError
from octomem.foreign import as_json, storable
from octomem.jsons import JSON
from octomem.scope import MAX_ID_LENGTH, Scope
from octomem.turn import Attachment, Role

MAX_TEXT = 2**20
"""Characters a message's text may have: 1 MB of plain English."""

SKEW = timedelta(days=1)
"""How far ahead of our clock a message may say it was said: zones and clocks differ."""

_ALIKE = 0.85
"""How much of two keys has to be the same for one to be the other misspelt."""

_LANGCHAIN_ROLES = {
    "human": "user",
    "ai": "assistant",
    "AIMessageChunk": "assistant",
    "HumanMessageChunk": "user",
    "system": "system",
    "tool": "tool",
    "function": "tool",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One message that can become a turn; the ledger gives it its id and place."""

    message_id: str | None
    """The caller's id, or None where none was given."""
    role: Role
    actor: str
    """Who "I" is: the message's name, else the user's or agent's id, else the role."""
    text: str
    occurred_at: datetime
    """When it was said, UTC."""
    dated: bool
    """Whether the message itself carried a timestamp."""
    zoneless: bool = False
    """Whether that timestamp had no zone, so that one was assumed."""
    attachments: tuple[Attachment, ...] = ()
    metadata: dict[str, JSON] = field(default_factory=dict[str, JSON])
    """The call's metadata; what else the message held is under "message"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A moment as somebody told it."""

    at: datetime
    """In UTC."""
    zoneless: bool
    """Whether it came without a zone, so that one was assumed."""


def read_moment(value: object, zone: tzinfo = UTC) -> datetime:
    """Read a timestamp: ISO 8601 text, a datetime, or seconds since 1970. Returns UTC.

    One without a zone is taken as a time in `zone`.

    Raises:
        MessageError: it is none of these.
    """
    return read_told(value, zone).at


def read_told(value: object, zone: tzinfo) -> Told:
    """Do what `read_moment` does, and keep whether the zone had to be assumed."""
    try:
        moment = _moment(value)
        zoneless = moment.tzinfo is None
        moment = (moment.replace(tzinfo=zone) if zoneless else moment).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise MessageError(
            f"timestamp {shown(value)} is not a moment; pass ISO 8601 text such as "
            "'2024-05-08T13:56:00+02:00', a datetime, or seconds since 1970"
        ) from None
    return Told(moment, zoneless)


def _past(value: object, zone: tzinfo, now: datetime) -> Told:
    """Read when something was said, which cannot lie ahead."""
    told = read_told(value, zone)
    if told.at - now > SKEW:
        raise MessageError(
            f"timestamp {shown(value)} lies in the future: by this clock it is "
            f"{now:%Y-%m-%dT%H:%MZ}; pass when it was said"
        )
    return told


def zone_notes(
    drafts: Sequence[Draft], zone: tzinfo, occurred_at: object = None
) -> tuple[str, ...]:
    """Say which times of a call came without a zone, and as which they were taken.

    `occurred_at` counts where a message without a timestamp needed it.
    """
    notes: list[str] = []
    count = sum(draft.zoneless for draft in drafts)
    if count:
        what = "timestamp without a zone was" if count == 1 else "timestamps without a zone were"
        notes.append(f"{count} {what} taken as {zone}")
    used = occurred_at is not None and not all(draft.dated for draft in drafts)
    if used and read_told(occurred_at, zone).zoneless:
        notes.append(assumed("occurred_at", zone))
    return tuple(notes)


def key_notes(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Say which keys of messages look like others misspelt: they are kept, and mean nothing."""
    kept = (draft.metadata.get("message") for draft in drafts)
    keys = dict.fromkeys(key for extras in kept if isinstance(extras, dict) for key in extras)
    found = {key: get_close_matches(key, Message.model_fields, 1, _ALIKE) for key in keys}
    return tuple(
        f"the key {key!r} of a message is kept as metadata; {alike[0]!r} is what is read"
        for key, alike in found.items()
        if alike and key not in alike
    )


def assumed(name: str, zone: tzinfo) -> str:
    """Say as which zone's an option without one was taken."""
    return f"{name} has no zone and was taken as {zone}"


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the caller's zone
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return datetime.fromtimestamp(value, UTC)
    if isinstance(value, str):
        return datetime.fromisoformat(value.strip())
    raise ValueError(type(value).__name__)


def shown(value: object) -> str:
    """Write a value into a message, shortened."""
    if isinstance(value, int) and abs(value) >= 2**63:
        return "a number beyond 64 bits"  # Python writes no number of thousands of digits
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _role(value: object) -> Role:
    try:
        return Role(cast("str", value))
    except ValueError:
        roles = ", ".join(Role)
        raise MessageError(f"unknown role {shown(value)}; expected one of {roles}") from None


def _label(what: str) -> BeforeValidator:
    def check(value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise MessageError(f"{what} must be text, got {type(value).__name__}")
        if not value.strip():
            raise MessageError(f"{what} is empty; leave it out instead")
        if len(value) > MAX_ID_LENGTH:
            raise MessageError(f"{what} has {len(value)} characters; at most {MAX_ID_LENGTH}")
        return storable(value, what)

    return BeforeValidator(check)


def _tool_calls(value: object) -> object:
    if value is not None and not isinstance(value, (list, tuple)):
        raise MessageError(f"tool_calls must be a list, got {type(value).__name__}")
    return cast("object", value)


class Message(BaseModel):
    """One message as callers may write it; keys beside these go into its metadata."""

    model_config = ConfigDict(hide_input_in_errors=True)

    role: Annotated[Role, BeforeValidator(_role)] = Role.USER
    content: object = None
    id: Annotated[str | None, _label("id")] = None
    name: Annotated[str | None, _label("name")] = None
    timestamp: object = None
    tool_calls: Annotated[object, BeforeValidator(_tool_calls)] = None
    function_call: object = None
    refusal: object = None

    def calls(self) -> list[object]:
        """Return the tool calls, in OpenAI's or LangChain's shape."""
        calls = list(cast("Sequence[object]", self.tool_calls)) if self.tool_calls else []
        return [*calls, self.function_call] if self.function_call else calls


def parse_messages(  # noqa: PLR0913 - one parameter per thing a call may say
    messages: object,
    *,
    scope: Scope,
    occurred_at: datetime | str | None,
    now: datetime,
    metadata: Mapping[str, object] | None = None,
    zone: tzinfo = UTC,
) -> list[Draft]:
    """Turn a call's messages into drafts, in order.

    A message is a mapping (`role`, `content`, optional `id`, `name`, `timestamp`) or a
    LangChain message. A timestamp without a zone is taken as a time in `zone`; one that
    lies more than `SKEW` ahead of `now` is refused. A message without a timestamp was said
    at `occurred_at`, else `now`. An id that comes twice with the same content is one draft.

    Raises:
        MessageError: what cannot be a turn, with its place in the list; then nothing of
            the call may be written.
    """
    common = _common(metadata)
    when = _When(_call_moment(occurred_at, zone, now), now, zone)
    drafts: list[Draft] = []
    by_id: dict[str, Draft] = {}
    for index, item in enumerate(_listed(messages)):
        try:
            draft = _draft(_mapping(item), scope, when, common)
        except MessageError as error:
            raise MessageError(str(error), index=index) from None
        except RecursionError:
            raise MessageError("it is nested too deeply", index=index) from None
        twin = by_id.get(draft.message_id) if draft.message_id is not None else None
        if twin is not None:
            if _said(twin) != _said(draft):
                raise MessageError(
                    f"id {draft.message_id!r} came earlier in this call with another content",
                    index=index,
                )
            continue
        if draft.message_id is not None:
            by_id[draft.message_id] = draft
        drafts.append(draft)
    return drafts


@dataclass(frozen=True, slots=True)
class _When:
    said_at: datetime
    """When a message without a timestamp was said."""
    now: datetime
    zone: tzinfo


def _call_moment(occurred_at: object, zone: tzinfo, now: datetime) -> datetime:
    if occurred_at is None:
        return now
    try:
        return _past(occurred_at, zone, now).at
    except MessageError as error:
        raise MessageError(f"occurred_at: {error}") from None


def _listed(messages: object) -> Sequence[object]:
    if not isinstance(messages, (list, tuple)):
        raise MessageError(
            f"messages must be a list of messages, got {type(messages).__name__}; "
            "wrap a single message in a list"
        )
    if not messages:
        raise MessageError("messages is empty; pass at least one message")
    return cast("Sequence[object]", messages)


def _common(metadata: object) -> dict[str, JSON]:
    if metadata is None:
        return {}
    if not isinstance(metadata, Mapping):
        raise MessageError(f"metadata must be a mapping, got {type(metadata).__name__}")
    return cast("dict[str, JSON]", as_json(cast("object", metadata), "metadata"))


def _mapping(item: object) -> dict[str, object]:
    """Return a message as a mapping of its own; LangChain's are known by their attributes."""
    if isinstance(item, Mapping):
        pairs = cast("Mapping[object, object]", item)
        if not all(isinstance(key, str) for key in pairs):
            raise MessageError("its keys must be text")
        return {cast("str", key): value for key, value in pairs.items()}
    kind = getattr(item, "type", None)
    if not isinstance(kind, str) or not hasattr(item, "content"):
        raise MessageError(
            "it must be a mapping with 'role' and 'content', or a LangChain message; "
            f"got {type(item).__name__}"
        )
    return _from_langchain(item, kind)


def _from_langchain(item: object, kind: str) -> dict[str, object]:
    """Read a LangChain message; its timestamp, if any, is in `additional_kwargs`."""
    extra = getattr(item, "additional_kwargs", None)
    extra = dict(cast("Mapping[str, object]", extra)) if isinstance(extra, Mapping) else {}
    values: dict[str, object] = {
        "role": getattr(item, "role", kind) if kind == "chat" else _LANGCHAIN_ROLES.get(kind, kind),
        "content": getattr(item, "content", None),
        "id": getattr(item, "id", None),
        "name": getattr(item, "name", None) or None,
        "timestamp": extra.pop("timestamp", None),
        "tool_calls": getattr(item, "tool_calls", None),
        "tool_call_id": getattr(item, "tool_call_id", None),
        "response_metadata": getattr(item, "response_metadata", None),
        "additional_kwargs": extra,
    }
    return {key: value for key, value in values.items() if value or key in {"role", "content"}}


def _draft(item: dict[str, object], scope: Scope, when: _When, common: dict[str, JSON]) -> Draft:
    if "role" not in item:
        raise MessageError(f"it has no 'role'; expected one of {', '.join(Role)}")
    extras = {key: value for key, value in item.items() if key not in Message.model_fields}
    message = _validated({key: item[key] for key in item if key in Message.model_fields})
    content = read_content(message.content)
    text, kept = content.text, dict(extras)
    if content.aside:
        kept["blocks"] = list(content.aside)
    if not text.strip():
        text = _without_content(message)
    elif message.calls():
        kept["tool_calls"] = message.calls()
    if not text.strip():
        raise MessageError("it has no content; content must hold text, an image or a file")
    if len(text) > MAX_TEXT:
        raise MessageError(
            f"its text has {len(text):,} characters; at most {MAX_TEXT:,}: "
            "split it into several messages"
        )
    told = None if message.timestamp is None else _past(message.timestamp, when.zone, when.now)
    return Draft(
        message_id=message.id,
        role=message.role,
        actor=message.name or _speaker(message.role, scope),
        text=text,
        occurred_at=when.said_at if told is None else told.at,
        dated=told is not None,
        zoneless=told is not None and told.zoneless,
        attachments=content.attachments,
        metadata={**common, "message": as_json(kept, "message")} if kept else dict(common),
    )


def _validated(values: dict[str, object]) -> Message:
    try:
        return Message.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        cause = first.get("ctx", {}).get("error")
        if isinstance(cause, MessageError):
            raise cause from None
        raise MessageError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _without_content(message: Message) -> str:
    """Say what a message without content does: call tools, or refuse."""
    if isinstance(message.refusal, str):
        return storable(message.refusal, "refusal")
    return "\n".join(render_call(call) for call in message.calls())


def _speaker(role: Role, scope: Scope) -> str:
    if role is Role.USER:
        return scope.user_id or "user"
    if role is Role.ASSISTANT:
        return scope.agent_id or "assistant"
    return role.value


def _said(draft: Draft) -> tuple[object, ...]:
    return draft.role, draft.actor, draft.text, draft.attachments
