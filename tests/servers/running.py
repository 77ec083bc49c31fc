"""The servers that tests share: started when first asked for, stopped when the tests end."""

import os
import shutil
import signal
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from scripts.servers import service
from scripts.servers.process import Running, ServerError

from octomem.stores.chroma_server import ChromaAddress
from octomem.stores.ledger.postgres import PostgresAddress
from octomem.stores.neo4j.connection import Address

started: dict[str, Running] = {}
"""What runs, by name."""
missing: Counter[str] = Counter()
"""How many tests were skipped for want of a server, by what it is and why it is not there."""
of_workers: list[str] = []
"""What the workers told, where the tests run in several processes."""


def server(name: str) -> Running:
    """Return a running server of all tests; without one the test is skipped, or fails in CI."""
    found = _start(name)
    if isinstance(found, Running):
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"no {name}: {found}")
    missing[f"{name}: {found}"] += 1
    pytest.skip(f"no {name}: {found}")


def neo4j_address(**changed: object) -> Address:
    """Return the way into the Neo4j of all tests."""
    settings = server("neo4j").settings
    given: dict[str, object] = {
        "url": settings["OCTOMEM_NEO4J_URL"],
        "user": settings["OCTOMEM_NEO4J_USER"],
        "password": settings["OCTOMEM_NEO4J_PASSWORD"],
        "database": "neo4j",
        "pool": 10,
        "timeout": 20.0,
        **changed,
    }
    return Address(**given)  # type: ignore[arg-type]


def chroma_address(**changed: object) -> ChromaAddress:
    """Return the way into the Chroma server of all tests."""
    given: dict[str, object] = {
        "url": server("chroma").settings["OCTOMEM_CHROMA_URL"],
        "tenant": "default_tenant",
        "database": "octomem",
        "timeout": 20.0,
        **changed,
    }
    return ChromaAddress(**given)  # type: ignore[arg-type]


def postgres_address(**changed: object) -> PostgresAddress:
    """Return the way into the PostgreSQL of all tests, to a schema of one's own."""
    settings = server("postgres").settings
    given: dict[str, object] = {
        "url": settings["OCTOMEM_POSTGRES_URL"],
        "password": settings["OCTOMEM_POSTGRES_PASSWORD"],
        "schema": f"test_{uuid.uuid4().hex}",
        "pool": 10,
        "timeout": 20.0,
        **changed,
    }
    return PostgresAddress(**given)  # type: ignore[arg-type]


def stop_all() -> None:
    """Stop what was started."""
    for name in started:
        service.stop(name, folder())
    if started or missing:
        shutil.rmtree(folder(), ignore_errors=True)


@contextmanager
def frozen(*pids: int) -> Generator[None]:
    """Let processes stand still, every thread of them, and go on afterwards."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        # A thread that runs on another core may still answer for a moment.
        while not all(map(_stands_still, pids)):
            time.sleep(0.01)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def _stands_still(pid: int) -> bool:
    states = (
        thread.read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        for thread in Path(f"/proc/{pid}/task").glob("*/stat")
    )
    return all(state == "T" for state in states)


def told() -> list[str]:
    """Say what ran, and what could not be tried."""
    ran = [f"{one.version}, up in {one.seconds:.1f} s" for one in started.values()]
    return [*ran, *(f"{count} tests SKIPPED, no {why}" for why, count in missing.items())]


@cache
def folder() -> Path:
    """Return the servers' folder, which PostgreSQL's own user can enter."""
    made = Path(tempfile.mkdtemp(prefix="octomem-servers-"))
    made.chmod(0o755)
    return made


@cache
def _start(name: str) -> Running | str:
    try:
        started[name] = service.start(name, folder())
    except ServerError as error:
        return str(error)
    return started[name]
