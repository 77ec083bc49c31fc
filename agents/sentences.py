"""The sentences of a turn, also of one that was too short or too sloppy for its language to be told."""

import re

from octomem.agents.reading.reading import Reading

_END = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s+|(?<=[\u3002\uff01\uff1f])|\n+")


def sentences_of(reading: Reading) -> list[str]:
    """Return a turn's sentences; splits the text itself where no reader did."""
    if reading.sentences:
        return [sentence.text for sentence in reading.sentences]
    return split(reading.turn.text)


def split(text: str) -> list[str]:
    """Split a text where a sentence or a line ends."""
    return [part.strip() for part in _END.split(text) if part.strip()]
