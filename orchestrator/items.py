"""Items: values that a program keeps under a namespace and a key, beside what is remembered.

They are memories of the kind resource, so the ledger keeps their versions, secrets are cut
out of them, `recall` finds them and `forget` erases them. The framework's stores build on
this; see `octomem.langgraph`.
"""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast

import numpy as np
from sqlalchemy import Connection

from octomem.agents.steering import STEERS, steers
from octomem.errors import NotFoundError, UsageError
from octomem.foreign import as_json, storable
from octomem.jsons import JSON
from octomem.memory import Kind, Memory, Status
from octomem.messages import MAX_TEXT
from octomem.operation import Action, Operation, Proposal
from octomem.orchestrator.browse import Browse
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.sealing import seal_edit
from octomem.scope import Scope
from octomem.stores.ledger import embeddings, items, memories
from octomem.stores.ledger.ledger import Commit
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.rows import canonical
from octomem.stores.seams import Vector
from octomem.stores.vault import placeholder
from octomem.stores.vault.vault import Sealed

EXTRACTOR = "item/1"
LABEL = "item"
"""What the vault calls a whole value that holds a secret."""
RENEWED_FROM = 0.05
"""Share of an item's life that has to be over before reading it renews it: each renewal is a
version in the ledger."""
MAX_TEXT_INDEXED = 20_000
"""Characters of an item's text that are indexed."""


@dataclass(frozen=True, slots=True)
class Put:
    """One value to be written, or deleted where it is None."""

    namespace: tuple[str, ...]
    key: str
    value: Mapping[str, object] | None
    text: str | None = None
    """What a search compares a question with; None keeps the item out of ranked searches."""
    lasts: timedelta | None = None
    """How long it lives after it was last written or read; None is for ever."""
    metadata: Mapping[str, object] = field(default_factory=dict[str, object])
    """Kept with the memory and filtered by."""
    since: datetime | None = None
    """When it began to hold; default: when it is first written."""
    memory_id: str | None = None
    """The id that a new item's memory gets, where another system had given it one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One value as it is now."""

    id: str
    """The memory's, for `get`, `history` and `delete`."""
    namespace: tuple[str, ...]
    key: str
    value: dict[str, JSON]
    created_at: datetime
    updated_at: datetime
    indexed: bool
    """Whether a question is compared with it."""
    lasts: timedelta | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks for; nothing of it means every item, latest first."""

    query: str | None = None
    """Items are ranked by how near they are to it."""
    passes: Callable[[dict[str, JSON]], bool] | None = None
    """Whether an item with this value is meant."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that a search found."""

    item: Item
    likeness: float | None
    """Its cosine with the question; None without a question, and where it is not indexed."""


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A value that may be written: no secret is in it."""

    put: Put
    fields: dict[str, JSON]
    text: str
    metadata: dict[str, JSON]
    secrets: list[Sealed]


class Items:
    """`put`, `get` and `search`, on an open engine. A scope is a partition here."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def write(self, scope: Scope, puts: Sequence[Put]) -> list[Operation]:
        """Write and delete items in one transaction; the last word on a key counts.

        The scope's agent and session are noted with what is written. Deleting what is not
        there does nothing.

        Raises:
            UsageError: a value is not JSON, or is too large; nothing was written.
        """
        with self._engine.use():
            return self._write(scope, puts)

    def _write(self, scope: Scope, puts: Sequence[Put]) -> list[Operation]:
        engine = self._engine
        engine.check_embedder()
        last = {items.identity(put.namespace, put.key): put for put in puts}
        with engine.ledger.read() as connection:
            number = engine.ledger.partition(connection, scope)
            kept = engine.ledger.all_sealed(connection, number)
        made = {
            name: self._sealed(put, scope, kept)
            for name, put in last.items()
            if put.value is not None
        }
        encoded = engine.encode(one.text for one in made.values())
        with engine.ledger.write(scope) as connection:
            known = self._known(connection, scope, list(last))
            now = engine.clock()
            for name, one in made.items():
                if name not in known:
                    _check_free(connection, one.put)
            proposals = [
                *(_written(one, name, known.get(name), scope, now) for name, one in made.items()),
                *(_deleted(known[name]) for name in known if name not in made),
            ]
            if not proposals:
                return []
            commit = Commit(proposals, engine.moment(connection), encoded=encoded)
            done = engine.ledger.commit(connection, scope, commit)
            number = engine.ledger.partition(connection, scope)
            assert number is not None  # noqa: S101 - the commit made it
            secrets = [secret for one in made.values() for secret in one.secrets]
            engine.ledger.keep_sealed(connection, number, secrets)
        engine.wake()
        engine.hold_back()
        return done

    def get(self, scope: Scope, namespace: tuple[str, ...], key: str) -> Item | None:
        """Return a value word for word, its secrets opened.

        Raises:
            VaultError: it holds a secret that this store's key does not open.
        """
        name = items.identity(namespace, key)
        engine = self._engine
        with engine.use(), engine.ledger.read() as connection:
            memory = self._known(connection, scope, [name]).get(name)
            number = engine.ledger.partition(connection, scope)
            vault_id = None if memory is None else memory.fields.get("vault_id")
            sealed = (
                engine.ledger.sealed(connection, number, vault_id)
                if number is not None and isinstance(vault_id, str)
                else None
            )
        if memory is None:
            return None
        item = _item(memory)
        if sealed is None:
            return item
        opened = json.loads(engine.vault.open(sealed, scope.partition.key))
        return replace(item, value=opened)

    def search(
        self, scope: Scope, namespace: tuple[str, ...], search: Search, limit: int, offset: int = 0
    ) -> list[Found]:
        """Return items of a namespace and of those below, secrets cut out.

        They come latest first; with a query nearest first, and behind them, without a
        likeness, what is not indexed. Only those of the page are read whole.
        """
        engine = self._engine
        with engine.use():
            asked = None if search.query is None else self._asked(search.query)
            with engine.ledger.read() as connection:
                within = self._within(connection, scope, namespace)
                if within is None:
                    return []
                if asked is None and search.passes is None:
                    plain = items.page(connection, within, limit, offset)
                    return [Found(_item(one), None) for one in plain]
                kept = [
                    one
                    for one in items.sketches(connection, within)
                    if search.passes is None or search.passes(one.value)
                ]
                scores = {} if asked is None else _likeness(connection, asked, kept)
                # What has no score follows behind, as it came.
                ranked = sorted(kept, key=lambda one: -scores.get(one.id, -2.0))
                chosen = [one.id for one in ranked[offset : offset + limit]]
                whole = memories.newest(connection, chosen)
        return [Found(_item(whole[name]), scores.get(name)) for name in chosen]

    def namespaces(self, scope: Scope) -> set[tuple[str, ...]]:
        """Return the namespaces that have items."""
        with self._engine.use(), self._engine.ledger.read() as connection:
            within = self._within(connection, scope, ())
            return set() if within is None else items.namespaces(connection, within)

    def _asked(self, query: str) -> Vector:
        self._engine.check_embedder()
        return self._engine.encode_query(storable(query, "the query")).vector

    def _within(
        self, connection: Connection, scope: Scope, namespace: tuple[str, ...]
    ) -> items.Within | None:
        number = self._engine.ledger.partition(connection, scope)
        if number is None:
            return None
        return items.Within(number, namespace, Sight(self._engine.clock()))

    def renew(self, scope: Scope, found: Sequence[Item]) -> None:
        """Let items that expire live on from now, where that makes a difference.

        A store that is open read-only cannot, and leaves them as they are.
        """
        engine = self._engine
        now = engine.clock()
        names = [items.identity(one.namespace, one.key) for one in found if _ages(one, now)]
        if not names or engine.read_only:
            return
        with engine.use(), engine.ledger.write(scope) as connection:
            known = self._known(connection, scope, names)
            proposals = [_renewed(memory, now) for memory in known.values()]
            if proposals:
                commit = Commit(proposals, engine.moment(connection))
                engine.ledger.commit(connection, scope, commit)
        engine.wake()

    def label(self, scope: Scope, memory_id: str, metadata: Mapping[str, object]) -> Operation:
        """Give a memory, an item or not, other metadata; what it says stays as it is.

        Raises:
            NotFoundError: there is none with this id in this scope.
            UsageError: the metadata is not JSON.
        """
        engine = self._engine
        with engine.use():
            plain = as_json(metadata, "metadata")
            clean, secrets = engine.vault.seal_json(plain, scope.partition.key)
            with engine.ledger.write(scope) as connection:
                number, memory = Browse(engine).find(connection, memory_id, scope)
                labelled = replace(
                    memory, metadata=cast("dict[str, JSON]", clean), version=memory.version + 1
                )
                proposal = _proposal(Action.MERGE, labelled, "labelled by a program")
                engine.ledger.keep_sealed(connection, number, secrets)
                commit = Commit([proposal], engine.moment(connection))
                done = engine.ledger.commit(connection, scope, commit)
            engine.wake()
        return done[0]

    def whose(self, memory_id: str) -> Scope:
        """Return the scope that a memory lies in, for a program that owns the whole store.

        Raises:
            NotFoundError: there never was one with this id.
        """
        with self._engine.use(), self._engine.ledger.read() as connection:
            found = items.scope_of(connection, memory_id)
        if found is None:
            raise NotFoundError(memory_id)
        return found

    def owners(self) -> list[Scope]:
        """Return whose memories the store holds, for a program that owns all of it."""
        with self._engine.use(), self._engine.ledger.read() as connection:
            return items.owners(connection)

    def _known(self, connection: Connection, scope: Scope, names: list[str]) -> dict[str, Memory]:
        number = self._engine.ledger.partition(connection, scope)
        if number is None:
            return {}
        return items.named(connection, number, names, Sight(self._engine.clock()))

    def _sealed(self, put: Put, scope: Scope, kept: Sequence[Sealed]) -> _Sealed:
        """Cut the secrets out of a value; the whole of it goes to the vault where it has some."""
        value = _plain(put)
        metadata = as_json(put.metadata, "metadata")
        said = put.text if put.text is not None else f"item {put.key}"
        stand_ins = [placeholder.write(one.label, one.id) for one in kept]
        text, clean, secrets = seal_edit(
            self._engine.vault,
            scope.partition.key,
            (said[:MAX_TEXT_INDEXED], {"value": value, "metadata": metadata}),
            known=stand_ins,
            kept=kept,
        )
        fields: dict[str, JSON] = {
            "type": LABEL,
            "title": put.key,
            "namespace": list(put.namespace),
            "value": clean["value"],
            "indexed": put.text is not None,
        }
        if put.lasts is not None:
            fields["lasts"] = put.lasts.total_seconds()
        if clean["value"] != value:
            vault, key = self._engine.vault, scope.partition.key
            _, whole = vault.seal_value(canonical(value), LABEL, key)
            secrets.append(whole)
            fields["vault_id"] = whole.id
        labels = cast("dict[str, JSON]", clean["metadata"])
        return _Sealed(put, fields, text, labels, secrets)


def _likeness(
    connection: Connection, asked: Vector, among: Sequence[items.Sketch]
) -> dict[str, float]:
    """Return the cosine of a question with each item that is indexed, by memory id."""
    vectors = embeddings.of(connection, (one.id for one in among if one.indexed))
    return {name: float(np.dot(asked, vector)) for name, vector in vectors.items()}


def _check_free(connection: Connection, put: Put) -> None:
    """Refuse an id that is another memory's, whoever's that is.

    Raises:
        UsageError: it is taken.
    """
    if put.memory_id is not None and items.scope_of(connection, put.memory_id) is not None:
        raise UsageError(f"memory id {put.memory_id!r} is taken by another memory")


def _plain(put: Put) -> dict[str, JSON]:
    """Return a value as JSON.

    Raises:
        UsageError: it would come back as something else.
    """
    where = f"item {put.key!r} of {'/'.join(put.namespace)!r}"
    for label in (*put.namespace, put.key):
        storable(label, where)
    plain = as_json(put.value, where)
    if plain != put.value or not isinstance(plain, dict):
        raise UsageError(
            f"{where} must be a mapping of JSON values (text keys; texts, finite numbers, "
            "booleans, null, lists, mappings; no data URLs)"
        )
    size = len(canonical(plain))
    if size > MAX_TEXT:
        raise UsageError(f"{where} has {size:,} characters as JSON; at most {MAX_TEXT:,}")
    return plain


def _written(
    made: _Sealed, name: str, before: Memory | None, scope: Scope, now: datetime
) -> Proposal:
    namespace = "/".join(made.put.namespace)
    memory = Memory(
        id=_id(made.put) if before is None else before.id,
        kind=Kind.RESOURCE,
        text=made.text or f"item {made.put.key}",
        fields=made.fields,
        sources=(),
        turns=(),
        status=Status.CURRENT,
        confidence=1.0,
        valid_from=made.put.since or (now if before is None else before.valid_from),
        valid_to=None if made.put.lasts is None else now + made.put.lasts,
        recorded_at=now,
        version=1 if before is None else before.version + 1,
        extractor=EXTRACTOR,
        identity=name,
        slot=None,
        agent_id=scope.agent_id,
        session_id=scope.session_id,
        metadata={**made.metadata, **({STEERS: True} if steers(made.text) else {})},
    )
    new = before is None
    reason = f"{'put' if new else 'put again'} into {namespace} by a program"
    return _proposal(Action.ADD if new else Action.MERGE, memory, reason)


def _ages(item: Item, now: datetime) -> bool:
    if item.lasts is None or item.expires_at is None:
        return False
    return now + item.lasts - item.expires_at > RENEWED_FROM * item.lasts


def _id(put: Put) -> str:
    return put.memory_id or f"m_{uuid.uuid4().hex[:24]}"


def _renewed(memory: Memory, now: datetime) -> Proposal:
    lasts = _lasts(memory)
    until = None if lasts is None else now + lasts
    later = replace(memory, valid_to=until, version=memory.version + 1)
    return _proposal(Action.MERGE, later, "read, so it lives on")


def _deleted(memory: Memory) -> Proposal:
    gone = replace(memory, status=Status.RETRACTED, deleted=True, version=memory.version + 1)
    return _proposal(Action.RETRACT, gone, "deleted by a program")


def _proposal(action: Action, memory: Memory, reason: str) -> Proposal:
    return Proposal(
        action=action,
        agent=memory.kind,
        reason=reason,
        text=memory.text,
        memory_id=memory.id,
        writes=(memory,),
    )


def _lasts(memory: Memory) -> timedelta | None:
    seconds = memory.fields.get("lasts")
    return timedelta(seconds=float(seconds)) if isinstance(seconds, int | float) else None


def _item(memory: Memory) -> Item:
    return Item(
        id=memory.id,
        namespace=tuple(cast("list[str]", memory.fields["namespace"])),
        key=str(memory.fields["title"]),
        value=cast("dict[str, JSON]", memory.fields["value"]),
        created_at=memory.valid_from,
        updated_at=memory.recorded_at,
        lasts=_lasts(memory),
        expires_at=memory.valid_to,
        indexed=memory.fields.get("indexed") is True,
    )
