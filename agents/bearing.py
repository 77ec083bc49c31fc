"""What a call's claims bear on: the memories that could have come out otherwise without it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octomem.agents.base import Candidate, Intent
from octomem.agents.corrections import is_correction
from octomem.agents.endings import is_ending, rivals
from octomem.agents.namesakes import about, first_name, ties_to_speakers
from octomem.agents.wording import content, normal
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Wanted

ENDED = "|ended"
"""How the identity of a noted end ends."""
_SAID = ("object", "target", "task")
"""The fields that say what a claim is about, whoever it is of."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Whom and what some claims are about."""

    names: frozenset[str]
    """In normal form, as identities begin."""
    firsts: frozenset[str]
    """First names that several people may have."""
    speakers: frozenset[str]
    """Of whom so much is known that only what is alike counts."""
    wanted: Wanted
    identities: frozenset[str]
    slots: frozenset[str]
    words: frozenset[str]
    wholly: frozenset[str]
    """Whose claims may all end: of whom something is said to be over, without saying what."""
    sessions: frozenset[str | None]
    since: datetime

    @classmethod
    def of(cls, claims: Sequence[Candidate], actors: Iterable[str], since: datetime) -> "Bearing":
        """Return what a call's claims bear on."""
        named = {name for one in claims if (name := about(one))}
        heads = {one.identity.partition("|")[0] for one in claims}
        firsts = {normal(first) for name in named if (first := first_name(name))}
        speakers = frozenset(map(normal, actors))
        slots = frozenset(one.slot for one in claims if one.slot) | frozenset(rivals(claims))
        identities = frozenset(one.identity for one in claims)
        return cls(
            frozenset(heads | set(map(normal, named))),
            frozenset(firsts - speakers),
            speakers,
            Wanted(identities | ties_to_speakers(claims), slots),
            identities,
            slots,
            frozenset(word for one in claims for word in said_of(one)),
            frozenset(
                normal(text_field(one.fields, "subject"))
                for one in claims
                if is_ending(one) and not text_field(one.fields, "object")
            ),
            frozenset(one.session_id for one in claims),
            since,
        )

    def touches(self, memory: Memory) -> bool:
        """Tell whether a memory may come out otherwise."""
        if memory.kind is Kind.WORKING:
            over = memory.valid_to is not None and memory.valid_to < self.since
            here = memory.session_id in self.sessions or bool(said_of(memory) & self.words)
            return here and not over
        noted = memory.identity.endswith(ENDED) and memory.valid_from >= self.since
        alike = memory.identity in self.identities or bool(said_of(memory) & self.words)
        return noted or alike or self._is_meant(memory)

    def with_known(self, known: Iterable[Memory]) -> "Bearing":
        """Return what the memories that the claims bear on bear on themselves."""
        found = list(known)
        return replace(
            self,
            identities=self.identities | {one.identity for one in found},
            slots=self.slots | {one.slot for one in found if one.slot},
            words=self.words.union(*map(said_of, found)),
        )

    def meets(self, candidate: Candidate) -> bool:
        """Tell whether a claim that is read again is one of those that are decided anew."""
        alike = bool(said_of(candidate) & self.words)
        if candidate.kind is Kind.WORKING:
            return candidate.session_id in self.sessions or alike
        if candidate.intent is not Intent.ASSERT or is_denial(candidate):
            whole = not text_field(candidate.fields, "object")
            ends = alike or whole or bool(self.slots & rivals([candidate]))
            return ends and candidate.identity.partition("|")[0] in self.names
        corrects = is_correction(candidate)
        same = candidate.identity in self.identities or self._is_meant(candidate)
        return same or (corrects and candidate.session_id in self.sessions)

    def _is_meant(self, said: Memory | Candidate) -> bool:
        """Tell whether a claim competes with these, or is about one of several people meant."""
        name = about(said)
        who = normal(name) or said.identity.partition("|")[0]
        if said.slot in self.slots or who in self.wholly:
            return True
        if said.kind is Kind.CORE or who in self.speakers:
            return False
        first = first_name(name)
        return who in self.names or (first is not None and normal(first) in self.firsts)


def is_denial(candidate: Candidate) -> bool:
    """Tell whether a claim says that something is not so, which may end what is."""
    return candidate.fields.get("negated") is True


def said_of(said: Memory | Candidate) -> frozenset[str]:
    """Return the stems of what a claim says of whom it is about."""
    head, _, rest = said.identity.partition("|")
    if said.kind is Kind.CORE:
        return frozenset(rest.rpartition("|")[2].split())
    told = [text_field(said.fields, name) for name in _SAID]
    return content(told) - content([head])
