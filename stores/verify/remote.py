"""A graph on a server, compared with what the ledger would make of it now."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from octomem.errors import StoreError
from octomem.stores.seams import Graph
from octomem.stores.verify.views import Row, View, compared
from octomem.verification import Difference, Fault, Part

MENTIONS = 100_000
"""Memories of one entity that are looked at."""

_ENTITIES = View(Part.GRAPH, "entities", 0, "")
_RELATIONS = View(Part.GRAPH, "relations", 0, "")


def differences(
    expected: tuple[Graph, Connection], held: tuple[Graph, Connection], partition: int
) -> Iterator[Difference]:
    """Compare a partition's entities, with who mentions them, and its relations."""
    wanted = [list(_entities(*expected, partition)), list(_relations(*expected, partition))]
    try:
        found = [list(_entities(*held, partition)), list(_relations(*held, partition))]
    except StoreError as error:
        told = f"{error.store} cannot read it while it does {error.operation}"
        yield Difference(Part.GRAPH, Fault.UNREADABLE, "graph", "graph", "one to be read", told)
        return
    for view, left, right in zip((_ENTITIES, _RELATIONS), wanted, found, strict=True):
        yield from compared(view, iter(left), iter(right))


def _entities(graph: Graph, connection: Connection, partition: int) -> Iterator[Row]:
    found = {each.name: each for each in graph.entities(connection, partition)}
    for name in sorted(found):
        each = found[name]
        mentions = sorted(graph.mentions(connection, partition, [name], 0, MENTIONS))
        yield "entity", name, json.dumps([each.id, each.type, sorted(each.aliases), mentions])


def _relations(graph: Graph, connection: Connection, partition: int) -> Iterator[Row]:
    found = {
        each.memory_id: [each.source, each.relation, each.target, each.valid_from, each.valid_to]
        for entity in graph.entities(connection, partition)
        for each in graph.relations(connection, partition, entity.name)
    }
    for memory_id in sorted(found):
        yield memory_id, "", json.dumps(found[memory_id], default=str)
