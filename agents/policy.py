"""What consolidation does with what is stored, as configs/consolidation.toml has it."""

import tomllib
from datetime import timedelta
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, Field

from octomem.memory import Kind


class Episodes(BaseModel, frozen=True, extra="forbid"):
    """When tellings of one thing become one memory."""

    times: int = Field(ge=2)
    words: int = Field(ge=1)


class Core(BaseModel, frozen=True, extra="forbid"):
    """When a fact becomes core memory."""

    days: int = Field(ge=2)


class Sessions(BaseModel, frozen=True, extra="forbid"):
    """Which sessions are summed up."""

    old_after: float = Field(ge=0.0)
    """Days."""
    turns: int = Field(ge=1)

    @property
    def rest(self) -> timedelta:
        """For how long nothing was said in an old one."""
        return timedelta(days=self.old_after)


class Fading(BaseModel, frozen=True, extra="forbid"):
    """What fades, and how fast."""

    told: int = Field(ge=1)
    confidence: float = Field(ge=0.0, le=1.0)
    least: float = Field(gt=0.0, le=1.0)
    half_life: dict[Kind, float]
    """Days, by kind; a kind that is not in it does not fade."""

    def half(self, kind: Kind) -> timedelta | None:
        """Return a kind's half-life, None where it does not fade."""
        days = self.half_life.get(kind)
        return None if days is None else timedelta(days=days)


class Policy(BaseModel, frozen=True, extra="forbid"):
    """All of it."""

    episodes: Episodes
    core: Core
    sessions: Sessions
    fading: Fading


@cache
def load_policy() -> Policy:
    """Read configs/consolidation.toml; once per process."""
    text = files("octomem.configs").joinpath("consolidation.toml").read_text(encoding="utf-8")
    return Policy.model_validate(tomllib.loads(text))
