"""Which names mean one: listing entities, and the caller's own word on them."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from octomem.agents import sameness
from octomem.agents.relations import ALIAS, APART
from octomem.agents.sameness import Saying
from octomem.agents.who import ABOUT
from octomem.agents.wording import normal
from octomem.errors import NotFoundError, UsageError
from octomem.memory import Kind, Memory, Wanted
from octomem.operation import Operation, Proposal
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.options import EntitiesOptions, ScopeIds, scope_of
from octomem.results import Entity
from octomem.scope import Scope
from octomem.stores import seams
from octomem.stores.entities import entity_key
from octomem.stores.ledger import memories
from octomem.stores.ledger.ledger import Commit
from octomem.stores.tail import by_name

_Decide = Callable[[Connection, Scope, str, str], Proposal]


class Entities:
    """`entities`, `merge_entities` and `split_entity`, on an open engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self, options: EntitiesOptions) -> tuple[Entity, ...]:
        """Return a partition's entities by name, or the one that goes by a name."""
        engine, name = self._engine, options.get("name")
        with engine.ledger.read() as connection:
            number = engine.ledger.partition(connection, scope_of(options))
            found = [] if number is None else engine.graph.entities(connection, number)
        if name is not None:
            known = by_name(found).get(entity_key(_checked(name)))
            found = [] if known is None else [known]
        return tuple(Entity(one.name, one.type, one.aliases) for one in found)

    def merge(self, name: str, into: str, ids: ScopeIds) -> Operation:
        """Say that two names are one."""
        return self._say(_checked(name), _checked(into), ids, self._joined)

    def split(self, name: str, other: str, ids: ScopeIds) -> Operation:
        """Say that two names are not one."""
        return self._say(_checked(name), _checked(other), ids, self._parted)

    def _say(self, name: str, other: str, ids: ScopeIds, decide: _Decide) -> Operation:
        """Decide and commit; embedding holds no lock."""
        engine, scope = self._engine, scope_of(ids)
        engine.check_embedder()
        with engine.ledger.read() as connection:
            made = decide(connection, scope, name, other)
        encoded = engine.encode(memory.searchable for memory in made.writes)
        with engine.ledger.write(scope) as connection:
            made = decide(connection, scope, name, other)
            fresh = [m.searchable for m in made.writes if m.searchable not in encoded]
            encoded |= engine.encode(fresh)
            done = engine.commit(
                connection, scope, Commit([made], engine.moment(connection), encoded=encoded)
            )
        engine.wake()
        return done[0]

    def _joined(self, connection: Connection, scope: Scope, name: str, into: str) -> Proposal:
        number, one, other = self._pair(connection, scope, name, into)
        if one == other:
            raise UsageError(f"{name!r} and {into!r} are names of one entity already")
        saying = Saying(
            _written(one, name), _written(other, into), scope, self._engine.moment(connection)
        )
        names = [*_names(one), *_names(other)]
        told = _told(connection, number, saying, ALIAS)
        return sameness.joined(saying, told, names, _claims(connection, number, names))

    def _parted(self, connection: Connection, scope: Scope, name: str, other: str) -> Proposal:
        number, one, stays = self._pair(connection, scope, name, other)
        if one != stays or entity_key(name) == entity_key(other):
            raise UsageError(f"{name!r} and {other!r} are not two names of one entity")
        saying = Saying(
            _written(one, name), _written(one, other), scope, self._engine.moment(connection)
        )
        return sameness.parted(saying, _told(connection, number, saying, APART))

    def _pair(
        self, connection: Connection, scope: Scope, name: str, other: str
    ) -> tuple[int, seams.Entity, seams.Entity]:
        """Return the partition's number and the entities that two names mean.

        Raises:
            NotFoundError: names the one that no memory of the scope has.
        """
        number = self._engine.ledger.partition(connection, scope)
        if number is None:
            raise NotFoundError(name, what="entity")
        known = by_name(self._engine.graph.entities(connection, number))
        for one in (name, other):
            if entity_key(one) not in known:
                raise NotFoundError(one, what="entity")
        return number, known[entity_key(name)], known[entity_key(other)]


def _told(connection: Connection, number: int, saying: Saying, relation: str) -> list[Memory]:
    """Return what is said of names, and the same saying, whatever became of it."""
    identity = sameness.identity_of(saying.name, saying.other, relation)
    same = memories.related(
        connection, number, Kind.KNOWLEDGE, Wanted(identities=frozenset({identity}))
    )
    current = memories.naming(connection, number)
    return list({memory.id: memory for memory in (*same, *current)}.values())


def _claims(connection: Connection, number: int, names: Iterable[str]) -> list[Memory]:
    """Return the current facts and relations of some names."""
    wanted = Wanted(subjects=frozenset(map(normal, names)))
    return [claim for kind in ABOUT for claim in memories.related(connection, number, kind, wanted)]


def _names(entity: seams.Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _written(entity: seams.Entity, name: str) -> str:
    """Return a name as memories write it."""
    key = entity_key(name)
    return next(one for one in _names(entity) if entity_key(one) == key)


def _checked(name: object) -> str:
    """Return a name.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(name, str) or not entity_key(name):
        raise UsageError(f"a name must be a text that is not empty, got {name!r}")
    return name
