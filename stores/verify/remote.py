"""A graph on a server, compared with what the ledger would make of it now."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from octomem.errors import StoreError
from octomem.stores.following import FollowingGraph
from octomem.stores.seams import Contents, Graph
from octomem.stores.verify.views import Row, View, compared
from octomem.verification import Difference, Fault, Part

MENTIONS = 100_000
"""Memories of one entity that are looked at."""

_ENTITIES = View(Part.GRAPH, "entities", 0, "")
_RELATIONS = View(Part.GRAPH, "relations", 0, "")


def differences(
    expected: tuple[Graph, Connection], held: tuple[FollowingGraph, Connection], partition: int
) -> Iterator[Difference]:
    """Compare a partition's entities, with who mentions them, and its relations."""
    wanted = _contents(*expected, partition)
    try:
        graph, connection = held
        # One by one only where the ledger has to add what the server lacks still.
        found = graph.contents(connection, partition) or _contents(*held, partition)
    except StoreError as error:
        told = f"{error.store} cannot read it while it does {error.operation}"
        yield Difference(Part.GRAPH, Fault.UNREADABLE, "graph", "graph", "one to be read", told)
        return
    yield from compared(_ENTITIES, _entities(wanted), _entities(found))
    yield from compared(_RELATIONS, _relations(wanted), _relations(found))


def _contents(graph: Graph, connection: Connection, partition: int) -> Contents:
    entities = graph.entities(connection, partition)
    names = sorted({each.name for each in entities})
    return Contents(
        entities,
        {name: list(graph.mentions(connection, partition, [name], 0, MENTIONS)) for name in names},
        [one for name in names for one in graph.relations(connection, partition, name)],
    )


def _entities(contents: Contents) -> Iterator[Row]:
    found = {each.name: each for each in contents.entities}
    for name in sorted(found):
        each = found[name]
        mentions = sorted(contents.mentions.get(name, ()))
        yield "entity", name, json.dumps([each.id, each.type, sorted(each.aliases), mentions])


def _relations(contents: Contents) -> Iterator[Row]:
    found = {
        each.memory_id: [each.source, each.relation, each.target, each.valid_from, each.valid_to]
        for each in contents.relations
    }
    for memory_id in sorted(found):
        yield memory_id, "", json.dumps(found[memory_id], default=str)
