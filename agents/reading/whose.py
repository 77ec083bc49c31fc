"""Whose a sentence is that names nobody: "on sertraline atm" right behind a message about a sister.

What lacks a subject tells of the speaker, as a rule. Behind a message about somebody else nobody can be sure of it, so it is
nobody's; a verb in the third person ("works at Aldi") is theirs who were named, and so is the answer to a question about them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from octomem.agents.reading import grammar
from octomem.agents.reading.before import Asked
from octomem.agents.reading.reading import Mood, Statement
from octomem.agents.reading.subjects import Referents
from octomem.agents.reading.tags import Gone, Tag, Tagged
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_Word = TypeVar("_Word", Tag, Gone)
NOBODY = ""
"""Whose a sentence is that may be the speaker's or another's."""
_ROLE = "|".join(sorted(grammar.ROLES, key=len, reverse=True))
_OTHERS = re.compile(
    rf"\b(?:he|she|they|him|his|her|their)\b|\byour (?:[\w-]+ )?(?:{_ROLE})\b", re.IGNORECASE
)
"""Of whom a question asks that is put to the speaker of another."""
_SPEAKER = re.compile(
    r"\b(?:I|i|we|me|us|mine|ours|myself|[Ii]['\u2019]?m|[Ii]['\u2019]?ve|[Ii]['\u2019]d|[Ii]['\u2019]ll|[Ww]e['\u2019](?:re|ve|ll|d)|We)\b"
)
_OPENS = vocabulary(
    "and but so also oh anyway btw ok okay well now currently still just apparently yeah yes no lol haha"
)
_DOES = vocabulary(
    "lives works plays studies teaches drives cooks owns manages speaks has hates loves likes eats takes goes runs wants needs"
)
"""How a sentence begins that tells of somebody else than the speaker, whatever the parser takes it for."""
_OF_SELF = vocabulary("live work study play drive")
"""What somebody does who tells of themselves, whoever they do it with."""
_WITH_THEM = re.compile(
    r"\b(?:him|them|her(?=\W*$| (?:to|in|on|at|with|for|from|last|this|yesterday|now|and)\b))",
    re.IGNORECASE,
)
"""With whom somebody does something who is not they: "moved in with him"."""
_RESOLVES = re.compile(
    r"\W*(?:(?:so|and|but|ok|okay|anyway|well)\W+)*(?:gonna|going to|will|gotta|might) (?:ask|book|buy|call|check|fix|give|look|try)\b",
    re.IGNORECASE,
)
"""What somebody is about to do who writes so: "gonna try no screens after 10"."""
_PRONOUNS = frozenset({"he", "she", "they"})
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


class Telling:
    """Of whom the sentences of one turn tell, as they come."""

    def __init__(self, referents: Referents, question: Asked | None) -> None:
        self._referents = referents
        self._is_asked = question is not None and _OTHERS.search(question.question) is not None
        if question is not None:
            referents.of_other = referents.speaker if self._is_asked else ""
        self._behind = referents.of_other == referents.speaker

    def owner(self, sentence: "Span", words: str, said: Sequence[Statement]) -> str | None:
        """Return whose a sentence is that does not say so; None where it does, or nobody else is meant.

        `words` are those that were typed, without what was filled in.
        """
        first = next((w for w in _WORD.findall(words) if w.lower() not in _OPENS), "")
        is_theirs = first.lower() in _DOES
        is_own = _WITH_THEM.search(words) is not None or self._is_named_in(words)
        is_own = is_own or _RESOLVES.match(words) is not None
        if not self._behind or is_own or not (is_theirs or _lacks_subject(sentence, words)):
            self._note(words, said)
            return None
        return self._named() if is_theirs or self._is_asked else NOBODY

    def _note(self, words: str, said: Sequence[Statement]) -> None:
        """Learn whom a sentence tells of, for those behind it."""
        referents = self._referents
        is_own = _SPEAKER.search(words) is not None
        people = (each for each in referents.people if not (is_own and each.who.type == "animal"))
        named = {referents.perhaps_sentence, *(each.sentence for each in people)}
        others = (each for each in said if not (is_own and each.subject_type == "animal"))
        is_other = referents.sentence in named or any(map(_is_of_another, others))
        of_self = any(s.first_person and s.mood is Mood.FACT and s.verb in _OF_SELF for s in said)
        if of_self or is_other or is_own:
            self._behind = False
            referents.of_other = referents.speaker if is_other and not of_self else ""

    def _is_named_in(self, words: str) -> bool:
        """Tell whether a sentence names whom those before it told of: "had to rehome Rex" is the speaker's."""
        return any(
            re.search(rf"\b{re.escape(each.who.name)}\b", words) for each in self._referents.people
        )

    def _named(self) -> str:
        """Return who was named last, where that is one."""
        names = {each.who.name for each in self._referents.people}
        return names.pop() if len(names) == 1 else NOBODY


def _is_of_another(statement: Statement) -> bool:
    """Tell what is said of somebody else, who may be meant by a pronoun alone."""
    is_known = statement.subject.lower() not in grammar.EMPTY_SUBJECTS - _PRONOUNS
    is_one = statement.subject_type in {"person", "animal"} and not statement.first_person
    return is_one and is_known


def _lacks_subject(sentence: "Span", words: str) -> bool:
    """Tell a sentence that says by no subject, nor by a word for the speaker, of whom it tells."""
    return _SPEAKER.search(words) is None and not any(map(_is_subject, sentence))


def _is_subject(token: "Token") -> bool:
    return token.dep_ in _SUBJECTS and token.tag_ not in {"WP", "WDT"} and token.lower_ != "i"


def given(said: Sequence[Statement], speaker: str, owner: str) -> Iterator[Statement]:
    """Yield what a sentence states, with its owner in the place of the speaker, whom only the parse takes for its subject."""
    for each in said:
        if each.subject != speaker or each.mood is not Mood.FACT:
            yield each
        elif owner:
            text, whole = (one.replace(each.subject, owner, 1) for one in (each.text, each.whole))
            yield replace(each, subject=owner, first_person=False, text=text, whole=whole)


def owned(tags: Tagged, owners: Mapping[int, str]) -> Tagged:
    """Leave of the words tagged as the speaker's those out that are nobody's, and give others to whom they belong."""
    if not owners:
        return tags
    return replace(tags, values=_owned(tags.values, owners), gone=_owned(tags.gone, owners))


def _owned(words: Sequence[_Word], owners: Mapping[int, str]) -> tuple[_Word, ...]:
    return tuple(
        replace(word, of_other=word.of_other or word.sentence in owners)
        for word in words
        if word.of_other or owners.get(word.sentence) != NOBODY
    )
