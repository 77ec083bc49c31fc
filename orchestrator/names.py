"""Which names of a partition a question says, and which memories are near them."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from sys import intern
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz
from sqlalchemy import Connection

from octomem.agents.base import spoken
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.grammar import TITLES
from octomem.stores.ledger.present import Present
from octomem.stores.ledger.view import View
from octomem.stores.seams import Entity, Graph

PERSON = "person"
"""Type of an entity that may go by the first of its names."""
HOPS = 1
COMMON = 100
"""A name that so many memories mention is everywhere, and says nothing about any of them."""
NEAR = 64
"""Names of a partition whose memories are kept, some 1 KB for each."""
FUZZY_SCORE = 82.0
"""Least rapidfuzz ratio (0 to 100) at which a word passes for a misspelt name."""
FUZZY_LENGTH = 4
"""Letters below which no misspelling is guessed."""

Rings = tuple[tuple[str, ...], ...]
"""Memories by their distance from an entity, in hops: those that name it are the first ring."""
NOWHERE: Rings = ()


class Names:
    """The entities of a partition in one state of it, and the memories near those asked about.

    Safe for threads: two may read the same of the graph, and neither changes what is there.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._called = _called(entities)
        self._forms = [(_form(name), one) for one, names in self._called.items() for name in names]
        self._near: dict[str, Rings] = {}

    @cached_property
    def _parts(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Each entity's name, and the words of all its names that may be misspelt."""
        return [(one.name, _parts(one)) for one in self._entities]

    def said_in(self, words: Sequence[str]) -> set[str]:
        """Return the names of the entities that words name exactly: by a name, an alias or a first name."""
        said = f" {' '.join(map(_plain, words))} "
        return {name for form, name in self._forms if form in said}

    def called(self, names: Collection[str]) -> list[tuple[str, ...]]:
        """Return all names of each entity of some names that has several."""
        return [
            all_names for one, all_names in self._called.items() if one in names and all_names[1:]
        ]

    def misspelt_in(self, words: Sequence[str], beside: Sequence[str] = ()) -> dict[str, float]:
        """Return the entities, but for some, of which a word may be a misspelt name or part of one.

        Maps an entity's name to how near it is, in [0, 1]. A word that the partition's memories
        use is no misspelling: the caller leaves it out.
        """
        given = [word for word in map(_plain, words) if len(word) >= FUZZY_LENGTH]
        others = [one for one in self._parts if one[0] not in beside] if given else []
        near = {name: _nearest(given, parts) for name, parts in others}
        return {name: score / 100 for name, score in near.items() if score >= FUZZY_SCORE}

    def near(self, graph: Graph, connection: Connection, number: int, name: str) -> Rings:
        """Return the memories near an entity of the partition, by its name; read once."""
        found = self._near.get(name)
        if found is None:
            hops = graph.mentions(connection, number, [name], HOPS, COMMON)
            if len(self._near) >= NEAR:
                self._near.clear()
            found = self._near[name] = tuple(
                tuple(intern(one) for one, distance in hops.items() if distance == ring)
                for ring in range(HOPS + 1)
            )
        return found


_KNOWN: WeakKeyDictionary[Present, Names] = WeakKeyDictionary()


def names_of(graph: Graph, view: View) -> Names:
    """Return the names that a partition knows.

    What a graph says that is of the ledger's own snapshot stays right as long as the partition is
    as it is, and is kept beside what the partition holds: it goes with it.
    """
    present = None if graph.lags else view.present
    known = None if present is None else _KNOWN.get(present)
    if known is None:
        known = Names(graph.entities(view.connection, view.number))
        if present is not None:
            _KNOWN[present] = known
    return known


def _names_of(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _called(entities: Sequence[Entity]) -> dict[str, tuple[str, ...]]:
    """Return all names of each entity, and the first name of a person where nobody else goes by it."""
    firsts = [_firsts(one) for one in entities]
    bearers = Counter(name.casefold() for one in entities for name in _names_of(one))
    bearers.update(first.casefold() for own in firsts for first in own)
    return {
        one.name: (*_names_of(one), *sorted(each for each in own if bearers[each.casefold()] == 1))
        for one, own in zip(entities, firsts, strict=True)
    }


def _firsts(one: Entity) -> set[str]:
    """Return the first words of a person's names that have several, titles left out.

    Somebody told apart from a namesake goes by no first name alone: "Dave (brother-in-law)".
    """
    if one.type != PERSON:
        return set()
    return {_first(name) for name in _names_of(one) if " " in name and "(" not in name}


def _first(name: str) -> str:
    """Return the first word of a name that is no title."""
    words = name.split()
    return next((word for word in words if word.casefold().rstrip(".") not in TITLES), name)


def _form(name: str) -> str:
    """Return what a text holds that says a name: cut into words as questions are, between blanks.

    Chinese stands without spaces: a name may be anywhere in a run.
    """
    folded = " ".join(map(_plain, spoken(name)))
    return folded if len(folded) > 1 and has_han(folded) else f" {folded} "


def _plain(word: str) -> str:
    return word.removesuffix("'s").strip("'")


def _parts(entity: Entity) -> Sequence[str]:
    """Return the words of an entity's names that are long enough to be misspelt."""
    words = {part for name in _names_of(entity) for part in name.casefold().split()}
    return [part for part in words if len(part) >= FUZZY_LENGTH]


def _nearest(words: Sequence[str], parts: Sequence[str]) -> float:
    return max((fuzz.ratio(word, part) for part in parts for word in words), default=0.0)
