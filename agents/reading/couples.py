"""Who somebody's partner, friend or new dentist is, and where they live together, as clauses about both tell."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from octomem.agents.reading import grammar
from octomem.agents.reading.arguments import Argument
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Mood, Statement, Tense
from octomem.agents.reading.subjects import Referents, Who


def partnered(statement: Statement) -> Iterator[Statement]:
    """Yield who somebody's partner is, where it is told who dates or marries whom."""
    if statement.predicate in _WERE and statement.tense is Tense.PAST:
        known = statement.object_type == "person" and statement.object[:1].isupper()
        if known and statement.mood is Mood.FACT and not statement.negated and statement.moment:
            past = _partner(statement.object, statement.subject, statement)
            text = f"{past.subject} was {past.object} {statement.moment.text}"
            yield replace(past, text=text, tense=Tense.PAST, ended=True)
        return
    couple = (
        statement.predicate in _COUPLES
        or (statement.predicate == "sees" and statement.progressive)
        or _is_own_wedding(statement)
    )
    known = statement.object_type == "person" and statement.object[:1].isupper()
    holds = statement.mood is Mood.FACT and not (statement.negated or statement.ended)
    if couple and known and holds and "'s " not in statement.object:
        noun = "spouse" if statement.predicate in _WEDS else "partner"
        yield _of(statement.object, statement.subject, noun, statement)


def _is_own_wedding(statement: Statement) -> bool:
    """Tell that the speaker married somebody; others may have been parted since, or wed a couple to each other.

    Nor is it told of one of two, or with the end of it: "I married Tom in 1999, we split up in 2010".
    """
    if statement.predicate != "marries" or not statement.first_person:
        return False
    ways = (f"{statement.object} and ", f" and {statement.object}")
    is_of_two = any(each in statement.whole for each in ways)
    return not is_of_two and _PARTED.search(statement.whole) is None


def married(
    subjects: Sequence[Who],
    found: Sequence[Argument],
    made: Callable[[Who, Argument], Statement],
) -> Iterator[Statement]:
    """Yield the couple of "Keisha and I got married"."""
    weds = {each.predicate for each in found} & {"is married", "is engaged", "gets engaged"}
    others = [who for who in subjects if not who.first_person]
    if not weds or len(subjects) != 2 or len(others) != 1 or not others[0].name[:1].isupper():
        return
    me = next(who for who in subjects if who.first_person)
    statement = made(me, found[0])
    if statement.mood is Mood.FACT and not statement.negated and "'s " not in others[0].name:
        noun = "spouse" if "is married" in weds else "partner"
        yield _of(others[0].name, me.name, noun, statement)


def befriended(
    statement: Statement, subjects: Sequence[Who], found: Sequence[Argument], referents: Referents
) -> Iterator[Statement]:
    """Yield whose friend somebody is or is no more: "Tasha and I are friends", "I fell out with Kim"."""
    beside = [each.who for each in referents.people if each.sentence >= referents.sentence - 1]
    friend = _FRIENDS_WITH.match(statement.object)
    if statement.predicate == "is" and friend is not None:
        yield _of(friend[1], statement.subject, "friend", statement)
    elif statement.predicate == "is" and statement.object == "friends" and len(subjects) == 2:
        other = next(who for who in subjects if who.name != statement.subject)
        if other.first_person:
            yield _of(statement.subject, other.name, "friend", statement)
    elif statement.first_person and _FRIENDS.fullmatch(statement.object) and len(beside) == 1:
        yield _of(beside[0].name, statement.subject, "friend", statement)  # "and we are friends"
    elif statement.predicate == "falls out with" and len(found) == 1:
        over = replace(statement, negated=True, ended=True)
        known = statement.object_type == "person" and _NAME.fullmatch(statement.object) is not None
        if statement.tense is Tense.PAST and known and statement.first_person:
            yield _of(statement.object, statement.subject, "friend", over)


def taken_on(statement: Statement, sentence: str) -> Iterator[Statement]:
    """Yield who somebody's new dentist is, behind what is told of it: "we found a new dentist, Dr. Lowe"."""
    holds = statement.mood is Mood.FACT and not (statement.negated or statement.ended)
    begun = statement.verb in _TAKES_ON or (
        statement.verb == "see" and statement.tense is Tense.PRESENT
    )
    found = (
        _NEW.search(sentence) if holds and begun and statement.subject_type == "person" else None
    )
    if found is None or f"new {found['noun']}" not in statement.object:
        return
    noun = found["noun"].split()[-1]
    if noun in (grammar.ROLES | grammar.HEALERS) - grammar.KIN or is_occupation(noun):
        whose = f"{statement.subject}'s new {found['noun']}"
        text = f"{whose} is {found['name']}"
        yield replace(
            statement,
            subject=whose,
            first_person=False,
            verb="be",
            predicate="is",
            object=found["name"],
            object_type="person",
            tense=Tense.PRESENT,
            progressive=False,
            text=text,
            whole=text,
        )


def housed(
    statement: Statement, found: Sequence[Argument], referents: Referents
) -> Iterator[Statement]:
    """Yield where the speaker lives who says "she lives with us in Derry"."""
    together = {(each.predicate, each.text) for each in found}
    if statement.predicate != "lives in" or ("lives with", referents.speaker) not in together:
        return
    text = f"{referents.speaker} lives in {statement.object}"
    if statement.tense is Tense.PRESENT and not (statement.negated or statement.first_person):
        yield replace(
            statement, subject=referents.speaker, first_person=True, text=text, whole=text
        )


def _partner(name: str, of: str, ground: Statement) -> Statement:
    return _of(name, of, "partner", ground)


def _of(name: str, of: str, noun: str, ground: Statement) -> Statement:
    denied = "is no longer" if ground.ended else "is not"
    text = f"{name} {denied if ground.negated else 'is'} {of}'s {noun}"
    return replace(
        ground,
        subject=name,
        subject_type="person",
        first_person=False,
        verb="be",
        predicate="is",
        object=f"{of}'s {noun}",
        object_type="person",
        tense=Tense.PRESENT,
        progressive=False,
        text=text,
        whole=text,
    )


_WERE = frozenset({"is married to", "is engaged to", "dates", "goes out with"})
"""What is told of the past with a date when somebody was whose partner."""
_NAME = re.compile(r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)?")
_FRIENDS_WITH = re.compile(rf"^(?:good |best |great |close |old )?friends with ({_NAME.pattern})$")
_TAKES_ON = frozenset(
    {"have", "get", "find", "hire", "switch", "change", "move", "start", "choose", "pick"}
)
"""Verbs of who somebody has from then on to work for them, or over them."""
_NEW = re.compile(
    r"\ban? (?:\w+ )?new (?P<noun>[a-z-]+(?: [a-z-]+)??)(?:,| called| named|:|,? (?:his|her) name(?:['\u2019]s| is)) "
    r"(?P<name>(?:(?:Dr|Mrs?|Ms|Prof)\.? )?(?!(?:Dr|Mrs?|Ms|Prof)\b)[A-Z][\w'-]*(?: [A-Z][\w'-]*)?)(?=[.;!)]|$|, (?!for\b|at\b|on\b|to\b|because\b|today\b)| (?:and|who|last|this|now)\b)(?![^.!?;]*\b(?:for (?:my|our|his|her|the)|at work|ward|was ill)\b)"
)
"""Who is somebody's new one of what they have one of."""
_WEDS = frozenset({"gets married to", "marries"})
_COUPLES = frozenset({"dates", "goes out with", "gets engaged to", "gets married to"})
_PARTED = re.compile(
    r"\b(?:divorced?|divorcing|split|separated|died|dead|passed away|widowed|annulled|left (?:me|him|her)|broke up|first (?:husband|wife))\b|\b(?:19|20)\d\d and [A-Z]",
)
"""What says that a wedding is over."""
_FRIENDS = re.compile(r"(?:(?:good|best|great|close|old) )?friends")
