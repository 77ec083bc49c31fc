"""What a memory tells the graph, and which names mean one entity: decisions without I/O."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status
from octomem.spelling import one_spelling

MAX_NAME = 200
"""Characters of a name by which it is told from others."""
LEAVES = "\t"
"""Written before the key of a name with which this one shares no entity; no key has a tab in it."""
LEFT_BY = "\n"
"""The same, of the name that stays where it is."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One memory naming one entity, by its own name or by an alias."""

    key: str
    name: str
    """As written."""
    type: str = ""
    alias_of: str = ""
    """Key of the entity for which this name is an alias; empty for an own name. After `LEAVES`
    or `LEFT_BY` it is the key of a name that is another's, see `apart`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that one memory states, between the keys of two names."""

    source: str
    relation: str
    target: str
    valid_from: datetime
    valid_to: datetime | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that one memory tells the graph."""

    namings: tuple[Naming, ...]
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Name:
    """A known name, with what decides whether it is the main name of its entity."""

    key: str
    text: str
    """As first written."""
    first: tuple[str, str]
    """When it was first written: recorded moment and memory id."""
    alias: bool
    """Whether some memory calls it an alias of another name."""


def entity_key(name: str) -> str:
    """Return what makes two written names the same: neither case, width, spacing nor accents count.

    A title counts, however it is written: "Dr. Kim" is "Doctor Kim", and not "Kim".

    Only the first `MAX_NAME` characters count: no name is longer.
    """
    folded = unicodedata.normalize("NFKC", _clean(name)[:MAX_NAME]).casefold()
    return one_spelling(" ".join(unicodedata.normalize("NFKC", folded).split()))


def entity_id(partition: int, key: str) -> int:
    """Return an entity's number: the same after every rebuild, below 2**53 as JSON wants."""
    digest = blake2b(f"{partition} {key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 11


def evidence(memory: Memory) -> Evidence:
    """Read a memory's names and relation.

    What never held (a retracted memory) relates no names and joins or parts none; a relation
    that no longer holds ends when the memory says, at the latest when its ending was recorded.
    """
    namings: dict[tuple[str, str], Naming] = {}
    if memory.kind is Kind.KNOWLEDGE:
        _add(namings, text_field(memory.fields, "entity"), text_field(memory.fields, "entity_type"))
        _add(namings, text_field(memory.fields, "target"), text_field(memory.fields, "target_type"))
        if memory.status is not Status.RETRACTED:
            _name_others(namings, memory)
    for name in memory.mentions:
        _add(namings, name)
    return Evidence(tuple(namings.values()), _claim(memory))


def main_name(names: Iterable[Name]) -> Name:
    """Choose an entity's main name: no alias of another, then the one first written."""
    return min(names, key=lambda name: (name.alias, name.first, name.key))


def named_by(alias_of: str) -> str:
    """Return the key in a naming's `alias_of`, whatever it says of it."""
    return alias_of.removeprefix(LEAVES).removeprefix(LEFT_BY)


def is_alias(alias_of: str) -> bool:
    """Say whether a naming's `alias_of` makes its name an alias."""
    return alias_of != "" and alias_of[0] not in {LEAVES, LEFT_BY}


def components(keys: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Group keys that links connect, however indirectly; links to other keys are ignored.

    A link is a naming's key and its `alias_of`. Where a name was told apart from another, they
    come into one group by no link: those of the name that leaves are looked at last, and one
    that would bring both together is passed over.
    """
    given = sorted(set(links))
    leaving = [(one, named_by(other)) for one, other in given if other.startswith(LEAVES)]
    leavers = {one for one, _ in leaving}
    joining = [(one, other) for one, other in given if is_alias(other)]
    groups = {key: {key} for key in sorted(keys)}
    for one, other in sorted(joining, key=lambda link: bool(leavers.intersection(link))):
        if one not in groups or other not in groups or groups[one] is groups[other]:
            continue
        together = groups[one] | groups[other]
        if not any(leaver in together and stays in together for leaver, stays in leaving):
            groups.update(dict.fromkeys(together, together))
    found = {min(group): sorted(group) for group in groups.values()}
    return [found[first] for first in sorted(found)]


def _add(
    namings: dict[tuple[str, str], Naming], name: str, entity_type: str = "", *, alias_of: str = ""
) -> None:
    key = entity_key(name)
    if key:
        naming = Naming(key, _clean(name), entity_type.strip(), alias_of)
        namings.setdefault((key, alias_of), naming)


def _name_others(namings: dict[tuple[str, str], Naming], memory: Memory) -> None:
    """Note the other names that a memory gives its entity, and those that it says are another's."""
    entity = text_field(memory.fields, "entity")
    owner = entity_key(entity)
    if not owner:
        return
    for alias in _names(memory, "aliases"):
        if entity_key(alias) != owner:
            _add(namings, alias, alias_of=owner)
    if memory.status is not Status.CURRENT:
        return
    for other in _names(memory, "apart"):
        key = entity_key(other)
        if key and key != owner:
            _add(namings, entity, alias_of=f"{LEAVES}{key}")
            _add(namings, other, alias_of=f"{LEFT_BY}{owner}")


def _clean(name: str) -> str:
    """Return the name in one line, without what no store can hold."""
    storable = name.replace("\0", " ").encode(errors="replace").decode()
    return " ".join(storable.split())


def _names(memory: Memory, field: str) -> list[str]:
    value = memory.fields.get(field)
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _claim(memory: Memory) -> Claim | None:
    if memory.kind is not Kind.KNOWLEDGE or memory.status is Status.RETRACTED:
        return None
    source = entity_key(text_field(memory.fields, "entity"))
    relation = text_field(memory.fields, "relation").strip()
    target = entity_key(text_field(memory.fields, "target"))
    if not (source and relation and target):
        return None
    ended = None if memory.status is Status.CURRENT else memory.recorded_at
    return Claim(source, relation, target, memory.valid_from, memory.valid_to or ended)
