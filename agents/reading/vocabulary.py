"""Sets of words, written down as they are read: in a row."""


def vocabulary(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())
