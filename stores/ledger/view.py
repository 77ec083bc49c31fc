"""What one question may see of a partition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, bindparam, select, true

from octomem.memory import Kind, Memory
from octomem.stores.ledger import memories
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.block import Block
from octomem.stores.ledger.memories import Form, Place, Sight, holds, unindexed
from octomem.stores.ledger.present import Found, Present, Seen
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.ledger.shelf import Shelf

LATEST = 200
"""How many memories of a kind `View.of_kind` returns at most."""

_row = memory_versions.c
_OWN = _row.partition == bindparam("partition")
_FOUND = select(_row.memory_id, _row.seq)


class Versions(Protocol):
    """Says which versions of which memories a question sees; nothing of another partition."""

    def among(self, ids: Iterable[str]) -> Found:
        """Return those of the given memories that are seen."""
        ...

    def of_kind(self, kind: Kind, limit: int, session: str | None) -> Found:
        """Return the newest of a kind, of one session or of all, newest first."""
        ...

    def at_places(self, places: Iterable[Place]) -> list[str]:
        """Return turns at some places, among them all that are seen."""
        ...

    def after(self, seq: int) -> list[str]:
        """Return memories with a version after one, among them all that are seen."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """One partition as a question sees it, within one snapshot of the ledger.

    This is where a scope is enforced: whatever an index answered, a memory of another
    partition does not come out of here.
    """

    connection: Connection
    number: int
    """The partition's."""
    shelf: Shelf
    versions: Versions

    @classmethod
    def of(
        cls,
        connection: Connection,
        number: int,
        sight: Sight,
        shelf: Shelf,
        *,
        newest: int | None = None,
    ) -> Self:
        """Look at a partition: what it holds now is kept in the process, the past is asked for.

        `newest` is the number of its newest version in this snapshot, where that is known.
        """
        present = shelf.present(connection, number, newest) if sight.form == _NOW else None
        given = sight.given
        versions: Versions = (
            Asked(connection, number, sight.form, given)
            if present is None
            else Seen(present, present.unseen(given["at"], given["ahead"]))
        )
        return cls(connection, number, shelf, versions)

    @property
    def present(self) -> Present | None:
        """What the partition holds now; None for the past, and where it is too large to be kept."""
        return self.versions.present if isinstance(self.versions, Seen) else None

    def block(self) -> Block | None:
        """Return all vectors of what the partition holds now; None where it is too large for that.

        For the past there is none.
        """
        present = self.present
        return None if present is None else self.shelf.block(self.connection, self.number, present)

    def seen(self, block: Block) -> NDArray[np.bool_]:
        """Say of each row of the block whether it is seen."""
        assert isinstance(self.versions, Seen)  # noqa: S101 - nothing else has a block
        seen = np.ones(len(block.ids), dtype=np.bool_)
        seen[[block.row_of[name] for name in self.versions.unseen]] = False
        return seen

    def among(self, ids: Iterable[str]) -> dict[str, Memory]:
        """Return those of the given memories that lie in the partition and may be seen, by id."""
        return self._read(self.versions.among(ids))

    def of_kind(
        self, kind: Kind, *, session: str | None = None, limit: int = LATEST
    ) -> list[Memory]:
        """Return the newest of a kind, of one session or of all, newest first."""
        return list(self._read(self.versions.of_kind(kind, limit, session)).values())

    def at_places(self, places: Iterable[Place]) -> dict[str, Memory]:
        """Return the turns at (session, position) places that may be seen, by id."""
        return self.among(self.versions.at_places(places))

    def _read(self, found: Found) -> dict[str, Memory]:
        return self.shelf.memories(self.connection, found)


_NOW = Form(as_of=False, known_at=False, agent=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """Asks the ledger each time: for moments of the past, and an agent's own memories."""

    connection: Connection
    number: int
    form: Form
    given: Mapping[str, str]

    def among(self, ids: Iterable[str]) -> Found:
        """Return those of the given memories that are seen."""
        return self._found(_among(self.form), {"ids": listed(ids)})

    def of_kind(self, kind: Kind, limit: int, session: str | None) -> Found:
        """Return the newest of a kind, of one session or of all, newest first."""
        given: dict[str, object] = {"kind": kind.value, "limit": limit}
        if kind is Kind.EPISODIC and session is None:
            return self._found(_latest(self.form), given)
        if session is not None:
            given["session"] = session
        return self._found(_of_kind(self.form, in_session=session is not None), given)

    def at_places(self, places: Iterable[Place]) -> list[str]:
        """Return the turns at some places, seen or not."""
        return memories.at_places(self.connection, self.number, places)

    def after(self, seq: int) -> list[str]:
        """Return the memories with a version after one, seen or not."""
        return memories.tail(self.connection, self.number, seq)

    def _found(self, query: Select[Any, Any], given: Mapping[str, object]) -> Found:
        own = {**given, "partition": self.number, **self.given}
        return [(name, seq) for name, seq in self.connection.execute(query, own).all()]


@cache
def _among(form: Form) -> Select[Any, Any]:
    return _FOUND.where(among(_row.memory_id, "ids"), _OWN, holds(form, {}))


@cache
def _of_kind(form: Form, *, in_session: bool) -> Select[Any, Any]:
    here = _row.session_id == bindparam("session") if in_session else true()
    query = _FOUND.where(_OWN, _row.kind == bindparam("kind"), here, holds(form, {}))
    # A kind's current memories are found by its index; by `seq`, all of the partition's versions
    # would be walked for them.
    return query.order_by((_row.seq + 0).desc()).limit(bindparam("limit"))


@cache
def _latest(form: Form) -> Select[Any, Any]:
    # Turns are most of a partition: read from its end; by the kind, all of them would be sorted.
    kind = unindexed(_row.kind) == bindparam("kind")
    query = _FOUND.where(_OWN, kind, holds(form, {}))
    return query.order_by(_row.seq.desc()).limit(bindparam("limit"))
