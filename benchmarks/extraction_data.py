"""Read the annotated conversations of the extraction benchmark, or say what is wrong with them.

The form is described in data/extraction/README.md.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from octomem.memory import Kind
from octomem.turn import Role

FOLDER = Path(__file__).parent / "data" / "extraction"
SPLITS = ("dev", "practice", "unread")
EXTRACTED = tuple(kind for kind in Kind if kind is not Kind.EPISODIC)
"""The kinds that are annotated; episodic memories are the turns and are counted."""

Split = Literal["dev", "practice", "unread"]
Line = Annotated[str, Field(min_length=1, pattern=r"\S")]
Alternative = Annotated[tuple[Line, ...], Field(min_length=1)]
Alternatives = Annotated[tuple[Alternative, ...], Field(min_length=1)]
ExtractedKind = Literal[
    Kind.CORE,
    Kind.SEMANTIC,
    Kind.PROCEDURAL,
    Kind.WORKING,
    Kind.CONTEXTUAL,
    Kind.KNOWLEDGE,
    Kind.RESOURCE,
]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Form):
    """One message, as `process()` takes it."""

    id: Line
    role: Role
    name: Line | None = None
    content: str | list[dict[str, str]]
    timestamp: Annotated[str, Field(pattern=r"Z$")]

    @property
    def at(self) -> datetime:
        """Return when it was said."""
        return datetime.fromisoformat(self.timestamp)

    @property
    def shown(self) -> str:
        """Return everything that can be read in it: its speaker, text and attachments."""
        blocks = [{"text": self.content}] if isinstance(self.content, str) else self.content
        return "\n".join([self.name or "", *(line for block in blocks for line in block.values())])

    def as_message(self) -> dict[str, object]:
        """Return the message without what it does not have."""
        return self.model_dump(exclude_none=True, mode="json")


class Expected(_Form):
    """A memory that has to be made."""

    kind: ExtractedKind
    about: Line
    """What it is, for people."""
    matches: Alternatives
    ordered: bool = False
    """Whether the substrings have to occur in the order given, as a procedure's steps do."""


class AlsoOk(_Form):
    """Memories of a kind that are right but not asked for."""

    kind: ExtractedKind
    matches: Alternatives


class Forbidden(_Form):
    """A memory that must not be made, of one kind or of any of the seven."""

    kind: ExtractedKind | Literal["any"]
    matches: Alternatives
    why: Line


class Conversation(_Form):
    """One short conversation with the memories it should and should not leave."""

    id: Line
    language: Annotated[str, Field(pattern="^[a-z]{2}$")]
    domain: Literal["chat", "support", "coding", "travel", "health", "work"]
    messages: Annotated[tuple[Said, ...], Field(min_length=2, max_length=10)]
    expected: tuple[Expected, ...]
    also_ok: tuple[AlsoOk, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        ids = [message.id for message in self.messages]
        if len(ids) != len(set(ids)):
            raise ValueError("two messages have the same id")
        times = [message.at for message in self.messages]
        if times != sorted(times):
            raise ValueError("the messages are not in the order of their timestamps")
        return self

    @property
    def days(self) -> frozenset[date]:
        """Return the days on which something was said, UTC."""
        return frozenset(message.at.date() for message in self.messages)

    def patterns(self) -> Iterator[Expected | AlsoOk | Forbidden]:
        """Walk all annotations."""
        yield from self.expected
        yield from self.also_ok
        yield from self.forbidden


class _File(_Form):
    split: Split
    notice: Line
    conversations: Annotated[tuple[Conversation, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Part:
    """One file: a split of the benchmark."""

    split: Split
    file: str
    digest: str
    """The first 12 digits of the file's SHA-256."""
    conversations: tuple[Conversation, ...]


def read(splits: Sequence[str] = SPLITS, folder: Path = FOLDER) -> list[Part]:
    """Read the files of some splits.

    Raises:
        ValueError: a file is not in the benchmark's form; the message names the place.
        OSError: a file cannot be read.
    """
    parts = [_read(folder / f"{split}.json", split) for split in splits]
    counts = Counter(each.id for part in parts for each in part.conversations)
    if twice := sorted(id_ for id_, n in counts.items() if n > 1):
        raise ValueError(f"{folder}: conversation ids that occur twice: {', '.join(twice)}")
    return parts


def _read(path: Path, split: str) -> Part:
    content = path.read_bytes()
    try:
        file = _File.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise ValueError(f"{path.name}: {place}: {first['msg']}") from None
    if file.split != split:
        raise ValueError(f"{path.name}: split is {file.split!r}, expected {split!r}")
    return Part(file.split, path.name, sha256(content).hexdigest()[:12], file.conversations)
