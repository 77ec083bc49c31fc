"""A question's clause put back into the order of a statement, in the words of the one who answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARIES = vocabulary(
    "do does did are is am was were have has had will would can could should shall may might must "
    "'s 're 've 'm ca wo"
)
_UNREAL = vocabulary("would could should shall may might must 'd")
_YOURS = {"your": "my", "yours": "mine", "yourself": "myself", "yourselves": "ourselves"}
_GLUED = vocabulary("'s n't , ' %")
_SHORT = {"'re": "are", "'ve": "have", "ca": "can", "wo": "will"}
_OF_I = {"are": "am", "were": "was", "is": "am", "has": "have"}


def is_auxiliary(token: "Token") -> bool:
    """Tell whether a token is a form of "be", "have" or "do", or a modal."""
    return token.lower_ in _AUXILIARIES


@dataclass(frozen=True, slots=True)
class Swap:
    """Says a question's words as the one who answers would."""

    by: str | None
    """The person who asks; None for an assistant, who is no part of an answer."""

    def word(self, token: "Token", *, subject: bool = False) -> str | None:
        """Return a token with its person swapped; None where the asker is nobody to speak of."""
        low = token.lower_
        if low in {"you", "ya", "y'all"}:
            return "I" if subject else "me"
        if low in _YOURS:
            return _YOURS[low]
        if low in {"i", "me", "myself"}:
            return None if subject else self.by
        if low in {"my", "mine"}:
            return f"{self.by}'s" if self.by else None
        is_both = low in {"we", "us", "our", "let"}
        return None if is_both and self.by is None else token.text

    def say(self, tokens: Sequence["Token"], *, subject: bool = False) -> str | None:
        """Return tokens as text with the persons swapped; None where that makes no sense."""
        words: list[str] = []
        for token in tokens:
            word = self.word(token, subject=subject and token == tokens[0])
            if word is None:
                return None
            glued = token.lower_ in _GLUED or _follows(token, tokens)
            words.append(word if glued or not words else f" {word}")
        return "".join(words)


def _follows(token: "Token", tokens: Sequence["Token"]) -> bool:
    """Tell whether no space stands before a token: "check-in"."""
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before in tokens and not before.whitespace_


@dataclass(frozen=True, slots=True)
class Uninverted:
    """A question's clause: its subject, its auxiliary, and the rest without what is asked for."""

    subject: list["Token"]
    auxiliary: "Token | None"
    rest: list["Token"]
    swap: Swap
    left_out: bool = False
    """A form of "be" is left out: "where you based"."""

    @property
    def verb(self) -> "Token | None":
        """The verb that carries the meaning, where it is not the auxiliary."""
        for token in self.rest:
            form = token.tag_ in {"VB", "VBG", "VBN", "VBD", "VBP"}
            if self.auxiliary is None and token.tag_.startswith(("VB", "MD")):
                return token
            if form and token.dep_ not in {"amod", "compound"}:
                return token
        return None

    @property
    def lemma(self) -> str:
        """The main verb's lemma; `be` where "be" stands alone."""
        if self.verb is not None:
            return grammar.lemma(self.verb)
        helper = self.auxiliary.lower_ if self.auxiliary is not None else ""
        return "have" if helper in {"have", "has", "had", "'ve"} else "be"

    def before(self, end: int, *, negated: bool = False) -> str | None:
        """Say the clause up to a place in its rest, "not" included where it is denied."""
        who = self.swap.say(self.subject, subject=True)
        said = None if who is None else self.predicate(self.rest[:end], who, negated=negated)
        return None if said is None else f"{who} {said}".strip()

    def after(self, start: int) -> str | None:
        """Say the clause from a place in its rest."""
        return self.swap.say(self.rest[start:])

    def predicate(self, rest: Sequence["Token"], who: str, *, negated: bool = False) -> str | None:
        """Say the auxiliary and some of the rest, as they follow the subject."""
        helper = agreed(self.auxiliary, who) if self.auxiliary is not None else ""
        helper = helper or (("am" if who == "I" else "is") if self.left_out else "")
        if negated and not helper:
            return self._denied(rest)
        does = helper in {"do", "does", "did"} and self.verb is not None
        if does and not negated:
            words = [_inflected(t, helper) if t == self.verb else self.swap.word(t) for t in rest]
            return _joined(words)
        return _joined([helper, "not" if negated else "", self.swap.say(rest)])

    def _denied(self, rest: Sequence["Token"]) -> str | None:
        """Say a clause without auxiliary with "not"."""
        verb = self.verb
        if verb is None or grammar.lemma(verb) == "be" or verb.tag_ == "MD":
            return None
        helper = {"VBD": "did", "VBZ": "does"}.get(verb.tag_, "do")
        words = [grammar.lemma(t) if t == verb else self.swap.word(t) for t in rest]
        return _joined([helper, "not", *words])


def _joined(words: Sequence[str | None]) -> str | None:
    return None if None in words else " ".join(word for word in words if word)


def agreed(auxiliary: "Token", who: str) -> str:
    """Return an auxiliary as it agrees with whoever answers: "are you" is "I am"."""
    low = _SHORT.get(auxiliary.lower_, auxiliary.lower_)
    if low == "'s":
        low = {"have": "has", "do": "does"}.get(auxiliary.lemma_, "is")
    return _OF_I.get(low, low) if who == "I" else low


def _inflected(verb: "Token", helper: str) -> str:
    lemma = grammar.lemma(verb)
    if helper == "did":
        return grammar.past(lemma)
    return grammar.third_person(lemma) if helper == "does" else lemma


def uninverted(tokens: Sequence["Token"], swap: Swap) -> Uninverted | None:
    """Split what begins with an auxiliary into subject and rest.

    None for what is only thought of ("would you"), and where nobody is asked about.
    """
    auxiliary, tokens = tokens[0], tokens[1:]
    if not tokens or auxiliary.lower_ in _UNREAL:
        return None
    if tokens[0].lower_ in {"n't", "not", "i", "there", "this", "that"}:
        return None
    end = subject_end(tokens)
    if tokens[0].tag_ == "PRP" and len(tokens) > 1 and tokens[1].lower_ in {"and", "two"}:
        return None
    if any(t.lower_ in {"not", "n't"} for t in tokens[end : end + 1]):
        return None  # what a yes would say to "do you not eat meat" nobody knows
    subject = list(tokens[:1] if tokens[0].lower_ == "you" else tokens[:end])  # "you guys"
    return Uninverted(subject, auxiliary, list(tokens[end:]), swap) if end else None


def is_unreal(token: "Token") -> bool:
    """Tell whether an auxiliary makes a question of what is only thought of, or asked for."""
    return token.lower_ in _UNREAL


def subject_end(tokens: Sequence["Token"]) -> int:
    """Return how many tokens the subject takes that begins here; 0 where none does."""
    first = tokens[0]
    if first.tag_ in {"PRP", "EX"} or first.lower_ in {"you", "this", "that", "these", "those"}:
        both = len(tokens) > 1 and tokens[1].lower_ in {"guys", "all", "both"}
        return 2 if both and first.lower_ == "you" else 1
    nominal = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
    begins = (t for t in tokens if t.left_edge.i == first.i and t.dep_ != "ROOT")
    heads = [t for t in begins if t.pos_ in nominal]
    head = heads[-1] if heads else first if first.pos_ in {"NOUN", "PROPN"} else None
    if head is None:
        return 0
    end = min(head.right_edge.i, tokens[-1].i) - first.i + 1
    verbs = (k for k, t in enumerate(tokens) if t.i > head.i and t.tag_ in {"VB", "VBG", "VBN"})
    verb = next((k for k in verbs if tokens[k].dep_ in {"ROOT", "ccomp"}), end)
    return min(end, verb)
