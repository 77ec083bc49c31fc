"""Putting questions to the wrong store, and judging what is said there."""

import pytest
from benchmarks.abstention import OWN, RENAMED, VERBATIM, Put, judge, renamed


def test_names_are_put_in_place_of_whole_words() -> None:
    """Also as possessives and in any case; parts of other words stay."""
    text = "Did Al's brother tell BO about Alan?"
    assert "Did Cy's brother tell Di about Alan?" == renamed(text, ["Al", "Bo"], ["Cy", "Di"])


def test_found_is_right_in_the_own_store_alone() -> None:
    """The share counts both mistakes, and the area looks at relevance, not at `found`."""
    rows = judge(
        [
            Put(OWN, 0.9, found=True),
            Put(OWN, 0.4, found=False),
            Put(VERBATIM, 0.1, found=False),
            Put(VERBATIM, 0.2, found=False),
            Put(RENAMED, 0.5, found=True),
            Put(RENAMED, 0.3, found=False),
        ],
        floor=0.45,
    ).rows
    assert (0.5, 1.0, 0.5) == (rows[OWN].right, rows[VERBATIM].right, rows[RENAMED].right)
    assert (None, 1.0) == (rows[OWN].auroc, rows[VERBATIM].auroc)
    assert pytest.approx(0.75) == rows[RENAMED].auroc
