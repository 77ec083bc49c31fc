"""Makes the embedder that a setting names."""

from octomem.errors import SettingsError
from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.seams import Embedder, TokenEmbedder

DEFAULT = "minilm"

_LITELLM = "litellm:"


def create_embedder(name: str = DEFAULT) -> Embedder:
    """Return the embedder called `name`: "minilm", "hash" (for tests) or "litellm:<model>".

    Raises:
        SettingsError: no embedder has this name.
        MissingExtraError: it needs an optional package.
    """
    model = name.removeprefix(_LITELLM)
    if name == DEFAULT:
        return MiniLMEmbedder()
    if name == "hash":
        from octomem.testing import HashEmbedder  # noqa: PLC0415 - no part of the product path

        return HashEmbedder()
    if name.startswith(_LITELLM) and model:
        from octomem.stores.embed.litellm import LitellmEmbedder  # noqa: PLC0415 - an extra

        return LitellmEmbedder(model)
    raise SettingsError(
        f"unknown embedder {name!r}; expected 'minilm', 'hash' or 'litellm:<model>'"
    )


def token_embedder(embedder: Embedder, *, wanted: bool) -> TokenEmbedder | None:
    """Return the embedder where it gives token vectors and they are wanted, else None."""
    return embedder if wanted and isinstance(embedder, TokenEmbedder) else None


def form_of(embedder: Embedder, *, tokens: bool) -> str:
    """Say what makes a store's vectors: the embedder, and the form of its tokens if wanted."""
    found = token_embedder(embedder, wanted=tokens)
    return embedder.name if found is None else f"{found.name} {found.token_form}"
