"""Writes to the ledgers of the contract suites."""

from collections.abc import Callable
from datetime import datetime

import numpy as np
from tests.contracts.memories import day

from octomem.memory import Memory
from octomem.operation import Action, Operation, Proposal
from octomem.scope import Scope
from octomem.stores.ledger.ledger import Commit, Ledger
from octomem.stores.seams import Encoded

MEI, ANA = Scope(user_id="mei", session_id="s1"), Scope(user_id="ana", session_id="s1")
Opener = Callable[..., Ledger]


def commit(
    ledger: Ledger,
    *written: Memory,
    scope: Scope = MEI,
    at: datetime | None = None,
    call: str | None = None,
    replaces: tuple[str, ...] = (),
) -> list[Operation]:
    """Commit one operation for each memory, with a vector of its own."""
    proposals = [
        Proposal(Action.ADD, one.kind, "test", one.text, one.id, replaces, (one,))
        for one in written
    ]
    encoded = {
        one.searchable: Encoded(np.full(4, at, dtype=np.float32)) for at, one in enumerate(written)
    }
    with ledger.write(scope) as connection:
        given = Commit(proposals, at or day(2), call, encoded)
        return ledger.commit(connection, scope, given)


def number(ledger: Ledger, scope: Scope = MEI) -> int:
    """Return a partition's number."""
    with ledger.read() as connection:
        found = ledger.partition(connection, scope)
    assert found is not None
    return found
