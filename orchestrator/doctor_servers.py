"""Looks at the servers that a store is spread over, read-only."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from octomem.checks import CATCHES_UP, Check, Health
from octomem.errors import OctomemError
from octomem.orchestrator.backends import remote_graph, vector_index
from octomem.orchestrator.engine import CHROMA
from octomem.settings import Settings
from octomem.stores.chroma import count_closed
from octomem.stores.following import GRAPH
from octomem.stores.graph_projector import STORE
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.schema import memory_versions
from octomem.stores.vectors import FOLDER

_WAIT = "start the server; what is stored is safe, and catches up by itself"


def vectors_held(settings: Settings, ledger: Ledger) -> int:
    """Count the vectors in the index, wherever it is.

    Raises:
        StoreError: the index is damaged, or its server does not answer.
    """
    if settings.chroma_url is None:
        return count_closed(settings.path / CHROMA / FOLDER)
    index = vector_index(settings, settings.path / CHROMA, read_only=True, ledger=ledger)
    try:
        return index.count()
    finally:
        index.close()


def examine_graph(ledger: Ledger, connection: Connection, settings: Settings) -> Iterator[Check]:
    """Compare how far Neo4j says it has come with the ledger, where the graph is there."""
    try:
        graph = remote_graph(settings)
        if graph is None:
            return
        try:
            version = graph.version()
            held = graph.followed(ledger.fact(connection, STORE) or "")
        finally:
            graph.close()
    except OctomemError as error:
        yield Check("graph", Health.FAILED, str(error), _WAIT)
        return
    behind = select(func.count()).where(memory_versions.c.seq > held)
    lag = connection.scalar(behind) or 0
    found = f"Neo4j {version} at {settings.neo4j_url!r}, {lag:,} changes behind"
    noted = ledger.followed(connection, GRAPH)
    if held < noted:
        mend = "the next start that writes fills it again"
        yield Check("graph", Health.WARNING, f"{found}; it has lost some it had", mend)
    elif lag:
        yield Check("graph", Health.WARNING, found, CATCHES_UP)
    else:
        yield Check("graph", Health.OK, found)
