"""What becomes of a derived memory when what it was derived from changes: pure decisions.

A ground holds while it is current and says what it said when it was named. A memory that
has lost a ground is told anew from the others where its text allows that, else it is stale:
kept, with the reason in its history, and no longer recalled as current. What an undo brings
back, comes back with what had hung on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octomem.agents.digest import retold
from octomem.memory import Memory, Status
from octomem.operation import Action, Proposal


@dataclass(frozen=True, slots=True)
class Ground:
    """One memory that another was derived from."""

    now: Memory | None
    """As it will be; None where it is not there."""
    said: str | None
    """Its identity when it was named; None where it was named just now."""

    @property
    def holds(self) -> bool:
        """Whether it is current and says the same as when it was named."""
        now = self.now
        if now is None or now.deleted or now.status is not Status.CURRENT:
            return False
        return self.said in {None, now.identity}


@dataclass(frozen=True, slots=True)
class Hanging:
    """A derived memory as it will be, with all that decides what becomes of it."""

    memory: Memory
    grounds: Mapping[str, Ground]
    """By id: every ground that any of its versions names."""
    earlier: Sequence[Memory] = ()
    """Its versions before this one, oldest first."""
    returned: frozenset[str] = frozenset()
    """Grounds that hold again, where it is as it is by what followed from others alone."""


def came_back(before: Memory, now: Memory) -> bool:
    """Say whether a memory holds again, or longer, after it did not."""
    if now.deleted or now.status is not Status.CURRENT:
        return False
    lost = before.deleted or before.status is not Status.CURRENT
    longer = before.valid_to is not None and (
        now.valid_to is None or now.valid_to > before.valid_to
    )
    return lost or longer or before.identity != now.identity


def matters(before: Memory, now: Memory) -> bool:
    """Say whether a change of a ground can mean anything for what hangs on it."""
    told = ((each.deleted, each.status, each.identity, each.valid_to) for each in (before, now))
    return next(told) != next(told)


def follow(hanging: Hanging) -> Proposal | None:
    """Decide what becomes of a derived memory; None where it stays as it is."""
    memory = hanging.memory
    if memory.deleted or not memory.grounds:
        return None
    earlier = _before_the_loss(hanging)
    if earlier is not None:
        again = replace(earlier, version=memory.version + 1)
        from_these = sorted(hanging.returned)
        return _proposal(Action.MERGE, again, "holds again, as what it rests on does", from_these)
    if memory.status is not Status.CURRENT:
        return None
    lost = [ground for ground in memory.grounds if not hanging.grounds[ground].holds]
    return _without(hanging, lost) if lost else _bounded(hanging)


def _before_the_loss(hanging: Hanging) -> Memory | None:
    """Return the version with most grounds that one which came back takes a memory back to."""
    whole = [
        earlier
        for earlier in hanging.earlier
        if earlier.status is Status.CURRENT
        and hanging.returned & set(earlier.grounds)
        and all(hanging.grounds[name].holds for name in earlier.grounds)
    ]
    best = max(whole, key=lambda one: (len(one.grounds), one.version), default=None)
    return best if best is not None and _differ(best, hanging.memory) else None


def _differ(one: Memory, other: Memory) -> bool:
    said = ((each.status, each.text, each.valid_to, each.grounds) for each in (one, other))
    return next(said) != next(said)


def _without(hanging: Hanging, lost: Sequence[str]) -> Proposal:
    """Tell a memory anew from the grounds it has left, or mark it stale."""
    memory, ground = hanging.memory, hanging.grounds[lost[0]].now
    named = "a memory that is gone" if ground is None else repr(ground.text)
    kept = [
        each.now
        for name, each in hanging.grounds.items()
        if name in memory.grounds and name not in lost and each.now is not None
    ]
    gone = [hanging.grounds[name].now for name in lost]
    again = retold(memory, kept, [each for each in gone if each is not None])
    if again is not None:
        why = f"told anew without {named}, which {_became(ground)}"
        return _proposal(Action.MERGE, replace(again, version=memory.version + 1), why, lost)
    stale = replace(
        memory, status=Status.STALE, valid_to=_end(memory, ground), version=memory.version + 1
    )
    why = f"stale: it rests on {named}, which {_became(ground)}"
    return _proposal(Action.CLOSE, stale, why, lost)


def _became(ground: Memory | None) -> str:
    if ground is None or ground.deleted:
        return "was deleted"
    if ground.status is Status.CURRENT:
        return "was changed"
    return f"is {ground.status.value}"


def _end(memory: Memory, ground: Memory | None) -> datetime:
    """Return until when a stale memory held: as long as its ground, or never."""
    over = ground is not None and ground.status in {Status.CLOSED, Status.SUPERSEDED, Status.STALE}
    if ground is None or ground.deleted or not over or ground.valid_to is None:
        return memory.valid_from
    end = ground.valid_to if memory.valid_to is None else min(memory.valid_to, ground.valid_to)
    return max(memory.valid_from, end)


def _bounded(hanging: Hanging) -> Proposal | None:
    """Let a memory end where the first of its grounds is known to end."""
    memory = hanging.memory
    ends = [
        (each.now.valid_to, name, each.now.text)
        for name, each in hanging.grounds.items()
        if name in memory.grounds and each.now is not None and each.now.valid_to is not None
    ]
    if not ends or (memory.valid_to is not None and memory.valid_to <= min(ends)[0]):
        return None
    end, ground, named = min(ends)
    ended = replace(memory, valid_to=max(memory.valid_from, end), version=memory.version + 1)
    if ended.valid_to == memory.valid_to:
        return None
    return _proposal(Action.CLOSE, ended, f"ends with {named!r}", [ground])


def _proposal(action: Action, memory: Memory, reason: str, grounds: Sequence[str]) -> Proposal:
    told = (action, memory.kind, reason, memory.text, memory.id, tuple(grounds))
    return Proposal(*told, writes=(memory,))
