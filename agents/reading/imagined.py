"""What is so only in a dream, a novel or a game: "I moved to Leeds, not York, in the dream"."""

import re

from octomem.agents.reading import grammar
from octomem.agents.reading.occupations import is_occupation

_DREAM = r"(?:dream|nightmare|daydream|novel|short story|screenplay)"
_GAME = r"(?:video game|game|sims|simulation|parallel universe)"
_OF = r"(?:the|my|a|last night's) (?:[\w'\u2019]+ )?"
_IMAGINED = re.compile(
    rf"^\W*(?:(?:and|but|so) )?in {_OF}(?:{_DREAM}|{_GAME}),? (?:I|we|he|she|they|my|our)\b"
    rf"|(?: in {_OF}{_DREAM}|, in {_OF}{_GAME})(?:,? (?:though|anyway|obviously|last night))?\W*$"
    rf"|^\W*(?:so |ok |and )*(?:I |I've )?(?:had |have )?(?:an? |the |such an? |another )?(?:[a-z]+ ){{0,2}}(?:dream|nightmare)"
    r" (?:last night|again|the other night|this morning|on \w+day(?: night)?)\W+(?=\w)(?!but\b)"
    r"|\b(?:like|as if|as though) (?:i['\u2019]?m|i am|i was|i were) (?:an? )?(?:\w+ )?\w+\W*$"
    r"|\bI(?: had|'d)? (?:a |the |this |another )?(?:weird |strange |mad )?"
    r"(?:dreamt|dreamed|dream (?:where|in which))\b(?! (?:of|about)\b)",
    re.IGNORECASE,
)

_INVENTED = re.compile(
    r"\b(?:novel|story|heroine|hero|character|narrator|protagonist|poem|lyrics|script|screenplay|play|chapter|opening|first (?:sentence|line))\b"
    r"[^\"\u201c\u201d\n]{0,120}[\"\u201c][^\"\u201c\u201d\n]*$",
    re.IGNORECASE,
)
"""What stands before the words of somebody invented: 'my heroine says "I live with my husband …'."""


_ACTED = re.compile(
    r"\W*(?:(?:ok|okay|so|now|please|can you|could you|can we) )*(?:"
    r"(?:let['\u2019]?s )?(?:pretend\b|role-?play\b)"
    r"|(?:write|draft|compose) (?:me |up )?(?:an?|the|this) [\w -]{2,30}? (?:for|from) (?:my|our|his|her) "
    rf"(?:{'|'.join(sorted(grammar.KIN))})(?: to [^:\n]{{0,40}})?: (?:dear [^,\n]{{1,30}}, ?)?i(?:['\u2019]?m| am)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that gives out parts, or the words of a letter for somebody else."""


def is_acted(sentence: str) -> bool:
    """Tell what "I" says in somebody else's part: "pretend I'm a dentist", "draft a letter for my mum: I am …"."""
    return _ACTED.match(sentence) is not None


_CAST = re.compile(
    r"\byou(?:['\u2019]?re| are|['\u2019]ll be| be) (?:an?|the|my) (?:[\w-]+ ){0,2}?(?P<part>[\w-]+)[,.;:]",
    re.IGNORECASE,
)
"""What gives the listener a part."""


def is_cast(text: str) -> bool:
    """Tell whether a turn begins to act with the listener's part: "you are a waiter, I am vegan"."""
    return any(is_occupation(each["part"]) for each in _CAST.finditer(text))


def is_imagined(sentence: str) -> bool:
    """Tell whether a sentence places what it says outside the world."""
    return _IMAGINED.search(sentence) is not None


def is_invented(before: str) -> bool:
    """Tell whether what stands before some words makes them the words of somebody invented."""
    return _INVENTED.search(before) is not None
