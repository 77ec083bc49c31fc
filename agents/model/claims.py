"""Whether cited turns really claim what an item says: no question, wish, denial or other subject.

In English and Chinese the reader's statements decide; elsewhere, and where it found none, the
sentence does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from octomem.agents.model.evidence import Evidence
from octomem.agents.reading.reading import Mood, Statement
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.relations import NOUNS
from octomem.agents.wording import content, normal, stem, words

_UNREAL = re.compile(
    r"\b(?:if|whether|maybe|perhaps|imagine|suppose|wish(?:es)?|might|would|could|rumou?r\w*|supposedly"
    r"|wenn|falls|vielleicht|w\u00e4re|h\u00e4tte|w\u00fcrde|si|ojal\u00e1|quiz\u00e1s?|peut-\u00eatre|forse|talvez|misschien"
    r"|se (?:io|tu|lui|lei|noi|voi|loro|eu|ele|ela|fossi\w*|avess\w+|potess\w+)|als (?:ik|jij|je|hij|zij|ze|wij|we|het|er|u))\b"
    r"|如果|要是|假如|也许|可能|希望|听说|もし|たら|만약",
    re.IGNORECASE,
)
"""Sentences that imagine, wish or pass on; kept out where no statement was read in them.

Words that are "if" in one language only ("se", "als") count before a subject of that language."""
_ENDS = re.compile(
    r"\b(?:no longer|any ?more|not .* now|used to|stopp?\w*|quit\w*|gave up|given up|left|leav\w+|sold|moved|broke"
    r"|split|divorc\w*|cancel\w*|done|finish\w*|complet\w*|sent|paid|booked|bought|called|over|ended?|resign\w*"
    r"|fired|retired|died|passed away|never mind|forget (?:it|about)|dropp?\w*|ditched|lost|changed|switch\w*"
    r"|instead|actually|now)\b|n['\u2019]t\b|不再|不用|已经|完成|做完|好了|搬|辞|离|卖|分手|取消|算了|了",
    re.IGNORECASE,
)
"""What a turn says when something ends; without it a model's "close" is not believed."""
_GOOD = vocabulary("like love enjoy adore prefer favourite favorite fan crazy")
_BAD = vocabulary("hate dislike detest loathe stand")
_GENERIC = vocabulary("is are was were be has have had does do can")
_VERBS: dict[str, frozenset[str]] = {
    "lives": vocabulary("live lives living lived move moved moving relocate relocated settle settled based home reside resides from house flat apartment"),
    "works": vocabulary("work works working worked job hired employed join joined start started employer company as at am is"),
    "likes": _GOOD,
    "loves": _GOOD,
    "enjoys": _GOOD,
    "prefers": _GOOD,
    "dislikes": _BAD,
    "hates": _BAD,
    "has": vocabulary("have has had got own owns my our his her their with"),
    "owns": vocabulary("have has had got own owns my our"),
    "speaks": vocabulary("speak speaks spoke fluent language"),
    "studies": vocabulary("study studies studying studied student major degree"),
}  # fmt: skip
"""Words of which a turn must have one for a predicate that a model likes to use."""
_RELATED = {
    "works_at": "works", "works_in": "works", "employed_by": "works", "employee_of": "works",
    "lives_in": "lives", "studies_at": "studies", "owns": "owns", "owner_of": "owns",
}  # fmt: skip
_SAME = {
    "child_of": "parent_of", "parent_of": "child_of", "manager_of": "managed_by",
    "managed_by": "manager_of", "grandchild_of": "grandparent_of", "grandparent_of": "grandchild_of",
    "niece_of": "aunt_of", "nephew_of": "uncle_of",
}  # fmt: skip
"""Relations that one sentence tells both ways."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What an item says: a subject, a predicate and a value, or that this is not so."""

    subject: str
    predicate: str
    value: str
    negated: bool


def unclaimed(evidence: Evidence, claim: Claimed) -> str | None:
    """Say why the turns do not claim something of a subject, or None if they do."""
    subject, value, negated = claim.subject, claim.value, claim.negated
    said = [each for each in _statements(evidence) if _tells(each, value)]
    if not said:
        return _by_sentence(evidence, claim)
    facts = [each for each in said if each.mood is Mood.FACT]
    if not facts:
        return f"it is no claim there but a {said[0].mood.value}"
    if all(each.negated != negated for each in facts):
        return "the turns say the opposite"
    if all(each.ended for each in facts):
        return "the turns say that it is over"
    alike = [each for each in facts if _same_predicate(each, claim)]
    if alike and not any(_same_subject(each.subject, subject) for each in alike):
        return f"the turns say it of {alike[0].subject!r}"
    return None


def asked_or_imagined(evidence: Evidence, text: str) -> str | None:
    """Say that the sentence which a claim comes from only asks or imagines it."""
    sentence = evidence.sentence_of(text)
    if sentence is None:
        return None
    if sentence.is_question or sentence.text.rstrip().endswith(("?", "？")):
        return "it is asked there, not said"
    return "it is imagined there, not said" if _UNREAL.search(sentence.text) else None


def wrong_verb(evidence: Evidence, predicate: str) -> str | None:
    """Say that the turns do not hold what a predicate says."""
    parts = words(predicate)
    if not parts:
        return "it has no predicate"
    if not _is_english(evidence):
        return None  # the predicate is English, the turn is not: nothing to compare
    wanted = _VERBS.get(parts[0])
    if wanted is not None:
        said = {word for turn in evidence.turns for word in words(turn.text)}
        known = said & wanted or {stem(word) for word in said} & {stem(word) for word in wanted}
        return None if known else f"{predicate!r} does not stand there"
    if all(part in _GENERIC for part in parts[:1]):
        return _absent(evidence, " ".join(parts[1:]))
    return _absent(evidence, predicate)


def wrong_relation(evidence: Evidence, relation: str) -> str | None:
    """Say that the turns do not hold what names a relation."""
    if not _is_english(evidence):
        return None
    if relation in _RELATED:
        return wrong_verb(evidence, _RELATED[relation])
    named = {noun for noun, name in NOUNS.items() if name in {relation, _SAME.get(relation)}}
    said = {word.removesuffix("'s") for turn in evidence.turns for word in words(turn.text)}
    if said & named or any(word.rstrip("s") in named for word in said):
        return None
    verb = relation.removesuffix("_of").removesuffix("_to").removesuffix("_with")
    if named and evidence.missing(verb.replace("_", " ")) is not None:
        return f"no word for {relation!r} stands there"
    return _absent(evidence, verb.replace("_", " ")) if not named else None


def _is_english(evidence: Evidence) -> bool:
    return any(reading.language == "en" for reading in evidence.readings)


def ends_something(evidence: Evidence) -> bool:
    """Say whether the turns can be taken to end something; unknown languages can."""
    languages = {reading.language for reading in evidence.readings}
    if not languages <= {"en", "zh"}:
        return True
    return any(_ENDS.search(turn.text) for turn in evidence.turns)


def contrary_taste(evidence: Evidence, text: str) -> bool:
    """Say whether a claim likes what the turns dislike, or the other way round."""
    claimed, said = set(words(text)), set(words(" ".join(turn.text for turn in evidence.turns)))
    stems = {stem(word) for word in said} | said
    good, bad = {stem(word) for word in _GOOD}, {stem(word) for word in _BAD}
    claims_good = bool({stem(word) for word in claimed} & good)
    claims_bad = bool({stem(word) for word in claimed} & bad)
    if claims_good == claims_bad:
        return False
    wanted, other = (good, bad) if claims_good else (bad, good)
    return not stems & wanted and bool(stems & other)


def _absent(evidence: Evidence, text: str) -> str | None:
    missing = evidence.missing(text)
    return None if missing is None else f"{missing!r} does not stand there"


def _by_sentence(evidence: Evidence, claim: Claimed) -> str | None:
    said = f"{claim.subject} {claim.value}"
    told = f"not {said}" if claim.negated else said
    return asked_or_imagined(evidence, said) or (
        "the turns say the opposite" if evidence.denies(told, claim.value) else None
    )


def _statements(evidence: Evidence) -> Iterable[Statement]:
    for reading in evidence.readings:
        yield from reading.statements


def _tells(statement: Statement, value: str) -> bool:
    """Tell whether a statement speaks of a value."""
    wanted = content([value])
    return bool(wanted) and wanted <= content([statement.object, statement.text, statement.whole])


def _same_predicate(statement: Statement, claim: Claimed) -> bool:
    """Tell whether a statement says of its object what an item says of the same words."""
    if not content([claim.value]) <= content([statement.object]):
        return False
    verb, said = (words(claim.predicate) or [""])[0], statement.verb.partition(" ")[0]
    known = _VERBS.get(verb)
    return stem(verb) == stem(said) or (known is not None and said in known)


def _same_subject(said: str, claimed: str) -> bool:
    one, other = normal(said), normal(claimed)
    return (
        one == other or content([one]) == content([other]) or set(words(other)) <= set(words(one))
    )
