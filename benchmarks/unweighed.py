"""Readings as the parse alone makes them, for what the weights are learned from."""

from collections.abc import Sequence
from concurrent.futures import Future

from octomem.agents.reading.classifier import Message
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.scales import Scales


class Unweighed(Scales):
    """Weighs nothing: what weights learn from does not hang on weights."""

    def begin(self, messages: Sequence[Message]) -> None:
        """Read nothing ahead."""

    def put(self, reading: Reading) -> Future[Reading]:
        """Return a reading as it is."""
        done: Future[Reading] = Future()
        done.set_result(reading)
        return done
