"""The same fact in other words: a claim without a slot that says no more than one that has its own.

"Wade has that penicillin allergy" says again that Wade is allergic to penicillin, "my main hobby is knitting"
that Fiona does knitting. Words count as said again where they are a value that is known, name what it is of
("allergy", "hobby", "job"), or say nothing themselves ("as ever", "still"). Any other word says more.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from octomem.agents import chinese_restated
from octomem.agents.base import Candidate, Intent
from octomem.agents.events import is_event
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.relations import NOUNS
from octomem.agents.slots import load_table
from octomem.agents.wording import content, normal, stem, stems, words
from octomem.jsons import text_field
from octomem.memory import Memory

_FILLERS = vocabulary(
    "a an the to of in on at for with by as is am are be been have has got and well so just really very too"
    " i me my mine we us our it its that this there these those something someone one thing anything their them"
    " also yes yeah yep still ever always usual again already anyway indeed obviously now currently main"
    " i'm i've we've it's that's there's say said tell told mention mentioned put note list under remember know"
    " head heads up btw either lol haha tbh honestly though tho actually please pls you know where totally absolutely"
    " completely definitely seriously honest same these days for years ages forever all life"
)
"""Words that say nothing of their own in a claim that is made again."""
_LIGHT = re.compile(r"\b(?:is|am|are|has|have|got)\b|['\u2019](?:m|s|ve)\b", re.IGNORECASE)
"""Verbs that say of a value no more than that it is somebody's."""
_OTHERWISE = re.compile(
    r"\b(?:not|never|no|none|without|cannot|loved|liked|enjoyed|adored|worked|lived|studied)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""What denies a claim, or tells of what was so."""
_NAMED = {
    "is allergic to": "allergic allergy allergies",
    "likes": "like likes love loves enjoy enjoys adore adores fond keen fan favourite favorite fave support supports",
    "does": "do does hobby hobbies pastime",
    "speaks": "speak speaks language languages",
    "studies": "study studies studying",
    "lives in": "live lives living place stay stays staying based home",
    "works at": "job work works working employed employer",
    "takes": "take takes taking taken tablet tablets pills medication meds prescription",
}
"""Words that name what several values of somebody are, by the predicate that a fact of them is known by."""
_CAN_NOT = (
    r"(?:can ?not|can['\u2019]?t|must ?n[o'\u2019]t|should ?n[o'\u2019]t|not allowed(?: to)?)"
)
_DISLIKES = "dislikes"
_MEANT = {
    "is allergic to": (
        rf"{_CAN_NOT} (?:have|eat|touch|take|do|go near)(?: any)?|(?:could|would|will|can|might|nearly|almost|does|do) kill(?:s|ed)?|kills"
        r"|sends?(?= .*\b(?:to|into) (?:A&E|A & E|A and E|the ER|ER|hospital|casualty|shock|anaphyla\w+)\b)|(?:to|into) (?:A&E|A & E|A and E|the ER|ER|hospital|casualty|shock|anaphyla\w+)\b"
        r"|(?:sets?|setting) off(?= .*\ballerg)|(?:are|is) (?:a|an) (?:absolute )?no(?:[- ]?go|[- ]no)?\b|off[- ]limits|deadly|lethal|poison(?:ous)?|severely|badly|deathly|seriously"
    ),
    "likes": (
        r"(?:is|are) (?:absolutely |totally |still )?(?:my|his|her|their|[\w'\u2019]+s) (?:thing|jam|favou?rite(?: \w+)?(?: ever)?)(?: of all time| ever)?\b|(?:mad|crazy|nuts|bonkers|passionate) (?:about|for)"
        r"|(?:a )?(?:big|huge|massive|great|real)? ?(?:fan|lover) of|obsessed with|addicted to|partial to|(?:a )?sucker for|can['\u2019]?t get enough of|can ?not get enough of|(?:really |so |very )?into"
    ),
    "takes": r"(?:is|am) on|(?:taking|takes?) (?:my|his|her|their|the)|(?:tablets?|pills?|meds)$",
    "does": r"(?:is|are) (?:still )?(?:one of )?(?:my|his|her|their|[\w'\u2019]+s) (?:hobby|hobbies|thing|pastimes?|favou?rite hobby)",
    "lives in": r"(?:is|['\u2019]s) where (?:I|i|we) live|(?:is|are) based in|(?:is|are) living in",
    _DISLIKES: (
        rf"{_CAN_NOT} (?:stand|bear|stomach|abide)|(?:is|are) (?:just |so |really )?(?:vile|gross|disgusting|rank|minging|yuck|yucky|awful|horrible|the worst)"
        r"|(?:is|are|am|['\u2019]m)? ?(?:really )?not (?:a |my )?(?:big |huge |massive )?(?:fan of|fave|thing|cup of tea|keen on|fond of|into)"
        r"|(?:never|(?:does|do) not|don['\u2019]?t|doesn['\u2019]?t) (?:really |much )?(?:liked?|enjoy)|hates?|loathes?|detests?"
    ),
}
"""What says of a value in other words that somebody is allergic to it, likes it, and so on; by predicate."""
_LABELLED = {
    "allergy": "allergic allergy allergies medical medically",
    "health": "health medical medically condition",
    "preference": _NAMED["likes"] + " prefer diet",
    "role": "job profession occupation work trade",
    "work": "job work",
    "language": _NAMED["speaks"],
}
"""The same for entries of core memory, by their labels."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a kind of facts is known by."""

    predicate: str
    names: frozenset[str]
    """Stems of the words that name it; none where the value names it itself: "is vegetarian"."""
    values: frozenset[str] = frozenset()

    @property
    def verb(self) -> str:
        """How an identity ends that is known by it: somebody who dislikes something does not like it."""
        return "likes|not" if self.predicate == _DISLIKES else f"{self.predicate}|"

    def is_unsaid(self, said: Collection[str]) -> bool:
        """Tell that no word of a claim names it, by its words alone: most claims name none of most relations."""
        if self.predicate in _MEANT:
            return False
        return self.names.isdisjoint(said) if self.names else " ".join(said) not in self.values

    def without(self, text: str) -> tuple[str, bool]:
        """Return a text without the phrases that mean it, and whether there were any."""
        phrases = _phrases().get(self.predicate)
        rest, found = phrases.subn(" ", text) if phrases else (text, 0)
        return rest, found > 0


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    return {
        predicate: re.compile(rf"(?<!\w)(?:{phrase})(?!\w)", re.IGNORECASE)
        for predicate, phrase in _MEANT.items()
    }


@cache
def _relations() -> tuple[_Relation, ...]:
    several = [_Relation(predicate, _stemmed(named)) for predicate, named in _NAMED.items()]
    several.append(_Relation(_DISLIKES, _stemmed("dislike dislikes hate hates")))
    single = [
        _Relation(
            slot.predicate,
            frozenset()
            if slot.predicate == "is"
            else _stemmed(
                " ".join(
                    (slot.name.replace("_", " "), slot.predicate, *slot.possessed, *slot.means)
                )
            ),
            frozenset(stems(value) for value in slot.values),
        )
        for slot in load_table().slots
        if "*" not in slot.name
    ]
    return (*several, *single)


def _stemmed(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split() if word not in _FILLERS)


def _said(text: str, holder: str) -> list[str]:
    """Return the stems of what a text says of its holder, in order."""
    own = {*words(holder), *(f"{word}'s" for word in words(holder))}
    return [stem(w.removesuffix("'s")) for w in words(text) if w not in own and w not in _FILLERS]


def repeated(candidate: Candidate) -> frozenset[str]:
    """Return the identities of the facts that a claim without a slot says again, if they are known."""
    fields = candidate.fields
    passes = candidate.intent is not Intent.ASSERT or candidate.valid_to is not None
    if text_field(fields, "slot") or passes or is_event(fields) or has_han(candidate.text):
        return frozenset()
    found = {
        f"{owner}|{value}|{relation.verb}"
        for owner, holder in _holders(candidate)
        for said in (_said(candidate.text, holder),)
        for relation in _relations()
        if (value := _value(candidate, holder, said, relation))
    }
    return frozenset((found | _closer_kin(candidate)) - {candidate.identity})


_ANY_OF = frozenset({"child", "kid", "pet", "sibling", "parent", "partner", "spouse"})
"""Nouns that say of somebody what several others say more closely."""


def _closer_kin(candidate: Candidate) -> set[str]:
    """Return the facts that say more closely who somebody is: a daughter is a child."""
    owner, _, noun = text_field(candidate.fields, "object").rpartition("'s ")
    says_more = candidate.marks.get(FULLER)  # "a kelpie called Biscuit"
    if (
        says_more
        or not owner
        or noun not in _ANY_OF
        or text_field(candidate.fields, "predicate") != "is"
    ):
        return set()
    who = candidate.identity.partition("|")[0]
    kin = (word for word, name in NOUNS.items() if name == NOUNS[noun] and word != noun)
    return {f"{who}|{stems(f'{owner} {word}')}|is|" for word in kin}


def _holders(candidate: Candidate) -> list[tuple[str, str]]:
    """Return whose a value may be that a claim tells of, in normal form and as written.

    They are whom it is about, and who has what it is about: "yoga is one of Fiona's hobbies".
    """
    subject, about = (
        text_field(candidate.fields, "subject"),
        candidate.identity.partition("|")[0],
    )
    holder, owner = (name.rpartition("'s ")[0] or name for name in (subject, about))
    value = text_field(candidate.fields, "object")
    others = {*_NAME.findall(value), value.removeprefix("for ")} - {holder, subject, ""}
    is_other = subject != holder and candidate.fields.get("negated")
    whole = [(about, subject)] if is_other else []  # "Mei's son can not have nuts"
    return [(owner, holder), *whole, *((normal(name), name) for name in sorted(others))]


_NAME = re.compile(r"\b[A-Z][\w-]+|\b[\w-]+(?=['\u2019]s\b)")
"""Who may have what a claim is about, in its object."""


def _value(candidate: Candidate, holder: str, plain: Sequence[str], relation: _Relation) -> str:
    """Return the value that a claim tells of a relation, empty where it does not name it; `plain` are all its words."""
    if relation.is_unsaid(plain):
        return ""
    text, meant = relation.without(candidate.text)
    said = _said(text, holder) if meant else plain
    value = " ".join(word for word in said if word not in relation.names)
    if relation.names:
        is_named = meant or len(value.split()) < len(said)
    else:
        is_named = value in relation.values and _LIGHT.search(text) is not None
    if not is_named or (candidate.fields.get("negated") and not meant):
        return ""
    return "" if _OTHERWISE.search(text) else value  # of the few that name one


def told_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Leave out the claims that others of the same turn say in other words.

    Who is had is told by what they are to whom: of "a cat, Marmalade" neither a cat nor Marmalade is a fact of
    its own, and "a kelpie called Biscuit" is what is told of Biscuit, the pet.
    """
    given = list(candidates)
    told = {(one.turns[0], one.identity) for one in given}
    kept = [one for one in given if not any((one.turns[0], r) in told for r in repeated(one))]
    kept = [one for one in _each_once(kept) if not chinese_restated.told_by(one, given)]
    owned = [one for one in kept if _is_owned(one)]
    kept = [left for one in kept if (left := _without_names(one, owned)) is not None]
    had = [(one, by) for one in kept if (by := _by_name(one, owned)) is not None]
    kinds = {by.identity for one, by in had if not _names(one, by)}
    had = [(one, by) for one, by in had if by.identity in kinds or _names(one, by)]
    fuller = {by.identity: one.text for one, by in had if _CALLED.search(one.text)}
    dropped = {id(one) for one, _ in had}
    return [
        replace(one, text=fuller[one.identity], marks={**one.marks, FULLER: True})
        if one.identity in fuller
        else one
        for one in kept
        if id(one) not in dropped
    ]


def _each_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out claims that are told in the same words as another one of their turn: a "non", a "smoker", a "non-smoker".

    What puts right has the words of its whole turn, and says something else each time.
    """
    told: set[tuple[str, ...]] = set()
    found: list[Candidate] = []
    for one in candidates:
        subject, predicate, slot = (
            text_field(one.fields, name) for name in ("subject", "predicate", "slot")
        )
        key = (one.turns[0], one.text, predicate)
        is_loose = one.intent is Intent.ASSERT and predicate and not slot
        is_claim = is_loose and one.text.startswith(subject)
        if not is_claim or key not in told:
            found.append(one)
        if is_claim:
            told.add(key)
    return found


FULLER = "fuller"
"""Marks a fact whose text says more than its fields: a kelpie is a pet."""
_CALLED = re.compile(r"\b(?:called|named)\b")


def _is_owned(candidate: Candidate) -> bool:
    """Tell who somebody or an animal is to somebody: "Marmalade is Ciara's cat"."""
    is_so = candidate.intent is Intent.ASSERT and not candidate.fields.get("negated")
    return (
        is_so
        and text_field(candidate.fields, "predicate") == "is"
        and "'s " in text_field(candidate.fields, "object")
    )


def _by_name(candidate: Candidate, owned: Iterable[Candidate]) -> Candidate | None:
    """Return the fact of who is had, by name or by what it is: "a cat", "Marmalade", "a kelpie called Biscuit"."""
    fields = candidate.fields
    is_so = candidate.intent is Intent.ASSERT and not fields.get("negated")
    value, holder = normal(text_field(fields, "object")), text_field(fields, "subject")
    if text_field(fields, "predicate") != "has" or not is_so:
        return None
    more = content([candidate.text]) - content([holder, value])  # "… who bites the postman"
    for one in owned:
        owner, _, noun = text_field(one.fields, "object").rpartition("'s ")
        name = re.escape(normal(text_field(one.fields, "subject")))
        ways = rf"{name}|{re.escape(normal(noun))}|[\w-]+ (?:called|named) {name}"
        told = owner == holder and one.turns[0] == candidate.turns[0]
        if told and more <= content([name]) and re.fullmatch(ways, value):
            return one
    return None


_LISTED = re.compile(
    r"(?:,| called| named|:| -| \()\s*(?P<names>[A-Z][\w'-]*(?:(?:,? (?:and|&)|,) [A-Z][\w'-]*)*)(?:\)| -)?(?! (?:and|&) [a-z]|, [A-Z]|[\w'-])"
)
"""Names behind how many of something somebody has: "two dogs, Rex and Bo"."""
_COUNTED = re.compile(r"has (?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|several) ")


_TWO = 2
"""Names that make a list."""


def _said_names(text: str, names: Collection[str]) -> int:
    """Return how many of some names, in small letters, a text has."""
    return len({word.removesuffix("'s") for word in words(text)} & set(names))


def _without_names(candidate: Candidate, owned: Sequence[Candidate]) -> Candidate | None:
    """Leave names out where each is told to be somebody's by itself: "two kids, Ann and Bob" says how many."""
    if text_field(candidate.fields, "predicate") != "has" or candidate.fields.get("negated"):
        return candidate
    turn, owner = candidate.turns[0], text_field(candidate.fields, "subject")
    named = {
        text_field(one.fields, "subject").casefold()
        for one in owned
        if one.turns[0] == turn and text_field(one.fields, "object").startswith(f"{owner}'s ")
    }

    def left(match: re.Match[str]) -> str:
        told = {name.casefold() for name in re.split(r",? (?:and|&) |, ", match["names"])}
        return "" if told <= named else match.group()

    text = _LISTED.sub(left, candidate.text)
    before, after = (_said_names(said, named) for said in (candidate.text, text))
    if before - after < _TWO:
        return candidate
    value = _LISTED.sub(left, text_field(candidate.fields, "object"))
    fields = {**candidate.fields, "object": value}
    return replace(candidate, text=text, fields=fields) if _COUNTED.search(text) else None


def _names(candidate: Candidate, of: Candidate) -> bool:
    """Tell what somebody has by nothing but its name."""
    return normal(text_field(candidate.fields, "object")) == normal(
        text_field(of.fields, "subject")
    )


def is_said_by(text: str, entry: Memory | Candidate) -> bool:
    """Tell whether words say no more than an entry of core memory does, of the same owner."""
    owner, _, told = entry.identity.partition("|")
    label, _, key = told.partition("|")
    names = _LABELLED.get(label)
    turned = bool(_OTHERWISE.search(text)) != bool(_OTHERWISE.search(entry.text))
    if names is None or turned or has_han(text):
        return False
    of_entry, said = frozenset(_said(entry.text, owner)), frozenset(_said(text, owner))
    value = of_entry & set(key.split())
    relation = of_entry - value
    if not value or not value <= said <= value | relation | _stemmed(names):
        return False
    return said != value or (not relation and _LIGHT.search(text) is not None)


_REMEMBERED = 256
"""Texts of which it is remembered what they mean: one is held against each entry of its owner."""


def mean_the_same(text: str, other: str, owner: str) -> bool:
    """Tell whether two texts say one thing of their owner: "gardening is my thing", "I enjoy gardening"."""
    return not _meanings(text, owner).isdisjoint(_meanings(other, owner))


@lru_cache(_REMEMBERED)
def _meanings(text: str, owner: str) -> frozenset[tuple[str, frozenset[str]]]:
    """Return the values that a text names, each with what it is to its owner; of English only."""
    if has_han(text):
        return frozenset()
    found: set[tuple[str, frozenset[str]]] = set()
    plain = frozenset(_said(text, owner))
    for relation in _relations()[:_SEVERAL]:
        rest, meant = relation.without(text)
        said = frozenset(_said(rest, owner)) if meant else plain
        value = said - relation.names
        if value and (meant or value < said) and not _OTHERWISE.search(rest):
            found.add((relation.verb, value))
    return frozenset(found)


_SEVERAL = len(_NAMED) + 1
"""How many relations have several values, which come first."""


_COUPLE = ("married_to", "engaged_to", "partner_of")
"""Relations of two who are a couple: what the first says, those behind it say again."""


def couple_of(candidate: Candidate) -> frozenset[str]:
    """Return the identities of the relations that say more of how two are a couple; none of no couple."""
    one, _, rest = candidate.identity.partition("|")
    relation, _, other = rest.partition("|")
    closer = _COUPLE[: _COUPLE.index(relation)] if relation in _COUPLE else ()
    return frozenset(f"{a}|{way}|{b}" for way in closer for a, b in ((one, other), (other, one)))


def is_closer(candidate: Candidate, memory: Memory) -> bool:
    """Tell two who are closer than they were: who was a fiancé is a husband, and whoever somebody married their spouse."""
    is_so = candidate.intent is Intent.ASSERT and candidate.slot is not None
    same = candidate.identity == memory.identity and candidate.slot == memory.slot
    later = memory.valid_from < candidate.valid_from
    closer = _closeness(candidate.text) < _closeness(memory.text) < len(_COUPLE)
    wed = candidate.text.endswith("'s spouse")  # is read of a wedding alone
    return is_so and same and later and closer and (wed or is_engaged(memory))


def is_denied_closer(candidate: Candidate, memory: Memory) -> bool:
    """Tell a denial that two are closer than is known: who is not somebody's husband may be their boyfriend."""
    return _closeness(candidate.text) < _closeness(memory.text) < len(_COUPLE)


def is_engaged(memory: Memory) -> bool:
    """Tell who is told of as somebody's fiancé."""
    return _closeness(memory.text) == _COUPLE.index("engaged_to")


def _closeness(text: str) -> int:
    """Return how close two are by the noun that says it, the closest first; of no couple the last."""
    said = (NOUNS.get(word, "") for word in words(text))
    return min((_COUPLE.index(each) for each in said if each in _COUPLE), default=len(_COUPLE))
