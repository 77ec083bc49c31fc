"""Parts of speech by table: what spaCy's attribute ruler sets, each kind of word looked up once.

The ruler runs a matcher with all its patterns over every text. Most of them look at one word's
tag, relation and letters, and the same few thousand combinations come again and again.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEPT = 4096
"""Kinds of words that are remembered."""

_SEEN = ("TAG", "LOWER", "DEP", "IS_SPACE")
"""What patterns look at."""
_HOW: Mapping[str, Callable[[Any, Any], bool]] = {
    "IN": lambda value, wanted: value in wanted,
    "NOT_IN": lambda value, wanted: value not in wanted,
    "REGEX": lambda value, wanted: re.search(wanted, value) is not None,
}

_Test = Mapping[str, Any]
"""What a value is compared with, by how; all must hold."""
_Word = tuple[str, str, str, bool]
"""A word's tag, small letters, relation and whether it is a space; letters that no pattern asks
for are left out."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern, and what it sets of one of the words that it is found at."""

    place: int
    """Later rules win."""
    words: Sequence[Mapping[str, _Test]]
    index: int
    attributes: dict[Any, Any]


class Attributes:
    """Sets what a ruler sets."""

    def __init__(self, ruler: Any) -> None:
        self._rules = [
            _Rule(place, [_tests(word) for word in words], told["index"], ruler.attrs[place])
            for place, told in enumerate(ruler.patterns)
            for words in told["patterns"]
        ]
        self._strings = ruler.vocab.strings
        words = [word for rule in self._rules for word in rule.words]
        self._asked = [word["LOWER"] for word in words if "LOWER" in word]
        self._letters = lru_cache(KEPT)(self._letters_of)
        self._begun = lru_cache(KEPT)(self._begun_by)

    def __call__(self, doc: "Doc") -> "Doc":
        """Set the attributes of a tagged and parsed text."""
        from spacy.tokens import _retokenize  # noqa: PLC0415 - loads with the parser

        set_attributes = cast("Any", _retokenize).set_token_attrs
        name = self._strings.__getitem__
        words: list[_Word] = [
            (name(tag), self._letters(lower), name(dep), bool(space))
            for tag, lower, dep, space in doc.to_array(list(_SEEN)).tolist()
        ]
        found: dict[int, list[_Rule]] = {}
        for at, word in enumerate(words):
            for rule in self._begun(word):
                rest = words[at + 1 : at + len(rule.words)]
                if len(rest) == len(rule.words) - 1 and all(map(_is, rest, rule.words[1:])):
                    found.setdefault(at + rule.index, []).append(rule)
        for at, rules in found.items():
            for rule in sorted(rules, key=lambda rule: rule.place):
                set_attributes(doc[at], rule.attributes)
        return doc

    def _letters_of(self, number: int) -> str:
        letters: str = self._strings[number]
        return letters if any(_passes(letters, test) for test in self._asked) else ""

    def _begun_by(self, word: _Word) -> list[_Rule]:
        return [rule for rule in self._rules if _is(word, rule.words[0])]


def _tests(word: Mapping[str, Any]) -> dict[str, _Test]:
    return {
        name: cast("_Test", test) if isinstance(test, Mapping) else {"IN": (test,)}
        for name, test in word.items()
    }


def _is(word: _Word, wanted: Mapping[str, _Test]) -> bool:
    return all(_passes(word[_SEEN.index(name)], test) for name, test in wanted.items())


def _passes(value: Any, test: _Test) -> bool:
    return all(_HOW[name](value, wanted) for name, wanted in test.items())
