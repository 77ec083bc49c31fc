"""Read the conversations of the truth benchmark, or say what is wrong with them.

The form is described in docs/truth-benchmark.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from octomem.memory import Kind
from octomem.turn import Role

BETWEEN_TURNS = timedelta(seconds=20)
"""How far apart turns are that have no time of their own."""
AFTERWARDS = timedelta(hours=1)
"""How long after the last turn a question is asked that says nothing else."""


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _midnight(value: object) -> object:
    """Read a day as its first moment."""
    if isinstance(value, str) and len(value) == len("2024-01-31"):
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
    return value


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Line = Annotated[str, Field(min_length=1, pattern=r"\S")]
Moment = Annotated[datetime, BeforeValidator(_midnight), AfterValidator(_utc)]
Alternatives = Annotated[tuple[Line, ...], BeforeValidator(_several), Field(min_length=1)]
State = Literal["current", "absent", "closed", "superseded", "retracted", "expired", "stale"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Form):
    """One turn."""

    role: Role = Role.USER
    text: Line
    name: Line | None = None
    """Who speaks, where it is not the conversation's user."""
    at: Moment | None = None


class Session(_Form):
    """Turns that are imported in one call, in the file's order."""

    at: Moment
    recorded_at: Moment | None = None
    """When it is imported, where that is not when it was said."""
    turns: Annotated[tuple[Said, ...], Field(min_length=1)]

    def times(self) -> Iterator[datetime]:
        """Walk the turns' times."""
        at = self.at - BETWEEN_TURNS
        for turn in self.turns:
            at = turn.at or at + BETWEEN_TURNS
            yield at


class _Asked(_Form):
    """When something is asked, and of which kinds of memory."""

    now: Moment | None = None
    as_of: Moment | None = None
    known_at: Moment | None = None
    kinds: tuple[Kind, ...] = ()


class Claim(_Asked):
    """What has to be known of somebody, or must not be."""

    subject: Alternatives
    slot: Line | None = None
    value: Alternatives | None = None
    state: State = "current"
    negated: bool = False
    count: Annotated[int, Field(ge=0)] | None = None
    at_most: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.slot is None and self.value is None:
            raise ValueError("a claim needs a slot or a value")
        if self.count is not None and self.at_most is not None:
            raise ValueError("count and at_most exclude each other")
        if self.state == "absent" and (self.count, self.at_most) != (None, None):
            raise ValueError("what is absent is not counted")
        if self.known_at is not None and self.state not in {"current", "absent"}:
            raise ValueError("known_at goes with the states current and absent")
        return self

    @property
    def sort(self) -> str:
        """Return which sort of expectation it is, as its state and the moments it names say."""
        if self.count is not None or self.at_most is not None:
            return "how many"
        state = "fact" if self.state == "current" else self.state
        said = f"not so, {state}" if self.negated else state
        asked = [("as of", self.as_of), ("known at", self.known_at)]
        return ", ".join([said, *(name for name, at in asked if at is not None)])

    @property
    def shown(self) -> str:
        """Say it in one line."""
        values = "/".join(self.value or ("anything",))
        sign = "not " if self.negated else ""
        line = f"{self.subject[0]} · {self.slot or 'anything'} · {sign}{values}: {self.state}"
        for name in ("as_of", "known_at", "count", "at_most"):
            value = getattr(self, name)
            if value is not None:
                line += f", {name} {value:%Y-%m-%d}" if isinstance(value, datetime) else ""
                line += f", {name} {value}" if isinstance(value, int) else ""
        return line


class Ranked(_Asked):
    """How the answers to a question have to be ordered."""

    question: Line
    first: Alternatives | None = None
    above: tuple[tuple[Alternatives, Alternatives], ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.first is None and not self.above:
            raise ValueError("a question needs first or above")
        return self

    @property
    def sort(self) -> str:
        """Return which sort of expectation it is."""
        return "ranked, as of" if self.as_of or self.known_at else "ranked"

    @property
    def shown(self) -> str:
        """Say it in one line."""
        wants = [f"first {'/'.join(self.first)}"] if self.first else []
        wants += [f"{'/'.join(best)} above {'/'.join(worse)}" for best, worse in self.above]
        moments = (("as_of", self.as_of), ("known_at", self.known_at))
        wants += [f"{name} {at:%Y-%m-%d}" for name, at in moments if at is not None]
        return f"{self.question} → {', '.join(wants)}"


class Conversation(_Form):
    """Some sessions of one user with what has to be true afterwards."""

    id: Line
    language: Annotated[str, Field(pattern="^[a-z]{2}$")]
    category: Line
    user: Line | None = None
    """The user's name; without one, the conversation's id is the name."""
    now: Moment | None = None
    sessions: Annotated[tuple[Session, ...], Field(min_length=1)]
    expect: Annotated[tuple[Claim | Ranked, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _imported_in_order(self) -> Self:
        given = [each.recorded_at for each in self.sessions if each.recorded_at is not None]
        if given != sorted(given):
            raise ValueError("recorded_at must not go back from session to session")
        return self

    def recorded(self) -> Iterator[datetime]:
        """Walk the moments at which the sessions are imported; they never go back."""
        last = datetime.min.replace(tzinfo=UTC)
        for session in self.sessions:
            at = session.recorded_at or max(session.times())
            last = max(at, last + timedelta(seconds=1)) if last.year > 1 else at
            yield last

    @property
    def asked_at(self) -> datetime:
        """Return when its questions are asked, where they do not say."""
        said = max(at for session in self.sessions for at in session.times())
        return self.now or max(said, *self.recorded()) + AFTERWARDS


class _File(_Form):
    version: Literal[1]
    notice: Line
    slots: Mapping[Line, tuple[Line, ...]] = {}
    conversations: Annotated[tuple[Conversation, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        counts = Counter(each.id for each in self.conversations)
        if twice := sorted(id_ for id_, n in counts.items() if n > 1):
            raise ValueError(f"conversation ids that occur twice: {', '.join(twice)}")
        return self


@dataclass(frozen=True, slots=True)
class Suite:
    """One file of conversations."""

    file: str
    digest: str
    """The first 12 digits of the file's SHA-256."""
    slots: Mapping[str, tuple[str, ...]]
    """The file's own words for its slots."""
    conversations: tuple[Conversation, ...]


def read(path: Path) -> Suite:
    """Read one file.

    Raises:
        ValueError: it is not in the benchmark's form; the message names the place.
        OSError: it cannot be read.
    """
    content = path.read_bytes()
    try:
        file = _File.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise ValueError(f"{path.name}: {place}: {first['msg']}") from None
    return Suite(path.name, sha256(content).hexdigest()[:12], file.slots, file.conversations)
