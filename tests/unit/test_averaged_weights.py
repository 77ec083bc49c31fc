"""Weights of several trainings are averaged as they are shipped: whole numbers with a scale for each column."""

from typing import Any

import numpy as np
from benchmarks.classifier import as_learnt, averaged
from numpy.typing import NDArray


def weights(
    matrix: list[list[float]], bias: list[float], apart: list[int]
) -> dict[str, NDArray[Any]]:
    """Return an encoder of one matrix, (inputs, outputs), beside what does not learn."""
    values = np.array(matrix, np.float32)
    scale: NDArray[np.float32] = np.abs(values).max(axis=0) / np.float32(127)
    return {
        **{name: np.ones(2, np.float32) for name in ("table", "table.scale", "places")},
        **{name: np.ones(2, np.float32) for name in ("n.weight", "n.bias")},
        "heads": np.array(2),
        "head.weight": np.asarray(np.round(values / scale), np.int8),
        "head.scale": scale,
        "head.bias": np.array(bias, np.float32),
        "apart": np.array(apart, np.int64),
    }


def test_the_mean_of_weights_has_scales_of_its_own() -> None:
    """One run's numbers may be a hundred times the other's."""
    one = weights([[1.0, 100.0], [-2.0, 50.0]], [1.0, 0.0], [3])
    other = weights([[3.0, 1.0], [2.0, -0.5]], [0.0, 4.0], [1, 3])

    mean = averaged([one, other])

    found = mean["head.weight"] * mean["head.scale"]
    assert np.allclose(found, [[2.0, 50.5], [0.0, 24.75]], atol=0.4)  # a step of the scale
    assert mean["head.weight"].dtype == np.int8
    assert [0.5, 2.0] == mean["head.bias"].tolist()
    assert [1, 3] == mean["apart"].tolist()


def test_the_mean_of_one_run_is_that_run() -> None:
    """To the bit: nothing is rounded twice."""
    one = weights([[1.0, 100.0], [-2.0, 50.0]], [1.0, 0.0], [3])

    mean = averaged([one])

    assert one.keys() == mean.keys()
    assert all(np.array_equal(one[name], mean[name]) for name in one)


def test_training_goes_on_from_what_is_shipped() -> None:
    """Matrices are (outputs, inputs) and whole again; what does not learn and what is counted is as it was, or left out."""
    shipped = weights([[1.0, 100.0], [-2.0, 50.0]], [1.0, 0.0], [3])

    learnt = as_learnt(shipped)

    assert np.allclose(learnt["head.weight"], [[1.0, -2.0], [100.0, 50.0]], atol=0.4)
    assert [1.0, 0.0] == learnt["head.bias"].tolist()
    assert set(learnt) == {*shipped} - {"heads", "apart", "head.scale"}
