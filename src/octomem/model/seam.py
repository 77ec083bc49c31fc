"""The seam behind which a language model can be replaced: one method, one kind of answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import BaseModel

from octomem.operation import Usage


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a request."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, and what that cost."""

    text: str
    """The answer as it came: JSON where the model did as it was asked."""
    model: str
    """Which model answered; after a fallback not the one that was asked first."""
    usage: Usage = field(default_factory=Usage)
    cut: bool = False
    """The model stopped because its answer became too long."""
    refusal: str = ""
    """Why the model would not answer, where it says so."""


class Model(Protocol):
    """A language model. Wrappers are models too: each adds one thing and asks the next."""

    @property
    def name(self) -> str:
        """Which model it is, as memories that it made are labelled."""
        ...

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """Ask for a JSON object of this schema.

        The answer's text is not checked here: `obtain` does that.

        Raises:
            ModelError: there is no answer; its class says whether to try again.
        """
        ...
