"""The parser's products of matrices."""

import numpy as np
import pytest

from octomem.agents.reading.arithmetic import ROWS, BlockedOps


@pytest.mark.parametrize("rows", [0, 1, ROWS, ROWS + 1, 100])
@pytest.mark.parametrize(("inner", "columns"), [(1, 1), (64, 1024), (384, 288), (20_000, 2)])
@pytest.mark.parametrize("transposed", [(False, False), (True, False), (False, True)])
def test_a_product_in_blocks_is_the_product(
    rows: int, inner: int, columns: int, transposed: tuple[bool, bool]
) -> None:
    """Whatever the shapes, and whichever side comes transposed, it is what NumPy makes at once."""
    draws = np.random.default_rng(3)
    x = draws.standard_normal((rows, inner)).astype(np.float32)
    y = draws.standard_normal((inner, columns)).astype(np.float32)
    first, second = transposed
    given = np.full((rows, columns), np.nan, dtype=np.float32)

    found = BlockedOps().gemm(
        x.T if first else x, y.T if second else y, out=given, trans1=first, trans2=second
    )

    assert found is given
    np.testing.assert_allclose(x @ y, found, rtol=1e-4, atol=1e-3)
