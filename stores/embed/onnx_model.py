"""The files of the default embedding model, opened: a tokenizer and an ONNX session."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.bert import HIDDEN, hidden
from octomem.stores.embed.encoder import TOKENS, whole
from octomem.stores.embed.session import Session, onnx_errors, session
from octomem.stores.freed import give_back
from octomem.stores.mapped import mapped
from octomem.stores.seams import Tokens

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

MAX_CHARACTERS = 10_000
"""Characters of a text that are tokenised: more than its tokens that count can have."""

PADDING = 0
"""The token that fills a row up."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some texts and their tokens, padded to the longest text. All vectors have one length."""

    vectors: Floats
    """The texts': (texts, dimension)."""
    tokens: Tokens
    """Their tokens' small ones: (texts, tokens, size)."""
    words: Halves
    """Their tokens' own ones: (texts, tokens, dimension)."""
    mask: Integers
    """1 for a token and 0 for padding, (texts, tokens)."""
    spans: list[list[tuple[int, int]]]
    """Where each token stands in its text, in characters; (0, 0) for what frames the text."""


class OnnxModel:
    """Turns texts into vectors, and their tokens. Safe for any thread once it is made."""

    def __init__(self, max_tokens: int) -> None:
        with mapped("embedder", "load", *onnx_errors(), ImportError, OSError, LookupError):
            self._tokenizer = _tokenizer(max_tokens)
            self._encoder = session(whole())
            give_back()

    def tokenised(self, texts: Sequence[str]) -> list["Encoding"]:
        """Cut texts into tokens."""
        with mapped("embedder", "tokenise", *onnx_errors()):
            # One by one: for a batch it lets go of the interpreter, and waits for it again where
            # another thread works: 8 ms in place of a tenth of one.
            return [self._tokenizer.encode(storable(text)) for text in texts]

    def run(self, encodings: Sequence["Encoding"]) -> Batch:
        """Run the model over some texts, at least one; each takes as long as the longest."""
        with mapped("embedder", "embed", *onnx_errors()):
            feed, mask = _feed([encoding.ids for encoding in encodings])
            vectors, tokens, words = self._encoder.run(None, feed)
            spans = [encoding.offsets for encoding in encodings]
            return Batch(vectors, tokens, words, mask, spans)


def run(model: Session, rows: Sequence[Sequence[int]]) -> Floats:
    """Run a model that is given `TOKENS` and `HIDDEN` over rows of tokens, at least one."""
    with mapped("embedder", "weigh", *onnx_errors()):
        found: Floats = model.run(None, _feed(rows)[0])[0]
        return found


def _feed(rows: Sequence[Sequence[int]]) -> tuple[dict[str, NDArray[Any]], Integers]:
    """Return what a model is given for rows of tokens, padded to the longest, and which are seen."""
    tokens = np.full((len(rows), max(map(len, rows))), PADDING, dtype=np.int64)
    mask = np.zeros_like(tokens)
    for at, row in enumerate(rows):
        tokens[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return {TOKENS.name: tokens, HIDDEN.name: hidden(mask)}, mask


def _tokenizer(max_tokens: int) -> "Tokenizer":
    """Read the tokenizer; its file pads every text to 128 tokens, which would cost time."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - loads on first use

    definition = files("octomem").joinpath("data", "minilm-tokenizer.json").read_bytes()
    tokenizer = Tokenizer.from_buffer(definition)
    tokenizer.enable_truncation(max_tokens)  # pyright: ignore[reportUnknownMemberType]
    tokenizer.no_padding()
    return tokenizer


def storable(text: str) -> str:
    """Replace what is no character (a lone surrogate), which the tokenizer refuses."""
    return text[:MAX_CHARACTERS].encode(errors="replace").decode()
