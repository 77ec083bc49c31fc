"""What is so only in a dream, a novel or a game: "I moved to Leeds, not York, in the dream"."""

import re

_DREAM = r"(?:dream|nightmare|daydream|novel|short story|screenplay)"
_GAME = r"(?:video game|game|sims|simulation|parallel universe)"
_OF = r"(?:the|my|a|last night's) (?:[\w'\u2019]+ )?"
_IMAGINED = re.compile(
    rf"^\W*(?:(?:and|but|so) )?in {_OF}(?:{_DREAM}|{_GAME}),? (?:I|we|he|she|they|my|our)\b"
    rf"|(?: in {_OF}{_DREAM}|, in {_OF}{_GAME})(?:,? (?:though|anyway|obviously|last night))?\W*$"
    r"|\bI(?: had|'d)? (?:a |the |this |another )?(?:weird |strange |mad )?"
    r"(?:dreamt|dreamed|dream (?:where|in which))\b(?! (?:of|about)\b)",
    re.IGNORECASE,
)


def is_imagined(sentence: str) -> bool:
    """Tell whether a sentence places what it says outside the world."""
    return _IMAGINED.search(sentence) is not None
