"""Deduplication and conflict resolution: pure decisions over memories of one kind.

A `Desk` holds the memories an agent decides against and changes as it decides, so a
later candidate of the same call sees what an earlier one did.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from octomem.agents.base import Candidate, Intent
from octomem.memory import LONG_AGO, Kind, Memory, Status
from octomem.operation import Action, Proposal

HELD = frozenset({Status.CURRENT, Status.SUPERSEDED, Status.CLOSED})
"""What a claim has been that was true for some time."""
PLANNED = "planned"
"""Marks a claim that begins later than it is told; until then the one before it holds."""
UNSURE = "unsure"
"""Marks a claim that may be misunderstood: it fills a slot that is empty, and takes nothing's place."""
TOLD_NEW = "told new"
"""Marks a claim that is told as what changed: "my new lawyer is Bob", "Nina is my boss now"."""
MAX_CONFIDENCE = 0.99
"""Repetition never makes a claim certain."""


def memory_id(partition: str, candidate: Candidate) -> str:
    """Name a memory by what it says and the turn that first said it.

    The same turns always yield the same ids, so that a call which is finished after a
    crash cannot store anything twice.
    """
    return name_of(partition, candidate.kind, candidate.identity, *candidate.turns[:1])


def name_of(partition: str, kind: Kind, identity: str, *first: str) -> str:
    """Name a memory by its kind, its identity and the turn that first said it, if one did."""
    parts = (partition, kind, identity, *first)
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()
    return f"m_{digest}"


def stronger(first: float, second: float) -> float:
    """Combine the confidences of two independent sources for one claim."""
    return min(MAX_CONFIDENCE, 1 - (1 - first) * (1 - second))


def _lasts(memory: Memory, at: datetime) -> bool:
    return memory.valid_to is None or memory.valid_to > at


def _first(one: datetime, other: datetime) -> datetime:
    """Return the earlier of two beginnings; one that is not known gives way to one that is."""
    return max(one, other) if LONG_AGO in {one, other} else min(one, other)


def _end_ahead(memory: Memory, candidate: Candidate) -> datetime | None:
    """Return when a claim that holds will end, where it is told again with an end to come."""
    end = candidate.valid_to
    told = memory.last_seen or memory.valid_from
    holds = memory.status is Status.CURRENT and not candidate.marks.get("ended")
    return end if holds and end is not None and end > max(told, candidate.valid_from) else None


class Desk:
    """The memories of one kind that candidates are settled against."""

    def __init__(self, kind: Kind, known: Iterable[Memory], partition: str) -> None:
        self._kind = kind
        self._partition = partition
        self._memories = {memory.id: memory for memory in known}
        self._planned: set[str] = set()
        """Memories that were made here of what is planned."""

    def current(self) -> list[Memory]:
        """Return what holds now, oldest first."""
        held = (m for m in self._memories.values() if m.status is Status.CURRENT and not m.deleted)
        return sorted(held, key=lambda m: (m.valid_from, m.id))

    def held(self) -> list[Memory]:
        """Return what holds or did for some time, oldest first."""
        held = (m for m in self._memories.values() if m.status in HELD and not m.deleted)
        return sorted(held, key=lambda m: (m.valid_from, m.id))

    def known(self, identity: str) -> list[Memory]:
        """Return what is known under an identity, whatever became of it; not what was deleted."""
        return [m for m in self._memories.values() if m.identity == identity and not m.deleted]

    def settle(self, candidate: Candidate) -> Proposal:
        """Decide one candidate by its intent, its identity and its slot."""
        if self._was_deleted(candidate):
            return self.skip(candidate, "was deleted; the same turns do not bring it back")
        if candidate.intent is not Intent.ASSERT:
            return self._end(candidate)
        twin = self._twin(candidate)
        if twin is not None:
            return self.merge(twin, candidate)
        if candidate.slot is not None:
            return self._place(candidate)
        return self.add(candidate)

    def add(
        self, candidate: Candidate, *, reason: str | None = None, past: bool = False
    ) -> Proposal:
        """Make a new memory; one of the `past` already has a successor."""
        memory = self._put(self._new(candidate, superseded=past))
        return self._proposal(Action.ADD, memory, reason or candidate.reason, (memory,))

    def merge(self, memory: Memory, candidate: Candidate) -> Proposal:
        """Strengthen a memory by a further source, or skip where it adds none."""
        fresh = tuple(turn for turn in candidate.turns if turn not in memory.turns)
        if not fresh:
            return self.skip(candidate, "already known from this turn", memory)
        merged = self._put(
            replace(
                memory,
                turns=memory.turns + fresh,
                confidence=stronger(memory.confidence, candidate.confidence),
                valid_from=_first(memory.valid_from, candidate.valid_from),
                valid_to=_end_ahead(memory, candidate) or memory.valid_to,
                metadata={**candidate.metadata, **memory.metadata},
                fades_from=None,
                version=memory.version + 1,
            )
        )
        return self._proposal(Action.MERGE, merged, f"said again: {candidate.reason}", (merged,))

    def revise(self, memory: Memory, candidate: Candidate, reason: str) -> Proposal:
        """Write a new version of a memory with the candidate's text and fields."""
        fresh = tuple(turn for turn in candidate.turns if turn not in memory.turns)
        revised = self._put(
            replace(
                memory,
                text=candidate.text,
                fields=dict(candidate.fields),
                index_text=candidate.index_text,
                mentions=candidate.mentions,
                metadata={**candidate.metadata, **memory.metadata},
                turns=memory.turns + fresh,
                grounds=candidate.grounds or memory.grounds,
                fades_from=None,
                version=memory.version + 1,
            )
        )
        return self._proposal(Action.MERGE, revised, reason, (revised,))

    def supersede(
        self, olds: Sequence[Memory], candidate: Candidate, reason: str, *, past: bool = False
    ) -> Proposal:
        """Put a new memory in the place of others, which end where it begins."""
        memory = self._put(self._new(candidate, superseded=past))
        ended = tuple(
            self._put(self._ended(old, Status.SUPERSEDED, candidate.valid_from)) for old in olds
        )
        replaced = tuple(old.id for old in olds)
        return self._proposal(Action.SUPERSEDE, memory, reason, (memory, *ended), replaced)

    def close(
        self, memory: Memory, at: datetime, reason: str, *, status: Status = Status.CLOSED
    ) -> Proposal:
        """End a memory's claim at a moment."""
        closed = self._put(self._ended(memory, status, at))
        return self._proposal(Action.CLOSE, closed, reason, (closed,))

    def until(self, memory: Memory, at: datetime, reason: str) -> Proposal:
        """Let a claim hold until a moment to come."""
        held = self._put(replace(memory, valid_to=at, version=memory.version + 1))
        return self._proposal(Action.MERGE, held, f"{reason}, from {at:%Y-%m-%d} on", (held,))

    def retract(self, memory: Memory, reason: str) -> Proposal:
        """Take a claim back: it was never so."""
        retracted = self._put(replace(memory, status=Status.RETRACTED, version=memory.version + 1))
        return self._proposal(Action.RETRACT, retracted, reason, (retracted,))

    def skip(self, candidate: Candidate, reason: str, memory: Memory | None = None) -> Proposal:
        """Write nothing, and say why."""
        return Proposal(
            action=Action.SKIP,
            agent=self._kind,
            reason=reason,
            text=candidate.text,
            memory_id=memory.id if memory else None,
        )

    def _was_deleted(self, candidate: Candidate) -> bool:
        return any(
            m.deleted and m.identity == candidate.identity and set(m.turns) & set(candidate.turns)
            for m in self._memories.values()
        )

    def _twin(self, candidate: Candidate) -> Memory | None:
        """Find the memory that says the same of the same time.

        It was read from the same turn, or holds at the candidate's moment, or is current
        and begins later with nothing else in between: then it began earlier than known.
        """
        at = candidate.valid_from
        same = [
            m for m in self._memories.values() if m.identity == candidate.identity and not m.deleted
        ]
        told = [m for m in same if set(candidate.turns) <= set(m.turns)]
        holding = [m for m in same if m.status in HELD and m.valid_from <= at and _lasts(m, at)]
        later = [
            m
            for m in same
            if m.status is Status.CURRENT
            and at < m.valid_from <= (candidate.valid_to or m.valid_from)
            and not self._between(at, m)
        ]
        found = told or holding or later
        return min(found, key=lambda m: (m.status is not Status.CURRENT, m.id), default=None)

    def _between(self, at: datetime, memory: Memory) -> bool:
        """Say whether another value of the slot held between a moment and a memory's beginning."""
        return memory.slot is not None and any(
            m.slot == memory.slot
            and m.identity != memory.identity
            and m.status in HELD
            and not m.deleted
            and m.valid_from < memory.valid_from
            and _lasts(m, at)
            for m in self._memories.values()
        )

    def _end(self, candidate: Candidate) -> Proposal:
        """Close or retract what the candidate names, by identity, else by slot.

        A spell that was over before something began does not end it.
        """
        over = candidate.valid_to
        held = [m for m in self.current() if over is None or m.valid_from <= over]
        named = [m for m in held if m.identity == candidate.identity] or [
            m for m in held if candidate.slot is not None and m.slot == candidate.slot
        ]
        if not named:
            return self.skip(candidate, f"nothing to end: {candidate.reason}")
        memory = named[-1]
        if candidate.intent is Intent.CLOSE:
            return self.close(memory, candidate.valid_from, candidate.reason)
        return self.retract(memory, candidate.reason)

    def _place(self, candidate: Candidate) -> Proposal:
        """Insert a single-valued claim into its slot's line of time."""
        line = sorted(
            (
                m
                for m in self._memories.values()
                if m.slot == candidate.slot and not m.deleted and m.status in HELD
            ),
            key=lambda m: (m.valid_from, m.recorded_at),
        )
        before = [m for m in line if m.valid_from <= candidate.valid_from]
        after = [m for m in line if m.valid_from > candidate.valid_from]
        if after:
            end = min(after[0].valid_from, candidate.valid_to or after[0].valid_from)
            candidate = replace(candidate, valid_to=end)
        past = bool(after) and not self._is_ahead(after[0])
        if candidate.marks.get(PLANNED):
            self._planned.add(memory_id(self._partition, candidate))
        overlapped = [m for m in before if _lasts(m, candidate.valid_from)]
        if overlapped and candidate.marks.get(UNSURE):
            known = ", ".join(repr(old.text) for old in overlapped)
            return self.skip(candidate, f"not sure enough to take the place of {known}")
        if overlapped and candidate.marks.get(PLANNED):
            return self._announce(overlapped, candidate)
        if overlapped:
            olds = ", ".join(repr(old.text) for old in overlapped)
            reason = f"{candidate.reason}, in place of {olds}"
            return self.supersede(overlapped, candidate, reason, past=past)
        reason = f"{candidate.reason}, before what is known" if after else candidate.reason
        return self.add(candidate, reason=reason, past=past)

    def _is_ahead(self, memory: Memory) -> bool:
        """Tell what was only announced: until it begins, what holds before it is current."""
        told = memory.last_seen
        return memory.id in self._planned or (told is not None and told < memory.valid_from)

    def insert_before(self, memory: Memory, candidate: Candidate) -> Proposal:
        """Keep a claim that a memory took the place of, which begins where the claim was told."""
        at = candidate.valid_from
        old = self._put(self._new(replace(candidate, valid_to=at), superseded=True))
        moved = self._put(replace(memory, valid_from=at, version=memory.version + 1))
        reason = f"{candidate.reason}, before {memory.text!r}"
        return self._proposal(Action.ADD, old, reason, (old, moved))

    def _announce(self, olds: Sequence[Memory], candidate: Candidate) -> Proposal:
        """Note what will take a slot's place: what holds it keeps it until then."""
        memory = self._put(self._new(candidate))
        until = tuple(
            self._put(replace(old, valid_to=candidate.valid_from, version=old.version + 1))
            for old in olds
        )
        reason = f"{candidate.reason}, from {candidate.valid_from:%Y-%m-%d} on"
        return self._proposal(Action.ADD, memory, reason, (memory, *until))

    def _new(self, candidate: Candidate, *, superseded: bool = False) -> Memory:
        status = Status.CURRENT
        if superseded:
            status = Status.SUPERSEDED
        elif candidate.valid_to is not None and candidate.marks.get("ended"):
            status = Status.CLOSED
        return Memory(
            id=memory_id(self._partition, candidate),
            kind=self._kind,
            text=candidate.text,
            fields=dict(candidate.fields),
            sources=(),
            turns=candidate.turns,
            status=status,
            confidence=candidate.confidence,
            valid_from=candidate.valid_from,
            valid_to=candidate.valid_to,
            recorded_at=candidate.valid_from,
            version=1,
            extractor=candidate.extractor,
            identity=candidate.identity,
            slot=candidate.slot,
            agent_id=candidate.agent_id,
            session_id=candidate.session_id,
            position=candidate.position,
            mentions=candidate.mentions,
            index_text=candidate.index_text,
            metadata=dict(candidate.metadata),
            grounds=candidate.grounds,
        )

    @staticmethod
    def _ended(memory: Memory, status: Status, at: datetime) -> Memory:
        end = max(memory.valid_from, at if memory.valid_to is None else min(memory.valid_to, at))
        return replace(memory, status=status, valid_to=end, version=memory.version + 1)

    def _put(self, memory: Memory) -> Memory:
        self._memories[memory.id] = memory
        return memory

    def _proposal(
        self,
        action: Action,
        memory: Memory,
        reason: str,
        writes: tuple[Memory, ...],
        replaces: tuple[str, ...] = (),
    ) -> Proposal:
        return Proposal(
            action=action,
            agent=self._kind,
            reason=reason,
            text=memory.text,
            memory_id=memory.id,
            replaces=replaces,
            writes=writes,
        )
