"""Decides what becomes of entities when memories change: decisions without I/O."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from octomem.jsons import moment
from octomem.stores.entities import Name, Naming, components, entity_id, is_alias, main_name

Stated = tuple[str, str, str]
"""When a type was stated, by which memory, and the type."""


@dataclass(slots=True)
class Known:
    """What all memories together say about one name."""

    first: tuple[str, str, str, str] | None = None
    """The earliest naming: moment, memory id, `alias_of`, as written."""
    typed: Stated | None = None
    """The type stated last."""
    alias_of: set[str] = field(default_factory=set[str])

    def add(
        self,
        first: tuple[str, str, str, str],
        typed: Stated | None,
        alias_of: Iterable[str],
    ) -> None:
        """Add what some memories say."""
        self.first = first if self.first is None else min(self.first, first)
        if typed is not None:
            self.typed = typed if self.typed is None else max(self.typed, typed)
        self.alias_of.update(one for one in alias_of if one)


@dataclass(frozen=True, slots=True)
class Group:
    """One entity as it has to be: its main name, and all its names."""

    key: str
    id: int
    name: str
    type: str
    names: Mapping[str, str]
    """As first written, by key."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to change in one partition."""

    groups: Sequence[Group]
    moved: Sequence[tuple[str, str, str]]
    """Names that belong to another entity now: name, old and new entity, by their keys."""
    gone: Sequence[str]
    """Names that nobody uses any more."""


def note(known: dict[str, Known], naming: Naming, memory_id: str, recorded: datetime) -> None:
    """Add what one memory says about a name."""
    at = moment(recorded)
    typed = (at, memory_id, naming.type) if naming.type else None
    first = (at, memory_id, naming.alias_of, naming.name)
    known.setdefault(naming.key, Known()).add(first, typed, [naming.alias_of])


def plan(
    partition: int,
    reached: Collection[str],
    known: Mapping[str, Known],
    entity_of: Mapping[str, str],
) -> Plan:
    """Group the reached names into entities.

    Args:
        partition: Whose they are.
        reached: Every name that was touched or shares an entity with one that was.
        known: What is said about those that are still used.
        entity_of: The entity each belongs to so far, by keys.
    """
    links = [(key, other) for key, told in known.items() for other in told.alias_of]
    aliases = {alias for alias, other in links if is_alias(other)}
    names = {
        key: Name(key, told.first[3], told.first[:2], key in aliases)
        for key, told in known.items()
        if told.first is not None
    }
    groups = [
        _group(partition, [names[key] for key in keys], known) for keys in components(names, links)
    ]
    moved = [
        (key, entity_of[key], group.key)
        for group in groups
        for key in group.names
        if entity_of.get(key, group.key) != group.key
    ]
    return Plan(groups, moved, sorted(set(reached) - names.keys()))


def _group(partition: int, names: Sequence[Name], known: Mapping[str, Known]) -> Group:
    main = main_name(names)
    typed = max((one for name in names if (one := known[name.key].typed)), default=None)
    return Group(
        main.key,
        entity_id(partition, main.key),
        main.text,
        "" if typed is None else typed[2],
        {name.key: name.text for name in names},
    )
