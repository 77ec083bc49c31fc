"""Which texts address a model, in plain words and in disguise."""

import pytest
from tests.unit.steering_corpus import ADDRESSING, PLAIN

from octomem.agents.steering import steers


def test_the_corpus_is_large_enough() -> None:
    """It holds at least 60 different texts that address a model."""
    assert 60 <= len(set(ADDRESSING))


@pytest.mark.parametrize("text", ADDRESSING)
def test_a_text_that_addresses_a_model_is_found(text: str) -> None:
    """Whatever its language or disguise."""
    assert steers(text)


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_talk_is_not_taken_for_it(text: str) -> None:
    """A wish to the agent, a reminder or a chat about rules gives no orders to a model."""
    assert not steers(text)


def test_a_long_text_is_looked_through_quickly() -> None:
    """A megabyte without spaces neither hangs nor fails."""
    assert not steers("a" * 1_000_000)
