"""The front door's methods about entities: who is who, and the caller's own word on it."""

import asyncio
from typing import Unpack

from octomem.operation import Operation
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.entities import Entities
from octomem.orchestrator.options import EntitiesOptions, ScopeIds, checked
from octomem.results import Entity


class EntityMethods:
    """What `Orchestrator` offers about entities; it opens the engine."""

    _engine: Engine

    def entities(self, **options: Unpack[EntitiesOptions]) -> tuple[Entity, ...]:
        """Return who and what the memories name, by name, each with its other names.

        Raises:
            UsageError: an id or the name is wrong.
        """
        checked(options, EntitiesOptions)
        with self._engine.use():
            return Entities(self._engine).all(options)

    async def aentities(self, **options: Unpack[EntitiesOptions]) -> tuple[Entity, ...]:
        """Do what `entities` does, without blocking the loop."""
        return await asyncio.to_thread(self.entities, **options)

    def merge_entities(self, name: str, into: str, **ids: Unpack[ScopeIds]) -> Operation:
        """Say that two names mean one: `name` becomes another name of what `into` means.

        It is a memory with a history. What was told of either name competes from now on as
        told of one; `undo` takes all of that back, and `split_entity` says the opposite.

        Raises:
            NotFoundError: no memory of this scope has one of the names.
            UsageError: they are names of one entity already.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return Entities(self._engine).merge(name, into, ids)

    async def amerge_entities(self, name: str, into: str, **ids: Unpack[ScopeIds]) -> Operation:
        """Do what `merge_entities` does, without blocking the loop."""
        return await asyncio.to_thread(self.merge_entities, name, into, **ids)

    def split_entity(self, name: str, other: str, **ids: Unpack[ScopeIds]) -> Operation:
        """Say that two names do not mean one: `name` leaves what `other` means.

        It outweighs whatever the memories say, also what they will say later, until
        `merge_entities` or `undo`.

        Raises:
            NotFoundError: no memory of this scope has one of the names.
            UsageError: they are not two names of one entity.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return Entities(self._engine).split(name, other, ids)

    async def asplit_entity(self, name: str, other: str, **ids: Unpack[ScopeIds]) -> Operation:
        """Do what `split_entity` does, without blocking the loop."""
        return await asyncio.to_thread(self.split_entity, name, other, **ids)
