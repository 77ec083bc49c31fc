"""Benchmarks on real servers: PostgreSQL, Chroma and Neo4j, started for a run and stopped after it."""

import importlib.metadata
import os
import re
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from scripts.servers import service

from octomem.orchestrator.backends import ledger_server, remote_graph
from octomem.settings import Settings

SERVERS = ("neo4j", "chroma", "postgres")
FOLDER = "servers"
"""Inside a folder that is kept."""
_SECRET = re.compile(r"_(PASSWORD|KEY)$")


@contextmanager
def servers(kept: Path | None = None) -> Generator[dict[str, str]]:
    """Start all three in a folder that is kept, or in one for this run.

    Yields the `OCTOMEM_*` variables that lead there.

    Raises:
        ServerError: one cannot be had on this machine.
    """
    with tempfile.TemporaryDirectory(prefix="octomem-servers-") as temporary:
        Path(temporary).chmod(0o711)  # PostgreSQL runs as a user of its own
        folder = Path(temporary) if kept is None else kept / FOLDER
        with service.running(SERVERS, folder) as running:
            yield service.settings_of(running)


@contextmanager
def environment(variables: Mapping[str, str]) -> Generator[None]:
    """Let this process have variables, and give back those it had."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def secrets_of(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that no file of settings should hold."""
    return {name: value for name, value in variables.items() if _SECRET.search(name)}


def back_ends() -> str:
    """Say on what a store of the present settings lies, with the servers' versions."""
    settings = Settings.load()
    found: list[str] = []
    address, graph = ledger_server(settings), remote_graph(settings)
    if address is not None:
        with psycopg.connect(address.url, password=address.password) as connection:
            number = connection.info.server_version
        found.append(f"PostgreSQL {number // 10_000}.{number % 10_000}")
    if settings.chroma_url is not None:
        found.append(f"Chroma server (client {importlib.metadata.version('chromadb')})")
    if graph is not None:
        found.append(f"Neo4j {graph.version()}")
        graph.close()
    return " + ".join(found) or "embedded"
