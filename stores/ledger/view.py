"""What one question may see of a partition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, true

from octomem.memory import Kind, Memory
from octomem.stores.ledger.among import among, listed
from octomem.stores.ledger.memories import Form, Sight, holds, unindexed
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.ledger.shelf import Shelf

LATEST = 200
"""How many memories of a kind `View.of_kind` returns at most."""

_row = memory_versions.c
_OWN = _row.partition == bindparam("partition")
_FOUND = select(_row.memory_id, _row.seq)


@dataclass(frozen=True, slots=True)
class View:
    """One partition as a question sees it, within one snapshot of the ledger.

    This is where a scope is enforced: whatever an index answered, a memory of another
    partition does not come out of here.
    """

    connection: Connection
    number: int
    """The partition's."""
    sight: Sight
    shelf: Shelf

    def among(self, ids: Iterable[str]) -> dict[str, Memory]:
        """Return those of the given memories that lie in the partition and may be seen, by id."""
        seen = self._read(_among(self.sight.form), {"ids": listed(ids)})
        return {memory.id: memory for memory in seen}

    def of_kind(self, kind: Kind, *, session: str | None = None) -> list[Memory]:
        """Return the `LATEST` of a kind, of one session or of all, newest first."""
        given: dict[str, object] = {"kind": kind.value, "limit": LATEST}
        if session is not None:
            given["session"] = session
        return self._read(_of_kind(self.sight.form, in_session=session is not None), given)

    def latest(self, kind: Kind, limit: int) -> list[Memory]:
        """Return the latest of a kind, newest first."""
        return self._read(_latest(self.sight.form), {"kind": kind.value, "limit": limit})

    def _read(self, query: Select[Any, Any], given: Mapping[str, object]) -> list[Memory]:
        own = {**given, "partition": self.number, **self.sight.given}
        rows = self.connection.execute(query, own).all()
        return self.shelf.memories(self.connection, [(name, seq) for name, seq in rows])


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
    # Read from the partition's end: by the kind, the whole kind would be read and sorted.
    kind = unindexed(_row.kind) == bindparam("kind")
    query = _FOUND.where(_OWN, kind, holds(form, {}))
    return query.order_by(_row.seq.desc()).limit(bindparam("limit"))
