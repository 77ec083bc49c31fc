"""Encoding ahead of need."""

import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from octomem.errors import StoreError
from octomem.orchestrator import ahead
from octomem.orchestrator.ahead import Ahead
from octomem.stores.seams import Encoded


class Passes:
    """A model's passes: what was asked for, each held back until it is let go."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.go = threading.Event()

    def __call__(self, texts: Sequence[str]) -> dict[str, Encoded]:
        self.asked.append(list(texts))
        assert self.go.wait(10)
        if "bad" in texts:
            raise StoreError("broken", store="embedder", operation="embed")
        return {text: Encoded(np.full(2, len(text), dtype=np.float32)) for text in texts}


@pytest.fixture
def passes() -> Passes:
    return Passes()


@pytest.fixture
def begun(passes: Passes) -> Iterator[Ahead]:
    opened = Ahead(passes)
    yield opened
    passes.go.set()
    opened.close()


def test_what_was_begun_is_taken_once(passes: Passes, begun: Ahead) -> None:
    """Texts of a pass come when it is done; what was not begun is left to the caller."""
    begun.begin(["a", "bb", "a"])
    passes.go.set()
    found = begun.take(["bb", "other"])

    assert ["bb"] == list(found)
    assert 2 == found["bb"].vector[0]
    assert {} == begun.take(["bb"])
    assert ["a"] == list(begun.take(["a"]))
    assert [["a", "bb"]] == passes.asked


def test_what_is_begun_is_not_begun_again(passes: Passes, begun: Ahead) -> None:
    """Whoever asks for it later waits for the same pass."""
    begun.begin(["a"])
    begun.begin(["a", "bb"])
    passes.go.set()

    assert {"a", "bb"} == begun.take(["a", "bb"]).keys()
    assert [["a"], ["bb"]] == passes.asked


def test_a_failed_pass_fails_whoever_takes_it(passes: Passes, begun: Ahead) -> None:
    """The error is the embedder's own."""
    begun.begin(["bad"])
    passes.go.set()

    with pytest.raises(StoreError, match="broken"):
        begun.take(["bad"])


def test_what_failed_and_nobody_took_is_begun_again(begun: Ahead, passes: Passes) -> None:
    """An error is of its pass: the embedder may be back."""
    passes.go.set()
    begun.begin(["bad"])
    begun.begin(["other"])
    assert {"other"} == begun.take(["other"]).keys()
    begun.begin(["bad"])
    with pytest.raises(StoreError):
        begun.take(["bad"])

    assert [["bad"], ["other"], ["bad"]] == passes.asked


def test_what_nobody_takes_is_given_up(
    passes: Passes, begun: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded: the oldest go first, and all when they are to be forgotten."""
    monkeypatch.setattr(ahead, "MOST", 2)
    for text in ("old", "mid", "new"):
        begun.begin([text])
    passes.go.set()

    assert ["new"] == list(begun.take(["old", "new"]))
    begun.clear()
    assert {} == begun.take(["mid"])


def test_a_closed_one_begins_nothing(passes: Passes, begun: Ahead) -> None:
    """A call that outlives its store encodes for itself."""
    passes.go.set()
    begun.close()
    begun.begin(["late"])

    assert {} == begun.take(["late"])
    assert [] == passes.asked
