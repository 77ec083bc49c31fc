"""What cited turns say, in the forms in which a claim is checked against them.

Whatever a model lists has to stand in the turns it cites: names and numbers word for word,
other words by their stem. Function words, and a few verbs that say nothing of their own,
are free.
"""

import re
import unicodedata
from collections.abc import Sequence

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import content_words
from octomem.agents.reading.reading import Reading, Sentence
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.wording import EMPTY, content, stem, words
from octomem.turn import Turn

_COUNTED = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty"""
_NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED.split())}
_QUOTED = re.compile(r"[\"\u201c\u300c]([^\"\u201d\u300d]{2,200})[\"\u201d\u300d]")
_NUMBER = re.compile(r"\d(?:[\d.,:/-]*\d)?")
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_LIKE = 5
"""Letters that two forms of a word begin with in common, at least."""
_SHARE = 0.7
"""Share of the longer form that they begin with in common."""
_PAIRS = 0.8
"""Share of a word's pairs of letters that a text without spaces must hold."""
_SENTENCE = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s*|\n+")
_CLAUSE = re.compile(
    r"[,;:\u2013\u2014\uff0c\uff1b\u3001]|\b(?:but|aber|sondern|mais|pero|sino|mas|ma|maar)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|nothing|without|neither|nor|none|cannot|avoids?|nicht|kein\w*|nie|pas|jamais"
    r"|nunca|non|niet|geen)\b|n['\u2019]t\b|[不没沒无無别別未非]",
    re.IGNORECASE,
)
_FREE = EMPTY | vocabulary(
    "user agent assistant person people thing one ones own likes like loves enjoys prefers prefer "
    "dislikes hates favourite favorite called named name lives live works work speaks speak uses use "
    "has wants cannot years to-do answer answers reply replies should always never does their s"
)
"""Words that a claim may add to what was said; what they claim is checked in `claims`."""


def plain(text: str) -> str:
    """Return a text in one form, whatever way it was typed."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


class Evidence:
    """The turns that an item cites, or any texts, as one body of words."""

    def __init__(
        self, turns: Sequence[Turn], readings: Sequence[Reading], texts: Sequence[str] = ()
    ) -> None:
        self.turns = tuple(turns)
        self.readings = tuple(readings)
        said = [*texts, *(f"{turn.actor}: {turn.text} {_captions(turn)}" for turn in turns)]
        self._text = " ".join(plain("\n".join(said)).split())
        self._words = {word.removesuffix("'s") for word in words(self._text)}
        self._words |= {_NUMBERS[word] for word in self._words if word in _NUMBERS}
        self._stems = {stem(word) for word in self._words}

    def holds(self, text: str) -> bool:
        """Say whether a text stands in the turns as it is, spaces and case aside."""
        wanted = " ".join(plain(text).split())
        return bool(wanted) and wanted in self._text

    def missing(self, text: str) -> str | None:
        """Return the first word, number or quotation of a claim that the turns do not hold."""
        exact = self._missing_figure(text)
        if exact is not None:
            return exact
        for place, token in enumerate(_TOKEN.finditer(unicodedata.normalize("NFKC", text))):
            word = token.group().casefold().replace("\u2019", "'").removesuffix("'s")
            if word in _FREE or word.isdecimal():
                continue
            is_name = token.group()[:1].isupper()
            if is_name and place == 0 and stem(word) in self._stems:
                continue  # a capital at the beginning need not make a name
            if not self._has(word, exact=is_name or _has_digit(word)):
                return token.group()
        return None

    def invented(self, text: str, *, names: bool) -> str | None:
        """Return the first number, quotation or, with `names`, name that the turns do not hold.

        For prose, of which other words are free. A capital makes a name within a sentence only,
        and not in languages that write other nouns so.
        """
        exact = self._missing_figure(text)
        if exact is not None or not names:
            return exact
        whole = unicodedata.normalize("NFKC", text)
        for token in _TOKEN.finditer(whole):
            word = token.group().casefold().replace("\u2019", "'").removesuffix("'s")
            before = whole[: token.start()].rstrip(" \"'(\u201c\u2018")
            begins = not before or before[-1] in ".!?:\n"
            if begins or not token.group()[0].isupper() or word in _FREE:
                continue
            if not self._has(word, exact=True):
                return token.group()
        return None

    def shares(self, text: str) -> bool:
        """Say whether any word of a text that says something stands in the turns."""
        wanted = content([text])
        return not wanted or any(self._has(word, exact=False) for word in wanted)

    def _missing_figure(self, text: str) -> str | None:
        """Return the first quotation or number of a text that the turns do not hold."""
        for quoted in _QUOTED.finditer(text):
            if not self.holds(quoted[1]):
                return quoted[1]
        for number in _NUMBER.finditer(unicodedata.normalize("NFKC", text)):
            if not self._has_number(number.group()):
                return number.group()
        return None

    def sentence_of(self, text: str) -> Sentence | None:
        """Return the sentence that has most of a claim's words, with what the reader says of it."""
        wanted = content([text])
        best, most = None, 0
        for sentence in self._sentences():
            shared = len(wanted & content([sentence.text]))
            if shared > most or (best is None and has_han(text) and text in sentence.text):
                best, most = sentence, shared
        return best

    def denies(self, claim: str, value: str) -> bool:
        """Say whether a claim says yes where the clause that holds its value says no, or reverse."""
        sentence = self.sentence_of(claim)
        if sentence is None:
            return False
        wanted = content([value])
        clauses = [part for part in _CLAUSE.split(sentence.text) if part.strip()]
        best = max(clauses, key=lambda part: len(wanted & content([part])), default=sentence.text)
        return negates(best) != negates(claim)

    def _sentences(self) -> list[Sentence]:
        read = {reading.turn.id: reading for reading in self.readings}
        found: list[Sentence] = []
        for turn in self.turns:
            reading = read.get(turn.id)
            if reading is not None and reading.sentences:
                found += reading.sentences
            else:
                parts = [part for part in _SENTENCE.split(turn.text) if part.strip()]
                found += [
                    Sentence(part, part.rstrip().endswith(("?", "？")), False) for part in parts
                ]
        return found

    def _has_number(self, number: str) -> bool:
        """Say whether a number stands there as a whole, in figures or, a small one, in words."""
        whole = rf"(?<!\d){re.escape(number.casefold())}(?![\d])"
        return number in self._words or re.search(whole, self._text) is not None

    def _has(self, word: str, *, exact: bool) -> bool:
        if word in self._words or _NUMBERS.get(word) in self._words:
            return True
        if has_han(word):
            return all(plain(part) in self._text for part in content_words(word) or [word])
        if not word.isascii() and (word in self._text or self._has_pairs(word)):
            return True
        if exact:
            return False
        return stem(word) in self._stems or any(alike(word, said) for said in self._words)

    def _has_pairs(self, word: str) -> bool:
        """Tell of a script without spaces whether a word's letters stand side by side there."""
        if len(word) < 3 or any(
            char.isascii() or unicodedata.bidirectional(char) == "R" for char in word
        ):
            return False
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        spaced = " " in self._text.partition(": ")[2].strip()
        return not spaced and sum(pair in self._text for pair in pairs) >= _PAIRS * len(pairs)


def negates(text: str) -> bool:
    """Say whether a text says no to something."""
    return _NEGATION.search(text) is not None


def alike(word: str, said: str) -> bool:
    """Tell two forms of one word in a language that no stemmer here knows."""
    same = 0
    for one, other in zip(word, said, strict=False):
        if one != other:
            break
        same += 1
    return same >= _LIKE and same >= _SHARE * max(len(word), len(said))


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _captions(turn: Turn) -> str:
    return " ".join(
        filter(
            None,
            (part for item in turn.attachments for part in (item.caption, item.title, item.uri)),
        )
    )
