"""A turn: one message of a conversation, kept word for word."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from octomem.jsons import JSON


class Role(StrEnum):
    """Who speaks in a turn."""

    SYSTEM = "system"
    DEVELOPER = "developer"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Attachment:
    """An image or file that came with a turn; its bytes are not kept, their checksum is."""

    type: str
    """`image` or `file`."""
    uri: str | None = None
    media_type: str | None = None
    caption: str | None = None
    title: str | None = None
    checksum: str | None = None
    """SHA-256 of the bytes, where they came along."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as the ledger keeps it. Secrets are cut out before it exists."""

    id: str
    """The ledger's own id, unique in the store."""
    ref: str
    """What callers know it by: their message id where they gave one, else `id`."""
    seq: int
    """The ledger's sequence number: a later turn has a larger one."""
    position: int
    """Place within its session, from 0, without gaps."""
    role: Role
    actor: str
    """Who "I" is in this turn: the message's name, else the user's or agent's id."""
    text: str
    occurred_at: datetime
    """When it was said, UTC."""
    recorded_at: datetime
    agent_id: str | None = None
    session_id: str | None = None
    attachments: tuple[Attachment, ...] = ()
    metadata: dict[str, JSON] = field(default_factory=dict[str, JSON])
