"""What people say with a face turned upside down, and do not mean: "love getting up at 6 🙃"."""

import re

from octomem.agents.reading.reading import Reading

_UPSIDE_DOWN = re.compile(r"[\s.,!]*[\U0001F643\U0001F644]")


def is_ironic(sentence: int, reading: Reading) -> bool:
    """Tell whether such a face stands right behind a sentence, given with its index."""
    _, _, behind = reading.turn.text.partition(reading.sentences[sentence].text)
    return _UPSIDE_DOWN.match(behind) is not None


def is_said_with_it(words: str, text: str) -> bool:
    """Tell whether such a face stands right behind some words of a text: 太爽了🙃."""
    _, _, behind = text.partition(words)
    return _BEHIND.match(behind) is not None


_BEHIND = re.compile(r"[了啊呀呢哦的！!。.~～\s]{0,4}[\U0001F643\U0001F644]")
