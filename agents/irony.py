"""What people say with a face turned upside down, and do not mean: "love getting up at 6 🙃"."""

import re

from octomem.agents.reading.reading import Reading

_UPSIDE_DOWN = re.compile(r"[\s.,!]*[\U0001F643\U0001F644]")


def is_ironic(sentence: int, reading: Reading) -> bool:
    """Tell whether such a face stands right behind a sentence, given with its index."""
    _, _, behind = reading.turn.text.partition(reading.sentences[sentence].text)
    return _UPSIDE_DOWN.match(behind) is not None
