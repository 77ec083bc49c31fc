"""Which words of a message name somebody's circumstances: "Leith" a home, "Ocado" an employer.

An encoder that learnt it (`classifier`) tells of each token which slot it may name, in which state, and
whether it is of somebody else; tokens are put together to words, and words to values.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.chinese.script import has_han

_IN_ORDER = (
    "home employer job manager colleague partner marital_status child sibling parent friend pet"
    " allergy diet condition medication car owns phone_model hobby likes dislikes favourite"
    " language age birthday name nickname school studies hometown nationality religion member"
    " doctor tool habit fear project skill"
)
SLOTS = tuple(_IN_ORDER.split())
"""What values are tagged for."""


class State(StrEnum):
    """Whether what a value says is so."""

    NOW = "now"
    PAST = "past"
    """It was so and is not any more."""
    DENIED = "not"
    PLANNED = "plan"
    IMAGINED = "maybe"
    """Wished, joked, quoted, guessed: nothing that anybody claims."""


STATES = tuple(State)
OUTPUTS = 1 + len(SLOTS) + 1 + len(STATES) + 1
"""Of each token: no slot or one of `SLOTS`, a mention of somebody else, a state, of somebody else."""
GONE = 0.9
"""How likely a word has to be told of as over for what is known by it to have ended."""
NAMELESS = 0.99
"""A word that is this likely to name no value at all names none that is known either."""
_PAST = STATES.index(State.PAST)
_WHO = 1 + len(SLOTS)
_STATE = _WHO + 1
_OTHER = _STATE + len(STATES)
_WORD = re.compile(r"\b(?:[Mm]rs?|[Mm]s|[Dd]r|St|[Pp]rof)\.|\w+(?:['\u2019.\-&@]\w+)*|[^\w\s]")
_APART = frozenset(',;.!?():\u2026\u2014\u2013/"\u201c\u201d，。！？；：（）、')
"""Marks over which no value goes."""

_NO_NAME = re.compile(
    r"I(?:['\u2019]\w+)?|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
)
"""Words with capitals that are part of no name."""

Floats = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tag:
    """The words of a value, as they were said."""

    slot: str
    text: str
    sentence: int
    """Index of its sentence."""
    start: int
    end: int
    """Where it stands in its sentence, in characters."""
    state: State
    of_other: bool
    """Of somebody else than the speaker."""
    likely: float
    """How likely slot, state and holder are all right, in [0, 1]."""
    lasting: float = 1.0
    """How likely its words still hold next month."""
    place: float = 0.0
    """How likely its words tell where the speaker is now."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name somebody else whose circumstances a message tells."""

    text: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A word that is told of as over, whether it names a value or not: "wee [Biscuit] went in April"."""

    text: str
    sentence: int
    start: int
    end: int
    slot: str
    """What it names; empty where that is not likely."""
    of_other: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """What is tagged in a message."""

    values: tuple[Tag, ...] = ()
    mentions: tuple[Mention, ...] = ()
    gone: tuple[Gone, ...] = ()

    def beside(self, tag: Tag) -> list[Tag]:
        """Return the other values of a tag's slot in its sentence, the nearest first."""
        found = [
            other
            for other in self.values
            if other.slot == tag.slot and other.sentence == tag.sentence and other is not tag
        ]
        return sorted(found, key=lambda other: abs(other.start - tag.start))


NOTHING = Tagged()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, and what its tokens say on average."""

    start: int
    end: int
    slots: Floats
    who: float
    states: Floats
    other: float


def words_of(sentence: str) -> list[Span]:
    """Return where the words of an English sentence stand."""
    return [match.span() for match in _WORD.finditer(sentence)]


def tagged(
    sentence: str, index: int, of: Sequence[Span], spans: Sequence[Span], odds: Floats
) -> Tagged:
    """Return what is tagged in a sentence.

    `of` says where its words stand and `spans` where its tokens do; `odds` has a row of `OUTPUTS` for each token.
    """
    words = list(_words(of, spans, odds))
    return Tagged(
        tuple(_values(sentence, index, words)),
        tuple(_mentions(sentence, index, words)),
        tuple(_gone(sentence, index, words)),
    )


def _words(of: Sequence[Span], spans: Sequence[Span], odds: Floats) -> Iterator[_Word]:
    slots, states = _shares(odds[:, :_WHO]), _shares(odds[:, _STATE:_OTHER])
    who, other = (1 / (1 + np.exp(-odds[:, at])) for at in (_WHO, _OTHER))
    place = 0
    for start, end in of:
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        own = place
        while own < len(spans) and spans[own][0] < end:
            own += 1
        if own > place:
            row = slice(place, own)
            yield _Word(
                start,
                end,
                slots[row].mean(axis=0),
                float(who[row].mean()),
                states[row].mean(axis=0),
                float(other[row].mean()),
            )


def _shares(odds: Floats) -> Floats:
    """Return the softmax of each row."""
    shares: Floats = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _values(sentence: str, index: int, words: Sequence[_Word]) -> Iterator[Tag]:
    alone = [int(word.slots.argmax()) for word in words]
    best = _of_whole_names(sentence, words, alone)
    for run in _runs(sentence, words, lambda at: best[at] == best[at + 1]):
        if slot := best[run.start]:
            own = [words[at] for at in run if alone[at] == slot]
            span = words[run.start].start, words[run[-1]].end
            yield _value(sentence, index, span, own, slot)


def _runs(sentence: str, words: Sequence[_Word], goes_on: Callable[[int], bool]) -> Iterator[range]:
    """Divide words into those that stand beside each other and of which each goes on in the next."""
    first = 0
    while first < len(words):
        last = first
        while last + 1 < len(words) and goes_on(last) and _is_beside(sentence, words, last):
            last += 1
        yield range(first, last + 1)
        first = last + 1


def _of_whole_names(sentence: str, words: Sequence[_Word], best: Sequence[int]) -> list[int]:
    """Return each word's slot; a name of several words is one value, of the slot most of it says."""
    slots = list(best)
    for name in _names(sentence, words, best):
        said = {best[at] for at in name} - {0}
        if said:
            weights = np.sum([words[at].slots for at in name], axis=0)
            slot = max(said, key=lambda each: (float(weights[each]), -each))
            slots[name.start : name.stop] = [slot] * len(name)
    return slots


def _names(sentence: str, words: Sequence[_Word], best: Sequence[int]) -> Iterator[range]:
    """Yield the words with capitals that stand beside each other, in a sentence that has others.

    The first word of a sentence belongs to none, unless it is tagged itself.
    """
    big = [_is_big(sentence, word) for word in words]
    if 2 * sum(big) > len(words):
        return
    big[:1] = [bool(best[0])] if big and big[0] else big[:1]
    runs = _runs(sentence, words, lambda at: big[at] and big[at + 1])
    yield from (run for run in runs if len(run) > 1)


def _is_big(sentence: str, word: _Word) -> bool:
    text = sentence[word.start : word.end]
    return text[0].isupper() and not _NO_NAME.fullmatch(text)


def _is_beside(sentence: str, words: Sequence[_Word], at: int) -> bool:
    """Tell whether nothing stands between a word and the next one."""
    between = sentence[words[at].end : words[at + 1].start]
    if between and has_han(sentence[words[at].end - 1] + sentence[words[at + 1].start]):
        return False
    marked = {sentence[words[at].start], sentence[words[at + 1].start]} & _APART
    return len(between) <= 1 and not marked


def _value(sentence: str, index: int, span: Span, words: Sequence[_Word], slot: int) -> Tag:
    """Make a value of the words that say its slot; it may have more."""
    states = np.mean([word.states for word in words], axis=0)
    other = float(np.mean([word.other for word in words]))
    state = int(states.argmax())
    named = float(np.mean([word.slots[slot] for word in words]))
    start, end = span
    likely = named * float(states[state]) * max(other, 1 - other)
    text = sentence[start:end]
    return Tag(
        SLOTS[slot - 1], text, index, start, end, STATES[state], other >= 0.5, round(likely, 4)
    )


def _gone(sentence: str, index: int, words: Sequence[_Word]) -> Iterator[Gone]:
    for word in words:
        if word.states[_PAST] < GONE or word.slots[0] > NAMELESS:
            continue
        best = int(word.slots.argmax())
        text = sentence[word.start : word.end]
        slot = SLOTS[best - 1] if best else ""
        yield Gone(text, index, word.start, word.end, slot, word.other >= 0.5)


def _mentions(sentence: str, index: int, words: Sequence[_Word]) -> Iterator[Mention]:
    first = None
    for at, word in enumerate([*words, None]):
        if word is not None and word.who >= 0.5:
            first = at if first is None else first
        elif first is not None:
            start, end = words[first].start, words[at - 1].end
            yield Mention(sentence[start:end], index, start, end)
            first = None
