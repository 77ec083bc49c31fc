"""A cross-encoder from a folder of one's own, run with onnxruntime."""

import importlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from octomem.errors import StoreError
from octomem.stores.embed.onnx_model import Floats, Integers, storable
from octomem.stores.embed.session import onnx_errors
from octomem.stores.mapped import mapped

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FILES = ("model.onnx", "tokenizer.json")
MAX_TOKENS = 512
"""Tokens of a question and a text together; the text is cut."""


class _Input(Protocol):
    """What is used of `onnxruntime.NodeArg`."""

    name: str


class _Session(Protocol):
    """What is used of `onnxruntime.InferenceSession`, which has no types."""

    def run(self, output_names: None, input_feed: dict[str, Integers]) -> list[Floats]: ...

    def get_inputs(self) -> list[_Input]: ...


class OnnxReranker:
    """Scores pairs with `model.onnx` and `tokenizer.json` of a folder, loaded when first used.

    The model takes `input_ids` and, where it names them, `attention_mask` and
    `token_type_ids`. It gives a number per pair, or one per class, of which the last counts.
    Safe for any thread.

    Raises:
        StoreError: a file is damaged, or the model gives something else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        """What the setting calls it."""
        return f"onnx:{self._folder}"

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return one score per text, higher is better, on a scale of the model's own."""
        if not texts:
            return np.empty(0)
        with mapped("reranker", "rerank", *onnx_errors()):
            tokenizer, session = self._loaded
            pairs = [(storable(query), storable(text)) for text in texts]
            encodings = tokenizer.encode_batch(pairs)
            columns = {
                "input_ids": [one.ids for one in encodings],
                "attention_mask": [one.attention_mask for one in encodings],
                "token_type_ids": [one.type_ids for one in encodings],
            }
            wanted = [one.name for one in session.get_inputs()]
            unknown = [name for name in wanted if name not in columns]
            if unknown:
                raise _bad(f"the model wants {', '.join(unknown)}; expected {', '.join(columns)}")
            feed = {name: np.array(columns[name], dtype=np.int64) for name in wanted}
            found = np.asarray(session.run(None, feed)[0], dtype=np.float64)
        if found.ndim not in {1, 2} or len(found) != len(texts) or not found.size:
            raise _bad(f"the model gave an array of shape {found.shape} for {len(texts)} pairs")
        return checked(found if found.ndim == 1 else found[:, -1])

    @cached_property
    def _loaded(self) -> "tuple[Tokenizer, _Session]":
        # What a damaged file of a tokenizer raises has no class but Exception.
        with mapped("reranker", "load", Exception):
            from tokenizers import Tokenizer  # noqa: PLC0415 - loads on first use

            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")  # pyright: ignore[reportUnknownMemberType]
            tokenizer.enable_padding(length=None)  # pyright: ignore[reportUnknownMemberType]
            onnxruntime: Any = importlib.import_module("onnxruntime")  # it has no types
            options = onnxruntime.SessionOptions()
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            session: _Session = onnxruntime.InferenceSession(
                str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            return tokenizer, session


def checked(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the scores.

    Raises:
        StoreError: one is no number.
    """
    if not np.isfinite(scores).all():
        raise _bad("a score came back that is no number")
    return scores


def _bad(message: str) -> StoreError:
    return StoreError(message, store="reranker", operation="rerank")
