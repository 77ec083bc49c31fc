"""Fading: unimportant details that nobody told again sink in ranking; nothing is deleted."""

import math
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from octomem.agents.base import Ranked
from octomem.agents.policy import Fading
from octomem.agents.ranking import best_first, shared
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Proposal


def fades(memory: Memory, policy: Fading, borne: Collection[str], now: datetime) -> bool:
    """Say whether a detail begins to fade: unimportant, and not told again for a half-life.

    `borne` are memories that something else was derived from. What fills a single-valued slot
    (a home, an employer) is no detail.
    """
    half = policy.half(memory.kind)
    held = memory.status is Status.CURRENT and not memory.deleted
    if half is None or not held or memory.fades_from is not None or memory.last_seen is None:
        return False
    is_detail = not text_field(memory.fields, "slot")
    told_little = len(memory.turns) <= policy.told and memory.confidence <= policy.confidence
    rests = bool(memory.grounds) and memory.kind is not Kind.CONTEXTUAL
    unimportant = is_detail and told_little and not rests and memory.id not in borne
    return unimportant and memory.last_seen + half <= now


def fading(memory: Memory, policy: Fading) -> Proposal:
    """Let a detail fade from the end of the half-life in which nobody told it again."""
    half = policy.half(memory.kind)
    assert half is not None and memory.last_seen is not None  # noqa: S101, PT018 - `fades` said so
    begun = replace(memory, fades_from=memory.last_seen + half, version=memory.version + 1)
    reason = f"fades: last told on {memory.last_seen.date()}, half-life {half.days} days"
    return Proposal(Action.MERGE, memory.kind, reason, memory.text, memory.id, writes=(begun,))


def strength(memory: Memory, policy: Fading, at: datetime) -> float:
    """Return the share of its score that a memory has at a moment, in (0, 1]."""
    half = policy.half(memory.kind)
    if memory.fades_from is None or half is None or at <= memory.fades_from:
        return 1.0
    halvings: float = (at - memory.fades_from) / half
    return max(policy.least, math.pow(0.5, halvings))


def faded(ranked: list[Ranked], policy: Fading, at: datetime) -> list[Ranked]:
    """Rank down what fades, as much as it has by a moment."""
    if all(item.memory.fades_from is None for item in ranked):
        return ranked
    return best_first(shared(item, strength(item.memory, policy, at)) for item in ranked)
