"""Products of matrices, made a few rows at a time."""

import numpy as np
import pytest

from octomem.stores.products import ALONE, product, products, widened


@pytest.mark.parametrize("rows", [0, 1, 7, 5000])
def test_a_product_in_parts_is_the_product(rows: int) -> None:
    """However many rows there are, and in however many parts, it is the whole product."""
    draws = np.random.default_rng(1)
    left = draws.standard_normal((rows, 64), dtype=np.float32)
    right = draws.standard_normal((64, 12), dtype=np.float32)

    found = product(left, right)

    assert (rows, 12) == found.shape
    assert np.allclose(left.astype(np.float64) @ right.astype(np.float64), found, atol=1e-4)


def test_columns_beyond_the_bound_are_multiplied_row_by_row() -> None:
    """Where one row is more than the bound already, each row is a part of its own."""
    right = np.ones((2, ALONE), dtype=np.float32)

    found = product(np.array([[1, 2], [3, 4]], dtype=np.float32), right)

    assert [3.0, 7.0] == found[:, -1].tolist()


def test_a_rows_product_depends_on_that_row_alone() -> None:
    """Among other rows, in another order, it is the same to the bit."""
    draws = np.random.default_rng(2)
    rows = draws.standard_normal((301, 384), dtype=np.float32)
    vector = draws.standard_normal(384, dtype=np.float32)

    together = products(rows, vector)

    assert products(rows[::-1], vector)[::-1].tolist() == together.tolist()
    assert [float(products(row[np.newaxis], vector)[0]) for row in rows] == together.tolist()


def test_every_half_is_widened_to_the_bit() -> None:
    """Zeros of both signs and the smallest numbers included; what is infinite is no vector."""
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = halves[np.isfinite(halves)].reshape(-1, 2)

    assert finite.astype(np.float32).tobytes() == widened(finite).tobytes()
