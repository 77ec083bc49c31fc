"""What a graph on a server does not hold yet, read from the memories themselves."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from octomem.memory import Memory
from octomem.stores.entities import Evidence, entity_key, evidence
from octomem.stores.grouping import Known, note, plan
from octomem.stores.seams import Entity, Relation

_FIRST = ""
"""Sorts before every moment: what the server holds was recorded before the tail."""


@dataclass(frozen=True)
class Tail:
    """The partition's memories that changed since, each at its newest."""

    changed: frozenset[str]
    """Their ids: what the server says of them is out of date."""
    memories: Sequence[Memory]
    """Those of them that are not deleted, the latest recorded first."""
    head: int
    """The partition's last operation."""

    @cached_property
    def said(self) -> Mapping[str, Evidence]:
        """What each says, by id."""
        return {memory.id: evidence(memory) for memory in self.memories}

    def naming(self, keys: Collection[str]) -> list[str]:
        """Return the memories that use one of the names, the latest first."""
        return [
            name
            for name, said in self.said.items()
            if any(naming.key in keys for naming in said.namings)
        ]

    def beyond(self, keys: Collection[str]) -> set[str]:
        """Return the names that are related to one of these."""
        claims = [said.claim for said in self.said.values() if said.claim is not None]
        return {claim.target for claim in claims if claim.source in keys} | {
            claim.source for claim in claims if claim.target in keys
        }

    def relations(self, names: Mapping[str, Entity], keys: Collection[str]) -> list[Relation]:
        """Return the relations at one of the names; `names` maps keys to their entities."""
        return [
            Relation(
                names[claim.source].name,
                claim.relation,
                names[claim.target].name,
                memory_id,
                claim.valid_from,
                claim.valid_to,
            )
            for memory_id, said in self.said.items()
            if (claim := said.claim) is not None
            and not {claim.source, claim.target}.isdisjoint(keys)
        ]


def merged(partition: int, held: Sequence[Entity], tail: Tail) -> list[Entity]:
    """Return the entities that the server will hold once it has followed, by name.

    One that only a memory of the tail still named stays until then.
    """
    known: dict[str, Known] = {}
    for entity in held:
        main = entity_key(entity.name)
        typed = (_FIRST, _FIRST, entity.type) if entity.type else None
        known.setdefault(main, Known()).add((_FIRST, _FIRST, _FIRST, entity.name), typed, ())
        for alias in entity.aliases:
            first = (_FIRST, _FIRST, main, alias)
            known.setdefault(entity_key(alias), Known()).add(first, None, [main])
    for memory in tail.memories:
        for naming in tail.said[memory.id].namings:
            note(known, naming, memory.id, memory.recorded_at)
    groups = plan(partition, known, known, {}).groups
    return [
        Entity(
            group.id,
            group.name,
            group.type,
            tuple(sorted(name for key, name in group.names.items() if key != group.key)),
        )
        for group in sorted(groups, key=lambda group: (group.name, group.key))
    ]


def by_name(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Return the entity of every name and alias, by key."""
    return {
        entity_key(name): entity for entity in entities for name in (entity.name, *entity.aliases)
    }


def all_names(known: Mapping[str, Entity], keys: Iterable[str]) -> set[str]:
    """Return the keys of all names of the entities that some keys mean."""
    meant = (known[key] for key in keys if key in known)
    return {entity_key(name) for entity in meant for name in (entity.name, *entity.aliases)}
