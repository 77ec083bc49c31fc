"""What is so only in a dream, a novel or a game: "I moved to Leeds, not York, in the dream"."""

import re

_WORLD = r"(?:dream|nightmare|daydream|novel|short story|fan ?fic(?:tion)?|screenplay|video game|game|sims|simulation|role ?play|campaign|parallel universe|alternate universe|fantasy)"
_IMAGINED = re.compile(
    rf"\bin (?:the|my|a|this|that|last night's|some) (?:[\w'\u2019]+ )?{_WORLD}"
    r"(?:,? (?:though|anyway|obviously|last night))?(?=[,.;!?)]|$| (?:I|we|he|she|they|my|our)\b)"
    r"|\bI(?:'d| had)? (?:a |the |this |another )?(?:weird |strange |mad )?dream(?:t|ed)?\b(?: (?:last night|again))?(?:,|:| that| where| in which| I| we)"
    rf"|\bmy (?:character|avatar|protagonist|alter ego)\b",
    re.IGNORECASE,
)


def is_imagined(sentence: str) -> bool:
    """Tell whether a sentence places what it says outside the world."""
    return _IMAGINED.search(sentence) is not None
