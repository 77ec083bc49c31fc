"""Names that a message writes small: tags say which words name a home, a firm or a friend, capitals do not."""

import re
from dataclasses import replace

from octomem.agents.bars import BAR, CERTAIN
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import SURE, Reading, Statement
from octomem.agents.reading.tags import Tag
from octomem.agents.reading.vocabulary import vocabulary

_ABODES = grammar.ROLES | vocabulary(
    "abroad attic barracks basement bed bedsit box bungalow bus campus caravan castle city commune cottage country"
    " countryside digs dorm dorms farm farmhouse flat floor halls here home homeless hostel hotel house houseboat"
    " housing hut in-laws island loft mansion motel mountains mum mums mam nan nans dad dads narrowboat nowhere office"
    " outside overseas own parents penthouse place pub rental road room rv sea seaside share shed shelter sofa squat street"
    " studio suburbs tent there town townhouse trailer unit us van village woods yurt"
)
"""Words for homes and people in them, which name no place."""
_JOINS = re.compile(
    r"\b(?:joined|(?:hired|poached|headhunted|taken on) by|ship to|(?:started|working) (?:at|for)|now at|switched to|over to) $"
)
"""What comes before a firm's name and nothing else."""
_NEEDED = {"home": SURE, "hometown": SURE, "employer": CERTAIN}
"""How likely words have to be that name a place or a firm, by slot."""
_TYPES = {"home": "place", "hometown": "place", "employer": "organisation"}


def in_capitals(name: str, sentence: str) -> str:
    """Write a name as names are in a sentence that begins small."""
    return name.title() if sentence[:1].islower() and name.islower() else name


def is_small_name(tag: Tag, value: str, sentence: str) -> bool:
    """Tell the name of a home or a firm in a sentence that begins small: "whitby", "dhl", not "the flat"."""
    words = set(value.removesuffix("'s").split())
    is_name = (
        tag.likely >= _bar(tag, value, sentence)
        and not words & _ABODES
        and value.replace(" ", "").isalpha()
    )
    return tag.slot in _NEEDED and sentence[:1].islower() and is_name


def _bar(tag: Tag, value: str, sentence: str) -> float:
    """Return how likely words have to be that name a place or a firm; of a firm behind "joined", less."""
    if tag.slot == "employer" and _JOINS.search(sentence[: tag.start]):
        return SURE
    is_part = tag.slot == "employer" and value != tag.text
    return 1.0 if is_part else _NEEDED.get(tag.slot, 1.0)


def is_small_person(name: str, tag: Tag, sentence: str) -> bool:
    """Tell whom a sentence that begins small names: by a name that is nothing else, or behind a role, "my brother kola"."""
    if not sentence[:1].islower():
        return False
    before = sentence[: tag.start].rstrip().rpartition(" ")[2].lower()
    led = before in grammar.ROLES | grammar.PETS and tag.likely >= BAR
    return name in GIVEN or (led and name.islower())


def in_its_capitals(statement: Statement, reading: Reading) -> Statement:
    """Return a statement whose ends are written as names are: "Zeke" of "zeke", and "Lyon" where a tag says that it is a place."""
    sentence = reading.sentences[statement.sentence].text
    tags = (tag for tag in reading.tags.values if tag.sentence == statement.sentence)
    kinds = [
        _TYPES[tag.slot]
        for tag in tags
        if tag.text == statement.object
        and tag.text.islower()
        and is_small_name(tag, tag.text, sentence)
        and not _is_any(tag, sentence)
    ]
    kind, subject = kinds[0] if kinds else "", statement.subject
    actor = reading.turn.actor  # written as the caller does
    if _is_person(subject) and subject != actor:
        statement = replace(statement, subject=subject.title(), subject_type="person")
    if kind or (_is_person(statement.object) and statement.object != actor):
        kind = kind or "person"
        statement = replace(statement, object=statement.object.title(), object_type=kind)
    return statement


def _is_person(name: str) -> bool:
    """Tell a name in small letters that is nothing else, or has a title before it."""
    first = name.partition(" ")[0].rstrip(".")
    return name.islower() and (first in GIVEN or (first in _TITLES and " " in name))


_TITLES = frozenset({"mr", "mrs", "ms"})


def _is_any(tag: Tag, sentence: str) -> bool:
    """Tell one of many, which has no name: "a bank", "the council"."""
    before = sentence[: tag.start].rstrip().rpartition(" ")[2].lower()
    return before in _ARTICLES


_ARTICLES = vocabulary("a an the this that my our his her their another")
