"""What may be remembered of turns that address a model: labelled views, and no rules or truths."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from octomem.agents.base import Candidate
from octomem.agents.steering import STEERS
from octomem.memory import Kind

BARRED = frozenset({Kind.CORE, Kind.PROCEDURAL, Kind.KNOWLEDGE})
"""Kinds that shape what an agent does: none is made of a text that tries to."""


def kept(candidates: Sequence[Candidate], steering: AbstractSet[str]) -> list[Candidate]:
    """Leave out what steering turns must not become; a secret's label stays, it gives no order."""
    return [
        each
        for each in candidates
        if each.kind not in BARRED or each.fields.get("vault") or steering.isdisjoint(each.turns)
    ]


def labelled(candidates: Sequence[Candidate], steering: AbstractSet[str]) -> list[Candidate]:
    """Label what comes from a turn that tries to steer a model: kept, shown, ranked down."""
    return [
        each
        if steering.isdisjoint(each.turns)
        else replace(each, metadata={**each.metadata, STEERS: True})
        for each in candidates
    ]
