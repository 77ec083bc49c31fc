"""What a memory tells the graph, and which names mean one entity: decisions without I/O."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status

MAX_NAME = 200
"""Characters of a name by which it is told from others."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One memory naming one entity, by its own name or by an alias."""

    key: str
    name: str
    """As written."""
    type: str = ""
    alias_of: str = ""
    """Key of the entity for which this name is an alias; empty for an own name."""


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
    """Return what makes two written names the same: neither case, width nor spacing counts.

    Only the first `MAX_NAME` characters count: no name is longer.
    """
    folded = unicodedata.normalize("NFKC", _clean(name)[:MAX_NAME]).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def entity_id(partition: int, key: str) -> int:
    """Return an entity's number: the same after every rebuild, below 2**53 as JSON wants."""
    digest = blake2b(f"{partition} {key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 11


def evidence(memory: Memory) -> Evidence:
    """Read a memory's names and relation.

    A relation that never held (a retracted memory) is left out; one that no longer holds
    ends when the memory says, at the latest when its ending was recorded.
    """
    namings: dict[tuple[str, str], Naming] = {}
    if memory.kind is Kind.KNOWLEDGE:
        _add(namings, text_field(memory.fields, "entity"), text_field(memory.fields, "entity_type"))
        _add(namings, text_field(memory.fields, "target"), text_field(memory.fields, "target_type"))
        owner = entity_key(text_field(memory.fields, "entity"))
        for alias in _aliases(memory) if owner else ():
            if entity_key(alias) != owner:
                _add(namings, alias, alias_of=owner)
    for name in memory.mentions:
        _add(namings, name)
    return Evidence(tuple(namings.values()), _claim(memory))


def main_name(names: Iterable[Name]) -> Name:
    """Choose an entity's main name: no alias of another, then the one first written."""
    return min(names, key=lambda name: (name.alias, name.first, name.key))


def components(keys: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Group keys that links connect, however indirectly; links to other keys are ignored."""
    parents = {key: key for key in sorted(keys)}
    for one, other in links:
        if one in parents and other in parents:
            low, high = sorted((_root(parents, one), _root(parents, other)))
            parents[high] = low
    groups: dict[str, list[str]] = {}
    for key in parents:
        groups.setdefault(_root(parents, key), []).append(key)
    return list(groups.values())


def _root(parents: Mapping[str, str], key: str) -> str:
    while parents[key] != key:
        key = parents[key]
    return key


def _add(
    namings: dict[tuple[str, str], Naming], name: str, entity_type: str = "", *, alias_of: str = ""
) -> None:
    key = entity_key(name)
    if key:
        naming = Naming(key, _clean(name), entity_type.strip(), alias_of)
        namings.setdefault((key, alias_of), naming)


def _clean(name: str) -> str:
    """Return the name in one line, without what no store can hold."""
    storable = name.replace("\0", " ").encode(errors="replace").decode()
    return " ".join(storable.split())


def _aliases(memory: Memory) -> list[str]:
    value = memory.fields.get("aliases")
    return [alias for alias in value if isinstance(alias, str)] if isinstance(value, list) else []


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
