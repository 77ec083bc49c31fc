"""Whom a claim is about: aliases fold into one, and people with one first name stay apart.

Claims are compared by name. Before that, the names of one entity are made the same for the
comparison only, and a name that two people share is told with what tells them apart. What
is stored keeps the names it was told with; only roles are told by name ("Mei's sister" is Anna).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

from octomem.agents.base import Candidate
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.relations import ALIAS, APART, is_mutual
from octomem.agents.wording import normal
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Wanted
from octomem.operation import Proposal
from octomem.stores.entities import LEAVES, components

ABOUT = {Kind.SEMANTIC: "subject", Kind.KNOWLEDGE: "entity"}
"""The field that names whom a claim is about, in the kinds whose identities begin with it."""
Said = TypeVar("Said", Memory, Candidate)
Link = tuple[str, str]
"""A name and what it is an alias of, in normal form, as `components` takes them."""


def links_of(naming: Iterable[Memory | Candidate]) -> list[Link]:
    """Return what memories and candidates say of names: which are one, and which are not."""
    found: list[Link] = []
    for said in naming:
        owner, relation, name = (*said.identity.split("|"), "", "")[:3]
        if relation == ALIAS:
            found.append((name, owner))
        elif relation == APART:
            found.append((name, f"{LEAVES}{owner}"))
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """The names of each entity that some candidates are about, in normal form."""

    groups: Mapping[str, tuple[str, ...]]
    """All names of an entity by each of them; a name that stands alone is left out."""
    chosen: Mapping[str, str]
    """The name that stands for all of them, by each."""
    written: Mapping[str, str]
    """How those that stand for others are written."""

    @classmethod
    def among(cls, links: Sequence[Link], about: Mapping[str, str]) -> "Names":
        """Join what links join; of an entity's names the first that candidates use stands for it.

        `about` are the names that they use, as written, by normal form.
        """
        names = {name for link in links for name in link if not name.startswith(LEAVES)}
        groups: dict[str, tuple[str, ...]] = {}
        chosen: dict[str, str] = {}
        for group in components(names, links):
            if len(group) > 1 and not set(group).isdisjoint(about):
                stands = next(name for name in about if name in group)
                groups.update(dict.fromkeys(group, tuple(group)))
                chosen.update(dict.fromkeys(group, stands))
        return cls(groups, chosen, about)

    def only(self, links: Iterable[Link]) -> "Names":
        """Return the entities that some links say something of."""
        named = {name for link in links for name in link}
        kept = {name: group for name, group in self.groups.items() if named & set(group)}
        chosen = {name: self.chosen[name] for name in kept}
        return Names(kept, chosen, self.written)

    def spread(self, wanted: Wanted) -> Wanted:
        """Ask for what is known under the other names as well."""
        if not self.groups:
            return wanted
        return replace(
            wanted,
            identities=frozenset(
                one for identity in wanted.identities for one in self._identities(identity)
            ),
            slots=frozenset(one for slot in wanted.slots for one in self._slots(slot)),
            subjects=frozenset(
                one for name in wanted.subjects for one in self.groups.get(name, (name,))
            ),
        )

    def fold(self, said: Said) -> Said:
        """Return a claim under the names that stand for their entities."""
        field = ABOUT.get(said.kind)
        if field is None or not self.groups:
            return said
        head, bar, rest = said.identity.partition("|")
        identity = f"{self._of(head)}{bar}{rest}"
        if said.kind is Kind.KNOWLEDGE and not rest.startswith(
            f"{ALIAS}|"
        ):  # of several, each is one
            identity = _ordered([self._of(part) for part in said.identity.split("|")])
        slot = None if said.slot is None else _held_by(said.slot, self._of)
        fields = dict(said.fields)
        name = normal(text_field(fields, field))
        if self._of(name) != name:
            fields[field] = self.written[self._of(name)]
        told = replace(said, identity=identity, slot=slot, fields=fields)
        return _ending_in(told, self._of)

    def unfold(
        self,
        proposals: Iterable[Proposal],
        known: Iterable[Memory],
        candidates: Iterable[Candidate],
    ) -> list[Proposal]:
        """Give what is written the names that it was told with."""
        if not self.groups:
            return list(proposals)
        told: dict[_Key, Memory | Candidate] = {
            (folded.identity, folded.slot, folded.text): one
            for one in candidates
            if (folded := self.fold(one)) != one
        }
        told |= {one.id: one for one in known}
        return [
            replace(proposal, writes=tuple(_as_told(one, told) for one in proposal.writes))
            for proposal in proposals
        ]

    def _of(self, name: str) -> str:
        return self.chosen.get(name, name)

    def _identities(self, identity: str) -> Iterable[str]:
        parts = [self.groups.get(part, (part,)) for part in identity.split("|")]
        return (_ordered(list(each)) for each in product(*parts))

    def _slots(self, slot: str) -> Iterable[str]:
        holder, mark, name = slot.partition("/")
        return (f"{one}{mark}{name}" for one in self.groups.get(holder, (holder,)))


NO_NAMES = Names({}, {}, {})
"""Every name stands alone."""
_Key = str | tuple[str, str | None, str]
"""A known memory's id; or identity, slot and text of a claim that is to become one."""


def _as_told(memory: Memory, told: Mapping[_Key, Memory | Candidate]) -> Memory:
    said = told.get(memory.id) or told.get((memory.identity, memory.slot, memory.text))
    if said is None or memory.kind not in ABOUT:
        return memory
    field = ABOUT[memory.kind]
    fields = {**memory.fields, field: said.fields.get(field, "")}
    return replace(memory, identity=said.identity, slot=said.slot, fields=fields)


def _ordered(parts: list[str]) -> str:
    """Write a relation's identity; the ends of a mutual one are in order."""
    if len(parts) == 3 and is_mutual(parts[1]):
        parts = [min(parts[0], parts[2]), parts[1], max(parts[0], parts[2])]
    return "|".join(parts)


def renamed(candidate: Candidate, old: str, new: str) -> Candidate:
    """Tell a claim of somebody under another name."""
    before, after = normal(old), normal(new)
    bounds = ("", "") if has_han(old) else (r"(?<!\w)", r"(?!\w)")

    def named(holder: str) -> str:
        return after if holder == before else holder

    whole = re.compile(bounds[0] + re.escape(old) + bounds[1])
    field = ABOUT[candidate.kind]
    parts = [named(part) for part in candidate.identity.split("|")]
    return replace(
        _ending_in(candidate, named),
        text=whole.sub(new, candidate.text, count=1),
        index_text=whole.sub(new, candidate.index_text, count=1),
        fields={**candidate.fields, field: new},
        identity=_ordered(parts) if candidate.kind is Kind.KNOWLEDGE else "|".join(parts),
        slot=None if candidate.slot is None else _held_by(candidate.slot, named),
        mentions=tuple(new if name == old else name for name in candidate.mentions),
    )


def _ending_in(said: Said, named: Callable[[str], str]) -> Said:
    """Give the holders of the slots that a claim may end, which are among its marks, other names."""
    slots = said.marks.get("slots") if isinstance(said, Candidate) else None
    if not isinstance(said, Candidate) or not isinstance(slots, list):
        return said
    return replace(
        said, marks={**said.marks, "slots": [_held_by(str(one), named) for one in slots]}
    )


def _held_by(slot: str, named: Callable[[str], str]) -> str:
    holder, mark, name = slot.partition("/")
    return f"{named(holder)}{mark}{name}"
