"""LangGraph's `BaseStore` on an octomem store: put, get, search, delete, list_namespaces, TTL."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, cast

from langgraph.store.base import (
    BaseStore,
    GetOp,
    Item,
    ListNamespacesOp,
    Op,
    PutOp,
    Result,
    SearchItem,
    SearchOp,
    TTLConfig,
)

from octomem import Orchestrator, Scope
from octomem.errors import ScopeError, UsageError
from octomem.integrations.langgraph.matching import matches, matches_namespace, said
from octomem.orchestrator.items import Item as Kept
from octomem.orchestrator.items import Put, Search


class MemoryStore(BaseStore):
    """Keeps a graph's items in octomem's ledger: durable, versioned, searched by meaning.

    Pass it to `compile(store=...)`, or to whatever takes a `BaseStore`.

    Args:
        memory: an open orchestrator; whoever opened it closes it.
        user_id: whose items these are, whatever the namespace says.
        org_id: the organisation they belong to.
        user_at: in place of `user_id`: the label at this place of a namespace, from 0, is
            the user; then one user's items are in that user's partition, and a search has
            to name the user.
        fields: paths of the values that are indexed where `put` names none; default: all
            texts in the value.
        ttl: how long items live, and whether reading renews them.

    Raises:
        ScopeError: no user and no organisation is given, or both `user_id` and `user_at`.
    """

    supports_ttl = True

    def __init__(  # noqa: PLR0913 - one parameter per thing that can be told
        self,
        memory: Orchestrator,
        *,
        user_id: str | None = None,
        org_id: str | None = None,
        user_at: int | None = None,
        fields: Sequence[str] = ("$",),
        ttl: TTLConfig | None = None,
    ) -> None:
        if user_at is None:
            Scope(org_id=org_id, user_id=user_id)
        elif user_id is not None or user_at < 0:
            raise ScopeError("user_at is a place in the namespace, from 0, in place of user_id")
        self._items = memory.items
        self._ids = {"org_id": org_id, "user_id": user_id}
        self._user_at = user_at
        self._fields = tuple(fields)
        self.ttl_config = ttl

    def batch(self, ops: Iterable[Op]) -> list[Result]:
        """Run operations: reads see what was there before, then all that is put is written.

        Raises:
            UsageError: a value is not JSON, a filter has an unknown operator, or an operation
                names no single user; nothing was written.
        """
        results: list[Result] = []
        puts: dict[Scope, list[Put]] = {}
        for op in ops:
            match op:
                case GetOp():
                    results.append(self._get(op))
                case SearchOp():
                    results.append(cast("Result", self._search(op)))
                case ListNamespacesOp():
                    results.append(self._namespaces(op))
                case PutOp():
                    puts.setdefault(self._scope(op.namespace), []).append(self._put(op))
                    results.append(None)
                case _:
                    raise UsageError(f"unknown operation {type(op).__name__}")
        for scope, given in puts.items():
            self._items.write(scope, given)
        return results

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        """Do what `batch` does, without blocking the loop."""
        return await asyncio.to_thread(self.batch, list(ops))

    def _scope(self, namespace: Sequence[str]) -> Scope:
        """Return whose items a namespace, or the beginning of one, names.

        Raises:
            ScopeError: it is too short to name a user.
        """
        if self._user_at is None:
            return Scope(**self._ids)
        if len(namespace) <= self._user_at:
            raise ScopeError(
                f"namespace {tuple(namespace)!r} names no user: this store takes the label at "
                f"place {self._user_at} for one"
            )
        return Scope(org_id=self._ids["org_id"], user_id=namespace[self._user_at])

    def _get(self, op: GetOp) -> Item | None:
        scope = self._scope(op.namespace)
        found = self._items.get(scope, tuple(op.namespace), str(op.key))
        if found is None:
            return None
        if self._renews(asked=op.refresh_ttl):
            self._items.renew(scope, [found])
        return Item(
            value=found.value,
            key=found.key,
            namespace=found.namespace,
            created_at=found.created_at,
            updated_at=found.updated_at,
        )

    def _put(self, op: PutOp) -> Put:
        text = None
        if op.value is not None and op.index is not False:
            paths = self._fields if op.index is None else op.index
            text = said(op.value, paths) or None
        lasts = None if op.ttl is None else timedelta(minutes=op.ttl)
        return Put(tuple(op.namespace), str(op.key), op.value, text, lasts)

    def _search(self, op: SearchOp) -> list[SearchItem]:
        scope = self._scope(op.namespace_prefix)
        passes = partial(matches, wanted=op.filter) if op.filter else None
        search = Search(op.query or None, passes)
        page = self._items.search(scope, tuple(op.namespace_prefix), search, op.limit, op.offset)
        if self._renews(asked=op.refresh_ttl):
            self._items.renew(scope, [found.item for found in page])
        return [_shown(found.item, found.likeness) for found in page]

    def _renews(self, *, asked: bool | None) -> bool:
        if asked is not None:
            return asked
        return (self.ttl_config or {}).get("refresh_on_read", True)

    def _namespaces(self, op: ListNamespacesOp) -> list[tuple[str, ...]]:
        conditions = op.match_conditions or ()
        named = [
            tuple(one.path)
            for one in conditions
            if one.match_type == "prefix" and "*" not in one.path[: (self._user_at or 0) + 1]
        ]
        scope = self._scope(max(named, key=len, default=()))
        kept = {
            one
            for one in self._items.namespaces(scope)
            if all(matches_namespace(c, one) for c in conditions)
        }
        if op.max_depth is not None:
            kept = {one[: op.max_depth] for one in kept}
        return sorted(kept)[op.offset : op.offset + op.limit]


def _shown(item: Kept, score: float | None) -> SearchItem:
    value: dict[str, Any] = item.value
    return SearchItem(
        namespace=item.namespace,
        key=item.key,
        value=value,
        created_at=item.created_at,
        updated_at=item.updated_at,
        score=score,
    )
