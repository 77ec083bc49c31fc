"""What a transaction's operations mean for the memories that hang on what they change."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import Connection

from octomem.agents.consequences import Ground, Hanging, came_back, follow, matters
from octomem.memory import Memory, Status
from octomem.operation import Proposal
from octomem.stores.ledger import derived, memories


def consequences(
    connection: Connection, number: int, proposals: Sequence[Proposal]
) -> list[Proposal]:
    """Decide what becomes of all that hangs on what some proposals write, however far down."""
    state = {memory.id: memory for proposal in proposals for memory in proposal.writes}
    found: dict[str, Proposal] = {}
    pending = dict(state)
    while pending:
        before = memories.newest(connection, pending)
        returned = frozenset(
            name for name, now in pending.items() if name in before and came_back(before[name], now)
        )
        # Only what was there already can have something hang on it.
        changed = [name for name, was in before.items() if matters(was, pending[name])]
        hanging = derived.dependents(connection, number, changed) if changed else []
        judged = _as_they_will_be(hanging, pending, state)
        named = {name for memory in judged for name in memory.grounds if name not in state}
        known = memories.newest(connection, named)
        cases = _Cases(connection, number, state, known, returned, pending.keys() - before.keys())
        pending = {}
        for memory in judged:
            if memory.id in found or _rests_on_new(memory, state):
                continue
            proposal = follow(cases.of(memory))
            if proposal is not None:
                found[memory.id] = proposal
                state[memory.id] = pending[memory.id] = proposal.writes[0]
    return list(found.values())


def _as_they_will_be(
    hanging: Iterable[Memory], written: Mapping[str, Memory], state: Mapping[str, Memory]
) -> list[Memory]:
    """Return what hangs on something, and what is written and names grounds itself."""
    own = (memory for memory in written.values() if memory.grounds)
    found = {memory.id: state.get(memory.id, memory) for memory in (*hanging, *own)}
    return list(found.values())


def _rests_on_new(memory: Memory, state: Mapping[str, Memory]) -> bool:
    """Say whether a memory is new, and all it rests on is written with it: then it holds."""
    grounds = [state.get(name) for name in memory.grounds]
    return memory.version == 1 and all(
        ground is not None
        and ground.version == 1
        and ground.status is Status.CURRENT
        and ground.valid_to is None
        for ground in grounds
    )


@dataclass(frozen=True, slots=True)
class _Cases:
    """What is to be known of the memories that are judged together."""

    connection: Connection
    number: int
    state: Mapping[str, Memory]
    """What the transaction writes, by id; it grows while they are judged."""
    known: Mapping[str, Memory]
    """Grounds of theirs that it does not write."""
    returned: frozenset[str]
    new: AbstractSet[str]
    """Those that the ledger does not have yet."""

    def of(self, memory: Memory) -> Hanging:
        """Return a memory with its grounds, as they will be and as they were when it named them."""
        earlier: list[Memory] = []
        back: frozenset[str] = frozenset()
        if self.returned and memory.id not in self.state:
            *earlier, _ = memories.history(self.connection, self.number, memory.id)
            stale = memory.status is Status.STALE
            if stale or derived.follows(self.connection, self.number, memory):
                back = self.returned & {name for one in (*earlier, memory) for name in one.grounds}
        named = dict.fromkeys(name for one in (*earlier, memory) for name in one.grounds)
        there = {**self.known, **self.state}
        missing = [name for name in named if name not in there] if earlier else ()
        there |= memories.newest(self.connection, missing)
        said = self._said(memory, named)
        grounds = {name: Ground(there.get(name), said[name]) for name in named}
        return Hanging(memory, grounds, earlier, back)

    def _said(self, memory: Memory, named: Iterable[str]) -> Mapping[str, str | None]:
        """Return what the grounds said when a memory named them; nothing, where that is now."""
        if memory.id in self.new:
            return dict.fromkeys(named)
        return derived.when_named(self.connection, self.number, memory.id, named)
