"""Where a value fits in a sentence, and how it is written there: of "I live in Leith", "Bolton" takes the place of "Leith"."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.replies import DAYS, MONTHS, NUMBERS
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.reading.worth import embedded

WORD = r"[\w\u00a3$\u20ac@+%](?:[\w\u00a3$\u20ac@.:+%'\u2019/-]*[\w%])?"
_NO_VALUE = vocabulary(
    "i i'm im i've ive i'd i'll we he she they you it it's its that this there my our your his her their and or but so because if when while"
    " is are was were be been am do does did don't dont didn't didnt doesn't doesnt isn't isnt wasn't can can't cant could would will won't have has had haven't"
    " not no yes yeah ok okay thanks thank please what who where why how which too also either as well yet still just more any some"
    " he's she's they're we're you're there's here's what's who's that'll it'll he'd she'd they'd here there soon"
    " about for all bit late me him them us again back sure fine good great right wrong yep forgot forget never always near outside around between like without"
)
"""Words that no value that takes another's place begins or ends with."""
_FUNCTION = _NO_VALUE | vocabulary(
    "a an the in on at to of from with by than into every each need needs want wants got get gets go goes going say said says called named"
)
_PREPOSED = re.compile(
    r"^(?:(?:in|on|at|to|from|with|by|for|called|the|an?|my)\b ?)+", re.IGNORECASE
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
KINDS = tuple(
    re.compile(rf"(?<![\w.])(?:{form})(?!\w)", re.IGNORECASE)
    for form in (
        r"[\w.+-]+@[\w-]+\.[\w.]+",
        r"\+?\d[\d -]{7,}\d",
        rf"(?:the )?(?:{_ORDINAL}|\d{{1,2}})(?: of)? {MONTHS}(?: \d{{4}})?|{MONTHS} (?:the )?(?:{_ORDINAL}|\d{{1,2}})(?: \d{{4}})?",
        rf"(?:the )?{_ORDINAL}",
        r"\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}[:.]\d\d|noon|midnight|half (?:past )?\w+|quarter (?:past|to) \w+",
        DAYS + r"|today|tomorrow",
        MONTHS,
        r"(?:19|20)\d\d",
        r"[\u00a3$\u20ac\u20b9]\s?\d[\d.,]*k?|\d[\d.,]*k?(?: ?(?:quid|pounds|euros?|dollars?|bucks|rupees|naira|lakhs?))",
        rf"\d[\d.,/]*[a-z%]{{0,3}}|(?:{NUMBERS})",
    )
)
"""Kinds of values that only one of their kind takes the place of, the narrowest first."""
TOKEN = re.compile(WORD)
LIKELY = 0.27
"""From which likeness of meaning one word may stand for another, in [0, 1]."""
SURER = 0.35
"""The same, of a sentence of its own: "Call Tom. Sorry, busy"."""
_SPELT = 0.6
"""From which likeness of spelling one word may be another misspelt, in [0, 1]."""
MOST = 3
"""Words of what another takes the place of."""


def is_empty(word: str) -> bool:
    """Tell a word that says nothing by itself and is no value: "it's", "the"."""
    return word.casefold().replace("\u2019", "'") in _FUNCTION


def bare(value: str) -> str:
    """Return a value without the prepositions and articles before it: "Leith" of "in Leith"."""
    return _PREPOSED.sub("", value) or value


def may_replace(right: str, wrong: str) -> bool:
    """Tell whether two values are of one kind: no hour stands for how many there are."""
    new, old = bare(right), bare(wrong)
    one, other = kind_of(new), kind_of(old)
    is_longer = len(new.split()) > len(old.split()) + 1  # "my brother speaks German, not Dutch"
    if is_longer and not all(word[0].isupper() or word[0].isdigit() for word in new.split()):
        return False
    return one is other or (one is KINDS[-1] and other is not None)


def is_value(words: str) -> bool:
    """Tell whether words may be a value and nothing else: no clause, no remark."""
    parts = TOKEN.findall(_PREPOSED.sub("", words))
    inner = [part for part in parts if is_empty(part) and part.casefold() not in _JOIN]
    return bool(parts) and not (inner or is_empty(parts[0]) or is_empty(parts[-1]))


_JOIN = frozenset({"of", "the", "and"})
"""Words that stand within a value: "the Isle of Man"."""


def place_of(value: str, told: str) -> tuple[int, int] | None:
    """Return where a value stands in a sentence, the last time."""
    found = list(re.finditer(rf"(?<!\w){re.escape(bare(value))}(?!\w)", told, re.IGNORECASE))
    return found[-1].span() if found else None


def fitted(right: str, told: str, place: tuple[int, int]) -> str:
    """Return a value as it stands in a sentence, without the preposition or the article that is there."""
    value = bare(right)
    has_article = re.search(r"\b(?:an?|the|my) $", told[: place[0]]) is not None
    if re.match(r"(?:an?|the) ", right, re.IGNORECASE) and not has_article:
        return right
    dated = told[place[0] :].startswith("the ") and re.match(_ORDINAL, value)
    return f"the {value}" if dated else value


def kind_of(value: str) -> re.Pattern[str] | None:
    """Return of which kind a value is; None for words."""
    return next((each for each in KINDS if each.fullmatch(value)), None)


def _of_kind(kind: re.Pattern[str], value: str, told: str) -> tuple[int, int] | None:
    """Return where a sentence has a value of a kind: the one most like it, or the last."""
    same = [each.span() for each in kind.finditer(told)]
    same = same or [each.span() for each in KINDS[-1].finditer(told) if value[0].isdigit()]

    def fit(at: tuple[int, int]) -> tuple[bool, float, int]:
        one = told[at[0] : at[1]]
        ordinal = (re.search(_ORDINAL, one) is None) == (re.search(_ORDINAL, value) is None)
        return ordinal, _likeness(one, value), at[0]

    return max(same, key=fit, default=None)


def placed(right: str, told: str, likely: float = LIKELY) -> tuple[int, int] | None:
    """Return the words of a sentence that a value takes the place of: those most like it."""
    value = bare(right)
    kind = kind_of(value)
    if kind is not None:
        return _of_kind(kind, value, told)
    spans = [at for at in _spans(told) if told[slice(*at)].casefold() != value.casefold()]
    capital = [at for at in spans if is_capital(told[slice(*at)])]
    if is_capital(value) and capital:
        spans = capital
    spans = [at for at in spans if _may_stand(told, at, value)]
    if is_capital(value) and not capital and value.casefold() in GIVEN:
        spans = [at for at in spans if _may_be_named(told, at)]
    if not spans:
        return None
    if len(spans) == 1 and spans == capital and is_capital(value):
        return spans[0]
    bar = max(likely, SURER) if " " in value else likely
    return _alike_spelt(value, told, spans) or _alike_in_meaning(value, told, spans, bar)


def _may_be_named(told: str, span: tuple[int, int]) -> bool:
    """Tell words that a given name may stand for: not the "flight" of "my flight is on Friday, sorry Sam"."""
    return told[slice(*span)].casefold() in GIVEN or span[0] >= _value_begins(told)


def _value_begins(told: str) -> int:
    """Return from where on a sentence says what something is."""
    return max((match.end() for match in _COPULA.finditer(told)), default=len(told))


def _alike_spelt(value: str, told: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the only given name where a value is one, else the words that it may be spelt wrong as."""
    given = [at for at in spans if told[slice(*at)].casefold() in GIVEN]
    if len(given) == 1 and value.casefold() in GIVEN:
        return given[0]
    spelt = max(spans, key=lambda at: _likeness(told[slice(*at)], value))
    return spelt if _likeness(told[slice(*spelt)], value) >= _SPELT else None


def _alike_in_meaning(
    value: str, told: str, spans: Sequence[tuple[int, int]], likely: float
) -> tuple[int, int] | None:
    """Return the words whose meaning is most like a value's, if it is likely that it stands for them."""
    vectors = embedded([value, *(told[start:end] for start, end in spans)])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    alike = vectors[1:] @ vectors[0]
    alike += [_SAID * (start >= _value_begins(told)) for start, _ in spans]
    best = int(np.argmax(alike))
    return spans[best] if alike[best] >= likely else None


def _spans(told: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of a sentence's words that say something by themselves."""
    words = list(TOKEN.finditer(told))
    for at in range(len(words)):
        for last in range(at, min(at + MOST, len(words))):
            row = words[at : last + 1]
            between = told[row[0].start() : row[-1].end()]
            if is_empty(row[-1].group()) or re.search(r"[,;:!?] ", between):
                break
            if kind_of(between) is None:
                yield row[0].start(), row[-1].end()


def _may_stand(told: str, span: tuple[int, int], right: str) -> bool:
    """Tell whether words are a value of the sentence, and not whose it is: the "husband" of "my husband is a plumber"."""
    words = told[span[0] : span[1]].casefold()
    if _DOES.search(told[: span[0]]) or (
        words in GIVEN and right.islower() and words != told[span[0] : span[1]]
    ):
        return False  # a verb, or a name in the place of "nurse"
    roles = grammar.ROLES | grammar.PETS
    owned = (
        re.search(r"\b(?:my|our|his|her|their)(?: \w+)? $", told[: span[0]], re.IGNORECASE)
        is not None
    )
    if owned and any(word.removesuffix("'s") in roles for word in words.split()):
        return right.casefold() in roles
    if words.endswith(("'s", "\u2019s")):
        return right.endswith(("'s", "\u2019s")) or right.casefold() in roles
    return True


_COPULA = re.compile(r"\b(?:is|are|was|were|called|named)\b|(?<=\w)['\u2019]s\b", re.IGNORECASE)
_SAID = 0.12
"""By how much a value is likelier behind "is" than before it."""
_DOES = re.compile(
    r"(?:^|\b(?:i|we|you|he|she|they|please|don'?t|never|always|(?:need|needs|want|wants|have|has|got|going|supposed|able|trying|used|me|wanna|gotta|planning|like|love|hate) to) )$",
    re.IGNORECASE,
)
"""What a verb follows, which no value takes the place of."""


def is_capital(words: str) -> bool:
    return all(word[:1].isupper() for word in words.split())


def is_alike_written(right: str, told: str, place: tuple[int, int]) -> bool:
    """Tell whether a value is written as what it takes the place of, where it is no date: "Teams call" is no "Tom".

    No proper name is "a teacher", either, in a sentence that has its capitals.
    """
    value, said = bare(right), told[slice(*place)]
    last = value.casefold().rpartition(" ")[2]
    if any(kind.match(value) for kind in KINDS) or said.casefold().endswith(last):
        return True
    if _MIXED.match(value) and not _MIXED.match(said):
        return False
    is_one = re.search(r"\ban? $", told[: place[0]]) is not None and told[:1].isupper()
    return not (is_one and is_capital(value) and said.islower())


_MIXED = re.compile(r"[A-Z][\w'\u2019-]* (?:[^ ]+ )*?(?!of\b|the\b|and\b|de\b)[a-z]")
"""A value that begins with a capital and goes on in small letters."""


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
