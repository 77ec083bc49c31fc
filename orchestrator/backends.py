"""Chooses the back ends that the settings name."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from octomem.errors import SettingsError
from octomem.settings import Settings
from octomem.stores.chroma import check_forked
from octomem.stores.chroma_server import ChromaAddress
from octomem.stores.ledger import embeddings
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.postgres import PostgresAddress
from octomem.stores.neo4j.connection import Address
from octomem.stores.neo4j.graph import Neo4jGraph
from octomem.stores.rerank.factory import create_reranker
from octomem.stores.seams import RemoteGraph, Reranker, Vector, VectorIndex
from octomem.stores.shared_homes import SharedHomes
from octomem.stores.vectors import ChromaIndex

PORTION = 500
"""Vectors that are read at a time where the index lost some."""


def remote_graph(settings: Settings) -> RemoteGraph | None:
    """Return the graph on a server, not opened yet; None where the settings name none.

    Raises:
        SettingsError: there is an address and no password.
    """
    if settings.neo4j_url is None:
        return None
    if settings.neo4j_password is None:
        raise SettingsError(
            f"neo4j_url is {settings.neo4j_url!r} and there is no password; set "
            "OCTOMEM_NEO4J_PASSWORD"
        )
    return Neo4jGraph(
        Address(
            settings.neo4j_url,
            settings.neo4j_user,
            settings.neo4j_password.get_secret_value(),
            settings.neo4j_database,
            settings.neo4j_pool,
            settings.server_timeout,
        )
    )


def ledger_server(settings: Settings) -> PostgresAddress | None:
    """Return where the ledger is, None where it is in the store's folder.

    Raises:
        SettingsError: there is an address, and something that one machine alone would have.
    """
    if settings.postgres_url is None:
        return None
    for name, given, why in (
        ("chroma_url", settings.chroma_url, "several processes cannot share a folder of vectors"),
        ("vault_key", settings.vault_key, "all processes need the same key"),
    ):
        if given is None:
            raise SettingsError(f"postgres_url is set and {name} is not: {why}; set {name} too")
    password = settings.postgres_password
    return PostgresAddress(
        settings.postgres_url,
        None if password is None else password.get_secret_value(),
        settings.postgres_schema,
        settings.postgres_pool,
        settings.server_timeout,
    )


def reranker_of(settings: Settings) -> Reranker | None:
    """Return the reranker, nothing of it loaded yet; None where the settings name none.

    Raises:
        SettingsError: no reranker has this name, or its folder lacks a file.
        MissingExtraError: it needs an optional package.
    """
    if settings.reranker is None:
        return None
    return create_reranker(
        settings.reranker, api_base=settings.reranker_api_base, timeout=settings.server_timeout
    )


def check_index(settings: Settings) -> None:
    """Refuse an index that this process cannot write.

    Raises:
        StoreError: it is the embedded one, and this process was forked from one that used such.
    """
    if settings.chroma_url is None:
        check_forked()


def vector_index(
    settings: Settings, folder: Path, *, read_only: bool, ledger: Ledger
) -> VectorIndex:
    """Return the vector index, not opened yet; `folder` is its own inside the store's.

    Beside a ledger that several processes write, where vectors live is kept there too.
    """
    homes = SharedHomes(ledger.look, ledger.write) if ledger.shared else None
    server = None
    if settings.chroma_url is not None:
        token = settings.chroma_token
        server = ChromaAddress(
            settings.chroma_url,
            settings.chroma_tenant,
            settings.chroma_database,
            settings.server_timeout,
            None if token is None else token.get_secret_value(),
        )

    def source(numbers: Sequence[int]) -> Iterator[tuple[int, dict[str, Vector]]]:
        return embeddings.portions(partial(ledger.read, patient=True), numbers, PORTION)

    return ChromaIndex(folder, source, read_only=read_only, server=server, homes=homes)
