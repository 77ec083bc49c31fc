"""The files of the default embedding model, opened: a tokenizer and ONNX sessions."""

import importlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.bert import HIDDEN, hidden
from octomem.stores.embed.encoder import TOKENS, whole
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


class Session(Protocol):
    """What is used of `onnxruntime.InferenceSession`, which has no types."""

    def run(self, output_names: None, input_feed: dict[str, NDArray[Any]]) -> list[Any]: ...


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


def session(model: bytes) -> Session:
    """Open a model that is written here; call `give_back` when the last is open."""
    onnxruntime: Any = importlib.import_module("onnxruntime")  # it has no types; first use loads
    options: Any = onnxruntime.SessionOptions()
    # Who asks computes: two threads work a tenth longer in all, and take turns with the parser.
    options.intra_op_num_threads = 1
    if overflows(platform.machine(), _processor()):
        options.add_session_config_entry("session.x64quantprecision", "1")
    made: Session = onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        # The fused form adds up number by number: a seventh of a run, for nothing.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
    return made


def overflows(machine: str, processor: str) -> bool:
    """Tell an x86 processor that adds products of 8 bits in 16, of which two may be too many.

    Told so, the runtime adds them exactly, in nearly twice the time; with VNNI it need not be told.

    Args:
        machine: as `platform.machine` names it.
        processor: what /proc/cpuinfo says; empty where there is none.
    """
    return machine.lower() in {"x86_64", "amd64"} and "vnni" not in processor


@cache
def _processor() -> str:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:  # no Linux
        return ""


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
