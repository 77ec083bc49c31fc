"""Settings: from arguments, then `OCTOMEM_*` variables, then a TOML file, then the defaults."""

import os
import tomllib
from datetime import UTC, tzinfo
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from octomem.errors import SettingsError
from octomem.memory import Kind


def zone_of(name: str) -> tzinfo:
    """Return a time zone by its IANA name.

    Raises:
        SettingsError: there is no such zone.
    """
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise SettingsError(
            f"{name!r} is no time zone; expected an IANA name such as 'Europe/Vienna', or 'UTC'"
        ) from None


def _zone(name: str) -> str:
    zone_of(name)
    return name


class Settings(BaseSettings):
    """Everything an orchestrator can be told; frozen.

    `OCTOMEM_CONFIG` names a TOML file; what neither it nor a variable nor an argument
    sets comes from configs/default.toml.
    """

    model_config = SettingsConfigDict(
        env_prefix="OCTOMEM_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    path: Path
    """Folder of an embedded store; made where it does not exist."""
    embedder: str
    """`minilm` (bundled), `hash` (for tests), or `litellm:<model>`."""
    vault_key: SecretStr | None = None
    """32 bytes, base64 or hex; without it the store's folder keeps a key file."""
    fusion_k: int = Field(ge=1, le=1000)
    """k of reciprocal rank fusion: larger means that ranks matter less."""
    fusion_weights: dict[Kind, Annotated[float, Field(gt=0)]]
    """Weight of each agent's list in the fusion, before the question's hints."""
    hint_gain: float = Field(ge=0)
    """How much a full hint (1.0) adds to an agent's weight."""
    pool: int = Field(ge=10, le=2000)
    """Candidates each engine may bring; where all of a partition is compared, how many memories a look-up
    of words or of a time may score."""
    shelf_mb: int = Field(ge=0)
    """Megabytes that a process keeps of what questions have read, about: the vectors of small partitions in
    at most half of it, what partitions hold now in at most a sixth, and memories in the rest. 0: none."""
    reranker: str | None = None
    """`onnx:<folder>` or `litellm:<model>`: puts the best memories into its own order."""
    reranker_api_base: str | None = None
    """Address of a litellm reranker's server, where it is not the provider's own."""
    reranker_top: int = Field(ge=2, le=200)
    """Memories that the reranker is shown per question."""
    late_interaction: bool
    """Keep the vectors of each turn's tokens and compare questions with them word by word."""
    model: str | None = None
    """The language model that reads conversations, as litellm names it ("openai/gpt-4o-mini");
    None: the agents' rules alone. Its key comes from the provider's own variable."""
    model_fallbacks: tuple[str, ...]
    """Models that are asked in order where `model` cannot be."""
    model_api_base: str | None = None
    """Address of `model`'s server (and of fallbacks of the same provider), where it is not
    the provider's own."""
    model_strategy: Literal["one_call", "per_agent"]
    """One composed call per chunk of conversation, or one per agent, in parallel."""
    model_schema: Literal["auto", "provider", "prompt"]
    """How the model is told the answer's form: by the provider's schema mode, in the prompt,
    or as litellm knows the model."""
    model_timeout: float = Field(gt=0)
    """Seconds without an answer after which a request is given up."""
    model_attempts: int = Field(ge=1, le=10)
    """Requests per call where the model is overloaded or out of reach, the first included."""
    model_concurrency: int = Field(ge=1, le=64)
    """Requests under way at a time."""
    model_max_tokens: int = Field(ge=100)
    """Length of an answer, in tokens, at most."""
    model_chunk: int = Field(ge=500)
    """Characters of conversation per call, about; longer ones are cut between turns."""
    model_cache: int = Field(ge=0)
    """Answers kept in the process's memory by what was asked; 0: none."""
    model_background: bool
    """`process` returns after the rules; the model's pass follows in the background."""
    model_backlog: int = Field(ge=1)
    """Calls that may wait for that pass before a writer does."""
    model_daily_cost: float | None = Field(default=None, gt=0)
    """US dollars a day (UTC) after which the model is not asked; None: no limit."""
    model_daily_tokens: int | None = Field(default=None, gt=0)
    """The same in tokens."""
    found_floor: float = Field(ge=0, le=1)
    """Relevance of the best memory below which `Recall.found` is False."""
    zone: Annotated[str, AfterValidator(_zone)]
    """IANA name of the time zone that a moment without one is taken in."""
    max_lag: int = Field(ge=1)
    """Changes a lagging projection may be behind before a writer waits."""
    chroma_url: str | None = None
    """`http://` or `https://`: keep the vectors on this Chroma server."""
    chroma_tenant: str
    chroma_database: str
    """Made where it does not exist; holds the vectors of one store."""
    chroma_token: SecretStr | None = None
    """Sent as `Authorization: Bearer`, for a proxy before the server that asks for it."""
    postgres_url: str | None = None
    """`postgresql://user@host:port/database`: keep the ledger there, for any number of processes."""
    postgres_password: SecretStr | None = None
    postgres_schema: str
    """Made where it does not exist; holds the ledger of one store."""
    postgres_pool: int = Field(ge=2, le=1000)
    """Connections to PostgreSQL at most: so many that read, and so many that write."""
    neo4j_url: str | None = None
    """`neo4j://`, `neo4j+s://`, `bolt://` or `bolt+s://`: keep the graph there."""
    neo4j_user: str
    neo4j_password: SecretStr | None = None
    neo4j_database: str
    neo4j_pool: int = Field(ge=1, le=1000)
    """Connections to Neo4j at most."""
    server_timeout: float = Field(gt=0, le=600)
    """Seconds that a server may take for an answer."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources, first wins."""
        defaults = Path(str(files("octomem.configs").joinpath("default.toml")))
        named = os.environ.get("OCTOMEM_CONFIG")
        sources = [TomlConfigSettingsSource(settings_cls, defaults)]
        if named:
            sources.insert(0, TomlConfigSettingsSource(settings_cls, Path(named)))
        return (init_settings, env_settings, *sources)

    @classmethod
    def of_file(cls, file: str | Path) -> Self:
        """Read one file and the defaults, whatever the environment says but for secrets.

        Raises:
            SettingsError: it is no such file, or a setting in it is unknown or wrong.
        """
        defaults = Path(str(files("octomem.configs").joinpath("default.toml")))
        given: dict[str, Any] = {}
        for path in (defaults, Path(file)):
            try:
                given |= tomllib.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise SettingsError(f"{str(path)!r} is no file of settings: {error}") from None
        unset = {
            name: field.default
            for name, field in cls.model_fields.items()
            if name not in given and field.annotation != SecretStr | None
        }
        try:
            return cls(**unset, **given)
        except ValidationError as error:
            raise _wrong(error) from None

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Read all sources; an argument that is None counts as not given.

        Raises:
            SettingsError: names each setting that is unknown or wrong, never its value
                where that may be a secret.
        """
        named = os.environ.get("OCTOMEM_CONFIG")
        if named and not Path(named).is_file():
            raise SettingsError(f"OCTOMEM_CONFIG names {named!r}, which is not a file")
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{named!r} is not TOML: {error}") from None
        except ValidationError as error:
            raise _wrong(error) from None


def _wrong(error: ValidationError) -> SettingsError:
    told = "; ".join(
        f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
        for one in error.errors(include_input=False)
    )
    return SettingsError(f"wrong settings: {told}")
