"""Small ONNX models that are written here run as what they say."""

import importlib
from typing import Any

import numpy as np

from octomem.stores.embed.onnx_file import Graph, Input


def test_a_written_model_computes_what_its_nodes_say() -> None:
    """Constants, inputs of both kinds, and attributes of every type arrive as they were given."""
    graph = Graph([Input("rows", np.float32, sizes=(None, 2)), Input("places", np.int64)])
    chosen = graph.node("Gather", "rows", "places", axis=0)
    largest = graph.node("ReduceMax", chosen, axes=[-1], keepdims=0)
    leaky = graph.node("LeakyRelu", largest, alpha=0.25)
    shift = graph.constant(np.array([300.0], np.float32))
    runtime: Any = importlib.import_module("onnxruntime")
    sums = graph.node("Add", leaky, shift)
    halves = graph.node("Cast", sums, to=10)
    model = graph.file({sums: np.float32, halves: np.float16})
    session = runtime.InferenceSession(model, providers=["CPUExecutionProvider"])

    rows = np.array([[1, 2], [-8, -4]], np.float32)
    found = session.run(None, {"rows": rows, "places": np.array([1, 0, -1])})

    assert [[299.0, 302.0, 299.0]] * 2 == [each.tolist() for each in found]
    assert [np.float32, np.float16] == [each.dtype for each in found]
